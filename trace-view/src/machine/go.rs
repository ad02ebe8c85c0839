//! Go: Ps with their queues, Ms, what the runtime itself does, and where goroutines wait.

use super::{Card, Group, Look, NOBODY, Row, Token, card, remark};
use crate::durations::format_ns;
use crate::state::State;
use runtime_core::id::{FiberId, MId, ProcId, TimerId};
use runtime_core::time::{MS, Time};
use runtime_core::trace::{FiberState, MView, Object, TimerView, WaitReason};

/// Of so many places in the ring of a P.
const RING: &str = "/256";
/// `forcePreemptNS`: so long a goroutine may run.
const SLICE_NS: u64 = 10 * MS;
/// Keys of timers.
const TIMER: u64 = 1 << 40;

impl Look<'_> {
    pub(super) fn go(&self) -> Vec<Group> {
        let mut timers: Vec<(Time, TimerId, TimerView)> =
            self.now.timers.iter().map(|(&id, &timer)| (timer.when, id, timer)).collect();
        timers.sort_unstable_by_key(|&(when, id, _)| (when, id));
        let (sleepers, others): (Vec<_>, Vec<_>) =
            timers.into_iter().partition(|&(_, id, timer)| self.sleeps(id, timer.by));
        let ps: Vec<usize> = (0..self.stage.procs).collect();
        let single = |title, card| Group { title, cards: vec![card], more: 0 };
        vec![
            self.group("Processors", &ps, |&p| self.proc(p, &sleepers)),
            single("Global queue", self.global()),
            self.chans(),
            self.locks(),
            single("Elsewhere", self.elsewhere()),
            single("Threads", self.threads()),
            single("Runtime", self.runtime(&others)),
        ]
    }

    /// Whether the timer is the end of that goroutine's sleep.
    fn sleeps(&self, timer: TimerId, by: FiberId) -> bool {
        let sleeps = |state| matches!(state, FiberState::Waiting { on: Object::Timer(on), .. } if on == timer);
        self.view(by).is_some_and(|view| sleeps(view.state))
    }

    fn proc(&self, at: usize, sleepers: &[(Time, TimerId, TimerView)]) -> Card {
        let title = ["P", &at.to_string()].concat();
        let id = ProcId(at as u32);
        let none = Default::default();
        let view = self.now.ps.get(at);
        let p = view.unwrap_or(&none);
        let running: Vec<FiberId> = p.running.into_iter().collect();
        let next: Vec<FiberId> = p.runnext.into_iter().collect();
        let heap = |(_, timer, _): &&(Time, TimerId, TimerView)| self.heap(*timer) == id;
        let heap: Vec<_> = sleepers.iter().filter(heap).collect();
        let used = p.runq.len();
        let rows = vec![
            self.queue("runs", &running),
            self.queue("runnext", &next),
            self.row("run queue", p.runq.iter(), |&id| self.fiber(id))
                .noted([&used.to_string(), RING].concat()),
            self.row("timers", heap.iter(), |&&(when, _, timer)| Token {
                extra: self.until(when),
                ..self.fiber(timer.by)
            }),
        ];
        let exists = view.is_some();
        let note = if exists { self.held_by(id, p.running) } else { "not there".into() };
        Card { exists, ..card(title, note, rows) }
    }

    fn heap(&self, timer: TimerId) -> ProcId {
        let p = self.stage.heaps.get(&timer).copied().unwrap_or(ProcId(0));
        if p.index() < self.now.ps.len() { p } else { ProcId(0) }
    }

    /// What the thread that has the P does, and for how long.
    fn held_by(&self, p: ProcId, running: Option<FiberId>) -> String {
        let held = self.now.ms.iter().find(|(_, m)| m.p == Some(p));
        let Some((m, &view)) = held else { return "idle".into() };
        [&name(*m), " ", self.thread_does(view), &self.slice(p.index(), running)].concat()
    }

    fn thread_does(&self, m: MView) -> &'static str {
        let running = m.p.and_then(|p| self.now.ps.get(p.index())?.running);
        match (m.syscall, m.p, running) {
            (Some(_), ..) => "is in a system call",
            (None, None, _) => "sleeps",
            (None, Some(_), Some(_)) => "runs",
            (None, Some(_), None) => "looks for work",
        }
    }

    /// How much of its time slice is over.
    fn slice(&self, p: usize, running: Option<FiberId>) -> String {
        let slice = running.and_then(|_| self.stage.slice(p, self.cursor));
        let Some((began, asked)) = slice else { return String::new() };
        match asked {
            true => ", asked to stop".into(),
            false => [", ", &format_ns(self.now.at.since(began)), " of 10 ms"].concat(),
        }
    }

    fn global(&self) -> Card {
        let row = self.row("head first", self.now.global.iter(), |&id| self.fiber(id));
        card("Global queue", self.now.global.len().to_string(), vec![row])
    }

    fn threads(&self) -> Card {
        let count = self.stage.threads.min(self.limits.rows);
        let thread = |at: usize| {
            let m = MId(at as u32);
            let Some(&view) = self.now.ms.get(&m) else { return remark(&name(m), "not made yet") };
            let syscall: Vec<FiberId> = view.syscall.into_iter().collect();
            let p = match (view.p, view.syscall) {
                (Some(p), _) => [", has P", &p.0.to_string()].concat(),
                (None, Some(_)) => ", has lost its P".into(),
                (None, None) => String::new(),
            };
            self.queue(&name(m), &syscall).noted([self.thread_does(view), &p].concat())
        };
        let rows = (0..count).map(thread).collect();
        card("Threads (Ms)", self.now.ms.len().to_string(), rows)
    }

    /// sysmon, the collector, the netpoller, timers that wake nobody by themselves, and the
    /// runtime's own goroutines.
    fn runtime(&self, timers: &[(Time, TimerId, TimerView)]) -> Card {
        let systems = self.now.fibers.iter().filter(|(id, _)| id.is_system());
        let idle = systems.filter(|(_, view)| self.homeless(view.state).is_some());
        let own: Vec<FiberId> = idle.map(|(&id, _)| id).collect();
        let polled = self.waiting(WaitReason::IoWait);
        let collector = match self.now.gc {
            Some(cycle) => ["marks in cycle ", &cycle.to_string()].concat(),
            None => "is off".into(),
        };
        let rows = vec![
            remark("sysmon", self.sysmon()),
            remark("collector", collector),
            self.queue("netpoller", &polled),
            self.row("other timers", timers.iter(), |&(when, id, timer)| Token {
                key: TIMER + u64::from(id.0),
                origin: u64::from(timer.by.0),
                fiber: NOBODY,
                label: "timer".into(),
                name: String::new(),
                state: State::Sleeping,
                note: String::new(),
                extra: self.until(when),
                left: None,
            }),
            self.queue("own goroutines", &own),
        ];
        card("Runtime", "", rows)
    }

    /// What it will do when nothing changes.
    fn sysmon(&self) -> String {
        let slice = |at: usize| {
            let running = self.now.ps.get(at)?.running?;
            let (began, asked) = self.stage.slice(at, self.cursor)?;
            Some((began, at, asked, running))
        };
        let slices = (0..self.now.ps.len()).filter_map(slice);
        let Some((began, p, asked, g)) = slices.min() else { return "watches".into() };
        let left = SLICE_NS.saturating_sub(self.now.at.since(began));
        let who = [&self.fiber(g).label, " on P", &p.to_string()].concat();
        match asked {
            true => ["has asked ", &who, " to stop"].concat(),
            false => ["preempts ", &who, " in ", &format_ns(left)].concat(),
        }
    }

    /// The program's goroutines that wait for a reason that has no object.
    fn waiting(&self, wanted: WaitReason) -> Vec<FiberId> {
        let fibers = self.now.fibers.iter();
        let waits = fibers
            .filter(|(id, view)| !id.is_system() && self.homeless(view.state) == Some(wanted));
        waits.map(|(&id, _)| id).collect()
    }

    /// Why it waits, if it stands at no object.
    fn homeless(&self, state: FiberState) -> Option<WaitReason> {
        let FiberState::Waiting { reason, on } = state else { return None };
        let placed = match on {
            Object::Chan(_) | Object::Addr(_) | Object::Timer(_) => true,
            _ => reason == WaitReason::Syscall,
        };
        (!placed).then_some(reason)
    }

    /// Goroutines that wait at no object.
    fn elsewhere(&self) -> Card {
        let reasons = self.stage.reasons.iter().filter(|&&reason| {
            !matches!(
                reason,
                WaitReason::IoWait | WaitReason::GcWorkerIdle | WaitReason::SystemIdle
            )
        });
        let mut rows: Vec<Row> =
            reasons.map(|&reason| self.queue(reason.word(), &self.waiting(reason))).collect();
        rows.push(self.queue("on its way", &self.in_hand()));
        let ended = self.now.fibers.iter();
        let ended = ended
            .filter(|(id, view)| matches!(view.state, FiberState::Ended(_)) && !id.is_system());
        rows.push(remark("ended", ended.count().to_string()));
        card("Other goroutines", "", rows)
    }

    /// Goroutines that are between two places: the next event puts them into a queue.
    fn in_hand(&self) -> Vec<FiberId> {
        let queued = self.now.ps.iter().flat_map(|p| p.runnext.iter().chain(&p.runq));
        let mut queued: Vec<FiberId> = queued.chain(&self.now.global).copied().collect();
        queued.sort_unstable();
        let between = |id: &FiberId, state| match state {
            FiberState::Runnable => queued.binary_search(id).is_err(),
            FiberState::Waiting { on: Object::Timer(timer), .. } => {
                !self.now.timers.contains_key(&timer)
            }
            _ => false,
        };
        let all = self.now.fibers.iter();
        all.filter(|(id, view)| between(id, view.state)).map(|(&id, _)| id).collect()
    }
}

fn name(m: MId) -> String {
    ["M", &m.0.to_string()].concat()
}
