//! Instances of generic types and functions.
//!
//! **Models:** `types2/instantiate.go`.
//! **Invariants:** instances are interned by declaration and type arguments; a type argument with
//! a type parameter inside never makes a function.

use super::generic::{Declared, GENERIC, Generic};
use super::operand::Operand;
use super::{Checker, Facts, FuncDef, Lookup, Mode, ObjId, ObjKind, Pass};
use crate::syntax::ast::{Expr, ExprKind, FuncDecl, TypeSpec};
use crate::types::{NamedMethod, Type, TypeId};
use runtime_core::source::Span;
use std::rc::Rc;

/// How deep the type arguments of an instance may be nested.
const DEPTH_MAX: u32 = 60;
/// How many instances a program may have.
const INSTANCES_MAX: usize = 4000;

/// The facts of one instance of a generic function, taken out of those of the program.
pub struct Part {
    first: usize,
    facts: Facts,
}

impl Part {
    /// Room for the facts of a declaration.
    fn new(decl: &FuncDecl) -> Part {
        let exprs = vec![None; decl.ids.len()];
        Part { first: decl.ids.start as usize, facts: Facts { exprs, ..Facts::default() } }
    }

    /// Puts these facts in place of the program's own, or takes them out again.
    pub fn exchange(&mut self, all: &mut Facts) {
        let range = self.first..self.first + self.facts.exprs.len();
        all.exprs[range].swap_with_slice(&mut self.facts.exprs);
        let exprs = std::mem::take(&mut all.exprs);
        let mine = std::mem::take(&mut self.facts.exprs);
        std::mem::swap(all, &mut self.facts);
        (all.exprs, self.facts.exprs) = (exprs, mine);
    }
}

/// An instance whose type arguments are still to be held against the constraints.
pub(super) struct Unverified {
    generic: u32,
    pub args: Vec<TypeId>,
    /// Where the instance is, and where its type arguments are written.
    pub at: Span,
    pub spans: Vec<Span>,
}

impl<'a> Checker<'a> {
    fn instance_limit(&mut self, index: u32, args: &[TypeId]) -> bool {
        let deep = args.iter().any(|&ty| self.types.depth(ty) > DEPTH_MAX);
        let many = self.type_instances.len() + self.func_instances.len() > INSTANCES_MAX;
        if deep || many {
            self.endless = self.endless.or(Some(self.generic(index).name.span));
        }
        deep || many
    }

    /// The generic type with these type arguments.
    pub(super) fn instance_type(&mut self, index: u32, args: &[TypeId]) -> TypeId {
        let key = (index, Rc::from(args));
        if let Some(&known) = self.type_instances.get(&key) {
            return known;
        }
        let Declared::Type { spec, .. } = self.generic(index).what else { return Self::invalid() };
        if self.instance_limit(index, args) {
            return Self::invalid();
        }
        if spec.alias {
            let right = self.instance_right(index, spec, args);
            self.type_instances.insert(key, right);
            return right;
        }
        let local = self.generic(index).local;
        let package = self.packages[self.generic(index).package].name.clone();
        let name = spec.name.name.clone();
        let ty = self.types.define_instance(name, package, index, key.1.clone());
        self.type_instances.insert(key, ty);
        if local && self.pass == Pass::Generic {
            self.types.set_open(ty);
        }
        self.making += 1;
        let right = self.instance_right(index, spec, args);
        self.complete(ty, spec.name.span, right);
        self.making -= 1;
        if self.methods_known {
            self.add_instance_methods(ty);
        }
        if self.methods_known && self.making == 0 {
            self.measure_all();
            self.measured.forget();
        }
        ty
    }

    /// What the instance is defined as. Only with its own type parameters for arguments does it
    /// report errors; one declared in a function is seen from elsewhere by then.
    fn instance_right(&mut self, index: u32, spec: &'a TypeSpec, args: &[TypeId]) -> TypeId {
        let params = self.generic(index).params.clone();
        if *args == *params {
            return self.with_params(index, args, |checker| checker.right_type(spec));
        }
        if self.generic(index).local {
            let own = self.instance_type(index, &params);
            let right = if spec.alias { own } else { self.types.under_id(own) };
            return self.subst(right, &params, args);
        }
        let before = self.issues.len();
        let pass = std::mem::replace(&mut self.pass, Pass::Instance);
        let right = self.with_params(index, args, |checker| checker.right_type(spec));
        self.pass = pass;
        self.issues.truncate(before);
        right
    }

    /// Gives every instance made so far its methods.
    pub(super) fn add_all_methods(&mut self) {
        self.methods_known = true;
        let all: Vec<TypeId> = self.type_instances.iter().map(|(_, &ty)| ty).collect();
        all.into_iter().for_each(|ty| self.add_instance_methods(ty));
        self.measure_all();
        self.verify_instances();
    }

