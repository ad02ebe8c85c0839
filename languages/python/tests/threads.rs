//! Threads under the GIL, measured by the programs themselves.
//!
//! **Models:** what CPython 3.9, 3.11 and 3.13 did: a thread that wakes beside one that computes
//! waits one switch interval; a call of C keeps everybody waiting; a lock goes to whoever comes.

mod support;

use python::{Options, Version, compile};
use runtime_core::machine::{Config, Machine};
use runtime_core::trace::Detail;
use support::{config, drive};

/// What the program prints under this version with this seed.
fn printed(source: &str, version: Version, seed: u64) -> String {
    let options = Options { version, ..Options::default() };
    let vm = compile(source, &options).unwrap_or_else(|found| panic!("{found:?}"));
    let limits = config(Detail::Off, 400_000_000);
    let mut machine =
        Machine::python(vm, Config { gil: version.has_gil(), noise: seed != 0, ..limits });
    machine.answer_with(&[], seed);
    drive(&mut machine, u64::MAX, |_| {});
    let output = machine.output();
    assert!(output.stderr.is_empty(), "{}", output.stderr);
    output.stdout.clone()
}

fn numbers(source: &str, seed: u64) -> Vec<f64> {
    let out = printed(source, Version::Py313, seed);
    out.split_whitespace().map(|word| word.parse().expect("a number")).collect()
}

const RACE: &str = "
import sys, threading
sys.setswitchinterval(1e-6)
ROUNDS = 3000
x = 0
class Plain: v = 0
class Guarded:
    def __init__(self): self._v = 0
    @property
    def v(self): return self._v
    @v.setter
    def v(self, value): self._v = value
plain, guarded, d = Plain(), Guarded(), {'a': 0}
def add_one(value): return value + 1
def in_place():
    global x
    for _ in range(ROUNDS): x += 1
def two_statements():
    global x
    for _ in range(ROUNDS):
        t = x
        x = t + 1
def attribute():
    for _ in range(ROUNDS): plain.v += 1
def item():
    for _ in range(ROUNDS): d['a'] += 1
def call_between():
    global x
    for _ in range(ROUNDS):
        t = x
        t = int(t)
        x = t + 1
def through_function():
    global x
    for _ in range(ROUNDS): x = add_one(x)
def setter():
    for _ in range(ROUNDS): guarded.v += 1
for work in (in_place, two_statements, attribute, item, call_between, through_function, setter):
    x = plain.v = guarded.v = d['a'] = 0
    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads: t.start()
    for t in threads: t.join()
    print(4 * ROUNDS - max(x, plain.v, guarded.v, d['a']) > 0, end=' ')
";

/// Which of the seven ways to count lose updates, in the program's order.
#[test]
fn who_loses_updates_depends_on_the_version() {
    let since_3_10 = "False False False False True True True ";
    let all = "True True True True True True True ";
    let table = [
        (Version::Py39, all),
        (Version::Py311, since_3_10),
        (Version::Py313, since_3_10),
        (Version::Py313Free, all),
    ];
    for (version, wanted) in table {
        for seed in 0..4 {
            assert_eq!(printed(RACE, version, seed), wanted, "{version:?}, seed {seed}");
        }
    }
}

#[test]
fn a_thread_that_wakes_beside_one_that_computes_waits_one_interval() {
    for interval_ms in [0.5, 5.0, 20.0] {
        let source = format!(
            "
import sys, threading, time
sys.setswitchinterval({interval_ms} / 1000)
done = False
def spin():
    while not done:
        pass
t = threading.Thread(target=spin)
t.start()
late = []
for _ in range(21):
    began = time.perf_counter()
    time.sleep(0.003)
    late.append(time.perf_counter() - began - 0.003)
done = True
t.join()
print(sorted(late)[10] * 1000)
"
        );
        for seed in 0..3 {
            let late_ms = numbers(&source, seed)[0];
            let range = interval_ms..interval_ms * 1.1 + 0.3;
            assert!(range.contains(&late_ms), "{interval_ms} ms, seed {seed}: {late_ms} ms");
        }
    }
}

#[test]
fn each_read_of_an_io_thread_costs_an_interval_beside_a_computing_thread() {
    let source = "
import threading, time
from lesson import get, c_call
def reads():
    began = time.perf_counter()
    for _ in range(20):
        get('http://a', 0.001)
    return (time.perf_counter() - began) * 1000
print(reads())
done = False
def computes():
    while not done:
        sum(range(100))
t = threading.Thread(target=computes)
t.start()
print(reads())
done = True
t.join()
def waits_in_c():
    c_call(1.0, releases_gil=True)
t = threading.Thread(target=waits_in_c)
t.start()
print(reads())
";
    // A calm machine: nothing but the reads, and an interval for each beside one that computes.
    let calm = numbers(source, 0);
    let [alone, beside, released] = calm[..] else { panic!("{calm:?}") };
    assert!((20.0..21.0).contains(&alone), "alone: {alone} ms");
    assert!((115.0..125.0).contains(&beside), "beside a computing thread: {beside} ms");
    assert!((20.0..21.0).contains(&released), "beside one that has released the GIL: {released}");
    // An irregular one holds threads up for ten milliseconds here and there, whoever else runs:
    // that is far from an interval for each of twenty reads.
    for seed in 1..6 {
        let found = numbers(source, seed);
        let [alone, beside, released] = found[..] else { panic!("{found:?}") };
        let least = alone.max(released) + 60.0;
        assert!(beside > least, "seed {seed}: {alone}, {beside} and {released} ms");
    }
}

#[test]
fn a_call_of_c_keeps_every_other_thread_waiting() {
    let source = "
import threading, time
from lesson import c_call
longest = 0
done = False
def ticks():
    global longest
    last = time.perf_counter()
    while not done:
        time.sleep(0.001)
        now = time.perf_counter()
        longest = max(longest, now - last)
        last = now
for work in (lambda: sum(range(3 * 10 ** 7)), lambda: c_call(0.4)):
    longest = 0
    done = False
    t = threading.Thread(target=ticks)
    t.start()
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    done = True
    t.join()
    print(took, longest)
";
    let found = numbers(source, 0);
    let [sum, beside_sum, call, beside_call] = found[..] else { panic!("{found:?}") };
    assert!((0.5..1.2).contains(&sum), "sum(range(3e7)) takes {sum} s");
    assert!(beside_sum > 0.99 * sum, "the longest gap beside it: {beside_sum} s");
    assert!((0.4..0.42).contains(&call) && beside_call > 0.39, "{call} s, {beside_call} s");
}

#[test]
fn a_lock_goes_to_whoever_comes_first() {
    let source = "
import threading, time
lock = threading.Lock()
counts = {}
done = False
def uses(name, seconds):
    count = 0
    while not done:
        with lock:
            if seconds:
                time.sleep(seconds)
            count += 1
    counts[name] = count
threads = [threading.Thread(target=uses, args=a) for a in (('quick', 0), ('slow', 0.001))]
for t in threads: t.start()
time.sleep(0.5)
done = True
for t in threads: t.join()
print(counts['quick'], counts['slow'])
";
    let found = numbers(source, 0);
    let [quick, slow] = found[..] else { panic!("{found:?}") };
    assert!(quick > 5.0 * slow && slow > 0.0, "quick {quick}, slow {slow}");
}
