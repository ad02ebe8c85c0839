//! The predeclared names.

use super::{Checker, ObjKind};
use crate::constant::Const;
use crate::types::{BASICS, Basic, TypeId};
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

    fn predeclare(&mut self, name: &str, kind: ObjKind, ty: TypeId) {
        let name = name.into();
        let id = self.new_obj(&name, Span::default(), kind, ty);
        self.universe.insert(name, id);
    }
}
