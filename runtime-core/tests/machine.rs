//! The machine under scripts: the oracles of the real schedulers, and the laws of every run.

use runtime_core::guest::{Guest, LockOp, Op};
use runtime_core::id::{Addr, FiberId};
use runtime_core::machine::{Config, Machine, Stop, fold_agrees};
use runtime_core::script::{Act, Default, Script};
use runtime_core::time::MS;
use runtime_core::trace::{self, Detail, OutcomeKind};

/// Runs to the end in slices of `slice`, answering every choice with `answers`, then option 0.
fn finish<G: Guest>(machine: &mut Machine<G>, slice: u64, answers: &[u32]) -> OutcomeKind {
    let mut answers = answers.iter();
    loop {
        match machine.run(slice) {
            Stop::Paused => {}
            Stop::Choice(_) => machine.choose(answers.next().copied().unwrap_or(0)),
            Stop::Ended(outcome) => return outcome.kind,
        }
    }
}

/// Runs it and checks the laws: the fold agrees at every stop, the checker accepts, the text
/// form goes both ways, slices and recording change nothing.
fn run(
    make: fn(Script, Config) -> Machine<Script>, config: Config, programs: &[Vec<Act>],
) -> (OutcomeKind, String) {
    let start = |config| make(Script::new(programs.to_vec()), config);
    let mut machine = start(config);
    let outcome = finish(&mut machine, u64::MAX, &[]);
    fold_agrees(&machine).unwrap();
    trace::check(machine.trace()).unwrap();
    let text = trace::write(machine.trace());
    assert_eq!(trace::write(&trace::parse(&text).unwrap()), text);

    let mut sliced = start(config);
    loop {
        match sliced.run(1) {
            Stop::Paused => fold_agrees(&sliced).unwrap(),
            Stop::Choice(_) => sliced.choose(0),
            Stop::Ended(_) => break,
        }
    }
    assert_eq!(trace::write(sliced.trace()), text);
    assert_eq!(sliced.fingerprint(), machine.fingerprint());

    let mut silent = start(Config { detail: Detail::Off, ..config });
    assert_eq!(finish(&mut silent, 7, &[]), outcome);
    assert_eq!(silent.output(), machine.output());
    (outcome, machine.output().stdout.replace('\n', " "))
}

fn run_go(programs: &[Vec<Act>]) -> (OutcomeKind, String) {
    run(Machine::go, Config::go(), programs)
}

fn run_python(programs: &[Vec<Act>]) -> (OutcomeKind, String) {
    run(Machine::python, Config::python(), programs)
}

fn printers(gosched: bool) -> Vec<Vec<Act>> {
    const NAMES: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let mut main = vec![Act::Line(1)];
    for program in 1..=10 {
        main.extend([Act::Add(1, 1), Act::Go(program)]);
        main.extend(gosched.then_some(Act::Gosched));
    }
    main.push(Act::Wait(1));
    let children = NAMES.map(|name| vec![Act::Line(2), Act::Print(name), Act::Add(1, -1)]);
    std::iter::once(main).chain(children).collect()
}

#[test]
fn g1_the_last_goroutine_runs_first() {
    let expected = (OutcomeKind::Ok, "9 0 1 2 3 4 5 6 7 8 ".to_string());
    assert_eq!(run_go(&printers(false)), expected);
}

#[test]
fn g2_gosched_lets_each_one_run() {
    let expected = (OutcomeKind::Ok, "0 1 2 3 4 5 6 7 8 9 ".to_string());
    assert_eq!(run_go(&printers(true)), expected);
}

#[test]
fn g4_close_wakes_the_first_then_the_last() {
    let mut main = vec![Act::Make(1, 0)];
    for program in 1..=4 {
        main.extend([Act::Add(1, 1), Act::Go(program), Act::Gosched]);
    }
    main.extend([Act::Close(1), Act::Wait(1)]);
    let receiver = |name| vec![Act::Recv(1), Act::Print(name), Act::Add(1, -1)];
    let programs = [main, receiver("R1"), receiver("R2"), receiver("R3"), receiver("R4")];
    assert_eq!(run_go(&programs), (OutcomeKind::Ok, "R1 R4 R3 R2 ".to_string()));
}

