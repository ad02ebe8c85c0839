//! When the cycle collector runs, and what it cannot see in the objects.
//!
//! **Models:** `gc_collect_main` in `Python/gc.c`, CPython 3.13.
//! **Departures:** CPython counts a few allocations that no program can see, so that a collection
//! nobody asked for comes a little earlier there.

use super::Vm;
use super::fibers::Fibers;
use crate::object::burial::Dying;
use crate::object::collect::Beyond;
use crate::object::{FutureState, Object, Value};

/// Tasks that wait: their frames are theirs, and they live as long as what they wait for.
pub(super) struct Waiting<'a> {
    fibers: &'a Fibers,
}

impl<'a> Waiting<'a> {
    pub(super) fn new(fibers: &'a Fibers) -> Waiting<'a> {
        Waiting { fibers }
    }
}

impl Beyond for Waiting<'_> {
    fn held(&self, object: &Object, each: &mut dyn FnMut(Value)) {
        let Object::Future(future) = object else { return };
        let Some(task) = &future.task else { return };
        let Some(fiber) = self.fibers.get(task.fiber.index().wrapping_sub(1)) else { return };
        // Of one that is ready or runs, the loop takes care.
        if future.state == FutureState::Pending && fiber.task.is_undef() && fiber.depth > 0 {
            super::recount::fiber_roots(fiber, each);
        }
    }
}

impl Vm {
    /// Collects if it is time to.
    pub(super) fn collect_if_due(&mut self) {
        if self.heap.generations.is_due() {
            let generation = self.heap.generations.due();
            self.collect(generation);
        }
    }

    /// Collects a generation and the younger ones; how many objects turn out to be unreachable.
    pub(crate) fn collect(&mut self, generation: usize) -> u64 {
        if std::mem::replace(&mut self.heap.generations.is_collecting, true) {
            return 0;
        }
        let generations = &mut self.heap.generations;
        if generation < 2 {
            generations.counts[generation + 1] += 1;
        }
        generations.counts[..=generation].fill(0);
        let of = self.heap.candidates(generation);
        let beyond = Waiting::new(&self.fibers);
        let (reached, lost) = self.heap.partition(of, &[], &beyond);
        let generations = &mut self.heap.generations;
        match generation {
            2 => generations.long_lived = [reached.len() as u64, 0],
            1 => generations.long_lived[1] += reached.len() as u64,
            _ => {}
        }
        self.heap.grow_older(&reached, generation);
        if lost.is_empty() {
            self.heap.generations.is_collecting = false;
            return 0;
        }
        let number = lost.iter().map(|&handle| self.heap.number_of_objects(handle)).sum();
        let mut steps = self.heap.condemn(&lost);
        let all = lost.iter().map(|&handle| self.heap.keep(Value::Ref(handle))).collect();
        steps.push(Dying::Sweep(all));
        self.die_first(steps.into_iter());
        number
    }

    /// The collection under way has come to its end.
    pub(super) fn collected(&mut self, number: u64) {
        self.heap.generations.is_collecting = false;
        // `gc.collect()` has left the number it expected; finalizers may have made it smaller.
        let asked = std::mem::take(&mut self.collect_asked);
        if let (Some(asked), Some(Value::Int(top))) = (asked, self.run.stack.last_mut())
            && *top == asked
        {
            *top = number as i64;
        }
    }
}
