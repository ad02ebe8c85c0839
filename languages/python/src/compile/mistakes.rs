//! Mistakes that the grammar lets through and that make no code: found before any is made.
//!
//! **Models:** `Python/symtable.c`, `Python/future.c` and `forbidden_name` of
//! `Python/compile.c`, CPython 3.13.

use super::Compiler;
use super::check::has_yield;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Comprehension, Expr, ExprContext, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// What `from __future__` has.
const FEATURES: &[&str] = &[
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl Compiler<'_> {
    pub(super) fn find_mistakes(&mut self, body: &[Stmt]) {
        let mut finder =
            Finder { found: Vec::new(), targets: Vec::new(), iterables: 0, in_class: false };
        finder.visit_body(body);
        finder.futures(body);
        for (range, message) in finder.found {
            self.syntax_error(range, message);
        }
    }
}

struct Finder {
    found: Vec<(TextRange, String)>,
    /// The loop variables of each comprehension around.
    targets: Vec<Vec<String>>,
    /// How many iterables of comprehensions are around.
    iterables: u32,
    /// Whether the innermost body is that of a class.
    in_class: bool,
}

impl Finder {
    fn report(&mut self, range: TextRange, message: impl Into<String>) {
        self.found.push((range, message.into()));
    }

    fn futures(&mut self, body: &[Stmt]) {
        let mut is_start = true;
        for (index, stmt) in body.iter().enumerate() {
            let Stmt::ImportFrom(import) = stmt else {
                let is_docstring = index == 0
                    && matches!(stmt, Stmt::Expr(one) if one.value.is_string_literal_expr());
                is_start &= is_docstring;
                continue;
            };
            if import.module.as_ref().is_none_or(|module| module.as_str() != "__future__") {
                is_start = false;
                continue;
            }
            let unknown = import.names.iter().find(|name| !FEATURES.contains(&&*name.name.id));
            match unknown {
                _ if !is_start => {
                    let words = "from __future__ imports must occur at the beginning of the file";
                    self.report(import.range, words);
                }
                Some(name) if name.name.as_str() == "braces" => {
                    self.report(import.range, "not a chance");
                }
                Some(name) => {
                    let message = format!("future feature {} is not defined", name.name);
                    self.report(import.range, message);
                }
                None => {}
            }
        }
    }

    fn binds(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.report(range, "cannot assign to __debug__");
        }
    }

    fn type_parameters(&mut self, parameters: Option<&ast::TypeParams>) {
        let mut seen: Vec<&str> = Vec::new();
        for parameter in parameters.into_iter().flat_map(|list| list.type_params.iter()) {
            let name = super::annotate::type_parameter_name(parameter);
            if seen.contains(&name) {
                self.report(parameter.range(), format!("duplicate type parameter '{name}'"));
            }
            seen.push(name);
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        self.binds(&def.name, def.range);
        self.type_parameters(def.type_params.as_deref());
        for parameter in def.parameters.iter() {
            self.binds(parameter.name(), parameter.name().range);
        }
        if def.is_async && has_yield(&def.body) {
            let mut returns = Returns { found: None };
            returns.visit_body(&def.body);
            if let Some(range) = returns.found {
                self.report(range, "'return' with value in async generator");
            }
        }
    }

    /// What stands in a body of its own.
    fn inside(&mut self, in_class: bool, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_class, in_class);
        let targets = std::mem::take(&mut self.targets);
        let iterables = std::mem::take(&mut self.iterables);
        visit(self);
        (self.in_class, self.targets, self.iterables) = (outer, targets, iterables);
    }

    fn comprehension(&mut self, elements: &[&Expr], generators: &[Comprehension]) {
        let mut targets = Vec::new();
        for generator in generators {
            names(&generator.target, &mut targets);
        }
        self.targets.push(targets);
        for generator in generators {
            self.visit_expr(&generator.target);
            self.iterables += 1;
            self.visit_expr(&generator.iter);
            self.iterables -= 1;
            generator.ifs.iter().for_each(|test| self.visit_expr(test));
        }
        elements.iter().for_each(|element| self.visit_expr(element));
        self.targets.pop();
    }

    fn walrus(&mut self, named: &ast::ExprNamed) {
        let Expr::Name(target) = &*named.target else { return };
        if self.iterables > 0 {
            let words =
                "assignment expression cannot be used in a comprehension iterable expression";
            return self.report(named.range, words);
        }
        if self.targets.iter().flatten().any(|known| *known == *target.id) {
            let message = format!(
                "assignment expression cannot rebind comprehension iteration variable '{}'",
                target.id
            );
            return self.report(target.range, message);
        }
        if self.in_class && !self.targets.is_empty() {
            let words =
                "assignment expression within a comprehension cannot be used in a class body";
            self.report(named.range, words);
        }
    }

    fn handlers(&mut self, handlers: &[ast::ExceptHandler]) {
        for ast::ExceptHandler::ExceptHandler(handler) in handlers {
            if let Some(name) = &handler.name {
                self.binds(name, handler.range);
            }
            if let Some(Expr::Tuple(kinds)) = handler.type_.as_deref()
                && !kinds.parenthesized
            {
                self.report(kinds.range, "multiple exception types must be parenthesized");
            }
        }
    }
}

