//! The heap: objects in an arena, with explicit reference counts.
//!
//! **Invariants:** an object lives exactly as long as somebody owns a reference to it; with the
//! last one the object and, depth first, what only it held are gone at once, as in CPython
//! ([`super::burial`]). Handles are reused last-freed first, so that a run never depends on
//! addresses.

use super::burial::Dying;
use super::young::Generations;
use super::{Attrs, DoneCallback, Handle, Object, Text, Value};
use runtime_core::table::Table;
use std::collections::VecDeque;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub refs: u32,
    /// Bits of [`super::burial`].
    pub flags: u8,
    /// How often the slot has been free: tells a new object from the old one in a list.
    pub epoch: u16,
    pub object: Held,
}

/// What is in a slot.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// Nothing: the object that was there is dead.
    Gone,
    Own(Object),
    /// What copies of the heap have in common ([`super::settle`]).
    Settled,
}

/// All objects of a program.
#[derive(Clone, Debug)]
pub(crate) struct Heap {
    pub(super) slots: Vec<Slot>,
    pub(super) free: Vec<Handle>,
    /// The objects that copies of the heap have in common, by slot; none before it has settled.
    pub(super) ground: Option<Arc<[Option<Object>]>>,
    /// Numbers of the locks there are, once it has settled.
    pub(super) locks: Table<u64, ()>,
    /// What dies next, while the interpreter has to do something about the first of it.
    pub dying: VecDeque<Dying>,
    /// Weak references by what they refer to, in CPython's order; not owned.
    pub(super) weak: Table<u32, Vec<Handle>>,
    pub generations: Generations,
    /// What objects of classes derived from built-in types have besides: an instance of their
    /// class with their attributes; owned.
    pub(super) shadows: Table<u32, Value>,
    /// What objects of `threading.local` have in other threads, by handle.
    pub(crate) locals: Table<u32, Local>,
    /// Which locks are held, by their number.
    pub held_locks: Table<u64, ()>,
    /// Whether any class has a `__del__`.
    pub has_finalizers: bool,
    /// Room for [`super::burial`].
    pub(super) scratch: Vec<Handle>,
    /// Room for [`super::collect`]: references from outside, by slot.
    pub(super) outside: Vec<u32>,
    /// The instruction count at which the interpreter must look up: its budget, or 0 after a
    /// death or when memory has run out.
    pub deadline: u64,
    /// How often a class has been made or may have changed.
    pub classes_changed: u32,
    pub(super) bytes: u64,
    bytes_max: u64,
    /// The strings of one ASCII character that have come up; owned.
    chars: Vec<Value>,
}

/// What an object of `threading.local` has besides its attributes in the running thread.
#[derive(Clone, Debug)]
pub(crate) struct Local {
    /// What it was made with: a tuple; owned.
    pub arguments: Value,
    /// Of each thread that has used it and does not run: its attributes; owned.
    pub others: Table<u32, Attrs>,
    /// The threads that have begun to use it.
    pub begun: Table<u32, ()>,
}

impl Local {
    /// Names every value it owns.
    pub(crate) fn children(&self, each: &mut dyn FnMut(Value)) {
        each(self.arguments);
        self.others.values().flatten().for_each(|&(_, value)| each(value));
    }
}

impl Heap {
    pub(crate) fn new(bytes_max: u64) -> Heap {
        Heap {
            slots: Vec::new(),
            free: Vec::new(),
            ground: None,
            locks: Table::default(),
            dying: VecDeque::new(),
            weak: Table::default(),
            generations: Generations::default(),
            shadows: Table::default(),
            locals: Table::default(),
            held_locks: Table::default(),
            has_finalizers: false,
            scratch: Vec::new(),
            outside: Vec::new(),
            deadline: 0,
            classes_changed: 1,
            bytes: 0,
            bytes_max,
            chars: Vec::new(),
        }
    }

    /// A new object with one reference, which the caller owns.
    #[inline]
    pub(crate) fn alloc(&mut self, object: Object) -> Value {
        self.grew(object.weight());
        if let Object::Class(_) = object {
            self.classes_changed = self.classes_changed.wrapping_add(1);
        }
        let is_container = object.is_container();
        let handle = self.place(object);
        if is_container {
            self.born(handle);
        }
        Value::Ref(handle)
    }

