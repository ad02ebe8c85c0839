//! Calls, `go` and `defer`.

use super::Lowerer;
use super::func::native;
use crate::check::{Lookup, Mode, ObjKind};
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Call, Expr, ExprKind};
use crate::types::{Kind, Sig, Type, TypeId};
use std::rc::Rc;

/// What a call calls.
pub(super) enum Callee<'p> {
    /// A function known by number; a method's receiver is an argument.
    Func { func: u32, receiver: Option<Receiver<'p>> },
    /// A function value.
    Value(&'p Expr),
    /// A method of an interface.
    Iface { value: &'p Expr, method: u16 },
}

/// The receiver of a method.
pub(super) struct Receiver<'p> {
    /// What it is found in.
    pub expr: &'p Expr,
    /// The embedded fields on the way to it.
    pub path: Vec<u32>,
    /// The type that the method wants.
    pub wanted: TypeId,
}

/// How a call is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Now,
    Go,
    Defer,
}

impl<'p> Lowerer<'p> {
    /// A call's results, in a row.
    pub(super) fn call(&mut self, expr: &'p Expr, call: &'p Call, want: Option<Reg>) -> Reg {
        let info = self.program.info.exprs[call.fun.id.0 as usize].clone();
        match info.map(|info| (info.mode, info.ty)) {
            Some((Mode::Type, target)) => self.conversion(&call.args[0], target, want),
            Some((Mode::Builtin(name), _)) => self.builtin(expr, call, name, want),
            _ => self.function_call(call, How::Now),
        }
    }

