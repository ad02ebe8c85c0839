//! States of a program: what tells two of them apart and what does not, and that copies are
//! independent.

use python::{Options, Python, Version, compile};
use runtime_core::guest::{
    Fingerprint, Guest, Op, Reply, Site, Sites, Step, StepCx, Visible, Watch,
};
use runtime_core::id::FiberId;
use runtime_core::time::Time;
use runtime_core::trace::{Detail, Finish, Recorder};

const MAIN: FiberId = FiberId(1);

/// One step of a watched fiber, in a time that stands still.
fn step(vm: &mut Python, fiber: FiberId, visible: Visible<'_>) -> Step {
    let mut recorder = Recorder::new(Detail::Off, 0, 0);
    let mut log = Vec::new();
    let mut cx = StepCx {
        budget: 1_000_000,
        spent: 0,
        began: Time(0),
        instruction_ns: 0,
        stop_at_poll: false,
        polled: false,
        thread: fiber,
        allocation: u64::MAX,
        allocated: 0,
        watch: Some(Watch { visible, granted: true, passed: Site(0), log: &mut log }),
        recorder: &mut recorder,
    };
    vm.step(fiber, &mut cx)
}

/// The program where its main thread has started so many threads.
fn started(source: &str, threads: usize) -> Python {
    let options = Options { version: Version::Py313, ..Options::default() };
    let mut vm = compile(source, &options).expect("it compiles");
    let mut count = 0;
    while count < threads {
        match step(&mut vm, MAIN, Visible::Sites(&Sites::default())) {
            Step::Op(Op::ThreadStart { .. }) => count += 1,
            Step::Op(_) => {}
            other => panic!("{other:?}"),
        }
        vm.resume(MAIN, Reply::Done);
    }
    vm
}

/// Steps a thread once; whether it has ended. Locks are free.
fn advance(vm: &mut Python, fiber: u32, visible: Visible<'_>) -> bool {
    match step(vm, FiberId(fiber), visible) {
        Step::Done(finish) => {
            assert_eq!(finish, Finish::Returned);
            return true;
        }
        Step::Op(Op::ThreadLock { at, .. }) => {
            vm.set_word(at, 1);
            vm.resume(FiberId(fiber), Reply::Bool(true));
        }
        Step::Op(Op::Print { text, .. }) => panic!("{text}"),
        Step::Op(_) => vm.resume(FiberId(fiber), Reply::Done),
        Step::Poll(_) | Step::Ran => {}
        other => panic!("{other:?}"),
    }
    false
}

/// Runs a thread to its end.
fn finish(vm: &mut Python, fiber: u32) {
    while !advance(vm, fiber, Visible::Sites(&Sites::default())) {}
}

fn hash(vm: &Python) -> u128 {
    let mut state = Fingerprint::default();
    vm.fingerprint(&mut state);
    state.finish()
}

/// What a thread may do, by number; after it everything else is as before.
const CHANGES: &str = "\
import _thread, collections, contextvars, sys, threading, weakref
class Box:
    total = 0
    def method(self): pass
box, items, table, names = Box(), [1, 2], {'a': 1, 'b': 2}, {1, 2}
queue, buffer, frozen = collections.deque([1]), bytearray(b'ab'), (1, [2])
n, real, text, big, other = 0, 1.0, 'a', 1 << 80, None
box.v = 1; box.w = 1
lock, var = threading.Lock(), contextvars.ContextVar('var')
def closure():
    held = 0
    def add():
        nonlocal held
        held += 1
    return add
add = closure()
def numbers(): yield from [1, 2, 3]
generator, iterator = numbers(), iter(items)
error = ValueError('a')
def default(a=1): pass
def attribute(): box.v = 2
def new_attribute(): box.new = 1
def no_attribute(): del box.w
def of_class(): Box.total = 1
def new_method(): Box.method = default
def appended(): items.append(1)
def replaced(): items[0] = 5
def popped(): items.pop()
def swapped(): items.reverse()
def value(): table['a'] = 9
def key(): table['z'] = 1
def no_key(): del table['a']
def order(): table['a'] = table.pop('a')
def member(): names.add(9)
def queued(): queue.append(1)
def byte(): buffer[0] = 7
def inside(): frozen[1].append(3)
def variable(): global n; n = 1
def sign(): global real; real = -1.0
def word(): global text; text = 'b'
def large(): global big; big = 1 << 81
def large_negative(): global n; n = -(1 << 62)
def shared(): global other; other = items
def copied(): global other; other = list(items)
def unbound(): global n; del n
def cell(): add()
def advanced(): next(generator)
def iterated(): next(iterator)
def argument(): error.args = (1,)
def noted(): error.add_note('a')
def defaults(): default.__defaults__ = (2,)
def named(): default.attr = 1
def locked(): lock.acquire()
def weak(): global other; other = weakref.ref(box)
def moved(): box.__class__ = type('Other', (), {})
def interval(): sys.setswitchinterval(1)
def limit(): sys.setrecursionlimit(500)
def hidden(): vars(box)['v'] = 3
def local():
    global other
    other = threading.local()
    other.x = 1
