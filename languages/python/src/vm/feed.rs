//! The canonical state: everything that can influence the rest of a run, as words.
//!
//! What was there when the heap settled is named by its handle, and only what has changed since is
//! looked at; other objects are numbered in the order in which they are found by walking from the
//! roots.
//!
//! **Invariants:** two equal states give equal fingerprints whatever handles their objects have.
//! Left out is what cannot be told: counts of instructions and of references, clocks, memory,
//! caches, the numbers of futures and callbacks, what the trace knows. When the collector comes next is a part of the state only where a
//! collection can be told.

use super::frame::{After, Fiber, Frame, Pending};
use super::keys::Again;
use super::{EventLoop, Vm};
use crate::object::burial::Dying;
use crate::object::settle::Changed;
use crate::object::{Attrs, Handle, Object, Value};
use runtime_core::guest::{Fingerprint, Numbered};

/// Objects in the order in which they are found.
struct Walk<'a> {
    vm: &'a Vm,
    /// By handle: its number, 0 for not found yet.
    numbers: Vec<u32>,
    found: Vec<Handle>,
}

impl Walk<'_> {
    fn value(&mut self, value: Value, state: &mut Fingerprint) {
        let (tag, word) = match value {
            Value::Ref(handle) if self.vm.heap.is_settled(handle) => (14, u64::from(handle.0)),
            Value::Ref(handle) => (13, u64::from(self.number(handle))),
            value => plain_word(value),
        };
        state.word(word << 4 | tag);
        // An int or float does not leave room for the tag.
        if let Value::Int(_) | Value::Float(_) = value {
            state.word(word >> 60);
        }
    }

    fn number(&mut self, handle: Handle) -> u32 {
        let number = &mut self.numbers[handle.index()];
        if *number == 0 {
            self.found.push(handle);
            *number = self.found.len() as u32;
        }
        *number
    }

    /// An object, and what it refers to.
    fn object(&mut self, handle: Handle, state: &mut Fingerprint) {
        let vm = self.vm;
        vm.feed_object(vm.heap.get(handle), state);
        state.word(u64::from(vm.heap.is_finalized(handle)));
        vm.referred(handle, vm.heap.get(handle), &mut |value| self.value(value, state));
    }

    /// What is not any more as it was when the heap settled.
    fn changed(&mut self, state: &mut Fingerprint) {
        let vm = self.vm;
        for (handle, how) in vm.heap.changed() {
            let tag = match how {
                Changed::Touched if vm.is_as_settled(handle) => continue,
                how => how as u64,
            };
            state.word(u64::from(handle.0) << 8 | tag << 4 | 15);
            if how == Changed::Touched {
                self.object(handle, state);
            }
        }
    }
}

/// A value that is no reference: its kind, and which one it is.
fn plain_word(value: Value) -> (u64, u64) {
    match value {
        Value::Undef => (0, 0),
        Value::None => (1, 0),
        Value::NotImplemented => (2, 0),
        Value::Ellipsis => (3, 0),
        Value::Bool(bool) => (4, u64::from(bool)),
        Value::Int(int) => (5, int as u64),
        Value::Float(float) => (6, float.to_bits()),
        Value::Native(native) => (7, u64::from(native.0)),
        Value::Type(kind) => (8, kind as u64),
        Value::Module(module) => (9, u64::from(module.0)),
        Value::Prelude(code) => (10, u64::from(code.0)),
        Value::Loop(id) => (11, u64::from(id)),
        Value::Stream(stream) => (12, u64::from(stream)),
        Value::Ref(handle) => (13, u64::from(handle.0)),
    }
}

impl Vm {
    pub(super) fn feed(&self, state: &mut Fingerprint) {
        let numbers = vec![0; self.heap.slot_count()];
        let mut walk = Walk { vm: self, numbers, found: Vec::new() };
        match self.heap.has_settled() {
            true => walk.changed(state),
            false => self.constants(&mut |value| walk.value(value, state)),
        }
        self.own_roots(&mut |value| walk.value(value, state));
        self.feed_counts(state);
        self.feed_fibers(state);
        self.feed_loops(state);
        self.feed_tables(&mut walk, state);
        let mut at = 0;
        while at < walk.found.len() {
            let handle = walk.found[at];
            walk.object(handle, state);
            at += 1;
        }
    }

    /// Whether a settled object that may have changed holds what it held; what refers to others
    /// than settled ones is taken for changed.
    fn is_as_settled(&self, handle: Handle) -> bool {
        let shallow = |object: &Object| {
            let mut state = Fingerprint::default();
            self.feed_object(object, &mut state);
            let mut is_settled = true;
            self.referred(handle, object, &mut |value| {
                is_settled &= value.handle().is_none_or(|handle| self.heap.is_settled(handle));
                let (tag, word) = plain_word(value);
                state.word(tag);
                state.word(word);
            });
            is_settled.then(|| state.finish())
        };
        let now = shallow(self.heap.get(handle));
        !self.heap.is_finalized(handle)
            && now.is_some()
            && now == shallow(self.heap.settled(handle))
    }

