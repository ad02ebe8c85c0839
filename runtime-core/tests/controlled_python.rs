//! Python's threads where the schedule decides: every schedule of small scripts, by brute force,
//! beside what was worked out by hand.

use runtime_core::explore::{Controlled, Footprint, Model, Move};
use runtime_core::guest::{Fingerprint, LockOp, Op, Sites};
use runtime_core::id::Addr;
use runtime_core::machine::{Config, Machine, Stop, fold_agrees};
use runtime_core::schedule::Control;
use runtime_core::script::{Act, Cell, Script};
use runtime_core::trace::{self, OutcomeKind};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

const X: Cell = Cell::at(100);
const A: u64 = 1;
const B: u64 = 2;

fn config(control: Control) -> Config {
    Config { control, fuel: 100_000, ..Config::python() }
}

fn lock(at: u64, how: LockOp, timeout_ns: Option<u64>) -> Act {
    Act::Ask(Op::ThreadLock { at: Addr(at), how, timeout_ns })
}

fn acquire(at: u64) -> Act {
    lock(at, LockOp::Lock, None)
}

fn release(at: u64) -> Act {
    lock(at, LockOp::Unlock, None)
}

/// `main` starts the others, joins them, and does the last ones.
fn started(threads: Vec<Vec<Act>>, then: Vec<Act>) -> Vec<Vec<Act>> {
    let numbers = 0..threads.len();
    let mut main: Vec<Act> = numbers.clone().map(|number| Act::Thread(number + 1)).collect();
    main.extend(numbers.map(Act::Join));
    main.extend(then);
    [vec![main], threads].concat()
}

type Outcomes = BTreeMap<(OutcomeKind, String), Vec<u32>>;

/// Runs every schedule; each outcome with the first that gave it. The laws hold for all.
fn outcomes(programs: &[Vec<Act>], config: Config) -> (Outcomes, usize) {
    let (mut found, mut runs) = (Outcomes::new(), 0);
    let mut todo = vec![Machine::python(Script::new(programs.to_vec()), config)];
    while let Some(mut machine) = todo.pop() {
        let (stop, agrees) = (machine.run(u64::MAX), fold_agrees(&machine));
        assert!(agrees.is_ok(), "{agrees:?}");
        match stop {
            Stop::Paused => unreachable!("it has no limit"),
            Stop::Choice(point) => {
                for option in (0..point.options).rev() {
                    let mut copy = machine.clone();
                    copy.choose(option);
                    todo.push(copy);
                }
            }
            Stop::Ended(outcome) => {
                runs += 1;
                assert_eq!(trace::check(machine.trace()), Ok(()));
                replays(programs, config, &machine);
                let text = machine.output().stdout.replace('\n', "");
                found.entry((outcome.kind, text)).or_insert(machine.answers().to_vec());
            }
        }
    }
    (found, runs)
}

/// The answers as a schedule give the same trace.
fn replays(programs: &[Vec<Act>], config: Config, machine: &Machine<Script>) {
    let mut again = Machine::python(Script::new(programs.to_vec()), config);
    again.answer_with(machine.answers(), 0);
    assert!(matches!(again.run(u64::MAX), Stop::Ended(_)));
    assert_eq!(again.misfit(), None);
    assert_eq!(again.trace(), machine.trace());
}

/// The outcomes that a search over states finds, by what was printed; the switch points that it
/// needs are found on the way.
fn searched(programs: &[Vec<Act>], config: Config) -> (BTreeSet<OutcomeKind>, usize, usize) {
    let mut sites = Sites::default();
    loop {
        let new = || Machine::python(Script::new(programs.to_vec()), config);
        let visible = Arc::new(sites.clone());
        let mut todo = vec![(Controlled::new(new(), visible.clone()), vec![])];
        let (mut known, mut kinds) = (HashSet::new(), BTreeSet::new());
        let (mut endings, mut grown) = (HashSet::new(), false);
        let mut moves: Vec<Move> = Vec::new();
        let mut footprint = Footprint::default();
        while let Some((mut state, way)) = todo.pop() {
            if !known.insert(state.fingerprint()) {
                continue;
            }
            state.moves(&mut moves);
            if moves.is_empty() {
                let ending = state.ending().expect("it ends only where it ends");
                kinds.insert(ending.kind);
                if endings.insert((ending.kind, ending.stdout)) {
                    let schedule = Controlled::schedule(new(), &visible, &way).expect("a way");
                    let mut replay = new();
                    replay.answer_with(&schedule.options, 0);
                    assert!(matches!(replay.run(u64::MAX), Stop::Ended(_)));
                    assert_eq!(replay.misfit(), None);
                    let mut stdout = Fingerprint::default();
                    let text = &replay.output().stdout;
                    text.bytes().for_each(|byte| stdout.word(u64::from(byte)));
                    assert_eq!(replay.outcome().map(|outcome| outcome.kind), Some(ending.kind));
                    assert_eq!(stdout.finish(), ending.stdout, "the replay prints {text}");
                }
            }
            for &chosen in &moves {
                let mut next = state.clone();
                next.make(chosen, &mut footprint);
                footprint.shows.iter().for_each(|&site| grown |= sites.insert(site));
                // Without a search for races every access counts.
                for (_, access) in &footprint.hidden {
                    grown |= sites.insert(access.site);
                }
                todo.push((next, [&way[..], &[chosen]].concat()));
            }
        }
        if !grown {
            return (kinds, endings.len(), known.len());
        }
    }
}

