//! Binary operators.
//!
//! **Models:** `types2/expr.go`: `binary`, `matchTypes`, `comparison`, `shift`.

use super::operand::Operand;
use super::{Checker, Mode};
use crate::constant::{self, Const, Fail};
use crate::syntax::ast::Expr;
use crate::syntax::show;
use crate::types::{Basic, TypeId};

impl<'a> Checker<'a> {
    pub(super) fn binary(
        &mut self, expr: &'a Expr, op: &'static str, left: &'a Expr, right: &'a Expr,
    ) -> Operand<'a> {
        self.operation(expr, op, left, right, None)
    }

    /// `left op right`; for `left op= right` it is the statement's text that errors show.
    pub(super) fn operation(
        &mut self, expr: &'a Expr, op: &'static str, left: &'a Expr, right: &'a Expr,
        assign: Option<&str>,
    ) -> Operand<'a> {
        let mut x = self.expr(left);
        let mut y = self.expr(right);
        if x.is_invalid() || y.is_invalid() {
            return Operand::invalid(expr);
        }
        if matches!(op, "<<" | ">>") {
            return self.shift(expr, op, x, y);
        }
        if !self.match_types(&mut x, &mut y) {
            return Operand::invalid(expr);
        }
        if matches!(op, "==" | "!=" | "<" | "<=" | ">" | ">=") {
            return self.comparison(expr, op, x, y);
        }
        if x.ty != y.ty {
            self.mismatched(&x, &y, expr, assign);
            return Operand::invalid(expr);
        }
        if !self.operator_defined(op, &x) {
            let message =
                format!("invalid operation: operator {op} not defined on {}", self.describe(&x));
            self.error(x.expr.span, message);
            return Operand::invalid(expr);
        }
        self.arithmetic(expr, op, x, y)
    }

    fn arithmetic(
        &mut self, expr: &'a Expr, op: &'static str, mut x: Operand<'a>, y: Operand<'a>,
    ) -> Operand<'a> {
        let integer = self.types.is_integer(x.ty);
        let zero = y.value.as_ref().is_some_and(Const::is_zero);
        if matches!(op, "/" | "%") && zero && (integer || x.mode == Mode::Const) {
            self.error(y.expr.span, "invalid operation: division by zero");
            return Operand::invalid(expr);
        }
        if let (Mode::Const, Mode::Const, Some(a), Some(b)) = (x.mode, y.mode, &x.value, &y.value) {
            let result = constant::binary(op, a, b, integer);
            if result == Err(Fail::Zero) {
                self.error(y.expr.span, "invalid operation: division by zero");
                return Operand::invalid(expr);
            }
            return self.folded(x, result, expr);
        }
        (x.mode, x.value, x.expr) = (Mode::Value, None, expr);
        x
    }

    fn operator_defined(&self, op: &str, x: &Operand<'a>) -> bool {
        self.types.all(x.ty, |ty| {
            let basic = self.types.basic(ty);
            let number = basic.is_integer() || basic.is_float();
            match op {
                "+" => number || matches!(basic, Basic::String | Basic::UntypedString),
                "-" | "*" | "/" => number,
                "&&" | "||" => matches!(basic, Basic::Bool | Basic::UntypedBool),
                _ => basic.is_integer(),
            }
        })
    }

    fn mismatched(
        &mut self, x: &Operand<'a>, y: &Operand<'a>, expr: &'a Expr, assign: Option<&str>,
    ) {
        let text = assign.map_or_else(|| show(expr), str::to_string);
        let (a, b) = (self.types.show(x.ty), self.types.show(y.ty));
        self.error(
            x.expr.span,
            format!("invalid operation: {text} (mismatched types {a} and {b})"),
        );
    }

    /// Makes two operands of one type where one of them is untyped.
    pub(super) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) -> bool {
        if !self.may_convert(x, y) {
            return true;
        }
        if self.types.is_untyped(x.ty) {
            self.convert_untyped(x, y.ty);
        }
        if !x.is_invalid() && self.types.is_untyped(y.ty) {
            self.convert_untyped(y, x.ty);
        }
        !x.is_invalid() && !y.is_invalid()
    }

    fn may_convert(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        let untyped = |ty: TypeId| self.types.is_untyped(ty);
        if !untyped(x.ty) && !untyped(y.ty) {
            return false;
        }
        if self.types.is_number(x.ty) != self.types.is_number(y.ty) {
            return false;
        }
        if self.types.is_interface(x.ty) || self.types.is_interface(y.ty) {
            return true;
        }
        let is = |ty: TypeId, a: Basic, b: Basic| {
            self.types.all(ty, |ty| [a, b].contains(&self.types.basic(ty)))
        };
        let boolean = |ty: TypeId| is(ty, Basic::Bool, Basic::UntypedBool);
        let string = |ty: TypeId| is(ty, Basic::String, Basic::UntypedString);
        if boolean(x.ty) != boolean(y.ty) || string(x.ty) != string(y.ty) {
            return false;
        }
        if x.mode == Mode::Nil {
            return self.types.has_nil(y.ty);
        }
        if y.mode == Mode::Nil {
            return self.types.has_nil(x.ty);
        }
        self.types.pointee(x.ty).is_none() && self.types.pointee(y.ty).is_none()
    }

    fn comparison(
        &mut self, expr: &'a Expr, op: &'static str, x: Operand<'a>, y: Operand<'a>,
    ) -> Operand<'a> {
        if let Err((at, cause)) = self.comparable_operands(op, &x, &y) {
            let message =
                format!("invalid operation: {} {op} {} ({cause})", show(x.expr), show(y.expr));
            self.error(at.span, message);
            return Operand::invalid(expr);
        }
        let mut result = Operand {
            mode: Mode::Value,
            ty: Basic::UntypedBool.id(),
            value: None,
            expr,
            alias: None,
        };
        if let (Mode::Const, Mode::Const, Some(a), Some(b)) = (x.mode, y.mode, &x.value, &y.value) {
            result.mode = Mode::Const;
            result.value = constant::compare(op, a, b).map(Const::Bool);
            return result;
        }
        self.finalize(x.expr, self.types.default_of(x.ty), None);
        self.finalize(y.expr, self.types.default_of(y.ty), None);
        result
    }

    /// Whether `op` compares the two; if not, where that is and why.
    pub(super) fn comparable_operands(
        &self, op: &str, x: &Operand<'a>, y: &Operand<'a>,
    ) -> Result<(), (&'a Expr, String)> {
        if self.assignable(x, y.ty).is_err() && self.assignable(y, x.ty).is_err() {
            let (a, b) = (self.types.show(x.ty), self.types.show(y.ty));
            return Err((y.expr, format!("mismatched types {a} and {b}")));
        }
        let undefined = |bad: &Operand<'a>| {
            let params = [x, y].map(|operand| self.types.param(operand.ty).is_some());
            if let Some(at) = params.iter().position(|&param| param) {
                let bad = [x, y][at];
                let shown = self.types.show(bad.ty);
                return Err((bad.expr, format!("type parameter {shown} cannot use operator {op}")));
            }
            let kind = match self.types.composite_kind(bad.ty) {
                "" => self.types.show(bad.ty),
                kind => kind.into(),
            };
            Err((bad.expr, format!("operator {op} not defined on {kind}")))
        };
        let equality = matches!(op, "==" | "!=");
        if !equality {
            return match (self.types.ordered(x.ty), self.types.ordered(y.ty)) {
                (false, _) => undefined(x),
                (_, false) => undefined(y),
                _ => Ok(()),
            };
        }
        if x.mode == Mode::Nil || y.mode == Mode::Nil {
            let other = if x.mode == Mode::Nil { y } else { x };
            let fits = self.types.has_nil(other.ty) && other.mode != Mode::Nil;
            return if fits {
                Ok(())
            } else {
                Err((y.expr, format!("operator {op} not defined on nil")))
            };
        }
        for operand in [x, y] {
            if !self.types.comparable(operand.ty) {
                return Err((operand.expr, self.incomparable_cause(operand.ty, op)));
            }
        }
        Ok(())
    }

    fn incomparable_cause(&self, ty: TypeId, op: &str) -> String {
        if self.types.param(ty).is_some() {
            return "incomparable types in type set".into();
        }
        match self.types.composite_kind(ty) {
            kind @ ("slice" | "func" | "map") => format!("{kind} can only be compared to nil"),
            "struct" => {
                let members = self.types.members(ty).unwrap_or_else(|| [].into());
                let bad = members.iter().find(|member| !self.types.comparable(member.ty));
                let field = bad.map(|member| self.types.show(member.ty)).unwrap_or_default();
                format!("struct containing {field} cannot be compared")
            }
            "array" => format!("{} cannot be compared", self.types.show(ty)),
            _ => format!("operator {op} not defined on {}", self.types.show(ty)),
        }
    }

    // ---- shifts

    fn shift(
        &mut self, expr: &'a Expr, op: &'static str, mut x: Operand<'a>, y: Operand<'a>,
    ) -> Operand<'a> {
        let untyped = self.types.is_untyped(x.ty);
        let as_int =
            x.value.as_ref().and_then(Const::as_int).filter(|_| x.mode == Mode::Const).cloned();
        if !(self.types.is_integer(x.ty) || untyped && as_int.is_some()) {
            let message =
                format!("invalid operation: shifted operand {} must be integer", self.describe(&x));
            self.error(x.expr.span, message);
            return Operand::invalid(expr);
        }
        let Some(count) = self.shift_count(y.clone()) else { return Operand::invalid(expr) };
        if let (Some(value), Some(count)) = (as_int, count) {
            if untyped && !self.types.basic(x.ty).is_integer() {
                x.ty = Basic::UntypedInt.id();
            }
            let Some(result) = constant::shift(op, &value, count) else {
                let message =
                    format!("invalid operation: invalid shift count {}", self.describe(&y));
                self.error(y.expr.span, message);
                return Operand::invalid(expr);
            };
            return self.folded(x, Ok(Const::Int(result)), expr);
        }
        (x.mode, x.value, x.expr) = (Mode::Value, None, expr);
        x
    }

    /// The shift count if it is constant; `None` where there was an error.
    fn shift_count(&mut self, mut y: Operand<'a>) -> Option<Option<u32>> {
        if let (Mode::Const, Some(value)) = (y.mode, y.value.clone()) {
            let Some(count) = value.as_int().cloned() else {
                let what = self.describe(&y);
                let message = match value {
                    Const::Float(_) => format!("{what} truncated to uint"),
                    _ => format!("invalid operation: shift count {what} must be integer"),
                };
                self.error(y.expr.span, message);
                return None;
            };
            if count.is_negative() {
                let message =
                    format!("invalid operation: negative shift count {}", self.describe(&y));
                self.error(y.expr.span, message);
                return None;
            }
            if self.types.is_untyped(y.ty) {
                self.convert_untyped(&mut y, Basic::Uint.id());
            }
            return Some(Some(
                count.to_i128().and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX),
            ));
        }
        if !self.types.is_integer(y.ty) {
            let message =
                format!("invalid operation: shift count {} must be integer", self.describe(&y));
            self.error(y.expr.span, message);
            return None;
        }
        if self.types.is_untyped(y.ty) {
            self.convert_untyped(&mut y, Basic::Uint.id());
        }
        Some(None)
    }
}
