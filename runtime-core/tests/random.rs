//! The laws of a run on scripts nobody wrote by hand: whatever the acts, the fold agrees with the
//! machine at every stop, the checker accepts, and a copy taken anywhere goes the same way.

use runtime_core::guest::{CondOp, LockOp, Op, SemaOp};
use runtime_core::id::Addr;
use runtime_core::machine::{Config, Machine, Preemption, Stop, fold_agrees};
use runtime_core::schedule::Control;
use runtime_core::script::{Act, Default, Script};
use runtime_core::trace::{self, Blocking};

/// SplitMix64: the same scripts on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

fn go_act(draw: &mut Draw) -> Act {
    let slot = 1 + draw.below(2) as u32;
    match draw.below(20) {
        0 => Act::Work(1 + draw.below(20_000)),
        1 => Act::Line(1 + draw.below(9) as u32),
        2 => Act::Gosched,
        3 | 4 => Act::Send(slot, draw.below(100) as i64),
        5 | 6 => Act::Recv(slot),
        7 => Act::Sleep(draw.below(3) as i64 * 500),
        8 => Act::Print("x"),
        9 => Act::Wait(1),
        10..13 => lock_act(draw),
        13 => select_act(draw),
        14 => Act::Timer(slot, draw.below(20_000) as i64, [0, 0, 3000][draw.below(3) as usize]),
        15 => Act::StopTimer,
        16 => Act::CondWait(500),
        17 => Act::Allocate(draw.below(3_000_000)),
        _ => Act::Ask(runtime_op(draw)),
    }
}

fn lock_act(draw: &mut Draw) -> Act {
    use LockOp::{Lock, RLock, RUnlock, TryLock, TryRLock, Unlock};
    let pick = |draw: &mut Draw, from: &[LockOp]| from[draw.below(from.len() as u64) as usize];
    Act::Ask(match draw.below(2) {
        0 => Op::Mutex { at: Addr(100), how: pick(draw, &[Lock, Lock, Unlock, TryLock]) },
        _ => {
            let how = pick(draw, &[Lock, Unlock, RLock, RLock, RUnlock, TryLock, TryRLock]);
            Op::RwMutex { at: Addr(200), how }
        }
    })
}

fn select_act(draw: &mut Draw) -> Act {
    let case = |draw: &mut Draw| (1 + draw.below(3) as u32, draw.below(2) == 0);
    let cases = (0..draw.below(4)).map(|_| case(draw)).collect();
    Act::Select(cases, if draw.below(2) == 0 { Default::Yes } else { Default::No })
}

fn runtime_op(draw: &mut Draw) -> Op {
    let kind = [Blocking::Syscall, Blocking::File, Blocking::Cgo][draw.below(3) as usize];
    match draw.below(10) {
        0 => Op::Procs(draw.below(5) as i64),
        1 => Op::Gc,
        2 => Op::MemStats,
        3 => Op::LockThread(draw.below(2) == 0),
        4 => Op::NetWait { ns: draw.below(50_000) },
        5 => Op::Semaphore { at: Addr(300), how: SemaOp::Acquire },
        6 => Op::Semaphore { at: Addr(300), how: SemaOp::Release },
        7 => Op::Cond { at: Addr(500), how: CondOp::Signal },
        8 => Op::Cond { at: Addr(500), how: CondOp::Broadcast },
        _ => Op::Syscall { ns: draw.below(30_000_000), kind },
    }
}

fn go_script(draw: &mut Draw) -> Vec<Vec<Act>> {
    let mut main = vec![Act::Make(1, 0), Act::Make(2, draw.below(3) as u32), Act::Add(1, 3)];
    main.extend([Act::Go(1), Act::Go(2), Act::Go(3)]);
    main.extend((draw.below(3) == 0).then_some(Act::After(draw.below(9000) as i64, 4)));
    let mut programs = vec![main];
    for _ in 0..4 {
        let length = draw.below(12);
        programs.push((0..length).map(|_| go_act(draw)).chain([Act::Add(1, -1)]).collect());
    }
    let tail = programs.pop().unwrap();
    programs.push((0..draw.below(4)).map(|_| go_act(draw)).collect());
    programs[0].extend(tail.into_iter().filter(|act| !matches!(act, Act::Add(..))));
    programs
}

fn python_act(draw: &mut Draw, spawned: u64) -> Act {
    match draw.below(10) {
        0 => Act::Work(1 + draw.below(5000)),
        1 => Act::Line(1 + draw.below(9) as u32),
        2 => Act::ThreadSleep(draw.below(3) * 1_000_000),
        3 | 4 => Act::AsyncSleep(draw.below(4) * 700_000),
        5 => Act::Cancel(draw.below(spawned) as usize),
        6 => Act::AwaitTask(draw.below(spawned) as usize),
        7 | 8 => thread_act(draw),
        _ => Act::Print("x"),
    }
}

/// What a thread can ask for that may wait, but not for ever.
fn thread_act(draw: &mut Draw) -> Act {
    let pipe = Addr(77);
    Act::Ask(match draw.below(6) {
        0 => Op::SwitchInterval { ns: 1 + draw.below(3) * 300_000 },
        1 => Op::Syscall { ns: draw.below(900_000), kind: Blocking::File },
        2 => Op::PipeNotify { pipe },
        3 => Op::PipeWait { pipe, timeout_ns: Some(draw.below(3) * 400_000) },
        how => {
            let how = [LockOp::Lock, LockOp::TryLock][how as usize % 2];
            let timeout_ns = Some(draw.below(4) * 200_000);
            Op::ThreadLock { at: Addr(1 + draw.below(2)), how, timeout_ns }
        }
    })
}

