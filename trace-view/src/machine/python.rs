//! Python: interpreters with their GIL and threads, event loops, tasks.

use super::{Card, Group, Look, NOBODY, Row, Token, card, of, remark};
use crate::durations::format_ns;
use crate::names::Role;
use crate::state::State;
use runtime_core::id::{FiberId, FutureId, LoopId, ProcId, TimerId};
use runtime_core::time::Time;
use runtime_core::trace::{
    FiberState, GilView, Handle, LoopView, Object, ThreadView, TimerView, WaitReason,
};

/// What kind of handle a key is of.
const HANDLE: u64 = 1 << 41;
/// Of a handle that is queued a second time.
const AGAIN: u64 = 1 << 40;

impl Look<'_> {
    pub(super) fn python(&self) -> Vec<Group> {
        let interpreters: Vec<(ProcId, FiberId)> =
            self.stage.interpreters.iter().map(|(&id, &first)| (id, first)).collect();
        let title = if interpreters.len() > 1 { "Processes" } else { "Threads" };
        let mut groups = vec![
            self.group(title, &interpreters, |&(id, first)| self.interpreter(id, first)),
            self.group("Event loop", &self.stage.loops, |&id| self.event_loop(id)),
        ];
        if !self.stage.tasks.is_empty() {
            groups.push(Group { title: "Tasks", cards: vec![self.tasks()], more: 0 });
        }
        groups.push(self.locks());
        groups
    }

    // ---- threads

    fn interpreter(&self, id: ProcId, first: FiberId) -> Card {
        let alone = self.stage.interpreters.len() == 1;
        let title = if alone { "Interpreter".into() } else { self.names.fiber(first) };
        let mut here: Vec<(FiberId, &ThreadView)> = self
            .now
            .threads
            .iter()
            .filter(|(_, view)| view.interpreter == id)
            .map(|(&thread, view)| (thread, view))
            .collect();
        let (mut rows, note) = match self.gil_of(id) {
            Some(gil) => {
                let waits = |thread| gil.waiters.iter().any(|&(waiter, _)| waiter == thread);
                here.retain(|&(thread, _)| gil.holder != Some(thread) && !waits(thread));
                (self.gil(&gil), gil_note(&gil))
            }
            None => (Vec::new(), "no GIL: threads run at the same time".into()),
        };
        let is_there = self.now.threads.values().any(|view| view.interpreter == id);
        let mut place = |label: &'static str, stands: &dyn Fn(FiberState) -> bool| {
            let own = |&(thread, _): &(FiberId, &ThreadView)| {
                self.view(thread).is_some_and(|view| stands(view.state))
            };
            let (these, others): (Vec<_>, Vec<_>) = here.iter().copied().partition(own);
            here = others;
            rows.push(self.row(label, these.iter(), |&(thread, view)| self.thread(thread, view)));
        };
        if !self.stage.gils.contains(&id) {
            place("running", &|state| matches!(state, FiberState::Running(_)));
        }
        place("starting", &|state| state == FiberState::Runnable);
        let waits = |wanted| move |state| matches!(state, FiberState::Waiting { reason, .. } if reason == wanted);
        for &reason in self.stage.reasons.iter().filter(|&&reason| reason != WaitReason::Gil) {
            place(reason.word(), &waits(reason));
        }
        // Those who wait for a lock stand there.
        let at_lock =
            |state| matches!(state, FiberState::Waiting { reason: WaitReason::LockAcquire, .. });
        place("on their way", &|state| !at_lock(state));
        Card {
            exists: is_there,
            ..card(title, if is_there { note } else { "not there".into() }, rows)
        }
    }

    /// The GIL of an interpreter that has one, whether or not it is there already.
    fn gil_of(&self, id: ProcId) -> Option<GilView> {
        let has_one = self.stage.gils.contains(&id);
        has_one.then(|| self.now.gils.get(&id).cloned().unwrap_or_default())
    }

    /// A thread, with what it is in the middle of.
    fn thread(&self, id: FiberId, view: &ThreadView) -> Token {
        let token = self.fiber(id);
        let Some(until) = view.until else { return token };
        Token { extra: self.until(until), ..token }
    }

    fn gil(&self, gil: &GilView) -> Vec<Row> {
        let holder: Vec<FiberId> = gil.holder.into_iter().collect();
        let waiter = |&(thread, until): &(FiberId, Time)| {
            let left = until.since(self.now.at);
            let percent = left.min(gil.interval_ns) * 100 / gil.interval_ns.max(1);
            let extra = match left {
                0 => "interval is over".into(),
                _ => [&format_ns(left), " left"].concat(),
            };
            Token { left: Some(percent as u8), extra, ..self.fiber(thread) }
        };
        let request = if gil.drop_request { "set: the holder is to drop it" } else { "not set" };
        let free = if holder.is_empty() { "free" } else { "" };
        let holds = |&id: &FiberId| match self.now.loop_in(id) {
            Some(_) => Token { state: State::Loop, extra: self.doing(id), ..self.fiber(id) },
            None => self.fiber(id),
        };
        vec![
            self.row("has the GIL", holder.iter(), holds).noted(free),
            remark("drop request", request),
            self.row("waits for the GIL", gil.waiters.iter(), waiter),
        ]
    }

    /// What the loop of a thread that has the GIL does.
    fn doing(&self, thread: FiberId) -> String {
        let active = self.now.active(thread);
        match active == thread {
            true => "between two handles".into(),
            false => ["runs ", &self.names.fiber(active)].concat(),
        }
    }

    // ---- loops

    fn event_loop(&self, id: LoopId) -> Card {
        let title = ["Loop ", &id.0.to_string()].concat();
        let none = LoopView::default();
        let view = self.now.loops.get(&id);
        let it = view.unwrap_or(&none);
        let mut timers: Vec<(Time, TimerId, &TimerView)> = self
            .now
            .timers
            .iter()
            .filter(|(_, timer)| timer.event_loop == Some(id))
            .map(|(&timer, view)| (view.when, timer, view))
            .collect();
        timers.sort_unstable_by_key(|&(when, timer, _)| (when, timer));
        let current: Vec<Handle> = it.current.into_iter().collect();
        let round = match it.todo {
            0 => String::new(),
            todo => [&todo.to_string(), " of them in this round"].concat(),
        };
        let rows = vec![
            self.row("runs", current.iter(), |&handle| {
                let token = self.handle(handle, NOBODY);
                // A task that yields is queued again while it runs: the one queued keeps the key.
                let again = if it.ready.contains(&handle) { AGAIN } else { 0 };
                Token { state: State::Running, key: token.key + again, ..token }
            }),
            self.row("ready", it.ready.iter(), |&handle| self.handle(handle, NOBODY)).noted(round),
            self.row("timers", timers.iter(), |&(when, _, timer)| {
                let handle = timer.handle.unwrap_or(Handle::Stop);
                Token {
                    state: State::Sleeping,
                    extra: self.until(when),
                    ..self.handle(handle, timer.by)
                }
            }),
        ];
        Card { exists: view.is_some(), ..card(title, self.loop_note(view), rows) }
    }

    fn loop_note(&self, view: Option<&LoopView>) -> String {
        let Some(view) = view else { return "not there".into() };
        let round = ["round ", &view.iteration.to_string()].concat();
        let Some(thread) = view.thread else { return [&round, ", does not run"].concat() };
        let state = self.view(thread).map(|view| view.state);
        let selects =
            matches!(state, Some(FiberState::Waiting { reason: WaitReason::LoopSelect, .. }));
        let selects = if selects { ", waits in select" } else { "" };
        [&round, " in ", &self.names.fiber(thread), selects].concat()
    }

    /// The token of a handle; `by` is who set its timer.
    fn handle(&self, handle: Handle, by: FiberId) -> Token {
        let task = |id: FiberId| self.fiber(id).label;
        let (kind, id, of, label, name) = match handle {
            Handle::Step(id) => (1, id.0, id, task(id), "step"),
            Handle::Wakeup(id, _) => (2, id.0, id, task(id), "wakeup"),
            Handle::SetResult(future) => {
                let by = self.stage.made_by(future);
                (3, future.0, by, task(by), "sleep ends")
            }
            Handle::Call(callback) => (4, callback.0, by, "callback".into(), ""),
            Handle::Stop => (5, 0, NOBODY, "stop".into(), "the loop"),
        };
        Token {
            key: HANDLE + (kind << 33) + u64::from(id),
            origin: u64::from(of.0),
            fiber: of,
            label,
            name: name.into(),
            state: State::Runnable,
            note: String::new(),
            extra: String::new(),
            left: None,
        }
    }

    // ---- tasks

    fn tasks(&self) -> Card {
        let all = &self.stage.tasks;
        let room = self.limits.rows;
        let there = |&&(id, _): &&(FiberId, u32)| self.now.fibers.contains_key(&id);
        let alive = |entry: &&(FiberId, u32)| {
            self.view(entry.0).is_some_and(|view| !matches!(view.state, FiberState::Ended(_)))
        };
        let shown: Vec<&(FiberId, u32)> = match all.len() <= room {
            true => all.iter().collect(),
            false => all.iter().filter(alive).take(room).collect(),
        };
        let living = all.iter().filter(alive).count();
        let made = all.iter().filter(there).count();
        let rows = shown.into_iter().map(|&(id, depth)| self.task(id, depth)).collect();
        let left_out = if all.len() <= room { 0 } else { living.saturating_sub(room) };
        let more = if left_out > 0 {
            [", ", &left_out.to_string(), " of them not shown"].concat()
        } else {
            String::new()
        };
        card("Who awaits whom", [&of(living, made), " pending", &more].concat(), rows)
    }

    fn task(&self, id: FiberId, depth: u32) -> Row {
        let Some(view) = self.view(id) else {
            return Row { depth, ..remark("", [&self.names.lane(id), ": not made yet"].concat()) };
        };
        let note = match view.state {
            FiberState::Waiting { on: Object::Future(future), .. } => self.awaits(future),
            _ => String::new(),
        };
        let mut token = self.fiber(id);
        if note.is_empty() && token.state != State::Running {
            token.extra = std::mem::take(&mut token.note);
        }
        Row { depth, tokens: vec![token], ..remark("", note) }
    }

    fn awaits(&self, future: FutureId) -> String {
        match self.names.role(future) {
            Role::Sleep(ns) => ["sleeps ", &format_ns(ns)].concat(),
            _ => ["awaits ", &self.names.future(future)].concat(),
        }
    }
}

fn gil_note(gil: &GilView) -> String {
    let interval = format_ns(gil.interval_ns);
    let switches = if gil.switch_number == 1 { " switch" } else { " switches" };
    [&gil.switch_number.to_string(), switches, ", interval ", &interval].concat()
}
