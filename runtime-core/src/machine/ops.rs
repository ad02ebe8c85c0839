//! One call for every thing a fiber can ask for.

use super::{Machine, Runtime, Turn};
#[cfg(feature = "python")]
use crate::guest::Reply;
use crate::guest::{Guest, Op};
use crate::id::FiberId;

impl<G: Guest> Machine<G> {
    /// Carries `op` of the running `fiber` out: replies, or parks the fiber.
    pub(super) fn carry_out(&mut self, fiber: FiberId, op: Op) -> Turn {
        match op {
            Op::Print { stream, text } => {
                self.print(fiber, stream, &text)?;
                match self.runtime {
                    #[cfg(feature = "go")]
                    Runtime::Go(_) => self.written(fiber),
                    #[cfg(feature = "python")]
                    Runtime::Python(_) => self.reply(fiber, Reply::Done),
                }
            }
            Op::Exit(code) => self.exit(code),
            _ => match self.runtime {
                #[cfg(feature = "go")]
                Runtime::Go(_) => self.carry_out_go(fiber, op),
                #[cfg(feature = "python")]
                Runtime::Python(_) => self.carry_out_python(fiber, op),
            },
        }
    }

    #[cfg(feature = "go")]
    fn carry_out_go(&mut self, g: FiberId, op: Op) -> Turn {
        match op {
            Op::Go { fiber, function, line } => self.newproc(g, fiber, function, line),
            Op::Gosched => self.gosched(g),
            Op::ChanMake { cap, name } => self.chan_make(g, cap, name),
            Op::ChanSend(chan) => self.chan_send(g, chan),
            Op::ChanRecv(chan) => self.chan_recv(g, chan),
            Op::ChanClose(chan) => self.chan_close(g, chan),
            Op::ChanLen(chan) => self.chan_len(g, chan),
            Op::WaitGroupAdd { wg, delta } => self.wait_group_add(g, wg, delta),
            Op::WaitGroupWait(wg) => self.wait_group_wait(g, wg),
            Op::Sleep { ns } => self.go_sleep(g, ns),
            Op::Select { cases, default } => self.select(g, cases, default),
            Op::Mutex { at, how } => self.mutex(g, at, how),
            Op::RwMutex { at, how } => self.rw_mutex(g, at, how),
            Op::Semaphore { at, how } => self.semaphore(g, at, how),
            Op::Cond { at, how } => self.cond(g, at, how),
            Op::GoTimerNew { ns, period_ns, what } => self.timer_new(g, ns, period_ns, what),
            Op::GoTimerStop(timer) => self.timer_stop(g, timer),
            Op::GoTimerReset { timer, ns, period_ns } => self.timer_reset(g, timer, ns, period_ns),
            Op::Syscall { ns, kind } => self.entersyscall(g, ns, kind),
            Op::NetWait { ns } => self.net_wait(g, ns),
            Op::Procs(procs) => self.procs(g, procs),
            Op::CpuCount => self.cpu_count(g),
            Op::LockThread(lock) => self.lock_thread(g, lock),
            Op::Gc => self.gc_now(g),
            Op::GcPercent(percent) => self.gc_percent(g, percent),
            Op::MemStats => self.mem_stats(g),
            Op::Choose { kind, options } => self.choose_freely(g, kind, options),
            _ => panic!("yieldpoint bug: a goroutine asked for what only Python has"),
        }
    }
}
