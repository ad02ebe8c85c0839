//! Calls of predeclared functions.

use super::Lowerer;
use super::call::How;
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Call, Expr};
use crate::types::{Basic, Kind, Type, TypeId};

impl<'p> Lowerer<'p> {
    pub(super) fn builtin(
        &mut self, expr: &'p Expr, call: &'p Call, name: &str, want: Option<Reg>,
    ) -> Reg {
        let args = &call.args;
        match name {
            "append" => self.append(expr, call, want),
            "cap" => self.cap(&args[0], want),
            "len" => self.len(&args[0], want),
            "make" => self.make(expr, call, want),
            "new" => self.new_call(expr, &args[0], want),
            "copy" => self.copy_call(call, want),
            "delete" => self.delete(call),
            "clear" => self.clear(&args[0]),
            "close" => {
                let chan = self.eval(&args[0], None);
                self.emit(Instr::CloseChan { chan });
                0
            }
            "panic" => {
                let any = self.types().any;
                let a = self.eval_as(&args[0], any, None);
                self.emit(Instr::Panic { a });
                0
            }
            "recover" => {
                let dst = self.dest(want, self.types().any);
                self.emit(Instr::Recover { dst });
                dst
            }
            "min" | "max" => self.min_max(expr, call, name, want),
            _ => self.print(call, name == "println"),
        }
    }

    fn append(&mut self, expr: &'p Expr, call: &'p Call, want: Option<Reg>) -> Reg {
        let ty = self.type_of(expr);
        let Type::Slice(elem) = *self.types().under(ty) else { return 0 };
        self.calls_first(&call.args.iter().collect::<Vec<_>>());
        let s = self.eval(&call.args[0], None);
        let index = self.elem_index(elem);
        let Some(first) = call.args.get(1) else {
            return self.convert_reg(s, ty, ty, want);
        };
        if call.spread.is_some() {
            let string = matches!(
                self.types().basic(self.type_of(first)),
                Basic::String | Basic::UntypedString
            );
            let other = self.eval(first, None);
            let dst = self.dest(want, ty);
            self.emit(match string {
                true => Instr::AppendStr { dst, s, other },
                false => Instr::AppendSlice { dst, s, other },
            });
            self.data(index);
            return dst;
        }
        let one = self.types().kinds(elem);
        let n = one.len() as Reg;
        let kinds: Vec<Kind> =
            one.iter().copied().cycle().take(one.len() * (call.args.len() - 1)).collect();
        let values = self.temp_kinds(&kinds);
        for (index, arg) in call.args[1..].iter().enumerate() {
            self.eval_as(arg, elem, Some(values + index as Reg * n));
        }
        let dst = self.dest(want, ty);
        self.emit(Instr::Append { dst, s, values });
        self.data(call.args.len() as u32 - 1);
        self.data(index);
        dst
    }

    fn len(&mut self, arg: &'p Expr, want: Option<Reg>) -> Reg {
        let ty = self.type_of(arg);
        let a = self.eval(arg, None);
        match self.types().under(ty) {
            Type::Slice(_) => self.convert_reg(a + 1, Basic::Int.id(), Basic::Int.id(), want),
            under => {
                let (string, map) =
                    (matches!(under, Type::Basic(_)), matches!(under, Type::Map(..)));
                let array = self.array_len(ty);
                let dst = self.dest(want, Basic::Int.id());
                match array {
                    Some(len) => self.int(dst, len as i64),
                    None if string => drop(self.emit(Instr::StrLen { dst, s: a })),
                    None if map => drop(self.emit(Instr::MapLen { dst, map: a })),
                    None => drop(self.emit(Instr::ChanLen { dst, chan: a })),
                }
                dst
            }
        }
    }

    pub(super) fn array_len(&self, ty: TypeId) -> Option<u64> {
        match self.types().under(self.types().pointee(ty).unwrap_or(ty)) {
            Type::Array(len, _) => Some(*len),
            _ => None,
        }
    }

