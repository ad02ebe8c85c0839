//! `heapq`: one step at a time, where no Python code has to compare; see `std/heapq.py`.
//!
//! **Models:** `Modules/_heapqmodule.c`: the same comparisons, of the list as it is before.

use super::{Entry, function};
use crate::code::CompareOp;
use crate::object::{Object, Type, Value};
use crate::vm::{Args, Compared, Flow, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] =
    &[function("_heap_push", 2, 2, &[], push), function("_heap_settle", 2, 2, &[], settle)];

/// Whether it was done; otherwise nothing has changed.
fn done(done: bool) -> Outcome {
    Ok(Flow::Value(Value::Bool(done)))
}

impl Vm {
    /// `a < b`; `None` where Python code has to tell.
    fn heap_less(&mut self, a: Value, b: Value) -> Result<Option<bool>, Raise> {
        match self.compare_native(CompareOp::Lt, a, b, 0) {
            Compared::Answer(less) => Ok(Some(less)),
            Compared::NeedsCall => Ok(None),
            _ => Err(self.no_order(CompareOp::Lt, a, b)),
        }
    }

    fn heap_list(&mut self, heap: Value) -> Result<&[Value], Raise> {
        if !matches!(self.heap.object(heap), Some(Object::List(_))) {
            let message = format!("heap argument must be a list, not {}", self.type_name(heap));
            return Err(self.raise(Type::TypeError, message));
        }
        Ok(self.list_ref(heap))
    }
}

fn push(vm: &mut Vm, args: Args) -> Outcome {
    let (heap, item) = (vm.arg(args, 0), vm.arg(args, 1));
    let end = vm.heap_list(heap)?.len();
    let mut at = end;
    while at > 0 {
        let above = vm.list_ref(heap)[(at - 1) / 2];
        match vm.heap_less(item, above)? {
            Some(true) => at = (at - 1) / 2,
            Some(false) => break,
            None => return done(false),
        }
    }
    vm.heap.keep(item);
    vm.list_push(heap, item);
    let list = vm.list_mut(heap);
    let mut hole = end;
    while hole > at {
        list[hole] = list[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    list[at] = item;
    done(true)
}

/// The item at an index goes down to its place.
fn settle(vm: &mut Vm, args: Args) -> Outcome {
    let heap = vm.arg(args, 0);
    let start = vm.int_argument(vm.arg(args, 1))?.max(0) as usize;
    let end = vm.heap_list(heap)?.len();
    let Some(&item) = vm.list_ref(heap).get(start) else { return done(true) };
    // Along the smaller children, down to a leaf.
    let mut path = vec![start];
    let mut at = start;
    while 2 * at + 1 < end {
        let mut child = 2 * at + 1;
        if child + 1 < end {
            let (left, right) = (vm.list_ref(heap)[child], vm.list_ref(heap)[child + 1]);
            match vm.heap_less(left, right)? {
                Some(less) => child += usize::from(!less),
                None => return done(false),
            }
        }
        path.push(child);
        at = child;
    }
    // And up again, as far as the item is smaller.
    while path.len() > 1 {
        let above = vm.list_ref(heap)[path[path.len() - 1]];
        match vm.heap_less(item, above)? {
            Some(true) => path.pop(),
            Some(false) => break,
            None => return done(false),
        };
    }
    let list = vm.list_mut(heap);
    for step in path.windows(2) {
        list[step[0]] = list[step[1]];
    }
    list[path[path.len() - 1]] = item;
    done(true)
}
