//! The program's tables: constants, strings, shapes, elements, maps.

use super::Lowerer;
use crate::code::{Elem, KeyBy, MapShape, Shape};
use crate::types::{Basic, Kind, Type, TypeId};
use std::rc::Rc;

impl Lowerer<'_> {
    pub(super) fn const_index(&mut self, value: u64) -> u32 {
        let consts = &mut self.code.consts;
        *self.consts.or_insert_with(value, || {
            consts.push(value);
            consts.len() as u32 - 1
        })
    }

    pub(super) fn string_index(&mut self, bytes: &Rc<[u8]>) -> u32 {
        let strings = &mut self.code.strings;
        *self.strings.or_insert_with(bytes.clone(), || {
            strings.push(bytes.clone());
            strings.len() as u32 - 1
        })
    }

    /// The shape of these kinds, which takes so many bytes in real Go.
    pub(super) fn shape_index(&mut self, kinds: Vec<Kind>, bytes: u64) -> u32 {
        let shapes = &mut self.code.shapes;
        *self.shapes.or_insert_with((kinds.clone(), bytes), || {
            shapes.push(Shape { kinds: kinds.into(), bytes });
            shapes.len() as u32 - 1
        })
    }

    /// The shape of a value of type `ty`.
    pub(super) fn value_shape(&mut self, ty: TypeId) -> u32 {
        let bytes = self.types().size_align(ty).0;
        let kinds = self.types().kinds(ty);
        self.shape_index(kinds, bytes)
    }

    /// The shape of an object that holds a `ty`, and how often it is repeated.
    pub(super) fn shape_of(&mut self, ty: TypeId) -> (u32, u64) {
        match *self.types().under(ty) {
            Type::Array(len, elem) => {
                let (shape, times) = self.shape_of(elem);
                (shape, times.saturating_mul(len))
            }
            _ => (self.value_shape(ty), 1),
        }
    }

    pub(super) fn elem_index(&mut self, ty: TypeId) -> u32 {
        if let Some(&index) = self.elems.get(&ty) {
            return index;
        }
        let (shape, _) = self.shape_of(ty);
        let slots = self.types().slots(ty) as u32;
        let (bytes, _) = self.types().size_align(ty);
        let pointers = self.has_pointers(ty);
        let index = self.code.elems.len() as u32;
        self.code.elems.push(Elem { slots, shape, bytes, pointers });
        self.elems.insert(ty, index);
        index
    }

    fn has_pointers(&self, ty: TypeId) -> bool {
        match self.types().under(ty) {
            Type::Basic(basic) => matches!(basic, Basic::String),
            Type::Array(len, elem) => *len > 0 && self.has_pointers(*elem),
            Type::Struct(members) => members.iter().any(|member| self.has_pointers(member.ty)),
            _ => true,
        }
    }

    pub(super) fn map_index(&mut self, ty: TypeId) -> u32 {
        let Type::Map(key, value) = *self.types().under(ty) else { return 0 };
        if let Some(&index) = self.maps.get(&ty) {
            return index;
        }
        let (key_slots, value_slots) = (self.slots(key).into(), self.slots(value).into());
        let (key_shape, value_shape) = (self.value_shape(key), self.value_shape(value));
        let entry_bytes = self.types().size_align(key).0 + self.types().size_align(value).0;
        let index = self.code.maps.len() as u32;
        let by = self.key_by(key);
        self.code.maps.push(MapShape {
            key,
            by,
            key_slots,
            value_slots,
            key_shape,
            value_shape,
            entry_bytes,
        });
        self.maps.insert(ty, index);
        index
    }

    fn key_by(&self, key: TypeId) -> KeyBy {
        match self.types().under(key) {
            Type::Basic(Basic::String) => KeyBy::Str,
            Type::Basic(basic) if !basic.is_float() => KeyBy::Word,
            Type::Pointer(_) | Type::Chan(..) => KeyBy::Word,
            _ => KeyBy::Parts,
        }
    }

    pub(super) fn name_index(&mut self, name: &str) -> u32 {
        let known = self.code.names.iter().position(|other| &**other == name);
        known.unwrap_or_else(|| {
            self.code.names.push(name.into());
            self.code.names.len() - 1
        }) as u32
    }

    pub(super) fn method_index(&mut self, name: &str) -> u16 {
        let known = self.code.methods.iter().position(|other| &**other == name);
        known.unwrap_or_else(|| {
            self.code.methods.push(name.into());
            self.code.methods.len() - 1
        }) as u16
    }
}
