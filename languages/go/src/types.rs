//! The types of a program: interned, so that identical types have the same number.
//!
//! **Models:** the Go specification, "Types"; layout in bytes as `cmd/compile` on amd64, by
//! which memory is counted.
//! **Invariants:** two types are identical exactly when their ids are equal; a [`TypeId`] stays
//! valid for the life of the program. `byte` is `uint8` and `rune` is `int32`.

use crate::syntax::ast::ChanDir;
use crate::type_params::{Constraint, Mark, ParamDef, ParamId};
use runtime_core::table::Table;
use std::rc::Rc;

/// The number of a type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeId(pub u32);

/// The number of a defined type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NamedId(pub u32);

/// The predeclared types without structure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basic {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    String,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedString,
    UntypedNil,
}

/// Every basic type with its name, in the order of their ids.
pub const BASICS: [(Basic, &str); 22] = [
    (Basic::Invalid, "invalid type"),
    (Basic::Bool, "bool"),
    (Basic::Int, "int"),
    (Basic::Int8, "int8"),
    (Basic::Int16, "int16"),
    (Basic::Int32, "int32"),
    (Basic::Int64, "int64"),
    (Basic::Uint, "uint"),
    (Basic::Uint8, "uint8"),
    (Basic::Uint16, "uint16"),
    (Basic::Uint32, "uint32"),
    (Basic::Uint64, "uint64"),
    (Basic::Uintptr, "uintptr"),
    (Basic::Float32, "float32"),
    (Basic::Float64, "float64"),
    (Basic::String, "string"),
    (Basic::UntypedBool, "untyped bool"),
    (Basic::UntypedInt, "untyped int"),
    (Basic::UntypedRune, "untyped rune"),
    (Basic::UntypedFloat, "untyped float"),
    (Basic::UntypedString, "untyped string"),
    (Basic::UntypedNil, "untyped nil"),
];

impl Basic {
    /// The type's id.
    pub const fn id(self) -> TypeId {
        TypeId(self as u32)
    }

    /// Whether it is an integer type, untyped ones included.
    pub fn is_integer(self) -> bool {
        (Basic::Int..=Basic::Uintptr).contains(&self)
            || matches!(self, Basic::UntypedInt | Basic::UntypedRune)
    }

    /// Whether it is an unsigned integer type.
    pub fn is_unsigned(self) -> bool {
        (Basic::Uint..=Basic::Uintptr).contains(&self)
    }

    /// Whether it is a floating-point type.
    pub fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }

    /// Whether it is untyped.
    pub fn is_untyped(self) -> bool {
        self >= Basic::UntypedBool
    }

    /// Its size in bits, 0 for what is no sized number.
    pub fn bits(self) -> u32 {
        match self {
            Basic::Int8 | Basic::Uint8 => 8,
            Basic::Int16 | Basic::Uint16 => 16,
            Basic::Int32 | Basic::Uint32 | Basic::Float32 => 32,
            _ if (Basic::Int..=Basic::Float64).contains(&self) => 64,
            _ => 0,
        }
    }
}

/// A type's structure.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Type {
    Basic(Basic),
    Named(NamedId),
    Pointer(TypeId),
    Slice(TypeId),
    Array(u64, TypeId),
    Map(TypeId, TypeId),
    Chan(ChanDir, TypeId),
    Func(Rc<Sig>),
    Struct(Rc<[Member]>),
    /// Methods in the order of their names.
    Interface(Rc<[Method]>),
    /// An interface that is more than its methods: only constraints are.
    Constraint(Rc<Constraint>),
    /// A type parameter, in the generic declaration itself.
    Param(ParamId),
    /// The results of a call; none or several.
    Tuple(Rc<[TypeId]>),
}

/// A function type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Sig {
    pub params: Vec<TypeId>,
    pub results: Vec<TypeId>,
    /// Whether the last parameter, a slice, takes any number of arguments.
    pub variadic: bool,
}

