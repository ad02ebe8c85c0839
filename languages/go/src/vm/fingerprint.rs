//! A hash of the state that does not depend on handles: objects are numbered in the order in
//! which a walk from the roots meets them.

use super::collect::{arg_kinds, dynamic_is_reference};
use super::fiber::Fiber;
use super::heap::{self, Object};
use super::map::GoMap;
use super::{Vm, fiber};
use crate::code::Code;
use crate::types::Kind;
use runtime_core::guest::{Fingerprint, Reply};
use runtime_core::table::Table;

/// The walk: the objects met so far and those still to be described.
struct Walk<'v> {
    vm: &'v Vm,
    state: &'v mut Fingerprint,
    numbers: Table<u32, u64>,
    open: Vec<u32>,
}

impl Walk<'_> {
    fn code(&self) -> &Code {
        &self.vm.code
    }

    fn reference(&mut self, slot: u64) {
        let handle = heap::handle(slot);
        if handle == 0 {
            return self.state.word(slot);
        }
        let next = self.numbers.len() as u64 + 1;
        let number = *self.numbers.or_insert_with(handle, || next);
        if number == next {
            self.open.push(handle);
        }
        self.state.word(number << 32 | slot & 0xffff_ffff);
    }

    fn slots(&mut self, kinds: &[Kind], slots: &[u64]) {
        if kinds.is_empty() {
            return;
        }
        for (index, &slot) in slots.iter().enumerate() {
            match kinds[index % kinds.len()] {
                Kind::Ref => self.reference(slot),
                Kind::Dyn if index > 0 && dynamic_is_reference(self.code(), slots[index - 1]) => {
                    self.reference(slot)
                }
                _ => self.state.word(slot),
            }
        }
    }

    fn fiber(&mut self, fiber: &Fiber) {
        let code = self.vm.code.clone();
        self.state.word(fiber.frames.len() as u64);
        for frame in &fiber.frames {
            self.state.word(u64::from(frame.func) << 32 | u64::from(frame.pc));
            self.state.word(u64::from(frame.block) << 8 | frame.why as u64);
            let kinds = &code.funcs[frame.func as usize].kinds;
            if !kinds.is_empty() {
                self.slots(kinds, &fiber.stack[frame.base as usize..][..kinds.len()]);
            }
        }
        for defer in &fiber.defers {
            self.state.word(u64::from(defer.frame) << 32 | u64::from(defer.func));
            let kinds = arg_kinds(&code, defer.func);
            if !kinds.is_empty() {
                self.slots(kinds, &defer.args);
            }
        }
        for panic in &fiber.panics {
            self.state.word(u64::from(panic.frames) << 1 | u64::from(panic.recovered.is_some()));
            self.slots(&[Kind::Type, Kind::Dyn], &panic.value);
        }
        for printing in &fiber.printings {
            self.state.word(u64::from(printing.depth));
            self.state.bytes(printing.so_far());
            printing.slots(&code, |kinds, slots| self.slots(kinds, slots));
        }
        self.state.word(fiber.refused.map_or(0, |reply| 1 + u64::from(reply == Reply::NotLocked)));
        self.waiting(fiber.waiting);
    }

    fn waiting(&mut self, waiting: fiber::Waiting) {
        use fiber::Waiting;
        let (tag, at, n) = match waiting {
            Waiting::Nothing => (0, 0, 0),
            Waiting::Send { at, n } => (1, at, n),
            Waiting::Recv { at, n } => (2, at, n),
            Waiting::Word { at } => (3, at, 0),
            Waiting::Chan { at, shape, .. } => (4, at, shape),
            Waiting::Select { at } => (5, at, 0),
            Waiting::Mem { at } => (6, at, 0),
        };
        self.state.word(tag);
        self.state.word(u64::from(at) << 32 | u64::from(n));
    }

    fn object(&mut self, handle: u32) {
        let vm = self.vm;
        match vm.heap.get(heap::reference(handle)) {
            Object::Str(_) | Object::Part { .. } => {
                self.state.bytes(vm.heap.str(heap::reference(handle)));
            }
            Object::Cells { shape, data } => {
                self.state.word(data.len() as u64);
                let kinds = &vm.code.shapes[*shape as usize];
                if !kinds.is_empty() {
                    self.slots(kinds, data);
                }
            }
            Object::Map(map) => self.map(map),
            Object::Chan(chan) => {
                self.state.word(u64::from(chan.id.0) << 1 | u64::from(chan.timer));
                let values: Vec<u64> = chan.values.iter().copied().collect();
                self.state.word(values.len() as u64);
                let kinds = &vm.code.shapes[chan.shape as usize];
                if !kinds.is_empty() {
                    self.slots(kinds, &values);
                }
            }
            Object::Free(_) => {}
        }
    }

    fn map(&mut self, map: &GoMap) {
        let code = self.vm.code.clone();
        let shape = code.maps[map.shape as usize];
        self.state.word(u64::from(map.places()));
        for (number, own_key, own_value) in map.entries() {
            self.state.word(u64::from(number));
            let (key, value) =
                (&code.shapes[shape.key_shape as usize], &code.shapes[shape.value_shape as usize]);
            if !key.is_empty() {
                self.slots(key, own_key);
            }
            if !value.is_empty() {
                self.slots(value, own_value);
            }
        }
    }
}

impl Vm {
    /// Feeds the whole state to `state`.
    pub(super) fn hash(&self, state: &mut Fingerprint) {
        let mut walk = Walk { vm: self, state, numbers: Table::new(), open: Vec::new() };
        self.globals.iter().for_each(|&global| walk.reference(global));
        for (index, fiber) in self.fibers.iter().enumerate() {
            if let Some(fiber) = fiber {
                walk.state.word(index as u64 + 1);
                walk.fiber(fiber);
            }
        }
        walk.state.word(self.collections);
        for (callback, &function) in self.callbacks.iter() {
            walk.state.word(u64::from(callback.0));
            walk.reference(function);
        }
        while let Some(handle) = walk.open.pop() {
            walk.object(handle);
        }
    }
}
