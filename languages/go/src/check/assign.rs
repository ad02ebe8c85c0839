//! Assignments and variable declarations.
//!
//! **Models:** `types2/assignments.go`.

use super::operand::Operand;
use super::{Checker, Mode, ObjId, ObjKind};
use crate::syntax::ast::{Expr, ExprKind, VarSpec};
use crate::syntax::show;
use crate::types::{Basic, Type, TypeId};
use runtime_core::source::Span;

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What gc calls an assignment of so many values.
fn context(count: usize) -> &'static str {
    if count > 1 { "multiple assignment" } else { "assignment" }
}

impl<'a> Checker<'a> {
    pub(super) fn local_var(&mut self, spec: &'a VarSpec) {
        let declared = spec.ty.as_ref().map(|ty| self.ty(ty));
        let ids: Vec<ObjId> = spec
            .names
            .iter()
            .map(|name| {
                let id = self.new_obj(
                    &name.name,
                    name.span,
                    ObjKind::Var,
                    declared.unwrap_or(Self::invalid()),
                );
                self.info.objs.insert(name.id, id);
                id
            })
            .collect();
        if let ([_, _, ..], Some(extra)) = (&spec.values[..], spec.values.get(ids.len())) {
            self.error(extra.span, format!("extra init expr {}", show(extra)));
        } else if !spec.values.is_empty() {
            self.init_vars(&ids, &spec.values, declared.is_some());
        }
        ids.into_iter().for_each(|id| self.declare(id));
    }

    /// Gives new variables their values, and their types where none were declared.
    pub(super) fn init_vars(&mut self, ids: &[ObjId], values: &'a [Expr], typed: bool) {
        let target = |checker: &Self, id: ObjId| typed.then(|| checker.obj(id).ty);
        if ids.len() == values.len() {
            for (&id, value) in ids.iter().zip(values) {
                let to = target(self, id);
                let mut x = self.one_value(value, to, values.len());
                self.init_var(id, &mut x, to);
            }
            return;
        }
        let operands = self.right_hand_sides(ids.len(), values);
        match operands {
            Some(operands) if operands.len() == ids.len() => {
                for (&id, mut x) in ids.iter().zip(operands) {
                    match target(self, id) {
                        Some(to) => self.assignment(&mut x, Some(to), "multiple assignment"),
                        None => self.init_var(id, &mut x, None),
                    }
                }
            }
            other => {
                if let Some(operands) = other {
                    self.assign_mismatch(ids.len(), operands.len(), values);
                }
            }
        }
    }

    fn init_var(&mut self, id: ObjId, x: &mut Operand<'a>, target: Option<TypeId>) {
        if target == Some(Self::invalid()) {
            return;
        }
        self.assignment(
            x,
            target,
            if target.is_some() { "variable declaration" } else { "assignment" },
        );
        if target.is_none() {
            self.obj_mut(id).ty = x.ty;
        }
    }

    /// The operands on the right of `wanted` variables; `None` where an error was reported.
    fn right_hand_sides(&mut self, wanted: usize, values: &'a [Expr]) -> Option<Vec<Operand<'a>>> {
        if let ([only], 2) = (values, wanted) {
            let x = self.multi_expr(only);
            if x.is_invalid() {
                return None;
            }
            if matches!(x.mode, Mode::MapIndex | Mode::CommaOk) {
                let alias = Some("ok value of (comma, ok) expression".into());
                let ok = Operand { alias, ..Operand::value(only, Basic::UntypedBool.id()) };
                return Some(vec![x, ok]);
            }
            return Some(self.results(x, only));
        }
        self.argument_operands(values, &[])
    }

    /// The operands of a return statement.
    pub(super) fn returned(
        &mut self, values: &'a [Expr], wanted: &[TypeId],
    ) -> Option<Vec<Operand<'a>>> {
        if let ([only], [_, _, ..]) = (values, wanted) {
            let x = self.multi_expr(only);
            return (!x.is_invalid()).then(|| self.results(x, only));
        }
        self.argument_operands(values, wanted)
    }

