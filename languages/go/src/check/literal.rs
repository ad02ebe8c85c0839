//! Composite literals.
//!
//! **Models:** `types2/literals.go`, `index.go`.

use super::operand::Operand;
use super::{Checker, Mode};
use crate::constant::Const;
use crate::syntax::ast::{Element, Expr, ExprKind};
use crate::syntax::show;
use crate::types::{Basic, Type, TypeId};
use runtime_core::source::Span;
use runtime_core::table::Set;

impl<'a> Checker<'a> {
    pub(super) fn composite(
        &mut self, expr: &'a Expr, ty: Option<&'a Expr>, elements: &'a [Element], rbrace: Span,
        target: Option<TypeId>,
    ) -> Operand<'a> {
        let Some(ty) = self.literal_type(expr, ty, elements, target) else {
            self.skip_elements(elements);
            return Operand::invalid(expr);
        };
        let base = match (self.types.pointee(ty), target) {
            (Some(elem), Some(_)) => elem,
            _ => ty,
        };
        match self.types.under(base).clone() {
            Type::Struct(_) => self.struct_literal(base, elements, rbrace),
            Type::Array(len, elem) => drop(self.list_literal(elements, elem, Some(len))),
            Type::Slice(elem) => drop(self.list_literal(elements, elem, None)),
            Type::Map(key, value) => self.map_literal(elements, key, value),
            _ => {
                if ty != Self::invalid() {
                    let shown = self.types.show(ty);
                    let why = self.no_core(ty).map_or("", |_| " (no common underlying type)");
                    self.error(expr.span, format!("invalid composite literal type {shown}{why}"));
                }
                self.skip_elements(elements);
                return Operand::invalid(expr);
            }
        }
        Operand::value(expr, ty)
    }

    fn skip_elements(&mut self, elements: &'a [Element]) {
        for element in elements {
            if !matches!(element.value.kind, ExprKind::Composite { ty: None, .. }) {
                self.raw_expr(&element.value, None);
            }
        }
    }

    fn literal_type(
        &mut self, expr: &'a Expr, ty: Option<&'a Expr>, elements: &'a [Element],
        target: Option<TypeId>,
    ) -> Option<TypeId> {
        match ty {
            Some(Expr { kind: ExprKind::ArrayType(None, elem), id, .. }) => {
                let elem = self.ty(elem);
                let len = self.list_literal_len(elements);
                let ty = self.types.add(Type::Array(len, elem));
                self.record(*id, Mode::Type, ty, None);
                Some(ty)
            }
            Some(ty) => Some(self.ty(ty)).filter(|&ty| ty != Self::invalid()),
            None if target.is_some() => target,
            None => {
                self.error(expr.span, "missing type in composite literal");
                None
            }
        }
    }

    fn struct_literal(&mut self, ty: TypeId, elements: &'a [Element], rbrace: Span) {
        let members = self.types.members(ty).unwrap_or_else(|| [].into());
        let shown = self.types.show(ty);
        if elements.first().is_some_and(|element| element.key.is_some()) {
            return self.keyed_struct(ty, &members, elements);
        }
        for (index, element) in elements.iter().enumerate() {
            if element.key.is_some() {
                self.error(
                    element.value.span,
                    "mixture of field:value and value elements in struct literal",
                );
                continue;
            }
            let Some(member) = members.get(index) else {
                self.error(
                    element.value.span,
                    format!("too many values in struct literal of type {shown}"),
                );
                break;
            };
            let mut x = self.expr_for(&element.value, Some(member.ty));
            self.assignment(&mut x, Some(member.ty), "struct literal");
        }
        if !elements.is_empty() && elements.len() < members.len() {
            self.error(rbrace, format!("too few values in struct literal of type {shown}"));
        }
    }

    fn keyed_struct(
        &mut self, ty: TypeId, members: &[crate::types::Member], elements: &'a [Element],
    ) {
        let shown = self.types.show(ty);
        let mut seen: Set<usize> = Set::new();
        for element in elements {
            let Some(key) = &element.key else {
                self.error(
                    element.value.span,
                    "mixture of field:value and value elements in struct literal",
                );
                continue;
            };
            let Some(name) = key.as_name() else {
                self.error(key.span, format!("invalid field name {} in struct literal", show(key)));
                continue;
            };
            let Some(index) = members.iter().position(|member| member.name == *name) else {
                self.error(
                    key.span,
                    format!("unknown field {name} in struct literal of type {shown}"),
                );
                self.raw_expr(&element.value, None);
                continue;
            };
            if !seen.insert(index) {
                self.error(key.span, format!("duplicate field name {name} in struct literal"));
            }
            let mut x = self.expr_for(&element.value, Some(members[index].ty));
            self.assignment(&mut x, Some(members[index].ty), "struct literal");
        }
    }

    /// How long an array literal is whose length is `...`.
    fn list_literal_len(&mut self, elements: &'a [Element]) -> u64 {
        let (mut next, mut len) = (0u64, 0u64);
        for element in elements {
            if let Some(key) = &element.key {
                let x = self.expr(key);
                next = x
                    .value
                    .as_ref()
                    .and_then(Const::as_i128)
                    .map_or(next, |at| at.clamp(0, 1 << 32) as u64);
            }
            next += 1;
            len = len.max(next);
        }
        len
    }

    fn list_literal(&mut self, elements: &'a [Element], elem: TypeId, len: Option<u64>) -> u64 {
        let mut seen = Set::new();
        let mut next = 0u64;
        for element in elements {
            if let Some(key) = &element.key {
                next = self.literal_index(key, len).unwrap_or(next);
            } else if len.is_some_and(|len| next >= len) {
                let message = format!("index {next} is out of bounds (>= {})", len.unwrap_or(0));
                self.error(element.value.span, message);
            }
            if !seen.insert(next) {
                let at = element.key.as_ref().unwrap_or(&element.value);
                self.error(at.span, format!("duplicate index {next} in array or slice literal"));
            }
            let mut x = self.expr_for(&element.value, Some(elem));
            self.assignment(&mut x, Some(elem), "array or slice literal");
            next += 1;
        }
        next
    }

    fn literal_index(&mut self, key: &'a Expr, len: Option<u64>) -> Option<u64> {
        let mut x = self.expr(key);
        if x.is_invalid() {
            return None;
        }
        if x.mode != Mode::Const {
            self.error(key.span, format!("index {} must be integer constant", show(key)));
            return None;
        }
        if self.types.is_untyped(x.ty) {
            self.convert_untyped(&mut x, Basic::Int.id());
        }
        let at = x.value.as_ref().and_then(Const::as_i128)?;
        if at < 0 {
            let message =
                format!("invalid argument: index {} must not be negative", self.describe(&x));
            self.error(key.span, message);
            return None;
        }
        if len.is_some_and(|len| at >= i128::from(len)) {
            let message =
                format!("invalid argument: index {at} out of bounds [0:{}]", len.unwrap_or(0));
            self.error(key.span, message);
            return None;
        }
        if at > i128::from(u32::MAX) {
            self.unsupported(
                key.span,
                "this literal is too large to be simulated",
                "use fewer elements",
            );
            return None;
        }
        Some(at as u64)
    }

    fn map_literal(&mut self, elements: &'a [Element], key_ty: TypeId, value_ty: TypeId) {
        let mut seen: Vec<Const> = Vec::new();
        for element in elements {
            let Some(key) = &element.key else {
                self.error(element.value.span, "missing key in map literal");
                continue;
            };
            let mut k = self.expr_for(key, Some(key_ty));
            self.assignment(&mut k, Some(key_ty), "map literal");
            if let (Mode::Const, Some(value)) = (k.mode, &k.value) {
                let known = seen.len() < 1000 && seen.contains(value);
                if known && !self.types.is_interface(key_ty) {
                    self.error(key.span, format!("duplicate key {} in map literal", value.show()));
                }
                seen.push(value.clone());
            }
            let mut x = self.expr_for(&element.value, Some(value_ty));
            self.assignment(&mut x, Some(value_ty), "map literal");
        }
    }
}
