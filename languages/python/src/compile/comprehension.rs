//! Comprehensions and generator expressions.
//!
//! **Models:** PEP 709: list, set and dict comprehensions run in the frame around them; their
//! variables are slots of their own.

use super::Compiler;
use super::scope::{Place, ScopeKind};
use super::unit::Unit;
use crate::code::{CodeKind, Instr};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, expr: &'a Expr) {
        let (generators, build) = match expr {
            Expr::ListComp(comp) => (&comp.generators, Instr::BuildList(0)),
            Expr::SetComp(comp) => (&comp.generators, Instr::BuildSet(0)),
            Expr::DictComp(comp) => (&comp.generators, Instr::BuildDict(0)),
            _ => panic!("yieldpoint bug: not a comprehension"),
        };
        let Some(first) = generators.first() else { return };
        self.expr(&first.iter);
        let outer = self.unit().scope;
        let was_class = self.unit().is_class;
        let scope = self.scope_at(expr, ScopeKind::Inlined);
        self.emit(build);
        self.emit(Instr::Swap(2));
        self.unit().scope = scope;
        self.unit().is_class = false;
        self.fresh_cells();
        self.at(first);
        self.loops(expr, generators, 0);
        self.unit().scope = outer;
        self.unit().is_class = was_class;
    }

    /// The variables of the comprehension that closures capture get cells of their own.
    fn fresh_cells(&mut self) {
        let scope = self.unit().scope;
        let captured = self.scopes.get(scope).captured_names();
        for name in captured {
            if let Place::Cell(slot) = self.scopes.place(scope, &name) {
                self.emit(Instr::ClearFast(slot));
                self.emit(Instr::MakeCell(slot));
            }
        }
    }

    /// `container iterable -> container`
    fn loops(&mut self, expr: &'a Expr, generators: &'a [ast::Comprehension], depth: u32) {
        let Some((generator, rest)) = generators.split_first() else {
            return self.add_element(expr, depth);
        };
        if depth > 0 {
            self.expr(&generator.iter);
        }
        self.at(&generator.iter);
        if generator.is_async {
            return self.async_loop(expr, generator, rest, depth);
        }
        let (start, end) = (self.unit().label(), self.unit().label());
        self.emit(Instr::GetIter);
        self.unit().place(start);
        self.emit(Instr::ForIter(end.0));
        self.store(&generator.target);
        for test in &generator.ifs {
            self.jump_if(test, false, start);
        }
        self.loops(expr, rest, depth + 1);
        self.emit(Instr::Jump(start.0));
        self.unit().depth -= 1;
        self.unit().place(end);
    }

    fn async_loop(
        &mut self, expr: &'a Expr, generator: &'a ast::Comprehension,
        rest: &'a [ast::Comprehension], depth: u32,
    ) {
        if !self.unit().is_async {
            let message = "asynchronous comprehension outside of an asynchronous function";
            return self.syntax_error(expr.range(), message.into());
        }
        let (start, exhausted) = (self.unit().label(), self.unit().label());
        self.emit(Instr::GetAsyncIter);
        self.unit().place(start);
        self.async_next(exhausted);
        self.store(&generator.target);
        for test in &generator.ifs {
            self.jump_if(test, false, start);
        }
        self.loops(expr, rest, depth + 1);
        self.emit(Instr::Jump(start.0));
        self.unit().place(exhausted);
        self.unit().depth += 1;
        self.emit(Instr::EndAsyncFor);
    }

    /// Adds an element to the container, which lies below `depth` iterators.
    fn add_element(&mut self, expr: &'a Expr, depth: u32) {
        let before = self.at(expr);
        let element = match expr {
            Expr::ListComp(comp) => Some(&comp.elt),
            Expr::SetComp(comp) => Some(&comp.elt),
            _ => None,
        };
        if let Some(Expr::Starred(starred)) = element.map(|element| &**element) {
            let message = "iterable unpacking cannot be used in comprehension";
            self.syntax_error(starred.range, message.into());
        }
        match expr {
            Expr::ListComp(comp) => {
                self.expr(&comp.elt);
                self.emit(Instr::ListAppend(depth + 1));
            }
            Expr::SetComp(comp) => {
                self.expr(&comp.elt);
                self.emit(Instr::SetAdd(depth + 1));
            }
            Expr::DictComp(comp) => {
                match &comp.key {
                    Some(key) => self.expr(key),
                    None => self.unsupported(expr.range(), "unpacking here", "Use a loop."),
                }
                self.expr(&comp.value);
                self.emit(Instr::DictInsert(depth + 1));
            }
            Expr::Generator(comp) => {
                self.expr(&comp.elt);
                self.emit(Instr::Yield);
                self.emit(Instr::Pop);
            }
            _ => {}
        }
        self.back_to(before);
    }

    pub(super) fn generator(&mut self, generator: &'a ast::ExprGenerator) {
        let Some(first) = generator.generators.first() else { return };
        self.generator_code(generator);
        self.emit(Instr::Undef);
        self.expr(&first.iter);
        self.at(&first.iter);
        if !first.is_async {
            self.emit(Instr::GetIter);
        } else {
            self.emit(Instr::GetAsyncIter);
        }
        self.at(generator);
        self.emit(Instr::Call(1));
    }

    /// `-> function` of one argument, the first iterator.
    fn generator_code(&mut self, generator: &'a ast::ExprGenerator) {
        let scope = self.scope_at(generator, ScopeKind::Function);
        let is_async = generator.generators.iter().any(|part| part.is_async);
        let kind = if is_async { CodeKind::AsyncGenerator } else { CodeKind::Generator };
        let line = self.unit().line;
        let span = self.unit().span;
        let mut code = self.blank_code("<genexpr>", kind, line);
        code.positional = 1;
        let mut unit = Unit::new(code, scope);
        unit.is_async = is_async || self.unit().is_async;
        (unit.span, unit.line) = (span, line);
        self.units.push(unit);
        self.cells();
        self.emit(Instr::LoadFast(0));
        self.generator_loops(generator);
        self.emit(Instr::None);
        self.emit(Instr::Return);
        let id = self.finish_unit();
        self.emit_function(id, scope, 0);
    }

    fn generator_loops(&mut self, generator: &'a ast::ExprGenerator) {
        let Some((first, rest)) = generator.generators.split_first() else { return };
        let (start, end) = (self.unit().label(), self.unit().label());
        self.unit().place(start);
        if first.is_async {
            self.async_next(end);
        } else {
            self.emit(Instr::ForIter(end.0));
        }
        self.store(&first.target);
        for test in &first.ifs {
            self.jump_if(test, false, start);
        }
        self.generator_rest(generator, rest);
        self.emit(Instr::Jump(start.0));
        self.unit().place(end);
        if first.is_async {
            self.unit().depth += 1;
            self.emit(Instr::EndAsyncFor);
        } else {
            self.unit().depth -= 1;
        }
    }

    fn generator_rest(
        &mut self, generator: &'a ast::ExprGenerator, rest: &'a [ast::Comprehension],
    ) {
        if let Some((next, rest)) = rest.split_first() {
            let (start, end) = (self.unit().label(), self.unit().label());
            self.expr(&next.iter);
            self.emit(Instr::GetIter);
            self.unit().place(start);
            self.emit(Instr::ForIter(end.0));
            self.store(&next.target);
            for test in &next.ifs {
                self.jump_if(test, false, start);
            }
            self.generator_rest(generator, rest);
            self.emit(Instr::Jump(start.0));
            self.unit().depth -= 1;
            self.unit().place(end);
        } else {
            self.expr(&generator.elt);
            self.emit(Instr::Yield);
            self.emit(Instr::Pop);
        }
    }
}
