//! The heap: an arena of objects with integer handles.
//!
//! A reference is a handle in its upper half and an offset in slots in its lower half; 0 is nil.
//! **Invariants:** handle 0 is never used; the first handles belong to the program's string
//! constants, which all copies of a machine share; what cannot be reached from a root may go at any
//! collection.

use super::chan::GoChan;
use super::map::GoMap;
use super::size_class::round_up;
use crate::code::Shape;
use runtime_core::guest::Fingerprint;
use std::rc::Rc;

/// An object.
#[derive(Debug)]
pub enum Object {
    /// A free place, and the next one.
    Free(u32),
    Str(Rc<[u8]>),
    /// A part of a string, which it shares.
    Part {
        of: Rc<[u8]>,
        from: u32,
        to: u32,
    },
    /// Slots whose kinds are those of the shape, repeated.
    Cells {
        shape: u32,
        data: Vec<u64>,
    },
    Map(Box<GoMap>),
    Chan(Box<GoChan>),
}

/// A string constant, and its hash.
#[derive(Debug)]
pub(super) struct Constant {
    object: Object,
    hash: u128,
}

/// The objects.
#[derive(Debug)]
pub struct Heap {
    /// By handle; number 0 is nil.
    pub(super) constants: Rc<[Constant]>,
    /// The handle of the first other object, which is how many constants there are.
    pub(super) first: u32,
    /// By handle, from that one on.
    pub(super) objects: Vec<Object>,
    pub(super) free: u32,
    /// Bytes in use, about.
    pub bytes: u64,
    /// When they are more than this, a collection is due.
    pub due: u64,
    /// The most there may be.
    pub limit: u64,
    /// Bytes allocated since the runtime was told last, as real Go counts them.
    pub allocated: u64,
    /// What the last collection left, counted likewise, and how many objects.
    pub live: u64,
    pub live_objects: u64,
    /// Places below this one are no part of real Go's heap: constants and global variables.
    pub(super) fixed: u32,
    /// What becomes of the places of objects that are gone.
    pub places: Places,
    pub(super) shapes: Rc<[Shape]>,
}

/// What becomes of free places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Places {
    /// New objects take them.
    Reused,
    /// Nothing: no two objects of a run have the same address, which is how those who watch know
    /// them apart.
    Left,
}

/// Bytes that may be allocated before the first collection.
const FIRST_COLLECTION: u64 = 32 << 20;
/// Bytes a program may use: what a browser's tab can spare.
const BYTES_MAX: u64 = 1 << 30;
/// Bytes an object takes besides its data.
const OBJECT_BYTES: u64 = 40;

/// Shorter parts of strings are copied.
const SHARED_MIN: usize = 64;
/// `hchanSize`
const CHAN_BYTES: u64 = 96;

/// A reference to the start of an object.
pub fn reference(handle: u32) -> u64 {
    u64::from(handle) << 32
}

/// The handle of a reference.
pub fn handle(reference: u64) -> u32 {
    (reference >> 32) as u32
}

/// The hash of a string's bytes.
fn text_hash(bytes: &[u8]) -> u128 {
    let mut hash = Fingerprint::default();
    hash.bytes(bytes);
    hash.finish()
}

fn size(object: &Object) -> u64 {
    OBJECT_BYTES
        + match object {
            Object::Free(_) => 0,
            Object::Str(bytes) => bytes.len() as u64 + 16,
            // It may be the last one that keeps the whole string.
            Object::Part { from, to, .. } => u64::from(to - from),
            Object::Cells { data, .. } => data.len() as u64 * 8,
            Object::Map(map) => map.bytes(),
            Object::Chan(chan) => chan.bytes(),
        }
}

impl Object {
    /// A string's bytes.
    fn text(&self) -> &[u8] {
        match self {
            Object::Str(bytes) => bytes,
            Object::Part { of, from, to } => &of[*from as usize..*to as usize],
            _ => &[],
        }
    }
}