fn texts(outcomes: &Outcomes) -> Vec<(OutcomeKind, &str)> {
    outcomes.keys().map(|(kind, text)| (*kind, text.as_str())).collect()
}

fn all(programs: Vec<Vec<Act>>, control: Control, expected: &[(OutcomeKind, &str)]) -> usize {
    let (found, runs) = outcomes(&programs, config(control));
    assert_eq!(texts(&found), expected);
    let (_, endings, _) = searched(&programs, config(control));
    assert_eq!(endings, expected.len(), "a search finds as many");
    runs
}

use OutcomeKind::{Ok as Fine, Stuck};

#[test]
fn two_threads_print_in_any_order() {
    let prints = |text| vec![Act::Poll, Act::Print(text)];
    let programs = started(vec![prints("a"), prints("b")], vec![]);
    all(programs, Control::Virtual, &[(Fine, "ab"), (Fine, "ba")]);
}

#[test]
fn nobody_comes_in_between_where_nothing_is_polled() {
    // Each adds one to what it has read; there is no switch point between.
    let adds = || vec![Act::Poll, Act::Load(X), Act::Plus(1), Act::Store(X), Act::Poll];
    let shows = vec![Act::Load(X), Act::PrintReceived];
    let programs = started(vec![adds(), adds()], shows);
    all(programs, Control::Virtual, &[(Fine, "2")]);
}

#[test]
fn between_two_polls_an_update_is_lost() {
    let adds = || vec![Act::Load(X), Act::Plus(1), Act::Poll, Act::Store(X)];
    let shows = vec![Act::Load(X), Act::PrintReceived];
    let programs = started(vec![adds(), adds()], shows);
    all(programs, Control::Virtual, &[(Fine, "1"), (Fine, "2")]);
}

#[test]
fn a_lock_keeps_the_update() {
    let adds = || {
        let update = [Act::Poll, Act::Load(X), Act::Plus(1), Act::Poll, Act::Store(X), Act::Poll];
        [vec![acquire(A)], update.to_vec(), vec![release(A)]].concat()
    };
    let shows = vec![Act::Load(X), Act::PrintReceived];
    let programs = started(vec![adds(), adds()], shows);
    all(programs, Control::Virtual, &[(Fine, "2")]);
}

#[test]
fn locks_taken_in_two_orders_end_in_a_deadlock_or_not() {
    let takes = |first, second| {
        vec![acquire(first), Act::Poll, acquire(second), release(second), release(first)]
    };
    let programs = started(vec![takes(A, B), takes(B, A)], vec![Act::Print("end")]);
    all(programs, Control::Virtual, &[(Fine, "end"), (Stuck, "")]);
}

#[test]
fn who_waits_for_a_lock_may_be_overtaken() {
    let one = |text| vec![acquire(A), Act::Poll, Act::Print(text), release(A), Act::Poll];
    let twice = [one("a"), one("A")].concat();
    let programs = started(vec![twice, one("b")], vec![]);
    let expected = [(Fine, "aAb"), (Fine, "abA"), (Fine, "baA")];
    all(programs, Control::Virtual, &expected);
}

#[test]
fn sleepers_wake_by_their_deadlines_and_equal_ones_in_any_order() {
    let sleeps = |ns, text| vec![Act::ThreadSleep(ns), Act::Print(text)];
    let programs = started(vec![sleeps(2_000_000, "b"), sleeps(1_000_000, "a")], vec![]);
    all(programs, Control::Virtual, &[(Fine, "ab")]);
    let programs = started(vec![sleeps(1_000_000, "b"), sleeps(1_000_000, "a")], vec![]);
    all(programs, Control::Virtual, &[(Fine, "ab"), (Fine, "ba")]);
}

#[test]
fn on_a_slow_machine_a_timer_comes_before_what_is_quick() {
    let sleeps = vec![Act::ThreadSleep(1_000_000_000), Act::Print("late")];
    let works = vec![Act::Poll, Act::Print("quick")];
    let programs = started(vec![sleeps, works], vec![]);
    all(programs.clone(), Control::Virtual, &[(Fine, "quicklate")]);
    all(programs, Control::Loose, &[(Fine, "latequick"), (Fine, "quicklate")]);
}

#[test]
fn a_wait_for_a_lock_times_out_only_when_time_goes_on() {
    let holds = vec![acquire(A), Act::Poll, Act::ThreadSleep(5_000_000), release(A)];
    let tries =
        vec![Act::ThreadSleep(1_000), lock(A, LockOp::Lock, Some(1_000_000)), Act::Print("tried")];
    let programs = started(vec![holds, tries], vec![Act::Print("end")]);
    all(programs, Control::Virtual, &[(Fine, "triedend")]);
}

