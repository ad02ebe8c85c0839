//! `itertools`: the iterators that need no Python code; the rest is in `std/itertools.py`.

use super::{ANY, Entry, function};
use crate::object::{Choose, Iter, Object, Tool, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("_count_ints", 2, 2, &[], count),
    function("_repeat", 2, 2, &[], repeat),
    function("_cycle", 1, 1, &[], cycle),
    function("_product", 0, ANY, &[], product),
    function("_permutations", 2, 2, &[], |vm, args| choose(vm, args, Choose::Permutations)),
    function("_combinations", 2, 2, &[], |vm, args| choose(vm, args, Choose::Combinations)),
    function("_with_replacement", 2, 2, &[], |vm, args| choose(vm, args, Choose::Replacement)),
];

fn give(vm: &mut Vm, tool: Tool) -> Outcome {
    Ok(Flow::Value(vm.own_children(Object::Iter(Iter::Tool(tool).into()))))
}

fn count(vm: &mut Vm, args: Args) -> Outcome {
    let (at, step) = (vm.int_argument(vm.arg(args, 0))?, vm.int_argument(vm.arg(args, 1))?);
    give(vm, Tool::Count { at, step })
}

fn repeat(vm: &mut Vm, args: Args) -> Outcome {
    let left = match vm.arg(args, 1) {
        Value::None => None,
        times => Some(vm.int_argument(times)?.max(0) as u64),
    };
    let value = vm.arg(args, 0);
    give(vm, Tool::Repeat { value, left })
}

fn cycle(vm: &mut Vm, args: Args) -> Outcome {
    let items = vm.arg(args, 0);
    give(vm, Tool::Cycle { items, at: 0 })
}

/// Each argument is a tuple.
fn product(vm: &mut Vm, args: Args) -> Outcome {
    let pools: Box<[Value]> = (0..args.count).map(|index| vm.arg(args, index)).collect();
    let is_empty = pools.iter().any(|&pool| vm.len_native(pool).unwrap_or(0) == 0);
    let next = (!is_empty).then(|| vec![0; pools.len()].into());
    give(vm, Tool::Choose { how: Choose::Product, pools, next })
}

/// Of a tuple, so many.
fn choose(vm: &mut Vm, args: Args, how: Choose) -> Outcome {
    let pool = vm.arg(args, 0);
    let count = vm.int_argument(vm.arg(args, 1))?.max(0) as u64;
    let len = vm.len_native(pool).unwrap_or(0) as u64;
    let next: Option<Box<[u32]>> = match how {
        Choose::Replacement if len == 0 && count > 0 => None,
        Choose::Replacement if vm.heap.has_room(count.saturating_mul(4)) => {
            Some(vec![0; count as usize].into())
        }
        _ if count > len => None,
        _ => Some((0..count as u32).collect()),
    };
    give(vm, Tool::Choose { how, pools: Box::new([pool]), next })
}