#[test]
fn values_move_past_and_through_the_buffer() {
    for cap in 0..4 {
        let mut producer = vec![Act::Line(5)];
        producer.extend((1..=6).map(|value| Act::Send(1, value)));
        producer.push(Act::Close(1));
        let mut main = vec![Act::Make(1, cap), Act::Go(1)];
        main.extend([Act::Recv(1), Act::PrintReceived].into_iter().cycle().take(14));
        let (outcome, stdout) = run_go(&[main, producer]);
        assert_eq!((outcome, stdout.as_str()), (OutcomeKind::Ok, "1 2 3 4 5 6 0 "));
    }
}

#[test]
fn g8_a_select_takes_each_ready_case_equally_often() {
    let both = || Act::Select(vec![(1, false), (2, false)], Default::No);
    let mut main = vec![Act::Make(1, 1), Act::Make(2, 1)];
    for _ in 0..10_000 {
        // The second select finds one case ready, which is no choice.
        main.extend([Act::Send(1, 1), Act::Send(2, 2), both(), both()]);
    }
    let mut machine = Machine::go(Script::new(vec![main]), Config::go());
    machine.answer_with(&[], 0);
    assert_eq!(finish(&mut machine, u64::MAX, &[]), OutcomeKind::Ok);
    let taken = machine.answers();
    assert_eq!(taken.len(), 10_000);
    let first = taken.iter().filter(|&&option| option == 0).count();
    assert!((4850..=5150).contains(&first), "{first}: three standard deviations are 150");
}

#[test]
fn g10_a_send_without_a_receiver_is_a_deadlock() {
    let programs = [vec![Act::Make(1, 0), Act::Send(1, 1)]];
    let mut machine = Machine::go(Script::new(programs.to_vec()), Config::go());
    assert_eq!(finish(&mut machine, 100, &[]), OutcomeKind::Deadlock);
    let stderr = &machine.output().stderr;
    let expected =
        "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan send]:\n";
    assert_eq!(stderr, expected);
    run_go(&programs);
}

#[test]
fn a_pending_timer_is_no_deadlock() {
    let sleeper = vec![Act::Sleep(3_600_000 * MS as i64), Act::Send(1, 5)];
    let main = vec![Act::Make(1, 0), Act::Go(1), Act::Recv(1), Act::PrintReceived];
    assert_eq!(run_go(&[main, sleeper]), (OutcomeKind::Ok, "5 ".to_string()));
}

#[test]
fn a_hog_is_preempted_after_ten_milliseconds() {
    let main = vec![Act::Go(1), Act::Sleep(MS as i64), Act::Print("main")];
    let hog = vec![Act::Work(u64::MAX)];
    let mut machine = Machine::go(Script::new(vec![main, hog]), Config::go());
    assert_eq!(finish(&mut machine, 1000, &[]), OutcomeKind::Ok);
    let late = machine.now().0;
    assert!((10 * MS..20 * MS).contains(&late), "{late}");
}

#[test]
fn timers_of_equal_deadline_are_a_choice() {
    let main = vec![Act::Add(1, 2), Act::Go(1), Act::Go(2), Act::Wait(1)];
    // Both deadlines are 100 µs: what the second one does later is taken off its sleep.
    let sleeper = |ns, name| vec![Act::Sleep(ns), Act::Print(name), Act::Add(1, -1)];
    let start = |first, second| {
        let programs = vec![main.clone(), sleeper(first, "a"), sleeper(second, "b")];
        Machine::go(Script::new(programs), Config::go())
    };
    let deadlines = |machine: &Machine<Script>| {
        let events = machine.trace().events.iter();
        let set = events.filter_map(|event| match event.kind {
            trace::EventKind::TimerSet { when, .. } => Some(when.0 as i64),
            _ => None,
        });
        set.collect::<Vec<_>>()
    };
    let mut apart = start(100_000, 100_000);
    finish(&mut apart, 1000, &[]);
    let apart = deadlines(&apart);
    // b runs first (runnext), so a's deadline is the later one.
    let later = 100_000 + apart[1] - apart[0];
    let run_with = |answer| {
        let mut machine = start(100_000, later);
        finish(&mut machine, 1000, &[answer]);
        (machine.answers().to_vec(), machine.output().stdout.clone())
    };
    // The one readied last is in runnext and runs first.
    assert_eq!(run_with(0), (vec![0], "a\nb\n".to_string()));
    assert_eq!(run_with(1), (vec![1], "b\na\n".to_string()));
}

