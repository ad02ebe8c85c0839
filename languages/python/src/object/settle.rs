//! What copies of a heap have in common.
//!
//! An explorer copies a program at every choice, and most of it is the library: functions, classes
//! and texts that never change again. Just before there is anything to choose, the heap *settles*:
//! its objects move to a place that all copies share, and one is copied back when it changes.
//!
//! **Invariants:** until it settles a program has run alone, so that an object that was there then
//! has the same handle in all copies, whatever they have done since: the handle is its name in a
//! fingerprint. Settling changes nothing that a program can tell.

use super::burial::{FINALIZED, SETTLED};
use super::heap::{Heap, Held};
use super::{Handle, Library, Object};

/// An object that is not any more what it was when the heap settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Changed {
    /// It is dead.
    Dead,
    /// It may hold other things.
    Touched,
    /// Its finalizer has run.
    Finalized,
}

impl Heap {
    /// All objects are what copies have in common from here on.
    pub(crate) fn settle(&mut self) {
        let mut ground = Vec::with_capacity(self.slots.len());
        for slot in &mut self.slots {
            let object = match std::mem::replace(&mut slot.object, Held::Gone) {
                Held::Own(object) => object,
                other => {
                    slot.object = other;
                    ground.push(None);
                    continue;
                }
            };
            if let Object::Library(library) = &object
                && let Library::Lock(lock) = &**library
            {
                self.locks.insert(lock.id, ());
            }
            slot.object = Held::Settled;
            slot.flags |= SETTLED;
            ground.push(Some(object));
        }
        self.ground = Some(ground.into());
    }

    /// Whether it has.
    pub(crate) fn has_settled(&self) -> bool {
        self.ground.is_some()
    }

    /// Whether the object was there then.
    #[inline]
    pub(crate) fn is_settled(&self, handle: Handle) -> bool {
        self.slots[handle.index()].flags & SETTLED != 0
    }

    /// An object as it was then.
    pub(crate) fn settled(&self, handle: Handle) -> &Object {
        let ground = self.ground.as_ref();
        match ground.and_then(|ground| ground.get(handle.index())) {
            Some(Some(object)) => object,
            _ => panic!("yieldpoint bug: handle {} has not settled", handle.0),
        }
    }

    /// The object is about to change.
    #[cold]
    #[inline(never)]
    pub(super) fn unsettle(&mut self, handle: Handle) {
        let object = self.settled(handle).clone();
        self.slots[handle.index()].object = Held::Own(object);
    }

    /// Takes an object out of its slot.
    pub(super) fn take_out(&mut self, handle: Handle) -> Option<Object> {
        match std::mem::replace(&mut self.slots[handle.index()].object, Held::Gone) {
            Held::Gone => None,
            Held::Own(object) => Some(object),
            Held::Settled => Some(self.settled(handle).clone()),
        }
    }

    /// The number of a new lock: once settled, the lowest that is free, so that a program which
    /// makes locks again and again can come to a state it has been in.
    pub(crate) fn lock_number(&mut self) -> Option<u64> {
        if !self.has_settled() {
            return None;
        }
        let taken = self.locks.keys().zip(1..).take_while(|&(&lock, number)| lock == number);
        let free = taken.count() as u64 + 1;
        self.locks.insert(free, ());
        Some(free)
    }

    /// Objects that are not what they were when the heap settled, by handle.
    pub(crate) fn changed(&self) -> impl Iterator<Item = (Handle, Changed)> {
        let ground = self.ground.iter().flat_map(|ground| ground.iter());
        let slots = self.slots.iter().zip(ground).enumerate();
        slots.filter_map(|(index, (slot, object))| {
            object.as_ref()?;
            let how = match &slot.object {
                _ if slot.flags & SETTLED == 0 => Changed::Dead,
                Held::Own(_) => Changed::Touched,
                _ if slot.flags & FINALIZED != 0 => Changed::Finalized,
                _ => return None,
            };
            Some((Handle(index as u32), how))
        })
    }
}
