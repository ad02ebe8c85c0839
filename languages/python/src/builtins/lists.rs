//! Methods of `list` and `tuple`.

use super::{Entry, method};
use crate::code::CompareOp;
use crate::object::{Object, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Compared, Flow, Items, Outcome, Raise, Vm};
use std::cmp::Ordering;

pub(super) const TABLE: &[Entry] = &[
    method(Type::List, "append", 2, 2, append),
    method(Type::List, "extend", 2, 2, extend),
    method(Type::List, "insert", 3, 3, insert),
    method(Type::List, "pop", 1, 2, pop),
    method(Type::List, "remove", 2, 2, remove),
    method(Type::List, "clear", 1, 1, clear),
    method(Type::List, "copy", 1, 1, copy),
    method(Type::List, "reverse", 1, 1, reverse),
    method(Type::List, "index", 2, 4, index),
    method(Type::List, "count", 2, 2, count),
    Entry { names: &["", "*key", "*reverse"], ..method(Type::List, "sort", 1, 3, sort) },
    method(Type::Tuple, "index", 2, 4, index),
    method(Type::Tuple, "count", 2, 2, count),
];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

fn append(vm: &mut Vm, args: Args) -> Outcome {
    let (list, item) = (vm.arg(args, 0), vm.arg(args, 1));
    let item = vm.heap.keep(item);
    vm.list_push(list, item);
    NOTHING
}

fn extend(vm: &mut Vm, args: Args) -> Outcome {
    let (list, source) = (vm.arg(args, 0), vm.arg(args, 1));
    match vm.items(source)? {
        Items::Owned(items) => {
            vm.heap.grew(16 * items.len() as u64);
            vm.charge(items.len() as u64 / 8);
            vm.list_mut(list).extend(items);
            NOTHING
        }
        Items::NeedsCall => Ok(Flow::Materialise(1)),
    }
}

fn insert(vm: &mut Vm, args: Args) -> Outcome {
    let (list, item) = (vm.arg(args, 0), vm.arg(args, 2));
    let at = vm.int_argument(vm.arg(args, 1))?;
    let len = vm.list_ref(list).len() as i64;
    let at = if at < 0 { (at + len).max(0) } else { at.min(len) };
    let item = vm.heap.keep(item);
    vm.heap.grew(16);
    vm.list_mut(list).insert(at as usize, item);
    NOTHING
}

fn pop(vm: &mut Vm, args: Args) -> Outcome {
    let list = vm.arg(args, 0);
    let len = vm.list_ref(list).len();
    if len == 0 {
        return Err(vm.raise(Type::IndexError, "pop from empty list".into()));
    }
    let at = match vm.optional(args, 1) {
        None => len - 1,
        Some(at) => {
            let at = vm.int_argument(at)?;
            let at = if at < 0 { at + len as i64 } else { at };
            if !(0..len as i64).contains(&at) {
                return Err(vm.raise(Type::IndexError, "pop index out of range".into()));
            }
            at as usize
        }
    };
    Ok(Flow::Value(vm.list_mut(list).remove(at)))
}

fn position(vm: &mut Vm, values: &[Value], item: Value) -> Option<usize> {
    values.iter().position(|&value| vm.equal_native(value, item))
}

fn remove(vm: &mut Vm, args: Args) -> Outcome {
    let (list, item) = (vm.arg(args, 0), vm.arg(args, 1));
    let values = vm.list_ref(list).clone();
    if needs_call(vm, &values, item) {
        let args = vm.heap.keep_all(&[list, item]);
        return Ok(Flow::Call {
            callable: vm.library("builtins._remove"),
            args,
            after: After::Push,
        });
    }
    match position(vm, &values, item) {
        Some(at) => {
            let old = vm.list_mut(list).remove(at);
            vm.heap.release(old);
            NOTHING
        }
        None => Err(vm.raise(Type::ValueError, "list.remove(x): x not in list".into())),
    }
}

fn needs_call(vm: &Vm, values: &[Value], item: Value) -> bool {
    values.iter().any(|&value| {
        !value.is(item) && vm.compare_native(CompareOp::Eq, value, item, 0) == Compared::NeedsCall
    })
}

fn clear(vm: &mut Vm, args: Args) -> Outcome {
    let mut old = std::mem::take(vm.list_mut(vm.arg(args, 0)));
    // As `list_clear`: the last one goes first.
    old.reverse();
    vm.heap.release_all(&old);
    NOTHING
}

fn copy(vm: &mut Vm, args: Args) -> Outcome {
    let values = vm.list_ref(vm.arg(args, 0)).clone();
    let values = vm.heap.keep_all(&values);
    Ok(Flow::Value(vm.heap.list(values)))
}

fn reverse(vm: &mut Vm, args: Args) -> Outcome {
    vm.list_mut(vm.arg(args, 0)).reverse();
    NOTHING
}

fn values(vm: &Vm, of: Value) -> Vec<Value> {
    match vm.heap.object(of) {
        Some(Object::List(values)) => values.clone(),
        Some(Object::Tuple(values)) => values.to_vec(),
        _ => Vec::new(),
    }
}

