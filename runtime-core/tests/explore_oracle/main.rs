//! The engines against plain enumeration, on small random programs.
//!
//! `ORACLE_PROGRAMS` says on how many, for longer runs by hand; `ORACLE_FIRST` with which seed they
//! begin.

mod brute;
mod fifo;
mod programs;
mod queues;
mod waited;

use brute::{Brute, brute, end_text};
use fifo::Fifo;
use programs::{Parts, Random, program, text};
use runtime_core::explore::dpor::Dpor;
use runtime_core::explore::graph::{Graph, Limits, Progress};
use runtime_core::explore::world::{Setting, World};
use runtime_core::explore::{Ending, Model};
use runtime_core::guest::{Site, Sites};
use runtime_core::schedule::Control;
use runtime_core::script::{Act, Script};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Interleavings of a program that is still compared.
const INTERLEAVINGS_MAX: u64 = 3_000;

fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// So many random programs, each with the seed that makes it again.
fn programs_of(parts: Parts, count: u64) -> impl Iterator<Item = (u64, Vec<Vec<Act>>)> {
    let (first, count) = (asked("ORACLE_FIRST", 0), asked("ORACLE_PROGRAMS", count));
    (first..first + count).map(move |seed| (seed, program(&mut Random::new(seed), parts)))
}

fn everything() -> Sites {
    let mut sites = Sites::default();
    (1..1_000).for_each(|site| {
        sites.insert(Site(site));
    });
    sites
}

fn world(programs: &[Vec<Act>], visible: Sites) -> World<Script> {
    let setting = Setting::new(visible, Control::Virtual);
    World::new(Script::new(programs.to_vec()), Rc::new(setting))
}

fn graph<M: Model>(start: M) -> Graph<M> {
    let mut graph = Graph::new(start, Limits::default());
    while graph.run(1_000_000) == Progress::Paused {}
    assert!(graph.is_complete());
    graph
}

fn dpor<M: Model>(start: M) -> Dpor<M> {
    let mut dpor = Dpor::new(start, 10_000);
    while dpor.run(1_000_000) == Progress::Paused {}
    assert!(dpor.is_complete());
    dpor
}

fn end_of(ending: &Ending) -> String {
    end_text((ending.kind, ending.exit_code, ending.stdout))
}

fn ends<'a>(endings: impl Iterator<Item = &'a Ending>) -> BTreeSet<String> {
    endings.map(end_of).collect()
}

/// What of the engines differs from all interleavings of the program.
fn difference(all: &Brute, start: World<Script>, parts: Parts) -> Option<String> {
    let (graph, dpor) = (graph(start.clone()), dpor(start));
    let of_graph = ends(graph.endings().iter());
    if of_graph != all.ends {
        return Some(format!("graph's ends {of_graph:#?}, not {:#?}", all.ends));
    }
    let of_dpor = ends(dpor.found().iter().map(|found| &found.ending));
    if of_dpor != all.ends {
        return Some(format!("dpor's ends {of_dpor:#?}, not {:#?}", all.ends));
    }
    if dpor.executions() != all.forms.len() as u64 {
        return Some(format!("{} runs of {} traces", dpor.executions(), all.forms.len()));
    }
    (parts == Parts::Memory && dpor.blocked() > 0).then(|| format!("{} blocked", dpor.blocked()))
}

fn compare(parts: Parts, count: u64) {
    let (mut compared, mut wrong) = (0, 0);
    for (seed, programs) in programs_of(parts, count) {
        let start = world(&programs, everything());
        let Some(all) = brute(&start, INTERLEAVINGS_MAX) else { continue };
        compared += 1;
        if let Some(difference) = difference(&all, start, parts) {
            wrong += 1;
            eprintln!("seed {seed}: {difference}\n{}", text(&programs));
        }
    }
    println!("{parts:?}: {compared} programs compared, {wrong} differ");
    assert_eq!(wrong, 0, "of {compared} programs");
}

#[test]
fn memory_and_mutexes() {
    compare(Parts::Memory, 500);
}

#[test]
fn whatever_takes_no_time() {
    compare(Parts::Timeless, 500);
}

#[test]
fn everything_with_timers() {
    compare(Parts::All, 500);
}

/// Programs that once told an engine from plain enumeration.
#[test]
fn what_was_wrong_once() {
    let sleeper = |text| vec![Act::Recv(0), Act::Sleep(5), Act::Print(text)];
    let rows = [
        // Who sleeps until when is part of the state.
        vec![
            vec![
                Act::Make(0, 0),
                Act::Make(1, 0),
                Act::Go(1),
                Act::Go(2),
                Act::Send(0, 1),
                Act::Sleep(3),
                Act::Send(0, 1),
                Act::Recv(1),
            ],
            sleeper("a"),
            sleeper("b"),
        ],
        // So is whether a ticket of a condition has been taken.
        vec![vec![Act::Add(250, 0), Act::CondWait(240)]],
    ];
    for programs in rows {
        let start = world(&programs, everything());
        let all = brute(&start, INTERLEAVINGS_MAX).expect("few interleavings");
        assert_eq!(difference(&all, start, Parts::All), None, "{}", text(&programs));
    }
}

/// All runs of the second reading: how they end, the races, how many there are.
#[derive(Default)]
struct Runs {
    ends: BTreeSet<String>,
    /// Conflicting accesses that both come next in some state.
    clashes: BTreeSet<(u32, u32)>,
    /// Conflicting accesses that nothing orders in some run.
    races: BTreeSet<(u32, u32)>,
    count: u64,
}

