//! Walks a module and notes in which scope each name is bound and used.

use super::scope::{Mistake, ScopeId, ScopeKind, Scopes};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Comprehension, Expr, ExprContext, Parameters, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

type Nonlocal = (ScopeId, String, TextRange);

/// Fills `scopes`; gives every name declared `nonlocal`, and declarations that come too late.
pub(super) fn collect(
    scopes: &mut Scopes, module: ScopeId, body: &[Stmt],
) -> (Vec<Nonlocal>, Vec<Mistake>) {
    let mut collector = Collector {
        scopes,
        at: module,
        nonlocals: Vec::new(),
        mistakes: Vec::new(),
        classes: Vec::new(),
    };
    collector.visit_body(body);
    (collector.nonlocals, collector.mistakes)
}

struct Collector<'a> {
    scopes: &'a mut Scopes,
    at: ScopeId,
    nonlocals: Vec<Nonlocal>,
    mistakes: Vec<Mistake>,
    /// Names of the classes around, for names like `__x`.
    classes: Vec<String>,
}

/// `__x` inside class `C` means `_C__x`.
pub(super) fn mangle(class: Option<&String>, name: &str) -> String {
    let is_private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    match class.map(|class| class.trim_start_matches('_')) {
        Some(class) if is_private && !class.is_empty() => format!("_{class}{name}"),
        _ => name.into(),
    }
}

impl Collector<'_> {
    fn uses(&mut self, name: &str) -> &mut super::scope::Use {
        let name = mangle(self.classes.last(), name);
        self.scopes.get_mut(self.at).uses.or_default(name)
    }

    /// A declaration must come before the name is used.
    fn declares(&mut self, name: &str, word: &str, range: TextRange) {
        let scope = self.scopes.get(self.at);
        let mangled = mangle(self.classes.last(), name);
        let message = if scope.parameters.contains(&mangled) {
            format!("name '{name}' is parameter and {word}")
        } else {
            match scope.uses.get(&mangled) {
                Some(usage) if usage.bound => {
                    format!("name '{name}' is assigned to before {word} declaration")
                }
                Some(usage) if !usage.global && !usage.nonlocal => {
                    format!("name '{name}' is used prior to {word} declaration")
                }
                _ => return,
            }
        };
        self.mistakes.push((range, message));
    }

    fn bind(&mut self, name: &str) {
        self.uses(name).bound = true;
    }

    /// A walrus inside a comprehension binds in the code around it.
    fn bind_outside_comprehension(&mut self, name: &str) {
        self.uses(name);
        let here = self.at;
        let is_comprehension = |scope: &super::scope::Scope| {
            scope.kind == ScopeKind::Inlined
                || scope.parameters.first().is_some_and(|first| first == ".0")
        };
        while is_comprehension(self.scopes.get(self.at)) {
            match self.scopes.get(self.at).parent {
                Some(parent) => self.at = parent,
                None => break,
            }
        }
        self.bind(name);
        self.at = here;
    }

    fn inside(&mut self, kind: ScopeKind, start: TextSize, visit: impl FnOnce(&mut Self)) {
        let outer = self.at;
        self.at = self.scopes.add(kind, Some(outer), start);
        visit(self);
        self.at = outer;
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            self.parameter(parameter.parameter.name.as_str());
        }
        if let Some(vararg) = &parameters.vararg {
            self.parameter(vararg.name.as_str());
        }
        if let Some(kwarg) = &parameters.kwarg {
            self.parameter(kwarg.name.as_str());
        }
    }

    fn type_parameters(&mut self, parameters: Option<&ast::TypeParams>) {
        for parameter in parameters.into_iter().flat_map(|list| list.type_params.iter()) {
            self.bind(super::annotate::type_parameter_name(parameter));
        }
    }

    fn parameter(&mut self, name: &str) {
        self.bind(name);
        let name = mangle(self.classes.last(), name);
        self.scopes.get_mut(self.at).parameters.push(name);
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.defaults(&def.parameters);
        self.bind(&def.name);
        self.inside(ScopeKind::Function, def.range.start(), |inner| {
            inner.parameters(&def.parameters);
            inner.type_parameters(def.type_params.as_deref());
            inner.visit_body(&def.body);
        });
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        for decorator in &class.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        if let Some(arguments) = &class.arguments {
            self.visit_arguments(arguments);
        }
        self.bind(&class.name);
        self.classes.push(class.name.to_string());
        self.inside(ScopeKind::Class, class.range.start(), |inner| {
            inner.type_parameters(class.type_params.as_deref());
            inner.visit_body(&class.body);
        });
        self.classes.pop();
    }

    fn comprehension(
        &mut self, kind: ScopeKind, start: TextSize, elements: &[&Expr],
        generators: &[Comprehension],
    ) {
        let Some(first) = generators.first() else { return };
        self.visit_expr(&first.iter);
        self.inside(kind, start, |inner| {
            if kind == ScopeKind::Function {
                inner.parameter(".0");
            }
            for (index, generator) in generators.iter().enumerate() {
                if index > 0 {
                    inner.visit_expr(&generator.iter);
                }
                inner.visit_expr(&generator.target);
                generator.ifs.iter().for_each(|test| inner.visit_expr(test));
            }
            elements.iter().for_each(|element| inner.visit_expr(element));
        });
    }

    fn import(&mut self, name: &ast::Alias) {
        let bound = match &name.asname {
            Some(alias) => alias.as_str(),
            None => name.name.split('.').next().unwrap_or_default(),
        };
        self.bind(bound);
    }
}

