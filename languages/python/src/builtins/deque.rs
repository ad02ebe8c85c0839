//! `collections.deque`.
//!
//! **Models:** `Modules/_collectionsmodule.c`, CPython 3.13.
//! **Departures:** two deques are compared natively; other items than built-in ones by identity.

use super::{Entry, class, function, method};
use crate::code::CompareOp;
use crate::object::{Deque, Library, Object, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Compared, Flow, Items, Outcome, Raise, Vm};
use std::collections::VecDeque;

pub(super) const TABLE: &[Entry] = &[
    class(Type::Deque, 0, 2, &["iterable", "maxlen"], new),
    function("_deque_parts", 1, 1, &[], parts),
    method(Type::Deque, "append", 2, 2, |vm, args| push(vm, args, Side::Right)),
    method(Type::Deque, "appendleft", 2, 2, |vm, args| push(vm, args, Side::Left)),
    method(Type::Deque, "pop", 1, 1, |vm, args| pop(vm, args, Side::Right)),
    method(Type::Deque, "popleft", 1, 1, |vm, args| pop(vm, args, Side::Left)),
    method(Type::Deque, "extend", 2, 2, |vm, args| extend(vm, args, Side::Right)),
    method(Type::Deque, "extendleft", 2, 2, |vm, args| extend(vm, args, Side::Left)),
    method(Type::Deque, "rotate", 1, 2, rotate),
    method(Type::Deque, "clear", 1, 1, clear),
    method(Type::Deque, "copy", 1, 1, copy),
    method(Type::Deque, "__copy__", 1, 1, copy),
    method(Type::Deque, "reverse", 1, 1, reverse),
    method(Type::Deque, "insert", 3, 3, insert),
    method(Type::Deque, "remove", 2, 2, remove),
    method(Type::Deque, "count", 2, 2, count),
    method(Type::Deque, "index", 2, 4, index),
    method(Type::Deque, "__len__", 1, 1, len),
    method(Type::Deque, "__iter__", 1, 1, iter),
    method(Type::Deque, "__reversed__", 1, 1, reversed),
    method(Type::Deque, "__getitem__", 2, 2, getitem),
    method(Type::Deque, "__setitem__", 3, 3, setitem),
    method(Type::Deque, "__delitem__", 2, 2, delitem),
    method(Type::Deque, "__contains__", 2, 2, contains),
    method(Type::Deque, "__eq__", 2, 2, |vm, args| compare(vm, args, CompareOp::Eq)),
    method(Type::Deque, "__ne__", 2, 2, |vm, args| compare(vm, args, CompareOp::Ne)),
    method(Type::Deque, "__lt__", 2, 2, |vm, args| compare(vm, args, CompareOp::Lt)),
    method(Type::Deque, "__le__", 2, 2, |vm, args| compare(vm, args, CompareOp::Le)),
    method(Type::Deque, "__gt__", 2, 2, |vm, args| compare(vm, args, CompareOp::Gt)),
    method(Type::Deque, "__ge__", 2, 2, |vm, args| compare(vm, args, CompareOp::Ge)),
    method(Type::Deque, "__add__", 2, 2, add),
    method(Type::Deque, "__iadd__", 2, 2, iadd),
    method(Type::Deque, "__mul__", 2, 2, mul),
];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Vm {
    fn deque_mut(&mut self, of: Value) -> &mut Deque {
        match of.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Library(library)) => match &mut **library {
                Library::Deque(deque) => deque,
                other => panic!("yieldpoint bug: no deque but {other:?}"),
            },
            _ => panic!("yieldpoint bug: no deque"),
        }
    }

    /// Appends an owned value; what falls out at the other end is given back.
    fn deque_push(&mut self, of: Value, value: Value, side: Side) {
        self.heap.grew(16);
        let deque = self.deque_mut(of);
        deque.changes += 1;
        match side {
            Side::Right => deque.items.push_back(value),
            Side::Left => deque.items.push_front(value),
        }
        let is_over = deque.maxlen.is_some_and(|maxlen| deque.items.len() as u64 > maxlen);
        let fallen = match side {
            _ if !is_over => None,
            Side::Right => deque.items.pop_front(),
            Side::Left => deque.items.pop_back(),
        };
        if let Some(fallen) = fallen {
            self.heap.shrank(16);
            self.heap.release(fallen);
        }
    }

    /// `append` of an owned value to a deque that has no limit.
    pub(super) fn deque_append(&mut self, of: Value, value: Value) {
        self.deque_push(of, value, Side::Right);
    }

    /// `popleft`, owned; `None` if it is empty.
    pub(super) fn deque_take(&mut self, of: Value) -> Option<Value> {
        let deque = self.deque_mut(of);
        let item = deque.items.pop_front()?;
        deque.changes += 1;
        self.heap.shrank(16);
        Some(item)
    }

    /// A new deque of borrowed values.
    fn new_deque(&mut self, items: &[Value], maxlen: Option<u64>) -> Value {
        let kept = maxlen.map_or(0, |maxlen| items.len().saturating_sub(maxlen as usize));
        let items: VecDeque<Value> = self.heap.keep_all(&items[kept..]).into();
        let deque = Deque { items, maxlen, changes: 0 };
        self.heap.alloc(Object::Library(Library::Deque(deque).into()))
    }

    fn deque_items(&self, of: Value) -> Vec<Value> {
        self.deque(of).map_or(Vec::new(), |deque| deque.items.iter().copied().collect())
    }
}

