//! The rules of queues, stealing and sysmon by themselves.

use super::sysmon::{Retake, Retook, SLEEP_NS_MAX, SLEEP_NS_MIN};
use super::{Next, Placed, RUNQ_CAP, Sched, Spill, Steal, Sysmon};
use crate::id::{FiberId, MId, ProcId};
use crate::time::{MS, Time};
use crate::trace::From;
use alloc::vec::Vec;

const P0: ProcId = ProcId(0);
const P1: ProcId = ProcId(1);

/// The order in which one P runs Gs 0..n that were all created before it looked for work, behind
/// two that wait already.
fn order_of(n: u32) -> Vec<u32> {
    let mut sched = Sched::new(1);
    for g in [9001, 9002].into_iter().chain(0..n) {
        sched.runqput(P0, FiberId(g), Next::Runnext);
    }
    let mut order = Vec::new();
    while let Some(found) = sched.find_local(P0) {
        sched.execute(P0, found.g, found.inherit_time);
        order.push(found.g.0);
    }
    order.retain(|&g| g < 9000);
    order
}

#[test]
fn the_last_one_created_runs_first() {
    assert_eq!(order_of(10), [9, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn half_of_a_full_ring_goes_to_the_global_queue() {
    // As go1.27.3 prints it at GOMAXPROCS=1.
    let mut expected = Vec::from([299]);
    [(126, 253), (255, 298), (0, 125), (254, 254)]
        .into_iter()
        .for_each(|(from, to)| expected.extend(from..=to));
    assert_eq!(order_of(300), expected);
}

#[test]
fn the_first_tick_is_the_measured_one() {
    // With go1.27.3, number 0 of 310 runs as the 179th, because the third 61st tick falls there.
    let order = order_of(310);
    assert_eq!(order.iter().position(|&g| g == 0), Some(178));
    assert_eq!(order.iter().position(|&g| g == 1), Some(184));
}

#[test]
fn a_full_ring_says_how_many_moved() {
    let mut sched = Sched::new(1);
    for g in 0..RUNQ_CAP as u32 {
        assert_eq!(sched.runqput(P0, FiberId(g), Next::Tail), Placed::Ring(Spill::Tail));
    }
    let placed = sched.runqput(P0, FiberId(999), Next::Tail);
    assert_eq!(placed, Placed::Ring(Spill::Global { moved: 128 }));
    assert_eq!(sched.global.back(), Some(&FiberId(999)));
}

#[test]
fn every_61st_tick_takes_one_from_the_global_queue() {
    let mut sched = Sched::new(1);
    sched.global.push_back(FiberId(7));
    sched.runqput(P0, FiberId(8), Next::Tail);
    sched.ps[0].schedtick = 61;
    let found = sched.find_local(P0).unwrap();
    assert_eq!((found.g, found.from), (FiberId(7), From::Global));
}

#[test]
fn runnext_shares_the_slice() {
    let mut sched = Sched::new(1);
    let before = sched.ps[0].schedtick;
    sched.runqput(P0, FiberId(1), Next::Runnext);
    let found = sched.find_local(P0).unwrap();
    sched.execute(P0, found.g, found.inherit_time);
    assert!(found.inherit_time);
    assert_eq!(sched.ps[0].schedtick, before);
}

/// Two Ps, the first with these Gs in its ring, the second with a thread of its own.
fn with_thief(ring: u32) -> Sched {
    let mut sched = Sched::new(2);
    let p = sched.idle_ps.pop().unwrap();
    let m = sched.mget().unwrap();
    sched.acquirep(m, p);
    (1..=ring).for_each(|g| {
        assert!(matches!(sched.runqput(P0, FiberId(g), Next::Tail), Placed::Ring(_)))
    });
    sched
}

#[test]
fn a_thief_takes_the_older_half_and_runs_its_last() {
    for (ring, ran, left) in [(1, 1, 0), (2, 1, 1), (5, 3, 2), (8, 4, 4)] {
        let mut sched = with_thief(ring);
        let Steal::Got(stolen) = sched.steal_from_rings(P1, 0) else { panic!("{ring}") };
        assert_eq!((stolen.g, stolen.victim, stolen.moved), (FiberId(ran), P0, ran - 1));
        assert_eq!(sched.ps[0].runq.len(), left);
        assert_eq!(sched.ps[1].runq.front(), (ran > 1).then_some(&FiberId(1)));
    }
}

#[test]
fn the_runnext_of_a_running_p_is_stolen_last_and_with_patience() {
    let mut sched = with_thief(0);
    sched.runqput(P0, FiberId(3), Next::Runnext);
    sched.execute(P0, FiberId(9), false);
    assert_eq!(sched.steal_from_rings(P1, 0), Steal::Nothing);
    assert_eq!(sched.steal_runnext(P1, 0, true), Steal::Patience);
    assert!(matches!(sched.steal_runnext(P1, 0, false), Steal::Got(s) if s.g == FiberId(3)));
}

#[test]
fn a_thief_visits_every_p_once_in_each_order() {
    for procs in 1..9 {
        let sched = Sched::new(procs);
        for drawn in 0..sched.steal_orders() {
            let mut visited: Vec<u32> = sched.steal_order(drawn).map(|p| p.0).collect();
            visited.sort_unstable();
            assert!(visited.into_iter().eq(0..procs), "{procs} {drawn}");
        }
    }
}

#[test]
fn sysmon_sleeps_longer_the_longer_it_finds_nothing() {
    let mut sysmon = Sysmon::default();
    let mut sleeps = Vec::new();
    let mut now = Time(0);
    for _ in 0..70 {
        let wake = sysmon.wake.unwrap();
        sleeps.push(wake.since(now));
        now = wake;
        sysmon.sleep(now, Retook::None);
    }
    assert!(sleeps[..51].iter().all(|&ns| ns == SLEEP_NS_MIN), "{sleeps:?}");
    assert_eq!(sleeps[51..54], [2, 4, 8].map(|times| times * SLEEP_NS_MIN));
    assert_eq!(sleeps[69], SLEEP_NS_MAX);
    sysmon.sleep(now, Retook::Some);
    assert_eq!(sysmon.wake, Some(now.after(SLEEP_NS_MIN)));
}

#[test]
fn a_slice_of_ten_milliseconds_is_over() {
    let mut sched = Sched::new(1);
    sched.execute(P0, FiberId(1), false);
    assert_eq!(sched.retake(Time(MS)), []);
    assert_eq!(sched.retake(Time(10 * MS)), []);
    assert_eq!(sched.retake(Time(11 * MS)), [Retake::Preempt(P0, FiberId(1))]);
    sched.execute(P0, FiberId(2), false);
    assert_eq!(sched.retake(Time(12 * MS)), []);
}

#[test]
fn a_p_in_a_system_call_is_taken_at_the_second_look_if_it_has_work() {
    let mut sched = Sched::new(1);
    sched.ps[0].syscall = Some(FiberId(1));
    sched.ps[0].syscalltick = 1;
    assert_eq!(sched.retake(Time(20)), []);
    assert_eq!(sched.retake(Time(40)), [Retake::Syscall(P0)]);
    let mut others_idle = Sched::new(2);
    others_idle.ps[0].syscall = Some(FiberId(1));
    others_idle.ps[0].syscalltick = 1;
    assert_eq!(others_idle.retake(Time(20)), []);
    assert_eq!(others_idle.retake(Time(40)), [], "nobody needs it");
    assert_eq!(others_idle.retake(Time(20 + 10 * MS)), [Retake::Syscall(P0)]);
}

#[test]
fn fewer_ps_give_their_goroutines_to_the_head_of_the_global_queue() {
    let mut sched = with_thief(0);
    sched.releasep(MId(1));
    sched.global.push_back(FiberId(7));
    sched.runqput(P1, FiberId(1), Next::Tail);
    sched.runqput(P1, FiberId(2), Next::Runnext);
    assert_eq!(sched.procresize(1, MId(0)), []);
    assert!(sched.global.iter().map(|g| g.0).eq([2, 1, 7]));
    assert_eq!(sched.procresize(3, MId(0)), []);
    assert_eq!(sched.idle_ps, [P1, ProcId(2)]);
}
