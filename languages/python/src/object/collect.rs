//! The cycle collector: which containers only hold each other.
//!
//! **Models:** `Python/gc.c`, CPython 3.13: the references from inside a generation are
//! subtracted from the counts; what is left with none, and is not reached from what has some, is
//! unreachable. Its weak references are cleared, its finalizers run, and what is unreachable even
//! then is taken apart.
//! **Invariants:** the order of everything follows births and references, never addresses.

use super::burial::{Dying, LastRite, VISITED};
use super::heap::Heap;
use super::young::Born;
use super::{DoneCallback, Handle, Object, Value};

/// What the collector cannot see in an object: the values it holds through the interpreter.
pub(crate) trait Beyond {
    /// Names the values an object holds beyond its own.
    fn held(&self, object: &Object, each: &mut dyn FnMut(Value));
}

/// Nothing beyond the objects.
pub(crate) struct ObjectsAlone;

impl Beyond for ObjectsAlone {
    fn held(&self, _: &Object, _: &mut dyn FnMut(Value)) {}
}

impl Heap {
    /// The live objects of the generations up to `generation`, as CPython merges them: oldest
    /// first. Their lists are empty afterwards.
    pub(crate) fn candidates(&mut self, generation: usize) -> Vec<Handle> {
        let lists = &mut self.generations.lists;
        let mut merged = std::mem::take(&mut lists[generation]);
        for younger in &mut lists[..generation] {
            merged.append(younger);
        }
        merged.retain(|born| self.is_alive(*born));
        merged.into_iter().map(|born| born.handle).collect()
    }

    /// Splits objects into what is reachable from outside of them and what is not, each in its
    /// order. One reference for each of `discounts` does not count.
    pub(crate) fn partition(
        &mut self, of: Vec<Handle>, discounts: &[Value], beyond: &dyn Beyond,
    ) -> (Vec<Handle>, Vec<Handle>) {
        let mut outside = std::mem::take(&mut self.outside);
        outside.resize(self.slots.len(), 0);
        for &handle in &of {
            let slot = &mut self.slots[handle.index()];
            slot.flags |= VISITED;
            outside[handle.index()] = slot.refs;
        }
        let mut subtract = |value: Value| {
            if let Value::Ref(child) = value {
                outside[child.index()] = outside[child.index()].saturating_sub(1);
            }
        };
        discounts.iter().for_each(|&value| subtract(value));
        for &handle in &of {
            self.children_of(handle, &mut subtract);
            beyond.held(self.get(handle), &mut subtract);
        }
        let mut reached = Vec::new();
        for &handle in &of {
            if outside[handle.index()] > 0 {
                self.slots[handle.index()].flags &= !VISITED;
                reached.push(handle);
            }
        }
        self.outside = outside;
        self.spread(reached, beyond);
        let slots = &mut self.slots;
        of.into_iter().partition(|handle| {
            let slot = &mut slots[handle.index()];
            let is_lost = slot.flags & VISITED != 0;
            slot.flags &= !VISITED;
            !is_lost
        })
    }

    /// Takes the mark from everything that is reachable from `reached`.
    fn spread(&mut self, mut reached: Vec<Handle>, beyond: &dyn Beyond) {
        let mut children = Vec::new();
        while let Some(handle) = reached.pop() {
            let mut note = |value: Value| {
                if let Value::Ref(child) = value {
                    children.push(child);
                }
            };
            self.children_of(handle, &mut note);
            beyond.held(self.get(handle), &mut note);
            for child in children.drain(..) {
                let slot = &mut self.slots[child.index()];
                if slot.flags & VISITED != 0 {
                    slot.flags &= !VISITED;
                    reached.push(child);
                }
            }
        }
    }

    /// Objects that are still there grow older by one generation.
    pub(crate) fn grow_older(&mut self, of: &[Handle], generation: usize) {
        let older = (generation + 1).min(2);
        for &handle in of {
            let born = Born { handle, epoch: self.slots[handle.index()].epoch };
            self.generations.lists[older].push(born);
        }
    }

    /// What is reachable from `roots`, breadth first, in the order in which CPython visits it.
    pub(crate) fn reachable(&mut self, roots: &[Value]) -> Vec<Handle> {
        let mut found: Vec<Handle> = Vec::new();
        let mut parts: Vec<Value> = roots.to_vec();
        let mut at = 0;
        loop {
            for value in parts.drain(..) {
                let Value::Ref(handle) = value else { continue };
                let slot = &mut self.slots[handle.index()];
                if slot.flags & VISITED == 0 {
                    slot.flags |= VISITED;
                    found.push(handle);
                }
            }
            let Some(&handle) = found.get(at) else { break };
            let object = self.get(handle);
            self.children_of(handle, &mut |child| parts.push(child));
            if matches!(object, Object::List(_) | Object::Tuple(_)) {
                parts.reverse();
            }
            at += 1;
        }
        for handle in &found {
            self.slots[handle.index()].flags &= !VISITED;
        }
        found
    }

