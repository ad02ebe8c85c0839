//! Imports: modules are known before anything runs.
//!
//! **Departures:** a module that is not there is refused, also where the program would catch the
//! ImportError; so is a name that a module of the library does not have.

use super::scope::Place;
use super::{Author, Compiler};
use crate::code::Instr;
use crate::library;
use crate::object::ModuleId;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

/// The modules that the module `name` imports anywhere, by their whole names.
pub(crate) fn imported(body: &[Stmt], name: &str) -> Vec<String> {
    let mut imports = Imports { module: name, names: Vec::new() };
    imports.visit_body(body);
    imports.names
}

struct Imports<'n> {
    module: &'n str,
    names: Vec<String>,
}

impl<'a> Visitor<'a> for Imports<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Import(import) => {
                self.names.extend(import.names.iter().map(|alias| alias.name.to_string()));
            }
            Stmt::ImportFrom(import) => {
                let Some(module) = absolute(self.module, import) else { return };
                for alias in &import.names {
                    self.names.push(format!("{module}.{}", alias.name));
                    self.names.extend(library::home_of(&alias.name).map(String::from));
                }
                self.names.push(module);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Attribute(attribute) = expr {
            self.names.extend(library::home_of(&attribute.attr).map(String::from));
        }
        visitor::walk_expr(self, expr);
    }
}

/// The module that a `from` in `here` names; `None` if the dots lead out of the package.
fn absolute(here: &str, import: &ast::StmtImportFrom) -> Option<String> {
    let written = import.module.as_ref().map_or("", |name| name.as_str());
    if import.level == 0 {
        return Some(written.into());
    }
    let mut package = here;
    for level in 0..import.level {
        if level > 0 || !library::is_package(here) {
            package = package.rsplit_once('.')?.0;
        }
    }
    Some(if written.is_empty() { package.into() } else { format!("{package}.{written}") })
}

impl<'a> Compiler<'a> {
    /// The module being compiled, by name.
    fn here(&self) -> &str {
        &self.builder.program.modules[self.builder.module.index()].name
    }

    pub(super) fn import(&mut self, import: &'a ast::StmtImport) {
        for alias in &import.names {
            let Some(module) = self.module(&alias.name, alias.range) else { continue };
            let top = self.import_packages(&alias.name);
            self.emit(Instr::Import(module));
            self.import_late(&alias.name);
            match (&alias.asname, top) {
                (Some(name), _) => self.store_name(name),
                (None, Some(top)) => {
                    self.emit(Instr::Pop);
                    self.emit(Instr::Import(top));
                    self.store_name(alias.name.split('.').next().unwrap_or_default());
                }
                (None, None) => self.store_name(&alias.name),
            }
        }
    }

    /// Imports the part of a module that is only there if the program names something of it.
    fn import_late(&mut self, name: &str) {
        let part = library::late_part(name).and_then(|part| self.builder.module_named(part));
        if let Some(part) = part.filter(|_| self.author == Author::Learner) {
            self.emit(Instr::Import(part));
            self.emit(Instr::Pop);
        }
    }

    /// Imports what a module is in, outermost first; gives that one.
    fn import_packages(&mut self, name: &str) -> Option<ModuleId> {
        let mut top = None;
        for (at, _) in name.match_indices('.') {
            let Some(package) = self.builder.module_named(&name[..at]) else { continue };
            self.emit(Instr::Import(package));
            self.emit(Instr::Pop);
            top = top.or(Some(package));
        }
        top
    }

    pub(super) fn import_from(&mut self, import: &'a ast::StmtImportFrom) {
        if import.module.as_ref().is_some_and(|name| name.as_str() == "__future__") {
            return;
        }
        let is_relative = import.level > 0 && self.author == Author::Learner;
        let Some(name) = absolute(self.here(), import).filter(|_| !is_relative) else {
            return self.unsupported(import.range, "a relative import", "Use one file.");
        };
        let range = import.module.as_ref().map_or(import.range, |name| name.range);
        let Some(module) = self.module(&name, range) else { return };
        self.import_packages(&name);
        self.emit(Instr::Import(module));
        self.import_late(&name);
        for alias in &import.names {
            self.import_member(module, alias);
        }
        self.emit(Instr::Pop);
    }

    /// `module -> module`
    fn import_member(&mut self, module: ModuleId, alias: &'a ast::Alias) {
        if alias.name.as_str() == "*" {
            return self.import_all(module);
        }
        if self.is_left_out(module, &alias.name) {
            self.emit(Instr::None);
            return self.store_name(alias.asname.as_ref().unwrap_or(&alias.name));
        }
        if !self.may_name(module, &alias.name) {
            return self.unknown_member(module, &alias.name, alias.range);
        }
        match self.submodule(module, &alias.name) {
            Some(inside) => self.emit(Instr::Import(inside)),
            None => {
                self.emit(Instr::Copy(1));
                let name = self.sym(&alias.name);
                self.emit(Instr::LoadAttr(name));
            }
        }
        self.store_name(alias.asname.as_ref().unwrap_or(&alias.name));
    }

