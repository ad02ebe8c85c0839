//! Expression and type switches.
//!
//! **Models:** `types2/stmt.go`.

use super::operand::Operand;
use super::{Checker, Mode, ObjId};
use crate::constant::Const;
use crate::syntax::ast::{CaseClause, Expr, Switch, TypeSwitch};
use crate::syntax::show;
use crate::types::{Basic, TypeId};
use runtime_core::source::Span;

impl<'a> Checker<'a> {
    pub(super) fn switch(&mut self, s: &'a Switch) {
        s.init.iter().for_each(|init| self.stmt(init));
        let tag = s.tag.as_ref().map(|tag| {
            let mut x = self.expr(tag);
            self.assignment(&mut x, None, "switch expression");
            if !x.is_invalid() && !self.types.comparable(x.ty) && !self.types.has_nil(x.ty) {
                let message = format!("cannot switch on {}", self.describe(&x));
                self.error(tag.span, message);
                return Operand::invalid(tag);
            }
            x
        });
        self.multiple_defaults(defaults(&s.clauses));
        let mut seen: Vec<(Const, TypeId, &'a Expr)> = Vec::new();
        for clause in &s.clauses {
            for value in &clause.values {
                self.case_value(value, tag.as_ref(), &mut seen);
            }
            self.open_scope();
            self.stmts(&clause.body.stmts);
            self.close_scope();
        }
    }

    pub(super) fn multiple_defaults(&mut self, mut defaults: impl Iterator<Item = Span>) {
        let Some(first) = defaults.next() else { return };
        let at = self.position(first);
        for span in defaults {
            self.error(span, format!("multiple defaults (first at {at})"));
        }
    }

    fn case_value(
        &mut self, value: &'a Expr, tag: Option<&Operand<'a>>,
        seen: &mut Vec<(Const, TypeId, &'a Expr)>,
    ) {
        let Some(tag) = tag else {
            let mut x = self.expr(value);
            if self.types.is_untyped(x.ty) {
                self.convert_untyped(&mut x, Basic::Bool.id());
            }
            if !x.is_invalid()
                && !matches!(self.types.basic(x.ty), Basic::Bool | Basic::UntypedBool)
            {
                let shown = self.types.show(x.ty);
                let message = format!(
                    "invalid case {} in switch on true (mismatched types {shown} and bool)",
                    show(value)
                );
                self.error(value.span, message);
            }
            return;
        };
        let mut x = self.expr_for(value, Some(tag.ty));
        if x.is_invalid() || tag.is_invalid() {
            return;
        }
        if self.types.is_untyped(x.ty) {
            self.convert_untyped(&mut x, tag.ty);
            if x.is_invalid() {
                return;
            }
        }
        if let Err((_, cause)) = self.comparable_operands("==", &x, tag) {
            let message =
                format!("invalid case {} in switch on {} ({cause})", show(value), show(tag.expr));
            return self.error(value.span, message);
        }
        self.duplicate_case(x, value, seen);
    }

    fn duplicate_case(
        &mut self, x: Operand<'a>, at: &'a Expr, seen: &mut Vec<(Const, TypeId, &'a Expr)>,
    ) {
        let what = self.describe(&x);
        let (Mode::Const, Some(value)) = (x.mode, x.value) else { return };
        let known = seen.iter().take(1000).find(|(other, ty, _)| *other == value && *ty == x.ty);
        if let Some((_, _, other)) = known {
            let place = self.position(other.span);
            let message =
                format!("duplicate case {what} in expression switch\n\t{place}: previous case");
            return self.error(at.span, message);
        }
        seen.push((value, x.ty, at));
    }

    pub(super) fn type_switch(&mut self, s: &'a TypeSwitch) {
        s.init.iter().for_each(|init| self.stmt(init));
        let x = self.expr(&s.subject);
        if !x.is_invalid() && !self.types.is_interface(x.ty) {
            let what = self.describe(&x);
            let message = match self.types.param(x.ty) {
                Some(_) => format!("cannot use type switch on type parameter value {what}"),
                None => format!("{what} is not an interface"),
            };
            self.error(s.subject.span, message);
        }
        let valid = !x.is_invalid() && self.types.is_interface(x.ty);
        self.multiple_defaults(defaults(&s.clauses));
        let mut bound: Vec<ObjId> = Vec::new();
        let mut seen: Vec<(Option<TypeId>, &'a Expr)> = Vec::new();
        for (index, clause) in s.clauses.iter().enumerate() {
            let types: Vec<Option<TypeId>> = clause
                .values
                .iter()
                .map(|value| self.case_type(value, &x, valid, &mut seen))
                .collect();
            self.open_scope();
            if let Some(name) = &s.bind {
                let ty = match types[..] {
                    [Some(ty)] => ty,
                    _ => x.ty,
                };
                let id = self.clause_var(&name.name, name.span, ty);
                self.obj_mut(id).used = false;
                self.info.clause_objs.insert((name.id, index), id);
                bound.push(id);
            }
            self.stmts(&clause.body.stmts);
            self.close_scope();
        }
        self.unused_binding(s, &bound);
    }

    fn unused_binding(&mut self, s: &'a TypeSwitch, bound: &[ObjId]) {
        let Some(name) = &s.bind else { return };
        if &*name.name == "_" {
            self.error(name.span, "no new variable on left side of :=");
        } else if bound.iter().all(|&id| !self.obj(id).used) {
            self.error(name.span, format!("{} declared and not used", name.name));
        }
    }

    /// The type of a case; `None` for `nil`.
    fn case_type(
        &mut self, value: &'a Expr, x: &Operand<'a>, valid: bool,
        seen: &mut Vec<(Option<TypeId>, &'a Expr)>,
    ) -> Option<TypeId> {
        let nil = value.as_name().is_some_and(|name| &**name == "nil");
        let ty = if nil { None } else { Some(self.ty(value)) };
        if ty == Some(Self::invalid()) {
            return ty;
        }
        // Two type parameters of an instance may be one type.
        let twice = seen.iter().take(1000).find(|(other, _)| *other == ty);
        if let Some((_, other)) = twice.filter(|_| self.pass != super::Pass::Instance) {
            let place = self.position(other.span);
            let shown = ty.map_or("nil".into(), |ty| self.types.show(ty));
            let message =
                format!("duplicate case {shown} in type switch\n\t{place}: previous case");
            self.error(value.span, message);
            return ty;
        }
        seen.push((ty, value));
        let Some(ty) = ty else {
            self.record(value.id, Mode::Nil, Basic::UntypedNil.id(), None);
            return None;
        };
        if valid
            && ty != Self::invalid()
            && !self.types.is_interface(ty)
            && let Some(cause) = self.missing_method(ty, x.ty)
        {
            let message = format!(
                "impossible type switch case: {}\n\t{} cannot have dynamic type {} {cause}",
                show(value),
                self.describe(x),
                self.types.show(ty)
            );
            self.error(value.span, message);
        }
        Some(ty)
    }
}

fn defaults(clauses: &[CaseClause]) -> impl Iterator<Item = Span> {
    clauses.iter().filter(|clause| clause.default).map(|clause| clause.span)
}
