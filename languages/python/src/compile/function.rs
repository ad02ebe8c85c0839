//! Functions, lambdas and classes.

use super::scope::{Place, ScopeId, ScopeKind};
use super::unit::Unit;
use super::{Compiler, check};
use crate::builtins;
use crate::code::{CodeKind, Instr, PART_CLOSURE, PART_DEFAULTS, PART_KWDEFAULTS};
use crate::object::{CodeId, Value};
use ruff_python_ast::{self as ast, Decorator, Expr, Parameters, Stmt};

impl<'a> Compiler<'a> {
    pub(super) fn function_definition(&mut self, def: &'a ast::StmtFunctionDef) {
        self.decorators(&def.decorator_list);
        self.at(&def.name);
        let parts = self.defaults(&def.parameters);
        let scope = self.scope_at(def, ScopeKind::Function);
        let id = self.function_code(def, scope);
        self.emit_function(id, scope, parts);
        self.decorate(&def.decorator_list);
        self.store_name(&def.name);
    }

    /// The code of a function, without making one.
    pub(super) fn function_code(
        &mut self, def: &'a ast::StmtFunctionDef, scope: ScopeId,
    ) -> CodeId {
        let has_yield = check::has_yield(&def.body);
        let kind = match (def.is_async, has_yield) {
            (false, false) => CodeKind::Plain,
            (false, true) => CodeKind::Generator,
            (true, false) => CodeKind::Coroutine,
            (true, true) => CodeKind::AsyncGenerator,
        };
        self.open_function(&def.name, kind, scope, &def.parameters);
        self.unit().is_async = def.is_async;
        if let Some(first) = def.body.first() {
            self.at(first);
        }
        self.cells();
        self.function_annotations(&def.parameters, def.returns.as_deref());
        self.type_parameters(def.type_params.as_deref());
        let body = self.take_docstring(&def.body);
        self.body(body);
        self.at_end_of(body);
        self.emit(Instr::None);
        self.emit(Instr::Return);
        self.close_function()
    }

