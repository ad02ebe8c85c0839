//! What is looked at before code is made: what names are bound to, who yields.

use super::Compiler;
use crate::object::ModuleId;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Pattern, Stmt};

/// How a name is bound in the whole program.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Binding {
    /// Importing the same module twice counts once.
    pub count: u32,
    /// The module, if an import binds it.
    pub module: Option<ModuleId>,
    /// Whether an import outside functions and classes binds it.
    pub is_global: bool,
}

impl<'a> Compiler<'a> {
    pub(super) fn check_module(&mut self, body: &'a [Stmt]) {
        let mut bindings = Bindings { compiler: self, depth: 0 };
        bindings.visit_body(body);
    }

    fn count_binding(&mut self, name: &str, module: Option<ModuleId>) {
        let binding = self.assigned.or_default(name.into());
        if module.is_none() || binding.module != module {
            binding.count += 1;
        }
        binding.module = module;
    }
}

struct Bindings<'b, 'a> {
    compiler: &'b mut Compiler<'a>,
    /// Functions and classes around.
    depth: u32,
}

impl Bindings<'_, '_> {
    fn imported(&mut self, name: &str, module: Option<ModuleId>) {
        self.compiler.count_binding(name, module);
        if self.depth == 0 {
            self.compiler.assigned.or_default(name.into()).is_global = true;
        }
    }

    fn import(&mut self, alias: &ast::Alias) {
        let top = alias.name.split('.').next().unwrap_or_default();
        let (name, bound) = match &alias.asname {
            Some(name) => (name.as_str(), alias.name.as_str()),
            None => (top, top),
        };
        let module = self.compiler.builder.module_named(bound);
        self.imported(name, module);
    }

    fn import_from(&mut self, module: Option<&ast::Identifier>, alias: &ast::Alias) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        let module = module.and_then(|module| self.compiler.builder.module_named(module));
        let inside = module.and_then(|module| self.compiler.submodule(module, &alias.name));
        self.imported(name, inside);
    }
}

impl<'a> Visitor<'a> for Bindings<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                self.compiler.count_binding(&def.name, None);
                for parameter in def.parameters.iter() {
                    self.compiler.count_binding(parameter.name(), None);
                }
            }
            Stmt::ClassDef(class) => self.compiler.count_binding(&class.name, None),
            Stmt::Import(import) => {
                import.names.iter().for_each(|alias| self.import(alias));
            }
            Stmt::ImportFrom(import) => {
                let module = import.module.as_ref();
                import.names.iter().for_each(|alias| self.import_from(module, alias));
            }
            Stmt::Try(stmt) => {
                for ast::ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
                    if let Some(name) = &handler.name {
                        self.compiler.count_binding(name, None);
                    }
                }
            }
            _ => {}
        }
        let is_inside = matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_));
        self.depth += u32::from(is_inside);
        visitor::walk_stmt(self, stmt);
        self.depth -= u32::from(is_inside);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        if let Some(name) = super::pattern::bound_name(pattern) {
            self.compiler.count_binding(name, None);
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if name.ctx != ExprContext::Load => {
                self.compiler.count_binding(&name.id, None);
            }
            Expr::Lambda(lambda) => {
                for parameter in lambda.parameters.iter().flat_map(|parameters| parameters.iter()) {
                    self.compiler.count_binding(parameter.name(), None);
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a function body yields: not counting functions and classes inside it.
pub(super) fn has_yield(body: &[Stmt]) -> bool {
    let mut finder = FindYield { found: false };
    finder.visit_body(body);
    finder.found
}

/// The same for a lambda.
pub(super) fn expr_has_yield(expr: &Expr) -> bool {
    let mut finder = FindYield { found: false };
    finder.visit_expr(expr);
    finder.found
}

struct FindYield {
    found: bool,
}

impl<'a> Visitor<'a> for FindYield {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if !matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) && !self.found {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Yield(_) | Expr::YieldFrom(_) => self.found = true,
            Expr::Lambda(_) | Expr::Generator(_) => {}
            _ if self.found => {}
            _ => visitor::walk_expr(self, expr),
        }
    }
}

/// CPython's words for a target that cannot be assigned to.
pub(super) fn cannot_assign(target: &Expr, how: &str) -> String {
    let what = describe(target);
    match how {
        "augmented" => format!("'{what}' is an illegal expression for augmented assignment"),
        _ => format!("cannot {how} {what}"),
    }
}

/// `_PyPegen_get_expr_name`.
pub(crate) fn describe(expr: &Expr) -> &'static str {
    match expr {
        Expr::Call(_) => "function call",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) => "list",
        Expr::Lambda(_) => "lambda",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::NoneLiteral(_) => "None",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        _ => "expression",
    }
}
