//! Expressions other than calls, selectors, literals and operators.
//!
//! **Models:** `types2/expr.go`, `index.go`.

use super::operand::Operand;
use super::{Checker, Mode, ObjKind};
use crate::constant::{self, Const};
use crate::syntax::ast::{ChanDir, Expr, ExprKind, Function};
use crate::syntax::show;
use crate::syntax::token::LitKind;
use crate::types::{Basic, Type, TypeId};
use runtime_core::source::Span;
use std::rc::Rc;

/// The most characters of a number, as in types2/literals.go.
const LITERAL_MAX: usize = 10_000;

impl<'a> Checker<'a> {
    /// A single value: neither a type nor a call without results nor one with several.
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Operand<'a> {
        self.expr_for(expr, None)
    }

    /// The same where a value of type `target` is wanted.
    pub(super) fn expr_for(&mut self, expr: &'a Expr, target: Option<TypeId>) -> Operand<'a> {
        let mut x = self.raw_expr(expr, target);
        self.exclude_no_value(&mut x);
        self.single_value(&mut x);
        x
    }

    /// A value or several, where a value of type `target` is wanted.
    pub(super) fn raw_value(&mut self, expr: &'a Expr, target: Option<TypeId>) -> Operand<'a> {
        let mut x = self.raw_expr(expr, target);
        self.exclude_no_value(&mut x);
        x
    }

    /// A value or several: the operand of an assignment or a call's only argument.
    pub(super) fn multi_expr(&mut self, expr: &'a Expr) -> Operand<'a> {
        let mut x = self.raw_expr(expr, None);
        self.exclude_no_value(&mut x);
        x
    }

    /// An expression or a type.
    pub(super) fn expr_or_type(&mut self, expr: &'a Expr) -> Operand<'a> {
        let mut x = self.raw_expr(expr, None);
        self.single_value(&mut x);
        x
    }

    pub(super) fn exclude_no_value(&mut self, x: &mut Operand<'a>) {
        let message = match x.mode {
            Mode::NoValue => format!("{} (no value) used as value", show(x.expr)),
            Mode::Builtin(_) => format!("{} must be called", self.describe(x)),
            Mode::Type => format!("{} is not an expression", self.describe(x)),
            _ => return,
        };
        self.error(x.expr.span, message);
        *x = Operand::invalid(x.expr);
    }

    pub(super) fn single_value(&mut self, x: &mut Operand<'a>) {
        if let (Mode::Value, Type::Tuple(list)) = (x.mode, self.types.get(x.ty))
            && list.len() != 1
        {
            let what = self.describe(x);
            self.error(x.expr.span, format!("multiple-value {what} in single-value context"));
            *x = Operand::invalid(x.expr);
        }
    }

    /// Any expression; what is found is recorded.
    pub(super) fn raw_expr(&mut self, expr: &'a Expr, target: Option<TypeId>) -> Operand<'a> {
        let mut x = self.expr_inner(expr, target);
        x.expr = expr;
        self.settle_generic(&mut x, target);
        self.record(expr.id, x.mode, x.ty, x.value.clone());
        x
    }

    /// Any expression, also a generic function or type without type arguments.
    pub(super) fn generic_expr(&mut self, expr: &'a Expr) -> Operand<'a> {
        let mut x = self.expr_inner(expr, None);
        x.expr = expr;
        self.record(expr.id, x.mode, x.ty, x.value.clone());
        x
    }

    fn expr_inner(&mut self, expr: &'a Expr, target: Option<TypeId>) -> Operand<'a> {
        match &expr.kind {
            ExprKind::Bad => Operand::invalid(expr),
            ExprKind::Name(name) => self.name(expr, name),
            ExprKind::Lit(kind, text) => self.literal(expr, *kind, text),
            ExprKind::Composite { ty, elements, rbrace } => {
                self.composite(expr, ty.as_deref(), elements, *rbrace, target)
            }
            ExprKind::FuncLit(function) => self.func_lit(expr, function),
            ExprKind::Paren(inner) => self.raw_expr(inner, target),
            ExprKind::Selector(inner, name) => self.selector(expr, inner, name),
            ExprKind::Index(inner, args) => self.index(expr, inner, args),
            ExprKind::Slice(inner, parts) => self.slice_expr(expr, inner, parts),
            ExprKind::Assert(inner, ty) => self.type_assertion(expr, inner, ty.as_deref()),
            ExprKind::Call(call) => self.call(expr, call),
            ExprKind::Star(inner) => self.star(expr, inner),
            ExprKind::Unary(op, inner) => self.unary(expr, op, inner, target),
            ExprKind::Binary(op, left, right) => self.binary(expr, op, left, right),
            _ => {
                let ty = self.ty(expr);
                let mode = if ty == Self::invalid() { Mode::Invalid } else { Mode::Type };
                Operand { mode, ty, value: None, expr, alias: None }
            }
        }
    }

    fn name(&mut self, expr: &'a Expr, name: &Rc<str>) -> Operand<'a> {
        if &**name == "_" {
            self.error(expr.span, "cannot use _ as value or type");
            return Operand::invalid(expr);
        }
        let Some(id) = self.find(name) else {
            self.error(expr.span, format!("undefined: {name}"));
            return Operand::invalid(expr);
        };
        self.resolve(id);
        self.info.objs.insert(expr.id, id);
        let captured = self.in_literal_of(id);
        if captured {
            self.capture(id);
        }
        let obj = self.obj_mut(id);
        obj.used = true;
        let ty = obj.ty;
        let (mode, value) = match obj.kind.clone() {
            ObjKind::Var => {
                obj.captured |= captured;
                (Mode::Variable, None)
            }
            ObjKind::Global(_) => (Mode::Variable, None),
            ObjKind::Const(_) if &**name == "iota" && obj.span.end == 0 => {
                return self.iota_value(expr);
            }
            ObjKind::Const(value) => (Mode::Const, Some(value)),
            ObjKind::TypeName | ObjKind::TypeParam => (Mode::Type, None),
            ObjKind::Generic(index) => {
                return Operand { mode: Mode::Generic(index), ty, value: None, expr, alias: None };
            }
            ObjKind::Func(_) => (Mode::Value, None),
            ObjKind::Builtin(name) => {
                return Operand { mode: Mode::Builtin(name), ty, value: None, expr, alias: None };
            }
            ObjKind::Nil => (Mode::Nil, None),
            ObjKind::Package(_) => {
                self.error(expr.span, format!("use of package {name} not in selector"));
                return Operand::invalid(expr);
            }
            ObjKind::Pending => return Operand::invalid(expr),
        };
        if matches!(self.obj(id).kind, ObjKind::Global(_) | ObjKind::Func(_)) {
            self.references.insert(id);
        }
        if ty == Self::invalid() {
            return Operand::invalid(expr);
        }
        Operand { mode, ty, value, expr, alias: None }
    }

    fn iota_value(&mut self, expr: &'a Expr) -> Operand<'a> {
        let Some(iota) = self.iota else {
            self.error(expr.span, "cannot use iota outside constant declaration");
            return Operand::invalid(expr);
        };
        let value = Some(Const::int(iota));
        Operand { mode: Mode::Const, ty: Basic::UntypedInt.id(), value, expr, alias: None }
    }

    fn literal(&mut self, expr: &'a Expr, kind: LitKind, text: &str) -> Operand<'a> {
        let basic = match kind {
            LitKind::Int => Basic::UntypedInt,
            LitKind::Float => Basic::UntypedFloat,
            LitKind::Char => Basic::UntypedRune,
            LitKind::Str => Basic::UntypedString,
            LitKind::Imag => {
                self.unsupported(expr.span, "complex numbers are not simulated", "use two float64");
                return Operand::invalid(expr);
            }
        };
        if text.len() > LITERAL_MAX && !matches!(kind, LitKind::Str | LitKind::Char) {
            let (start, len) = (&text[..10], text.len());
            let message = format!("excessively long constant: {start}... ({len} chars)");
            self.error(expr.span, message);
            return Operand::invalid(expr);
        }
        match constant::literal(kind, text) {
            Some(value) if value.too_wide() => {
                self.error(expr.span, "constant overflow");
                Operand::invalid(expr)
            }
            Some(value) => {
                Operand { mode: Mode::Const, ty: basic.id(), value: Some(value), expr, alias: None }
            }
            None => {
                // What is malformed has been reported with the text.
                let whole = text.ends_with(|c: char| c.is_ascii_digit());
                if kind == LitKind::Float && whole {
                    let message = format!("the constant {text} is too large to be simulated");
                    self.unsupported(expr.span, message, "");
                }
                Operand::invalid(expr)
            }
        }
    }

    fn func_lit(&mut self, expr: &'a Expr, function: &'a Rc<Function>) -> Operand<'a> {
        let ty = self.signature(&function.signature);
        if let Some(sig) = self.types.sig(ty) {
            let iota = self.iota.take();
            self.open_function(expr.id, sig.results.clone());
            self.function_body(&function.signature, &sig, &function.body);
            self.iota = iota;
        }
        Operand::value(expr, ty)
    }

    fn star(&mut self, expr: &'a Expr, inner: &'a Expr) -> Operand<'a> {
        let mut x = self.expr_or_type(inner);
        match x.mode {
            Mode::Invalid => return x,
            Mode::Type => {
                let ty = self.types.add(Type::Pointer(x.ty));
                return Operand { mode: Mode::Type, ty, value: None, expr, alias: None };
            }
            Mode::Nil => {
                self.error(inner.span, "invalid operation: cannot indirect nil");
                return Operand::invalid(expr);
            }
            _ => self.exclude_no_value(&mut x),
        }
        if x.is_invalid() {
            return x;
        }
        match self.types.pointee(x.ty) {
            Some(elem) => {
                Operand { mode: Mode::Variable, ty: elem, value: None, expr, alias: None }
            }
            None => {
                let message = format!("invalid operation: cannot indirect {}", self.describe(&x));
                self.error(inner.span, message);
                Operand::invalid(expr)
            }
        }
    }

    fn unary(
        &mut self, expr: &'a Expr, op: &'static str, inner: &'a Expr, target: Option<TypeId>,
    ) -> Operand<'a> {
        match op {
            "&" => self.address_of(expr, inner, target),
            "<-" => self.receive(expr, inner),
            _ => self.unary_operator(expr, op, inner),
        }
    }

    fn address_of(
        &mut self, expr: &'a Expr, inner: &'a Expr, target: Option<TypeId>,
    ) -> Operand<'a> {
        let wanted = target.and_then(|ty| self.types.pointee(ty));
        let x = self.expr_for(inner, wanted);
        if x.is_invalid() {
            return x;
        }
        let literal = matches!(inner.unparen().kind, ExprKind::Composite { .. });
        if !literal && x.mode != Mode::Variable {
            let message =
                format!("invalid operation: cannot take address of {}", self.describe(&x));
            self.error(inner.span, message);
            return Operand::invalid(expr);
        }
        self.box_variable(inner);
        let ty = self.types.add(Type::Pointer(x.ty));
        Operand::value(expr, ty)
    }

    /// The variable behind an addressed expression moves to the heap.
    pub(super) fn box_variable(&mut self, expr: &'a Expr) {
        let mut expr = expr.unparen();
        loop {
            expr = match &expr.kind {
                ExprKind::Selector(inner, _) | ExprKind::Index(inner, _) => inner.unparen(),
                ExprKind::Name(_) => {
                    if let Some(&id) = self.info.objs.get(&expr.id) {
                        self.obj_mut(id).boxed = true;
                    }
                    return;
                }
                _ => return,
            };
            let ty = self.info.exprs[expr.id.0 as usize]
                .as_ref()
                .map_or(Self::invalid(), |info| info.ty);
            if matches!(self.types.under(ty), Type::Pointer(_) | Type::Slice(_) | Type::Map(..)) {
                return;
            }
        }
    }

    fn receive(&mut self, expr: &'a Expr, inner: &'a Expr) -> Operand<'a> {
        let x = self.expr(inner);
        if x.is_invalid() {
            return x;
        }
        match self.types.under(x.ty) {
            Type::Chan(ChanDir::Both | ChanDir::Recv, elem) => {
                Operand { mode: Mode::CommaOk, ty: *elem, value: None, expr, alias: None }
            }
            under => {
                let cause = if matches!(under, Type::Chan(..)) {
                    "send-only channel"
                } else {
                    "non-channel"
                };
                let (ty, what) = (self.types.show(x.ty), self.describe(&x));
                let message = format!("invalid operation: cannot receive from {cause} {ty} {what}");
                self.error(inner.span, message);
                Operand::invalid(expr)
            }
        }
    }

    fn unary_operator(&mut self, expr: &'a Expr, op: &'static str, inner: &'a Expr) -> Operand<'a> {
        let mut x = self.expr(inner);
        if x.is_invalid() {
            return x;
        }
        let basic = self.types.basic(x.ty);
        let boolean = matches!(basic, Basic::Bool | Basic::UntypedBool);
        let defined = match op {
            "!" => boolean,
            "^" => self.types.is_integer(x.ty),
            _ => self.types.is_number(x.ty),
        };
        if !defined || x.mode == Mode::Nil {
            let message =
                format!("invalid operation: operator {op} not defined on {}", self.describe(&x));
            self.error(inner.span, message);
            return Operand::invalid(expr);
        }
        if let (Mode::Const, Some(value)) = (x.mode, &x.value) {
            let result = constant::unary(op, value, basic);
            x.expr = expr;
            return self.folded(x, result, expr);
        }
        x.mode = Mode::Value;
        x
    }

    /// The operand with the value that an operation on constants gave.
    pub(super) fn folded(
        &mut self, mut x: Operand<'a>, result: Result<Const, constant::Fail>, expr: &'a Expr,
    ) -> Operand<'a> {
        x.expr = expr;
        let basic = self.types.basic(x.ty);
        match result {
            Ok(value) if basic.is_untyped() && value.too_wide() => {
                let (at, name) = self.operator_of(expr);
                self.error(at, format!("constant {name}overflow"));
                return Operand::invalid(expr);
            }
            Ok(value) if basic.is_untyped() => x.value = Some(value),
            Ok(value) => match value.represented(basic) {
                Ok(fitting) => x.value = Some(fitting),
                Err(_) => {
                    x.value = Some(value);
                    let message =
                        format!("{} overflows {}", self.describe(&x), self.types.show(x.ty));
                    self.error(expr.span, message);
                    return Operand::invalid(expr);
                }
            },
            Err(_) => {
                self.unsupported(expr.span, "this constant is too large to be simulated", "");
                return Operand::invalid(expr);
            }
        }
        x
    }

    /// Where an operation's operator stands, and what gc calls it, with a blank behind.
    fn operator_of(&self, expr: &Expr) -> (Span, &'static str) {
        let ExprKind::Binary(op, left, right) = &expr.kind else {
            return (
                expr.span,
                if let ExprKind::Unary("^", _) = expr.kind { "bitwise complement " } else { "" },
            );
        };
        let source = &self.packages[self.package].source;
        let between = &source[left.span.end as usize..right.span.start as usize];
        let start = left.span.end + between.find(op).unwrap_or(0) as u32;
        let name = match *op {
            "+" => "addition ",
            "-" => "subtraction ",
            "^" => "bitwise XOR ",
            "*" => "multiplication ",
            "<<" => "shift ",
            _ => "",
        };
        (Span { start, end: start + op.len() as u32 }, name)
    }

    fn type_assertion(
        &mut self, expr: &'a Expr, inner: &'a Expr, ty: Option<&'a Expr>,
    ) -> Operand<'a> {
        let x = self.expr(inner);
        let Some(ty_expr) = ty else {
            self.error(expr.span, "invalid syntax tree: use of .(type) outside type switch");
            return Operand::invalid(expr);
        };
        if x.is_invalid() {
            return x;
        }
        if !self.types.is_interface(x.ty) {
            let what = self.describe(&x);
            let message = match self.types.param(x.ty) {
                Some(_) => {
                    format!("cannot use type assertion on type parameter value {what}")
                }
                None => format!("{what} is not an interface"),
            };
            let message = format!("invalid operation: {message}");
            self.error(inner.span, message);
            return Operand::invalid(expr);
        }
        let ty = self.ty(ty_expr);
        if ty == Self::invalid() {
            return Operand::invalid(expr);
        }
        if !self.types.is_interface(ty)
            && let Some(cause) = self.missing_method(ty, x.ty)
        {
            let message = format!(
                "impossible type assertion: {}\n\t{} does not implement {} {cause}",
                show(expr),
                self.types.show(ty),
                self.types.show(x.ty)
            );
            self.error(expr.span, message);
            return Operand::invalid(expr);
        }
        Operand { mode: Mode::CommaOk, ty, value: None, expr, alias: None }
    }
}