    #[inline(always)]
    fn place(&mut self, object: Object) -> Handle {
        if let Some(handle) = self.free.pop() {
            let slot = &mut self.slots[handle.index()];
            (slot.refs, slot.flags) = (1, 0);
            slot.object = Held::Own(object);
            return handle;
        }
        let slot = Slot { refs: 1, flags: 0, epoch: 0, object: Held::Own(object) };
        self.slots.push(slot);
        Handle(self.slots.len() as u32 - 1)
    }

    pub(crate) fn str(&mut self, text: impl Into<Text>) -> Value {
        self.alloc(Object::Str(text.into()))
    }

    /// The string of one character: always the same object, if it is ASCII.
    pub(crate) fn char(&mut self, char: char) -> Value {
        if !char.is_ascii() {
            return self.str(char.encode_utf8(&mut [0; 4]) as &str);
        }
        if self.chars.is_empty() {
            self.chars = vec![Value::Undef; 128];
        }
        let at = char as usize;
        if self.chars[at].is_undef() {
            self.chars[at] = self.str(char.encode_utf8(&mut [0; 4]) as &str);
        }
        self.keep(self.chars[at])
    }

    /// The values the heap itself owns.
    pub(crate) fn own(&self) -> &[Value] {
        &self.chars
    }

    pub(crate) fn tuple(&mut self, values: Vec<Value>) -> Value {
        self.alloc(Object::Tuple(values.into()))
    }

    pub(crate) fn list(&mut self, values: Vec<Value>) -> Value {
        self.alloc(Object::List(values))
    }

    /// Counts memory that an object has grown by.
    #[inline]
    pub(crate) fn grew(&mut self, bytes: u64) {
        self.bytes += bytes;
        if self.bytes > self.bytes_max {
            self.deadline = 0;
        }
    }

    /// An object now takes less.
    pub(crate) fn shrank(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    /// Makes an object one whose attributes each thread has for itself; the arguments are owned.
    pub(crate) fn make_local(&mut self, handle: Handle, thread: u32, arguments: Value) {
        self.slots[handle.index()].flags |= super::burial::LOCAL;
        let mut local = Local { arguments, others: Table::default(), begun: Table::default() };
        local.begun.insert(thread, ());
        self.locals.insert(handle.0, local);
    }

    /// Whether the program holds more than it may.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.bytes > self.bytes_max
    }

    /// Whether there is room for another copy of all this besides `copies` of it.
    pub(crate) fn has_room_for_copies(&self, copies: u64) -> bool {
        self.bytes.saturating_mul(copies + 1) <= 4 * self.bytes_max
    }

    /// Whether `bytes` more would still fit.
    pub(crate) fn has_room(&self, bytes: u64) -> bool {
        self.bytes.saturating_add(bytes) <= self.bytes_max
    }

    /// Makes the borrowed `value` owned.
    #[inline(always)]
    pub(crate) fn keep(&mut self, value: Value) -> Value {
        if let Value::Ref(handle) = value {
            self.slots[handle.index()].refs += 1;
        }
        value
    }

    /// Gives up an owned value.
    #[inline(always)]
    pub(crate) fn release(&mut self, value: Value) {
        if let Value::Ref(handle) = value {
            let slot = &mut self.slots[handle.index()];
            if slot.refs == 1 {
                self.bury(handle);
            } else {
                slot.refs -= 1;
            }
        }
    }

    pub(crate) fn release_all(&mut self, values: &[Value]) {
        for &value in values {
            self.release(value);
        }
    }

    pub(crate) fn keep_all(&mut self, values: &[Value]) -> Vec<Value> {
        values.iter().map(|&value| self.keep(value)).collect()
    }

    pub(crate) fn refs(&self, handle: Handle) -> u32 {
        self.slots[handle.index()].refs
    }

