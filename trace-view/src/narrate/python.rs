//! The sentences about threads, the event loop, tasks and futures.

use super::{NOBODY, Narrator};
use crate::durations::format_ns;
use crate::names::Role;
use runtime_core::id::{FiberId, FutureId, TimerId};
use runtime_core::time::Time;
use runtime_core::trace::{Event, EventKind, FiberState, Finish, Handle, WaitReason};

impl Narrator<'_> {
    pub(super) fn say_python(&self, event: &Event) -> Option<String> {
        Some(match event.kind {
            EventKind::ThreadStarted { thread, by: NOBODY, .. } => {
                [&self.who(thread), " starts"].concat()
            }
            EventKind::ThreadStarted { thread, by, line, .. } => {
                let at = [" at line ", &line.to_string()].concat();
                [&self.who(by), " starts ", &self.who(thread), &at].concat()
            }
            EventKind::ThreadBlocked { thread, by, reason, until, .. } => {
                self.thread_blocked(thread, by, reason, until.since(event.at))
            }
            EventKind::GilWaited { .. }
            | EventKind::GilDropRequested { .. }
            | EventKind::GilTaken { .. }
            | EventKind::GilDropped { .. }
            | EventKind::SwitchIntervalSet { .. } => return self.say_gil(event),
            EventKind::ThreadSlept { thread, by, until } => {
                self.thread_slept(thread, by, until.since(event.at))
            }
            EventKind::ThreadWoke { thread } => self.thread_woke(thread),
            EventKind::LoopStarted { thread, .. } => {
                ["asyncio starts an event loop in ", &self.who(thread)].concat()
            }
            EventKind::LoopStopped { thread, .. } => {
                ["The event loop stops and ", &self.who(thread), " goes on"].concat()
            }
            EventKind::LoopClosed { .. } => "The event loop is closed".into(),
            EventKind::IterationBegan { number, todo, .. } => {
                let handles = if todo == 1 { " thing to run" } else { " things to run" };
                ["Round ", &number.to_string(), " of the event loop: ", &todo.to_string(), handles]
                    .concat()
            }
            EventKind::HandleQueued { handle, .. } => self.handle_queued(handle),
            EventKind::HandleScheduled { timer, handle, .. } => {
                self.handle_scheduled(timer, handle)
            }
            EventKind::HandleRun { handle, .. } => self.handle_run(handle),
            EventKind::HandleDone { handle, .. } => self.handle_done(handle),
            EventKind::FutureMade { future, by, .. } => {
                [&self.who(by), " makes a future: ", &self.names.future(future)].concat()
            }
            EventKind::TaskCreated { task, by, line, eager: true, .. } => {
                let at = [" at line ", &line.to_string()].concat();
                [&self.who(by), " creates ", &self.who(task), &at, ", which runs at once"].concat()
            }
            EventKind::TaskCreated { task, by, line, .. } => [
                &self.who(by),
                " creates ",
                &self.who(task),
                " at line ",
                &line.to_string(),
                ": it is queued and has not run yet",
            ]
            .concat(),
            EventKind::TaskSuspended { task, on } => self.suspended(task, on),
            EventKind::FutureDone { future, how } => self.future_done(future, how),
            EventKind::CancelRequested { task, by } if self.closes(by) => {
                ["asyncio.run is about to end and cancels ", &self.who(task)].concat()
            }
            EventKind::CancelRequested { task, by } => [
                &self.who(by),
                " cancels ",
                &self.who(task),
                ": CancelledError will be raised in it when it next runs",
            ]
            .concat(),
            _ => return None,
        })
    }

    /// Whether the thread's loop does not run: `asyncio.run` is at its end.
    fn closes(&self, by: FiberId) -> bool {
        self.before.threads.contains_key(&by) && self.before.loop_in(by).is_none()
    }

    fn thread_slept(&self, thread: FiberId, by: FiberId, ns: u64) -> String {
        let ns = format_ns(ns);
        if self.before.loop_in(thread).is_none() {
            return [&self.who(by), " sleeps", &self.at_line(by), " for ", &ns].concat();
        }
        [
            "time.sleep in ",
            &self.who(by),
            &self.at_line(by),
            " freezes the event loop for ",
            &ns,
            ": nothing else in it can run",
        ]
        .concat()
    }

    fn thread_blocked(&self, thread: FiberId, by: FiberId, reason: WaitReason, ns: u64) -> String {
        if reason == WaitReason::LoopSelect {
            let waits = "Nothing is ready: the event loop waits";
            return match ns {
                0 => [waits, " until somebody wakes it"].concat(),
                _ => [waits, " ", &format_ns(ns), " for the next timer"].concat(),
            };
        }
        let freezes = match self.before.loop_in(thread).is_some() {
            true => "; the event loop is frozen meanwhile",
            false => "",
        };
        [&self.who(by), &self.at_line(by), " waits: ", reason.word(), freezes].concat()
    }

    fn thread_woke(&self, thread: FiberId) -> String {
        let by = self.before.active(thread);
        let state = self.before.fibers.get(&by).map(|fiber| fiber.state);
        let what = match state {
            Some(FiberState::Waiting { reason: WaitReason::Sleep, .. }) => "time.sleep",
            Some(FiberState::Waiting { reason: WaitReason::LoopSelect, .. }) => {
                return "The event loop's select returns".into();
            }
            Some(FiberState::Waiting { reason, .. }) => reason.word(),
            _ => return [&self.who(thread), " begins"].concat(),
        };
        [&self.who(by), " can go on: ", what, " is over"].concat()
    }

    fn say_gil(&self, event: &Event) -> Option<String> {
        Some(match event.kind {
            EventKind::GilWaited { thread, until } => {
                let ns = format_ns(until.since(event.at));
                let who = self.who(thread);
                [&who, " waits for the GIL; after ", &ns, " it will ask for it"].concat()
            }
            EventKind::GilDropRequested { by, holder } => {
                let (by, holder) = (self.who(by), self.who(holder));
                [&by, " has waited its interval and asks ", &holder, " to drop the GIL"].concat()
            }
            EventKind::GilTaken { thread, .. } => [&self.who(thread), " takes the GIL"].concat(),
            EventKind::GilDropped { thread, requested: true } => {
                [&self.who(thread), " drops the GIL because it was asked to"].concat()
            }
            EventKind::GilDropped { thread, .. } => {
                [&self.who(thread), " lets go of the GIL"].concat()
            }
            EventKind::SwitchIntervalSet { ns, .. } => {
                ["The switch interval of the GIL is ", &format_ns(ns)].concat()
            }
            _ => return None,
        })
    }

    fn handle_queued(&self, handle: Handle) -> String {
        match handle {
            Handle::Step(task) => [&self.who(task), " is queued for its next step"].concat(),
            Handle::Wakeup(task, future) => {
                [&self.who(task), " is queued to go on, ", &self.because(future)].concat()
            }
            Handle::SetResult(future) => {
                ["The end of ", &self.names.future(future), " is queued"].concat()
            }
            Handle::Call(_) => "A callback is queued".into(),
            Handle::Stop => "The event loop is to stop: what it was run for is done".into(),
        }
    }

    fn because(&self, future: FutureId) -> String {
        match self.names.role(future) {
            Role::Task(task) => ["because ", &self.who(task), " is done"].concat(),
            Role::Sleep(ns) => ["because its sleep of ", &format_ns(ns), " is over"].concat(),
            Role::Made | Role::Named(_) => {
                ["because ", &self.names.future(future), " is done"].concat()
            }
        }
    }

    fn handle_scheduled(&self, timer: TimerId, handle: Handle) -> String {
        let when = self.before.timers.get(&timer).map_or(Time(0), |view| view.when);
        let what = match handle {
            Handle::SetResult(future) => ["The end of ", &self.names.future(future)].concat(),
            _ => "A callback".into(),
        };
        [&what, " will be queued at ", &format_ns(when.0)].concat()
    }

    fn handle_run(&self, handle: Handle) -> String {
        match handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => match self.line_of(task) {
                Some(line) => [&self.who(task), " goes on at line ", &line.to_string()].concat(),
                None => ["The event loop runs ", &self.who(task)].concat(),
            },
            Handle::SetResult(future) => {
                ["The event loop ends ", &self.names.future(future)].concat()
            }
            Handle::Call(_) => "The event loop runs a callback".into(),
            Handle::Stop => "The event loop is told to stop after this round".into(),
        }
    }

    fn handle_done(&self, handle: Handle) -> String {
        match handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => {
                [&self.who(task), " has given control back to the event loop"].concat()
            }
            _ => "The event loop has control again".into(),
        }
    }

    fn suspended(&self, task: FiberId, on: FutureId) -> String {
        let start = self.who(task) + &self.at_line(task);
        if on == FutureId(0) {
            return [&start, " lets the others run once"].concat();
        }
        match self.names.role(on) {
            Role::Sleep(ns) => {
                [&start, " sleeps for ", &format_ns(ns), "; others can run meanwhile"].concat()
            }
            Role::Task(other) => [&start, " waits until ", &self.who(other), " is done"].concat(),
            Role::Made | Role::Named(_) => [&start, " waits for ", &self.names.future(on)].concat(),
        }
    }

    fn future_done(&self, future: FutureId, how: Finish) -> String {
        let what = match self.names.role(future) {
            Role::Sleep(ns) => ["The asyncio.sleep of ", &format_ns(ns)].concat(),
            Role::Made | Role::Named(_) => ["The ", &self.names.future(future)].concat(),
            Role::Task(task) => self.who(task),
        };
        let how = match how {
            Finish::Returned | Finish::Exited => " is done",
            Finish::Raised => " is done, with an exception",
            Finish::Cancelled => " is cancelled",
        };
        [&what, how].concat()
    }
}
