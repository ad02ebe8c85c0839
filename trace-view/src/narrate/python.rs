//! The sentences about threads, the event loop, tasks and futures.

use super::{NOBODY, Narrator};
use crate::durations::format_ns;
use crate::names::Role;
use runtime_core::id::{FiberId, FutureId, TimerId};
use runtime_core::time::Time;
use runtime_core::trace::{Event, EventKind, Finish, Handle};

impl Narrator<'_> {
    pub(super) fn say_python(&self, event: &Event) -> Option<String> {
        Some(match event.kind {
            EventKind::ThreadStarted { thread, .. } => [&self.who(thread), " starts"].concat(),
            EventKind::ThreadSlept { by, until, .. } => {
                self.thread_slept(by, until.since(event.at))
            }
            EventKind::ThreadWoke { thread } => {
                [&self.sleeper(thread), " goes on: time.sleep is over"].concat()
            }
            EventKind::LoopStarted { thread } => {
                ["asyncio starts an event loop in ", &self.who(thread)].concat()
            }
            EventKind::LoopStopped { thread } => {
                ["The event loop is closed and ", &self.who(thread), " goes on"].concat()
            }
            EventKind::IterationBegan { number, todo } => {
                let handles = if todo == 1 { " thing to run" } else { " things to run" };
                ["Round ", &number.to_string(), " of the event loop: ", &todo.to_string(), handles]
                    .concat()
            }
            EventKind::LoopWaited { until } => {
                let ns = until.since(self.before.at);
                ["Nothing is ready: the event loop waits ", &format_ns(ns), " for the next timer"]
                    .concat()
            }
            EventKind::HandleQueued { handle } => self.handle_queued(handle),
            EventKind::HandleScheduled { timer, handle } => self.handle_scheduled(timer, handle),
            EventKind::HandleRun { handle } => self.handle_run(handle),
            EventKind::HandleDone { handle } => self.handle_done(handle),
            EventKind::FutureMade { future, by } => {
                [&self.who(by), " makes a future: ", &self.names.future(future)].concat()
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
            EventKind::CallbackAdded { future, handle } => self.callback_added(future, handle),
            EventKind::FutureDone { future, how } => self.future_done(future, how),
            EventKind::CancelRequested { task, by: NOBODY } => {
                ["The event loop is about to close and cancels ", &self.who(task)].concat()
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

    fn thread_slept(&self, by: FiberId, ns: u64) -> String {
        let ns = format_ns(ns);
        if self.before.event_loop.is_none() {
            return [&self.who(by), " sleeps", &self.at_line(by), " for ", &ns].concat();
        }
        [
            "time.sleep in ",
            &self.who(by),
            &self.at_line(by),
            " freezes the event loop for ",
            &ns,
            ": nothing else can run",
        ]
        .concat()
    }

    /// Who is inside of `time.sleep`: the task that is being stepped, or the thread.
    fn sleeper(&self, thread: FiberId) -> String {
        let current = self.before.event_loop.as_ref().and_then(|l| l.current);
        match current {
            Some(Handle::Step(task) | Handle::Wakeup(task, _)) => self.who(task),
            _ => self.who(thread),
        }
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
            Role::Made => ["because ", &self.names.future(future), " is done"].concat(),
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
            Role::Made => [&start, " waits for ", &self.names.future(on)].concat(),
        }
    }

    fn callback_added(&self, future: FutureId, handle: Handle) -> String {
        let future = self.names.future(future);
        match handle {
            Handle::Wakeup(task, _) => {
                [&self.who(task), " is to go on when this is done: ", &future].concat()
            }
            Handle::Stop => ["The event loop is to stop when this is done: ", &future].concat(),
            _ => ["A callback is to run when this is done: ", &future].concat(),
        }
    }

    fn future_done(&self, future: FutureId, how: Finish) -> String {
        let what = match self.names.role(future) {
            Role::Sleep(ns) => ["The asyncio.sleep of ", &format_ns(ns)].concat(),
            Role::Made => ["The ", &self.names.future(future)].concat(),
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