impl<'a> Visitor<'a> for Collector<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Global(global) => {
                for name in &global.names {
                    self.declares(name, "global", stmt.range());
                    self.uses(name).global = true;
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                if self.scopes.get(self.at).kind == ScopeKind::Module {
                    let message = "nonlocal declaration not allowed at module level".into();
                    return self.mistakes.push((stmt.range(), message));
                }
                for name in &nonlocal.names {
                    let mangled = mangle(self.classes.last(), name);
                    let known = self.scopes.get(self.at).uses.get(&mangled);
                    if known.is_some_and(|usage| usage.global) {
                        let message = format!("name '{name}' is nonlocal and global");
                        self.mistakes.push((stmt.range(), message));
                    }
                    self.declares(name, "nonlocal", stmt.range());
                    self.uses(name).nonlocal = true;
                    let mangled = mangle(self.classes.last(), name);
                    self.nonlocals.push((self.at, mangled, stmt.range()));
                }
            }
            Stmt::Import(import) => import.names.iter().for_each(|name| self.import(name)),
            Stmt::ImportFrom(import) => import.names.iter().for_each(|name| self.import(name)),
            Stmt::TypeAlias(alias) => {
                self.visit_expr(&alias.name);
                self.inside(ScopeKind::Alias, alias.value.range().start(), |inner| {
                    inner.parameter(".0");
                    inner.type_parameters(alias.type_params.as_deref());
                    inner.visit_expr(&alias.value);
                });
            }
            Stmt::AnnAssign(assign) => {
                let kind = self.scopes.get(self.at).kind;
                if assign.simple && matches!(kind, ScopeKind::Module | ScopeKind::Class) {
                    self.bind("__annotations__");
                }
                if assign.simple || assign.value.is_some() || !assign.target.is_name_expr() {
                    self.visit_expr(&assign.target);
                }
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::Try(stmt_try) => {
                for ast::ExceptHandler::ExceptHandler(handler) in &stmt_try.handlers {
                    if let Some(name) = &handler.name {
                        self.bind(name);
                    }
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        if let Some(name) = super::pattern::bound_name(pattern) {
            self.bind(name);
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let start = expr.range().start();
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load => {
                    self.uses(&name.id);
                    if name.id == "super" {
                        self.uses("__class__");
                    }
                }
                _ => self.bind(&name.id),
            },
            Expr::Named(named) => {
                if let Expr::Name(target) = &*named.target {
                    self.bind_outside_comprehension(&target.id);
                }
                self.visit_expr(&named.value);
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.inside(ScopeKind::Function, start, |inner| {
                    if let Some(parameters) = &lambda.parameters {
                        inner.parameters(parameters);
                    }
                    inner.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(comp) => {
                self.comprehension(ScopeKind::Inlined, start, &[&comp.elt], &comp.generators);
            }
            Expr::SetComp(comp) => {
                self.comprehension(ScopeKind::Inlined, start, &[&comp.elt], &comp.generators);
            }
            Expr::DictComp(comp) => {
                let mut elements: Vec<&Expr> = comp.key.iter().map(|key| &**key).collect();
                elements.push(&comp.value);
                self.comprehension(ScopeKind::Inlined, start, &elements, &comp.generators);
            }
            Expr::Generator(comp) => {
                self.comprehension(ScopeKind::Function, start, &[&comp.elt], &comp.generators);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}
