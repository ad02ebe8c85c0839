//! A hash of the state that does not depend on handles: objects are numbered in the order in
//! which a walk from the roots meets them. Strings have no identity; they are hashed where they
//! are met, constants by a hash of theirs that is known.
//!
//! What cannot influence the rest of the run is left out: the lines that were told, sizes of
//! stacks, counters of bytes, garbage.

use super::collect::{arg_kinds, dynamic_is_reference};
use super::fiber::Fiber;
use super::heap::{self, Object};
use super::map::GoMap;
use super::{Vm, fiber};
use crate::code::Code;
use crate::types::Kind;
use runtime_core::guest::{Fingerprint, Reply};

/// The walk: the objects met so far and those still to be described.
struct Walk<'v> {
    vm: &'v Vm,
    code: &'v Code,
    state: &'v mut Fingerprint,
    /// The numbers given to objects, by their own; 0 for one not met yet.
    numbers: Vec<u32>,
    /// The objects met, in order.
    met: Vec<u64>,
}

impl Walk<'_> {
    fn word(&mut self, word: u64) {
        self.state.word(word);
    }

    fn reference(&mut self, slot: u64) {
        if heap::handle(slot) == 0 {
            return self.word(slot);
        }
        if let Some(hash) = self.vm.heap.str_hash(slot) {
            self.word(hash as u64);
            return self.word((hash >> 64) as u64);
        }
        let Some(own) = self.vm.heap.number(slot) else { return };
        if self.numbers[own] == 0 {
            self.met.push(slot);
            self.numbers[own] = self.met.len() as u32;
        }
        self.word(heap::reference(self.numbers[own]) | slot & 0xffff_ffff);
    }

    /// Slots of kinds that repeat.
    fn slots(&mut self, kinds: &[Kind], slots: &[u64]) {
        match kinds {
            [] => {}
            [Kind::Word | Kind::Type] => slots.iter().for_each(|&slot| self.word(slot)),
            [Kind::Ref] => slots.iter().for_each(|&slot| self.reference(slot)),
            _ => slots.chunks(kinds.len()).for_each(|slots| self.row(kinds, slots)),
        }
    }

    fn row(&mut self, kinds: &[Kind], slots: &[u64]) {
        let mut before = 0;
        for (&kind, &slot) in kinds.iter().zip(slots) {
            match kind {
                Kind::Ref => self.reference(slot),
                Kind::Dyn if dynamic_is_reference(self.code, before) => self.reference(slot),
                _ => self.word(slot),
            }
            before = slot;
        }
    }

    fn fiber(&mut self, fiber: &Fiber) {
        let code = self.code;
        self.word(fiber.frames.len() as u64);
        for frame in &fiber.frames {
            self.word(u64::from(frame.func) << 32 | u64::from(frame.pc));
            self.word(u64::from(frame.block) << 8 | frame.why as u64);
            let kinds = &code.funcs[frame.func as usize].kinds;
            self.row(kinds, &fiber.stack[frame.base as usize..][..kinds.len()]);
        }
        let lists = [fiber.defers.len(), fiber.panics.len(), fiber.printings.len()];
        self.word(lists.into_iter().fold(0, |word, len| word << 20 | len as u64));
        for defer in &fiber.defers {
            self.word(u64::from(defer.frame) << 32 | u64::from(defer.func));
            self.row(arg_kinds(code, defer.func), &defer.args);
        }
        for panic in &fiber.panics {
            self.word(u64::from(panic.frames) << 1 | u64::from(panic.signal));
            self.word(panic.recovered.map_or(0, |frame| 1 + u64::from(frame)));
            self.state.bytes(panic.text.as_deref().unwrap_or_default().as_bytes());
            self.row(&[Kind::Type, Kind::Dyn], &panic.value);
        }
        for printing in &fiber.printings {
            self.word(u64::from(printing.depth));
            self.state.bytes(printing.so_far());
            printing.position(|word| self.word(word));
            printing.slots(code, |kinds, slots| self.slots(kinds, slots));
        }
        let refused = fiber.refused.map_or(0, |reply| 1 + u64::from(reply == Reply::NotLocked));
        self.waiting(fiber.waiting, refused);
    }

    fn waiting(&mut self, waiting: fiber::Waiting, refused: u64) {
        use fiber::Waiting;
        let (tag, at, n) = match waiting {
            Waiting::Nothing => (0, 0, 0),
            Waiting::Send { at, n } => (1, at, n),
            Waiting::Recv { at, n } => (2, at, n),
            Waiting::Word { at } => (3, at, 0),
            Waiting::Chan { at, shape, .. } => (4, at, shape),
            Waiting::Select { at } => (5, at, 0),
            Waiting::Mem { at } => (6, at, 0),
            Waiting::Timer { at, callback, .. } => (7, at, callback.0),
        };
        self.word(refused << 8 | tag);
        self.word(u64::from(at) << 32 | u64::from(n));
    }

    fn object(&mut self, reference: u64) {
        let vm = self.vm;
        match vm.heap.get(reference) {
            Object::Cells { shape, data } => {
                self.word(data.len() as u64);
                self.slots(&self.code.shapes[*shape as usize], data);
            }
            Object::Map(map) => self.map(map),
            Object::Chan(chan) => {
                self.word(u64::from(chan.id.0) << 1 | u64::from(chan.timer));
                self.word(chan.values.len() as u64);
                let kinds = &self.code.shapes[chan.shape as usize];
                match chan.values.as_slices() {
                    (values, []) => self.slots(kinds, values),
                    (front, back) => self.slots(kinds, &[front, back].concat()),
                }
            }
            Object::Str(_) | Object::Part { .. } | Object::Free(_) => {}
        }
    }

    fn map(&mut self, map: &GoMap) {
        let code = self.code;
        let shape = code.maps[map.shape as usize];
        let (key, value) =
            (&code.shapes[shape.key_shape as usize], &code.shapes[shape.value_shape as usize]);
        self.word(u64::from(map.places()));
        map.numbers().for_each(|number| self.word(number));
        for (_, own_key, own_value) in map.entries() {
            self.slots(key, own_key);
            self.slots(value, own_value);
        }
    }
}

impl Vm {
    /// Feeds the whole state to `state`.
    pub(super) fn hash(&self, state: &mut Fingerprint) {
        let numbers = vec![0; self.heap.places()];
        let met = Vec::with_capacity(numbers.len());
        let mut walk = Walk { vm: self, code: &self.code, state, numbers, met };
        self.globals.iter().for_each(|&global| walk.reference(global));
        for (index, fiber) in self.fibers.iter().enumerate() {
            if let Some(fiber) = fiber {
                walk.word(index as u64 + 1);
                walk.fiber(fiber);
            }
        }
        walk.word(self.collections);
        for (callback, &function) in self.callbacks.iter() {
            walk.word(u64::from(callback.0));
            walk.reference(function);
        }
        let mut next = 0;
        while let Some(&reference) = walk.met.get(next) {
            walk.object(reference);
            next += 1;
        }
    }
}
