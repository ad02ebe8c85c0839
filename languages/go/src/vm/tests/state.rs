//! Copies and hashes of states.

use super::{BUSY, Driver, FiberId, GARBAGE, MAPS, Watching};
use crate::vm::Vm;
use crate::vm::fiber::{Panic, Waiting};
use crate::vm::heap::Object;
use runtime_core::guest::{Fingerprint, Guest, Reply};
use runtime_core::id::CallbackId;

fn hash(vm: &Vm) -> u128 {
    let mut state = Fingerprint::default();
    vm.fingerprint(&mut state);
    state.finish()
}

/// The machine after so many turns of 50 instructions, or at its end.
fn after(source: &str, turns: usize) -> Driver {
    let mut driver = Driver::of(source, 50, Watching::Yes);
    for _ in 0..turns {
        let Some(fiber) = driver.ready.pop_front() else { break };
        if driver.turn(fiber) {
            break;
        }
    }
    driver
}

#[test]
fn a_copy_into_an_old_state_is_the_new_one() {
    for source in [BUSY, MAPS, GARBAGE, KINDS] {
        let states: Vec<Vm> = (0..10).map(|turns| after(source, 12 * turns).vm).collect();
        for old in &states {
            for new in &states {
                let mut copy = old.clone();
                copy.clone_from(new);
                assert_eq!(format!("{copy:?}"), format!("{new:?}"));
                assert_eq!(hash(&copy), hash(new));
            }
        }
    }
}

/// A program with every kind of object.
const KINDS: &str = r#"package main

type node struct {
	next *node
	n    int
	any  any
}

var global = 1

func main() {
	text := []string{"constant", string([]byte("made"))}
	list := &node{&node{n: 3}, 4, node{n: 5}}
	numbers := map[string]int{"a": 1, "b": 2}
	delete(numbers, "a")
	ch := make(chan int, 3)
	ch <- 7
	count := 0
	add := func() { count++ }
	defer func() { global = count }()
	for i := 0; i < 1000; i++ {
		add()
	}
	println(text[0], text[1], list.n, list.next.n, len(numbers), <-ch, global)
}
"#;

/// Where the program is in its loop, with no garbage left.
fn kinds() -> Vm {
    let mut vm = after(KINDS, 20).vm;
    vm.collect_garbage(None);
    vm
}

/// Whether the change makes the state another one.
fn tells(change: impl FnOnce(&mut Vm)) -> bool {
    let mut vm = kinds();
    let before = hash(&vm);
    change(&mut vm);
    hash(&vm) != before
}

fn main_fiber(vm: &mut Vm) -> &mut crate::vm::fiber::Fiber {
    vm.fibers[0].as_mut().expect("the main goroutine")
}

#[test]
fn every_object_counts() {
    let vm = kinds();
    let (mut cells, mut texts, mut maps, mut chans) = (0, 0, 0, 0);
    for at in 0..vm.heap.objects.len() {
        match &vm.heap.objects[at] {
            Object::Free(_) => {}
            Object::Cells { data, .. } => {
                for slot in 0..data.len() {
                    cells += 1;
                    let other = |vm: &mut Vm| {
                        if let Object::Cells { data, .. } = &mut vm.heap.objects[at] {
                            data[slot] = if data[slot] == 0 { 1 } else { 0 };
                        }
                    };
                    assert!(tells(other), "slot {slot} of object {at}: {:?}", vm.heap.objects[at]);
                }
            }
            Object::Map(_) => {
                maps += 1;
                let map = |vm: &mut Vm, change: fn(&mut crate::vm::map::GoMap)| {
                    if let Object::Map(map) = &mut vm.heap.objects[at] {
                        change(map);
                    }
                };
                assert!(tells(|vm| map(vm, |map| map.value_mut(1)[0] = 9)));
                assert!(tells(|vm| map(vm, |map| map.remove(1))));
                assert!(tells(|vm| map(vm, |map| map.clear())));
                assert!(tells(|vm| map(vm, |map| map.add(5, &[0], &[1]))));
            }
            Object::Chan(_) => {
                chans += 1;
                let values = |vm: &mut Vm, change: fn(&mut std::collections::VecDeque<u64>)| {
                    if let Object::Chan(chan) = &mut vm.heap.objects[at] {
                        change(&mut chan.values);
                    }
                };
                assert!(tells(|vm| values(vm, |values| values[0] = 9)));
                assert!(tells(|vm| values(vm, |values| values.clear())));
                assert!(tells(|vm| values(vm, |values| values.push_back(7))));
            }
            Object::Str(_) | Object::Part { .. } => {
                texts += 1;
                assert!(tells(|vm| vm.heap.objects[at] = Object::Str(b"other"[..].into())));
            }
        }
    }
    assert!(cells > 15 && texts == 1 && maps == 1 && chans == 1);
}