    fn cap(&mut self, arg: &'p Expr, want: Option<Reg>) -> Reg {
        let ty = self.type_of(arg);
        let a = self.eval(arg, None);
        if let Type::Slice(_) = self.types().under(ty) {
            return self.convert_reg(a + 2, Basic::Int.id(), Basic::Int.id(), want);
        }
        let array = self.array_len(ty);
        let dst = self.dest(want, Basic::Int.id());
        match array {
            Some(len) => self.int(dst, len as i64),
            None => drop(self.emit(Instr::ChanCap { dst, chan: a })),
        }
        dst
    }

    fn make(&mut self, expr: &'p Expr, call: &'p Call, want: Option<Reg>) -> Reg {
        let ty = self.type_of(expr);
        let sizes: Vec<Reg> = call.args[1..].iter().map(|arg| self.eval(arg, None)).collect();
        let dst = self.dest(want, ty);
        match *self.types().under(ty) {
            Type::Slice(elem) => {
                let (len, cap) = (sizes[0], sizes.get(1).copied().unwrap_or(sizes[0]));
                let index = self.elem_index(elem);
                self.emit(Instr::MakeSlice { dst, len, cap });
                self.data(index);
            }
            Type::Map(..) => {
                let index = self.map_index(ty);
                self.emit(Instr::MakeMap { dst });
                self.data(index);
            }
            Type::Chan(_, elem) => {
                let cap = sizes.first().copied().unwrap_or_else(|| self.int_temp(0));
                let shape = self.value_shape(elem);
                let label = self.chan_name.take();
                let name = self.name_index(label.as_deref().unwrap_or("chan"));
                self.emit(Instr::MakeChan { dst, cap });
                self.data(shape);
                self.data(name);
            }
            _ => {}
        }
        dst
    }

    fn new_call(&mut self, expr: &'p Expr, arg: &'p Expr, want: Option<Reg>) -> Reg {
        let ty = self.types().pointee(self.type_of(expr)).unwrap_or(TypeId(0));
        let info = self.program.info.exprs[arg.id.0 as usize].as_ref();
        let value = info.is_some_and(|info| info.mode != crate::check::Mode::Type);
        let src = value.then(|| self.eval_as(arg, ty, None));
        let dst = self.dest(want, self.type_of(expr));
        self.new_object(dst, ty);
        if let Some(src) = src {
            let n = self.slots(ty);
            self.store_new(dst, 0, src, n);
        }
        dst
    }

    fn copy_call(&mut self, call: &'p Call, want: Option<Reg>) -> Reg {
        let ty = self.type_of(&call.args[0]);
        let Type::Slice(elem) = *self.types().under(ty) else { return 0 };
        let to = self.eval(&call.args[0], None);
        let from = self.eval(&call.args[1], None);
        let string = self.types().basic(self.type_of(&call.args[1])) == Basic::String;
        let dst = self.dest(want, Basic::Int.id());
        if string {
            self.emit(Instr::CopyStr { dst, to, from });
            return dst;
        }
        let slots = self.types().slots(elem) as u32;
        self.emit(Instr::Copy { dst, to, from });
        self.data(slots);
        dst
    }

    fn delete(&mut self, call: &'p Call) -> Reg {
        let ty = self.type_of(&call.args[0]);
        let Type::Map(key_ty, _) = *self.types().under(ty) else { return 0 };
        let map = self.eval(&call.args[0], None);
        let key = self.eval_as(&call.args[1], key_ty, None);
        let index = self.map_index(ty);
        self.emit(Instr::MapDelete { map, key });
        self.data(index);
        0
    }

    fn clear(&mut self, arg: &'p Expr) -> Reg {
        let ty = self.type_of(arg);
        let a = self.eval(arg, None);
        match *self.types().under(ty) {
            Type::Slice(elem) => {
                let slots = self.types().slots(elem) as u32;
                self.emit(Instr::ClearSlice { s: a });
                self.data(slots);
            }
            _ => drop(self.emit(Instr::MapClear { map: a })),
        }
        0
    }

