//! Unification: what type variables stand for where two types must be one.
//!
//! **Models:** `types2/unify.go`.

use super::{Checker, Lookup};
use crate::types::{Type, TypeId};
use std::rc::Rc;

/// Type parameters and what has been inferred for them.
pub(super) struct Inference {
    pub vars: Vec<TypeId>,
    pub found: Vec<Option<TypeId>>,
}

/// How closely two types must agree.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Match {
    /// They are identical.
    Exact,
    /// One can be assigned to the other.
    Loose,
}

impl Inference {
    pub(super) fn index(&self, ty: TypeId) -> Option<usize> {
        self.vars.iter().position(|&var| var == ty)
    }

    /// The variable at the end of the chain of variables that are the same as this one.
    pub(super) fn root(&self, mut var: usize) -> usize {
        for _ in 0..self.vars.len() {
            match self.found[var].and_then(|ty| self.index(ty)) {
                Some(next) => var = next,
                None => break,
            }
        }
        var
    }

    pub(super) fn unknown(&self) -> usize {
        self.found.iter().filter(|found| found.is_none()).count()
    }
}

impl Checker<'_> {
    /// Makes the two types one by choosing what the variables stand for.
    pub(super) fn unify(&mut self, u: &mut Inference, x: TypeId, y: TypeId, how: Match) -> bool {
        if x == y {
            return true;
        }
        match (u.index(x), u.index(y)) {
            (Some(a), Some(b)) => match (u.found[a], u.found[b]) {
                (Some(known), _) => self.unify(u, known, y, how),
                (None, Some(known)) => self.unify(u, x, known, how),
                (None, None) => {
                    u.found[a] = Some(y);
                    true
                }
            },
            (Some(var), None) => self.unify_var(u, var, y, how),
            (None, Some(var)) => self.unify_var(u, var, x, how),
            (None, None) => self.unify_types(u, x, y, how),
        }
    }

    /// A variable and a type. Of a defined type and a type literal the former is kept.
    fn unify_var(&mut self, u: &mut Inference, var: usize, ty: TypeId, how: Match) -> bool {
        let Some(known) = u.found[var] else {
            u.found[var] = Some(ty);
            return true;
        };
        let fits = self.unify(u, known, ty, how);
        if fits && u.index(known).is_none() && !self.has_name(known) && self.has_name(ty) {
            u.found[var] = Some(ty);
        }
        fits
    }

    fn has_name(&self, ty: TypeId) -> bool {
        matches!(self.types.get(ty), Type::Named(_) | Type::Param(_))
    }

    fn unify_types(&mut self, u: &mut Inference, x: TypeId, y: TypeId, how: Match) -> bool {
        if let (Some((a, xs)), Some((b, ys))) = (self.instance_of(x), self.instance_of(y))
            && a == b
        {
            return self.unify_all(u, &xs, &ys);
        }
        let (mut a, mut b) = (x, y);
        if how == Match::Loose {
            if self.types.is_interface(x) != self.types.is_interface(y) {
                return self.unify_interface(u, x, y);
            }
            match (self.has_name(x), self.has_name(y)) {
                (true, false) => a = self.types.under_id(x),
                (false, true) => b = self.types.under_id(y),
                _ => {}
            }
        }
        a == b || self.unify_parts(u, a, b, how)
    }

    fn instance_of(&self, ty: TypeId) -> Option<(u32, Rc<[TypeId]>)> {
        self.types.named(ty).and_then(|named| named.instance.clone())
    }

    fn unify_all(&mut self, u: &mut Inference, xs: &[TypeId], ys: &[TypeId]) -> bool {
        xs.len() == ys.len() && xs.iter().zip(ys).all(|(&x, &y)| self.unify(u, x, y, Match::Exact))
    }

    /// An interface and a type that may implement it.
    fn unify_interface(&mut self, u: &mut Inference, x: TypeId, y: TypeId) -> bool {
        let (interface, ty) = if self.types.is_interface(x) { (x, y) } else { (y, x) };
        let methods = self.types.interface(interface).unwrap_or_else(|| [].into());
        methods.iter().all(|method| {
            let found = self.types.lookup(ty, &method.name).map(|found| found.what);
            match found {
                Some(Lookup::Method { sig, .. } | Lookup::Interface { sig, .. }) => {
                    self.unify(u, sig, method.sig, Match::Exact)
                }
                _ => false,
            }
        })
    }

    fn unify_parts(&mut self, u: &mut Inference, x: TypeId, y: TypeId, how: Match) -> bool {
        let exact = Match::Exact;
        match (self.types.get(x).clone(), self.types.get(y).clone()) {
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => {
                self.unify(u, a, b, exact)
            }
            (Type::Array(m, a), Type::Array(n, b)) => m == n && self.unify(u, a, b, exact),
            (Type::Map(k, a), Type::Map(l, b)) => {
                self.unify(u, k, l, exact) && self.unify(u, a, b, exact)
            }
            (Type::Chan(d, a), Type::Chan(e, b)) => {
                (how == Match::Loose || d == e) && self.unify(u, a, b, exact)
            }
            (Type::Func(a), Type::Func(b)) => {
                a.variadic == b.variadic
                    && self.unify_all(u, &a.params, &b.params)
                    && self.unify_all(u, &a.results, &b.results)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|(a, b)| {
                        a.name == b.name
                            && a.embedded == b.embedded
                            && self.unify(u, a.ty, b.ty, exact)
                    })
            }
            (Type::Interface(a), Type::Interface(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b.iter())
                        .all(|(a, b)| a.name == b.name && self.unify(u, a.sig, b.sig, exact))
            }
            _ => false,
        }
    }
}