    fn take_docstring(&mut self, body: &'a [Stmt]) -> &'a [Stmt] {
        let Some((Stmt::Expr(first), rest)) = body.split_first() else { return body };
        let Expr::StringLiteral(string) = &*first.value else { return body };
        let value = self.builder.string(string.value.to_str());
        self.constant(value);
        self.unit().code.docstring = Some(value);
        rest
    }

    fn open_function(
        &mut self, name: &str, kind: CodeKind, scope: ScopeId, parameters: &Parameters,
    ) {
        let line = self.unit().line;
        let mut code = self.blank_code(name, kind, line);
        code.positional = (parameters.posonlyargs.len() + parameters.args.len()) as u32;
        code.positional_only = parameters.posonlyargs.len() as u32;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        code.optional = positional.filter(|one| one.default.is_some()).count() as u32;
        code.keyword_only = parameters.kwonlyargs.len() as u32;
        code.has_varargs = parameters.vararg.is_some();
        code.has_varkw = parameters.kwarg.is_some();
        self.qualname = format!("{}.<locals>.", code.qualname);
        let place = (self.unit().span, self.unit().line);
        self.units.push(Unit::new(code, scope));
        self.back_to(place);
        self.check_parameters(parameters);
    }

    fn check_parameters(&mut self, parameters: &Parameters) {
        let mut seen: Vec<&str> = Vec::new();
        for parameter in parameters.iter() {
            let name = parameter.name();
            if seen.contains(&name.as_str()) {
                let message = format!("duplicate argument '{name}' in function definition");
                return self.syntax_error(name.range, message);
            }
            seen.push(name);
        }
    }

    fn close_function(&mut self) -> CodeId {
        let id = self.finish_unit();
        self.leave_qualname(".<locals>.");
        id
    }

    fn leave_qualname(&mut self, suffix: &str) {
        let inner = self.qualname.strip_suffix(suffix).unwrap_or_default();
        // `<` and `>` never hold a dot, so the last dot ends the name around.
        let keep = inner.rfind('.').map_or(0, |dot| dot + 1);
        self.qualname.truncate(keep);
    }

    /// Turns parameters and variables that inner code captures into cells.
    pub(super) fn cells(&mut self) {
        let scope = self.unit().scope;
        let captured = self.scopes.get(scope).captured_names();
        for name in captured {
            if let Place::Cell(slot) = self.scopes.place(scope, &name) {
                self.emit(Instr::MakeCell(slot));
            }
        }
    }

    /// `-> [defaults] [kwdefaults]`; gives which.
    fn defaults(&mut self, parameters: &'a Parameters) -> u8 {
        let mut parts = 0;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let given: Vec<_> = positional.filter_map(|one| one.default.as_ref()).collect();
        if !given.is_empty() {
            given.iter().for_each(|default| self.expr(default));
            self.emit(Instr::BuildTuple(given.len() as u32));
            parts |= PART_DEFAULTS;
        }
        if parameters.kwonlyargs.iter().any(|one| one.default.is_some()) {
            for parameter in &parameters.kwonlyargs {
                match &parameter.default {
                    Some(default) => self.expr(default),
                    None => self.emit(Instr::Undef),
                }
            }
            self.emit(Instr::BuildTuple(parameters.kwonlyargs.len() as u32));
            parts |= PART_KWDEFAULTS;
        }
        parts
    }

    /// `[defaults] [kwdefaults] -> function`
    pub(super) fn emit_function(&mut self, code: CodeId, scope: ScopeId, mut parts: u8) {
        let free = self.scopes.get(scope).free.clone();
        if !free.is_empty() {
            let from = self.unit().scope;
            let owner = self.scopes.get(from).owner;
            for name in &free {
                let slot = self.scopes.closure_slot(owner, from, name);
                self.emit(Instr::LoadClosure(slot));
            }
            self.emit(Instr::BuildTuple(free.len() as u32));
            parts |= PART_CLOSURE;
        }
        self.emit(Instr::MakeFunction { code: code.0, parts });
    }

    pub(super) fn lambda(&mut self, lambda: &'a ast::ExprLambda) {
        let none = Parameters::default();
        let mut parts = 0;
        if let Some(parameters) = &lambda.parameters {
            parts = self.defaults(parameters);
        }
        let kind = match check::expr_has_yield(&lambda.body) {
            true => CodeKind::Generator,
            false => CodeKind::Plain,
        };
        let scope = self.scope_at(lambda, ScopeKind::Function);
        let parameters = lambda.parameters.as_ref().map_or(&none, |parameters| parameters);
        self.open_function("<lambda>", kind, scope, parameters);
        self.cells();
        self.expr(&lambda.body);
        self.emit(Instr::Return);
        let id = self.close_function();
        self.at(lambda);
        self.emit_function(id, scope, parts);
    }

    /// `-> decorator undef ..`
    fn decorators(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators {
            self.expr(&decorator.expression);
            self.emit(Instr::Undef);
        }
    }

    /// `decorator undef .. x -> decorated`
    fn decorate(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators.iter().rev() {
            self.at(&decorator.expression);
            self.emit(Instr::Call(1));
        }
    }

    pub(super) fn class_definition(&mut self, class: &'a ast::StmtClassDef) {
        self.decorators(&class.decorator_list);
        self.at(class);
        let scope = self.scope_at(class, ScopeKind::Class);
        let id = self.class_code(class, scope);
        self.emit_function(id, scope, 0);
        let mut bases = 0;
        if let Some(arguments) = &class.arguments {
            for base in &arguments.args {
                self.check_base(base);
                self.expr(base);
            }
            bases = arguments.args.len() as u16;
        }
        let keywords = class.arguments.as_ref().map_or(&[][..], |arguments| &arguments.keywords);
        if !keywords.is_empty() {
            self.emit(Instr::BuildDict(0));
            self.keyword_dict(keywords);
        }
        self.at(class);
        self.emit(match keywords.is_empty() {
            true => Instr::BuildClass { bases },
            false => Instr::BuildClassWith { bases },
        });
        self.decorate(&class.decorator_list);
        self.store_name(&class.name);
    }

    /// Built-in types that a class cannot derive from here are refused by name.
    fn check_base(&mut self, base: &Expr) {
        let Expr::Name(name) = base else { return };
        let is_bound = self.assigned.get(name.id.as_str()).is_some();
        let found = builtins::lookup(&name.id, &self.builder.program.prelude);
        let Some(Value::Type(kind)) = found.filter(|_| !is_bound) else { return };
        if !crate::vm::is_base(kind) {
            let what = format!("a class derived from '{}'", kind.name());
            self.unsupported(name.range, &what, "Keep one in an attribute.");
        }
    }

    fn class_code(&mut self, class: &'a ast::StmtClassDef, scope: ScopeId) -> CodeId {
        let line = self.unit().line;
        let code = self.blank_code(&class.name, CodeKind::Plain, line);
        self.qualname = format!("{}.", code.qualname);
        let place = (self.unit().span, self.unit().line);
        self.units.push(Unit::new(code, scope));
        self.back_to(place);
        self.unit().is_class = true;
        self.classes.push(class.name.to_string());
        let owner = self.scopes.get(scope);
        let has_cell = owner.captured.get("__class__").is_some();
        let slot =
            owner.slots.iter().position(|(from, name)| *from == scope && name == "__class__");
        if let (true, Some(slot)) = (has_cell, slot) {
            self.emit(Instr::MakeCell(slot as u32));
        }
        self.type_parameters(class.type_params.as_deref());
        self.set_up_annotations(&class.body);
        let body = self.take_docstring(&class.body);
        self.body(body);
        match (has_cell, slot) {
            (true, Some(slot)) => self.emit(Instr::LoadClosure(slot as u32)),
            _ => self.emit(Instr::None),
        }
        self.emit(Instr::Return);
        self.classes.pop();
        let id = self.finish_unit();
        self.leave_qualname(".");
        id
    }
}
