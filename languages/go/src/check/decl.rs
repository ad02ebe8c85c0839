//! Declarations of the package's level: collected first, looked at when they are needed.

use super::generic::GENERIC;
use super::{Checker, FuncCx, FuncDef, Init, Mode, ObjId, ObjKind, Pass, Pending};
use crate::constant::Const;
use crate::syntax::ast::{ConstSpec, Decl, ExprId, FuncDecl, Ident, Param, TypeSpec, VarSpec};
use crate::types::{NamedMethod, Type, TypeId};
use runtime_core::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Declares every package's names.
    pub(super) fn collect(&mut self) {
        let packages = self.packages;
        for (index, package) in packages.iter().enumerate() {
            self.package = index;
            self.declare_imports(index);
            for decl in &package.file.decls {
                self.collect_decl(decl);
            }
        }
    }

    fn collect_decl(&mut self, decl: &'a Decl) {
        match decl {
            Decl::Const(spec) => {
                for (index, name) in spec.names.iter().enumerate() {
                    self.collect_one(name, Pending::Const(spec, index));
                }
            }
            Decl::Var(spec) => {
                for (index, name) in spec.names.iter().enumerate() {
                    let id = self.collect_one(name, Pending::Var(spec, index));
                    self.objs[id.0 as usize].kind = ObjKind::Global(self.globals.len() as u32);
                    self.globals.push(id);
                }
            }
            Decl::Type(spec) => drop(self.collect_one(&spec.name, Pending::Type(spec))),
            Decl::Func(decl) => self.collect_func(decl),
        }
    }

    fn collect_one(&mut self, name: &'a Ident, pending: Pending<'a>) -> ObjId {
        let reserved = matches!(&*name.name, "main" | "init");
        if reserved && !matches!(pending, Pending::Func(_)) && self.packages[self.package].is_main()
        {
            self.error(name.span, format!("cannot declare {} - must be func", name.name));
        }
        let id = self.new_obj(&name.name, name.span, ObjKind::Pending, Self::invalid());
        self.info.objs.insert(name.id, id);
        self.pending.insert(id, pending);
        self.declare(id);
        id
    }

    fn collect_func(&mut self, decl: &'a Rc<FuncDecl>) {
        let id = self.new_obj(&decl.name.name, decl.name.span, ObjKind::Pending, Self::invalid());
        self.info.objs.insert(decl.name.id, id);
        self.pending.insert(id, Pending::Func(decl));
        if decl.receiver.is_none() && &*decl.name.name != "init" {
            self.declare(id);
        }
    }

    /// Looks at every declaration; types first, so that methods are known.
    pub(super) fn resolve_all(&mut self) {
        let ids: Vec<ObjId> = self.pending.keys().copied().collect();
        let is_type =
            |checker: &Self, id: &ObjId| matches!(checker.pending.get(id), Some(Pending::Type(_)));
        let is_func =
            |checker: &Self, id: &ObjId| matches!(checker.pending.get(id), Some(Pending::Func(_)));
        let types: Vec<ObjId> = ids.iter().copied().filter(|id| is_type(self, id)).collect();
        types.into_iter().for_each(|id| self.resolve(id));
        self.measure_all();
        let funcs: Vec<ObjId> = ids.iter().copied().filter(|id| is_func(self, id)).collect();
        funcs.into_iter().for_each(|id| self.resolve(id));
        self.add_all_methods();
        ids.into_iter().for_each(|id| self.resolve(id));
    }

    /// Looks at the declaration of `id` if that has not been done.
    pub(super) fn resolve(&mut self, id: ObjId) {
        let Some(pending) = self.pending.remove(&id) else {
            return self.report_cycle(id);
        };
        if self.resolving.len() > 120 {
            let span = self.obj(id).span;
            return self.unsupported(span, "declarations depend on each other too deeply", "");
        }
        let scopes = std::mem::take(&mut self.scopes);
        let functions = std::mem::take(&mut self.functions);
        let references = std::mem::take(&mut self.references);
        let package = std::mem::replace(&mut self.package, self.objs[id.0 as usize].package);
        self.resolving.push(id);
        match pending {
            Pending::Const(spec, index) => self.resolve_const(id, spec, index),
            Pending::Var(spec, index) => self.global(id, spec, index),
            Pending::Type(spec) => self.resolve_type(id, spec),
            Pending::Func(decl) => self.resolve_func(id, decl),
        }
        self.resolving.pop();
        self.package = package;
        let own = std::mem::replace(&mut self.references, references);
        self.dependencies.or_default(id).extend(own);
        (self.scopes, self.functions) = (scopes, functions);
    }

    fn report_cycle(&mut self, id: ObjId) {
        let Some(start) = self.resolving.iter().position(|&other| other == id) else { return };
        let through_type = self.resolving[start..]
            .iter()
            .any(|id| matches!(self.obj(*id).kind, ObjKind::TypeName | ObjKind::Generic(_)));
        if through_type || matches!(self.obj(id).kind, ObjKind::Func(_)) {
            return;
        }
        if self.obj(id).ty == Self::invalid() {
            let cycle = self.resolving[start..].to_vec();
            self.cycle_error(&cycle);
        }
    }

    // ---- constants

    fn resolve_const(&mut self, id: ObjId, spec: &'a ConstSpec, index: usize) {
        let value = self.const_value(spec, index, self.obj(id).span);
        let obj = self.obj_mut(id);
        match value {
            Some((ty, value)) => {
                obj.ty = ty;
                obj.kind = ObjKind::Const(value);
            }
            None => obj.kind = ObjKind::Const(Const::int(0)),
        }
    }

    pub(super) fn const_value(
        &mut self, spec: &'a ConstSpec, index: usize, at: Span,
    ) -> Option<(TypeId, Const)> {
        let ty = spec.ty.as_ref().map(|ty| self.ty(ty));
        let Some(expr) = spec.values.get(index) else {
            self.error(at, format!("missing init expr for {}", spec.names[index].name));
            return None;
        };
        if let (true, Some(extra)) =
            (index == 0 && spec.explicit, spec.values.get(spec.names.len()))
        {
            self.error(extra.span, format!("extra init expr {}", crate::syntax::show(extra)));
        }
        if let (Some(id), Some(written)) = (ty, &spec.ty)
            && id != Self::invalid()
            && !matches!(self.types.under(id), Type::Basic(_))
        {
            let message = format!("invalid constant type {}", self.types.show(id));
            self.error(written.span, message);
            return None;
        }
        let outer = self.iota.replace(spec.iota);
        let mut x = self.expr(expr);
        self.iota = outer;
        if x.mode == Mode::Invalid || ty == Some(Self::invalid()) {
            return None;
        }
        if x.mode != Mode::Const {
            let message = format!("{} is not constant", self.describe(&x));
            self.error(expr.span, message);
            return None;
        }
        if let Some(ty) = ty {
            self.assignment(&mut x, Some(ty), "constant declaration");
        }
        Some((x.ty, x.value?))
    }

    pub(super) fn local_const(&mut self, spec: &'a ConstSpec) {
        let mut declared = Vec::new();
        for (index, name) in spec.names.iter().enumerate() {
            let found = self.const_value(spec, index, name.span);
            let (ty, value) = found.unwrap_or((Self::invalid(), Const::int(0)));
            declared.push(self.new_obj(&name.name, name.span, ObjKind::Const(value), ty));
        }
        declared.into_iter().for_each(|id| self.declare(id));
    }

    // ---- types

    fn resolve_type(&mut self, id: ObjId, spec: &'a TypeSpec) {
        self.obj_mut(id).kind = ObjKind::TypeName;
        if !spec.type_params.is_empty() {
            return self.generic_type(id, spec);
        }
        if spec.alias {
            let ty = self.any_ty(&spec.ty);
            self.obj_mut(id).ty = ty;
            return;
        }
        let package = self.packages[self.package].name.clone();
        let ty = self.types.define(spec.name.name.clone(), package);
        if self.pass == Pass::Generic {
            self.types.set_open(ty);
        }
        self.obj_mut(id).ty = ty;
        let right = self.right_type(spec);
        self.complete(ty, spec.name.span, right);
    }

    /// What a type is declared as.
    pub(super) fn right_type(&mut self, spec: &'a TypeSpec) -> TypeId {
        let right = self.any_ty(&spec.ty);
        if self.types.param(right).is_some() && !spec.alias {
            let message = "cannot use a type parameter as RHS in type declaration";
            self.error(spec.ty.span, message);
        }
        right
    }

    /// Gives a defined type its underlying type.
    pub(super) fn complete(&mut self, ty: TypeId, at: Span, right: TypeId) {
        if let &Type::Named(named) = self.types.get(ty) {
            let underlying = self.types.under_id(right);
            self.types.named[named.0 as usize].underlying = underlying;
        }
        self.measured.declared.push((ty, at, right));
    }

    pub(super) fn local_type(&mut self, spec: &'a TypeSpec) {
        let id = self.new_obj(&spec.name.name, spec.name.span, ObjKind::TypeName, Self::invalid());
        self.declare(id);
        self.resolve_type(id, spec);
        self.measure_all();
    }

    // ---- variables

    fn global(&mut self, id: ObjId, spec: &'a VarSpec, index: usize) {
        let declared = spec.ty.as_ref().map(|ty| self.ty(ty));
        if let Some(ty) = declared {
            self.obj_mut(id).ty = ty;
        }
        self.obj_mut(id).boxed = true;
        if spec.values.len() == 1 && spec.names.len() > 1 {
            return self.global_multi(spec);
        }
        let Some(expr) = spec.values.get(index) else {
            if !spec.values.is_empty() && index == spec.values.len() {
                self.error(
                    spec.names[index].span,
                    format!("missing init expr for {}", spec.names[index].name),
                );
            }
            return;
        };
        if let (0, Some(extra)) = (index, spec.values.get(spec.names.len())) {
            self.error(extra.span, format!("extra init expr {}", crate::syntax::show(extra)));
        }
        let mut x = self.expr_for(expr, declared);
        self.assignment(&mut x, declared, "variable declaration");
        if declared.is_none() {
            self.obj_mut(id).ty = x.ty;
        }
        self.inits.push(Init {
            lhs: vec![id],
            rhs: Some(expr),
            span: spec.span,
            package: self.package,
        });
    }

    /// `var a, b = f()`, checked at the first of its names.
    fn global_multi(&mut self, spec: &'a VarSpec) {
        if self.multi.insert(spec.names[0].id.0, ()).is_some() {
            return;
        }
        let ids: Vec<ObjId> = spec.names.iter().map(|name| self.info.objs[&name.id]).collect();
        for &id in &ids {
            self.pending.remove(&id);
            if let Some(ty) = &spec.ty {
                let ty = self.ty(ty);
                self.obj_mut(id).ty = ty;
            }
            self.obj_mut(id).boxed = true;
        }
        self.init_vars(&ids, &spec.values, spec.ty.is_some());
        for &id in &ids {
            self.dependencies.or_default(id).extend(self.references.clone());
        }
        self.inits.push(Init {
            lhs: ids,
            rhs: Some(&spec.values[0]),
            span: spec.span,
            package: self.package,
        });
    }

    // ---- functions

    fn resolve_func(&mut self, id: ObjId, decl: &'a Rc<FuncDecl>) {
        let owner = decl.receiver.as_ref().and_then(|of| self.generic_receiver(&of.ty));
        if owner.is_some() || !decl.type_params.is_empty() {
            return self.generic_func(id, decl, owner);
        }
        let index = self.funcs.len() as u32;
        self.obj_mut(id).kind = ObjKind::Func(index);
        let sig = self.signature(&decl.signature);
        self.obj_mut(id).ty = sig;
        let receiver = decl.receiver.as_ref().map(|receiver| self.ty(&receiver.ty));
        let package = self.packages[self.package].name.clone();
        let name = match receiver {
            None => format!("{package}.{}", decl.name.name),
            Some(ty) => self.method_name(ty, &decl.name.name),
        };
        let (name, package, args) = (name.into(), self.package, [].into());
        self.funcs.push(FuncDef { name, decl, package, sig, receiver, args });
        if let Some(ty) = receiver {
            self.add_method(decl, ty, index, sig);
        }
        self.check_special(decl);
    }

    fn check_special(&mut self, decl: &FuncDecl) {
        let special =
            matches!(&*decl.name.name, "main" | "init") && self.packages[self.package].is_main();
        let bare = decl.signature.params.is_empty() && decl.signature.results.is_empty();
        if special && decl.receiver.is_none() && !bare {
            let message =
                format!("func {} must have no arguments and no return values", decl.name.name);
            self.error(decl.name.span, message);
        }
        if decl.body.is_none() && self.packages[self.package].is_main() {
            self.error(decl.name.span, "missing function body");
        }
    }

    fn method_name(&self, receiver: TypeId, name: &str) -> String {
        use crate::type_names::Style;
        match self.types.get(receiver) {
            Type::Pointer(elem) => {
                let ty = self.types.name(*elem, Style::Runtime);
                match ty.split_once('.') {
                    Some((package, ty)) => format!("{package}.(*{ty}).{name}"),
                    None => format!("(*{ty}).{name}"),
                }
            }
            _ => format!("{}.{name}", self.types.name(receiver, Style::Runtime)),
        }
    }

    pub(super) fn add_method(&mut self, decl: &FuncDecl, receiver: TypeId, func: u32, sig: TypeId) {
        let span = decl.receiver.as_ref().map_or(decl.name.span, |receiver| receiver.ty.span);
        let (pointer, base) = match self.types.get(receiver) {
            Type::Pointer(elem) => (true, *elem),
            _ => (false, receiver),
        };
        let &Type::Named(named) = self.types.get(base) else {
            if receiver != Self::invalid() {
                let shown = self.types.show(receiver);
                let message = match self.types.get(base) {
                    Type::Basic(_) => {
                        format!("cannot define new methods on non-local type {shown}")
                    }
                    _ => format!("invalid receiver type {shown}"),
                };
                self.error(span, message);
            }
            return;
        };
        let entry = &self.types.named[named.0 as usize];
        if *entry.package != *self.packages[self.package].name {
            let shown = self.types.show(base);
            return self
                .error(span, format!("cannot define new methods on non-local type {shown}"));
        }
        let name = decl.name.name.clone();
        if matches!(self.types.under(base), Type::Pointer(_) | Type::Interface(_)) {
            let message = format!(
                "invalid receiver type {} (pointer or interface type)",
                self.types.show(base)
            );
            return self.error(span, message);
        }
        if let Some(old) = entry.methods.iter().find(|method| method.name == name) {
            let span = match old.func {
                func if func & GENERIC != 0 => self.generic(func & !GENERIC).name.span,
                func => self.funcs[func as usize].decl.name.span,
            };
            let at = self.position(span);
            let shown = self.types.show(base);
            return self
                .error(decl.name.span, format!("method {shown}.{name} already declared at {at}"));
        }
        self.types.named[named.0 as usize].methods.push(NamedMethod { name, func, pointer, sig });
    }

    /// Checks the bodies of all functions, in the order of declaration.
    pub(super) fn check_bodies(&mut self) {
        let packages = self.packages;
        for (index, package) in packages.iter().enumerate() {
            self.package = index;
            for decl in &package.file.decls {
                if let Decl::Func(decl) = decl {
                    self.check_func(decl);
                }
            }
        }
    }

    fn check_func(&mut self, decl: &'a Rc<FuncDecl>) {
        let id = self.info.objs[&decl.name.id];
        match self.obj(id).kind {
            ObjKind::Func(index) => {
                let FuncDef { sig, receiver, .. } = self.funcs[index as usize];
                self.check_body(decl, id, sig, receiver);
            }
            ObjKind::Generic(index) => self.check_generic(index, id),
            _ => {}
        }
    }

    pub(super) fn check_body(
        &mut self, decl: &'a FuncDecl, id: ObjId, sig: TypeId, receiver: Option<TypeId>,
    ) {
        let Some(sig) = self.types.sig(sig) else { return };
        let Some(function) = &decl.body else { return };
        self.references.clear();
        self.open_function(decl.name.id, sig.results.clone());
        if let (Some(param), Some(ty)) = (&decl.receiver, receiver) {
            self.declare_param(param, ty);
        }
        self.function_body(&function.signature, &sig, &function.body);
        let own = std::mem::take(&mut self.references);
        self.dependencies.or_default(id).extend(own);
    }

    /// Begins a function; ended by [`Checker::function_body`].
    pub(super) fn open_function(&mut self, key: ExprId, results: Vec<TypeId>) {
        self.serials += 1;
        let serial = self.serials;
        let cx = FuncCx { serial, key, results, named_results: Vec::new(), is_body: false };
        self.functions.push(cx);
        self.open_scope();
    }

    fn declare_param(&mut self, param: &'a Param, ty: TypeId) -> Option<ObjId> {
        let name = param.name.as_ref()?;
        let id = self.new_obj(&name.name, name.span, ObjKind::Var, ty);
        self.obj_mut(id).used = true;
        self.info.objs.insert(name.id, id);
        self.declare(id);
        Some(id)
    }

    pub(super) fn function_body(
        &mut self, signature: &'a crate::syntax::ast::Signature, sig: &crate::types::Sig,
        body: &'a crate::syntax::ast::Block,
    ) {
        for (param, &ty) in signature.params.iter().zip(&sig.params) {
            self.declare_param(param, ty);
        }
        let mut named = Vec::new();
        for (param, &ty) in signature.results.iter().zip(&sig.results) {
            named.extend(self.declare_param(param, ty));
        }
        if let Some(cx) = self.functions.last_mut() {
            cx.named_results = named.clone();
        }
        for id in named {
            self.obj_mut(id).assigned = true;
        }
        self.check_branches(body);
        self.stmts(&body.stmts);
        if !sig.results.is_empty() && !super::flow::terminates_list(&body.stmts) {
            let end = Span { start: body.span.end.saturating_sub(1), end: body.span.end };
            self.error(end, "missing return");
        }
        self.close_scope();
        self.functions.pop();
    }
}