    /// What comes before the end of unreachable objects: callbacks of weak references from
    /// outside, then finalizers.
    pub(crate) fn condemn(&mut self, lost: &[Handle]) -> Vec<Dying> {
        let mut steps = Vec::new();
        if lost.iter().any(|&handle| !self.weak_refs(handle).is_empty()) {
            let mut is_lost = vec![false; self.slots.len()];
            lost.iter().for_each(|handle| is_lost[handle.index()] = true);
            for &handle in lost {
                if !self.weak_refs(handle).is_empty() {
                    steps.extend(self.clear_weak(handle, &|weak| is_lost[weak.index()]));
                }
            }
        }
        for &handle in lost {
            if self.last_rite(handle) == LastRite::Finalizer {
                steps.push(Dying::Finalize(self.keep(Value::Ref(handle))));
            }
        }
        steps
    }

    /// Lets go of everything an unreachable object holds; its owner then releases it.
    pub(crate) fn empty(&mut self, handle: Handle) -> Vec<Value> {
        let mut parts = Vec::new();
        let object = self.get_mut(handle);
        match object {
            Object::Dict(dict) | Object::Set(dict) => {
                dict.iter().for_each(|(key, value)| parts.extend([key, value]));
                **dict = super::Dict::default();
            }
            Object::List(values) => {
                parts = std::mem::take(values);
                parts.reverse();
            }
            Object::Cell(value) => parts.push(std::mem::replace(value, Value::Undef)),
            Object::Instance { attrs, .. } | Object::Namespace(attrs) => {
                parts.extend(std::mem::take(attrs).into_iter().map(|(_, value)| value));
            }
            Object::Function(function) => {
                parts.extend(std::mem::take(&mut function.closure));
                parts.extend(std::mem::take(&mut function.attrs).into_iter().map(|pair| pair.1));
            }
            Object::Class(class) => {
                parts.extend(std::mem::take(&mut class.attrs).into_iter().map(|pair| pair.1));
            }
            Object::Exception(exception) => {
                parts.extend(std::mem::take(&mut exception.attrs).into_iter().map(|pair| pair.1));
                parts.append(&mut exception.held);
                for part in [&mut exception.cause, &mut exception.context] {
                    parts.push(std::mem::replace(part, Value::Undef));
                }
            }
            Object::Generator(generator) => parts.append(&mut generator.values),
            Object::Library(library) => parts = library.take(),
            Object::Future(future) => {
                for part in [&mut future.value, &mut future.extra] {
                    parts.push(std::mem::replace(part, Value::None));
                }
                for callback in std::mem::take(&mut future.callbacks) {
                    match callback {
                        DoneCallback::Wakeup(task) => parts.push(task),
                        DoneCallback::Call(callable, context) => parts.extend([callable, context]),
                        DoneCallback::Stop => {}
                    }
                }
                if let Some(task) = &mut future.task {
                    for part in [&mut task.coroutine, &mut task.waiter] {
                        parts.push(std::mem::replace(part, Value::None));
                    }
                }
            }
            Object::LoopHandle(handle) => {
                parts.append(&mut handle.arguments);
                for part in [&mut handle.callable, &mut handle.context] {
                    parts.push(std::mem::replace(part, Value::Undef));
                }
            }
            Object::WeakRef(weak) => {
                parts.push(std::mem::replace(&mut weak.callback, Value::Undef))
            }
            _ => {}
        }
        parts
    }

    /// How many objects it is in CPython, where a class or an exception with its traceback is
    /// several.
    pub(crate) fn number_of_objects(&self, handle: Handle) -> u64 {
        match self.get(handle) {
            Object::Class(class) => {
                let is_first = class.bases.iter().all(|base| matches!(base, Value::Type(_)));
                let is_plain = class.layout == super::Type::Object;
                3 + if !is_first { 0 } else { 1 + u64::from(is_plain) }
            }
            Object::Function(function) => {
                let holds = |parts: &[Value]| {
                    u64::from(
                        parts
                            .iter()
                            .any(|part| self.object(*part).is_some_and(Object::is_container)),
                    )
                };
                1 + holds(&function.closure)
                    + holds(&function.defaults)
                    + u64::from(!function.kwdefaults.is_empty())
            }
            Object::StaticMethod(_) | Object::ClassMethod(_) => 2,
            Object::Exception(exception) => 1 + 2 * exception.rows.len() as u64,
            _ => 1,
        }
    }
}