/// A field of a struct type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Member {
    pub name: Rc<str>,
    pub ty: TypeId,
    pub embedded: bool,
    /// What the string behind the field says; empty for none.
    pub tag: Rc<str>,
}

/// A method of an interface type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Method {
    pub name: Rc<str>,
    pub sig: TypeId,
}

/// A defined type.
#[derive(Clone, Debug)]
pub struct Named {
    pub name: Rc<str>,
    /// Its package's name; empty for `error`.
    pub package: Rc<str>,
    pub underlying: TypeId,
    pub methods: Vec<NamedMethod>,
    /// Of an instance of a generic type: that type's number, and the type arguments.
    pub instance: Option<(u32, Rc<[TypeId]>)>,
}

/// A declared method.
#[derive(Clone, Debug)]
pub struct NamedMethod {
    pub name: Rc<str>,
    /// The function's number.
    pub func: u32,
    /// Whether the receiver is a pointer.
    pub pointer: bool,
    /// Its type without the receiver.
    pub sig: TypeId,
}

/// What a slot holds, as the collector and the fingerprint see it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A number, a boolean, a length.
    Word,
    /// A reference: the object's handle above, an offset in slots below.
    Ref,
    /// An interface's dynamic type.
    Type,
    /// An interface's value: what it is, the type just before says.
    Dyn,
}

/// All types of a program.
#[derive(Clone, Debug)]
pub struct Types {
    list: Vec<Type>,
    pub(crate) marks: Vec<Mark>,
    ids: Table<Type, TypeId>,
    pub(crate) params: Vec<ParamDef>,
    /// The defined types.
    pub named: Vec<Named>,
    /// `error`.
    pub error: TypeId,
    /// `comparable`.
    pub comparable: TypeId,
    /// `interface {}`.
    pub any: TypeId,
    /// What messages call `uint8` and `int32`: as the program does.
    pub aliases: [&'static str; 2],
}

impl Default for Types {
    fn default() -> Types {
        let none = TypeId(0);
        let mut types = Types {
            list: Vec::new(),
            marks: Vec::new(),
            ids: Table::new(),
            params: Vec::new(),
            named: Vec::new(),
            error: none,
            comparable: none,
            any: none,
            aliases: ["byte", "rune"],
        };
        for (basic, _) in BASICS {
            types.add(Type::Basic(basic));
        }
        types.any = types.add(Type::Interface([].into()));
        let sig = types.func(vec![], vec![Basic::String.id()]);
        let methods = [Method { name: "Error".into(), sig }];
        let underlying = types.add(Type::Interface(methods.into()));
        types.error = types.define("error".into(), "".into());
        types.named[0].underlying = underlying;
        let set = Constraint { comparable: true, ..Constraint::default() };
        let underlying = types.add(Type::Constraint(Rc::new(set)));
        types.comparable = types.define("comparable".into(), "".into());
        types.named[1].underlying = underlying;
        types
    }
}

impl Types {
    /// The id of `ty`.
    pub fn add(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.ids.get(&ty) {
            return id;
        }
        let id = TypeId(self.list.len() as u32);
        self.marks.push(self.mark(&ty));
        self.list.push(ty.clone());
        self.ids.insert(ty, id);
        id
    }

    /// The id of `ty` if it has one.
    pub fn find(&self, ty: &Type) -> Option<TypeId> {
        self.ids.get(ty).copied()
    }

    /// A new defined type, its underlying type still to be set.
    pub fn define(&mut self, name: Rc<str>, package: Rc<str>) -> TypeId {
        let id = NamedId(self.named.len() as u32);
        let underlying = Basic::Invalid.id();
        self.named.push(Named { name, package, underlying, methods: Vec::new(), instance: None });
        self.add(Type::Named(id))
    }

    /// A function type.
    pub fn func(&mut self, params: Vec<TypeId>, results: Vec<TypeId>) -> TypeId {
        self.add(Type::Func(Rc::new(Sig { params, results, variadic: false })))
    }