    fn add_instance_methods(&mut self, ty: TypeId) {
        let &Type::Named(named) = self.types.get(ty) else { return };
        let Some((index, args)) = self.types.named[named.0 as usize].instance.clone() else {
            return;
        };
        let Declared::Type { methods, .. } = self.generic(index).what.clone() else { return };
        for method in methods {
            let generic = self.generic(method).clone();
            let Declared::Func { decl, sig, receiver } = generic.what else { continue };
            let pointer = receiver.is_some_and(|ty| matches!(self.types.get(ty), Type::Pointer(_)));
            let sig = self.subst(sig, &generic.params, &args);
            let closed = generic.inherited == generic.params.len();
            let func = if closed { self.func_instance(method, &args) } else { None };
            let func = match func.map(|id| self.obj(id).kind.clone()) {
                Some(ObjKind::Func(func)) => func,
                _ if closed => GENERIC - 1,
                _ => GENERIC | method,
            };
            let name = decl.name.name.clone();
            let list = &mut self.types.named[named.0 as usize].methods;
            list.push(NamedMethod { name, func, pointer, sig });
        }
    }

    /// The generic function with these type arguments; none where a type parameter is among them.
    fn func_instance(&mut self, index: u32, args: &[TypeId]) -> Option<ObjId> {
        let invalid = |&ty: &TypeId| self.types.is_open(ty) || ty == Self::invalid();
        if args.iter().any(invalid) {
            return None;
        }
        let key = (index, Rc::from(args));
        if let Some(&known) = self.func_instances.get(&key) {
            return Some(known);
        }
        let generic = self.generic(index).clone();
        let Declared::Func { decl, sig, receiver } = generic.what else { return None };
        if self.instance_limit(index, args) {
            return None;
        }
        let sig = self.subst(sig, &generic.params, args);
        let receiver = receiver.map(|ty| self.subst(ty, &generic.params, args));
        let func = self.funcs.len() as u32;
        let name = self.instance_name(&generic, receiver);
        let id = self.new_obj(&generic.name.name, generic.name.span, ObjKind::Func(func), sig);
        self.obj_mut(id).package = generic.package;
        let args = key.1.clone();
        self.funcs.push(FuncDef { name, decl, package: generic.package, sig, receiver, args });
        self.func_instances.insert(key, id);
        self.unchecked.push((index, func, id));
        Some(id)
    }

    /// `main.Map[...]`, `main.(*List[...]).Push`
    fn instance_name(&self, generic: &Generic<'a>, receiver: Option<TypeId>) -> Rc<str> {
        let package = &self.packages[generic.package].name;
        let name = &generic.name.name;
        let own = generic.params.len() > generic.inherited;
        let name = format!("{name}{}", if own { "[...]" } else { "" });
        let Some(receiver) = receiver else { return format!("{package}.{name}").into() };
        let base = self.types.pointee(receiver).unwrap_or(receiver);
        let owner = self.types.named(base).map(|named| named.name.clone()).unwrap_or_default();
        let owner = format!("{owner}{}", if generic.inherited > 0 { "[...]" } else { "" });
        match self.types.get(receiver) {
            Type::Pointer(_) => format!("{package}.(*{owner}).{name}").into(),
            _ => format!("{package}.{owner}.{name}").into(),
        }
    }

    /// Checks a generic function's body with its type parameters as types of their own.
    pub(super) fn check_generic(&mut self, index: u32, id: ObjId) {
        let generic = self.generic(index).clone();
        let Declared::Func { decl, sig, receiver } = generic.what else { return };
        self.pass = Pass::Generic;
        self.with_params(index, &generic.params, |checker| {
            checker.check_body(decl, id, sig, receiver);
        });
        self.pass = Pass::Plain;
    }

    /// Checks the bodies of all instances, and of those that they need.
    pub(super) fn check_instances(&mut self) {
        let mut at = 0;
        while let Some(&(index, func, id)) = self.unchecked.get(at) {
            at += 1;
            let before = self.issues.len();
            self.check_instance(index, func, id);
            let extra = self.issues.split_off(before);
            if let (Some(issue), true) = (extra.into_iter().next(), self.issues.is_empty()) {
                let def = &self.funcs[func as usize];
                let span = def.decl.name.span;
                let message = format!("{} is not simulated: {}", def.name, issue.message);
                self.unsupported(span, message, "write it for the type you need");
            }
        }
    }

    fn check_instance(&mut self, index: u32, func: u32, id: ObjId) {
        let FuncDef { decl, sig, receiver, args, .. } = self.funcs[func as usize].clone();
        let Declared::Func { decl: shared, .. } = self.generic(index).what else { return };
        let mut part = Part::new(decl);
        part.exchange(&mut self.info);
        self.pass = Pass::Instance;
        self.with_params(index, &args, |checker| checker.check_body(shared, id, sig, receiver));
        self.pass = Pass::Plain;
        part.exchange(&mut self.info);
        self.parts.insert(func, part);
    }

