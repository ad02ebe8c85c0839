//! Every reference, found by walking from the roots: the canonical state, and the recount.
//!
//! **Invariants:** two equal states give equal fingerprints whatever handles their objects have,
//! because objects are numbered in the order in which they are found.

use super::Vm;
use super::frame::{After, Fiber, Frame, Pending};
use super::keys::Again;
use crate::object::{Handle, Object, Value};
use runtime_core::guest::Fingerprint;

impl Vm {
    /// Names every value the interpreter itself owns.
    fn roots(&self, each: &mut dyn FnMut(Value)) {
        for code in &self.program.codes {
            code.consts.iter().for_each(|&value| each(value));
        }
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

    pub(super) fn feed(&self, state: &mut Fingerprint) {
        let mut walk = Walk { numbers: vec![0; self.heap.slot_count()], found: Vec::new() };
        self.roots(&mut |value| walk.value(value, state));
        for fiber in self.fibers.iter() {
            feed_fiber(fiber, state);
        }
        state.word(u64::from(self.next_callback));
        state.word(u64::from(self.tasks_named));
        state.bytes(self.stderr.as_bytes());
        state.bytes(self.output.buffer.as_bytes());
        self.heap.held_locks.keys().for_each(|&id| state.word(id));
        state.word(self.switch_interval_us);
        state.word(self.locks_made);
        state.word(u64::from(self.threads_live));
        self.imported.iter().for_each(|&imported| state.word(u64::from(imported)));
        for &(module, name, _) in &self.module_attrs {
            state.word(u64::from(module.0));
            state.bytes(self.name(name).as_bytes());
        }
        let mut at = 0;
        while at < walk.found.len() {
            let handle = walk.found[at];
            let object = self.heap.get(handle);
            feed_object(self, object, state);
            self.heap.children_of(handle, &mut |value| walk.value(value, state));
            at += 1;
        }
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

/// Objects in the order in which they are found.
struct Walk {
    /// By handle: its number, 0 for not found yet.
    numbers: Vec<u32>,
    found: Vec<Handle>,
}

impl Walk {
    fn value(&mut self, value: Value, state: &mut Fingerprint) {
        let (tag, word) = match value {
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
            Value::Ref(handle) => (13, u64::from(self.number(handle))),
        };
        state.word(word << 4 | tag);
    }

    fn number(&mut self, handle: Handle) -> u32 {
        let number = &mut self.numbers[handle.index()];
        if *number == 0 {
            self.found.push(handle);
            *number = self.found.len() as u32;
        }
        *number
    }
}

fn feed_fiber(fiber: &Fiber, state: &mut Fingerprint) {
    state.word(u64::from(fiber.depth));
    fiber.frames().for_each(|frame| feed_frame(frame, state));
    let ended = fiber.ended.map_or(0, |how| how as u64 + 1);
    state.word(pending_word(fiber.pending) << 8 | ended);
    let flags = u64::from(fiber.looks_up) << 2 | u64::from(fiber.wakes) << 1;
    state.word(flags | u64::from(fiber.callback_done));
    state.word(fiber.todo.len() as u64);
    for answer in &fiber.answers {
        state.word(answer.answer.map_or(0, |answer| answer as u64 | 1 << 63));
    }
}

fn feed_frame(frame: &Frame, state: &mut Fingerprint) {
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
        Pending::Task => 9,
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

/// What an object holds besides values.
fn feed_object(vm: &Vm, object: &Object, state: &mut Fingerprint) {
    state.word(object.type_of() as u64);
    match object {
        Object::Int(int) => state.bytes(&int.to_signed_bytes_le()),
        Object::Str(text) => state.bytes(text.as_bytes()),
        Object::Bytes(bytes) => state.bytes(bytes),
        Object::ByteArray(bytes) => state.bytes(bytes),
        Object::Range(range) => range.iter().for_each(|&part| state.word(part as u64)),
        Object::Tuple(values) => state.word(values.len() as u64),
        Object::List(values) => state.word(values.len() as u64),
        Object::Instance { attrs, .. } | Object::Namespace(attrs) => feed_names(vm, attrs, state),
        Object::Class(class) => {
            state.bytes(class.qualname.as_bytes());
            feed_names(vm, &class.attrs, state);
        }
        Object::Function(function) => state.word(u64::from(function.code.0)),
        Object::Exception(exception) => feed_names(vm, &exception.attrs, state),
        Object::Generator(generator) => {
            let flags = u64::from(generator.stepping != 0) << 4
                | u64::from(generator.is_closed) << 5
                | u64::from(generator.is_hooked) << 6;
            state.word(u64::from(generator.code.0) << 8 | flags | generator.state as u64);
            generator.frame.iter().for_each(|frame| feed_frame(frame, state));
        }
        Object::Iter(iter) => feed_iter(iter, state),
        Object::Future(future) => {
            state.word(u64::from(future.id.0) << 8 | future.state as u64);
            state.word(u64::from(future.cancelling) << 1 | u64::from(future.unretrieved));
            state.word(future.callbacks.len() as u64);
            let must_cancel = future.task.as_ref().is_some_and(|task| task.must_cancel);
            state.word(u64::from(must_cancel));
        }
        Object::AsyncStep(step) => state.word((step.act as u64) << 8 | step.state as u64),
        Object::LoopHandle(handle) => {
            state.word(u64::from(handle.timer.0) << 1 | u64::from(handle.is_cancelled));
            state.word(handle.arguments.len() as u64);
        }
        Object::Library(library) => library.feed(state),
        _ => {}
    }
}

fn feed_names(vm: &Vm, attrs: &crate::object::Attrs, state: &mut Fingerprint) {
    for &(name, _) in attrs {
        state.bytes(vm.name(name).as_bytes());
    }
}

fn feed_iter(iter: &crate::object::Iter, state: &mut Fingerprint) {
    use crate::object::Iter;
    if let Iter::Tool(tool) = iter {
        return tool.feed(state);
    }
    let (a, b) = match iter {
        Iter::List { at, .. }
        | Iter::Tuple { at, .. }
        | Iter::Str { at, .. }
        | Iter::Bytes { at, .. } => (*at, 0),
        Iter::Driven { kind, .. } => (*kind as u64, 0),
        Iter::Range { at, left, .. } => (*at as u64, *left),
        Iter::Dict { at, size, .. } | Iter::Set { at, size, .. } => (*at, *size),
        Iter::Enumerate { at, .. } => (*at as u64, 0),
        Iter::Zip { inner, .. } => (inner.len() as u64, 0),
        Iter::Reversed { left, .. } => (*left, 0),
        Iter::Tool(_) => (0, 0),
    };
    state.word(a);
    state.word(b);
}
