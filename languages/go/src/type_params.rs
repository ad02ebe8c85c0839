//! Type parameters, their constraints, and instances among the types.
//!
//! **Models:** the Go specification, "Type parameter declarations", "General interfaces".

use crate::types::{Basic, Method, Named, NamedId, Type, TypeId, Types};
use runtime_core::source::Span;
use std::rc::Rc;

/// The number of a type parameter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ParamId(pub u32);

/// A set of types.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Constraint {
    /// Methods in the order of their names.
    pub methods: Rc<[Method]>,
    /// The types it lists; `None` for all.
    pub terms: Option<Vec<Term>>,
    /// Whether its types must be comparable.
    pub comparable: bool,
    /// Whether it is written without `interface`.
    pub implicit: bool,
}

/// `T`, or `~T`: all types whose underlying type is `T`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Term {
    pub tilde: bool,
    pub ty: TypeId,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct ParamDef {
    pub name: Rc<str>,
    /// Where its name is declared.
    pub span: Span,
    /// Its constraint, an interface; invalid while that is not known.
    pub bound: TypeId,
}

/// What is known of a type from what it is made of.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Mark {
    /// Whether a type parameter is somewhere inside.
    open: bool,
    /// How deep its parts are nested.
    depth: u32,
}

impl Types {
    /// A new instance of a generic type, its underlying type still to be set.
    pub fn define_instance(
        &mut self, name: Rc<str>, package: Rc<str>, generic: u32, args: Rc<[TypeId]>,
    ) -> TypeId {
        let id = NamedId(self.named.len() as u32);
        let (underlying, instance) = (Basic::Invalid.id(), Some((generic, args)));
        self.named.push(Named { name, package, underlying, methods: Vec::new(), instance });
        self.add(Type::Named(id))
    }

    pub(crate) fn mark(&self, ty: &Type) -> Mark {
        let parts: Vec<TypeId> = match ty {
            Type::Basic(_) | Type::Constraint(_) => return Mark::default(),
            Type::Param(_) => return Mark { open: true, depth: 0 },
            Type::Named(named) => match &self.named[named.0 as usize].instance {
                None => return Mark::default(),
                Some((_, args)) => args.to_vec(),
            },
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array(_, elem) => vec![*elem],
            Type::Chan(_, elem) => vec![*elem],
            Type::Map(key, value) => vec![*key, *value],
            Type::Func(sig) => sig.params.iter().chain(&sig.results).copied().collect(),
            Type::Struct(members) => members.iter().map(|member| member.ty).collect(),
            Type::Interface(methods) => methods.iter().map(|method| method.sig).collect(),
            Type::Tuple(list) => list.to_vec(),
        };
        let marks = parts.iter().map(|part| self.marks[part.0 as usize]);
        marks.fold(Mark::default(), |sum, part| Mark {
            open: sum.open | part.open,
            depth: sum.depth.max(part.depth + 1),
        })
    }

    /// Whether a type parameter is somewhere inside.
    pub fn is_open(&self, id: TypeId) -> bool {
        self.marks[id.0 as usize].open
    }

    /// Says that a type declared in a generic function depends on its type parameters.
    pub fn set_open(&mut self, id: TypeId) {
        self.marks[id.0 as usize].open = true;
    }

    /// How deep the type's parts are nested.
    pub fn depth(&self, id: TypeId) -> u32 {
        self.marks[id.0 as usize].depth
    }

    /// A new type parameter, its constraint still to be set.
    pub fn new_param(&mut self, name: Rc<str>, span: Span) -> TypeId {
        let id = ParamId(self.params.len() as u32);
        self.params.push(ParamDef { name, span, bound: Basic::Invalid.id() });
        self.add(Type::Param(id))
    }

    /// Sets a type parameter's constraint.
    pub fn set_bound(&mut self, param: TypeId, bound: TypeId) {
        if let &Type::Param(id) = self.get(param) {
            self.params[id.0 as usize].bound = bound;
        }
    }

    /// The type parameter that `id` is.
    pub fn param(&self, id: TypeId) -> Option<&ParamDef> {
        match self.get(id) {
            Type::Param(param) => Some(&self.params[param.0 as usize]),
            _ => None,
        }
    }

    /// The types that a type parameter can be; `None` where its constraint lists none.
    pub fn terms(&self, param: TypeId) -> Option<&[Term]> {
        match self.under(self.param(param)?.bound) {
            Type::Constraint(set) => set.terms.as_deref(),
            _ => None,
        }
    }

    /// Whether `f` holds for the type, or for each type that a type parameter can be.
    pub fn all(&self, id: TypeId, f: impl Fn(TypeId) -> bool) -> bool {
        match self.get(id) {
            Type::Param(_) => {
                self.terms(id).is_some_and(|terms| terms.iter().all(|term| f(term.ty)))
            }
            _ => f(id),
        }
    }

    /// Whether it is an integer type, or a type parameter that can only be one.
    pub fn is_integer(&self, id: TypeId) -> bool {
        self.all(id, |ty| self.basic(ty).is_integer())
    }

    /// The same for any number.
    pub fn is_number(&self, id: TypeId) -> bool {
        self.all(id, |ty| self.basic(ty).is_integer() || self.basic(ty).is_float())
    }

    /// Whether it is a string or a slice of bytes, or a type parameter that can only be one.
    pub fn is_text(&self, id: TypeId) -> bool {
        self.all(id, |ty| match self.under(ty) {
            Type::Basic(basic) => *basic == Basic::String,
            Type::Slice(elem) => self.basic(*elem) == Basic::Uint8,
            _ => false,
        })
    }

    /// The underlying type that all types of a type parameter have in common.
    pub(crate) fn core(&self, param: TypeId) -> Option<TypeId> {
        let mut unders = self.terms(param)?.iter().map(|term| self.under_id(term.ty));
        let first = unders.next()?;
        unders.all(|other| other == first).then_some(first)
    }

    pub(crate) fn param_comparable(&self, id: TypeId) -> bool {
        let bound = self.param(id).map_or(self.any, |param| param.bound);
        let declared = matches!(self.under(bound), Type::Constraint(set) if set.comparable);
        declared || self.all(id, |ty| self.comparable(ty))
    }

    /// Whether the type parameter is somewhere in the type.
    pub fn mentions(&self, ty: TypeId, param: TypeId) -> bool {
        let inside = |list: &[TypeId]| list.iter().any(|&ty| self.mentions(ty, param));
        if ty == param {
            return true;
        }
        if !self.is_open(ty) {
            return false;
        }
        match self.get(ty) {
            Type::Basic(_) | Type::Param(_) | Type::Constraint(_) => false,
            Type::Named(named) => {
                let instance = &self.named[named.0 as usize].instance;
                instance.as_ref().is_some_and(|(_, args)| inside(args))
            }
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array(_, elem) => inside(&[*elem]),
            Type::Chan(_, elem) => inside(&[*elem]),
            Type::Map(key, elem) => inside(&[*key, *elem]),
            Type::Func(sig) => inside(&sig.params) || inside(&sig.results),
            Type::Struct(members) => members.iter().any(|member| self.mentions(member.ty, param)),
            Type::Interface(methods) => {
                methods.iter().any(|method| self.mentions(method.sig, param))
            }
            Type::Tuple(list) => inside(list),
        }
    }
}