impl Runs {
    /// Whether there were not too many.
    fn walk(&mut self, mut state: Fifo<'_>, depth: u32, limit: u64) -> bool {
        let choices = state.choices();
        self.clashes.extend(state.clashes());
        if let Some(end) = state.end() {
            self.count += 1;
            self.ends.insert(end_text(end));
            self.races.append(&mut state.races);
        }
        depth < 60
            && self.count <= limit
            && choices.into_iter().all(|choice| {
                let mut next = state.clone();
                next.make(choice);
                self.walk(next, depth + 1, limit)
            })
    }
}

/// Runs of the second reading that are still compared.
const RUNS_MAX: u64 = 20_000;

#[test]
fn queues_of_arrival_have_the_same_ends() {
    let (mut compared, mut wrong) = (0, 0);
    for (seed, programs) in programs_of(Parts::All, 300) {
        let mut runs = Runs::default();
        if !runs.walk(Fifo::new(&programs), 0, RUNS_MAX) {
            continue;
        }
        compared += 1;
        let graph = graph(world(&programs, everything()));
        let ours = ends(graph.endings().iter());
        if ours != runs.ends {
            wrong += 1;
            eprintln!("seed {seed}: ours {ours:#?}, queues {:#?}\n{}", runs.ends, text(&programs));
        }
    }
    println!("{compared} programs compared, {wrong} differ");
    assert_eq!(wrong, 0, "of {compared} programs");
}

/// The races that a search finds that begins with no place visible and begins anew whenever there
/// is a new one, and the ends of its last round.
fn found_bit_by_bit(programs: &[Vec<Act>]) -> (BTreeSet<(u32, u32)>, BTreeSet<String>) {
    let (mut visible, mut races) = (Sites::default(), BTreeSet::new());
    loop {
        let graph = graph(world(programs, visible.clone()));
        let mut new = false;
        for race in graph.races().iter().filter(|at| !at.race.first.1.how.is_operation()) {
            let (a, b) = (race.race.first.1.site, race.race.second.1.site);
            races.insert((a.0.min(b.0), a.0.max(b.0)));
            new |= visible.insert(a) | visible.insert(b);
        }
        if !new {
            return (races, ends(graph.endings().iter()));
        }
    }
}

/// Every clash is found, and nothing that vector clocks do not call a race. What clocks find beyond
/// clashes (an access that only follows because another race went one way) need not be found
/// while its place is visible; but where they find a race, so do we.
#[test]
fn races_are_those_of_vector_clocks() {
    let (mut compared, mut beyond) = (0, 0);
    for (seed, programs) in programs_of(Parts::Races, 500) {
        let mut runs = Runs::default();
        if !runs.walk(Fifo::new(&programs), 0, RUNS_MAX) {
            continue;
        }
        compared += 1;
        let (races, ends) = found_bit_by_bit(&programs);
        let shown = text(&programs);
        assert_eq!(ends, runs.ends, "seed {seed}: ends\n{shown}");
        let lost: Vec<_> = runs.clashes.difference(&races).collect();
        assert!(lost.is_empty(), "seed {seed}: clashes {lost:?} are not found\n{shown}");
        let alien: Vec<_> = races.difference(&runs.races).collect();
        assert!(alien.is_empty(), "seed {seed}: {alien:?} are no races\n{shown}");
        assert_eq!(races.is_empty(), runs.races.is_empty(), "seed {seed}\n{shown}");
        beyond += u32::from(races != runs.races);
    }
    println!("{compared} programs compared; in {beyond} clocks find more pairs");
}

/// Senders of one value each, and main, which receives all and perhaps says what.
fn senders(count: usize, receive: &[Act]) -> Vec<Vec<Act>> {
    let mut main = vec![Act::Make(0, 0)];
    main.extend((1..=count).map(Act::Go));
    main.extend(receive.iter().cycle().take(count * receive.len()).cloned());
    std::iter::once(main).chain((1..=count).map(|id| vec![Act::Send(0, id as i64)])).collect()
}

/// Queues of arrival multiply the runs, not what comes out.
#[test]
fn arrivals_at_a_channel() {
    for (count, arrivals, outcomes) in [(1, 2, 1), (2, 10, 2), (3, 84, 6), (4, 1008, 24)] {
        let mut runs = Runs::default();
        assert!(runs.walk(Fifo::new(&senders(count, &[Act::Recv(0)])), 0, RUNS_MAX));
        assert_eq!(runs.count, arrivals, "{count} senders");
        let told = senders(count, &[Act::Recv(0), Act::PrintReceived]);
        let mut runs = Runs::default();
        assert!(runs.walk(Fifo::new(&told), 0, 10 * RUNS_MAX));
        let graph = graph(world(&told, everything()));
        assert_eq!((runs.ends.len(), ends(graph.endings().iter())), (outcomes, runs.ends));
    }
}

/// A goroutine that a timer starts knows only what came before the timer was set.
#[test]
fn a_timer_may_race_with_what_follows_it() {
    let x = runtime_core::script::Cell::at(100);
    let main = vec![Act::After(10, 1), Act::Write(x), Act::Sleep(20)];
    let programs = [main, vec![Act::Write(x)]];
    let mut runs = Runs::default();
    assert!(runs.walk(Fifo::new(&programs), 0, RUNS_MAX));
    assert_eq!(runs.races, BTreeSet::from([(2, 4)]));
    assert_eq!(found_bit_by_bit(&programs), (runs.races, runs.ends));
}