#[test]
fn every_part_of_a_goroutine_counts() {
    let mut vm = kinds();
    let registers = main_fiber(&mut vm).stack.clone();
    // In a watched program what counts no more is 0.
    let live = registers.iter().enumerate().filter(|(_, slot)| **slot != 0);
    let live: Vec<usize> = live.map(|(reg, _)| reg).collect();
    assert!(live.len() > 5, "{registers:?}");
    for reg in live {
        assert!(tells(|vm| main_fiber(vm).stack[reg] = 0), "register {reg}");
    }
    let panic = Panic { value: [0; 2], recovered: None, text: None, signal: false, frames: 1 };
    assert!(tells(|vm| main_fiber(vm).top().pc += 1));
    assert!(tells(|vm| main_fiber(vm).top().func += 1));
    assert!(tells(|vm| main_fiber(vm).defers[0].args[0] = 0));
    assert!(tells(|vm| main_fiber(vm).defers.clear()));
    assert!(tells(|vm| main_fiber(vm).panics.push(panic.clone())));
    assert!(tells(|vm| main_fiber(vm).waiting = Waiting::Word { at: 3 }));
    assert!(tells(|vm| main_fiber(vm).refused = Some(Reply::ClosedChan)));
    assert!(tells(|vm| vm.collections += 1));
    assert!(tells(|vm| assert!(vm.callbacks.insert(CallbackId(1), 2).is_none())));
    assert!(tells(|vm| vm.fibers.insert(0, None)));
}

#[test]
fn what_cannot_matter_does_not_count() {
    assert!(!tells(|vm| assert_ne!(vm.heap.add_str(b"garbage"), 0)));
    assert!(!tells(|vm| vm.heap.allocated += 1));
    assert!(!tells(|vm| main_fiber(vm).top().line += 1));
    assert!(!tells(|vm| main_fiber(vm).stack_bytes *= 2));
    assert!(!tells(|vm| vm.callback += 1));
}

/// Two goroutines that make objects, each in a variable of its own.
const MAKERS: &str = r#"package main

type node struct{ n []int }

var a, b *node

func main() {
	go func() { a = &node{[]int{1}} }()
	go func() { b = &node{[]int{2, 3}} }()
	select {}
}
"#;

#[test]
fn who_allocates_first_does_not_count() {
    let run = |first: u32| {
        let mut driver = Driver::of(MAKERS, 1000, Watching::Yes);
        while driver.vm.fibers.len() < 3 {
            assert!(!driver.turn(FiberId(1)));
        }
        for fiber in [first, 5 - first] {
            assert!(!driver.turn(FiberId(fiber)));
        }
        driver.vm
    };
    let (one, other) = (run(2), run(3));
    assert_ne!(one.heap.cells(one.globals[0]), other.heap.cells(other.globals[0]));
    assert_eq!(hash(&one), hash(&other));
}

/// Two ways to the same state, which differ in what was loaded.
const STALE: &str = r#"package main

var n int

func main() {
	go func() { n += 1 }()
	go func() { n += 2 }()
	select {}
}
"#;

#[test]
fn what_was_loaded_on_the_way_does_not_count() {
    let run = |first: u32| {
        let mut driver = Driver::of(STALE, 1000, Watching::Yes);
        while driver.vm.fibers.len() < 3 {
            assert!(!driver.turn(FiberId(1)));
        }
        driver.budget = 1;
        // Up to the end of each function, which is not left yet.
        for fiber in [first, 5 - first].map(FiberId) {
            let end = |vm: &Vm| {
                let fiber = vm.fiber(fiber).expect("it has not ended");
                let frame = fiber.frames[0];
                let code = &vm.code.funcs[frame.func as usize].code;
                matches!(code[frame.pc as usize], crate::code::Instr::Ret)
            };
            while !end(&driver.vm) {
                driver.turn(fiber);
            }
        }
        driver.vm
    };
    assert_eq!(hash(&run(2)), hash(&run(3)));
}
