//! Loops and jumps, and what leaving a block has to undo.
//!
//! **Models:** `compiler_unwind_fblock`, CPython 3.13.

use super::Compiler;
use super::unit::{Block, Label};
use crate::code::Instr;
use ruff_python_ast::{self as ast, BoolOp, Expr};
use ruff_text_size::TextRange;

/// Whether a value on top of the stack is carried out of the blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Carries {
    Nothing,
    Value,
}

impl<'a> Compiler<'a> {
    /// Jumps to `target` if `test` is as wanted; otherwise goes on.
    pub(super) fn jump_if(&mut self, test: &'a Expr, wanted: bool, target: Label) {
        match test {
            Expr::UnaryOp(unary) if unary.op == ast::UnaryOp::Not => {
                self.jump_if(&unary.operand, !wanted, target);
            }
            Expr::BoolOp(chain) => self.jump_if_chain(chain, wanted, target),
            Expr::Compare(compare) if compare.ops.len() == 1 && !wanted => {
                self.jump_unless_compare(compare, target);
            }
            _ => {
                self.expr(test);
                let before = self.at(test);
                let jump = if wanted { Instr::JumpIfTrue } else { Instr::JumpIfFalse };
                self.emit(jump(target.0));
                self.back_to(before);
            }
        }
    }

    fn jump_unless_compare(&mut self, compare: &'a ast::ExprCompare, target: Label) {
        self.expr(&compare.left);
        self.expr(&compare.comparators[0]);
        let before = self.at(compare);
        match super::assign::compare_op(compare.ops[0]) {
            Some(op) => self.emit(Instr::CompareJump(op, target.0)),
            None => {
                self.emit(super::expr::membership(compare.ops[0]));
                self.emit(Instr::JumpIfFalse(target.0));
            }
        }
        self.back_to(before);
    }

    fn jump_if_chain(&mut self, chain: &'a ast::ExprBoolOp, wanted: bool, target: Label) {
        // `a and b` jumps on false at the first false one; on true only at the end.
        let decides = (chain.op == BoolOp::Or) == wanted;
        let Some((last, others)) = chain.values.split_last() else { return };
        if decides {
            others.iter().for_each(|value| self.jump_if(value, wanted, target));
            return self.jump_if(last, wanted, target);
        }
        let out = self.unit().label();
        others.iter().for_each(|value| self.jump_if(value, !wanted, out));
        self.jump_if(last, wanted, target);
        self.unit().place(out);
    }

    pub(super) fn while_statement(&mut self, stmt: &'a ast::StmtWhile) {
        let (start, end, otherwise) =
            (self.unit().label(), self.unit().label(), self.unit().label());
        self.unit().place(start);
        let endless = matches!(&*stmt.test, Expr::BooleanLiteral(literal) if literal.value);
        if endless {
            // `while True` has no test, but its line can be stopped at.
            self.at(&*stmt.test);
            self.emit(Instr::None);
            self.emit(Instr::Pop);
        } else {
            self.jump_if(&stmt.test, false, otherwise);
        }
        self.unit().blocks.push(Block::Loop { start, end, has_iterator: false });
        self.body(&stmt.body);
        self.unit().blocks.pop();
        self.stay();
        self.emit(Instr::Jump(start.0));
        self.unit().place(otherwise);
        self.body(&stmt.orelse);
        self.unit().place(end);
    }

    pub(super) fn for_statement(&mut self, stmt: &'a ast::StmtFor) {
        if stmt.is_async {
            return self.async_for(stmt);
        }
        let (start, end, otherwise) =
            (self.unit().label(), self.unit().label(), self.unit().label());
        self.expr(&stmt.iter);
        self.at(&*stmt.iter);
        self.emit(Instr::GetIter);
        self.unit().place(start);
        self.emit(Instr::ForIter(otherwise.0));
        self.store(&stmt.target);
        self.unit().blocks.push(Block::Loop { start, end, has_iterator: true });
        self.body(&stmt.body);
        self.unit().blocks.pop();
        self.stay();
        self.emit(Instr::Jump(start.0));
        self.unit().depth -= 1;
        self.unit().place(otherwise);
        self.body(&stmt.orelse);
        self.unit().place(end);
    }

    fn async_for(&mut self, stmt: &'a ast::StmtFor) {
        if !self.unit().is_async {
            return self.syntax_error(stmt.range, "'async for' outside async function".into());
        }
        let (start, end) = (self.unit().label(), self.unit().label());
        let exhausted = self.unit().label();
        self.expr(&stmt.iter);
        self.at(&*stmt.iter);
        self.emit(Instr::GetAsyncIter);
        self.unit().place(start);
        self.async_next(exhausted);
        self.store(&stmt.target);
        self.unit().blocks.push(Block::Loop { start, end, has_iterator: true });
        self.body(&stmt.body);
        self.unit().blocks.pop();
        self.at(&*stmt.iter);
        self.emit(Instr::Jump(start.0));
        // iterator exc
        self.unit().place(exhausted);
        self.unit().depth += 1;
        self.emit(Instr::EndAsyncFor);
        self.body(&stmt.orelse);
        self.unit().place(end);
    }