impl Heap {
    /// A heap of objects of these shapes that holds the constants.
    pub fn new(shapes: Rc<[Shape]>, texts: &[Rc<[u8]>]) -> Heap {
        let texts = texts.iter().map(|text| Object::Str(text.clone()));
        let constants: Rc<[Constant]> = std::iter::once(Object::Free(0))
            .chain(texts)
            .map(|object| Constant { hash: text_hash(object.text()), object })
            .collect();
        Heap {
            first: constants.len() as u32,
            bytes: constants[1..].iter().map(|constant| size(&constant.object)).sum(),
            constants,
            objects: Vec::new(),
            free: 0,
            due: FIRST_COLLECTION,
            limit: BYTES_MAX,
            allocated: 0,
            live: 0,
            live_objects: 0,
            fixed: 0,
            places: Places::Reused,
            shapes,
        }
    }

    /// What has been added so far belongs to the program, not to its heap.
    pub fn fix(&mut self) {
        (self.fixed, self.allocated) = (self.len() as u32, 0);
    }

    /// What an object takes in real Go.
    fn real_bytes(&self, object: &Object) -> u64 {
        match object {
            Object::Free(_) | Object::Part { .. } => 0,
            Object::Str(bytes) => round_up(bytes.len() as u64, false),
            Object::Cells { shape, data } => {
                let shape = &self.shapes[*shape as usize];
                let count = (data.len() as u64).checked_div(shape.len() as u64).unwrap_or(0);
                round_up(count * shape.bytes, shape.pointers())
            }
            Object::Map(map) => map.real_bytes(),
            Object::Chan(chan) => {
                let elem = self.shapes[chan.shape as usize].bytes;
                round_up(CHAN_BYTES + elem * u64::from(chan.cap), true)
            }
        }
    }

    /// Adds an object.
    pub fn add(&mut self, object: Object) -> u64 {
        self.bytes += size(&object);
        self.allocated += self.real_bytes(&object);
        if self.free == 0 {
            self.objects.push(object);
            return reference(self.len() as u32 - 1);
        }
        let at = self.free;
        let place = &mut self.objects[(at - self.first) as usize];
        if let Object::Free(next) = std::mem::replace(place, object) {
            self.free = next;
        }
        reference(at)
    }

    /// Adds zeroed slots.
    pub fn add_cells(&mut self, shape: u32, len: usize) -> u64 {
        self.add(Object::Cells { shape, data: vec![0; len] })
    }

    /// Adds a string; the empty one needs no object.
    pub fn add_str(&mut self, bytes: &[u8]) -> u64 {
        if bytes.is_empty() { 0 } else { self.add(Object::Str(bytes.into())) }
    }

    /// A part of a string. It is shared, as in real Go, unless that would keep more alive than
    /// it is worth.
    pub fn part(&mut self, reference: u64, from: usize, to: usize) -> u64 {
        let len = to - from;
        if len == self.str(reference).len() || len == 0 {
            return if len == 0 { 0 } else { reference };
        }
        let (of, start) = match self.get(reference) {
            Object::Str(bytes) => (bytes.clone(), 0),
            Object::Part { of, from, .. } => (of.clone(), *from as usize),
            _ => return 0,
        };
        let (from, to) = (start + from, start + to);
        if len >= SHARED_MIN && len >= of.len() / 2 && to <= u32::MAX as usize {
            return self.add(Object::Part { of, from: from as u32, to: to as u32 });
        }
        let allocated = self.allocated;
        let copy = self.add_str(&of[from..to]);
        self.allocated = allocated;
        copy
    }

    /// Adds a map.
    pub fn add_map(&mut self, map: GoMap) -> u64 {
        self.add(Object::Map(Box::new(map)))
    }

    /// The object itself.
    pub fn get(&self, reference: u64) -> &Object {
        match self.objects.get(self.place(reference)) {
            Some(object) => object,
            None => &self.constants[handle(reference) as usize].object,
        }
    }

    /// The object itself, if it is no constant.
    fn get_mut(&mut self, reference: u64) -> Option<&mut Object> {
        let place = self.place(reference);
        self.objects.get_mut(place)
    }

    /// Where an object is among those that are no constants; out of range for a constant.
    #[inline(always)]
    fn place(&self, reference: u64) -> usize {
        handle(reference).wrapping_sub(self.first) as usize
    }

