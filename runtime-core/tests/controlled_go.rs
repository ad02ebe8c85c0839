//! Goroutines under the schedule's control: every schedule of small scripts, against outcomes that
//! were worked out by hand.

mod models;

use models::{Forks, X, joined};
use runtime_core::guest::{LockOp, Op};
use runtime_core::id::Addr;
use runtime_core::machine::{Config, Machine, Stop, fold_agrees};
use runtime_core::schedule::Control;
use runtime_core::script::{Act, Cell, Default, Script};
use runtime_core::trace::{self, ChoiceKind, EventKind, OutcomeKind};
use std::collections::BTreeSet;

fn start(control: Control, programs: &[Vec<Act>]) -> Machine<Script> {
    let config = Config { control, procs: 4, noise: true, ..Config::go() };
    Machine::go(Script::new(programs.to_vec()), config)
}

/// How a run ended, and what it printed, one word a line.
type Outcome = (OutcomeKind, String);

fn outcome(machine: &Machine<Script>) -> Outcome {
    let kind = machine.outcome().unwrap().kind;
    (kind, machine.output().stdout.trim_end().replace('\n', " "))
}

/// Runs to the next choice or the end.
fn to_choice(machine: &mut Machine<Script>) -> Option<u32> {
    match machine.run(u64::MAX) {
        Stop::Paused => panic!("paused with fuel left"),
        Stop::Choice(point) => Some(point.options),
        Stop::Ended(_) => None,
    }
}

/// The laws are checked on every so many schedules, and on the first.
const LAWS_EVERY: usize = 11;

/// Every schedule's outcome. A state that was seen with the same output is not looked at again.
fn outcomes(control: Control, programs: &[Vec<Act>]) -> BTreeSet<Outcome> {
    let mut outcomes = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut schedules = 0;
    let mut open = vec![start(control, programs)];
    while let Some(mut machine) = open.pop() {
        let options = to_choice(&mut machine);
        if let Some(options) = options {
            if seen.insert((machine.fingerprint(), machine.output().stdout.clone())) {
                open.extend((0..options).map(|option| {
                    let mut copy = machine.clone();
                    copy.choose(option);
                    copy
                }));
            }
            continue;
        }
        if schedules % LAWS_EVERY == 0 {
            laws(control, programs, &machine);
        }
        outcomes.insert(outcome(&machine));
        schedules += 1;
    }
    outcomes
}

/// The fold agrees at every moment, the checker accepts, the text form goes both ways, and the
/// answers give the same run in small slices.
fn laws(control: Control, programs: &[Vec<Act>], machine: &Machine<Script>) {
    trace::check(machine.trace()).unwrap();
    let text = trace::write(machine.trace());
    assert_eq!(trace::write(&trace::parse(&text).unwrap()), text);
    let mut again = start(control, programs);
    again.answer_with(machine.answers(), 0);
    while again.outcome().is_none() {
        again.run(1);
        fold_agrees(&again).unwrap_or_else(|e| panic!("{e}"));
    }
    assert_eq!(trace::write(again.trace()), text);
    assert_eq!(again.answers(), machine.answers());
}

fn ok(printed: &[&str]) -> BTreeSet<Outcome> {
    printed.iter().map(|text| (OutcomeKind::Ok, text.to_string())).collect()
}

/// Starts these, waits for them, and prints the cell.
fn then_print(threads: Vec<Vec<Act>>, cell: u64) -> Vec<Vec<Act>> {
    let mut programs = joined(threads.into());
    programs[0].extend([Act::Read(Cell::at(cell)), Act::PrintReceived]);
    programs
}