    /// `iterator -> iterator x`; an exception goes to `exhausted`.
    pub(super) fn async_next(&mut self, exhausted: Label) {
        self.unit().guard(exhausted);
        self.emit(Instr::GetAsyncNext);
        self.emit(Instr::Await);
        self.unit().unguard();
    }

    pub(super) fn break_statement(&mut self, range: TextRange) {
        let Some((index, labels, has_iterator)) = self.innermost_loop() else {
            return self.no_loop(range, "'break' outside loop");
        };
        let depth = self.unit().depth;
        self.unwind_blocks(index + 1, Carries::Nothing);
        if has_iterator {
            self.emit(Instr::Pop);
        }
        self.emit(Instr::Jump(labels.1.0));
        self.unit().depth = depth;
    }

    pub(super) fn continue_statement(&mut self, range: TextRange) {
        let Some((index, labels, _)) = self.innermost_loop() else {
            return self.no_loop(range, "'continue' not properly in loop");
        };
        let depth = self.unit().depth;
        self.unwind_blocks(index + 1, Carries::Nothing);
        self.emit(Instr::Jump(labels.0.0));
        self.unit().depth = depth;
    }

    fn no_loop(&mut self, range: TextRange, message: &str) {
        let is_star = self.unit().blocks.iter().any(|block| matches!(block, Block::StarHandler));
        let star = "'break', 'continue' and 'return' cannot appear in an except* block";
        self.syntax_error(range, if is_star { star } else { message }.into());
    }

    /// Index among the blocks, start and end, and whether an iterator lies on the stack.
    fn innermost_loop(&mut self) -> Option<(usize, (Label, Label), bool)> {
        let blocks = &self.unit().blocks;
        blocks.iter().enumerate().rev().find_map(|(index, block)| match *block {
            Block::Loop { start, end, has_iterator } => Some((index, (start, end), has_iterator)),
            _ => None,
        })
    }

    /// Undoes every block from the innermost down to number `down_to`, for a jump out of them.
    pub(super) fn unwind_blocks(&mut self, down_to: usize, carries: Carries) {
        let mut undone = Vec::new();
        while self.unit().blocks.len() > down_to {
            let Some(block) = self.unit().blocks.pop() else { break };
            let suspended = match block {
                Block::Loop { .. } => None,
                _ => Some(self.unit().suspend_guard()),
            };
            self.undo(block, carries);
            undone.push((block, suspended));
        }
        // What follows the jump is again inside all of them. The guards start again after it,
        // which the caller emits next: a jump cannot raise.
        for (block, suspended) in undone.into_iter().rev() {
            self.unit().blocks.push(block);
            if let Some(suspended) = suspended {
                self.unit().resume_guard(suspended);
            }
        }
    }

    fn undo(&mut self, block: Block<'a>, carries: Carries) {
        let carried = carries == Carries::Value;
        match block {
            Block::Try => {}
            Block::Loop { has_iterator, .. } => {
                if has_iterator && carried {
                    self.emit(Instr::Swap(2));
                    self.emit(Instr::Pop);
                }
            }
            Block::Finally(body) => {
                let place = (self.unit().span, self.unit().line);
                self.body(body);
                self.back_to(place);
            }
            Block::Handler { name } => {
                if carried {
                    self.emit(Instr::Swap(2));
                }
                self.emit(Instr::PopHandled);
                if let Some(name) = name {
                    self.forget(name);
                }
            }
            Block::StarHandler => {
                let span = self.unit().span;
                let range = TextRange::new(span.start.into(), span.end.into());
                let message = "'break', 'continue' and 'return' cannot appear in an except* block";
                self.syntax_error(range, message.into());
            }
            Block::FinallyRaised if carried => {
                // previous exc value -> value exc previous
                self.emit(Instr::Swap(3));
                self.emit(Instr::PopHandled);
                self.emit(Instr::Pop);
            }
            Block::FinallyRaised => {
                self.emit(Instr::Pop);
                self.emit(Instr::PopHandled);
            }
            Block::With { is_async, span } => {
                if carried {
                    self.emit(Instr::Swap(2));
                }
                let line = self.line_of(span.start);
                let place = (self.unit().span, self.unit().line);
                self.back_to((span, line));
                self.emit(Instr::WithExit);
                if is_async {
                    self.emit(Instr::Await);
                }
                self.emit(Instr::Pop);
                self.back_to(place);
            }
        }
    }
}

impl Compiler<'_> {
    /// `->`: what the end of `except E as name` does to the name.
    pub(super) fn forget(&mut self, name: &str) {
        self.emit(Instr::None);
        self.store_name(name);
        self.delete_name(name);
    }
}
