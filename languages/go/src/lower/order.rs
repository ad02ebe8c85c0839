//! The order in which gc evaluates the parts of one statement.
//!
//! Calls and receives are made first, from left to right, their results kept; variables, fields
//! and elements beside them are read afterwards. So `i + f()` sees what `f` made of `i`.
//!
//! **Models:** `cmd/compile/internal/walk/order.go` (Go 1.27), which the specification allows.

use super::Lowerer;
use crate::check::Mode;
use crate::syntax::ast::{Call, Expr, ExprKind};
use crate::types::{Basic, Type, TypeId};

/// What part of an expression is to the order of evaluation.
enum Part {
    /// Nothing that matters.
    Inert,
    /// It reads memory that a call may change, besides what its own parts do.
    Read,
    /// It is made at once, as a whole, and may change memory.
    Effect,
    /// Made at once, without changing anything.
    Unit,
    /// Only its parts matter.
    Sum,
}

impl<'p> Lowerer<'p> {
    /// Makes the calls in the operands of one operation where a read beside them has to come
    /// later; each is then ready when its expression is evaluated.
    pub(super) fn calls_first(&mut self, operands: &[&'p Expr]) {
        self.in_order(operands, |_, _| false);
    }

    /// The same for a call; `beside` is a function value or a receiver. Values of one byte that go
    /// into interfaces are read at once.
    pub(super) fn arguments_first(
        &mut self, beside: Option<&'p Expr>, args: &'p [Expr], params: &[TypeId],
    ) {
        let operands: Vec<&Expr> = beside.into_iter().chain(args).collect();
        let before = operands.len() - args.len();
        self.in_order(&operands, |lowerer, index| {
            let param = index.checked_sub(before);
            let param = param.and_then(|index| params.get(index).or(params.last())).copied();
            let from = lowerer.type_of(operands[index]);
            let byte = matches!(lowerer.types().basic(from), Basic::Bool)
                || lowerer.types().basic(from).bits() == 8;
            byte && param.is_some_and(|param| lowerer.needs_iface(from, param))
        });
    }

    fn in_order(&mut self, operands: &[&'p Expr], at_once: impl Fn(&Self, usize) -> bool) {
        let Some(last) = operands.iter().rposition(|expr| self.has_effect(expr)) else { return };
        if !operands[..last].iter().any(|expr| self.reads(expr)) {
            return;
        }
        for (index, expr) in operands[..=last].iter().enumerate() {
            self.make_calls(expr);
            if at_once(self, index) {
                let reg = self.own(expr);
                self.ready.insert(expr.id, reg);
            }
        }
    }

    fn part(&self, expr: &Expr) -> Part {
        let info = self.program.info.exprs[expr.id.0 as usize].as_ref();
        if info.is_none_or(|info| matches!(info.mode, Mode::Const | Mode::Type | Mode::Nil)) {
            return Part::Inert;
        }
        match &expr.kind {
            ExprKind::Name(_) => match self.obj_of(expr.id) {
                Some(id) if self.global_index(id).is_some() || self.is_boxed(id) => Part::Read,
                _ => Part::Inert,
            },
            ExprKind::FuncLit(_) => Part::Inert,
            ExprKind::Call(call) => self.call_part(call),
            ExprKind::Unary("<-", _) => Part::Effect,
            ExprKind::Assert(..) => Part::Unit,
            ExprKind::Binary("&&" | "||", ..) => match children(expr).any(|e| self.has_effect(e)) {
                true => Part::Effect,
                false => Part::Sum,
            },
            ExprKind::Star(_) | ExprKind::Index(..) | ExprKind::Selector(..) => Part::Read,
            _ => Part::Sum,
        }
    }

    fn call_part(&self, call: &Call) -> Part {
        match self.program.info.exprs[call.fun.id.0 as usize].as_ref().map(|info| info.mode) {
            Some(Mode::Type) if matches!(self.argument(call), Some(Type::Slice(_))) => Part::Read,
            Some(Mode::Type | Mode::Builtin("len" | "cap" | "min" | "max")) => Part::Sum,
            _ => Part::Effect,
        }
    }

    /// The type of a conversion's argument.
    fn argument(&self, call: &Call) -> Option<&Type> {
        call.args.first().map(|arg| self.types().under(self.type_of(arg)))
    }

    /// Whether evaluating it can change a variable.
    pub(super) fn has_effect(&self, expr: &Expr) -> bool {
        match self.part(expr) {
            Part::Inert => false,
            Part::Effect => true,
            _ => children(expr).any(|child| self.has_effect(child)),
        }
    }

    fn reads(&self, expr: &Expr) -> bool {
        match self.part(expr) {
            Part::Inert | Part::Effect => false,
            Part::Read => true,
            _ => children(expr).any(|child| self.reads(child)),
        }
    }

    fn make_calls(&mut self, expr: &'p Expr) {
        match self.part(expr) {
            Part::Inert => {}
            Part::Effect | Part::Unit => {
                let reg = self.eval(expr, None);
                self.ready.insert(expr.id, reg);
            }
            _ => children(expr).for_each(|child| self.make_calls(child)),
        }
    }
}

/// The expressions that one is made of, in order.
fn children(expr: &Expr) -> impl Iterator<Item = &Expr> {
    let parts: Vec<&Expr> = match &expr.kind {
        ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Unary(_, x) => vec![x],
        ExprKind::Selector(x, _) | ExprKind::Assert(x, _) => vec![x],
        ExprKind::Binary(_, x, y) => vec![x, y],
        ExprKind::Index(x, args) => std::iter::once(&**x).chain(args).collect(),
        ExprKind::Slice(x, parts) => {
            std::iter::once(&**x).chain(parts.iter().flatten().map(|part| &**part)).collect()
        }
        ExprKind::Call(call) => std::iter::once(&call.fun).chain(&call.args).collect(),
        ExprKind::Composite { elements, .. } => {
            elements.iter().flat_map(|element| element.key.iter().chain([&element.value])).collect()
        }
        _ => Vec::new(),
    };
    parts.into_iter()
}