    pub(super) fn callee(&mut self, fun: &'p Expr) -> Callee<'p> {
        let fun = self.uninstantiated(fun.unparen());
        if let Some(selection) = self.program.info.selections.get(&fun.id).cloned() {
            let ExprKind::Selector(inner, name) = &fun.kind else { return Callee::Value(fun) };
            if selection.of_type {
                return Callee::Value(fun);
            }
            return match selection.found.what {
                Lookup::Method { func, .. } => {
                    let wanted = self.program.funcs[func as usize].receiver.unwrap_or(TypeId(0));
                    let path = selection.found.path;
                    Callee::Func { func, receiver: Some(Receiver { expr: inner, path, wanted }) }
                }
                Lookup::Interface { .. } if selection.found.path.is_empty() => {
                    Callee::Iface { value: inner, method: self.method_index(&name.name) }
                }
                Lookup::Field { .. } => Callee::Value(fun),
                _ => {
                    let (func, wanted) =
                        self.promoted(self.type_of(inner), &selection.found, &name.name);
                    let path = Vec::new();
                    Callee::Func { func, receiver: Some(Receiver { expr: inner, path, wanted }) }
                }
            };
        }
        match self.obj_of(fun.id).map(|id| self.program.objs[id.0 as usize].kind.clone()) {
            Some(ObjKind::Func(func)) => Callee::Func { func, receiver: None },
            _ => Callee::Value(fun),
        }
    }

    /// The selector of a generic method behind which type arguments stand.
    pub(super) fn uninstantiated(&self, expr: &'p Expr) -> &'p Expr {
        let ExprKind::Index(inner, _) = &expr.kind else { return expr };
        let selection = self.program.info.selections.get(&inner.unparen().id);
        match selection.map(|selection| &selection.found.what) {
            Some(Lookup::Method { .. }) => inner.unparen(),
            _ => expr,
        }
    }

    /// Makes the call, now, in a goroutine or at the frame's end. The block's start.
    pub(super) fn function_call(&mut self, call: &'p Call, how: How) -> Reg {
        let ty = self.type_of(&call.fun);
        let Some(sig) = self.types().sig(ty) else { return 0 };
        let callee = self.callee(&call.fun);
        self.operands_first(call, &callee, &sig);
        if let (Callee::Iface { value, method }, true) = (&callee, how != How::Now) {
            return self.later_iface(call, &sig, value, *method, how);
        }
        let fun_reg = match &callee {
            Callee::Value(fun) => Some(self.called(fun, &call.args)),
            Callee::Iface { value, .. } => Some(self.called(value, &call.args)),
            Callee::Func { .. } => None,
        };
        let receiver = match &callee {
            Callee::Func { receiver: Some(receiver), .. } => self.types().kinds(receiver.wanted),
            _ => Vec::new(),
        };
        let (block, args, end) = self.call_block(&sig, &receiver);
        if let Callee::Func { receiver: Some(Receiver { expr, path, wanted }), .. } = &callee {
            match path.is_empty() {
                true => self.receiver(expr, *wanted, end),
                false => {
                    let (place, ty) = self.walk(expr, path);
                    self.adapt(place, ty, *wanted, end);
                }
            }
        }
        self.arguments(call, &sig, args);
        self.at_line(call_line(call));
        self.make_call(&callee, fun_reg, block, how);
        block
    }

    /// Makes the calls in the arguments before what is read beside them.
    fn operands_first(&mut self, call: &'p Call, callee: &Callee<'p>, sig: &Sig) {
        let beside = match callee {
            Callee::Func { receiver, .. } => receiver.as_ref().map(|receiver| receiver.expr),
            Callee::Value(fun) => Some(*fun),
            Callee::Iface { value, .. } => Some(*value),
        };
        let mut params = sig.params.clone();
        if let (true, Some(last)) = (sig.variadic && call.spread.is_none(), params.last_mut())
            && let Type::Slice(elem) = *self.types().under(*last)
        {
            *last = elem;
        }
        self.arguments_first(beside, &call.args, &params);
    }

    /// A function value or an interface that is called: in registers of its own where evaluating
    /// the arguments could change it.
    fn called(&mut self, expr: &'p Expr, args: &'p [Expr]) -> Reg {
        match args.iter().any(|arg| self.has_effect(arg)) {
            true => self.own(expr),
            false => self.eval(expr, None),
        }
    }

    /// The value in registers of its own: evaluating arguments cannot change it.
    pub(super) fn own(&mut self, expr: &'p Expr) -> Reg {
        let ty = self.type_of(expr);
        let dst = self.temp(ty);
        self.eval(expr, Some(dst));
        dst
    }

    /// A block for a call: its start, where arguments start, where they end.
    pub(super) fn call_block(&mut self, sig: &Sig, receiver: &[Kind]) -> (Reg, Reg, Reg) {
        let mut kinds: Vec<Kind> =
            sig.results.iter().flat_map(|&ty| self.types().kinds(ty)).collect();
        let results = kinds.len() as Reg;
        kinds.extend(sig.params.iter().flat_map(|&ty| self.types().kinds(ty)));
        let end = kinds.len() as Reg;
        kinds.extend_from_slice(receiver);
        let block = self.temp_kinds(&kinds);
        (block, block + results, block + end)
    }

    fn make_call(&mut self, callee: &Callee<'p>, fun: Option<Reg>, block: Reg, how: How) {
        match (callee, how) {
            (Callee::Func { func, .. }, How::Now) => {
                let name =
                    self.program.funcs.get(*func as usize).filter(|def| def.decl.body.is_none());
                let native = name.and_then(|def| native(&def.name));
                self.emit(match native {
                    Some(native) => Instr::Native { block, native },
                    None => Instr::Call { block, func: *func },
                });
            }
            (Callee::Func { func, .. }, How::Go) => {
                self.emit(Instr::Go { block, func: *func });
            }
            (Callee::Func { func, .. }, How::Defer) => {
                self.emit(Instr::Defer { block, func: *func });
            }
            (Callee::Iface { method, .. }, _) => {
                let iface = fun.unwrap_or(0);
                self.emit(Instr::CallIface { iface, block, method: *method });
            }
            (Callee::Value(_), how) => {
                let f = fun.unwrap_or(0);
                self.emit(match how {
                    How::Now => Instr::CallValue { f, block },
                    How::Go => Instr::GoValue { f, block },
                    How::Defer => Instr::DeferValue { f, block },
                });
            }
        }
    }

    /// A method's receiver: its address or its value, whichever the method wants.
    pub(super) fn receiver(&mut self, inner: &'p Expr, wanted: TypeId, dst: Reg) {
        let have = self.type_of(inner);
        if have == wanted {
            self.eval(inner, Some(dst));
        } else if self.types().pointee(wanted) == Some(have) {
            self.address(inner, Some(dst));
        } else {
            let ptr = self.eval(inner, None);
            let n = self.slots(wanted);
            self.load(dst, ptr, 0, n);
        }
    }

    /// Evaluates the arguments into the block.
    pub(super) fn arguments(&mut self, call: &'p Call, sig: &Rc<Sig>, mut at: Reg) {
        if let Some((values, types)) = self.spread_call(call) {
            return self.spread_arguments(values, &types, sig, at);
        }
        let packed = sig.variadic && call.spread.is_none();
        let fixed = sig.params.len() - usize::from(packed);
        for (arg, &ty) in call.args.iter().zip(&sig.params[..fixed]) {
            self.eval_as(arg, ty, Some(at));
            at += self.slots(ty);
        }
        if packed {
            let slice = sig.params[fixed];
            let Type::Slice(elem) = *self.types().under(slice) else { return };
            let rest = &call.args[fixed..];
            self.pack(rest.len(), elem, at, |lowerer, index, want| {
                lowerer.eval_as(&rest[index], elem, Some(want));
            });
        }
    }

    /// The results of a single argument that is a call with several.
    fn spread_call(&mut self, call: &'p Call) -> Option<(Reg, Rc<[TypeId]>)> {
        let [only] = &call.args[..] else { return None };
        let Type::Tuple(types) = self.types().get(self.type_of(only)).clone() else { return None };
        Some((self.eval(only, None), types))
    }

    fn spread_arguments(&mut self, values: Reg, types: &[TypeId], sig: &Rc<Sig>, mut at: Reg) {
        let fixed = sig.params.len() - usize::from(sig.variadic);
        let mut from = values;
        let mut starts = Vec::new();
        for &ty in types {
            starts.push(from);
            from += self.slots(ty);
        }
        for index in 0..fixed.min(types.len()) {
            self.convert_reg(starts[index], types[index], sig.params[index], Some(at));
            at += self.slots(sig.params[index]);
        }
        if sig.variadic {
            let Type::Slice(elem) = *self.types().under(sig.params[fixed]) else { return };
            let (rest, starts) = (types[fixed..].to_vec(), starts[fixed..].to_vec());
            self.pack(rest.len(), elem, at, |lowerer, index, want| {
                lowerer.convert_reg(starts[index], rest[index], elem, Some(want));
            });
        }
    }

    /// Makes a slice of `count` values at `dst`; nil for none.
    pub(super) fn pack(
        &mut self, count: usize, elem: TypeId, dst: Reg,
        mut value: impl FnMut(&mut Self, usize, Reg),
    ) {
        if count == 0 {
            return self.zero(dst, 3);
        }
        let (shape, times) = self.shape_of(elem);
        let n = self.slots(elem);
        let array = self.reference();
        self.emit(Instr::NewArray { dst: array, shape });
        self.data((count as u64 * times).min(u64::from(u32::MAX)) as u32);
        let kinds = self.types().kinds(elem);
        let slot = self.temp_kinds(&kinds);
        for index in 0..count {
            value(self, index, slot);
            self.store_new(array, index as u32 * u32::from(n), slot, n);
        }
        self.copy(dst, array, 1);
        self.int(dst + 1, count as i64);
        self.int(dst + 2, count as i64);
    }

    /// `go` and `defer`.
    pub(super) fn later(&mut self, expr: &'p Expr, how: How) {
        let ExprKind::Call(call) = &expr.unparen().kind else { return };
        let mode = self.program.info.exprs[call.fun.id.0 as usize].as_ref().map(|info| info.mode);
        match mode {
            Some(Mode::Builtin(name)) => self.later_builtin(call, name, how),
            _ => drop(self.function_call(call, how)),
        }
        if how == How::Defer {
            self.defer_to_home();
        }
    }

    pub(super) fn wrapper_name(&mut self, how: How) -> Rc<str> {
        self.fun().wrappers += 1;
        let word = if how == How::Go { "gowrap" } else { "deferwrap" };
        format!("{}.{word}{}", self.fun_ref().name, self.fun_ref().wrappers).into()
    }

    /// An interface's method called later: a wrapper takes the interface and the arguments.
    fn later_iface(
        &mut self, call: &'p Call, sig: &Rc<Sig>, value: &'p Expr, method: u16, how: How,
    ) -> Reg {
        let mut kinds = vec![Kind::Type, Kind::Dyn];
        kinds.extend(sig.params.iter().flat_map(|&ty| self.types().kinds(ty)));
        let block = self.temp_kinds(&kinds);
        self.eval(value, Some(block));
        self.arguments(call, sig, block + 2);
        let name = self.wrapper_name(how);
        let sig = sig.clone();
        let n = kinds.len() as u16 - 2;
        let func = self.wrapper(name, Vec::new(), &kinds, |lowerer, first| {
            let (inner, args, _) = lowerer.call_block(&sig, &[]);
            lowerer.copy(args, first + 2, n);
            lowerer.emit(Instr::CallIface { iface: first, block: inner, method });
        });
        self.emit(if how == How::Go {
            Instr::Go { block, func }
        } else {
            Instr::Defer { block, func }
        });
        block
    }
}

/// Where a call is on the page: at its closing parenthesis's line gc sees the call itself, at the
/// function's name.
fn call_line(call: &Call) -> runtime_core::source::Span {
    match &call.fun.kind {
        ExprKind::Selector(_, name) => name.span,
        _ => call.fun.span,
    }
}