    #[inline(always)]
    pub(crate) fn get(&self, handle: Handle) -> &Object {
        match &self.slots[handle.index()].object {
            Held::Own(object) => object,
            Held::Settled => self.settled(handle),
            Held::Gone => panic!("yieldpoint bug: handle {} of a dead object", handle.0),
        }
    }

    #[inline(always)]
    pub(crate) fn get_mut(&mut self, handle: Handle) -> &mut Object {
        if !matches!(self.slots[handle.index()].object, Held::Own(_)) {
            self.unsettle(handle);
        }
        match &mut self.slots[handle.index()].object {
            Held::Own(object) => {
                if let Object::Class(_) = object {
                    self.classes_changed = self.classes_changed.wrapping_add(1);
                }
                object
            }
            _ => panic!("yieldpoint bug: handle {} of a dead object", handle.0),
        }
    }

    /// The class and the attributes of an instance.
    #[inline(always)]
    pub(crate) fn instance_mut(&mut self, handle: Handle) -> Option<(Value, &mut Attrs)> {
        if !matches!(self.slots[handle.index()].object, Held::Own(_)) {
            self.unsettle(handle);
        }
        match &mut self.slots[handle.index()].object {
            Held::Own(Object::Instance { class, attrs }) => Some((*class, attrs)),
            _ => None,
        }
    }

    /// The object behind a value, if it has one.
    #[inline(always)]
    pub(crate) fn object(&self, value: Value) -> Option<&Object> {
        value.handle().map(|handle| self.get(handle))
    }

    /// The instance that says of which derived class an object of a built-in type is, and holds
    /// its attributes; borrowed.
    #[inline(always)]
    pub(crate) fn shadow(&self, value: Value) -> Option<Value> {
        let Value::Ref(handle) = value else { return None };
        if self.slots[handle.index()].flags & super::burial::DERIVED == 0 {
            return None;
        }
        self.shadows.get(&handle.0).copied()
    }

    /// Makes an object one of a derived class; the shadow is owned.
    pub(crate) fn derive(&mut self, handle: Handle, shadow: Value) {
        self.slots[handle.index()].flags |= super::burial::DERIVED;
        self.shadows.insert(handle.0, shadow);
    }

    /// Names every value an object owns, its shadow among them.
    pub(crate) fn children_of(&self, handle: Handle, each: &mut dyn FnMut(Value)) {
        self.get(handle).children(each);
        if let Some(shadow) = self.shadow(Value::Ref(handle)) {
            each(shadow);
        }
    }

    /// Every live handle, in the arena's order.
    pub(crate) fn live(&self) -> impl Iterator<Item = Handle> {
        let live = |(_, slot): &(usize, &Slot)| !matches!(slot.object, Held::Gone);
        self.slots.iter().enumerate().filter(live).map(|(index, _)| Handle(index as u32))
    }

    /// How many slots there are, live or free.
    pub(crate) fn slot_count(&self) -> usize {
        self.slots.len()
    }
}

