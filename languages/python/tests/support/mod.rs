//! Programs to test with, and a guest that is checked after every step.
#![allow(dead_code)]

use python::{Options, Python, compile};
use runtime_core::guest::{Endpoint, Fingerprint, Guest, Reply, Runs, Step, StepCx};
use runtime_core::id::{Addr, ChanId, FiberId, LoopId};
use runtime_core::machine::{Config, Machine, Outcome, Stop};
use runtime_core::trace::{Detail, Handle};
use std::path::{Path, PathBuf};

/// The conformance programs, by path, in order.
pub fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/python");
    let entries = std::fs::read_dir(folder).expect("the folder of programs");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    assert!(paths.len() > 30, "the programs are there");
    paths
}

/// A program's text.
pub fn source(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a readable program")
}

/// A compiled program.
pub fn program(source: &str) -> Option<Python> {
    compile(source, &Options::default()).ok()
}

/// A guest that recounts its references after every so many steps.
#[derive(Clone, Debug)]
pub struct Recounted {
    pub vm: Python,
    name: String,
    steps: u64,
}

impl Recounted {
    /// The guest, about to start.
    pub fn new(vm: Python, name: &str) -> Recounted {
        Recounted { vm, name: name.into(), steps: 0 }
    }

    fn recount(&self, fiber: FiberId) {
        let wrong = self.vm.miscounted();
        if let Some(&(handle, count, references)) = wrong.first() {
            let object = self.vm.describe(handle);
            panic!(
                "{}, line {:?}: counted {count}, found {references} ({} objects wrong): {object}",
                self.name,
                self.vm.lines(fiber),
                wrong.len()
            );
        }
    }
}

impl Guest for Recounted {
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        let step = self.vm.step(fiber, cx);
        self.steps += 1;
        // Each recount walks the whole heap: between any two instructions at first, then now and
        // then, at intervals that meet every instruction of a loop.
        if self.steps < 150 || self.steps.is_multiple_of(211) || matches!(step, Step::Done(_)) {
            self.recount(fiber);
        }
        step
    }

    fn resume(&mut self, fiber: FiberId, reply: Reply) {
        self.vm.resume(fiber, reply);
    }

    fn transfer(&mut self, chan: ChanId, from: Endpoint, to: Endpoint) {
        self.vm.transfer(chan, from, to);
    }

    fn begin_handle(&mut self, thread: FiberId, event_loop: LoopId, handle: Handle) -> Runs {
        self.vm.begin_handle(thread, event_loop, handle)
    }

    fn end_handle(
        &mut self, thread: FiberId, event_loop: LoopId, handle: Handle, took_ns: u64,
    ) -> Runs {
        self.vm.end_handle(thread, event_loop, handle, took_ns)
    }

    fn word(&self, at: Addr) -> u64 {
        self.vm.word(at)
    }

    fn set_word(&mut self, at: Addr, value: u64) {
        self.vm.set_word(at, value);
    }

    fn stack_text(&self, fiber: FiberId) -> String {
        self.vm.stack_text(fiber)
    }

    fn lines(&self, fiber: FiberId) -> Vec<u32> {
        self.vm.lines(fiber)
    }

    fn fingerprint(&self, state: &mut Fingerprint) {
        self.vm.fingerprint(state);
    }
}

/// Runs a machine to its end in slices of so many instructions; looks at it after each.
pub fn drive<G: Guest>(
    machine: &mut Machine<G>, slice: u64, mut look: impl FnMut(&Machine<G>),
) -> Outcome {
    loop {
        match machine.run(slice) {
            Stop::Ended(outcome) => return outcome,
            Stop::Choice(_) => machine.choose(0),
            Stop::Paused => {}
        }
        look(machine);
    }
}

/// The usual configuration with this much detail and this much fuel.
pub fn config(detail: Detail, fuel: u64) -> Config {
    Config { detail, fuel, ..Config::python() }
}