    fn min_max(&mut self, expr: &'p Expr, call: &'p Call, name: &str, want: Option<Reg>) -> Reg {
        let ty = self.type_of(expr);
        let best = self.temp(ty);
        self.eval(&call.args[0], Some(best));
        for arg in &call.args[1..] {
            let x = self.eval(arg, None);
            let better = match name {
                "min" => self.compare("<", x, best, ty, None),
                _ => self.compare(">", x, best, ty, None),
            };
            let keep = self.emit(Instr::JumpUnless { a: better, to: 0 });
            self.copy(best, x, 1);
            self.patch(keep);
        }
        self.convert_reg(best, ty, ty, want)
    }

    /// `print` and `println`: made of the pieces' texts.
    fn print(&mut self, call: &'p Call, line: bool) -> Reg {
        let any = self.types().any;
        let slice = self.temp_kinds(&[Kind::Ref, Kind::Word, Kind::Word]);
        self.pack(call.args.len(), any, slice, |lowerer, index, want| {
            let arg = &call.args[index];
            let src = lowerer.eval(arg, None);
            let ty = lowerer.types().under_id(lowerer.type_of(arg));
            lowerer.convert_reg(src, ty, any, Some(want));
        });
        let text = self.reference();
        let block = self.temp_kinds(&[Kind::Ref, Kind::Ref, Kind::Word, Kind::Word]);
        self.copy(block + 1, slice, 3);
        let native = if line { crate::code::Native::Sprintln } else { crate::code::Native::Sprint };
        self.emit(Instr::Native { block, native });
        self.copy(text, block, 1);
        self.emit(Instr::PrintErr { a: text });
        0
    }

    /// A built-in called later: its arguments are evaluated now, a wrapper does the rest.
    pub(super) fn later_builtin(&mut self, call: &'p Call, name: &str, how: How) {
        let any = self.types().any;
        let types: Vec<TypeId> = call
            .args
            .iter()
            .enumerate()
            .map(|(index, arg)| match (name, index) {
                ("panic" | "print" | "println", _) => any,
                ("delete", 1) => match *self.types().under(self.type_of(&call.args[0])) {
                    Type::Map(key, _) => key,
                    _ => any,
                },
                _ => self.type_of(arg),
            })
            .collect();
        let kinds: Vec<Kind> = types.iter().flat_map(|&ty| self.types().kinds(ty)).collect();
        let block = self.temp_kinds(&kinds);
        let mut at = block;
        for (arg, &ty) in call.args.iter().zip(&types) {
            self.eval_as(arg, ty, Some(at));
            at += self.slots(ty);
        }
        let wrapper = self.wrapper_name(how);
        let map_ty = call.args.first().map(|arg| self.type_of(arg));
        let func = self.wrapper(wrapper, Vec::new(), &kinds, |lowerer, first| {
            lowerer.builtin_body(name, first, &types, map_ty);
        });
        self.emit(if how == How::Go {
            Instr::Go { block, func }
        } else {
            Instr::Defer { block, func }
        });
    }

    fn builtin_body(&mut self, name: &str, first: Reg, types: &[TypeId], map_ty: Option<TypeId>) {
        match name {
            "close" => drop(self.emit(Instr::CloseChan { chan: first })),
            "panic" => drop(self.emit(Instr::Panic { a: first })),
            // It is not called by a deferred function: it is one.
            "recover" => {}
            "delete" => {
                let ty = map_ty.unwrap_or(TypeId(0));
                let index = self.map_index(ty);
                self.emit(Instr::MapDelete { map: first, key: first + 1 });
                self.data(index);
            }
            "clear" => drop(self.emit(Instr::MapClear { map: first })),
            "print" | "println" => {
                let any = types.first().copied().unwrap_or(TypeId(0));
                let slice = self.temp_kinds(&[Kind::Ref, Kind::Ref, Kind::Word, Kind::Word]);
                self.pack(types.len(), any, slice + 1, |lowerer, index, want| {
                    lowerer.copy(want, first + 2 * index as Reg, 2);
                });
                let native = if name == "println" {
                    crate::code::Native::Sprintln
                } else {
                    crate::code::Native::Sprint
                };
                self.emit(Instr::Native { block: slice, native });
                self.emit(Instr::PrintErr { a: slice });
            }
            _ => {}
        }
    }
}
