//! The natives of the packages for data, by name.

/// What has no body in `strings`, `bytes`, `sort`, `slices`, `rand` and `reflect`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Library {
    /// `index(s, sub, from)`
    StringsIndex,
    /// `LastIndex(s, sub)`
    StringsLastIndex,
    /// `IndexByte(b, c)`
    BytesIndexByte,
    /// The length of any slice.
    SliceLen,
    /// Exchanges two elements of any slice.
    SliceSwap,
    /// Sorts a slice of numbers or strings.
    SliceSort,
    /// The words of a seeded generator.
    RandSeed,
    /// A number of the machine's own stream.
    RandDraw,
    /// Four blocks of ChaCha8.
    ChaCha8,
    /// The type of what an interface holds.
    TypeOf,
    /// Kind, element, key, count, slots, pointer.
    TypeInfo,
    /// A type's name.
    TypeName,
    /// Name, tag, type, offset of a field.
    TypeField,
    /// Whether a type has an interface's methods.
    TypeHas,
    /// Whether `==` compares its values.
    TypeComparable,
    /// The address of what an interface holds.
    Box,
    /// The interface of what lies at an address.
    LoadAny,
    /// Stores an interface.
    StoreAny,
    /// Copies slots.
    CopySlots,
    /// An address further on.
    Shift,
    /// New zero values.
    Alloc,
    /// A map's length.
    MapSize,
    /// A new map.
    MapNew,
    /// The key of a map's entry.
    MapKey,
    /// The value of a key.
    MapFind,
    /// Stores a value.
    MapStore,
    /// Removes a key.
    MapRemove,
}

/// Their names.
pub const LIBRARY: &[(&str, Library)] = &[
    ("strings.index", Library::StringsIndex),
    ("strings.LastIndex", Library::StringsLastIndex),
    ("bytes.IndexByte", Library::BytesIndexByte),
    ("sort.length", Library::SliceLen),
    ("sort.swap", Library::SliceSwap),
    ("sort.ordered", Library::SliceSort),
    ("slices.ordered", Library::SliceSort),
    ("rand.seed", Library::RandSeed),
    ("rand.draw", Library::RandDraw),
    ("rand.block", Library::ChaCha8),
    ("reflect.typeOf", Library::TypeOf),
    ("reflect.info", Library::TypeInfo),
    ("reflect.typeName", Library::TypeName),
    ("reflect.field", Library::TypeField),
    ("reflect.has", Library::TypeHas),
    ("reflect.comparable", Library::TypeComparable),
    ("reflect.box", Library::Box),
    ("reflect.load", Library::LoadAny),
    ("reflect.put", Library::StoreAny),
    ("reflect.copySlots", Library::CopySlots),
    ("reflect.shift", Library::Shift),
    ("reflect.alloc", Library::Alloc),
    ("reflect.mapLen", Library::MapSize),
    ("reflect.mapMake", Library::MapNew),
    ("reflect.mapKey", Library::MapKey),
    ("reflect.mapGet", Library::MapFind),
    ("reflect.mapSet", Library::MapStore),
    ("reflect.mapDelete", Library::MapRemove),
];

impl Library {
    /// Whether it is one of `reflect`'s.
    pub fn reflects(self) -> bool {
        self as u8 >= Library::TypeOf as u8
    }
}
