//! Statements.
//!
//! **Models:** `types2/stmt.go`, `range.go`.

use super::operand::Operand;
use super::{Checker, Mode, ObjKind};
use crate::syntax::ast::{
    Block, ChanDir, CommClause, Decl, Expr, ExprKind, For, If, Stmt, StmtKind,
};
use crate::syntax::show;
use crate::types::{Basic, Type, TypeId};
use runtime_core::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    pub(super) fn stmts(&mut self, stmts: &'a [Stmt]) {
        stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    pub(super) fn block(&mut self, block: &'a Block) {
        self.open_scope();
        self.stmts(&block.stmts);
        self.close_scope();
    }

    pub(super) fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Empty | StmtKind::Branch(..) => {}
            StmtKind::Expr(expr) => self.expr_stmt(expr),
            StmtKind::Send(chan, value) => self.send(stmt.span, chan, value),
            StmtKind::IncDec(x, op) => self.inc_dec(x, op),
            StmtKind::Assign(left, right) => self.assign(left, right),
            StmtKind::OpAssign(x, op, y) => self.op_assign(x, op, y),
            StmtKind::Define(left, right, at) => self.define(left, right, *at),
            StmtKind::Go(call) => self.call_stmt("go", call),
            StmtKind::Defer(call) => self.call_stmt("defer", call),
            StmtKind::Return(values) => self.return_stmt(stmt.span, values),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(s) => self.if_stmt(s),
            StmtKind::Switch(s) => self.scoped(|checker| checker.switch(s)),
            StmtKind::TypeSwitch(s) => self.scoped(|checker| checker.type_switch(s)),
            StmtKind::Select(clauses) => self.select(clauses),
            StmtKind::For(s) => self.scoped(|checker| checker.for_stmt(s)),
            StmtKind::Range(s) => self.scoped(|checker| checker.range(s)),
            StmtKind::Labeled(_, inner) => self.stmt(inner),
            StmtKind::Decl(decls) => decls.iter().for_each(|decl| self.local_decl(decl)),
        }
    }

    fn scoped(&mut self, inside: impl FnOnce(&mut Self)) {
        self.open_scope();
        inside(self);
        self.close_scope();
    }

    fn local_decl(&mut self, decl: &'a Decl) {
        match decl {
            Decl::Var(spec) => self.local_var(spec),
            Decl::Const(spec) => self.local_const(spec),
            Decl::Type(spec) => self.local_type(spec),
            Decl::Func(_) => {}
        }
    }

    fn expr_stmt(&mut self, expr: &'a Expr) {
        let x = self.raw_expr(expr, None);
        let inner = expr.unparen();
        let message = match x.mode {
            Mode::Invalid | Mode::NoValue => return,
            Mode::Builtin(_) => "must be called",
            Mode::Type => "is not an expression",
            _ if matches!(inner.kind, ExprKind::Unary("<-", _)) => return,
            _ if self.is_statement_call(inner) => return,
            _ => "is not used",
        };
        let what = self.describe(&x);
        self.error(expr.span, format!("{what} {message}"));
    }

    /// Whether the expression is a call that may stand alone: not a conversion, and of the
    /// built-in functions only those with an effect.
    fn is_statement_call(&self, expr: &Expr) -> bool {
        let ExprKind::Call(call) = &expr.kind else { return false };
        match self.info.exprs[call.fun.id.0 as usize].as_ref().map(|info| info.mode) {
            Some(Mode::Type) => false,
            Some(Mode::Builtin(name)) => {
                matches!(
                    name,
                    "clear"
                        | "close"
                        | "copy"
                        | "delete"
                        | "panic"
                        | "print"
                        | "println"
                        | "recover"
                )
            }
            _ => true,
        }
    }

    fn send(&mut self, span: Span, chan: &'a Expr, value: &'a Expr) {
        let ch = self.expr(chan);
        let elem = match self.types.under(ch.ty) {
            Type::Chan(_, elem) => Some(*elem),
            _ => None,
        };
        let mut x = self.expr_for(value, elem);
        if ch.is_invalid() || x.is_invalid() {
            return;
        }
        let cause = match self.types.under(ch.ty) {
            Type::Chan(ChanDir::Recv, _) => "receive-only channel",
            Type::Chan(..) => return self.assignment(&mut x, elem, "send"),
            _ => "non-channel",
        };
        let (ty, what) = (self.types.show(ch.ty), self.describe(&ch));
        let message = format!("invalid operation: cannot send to {cause} {ty} {what}");
        self.error(span, message);
    }

    fn inc_dec(&mut self, x: &'a Expr, op: &str) {
        let Some(Some(ty)) = self.place(x) else { return };
        if let Some(id) = x.as_name().and_then(|name| self.find(name)) {
            self.obj_mut(id).used = true;
        }
        if !self.types.is_number(ty) {
            let (text, shown) = (show(x), self.types.show(ty));
            self.error(
                x.span,
                format!("invalid operation: {text}{op}{op} (non-numeric type {shown})"),
            );
        }
    }

    fn op_assign(&mut self, x: &'a Expr, op: &'static str, y: &'a Expr) {
        let Some(Some(ty)) = self.place(x) else { return drop(self.expr(y)) };
        let text = format!("{} {op}= {}", show(x), show(y));
        let mut result = self.operation(x, op, x, y, Some(&text));
        if !result.is_invalid() {
            self.assignment(&mut result, Some(ty), "assignment operation");
        }
        self.record(x.id, Mode::Variable, ty, None);
    }

    fn call_stmt(&mut self, keyword: &str, call: &'a Expr) {
        if keyword == "defer" {
            self.note_defer();
        }
        let ExprKind::Call(inner) = &call.unparen().kind else {
            self.error(call.span, format!("expression in {keyword} must be function call"));
            return drop(self.raw_expr(call, None));
        };
        let x = self.raw_expr(call, None);
        if x.is_invalid() {
            return;
        }
        let what = match self.info.exprs[inner.fun.id.0 as usize].as_ref().map(|info| info.mode) {
            Some(Mode::Type) => "requires function call, not conversion",
            Some(Mode::Builtin(_)) if !self.is_statement_call(call.unparen()) => {
                "discards result of"
            }
            _ => return,
        };
        let shown = self.describe(&x);
        let message = match what {
            "discards result of" => format!("{keyword} discards result of {shown}"),
            _ => format!("{keyword} {what} {shown}"),
        };
        self.error(call.span, message);
    }

    fn return_stmt(&mut self, span: Span, values: &'a [Expr]) {
        let Some(cx) = self.functions.last() else { return };
        let (results, named) = (cx.results.clone(), cx.named_results.clone());
        self.note_return();
        if values.is_empty() {
            if !results.is_empty() && named.is_empty() {
                let want = self.summary(&results, false);
                self.error(span, format!("not enough return values\n\thave ()\n\twant {want}"));
            }
            for id in named {
                self.check_shadowed(span, id);
            }
            return;
        }
        if results.is_empty() {
            values.iter().for_each(|value| drop(self.raw_expr(value, None)));
            return self.error(
                values[0].span,
                "too many return values\n\thave ".to_string() + &self.have(values) + "\n\twant ()",
            );
        }
        let Some(mut operands) = self.returned(values, &results) else { return };
        if operands.len() != results.len() {
            return self.return_count(values, &operands, &results);
        }
        for (x, &ty) in operands.iter_mut().zip(&results) {
            self.assignment(x, Some(ty), "return statement");
        }
    }

    fn have(&self, values: &[Expr]) -> String {
        let types: Vec<TypeId> = values
            .iter()
            .map(|value| {
                self.info.exprs[value.id.0 as usize]
                    .as_ref()
                    .map_or(Self::invalid(), |info| info.ty)
            })
            .collect();
        self.summary(&types, false)
    }

    fn return_count(&mut self, values: &'a [Expr], operands: &[Operand<'a>], results: &[TypeId]) {
        let many = operands.len() > results.len();
        let at = match many {
            true => operands[results.len()].expr.span,
            false => operands.last().map_or(values[0].span, |x| x.expr.span),
        };
        let have = self.summary(&operands.iter().map(|x| x.ty).collect::<Vec<_>>(), false);
        let want = self.summary(results, false);
        let qualifier = if many { "too many" } else { "not enough" };
        self.error(at, format!("{qualifier} return values\n\thave {have}\n\twant {want}"));
    }

    /// A bare `return` where another variable hides a named result.
    fn check_shadowed(&mut self, span: Span, id: super::ObjId) {
        let name = self.obj(id).name.clone();
        let found = self.find(&name);
        if &*name != "_" && found != Some(id) {
            let place = |other| {
                let inner: &super::Obj = self.obj(other);
                (self.position(inner.span), self.types.show(inner.ty))
            };
            let (at, ty) = found.map(place).unwrap_or_default();
            let message = format!(
                "result parameter {name} not in scope at return\n\t{at}: inner declaration of var {name} {ty}"
            );
            self.error(span, message);
        }
    }

    fn if_stmt(&mut self, s: &'a If) {
        self.open_scope();
        s.init.iter().for_each(|init| self.stmt(init));
        self.condition(&s.cond, "if");
        self.block(&s.then);
        s.otherwise.iter().for_each(|stmt| self.stmt(stmt));
        self.close_scope();
    }

    fn condition(&mut self, cond: &'a Expr, keyword: &str) {
        let mut x = self.expr(cond);
        if x.is_invalid() {
            return;
        }
        if !matches!(self.types.basic(x.ty), Basic::Bool | Basic::UntypedBool) {
            return self.error(cond.span, format!("non-boolean condition in {keyword} statement"));
        }
        let ty = self.types.default_of(x.ty);
        if self.types.is_untyped(x.ty) {
            self.convert_untyped(&mut x, ty);
        }
    }

    fn for_stmt(&mut self, s: &'a For) {
        s.init.iter().for_each(|init| self.stmt(init));
        s.cond.iter().for_each(|cond| self.condition(cond, "for"));
        s.post.iter().for_each(|post| self.stmt(post));
        self.block(&s.body);
    }

    fn select(&mut self, clauses: &'a [CommClause]) {
        let defaults = clauses.iter().filter(|clause| clause.comm.is_none());
        self.multiple_defaults(defaults.map(|clause| clause.span));
        for clause in clauses {
            if let Some(comm) = clause.comm.as_ref().filter(|comm| !communicates(comm)) {
                let message = "select case must be send or receive (possibly with assignment)";
                self.error(comm.span, message);
                continue;
            }
            self.open_scope();
            clause.comm.iter().for_each(|comm| self.stmt(comm));
            self.stmts(&clause.body.stmts);
            self.close_scope();
        }
    }

    pub(super) fn clause_var(&mut self, name: &Rc<str>, span: Span, ty: TypeId) -> super::ObjId {
        let id = self.new_obj(name, span, ObjKind::Var, ty);
        self.obj_mut(id).used = true;
        if let Some(scope) = self.scopes.last_mut() {
            scope.names.insert(name.clone(), id);
        }
        id
    }
}

/// Whether the statement may be a case of a `select`.
fn communicates(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Send(..) => true,
        _ => stmt.received().is_some(),
    }
}
