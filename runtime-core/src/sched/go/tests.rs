//! The queue rules by themselves.

use super::{Next, Placed, RUNQ_CAP, Sched, Spill};
use crate::id::FiberId;
use crate::trace::From;
use alloc::vec::Vec;

/// The order in which one P runs Gs 0..n that were all created before it looked for work.
fn order_of(n: u32) -> Vec<u32> {
    let mut sched = Sched::new(1);
    for g in 0..n {
        sched.runqput(0, FiberId(g), Next::Runnext);
    }
    let mut order = Vec::new();
    while let Some(found) = sched.find_runnable(0) {
        sched.execute(0, found);
        order.push(found.g.0);
    }
    order
}

#[test]
fn the_last_one_created_runs_first() {
    assert_eq!(order_of(10), [9, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn half_of_a_full_ring_goes_to_the_global_queue() {
    // The order follows from runqput, runqputslow and the 61st tick, starting at tick 1.
    let mut expected = Vec::from([299]);
    let ranges =
        [(128, 187), (0, 0), (188, 247), (1, 1), (248, 255), (257, 298), (2, 127), (256, 256)];
    ranges.into_iter().for_each(|(from, to)| expected.extend(from..=to));
    assert_eq!(order_of(300), expected);
}

#[test]
fn a_full_ring_says_how_many_moved() {
    let mut sched = Sched::new(1);
    for g in 0..RUNQ_CAP as u32 {
        assert_eq!(sched.runqput(0, FiberId(g), Next::Tail), Placed::Ring(Spill::Tail));
    }
    let placed = sched.runqput(0, FiberId(999), Next::Tail);
    assert_eq!(placed, Placed::Ring(Spill::Global { moved: 128 }));
    assert_eq!(sched.global.back(), Some(&FiberId(999)));
}

#[test]
fn every_61st_tick_takes_one_from_the_global_queue() {
    let mut sched = Sched::new(1);
    sched.global.push_back(FiberId(7));
    sched.runqput(0, FiberId(8), Next::Tail);
    sched.ps[0].schedtick = 61;
    assert_eq!(
        sched.find_runnable(0).map(|found| (found.g, found.from)),
        Some((FiberId(7), From::Global))
    );
}

#[test]
fn runnext_shares_the_slice() {
    let mut sched = Sched::new(1);
    sched.runqput(0, FiberId(1), Next::Runnext);
    let found = sched.find_runnable(0).unwrap();
    sched.execute(0, found);
    assert!(found.inherit_time);
    assert_eq!(sched.ps[0].schedtick, 1);
}
