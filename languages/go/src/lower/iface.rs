//! Interfaces: which methods a type brings along, and type assertions.

use super::Lowerer;
use crate::check::Lookup;
use crate::code::{Instr, Reg};
use crate::known::{Caller, Method, RUNTIME_ERRORS};
use crate::syntax::ast::Expr;
use crate::type_names::Style;
use crate::types::{Kind, Type, TypeId};
use runtime_core::table::Set;
use std::rc::Rc;

impl<'p> Lowerer<'p> {
    /// Makes the methods of a type that is put in an interface callable through it; also those of
    /// the types inside, which printing may call.
    pub(super) fn use_type(&mut self, ty: TypeId) {
        // Package reflect makes pointers to whatever it can reach.
        let reflects = self.packages.iter().any(|package| &*package.path == "reflect");
        let mut work = vec![ty];
        while let Some(ty) = work.pop() {
            if self.used_types.insert(ty, ()).is_some() {
                continue;
            }
            if reflects && !matches!(self.types().under(ty), Type::Pointer(_)) {
                work.push(self.program.types.add(Type::Pointer(ty)));
            }
            self.dispatch_methods(ty);
            let (shape, _) = self.shape_of(ty);
            self.code.boxes.insert(ty, shape);
            match self.types().under(ty).clone() {
                Type::Pointer(elem) | Type::Slice(elem) | Type::Array(_, elem) => work.push(elem),
                Type::Map(key, value) => {
                    let number = self.map_index(ty);
                    self.code.map_types.insert(ty, number);
                    work.extend([key, value]);
                }
                Type::Struct(members) => work.extend(members.iter().map(|member| member.ty)),
                _ => {}
            }
        }
    }

    /// The types of the runtime's own panics.
    pub(super) fn declare_errors(&mut self) {
        self.code.errors = RUNTIME_ERRORS.map(|name| self.named_type(name).unwrap_or(TypeId(0)));
    }

    /// What printing calls.
    pub(super) fn declare_printing(&mut self) {
        let caller = |method: Method| {
            let (interface, func) = method.names();
            let func = self.code.funcs.iter().position(|known| &*known.name == func)?;
            Some(Caller { interface: self.named_type(interface)?, func: func as u32 })
        };
        let callers: Option<Vec<Caller>> = Method::ALL.into_iter().map(caller).collect();
        self.code.printing = callers.and_then(|callers| callers.try_into().ok());
    }

    /// The type of that name, its package's in front; or a pointer to one.
    fn named_type(&self, name: &str) -> Option<TypeId> {
        let types = self.types();
        let is = |ty: &TypeId| {
            matches!(types.get(*ty), Type::Named(_) | Type::Pointer(_))
                && types.name(*ty, Style::Runtime) == name
        };
        (0..types.len() as u32).map(TypeId).find(is)
    }

    fn dispatch_methods(&mut self, ty: TypeId) {
        if self.types().is_interface(ty) {
            return;
        }
        for name in self.method_names(ty) {
            let Some(found) = self.types().lookup(ty, &name) else { continue };
            if !self.types().in_method_set(&found) {
                continue;
            }
            if matches!(found.what, Lookup::Method { func, .. } if func & crate::check::GENERIC != 0)
            {
                continue;
            }
            let func = match &found.what {
                Lookup::Method { func, .. }
                    if found.path.is_empty()
                        && self.program.funcs[*func as usize].receiver == Some(ty) =>
                {
                    *func
                }
                _ => self.promoted(ty, &found, &name).0,
            };
            let method = self.method_index(&name);
            self.code.dispatch.insert((ty, method), func);
        }
    }

    /// The names of all methods of a type, those of embedded fields included.
    fn method_names(&self, ty: TypeId) -> Set<Rc<str>> {
        let mut names = Set::new();
        let mut seen = Set::new();
        let mut work = vec![ty];
        while let Some(ty) = work.pop() {
            let base = match self.types().get(ty) {
                Type::Pointer(elem) => *elem,
                _ => ty,
            };
            if !seen.insert(base) {
                continue;
            }
            names.extend(
                self.types()
                    .named(base)
                    .into_iter()
                    .flat_map(|named| named.methods.iter().map(|m| m.name.clone())),
            );
            names.extend(
                self.types()
                    .interface(base)
                    .into_iter()
                    .flat_map(|m| m.iter().map(|m| m.name.clone()).collect::<Vec<_>>()),
            );
            let members = self.types().members(base).unwrap_or_else(|| [].into());
            work.extend(members.iter().filter(|member| member.embedded).map(|member| member.ty));
        }
        names
    }

    /// `x.(T)`, which panics.
    pub(super) fn assertion(&mut self, expr: &'p Expr, inner: &'p Expr, want: Option<Reg>) -> Reg {
        let (ty, from) = (self.type_of(expr), self.type_of(inner));
        let a = self.eval(inner, None);
        let dst = self.dest(want, ty);
        self.emit(Instr::Unpack { dst, a });
        self.data(ty.0);
        self.data(from.0);
        dst
    }

    /// `x.(T)` with `ok` behind the value.
    pub(super) fn assertion_ok(&mut self, ty: TypeId, inner: &'p Expr) -> Reg {
        let from = self.type_of(inner);
        let a = self.eval(inner, None);
        let mut kinds = self.types().kinds(ty);
        let n = kinds.len() as u16;
        kinds.push(Kind::Word);
        let dst = self.temp_kinds(&kinds);
        self.is_type(dst + n, a, ty);
        let no = self.emit(Instr::JumpUnless { a: dst + n, to: 0 });
        self.emit(Instr::Unpack { dst, a });
        self.data(ty.0);
        self.data(from.0);
        let end = self.emit(Instr::Jump { to: 0 });
        self.patch(no);
        self.zero(dst, n);
        self.patch(end);
        dst
    }

    pub(super) fn is_type(&mut self, dst: Reg, a: Reg, ty: TypeId) {
        if let Some(methods) = self.types().interface(ty) {
            for method in methods.iter() {
                self.method_index(&method.name);
            }
        }
        self.emit(Instr::IsType { dst, a });
        self.data(ty.0);
    }
}
