//! How long it takes to copy and to hash the state of a small program: `cargo run --release -p go
//! --example copies [FILE]`.
#![allow(missing_docs)]

use go::{Options, Vm, Watching, compile};
use runtime_core::guest::{Fingerprint, Guest};
use runtime_core::machine::{Config, Machine, Stop};
use runtime_core::trace::Detail;
use std::hint::black_box;
use std::time::Instant;

/// Two goroutines that add three times to one counter, and a few objects.
const INCREMENTS: &str = r#"package main

import (
	"fmt"
	"sync"
)

type counter struct {
	n    int
	seen []int
	by   map[string]int
}

func main() {
	c := &counter{by: map[string]int{"a": 1, "b": 2}}
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := make(chan int, 3)
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 3 {
				mu.Lock()
				c.n++
				c.seen = append(c.seen, i)
				mu.Unlock()
			}
			done <- i
		}()
	}
	wg.Wait()
	fmt.Println(c.n, len(c.seen), len(done))
}
"#;

/// Nanoseconds that one call takes, the least of several rounds.
fn nanoseconds(mut call: impl FnMut()) -> f64 {
    const CALLS: u32 = 20_000;
    let round = |call: &mut dyn FnMut()| {
        let began = Instant::now();
        (0..CALLS).for_each(|_| call());
        began.elapsed().as_nanos() as f64 / f64::from(CALLS)
    };
    (0..10).map(|_| round(&mut call)).fold(f64::MAX, f64::min)
}

fn hash(vm: &Vm) -> u128 {
    let mut state = Fingerprint::default();
    vm.fingerprint(&mut state);
    state.finish()
}

fn main() {
    let path = std::env::args().nth(1);
    let source = path.map_or(INCREMENTS.into(), |path| std::fs::read_to_string(path).unwrap());
    let options = Options { file: "prog.go".into(), watch: Watching::Yes };
    let vm = compile(&source, &options).expect("a program that compiles");
    let mut machine = Machine::go(vm, Config { detail: Detail::Off, ..Config::go() });
    for instructions in [0, 100, 100, 50, 50] {
        for _ in 0..instructions {
            if let Stop::Choice(_) = machine.run(1) {
                machine.choose(0);
            }
        }
        let vm = machine.guest();
        let mut other = vm.clone();
        println!(
            "{:>7.0} ns clone  {:>7.0} ns clone_from  {:>7.0} ns fingerprint",
            nanoseconds(|| drop(black_box(black_box(vm).clone()))),
            nanoseconds(|| other.clone_from(black_box(vm))),
            nanoseconds(|| {
                black_box(hash(black_box(vm)));
            }),
        );
    }
}
