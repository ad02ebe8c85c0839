//! Python's runtime seen from outside.

use super::{Phase, PythonRuntime, Thread, Wait};
use crate::guest::{Fingerprint, Numbered};
use crate::id::{FiberId, LoopId};
use crate::sched::event_loop::EventLoop;
use crate::sched::gil::Gil;
use crate::time::Time;
use crate::trace::{GilView, Handle, LockView, LoopView, Snapshot, ThreadView, TimerView};

pub(in crate::machine) fn view_python(python: &PythonRuntime, snapshot: &mut Snapshot) {
    for (&id, thread) in python.threads.iter() {
        let view = ThreadView {
            interpreter: thread.interpreter,
            tasks: thread.tasks.clone(),
            until: None,
        };
        snapshot.threads.insert(id, view);
    }
    for (&id, gil) in python.gils.iter() {
        snapshot.gils.insert(id, gil_view(gil));
    }
    for (&at, waiters) in python.locks.iter() {
        let fiber = |thread: FiberId| snapshot.active(thread);
        let waiters = waiters.iter().map(|waiter| fiber(waiter.thread)).collect();
        snapshot.locks.insert(at, LockView { waiters, ..LockView::default() });
    }
    for (&id, event_loop) in python.loops.iter() {
        view_loop(id, event_loop, snapshot);
    }
}

fn gil_view(gil: &Gil) -> GilView {
    GilView {
        holder: gil.holder,
        last_holder: gil.last_holder,
        switch_number: gil.switch_number,
        drop_request: gil.drop_request,
        waiters: gil.waiters.iter().map(|waiter| (waiter.thread, waiter.until)).collect(),
        interval_ns: gil.interval_ns,
    }
}

fn view_loop(id: LoopId, event_loop: &EventLoop, snapshot: &mut Snapshot) {
    for (timer, when, &handle) in event_loop.scheduled.iter() {
        let view = TimerView { when, by: FiberId(0), handle: Some(handle), event_loop: Some(id) };
        snapshot.timers.insert(timer, view);
    }
    let view = LoopView {
        thread: event_loop.thread,
        iteration: event_loop.iteration,
        todo: event_loop.todo as u32,
        ready: event_loop.ready.clone(),
        current: event_loop.current.map(|(handle, _)| handle),
    };
    snapshot.loops.insert(id, view);
}

/// The same where the schedule decides: moments count as seen from `now`, and who ran last or has
/// the GIL does not, as it is handed on at every stop.
pub(in crate::machine) fn fingerprint_controlled(
    python: &PythonRuntime, now: Time, state: &mut Fingerprint,
) {
    for (id, thread) in python.threads.iter() {
        state.word(u64::from(id.0));
        state.word(u64::from(thread.stand.granted));
        state.word(thread.deadline.map_or(0, |deadline| 1 + deadline.since(now)));
        let current = thread.event_loop.and_then(|of| python.loops.get(&of)?.current);
        let waits = current.is_some() && matches!(thread.phase, Phase::Blocked(_));
        state.word(if waits { 1 + now.since(thread.since) } else { 0 });
        fingerprint_thread(thread, state);
    }
    state.word(python.goes.map_or(0, |thread| u64::from(thread.0)));
    for (at, pipe) in python.pipes.iter().filter(|(_, pipe)| pipe.notified > 0) {
        state.word(at.0);
        state.word(u64::from(pipe.notified));
    }
    for (id, event_loop) in python.loops.iter() {
        state.word(u64::from(id.0) << 1 | u64::from(event_loop.shared));
        fingerprint_loop(event_loop, now, state);
    }
}

pub(in crate::machine) fn fingerprint_python(python: &PythonRuntime, state: &mut Fingerprint) {
    for (id, thread) in python.threads.iter() {
        state.word(u64::from(id.0));
        fingerprint_thread(thread, state);
        state.word(if thread.phase == Phase::Running { thread.clock.0 } else { 0 });
        state.word(u64::from(thread.phase == Phase::TakesGil));
    }
    for gil in python.gils.values() {
        state.word(gil.interval_ns);
        state.word(gil.holder.map_or(0, |holder| u64::from(holder.0)));
        state.word(u64::from(gil.last_holder.0));
        state.word(u64::from(gil.drop_request));
        state.word(gil.forced.map_or(0, |forced| u64::from(forced.0)));
        for waiter in &gil.waiters {
            state.word(u64::from(waiter.thread.0) << 1 | u64::from(waiter.signalled));
            state.word(gil.switch_number - waiter.saved_switches);
        }
    }
    for (&(at, _), alarm) in python.alarms.iter() {
        let current = python.threads.get(&alarm.thread).map(|thread| thread.epoch);
        if current == Some(alarm.epoch) {
            state.word(at.0);
            state.word(u64::from(alarm.thread.0) << 8 | alarm.what as u64);
        }
    }
    for (at, waiters) in python.locks.iter() {
        state.word(at.0);
        for waiter in waiters {
            state.word(u64::from(waiter.thread.0) << 1 | u64::from(waiter.woken));
        }
    }
    for (at, pipe) in python.pipes.iter() {
        state.word(at.0);
        state.word(u64::from(pipe.notified));
        pipe.waiters.iter().for_each(|waiter| state.word(u64::from(waiter.0)));
    }
    for (id, event_loop) in python.loops.iter() {
        state.word(u64::from(id.0));
        fingerprint_loop(event_loop, Time(0), state);
    }
}

fn fingerprint_thread(thread: &Thread, state: &mut Fingerprint) {
    state.value(&thread.reply);
    state.value(&thread.came_back);
    thread.tasks.iter().for_each(|task| state.word(u64::from(task.0)));
    state.word(thread.event_loop.map_or(0, |id| u64::from(id.0)));
    match thread.phase {
        Phase::Starting => state.word(1),
        Phase::Running | Phase::TakesGil => state.word(2),
        Phase::Forced => state.word(4),
        Phase::Blocked(wait) => {
            let (kind, on) = match wait {
                Wait::Time => (5, 0),
                Wait::Lock(at) => (6, at.0),
                Wait::Join(other) => (7, u64::from(other.0)),
                Wait::Select(id) => (8, u64::from(id.0)),
                Wait::Pipe(at) => (9, at.0),
            };
            state.word(kind);
            state.word(on);
        }
    }
}

fn fingerprint_loop(event_loop: &EventLoop, now: Time, state: &mut Fingerprint) {
    state.word(event_loop.todo as u64);
    state.word(event_loop.phase as u64);
    let flags = [event_loop.stopping, event_loop.woken, event_loop.polls];
    state.word(flags.iter().fold(0, |word, &flag| word << 1 | u64::from(flag)));
    let current = event_loop.current.map(|(handle, _)| handle);
    event_loop.ready.iter().copied().chain(current).for_each(|h| fingerprint_handle(h, state));
    for (_, when, &handle) in event_loop.scheduled.iter() {
        state.word(when.0.wrapping_sub(now.0));
        fingerprint_handle(handle, state);
    }
}

fn fingerprint_handle(handle: Handle, state: &mut Fingerprint) {
    match handle {
        Handle::Step(task) => state.word((1 << 60) | u64::from(task.0)),
        Handle::Wakeup(task, future) => {
            state.word((2 << 60) | u64::from(task.0));
            state.number(Numbered::Future, future.0);
        }
        Handle::SetResult(future) => {
            state.word(3 << 60);
            state.number(Numbered::Future, future.0);
        }
        Handle::Call(callback) => {
            state.word(4 << 60);
            state.number(Numbered::Callback, callback.0);
        }
        Handle::Stop => state.word(5 << 60),
    }
}
