//! The heap: objects in an arena, with explicit reference counts.
//!
//! **Invariants:** an object lives exactly as long as its count is above zero; when it reaches
//! zero the object and, depth first, what only it held are gone at once, as in CPython. Handles
//! are reused last-freed first, so that a run never depends on addresses.
//! **Departures:** no cycle collector yet: objects that hold each other live to the end.

use super::{
    CodeId, Future, FutureState, GeneratorKind, GeneratorState, Handle, Object, Text, Value,
};

/// What must be said about an object that has just died.
#[derive(Clone, Debug)]
pub(crate) enum Death {
    /// A coroutine that was never sent into.
    NeverAwaited(CodeId),
    /// A future whose exception nobody retrieved; its parts are still owned.
    NeverRetrieved(Box<Future>),
    /// A future that was pending: it will never be done by the guest.
    FutureGone(u32),
    /// A suspended generator, alive again until it has been closed; owned.
    Unfinished(Value),
}

#[derive(Clone, Debug)]
struct Slot {
    refs: u32,
    object: Option<Object>,
}

/// All objects of a program.
#[derive(Clone, Debug)]
pub(crate) struct Heap {
    slots: Vec<Slot>,
    free: Vec<Handle>,
    /// What died and has not been reported yet.
    pub deaths: Vec<Death>,
    /// The instruction count at which the interpreter must look up: its budget, or 0 after a
    /// death or when memory has run out.
    pub deadline: u64,
    bytes: u64,
    bytes_max: u64,
}

impl Heap {
    pub(crate) fn new(bytes_max: u64) -> Heap {
        Heap {
            slots: Vec::new(),
            free: Vec::new(),
            deaths: Vec::new(),
            deadline: 0,
            bytes: 0,
            bytes_max,
        }
    }

    /// A new object with one reference, which the caller owns.
    pub(crate) fn alloc(&mut self, object: Object) -> Value {
        self.grew(object.weight());
        let slot = Slot { refs: 1, object: Some(object) };
        if let Some(handle) = self.free.pop() {
            self.slots[handle.index()] = slot;
            return Value::Ref(handle);
        }
        self.slots.push(slot);
        Value::Ref(Handle(self.slots.len() as u32 - 1))
    }

    pub(crate) fn str(&mut self, text: impl Into<Text>) -> Value {
        self.alloc(Object::Str(text.into()))
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

    /// Whether the program holds more than it may.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.bytes > self.bytes_max
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
            slot.refs -= 1;
            if slot.refs == 0 {
                self.bury(handle);
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
            Some(object) => object,
            None => panic!("yieldpoint bug: handle {} of a dead object", handle.0),
        }
    }

    #[inline(always)]
    pub(crate) fn get_mut(&mut self, handle: Handle) -> &mut Object {
        match &mut self.slots[handle.index()].object {
            Some(object) => object,
            None => panic!("yieldpoint bug: handle {} of a dead object", handle.0),
        }
    }

    /// The object behind a value, if it has one.
    #[inline(always)]
    pub(crate) fn object(&self, value: Value) -> Option<&Object> {
        value.handle().map(|handle| self.get(handle))
    }

    /// Every live handle, in the arena's order.
    pub(crate) fn live(&self) -> impl Iterator<Item = Handle> {
        let live =
            |(index, slot): (usize, &Slot)| slot.object.as_ref().map(|_| Handle(index as u32));
        self.slots.iter().enumerate().filter_map(live)
    }

    /// How many slots there are, live or free.
    pub(crate) fn slot_count(&self) -> usize {
        self.slots.len()
    }

    #[cold]
    #[inline(never)]
    fn bury(&mut self, first: Handle) {
        let mut dying = vec![first];
        let mut children = Vec::new();
        while let Some(handle) = dying.pop() {
            let Some(object) = self.slots[handle.index()].object.take() else { continue };
            if self.is_unfinished(&object) {
                self.slots[handle.index()] = Slot { refs: 1, object: Some(object) };
                self.deaths.push(Death::Unfinished(Value::Ref(handle)));
                self.deadline = 0;
                continue;
            }
            self.bytes = self.bytes.saturating_sub(object.weight());
            self.free.push(handle);
            if let Some(object) = self.last_words(object) {
                object.children(&mut |child| children.push(child));
            }
            // Children in reverse, so that the first one dies first.
            for child in children.drain(..).rev() {
                if let Value::Ref(handle) = child {
                    let slot = &mut self.slots[handle.index()];
                    slot.refs -= 1;
                    if slot.refs == 0 {
                        dying.push(handle);
                    }
                }
            }
        }
    }

    /// A generator suspended where a `finally` or `with` may still have to run is closed first.
    fn is_unfinished(&self, object: &Object) -> bool {
        match object {
            Object::Generator(generator) => {
                generator.kind == GeneratorKind::Generator
                    && generator.state == GeneratorState::Suspended
            }
            _ => false,
        }
    }

    /// Notes what the interpreter has to say about a death; gives back the object whose children
    /// are to be released.
    fn last_words(&mut self, object: Object) -> Option<Object> {
        let death = match object {
            Object::Generator(ref generator) if generator.was_never_awaited() => {
                self.deaths.push(Death::NeverAwaited(generator.code));
                self.deadline = 0;
                return Some(object);
            }
            Object::Future(future) if future.unretrieved && future.state == FutureState::Raised => {
                Death::NeverRetrieved(future)
            }
            Object::Future(ref future) => {
                self.deaths.push(Death::FutureGone(future.id.0));
                self.deadline = 0;
                return Some(object);
            }
            _ => return Some(object),
        };
        self.deaths.push(death);
        self.deadline = 0;
        None
    }
}

impl super::Generator {
    fn was_never_awaited(&self) -> bool {
        self.kind == GeneratorKind::Coroutine
            && self.state == GeneratorState::Created
            && !self.awaited
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
            | Object::Timer { .. }
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
            Object::Namespace(attrs) => attrs.iter().for_each(|&(_, value)| each(value)),
            Object::Method { function: a, receiver: b }
            | Object::Super { class: a, receiver: b }
            | Object::AsyncNext { generator: a, sent: b } => {
                each(*a);
                each(*b);
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
        }
    }

    /// About how many bytes it takes.
    fn weight(&self) -> u64 {
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
        self.bases.iter().chain(&self.mro).for_each(|&value| each(value));
        self.attrs.iter().for_each(|&(_, value)| each(value));
    }
}

impl super::Exception {
    fn children(&self, each: &mut dyn FnMut(Value)) {
        [self.class, self.args, self.cause, self.context].into_iter().for_each(&mut *each);
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
        if let Some(task) = &self.task {
            each(task.coroutine);
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
            Iter::Zip { inner, .. } => inner.iter().for_each(|&value| each(value)),
            Iter::Str { .. } | Iter::Range { .. } => {}
        }
    }
}