fn in_thread(draw: &mut Draw) -> Act {
    match draw.below(6) {
        0 => Act::Work(1 + draw.below(90_000)),
        1 => Act::ThreadSleep(draw.below(3) * 400_000),
        2 => {
            let at = Addr(1 + draw.below(2));
            Act::Ask(Op::ThreadLock { at, how: LockOp::Unlock, timeout_ns: None })
        }
        3 => Act::Line(1 + draw.below(9) as u32),
        _ => thread_act(draw),
    }
}

fn python_script(draw: &mut Draw) -> Vec<Vec<Act>> {
    let mut programs = vec![vec![Act::Run(1), Act::Print("end")]];
    if draw.below(2) == 0 {
        programs[0].splice(0..0, [Act::Thread(5), Act::Thread(6)]);
        programs[0].extend([Act::Join(0), Act::Join(1)]);
    }
    let mut main: Vec<Act> = (2..5).map(Act::Spawn).collect();
    main.extend((0..draw.below(10)).map(|_| python_act(draw, 3)));
    programs.push(main);
    for _ in 0..3 {
        // A task that awaits itself is an error of the guest, not of the loop: tasks only sleep.
        let sleeps = |act: &Act| !matches!(act, Act::AwaitTask(_));
        let length = draw.below(10);
        programs.push((0..length).map(|_| python_act(draw, 3)).filter(sleeps).collect());
    }
    for _ in 0..2 {
        programs.push((0..draw.below(12)).map(|_| in_thread(draw)).collect());
    }
    programs
}

/// Runs in uneven slices with drawn answers and checks every law; gives the outcome's word.
fn check(mut machine: Machine<Script>, draw: &mut Draw, script: &[Vec<Act>]) -> &'static str {
    let mut copies = Vec::new();
    let outcome = loop {
        match machine.run(1 << draw.below(23)) {
            Stop::Ended(outcome) => break outcome,
            Stop::Choice(point) => machine.choose(draw.below(u64::from(point.options)) as u32),
            Stop::Paused if copies.len() < 3 => copies.push(machine.clone()),
            Stop::Paused => {}
        }
        fold_agrees(&machine).unwrap_or_else(|e| panic!("{script:?}\n{e}"));
    };
    fold_agrees(&machine).unwrap_or_else(|e| panic!("{script:?}\n{e}"));
    assert_eq!(trace::check(machine.trace()), Ok(()), "{script:?}");
    let text = trace::write(machine.trace());
    assert_eq!(trace::write(&trace::parse(&text).unwrap()), text);
    for mut copy in copies {
        let rest = machine.answers()[copy.answers().len()..].to_vec();
        copy.answer_with(&rest, 0);
        assert!(matches!(copy.run(u64::MAX), Stop::Ended(_)), "{script:?}");
        assert_eq!(copy.fingerprint(), machine.fingerprint(), "{script:?}");
        assert_eq!(trace::write(copy.trace()), text, "{script:?}");
    }
    outcome.kind.word()
}

#[test]
fn random_goroutines_obey_the_laws() {
    let mut draw = Draw(1);
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..3000 {
        let script = go_script(&mut draw);
        let procs = 1 + draw.below(4) as u32;
        let preemption = [Preemption::Anywhere, Preemption::Anywhere, Preemption::Never];
        let preemption = preemption[draw.below(3) as usize];
        let noise = draw.below(2) == 0;
        // Slow instructions, so that a slice is over after few of them.
        let (instruction_ns, events_max) = (1000, 3000);
        let config =
            Config { procs, preemption, noise, instruction_ns, events_max, ..Config::go() };
        let mut machine = Machine::go(Script::new(script.clone()), config);
        if noise {
            machine.answer_with(&[], round);
        }
        seen.insert(check(machine, &mut draw, &script));
    }
    // A ticker that somebody waits for may also go on to the limit of events.
    assert!(["deadlock", "ok", "panic"].iter().all(|end| seen.contains(end)), "{seen:?}");
}

#[test]
fn random_tasks_and_threads_obey_the_laws() {
    let mut draw = Draw(2);
    let mut cancelled = 0;
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..2000 {
        let script = python_script(&mut draw);
        let (gil, noise) = (draw.below(4) > 0, draw.below(2) == 0);
        let config = Config { gil, noise, ..Config::python() };
        let mut machine = Machine::python(Script::new(script.clone()), config);
        if noise {
            machine.answer_with(&[], round);
        }
        cancelled += u32::from(script[1].iter().any(|act| matches!(act, Act::Cancel(_))));
        seen.insert(check(machine, &mut draw, &script));
    }
    assert!(cancelled > 300, "{cancelled}");
    // Giving back a lock that nobody holds is an error.
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["ok", "panic"]);
}

#[test]
fn random_threads_obey_the_laws_where_the_schedule_decides() {
    let mut draw = Draw(3);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..2000 {
        let mut script = python_script(&mut draw);
        for program in &mut script[1..] {
            *program = program.drain(..).flat_map(|act| [act, Act::Poll]).collect();
        }
        let gil = draw.below(4) > 0;
        let control = [Control::Virtual, Control::Loose][draw.below(2) as usize];
        let config = Config { gil, control, events_max: 20_000, ..Config::python() };
        let machine = Machine::python(Script::new(script.clone()), config);
        seen.insert(check(machine, &mut draw, &script));
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["ok", "panic"]);
}
