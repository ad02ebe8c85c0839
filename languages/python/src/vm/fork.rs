//! A process's view of the others: entering and leaving it, and becoming one.

use super::{EventLoop, Vm};
use crate::object::{DoneCallback, Handle, Library, Object};
use crate::process::{LEFT_BEHIND, Left};
use runtime_core::id::{FiberId, FutureId};

impl Vm {
    /// Another process is stepped next.
    pub(crate) fn leave_process(&mut self) -> Left {
        Left {
            shared: std::mem::take(&mut self.shared),
            fibers: self.fibers.len(),
            loops: self.loops.len(),
            futures: self.futures_made,
            callbacks: self.next_callback,
        }
    }

    /// This process is stepped next: what others have made since has its numbers.
    pub(crate) fn enter_process(&mut self, left: Left) {
        self.shared = left.shared;
        self.fibers.skip_to(left.fibers);
        while self.loops.len() < left.loops {
            self.loops.push(EventLoop { is_closed: true, ..EventLoop::default() });
        }
        self.futures_made = self.futures_made.max(left.futures);
        self.next_callback = self.next_callback.max(left.callbacks);
    }

    /// The fiber, which has not run, is another process's now.
    pub(crate) fn abandon(&mut self, fiber: FiberId) {
        let old = std::mem::take(&mut self.fibers[fiber.index() - 1]);
        let mut values = old.stack.clone();
        for frame in old.frames() {
            values.extend([frame.handling, frame.owner]);
        }
        values.extend([old.throw, old.task, old.task_done, old.callback, old.context]);
        self.fibers.free(fiber.index() - 1);
        self.heap.release_all(&values);
    }

    /// This is the copy in which only `main` goes on.
    ///
    /// The frames of all other fibers stay as they are, for what they hold; loops and futures are
    /// the parent's. What the thread that forked has locked is `main`'s.
    pub(crate) fn become_child(&mut self, main: FiberId) {
        self.process_main = main;
        for known in &mut self.loops {
            (known.running_in, known.is_closed) = (None, true);
        }
        self.tasks.clear();
        self.swap_locals(self.thread);
        for local in self.heap.locals.values_mut() {
            if local.begun.remove(&self.thread.0).is_some() {
                local.begun.insert(main.0, ());
            }
        }
        self.locals_of = main;
        let live: Vec<Handle> = self.heap.live().collect();
        for handle in live {
            self.inherit(handle, main);
        }
        for (at, fiber) in self.fibers.iter_mut() {
            if at != main.index() - 1 {
                fiber.shown.clear();
                fiber.ended = fiber.ended.or(Some(LEFT_BEHIND));
            }
        }
    }

    fn inherit(&mut self, handle: Handle, main: FiberId) {
        let forked = self.thread.0;
        if !matches!(self.heap.get(handle), Object::Library(_) | Object::Future(_)) {
            return;
        }
        match self.heap.get_mut(handle) {
            Object::Library(library) => {
                if let Library::Lock(lock) = &mut **library
                    && let Some([owner, _]) = &mut lock.owner
                    && *owner == forked
                {
                    *owner = main.0;
                }
            }
            Object::Future(future) => {
                let callbacks = std::mem::take(&mut future.callbacks);
                self.futures_made += 1;
                future.id = FutureId(self.futures_made);
                let id = future.id;
                self.futures_unseen.push((main, id, "future"));
                for callback in callbacks {
                    match callback {
                        DoneCallback::Wakeup(value) => self.inherited.push(value),
                        DoneCallback::Call(callable, context) => {
                            self.inherited.extend([callable, context]);
                        }
                        DoneCallback::Stop => {}
                    }
                }
            }
            _ => {}
        }
    }
}
