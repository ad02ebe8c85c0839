//! The sentences about goroutines, Ps and channels.

use super::{NOBODY, Narrator};
use crate::durations::format_ns;
use runtime_core::id::{Addr, ChanId, FiberId, ProcId};
use runtime_core::time::Time;
use runtime_core::trace::{Event, EventKind, FiberState, From, Hold, Object, Via, WaitReason};

impl Narrator<'_> {
    pub(super) fn say_go(&self, event: &Event) -> Option<String> {
        Some(match event.kind {
            EventKind::GCreated { g, by: NOBODY, .. } => {
                ["The program starts: ", &self.who(g), " can run"].concat()
            }
            EventKind::GCreated { g, .. } if g.is_system() => {
                ["The runtime starts a goroutine of its own: ", &self.who(g)].concat()
            }
            EventKind::GCreated { g, by, line, .. } => [
                &self.who(by),
                " starts ",
                &self.who(g),
                " with the go statement at line ",
                &line.to_string(),
            ]
            .concat(),
            EventKind::GReadied { g, by: NOBODY } => {
                [&self.who(g), " can run again: ", self.why_ready(g)].concat()
            }
            EventKind::GReadied { g, by } => {
                [&self.who(by), " wakes ", &self.who(g), ", which can run again"].concat()
            }
            EventKind::GStarted { g, p, from, .. } => [
                &processor(p),
                " takes ",
                &self.who(g),
                taken(from),
                " and runs it",
                &self.at_line(g),
            ]
            .concat(),
            EventKind::GParked { g, reason, on } => {
                [&self.who(g), " waits", &self.at_line(g), ": ", &self.why(reason, on, event.at)]
                    .concat()
            }
            EventKind::GYielded { g } => {
                [&self.who(g), " lets others run: runtime.Gosched"].concat()
            }
            EventKind::GPreempted { g } => {
                [&self.who(g), " has used up its time slice and is preempted"].concat()
            }
            EventKind::ProcIdled { p } => {
                let alone = self.before.ps.len() == 1;
                let until = if alone { " and waits for the next timer" } else { "" };
                [&processor(p), " finds nothing to run", until].concat()
            }
            _ => return self.say_queues(event),
        })
    }

    fn say_queues(&self, event: &Event) -> Option<String> {
        Some(match event.kind {
            EventKind::RunnextSet { p, g, kicked: NOBODY } => {
                [&self.who(g), " is now in the runnext of ", &processor(p)].concat()
            }
            EventKind::RunnextSet { p, g, kicked } => [
                &self.who(g),
                " is now in the runnext of ",
                &processor(p),
                ", in place of ",
                &self.who(kicked),
            ]
            .concat(),
            EventKind::RunqPut { p, g } => {
                [&self.who(g), " goes to the end of ", &processor(p), "'s run queue"].concat()
            }
            EventKind::RunqOverflowed { p, g, moved } => [
                "The run queue of ",
                &processor(p),
                " is full: its first ",
                &moved.to_string(),
                " goroutines and ",
                &self.who(g),
                " go to the global queue",
            ]
            .concat(),
            EventKind::GlobalPut { g } => {
                [&self.who(g), " goes to the end of the global queue"].concat()
            }
            EventKind::GlobalTaken { p, moved: 0 } => {
                [&processor(p), " turns to the global queue"].concat()
            }
            EventKind::GlobalTaken { p, moved } => [
                &processor(p),
                " turns to the global queue and takes ",
                &moved.to_string(),
                " goroutines more to its own",
            ]
            .concat(),
            _ => return None,
        })
    }

    pub(super) fn say_sync(&self, event: &Event) -> Option<String> {
        Some(match event.kind {
            EventKind::ChanMade { chan, by, cap, .. } => self.chan_made(chan, by, cap),
            EventKind::ChanSent { chan, by, via } => self.chan_sent(chan, by, via),
            EventKind::ChanReceived { chan, by, via } => self.chan_received(chan, by, via),
            EventKind::ChanClosed { chan, by } => {
                [&self.who(by), " closes ", &self.names.chan(chan)].concat()
            }
            EventKind::WaitGroupAdded { by, delta, count, .. } => {
                let way = if delta < 0 {
                    " takes the WaitGroup down to "
                } else {
                    " brings the WaitGroup to "
                };
                [&self.who(by), way, &count.to_string()].concat()
            }
            EventKind::SelectQueued { g, chan, sends } => {
                let way = if sends { " to send on " } else { " to receive from " };
                [&self.who(g), " lines up in its select", way, &self.names.chan(chan)].concat()
            }
            EventKind::ChanDrained { chan } => {
                ["The timer of ", &self.names.chan(chan), " is set anew: its old value is gone"]
                    .concat()
            }
            EventKind::Locked { at, by, hold } => {
                let how = if hold == Hold::Shared { " for reading" } else { "" };
                [&self.who(by), " locks ", &self.names.lock(at), how].concat()
            }
            EventKind::Unlocked { at, by, hold } => {
                let how = if hold == Hold::Shared { ", which it had for reading" } else { "" };
                [&self.who(by), " unlocks ", &self.names.lock(at), how].concat()
            }
            EventKind::WaiterRequeued { g, at } => [
                &self.who(g),
                " was woken for ",
                &self.names.lock(at),
                ", but another was faster: it waits again, now in front of all others",
            ]
            .concat(),
            _ => return None,
        })
    }

    /// Why a goroutine that nobody woke can go on.
    fn why_ready(&self, g: FiberId) -> &'static str {
        let state = self.before.fibers.get(&g).map(|fiber| fiber.state);
        let Some(FiberState::Waiting { reason, .. }) = state else {
            return "its time has come";
        };
        match reason {
            WaitReason::GcWorkerIdle => "there is something to mark",
            WaitReason::GcWait => "the collection it waited for is over",
            WaitReason::IoWait => "the network has something for it",
            _ => "its time has come",
        }
    }

    /// What a parked goroutine waits for, and why nothing comes.
    pub(super) fn why(&self, reason: WaitReason, on: Object, at: Time) -> String {
        match (reason, on) {
            (WaitReason::ChanReceive, Object::Chan(chan)) => {
                ["nobody sends on ", &self.names.chan(chan)].concat()
            }
            (WaitReason::ChanSend, Object::Chan(chan)) => self.why_not_sent(chan),
            (WaitReason::ChanReceive, _) => "nobody sends".into(),
            (WaitReason::ChanSend, _) => "nobody receives".into(),
            (WaitReason::ChanReceiveNil, _) => "a receive from a nil channel never ends".into(),
            (WaitReason::ChanSendNil, _) => "a send to a nil channel never ends".into(),
            (WaitReason::Select, _) => "no case of its select can go on".into(),
            (WaitReason::SelectNoCases, _) => "select {} never ends".into(),
            (WaitReason::Sleep, on) => self.sleeps(on, at),
            (WaitReason::WaitGroupWait, on) => self.why_wait_group(on),
            (WaitReason::MutexLock | WaitReason::RwMutexLock, on) => self.why_locked(on),
            (WaitReason::LockAcquire, on @ Object::Addr(_)) => self.why_locked(on),
            (WaitReason::Await, Object::Future(future)) => {
                ["it awaits ", &self.names.future(future)].concat()
            }
            (_, Object::Fiber(other)) => [&self.who(other), " has not ended"].concat(),
            (WaitReason::RwMutexRLock, _) => "a writer has the RWMutex or waits for it".into(),
            (WaitReason::CondWait, _) => "nobody signals the Cond".into(),
            (WaitReason::Semacquire, _) => "the semaphore is at 0".into(),
            (WaitReason::IoWait, _) => "the network has nothing yet".into(),
            (WaitReason::GcWait, _) => "the collector is not through".into(),
            (WaitReason::Syscall, _) => "the kernel has not answered".into(),
            (WaitReason::GcWorkerIdle, _) => "there is nothing to mark".into(),
            (WaitReason::SystemIdle, _) => "the runtime has nothing for it to do".into(),
            // Python's.
            _ => reason.word().into(),
        }
    }

    fn why_not_sent(&self, chan: ChanId) -> String {
        let cap = self.before.chans.get(&chan).map_or(0, |view| view.cap);
        let name = self.names.chan(chan);
        if cap == 0 {
            return ["nobody receives from ", &name].concat();
        }
        ["the buffer of ", &name, " is full"].concat()
    }

    fn sleeps(&self, on: Object, at: Time) -> String {
        let Object::Timer(timer) = on else {
            return "time.Sleep".into();
        };
        let when = self.before.timers.get(&timer).map_or(at, |view| view.when);
        ["time.Sleep for ", &format_ns(when.since(at))].concat()
    }

    fn why_locked(&self, on: Object) -> String {
        let Object::Addr(at) = on else {
            return "it is locked".into();
        };
        let lock = self.before.locks.get(&at);
        let who = match lock.and_then(|lock| lock.holder) {
            Some(holder) => self.who(holder),
            None if lock.is_some_and(|lock| lock.readers > 0) => "a reader".into(),
            None => "somebody".into(),
        };
        [&who, " has ", &self.names.lock(at)].concat()
    }

    fn why_wait_group(&self, on: Object) -> String {
        let count = |addr: Addr| self.before.wait_groups.get(&addr).map_or(0, |view| view.count);
        match on {
            Object::Addr(addr) => {
                ["the WaitGroup stands at ", &count(addr).to_string(), ", not at 0"].concat()
            }
            _ => "the WaitGroup is not at 0".into(),
        }
    }

    fn chan_made(&self, chan: ChanId, by: FiberId, cap: u32) -> String {
        let name = self.names.chan(chan);
        if cap == 0 {
            return [&self.who(by), " makes ", &name, ", a channel without a buffer"].concat();
        }
        [&self.who(by), " makes ", &name, ", a channel with room for ", &cap.to_string()].concat()
    }

    fn chan_sent(&self, chan: ChanId, by: FiberId, via: Via) -> String {
        let name = self.names.chan(chan);
        match via {
            Via::Direct(to) => {
                [&self.who(by), " sends on ", &name, ": the value goes straight to ", &self.who(to)]
                    .concat()
            }
            _ => {
                let view = self.before.chans.get(&chan);
                let (len, cap) = view.map_or((0, 0), |view| (view.len + 1, view.cap));
                [
                    &self.who(by),
                    " sends on ",
                    &name,
                    ": the buffer now holds ",
                    &len.to_string(),
                    " of ",
                    &cap.to_string(),
                ]
                .concat()
            }
        }
    }

    fn chan_received(&self, chan: ChanId, by: FiberId, via: Via) -> String {
        let start = [&self.who(by), " receives from ", &self.names.chan(chan)].concat();
        match via {
            Via::Direct(from) => {
                [&start, ": the value comes straight from ", &self.who(from)].concat()
            }
            Via::Buffer => {
                let len = self.before.chans.get(&chan).map_or(0, |view| view.len.saturating_sub(1));
                [&start, ": ", &len.to_string(), " left in the buffer"].concat()
            }
            Via::Refilled(from) => [
                &start,
                ": the value that ",
                &self.who(from),
                " waits to send takes the free place",
            ]
            .concat(),
            Via::Closed => [&start, ": it is closed and empty, so this is the zero value"].concat(),
        }
    }
}

pub(super) fn processor(p: ProcId) -> String {
    ["P", &p.0.to_string()].concat()
}

fn taken(from: From) -> &'static str {
    match from {
        From::Runnext => " from runnext",
        From::Runq => " from the head of its run queue",
        From::Global => " from the head of the global queue",
        From::Stolen => " that it has stolen",
        From::GcWorker => " for the collector",
        From::Thread => " that comes back",
        From::Picked => ", as the schedule says,",
    }
}
