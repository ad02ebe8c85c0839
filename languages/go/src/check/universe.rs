//! The predeclared names, and what the language's version allows.

use super::{Checker, ObjKind};
use crate::constant::Const;
use crate::packages::Package;
use crate::types::{BASICS, Basic, TypeId};
use crate::version::Version;
use runtime_core::source::Span;

const BUILTINS: [&str; 18] = [
    "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max",
    "min", "new", "panic", "print", "println", "real", "recover",
];

impl Checker<'_> {
    pub(super) fn declare_universe(&mut self) {
        for (basic, name) in BASICS {
            if basic != Basic::Invalid && !basic.is_untyped() {
                self.predeclare(name, ObjKind::TypeName, basic.id());
            }
        }
        self.predeclare("byte", ObjKind::TypeName, Basic::Uint8.id());
        self.predeclare("rune", ObjKind::TypeName, Basic::Int32.id());
        self.predeclare("error", ObjKind::TypeName, self.types.error);
        self.predeclare("any", ObjKind::TypeName, self.types.any);
        self.predeclare("comparable", ObjKind::TypeName, self.types.comparable);
        for name in ["complex64", "complex128"] {
            self.predeclare(name, ObjKind::TypeName, Basic::Invalid.id());
        }
        self.predeclare("true", ObjKind::Const(Const::Bool(true)), Basic::UntypedBool.id());
        self.predeclare("false", ObjKind::Const(Const::Bool(false)), Basic::UntypedBool.id());
        self.predeclare("iota", ObjKind::Const(Const::int(0)), Basic::UntypedInt.id());
        self.predeclare("nil", ObjKind::Nil, Basic::UntypedNil.id());
        for name in BUILTINS {
            self.predeclare(name, ObjKind::Builtin(name), Basic::Invalid.id());
        }
    }

    /// Whether the package's language is at least of that version; if not, gc's reason.
    pub(super) fn requires(&self, version: Version) -> Result<(), String> {
        let package = &self.packages[self.package];
        match package.version >= version {
            true => Ok(()),
            false => Err(format!(
                "requires go1.{} or later (-lang was set to go1.{}; check go.mod)",
                version.0, package.lang.0
            )),
        }
    }

    fn predeclare(&mut self, name: &str, kind: ObjKind, ty: TypeId) {
        let name = name.into();
        let id = self.new_obj(&name, Span::default(), kind, ty);
        self.universe.insert(name, id);
    }
}

/// How the program spells `uint8` and `int32`: gc's messages say what was written where a variable
/// was declared, which nobody remembers here, but few programs use both.
pub fn spellings(packages: &[Package]) -> [&'static str; 2] {
    let source = packages.last().map_or("", |package| &package.source);
    let has =
        |name| source.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name);
    let choose = |name, alias| if has(name) && !has(alias) { name } else { alias };
    [choose("uint8", "byte"), choose("int32", "rune")]
}
