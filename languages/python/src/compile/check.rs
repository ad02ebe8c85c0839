//! What is looked at before code is made: what names are bound to, who yields.

use super::Compiler;
use crate::object::ModuleId;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};

/// How a name is bound in the whole program.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Binding {
    pub count: u32,
    /// The module, if an import binds it.
    pub module: Option<ModuleId>,
}

impl<'a> Compiler<'a> {
    pub(super) fn check_module(&mut self, body: &'a [Stmt]) {
        let mut bindings = Bindings { compiler: self };
        bindings.visit_body(body);
    }

    fn count_binding(&mut self, name: &str, module: Option<ModuleId>) {
        let binding = self.assigned.or_default(name.into());
        binding.count += 1;
        binding.module = module;
    }
}

struct Bindings<'b, 'a> {
    compiler: &'b mut Compiler<'a>,
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
                for alias in &import.names {
                    let module = ModuleId::ALL.into_iter().find(|one| one.name() == &*alias.name);
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.compiler.count_binding(name, module);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.compiler.count_binding(name, None);
                }
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
        visitor::walk_stmt(self, stmt);
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
