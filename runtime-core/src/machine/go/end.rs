//! How a Go program ends: main returns, nobody is left, nobody can go on.
//!
//! **Models:** `main`, `checkdead` (`runtime/proc.go`); the goroutine-leak rule of
//! `runtime/mgc.go` (`findGoroutineLeaks`): a goroutine is leaked when what it waits on cannot be
//! reached from any goroutine that can still run. Go 1.27.

use super::{GoRuntime, Machine, NOBODY, Pending, Runtime, Turn};
use crate::guest::Guest;
use crate::id::FiberId;
use crate::trace::{EventKind, FiberState, Object, OutcomeKind, Stream, WaitReason};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl GoRuntime {
    /// What a waiting goroutine waits on.
    fn waits_on(&self, g: FiberId, on: Object) -> Vec<Object> {
        match self.pending.get(&g) {
            Some(Pending::Select(cases)) => {
                cases.iter().filter_map(|case| case.chan).map(Object::Chan).collect()
            }
            _ => Vec::from([on]),
        }
    }

    /// Whether a timer is going to send there.
    fn will_fire(&self, on: Object) -> bool {
        let Object::Chan(chan) = on else { return false };
        let timer = self.chans[chan.index() - 1].timer;
        let set = timer.and_then(|timer| self.timers.all.get(&timer));
        set.is_some_and(|timer| timer.when.is_some())
    }
}

impl<G: Guest> Machine<G> {
    /// `main.main` returned: the process is over, whatever the others do.
    pub(super) fn main_returned(&mut self) -> Turn {
        self.report_leaks();
        self.exit(0)
    }

    /// The goroutines that wait for something that could come only from another goroutine, each
    /// with what it waits on: a select on several channels.
    fn blocked(&self) -> Vec<(FiberId, Object)> {
        let go = match &self.runtime {
            Runtime::Go(go) => go,
            #[cfg(feature = "python")]
            Runtime::Python(_) => return Vec::new(),
        };
        let numbered = self.fibers.iter().enumerate();
        let blocked = numbered.filter_map(|(at, fiber)| match fiber.state {
            FiberState::Waiting { reason, on } if can_leak(reason) => {
                Some((FiberId(at as u32 + 1), on))
            }
            _ => None,
        });
        let waits = blocked.map(|(g, on)| (g, go.waits_on(g, on)));
        let hopeless = waits.filter(|(_, on)| !on.iter().any(|&on| go.will_fire(on)));
        hopeless.flat_map(|(g, on)| on.into_iter().map(move |on| (g, on))).collect()
    }

    fn report_leaks(&mut self) {
        if !self.recorder.records() {
            return;
        }
        let blocked = self.blocked();
        if blocked.is_empty() {
            return;
        }
        for g in self.guest.leaked(&blocked) {
            self.emit(EventKind::GLeaked { g });
        }
    }

    /// `checkdead`: nobody runs, nobody can run, and no timer will change that.
    pub(super) fn checkdead(&mut self) -> Turn {
        let waits = |state| matches!(state, FiberState::Waiting { .. });
        if !self.fibers.iter().any(|fiber| waits(fiber.state)) {
            let text = "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n";
            self.keep(NOBODY, Stream::Stderr, text);
            return self.end(OutcomeKind::Deadlock, 2);
        }
        let mut text = String::from("fatal error: all goroutines are asleep - deadlock!\n");
        for at in 0..self.fibers.len() {
            if let FiberState::Waiting { reason, .. } = self.fibers[at].state {
                let g = FiberId(at as u32 + 1);
                let stack = self.guest.stack_text(g);
                text.push_str(&format!("\ngoroutine {} [{}]:\n{stack}", g.0, reason.word()));
            }
            // A dump of a million goroutines is of use to nobody.
            if text.len() > DUMP_BYTES_MAX {
                text.push_str("\n...additional goroutines elided...\n");
                break;
            }
        }
        self.keep(NOBODY, Stream::Stderr, &text);
        self.end(OutcomeKind::Deadlock, 2)
    }
}

/// How long the dump of all goroutines may become, in bytes.
const DUMP_BYTES_MAX: usize = 1 << 20;

/// Whether a goroutine that waits so could be leaked (`waitReason.isMutexWait`, `isIdleInSynctest`
/// and the channel reasons).
fn can_leak(reason: WaitReason) -> bool {
    use WaitReason::{
        ChanReceive, ChanReceiveNil, ChanSend, ChanSendNil, CondWait, MutexLock, RwMutexLock,
        RwMutexRLock, Select, SelectNoCases, Semacquire, WaitGroupWait,
    };
    matches!(
        reason,
        ChanReceive
            | ChanSend
            | ChanReceiveNil
            | ChanSendNil
            | Select
            | SelectNoCases
            | WaitGroupWait
            | MutexLock
            | RwMutexRLock
            | RwMutexLock
            | CondWait
            | Semacquire
    )
}
