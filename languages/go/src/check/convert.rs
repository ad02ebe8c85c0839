//! Conversions: implicit ones of untyped values, assignability, and `T(x)`.
//!
//! **Models:** `types2/assignments.go`, `operand.go`, `conversions.go`, `expr.go`.

use super::operand::Operand;
use super::{Checker, Mode};
use crate::constant::{Const, Fail};
use crate::syntax::ast::{ChanDir, Expr, ExprKind};
use crate::types::{Basic, Type, TypeId};

impl<'a> Checker<'a> {
    /// The type an untyped `x` takes as a `target`, with its value.
    pub(super) fn implicit(
        &self, x: &Operand<'_>, target: TypeId,
    ) -> Result<(TypeId, Option<Const>), Fail> {
        if x.is_invalid() || !self.types.is_untyped(x.ty) || target == Self::invalid() {
            return Ok((x.ty, None));
        }
        if self.types.is_untyped(target) {
            return self.larger_untyped(x.ty, target).map(|ty| (ty, None)).ok_or(Fail::Undefined);
        }
        if x.mode == Mode::Nil {
            return if self.types.has_nil(target) {
                Ok((target, None))
            } else {
                Err(Fail::Undefined)
            };
        }
        if self.types.param(target).is_some() {
            let terms = self.types.terms(target).unwrap_or_default();
            let mut each = terms.iter();
            return match each.try_for_each(|term| self.implicit(x, term.ty).map(drop)) {
                Ok(()) if !terms.is_empty() => Ok((target, None)),
                _ => Err(Fail::Undefined),
            };
        }
        match self.types.under(target) {
            Type::Basic(basic) => match (&x.value, x.mode) {
                (Some(value), Mode::Const) => {
                    self.represent(x, value, *basic).map(|value| (target, Some(value)))
                }
                _ => self
                    .untyped_value_fits(x.ty, *basic)
                    .then_some((target, None))
                    .ok_or(Fail::Undefined),
            },
            Type::Interface(methods) if methods.is_empty() => {
                Ok((self.types.default_of(x.ty), None))
            }
            _ => Err(Fail::Undefined),
        }
    }

    fn represent(&self, x: &Operand<'_>, value: &Const, basic: Basic) -> Result<Const, Fail> {
        value.represented(basic).map_err(|fail| {
            let integer = self.types.basic(x.ty).is_integer();
            if fail == Fail::Zero && integer { Fail::Overflow } else { fail }
        })
    }

    fn untyped_value_fits(&self, from: TypeId, to: Basic) -> bool {
        match self.types.basic(from) {
            Basic::UntypedBool => to == Basic::Bool,
            Basic::UntypedString => to == Basic::String,
            _ => to.is_integer() || to.is_float(),
        }
    }

    pub(super) fn larger_untyped(&self, x: TypeId, y: TypeId) -> Option<TypeId> {
        let numeric = |basic: Basic| basic.is_integer() || basic.is_float();
        let (a, b) = (self.types.basic(x), self.types.basic(y));
        if x == y {
            return Some(x);
        }
        (numeric(a) && numeric(b)).then(|| if a > b { x } else { y })
    }

