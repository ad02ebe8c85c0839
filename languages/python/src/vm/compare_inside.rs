//! Comparing containers by what is in them.
//!
//! **Models:** `list_richcompare`, `dict_equal`, `set_richcompare`, CPython 3.13.

use super::Vm;
use super::compare::Compared;
use super::compare::holds;
use crate::code::CompareOp;
use crate::object::{Object, Value};

impl Vm {
    pub(super) fn sequences(
        &self, op: CompareOp, x: &[Value], y: &[Value], depth: u32,
    ) -> Compared {
        let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
        if equality && x.len() != y.len() {
            return Compared::Answer(op == CompareOp::Ne);
        }
        for (&a, &b) in x.iter().zip(y) {
            if a.is(b) {
                continue;
            }
            match self.compare_native(CompareOp::Eq, a, b, depth + 1) {
                Compared::Answer(true) => {}
                Compared::Answer(false) if equality => {
                    return Compared::Answer(op == CompareOp::Ne);
                }
                Compared::Answer(false) => return self.compare_native(op, a, b, depth + 1),
                other => return other,
            }
        }
        Compared::Answer(holds(op, x.len().cmp(&y.len())))
    }

    pub(super) fn dicts_equal(&self, op: CompareOp, a: Value, b: Value, depth: u32) -> Compared {
        let (Some(Object::Dict(x)), Some(Object::Dict(y))) =
            (self.heap.object(a), self.heap.object(b))
        else {
            return Compared::Unordered;
        };
        let unequal = Compared::Answer(op == CompareOp::Ne);
        if x.len() != y.len() {
            return unequal;
        }
        for (hash, key, value) in x.hashed() {
            let Some(at) = self.dict_find_hashed(y, hash, key) else {
                return self.unless_asked(unequal);
            };
            let other = y.value_at(at);
            if value.is(other) {
                continue;
            }
            match self.compare_native(CompareOp::Eq, value, other, depth + 1) {
                Compared::Answer(true) => {}
                Compared::Answer(false) => return unequal,
                answer => return answer,
            }
        }
        Compared::Answer(op == CompareOp::Eq)
    }

    /// An answer, unless a key had to be asked for it: the library's loop does that.
    fn unless_asked(&self, answer: Compared) -> Compared {
        match self.wanted.take() {
            super::keys::Want::Nothing => answer,
            _ => Compared::NeedsCall,
        }
    }

    pub(super) fn sets(&self, op: CompareOp, a: Value, b: Value) -> Compared {
        let (Some(x), Some(y)) = (self.as_set(a), self.as_set(b)) else {
            return Compared::Unordered;
        };
        let within = |x: &crate::object::Dict, y: &crate::object::Dict| {
            x.hashed().all(|(hash, key, _)| self.dict_find_hashed(y, hash, key).is_some())
        };
        let answer = Compared::Answer(match op {
            CompareOp::Eq => x.len() == y.len() && within(x, y),
            CompareOp::Ne => x.len() != y.len() || !within(x, y),
            CompareOp::Le => within(x, y),
            CompareOp::Lt => x.len() < y.len() && within(x, y),
            CompareOp::Ge => within(y, x),
            CompareOp::Gt => y.len() < x.len() && within(y, x),
        });
        self.unless_asked(answer)
    }

    /// A view of a dict's keys or items compared with another one or with a set.
    pub(super) fn views(&self, op: CompareOp, a: Value, b: Value) -> Compared {
        use crate::object::ViewKind;
        let keyed = |value: Value| match self.heap.object(value) {
            Some(Object::View { kind: ViewKind::Values, .. }) => None,
            Some(&Object::View { dict, kind }) => Some((self.as_dict(dict)?, kind)),
            Some(Object::Set(set) | Object::FrozenSet(set)) => Some((&**set, ViewKind::Keys)),
            _ => None,
        };
        let (Some((x, left)), Some((y, right))) = (keyed(a), keyed(b)) else {
            return match op {
                CompareOp::Eq | CompareOp::Ne => Compared::Answer(a.is(b) == (op == CompareOp::Eq)),
                _ => Compared::Unordered,
            };
        };
        let within = |x: &crate::object::Dict, y: &crate::object::Dict| {
            x.hashed().all(|(hash, key, value)| match self.dict_find_hashed(y, hash, key) {
                Some(at) if left == ViewKind::Items => self.equal_native(value, y.value_at(at)),
                found => found.is_some(),
            })
        };
        if left != right {
            return Compared::Answer(op == CompareOp::Ne);
        }
        let answer = Compared::Answer(match op {
            CompareOp::Eq => x.len() == y.len() && within(x, y),
            CompareOp::Ne => x.len() != y.len() || !within(x, y),
            CompareOp::Le => within(x, y),
            CompareOp::Lt => x.len() < y.len() && within(x, y),
            CompareOp::Ge => within(y, x),
            CompareOp::Gt => y.len() < x.len() && within(y, x),
        });
        self.unless_asked(answer)
    }
}
