//! Conditions and comparisons.

use super::Lowerer;
use crate::code::{Instr, Reg};
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::{Basic, Type, TypeId};

impl<'p> Lowerer<'p> {
    /// Jumps, to be patched, that are taken where `expr` is false.
    pub(super) fn jump_unless(&mut self, expr: &'p Expr) -> Vec<usize> {
        match &expr.kind {
            ExprKind::Paren(inner) => self.jump_unless(inner),
            ExprKind::Unary("!", inner) => self.jump_if(inner),
            ExprKind::Binary("&&", left, right) => {
                let mut jumps = self.jump_unless(left);
                jumps.extend(self.jump_unless(right));
                jumps
            }
            ExprKind::Binary("||", left, right) => {
                let yes = self.jump_if(left);
                let no = self.jump_unless(right);
                self.patch_all(yes);
                no
            }
            ExprKind::Binary(op, left, right) if self.fusible(op, left, right) => {
                vec![self.fused(opposite(op), left, right)]
            }
            _ => {
                let a = self.eval(expr, None);
                vec![self.emit(Instr::JumpUnless { a, to: 0 })]
            }
        }
    }

    /// Jumps, to be patched, that are taken where `expr` is true.
    pub(super) fn jump_if(&mut self, expr: &'p Expr) -> Vec<usize> {
        match &expr.kind {
            ExprKind::Paren(inner) => self.jump_if(inner),
            ExprKind::Unary("!", inner) => self.jump_unless(inner),
            ExprKind::Binary("||", left, right) => {
                let mut jumps = self.jump_if(left);
                jumps.extend(self.jump_if(right));
                jumps
            }
            ExprKind::Binary("&&", left, right) => {
                let no = self.jump_unless(left);
                let yes = self.jump_if(right);
                self.patch_all(no);
                yes
            }
            ExprKind::Binary(op, left, right) if self.fusible(op, left, right) => {
                vec![self.fused(op, left, right)]
            }
            _ => {
                let a = self.eval(expr, None);
                vec![self.emit(Instr::JumpIf { a, to: 0 })]
            }
        }
    }

    /// Whether it compares signed integers (or any for equality), or something with nil.
    fn fusible(&self, op: &str, left: &Expr, right: &Expr) -> bool {
        if self.is_nil(left) != self.is_nil(right) {
            return matches!(op, "==" | "!=");
        }
        let basic = self.types().basic(self.operand_type(left, right));
        let order = matches!(op, "<" | "<=" | ">" | ">=");
        let constant = self.constant_int(left).is_some() && self.constant_int(right).is_some();
        basic.is_integer()
            && !constant
            && (matches!(op, "==" | "!=") || order && !basic.is_unsigned())
    }

    fn fused(&mut self, op: &str, left: &'p Expr, right: &'p Expr) -> usize {
        if let Some(value) = self.jump_constant(right) {
            let a = self.eval(left, None);
            return self.jump_compared(op, a, value);
        }
        if let Some(value) = self.jump_constant(left) {
            let a = self.eval(right, None);
            return self.jump_compared(mirrored(op), a, value);
        }
        self.calls_first(&[left, right]);
        let (a, b) = (self.eval(left, None), self.eval(right, None));
        let by = 0;
        self.emit(match op {
            "==" => Instr::JumpEq { a, b, by },
            "!=" => Instr::JumpNe { a, b, by },
            "<" => Instr::JumpLt { a, b, by },
            "<=" => Instr::JumpLe { a, b, by },
            ">" => Instr::JumpLt { a: b, b: a, by },
            _ => Instr::JumpLe { a: b, b: a, by },
        })
    }

    /// A constant that a jump can compare with, and so can its neighbours.
    pub(super) fn jump_constant(&self, expr: &Expr) -> Option<i16> {
        let value = if self.is_nil(expr) { 0 } else { self.constant_int(expr)? };
        i16::try_from(value).ok().filter(|value| value.unsigned_abs() < i16::MAX as u16)
    }

    /// A jump where `r[a] op value` holds.
    pub(super) fn jump_compared(&mut self, op: &str, a: Reg, value: i16) -> usize {
        let by = 0;
        self.emit(match op {
            "==" => Instr::JumpEqI { a, value, by },
            "!=" => Instr::JumpNeI { a, value, by },
            "<" => Instr::JumpLtI { a, value, by },
            "<=" => Instr::JumpLtI { a, value: value + 1, by },
            ">" => Instr::JumpGtI { a, value, by },
            _ => Instr::JumpGtI { a, value: value - 1, by },
        })
    }

