//! Finding fields and methods, also through embedded structs.
//!
//! **Models:** `types2/lookup.go`.

use super::Checker;
use super::generic::GENERIC;
use crate::types::{Method, Type, TypeId, Types};
use std::rc::Rc;

/// A field or a method that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    /// The embedded fields on the way to it, by index.
    pub path: Vec<u32>,
    /// What it is.
    pub what: Lookup,
    /// The type of the struct, defined type or interface it belongs to.
    pub owner: TypeId,
    /// Whether a pointer was followed on the way.
    pub through_pointer: bool,
}

/// What was found.
#[derive(Clone, PartialEq, Debug)]
pub enum Lookup {
    Field {
        index: u32,
        ty: TypeId,
    },
    /// A declared method.
    Method {
        func: u32,
        pointer: bool,
        sig: TypeId,
    },
    /// A method of an interface.
    Interface {
        name: Rc<str>,
        sig: TypeId,
    },
}

struct Place {
    ty: TypeId,
    path: Vec<u32>,
    through_pointer: bool,
}

impl Types {
    /// The field or method `name` of `ty` at the shallowest depth; `None` also where it is
    /// ambiguous.
    pub fn lookup(&self, ty: TypeId, name: &str) -> Option<Found> {
        let (start, pointer) = match self.get(ty) {
            Type::Pointer(elem) if self.is_interface(*elem) || self.param(*elem).is_some() => {
                return None;
            }
            Type::Pointer(elem) => (*elem, true),
            _ => (ty, false),
        };
        if let (Some(elem), true) = (self.pointee(ty), matches!(self.get(ty), Type::Named(_))) {
            return self
                .level(elem, name, Vec::new(), true)
                .filter(|found| matches!(found.what, Lookup::Field { .. }));
        }
        let mut seen: Vec<TypeId> = Vec::new();
        let mut current = vec![Place { ty: start, path: Vec::new(), through_pointer: pointer }];
        while !current.is_empty() {
            let mut found: Option<Found> = None;
            let mut next = Vec::new();
            for place in current {
                if seen.contains(&place.ty) {
                    continue;
                }
                seen.push(place.ty);
                if let Some(hit) =
                    self.level(place.ty, name, place.path.clone(), place.through_pointer)
                {
                    if found.is_some() {
                        return None;
                    }
                    found = Some(hit);
                }
                self.embedded(&place, &mut next);
            }
            if found.is_some() {
                return found;
            }
            current = next;
        }
        None
    }

    /// What is called `name` directly in `ty`.
    fn level(
        &self, ty: TypeId, name: &str, path: Vec<u32>, through_pointer: bool,
    ) -> Option<Found> {
        let hit =
            |what: Lookup| Some(Found { path: path.clone(), what, owner: ty, through_pointer });
        if let Some(named) = self.named(ty)
            && let Some(method) = named.methods.iter().find(|method| &*method.name == name)
        {
            return hit(Lookup::Method {
                func: method.func,
                pointer: method.pointer,
                sig: method.sig,
            });
        }
        let bound = self.param(ty).map(|param| param.bound);
        match self.under(bound.unwrap_or(ty)) {
            Type::Struct(members) => {
                let index = members.iter().position(|member| &*member.name == name)?;
                hit(Lookup::Field { index: index as u32, ty: members[index].ty })
            }
            Type::Interface(_) | Type::Constraint(_) => {
                let methods = self.interface(bound.unwrap_or(ty))?;
                let method = methods.iter().find(|method| &*method.name == name)?;
                hit(Lookup::Interface { name: method.name.clone(), sig: method.sig })
            }
            _ => None,
        }
    }

    fn embedded(&self, place: &Place, next: &mut Vec<Place>) {
        let Some(members) = self.members(place.ty).filter(|_| self.param(place.ty).is_none())
        else {
            return;
        };
        for (index, member) in members.iter().enumerate().filter(|(_, member)| member.embedded) {
            let mut path = place.path.clone();
            path.push(index as u32);
            let (ty, pointer) = match self.get(member.ty) {
                Type::Pointer(elem) => (*elem, true),
                _ => (member.ty, false),
            };
            next.push(Place { ty, path, through_pointer: place.through_pointer || pointer });
        }
    }