    /// The results of a call as operands of their own.
    fn results(&self, x: Operand<'a>, expr: &'a Expr) -> Vec<Operand<'a>> {
        let Type::Tuple(list) = self.types.get(x.ty) else { return vec![x] };
        let nth = |(index, &ty): (usize, &TypeId)| {
            let suffix = match index {
                0 => "st",
                1 => "nd",
                2 => "rd",
                _ => "th",
            };
            let alias = Some(format!("{}{suffix} function result", index + 1).into());
            Operand { alias, ..Operand::value(expr, ty) }
        };
        list.iter().enumerate().map(nth).collect()
    }

    fn assign_mismatch(&mut self, left: usize, right: usize, values: &'a [Expr]) {
        let (vars, vals) = (counted(left, "variable"), counted(right, "value"));
        let message = match values {
            [Expr { kind: ExprKind::Call(call), .. }] => {
                format!("assignment mismatch: {vars} but {} returns {vals}", show(&call.fun))
            }
            _ => format!("assignment mismatch: {vars} but {vals}"),
        };
        self.error(values[0].span, message);
    }

    /// `left = values`
    pub(super) fn assign(&mut self, left: &'a [Expr], values: &'a [Expr]) {
        if left.len() == values.len() {
            for (target, value) in left.iter().zip(values) {
                self.assign_one(target, value, left.len());
            }
            return;
        }
        match self.right_hand_sides(left.len(), values) {
            Some(operands) if operands.len() == left.len() => {
                for (target, mut x) in left.iter().zip(operands) {
                    if let Some(ty) = self.place(target) {
                        self.assignment(&mut x, ty, context(left.len()));
                    }
                }
            }
            other => {
                left.iter().for_each(|target| self.use_target(target));
                if let Some(operands) = other {
                    self.assign_mismatch(left.len(), operands.len(), values);
                }
            }
        }
    }

    fn use_target(&mut self, target: &'a Expr) {
        if target.as_name().is_none_or(|name| &**name != "_") {
            self.place(target);
        }
    }

    fn assign_one(&mut self, target: &'a Expr, value: &'a Expr, count: usize) {
        let Some(ty) = self.place(target) else {
            self.expr(value);
            return;
        };
        let mut x = self.one_value(value, ty, count);
        self.assignment(&mut x, ty, context(count));
    }

    /// The value for a single place. Where it is the only one, several values are a mismatch.
    fn one_value(&mut self, value: &'a Expr, target: Option<TypeId>, count: usize) -> Operand<'a> {
        let x =
            if count == 1 { self.raw_value(value, target) } else { self.expr_for(value, target) };
        match self.types.get(x.ty) {
            Type::Tuple(list) if count == 1 && x.mode == Mode::Value => {
                let found = list.len();
                self.assign_mismatch(1, found, std::slice::from_ref(value));
                Operand::invalid(value)
            }
            _ => x,
        }
    }

    /// The variable that an assignment changes, wholly or in part, is not constant.
    fn note_assigned(&mut self, target: &'a Expr) {
        let mut target = target;
        loop {
            target = match &target.kind {
                ExprKind::Paren(inner) | ExprKind::Selector(inner, _) => inner,
                ExprKind::Index(inner, _) => inner,
                ExprKind::Name(_) => break,
                _ => return,
            };
        }
        if let Some(&id) = self.info.objs.get(&target.id) {
            self.obj_mut(id).assigned = true;
        }
    }

    /// The type of what is assigned to: `Some(None)` for the blank identifier, `None` after an
    /// error. Being assigned to is not being used.
    pub(super) fn place(&mut self, target: &'a Expr) -> Option<Option<TypeId>> {
        let name = target.unparen().as_name();
        if name.is_some_and(|name| &**name == "_") {
            return Some(None);
        }
        let before = name.and_then(|name| self.find(name)).map(|id| (id, self.obj(id).used));
        let x = self.expr(target);
        self.note_assigned(target);
        if let Some((id, used)) = before
            && self.obj(id).kind == ObjKind::Var
        {
            self.obj_mut(id).used = used;
        }
        if x.is_invalid() {
            return None;
        }
        if Self::assignable_place(&x) {
            return Some(Some(x.ty));
        }
        if let ExprKind::Selector(inner, _) = &target.unparen().kind {
            let in_map = self.info.exprs[inner.id.0 as usize]
                .as_ref()
                .is_some_and(|info| info.mode == Mode::MapIndex);
            if in_map {
                self.error(
                    target.span,
                    format!("cannot assign to struct field {} in map", show(target)),
                );
                return None;
            }
        }
        let what = self.describe(&x);
        let message = match x.mode {
            Mode::Const | Mode::Nil | Mode::Value => {
                format!(
                    "cannot assign to {} (neither addressable nor a map index expression)",
                    show(target)
                )
            }
            _ => format!("cannot assign to {what}"),
        };
        self.error(target.span, message);
        None
    }

    /// `left := values`
    pub(super) fn define(&mut self, left: &'a [Expr], values: &'a [Expr], at: Span) {
        let mut new = Vec::new();
        let mut ids: Vec<Option<ObjId>> = Vec::new();
        let mut fresh = false;
        for (index, target) in left.iter().enumerate() {
            let Some(name) = target.as_name() else {
                self.expr(target);
                self.error(target.span, format!("non-name {} on left side of :=", show(target)));
                ids.push(None);
                continue;
            };
            let repeated =
                &**name != "_" && left[..index].iter().any(|other| other.as_name() == Some(name));
            if repeated {
                self.error(target.span, format!("{name} repeated on left side of :="));
                ids.push(None);
                continue;
            }
            let known = self.scopes.last().and_then(|scope| scope.names.get(name)).copied();
            if let Some(id) = known {
                self.obj_mut(id).assigned = true;
                self.info.objs.insert(target.id, id);
                self.record(target.id, Mode::Variable, self.obj(id).ty, None);
                ids.push(Some(id));
                continue;
            }
            fresh |= &**name != "_";
            let id = self.new_obj(name, target.span, ObjKind::Var, Self::invalid());
            self.info.objs.insert(target.id, id);
            new.push((id, target));
            ids.push(Some(id));
        }
        if !fresh && !left.is_empty() {
            self.error(at, "no new variables on left side of :=");
        }
        self.define_values(left, &ids, &new, values);
        for (id, target) in new {
            self.record(target.id, Mode::Variable, self.obj(id).ty, None);
            self.declare(id);
        }
    }

    fn define_values(
        &mut self, left: &'a [Expr], ids: &[Option<ObjId>], new: &[(ObjId, &'a Expr)],
        values: &'a [Expr],
    ) {
        let is_new = |id: ObjId| new.iter().any(|(other, _)| *other == id);
        let target = |checker: &Self, id: Option<ObjId>| {
            id.filter(|&id| !is_new(id)).map(|id| checker.obj(id).ty)
        };
        let operands = if left.len() == values.len() {
            let mut operands = Vec::new();
            for (&id, value) in ids.iter().zip(values) {
                let to = target(self, id);
                let x = self.one_value(value, to, values.len());
                operands.push(x);
            }
            Some(operands)
        } else {
            self.right_hand_sides(left.len(), values)
        };
        let Some(operands) = operands else {
            return;
        };
        if operands.len() != left.len() {
            return self.assign_mismatch(left.len(), operands.len(), values);
        }
        for (&id, mut x) in ids.iter().zip(operands) {
            let Some(id) = id else { continue };
            match target(self, Some(id)) {
                Some(ty) => self.assignment(&mut x, Some(ty), context(left.len())),
                None => self.init_var(id, &mut x, None),
            }
        }
    }
}