    /// The type in which two operands are compared: an interface if one of them is.
    pub(super) fn operand_type(&self, left: &Expr, right: &Expr) -> TypeId {
        let (a, b) = (self.type_of(left), self.type_of(right));
        let nil = Basic::UntypedNil.id();
        if a == nil || (self.types().is_interface(b) && b != nil) { b } else { a }
    }

    pub(super) fn comparison(
        &mut self, op: &str, left: &'p Expr, right: &'p Expr, want: Option<Reg>,
    ) -> Reg {
        let ty = self.operand_type(left, right);
        let nil = Basic::UntypedNil.id();
        if self.type_of(left) == nil
            || self.type_of(right) == nil
            || self.is_nil(left)
            || self.is_nil(right)
        {
            let other = if self.is_nil(left) { right } else { left };
            return self.compare_nil(op, other, want);
        }
        self.calls_first(&[left, right]);
        let a = self.eval_as(left, ty, None);
        let b = self.eval_as(right, ty, None);
        self.compare(op, a, b, ty, want)
    }

    fn is_nil(&self, expr: &Expr) -> bool {
        let info = self.program.info.exprs[expr.id.0 as usize].as_ref();
        info.is_some_and(|info| info.mode == crate::check::Mode::Nil)
    }

    fn compare_nil(&mut self, op: &str, other: &'p Expr, want: Option<Reg>) -> Reg {
        let a = self.eval(other, None);
        let b = self.int_temp(0);
        let dst = self.dest(want, Self::bool_type());
        self.emit(if op == "==" { Instr::Eq { dst, a, b } } else { Instr::Ne { dst, a, b } });
        dst
    }

    /// `a op b` for values of type `ty`.
    pub(super) fn compare(
        &mut self, op: &str, a: Reg, b: Reg, ty: TypeId, want: Option<Reg>,
    ) -> Reg {
        let dst = self.dest(want, Self::bool_type());
        let basic = self.types().basic(ty);
        let (op, a, b) = match op {
            ">" => ("<", b, a),
            ">=" => ("<=", b, a),
            op => (op, a, b),
        };
        let instr = match (basic, op) {
            (Basic::String | Basic::UntypedString, "<") => Instr::StrLt { dst, a, b },
            (Basic::String | Basic::UntypedString, "<=") => Instr::StrLe { dst, a, b },
            (Basic::String | Basic::UntypedString, _) => Instr::StrEq { dst, a, b },
            _ if basic.is_float() => match op {
                "<" => Instr::FLt { dst, a, b },
                "<=" => Instr::FLe { dst, a, b },
                "==" => Instr::FEq { dst, a, b },
                _ => Instr::FNe { dst, a, b },
            },
            _ if self.one_word(ty) => match (op, basic.is_unsigned()) {
                ("<", false) => Instr::Lt { dst, a, b },
                ("<=", false) => Instr::Le { dst, a, b },
                ("<", true) => Instr::LtU { dst, a, b },
                ("<=", true) => Instr::LeU { dst, a, b },
                ("==", _) => Instr::Eq { dst, a, b },
                _ => Instr::Ne { dst, a, b },
            },
            _ => Instr::ValueEq { dst, a, b },
        };
        self.emit(instr);
        if let Instr::ValueEq { .. } = instr {
            self.data(ty.0);
        }
        let negated = op == "!=" && matches!(instr, Instr::StrEq { .. } | Instr::ValueEq { .. });
        if negated {
            self.emit(Instr::Not { dst, a: dst });
        }
        dst
    }

    /// Whether values of the type are equal exactly when their one slot is.
    fn one_word(&self, ty: TypeId) -> bool {
        matches!(
            self.types().under(ty),
            Type::Basic(_) | Type::Pointer(_) | Type::Chan(..) | Type::Map(..) | Type::Func(_)
        )
    }
}

fn opposite(op: &str) -> &'static str {
    match op {
        "==" => "!=",
        "!=" => "==",
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        _ => "<",
    }
}

/// The same comparison with its sides exchanged.
fn mirrored(op: &str) -> &str {
    match op {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        same => same,
    }
}