changes = [attribute, new_attribute, no_attribute, of_class, new_method, appended, replaced,
    popped, swapped, value, key, no_key, order, member, queued, byte, inside, variable, sign,
    word, large, large_negative, shared, copied, unbound, cell, advanced, iterated, argument,
    noted, defaults, named, locked, weak, moved, interval, limit, hidden, local]
def nothing(): pass
def back(): box.v = 2; box.v = 1
def back_again(): items.append(3); items.pop(); table['a'] = 2; table['a'] = 1
def garbage(): a = [[], {}]; b = Box(); b.a = a; str(12345678901234)
changes += [nothing, back, back_again, garbage]
COUNT = len(changes)
def work():
    change = changes[picked[0]]
    picked[0] = 0
    change()
    del change
picked = [PICKED]
_thread.start_new_thread(work, ())
";
/// How many of them change something, and how many do not.
const HOW_MANY: [usize; 2] = [39, 4];

#[test]
fn every_kind_of_change_tells_states_apart() {
    let after = |picked: usize| {
        let source = CHANGES.replace("PICKED", &picked.to_string());
        let mut vm = started(&source, 1);
        finish(&mut vm, 2);
        hash(&vm)
    };
    let [changes, others] = HOW_MANY;
    let mut hashes: Vec<u128> = (0..=changes).map(after).collect();
    for same in changes..changes + others {
        assert_eq!(after(same), hashes[changes], "change {same} leaves nothing");
    }
    for (at, one) in hashes.iter().enumerate() {
        let same = hashes[..at].iter().position(|other| other == one);
        assert_eq!(same, None, "change {at} is like another");
    }
    hashes.dedup();
    assert_eq!(hashes.len(), changes + 1);
}

const APART: &str = "\
import _thread, threading
a = b = None
class Node:
    def __init__(self, x): self.x = x
def left():
    global a
    for i in range(2): a = [Node(i), {'l': i}, str(i) * 3]
def right():
    global b
    for i in range(2): b = (Node(i), [i], threading.Lock())
_thread.start_new_thread(left, ())
_thread.start_new_thread(right, ())
";

#[test]
fn the_order_of_what_is_apart_cannot_be_told() {
    let start = started(APART, 2);
    let (mut one, mut two, mut three) = (start.clone(), start.clone(), start.clone());
    finish(&mut one, 2);
    finish(&mut one, 3);
    finish(&mut two, 3);
    finish(&mut two, 2);
    assert_eq!(hash(&one), hash(&two));
    // From poll point to poll point in turn.
    let mut ended = [false; 2];
    while ended != [true; 2] {
        for (at, fiber) in [(0, 2), (1, 3)] {
            ended[at] = ended[at] || advance(&mut three, fiber, Visible::All);
        }
    }
    assert_eq!(hash(&one), hash(&three));
    assert_ne!(hash(&one), hash(&start));
    assert!(one.miscounted().is_empty(), "{:?}", one.miscounted());
    assert!(three.miscounted().is_empty(), "{:?}", three.miscounted());
}

#[test]
fn a_copy_lives_for_itself() {
    let mut one = started(APART, 2);
    let before = hash(&one);
    let mut other = one.clone();
    finish(&mut one, 2);
    assert_ne!(hash(&one), before);
    assert_eq!(hash(&other), before);
    finish(&mut other, 2);
    assert_eq!(hash(&one), hash(&other));
    let mut third = started(APART, 2);
    third.clone_from(&one);
    assert_eq!(hash(&third), hash(&one));
    finish(&mut third, 3);
    assert!(third.miscounted().is_empty() && one.miscounted().is_empty());
}

#[test]
fn locks_made_again_and_again_lead_back_to_the_same_state() {
    let source = "\
import _thread, threading
def work():
    for _ in iter(int, 1): threading.Lock()
_thread.start_new_thread(work, ())
";
    let mut vm = started(source, 1);
    let mut states = Vec::new();
    for _ in 0..40 {
        advance(&mut vm, 2, Visible::All);
        states.push(hash(&vm));
    }
    let last = states[39];
    assert!(states[..39].contains(&last), "it goes in circles");
}
