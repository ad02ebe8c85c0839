//! Statements.

use super::Compiler;
use crate::code::Instr;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            if self.is_full() {
                return;
            }
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        let before = self.at(stmt);
        match stmt {
            Stmt::Expr(stmt) => self.expression_statement(&stmt.value),
            Stmt::Assign(assign) => self.assignment(assign),
            Stmt::AugAssign(assign) => self.augmented(assign),
            Stmt::AnnAssign(assign) => self.annotated(assign),
            Stmt::Return(stmt) => self.return_statement(stmt),
            Stmt::If(stmt) => self.if_statement(stmt),
            Stmt::While(stmt) => self.while_statement(stmt),
            Stmt::For(stmt) => self.for_statement(stmt),
            Stmt::Break(_) => self.break_statement(stmt.range()),
            Stmt::Continue(_) => self.continue_statement(stmt.range()),
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => {}
            Stmt::FunctionDef(def) => self.function_definition(def),
            Stmt::ClassDef(class) => self.class_definition(class),
            Stmt::Import(import) => self.import(import),
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Raise(raise) => self.raise_statement(raise),
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::With(with) => self.with_statement(with),
            Stmt::Assert(assert) => self.assert_statement(assert),
            Stmt::Delete(delete) => delete.targets.iter().for_each(|target| self.delete(target)),
            Stmt::Match(stmt) => self.match_statement(stmt),
            Stmt::TypeAlias(stmt) => self.type_alias(stmt),
            Stmt::IpyEscapeCommand(_) => self.syntax_error(stmt.range(), "invalid syntax".into()),
        }
        self.back_to(before);
    }

    fn expression_statement(&mut self, value: &'a Expr) {
        if value.is_literal_expr() {
            // As CPython: a constant alone is nothing, but its line can be stopped at.
            self.at(value);
            self.emit(Instr::None);
        } else {
            self.expr(value);
        }
        self.emit(Instr::Pop);
    }

    fn assignment(&mut self, assign: &'a ast::StmtAssign) {
        self.expr(&assign.value);
        for (index, target) in assign.targets.iter().enumerate() {
            if index + 1 < assign.targets.len() {
                self.emit(Instr::Copy(1));
            }
            self.store(target);
        }
    }

    fn annotated(&mut self, assign: &'a ast::StmtAnnAssign) {
        if let Some(value) = &assign.value {
            self.expr(value);
            self.store(&assign.target);
        } else {
            // The line can be stopped at.
            self.emit(Instr::None);
            self.emit(Instr::Pop);
        }
        self.note_annotation(assign);
    }

    fn return_statement(&mut self, stmt: &'a ast::StmtReturn) {
        if self.units.len() == 1 || self.unit().is_class {
            return self.syntax_error(stmt.range, "'return' outside function".into());
        }
        let depth = self.unit().depth;
        match &stmt.value {
            Some(value) => self.expr(value),
            None => self.emit(Instr::None),
        }
        self.at(stmt);
        self.unwind_blocks(0, super::control::Carries::Value);
        self.emit(Instr::Return);
        // What follows is reached some other way.
        self.unit().depth = depth;
    }

    fn if_statement(&mut self, stmt: &'a ast::StmtIf) {
        let end = self.unit().label();
        let mut next = self.unit().label();
        self.jump_if(&stmt.test, false, next);
        self.body(&stmt.body);
        for clause in &stmt.elif_else_clauses {
            self.emit(Instr::Jump(end.0));
            self.unit().place(next);
            next = self.unit().label();
            if let Some(test) = &clause.test {
                self.at(test);
                self.jump_if(test, false, next);
            }
            self.body(&clause.body);
        }
        self.unit().place(next);
        self.unit().place(end);
    }

    fn raise_statement(&mut self, raise: &'a ast::StmtRaise) {
        let depth = self.unit().depth;
        match (&raise.exc, &raise.cause) {
            (Some(exception), Some(cause)) => {
                self.expr(exception);
                self.expr(cause);
                self.at(raise);
                self.emit(Instr::RaiseFrom);
            }
            (Some(exception), None) => {
                self.expr(exception);
                self.at(raise);
                self.emit(Instr::Raise);
            }
            _ => self.emit(Instr::RaiseAgain),
        }
        self.unit().depth = depth;
    }

    fn assert_statement(&mut self, assert: &'a ast::StmtAssert) {
        let end = self.unit().label();
        self.jump_if(&assert.test, true, end);
        match &assert.msg {
            Some(message) => {
                self.expr(message);
                self.at(&*assert.test);
                self.emit(Instr::AssertFailedWith);
            }
            None => {
                self.at(&*assert.test);
                self.emit(Instr::AssertFailed);
            }
        }
        self.unit().place(end);
    }
}
