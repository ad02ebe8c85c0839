//! The counts that papers and tools agree on, from the engines.

mod models;

use models::{Forks, Model, chans};
use runtime_core::explore::dpor::Dpor;
use runtime_core::explore::graph::{Graph, Limits, Progress};
use runtime_core::explore::world::{Setting, World};
use runtime_core::guest::{Site, Sites};
use runtime_core::schedule::Control;
use runtime_core::script::Script;
use runtime_core::trace::OutcomeKind;
use std::rc::Rc;

/// A model with every access to memory visible.
fn world(model: impl Into<Model>) -> World<Script> {
    let mut visible = Sites::default();
    (1..10_000).for_each(|site| {
        visible.insert(Site(site));
    });
    world_seeing(visible, model)
}

fn world_seeing(visible: Sites, model: impl Into<Model>) -> World<Script> {
    let setting = Setting::new(visible, Control::Virtual);
    World::new(Script::new(models::joined(model.into())), Rc::new(setting))
}

fn searched(world: World<Script>) -> Dpor<World<Script>> {
    let mut dpor = Dpor::new(world, 100_000);
    while dpor.run(1_000_000) == Progress::Paused {}
    assert!(dpor.is_complete());
    dpor
}

/// Complete runs and runs given up.
fn traces(model: impl Into<Model>) -> (u64, u64) {
    let dpor = searched(world(model));
    (dpor.executions(), dpor.blocked())
}

fn states(world: World<Script>) -> Graph<World<Script>> {
    let mut graph = Graph::new(world, Limits::default());
    while graph.run(1_000_000) == Progress::Paused {}
    assert!(graph.is_complete());
    graph
}

#[test]
fn unsynchronised_increments() {
    let rows = [
        (2, 1, 4),
        (2, 2, 34),
        (2, 3, 328),
        (2, 4, 3334),
        (2, 5, 34_904),
        (3, 1, 36),
        (3, 2, 7134),
        (4, 1, 576),
        (5, 1, 14_400),
    ];
    for (threads, times, expected) in rows {
        assert_eq!(traces(models::inc(threads, times)), (expected, 0), "inc {threads}x{times}");
    }
}

#[test]
fn increments_under_a_lock() {
    let rows = [
        (2, 1, 2),
        (2, 2, 6),
        (2, 3, 20),
        (3, 1, 6),
        (3, 2, 90),
        (3, 3, 1680),
        (3, 4, 34_650),
        (4, 1, 24),
        (4, 2, 2520),
    ];
    for (threads, times, expected) in rows {
        assert_eq!(traces(models::mutex(threads, times)), (expected, 0), "mutex {threads}x{times}");
    }
}

#[test]
fn readers_and_a_writer() {
    for (n, expected) in [(2, 4), (8, 256), (13, 8192)] {
        assert_eq!(traces(models::readers(n)), (expected, 0), "readers {n}");
    }
}

#[test]
fn writers() {
    for (n, expected) in [(3, 6), (5, 120), (7, 5040)] {
        assert_eq!(traces(models::writers(n)), (expected, 0), "{n} writers");
    }
    let reader = models::readers(1).split_off(1);
    let with_reader = [models::writers(5), reader].concat();
    assert_eq!(traces(with_reader), (720, 0), "5 writers and a reader");
    assert_eq!(traces(models::apart(5)), (1, 0), "a variable for each");
    assert_eq!(traces(models::store_buffering()), (3, 0), "store buffering");
}

#[test]
fn the_last_zero() {
    for (n, expected) in [(5, 64), (10, 3328)] {
        assert_eq!(traces(models::lastzero(n)), (expected, 0), "lastzero {n}");
    }
}

#[test]
fn an_index_and_a_file_system() {
    for (n, expected) in [(11, 1), (12, 8), (13, 64), (14, 512), (15, 4096)] {
        assert_eq!(traces(models::indexer(n)), (expected, 0), "indexer {n}");
    }
    for (n, expected) in [(13, 1), (14, 2), (16, 8), (18, 32), (19, 64)] {
        assert_eq!(traces(models::filesystem(n)), (expected, 0), "filesystem {n}");
    }
}

