//! `try` and `with`: guards, handlers and `finally` parts.
//!
//! A `finally` part is compiled once for the normal way and once for exceptions, and again for
//! every jump out, as CPython does.

use super::Compiler;
use super::unit::{Block, Label};
use crate::code::Instr;
use ruff_python_ast::{self as ast, ExceptHandler, Stmt};
use ruff_text_size::Ranged;

/// CPython's `CO_MAXBLOCKS`, reached at 21.
const BLOCKS_MAX: usize = 20;

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, stmt: &'a ast::StmtTry) {
        if self.unit().blocks.len() >= BLOCKS_MAX {
            return self.syntax_error(stmt.range, "too many statically nested blocks".into());
        }
        // As CPython's NOP: the line of `try:` can be stopped at.
        self.emit(Instr::None);
        self.emit(Instr::Pop);
        if stmt.finalbody.is_empty() {
            return self.try_except(stmt);
        }
        let (raised, end) = (self.unit().label(), self.unit().label());
        let depth = self.unit().depth;
        self.unit().guard(raised);
        self.unit().blocks.push(Block::Finally(&stmt.finalbody));
        if stmt.handlers.is_empty() {
            self.body(&stmt.body);
        } else {
            self.try_except(stmt);
        }
        self.unit().blocks.pop();
        self.unit().unguard();
        self.body(&stmt.finalbody);
        self.emit(Instr::Jump(end.0));
        self.finally_raised(&stmt.finalbody, raised, depth);
        self.unit().depth = depth;
        self.unit().place(end);
    }

    fn finally_raised(&mut self, body: &'a [Stmt], raised: Label, depth: u32) {
        let cleanup = self.unit().label();
        self.unit().place_handler(raised, depth);
        self.emit(Instr::PushHandled);
        self.unit().guard(cleanup);
        self.unit().blocks.push(Block::FinallyRaised);
        self.body(body);
        self.unit().blocks.pop();
        self.unit().unguard();
        self.stay();
        self.emit(Instr::Swap(2));
        self.emit(Instr::PopHandled);
        self.emit(Instr::Reraise);
        // previous exc new
        self.unit().place_handler(cleanup, depth + 2);
        self.emit(Instr::Swap(3));
        self.emit(Instr::PopHandled);
        self.emit(Instr::Pop);
        self.emit(Instr::Reraise);
    }

    fn try_except(&mut self, stmt: &'a ast::StmtTry) {
        let depth = self.unit().depth;
        let (handlers, end) = (self.unit().label(), self.unit().label());
        self.unit().guard(handlers);
        self.unit().blocks.push(Block::Try);
        self.body(&stmt.body);
        self.unit().blocks.pop();
        self.unit().unguard();
        self.body(&stmt.orelse);
        self.emit(Instr::Jump(end.0));
        let cleanup = self.unit().label();
        self.unit().place_handler(handlers, depth);
        self.emit(Instr::PushHandled);
        if stmt.is_star {
            return self.star_handlers(stmt, cleanup, end);
        }
        for (index, ExceptHandler::ExceptHandler(handler)) in stmt.handlers.iter().enumerate() {
            if handler.type_.is_none() && index + 1 < stmt.handlers.len() {
                self.syntax_error(handler.range, "default 'except:' must be last".into());
            }
            let before = self.at(handler);
            self.handler(handler, depth, cleanup, end);
            self.back_to(before);
            self.unit().depth = depth + 2;
        }
        self.reraise(cleanup, depth);
        self.unit().depth = depth;
        self.unit().place(end);
    }

    /// `previous exc ->`: none matched; and the same for an exception out of a handler.
    fn reraise(&mut self, cleanup: Label, depth: u32) {
        self.emit(Instr::Swap(2));
        self.emit(Instr::PopHandled);
        self.emit(Instr::Reraise);
        self.unit().place_handler(cleanup, depth + 1);
        self.emit(Instr::Swap(2));
        self.emit(Instr::PopHandled);
        self.emit(Instr::Reraise);
    }

    fn handler(
        &mut self, handler: &'a ast::ExceptHandlerExceptHandler, depth: u32, cleanup: Label,
        end: Label,
    ) {
        let next = self.unit().label();
        if let Some(class) = &handler.type_ {
            self.unit().guard_at(cleanup, depth + 1);
            self.expr(class);
            self.at(&**class);
            self.emit(Instr::MatchException);
            self.unit().unguard();
            self.at(handler);
            self.emit(Instr::JumpIfFalse(next.0));
        }
        let name = handler.name.as_ref().map(|name| name.as_str());
        match name {
            Some(name) => self.store_name(name),
            None => self.emit(Instr::Pop),
        }
        let named_cleanup = self.unit().label();
        let guard = if name.is_some() { named_cleanup } else { cleanup };
        self.unit().guard_at(guard, depth + 1);
        self.unit().blocks.push(Block::Handler { name });
        self.body(&handler.body);
        self.unit().blocks.pop();
        self.unit().unguard();
        self.stay();
        self.emit(Instr::PopHandled);
        if let Some(name) = name {
            self.forget(name);
        }
        self.emit(Instr::Jump(end.0));
        if let Some(name) = name {
            self.unit().place_handler(named_cleanup, depth + 1);
            self.forget(name);
            self.emit(Instr::Swap(2));
            self.emit(Instr::PopHandled);
            self.emit(Instr::Reraise);
        }
        self.unit().depth = depth + 2;
        self.unit().place(next);
    }

    /// `previous exc ->`: each handler takes its part, what is left is raised again.
    fn star_handlers(&mut self, stmt: &'a ast::StmtTry, cleanup: Label, end: Label) {
        let depth = self.unit().depth - 2;
        // previous exc raised rest
        self.emit(Instr::BuildList(0));
        self.emit(Instr::Copy(2));
        for ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
            let before = self.at(handler);
            self.star_handler(handler, cleanup, depth);
            self.back_to(before);
        }
        self.emit(Instr::ListAppend(1));
        self.unit().guard_at(cleanup, depth + 1);
        self.emit(Instr::JoinRaised);
        self.unit().unguard();
        let again = self.unit().label();
        self.emit(Instr::Copy(1));
        self.emit(Instr::None);
        self.emit(Instr::IsNot);
        self.emit(Instr::JumpIfTrue(again.0));
        self.emit(Instr::Pop);
        self.emit(Instr::PopHandled);
        self.emit(Instr::Jump(end.0));
        self.unit().place(again);
        self.unit().depth = depth + 2;
        self.reraise(cleanup, depth);
        self.unit().depth = depth;
        self.unit().place(end);
    }

    /// `raised rest -> raised rest`
    fn star_handler(
        &mut self, handler: &'a ast::ExceptHandlerExceptHandler, cleanup: Label, depth: u32,
    ) {
        let (next, raised) = (self.unit().label(), self.unit().label());
        let Some(class) = &handler.type_ else { return };
        self.unit().guard_at(cleanup, depth + 1);
        self.expr(class);
        self.at(&**class);
        self.emit(Instr::MatchGroup);
        self.emit(Instr::Unpack(2));
        self.at(handler);
        self.emit(Instr::HandleGroup(next.0));
        self.unit().unguard();
        let name = handler.name.as_ref().map(|name| name.as_str());
        match name {
            Some(name) => self.store_name(name),
            None => self.emit(Instr::Pop),
        }
        self.unit().guard_at(raised, depth + 4);
        self.unit().blocks.push(Block::StarHandler);
        self.body(&handler.body);
        self.unit().blocks.pop();
        self.unit().unguard();
        self.stay();
        name.into_iter().for_each(|name| self.forget(name));
        self.emit(Instr::Jump(next.0));
        // .. rest new
        self.unit().place_handler(raised, depth + 4);
        name.into_iter().for_each(|name| self.forget(name));
        self.emit(Instr::ListAppend(2));
        self.unit().place(next);
        self.unit().depth = depth + 4;
    }

    pub(super) fn with_statement(&mut self, with: &'a ast::StmtWith) {
        if with.is_async && !self.unit().is_async {
            return self.syntax_error(with.range, "'async with' outside async function".into());
        }
        self.with_items(with, &with.items);
    }

    fn with_items(&mut self, with: &'a ast::StmtWith, items: &'a [ast::WithItem]) {
        let Some((item, rest)) = items.split_first() else { return self.body(&with.body) };
        if self.unit().blocks.len() >= BLOCKS_MAX {
            return self.syntax_error(with.range, "too many statically nested blocks".into());
        }
        let depth = self.unit().depth;
        let (raised, end) = (self.unit().label(), self.unit().label());
        self.expr(&item.context_expr);
        let before = self.at(&item.context_expr);
        self.with_enter(with.is_async);
        self.unit().guard_at(raised, depth + 1);
        let span = super::span(item.context_expr.range());
        self.unit().blocks.push(Block::With { is_async: with.is_async, span });
        match &item.optional_vars {
            Some(target) => self.store(target),
            None => self.emit(Instr::Pop),
        }
        self.with_items(with, rest);
        self.unit().blocks.pop();
        self.unit().unguard();
        self.at(&item.context_expr);
        self.emit(Instr::WithExit);
        self.await_if(with.is_async);
        self.emit(Instr::Pop);
        self.emit(Instr::Jump(end.0));
        self.with_raised(with.is_async, raised, end, depth);
        self.back_to(before);
        self.unit().depth = depth;
        self.unit().place(end);
    }

    fn with_enter(&mut self, is_async: bool) {
        if is_async {
            self.emit(Instr::AsyncWithEnter);
            self.emit(Instr::Await);
        } else {
            self.emit(Instr::WithEnter);
        }
    }

    fn await_if(&mut self, is_async: bool) {
        if is_async {
            self.emit(Instr::Await);
        }
    }

    fn with_raised(&mut self, is_async: bool, raised: Label, end: Label, depth: u32) {
        let (cleanup, suppressed) = (self.unit().label(), self.unit().label());
        // exit exc
        self.unit().place_handler(raised, depth + 1);
        self.emit(Instr::PushHandled);
        self.unit().guard_at(cleanup, depth + 2);
        self.emit(Instr::WithExitRaised);
        self.await_if(is_async);
        self.emit(Instr::JumpIfTrue(suppressed.0));
        self.unit().unguard();
        self.emit(Instr::Swap(2));
        self.emit(Instr::PopHandled);
        self.emit(Instr::Reraise);
        // exit previous exc
        self.unit().place(suppressed);
        self.unit().depth = depth + 3;
        self.emit(Instr::Pop);
        self.emit(Instr::PopHandled);
        self.emit(Instr::Pop);
        self.emit(Instr::Jump(end.0));
        // exit previous new
        self.unit().place_handler(cleanup, depth + 2);
        self.emit(Instr::Swap(2));
        self.emit(Instr::PopHandled);
        self.emit(Instr::Reraise);
    }
}
