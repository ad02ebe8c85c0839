//! `gc`, and what `atexit` needs of the interpreter.

use super::{ANY, Entry, function};
use crate::object::{Object, Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("collect", 0, 1, &["generation"], collect),
    function("enable", 0, 0, &[], |vm, _| switch(vm, true)),
    function("disable", 0, 0, &[], |vm, _| switch(vm, false)),
    function("isenabled", 0, 0, &[], |vm, _| value(Value::Bool(vm.heap.generations.is_enabled))),
    function("get_count", 0, 0, &[], |vm, _| {
        let counts = vm.heap.generations.counts;
        triple(vm, counts)
    }),
    function("get_threshold", 0, 0, &[], |vm, _| {
        let thresholds = vm.heap.generations.thresholds;
        triple(vm, thresholds)
    }),
    function("set_threshold", 1, 3, &[], set_threshold),
    function("is_tracked", 1, 1, &[], |vm, args| {
        let object = vm.heap.object(vm.arg(args, 0));
        value(Value::Bool(object.is_some_and(Object::is_container)))
    }),
    function("is_finalized", 1, 1, &[], |vm, args| {
        let handle = vm.arg(args, 0).handle();
        value(Value::Bool(handle.is_some_and(|handle| vm.heap.is_finalized(handle))))
    }),
    function("get_objects", 0, 1, &["generation"], get_objects),
    function("get_referents", 0, ANY, &[], get_referents),
    function("get_referrers", 0, ANY, &[], get_referrers),
];

/// Natives of `atexit`, for the library.
pub(super) const EXIT: &[Entry] = &[
    function("_at_exit", 1, 1, &[], |vm, args| {
        let callable = vm.arg(args, 0);
        let callable = vm.heap.keep(callable);
        vm.at_exit.push((callable, Vec::new()));
        value(Value::None)
    }),
    function("_unraisable", 3, 3, &[], |vm, args| {
        let words = vm.str_native(vm.arg(args, 0)).unwrap_or_default();
        vm.unraisable(&words, vm.arg(args, 1), vm.arg(args, 2));
        value(Value::None)
    }),
];

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

fn triple(vm: &mut Vm, numbers: [u32; 3]) -> Outcome {
    let numbers = numbers.map(|number| Value::Int(i64::from(number)));
    value(vm.heap.tuple(numbers.to_vec()))
}

fn switch(vm: &mut Vm, on: bool) -> Outcome {
    vm.heap.generations.is_enabled = on;
    value(Value::None)
}

fn collect(vm: &mut Vm, args: Args) -> Outcome {
    let generation = match vm.optional(args, 0) {
        Some(given) => vm.int_argument(given)?,
        None => 2,
    };
    if !(0..=2).contains(&generation) {
        return Err(vm.raise(Type::ValueError, "invalid generation".into()));
    }
    let number = vm.collect(generation as usize) as i64;
    vm.collect_asked = Some(number);
    value(Value::Int(number))
}

fn set_threshold(vm: &mut Vm, args: Args) -> Outcome {
    for index in 0..args.count {
        let given = vm.int_argument(vm.arg(args, index))?;
        vm.heap.generations.thresholds[index] = given.clamp(0, i64::from(u32::MAX)) as u32;
    }
    value(Value::None)
}

fn get_objects(vm: &mut Vm, _: Args) -> Outcome {
    let live: Vec<Value> = vm.heap.live().map(Value::Ref).collect();
    let containers = live.into_iter().filter(|&one| is_container(vm, one)).collect::<Vec<_>>();
    let containers = vm.heap.keep_all(&containers);
    value(vm.heap.list(containers))
}

fn is_container(vm: &Vm, of: Value) -> bool {
    vm.heap.object(of).is_some_and(Object::is_container)
}

fn get_referents(vm: &mut Vm, args: Args) -> Outcome {
    let mut found = Vec::new();
    for index in 0..args.count {
        if let Some(object) = vm.heap.object(vm.arg(args, index)) {
            let mark = found.len();
            object.children(&mut |child| found.push(child));
            if matches!(object, Object::List(_) | Object::Tuple(_)) {
                found[mark..].reverse();
            }
        }
    }
    found.retain(|child| !child.is_undef());
    let found = vm.heap.keep_all(&found);
    value(vm.heap.list(found))
}

fn get_referrers(vm: &mut Vm, args: Args) -> Outcome {
    let wanted: Vec<Value> = (0..args.count).map(|index| vm.arg(args, index)).collect();
    let mut found = Vec::new();
    for handle in vm.heap.live() {
        let object = vm.heap.get(handle);
        let mut refers = false;
        object.children(&mut |child| refers |= wanted.iter().any(|one| one.is(child)));
        if refers && object.is_container() {
            found.push(Value::Ref(handle));
        }
    }
    let found = vm.heap.keep_all(&found);
    value(vm.heap.list(found))
}
