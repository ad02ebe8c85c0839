//! Paths of the explorer's world as schedules of the machine, on scripts nobody wrote by hand.

mod models;

use models::{Forks, X, joined};
use runtime_core::explore::world::{Setting, World};
use runtime_core::explore::{Footprint, Model, Move, minimize, replay};
use runtime_core::guest::{CondOp, LockOp, Op, SemaOp, Site, Sites};
use runtime_core::id::Addr;
use runtime_core::machine::{Config, Machine, Stop};
use runtime_core::schedule::Control;
use runtime_core::script::{Act, Cell, Default, Script};
use runtime_core::trace::{Detail, OutcomeKind};
use std::collections::BTreeSet;
use std::rc::Rc;

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

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }
}

/// A script with more states than this is not gone through.
const STATES_MAX: usize = 5_000;

type Programs = Vec<Vec<Act>>;
type Outcome = (OutcomeKind, i32, String);

fn world(programs: &Programs, control: Control) -> World<Script> {
    let mut visible = Sites::default();
    let acts = programs.iter().map(Vec::len).sum::<usize>() as u32;
    (1..=acts).for_each(|site| {
        visible.insert(Site(site));
    });
    World::new(Script::new(programs.clone()), Rc::new(Setting::new(visible, control)))
}

fn machine(programs: &Programs, control: Control, detail: Detail) -> Machine<Script> {
    let config = Config { control, detail, events_max: 20_000, ..Config::go() };
    Machine::go(Script::new(programs.clone()), config)
}

/// Every path of the world, up to a number; from states that were seen before only one.
fn paths(programs: &Programs, control: Control, max: usize) -> Vec<(Vec<Move>, Outcome)> {
    let mut start = world(programs, control);
    start.keep_output();
    let mut open = vec![(start, Vec::new())];
    let (mut paths, mut seen) = (Vec::new(), BTreeSet::new());
    let (mut moves, mut footprint) = (Vec::new(), Footprint::default());
    while let Some((mut state, path)) = open.pop() {
        state.moves(&mut moves);
        if let Some(ending) = state.ending() {
            let outcome = (ending.kind, ending.exit_code, state.output().unwrap().to_string());
            paths.push((path, outcome));
            if paths.len() == max {
                break;
            }
            continue;
        }
        if seen.len() > STATES_MAX {
            break;
        }
        if !seen.insert(state.fingerprint()) || path.len() > 200 {
            continue;
        }
        for &chosen in &moves {
            let (mut next, mut path) = (state.clone(), path.clone());
            next.make(chosen, &mut footprint);
            path.push(chosen);
            open.push((next, path));
        }
    }
    paths
}

fn outcome_of(machine: &Machine<Script>) -> Outcome {
    let outcome = machine.outcome().unwrap();
    (outcome.kind, outcome.exit_code, machine.output().stdout.clone())
}

