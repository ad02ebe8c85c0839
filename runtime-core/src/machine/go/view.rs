//! Go's runtime seen from outside.

use super::{GoRuntime, Pending, What};
use crate::guest::Fingerprint;
use crate::id::{Addr, ChanId, FiberId, MId};
use crate::sched::go::{GLOBAL_TICK, MState, P};
use crate::table::Table;
use crate::trace::{ChanView, LockView, MView, PView, Snapshot, TimerView, WaitGroupView};
use alloc::vec::Vec;

/// Adds everything of Go's to a snapshot.
pub(in crate::machine) fn view_go(go: &GoRuntime, snapshot: &mut Snapshot) {
    let view = |p: &P| PView {
        runnext: p.runnext,
        runq: p.runq.clone(),
        running: p.running,
        syscall: p.syscall,
    };
    snapshot.ps = go.sched.ps.iter().map(view).collect();
    snapshot.global = go.sched.global.clone();
    for (at, m) in go.sched.ms.iter().enumerate() {
        let syscall = match m.state {
            MState::Syscall(g) => Some(g),
            _ => None,
        };
        snapshot.ms.insert(MId(at as u32), MView { p: m.p, syscall });
    }
    for (at, chan) in go.chans.iter().enumerate() {
        let view = ChanView {
            name: chan.name,
            cap: chan.chan.cap,
            len: chan.chan.len,
            closed: chan.chan.closed,
            sendq: chan.chan.sendq.clone(),
            recvq: chan.chan.recvq.clone(),
        };
        snapshot.chans.insert(ChanId(at as u32 + 1), view);
    }
    for (&wg, waiters) in go.wait_groups.waiters.iter() {
        let view = WaitGroupView { count: 0, waiters: waiters.clone() };
        snapshot.wait_groups.insert(wg, view);
    }
    for (at, g) in waiting_on_locks(go) {
        let lock: &mut LockView = snapshot.locks.or_default(at);
        lock.waiters.push_back(g);
    }
    for (&timer, set) in go.timers.all.iter() {
        let Some(when) = set.when else { continue };
        snapshot
            .timers
            .insert(timer, TimerView { when, by: FiberId(0), handle: None, event_loop: None });
    }
}

/// Everybody who waits on a semaphore or a condition, by the object, in the order of the queues.
fn waiting_on_locks(go: &GoRuntime) -> Vec<(Addr, FiberId)> {
    let semas = go.semas.queues.values().flatten();
    let on = |g: &FiberId| match go.pending.get(g) {
        Some(Pending::Sema(wait)) => Some((wait.on, *g)),
        _ => None,
    };
    let conds = go.conds.waiters.iter();
    let conds = conds.flat_map(|(&at, list)| list.iter().map(move |&(_, g)| (at, g)));
    semas.filter_map(on).chain(conds).collect()
}

/// Feeds what can influence the rest of the run.
pub(in crate::machine) fn fingerprint_go(go: &GoRuntime, state: &mut Fingerprint) {
    let id = |fiber: FiberId| u64::from(fiber.0);
    let queue = |fibers: &mut dyn Iterator<Item = FiberId>, state: &mut Fingerprint| {
        fibers.for_each(|fiber| state.word(id(fiber)));
        state.word(u64::MAX);
    };
    for p in &go.sched.ps {
        queue(&mut p.runnext.into_iter().chain(p.running).chain(p.syscall), state);
        queue(&mut p.runq.iter().copied(), state);
        state.word(u64::from(p.schedtick % GLOBAL_TICK));
    }
    state.word(go.control.word());
    for m in &go.sched.ms {
        state.word(m.clock.0);
        state.word(m.p.map_or(u64::MAX, |p| u64::from(p.0)));
    }
    queue(&mut go.sched.global.iter().copied(), state);
    for chan in &go.chans {
        state.word((u64::from(chan.chan.len) << 1) | u64::from(chan.chan.closed));
        queue(&mut chan.chan.sendq.iter().copied(), state);
        queue(&mut chan.chan.recvq.iter().copied(), state);
    }
    // Addresses depend on the order of allocation; the order of the waiters does not.
    let mut by_waiter: Table<FiberId, u64> = Table::new();
    for (rank, waiters) in go.wait_groups.waiters.values().enumerate() {
        by_waiter.extend(waiters.iter().map(|&g| (g, rank as u64)));
    }
    for queue in go.semas.queues.values() {
        by_waiter.extend(queue.iter().enumerate().map(|(at, &g)| (g, at as u64)));
    }
    by_waiter.iter().for_each(|(&g, _)| state.word(id(g)));
    for timer in go.timers.all.values() {
        state.word(timer.when.map_or(u64::MAX, |when| when.0));
        if let What::Wake(g) = timer.what {
            state.word(id(g));
        }
    }
}
