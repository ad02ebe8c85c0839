//! Imports: the names they bring, and those that nobody uses.

use super::{Checker, ObjId, ObjKind};

impl Checker<'_> {
    pub(super) fn declare_imports(&mut self, index: usize) {
        for import in &self.packages[index].imports {
            let name = import.name.clone();
            let id =
                self.new_obj(&name, import.span, ObjKind::Package(import.package), Self::invalid());
            self.imports.push((id, import.path.clone()));
            if &*name == "." {
                self.dotted.push((id, import.package));
                continue;
            }
            let old = self.import_scopes[index].insert(name.clone(), id);
            if let Some(old) = old {
                let at = self.position(self.obj(old).span);
                self.error(
                    import.span,
                    format!("{name} redeclared in this block\n\t{at}: other declaration of {name}"),
                );
            }
        }
    }

    /// A name out of a package that is imported with a dot.
    pub(super) fn find_dotted(&mut self, name: &str) -> Option<ObjId> {
        let exported = name.chars().next().is_some_and(char::is_uppercase);
        for (import, package) in self.dotted.clone() {
            let here = exported && self.obj(import).package == self.package;
            if let Some(&id) = self.package_scopes[package].get(name).filter(|_| here) {
                self.obj_mut(import).used = true;
                return Some(id);
            }
        }
        None
    }

    pub(super) fn report_unused_imports(&mut self) {
        for (id, path) in self.imports.clone() {
            let obj = self.obj(id);
            if obj.used || !self.packages[obj.package].is_main() {
                continue;
            }
            let last = path.rsplit('/').next().unwrap_or(&path);
            let renamed = if [last, "."].contains(&&*obj.name) {
                String::new()
            } else {
                format!(" as {}", obj.name)
            };
            let (span, message) = (obj.span, format!("{path:?} imported{renamed} and not used"));
            self.error(span, message);
        }
    }
}