fn new(vm: &mut Vm, args: Args) -> Outcome {
    let maxlen = match vm.optional(args, 1) {
        None | Some(Value::None) => None,
        Some(given) => {
            if !vm.is_int(given) {
                return Err(vm.raise(Type::TypeError, "an integer is required".into()));
            }
            let maxlen = vm.int_argument(given)?;
            if maxlen < 0 {
                return Err(vm.raise(Type::ValueError, "maxlen must be non-negative".into()));
            }
            Some(maxlen as u64)
        }
    };
    let items = match vm.optional(args, 0) {
        None => Vec::new(),
        Some(source) => match vm.items(source)? {
            Items::Owned(items) => items,
            Items::NeedsCall => return Ok(Flow::Materialise(0)),
        },
    };
    let deque = vm.new_deque(&items, maxlen);
    vm.heap.release_all(&items);
    Ok(Flow::Value(deque))
}

fn push(vm: &mut Vm, args: Args, side: Side) -> Outcome {
    let value = vm.heap.keep(vm.arg(args, 1));
    vm.deque_push(vm.arg(args, 0), value, side);
    NOTHING
}

fn pop(vm: &mut Vm, args: Args, side: Side) -> Outcome {
    let deque = vm.deque_mut(vm.arg(args, 0));
    let item = match side {
        Side::Left => deque.items.pop_front(),
        Side::Right => deque.items.pop_back(),
    };
    match item {
        Some(item) => {
            deque.changes += 1;
            vm.heap.shrank(16);
            Ok(Flow::Value(item))
        }
        None => Err(vm.raise(Type::IndexError, "pop from an empty deque".into())),
    }
}

fn extend(vm: &mut Vm, args: Args, side: Side) -> Outcome {
    let (of, source) = (vm.arg(args, 0), vm.arg(args, 1));
    let items = match vm.deque(source) {
        Some(_) => {
            let items = vm.deque_items(source);
            vm.heap.keep_all(&items)
        }
        None => match vm.items(source)? {
            Items::Owned(items) => items,
            Items::NeedsCall => return Ok(Flow::Materialise(1)),
        },
    };
    vm.charge(items.len() as u64 / 8);
    items.into_iter().for_each(|item| vm.deque_push(of, item, side));
    NOTHING
}

fn rotate(vm: &mut Vm, args: Args) -> Outcome {
    let by = match vm.optional(args, 1) {
        Some(by) => vm.int_argument(by)?,
        None => 1,
    };
    let deque = vm.deque_mut(vm.arg(args, 0));
    if !deque.items.is_empty() {
        let by = by.rem_euclid(deque.items.len() as i64);
        deque.items.rotate_right(by as usize);
        deque.changes += 1;
    }
    NOTHING
}

fn clear(vm: &mut Vm, args: Args) -> Outcome {
    let deque = vm.deque_mut(vm.arg(args, 0));
    deque.changes += 1;
    let old: Vec<Value> = std::mem::take(&mut deque.items).into();
    vm.heap.shrank(16 * old.len() as u64);
    vm.heap.release_all(&old);
    NOTHING
}

fn copy(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let maxlen = vm.deque(of).and_then(|deque| deque.maxlen);
    let items = vm.deque_items(of);
    Ok(Flow::Value(vm.new_deque(&items, maxlen)))
}

fn reverse(vm: &mut Vm, args: Args) -> Outcome {
    vm.deque_mut(vm.arg(args, 0)).items.make_contiguous().reverse();
    NOTHING
}

