//! Imports: modules are known before anything runs.

use super::Compiler;
use crate::builtins;
use crate::object::{ModuleId, Value};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

impl<'a> Compiler<'a> {
    pub(super) fn import(&mut self, import: &'a ast::StmtImport) {
        for alias in &import.names {
            let Some(module) = self.module(&alias.name, alias.range) else { continue };
            self.emit_const(Value::Module(module));
            self.store_name(alias.asname.as_ref().map_or(&*alias.name, |name| name.as_str()));
        }
    }

    pub(super) fn import_from(&mut self, import: &'a ast::StmtImportFrom) {
        let Some(name) = import.module.as_ref().filter(|_| import.level == 0) else {
            return self.unsupported(import.range, "a relative import", "Use one file.");
        };
        if name.as_str() == "__future__" {
            return;
        }
        let Some(module) = self.module(name, name.range) else { return };
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                self.unsupported(alias.range, "`import *`", "Name what you import.");
                continue;
            }
            match self.member(module, &alias.name) {
                Some(value) => {
                    self.emit_const(value);
                    let target = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.store_name(target);
                }
                None => self.unknown_member(module, &alias.name, alias.range),
            }
        }
    }

    fn module(&mut self, name: &str, range: TextRange) -> Option<ModuleId> {
        let found = ModuleId::ALL.into_iter().find(|module| module.name() == name);
        if found.is_none() {
            let what = format!("the module '{name}'");
            self.unsupported(range, &what, "Simulated so far: asyncio, math, sys and time.");
        }
        found
    }

    fn member(&mut self, module: ModuleId, name: &str) -> Option<Value> {
        builtins::member(module, name, &self.builder.program.prelude)
    }

    fn unknown_member(&mut self, module: ModuleId, name: &str, range: TextRange) {
        let what = format!("'{}.{name}'", module.name());
        let known = builtins::members(module).join(", ");
        let help = format!("Simulated so far of {}: {known}.", module.name());
        self.unsupported(range, &what, &help);
    }

    /// `asyncio.sleep` where `asyncio` is nothing but the module: a constant.
    pub(super) fn module_attribute(&mut self, attribute: &'a ast::ExprAttribute) -> Option<Value> {
        let Expr::Name(name) = &*attribute.value else { return None };
        let binding = self.assigned.get(name.id.as_str())?;
        let module = binding.module.filter(|_| binding.count == 1)?;
        let found = self.member(module, &attribute.attr);
        if found.is_none() {
            self.unknown_member(module, &attribute.attr, attribute.attr.range);
            return Some(Value::None);
        }
        found
    }
}
