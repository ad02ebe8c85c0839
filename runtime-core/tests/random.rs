//! The laws of a run on scripts nobody wrote by hand: whatever the acts, the fold agrees with the
//! machine at every stop, the checker accepts, and a copy taken anywhere goes the same way.

use runtime_core::machine::{Config, Machine, Stop, fold_agrees};
use runtime_core::script::{Act, Script};
use runtime_core::trace;

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
    match draw.below(10) {
        0 => Act::Work(1 + draw.below(20_000_000)),
        1 => Act::Line(1 + draw.below(9) as u32),
        2 => Act::Gosched,
        3 | 4 => Act::Send(slot, draw.below(100) as i64),
        5 | 6 => Act::Recv(slot),
        7 => Act::Sleep(draw.below(3) as i64 * 500),
        8 => Act::Print("x"),
        _ => Act::Wait(1),
    }
}

fn go_script(draw: &mut Draw) -> Vec<Vec<Act>> {
    let mut main = vec![Act::Make(1, 0), Act::Make(2, draw.below(3) as u32), Act::Add(1, 3)];
    main.extend([Act::Go(1), Act::Go(2), Act::Go(3)]);
    let mut programs = vec![main];
    for _ in 0..4 {
        let length = draw.below(12);
        programs.push((0..length).map(|_| go_act(draw)).chain([Act::Add(1, -1)]).collect());
    }
    let tail = programs.pop().unwrap();
    programs[0].extend(tail.into_iter().filter(|act| !matches!(act, Act::Add(..))));
    programs
}

fn python_act(draw: &mut Draw, spawned: u64) -> Act {
    match draw.below(8) {
        0 => Act::Work(1 + draw.below(5000)),
        1 => Act::Line(1 + draw.below(9) as u32),
        2 => Act::ThreadSleep(draw.below(3) * 1_000_000),
        3 | 4 => Act::AsyncSleep(draw.below(4) * 700_000),
        5 => Act::Cancel(draw.below(spawned) as usize),
        6 => Act::AwaitTask(draw.below(spawned) as usize),
        _ => Act::Print("x"),
    }
}

fn python_script(draw: &mut Draw) -> Vec<Vec<Act>> {
    let mut programs = vec![vec![Act::Run(1), Act::Print("end")]];
    let mut main: Vec<Act> = (2..5).map(Act::Spawn).collect();
    main.extend((0..draw.below(10)).map(|_| python_act(draw, 3)));
    programs.push(main);
    for _ in 0..3 {
        // A task that awaits itself is an error of the guest, not of the loop: tasks only sleep.
        let sleeps = |act: &Act| !matches!(act, Act::AwaitTask(_));
        let length = draw.below(10);
        programs.push((0..length).map(|_| python_act(draw, 3)).filter(sleeps).collect());
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
        let mut answers = machine.answers()[copy.answers().len()..].iter();
        while !matches!(copy.run(u64::MAX), Stop::Ended(_)) {
            copy.choose(*answers.next().expect("as many choices as before"));
        }
        assert_eq!(copy.fingerprint(), machine.fingerprint(), "{script:?}");
        assert_eq!(trace::write(copy.trace()), text, "{script:?}");
    }
    outcome.kind.word()
}

#[test]
fn random_goroutines_obey_the_laws() {
    let mut draw = Draw(1);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..1500 {
        let script = go_script(&mut draw);
        let machine = Machine::go(Script::new(script.clone()), Config::go());
        seen.insert(check(machine, &mut draw, &script));
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["deadlock", "ok"]);
}

#[test]
fn random_tasks_obey_the_laws() {
    let mut draw = Draw(2);
    let mut cancelled = 0;
    for _ in 0..1500 {
        let script = python_script(&mut draw);
        let machine = Machine::python(Script::new(script.clone()), Config::python());
        cancelled += u32::from(script[1].iter().any(|act| matches!(act, Act::Cancel(_))));
        assert_eq!(check(machine, &mut draw, &script), "ok");
    }
    assert!(cancelled > 300, "{cancelled}");
}
