//! What processes cost and gain, in virtual time.

mod support;

use runtime_core::machine::Machine;
use runtime_core::trace::Detail;
use support::{config, drive, program};

const FUEL: u64 = 30_000_000;

/// What a program prints.
fn printed(source: &str) -> String {
    let vm = program(source).expect("it compiles");
    let mut machine = Machine::python(vm, config(Detail::Off, FUEL));
    let outcome = drive(&mut machine, 100_000, |_| {});
    assert_eq!(outcome.exit_code, 0, "{}", machine.output().stderr);
    machine.output().stdout.clone()
}

#[test]
fn four_processes_compute_four_times_as_fast_as_four_threads() {
    let source = r#"
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
import time

def burn(n):
    total = 0
    for i in range(n):
        total += i
    return total

def took(kind):
    with kind(4) as pool:
        list(pool.map(burn, [1] * 4))
        start = time.perf_counter()
        list(pool.map(burn, [100_000] * 4))
        return time.perf_counter() - start

if __name__ == "__main__":
    ratio = took(ThreadPoolExecutor) / took(ProcessPoolExecutor)
    print(3.4 < ratio < 4.1, ratio)
"#;
    let printed = printed(source);
    assert!(printed.starts_with("True"), "{printed}");
}

#[test]
fn small_tasks_with_big_arguments_are_slower_in_processes() {
    let source = r#"
from concurrent.futures import ProcessPoolExecutor
import time

def first(items):
    return items[0]

if __name__ == "__main__":
    items = list(range(20_000))
    start = time.perf_counter()
    at_home = [first(items) for _ in range(4)]
    home = time.perf_counter() - start
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(first, [[1]] * 4))
        start = time.perf_counter()
        away = list(pool.map(first, [items] * 4))
        there = time.perf_counter() - start
        start = time.perf_counter()
        list(pool.map(first, [[1]] * 4))
        light = time.perf_counter() - start
    print(at_home == away and there > 50 * home and there > 2 * light, home, there, light)
"#;
    let printed = printed(source);
    assert!(printed.starts_with("True"), "{printed}");
}

#[test]
fn starting_a_process_takes_milliseconds() {
    let source = r#"
import multiprocessing
import time

if __name__ == "__main__":
    start = time.perf_counter()
    process = multiprocessing.Process(target=abs, args=(1,))
    process.start()
    process.join()
    took = time.perf_counter() - start
    print(0.001 < took < 0.01, took)
"#;
    let printed = printed(source);
    assert!(printed.starts_with("True"), "{printed}");
}

#[test]
fn nothing_a_program_does_to_pipes_and_pickles_is_a_panic() {
    let source = r#"
import multiprocessing
import os
import pickle
from multiprocessing.connection import Connection

def attempt(call, *args):
    try:
        call(*args)
    except BaseException as error:
        print(type(error).__name__)

if __name__ == "__main__":
    for size in range(40):
        for data in (pickle.dumps({"a": [1, (2, {3})], "b": ValueError("x")}), b"\x80\x04" + bytes(range(40, 200))):
            attempt(pickle.loads, data[:size])
            attempt(pickle.loads, bytes([data[size] ^ 5]) + data[size:])
    for wrong in ("x", -1, 10 ** 30, 2.5, None):
        attempt(multiprocessing.Semaphore, wrong)
        attempt(os._exit, str(wrong))
        attempt(multiprocessing.Array, "i", wrong)
    attempt(Connection, "a", "b")
    attempt(Connection(77, 78).poll)
    queue = multiprocessing.Queue()
    queue._pipe = 99
    attempt(queue.get_nowait)
    process = multiprocessing.Process(target=abs, args=(1,))
    process._number = 0
    attempt(process.terminate)
    process._number = 55
    attempt(process.is_alive)
    print("end")
"#;
    assert!(printed(source).ends_with("end\n"));
}