fn insert(vm: &mut Vm, args: Args) -> Outcome {
    let (of, at) = (vm.arg(args, 0), vm.int_argument(vm.arg(args, 1))?);
    let value = vm.arg(args, 2);
    let deque = vm.deque_mut(of);
    let len = deque.items.len() as i64;
    if deque.maxlen == Some(len as u64) {
        return Err(vm.raise(Type::IndexError, "deque already at its maximum size".into()));
    }
    let at = if at < 0 { (at + len).max(0) } else { at.min(len) };
    deque.items.insert(at as usize, value);
    deque.changes += 1;
    vm.heap.keep(value);
    vm.heap.grew(16);
    NOTHING
}

/// Where an equal item is; `None` as the answer where Python code would have to tell.
fn position(vm: &mut Vm, items: &[Value], item: Value) -> Option<Option<usize>> {
    for (at, &one) in items.iter().enumerate() {
        match vm.compare_native(CompareOp::Eq, one, item, 0) {
            _ if one.is(item) => return Some(Some(at)),
            Compared::Answer(true) => return Some(Some(at)),
            Compared::NeedsCall => return None,
            _ => {}
        }
    }
    Some(None)
}

/// The same by the library's Python, on a list of the items.
fn by_library(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let items = vm.deque_items(vm.arg(args, 0));
    let items = vm.heap.keep_all(&items);
    let list = vm.heap.list(items);
    let args = vec![list, vm.heap.keep(vm.arg(args, 1)), vm.heap.keep(vm.arg(args, 0))];
    Ok(Flow::Call { callable: vm.library(name), args, after: After::Push })
}

fn remove(vm: &mut Vm, args: Args) -> Outcome {
    let (of, item) = (vm.arg(args, 0), vm.arg(args, 1));
    let items = vm.deque_items(of);
    match position(vm, &items, item) {
        Some(Some(at)) => {
            let deque = vm.deque_mut(of);
            deque.changes += 1;
            let old = deque.items.remove(at).unwrap_or(Value::Undef);
            vm.heap.shrank(16);
            vm.heap.release(old);
            NOTHING
        }
        Some(None) => {
            let message = format!("{} is not in deque", vm.repr_native(item).unwrap_or_default());
            Err(vm.raise(Type::ValueError, message))
        }
        None => by_library(vm, args, "builtins._deque_remove"),
    }
}

fn contains(vm: &mut Vm, args: Args) -> Outcome {
    let items = vm.deque_items(vm.arg(args, 0));
    match position(vm, &items, vm.arg(args, 1)) {
        Some(found) => Ok(Flow::Value(Value::Bool(found.is_some()))),
        None => by_library(vm, args, "builtins._deque_contains"),
    }
}

fn count(vm: &mut Vm, args: Args) -> Outcome {
    let items = vm.deque_items(vm.arg(args, 0));
    let item = vm.arg(args, 1);
    if position(vm, &items, item).is_none() {
        return by_library(vm, args, "builtins._deque_count");
    }
    let found = items.into_iter().filter(|&one| vm.equal_native(one, item)).count();
    Ok(Flow::Value(Value::Int(found as i64)))
}

fn index(vm: &mut Vm, args: Args) -> Outcome {
    let (of, item) = (vm.arg(args, 0), vm.arg(args, 1));
    let items = vm.deque_items(of);
    let len = items.len() as i64;
    let mut bounds = [0, len];
    for (at, bound) in bounds.iter_mut().enumerate() {
        if let Some(given) = vm.optional(args, at + 2) {
            let given = vm.int_argument(given)?;
            *bound = if given < 0 { (given + len).max(0) } else { given.min(len) };
        }
    }
    let part = items.get(bounds[0] as usize..bounds[1] as usize).unwrap_or(&[]);
    match part.iter().position(|&one| vm.equal_native(one, item)) {
        Some(at) => Ok(Flow::Value(Value::Int(bounds[0] + at as i64))),
        None => {
            let message = format!("{} is not in deque", vm.repr_native(item).unwrap_or_default());
            Err(vm.raise(Type::ValueError, message))
        }
    }
}

/// The items of a deque and its bound; None for anything else.
fn parts(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let Some(deque) = vm.deque(of) else { return NOTHING };
    let maxlen = deque.maxlen.map_or(Value::None, |maxlen| Value::Int(maxlen as i64));
    let items = vm.deque_items(of);
    let items = vm.heap.keep_all(&items);
    let items = vm.heap.list(items);
    Ok(Flow::Value(vm.heap.tuple(vec![items, maxlen])))
}

