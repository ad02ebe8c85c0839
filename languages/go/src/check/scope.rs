//! Scopes: what a name stands for here, and which literals use the variables around them.

use super::{Checker, ObjId, ObjKind};
use runtime_core::source::Span;
use runtime_core::table::Table;
use std::rc::Rc;

/// A block's names.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) names: Table<Rc<str>, ObjId>,
    /// In the order of declaration.
    pub(super) declared: Vec<ObjId>,
}

impl Checker<'_> {
    pub(super) fn open_scope(&mut self) {
        self.scopes.push(Scope::default());
    }

    /// Closes the innermost scope and reports what was not used in it.
    pub(super) fn close_scope(&mut self) {
        let Some(scope) = self.scopes.pop() else { return };
        for id in scope.declared {
            let obj = self.obj(id);
            if obj.kind == ObjKind::Var && !obj.used {
                let (span, message) = (obj.span, format!("declared and not used: {}", obj.name));
                self.error(span, message);
            }
        }
    }

    /// Declares `id` in the innermost scope, or in the package's.
    pub(super) fn declare(&mut self, id: ObjId) {
        let (name, span) = (self.obj(id).name.clone(), self.obj(id).span);
        if &*name == "_" {
            return;
        }
        let names = match self.scopes.last_mut() {
            Some(scope) => &mut scope.names,
            None => &mut self.package_scopes[self.package],
        };
        if let Some(&other) = names.get(&name) {
            let at = self.position(self.obj(other).span);
            let message =
                format!("{name} redeclared in this block\n\t{at}: other declaration of {name}");
            return self.error(span, message);
        }
        names.insert(name, id);
        if let Some(scope) = self.scopes.last_mut() {
            scope.declared.push(id);
        }
    }

    /// `./prog.go:3:5`
    pub(super) fn position(&self, span: Span) -> String {
        let package = &self.packages[self.package];
        let (line, column) = package.line_column(span.start);
        format!("./{}:{line}:{column}", package.file_name)
    }

    /// The object called `name` as seen from here.
    pub(super) fn find(&mut self, name: &str) -> Option<ObjId> {
        let local = self.scopes.iter().rev().find_map(|scope| scope.names.get(name));
        let found = local
            .or_else(|| self.package_scopes[self.package].get(name))
            .or_else(|| self.import_scopes[self.package].get(name))
            .copied();
        found.or_else(|| self.find_dotted(name)).or_else(|| self.universe.get(name).copied())
    }

    pub(super) fn in_literal_of(&self, id: ObjId) -> bool {
        let owner = self.obj(id).owner;
        owner != 0 && self.functions.last().is_some_and(|cx| cx.serial != owner)
    }

    /// Notes the variable in every literal between here and the function that declares it.
    pub(super) fn capture(&mut self, id: ObjId) {
        if self.obj(id).kind != ObjKind::Var {
            return;
        }
        let owner = self.obj(id).owner;
        for cx in self.functions.iter().rev().take_while(|cx| cx.serial != owner) {
            let captures = self.info.captures.or_default(cx.key);
            if !captures.contains(&id) {
                captures.push(id);
            }
        }
    }
}
