//! Generic declarations and their instances.
//!
//! A generic function's body is checked once with its type parameters as types of their own: that
//! reports its errors. Each instance is a function of its own, whose body is checked again with
//! the names of the type parameters bound to the type arguments, into facts of its own; lowering
//! and everything after it see only those.
//!
//! **Models:** `types2/decl.go`, `signature.go`: generic declarations.

use super::{Checker, ObjId, ObjKind};
use crate::syntax::ast::{Expr, FuncDecl, Ident, Param, TypeParam, TypeSpec};
use crate::types::TypeId;
use runtime_core::source::Span;
use std::rc::Rc;

/// Set in the number of a method that has type parameters of its own; what is below is then its
/// number among the generic declarations.
pub const GENERIC: u32 = 1 << 31;

/// A generic type, function or method.
#[derive(Clone)]
pub(super) struct Generic<'a> {
    pub name: &'a Ident,
    pub package: usize,
    /// Whether it is declared in a function.
    pub local: bool,
    /// The names of its type parameters; a method's as its receiver has them.
    pub names: Vec<(Rc<str>, Span)>,
    pub params: Vec<TypeId>,
    /// How many of them a method has from its receiver's type.
    pub inherited: usize,
    pub what: Declared<'a>,
}

impl Generic<'_> {
    /// Whether it is a type.
    pub(super) fn is_type(&self) -> bool {
        matches!(self.what, Declared::Type { .. })
    }
}

