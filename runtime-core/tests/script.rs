//! Scripts that compute: the models of `models` do what their definitions say.

mod models;

use models::{A, Forks, INODE, X, joined};
use runtime_core::guest::{Fingerprint, Guest};
use runtime_core::id::Addr;
use runtime_core::machine::{Config, Machine, Stop};
use runtime_core::script::{Act, Cell, Script, Test};
use runtime_core::trace::OutcomeKind;

/// Runs them and then prints these cells.
fn run(threads: Vec<Vec<Act>>, cells: &[u64]) -> (OutcomeKind, Vec<i64>) {
    let mut programs = joined(threads.into());
    for &cell in cells {
        programs[0].extend([Act::Read(Cell::at(cell)), Act::PrintReceived]);
    }
    let mut machine = Machine::go(Script::new(programs), Config::go());
    loop {
        match machine.run(1000) {
            Stop::Paused => {}
            Stop::Choice(_) => machine.choose(0),
            Stop::Ended(outcome) => {
                let printed = machine.output().stdout.lines();
                return (outcome.kind, printed.map(|line| line.parse().unwrap()).collect());
            }
        }
    }
}

#[test]
fn counters_count() {
    assert_eq!(run(models::inc(3, 4), &[X]), (OutcomeKind::Ok, vec![12]));
    assert_eq!(run(models::mutex(3, 4), &[X]), (OutcomeKind::Ok, vec![12]));
    assert_eq!(run(models::readers(3), &[X]), (OutcomeKind::Ok, vec![42]));
}

#[test]
fn lastzero_writes_what_was_before_and_one() {
    // The last goroutine started runs first, the others in their order: writer 3 sees no 2.
    let (outcome, cells) = run(models::lastzero(3), &[A, A + 1, A + 2, A + 3]);
    assert_eq!((outcome, cells), (OutcomeKind::Ok, vec![0, 1, 2, 1]));
}

#[test]
fn the_indexer_finds_room_for_every_number() {
    for n in [1, 11, 12, 15] {
        let table: Vec<u64> = (A..A + 128).collect();
        let (outcome, mut cells) = run(models::indexer(n), &table);
        assert_eq!(outcome, OutcomeKind::Ok);
        cells.retain(|&w| w != 0);
        cells.sort();
        let mut numbers: Vec<i64> = (0..n).flat_map(|t| (1..=4).map(move |m| m * 11 + t)).collect();
        numbers.sort();
        assert_eq!(cells, numbers, "{n}");
    }
}

#[test]
fn every_inode_gets_a_block_of_its_own() {
    let inodes: Vec<u64> = (INODE..INODE + 32).collect();
    let (outcome, mut cells) = run(models::filesystem(19), &inodes);
    assert_eq!(outcome, OutcomeKind::Ok);
    cells.retain(|&b| b != 0);
    cells.sort();
    cells.dedup();
    assert_eq!(cells.len(), 19);
}

#[test]
fn philosophers_eat_one_after_the_other() {
    assert_eq!(run(models::phil(5, Forks::Cyclic), &[]), (OutcomeKind::Ok, vec![]));
    assert_eq!(run(models::phil(5, Forks::Ordered), &[]), (OutcomeKind::Ok, vec![]));
}

#[test]
fn fib_adds_as_the_scheduler_lets_it() {
    // The second runs first and as a whole: j = 1 + 1 + 1, then i = 1 + 3 + 3.
    let start = |at| [Act::Value(1), Act::Write(Cell::at(at))];
    let mut threads = models::fib(2).threads;
    threads[1].splice(0..0, [start(X), start(X + 1)].concat());
    assert_eq!(run(threads, &[X, X + 1]), (OutcomeKind::Ok, vec![7, 3]));
}

#[test]
fn compare_and_swap_is_one_piece() {
    let swap = vec![Act::Value(7), Act::Keep(3), Act::Cas(Cell::at(X), 0, 3), Act::PrintReceived];
    let twice = [swap.clone(), swap, vec![Act::AtomicAdd(Cell::at(X), 5)]].concat();
    assert_eq!(run(vec![twice], &[X]), (OutcomeKind::Ok, vec![1, 0, 12]));
}

#[test]
fn a_test_that_fails_goes_on_with_the_next_act() {
    let by = |value| [Act::Value(value), Act::JumpIf(Test::Below(3), 2), Act::PrintReceived];
    let acts = [by(2), by(3)].concat();
    assert_eq!(run(vec![acts], &[]), (OutcomeKind::Ok, vec![3]));
}

#[test]
fn a_panic_ends_the_program() {
    let mut machine = Machine::go(Script::new(vec![vec![Act::Panic("no")]]), Config::go());
    assert!(matches!(machine.run(10), Stop::Ended(outcome) if outcome.exit_code == 2));
    assert_eq!(machine.output().stderr, "panic: no\n");
}

#[test]
fn a_fingerprint_knows_cells_apart_but_not_a_zero_from_nothing() {
    let fingerprint = |cell, value| {
        let mut script = Script::new(vec![vec![]]);
        script.set_word(Addr(cell), value);
        let mut state = Fingerprint::default();
        script.fingerprint(&mut state);
        state.finish()
    };
    assert_ne!(fingerprint(X, 1), fingerprint(X + 1, 1));
    assert_eq!(fingerprint(X, 0), fingerprint(X + 1, 0));
}
