//! The sentences about threads, stealing, system calls, sysmon and the collector.

use super::Narrator;
use super::go::processor;
use crate::durations::format_ns;
use runtime_core::id::{FiberId, MId, ProcId};
use runtime_core::trace::{Blocking, Event, EventKind, StopReason};

impl Narrator<'_> {
    pub(super) fn say_threads(&self, event: &Event) -> Option<String> {
        Some(match event.kind {
            EventKind::MStarted { m, p, spinning } => self.thread_started(m, p, spinning),
            EventKind::MParked { m } => {
                ["Thread ", &thread(m), " has nothing to run and sleeps"].concat()
            }
            EventKind::RunqStolen { p, victim, moved, .. } => [
                &processor(p),
                " has nothing to run and steals ",
                &goroutines(moved + 1),
                " from the run queue of ",
                &processor(victim),
            ]
            .concat(),
            EventKind::RunnextStolen { p, victim, g } => {
                [&processor(p), " steals ", &self.who(g), ", the runnext of ", &processor(victim)]
                    .concat()
            }
            EventKind::SyscallEntered { g, m, p, what } => self.syscall_entered(g, m, p, what),
            EventKind::SyscallExited { g, m } => self.syscall_exited(g, m),
            EventKind::ProcRetaken { p, m } => [
                &processor(p),
                " is taken away from thread ",
                &thread(m),
                ", which is in a system call, so that others can run on it",
            ]
            .concat(),
            EventKind::PreemptRequested { g, p } => [
                "sysmon sees that ",
                &self.who(g),
                " has had more than its 10 ms on ",
                &processor(p),
                " and asks it to stop",
            ]
            .concat(),
            EventKind::ProcsChanged { procs: 1 } => {
                "There is one P: one goroutine at a time".into()
            }
            EventKind::ProcsChanged { procs } => {
                ["There are ", &procs.to_string(), " Ps: so many goroutines can run at once"]
                    .concat()
            }
            _ => return self.say_collector(event),
        })
    }

    fn say_collector(&self, event: &Event) -> Option<String> {
        Some(match event.kind {
            EventKind::WorldStopped { reason } => {
                ["The world stops: ", why_stopped(reason)].concat()
            }
            EventKind::WorldStarted {} => "The world goes on".into(),
            EventKind::GcStarted { cycle, heap_bytes } => [
                "The collector begins cycle ",
                &cycle.to_string(),
                " with ",
                &format_bytes(heap_bytes),
                " on the heap: it marks while the program runs",
            ]
            .concat(),
            EventKind::GcAssisted { g, ns } => [
                &self.who(g),
                " allocates while the collector marks, and has to mark for ",
                &format_ns(ns),
                " itself",
            ]
            .concat(),
            EventKind::GcEnded { cycle, live_bytes, goal_bytes } => [
                "Cycle ",
                &cycle.to_string(),
                " of the collector is over: ",
                &format_bytes(live_bytes),
                " are left",
                &next_cycle(goal_bytes),
            ]
            .concat(),
            EventKind::WorkerMade { g, .. } => [&self.who(g), " is made and waits"].concat(),
            EventKind::StackGrew { fiber, bytes } => {
                self.stack(fiber, " is full and is copied to a larger one of ", bytes)
            }
            EventKind::StackShrunk { fiber, bytes } => {
                self.stack(fiber, " is mostly empty and is copied to a smaller one of ", bytes)
            }
            EventKind::GLeaked { g } => {
                [&self.who(g), " is leaked: nobody is left who could ever wake it"].concat()
            }
            _ => return None,
        })
    }

    fn thread_started(&self, m: MId, p: ProcId, spinning: bool) -> String {
        let (start, end) = match (self.before.ms.is_empty(), spinning) {
            (true, _) => ("The program's first thread, ", ","),
            (_, true) => ("Thread ", " is to look for work and"),
            (_, false) => ("Thread ", ""),
        };
        [start, &thread(m), end, " gets ", &processor(p)].concat()
    }

    fn syscall_entered(&self, g: FiberId, m: MId, p: ProcId, what: Blocking) -> String {
        let what = match what {
            Blocking::Syscall => " is in a system call",
            Blocking::File => " reads a file",
            Blocking::Cgo => " calls C code",
        };
        let [m, p] = [thread(m), processor(p)];
        [
            &self.who(g),
            what,
            &self.at_line(g),
            ": its thread ",
            &m,
            " waits in the kernel with ",
            &p,
        ]
        .concat()
    }

    fn syscall_exited(&self, g: FiberId, m: MId) -> String {
        let kept = self.before.ms.get(&m).and_then(|view| view.p);
        let rest = kept.map_or_else(
            || ["; its thread ", &thread(m), " has lost its P"].concat(),
            |p| [" and still has ", &processor(p)].concat(),
        );
        [&self.who(g), " comes back from the kernel", &rest].concat()
    }

    fn stack(&self, fiber: FiberId, happens: &str, bytes: u64) -> String {
        ["The stack of ", &self.who(fiber), happens, &format_bytes(bytes)].concat()
    }
}

fn thread(m: MId) -> String {
    ["M", &m.0.to_string()].concat()
}

fn goroutines(count: u32) -> String {
    if count == 1 {
        return "a goroutine".into();
    }
    [&count.to_string(), " goroutines"].concat()
}

fn why_stopped(reason: StopReason) -> &'static str {
    match reason {
        StopReason::GcStart => "a cycle of the collector begins",
        StopReason::GcMarkDone => "everything that can be reached is marked",
        StopReason::Procs => "the number of Ps changes",
        StopReason::MemStats => "runtime.ReadMemStats reads the heap",
    }
}

fn next_cycle(goal_bytes: u64) -> String {
    if goal_bytes == u64::MAX {
        return String::new();
    }
    [", the next cycle is to end at ", &format_bytes(goal_bytes)].concat()
}

/// `300 bytes`, `2 KB`, `4.1 MB`: powers of 1024, one decimal, cut off.
fn format_bytes(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1024 => return [&bytes.to_string(), " bytes"].concat(),
        1024..0x10_0000 => (1024, " KB"),
        _ => (0x10_0000, " MB"),
    };
    let tenths = bytes % unit * 10 / unit;
    let mut out = (bytes / unit).to_string();
    if tenths > 0 {
        out.push('.');
        out.push_str(&tenths.to_string());
    }
    out.push_str(name);
    out
}