fn p1() -> Vec<Vec<Act>> {
    let main = vec![
        Act::Line(1),
        Act::Print("m0"),
        Act::Spawn(2),
        Act::Print("created"),
        Act::Print("B-start"),
        Act::AsyncSleep(0),
        Act::Print("B-end"),
        Act::Print("afterB"),
        Act::AwaitTask(0),
    ];
    let a = vec![Act::Line(2), Act::Print("A-start"), Act::AsyncSleep(0), Act::Print("A-end")];
    vec![vec![Act::Line(9), Act::Run(1)], main, a]
}

#[test]
fn p1_a_created_task_starts_in_the_next_iteration() {
    let expected = "m0 created B-start A-start B-end afterB A-end ";
    assert_eq!(run_python(&p1()), (OutcomeKind::Ok, expected.to_string()));
}

/// Iterations of `run_until_complete` for a main task that does this.
fn iterations(main: Vec<Act>) -> u64 {
    let programs = vec![vec![Act::Run(1)], main, vec![]];
    let mut machine = Machine::python(Script::new(programs.clone()), Config::python());
    finish(&mut machine, 100, &[]);
    run_python(&programs);
    let events = machine.trace().events.iter();
    events.filter(|event| matches!(event.kind, trace::EventKind::IterationBegan { .. })).count()
        as u64
}

#[test]
fn p2_iterations_as_cpython_counts_them() {
    assert_eq!(iterations(vec![]), 2);
    assert_eq!(iterations(vec![Act::AsyncSleep(0)]), 3);
    assert_eq!(iterations(vec![Act::Spawn(2), Act::AwaitTask(0)]), 4);
}

#[test]
fn equal_sleeps_wake_in_their_order_and_a_block_delays_them() {
    let main = vec![Act::Spawn(2), Act::Spawn(3), Act::AwaitTask(0), Act::AwaitTask(1)];
    let sleeper = vec![Act::AsyncSleep(100 * MS), Act::Print("woke")];
    let blocker = vec![Act::ThreadSleep(500 * MS), Act::Print("blocked")];
    let programs = [vec![Act::Run(1)], main, sleeper, blocker];
    assert_eq!(run_python(&programs), (OutcomeKind::Ok, "blocked woke ".to_string()));
}

#[test]
fn leftover_tasks_are_cancelled_when_main_returns() {
    let main = vec![Act::Spawn(2), Act::AsyncSleep(MS), Act::Print("main")];
    let other = vec![Act::AsyncSleep(50 * MS), Act::Print("never")];
    assert_eq!(
        run_python(&[vec![Act::Run(1)], main, other]),
        (OutcomeKind::Ok, "main ".to_string())
    );
}

#[test]
fn p6_cancelled_before_its_start_a_task_never_runs() {
    let main = vec![Act::Spawn(2), Act::Cancel(0), Act::AsyncSleep(0), Act::Print("main")];
    let programs = [vec![Act::Run(1)], main, vec![Act::Print("never")]];
    assert_eq!(run_python(&programs), (OutcomeKind::Ok, "main ".to_string()));
}

/// When a thread that sleeps beside one that computes has the GIL again, after its sleep of 20 ms.
fn wake_latency_ns(interval_ns: u64) -> u64 {
    let main = vec![Act::Ask(Op::SwitchInterval { ns: interval_ns }), Act::Thread(1)];
    let main = [main, vec![Act::Work(3_000_000), Act::Join(0)]].concat();
    let sleeper = vec![Act::ThreadSleep(20 * MS), Act::Print("woke")];
    let mut machine = Machine::python(Script::new(vec![main, sleeper]), Config::python());
    finish(&mut machine, 100_000, &[]);
    let events = &machine.trace().events;
    let woke = |event: &&trace::Event| matches!(event.kind, trace::EventKind::ThreadWoke { thread } if thread.0 == 2);
    let woke = events.iter().filter(woke).nth(1).map(|event| event.at).unwrap();
    let printed = |event: &&trace::Event| matches!(event.kind, trace::EventKind::Printed { .. });
    events.iter().find(printed).unwrap().at.since(woke)
}