#[test]
fn nobody_gives_the_lock_back() {
    let programs = started(vec![vec![acquire(A)], vec![acquire(A), Act::Print("has")]], vec![]);
    all(programs, Control::Virtual, &[(Stuck, ""), (Stuck, "has")]);
}

#[test]
fn without_a_gil_every_access_can_be_interrupted() {
    let adds = || vec![Act::Read(X), Act::Plus(1), Act::Write(X)];
    let shows = vec![Act::Read(X), Act::PrintReceived];
    let programs = started(vec![adds(), adds()], shows);
    let config = Config { gil: false, ..config(Control::Virtual) };
    let (found, _) = outcomes(&programs, config);
    assert_eq!(texts(&found), [(Fine, "1"), (Fine, "2")]);
    assert_eq!(searched(&programs, config).1, 2);
}

#[test]
fn without_a_gil_a_lock_still_keeps_others_out() {
    let adds = || vec![acquire(A), Act::Read(X), Act::Plus(1), Act::Write(X), release(A)];
    let shows = vec![Act::Read(X), Act::PrintReceived];
    let programs = started(vec![adds(), adds()], shows);
    let config = Config { gil: false, ..config(Control::Virtual) };
    let (found, _) = outcomes(&programs, config);
    assert_eq!(texts(&found), [(Fine, "2")]);
    assert_eq!(searched(&programs, config).1, 1);
}

#[test]
fn tasks_take_turns_in_one_order_and_timers_by_their_deadlines() {
    let task = |text, ns| vec![Act::AsyncSleep(0), Act::AsyncSleep(ns), Act::Print(text)];
    let main = vec![Act::Spawn(2), Act::Spawn(3), Act::AwaitTask(0), Act::AwaitTask(1)];
    let of = |a, b| vec![vec![Act::Run(1)], main.clone(), task("a", a), task("b", b)];
    all(of(2_000_000, 1_000_000), Control::Virtual, &[(Fine, "ba")]);
    all(of(1_000_000, 1_000_000), Control::Virtual, &[(Fine, "ab"), (Fine, "ba")]);
    let ready = vec![Act::AsyncSleep(0), Act::AsyncSleep(0), Act::AsyncSleep(0), Act::Print("a")];
    let late = vec![Act::AsyncSleep(5_000_000), Act::Print("b")];
    let programs = vec![vec![Act::Run(1)], main, ready, late];
    all(programs.clone(), Control::Virtual, &[(Fine, "ab")]);
    all(programs, Control::Loose, &[(Fine, "ab"), (Fine, "ba")]);
}

#[test]
fn a_loop_beside_a_thread_is_interrupted_between_its_iterations() {
    let main = vec![Act::Print("1"), Act::AsyncSleep(0), Act::Print("2")];
    let thread = vec![Act::Print("t")];
    let programs = vec![vec![Act::Thread(2), Act::Run(1), Act::Join(0)], main, thread];
    all(programs, Control::Virtual, &[(Fine, "12t"), (Fine, "1t2"), (Fine, "t12")]);
}

#[test]
fn a_schedule_of_another_program_does_not_fit() {
    let prints = |text| vec![Act::Poll, Act::Print(text)];
    let programs = started(vec![prints("a"), prints("b")], vec![]);
    let (found, _) = outcomes(&programs, config(Control::Virtual));
    let answers = &found[&(Fine, "ba".into())];
    assert!(answers.iter().any(|&answer| answer > 0));
    let edited = vec![vec![Act::Print("alone")]];
    let mut machine = Machine::python(Script::new(edited), config(Control::Virtual));
    machine.answer_with(answers, 0);
    machine.run(u64::MAX);
    assert_eq!(machine.misfit(), Some(0), "nobody was asked for the first one");
    let mut machine = Machine::python(Script::new(programs), config(Control::Virtual));
    machine.answer_with(&[0, 7], 0);
    machine.run(u64::MAX);
    assert_eq!(machine.misfit(), Some(1), "there are not so many threads");
}

#[test]
fn a_copy_into_an_old_machine_is_a_copy() {
    let prints = |text| vec![Act::Poll, Act::Print(text), Act::ThreadSleep(7)];
    let programs = started(vec![prints("a"), prints("b")], vec![]);
    let new = Machine::python(Script::new(programs), config(Control::Virtual));
    let first = Controlled::new(new, Arc::new(Sites::default()));
    let (mut moves, mut footprint) = (Vec::new(), Footprint::default());
    let mut last = first.clone();
    while last.ending().is_none() {
        last.moves(&mut moves);
        last.make(moves[0], &mut footprint);
    }
    last.clone_from(&first);
    assert_eq!(last.fingerprint(), first.fingerprint());
    assert!(last.ending().is_none());
}
