//! Calls of predeclared functions.
//!
//! **Models:** `types2/builtins.go`.

use super::operand::Operand;
use super::{Checker, Mode};
use crate::constant::{self, Const};
use crate::syntax::ast::{Call, ChanDir, Expr};
use crate::syntax::show;
use crate::types::{Basic, Type, TypeId};
use crate::version::Version;

/// The least and the largest number of arguments; `usize::MAX` for any.
fn arity(name: &str) -> (usize, usize) {
    match name {
        "append" | "max" | "min" => (1, usize::MAX),
        "print" | "println" => (0, usize::MAX),
        "make" => (1, usize::MAX),
        "copy" | "delete" => (2, 2),
        "recover" => (0, 0),
        _ => (1, 1),
    }
}

impl<'a> Checker<'a> {
    pub(super) fn builtin(
        &mut self, expr: &'a Expr, call: &'a Call, name: &'static str,
    ) -> Operand<'a> {
        let (least, most) = arity(name);
        if call.spread.is_some() && name != "append" {
            self.error(
                call.args[call.args.len() - 1].span,
                format!("invalid operation: invalid use of ... with built-in {name}"),
            );
            return Operand::invalid(expr);
        }
        if call.args.len() < least || call.args.len() > most {
            return self.builtin_count(expr, call, least);
        }
        match name {
            "make" => self.make(expr, call),
            "new" => self.new_call(expr, call),
            "append" => self.append(expr, call),
            "len" | "cap" => self.len_cap(expr, call, name),
            "copy" => self.copy(expr, call),
            "delete" => self.delete(expr, call),
            "close" => self.close(expr, call),
            "panic" => {
                let mut x = self.expr(&call.args[0]);
                let any = self.types.any;
                self.assignment(&mut x, Some(any), "argument to panic");
                self.no_value(expr)
            }
            "recover" => Operand::value(expr, self.types.any),
            "min" | "max" => self.min_max(expr, call, name),
            "clear" => self.clear(expr, call),
            "print" | "println" => self.print(expr, call),
            _ => {
                self.unsupported(
                    expr.span,
                    format!("{name} is not simulated: there are no complex numbers"),
                    "",
                );
                Operand::invalid(expr)
            }
        }
    }

    fn builtin_count(&mut self, expr: &'a Expr, call: &'a Call, least: usize) -> Operand<'a> {
        let few = call.args.len() < least;
        let at = call.fun.span;
        let (qualifier, found) = (if few { "not enough" } else { "too many" }, call.args.len());
        call.args.iter().for_each(|arg| drop(self.raw_expr(arg, None)));
        let message =
            format!("{qualifier} arguments for {} (expected {least}, found {found})", show(expr));
        self.error(at, format!("invalid operation: {message}"));
        Operand::invalid(expr)
    }

    fn no_value(&mut self, expr: &'a Expr) -> Operand<'a> {
        let ty = self.types.add(Type::Tuple([].into()));
        Operand { mode: Mode::NoValue, ty, value: None, expr, alias: None }
    }

    fn make(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let ty = self.ty(&call.args[0]);
        let least = match self.types.under(ty) {
            Type::Slice(_) => 2,
            Type::Map(..) | Type::Chan(..) => 1,
            _ if ty == Self::invalid() => return Operand::invalid(expr),
            _ => {
                let shown = show(&call.args[0]);
                let any = "type must be slice, map, or channel".to_string();
                let why = self.no_core(ty).unwrap_or(any);
                let message = format!("invalid argument: cannot make {shown}: {why}");
                self.error(call.args[0].span, message);
                return Operand::invalid(expr);
            }
        };
        if call.args.len() < least || call.args.len() > least + 1 {
            let message = format!(
                "invalid operation: {} expects {least} or {} arguments; found {}",
                show(expr),
                least + 1,
                call.args.len()
            );
            self.error(expr.span, message);
            return Operand::invalid(expr);
        }
        let sizes: Vec<Option<u64>> =
            call.args[1..].iter().map(|arg| self.index_value(arg, None, "index")).collect();
        if let [Some(len), Some(cap)] = sizes[..]
            && len > cap
        {
            self.error(call.args[1].span, "invalid argument: length and capacity swapped");
        }
        Operand::value(expr, ty)
    }

    fn new_call(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let mut x = self.expr_or_type(&call.args[0]);
        if x.is_invalid() {
            return Operand::invalid(expr);
        }
        if x.mode != Mode::Type {
            if let Err(cause) = self.requires(Version::NEW_VALUES) {
                self.error(expr.span, format!("{} {cause}", show(expr)));
            }
            self.assignment(&mut x, None, "argument to new");
        }
        let ty = self.types.add(Type::Pointer(x.ty));
        Operand::value(expr, ty)
    }

    fn append(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let s = self.expr(&call.args[0]);
        if s.is_invalid() {
            call.args[1..].iter().for_each(|arg| drop(self.raw_expr(arg, None)));
            return s;
        }
        let &Type::Slice(elem) = self.types.under(s.ty) else {
            let have = if s.mode == Mode::Nil { "untyped nil".into() } else { self.describe(&s) };
            let message = format!("invalid append: argument must be a slice; have {have}");
            self.error(call.args[0].span, message);
            call.args[1..].iter().for_each(|arg| drop(self.raw_expr(arg, None)));
            return Operand::invalid(expr);
        };
        if call.spread.is_some() {
            self.append_spread(call, s.ty, elem);
            return Operand::value(expr, s.ty);
        }
        for arg in &call.args[1..] {
            let mut x = self.expr_for(arg, Some(elem));
            self.assignment(&mut x, Some(elem), "argument to append");
        }
        Operand::value(expr, s.ty)
    }

    fn append_spread(&mut self, call: &'a Call, slice: TypeId, elem: TypeId) {
        let Some(last) = call.args.get(1) else { return };
        let mut x = self.expr(last);
        if x.is_invalid() {
            return;
        }
        let string = matches!(self.types.basic(x.ty), Basic::String | Basic::UntypedString)
            || self.types.param(x.ty).is_some() && self.types.is_text(x.ty);
        if string && self.types.basic(elem) == Basic::Uint8 {
            if self.types.is_untyped(x.ty) {
                self.convert_untyped(&mut x, Basic::String.id());
            }
            return;
        }
        let bare = self.types.under_id(slice);
        let same = self.types.under_id(x.ty) == bare || x.mode == Mode::Nil;
        if x.mode == Mode::Nil {
            self.convert_untyped(&mut x, slice);
        }
        if !same {
            self.cannot_use(&x, bare, "argument to append", "");
        }
    }

    fn len_cap(&mut self, expr: &'a Expr, call: &'a Call, name: &str) -> Operand<'a> {
        let x = self.expr(&call.args[0]);
        if x.is_invalid() {
            return x;
        }
        let int = Basic::Int.id();
        let constant = |len: u64| Operand {
            mode: Mode::Const,
            ty: int,
            value: Some(Const::int(len as i64)),
            expr,
            alias: None,
        };
        if let (Some(Const::Str(text)), "len") = (&x.value, name) {
            let len = text.len() as u64;
            if self.types.is_untyped(x.ty) {
                self.finalize(x.expr, Basic::String.id(), None);
            }
            return constant(len);
        }
        let base =
            self.types.pointee(x.ty).filter(|&to| matches!(self.types.under(to), Type::Array(..)));
        let measured = |ty: TypeId| match self.types.under(ty) {
            Type::Array(..) | Type::Slice(_) | Type::Chan(..) => true,
            Type::Basic(Basic::String) | Type::Map(..) => name == "len",
            _ => false,
        };
        if self.types.param(x.ty).is_some() && self.types.all(x.ty, measured) {
            return Operand::value(expr, int);
        }
        match (self.types.under(base.unwrap_or(x.ty)), name) {
            (Type::Array(len, _), _) if !has_call(&call.args[0]) => constant(*len),
            (Type::Array(..) | Type::Slice(_) | Type::Chan(..), _) => Operand::value(expr, int),
            (Type::Basic(Basic::String) | Type::Map(..), "len") => Operand::value(expr, int),
            _ => {
                let message =
                    format!("invalid argument: {} for built-in {name}", self.describe(&x));
                self.error(call.args[0].span, message);
                Operand::invalid(expr)
            }
        }
    }

    fn copy(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let (to, mut from) = (self.expr(&call.args[0]), self.expr(&call.args[1]));
        if to.is_invalid() || from.is_invalid() {
            return Operand::invalid(expr);
        }
        let &Type::Slice(elem) = self.types.under(to.ty) else {
            let message =
                format!("invalid copy: argument must be a slice; have {}", self.describe(&to));
            self.error(call.args[0].span, message);
            return Operand::invalid(expr);
        };
        let described = self.describe(&from);
        if self.types.is_untyped(from.ty) {
            self.convert_untyped(&mut from, Basic::String.id());
        }
        let fits = match self.types.under(from.ty) {
            Type::Slice(other) => *other == elem,
            Type::Basic(Basic::String) => self.types.basic(elem) == Basic::Uint8,
            _ => {
                let message = format!(
                    "invalid copy: argument must be a slice; have {}",
                    self.describe(&from)
                );
                self.error(call.args[1].span, message);
                return Operand::invalid(expr);
            }
        };
        if !fits && !from.is_invalid() {
            let other = match self.types.under(from.ty) {
                Type::Slice(other) => self.types.show(*other),
                _ => "byte".into(),
            };
            let message = format!(
                "invalid copy: arguments {} and {described} have different element types {} and {other}",
                self.describe(&to),
                self.types.show(elem)
            );
            self.error(call.args[0].span, message);
        }
        Operand::value(expr, Basic::Int.id())
    }

    fn delete(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let map = self.expr(&call.args[0]);
        if map.is_invalid() {
            return map;
        }
        let &Type::Map(key, _) = self.types.under(map.ty) else {
            let message = format!("invalid argument: {} is not a map", self.describe(&map));
            self.error(call.args[0].span, message);
            return Operand::invalid(expr);
        };
        let mut k = self.expr_for(&call.args[1], Some(key));
        self.assignment(&mut k, Some(key), "argument to delete");
        self.no_value(expr)
    }

    fn close(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let x = self.expr(&call.args[0]);
        if x.is_invalid() {
            return x;
        }
        let cause = match self.types.under(x.ty) {
            Type::Chan(ChanDir::Recv, _) => "receive-only channel",
            Type::Chan(..) => return self.no_value(expr),
            _ => "non-channel",
        };
        let message = format!("invalid operation: cannot close {cause} {}", self.describe(&x));
        self.error(call.args[0].span, message);
        Operand::invalid(expr)
    }

    fn clear(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        let x = self.expr(&call.args[0]);
        if !x.is_invalid() && !matches!(self.types.under(x.ty), Type::Map(..) | Type::Slice(_)) {
            let message = format!(
                "invalid argument: cannot clear {}: argument must be (or constrained by) map or slice",
                self.describe(&x)
            );
            self.error(call.args[0].span, message);
        }
        self.no_value(expr)
    }

    fn min_max(&mut self, expr: &'a Expr, call: &'a Call, name: &str) -> Operand<'a> {
        let mut operands: Vec<Operand<'a>> = call.args.iter().map(|arg| self.expr(arg)).collect();
        let mut best = operands[0].clone();
        for (index, x) in operands.iter_mut().enumerate() {
            if x.is_invalid() {
                return Operand::invalid(expr);
            }
            if !self.types.ordered(x.ty) {
                let message = format!("invalid argument: {} cannot be ordered", self.describe(x));
                self.error(x.expr.span, message);
                return Operand::invalid(expr);
            }
            if index > 0 && !self.take_better(&mut best, x, name) {
                return Operand::invalid(expr);
            }
        }
        best.expr = expr;
        if best.mode != Mode::Const {
            best.mode = Mode::Value;
            best.ty = self.types.default_of(best.ty);
        }
        for operand in operands {
            self.finalize(operand.expr, best.ty, None);
        }
        best
    }

    /// Makes `best` what `min` or `max` of it and another operand is; false after an error.
    fn take_better(&mut self, best: &mut Operand<'a>, x: &mut Operand<'a>, name: &str) -> bool {
        if !self.match_types(best, x) {
            return false;
        }
        if best.ty != x.ty {
            let (a, b) = (self.types.show(best.ty), self.types.show(x.ty));
            let text = show(x.expr);
            let message = format!(
                "invalid argument: mismatched types {a} (previous argument) and {b} (type of {text})"
            );
            self.error(x.expr.span, message);
            return false;
        }
        let op = if name == "min" { "<" } else { ">" };
        match (&best.value, &x.value) {
            (Some(a), Some(b)) if constant::compare(op, b, a) == Some(true) => *best = x.clone(),
            (Some(_), Some(_)) => {}
            _ => (best.mode, best.value) = (Mode::Value, None),
        }
        true
    }

    fn print(&mut self, expr: &'a Expr, call: &'a Call) -> Operand<'a> {
        for arg in &call.args {
            let mut x = self.expr(arg);
            self.assignment(&mut x, None, "argument to print");
        }
        self.no_value(expr)
    }
}

/// Whether evaluating the expression calls or receives, so that its length is no constant.
fn has_call(expr: &Expr) -> bool {
    use crate::syntax::ast::ExprKind;
    match &expr.kind {
        ExprKind::Call(_) | ExprKind::Unary("<-", _) => true,
        ExprKind::Paren(x)
        | ExprKind::Star(x)
        | ExprKind::Selector(x, _)
        | ExprKind::Unary(_, x) => has_call(x),
        ExprKind::Index(x, args) => has_call(x) || args.iter().any(has_call),
        _ => false,
    }
}
