//! Burial: what happens when the last reference to an object goes.
//!
//! The object goes at once and, depth first, what only it held. Where Python code has to run for
//! a death (`__del__`, the callback of a weak reference, the `finally` of a suspended generator)
//! or something has to be said about it, the object and everything that would die after it wait
//! in [`Heap::dying`] as owned references, and the interpreter goes on from there before the
//! next instruction.
//!
//! **Models:** `subtype_dealloc`, `list_dealloc`, `dict_dealloc`, `_PyFrame_ClearLocals`, CPython
//! 3.13: finalizer, weak references, then the parts in each type's own order.
//! **Invariants:** while `dying` is not empty, whatever loses its last reference queues behind.

use super::heap::Heap;
use super::{Future, FutureState, Generator, GeneratorKind, GeneratorState, Handle, Object, Value};
use crate::names;

/// Its finalizer has run: it runs once.
pub(super) const FINALIZED: u8 = 1;
/// There are weak references to it.
pub(super) const WEAKLY_HELD: u8 = 2;
/// Used by the collector while it looks at the object.
pub(super) const VISITED: u8 = 4;

/// It has a shadow: it is of a class derived from a built-in type.
pub(super) const DERIVED: u8 = 8;
/// It is a `threading.local`.
pub(super) const LOCAL: u8 = 16;
/// It was there when the heap settled.
pub(super) const SETTLED: u8 = 32;

/// A step of a burial that waits.
#[derive(Clone, Debug)]
pub(crate) enum Dying {
    /// A reference to be given up; owned.
    Release(Value),
    /// A call that a death asks for: the callback of a weak reference with the reference; owned.
    Call { callable: Value, arguments: Vec<Value> },
    /// An unreachable object whose finalizer is to run; owned.
    Finalize(Value),
    /// A pending task has died: its frames are to be closed; owned.
    CloseTask(Value),
    /// The same: that is to be said; owned.
    TaskWords(Value),
    /// Unreachable objects after their finalizers have run; owned.
    Sweep(Vec<Value>),
}

impl Dying {
    /// Names every value it owns.
    pub(crate) fn children(&self, each: &mut dyn FnMut(Value)) {
        match self {
            Dying::Release(value)
            | Dying::Finalize(value)
            | Dying::CloseTask(value)
            | Dying::TaskWords(value) => each(*value),
            Dying::Call { callable, arguments } => {
                each(*callable);
                arguments.iter().for_each(|&value| each(value));
            }
            Dying::Sweep(values) => values.iter().for_each(|&value| each(value)),
        }
    }
}

/// What stands before an object's end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LastRite {
    /// Its finalizer.
    Finalizer,
    /// The callbacks of weak references to it.
    WeakReferences,
    Nothing,
}

impl Heap {
    /// The last reference to an object is given up.
    #[cold]
    #[inline(never)]
    pub(super) fn bury(&mut self, first: Handle) {
        if self.dying.is_empty() {
            self.dismantle(first);
        } else {
            self.dying.push_back(Dying::Release(Value::Ref(first)));
        }
    }

    /// Gives up an owned reference, and takes the object apart if it was the last one and nothing
    /// stands before its end; what has to wait is queued in front.
    pub(crate) fn dismantle(&mut self, first: Handle) {
        let mut stack = std::mem::take(&mut self.scratch);
        stack.push(first);
        while let Some(handle) = stack.pop() {
            let slot = &mut self.slots[handle.index()];
            if slot.refs > 1 {
                slot.refs -= 1;
            } else if self.last_rite(handle) == LastRite::Nothing {
                self.take_apart(handle, &mut stack);
            } else {
                stack.push(handle);
                for waiting in stack.drain(..) {
                    self.dying.push_front(Dying::Release(Value::Ref(waiting)));
                }
                self.deadline = 0;
            }
        }
        self.scratch = stack;
    }

