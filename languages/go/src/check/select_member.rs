//! Selectors: fields, methods, and names of imported packages.
//!
//! **Models:** `types2/call.go`: `selector`.

use super::generic::GENERIC;
use super::lookup::Lookup;
use super::operand::Operand;
use super::{Checker, Mode, ObjKind, Selection};
use crate::case;
use crate::packages::missing_member;
use crate::syntax::ast::{Expr, Ident};
use crate::syntax::show;
use crate::types::{Sig, Type, TypeId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    pub(super) fn selector(
        &mut self, expr: &'a Expr, inner: &'a Expr, name: &'a Ident,
    ) -> Operand<'a> {
        if let Some(package) = self.package_named(inner) {
            return self.package_member(expr, package, name);
        }
        let x = self.expr_or_type(inner);
        if x.is_invalid() {
            return x;
        }
        if let Mode::Builtin(_) = x.mode {
            let message = format!("invalid use of {} in selector expression", self.describe(&x));
            self.error(expr.span, message);
            return Operand::invalid(expr);
        }
        if &*name.name == "_" {
            self.error(name.span, "cannot refer to blank field or method");
            return Operand::invalid(expr);
        }
        let Some(found) = self.types.lookup(x.ty, &name.name) else {
            return self.no_member(expr, &x, name);
        };
        if self.hidden_member(&name.name, found.owner) {
            return self.no_member(expr, &x, name);
        }
        self.member(expr, inner, x, name, found)
    }

    /// Whether an unexported name belongs to another package.
    fn hidden_member(&self, name: &str, owner: TypeId) -> bool {
        let exported = name.chars().next().is_some_and(char::is_uppercase);
        let foreign = self.types.named(owner).is_some_and(|named| {
            !named.package.is_empty() && *named.package != *self.packages[self.package].name
        });
        !exported && foreign
    }

    fn package_named(&mut self, inner: &'a Expr) -> Option<usize> {
        let name = inner.as_name()?;
        let id = self.find(name)?;
        let ObjKind::Package(package) = self.obj(id).kind else { return None };
        self.obj_mut(id).used = true;
        Some(package)
    }

    fn package_member(&mut self, expr: &'a Expr, package: usize, name: &'a Ident) -> Operand<'a> {
        let packages = self.packages;
        let exported = name.name.chars().next().is_some_and(char::is_uppercase);
        let found = self.package_scopes[package].get(&name.name).copied();
        let Some(id) = found.filter(|_| exported) else {
            let path = &packages[package].path;
            if let Some(help) = missing_member(path, &name.name) {
                self.unsupported(name.span, format!("{} is not simulated yet", show(expr)), help);
            } else {
                let capital = capitalized(&name.name);
                let other = self.package_scopes[package].contains_key(&*capital) && !exported;
                let hint = if other { format!(" (but have {capital})") } else { String::new() };
                let message = match found {
                    Some(_) if !other => format!(
                        "name {} not exported by package {}",
                        name.name, packages[package].name
                    ),
                    _ => format!("undefined: {}{hint}", show(expr)),
                };
                self.error(name.span, message);
            }
            return Operand::invalid(expr);
        };
        self.resolve(id);
        self.info.objs.insert(expr.id, id);
        self.info.objs.insert(name.id, id);
        self.references.insert(id);
        let obj = self.obj(id);
        let (mode, value) = match obj.kind.clone() {
            ObjKind::Const(value) => (Mode::Const, Some(value)),
            ObjKind::TypeName => (Mode::Type, None),
            ObjKind::Generic(index) => (Mode::Generic(index), None),
            ObjKind::Global(_) => (Mode::Variable, None),
            _ => (Mode::Value, None),
        };
        Operand { mode, ty: obj.ty, value, expr, alias: None }
    }

    fn no_member(&mut self, expr: &'a Expr, x: &Operand<'a>, name: &'a Ident) -> Operand<'a> {
        let member = &name.name;
        let shown = self.types.show(x.ty);
        let pointer_to_interface =
            self.types.pointee(x.ty).is_some_and(|to| self.types.is_interface(to));
        let pointer_to_param =
            self.types.pointee(x.ty).is_some_and(|to| self.types.param(to).is_some());
        let why = if pointer_to_param {
            format!("type {shown} is pointer to type parameter, not type parameter")
        } else if pointer_to_interface {
            format!("type {shown} is pointer to interface, not interface")
        } else {
            let foreign = self.package_of(x.ty).is_some();
            match self.similar_member(x.ty, member) {
                Some((what, other)) if foreign && other == *member => {
                    format!("cannot refer to unexported {what} {member}")
                }
                Some((what, other)) if !foreign || other.starts_with(char::is_uppercase) => {
                    format!(
                        "type {shown} has no field or method {member}, but does have {what} {other}"
                    )
                }
                _ => format!("type {shown} has no field or method {member}"),
            }
        };
        if let Some(path) = self.package_of(x.ty)
            && let Some(help) = missing_member(&path, member)
        {
            self.unsupported(name.span, format!("{shown}.{member} is not simulated yet"), help);
            return Operand::invalid(expr);
        }
        self.error(name.span, format!("{}.{member} undefined ({why})", show(x.expr)));
        Operand::invalid(expr)
    }

    /// The path of the imported package that defines `ty` (or what it points to).
    fn package_of(&self, ty: TypeId) -> Option<Rc<str>> {
        let base = self.types.pointee(ty).unwrap_or(ty);
        let named = self.types.named(base)?;
        let package = self
            .packages
            .iter()
            .find(|package| package.name == named.package && !package.is_main())?;
        Some(package.path.clone())
    }

    /// A member whose name differs only in capitals.
    fn similar_member(&self, ty: TypeId, name: &str) -> Option<(&'static str, Rc<str>)> {
        let base = self.types.pointee(ty).unwrap_or(ty);
        let members = self.types.members(base).unwrap_or_else(|| [].into());
        if let Some(member) = members.iter().find(|member| member.name.eq_ignore_ascii_case(name)) {
            return Some(("field", member.name.clone()));
        }
        let methods: Vec<Rc<str>> = match self.types.interface(base) {
            Some(methods) => methods.iter().map(|method| method.name.clone()).collect(),
            None => {
                self.types.named(base)?.methods.iter().map(|method| method.name.clone()).collect()
            }
        };
        methods
            .into_iter()
            .find(|method| method.eq_ignore_ascii_case(name))
            .map(|method| ("method", method))
    }

    fn member(
        &mut self, expr: &'a Expr, inner: &'a Expr, x: Operand<'a>, name: &'a Ident,
        found: super::Found,
    ) -> Operand<'a> {
        let of_type = x.mode == Mode::Type;
        let (ty, mode) = match &found.what {
            Lookup::Field { ty, .. } => {
                if of_type {
                    let message = format!(
                        "{}.{} undefined (type {} has no method {})",
                        show(inner),
                        name.name,
                        self.types.show(x.ty),
                        name.name
                    );
                    self.error(name.span, message);
                    return Operand::invalid(expr);
                }
                let variable = x.mode == Mode::Variable || found.through_pointer;
                (*ty, if variable { Mode::Variable } else { Mode::Value })
            }
            Lookup::Method { sig, pointer, .. } => {
                if *pointer && !found.through_pointer {
                    if of_type || x.mode != Mode::Variable {
                        let message = format!(
                            "cannot call pointer method {} on {}",
                            name.name,
                            self.types.show(x.ty)
                        );
                        let message = match of_type {
                            true => format!(
                                "invalid method expression {0}.{1} (needs pointer receiver (*{0}).{1})",
                                self.types.show(x.ty),
                                name.name
                            ),
                            false => message,
                        };
                        self.error(name.span, message);
                        return Operand::invalid(expr);
                    }
                    self.box_variable(inner);
                }
                (*sig, Mode::Value)
            }
            Lookup::Interface { sig, .. } => (*sig, Mode::Value),
        };
        if let Lookup::Method { func, .. } = found.what
            && func & GENERIC != 0
        {
            return self.generic_member(expr, name, found, of_type);
        }
        let ty = if of_type { self.with_receiver(x.ty, ty) } else { ty };
        self.info.selections.insert(expr.id, Selection { found, of_type });
        Operand { mode, ty, value: None, expr, alias: None }
    }

    /// A method with type parameters of its own: those of its receiver are known.
    fn generic_member(
        &mut self, expr: &'a Expr, name: &'a Ident, found: super::Found, of_type: bool,
    ) -> Operand<'a> {
        let Lookup::Method { func, .. } = found.what else { return Operand::invalid(expr) };
        let owner = self.types.named(found.owner).and_then(|named| named.instance.clone());
        let args: Vec<TypeId> = owner.map(|(_, args)| args.to_vec()).unwrap_or_default();
        let spans = vec![name.span; args.len()];
        self.partial.insert(expr.id, (args, spans));
        self.info.selections.insert(expr.id, Selection { found, of_type });
        if of_type {
            let help = "call the method of a value";
            self.unsupported(expr.span, "generic method expressions are not simulated", help);
            return Operand::invalid(expr);
        }
        let mode = Mode::Generic(func & !GENERIC);
        Operand { mode, ty: Self::invalid(), value: None, expr, alias: None }
    }

    /// The type of a method expression: the receiver is the first parameter.
    fn with_receiver(&mut self, receiver: TypeId, sig: TypeId) -> TypeId {
        let Some(sig) = self.types.sig(sig) else { return Self::invalid() };
        let mut params = vec![receiver];
        params.extend(&sig.params);
        let sig = Sig { params, results: sig.results.clone(), variadic: sig.variadic };
        self.types.add(Type::Func(Rc::new(sig)))
    }
}

fn capitalized(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .map(|first| [case::upper(first)].into_iter().chain(chars).collect())
        .unwrap_or_default()
}