/// Runs that print these words in some order.
fn orders(words: &[&str]) -> BTreeSet<Outcome> {
    let mut orders = vec![Vec::new()];
    for word in words {
        let longer = orders.iter().flat_map(|order: &Vec<&str>| {
            (0..=order.len()).map(move |at| [&order[..at], &[*word], &order[at..]].concat())
        });
        orders = longer.collect();
    }
    let texts: Vec<String> = orders.iter().map(|order| order.join(" ")).collect();
    ok(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn two_increments_are_one_or_two() {
    let programs = then_print(models::inc(2, 1), X);
    assert_eq!(outcomes(Control::Virtual, &programs), ok(&["1", "2"]));
    let programs = then_print(models::mutex(2, 1), X);
    assert_eq!(outcomes(Control::Virtual, &programs), ok(&["2"]));
}

#[test]
fn main_may_end_at_any_time() {
    let print = |text| vec![Act::Work(3), Act::Print(text)];
    let main = vec![Act::Go(1), Act::Go(2)];
    let seen = outcomes(Control::Virtual, &[main, print("a"), print("b")]);
    assert_eq!(seen, ok(&["", "a", "b", "a b", "b a"]));
}

#[test]
fn who_was_woken_and_starts_another_does_not_come_before_it() {
    let main = vec![Act::Add(1, 1), Act::Go(1), Act::Wait(1), Act::Go(2), Act::Print("main")];
    let programs = [main, vec![Act::Add(1, -1)], vec![Act::Print("new")]];
    assert_eq!(outcomes(Control::Virtual, &programs), ok(&["main", "main new", "new main"]));
}

#[test]
fn a_loop_without_end_keeps_nobody_from_running() {
    let programs = [vec![Act::Go(1), Act::Sleep(1), Act::Print("main")], vec![Act::Jump(0)]];
    let mut machine = start(Control::Loose, &programs);
    // The loop runs for some slices; then time is allowed to pass, and main to go on.
    for option in [1, 0, 0, 1, 1, 0] {
        assert!(to_choice(&mut machine).is_some());
        machine.choose(option);
    }
    while to_choice(&mut machine).is_some() {
        machine.choose(1);
    }
    assert_eq!(outcome(&machine), (OutcomeKind::Ok, "main".to_string()));
}

#[test]
fn philosophers_deadlock_unless_forks_are_ordered() {
    let deadlock =
        BTreeSet::from([(OutcomeKind::Ok, String::new()), (OutcomeKind::Deadlock, String::new())]);
    assert_eq!(
        outcomes(Control::Virtual, &joined(models::phil(2, Forks::Cyclic).into())),
        deadlock
    );
    assert_eq!(
        outcomes(Control::Virtual, &joined(models::phil(2, Forks::Ordered).into())),
        ok(&[""])
    );
}

#[test]
fn a_channel_takes_values_in_any_order_of_senders() {
    for cap in [0, 2] {
        let mut main = vec![Act::Make(1, cap), Act::Go(1), Act::Go(2)];
        main.extend([Act::Recv(1), Act::PrintReceived, Act::Recv(1), Act::PrintReceived]);
        let programs = [main, vec![Act::Send(1, 1)], vec![Act::Send(1, 2)]];
        assert_eq!(outcomes(Control::Virtual, &programs), ok(&["1 2", "2 1"]), "{cap}");
    }
}

#[test]
fn a_select_takes_what_is_there() {
    let select = |default| Act::Select(vec![(1, false), (2, false)], default);
    let programs = |default| {
        let mut main =
            vec![Act::Make(1, 1), Act::Make(2, 1), Act::Value(0), Act::Go(1), Act::Go(2)];
        main.extend([select(default), Act::PrintReceived]);
        [main, vec![Act::Send(1, 1)], vec![Act::Send(2, 2)]]
    };
    assert_eq!(outcomes(Control::Virtual, &programs(Default::No)), ok(&["1", "2"]));
    assert_eq!(outcomes(Control::Virtual, &programs(Default::Yes)), ok(&["0", "1", "2"]));
}

#[test]
fn time_stands_still_while_anybody_can_go_on() {
    // However much work there is, the sleeper comes after it; the shorter sleep comes first.
    let main = vec![Act::Go(1), Act::Go(2), Act::Sleep(3000), Act::Print("main")];
    let a = vec![Act::Sleep(1000), Act::Print("a")];
    let b = vec![Act::Work(2_000), Act::Print("b"), Act::Sleep(500), Act::Print("c")];
    let programs = [main, a, b];
    assert_eq!(outcomes(Control::Virtual, &programs), ok(&["b c a main"]));
    // On a slow machine a timer may come before what was to be done first, and its goroutine may
    // then be kept waiting: only b is before c, and main's end is some time after its print.
    let programs = [vec![Act::Go(1), Act::Sleep(1000), Act::Print("main")], programs[2].clone()];
    assert_eq!(outcomes(Control::Virtual, &programs), ok(&["b c main"]));
    let mut expected = orders(&["main"]);
    expected.extend(orders(&["main", "b"]));
    let three = orders(&["main", "b", "c"]).into_iter();
    expected.extend(three.filter(|(_, text)| text.find('b') < text.find('c')));
    assert_eq!(outcomes(Control::Loose, &programs), expected);
}

#[test]
fn equal_deadlines_come_in_any_order_and_their_goroutines_mix() {
    let main = vec![Act::Add(1, 2), Act::Go(1), Act::Go(2), Act::Wait(1)];
    let sleeper = |first, second| {
        vec![Act::Sleep(1000), Act::Print(first), Act::Print(second), Act::Add(1, -1)]
    };
    let programs = [main, sleeper("a", "A"), sleeper("b", "B")];
    let expected = ok(&["a A b B", "a b A B", "a b B A", "b B a A", "b a B A", "b a A B"]);
    assert_eq!(outcomes(Control::Virtual, &programs), expected);
}

#[test]
fn a_system_call_and_the_network_are_waited_for_like_sleep() {
    let kind = trace::Blocking::File;
    let main = vec![Act::Go(1), Act::Go(2), Act::Sleep(3000), Act::Print("main")];
    let file = vec![Act::Ask(Op::Syscall { ns: 2000, kind }), Act::Print("file")];
    let network = vec![Act::Ask(Op::NetWait { ns: 1000 }), Act::Print("network")];
    let programs = [main, file, network];
    assert_eq!(outcomes(Control::Virtual, &programs), ok(&["network file main"]));
}

#[test]
fn a_timer_of_a_channel_competes_with_its_sender() {
    let timeout = Act::Select(vec![(1, false), (2, false)], Default::No);
    let main = vec![Act::Make(1, 0), Act::Make(2, 1), Act::Go(1), Act::Timer(2, 1000, 0)];
    let main = [main, vec![timeout, Act::PrintReceived]].concat();
    let programs = [main, vec![Act::Work(2_000), Act::Send(1, 7)]];
    assert_eq!(outcomes(Control::Virtual, &programs), ok(&["7"]));
    assert_eq!(outcomes(Control::Loose, &programs), ok(&["1000", "7"]));
}

#[test]
fn who_unlocks_may_lock_again_before_the_one_it_woke() {
    let lock = |how| Act::Mutex(Cell::at(X), how);
    let twice = |name| [lock(LockOp::Lock), Act::Print(name), lock(LockOp::Unlock)];
    let a = [twice("a"), twice("A")].concat();
    let programs = joined(vec![a, twice("b").to_vec()].into());
    assert_eq!(outcomes(Control::Virtual, &programs), ok(&["a A b", "a b A", "b a A"]));
}

#[test]
fn a_wait_group_holds_until_all_are_done() {
    let main = vec![Act::Add(1, 1), Act::Go(1), Act::Wait(1), Act::Print("main")];
    let programs = [main, vec![Act::Print("a"), Act::Add(1, -1), Act::Print("late")]];
    let expected = ok(&["a main", "a main late", "a late main"]);
    assert_eq!(outcomes(Control::Virtual, &programs), expected);
}

#[test]
fn panics_and_exits_come_when_the_schedule_says() {
    let programs = [vec![Act::Go(1), Act::Print("main")], vec![Act::Panic("no")]];
    let panic = |text: &str| (OutcomeKind::Panic, text.to_string());
    let expected = BTreeSet::from([panic(""), panic("main"), (OutcomeKind::Ok, "main".into())]);
    assert_eq!(outcomes(Control::Virtual, &programs), expected);
    let programs = [vec![Act::Go(1), Act::Print("main")], vec![Act::Ask(Op::Exit(4))]];
    let exit = |text: &str| (OutcomeKind::Exit, text.to_string());
    let expected = BTreeSet::from([exit(""), exit("main"), (OutcomeKind::Ok, "main".into())]);
    assert_eq!(outcomes(Control::Virtual, &programs), expected);
}

#[test]
fn nobody_left_is_a_deadlock_with_everybody_named() {
    let lock = |at| Act::Ask(Op::Mutex { at: Addr(at), how: LockOp::Lock });
    let programs = [vec![Act::Go(1), lock(1), lock(1)], vec![lock(1)]];
    let mut machine = start(Control::Virtual, &programs);
    while to_choice(&mut machine).is_some() {
        machine.choose(0);
    }
    let dump = &machine.output().stderr;
    assert_eq!(dump.matches("[sync.Mutex.Lock]").count(), 2, "{dump}");
}

#[test]
fn a_collection_that_is_asked_for_is_no_step() {
    let collects = [Act::Allocate(50 << 20), Act::Ask(Op::Gc)];
    let answers = |acts: &[Act]| {
        let main = [&[Act::Go(1)], acts, &[Act::Print("main")]].concat();
        let programs = [main, vec![Act::Print("a")]];
        assert_eq!(outcomes(Control::Virtual, &programs), ok(&["main", "a main", "main a"]));
        let mut machine = start(Control::Virtual, &programs);
        machine.answer_with(&[], 0);
        machine.run(u64::MAX);
        machine.answers().len()
    };
    assert_eq!(answers(&collects), answers(&[]));
}

#[test]
fn going_on_is_option_0_and_then_come_the_others_by_number() {
    let print = |text| vec![Act::Print(text)];
    let main = vec![Act::Go(1), Act::Go(2), Act::Print("main"), Act::Sleep(1)];
    let programs = [main, print("a"), print("b")];
    let run = |answers: &[u32]| {
        let mut machine = start(Control::Virtual, &programs);
        machine.answer_with(answers, 0);
        machine.run(u64::MAX);
        outcome(&machine).1
    };
    assert_eq!(run(&[]), "main a b");
    assert_eq!(run(&[1]), "a main b");
    assert_eq!(run(&[2]), "b main a");
    assert_eq!(run(&[2, 0, 1]), "b a main");
    assert_eq!(run(&[2, 1]), "main a b");
    assert_eq!(run(&[0, 2]), "main b a");
    // That somebody else goes on is told, that the same one does is not.
    let mut machine = start(Control::Virtual, &programs);
    machine.answer_with(&[0, 2], 0);
    machine.run(u64::MAX);
    let next = |event: &&trace::Event| {
        matches!(event.kind, EventKind::ChoiceTaken { point: ChoiceKind::Next, .. })
    };
    let told = machine.trace().events.iter().filter(next).count();
    assert_eq!((told, machine.answers()), (1, &[0, 2, 0, 0][..]));
}

#[test]
fn a_schedule_of_another_program_does_not_fit() {
    let print = |text| vec![Act::Print(text)];
    let main = vec![Act::Go(1), Act::Print("main")];
    let misfit = |answers: &[u32]| {
        let mut machine = start(Control::Virtual, &[main.clone(), print("a")]);
        machine.answer_with(answers, 0);
        assert!(matches!(machine.run(u64::MAX), Stop::Ended(_)));
        machine.misfit()
    };
    // Main or a; once main has printed, its end or a; whether a, which stands there then, prints.
    assert_eq!(misfit(&[]), None);
    assert_eq!(misfit(&[0, 1, 0]), None);
    assert_eq!(misfit(&[0, 2]), Some(1));
    assert_eq!(misfit(&[0, 1, 0, 0]), Some(3));
    assert_eq!(misfit(&[1, 0, 0]), Some(2));
}
