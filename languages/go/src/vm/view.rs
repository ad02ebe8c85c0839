//! What printing may see of the machine.

use super::Vm;
use crate::code::Code;
use crate::types::TypeId;

impl Vm {
    /// A string's bytes.
    pub fn string(&self, reference: u64) -> &[u8] {
        self.heap.str(reference)
    }

    /// `n` slots behind a reference; none for nil.
    pub fn cells(&self, reference: u64, n: usize) -> Vec<u64> {
        self.heap
            .cells(reference)
            .and_then(|cells| cells.get(..n))
            .map(<[u64]>::to_vec)
            .unwrap_or_default()
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

    /// The method `name` of a type if it takes nothing and gives a string.
    pub fn method_for_text(&self, code: &Code, ty: TypeId, name: &str) -> Option<u32> {
        self.text_method(code, ty, name)
    }
}
