//! Type arguments in place of type parameters.
//!
//! **Models:** `types2/subst.go`.

use super::Checker;
use crate::type_params::{Constraint, Term};
use crate::types::{Member, Method, Sig, Type, TypeId};
use std::rc::Rc;

impl Checker<'_> {
    /// The type with `to` in place of the type parameters `from`.
    pub(super) fn subst(&mut self, ty: TypeId, from: &[TypeId], to: &[TypeId]) -> TypeId {
        if let Some(at) = from.iter().position(|&param| param == ty) {
            return to.get(at).copied().unwrap_or(ty);
        }
        let closed = !self.types.is_open(ty);
        let new = match self.types.get(ty).clone() {
            Type::Constraint(set) => self.subst_constraint(&set, from, to),
            Type::Named(named)
                if closed || self.types.named[named.0 as usize].instance.is_none() =>
            {
                return ty;
            }
            _ if closed => return ty,
            Type::Basic(_) | Type::Param(_) => return ty,
            Type::Named(named) => {
                let instance = self.types.named[named.0 as usize].instance.clone();
                let Some((index, args)) = instance else { return ty };
                let args = self.subst_all(&args, from, to);
                return self.instance_type(index, &args);
            }
            Type::Pointer(elem) => Type::Pointer(self.subst(elem, from, to)),
            Type::Slice(elem) => Type::Slice(self.subst(elem, from, to)),
            Type::Array(len, elem) => Type::Array(len, self.subst(elem, from, to)),
            Type::Chan(dir, elem) => Type::Chan(dir, self.subst(elem, from, to)),
            Type::Map(key, elem) => {
                Type::Map(self.subst(key, from, to), self.subst(elem, from, to))
            }
            Type::Func(sig) => Type::Func(Rc::new(Sig {
                params: self.subst_all(&sig.params, from, to),
                results: self.subst_all(&sig.results, from, to),
                variadic: sig.variadic,
            })),
            Type::Struct(members) => {
                let one = |member: &Member| Member {
                    ty: self.subst(member.ty, from, to),
                    ..member.clone()
                };
                Type::Struct(members.iter().map(one).collect())
            }
            Type::Interface(methods) => Type::Interface(self.subst_methods(&methods, from, to)),
            Type::Tuple(list) => Type::Tuple(self.subst_all(&list, from, to).into()),
        };
        self.types.add(new)
    }

    fn subst_all(&mut self, list: &[TypeId], from: &[TypeId], to: &[TypeId]) -> Vec<TypeId> {
        list.iter().map(|&ty| self.subst(ty, from, to)).collect()
    }

    fn subst_methods(
        &mut self, methods: &[Method], from: &[TypeId], to: &[TypeId],
    ) -> Rc<[Method]> {
        let one = |method: &Method| Method {
            name: method.name.clone(),
            sig: self.subst(method.sig, from, to),
        };
        methods.iter().map(one).collect()
    }

    fn subst_constraint(&mut self, set: &Constraint, from: &[TypeId], to: &[TypeId]) -> Type {
        let one = |term: &Term| Term { ty: self.subst(term.ty, from, to), ..*term };
        let terms = set.terms.as_ref().map(|terms| terms.iter().map(one).collect());
        let methods = self.subst_methods(&set.methods, from, to);
        Type::Constraint(Rc::new(Constraint { methods, terms, ..set.clone() }))
    }
}