    /// Names every value an object refers to, what a weak reference refers to among them.
    fn referred(&self, handle: Handle, object: &Object, each: &mut dyn FnMut(Value)) {
        // Only the library has the handle of a sleep, and it never asks when that ends.
        if !matches!(object, Object::LoopHandle(handle) if handle.is_sleep()) {
            object.children(each);
        }
        if let Some(shadow) = self.heap.shadow(Value::Ref(handle)) {
            each(shadow);
        }
        if let Object::WeakRef(weak) = object {
            each(weak.target.map_or(Value::None, Value::Ref));
            let known = weak.target.map_or(&[][..], |target| self.heap.weak_refs(target));
            let place = known.iter().position(|&one| one == handle);
            each(Value::Int(place.map_or(-1, |place| place as i64)));
        }
    }

    fn feed_counts(&self, state: &mut Fingerprint) {
        let [futures, callbacks] = self.numbers_settled;
        state.fixed(Numbered::Future, futures);
        state.fixed(Numbered::Callback, callbacks);
        state.word(u64::from(self.tasks_named) << 32 | u64::from(self.threads_live));
        let locks_made = if self.heap.has_settled() { 0 } else { self.locks_made };
        for word in [locks_made, self.switch_interval_us, self.stack_size as u64] {
            state.word(word);
        }
        let flags = u64::from(self.asyncio_debug) << 1 | u64::from(self.heap.has_finalizers);
        state.word(u64::from(self.origin_depth) << 40 | u64::from(self.recursion_max) << 8 | flags);
        state.word(self.exit as u64);
        state.word(self.exit_code.map_or(0, |code| 1 << 32 | u64::from(code as u32)));
        state.word(self.collect_asked.map_or(0, |count| 1 << 63 | count as u64));
        state.word(u64::from(self.process_main.0));
        for text in [&self.stderr, &self.fault, &self.output.buffer] {
            state.bytes(text.as_bytes());
        }
        state.word(self.warned.len() as u64);
        for (line, text) in &self.warned {
            state.word(u64::from(*line));
            state.bytes(text.as_bytes());
        }
        if self.can_tell_collections() {
            let generations = &self.heap.generations;
            for word in generations.counts.iter().chain(&generations.thresholds) {
                state.word(u64::from(*word));
            }
            state.word(u64::from(generations.is_enabled));
        }
    }

    /// Whether a program could see when the collector comes.
    fn can_tell_collections(&self) -> bool {
        let has_gc = || self.program.modules.iter().any(|module| *module.name == *"gc");
        self.heap.has_finalizers || has_gc()
    }

    fn feed_fibers(&self, state: &mut Fingerprint) {
        for at in 0..self.fibers.len() {
            if let Some(fiber) = self.fibers.get(at) {
                state.word(at as u64);
                feed_fiber(fiber, state);
            }
        }
        state.word(self.fibers.len() as u64);
        state.word(self.heap.dying.len() as u64);
        self.heap.dying.iter().for_each(|dying| feed_dying(dying, state));
    }

    fn feed_loops(&self, state: &mut Fingerprint) {
        for known in &self.loops {
            let &EventLoop { running_in, is_closed, is_debug, .. } = known;
            let thread = running_in.map_or(0, |thread| u64::from(thread.0));
            state.word(thread << 2 | u64::from(is_closed) << 1 | u64::from(is_debug));
            self.feed_names(&known.attrs, state);
        }
        for (fiber, task) in self.tasks.iter() {
            state.word(u64::from(*fiber));
            let Some(Object::Future(future)) = self.heap.object(Value::Ref(*task)) else {
                continue;
            };
            state.number(Numbered::Future, future.id.0);
        }
        self.callbacks.keys().for_each(|&number| state.number(Numbered::Callback, number));
        self.sleepers.keys().for_each(|&number| state.number(Numbered::Future, number));
        state.word((self.callbacks.len() as u64) << 32 | self.tasks.len() as u64);
    }

    fn feed_tables(&self, walk: &mut Walk<'_>, state: &mut Fingerprint) {
        self.heap.held_locks.keys().for_each(|&id| state.word(id));
        for pair in self.imported.iter().zip(&self.bound_at) {
            state.word(u64::from(*pair.0) << 32 | u64::from(*pair.1));
        }
        self.bound_at.iter().skip(self.imported.len()).for_each(|&at| state.word(u64::from(at)));
        for &(module, name, _) in &self.module_attrs {
            state.word(u64::from(module.0));
            state.bytes(self.name(name).as_bytes());
        }
        if !self.heap.locals.is_empty() {
            state.word(u64::from(self.locals_of.0));
        }
        for (&handle, local) in self.heap.locals.iter() {
            walk.value(Value::Ref(Handle(handle)), state);
            local.begun.keys().for_each(|&thread| state.word(u64::from(thread)));
            for (&thread, attrs) in local.others.iter() {
                state.word(u64::from(thread));
                self.feed_names(attrs, state);
            }
        }
        for (_, arguments) in &self.at_exit {
            state.word(arguments.len() as u64);
        }
    }