    /// Converts an untyped operand; reports where that cannot be.
    pub(super) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: TypeId) {
        match self.implicit(x, target) {
            Ok((ty, value)) => self.take_type(x, ty, value),
            Err(fail) => {
                let what = self.describe(x);
                let shown = self.types.show(target);
                let message = match fail {
                    Fail::Zero => format!("{what} truncated to {shown}"),
                    Fail::Overflow => format!("{what} overflows {shown}"),
                    Fail::Undefined => format!("cannot convert {what} to type {shown}"),
                };
                self.error(x.expr.span, message);
                *x = Operand::invalid(x.expr);
            }
        }
    }

    pub(super) fn take_type(&mut self, x: &mut Operand<'a>, ty: TypeId, value: Option<Const>) {
        if value.is_some() {
            x.value = value;
        }
        if x.ty != ty {
            x.ty = ty;
            if !self.types.is_untyped(ty) {
                self.finalize(x.expr, ty, x.value.clone());
            }
        }
    }

    /// Gives an untyped expression, and what it is made of, its final type.
    pub(super) fn finalize(&mut self, expr: &'a Expr, ty: TypeId, value: Option<Const>) {
        let Some(Some(info)) = self.info.exprs.get(expr.id.0 as usize) else { return };
        if !self.types.is_untyped(info.ty) {
            return;
        }
        let constant = info.mode == Mode::Const;
        let basic = self.types.basic(ty);
        if let Some(Some(info)) = self.info.exprs.get_mut(expr.id.0 as usize) {
            info.ty = ty;
            if let Some(old) = &info.value {
                let converted = old.represented(basic).ok();
                info.value = value.or(converted).or_else(|| info.value.clone());
            }
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.finalize(inner, ty, None),
            ExprKind::Unary(_, inner) if !constant => self.finalize(inner, ty, None),
            ExprKind::Binary("==" | "!=" | "<" | "<=" | ">" | ">=", ..) => {}
            ExprKind::Binary("<<" | ">>", left, _) if !constant => {
                if !self.types.is_integer(ty) && ty != Self::invalid() {
                    let message = format!(
                        "invalid operation: shifted operand {} (type {}) must be integer",
                        crate::syntax::show(left),
                        self.types.show(ty)
                    );
                    self.error(left.span, message);
                }
                self.finalize(left, ty, None);
            }
            ExprKind::Binary(_, left, right) if !constant => {
                self.finalize(left, ty, None);
                self.finalize(right, ty, None);
            }
            _ => {}
        }
    }

    /// Makes `x` a `target`, or whatever it is by default without one, as in an assignment.
    pub(super) fn assignment(
        &mut self, x: &mut Operand<'a>, target: Option<TypeId>, context: &str,
    ) {
        self.single_value(x);
        if x.is_invalid() {
            return;
        }
        if matches!(x.mode, Mode::NoValue | Mode::Builtin(_) | Mode::Type) {
            let (what, to) =
                (self.describe(x), target.map(|ty| self.types.show(ty)).unwrap_or_default());
            self.error(x.expr.span, format!("cannot assign {what} to {to} in {context}"));
            return *x = Operand::invalid(x.expr);
        }
        if self.types.is_untyped(x.ty) && !self.assign_untyped(x, target, context) {
            return *x = Operand::invalid(x.expr);
        }
        let Some(target) = target else { return };
        if let Err(cause) = self.assignable(x, target) {
            self.cannot_use(x, target, context, &cause);
            *x = Operand::invalid(x.expr);
        }
    }

    pub(super) fn cannot_use(
        &mut self, x: &Operand<'a>, target: TypeId, context: &str, cause: &str,
    ) {
        let cause = if cause.is_empty() { String::new() } else { format!(": {cause}") };
        let (what, to) = (self.describe(x), self.types.show(target));
        self.error(x.expr.span, format!("cannot use {what} as {to} value in {context}{cause}"));
    }

    fn assign_untyped(
        &mut self, x: &mut Operand<'a>, target: Option<TypeId>, context: &str,
    ) -> bool {
        let to = match target {
            None if x.mode == Mode::Nil => {
                self.error(x.expr.span, format!("use of untyped nil in {context}"));
                return false;
            }
            Some(ty) if x.mode == Mode::Nil || !self.types.is_interface(ty) => ty,
            _ => self.types.default_of(x.ty),
        };
        match self.implicit(x, to) {
            Ok((ty, value)) => {
                self.take_type(x, ty, value);
                true
            }
            Err(fail) => {
                let suffix = match fail {
                    Fail::Zero => " (truncated)",
                    Fail::Overflow => " (overflows)",
                    Fail::Undefined => "",
                };
                let (what, to) = (self.describe(x), self.types.show(to));
                self.error(
                    x.expr.span,
                    format!("cannot use {what} as {to} value in {context}{suffix}"),
                );
                false
            }
        }
    }

    /// Whether `x` may be assigned to a `target`; if not, why (which may be nothing special).
    pub(super) fn assignable(&self, x: &Operand<'_>, target: TypeId) -> Result<(), String> {
        let invalid = Self::invalid();
        if x.ty == target || x.ty == invalid || target == invalid {
            return Ok(());
        }
        if self.types.is_untyped(x.ty) {
            return self.implicit(x, target).map(drop).map_err(|_| String::new());
        }
        let (from, to) = (self.types.under_id(x.ty), self.types.under_id(target));
        let is_named = |ty: TypeId| matches!(self.types.get(ty), Type::Named(_) | Type::Basic(_));
        if from == to
            && (!is_named(x.ty) || !is_named(target))
            && !matches!(self.types.get(to), Type::Interface(_))
        {
            return Ok(());
        }
        if self.types.is_interface(target) {
            return self.implements(x.ty, target);
        }
        if let (Type::Chan(ChanDir::Both, a), Type::Chan(_, b)) =
            (self.types.get(from), self.types.get(to))
            && a == b
            && (!is_named(x.ty) || !is_named(target))
        {
            return Ok(());
        }
        Err(self.assertion_hint(x.ty, target))
    }

    /// An interface that could be asserted to be the target.
    fn assertion_hint(&self, from: TypeId, target: TypeId) -> String {
        let fits = self.types.is_interface(from) && self.implements(target, from).is_ok();
        if fits { "need type assertion".into() } else { String::new() }
    }

    /// Whether a value of type `ty` can be in the interface; if not, gc's reason.
    pub(super) fn implements(&self, ty: TypeId, interface: TypeId) -> Result<(), String> {
        match self.missing_method(ty, interface) {
            None => Ok(()),
            Some(cause) => Err(format!(
                "{} does not implement {} {cause}",
                self.types.show(ty),
                self.types.show(interface)
            )),
        }
    }

    // ---- explicit conversions

    /// `T(x)`
    pub(super) fn conversion(&mut self, x: &mut Operand<'a>, target: TypeId) {
        if x.is_invalid() || target == Self::invalid() {
            return *x = Operand::invalid(x.expr);
        }
        let basic = self.types.basic(target);
        if let (Mode::Const, Some(value)) = (x.mode, x.value.clone())
            && basic != Basic::Invalid
        {
            return self.constant_conversion(x, value, target, basic);
        }
        if !self.convertible(x, target) {
            let message =
                format!("cannot convert {} to type {}", self.describe(x), self.types.show(target));
            let cause = match self.types.is_interface(target) {
                true => self.implements(x.ty, target).err().map(|cause| format!(": {cause}")),
                false => self.inconvertible_term(x, target).map(|cause| format!(": {cause}")),
            };
            self.error(x.expr.span, message + &cause.unwrap_or_default());
            return *x = Operand::invalid(x.expr);
        }
        if self.types.is_untyped(x.ty) {
            let keep = !self.types.is_interface(target) && x.mode == Mode::Nil
                || basic != Basic::Invalid && x.mode != Mode::Const;
            let ty = if keep { target } else { self.types.default_of(x.ty) };
            self.finalize(x.expr, ty, None);
        }
        (x.mode, x.ty, x.value) = (Mode::Value, target, None);
    }

    fn constant_conversion(
        &mut self, x: &mut Operand<'a>, value: Const, target: TypeId, basic: Basic,
    ) {
        let from = self.types.basic(x.ty);
        let converted = match (&value, basic) {
            (Const::Int(code), Basic::String) if from.is_integer() => {
                let code = code.to_i128().and_then(|code| u32::try_from(code).ok());
                let c = code.and_then(char::from_u32).unwrap_or('\u{fffd}');
                Ok(Const::Str(c.to_string().into_bytes().into()))
            }
            _ => value.represented(basic),
        };
        match converted {
            Ok(converted) => {
                if self.types.is_untyped(x.ty) {
                    let own = if basic == Basic::String && from.is_integer() {
                        self.types.default_of(x.ty)
                    } else {
                        target
                    };
                    self.finalize(x.expr, own, None);
                }
                (x.ty, x.value) = (target, Some(converted));
            }
            Err(fail) => {
                let (what, to) = (self.describe(x), self.types.show(target));
                let both_integers = from.is_integer() && basic.is_integer();
                let message = match fail {
                    Fail::Overflow if both_integers => {
                        format!("constant {} overflows {to}", value.show())
                    }
                    _ => format!("cannot convert {what} to type {to}"),
                };
                self.error(x.expr.span, message);
                *x = Operand::invalid(x.expr);
            }
        }
    }

    fn term_convertible(&self, x: &Operand<'_>, to: TypeId) -> bool {
        match (&x.value, x.mode, self.types.basic(to)) {
            (Some(value), Mode::Const, basic) if basic != Basic::Invalid => {
                value.represented(basic).is_ok()
                    || basic == Basic::String && self.types.basic(x.ty).is_integer()
            }
            _ => self.convertible(x, to),
        }
    }

    /// The types of type parameters that stand in the way of a conversion.
    fn inconvertible_term(&self, x: &Operand<'_>, target: TypeId) -> Option<String> {
        let all = |ty: TypeId| match self.types.param(ty) {
            None => Some(vec![ty]),
            Some(_) => self.types.terms(ty).map(|terms| terms.iter().map(|t| t.ty).collect()),
        };
        let (froms, tos) = (all(x.ty)?, all(target)?);
        let pairs = froms.iter().flat_map(|&from| tos.iter().map(move |&to| (from, to)));
        let bad = |&(from, to): &(TypeId, TypeId)| {
            !self.term_convertible(&Operand { ty: from, ..x.clone() }, to)
        };
        let (from, to) = pairs.into_iter().find(bad)?;
        let part = |ty: TypeId, of: TypeId| match ty == of {
            true => self.types.show(ty),
            false => format!("{} (in {})", self.types.show(ty), self.types.show(of)),
        };
        if (from, to) == (x.ty, target) {
            return None;
        }
        let constant = x.mode == Mode::Const;
        let integers = self.types.is_integer(x.ty) && self.types.is_integer(to);
        let to = part(to, target);
        Some(match (&x.value, constant) {
            (Some(value), true) if integers => {
                format!("constant {} overflows {to}", value.show())
            }
            (_, true) => format!("cannot convert {} to type {to}", self.describe(x)),
            _ => format!("cannot convert {} to type {to}", part(from, x.ty)),
        })
    }

    /// Whether the types are identical when the tags of struct fields are ignored.
    fn same_but_tags(&self, a: TypeId, b: TypeId) -> bool {
        let (Type::Struct(left), Type::Struct(right)) = (self.types.get(a), self.types.get(b))
        else {
            return a == b;
        };
        left.len() == right.len()
            && left.iter().zip(right.iter()).all(|(a, b)| {
                a.name == b.name && a.embedded == b.embedded && self.same_but_tags(a.ty, b.ty)
            })
    }

    fn convertible(&self, x: &Operand<'_>, target: TypeId) -> bool {
        if self.assignable(x, target).is_ok() {
            return true;
        }
        if [x.ty, target].iter().any(|&ty| self.types.param(ty).is_some()) {
            return self.types.all(x.ty, |from| {
                let x = Operand { ty: from, ..x.clone() };
                self.types.all(target, |to| self.term_convertible(&x, to))
            });
        }
        let (from, to) = (self.types.under_id(x.ty), self.types.under_id(target));
        if self.same_but_tags(from, to) {
            return true;
        }
        if let (Type::Pointer(a), Type::Pointer(b)) = (self.types.get(from), self.types.get(to)) {
            return self.same_but_tags(self.types.under_id(*a), self.types.under_id(*b));
        }
        if let &Type::Slice(elem) = self.types.get(from) {
            let array = self.types.pointee(target).unwrap_or(target);
            if matches!(*self.types.under(array), Type::Array(_, other) if other == elem) {
                return true;
            }
        }
        let number = |basic: Basic| basic.is_integer() || basic.is_float();
        let (a, b) = (self.types.basic(x.ty), self.types.basic(target));
        if number(a) && number(b) || a.is_integer() && b == Basic::String {
            return true;
        }
        let text = |ty: TypeId| match self.types.get(ty) {
            Type::Slice(elem) => matches!(self.types.basic(*elem), Basic::Uint8 | Basic::Int32),
            _ => false,
        };
        let string = |basic: Basic| matches!(basic, Basic::String | Basic::UntypedString);
        string(a) && text(to) || text(from) && b == Basic::String
    }
}