    /// The type itself.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.list[id.0 as usize]
    }

    /// How many types there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The underlying type.
    pub fn under(&self, id: TypeId) -> &Type {
        self.get(self.under_id(id))
    }

    /// The underlying type's id.
    pub fn under_id(&self, mut id: TypeId) -> TypeId {
        for _ in 0..64 {
            match self.get(id) {
                Type::Named(named) => id = self.named[named.0 as usize].underlying,
                Type::Param(_) => return self.core(id).unwrap_or(id),
                _ => return id,
            }
        }
        Basic::Invalid.id()
    }

    /// The defined type behind `id`, if it is one.
    pub fn named(&self, id: TypeId) -> Option<&Named> {
        match self.get(id) {
            Type::Named(named) => Some(&self.named[named.0 as usize]),
            _ => None,
        }
    }

    /// The underlying basic type, `Invalid` for what has structure.
    pub fn basic(&self, id: TypeId) -> Basic {
        match self.under(id) {
            Type::Basic(basic) => *basic,
            _ => Basic::Invalid,
        }
    }

    /// What a pointer points to.
    pub fn pointee(&self, id: TypeId) -> Option<TypeId> {
        match self.under(id) {
            Type::Pointer(elem) => Some(*elem),
            _ => None,
        }
    }

    /// A function's type.
    pub fn sig(&self, id: TypeId) -> Option<Rc<Sig>> {
        match self.under(id) {
            Type::Func(sig) => Some(sig.clone()),
            _ => None,
        }
    }

    /// A struct's fields.
    pub fn members(&self, id: TypeId) -> Option<Rc<[Member]>> {
        match self.under(id) {
            Type::Struct(members) => Some(members.clone()),
            _ => None,
        }
    }

    /// An interface's methods, also of one that only constrains.
    pub fn interface(&self, id: TypeId) -> Option<Rc<[Method]>> {
        match self.under(id) {
            Type::Interface(methods) => Some(methods.clone()),
            Type::Constraint(set) => Some(set.methods.clone()),
            _ => None,
        }
    }

    /// Whether it is an interface.
    pub fn is_interface(&self, id: TypeId) -> bool {
        matches!(self.under(id), Type::Interface(_))
    }