/// Every outcome of the machine; none if there are too many states.
fn machine_outcomes(programs: &Programs, control: Control) -> Option<BTreeSet<Outcome>> {
    let (mut outcomes, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut open = vec![machine(programs, control, Detail::Off)];
    while let Some(mut one) = open.pop() {
        match one.run(u64::MAX) {
            Stop::Paused => panic!("paused"),
            Stop::Ended(_) => {
                outcomes.insert(outcome_of(&one));
            }
            Stop::Choice(point) => {
                if seen.insert((one.fingerprint(), one.output().stdout.clone())) {
                    open.extend((0..point.options).map(|option| {
                        let mut copy = one.clone();
                        copy.choose(option);
                        copy
                    }));
                }
                if seen.len() > STATES_MAX {
                    return None;
                }
            }
        }
    }
    Some(outcomes)
}

/// Each path is a schedule of the machine with the same outcome.
fn replays(programs: &Programs, control: Control, max: usize) -> usize {
    let paths = paths(programs, control, max);
    for (path, outcome) in &paths {
        let fresh = machine(programs, control, Detail::Scheduling);
        let schedule = replay::schedule(world(programs, control), fresh, path)
            .unwrap_or_else(|why| panic!("{programs:?}\n{path:?}\n{outcome:?}\n{why}"));
        let mut again = machine(programs, control, Detail::Scheduling);
        again.answer_with(&schedule.options, 0);
        assert!(matches!(again.run(u64::MAX), Stop::Ended(_)));
        assert_eq!((again.misfit(), outcome_of(&again)), (None, outcome.clone()), "{programs:?}");
    }
    paths.len()
}

fn both(programs: &Programs, control: Control, max: usize) -> usize {
    let replayed = replays(programs, control, max);
    if replayed < max
        && let Some(machine) = machine_outcomes(programs, control)
    {
        let paths = paths(programs, control, 10_000);
        let world: BTreeSet<Outcome> = paths.into_iter().map(|(_, outcome)| outcome).collect();
        assert_eq!(world, machine, "{programs:?} {control:?}");
    }
    replayed
}

#[test]
fn models_of_the_literature_replay() {
    let cell = |mut programs: Programs| {
        programs[0].extend([Act::Read(Cell::at(X)), Act::PrintReceived]);
        programs
    };
    for programs in [
        cell(joined(models::inc(2, 2).into())),
        cell(joined(models::mutex(2, 2).into())),
        cell(joined(models::readers(3).into())),
        joined(models::lastzero(2).into()),
        joined(models::phil(3, Forks::Cyclic).into()),
        joined(models::phil(3, Forks::Ordered).into()),
    ] {
        assert!(both(&programs, Control::Virtual, 3000) > 0);
    }
}

#[test]
fn who_only_starts_another_replays() {
    // The second of the starters has come to its end without a step of its own when its sender is
    // looked for.
    let main = vec![Act::Make(1, 0), Act::Go(1), Act::Go(2), Act::Recv(1), Act::Recv(1)];
    let starter = |sender| vec![Act::Go(sender)];
    let sender = |value| vec![Act::Send(1, value), Act::Print("x")];
    let programs = vec![main, starter(3), starter(4), sender(5), sender(6)];
    assert!(both(&programs, Control::Virtual, 3000) > 0);
}

fn act(draw: &mut Draw, kinds: u64) -> Act {
    let slot = 1 + draw.below(2) as u32;
    let lock = |how| Act::Mutex(Cell::at(400), how);
    match draw.below(kinds) {
        0 => Act::Print("x"),
        1 | 2 => Act::Send(slot, draw.below(3) as i64),
        3 | 4 => Act::Recv(slot),
        5 => Act::PrintReceived,
        6 => Act::Read(Cell::at(X)),
        7 => Act::Write(Cell::at(X)),
        8 => lock(LockOp::Lock),
        9 => lock(LockOp::Unlock),
        10 => lock(LockOp::TryLock),
        11 => {
            use LockOp::{Lock, RLock, RUnlock, Unlock};
            let how = draw.pick(&[Lock, Unlock, RLock, RUnlock]);
            Act::Ask(Op::RwMutex { at: Addr(200), how })
        }
        12 => Act::Close(slot),
        13 => Act::Ask(Op::Semaphore {
            at: Addr(300),
            how: draw.pick(&[SemaOp::Acquire, SemaOp::Release]),
        }),
        14 => Act::CondWait(500),
        15 => Act::Ask(Op::Cond {
            at: Addr(500),
            how: draw.pick(&[CondOp::Signal, CondOp::Broadcast]),
        }),
        16 => Act::Gosched,
        17 => {
            let mut cases = vec![(slot, draw.below(2) == 0)];
            if draw.below(2) == 0 {
                cases.push((3 - slot, draw.below(2) == 0));
            }
            Act::Select(cases, draw.pick(&[Default::Yes, Default::No]))
        }
        18 | 19 => Act::Sleep(1 + draw.below(3) as i64),
        20 => Act::Timer(3, 1 + draw.below(3) as i64, 0),
        21 => Act::Recv(3),
        22 => Act::StopTimer,
        _ => Act::Wait(1),
    }
}

fn script(draw: &mut Draw, kinds: u64) -> Programs {
    let mut main = vec![Act::Make(1, 0), Act::Make(2, draw.below(2) as u32), Act::Make(3, 1)];
    main.push(Act::Add(1, 2));
    main.extend([Act::Go(1), Act::Go(2)]);
    let mut tail: Vec<Act> = (0..draw.below(4)).map(|_| act(draw, kinds)).collect();
    tail.extend((draw.below(2) == 0).then_some(Act::Wait(1)));
    let mut programs = vec![main];
    for number in 1..3 {
        let length = 1 + draw.below(4);
        let mut acts: Vec<Act> = (0..length).map(|_| act(draw, kinds)).collect();
        if number == 1 && draw.below(4) == 0 {
            acts.insert(draw.below(length) as usize, Act::Go(3));
        }
        acts.push(Act::Add(1, -1));
        programs.push(acts);
    }
    programs.push((0..1 + draw.below(2)).map(|_| act(draw, kinds)).collect());
    programs[0].extend(tail);
    // A channel has one timer at most.
    let mut timers = 0;
    for program in &mut programs {
        program.retain(|act| {
            timers += u32::from(matches!(act, Act::Timer(..)));
            !matches!(act, Act::Timer(..)) || timers == 1
        });
    }
    programs
}

fn random(seed: u64, rounds: u64, kinds: u64, control: Control) {
    let mut draw = Draw(seed);
    let mut replayed = 0;
    for _ in 0..rounds {
        let programs = script(&mut draw, kinds);
        replayed += both(&programs, control, 60);
    }
    assert!(replayed > rounds as usize, "{replayed}");
}

#[test]
fn random_scripts_without_time_replay() {
    random(1, 200, 18, Control::Virtual);
}

#[test]
fn random_scripts_with_time_replay() {
    random(2, 200, 24, Control::Virtual);
}

#[test]
fn random_scripts_on_a_slow_machine_replay() {
    random(3, 100, 24, Control::Loose);
}

/// The cost of each schedule with this outcome, made as small as can be.
fn least_costs(programs: &Programs, wanted: &Outcome, max: usize) -> BTreeSet<minimize::Cost> {
    let start = || machine(programs, Control::Virtual, Detail::Off);
    let is_wanted = |machine: &Machine<Script>| outcome_of(machine) == *wanted;
    let mut costs = BTreeSet::new();
    let all = paths(programs, Control::Virtual, 3000).into_iter();
    for (path, _) in all.filter(|(_, outcome)| outcome == wanted).take(max) {
        let world = world(programs, Control::Virtual);
        let recorded = machine(programs, Control::Virtual, Detail::Scheduling);
        let schedule = replay::schedule(world, recorded, &path).unwrap();
        let least = minimize::minimize(&schedule, start, is_wanted, 500);
        let (before, after) = (minimize::cost(&schedule, start()), minimize::cost(&least, start()));
        assert!(after <= before, "{schedule} costs {before:?}, {least} {after:?}");
        let mut again = start();
        again.answer_with(&least.options, 0);
        again.run(u64::MAX);
        assert_eq!(outcome_of(&again), *wanted, "{least}");
        costs.insert(after);
    }
    costs
}

#[test]
fn one_preemption_loses_two_updates_and_two_lose_one() {
    // Who is preempted between reading and writing undoes all that the other does meanwhile; to
    // undo only one of two, the other has to be preempted too.
    let mut programs = joined(models::inc(2, 2).into());
    programs[0].extend([Act::Read(Cell::at(X)), Act::PrintReceived]);
    for (printed, preemptions) in [("2\n", 1), ("3\n", 2)] {
        let costs = least_costs(&programs, &(OutcomeKind::Ok, 0, printed.into()), 20);
        let least = |cost: &minimize::Cost| cost.preemptions == preemptions;
        assert!(!costs.is_empty() && costs.iter().all(least), "{printed:?}: {costs:?}");
    }
}

#[test]
fn three_philosophers_starve_after_one_preemption() {
    // The third takes its fork and is preempted; the second takes its own and waits for the
    // third, the first takes its own and waits for the second. From some schedules a smaller one
    // is not better step by step.
    let programs = joined(models::phil(3, Forks::Cyclic).into());
    let costs = least_costs(&programs, &(OutcomeKind::Deadlock, 2, String::new()), 20);
    let (least, most) = (costs.first().unwrap(), costs.last().unwrap());
    assert_eq!((least.preemptions, most.preemptions), (1, 2), "{costs:?}");
}
