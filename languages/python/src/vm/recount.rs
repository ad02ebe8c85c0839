//! Every reference, found by walking from the roots, and the recount.

use super::Vm;
use super::frame::Fiber;
use crate::object::{Handle, Value};

impl Vm {
    /// Names every value the interpreter itself owns.
    fn roots(&self, each: &mut dyn FnMut(Value)) {
        self.constants(each);
        self.own_roots(each);
    }

    pub(super) fn constants(&self, each: &mut dyn FnMut(Value)) {
        for code in &self.program.codes {
            code.consts.iter().for_each(|&value| each(value));
        }
    }

    /// The roots without the program's constants, which never change.
    pub(super) fn own_roots(&self, each: &mut dyn FnMut(Value)) {
        self.globals.iter().for_each(|&value| each(value));
        self.module_attrs.iter().for_each(|&(_, _, value)| each(value));
        for fiber in self.fibers.iter().chain([&self.run]) {
            fiber_roots(fiber, each);
        }
        self.callbacks.values().for_each(|&handle| each(handle));
        self.extensions.values().for_each(|&value| each(value));
        self.loops.iter().for_each(|known| known.children(each));
        for &(future, result) in self.sleepers.values() {
            each(future);
            each(result);
        }
        self.asyncgen_hooks.iter().for_each(|&value| each(value));
        for (callable, arguments) in &self.at_exit {
            each(*callable);
            arguments.iter().for_each(|&value| each(value));
        }
        each(self.unawaited_hook);
        each(self.log_hook);
        each(self.queue_class);
        super::finalize::dying_children(&self.heap.dying, each);
        self.heap.locals.values().for_each(|local| local.children(each));
        self.inherited.iter().for_each(|&value| each(value));
        each(self.raised);
    }

    /// Objects whose count is not the number of references to them: handle, count, references.
    pub fn miscounted(&self) -> Vec<(u32, u32, u32)> {
        let mut found = vec![0; self.heap.slot_count()];
        let mut count = |value: Value| {
            if let Value::Ref(handle) = value {
                found[handle.index()] += 1;
            }
        };
        self.roots(&mut count);
        self.heap.own().iter().for_each(|&value| count(value));
        for handle in self.heap.live() {
            self.heap.children_of(handle, &mut count);
        }
        let live = self.heap.live();
        live.map(|handle| (handle.0, self.heap.refs(handle), found[handle.index()]))
            .filter(|(_, count, references)| count != references)
            .collect()
    }

    /// What an object looks like, for a failed recount.
    pub fn describe(&self, handle: u32) -> String {
        format!("{:?}", self.heap.get(Handle(handle)))
    }
}

pub(super) fn fiber_roots(fiber: &Fiber, each: &mut dyn FnMut(Value)) {
    fiber.stack.iter().for_each(|&value| each(value));
    for frame in fiber.frames() {
        each(frame.handling);
        each(frame.owner);
    }
    fiber.finalizing.iter().for_each(|one| one.children(each));
    each(fiber.throw);
    each(fiber.task);
    each(fiber.task_done);
    each(fiber.callback);
    fiber.suspended.iter().for_each(|outer| each(outer.context));
    each(fiber.context);
    for answer in &fiber.answers {
        each(answer.key);
        each(answer.other);
    }
}