    /// Whether it is untyped.
    pub fn is_untyped(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Basic(basic) if basic.is_untyped())
    }

    /// Whether real Go keeps its values as a single pointer.
    pub fn is_pointer(&self, id: TypeId) -> bool {
        use Type::{Chan, Func, Map, Pointer};
        matches!(self.under(id), Pointer(_) | Map(..) | Chan(..) | Func(_))
    }

    /// Whether `nil` is a value of it.
    pub fn has_nil(&self, id: TypeId) -> bool {
        use Type::{Chan, Func, Interface, Map, Pointer, Slice};
        matches!(
            self.under(id),
            Pointer(_) | Slice(_) | Map(..) | Chan(..) | Func(_) | Interface(_)
        ) || self.get(id) == &Type::Basic(Basic::UntypedNil)
            || self.param(id).is_some() && self.all(id, |ty| self.has_nil(ty))
    }

    /// Whether `==` is defined on it.
    pub fn comparable(&self, id: TypeId) -> bool {
        match self.under(id) {
            Type::Slice(_) | Type::Map(..) | Type::Func(_) => false,
            Type::Array(_, elem) => self.comparable(*elem),
            Type::Struct(members) => members.iter().all(|member| self.comparable(member.ty)),
            Type::Basic(basic) => *basic != Basic::UntypedNil,
            Type::Param(_) => self.param_comparable(id),
            _ => true,
        }
    }

    /// Whether `<` is defined on it.
    pub fn ordered(&self, id: TypeId) -> bool {
        self.all(id, |ty| {
            let basic = self.basic(ty);
            basic.is_integer()
                || basic.is_float()
                || matches!(basic, Basic::String | Basic::UntypedString)
        })
    }

    /// The type an untyped value takes where nothing else says.
    pub fn default_of(&self, id: TypeId) -> TypeId {
        match self.get(id) {
            Type::Basic(Basic::UntypedBool) => Basic::Bool.id(),
            Type::Basic(Basic::UntypedInt) => Basic::Int.id(),
            Type::Basic(Basic::UntypedRune) => Basic::Int32.id(),
            Type::Basic(Basic::UntypedFloat) => Basic::Float64.id(),
            Type::Basic(Basic::UntypedString) => Basic::String.id(),
            _ => id,
        }
    }

    // ---- layout

    /// The kinds of the slots a value takes.
    pub fn kinds(&self, id: TypeId) -> Vec<Kind> {
        let mut out = Vec::new();
        self.push_kinds(id, &mut out);
        out
    }

    fn push_kinds(&self, id: TypeId, out: &mut Vec<Kind>) {
        match self.under(id) {
            Type::Basic(Basic::String | Basic::UntypedString) => out.push(Kind::Ref),
            Type::Basic(_) => out.push(Kind::Word),
            Type::Pointer(_) | Type::Map(..) | Type::Func(_) | Type::Chan(..) => {
                out.push(Kind::Ref)
            }
            Type::Slice(_) => out.extend([Kind::Ref, Kind::Word, Kind::Word]),
            Type::Interface(_) => out.extend([Kind::Type, Kind::Dyn]),
            Type::Array(len, elem) => {
                let one = self.kinds(*elem);
                for _ in 0..*len {
                    out.extend_from_slice(&one);
                }
            }
            Type::Struct(members) => {
                members.iter().for_each(|member| self.push_kinds(member.ty, out))
            }
            Type::Tuple(list) => list.iter().for_each(|&ty| self.push_kinds(ty, out)),
            Type::Named(_) | Type::Param(_) | Type::Constraint(_) => {}
        }
    }

    /// How many slots a value takes.
    pub fn slots(&self, id: TypeId) -> u64 {
        match self.under(id) {
            Type::Slice(_) => 3,
            Type::Interface(_) => 2,
            Type::Array(len, elem) => len.saturating_mul(self.slots(*elem)),
            Type::Struct(members) => {
                members.iter().fold(0u64, |sum, member| sum.saturating_add(self.slots(member.ty)))
            }
            Type::Tuple(list) => list.iter().map(|&ty| self.slots(ty)).sum(),
            _ => 1,
        }
    }

    /// Whether an array is part of the value itself.
    pub fn holds_array(&self, id: TypeId) -> bool {
        match self.under(id) {
            Type::Array(..) => true,
            Type::Struct(members) => members.iter().any(|member| self.holds_array(member.ty)),
            _ => false,
        }
    }

    /// Size and alignment in bytes on amd64.
    pub fn size_align(&self, id: TypeId) -> (u64, u64) {
        match self.under(id) {
            Type::Basic(Basic::Bool) => (1, 1),
            Type::Basic(Basic::String) | Type::Interface(_) => (16, 8),
            Type::Basic(basic) => {
                (u64::from(basic.bits() / 8).max(1), u64::from(basic.bits() / 8).max(1))
            }
            Type::Slice(_) => (24, 8),
            Type::Array(len, elem) => {
                let (size, align) = self.size_align(*elem);
                (size.saturating_mul(*len), align)
            }
            Type::Struct(members) => self.struct_size(members),
            _ => (8, 8),
        }
    }

    fn struct_size(&self, members: &[Member]) -> (u64, u64) {
        let (mut at, mut widest) = (0u64, 1);
        for member in members {
            let (size, align) = self.size_align(member.ty);
            at = at.next_multiple_of(align).saturating_add(size);
            widest = widest.max(align);
        }
        (at.next_multiple_of(widest), widest)
    }
}
