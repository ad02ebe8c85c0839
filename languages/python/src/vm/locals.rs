//! `threading.local`: attributes that each thread has for itself.
//!
//! An object of it has the attributes of the thread that runs; those of the others are put aside
//! (`Heap::locals`). They change places when another thread runs on, which is before its next
//! instruction, so that nothing that looks at attributes has to know.
//!
//! **Models:** `_localdummy` and `local_*` in `Modules/_threadmodule.c`, CPython 3.13.

use super::Vm;
use crate::object::{Attrs, Handle, Object};
use runtime_core::id::FiberId;

impl Vm {
    fn attributes(&mut self, handle: u32) -> &mut Attrs {
        match self.heap.get_mut(Handle(handle)) {
            Object::Instance { attrs, .. } => attrs,
            other => panic!("yieldpoint bug: {other:?} is no threading.local"),
        }
    }

    /// `thread` runs from here on.
    pub(super) fn swap_locals(&mut self, thread: FiberId) {
        let before = std::mem::replace(&mut self.locals_of, thread);
        let handles: Vec<u32> = self.heap.locals.keys().copied().collect();
        for handle in handles {
            let old = std::mem::take(self.attributes(handle));
            let Some(local) = self.heap.locals.get_mut(&handle) else { continue };
            let new = local.others.remove(&thread.0).unwrap_or_default();
            if !old.is_empty() {
                local.others.insert(before.0, old);
            }
            *self.attributes(handle) = new;
        }
    }

    /// The running thread is over: what it had goes.
    pub(super) fn end_locals(&mut self) {
        let handles: Vec<u32> = self.heap.locals.keys().copied().collect();
        for handle in handles {
            if let Some(local) = self.heap.locals.get_mut(&handle)
                && local.begun.remove(&self.thread.0).is_some()
            {
                let attributes = std::mem::take(self.attributes(handle));
                attributes.into_iter().for_each(|(_, value)| self.heap.release(value));
            }
        }
    }
}