fn len(vm: &mut Vm, args: Args) -> Outcome {
    let len = vm.deque(vm.arg(args, 0)).map_or(0, |deque| deque.items.len());
    Ok(Flow::Value(Value::Int(len as i64)))
}

fn iter(vm: &mut Vm, args: Args) -> Outcome {
    let iterator = vm.native_iter(vm.arg(args, 0));
    Ok(Flow::Value(iterator.unwrap_or(Value::None)))
}

fn reversed(vm: &mut Vm, args: Args) -> Outcome {
    let mut items = vm.deque_items(vm.arg(args, 0));
    items.reverse();
    let items = vm.heap.keep_all(&items);
    let list = vm.heap.list(items);
    let iterator = vm.native_iter(list);
    vm.heap.release(list);
    Ok(Flow::Value(iterator.unwrap_or(Value::None)))
}

/// The place that an index names.
fn place(vm: &mut Vm, of: Value, index: Value) -> Result<usize, Raise> {
    if !vm.is_int(index) {
        let kind = vm.type_name(index);
        let message = format!("sequence index must be integer, not '{kind}'");
        return Err(vm.raise(Type::TypeError, message));
    }
    let index = vm.int_argument(index)?;
    let len = vm.deque(of).map_or(0, |deque| deque.items.len() as i64);
    let at = if index < 0 { index + len } else { index };
    if (0..len).contains(&at) {
        return Ok(at as usize);
    }
    Err(vm.raise(Type::IndexError, "deque index out of range".into()))
}

fn getitem(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let at = place(vm, of, vm.arg(args, 1))?;
    let item = vm.deque_mut(of).items[at];
    Ok(Flow::Value(vm.heap.keep(item)))
}

fn setitem(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let at = place(vm, of, vm.arg(args, 1))?;
    let value = vm.heap.keep(vm.arg(args, 2));
    let old = std::mem::replace(&mut vm.deque_mut(of).items[at], value);
    vm.heap.release(old);
    NOTHING
}

fn delitem(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let at = place(vm, of, vm.arg(args, 1))?;
    let deque = vm.deque_mut(of);
    deque.changes += 1;
    let old = deque.items.remove(at).unwrap_or(Value::Undef);
    vm.heap.shrank(16);
    vm.heap.release(old);
    NOTHING
}

fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Outcome {
    let (a, b) = (vm.arg(args, 0), vm.arg(args, 1));
    if vm.deque(a).is_none() || vm.deque(b).is_none() {
        return Ok(Flow::Value(Value::NotImplemented));
    }
    let lists = [a, b].map(|of| {
        let items = vm.deque_items(of);
        let items = vm.heap.keep_all(&items);
        vm.heap.list(items)
    });
    let answer = vm.compare_native(op, lists[0], lists[1], 0);
    vm.heap.release_all(&lists);
    Ok(Flow::Value(match answer {
        Compared::Answer(answer) => Value::Bool(answer),
        _ => Value::NotImplemented,
    }))
}

fn add(vm: &mut Vm, args: Args) -> Outcome {
    let (a, b) = (vm.arg(args, 0), vm.arg(args, 1));
    if vm.deque(b).is_none() {
        let kind = vm.type_name(b);
        let message = format!("can only concatenate deque (not \"{kind}\") to deque");
        return Err(vm.raise(Type::TypeError, message));
    }
    let items = [vm.deque_items(a), vm.deque_items(b)].concat();
    let maxlen = vm.deque(a).and_then(|deque| deque.maxlen);
    Ok(Flow::Value(vm.new_deque(&items, maxlen)))
}

fn iadd(vm: &mut Vm, args: Args) -> Outcome {
    match extend(vm, args, Side::Right)? {
        Flow::Value(_) => Ok(Flow::Value(vm.heap.keep(vm.arg(args, 0)))),
        other => Ok(other),
    }
}

fn mul(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let times = vm.int_argument(vm.arg(args, 1))?.max(0) as u64;
    let items = vm.deque_items(of);
    if !vm.heap.has_room((items.len() as u64).saturating_mul(times).saturating_mul(16)) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    let maxlen = vm.deque(of).and_then(|deque| deque.maxlen);
    let items = items.repeat(times as usize);
    Ok(Flow::Value(vm.new_deque(&items, maxlen)))
}