/// What is generic.
#[derive(Clone)]
pub(super) enum Declared<'a> {
    /// A type, with its methods by their numbers.
    Type { spec: &'a TypeSpec, methods: Vec<u32> },
    /// A function or a method.
    Func { decl: &'a Rc<FuncDecl>, sig: TypeId, receiver: Option<TypeId> },
}

impl<'a> Checker<'a> {
    // ---- declarations

    pub(super) fn generic(&self, index: u32) -> &Generic<'a> {
        &self.generics[index as usize]
    }

    fn new_generic(&mut self, name: &'a Ident, what: Declared<'a>) -> u32 {
        let (package, local) = (self.package, !self.scopes.is_empty());
        let (names, params) = (Vec::new(), Vec::new());
        let generic = Generic { name, package, local, names, params, inherited: 0, what };
        self.generics.push(generic);
        self.generics.len() as u32 - 1
    }

    pub(super) fn generic_type(&mut self, id: ObjId, spec: &'a TypeSpec) {
        let index = self.new_generic(&spec.name, Declared::Type { spec, methods: Vec::new() });
        self.obj_mut(id).kind = ObjKind::Generic(index);
        let params = self.declare_type_params(index, &spec.type_params);
        self.obj_mut(id).ty = self.instance_type(index, &params);
    }

    /// A function or method with type parameters, its own or those of the generic type `owner`,
    /// to which the receiver gives the names `args`.
    pub(super) fn generic_func(
        &mut self, id: ObjId, decl: &'a Rc<FuncDecl>, owner: Option<(u32, Vec<&'a Expr>)>,
    ) {
        let (mut names, mut params) = (Vec::new(), Vec::new());
        if let (Some((owner, args)), Some(receiver)) = (&owner, &decl.receiver) {
            if !self.receiver_fits(receiver, *owner, args.len()) {
                return;
            }
            names = args.iter().map(|arg| (self.receiver_name(arg), arg.span)).collect();
            params = self.receiver_params(*owner, &names);
        }
        let (sig, inherited) = (Self::invalid(), params.len());
        let index = self.new_generic(&decl.name, Declared::Func { decl, sig, receiver: None });
        self.obj_mut(id).kind = ObjKind::Generic(index);
        let generic = &mut self.generics[index as usize];
        (generic.names, generic.params, generic.inherited) = (names, params, inherited);
        let params = self.declare_type_params(index, &decl.type_params);
        let (sig, receiver) = self.with_params(index, &params, |checker| {
            let receiver = decl.receiver.as_ref().map(|receiver| checker.ty(&receiver.ty));
            (checker.signature(&decl.signature), receiver)
        });
        self.obj_mut(id).ty = sig;
        self.generics[index as usize].what = Declared::Func { decl, sig, receiver };
        match (owner, receiver) {
            (Some((owner, _)), _) => self.add_generic_method(owner, index, decl),
            (None, Some(ty)) => self.add_method(decl, ty, GENERIC | index, sig),
            (None, None) => self.check_generic_func(decl),
        }
    }

    fn check_generic_func(&mut self, decl: &'a FuncDecl) {
        let special = matches!(&*decl.name.name, "main" | "init");
        if let (true, Some(param)) = (special, decl.type_params.first()) {
            let message = format!("func {} must have no type parameters", decl.name.name);
            self.error(param.name.span, message);
        }
        if decl.body.is_none() && self.packages[self.package].is_main() {
            self.error(decl.name.span, "generic function is missing function body");
        }
    }

    /// Makes type parameters, behind those there are; their constraints may name all of them.
    fn declare_type_params(&mut self, index: u32, list: &'a [TypeParam]) -> Vec<TypeId> {
        let names: Vec<(Rc<str>, Span)> =
            list.iter().map(|param| (param.name.name.clone(), param.name.span)).collect();
        let own = self.new_params(&names);
        let generic = &mut self.generics[index as usize];
        generic.names.extend(names);
        generic.params.extend(&own);
        let params = generic.params.clone();
        self.with_params(index, &params, |checker| {
            for (param, &ty) in list.iter().zip(&own) {
                let bound = checker.constraint(&param.constraint);
                checker.types.set_bound(ty, bound);
            }
        });
        params
    }

    pub(super) fn new_params(&mut self, names: &[(Rc<str>, Span)]) -> Vec<TypeId> {
        names.iter().map(|(name, span)| self.types.new_param(name.clone(), *span)).collect()
    }

    /// Runs `f` where the names of the type parameters stand for `args`.
    pub(super) fn with_params<R>(
        &mut self, index: u32, args: &[TypeId], f: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let generic = self.generic(index);
        let (names, package) = (generic.names.clone(), generic.package);
        if generic.local {
            self.open_scope();
            self.bind_params(&names, args);
            let result = f(self);
            self.close_scope();
            return result;
        }
        let scopes = std::mem::take(&mut self.scopes);
        let functions = std::mem::take(&mut self.functions);
        let iota = self.iota.take();
        let package = std::mem::replace(&mut self.package, package);
        self.open_scope();
        self.bind_params(&names, args);
        let result = f(self);
        (self.scopes, self.functions, self.iota) = (scopes, functions, iota);
        self.package = package;
        result
    }

    fn bind_params(&mut self, names: &[(Rc<str>, Span)], args: &[TypeId]) {
        for ((name, span), &ty) in names.iter().zip(args) {
            let id = self.new_obj(name, *span, ObjKind::TypeParam, ty);
            self.declare(id);
        }
    }

    /// The generic type that a receiver names, and the names it gives the type parameters.
    pub(super) fn generic_receiver(&mut self, receiver: &'a Expr) -> Option<(u32, Vec<&'a Expr>)> {
        use crate::syntax::ast::ExprKind;
        let mut base = receiver.unparen();
        if let ExprKind::Star(inner) = &base.kind {
            base = inner.unparen();
        }
        let (base, args) = match &base.kind {
            ExprKind::Index(base, args) => (base.unparen(), args.iter().collect()),
            _ => (base, Vec::new()),
        };
        let id = *self.package_scopes[self.package].get(base.as_name()?)?;
        let ObjKind::Generic(index) = self.obj(id).kind else { return None };
        self.generic(index).is_type().then_some((index, args))
    }

    /// Whether a receiver names as many type parameters as its type has.
    fn receiver_fits(&mut self, receiver: &Param, owner: u32, got: usize) -> bool {
        let wanted = self.generic(owner).params.len();
        if got == wanted {
            return true;
        }
        let message = match got {
            0 => {
                let name = self.generic_name(owner);
                format!("cannot use generic type {name} without instantiation")
            }
            got => format!(
                "receiver declares {got} type parameters, but receiver base type declares {wanted}"
            ),
        };
        self.error(receiver.ty.span, message);
        false
    }

    fn receiver_name(&mut self, arg: &'a Expr) -> Rc<str> {
        if let Some(name) = arg.as_name() {
            return name.clone();
        }
        let shown = crate::syntax::show(arg);
        self.error(arg.span, format!("receiver type parameter {shown} must be an identifier"));
        "_".into()
    }

    /// The type parameters of a method: its type's own where the names are the same.
    fn receiver_params(&mut self, owner: u32, names: &[(Rc<str>, Span)]) -> Vec<TypeId> {
        let generic = self.generic(owner).clone();
        if names.iter().zip(&generic.names).all(|(a, b)| a.0 == b.0) {
            return generic.params;
        }
        let params = self.new_params(names);
        self.copy_bounds(&generic.params, &params);
        params
    }

    /// Gives `to` the constraints of `from`.
    pub(super) fn copy_bounds(&mut self, from: &[TypeId], to: &[TypeId]) {
        for (&old, &new) in from.iter().zip(to) {
            let bound = self.types.param(old).map_or(self.types.any, |param| param.bound);
            let bound = self.subst(bound, from, to);
            self.types.set_bound(new, bound);
        }
    }

    fn add_generic_method(&mut self, owner: u32, method: u32, decl: &'a FuncDecl) {
        let name = &decl.name.name;
        let Declared::Type { methods, .. } = &self.generic(owner).what else { return };
        let old = methods.iter().map(|&old| self.generic(old).name).find(|old| old.name == *name);
        if let Some(old) = old {
            let at = self.position(old.span);
            let owner = &self.generic(owner).name.name;
            let message = format!("method {owner}.{name} already declared at {at}");
            return self.error(decl.name.span, message);
        }
        if let Declared::Type { methods, .. } = &mut self.generics[owner as usize].what {
            methods.push(method);
        }
    }

    /// `List[T any]`, as gc shows a generic type.
    pub(super) fn generic_name(&self, index: u32) -> String {
        let generic = self.generic(index);
        let skipped = generic.inherited;
        let bound = |at: usize| {
            let param = generic.params.get(at).and_then(|&ty| self.types.param(ty));
            param.map(|param| param.bound)
        };
        let mut list = String::new();
        for (at, (name, _)) in generic.names.iter().enumerate().skip(skipped) {
            list += name;
            match (bound(at), bound(at + 1)) {
                (own, Some(next)) if own == Some(next) => list += ", ",
                (own, next) => {
                    let shown = self.types.show(own.unwrap_or(self.types.any));
                    list += &format!(" {shown}{}", if next.is_some() { ", " } else { "" });
                }
            }
        }
        format!("{}[{list}]", generic.name.name)
    }
}