    /// The object's number from 0 among those that are no constants.
    pub fn number(&self, reference: u64) -> Option<usize> {
        Some(self.place(reference)).filter(|&place| place < self.objects.len())
    }

    /// The hash of a string's bytes; `None` for any other object.
    pub fn str_hash(&self, reference: u64) -> Option<u128> {
        match self.objects.get(self.place(reference)) {
            None => Some(self.constants[handle(reference) as usize].hash),
            Some(object @ (Object::Str(_) | Object::Part { .. })) => Some(text_hash(object.text())),
            Some(_) => None,
        }
    }

    /// A string's bytes.
    pub fn str(&self, reference: u64) -> &[u8] {
        self.get(reference).text()
    }

    /// One slot behind a reference.
    #[inline(always)]
    pub fn slot(&self, reference: u64, off: usize) -> Option<u64> {
        match self.objects.get(self.place(reference))? {
            Object::Cells { data, .. } => data.get(reference as u32 as usize + off).copied(),
            _ => None,
        }
    }

    /// The same to be changed.
    #[inline(always)]
    pub fn slot_mut(&mut self, reference: u64, off: usize) -> Option<&mut u64> {
        match self.get_mut(reference)? {
            Object::Cells { data, .. } => data.get_mut(reference as u32 as usize + off),
            _ => None,
        }
    }

    /// The slots behind a reference, to the end of the object; `None` for nil.
    pub fn cells(&self, reference: u64) -> Option<&[u64]> {
        match self.get(reference) {
            Object::Cells { data, .. } => data.get(reference as u32 as usize..),
            _ => None,
        }
    }

    /// The same to be changed.
    pub fn cells_mut(&mut self, reference: u64) -> Option<&mut [u64]> {
        match self.get_mut(reference)? {
            Object::Cells { data, .. } => data.get_mut(reference as u32 as usize..),
            _ => None,
        }
    }

    /// A map; `None` for nil.
    pub fn map(&self, reference: u64) -> Option<&GoMap> {
        match self.get(reference) {
            Object::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The same to be changed.
    pub fn map_mut(&mut self, reference: u64) -> Option<&mut GoMap> {
        match self.get_mut(reference)? {
            Object::Map(map) => Some(map),
            _ => None,
        }
    }

    /// A channel; `None` for nil.
    pub fn chan(&self, reference: u64) -> Option<&GoChan> {
        match self.get(reference) {
            Object::Chan(chan) => Some(chan),
            _ => None,
        }
    }

    /// The same to be changed.
    pub fn chan_mut(&mut self, reference: u64) -> Option<&mut GoChan> {
        match self.get_mut(reference)? {
            Object::Chan(chan) => Some(chan),
            _ => None,
        }
    }

    /// How many handles there are, nil's included.
    pub fn len(&self) -> usize {
        self.first as usize + self.objects.len()
    }

    /// How many objects have places, besides constants.
    pub fn places(&self) -> usize {
        self.objects.len()
    }

    /// Whether an allocation of this many slots would go over the limit.
    pub fn too_much(&self, slots: u64) -> bool {
        slots.saturating_mul(8).saturating_add(self.bytes) > self.limit
    }

    /// Frees every object that is not marked, and sets when the next collection is due.
    pub fn sweep(&mut self, marked: &[bool]) {
        let constants = self.constants[1..].iter().map(|constant| size(&constant.object));
        (self.bytes, self.live, self.live_objects) = (constants.sum(), 0, 0);
        let first = self.first as usize;
        for (at, &keep) in marked.iter().enumerate().skip(first) {
            match (&self.objects[at - first], keep) {
                (Object::Free(_), _) => {}
                (object, true) => {
                    self.bytes += size(object);
                    if at >= self.fixed as usize {
                        self.live += self.real_bytes(object);
                        self.live_objects += 1;
                    }
                }
                (_, false) => {
                    self.objects[at - first] = Object::Free(self.free);
                    if self.places == Places::Reused {
                        self.free = at as u32;
                    }
                }
            }
        }
        self.due = (self.bytes * 2).max(FIRST_COLLECTION);
    }
}
