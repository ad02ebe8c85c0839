//! The machine view: what it says of real runs, and what holds for it at every cursor of every
//! trace.
//!
//! The programs beside were run by the machine, the goroutines on four Ps; the traces of the lab's
//! scenarios are real runs as well. `UPDATE_EXPECT=1` rewrites the golden files, a person looks at
//! the difference.

use expect_test::expect_file;
use runtime_core::id::FiberId;
use runtime_core::table::Set;
use runtime_core::trace::{FiberState, Snapshot, Trace, check, parse};
use std::fs;
use trace_view::Timeline;
use trace_view::machine::{Limits, Machine, Row, Stage, machine};

const PROGRAMS: [&str; 8] = [
    "go_lock_order.go",
    "go_syscall.go",
    "go_waits.go",
    "python_free.py",
    "python_gather.py",
    "python_gil.py",
    "python_locks.py",
    "python_processes.py",
];

/// A run with its stage.
struct Run {
    name: String,
    timeline: Timeline,
    stage: Stage,
}

impl Run {
    fn new(name: String, trace: Trace, program: &str) -> Run {
        let timeline = Timeline::new(trace);
        let stage = Stage::new(&timeline, program);
        Run { name, timeline, stage }
    }

    fn at(&self, cursor: usize, limits: Limits) -> (Snapshot, Machine) {
        let snapshot = self.timeline.snapshot_at(cursor);
        let scene = machine(&self.stage, &self.timeline.names, &snapshot, cursor, limits);
        (snapshot, scene)
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn trace(path: &str) -> Trace {
    let trace = parse(&read(path)).unwrap_or_else(|error| panic!("{path}: {error:?}"));
    assert!(check(&trace).is_ok(), "{path} is not a legal trace");
    trace
}

fn programs() -> Vec<Run> {
    let runs = PROGRAMS.iter().map(|file| {
        let name = file.split('.').next().unwrap();
        let trace = trace(&format!("tests/machine/{name}.trace"));
        Run::new(name.into(), trace, &read(&format!("tests/machine/{file}")))
    });
    runs.collect()
}

fn all() -> Vec<Run> {
    let mut all = programs();
    let mut paths: Vec<String> = fs::read_dir("../lab/tests/scenarios")
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_string())
        .filter(|path| path.ends_with(".trace"))
        .collect();
    paths.sort();
    all.extend(paths.into_iter().map(|path| {
        let program = read(&path.replace(".trace", ".scenario"));
        let program = program.split_once("---\n").map_or("", |(_, program)| program);
        let trace = trace(&path);
        Run::new(path, trace, program)
    }));
    assert!(all.len() > 30);
    all
}

fn rows(scene: &Machine) -> impl Iterator<Item = (String, &Row)> {
    scene.groups.iter().flat_map(|group| &group.cards).flat_map(|card| {
        card.rows.iter().map(|row| (format!("{}: {}", card.title, row.label), row))
    })
}

fn fibers(scene: &Machine, title: &str, label: &str) -> Vec<FiberId> {
    let wanted = format!("{title}: {label}");
    let row = rows(scene).find(|(name, _)| *name == wanted);
    let (_, row) = row.unwrap_or_else(|| panic!("no row {wanted}\n{}", scene.text()));
    row.tokens.iter().map(|token| token.fiber).collect()
}

#[test]
fn what_is_said_of_real_runs() {
    for run in programs() {
        let last = run.timeline.len();
        let mut pages = String::new();
        for part in 1..=8 {
            let cursor = last * part / 8;
            let (_, scene) = run.at(cursor, Limits::NONE);
            pages += &format!("======== after {cursor} of {last} events\n{}", scene.text());
        }
        expect_file![format!("machine/{}.txt", run.name)].assert_eq(&pages);
    }
}

#[test]
fn everybody_alive_is_in_exactly_one_place() {
    for run in all() {
        for cursor in 0..=run.timeline.len() {
            let (snapshot, scene) = run.at(cursor, Limits::NONE);
            let place = format!("{} at {cursor}", run.name);
            let mut keys: Set<u64> = Set::new();
            for (row, token) in rows(&scene)
                .flat_map(|(row, it)| it.tokens.iter().map(move |token| (row.clone(), token)))
            {
                assert!(
                    token.key == 0 || keys.insert(token.key),
                    "{place}: twice {row} {token:?}\n{}",
                    scene.text()
                );
            }
            for (id, view) in snapshot.fibers.iter() {
                let lives = !matches!(view.state, FiberState::Ended(_));
                let is_there = keys.contains(&u64::from(id.0));
                assert!(
                    is_there || !lives,
                    "{place}: {id} {:?} is nowhere\n{}",
                    view.state,
                    scene.text()
                );
            }
        }
    }
}

#[test]
fn queues_are_those_of_the_snapshot() {
    for run in all() {
        for cursor in 0..=run.timeline.len() {
            let (snapshot, scene) = run.at(cursor, Limits::NONE);
            let place = format!("{} at {cursor}", run.name);
            for (at, p) in snapshot.ps.iter().enumerate() {
                let row = |label| fibers(&scene, &format!("P{at}"), label);
                assert_eq!(row("runs"), Vec::from_iter(p.running), "{place}");
                assert_eq!(row("runnext"), Vec::from_iter(p.runnext), "{place}");
                assert_eq!(row("run queue"), Vec::from(p.runq.clone()), "{place}");
            }
            if !snapshot.ps.is_empty() {
                let global = fibers(&scene, "Global queue", "head first");
                assert_eq!(global, Vec::from(snapshot.global.clone()), "{place}");
            }
            for (id, chan) in snapshot.chans.iter() {
                let row = |label| {
                    fibers(&scene, &format!("chan {}", run.timeline.names.chan(*id)), label)
                };
                assert_eq!(row("sendq"), Vec::from(chan.sendq.clone()), "{place}");
                assert_eq!(row("recvq"), Vec::from(chan.recvq.clone()), "{place}");
            }
            for (id, view) in snapshot.loops.iter() {
                let wanted = format!("Loop {}: ready", id.0);
                let (_, row) = rows(&scene).find(|(name, _)| *name == wanted).unwrap();
                assert_eq!(row.tokens.len(), view.ready.len(), "{place}");
            }
            let waits = rows(&scene).filter(|(_, row)| row.label == "waits for the GIL");
            let shown: usize = waits.map(|(_, row)| row.tokens.len()).sum();
            let waiters: usize = snapshot.gils.values().map(|gil| gil.waiters.len()).sum();
            assert_eq!(shown, waiters, "{place}");
        }
    }
}

/// A channel that exists anywhere in the run keeps its place.
#[test]
fn places_stay() {
    let places = |scene: &Machine| -> Vec<String> { rows(scene).map(|(name, _)| name).collect() };
    for run in all() {
        let first = places(&run.at(0, Limits::NONE).1);
        for cursor in 0..=run.timeline.len() {
            let (_, scene) = run.at(cursor, Limits::NONE);
            assert_eq!(places(&scene), first, "{} at {cursor}", run.name);
        }
    }
}

#[test]
fn what_is_left_out_is_counted() {
    let few = Limits { tokens: 1, cards: usize::MAX, rows: usize::MAX };
    for run in all() {
        for cursor in (0..=run.timeline.len()).step_by(3) {
            let (whole, short) = (run.at(cursor, Limits::NONE).1, run.at(cursor, few).1);
            for ((name, whole), (_, short)) in rows(&whole).zip(rows(&short)) {
                assert!(short.tokens.len() <= 1);
                assert_eq!(whole.tokens.len(), short.tokens.len() + short.more, "{name}");
                assert_eq!(whole.tokens.first(), short.tokens.first(), "{name}");
            }
            let none = Limits { tokens: 0, cards: 1, rows: 1 };
            let less = run.at(cursor, none).1;
            for (whole, less) in whole.groups.iter().zip(&less.groups) {
                assert_eq!(whole.cards.len(), less.cards.len() + less.more, "{}", whole.title);
            }
        }
    }
}

/// A trace that nobody checked must not bring a page down.
#[test]
fn damaged_traces_are_survived() {
    for run in all() {
        for step in [2, 3, 7] {
            let mut trace = run.timeline.trace.clone();
            let mut at = 0;
            trace.events.retain(|_| {
                at += 1;
                at % step != 0
            });
            trace.tables.names.truncate(2);
            let damaged = Run::new(run.name.clone(), trace, "(\n.(\nwith \n");
            for cursor in (0..=damaged.timeline.len()).step_by(5) {
                assert!(!damaged.at(cursor, Limits::NONE).1.text().contains('\r'));
            }
        }
    }
}