#[test]
fn beside_a_thread_that_computes_a_wake_up_takes_one_switch_interval() {
    for interval in [500_000, 5 * MS, 20 * MS] {
        let latency = wake_latency_ns(interval);
        assert!((interval..interval + 20_000).contains(&latency), "{interval}: {latency}");
    }
}

#[test]
fn a_lock_is_not_fair() {
    // One thread takes the lock again at once, each time: the other does not get it in between.
    let lock = |how| Act::Ask(Op::ThreadLock { at: Addr(8), how, timeout_ns: None });
    let once = [lock(LockOp::Lock), Act::Work(20), lock(LockOp::Unlock)];
    let quick: Vec<Act> = (0..50).flat_map(|_| once.clone()).collect();
    let main = [vec![Act::Thread(1), Act::ThreadSleep(MS)], quick.clone()].concat();
    let main = [main, vec![Act::Print("quick"), Act::Join(0)]].concat();
    let other = vec![lock(LockOp::Lock), Act::ThreadSleep(2 * MS), lock(LockOp::Unlock)];
    let other = [other, quick, vec![Act::Print("slow")]].concat();
    let printed = run_python(&[main, other]);
    assert_eq!(printed, (OutcomeKind::Ok, "slow quick ".to_string()));
}

#[test]
fn threads_that_wait_for_each_other_are_stuck_and_named() {
    let lock = |at| Act::Ask(Op::ThreadLock { at: Addr(at), how: LockOp::Lock, timeout_ns: None });
    let main = vec![Act::Thread(1), lock(1), Act::ThreadSleep(MS), lock(2)];
    let other = vec![lock(2), Act::ThreadSleep(MS), lock(1)];
    let mut machine = Machine::python(Script::new(vec![main, other]), Config::python());
    assert_eq!(finish(&mut machine, 1000, &[]), OutcomeKind::Stuck);
    let said = &machine.output().stderr;
    assert!(said.contains("MainThread is in Lock.acquire, Thread-1 is in Lock.acquire"), "{said}");
}

#[test]
fn without_a_gil_threads_overlap() {
    let main = vec![Act::Thread(1), Act::Work(100_000), Act::Join(0)];
    let programs = vec![main, vec![Act::Work(100_000)]];
    let took = |gil| {
        let config = Config { gil, ..Config::python() };
        let mut machine = Machine::python(Script::new(programs.clone()), config);
        finish(&mut machine, 1000, &[]);
        machine.now().0
    };
    assert!(took(true) >= 20 * MS, "{}", took(true));
    assert!(took(false) < 11 * MS, "{}", took(false));
}

#[test]
fn limits_end_a_run_with_everything_printed_so_far() {
    let programs = vec![vec![Act::Print("before"), Act::Work(u64::MAX)]];
    let config = Config { fuel: 1000, ..Config::go() };
    let mut machine = Machine::go(Script::new(programs), config);
    assert_eq!(finish(&mut machine, 10, &[]), OutcomeKind::Fuel);
    assert_eq!(machine.output().stdout, "before\n");
}

#[test]
fn a_damaged_trace_is_refused() {
    let mut machine = Machine::python(Script::new(p1()), Config::python());
    finish(&mut machine, 100, &[]);
    let whole = machine.trace().clone();
    for index in 0..whole.events.len() - 1 {
        let mut damaged = whole.clone();
        let removed = damaged.events.remove(index);
        let matters = !matches!(
            removed.kind,
            trace::EventKind::LineReached { .. }
                | trace::EventKind::ThreadWoke { .. }
                | trace::EventKind::SwitchIntervalSet { .. }
                | trace::EventKind::FutureDone { .. }
                | trace::EventKind::LoopClosed { .. }
                | trace::EventKind::FiberEnded { fiber: FiberId(1), .. }
                | trace::EventKind::FrameEntered { .. }
                | trace::EventKind::Printed { .. }
        );
        assert!(!matters || trace::check(&damaged).is_err(), "{removed:?} can be left out");
    }
}