impl Object {
    /// Names every value this object owns.
    pub(crate) fn children(&self, each: &mut dyn FnMut(Value)) {
        match self {
            Object::Int(_)
            | Object::Str(_)
            | Object::Bytes(_)
            | Object::ByteArray(_)
            | Object::Range(_)
            | Object::Traceback(_) => {}
            Object::Tuple(values) => values.iter().for_each(|&value| each(value)),
            Object::List(values) => values.iter().for_each(|&value| each(value)),
            Object::Dict(dict) | Object::Set(dict) | Object::FrozenSet(dict) => {
                dict.iter().for_each(|(key, value)| {
                    each(key);
                    each(value);
                });
            }
            Object::Slice(values) | Object::Property(values) => {
                values.iter().for_each(|&value| each(value));
            }
            Object::Cell(value) | Object::StaticMethod(value) | Object::ClassMethod(value) => {
                each(*value);
            }
            Object::View { dict, .. } => each(*dict),
            Object::WeakRef(weak) => each(weak.callback),
            Object::Namespace(attrs) => attrs.iter().for_each(|&(_, value)| each(value)),
            Object::Method { function: a, receiver: b }
            | Object::Super { class: a, receiver: b } => {
                each(*a);
                each(*b);
            }
            Object::AsyncStep(step) => {
                each(step.generator);
                each(step.value);
            }
            Object::Instance { class, attrs } => {
                each(*class);
                attrs.iter().for_each(|&(_, value)| each(value));
            }
            Object::Function(function) => function.children(each),
            Object::Class(class) => class.children(each),
            Object::Exception(exception) => exception.children(each),
            Object::Generator(generator) => generator.children(each),
            Object::Iter(iter) => iter.children(each),
            Object::Future(future) => future.children(each),
            Object::LoopHandle(handle) => {
                each(handle.callable);
                each(handle.context);
                each(handle.when);
                handle.arguments.iter().for_each(|&value| each(value));
            }
            Object::Library(library) => library.children(each),
        }
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> u64 {
        let payload = match self {
            Object::Int(int) => int.bits() / 8,
            Object::Str(text) => text.len() as u64,
            Object::Bytes(bytes) => bytes.len() as u64,
            Object::ByteArray(bytes) => bytes.len() as u64,
            Object::Tuple(values) => 16 * values.len() as u64,
            Object::List(values) => 16 * values.len() as u64,
            Object::Dict(dict) | Object::Set(dict) | Object::FrozenSet(dict) => {
                48 * dict.len() as u64
            }
            Object::Instance { attrs, .. } => 24 * attrs.len() as u64,
            Object::Library(library) => library.weight(),
            Object::Generator(generator) => 120 + 16 * generator.values.len() as u64,
            Object::Class(_) | Object::Exception(_) | Object::Future(_) => 160,
            _ => 0,
        };
        payload + 48
    }
}

impl super::Function {
    fn children(&self, each: &mut dyn FnMut(Value)) {
        let parts = [&self.defaults, &self.kwdefaults, &self.closure];
        parts.into_iter().flatten().for_each(|&value| each(value));
        self.attrs.iter().for_each(|&(_, value)| each(value));
    }
}

impl super::Class {
    fn children(&self, each: &mut dyn FnMut(Value)) {
        each(self.meta);
        self.bases.iter().chain(&self.mro).for_each(|&value| each(value));
        self.attrs.iter().for_each(|&(_, value)| each(value));
    }
}

impl super::Exception {
    fn children(&self, each: &mut dyn FnMut(Value)) {
        [self.class, self.args, self.cause, self.context, self.group]
            .into_iter()
            .for_each(&mut *each);
        self.held.iter().for_each(|&value| each(value));
        self.attrs.iter().for_each(|&(_, value)| each(value));
    }
}

impl super::Generator {
    fn children(&self, each: &mut dyn FnMut(Value)) {
        if let Some(frame) = &self.frame {
            each(frame.handling);
            each(frame.owner);
        }
        self.values.iter().for_each(|&value| each(value));
    }
}

impl super::Future {
    /// Names every value it owns.
    pub(crate) fn children(&self, each: &mut dyn FnMut(Value)) {
        each(self.value);
        each(self.cancel_message);
        each(self.extra);
        for callback in &self.callbacks {
            match *callback {
                DoneCallback::Wakeup(task) => each(task),
                DoneCallback::Call(callable, context) => {
                    each(callable);
                    each(context);
                }
                DoneCallback::Stop => {}
            }
        }
        if let Some(task) = &self.task {
            each(task.coroutine);
            each(task.waiter);
        }
    }
}

impl super::Iter {
    fn children(&self, each: &mut dyn FnMut(Value)) {
        use super::Iter;
        match self {
            Iter::List { list: inner, .. }
            | Iter::Tuple { tuple: inner, .. }
            | Iter::Bytes { bytes: inner, .. }
            | Iter::Driven { generator: inner, .. }
            | Iter::Dict { dict: inner, .. }
            | Iter::Enumerate { inner, .. }
            | Iter::Set { set: inner, .. }
            | Iter::Reversed { list: inner, .. } => each(*inner),
            Iter::Tool(tool) => tool.children(each),
            Iter::Zip { inner, .. } => inner.iter().for_each(|&value| each(value)),
            Iter::Str { .. } | Iter::Range { .. } => {}
        }
    }
}
