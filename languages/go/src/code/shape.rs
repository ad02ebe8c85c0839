//! What memory is made of: objects, elements of slices, maps.

use crate::types::{Kind, TypeId};
use std::ops::Deref;
use std::rc::Rc;

/// What an object is made of: once, or repeated for an array's elements.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The kinds of its slots.
    pub kinds: Rc<[Kind]>,
    /// Its size in real Go, in bytes.
    pub bytes: u64,
}

impl Deref for Shape {
    type Target = [Kind];

    fn deref(&self) -> &[Kind] {
        &self.kinds
    }
}

impl Shape {
    /// The shape of numbers, of `[]byte`, of `[]rune` and of strings: every program has them.
    pub const WORDS: u32 = 0;
    pub const BYTES: u32 = 1;
    pub const RUNES: u32 = 2;
    pub const STRINGS: u32 = 3;

    /// Whether it contains pointers in real Go.
    pub fn pointers(&self) -> bool {
        self.kinds.iter().any(|kind| *kind != Kind::Word)
    }
}

/// What `append` must know of an element type.
#[derive(Clone, Copy, Debug)]
pub struct Elem {
    /// Slots of one element.
    pub slots: u32,
    /// Its shape.
    pub shape: u32,
    /// Its size in bytes in real Go.
    pub bytes: u64,
    /// Whether it contains pointers in real Go.
    pub pointers: bool,
}

/// How the keys of a map are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyBy {
    /// One slot by its bits.
    Word,
    /// A string.
    Str,
    /// Anything else, part by part.
    Parts,
}

/// What a map must know of its type.
#[derive(Clone, Copy, Debug)]
pub struct MapShape {
    pub key: TypeId,
    pub by: KeyBy,
    pub key_slots: u32,
    pub value_slots: u32,
    pub key_shape: u32,
    pub value_shape: u32,
    /// The size of a key and a value in real Go, in bytes.
    pub entry_bytes: u64,
}