    /// Whether the method, found in a value of a type (not through a variable), may be called.
    pub fn in_method_set(&self, found: &Found) -> bool {
        match found.what {
            Lookup::Method { pointer, .. } => !pointer || found.through_pointer,
            Lookup::Interface { .. } => true,
            Lookup::Field { .. } => false,
        }
    }

    /// Whether `ty` has all methods of the interface.
    pub fn has_methods(&self, ty: TypeId, interface: TypeId) -> bool {
        let Some(wanted) = self.interface(interface) else { return false };
        wanted.iter().all(|method| self.has_method(ty, method))
    }

    /// Whether `ty` has this method.
    pub fn has_method(&self, ty: TypeId, method: &Method) -> bool {
        self.lookup(ty, &method.name).is_some_and(|found| {
            let sig = match found.what {
                Lookup::Method { sig, .. } | Lookup::Interface { sig, .. } => Some(sig),
                Lookup::Field { .. } => None,
            };
            sig == Some(method.sig) && !is_generic(&found.what) && self.in_method_set(&found)
        })
    }
}

/// Whether it is a method with type parameters of its own.
fn is_generic(what: &Lookup) -> bool {
    matches!(what, Lookup::Method { func, .. } if func & GENERIC != 0)
}

impl Checker<'_> {
    /// Why `ty` does not implement the interface, as gc puts it in parentheses.
    pub(super) fn missing_method(&self, ty: TypeId, interface: TypeId) -> Option<String> {
        let wanted = self.types.interface(interface)?;
        for method in wanted.iter() {
            let cause = match self.types.lookup(ty, &method.name) {
                None => self.missing_cause(ty, &method.name, method.sig),
                Some(found) => match found.what {
                    Lookup::Field { .. } => Some(format!(
                        "({}.{} is a field, not a method)",
                        self.types.show(ty),
                        method.name
                    )),
                    Lookup::Method { sig, .. } | Lookup::Interface { sig, .. }
                        if sig != method.sig || is_generic(&found.what) =>
                    {
                        let name = match found.what {
                            Lookup::Method { func, .. } if func & GENERIC != 0 => {
                                self.generic_name(func & !GENERIC).into()
                            }
                            _ => method.name.clone(),
                        };
                        let (have, want) = (
                            self.method_text(&name, sig),
                            self.method_text(&method.name, method.sig),
                        );
                        Some(format!(
                            "(wrong type for method {})\n\t\thave {have}\n\t\twant {want}",
                            method.name
                        ))
                    }
                    _ if !self.types.in_method_set(&found) => {
                        Some(format!("(method {} has pointer receiver)", method.name))
                    }
                    _ => None,
                },
            };
            if cause.is_some() {
                return cause;
            }
        }
        None
    }

    fn missing_cause(&self, ty: TypeId, name: &str, sig: TypeId) -> Option<String> {
        if self.types.pointee(ty).is_some_and(|elem| self.types.is_interface(elem)) {
            return Some(format!(
                "(type {} is pointer to interface, not interface)",
                self.types.show(ty)
            ));
        }
        let other = self.types.named(ty).and_then(|named| {
            named.methods.iter().find(|method| method.name.eq_ignore_ascii_case(name))
        });
        Some(match other {
            Some(method) => {
                let (have, want) =
                    (self.method_text(&method.name, method.sig), self.method_text(name, sig));
                format!("(missing method {name})\n\t\thave {have}\n\t\twant {want}")
            }
            None => format!("(missing method {name})"),
        })
    }

    fn method_text(&self, name: &str, sig: TypeId) -> String {
        let sig = self
            .types
            .sig(sig)
            .map(|sig| self.types.sig_name(&sig, crate::type_names::Style::Compiler));
        format!("{name}{}", sig.unwrap_or_default())
    }
}
