//! Annotations, type parameters and `type` statements.
//!
//! **Models:** PEP 526, 649 in spirit and 695, CPython 3.13.
//! **Departures:** an annotation is evaluated only where it is the name of a built-in type;
//! `__annotations__` holds the source text of the others. Type parameters have neither bounds nor
//! defaults at run time.

use super::scope::ScopeKind;
use super::{Author, Compiler};
use crate::builtins;
use crate::code::{CodeKind, Instr};
use crate::object::Value;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Parameters, Stmt, TypeParam};
use ruff_text_size::Ranged;

impl<'a> Compiler<'a> {
    /// What stands for an annotation, borrowed from the code's constants.
    fn annotation(&mut self, annotation: &Expr) -> Value {
        let value = match annotation {
            Expr::NoneLiteral(_) => Value::None,
            Expr::StringLiteral(text) => self.builder.string(text.value.to_str()),
            Expr::Name(name) if self.assigned.get(name.id.as_str()).is_none() => {
                match builtins::lookup(&name.id, &self.builder.program.prelude) {
                    Some(Value::Type(kind)) => Value::Type(kind),
                    _ => self.builder.string(&name.id),
                }
            }
            _ => {
                let text = &self.source[annotation.range()];
                self.builder.string(text)
            }
        };
        self.constant(value);
        value
    }

    /// Notes the annotations of a function on the code being made.
    pub(super) fn function_annotations(
        &mut self, parameters: &'a Parameters, returns: Option<&'a Expr>,
    ) {
        if self.author == Author::Library {
            return;
        }
        let mut found = Vec::new();
        for parameter in parameters.iter() {
            if let Some(annotation) = parameter.annotation() {
                found.push((self.mangled(parameter.name()), annotation));
            }
        }
        found.extend(returns.map(|annotation| ("return".to_string(), annotation)));
        for (name, annotation) in found {
            let name = self.sym(&name);
            let value = self.annotation(annotation);
            self.unit().code.annotations.push((name, value));
        }
    }

    /// `__annotations__` of a class or module whose body annotates names.
    pub(super) fn set_up_annotations(&mut self, body: &'a [Stmt]) {
        if self.author != Author::Prelude && has_annotations(body) {
            self.emit(Instr::BuildDict(0));
            self.store_name("__annotations__");
        }
    }

    /// `x: annotation` in a class or module.
    pub(super) fn note_annotation(&mut self, assign: &'a ast::StmtAnnAssign) {
        let Expr::Name(name) = &*assign.target else { return };
        let is_here = self.units.len() == 1 || self.unit().is_class;
        if !assign.simple || !is_here || self.author == Author::Prelude {
            return;
        }
        let value = self.annotation(&assign.annotation);
        self.emit_const(value);
        self.load_name("__annotations__");
        let name = self.mangled(&name.id);
        self.emit_str(&name);
        self.emit(Instr::StoreItem);
    }

    /// `type X = value`: the value is computed when it is asked for.
    pub(super) fn type_alias(&mut self, stmt: &'a ast::StmtTypeAlias) {
        let Expr::Name(name) = &*stmt.name else { return };
        self.load_native("_type_alias");
        self.emit_str(&name.id);
        let scope = self.scope_at(&*stmt.value, ScopeKind::Alias);
        let line = self.unit().line;
        let mut code = self.blank_code(&name.id, CodeKind::Plain, line);
        code.positional = 1;
        let place = (self.unit().span, self.unit().line);
        self.units.push(super::unit::Unit::new(code, scope));
        self.back_to(place);
        self.cells();
        self.type_parameters(stmt.type_params.as_deref());
        self.expr(&stmt.value);
        self.emit(Instr::Return);
        let id = self.finish_unit();
        self.emit_function(id, scope, 0);
        self.emit(Instr::Call(2));
        self.store_name(&name.id);
    }

    fn load_native(&mut self, name: &str) {
        match builtins::library(name, &self.builder.program.prelude) {
            Some(value) => self.emit_const(value),
            None => panic!("yieldpoint bug: there is no {name}"),
        }
        self.emit(Instr::Undef);
    }

    /// Binds the type parameters of the function, class or alias being made.
    pub(super) fn type_parameters(&mut self, parameters: Option<&'a ast::TypeParams>) {
        for parameter in parameters.into_iter().flat_map(|list| list.type_params.iter()) {
            let name = type_parameter_name(parameter);
            self.load_native("_type_var");
            self.emit_str(name);
            self.emit(Instr::Call(1));
            self.store_name(name);
        }
    }
}

/// `T` of `[T: int = bool]`, `*Ts`, `**P`.
pub(super) fn type_parameter_name(parameter: &TypeParam) -> &str {
    match parameter {
        TypeParam::TypeVar(one) => &one.name,
        TypeParam::TypeVarTuple(one) => &one.name,
        TypeParam::ParamSpec(one) => &one.name,
    }
}

/// Whether a body annotates a name, functions and classes inside not counted.
pub(super) fn has_annotations(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::AnnAssign(assign) => self.0 |= assign.simple,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                _ if self.0 => {}
                _ => visitor::walk_stmt(self, stmt),
            }
        }

        fn visit_expr(&mut self, _: &'a Expr) {}
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}