#[test]
fn philosophers() {
    for n in 2..=6 {
        let dpor = searched(world(models::phil(n, Forks::Cyclic)));
        assert_eq!((dpor.executions(), dpor.blocked()), ((1 << n) - 1, 0), "phil {n}");
        let stuck = |found: &&runtime_core::explore::dpor::Found| {
            found.ending.kind == OutcomeKind::Deadlock
        };
        let stuck: Vec<u64> = dpor.found().iter().filter(stuck).map(|found| found.count).collect();
        assert_eq!(stuck, [1], "phil {n}");
        assert_eq!(traces(models::phil(n, Forks::Ordered)), ((1 << n) - 2, 0), "phil_ord {n}");
    }
}

#[test]
fn two_sums() {
    for (n, expected) in [(3, 1698), (4, 19_605)] {
        assert_eq!(traces(models::fib(n)), (expected, 0), "fib {n}");
    }
}

#[test]
fn comparing_and_swapping() {
    // One that fails is a read, and two reads commute.
    for (n, expected) in [(2, 2), (3, 5), (4, 14), (5, 43), (6, 144)] {
        assert_eq!(traces(models::casrot(n)), (expected, 0), "casrot {n}");
    }
}

#[test]
fn a_buffer_with_conditions() {
    for (producers, items, expected) in [(1, 1, 2), (1, 2, 8), (2, 1, 16)] {
        let (executions, _) = traces(models::cond_buffer(producers, items));
        assert_eq!(executions, expected, "{producers} producers of {items}");
    }
}

/// Traces, matchings and traces that get stuck.
fn met(model: Model) -> (u64, u64, u64) {
    let unseen = world_seeing(Sites::default(), model);
    let dpor = searched(unseen.clone());
    let graph = states(unseen);
    let stuck = dpor.found().iter().filter(|found| found.ending.kind == OutcomeKind::Deadlock);
    let stuck: u64 = stuck.map(|found| found.count).sum();
    assert_eq!(dpor.found().len(), graph.endings().len(), "{:?}", dpor.found());
    (dpor.executions(), dpor.found().len() as u64, stuck)
}

#[test]
fn meetings_at_channels() {
    let rows = [
        ("3 senders, cap 0", chans::producers(3, 1, 0), (6, 6, 0)),
        ("3 senders, cap 1", chans::producers(3, 1, 1), (6, 6, 0)),
        ("3 senders, cap 3", chans::producers(3, 1, 3), (30, 6, 0)),
        ("2 senders of 2, cap 0", chans::producers(2, 2, 0), (6, 6, 0)),
        ("2 senders of 2, cap 1", chans::producers(2, 2, 1), (6, 6, 0)),
        ("2 and 2, cap 0", chans::meetings(2, 0), (4, 2, 0)),
        ("2 and 2, cap 1", chans::meetings(2, 1), (4, 2, 0)),
        ("leak", chans::leak(3), (3, 3, 3)),
        ("select twice", chans::selects(2), (2, 2, 0)),
        ("select once", chans::selects(1), (2, 2, 2)),
        ("disjoint", chans::disjoint(), (1, 1, 0)),
        ("pool, cap 0", chans::pool(0), (16, 8, 0)),
        ("pool, cap 1", chans::pool(1), (32, 8, 0)),
        ("crossed, cap 0", chans::crossed(0), (1, 1, 1)),
        ("crossed, cap 1", chans::crossed(1), (1, 1, 0)),
    ];
    for (name, model, expected) in rows {
        assert_eq!(met(model), expected, "{name}: traces, matchings, stuck");
    }
}

#[test]
fn producers_and_a_mailbox() {
    let rows = [
        (2, 1, 2),
        (2, 2, 6),
        (3, 1, 6),
        (3, 2, 90),
        (4, 1, 24),
        (4, 2, 2520),
        (5, 1, 120),
        (3, 3, 1680),
    ];
    for (producers, items, expected) in rows {
        let (executions, matchings, stuck) = met(chans::producers(producers, items, 0));
        assert_eq!((executions, matchings, stuck), (expected, expected, 0), "{producers}x{items}");
    }
}

#[test]
fn the_graph_finds_the_same_ends() {
    // Each of two adds 1 three times: from 2, if both always overwrite the other's, to 6.
    let sums = Model { last: models::tell_sum(), ..models::inc(2, 3).into() };
    let (graph, dpor) = (states(world(sums.clone())), searched(world(sums)));
    assert_eq!(graph.endings().len(), 5);
    assert_eq!(dpor.found().len(), 5);
}
