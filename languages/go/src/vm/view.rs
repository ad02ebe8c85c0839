//! What printing may see of the machine.

use super::Vm;
use super::heap::{self, Object};
use crate::code::Code;
use crate::types::{Type, TypeId};
use std::rc::Rc;

impl Vm {
    /// A string's bytes.
    pub fn string(&self, reference: u64) -> &[u8] {
        self.heap.str(reference)
    }

    /// The same to be kept.
    pub fn text(&self, reference: u64) -> Rc<[u8]> {
        match self.heap.get(reference) {
            Object::Str(bytes) => bytes.clone(),
            _ => self.heap.str(reference).into(),
        }
    }

    /// `n` slots behind a reference; zeros for nil.
    pub fn slots_behind(&self, reference: u64, n: usize) -> Vec<u64> {
        let found = self.heap.cells(reference).and_then(|cells| cells.get(..n));
        found.map_or_else(|| vec![0; n], <[u64]>::to_vec)
    }

    /// The entries of a map, keys and values; none for nil.
    pub fn entries(&self, reference: u64) -> impl Iterator<Item = (Vec<u64>, Vec<u64>)> {
        let map = self.heap.map(reference).into_iter();
        map.flat_map(|map| map.entries()).map(|(_, key, value)| (key.to_vec(), value.to_vec()))
    }

    /// The slots of the value in an interface.
    pub fn value_slots(&self, code: &Code, ty: TypeId, data: u64) -> Vec<u64> {
        self.payload(code, ty, data)
    }

    /// Whether a type has an interface's methods.
    pub fn implements(&self, code: &Code, ty: TypeId, interface: TypeId) -> bool {
        code.types.has_methods(ty, interface)
    }

    /// Whether so many bytes are more than memory allows.
    pub fn too_long(&self, bytes: usize) -> bool {
        self.heap.too_much(bytes as u64 / 8)
    }

    /// An address that looks like one of Go's and is the same in every run; 0 for nil.
    pub fn address(&self, code: &Code, ty: TypeId, word: u64) -> u64 {
        match code.types.under(ty) {
            _ if word == 0 => 0,
            Type::Func(_) => 0x47_0000 + self.slots_behind(word, 1)[0] * 32,
            _ => 0xc0_0008_0000 + u64::from(heap::handle(word)) * 64 + (word & 0xffff_ffff) * 8,
        }
    }
}
