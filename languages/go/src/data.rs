//! The natives of the packages for data, by name.

/// What has no body in `strings`, `bytes`, `sort`, `slices`, `rand` and `reflect`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Data {
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
pub const DATA: &[(&str, Data)] = &[
    ("strings.index", Data::StringsIndex),
    ("strings.LastIndex", Data::StringsLastIndex),
    ("bytes.IndexByte", Data::BytesIndexByte),
    ("sort.length", Data::SliceLen),
    ("sort.swap", Data::SliceSwap),
    ("sort.ordered", Data::SliceSort),
    ("slices.ordered", Data::SliceSort),
    ("rand.seed", Data::RandSeed),
    ("rand.draw", Data::RandDraw),
    ("rand.block", Data::ChaCha8),
    ("reflect.typeOf", Data::TypeOf),
    ("reflect.info", Data::TypeInfo),
    ("reflect.typeName", Data::TypeName),
    ("reflect.field", Data::TypeField),
    ("reflect.has", Data::TypeHas),
    ("reflect.comparable", Data::TypeComparable),
    ("reflect.box", Data::Box),
    ("reflect.load", Data::LoadAny),
    ("reflect.put", Data::StoreAny),
    ("reflect.copySlots", Data::CopySlots),
    ("reflect.shift", Data::Shift),
    ("reflect.alloc", Data::Alloc),
    ("reflect.mapLen", Data::MapSize),
    ("reflect.mapMake", Data::MapNew),
    ("reflect.mapKey", Data::MapKey),
    ("reflect.mapGet", Data::MapFind),
    ("reflect.mapSet", Data::MapStore),
    ("reflect.mapDelete", Data::MapRemove),
];

impl Data {
    /// Whether it is one of `reflect`'s.
    pub fn reflects(self) -> bool {
        self as u8 >= Data::TypeOf as u8
    }
}
