//! Conversions, explicit and implicit.

use super::Lowerer;
use crate::code::{Instr, Reg};
use crate::syntax::ast::Expr;
use crate::types::{Basic, Type, TypeId};

impl<'p> Lowerer<'p> {
    /// The expression's value as a `target`, to which it is assignable.
    pub(super) fn eval_as(&mut self, expr: &'p Expr, target: TypeId, want: Option<Reg>) -> Reg {
        let from = self.type_of(expr);
        if self.needs_iface(from, target) {
            let src = self.eval(expr, None);
            return self.make_iface(src, from, target, want);
        }
        self.eval(expr, want)
    }

    pub(super) fn needs_iface(&self, from: TypeId, target: TypeId) -> bool {
        self.types().is_interface(target)
            && !self.types().is_interface(from)
            && from != Basic::UntypedNil.id()
    }

    /// An interface of type `target` that holds the value.
    pub(super) fn make_iface(
        &mut self, src: Reg, from: TypeId, target: TypeId, want: Option<Reg>,
    ) -> Reg {
        let from = self.types().default_of(from);
        self.use_type(from);
        let dst = self.dest(want, target);
        self.emit(Instr::MakeIface { dst, src });
        self.data(from.0);
        dst
    }

    /// A value in registers as a `target`.
    pub(super) fn convert_reg(
        &mut self, src: Reg, from: TypeId, target: TypeId, want: Option<Reg>,
    ) -> Reg {
        if self.needs_iface(from, target) {
            return self.make_iface(src, from, target, want);
        }
        match want {
            Some(dst) => {
                let n = self.slots(target);
                self.copy(dst, src, n);
                dst
            }
            None => src,
        }
    }

    /// `T(x)`
    pub(super) fn conversion(&mut self, arg: &'p Expr, target: TypeId, want: Option<Reg>) -> Reg {
        let from = self.type_of(arg);
        if self.types().is_interface(target) {
            return self.eval_as(arg, target, want);
        }
        let a = self.eval(arg, None);
        if let (Type::Slice(_), Some(len)) = (self.types().under(from), self.array_len(target)) {
            return self.slice_to_array(a, len, target, want);
        }
        let (b_from, b_to) = (self.types().basic(from), self.types().basic(target));
        let number = |basic: Basic| basic.is_integer() || basic.is_float();
        if number(b_from) && number(b_to) {
            return self.number(a, b_from, target, want);
        }
        let string = |basic: Basic| matches!(basic, Basic::String | Basic::UntypedString);
        if string(b_from) && string(b_to) || !(string(b_from) || string(b_to)) {
            return self.convert_reg(a, target, target, want);
        }
        let dst = self.dest(want, target);
        let elem = |ty: TypeId| match self.types().under(ty) {
            Type::Slice(elem) => self.types().basic(*elem),
            _ => Basic::Invalid,
        };
        let instr = match (elem(from), elem(target)) {
            (Basic::Uint8, _) => Instr::BytesToStr { dst, a },
            (Basic::Int32, _) => Instr::RunesToStr { dst, a },
            (_, Basic::Uint8) => Instr::StrToBytes { dst, a },
            (_, Basic::Int32) => Instr::StrToRunes { dst, a },
            _ => Instr::RuneToStr { dst, a },
        };
        self.emit(instr);
        dst
    }

    /// A slice as an array, or as a pointer to the one it lies in.
    fn slice_to_array(&mut self, s: Reg, len: u64, target: TypeId, want: Option<Reg>) -> Reg {
        self.emit(Instr::SliceLen { len: s + 1, least: len.min(u64::from(u32::MAX)) as u32 });
        let dst = self.dest(want, target);
        if self.types().pointee(target).is_some() {
            self.copy(dst, s, 1);
        } else if len > 0 {
            let n = self.slots(target);
            self.load(dst, s, 0, n);
        }
        dst
    }

    fn number(&mut self, a: Reg, from: Basic, target: TypeId, want: Option<Reg>) -> Reg {
        let to = self.types().basic(target);
        let dst = self.dest(want, target);
        match (from.is_float(), to.is_float()) {
            (false, true) if from.is_unsigned() => drop(self.emit(Instr::UintToFloat { dst, a })),
            (false, true) => drop(self.emit(Instr::IntToFloat { dst, a })),
            (true, false) if to.is_unsigned() && to.bits() == 64 => {
                self.emit(Instr::FloatToUint { dst, a });
            }
            (true, false) => drop(self.emit(Instr::FloatToInt { dst, a })),
            _ => self.copy(dst, a, 1),
        }
        let narrows =
            to.bits() < from.bits() || to.is_unsigned() != from.is_unsigned() || from.is_float();
        if narrows {
            self.wrap(dst, target);
        }
        dst
    }
}