    /// Its parts go on the stack, the first to die on top.
    fn take_apart(&mut self, handle: Handle, stack: &mut Vec<Handle>) {
        let Some(object) = self.take_out(handle) else { return };
        let slot = &mut self.slots[handle.index()];
        slot.epoch = slot.epoch.wrapping_add(1);
        let is_derived = slot.flags & DERIVED != 0;
        let is_local = slot.flags & LOCAL != 0;
        slot.flags = 0;
        self.bytes = self.bytes.saturating_sub(object.weight());
        self.free.push(handle);
        if object.is_container() {
            self.generations.died();
        }
        let mark = stack.len();
        object.children(&mut |child| {
            if let Value::Ref(handle) = child {
                stack.push(handle);
            }
        });
        if let Some(local) = is_local.then(|| self.locals.remove(&handle.0)).flatten() {
            local.children(&mut |child| {
                if let Value::Ref(handle) = child {
                    stack.push(handle);
                }
            });
        }
        if is_derived && let Some(Value::Ref(shadow)) = self.shadows.remove(&handle.0) {
            stack.push(shadow);
        }
        // A list and a tuple let go of their last element first.
        if !matches!(object, Object::List(_) | Object::Tuple(_)) {
            stack[mark..].reverse();
        }
        match object {
            Object::WeakRef(weak) => self.forget_weak(handle, &weak),
            Object::Library(library) => {
                if let super::Library::Lock(lock) = *library {
                    self.held_locks.remove(&lock.id);
                    self.locks.remove(&lock.id);
                }
            }
            _ => {}
        }
    }

    /// What has to be done before the object may go.
    pub(crate) fn last_rite(&self, handle: Handle) -> LastRite {
        let slot = &self.slots[handle.index()];
        if slot.flags & FINALIZED == 0 && self.has_finalizer(handle) {
            return LastRite::Finalizer;
        }
        match slot.flags & WEAKLY_HELD {
            0 => LastRite::Nothing,
            _ => LastRite::WeakReferences,
        }
    }

    fn has_finalizer(&self, handle: Handle) -> bool {
        match self.get(handle) {
            Object::Instance { class, .. } => self.has_finalizers && self.class_finalizes(*class),
            Object::Exception(exception) => {
                self.has_finalizers && self.class_finalizes(exception.class)
            }
            Object::Generator(generator) => generator.has_last_words(),
            Object::Future(future) => future.has_last_words(),
            _ => false,
        }
    }

    fn class_finalizes(&self, class: Value) -> bool {
        let own = |class: Value| match self.object(class) {
            Some(Object::Class(class)) => class.attrs.iter().any(|(name, _)| *name == names::DEL),
            _ => false,
        };
        match self.object(class) {
            Some(Object::Class(found)) => own(class) || found.mro.iter().any(|&base| own(base)),
            _ => false,
        }
    }

    /// Whether the object's finalizer has run.
    pub(crate) fn is_finalized(&self, handle: Handle) -> bool {
        self.slots[handle.index()].flags & FINALIZED != 0
    }

    /// The object's finalizer runs now and never again.
    pub(crate) fn mark_finalized(&mut self, handle: Handle) {
        self.slots[handle.index()].flags |= FINALIZED;
    }
}

impl Generator {
    /// A coroutine that was never awaited is reported; one suspended where a `finally` or `with`
    /// may still have to run is closed first.
    fn has_last_words(&self) -> bool {
        self.state == GeneratorState::Suspended || self.was_never_awaited()
    }

    pub(crate) fn was_never_awaited(&self) -> bool {
        self.kind == GeneratorKind::Coroutine
            && self.state == GeneratorState::Created
            && !self.awaited
    }
}

impl Future {
    /// Its exception was never retrieved, or it is a task that will never end.
    fn has_last_words(&self) -> bool {
        (self.unretrieved && self.state == FutureState::Raised)
            || (self.task.is_some() && self.state == FutureState::Pending)
    }
}