/// The names among the targets of a loop.
fn names(target: &Expr, found: &mut Vec<String>) {
    match target {
        Expr::Name(name) => found.push(name.id.to_string()),
        Expr::Tuple(tuple) => tuple.elts.iter().for_each(|one| names(one, found)),
        Expr::List(list) => list.elts.iter().for_each(|one| names(one, found)),
        Expr::Starred(starred) => names(&starred.value, found),
        _ => {}
    }
}

impl<'a> Visitor<'a> for Finder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                self.function(def);
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.visit_parameters(&def.parameters);
                return self.inside(false, |inner| inner.visit_body(&def.body));
            }
            Stmt::ClassDef(class) => {
                self.binds(&class.name, class.range);
                self.type_parameters(class.type_params.as_deref());
                return self.inside(true, |inner| inner.visit_body(&class.body));
            }
            Stmt::TypeAlias(alias) => self.type_parameters(alias.type_params.as_deref()),
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.binds(alias.asname.as_ref().unwrap_or(&alias.name), import.range);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    self.binds(alias.asname.as_ref().unwrap_or(&alias.name), import.range);
                }
            }
            Stmt::Try(stmt) => self.handlers(&stmt.handlers),
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if name.id == "__debug__" => match name.ctx {
                ExprContext::Store => self.binds("__debug__", name.range),
                ExprContext::Del => self.report(name.range, "cannot delete __debug__"),
                _ => {}
            },
            Expr::Attribute(attribute) if attribute.ctx == ExprContext::Store => {
                self.binds(&attribute.attr, attribute.range);
            }
            Expr::Call(call) => {
                for keyword in &call.arguments.keywords {
                    if let Some(name) = &keyword.arg {
                        self.binds(name, keyword.range);
                    }
                }
            }
            Expr::Named(named) => self.walrus(named),
            Expr::Lambda(lambda) => {
                return self.inside(false, |inner| inner.visit_expr(&lambda.body));
            }
            Expr::ListComp(comp) => return self.comprehension(&[&comp.elt], &comp.generators),
            Expr::SetComp(comp) => return self.comprehension(&[&comp.elt], &comp.generators),
            Expr::Generator(comp) => return self.comprehension(&[&comp.elt], &comp.generators),
            Expr::DictComp(comp) => {
                let mut elements: Vec<&Expr> = comp.key.iter().map(|key| &**key).collect();
                elements.push(&comp.value);
                return self.comprehension(&elements, &comp.generators);
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchValue(value) if value.value.is_f_string_expr() => {
                let words = "patterns may only match literals and attribute lookups";
                self.report(value.range, words);
            }
            _ => visitor::walk_pattern(self, pattern),
        }
    }
}

/// The first `return` with a value, functions inside not counted.
struct Returns {
    found: Option<TextRange>,
}

impl<'a> Visitor<'a> for Returns {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Return(stmt) if stmt.value.is_some() && self.found.is_none() => {
                self.found = Some(stmt.range);
            }
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, _: &'a Expr) {}
}
