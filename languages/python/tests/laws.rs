//! What has to hold for every program, whatever it prints.

mod support;

use runtime_core::guest::{Fingerprint, Guest};
use runtime_core::machine::{Machine, fold_agrees};
use runtime_core::trace::{Detail, check};
use support::{Recounted, config, drive, program, programs, source};

const FUEL: u64 = 3_000_000;
/// Each instruction is a step of its own, and a recount walks the whole heap.
const RECOUNTED_FUEL: u64 = 200_000;

#[test]
fn reference_counts_are_what_a_traversal_finds() {
    for path in programs() {
        let Some(vm) = program(&source(&path)) else { continue };
        let mut machine = Machine::python(
            Recounted::new(vm, &path.to_string_lossy()),
            config(Detail::Off, RECOUNTED_FUEL),
        );
        // A slice of one instruction: recounted between any two.
        drive(&mut machine, 1, |_| {});
    }
}

#[test]
fn folding_the_trace_gives_the_machines_state() {
    for path in programs() {
        let Some(vm) = program(&source(&path)) else { continue };
        let mut machine = Machine::python(vm, config(Detail::Lines, FUEL));
        let mut slices = 0;
        drive(&mut machine, 3, |machine| {
            slices += 1;
            if slices < 150 || slices % 97 == 0 {
                fold_agrees(machine).unwrap_or_else(|text| panic!("{}: {text}", path.display()));
            }
        });
        let illegal = check(machine.trace());
        assert!(illegal.is_ok(), "{}: {illegal:?}", path.display());
    }
}

#[test]
fn slices_and_detail_do_not_change_a_run() {
    for path in programs() {
        let Some(vm) = program(&source(&path)) else { continue };
        let mut whole = Machine::python(vm.clone(), config(Detail::Lines, FUEL));
        let mut sliced = Machine::python(vm.clone(), config(Detail::Lines, FUEL));
        let mut quiet = Machine::python(vm, config(Detail::Off, FUEL));
        let outcome = drive(&mut whole, u64::MAX, |_| {});
        assert_eq!(outcome, drive(&mut sliced, 7, |_| {}), "{}", path.display());
        assert_eq!(outcome, drive(&mut quiet, 1000, |_| {}), "{}", path.display());
        assert!(whole.trace() == sliced.trace(), "{}: slices changed the run", path.display());
        assert_eq!(whole.output(), quiet.output(), "{}", path.display());
    }
}

#[test]
fn a_copy_runs_on_by_itself_and_equals_its_original() {
    for path in programs() {
        let Some(vm) = program(&source(&path)) else { continue };
        let mut machine = Machine::python(vm, config(Detail::Off, FUEL));
        machine.run(500);
        let mut copy = machine.clone();
        assert_eq!(machine.fingerprint(), copy.fingerprint(), "{}", path.display());
        let outcome = drive(&mut machine, 1000, |_| {});
        assert_eq!(outcome, drive(&mut copy, 1000, |_| {}), "{}", path.display());
        assert_eq!(machine.output(), copy.output(), "{}", path.display());
    }
}

#[test]
fn the_fingerprint_does_not_depend_on_what_was_allocated_before() {
    // The second program leaves a hole in the heap that the list's elements fall into.
    let plain = "x = [str(n) for n in range(5)]\nwhile True: pass\n";
    let holes =
        "x = [str(n + 7) for n in range(9)]\nx = [str(n) for n in range(5)]\nwhile True: pass\n";
    let state = |source: &str| {
        let vm = program(source).expect("it compiles");
        let mut machine = Machine::python(vm, config(Detail::Off, 100_000));
        drive(&mut machine, 1000, |_| {});
        machine
    };
    let (plain, holes) = (state(plain), state(holes));
    // The codes differ, so only the list can be compared: both print the same.
    assert_eq!(plain.output(), holes.output());
    let feed = |source: &str| {
        let mut fingerprint = Fingerprint::default();
        program(source).expect("it compiles").fingerprint(&mut fingerprint);
        fingerprint.finish()
    };
    assert_eq!(feed("x = 1\n"), feed("x = 1\n"));
    assert_ne!(feed("x = 'a'\n"), feed("x = 'b'\n"));
}
