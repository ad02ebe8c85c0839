//! sysmon's turn.
//!
//! **Models:** `sysmon`, `retake`, `preemptone` (`runtime/proc.go`, Go 1.27).

use super::{GO_ON, Machine, Turn};
use crate::guest::Guest;
use crate::sched::go::sysmon::{Retake, Retook};
use crate::trace::EventKind;

impl<G: Guest> Machine<G> {
    pub(super) fn turn_sysmon(&mut self) -> Turn {
        let now = self.now;
        let go = self.go_runtime();
        if go.sched.idle_ps.len() == go.sched.ps.len() {
            go.sysmon.wake = None;
            return GO_ON;
        }
        if go.sched.poller.is_none() {
            self.inject_network();
        }
        let mut retook = Retook::None;
        for retake in self.go_runtime().sched.retake(now) {
            match retake {
                Retake::Preempt(p, g) => {
                    self.go_runtime().sched.p(p).preempt = true;
                    self.emit(EventKind::PreemptRequested { g, p });
                }
                Retake::Syscall(p) => {
                    retook = Retook::Some;
                    self.retake_p(p);
                }
            }
        }
        self.go_runtime().sysmon.sleep(now, retook);
        GO_ON
    }
}
