//! Weak references.
//!
//! **Models:** `Objects/weakrefobject.c`, CPython 3.13: one reference without a callback for each
//! object, the others after it, the youngest first, in which order their callbacks run.

use super::burial::{Dying, WEAKLY_HELD};
use super::heap::Heap;
use super::{Handle, Object, Type, Value};

/// `weakref.ref(target, callback)`.
#[derive(Clone, Debug)]
pub(crate) struct WeakRef {
    /// What it refers to, not owned; `None` once that is gone.
    pub target: Option<Handle>,
    /// `Undef` for none.
    pub callback: Value,
    /// The target's, if it has one.
    pub hash: Option<i64>,
}

impl Heap {
    /// A weak reference to `target`; `callback` is owned.
    pub(crate) fn weak_ref(&mut self, target: Handle, callback: Value, hash: Option<i64>) -> Value {
        let known = self.weak_refs(target);
        let plain = known.first().copied().filter(|&first| self.is_plain(first));
        if let Some(plain) = plain
            && callback.is_undef()
        {
            return self.keep(Value::Ref(plain));
        }
        let weak = WeakRef { target: Some(target), callback, hash };
        let made = self.alloc(Object::WeakRef(weak.into()));
        let Value::Ref(handle) = made else { return made };
        let at = usize::from(plain.is_some());
        match self.weak.get_mut(&target.0) {
            Some(list) => list.insert(at, handle),
            None => {
                self.weak.insert(target.0, vec![handle]);
            }
        }
        self.slots[target.index()].flags |= WEAKLY_HELD;
        made
    }

    /// The weak references to an object.
    pub(crate) fn weak_refs(&self, target: Handle) -> &[Handle] {
        self.weak.get(&target.0).map_or(&[], |list| list)
    }

    fn is_plain(&self, handle: Handle) -> bool {
        matches!(self.get(handle), Object::WeakRef(weak) if weak.callback.is_undef())
    }

    /// The weak reference at `handle` has died.
    pub(super) fn forget_weak(&mut self, handle: Handle, weak: &WeakRef) {
        let Some(target) = weak.target else { return };
        let Some(list) = self.weak.get_mut(&target.0) else { return };
        list.retain(|&known| known != handle);
        if list.is_empty() {
            self.weak.remove(&target.0);
            self.slots[target.index()].flags &= !WEAKLY_HELD;
        }
    }

    /// What refers weakly to `target` does so no longer; the callbacks that are to run, in order.
    /// Those of references for which `is_lost` holds do not.
    pub(crate) fn clear_weak(
        &mut self, target: Handle, is_lost: &dyn Fn(Handle) -> bool,
    ) -> Vec<Dying> {
        self.slots[target.index()].flags &= !WEAKLY_HELD;
        let list = self.weak.remove(&target.0).unwrap_or_default();
        let mut calls = Vec::new();
        for handle in list {
            let Object::WeakRef(weak) = self.get_mut(handle) else { continue };
            weak.target = None;
            let callback = weak.callback;
            if !callback.is_undef() && !is_lost(handle) {
                weak.callback = Value::Undef;
                let weak = self.keep(Value::Ref(handle));
                calls.push(Dying::Call { callable: callback, arguments: vec![weak] });
            }
        }
        calls
    }

    /// What a weak reference refers to, borrowed.
    pub(crate) fn weak_target(&self, weak: Value) -> Option<Value> {
        match self.object(weak) {
            Some(Object::WeakRef(weak)) => weak.target.map(Value::Ref),
            _ => None,
        }
    }

    /// Whether there can be weak references to it.
    pub(crate) fn can_be_weakly_held(&self, value: Value) -> bool {
        match self.object(value) {
            Some(
                Object::Function(_)
                | Object::Method { .. }
                | Object::Class(_)
                | Object::Instance { class: Value::Ref(_), .. }
                | Object::Set(_)
                | Object::FrozenSet(_)
                | Object::Generator(_)
                | Object::Future(_),
            ) => true,
            Some(Object::Library(library)) => matches!(**library, super::Library::Lock(_)),
            Some(Object::Exception(exception)) => !matches!(exception.class, Value::Type(_)),
            Some(_) => false,
            None => matches!(value, Value::Type(Type::Object)),
        }
    }
}