fn index(vm: &mut Vm, args: Args) -> Outcome {
    let (of, item) = (vm.arg(args, 0), vm.arg(args, 1));
    let all = values(vm, of);
    let len = all.len() as i64;
    let bound = |vm: &mut Vm, index: usize, default: i64| -> Result<usize, Raise> {
        let Some(given) = vm.optional(args, index) else { return Ok(default as usize) };
        let at = vm.int_argument(given)?;
        Ok((if at < 0 { (at + len).max(0) } else { at.min(len) }) as usize)
    };
    let (start, end) = (bound(vm, 2, 0)?, bound(vm, 3, len)?);
    if needs_call(vm, &all, item) {
        let bounds = [start, end].map(|at| Value::Int(at as i64));
        let args = vec![vm.heap.keep(of), vm.heap.keep(item), bounds[0], bounds[1]];
        let callable = vm.library("builtins._index");
        return Ok(Flow::Call { callable, args, after: After::Push });
    }
    let found = position(vm, all.get(start..end).unwrap_or(&[]), item);
    match found {
        Some(at) => Ok(Flow::Value(Value::Int((start + at) as i64))),
        None => {
            let message = match vm.heap.object(of) {
                Some(Object::Tuple(_)) => "tuple.index(x): x not in tuple".into(),
                _ => format!("{} is not in list", vm.repr_native(item).unwrap_or_default()),
            };
            Err(vm.raise(Type::ValueError, message))
        }
    }
}

fn count(vm: &mut Vm, args: Args) -> Outcome {
    let (of, item) = (vm.arg(args, 0), vm.arg(args, 1));
    if needs_call(vm, &values(vm, of), item) {
        let args = vm.heap.keep_all(&[of, item]);
        let callable = vm.library("builtins._count");
        return Ok(Flow::Call { callable, args, after: After::Push });
    }
    let found = values(vm, of).into_iter().filter(|&value| vm.equal_native(value, item)).count();
    Ok(Flow::Value(Value::Int(found as i64)))
}

fn sort(vm: &mut Vm, args: Args) -> Outcome {
    let list = vm.arg(args, 0);
    let key = vm.optional(args, 1).filter(|key| !key.is_none());
    let reverse = vm.optional(args, 2).is_some_and(|flag| vm.truth(flag) == Some(true));
    let values = vm.list_ref(list).clone();
    if key.is_some() || !vm.has_native_order(&values) {
        let key = vm.heap.keep(key.unwrap_or(Value::None));
        let args = vec![vm.heap.keep(list), key, Value::Bool(reverse)];
        return Ok(Flow::Call { callable: vm.library("builtins._sort"), args, after: After::Push });
    }
    let order = vm.sort_order(&values, reverse)?;
    *vm.list_mut(list) = order.into_iter().map(|index| values[index]).collect();
    NOTHING
}

impl Vm {
    /// Whether values can be sorted without running Python code.
    pub(crate) fn has_native_order(&self, values: &[Value]) -> bool {
        values.windows(2).all(|pair| {
            self.compare_native(CompareOp::Lt, pair[1], pair[0], 0) != Compared::NeedsCall
        })
    }

    /// Sorts the indices of ints alone or strings alone; whether they are.
    fn sort_alike(&self, values: &[Value], order: &mut [usize], reverse: bool) -> bool {
        let int = |value: &Value| match value {
            Value::Int(int) => Some(*int),
            _ => None,
        };
        if let Some(ints) = values.iter().map(int).collect::<Option<Vec<i64>>>() {
            sort_keys(order, &ints, reverse);
            return true;
        }
        let text = |&value: &Value| match self.heap.shadow(value) {
            Some(_) => None,
            None => self.text(value).map(|text| &**text),
        };
        match values.iter().map(text).collect::<Option<Vec<&str>>>() {
            Some(texts) => sort_keys(order, &texts, reverse),
            None => return false,
        }
        true
    }

    /// The stable order of values: indices, natively compared.
    pub(crate) fn sort_order(
        &mut self, values: &[Value], reverse: bool,
    ) -> Result<Vec<usize>, Raise> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        let depth = u64::from(values.len().checked_ilog2().unwrap_or(0));
        self.charge(values.len() as u64 * depth / 8);
        if self.sort_alike(values, &mut order, reverse) {
            return Ok(order);
        }
        let mut failed = None;
        let mut compare = |a: Value, b: Value| match self.compare_native(CompareOp::Lt, a, b, 0) {
            Compared::Answer(less) => less,
            _ => {
                failed.get_or_insert((a, b));
                false
            }
        };
        // Reversed, equal values still keep their order.
        order.sort_by(|&x, &y| {
            let (a, b) = if reverse { (values[y], values[x]) } else { (values[x], values[y]) };
            if compare(a, b) {
                Ordering::Less
            } else if compare(b, a) {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        });
        match failed {
            Some((a, b)) => Err(self.no_order(CompareOp::Lt, a, b)),
            None => Ok(order),
        }
    }
}

/// Reversed, equal keys still keep their order.
fn sort_keys<T: Ord>(order: &mut [usize], keys: &[T], reverse: bool) {
    order.sort_by(|&x, &y| match reverse {
        true => keys[y].cmp(&keys[x]),
        false => keys[x].cmp(&keys[y]),
    });
}
