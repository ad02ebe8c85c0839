//! The engines against plain enumeration, on small random programs.
//!
//! `ORACLE_PROGRAMS` says on how many, for longer runs by hand; `ORACLE_FIRST` with which seed they
//! begin.

mod brute;
mod programs;

use brute::{Brute, brute, end_text};
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