    /// `module -> module`: every public name of it becomes a global.
    fn import_all(&mut self, module: ModuleId) {
        let members = self.builder.members.iter().filter(|(known, _)| *known == module);
        let names = members.map(|&(_, name)| self.builder.program.names.text(name).to_string());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('_')).collect();
        names.sort_unstable();
        for name in names {
            let inside = self.builder.slot(module, &name);
            self.emit(Instr::LoadGlobal(inside));
            let slot = self.builder.global(&name);
            self.emit(Instr::StoreGlobal(slot));
        }
    }

    fn module(&mut self, name: &str, range: TextRange) -> Option<ModuleId> {
        let found = self.importable(name);
        if found.is_none() {
            let what = format!("the module '{name}'");
            let help = format!("Simulated so far: {}.", library::names().join(", "));
            self.unsupported(range, &what, &help);
        }
        found
    }

    /// The module of the library that this module may import by that name.
    fn importable(&self, name: &str) -> Option<ModuleId> {
        let is_private = name.split('.').any(is_private);
        let found = self.builder.module_named(name).filter(|_| library::is_known(name));
        found.filter(|_| !is_private || self.author == Author::Library)
    }

    /// The module `module.name`, unless the module has something else of that name.
    pub(super) fn submodule(&self, module: ModuleId, name: &str) -> Option<ModuleId> {
        let package = &self.builder.program.modules[module.index()].name;
        let inside = self.importable(&format!("{package}.{name}"))?;
        let slot = self.builder.program.modules[inside.index()].in_package?;
        self.builder.program.initial[slot as usize].is_undef().then_some(inside)
    }

    /// Whether the library names a module of its own that this program does not need.
    fn is_left_out(&self, module: ModuleId, name: &str) -> bool {
        let package = &self.builder.program.modules[module.index()].name;
        let inside = format!("{package}.{name}");
        self.author == Author::Library
            && library::is_on_demand(&inside)
            && self.builder.module_named(&inside).is_none()
    }

    /// Whether code of this author may name that member.
    fn may_name(&self, module: ModuleId, name: &str) -> bool {
        let is_private = is_private(name) && self.author == Author::Learner;
        let is_special = name.starts_with("__") && name.ends_with("__");
        is_special || (!is_private && self.builder.has_member(module, name))
    }

    fn unknown_member(&mut self, module: ModuleId, name: &str, range: TextRange) {
        let owner = self.builder.program.modules[module.index()].name.clone();
        let program = &self.builder.program;
        let all = self.builder.members.iter().filter(|(known, _)| *known == module);
        let mut names: Vec<_> = all.map(|&(_, name)| program.names.text(name)).collect();
        names.retain(|name| !name.starts_with('_'));
        names.sort_unstable();
        let help = format!("Simulated so far of {owner}: {}.", names.join(", "));
        self.unsupported(range, &format!("'{owner}.{name}'"), &help);
    }

    /// The module that an expression is, if its name means nothing else in the whole program.
    fn module_meant(&mut self, expr: &Expr) -> Option<ModuleId> {
        match expr {
            Expr::Name(name) => {
                let binding = self.assigned.get(name.id.as_str())?;
                let module = binding.module.filter(|_| binding.count == 1 && binding.is_global)?;
                let place = self.place_of(&name.id);
                (place == Place::Global).then_some(module)
            }
            Expr::Attribute(attribute) => {
                let module = self.module_meant(&attribute.value)?;
                self.submodule(module, &attribute.attr)
            }
            _ => None,
        }
    }

    /// `asyncio.sleep` where `asyncio` is nothing but the module: its variable at once.
    pub(super) fn module_attribute(&mut self, attribute: &'a ast::ExprAttribute) -> Option<Instr> {
        let module = self.module_meant(&attribute.value)?;
        let name = attribute.attr.as_str();
        if !self.may_name(module, name) {
            self.unknown_member(module, name, attribute.attr.range);
            return Some(Instr::None);
        }
        let is_variable = self.builder.has_member(module, name);
        is_variable.then(|| Instr::LoadGlobal(self.builder.slot(module, name)))
    }
}

/// Names that begin with `_` and are everybody's all the same.
const PUBLIC: &[&str] = &["_thread", "_is_gil_enabled", "_exit"];

/// Whether it is a name for the library alone.
fn is_private(name: &str) -> bool {
    name.starts_with('_') && !PUBLIC.contains(&name)
}