    /// Makes `expr` name the instance of a generic function. Its type.
    pub(super) fn use_instance(
        &mut self, expr: &'a Expr, index: u32, args: &[TypeId], spans: Vec<Span>, at: Span,
    ) -> TypeId {
        self.verify_later(Unverified { generic: index, args: args.to_vec(), at, spans });
        let generic = self.generic(index).clone();
        let Declared::Func { sig, .. } = generic.what else { return Self::invalid() };
        let sig = self.subst(sig, &generic.params, args);
        if let Some(id) = self.func_instance(index, args) {
            self.name_instance(expr.unparen(), id, sig);
        }
        self.record(expr.id, Mode::Value, sig, None);
        self.record(expr.unparen().id, Mode::Value, sig, None);
        sig
    }

    /// Makes the name, or the selector of a method, stand for the instance.
    fn name_instance(&mut self, expr: &'a Expr, id: ObjId, sig: TypeId) {
        self.references.insert(id);
        let selector = match &expr.kind {
            ExprKind::Index(inner, _) => inner.unparen(),
            _ => expr,
        };
        let ObjKind::Func(number) = self.obj(id).kind else { return };
        if let Some(selection) = self.info.selections.get_mut(&selector.id)
            && let Lookup::Method { pointer, .. } = selection.found.what
        {
            selection.found.what = Lookup::Method { func: number, pointer, sig };
            return;
        }
        self.info.objs.insert(expr.id, id);
    }

    /// `List[int]` as a type.
    pub(super) fn instantiated_type(
        &mut self, expr: &'a Expr, index: u32, args: &'a [Expr],
    ) -> TypeId {
        let types: Vec<TypeId> = args.iter().map(|arg| self.ty(arg)).collect();
        if types.contains(&Self::invalid()) {
            return Self::invalid();
        }
        let generic = self.generic(index);
        let (have, want) = (types.len(), generic.names.len());
        if have != want {
            let qualifier = if have < want { "not enough" } else { "too many" };
            let name = &generic.name.name;
            let message =
                format!("{qualifier} type arguments for type {name}: have {have}, want {want}");
            self.error(expr.span, message);
            return Self::invalid();
        }
        let spans = args.iter().map(|arg| arg.span).collect();
        self.verify_later(Unverified { generic: index, args: types.clone(), at: expr.span, spans });
        self.instance_type(index, &types)
    }

    /// `x[args]` where `x` is generic.
    pub(super) fn explicit_instance(
        &mut self, expr: &'a Expr, index: u32, args: &'a [Expr],
    ) -> Operand<'a> {
        let Declared::Func { .. } = self.generic(index).what else {
            let ty = self.instantiated_type(expr, index, args);
            let mode = if ty == Self::invalid() { Mode::Invalid } else { Mode::Type };
            return Operand { mode, ty, value: None, expr, alias: None };
        };
        let (mut types, mut spans) = match &expr.kind {
            ExprKind::Index(inner, _) => self.partial.get(&inner.id).cloned().unwrap_or_default(),
            _ => Default::default(),
        };
        types.extend(args.iter().map(|arg| self.ty(arg)).collect::<Vec<_>>());
        spans.extend(args.iter().map(|arg| arg.span));
        if types.contains(&Self::invalid()) {
            return Operand::invalid(expr);
        }
        let generic = self.generic(index);
        let (got, want) = (args.len(), generic.params.len() - generic.inherited);
        if got > want {
            let message = format!("got {got} type arguments but want {want}");
            self.error(args[got - 1].span, message);
            return Operand::invalid(expr);
        }
        if got < want {
            self.partial.insert(expr.id, (types, spans));
            let ty = Self::invalid();
            return Operand { mode: Mode::Generic(index), ty, value: None, expr, alias: None };
        }
        let ty = self.use_instance(expr, index, &types, spans, expr.span);
        Operand::value(expr, ty)
    }

    // ---- constraints

    fn verify_later(&mut self, instance: Unverified) {
        if self.pass == Pass::Instance {
            return;
        }
        self.unverified.push(instance);
        if self.methods_known {
            self.verify_instances();
        }
    }

    fn verify_instances(&mut self) {
        for instance in std::mem::take(&mut self.unverified) {
            let params = self.generic(instance.generic).params.clone();
            self.flows.record(&self.types, &params, &instance);
            for (index, &ty) in instance.args.iter().enumerate() {
                let bound = params.get(index).and_then(|&param| self.types.param(param));
                let Some(bound) = bound.map(|param| param.bound) else { continue };
                let bound = self.subst(bound, &params, &instance.args);
                if let Err(message) = self.satisfies(ty, bound) {
                    let span = instance.spans.get(index).copied().unwrap_or(instance.at);
                    self.error(span, message);
                    break;
                }
            }
        }
    }
}