    pub(super) fn feed_names(&self, attrs: &Attrs, state: &mut Fingerprint) {
        state.word(attrs.len() as u64);
        for &(name, _) in attrs {
            // Names of the program have the same numbers in all runs.
            match (name.0 as usize) < self.program.names.len() {
                true => state.word(u64::from(name.0)),
                false => state.bytes(self.name(name).as_bytes()),
            }
        }
    }
}

fn feed_fiber(fiber: &Fiber, state: &mut Fingerprint) {
    state.word(u64::from(fiber.depth) << 32 | fiber.stack.len() as u64);
    fiber.frames().for_each(|frame| feed_frame(frame, state));
    let ended = fiber.ended.map_or(0, |how| how as u64 + 1);
    state.word(pending_word(fiber.pending) << 8 | ended);
    let flags =
        [fiber.callback_done, fiber.wakes, fiber.looks_up, fiber.breaks, fiber.standing.0 != 0];
    state.word(flags.iter().fold(0, |word, &flag| word << 1 | u64::from(flag)));
    for op in &fiber.todo {
        state.bytes(format!("{op:?}").as_bytes());
    }
    for answer in &fiber.answers {
        state.word(answer.answer.map_or(0, |answer| answer as u64 | 1 << 63));
    }
    for outer in &fiber.suspended {
        state.word(pending_word(outer.pending));
    }
    for one in &fiber.finalizing {
        state.word(u64::from(one.depth) << 32 | one.rest.len() as u64);
        one.rest.iter().for_each(|dying| feed_dying(dying, state));
    }
    let lens = [fiber.todo.len(), fiber.answers.len(), fiber.suspended.len()];
    lens.iter().chain(&[fiber.finalizing_below]).for_each(|&len| state.word(len as u64));
}

fn feed_dying(dying: &Dying, state: &mut Fingerprint) {
    state.word(match dying {
        Dying::Release(_) => 0,
        Dying::Call { arguments, .. } => 1 | (arguments.len() as u64) << 8,
        Dying::Finalize(_) => 2,
        Dying::CloseTask(_) => 3,
        Dying::TaskWords(_) => 4,
        Dying::Sweep(values) => 5 | (values.len() as u64) << 8,
    });
}

pub(super) fn feed_frame(frame: &Frame, state: &mut Fingerprint) {
    state.word(u64::from(frame.code.0) << 32 | u64::from(frame.pc));
    state.word(u64::from(frame.base) << 32 | u64::from(frame.start));
    state.word(after_word(frame.after));
}

fn pending_word(pending: Pending) -> u64 {
    match pending {
        Pending::Nothing => 0,
        Pending::PushNone => 1,
        Pending::PushBool => 2,
        Pending::Await => 3,
        Pending::Turn => 4,
        Pending::Throw => 8,
        Pending::Timer => 6,
        Pending::Task => 13,
        Pending::Loop => 7,
        Pending::Lock { count, thread } => 9 | u64::from(count ^ thread << 16) << 8,
        Pending::Unlock => 10,
        Pending::Push => 11,
        Pending::GiveUp { channel } => 12 | u64::from(channel) << 8,
    }
}

/// Each variant with what it holds.
fn after_word(after: After) -> u64 {
    let (tag, parts) = match after {
        After::Root => (0, 0),
        After::Callback => (1, 0),
        After::Push => (2, 0),
        After::PushMethod => (3, 0),
        After::Discard => (4, 0),
        After::Init => (5, 0),
        After::Truth { negate } => (6, u64::from(negate)),
        After::Length => (7, 0),
        After::Binary { op, stage } => (8, (op as u64) << 8 | stage as u64),
        After::Compare { op, reflected } => (9, (op as u64) << 8 | u64::from(reflected)),
        After::Iterate => (10, 0),
        After::Next { arguments } => (11, u64::from(arguments)),
        After::Send => (12, 0),
        After::Delegate => (13, 0),
        After::Step { closing, by_hand } => (14, u64::from(closing) << 1 | u64::from(by_hand)),
        After::Awaitable => (15, 0),
        After::CloseInner => (16, 0),
        After::Retry { argument, count } => (17, u64::from(argument) << 16 | u64::from(count)),
        After::BuildClass { bases, keywords } => (18, u64::from(bases) << 1 | u64::from(keywords)),
        After::Key(Again::Instruction) => (41, 0),
        After::Key(Again::Native { count }) => (42, u64::from(count)),
        After::PushNone => (29, 0),
        After::Close => (19, 0),
        After::Finalize => (20, 0),
        After::Report => (40, 0),
    };
    parts << 8 | tag
}
