//! Indices and slices of strings, arrays, slices and maps.
//!
//! **Models:** `types2/index.go`.

use super::operand::Operand;
use super::{Checker, Mode};
use crate::constant::Const;
use crate::syntax::ast::Expr;
use crate::syntax::show;
use crate::types::{Basic, Type};
use runtime_core::source::Span;

impl<'a> Checker<'a> {
    pub(super) fn index(
        &mut self, expr: &'a Expr, inner: &'a Expr, args: &'a [Expr],
    ) -> Operand<'a> {
        let mut x = self.generic_expr(inner);
        self.single_value(&mut x);
        if let Mode::Generic(index) = x.mode {
            return self.explicit_instance(expr, index, args);
        }
        if x.mode == Mode::Type {
            let (text, name) = (show(expr), show(inner));
            let message = format!("invalid operation: {text} ({name} is not a generic type)");
            self.error(expr.span, message);
            return Operand::invalid(expr);
        }
        if let Some(extra) = args.get(1) {
            self.error(extra.span, "unexpected comma; expecting ]");
            return Operand::invalid(expr);
        }
        self.exclude_no_value(&mut x);
        if x.is_invalid() {
            self.generic_expr(&args[0]);
            return x;
        }
        let arg = &args[0];
        let basic = self.types.basic(x.ty);
        if matches!(basic, Basic::String | Basic::UntypedString) {
            return self.index_string(expr, x, arg);
        }
        if self.types.under_id(x.ty) == x.ty
            && self.types.param(x.ty).is_some()
            && self.types.is_text(x.ty)
        {
            self.index_value(arg, None, "index");
            return Operand::value(expr, Basic::Uint8.id());
        }
        let (elem, mode, len) = match self.types.under(x.ty).clone() {
            Type::Array(len, elem) => (
                elem,
                if x.mode == Mode::Variable { Mode::Variable } else { Mode::Value },
                Some(len),
            ),
            Type::Slice(elem) => (elem, Mode::Variable, None),
            Type::Pointer(to) => match self.types.under(to) {
                Type::Array(len, elem) => (*elem, Mode::Variable, Some(*len)),
                _ => return self.cannot_index(expr, &x, arg),
            },
            Type::Map(key, elem) => {
                let mut k = self.expr_for(arg, Some(key));
                self.assignment(&mut k, Some(key), "map index");
                return Operand { mode: Mode::MapIndex, ty: elem, value: None, expr, alias: None };
            }
            _ => return self.cannot_index(expr, &x, arg),
        };
        self.index_value(arg, len, "index");
        Operand { mode, ty: elem, value: None, expr, alias: None }
    }

    fn cannot_index(&mut self, expr: &'a Expr, x: &Operand<'a>, arg: &'a Expr) -> Operand<'a> {
        self.generic_expr(arg);
        let message = format!("cannot index {}", self.describe(x));
        let start = x.expr.span.end;
        self.error(Span { start, end: start + 1 }, message);
        Operand::invalid(expr)
    }

    fn index_string(&mut self, expr: &'a Expr, x: Operand<'a>, arg: &'a Expr) -> Operand<'a> {
        let len = match &x.value {
            Some(Const::Str(text)) => Some(text.len() as u64),
            _ => None,
        };
        self.index_value(arg, len, "index");
        if self.types.is_untyped(x.ty) {
            self.finalize(x.expr, Basic::String.id(), None);
        }
        Operand::value(expr, Basic::Uint8.id())
    }

    /// An index: an integer, not negative and below `len` where that is known. Its value if it
    /// is constant.
    pub(super) fn index_value(
        &mut self, expr: &'a Expr, len: Option<u64>, what: &str,
    ) -> Option<u64> {
        let mut x = self.expr(expr);
        if x.is_invalid() {
            return None;
        }
        if self.types.is_untyped(x.ty) {
            self.convert_untyped(&mut x, Basic::Int.id());
        }
        if x.is_invalid() {
            return None;
        }
        if !self.types.is_integer(x.ty) {
            let message = format!("invalid argument: {what} {} must be integer", self.describe(&x));
            self.error(expr.span, message);
            return None;
        }
        let value = x.value.as_ref().and_then(Const::as_i128)?;
        if value < 0 {
            let message =
                format!("invalid argument: {what} {} must not be negative", self.describe(&x));
            self.error(expr.span, message);
            return None;
        }
        if len.is_some_and(|len| value >= i128::from(len)) {
            let message =
                format!("invalid argument: {what} {value} out of bounds [0:{}]", len.unwrap_or(0));
            self.error(expr.span, message);
            return None;
        }
        Some(value as u64)
    }

    pub(super) fn slice_expr(
        &mut self, expr: &'a Expr, inner: &'a Expr, parts: &'a [Option<Box<Expr>>; 3],
    ) -> Operand<'a> {
        let x = self.expr(inner);
        if x.is_invalid() {
            parts.iter().flatten().for_each(|part| drop(self.expr(part)));
            return x;
        }
        let (ty, len) = match self.types.under(x.ty).clone() {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                if let Some(max) = &parts[2] {
                    self.error(max.span, "invalid operation: 3-index slice of string");
                    return Operand::invalid(expr);
                }
                if self.types.is_untyped(x.ty) {
                    self.finalize(x.expr, Basic::String.id(), None);
                }
                let known = matches!(&x.value, Some(Const::Str(_)));
                let len =
                    if let Some(Const::Str(text)) = &x.value { text.len() as u64 + 1 } else { 0 };
                (self.types.default_of(x.ty), known.then_some(len))
            }
            Type::Array(len, elem) => {
                if x.mode != Mode::Variable {
                    let message = format!("cannot slice unaddressable value {}", self.describe(&x));
                    self.error(expr.span, message);
                    return Operand::invalid(expr);
                }
                self.box_variable(inner);
                (self.types.add(Type::Slice(elem)), Some(len + 1))
            }
            Type::Pointer(to) if matches!(self.types.under(to), Type::Array(..)) => {
                let &Type::Array(len, elem) = self.types.under(to) else {
                    return Operand::invalid(expr);
                };
                (self.types.add(Type::Slice(elem)), Some(len + 1))
            }
            Type::Slice(_) => (x.ty, None),
            _ => {
                let message = format!("cannot slice {}", self.describe(&x));
                self.error(inner.span, message);
                return Operand::invalid(expr);
            }
        };
        let values: Vec<Option<u64>> =
            parts.iter().flatten().map(|part| self.index_value(part, len, "index")).collect();
        self.ordered_indices(parts, &values);
        Operand::value(expr, ty)
    }

    fn ordered_indices(&mut self, parts: &'a [Option<Box<Expr>>; 3], values: &[Option<u64>]) {
        let spans: Vec<_> = parts.iter().flatten().map(|part| part.span).collect();
        for first in 0..values.len() {
            for second in first + 1..values.len() {
                if let (Some(a), Some(b)) = (values[first], values[second])
                    && a > b
                {
                    return self.error(spans[second], format!("invalid slice indices: {b} < {a}"));
                }
            }
        }
    }
}
