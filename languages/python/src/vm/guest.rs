//! The seam to the machine: steps, answers, and the ends of fibers.

use super::frame::{After, Outer, Pending};
use super::{Next, Raise, Vm};
use crate::object::{FutureState, Object, Type, Value};
use runtime_core::guest::{Endpoint, Fingerprint, Guest, Op, Reply, Runs, Site, Step, StepCx};
use runtime_core::id::{Addr, ChanId, FiberId, LoopId};
use runtime_core::trace::{Finish, Handle};

impl Guest for Vm {
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        let program = self.program.clone();
        self.take_fiber(fiber);
        self.spent = cx.spent;
        self.began = cx.began;
        self.instruction_ns = cx.instruction_ns;
        self.thread = cx.thread;
        if self.locals_of != cx.thread {
            self.swap_locals(cx.thread);
        }
        self.heap.deadline = 0;
        let step = match cx.watch.is_some() {
            true => self.step_watched(&program, cx),
            false => self.step_alone(&program, cx),
        };
        // A slice that is used up is no moment of its own.
        if step != Step::Ran {
            self.show_futures(cx);
            self.run.passed = Site(0);
        }
        if cx.watch.is_some() && !self.heap.has_settled() && begins_choices(&step) {
            self.heap.settle();
            self.numbers_settled = [self.futures_made, self.next_callback - 1];
        }
        self.put_fiber(fiber);
        if matches!(step, Step::Done(_)) && fiber != cx.thread {
            self.fibers.free(fiber.index() - 1);
        }
        step
    }

    fn resume(&mut self, fiber: FiberId, reply: Reply) {
        self.take_fiber(fiber);
        let pending = std::mem::replace(&mut self.run.pending, Pending::Nothing);
        self.answer(pending, reply);
        self.put_fiber(fiber);
    }

    fn transfer(&mut self, _chan: ChanId, _from: Endpoint, _to: Endpoint) {
        panic!("yieldpoint bug: Python has no channels");
    }

    fn begin_handle(&mut self, thread: FiberId, event_loop: LoopId, handle: Handle) -> Runs {
        if self.loops[event_loop.index() - 1].is_debug {
            let of = self.handle_value(handle);
            self.note_handle(event_loop, of);
        }
        match handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => {
                self.begin_task(task, handle);
                return Runs::Fiber(task);
            }
            Handle::Call(callback) => {
                let Some(callback) = self.callbacks.remove(&callback.0) else {
                    return Runs::Nothing;
                };
                if matches!(self.heap.object(callback),
                    Some(Object::LoopHandle(handle)) if handle.is_cancelled)
                {
                    self.heap.release(callback);
                    return Runs::Nothing;
                }
                self.begin_callback(thread, callback);
                return Runs::Fiber(thread);
            }
            Handle::SetResult(future) => {
                let Some(op) = self.end_sleep(future) else { return Runs::Nothing };
                self.fibers[thread.index() - 1].todo.push_back(op);
            }
            Handle::Stop => {
                let op = Op::LoopStop { event_loop };
                self.fibers[thread.index() - 1].todo.push_back(op);
            }
        }
        // Nothing of the program runs: the thread only asks.
        let fiber = &mut self.fibers[thread.index() - 1];
        let outer = Outer {
            pending: std::mem::replace(&mut fiber.pending, Pending::Nothing),
            context: std::mem::replace(&mut fiber.context, Value::Undef),
        };
        fiber.suspended.push(outer);
        fiber.callback_done = true;
        Runs::Fiber(thread)
    }

    fn end_handle(
        &mut self, _thread: FiberId, event_loop: LoopId, _handle: Handle, took_ns: u64,
    ) -> Runs {
        self.handle_ran(event_loop, took_ns);
        Runs::Nothing
    }

    fn word(&self, at: Addr) -> u64 {
        u64::from(self.heap.held_locks.contains_key(&at.0))
    }

    fn set_word(&mut self, at: Addr, value: u64) {
        match value {
            0 => self.heap.held_locks.remove(&at.0),
            _ => self.heap.held_locks.insert(at.0, ()),
        };
    }

    fn stack_text(&self, _fiber: FiberId) -> String {
        String::new()
    }

    fn lines(&self, fiber: FiberId) -> Vec<u32> {
        let Some(fiber) = self.fibers.get(fiber.index() - 1) else { return Vec::new() };
        if fiber.is_shown {
            return fiber.shown.iter().map(|shown| shown.line).collect();
        }
        let started = |frame: &&super::frame::Frame| frame.pc > 0;
        let visible = fiber
            .frames()
            .filter(started)
            .map(|frame| (self.program.code(frame.code), frame.pc as usize - 1));
        visible.filter(|(code, _)| !code.is_hidden).map(|(code, at)| code.lines[at]).collect()
    }

    fn fingerprint(&self, state: &mut Fingerprint) {
        self.feed(state);
    }
}

/// Whether there may be something to choose after this: until then a program runs alone.
fn begins_choices(step: &Step) -> bool {
    matches!(step, Step::Op(Op::ThreadStart { .. } | Op::LoopRun { .. }))
}

impl Vm {
    pub(super) fn take_fiber(&mut self, fiber: FiberId) {
        self.at = fiber;
        std::mem::swap(&mut self.run, &mut self.fibers[fiber.index() - 1]);
    }

    pub(super) fn put_fiber(&mut self, fiber: FiberId) {
        self.at = FiberId(0);
        std::mem::swap(&mut self.run, &mut self.fibers[fiber.index() - 1]);
    }

    /// One step of a fiber that nobody watches.
    fn step_alone(&mut self, program: &crate::code::Program, cx: &mut StepCx<'_>) -> Step {
        match self.run.todo.pop_front() {
            Some(op) => Step::Op(op),
            None if std::mem::take(&mut self.run.looks_up) && cx.stop_at_poll => self.polled(cx),
            None => self.step_taken(program, cx),
        }
    }

    pub(super) fn step_taken(
        &mut self, program: &crate::code::Program, cx: &mut StepCx<'_>,
    ) -> Step {
        if self.run.finalizing.len() <= self.run.finalizing_below {
            let over = if self.run.depth == 0 || self.run.ended.is_some() {
                Some(self.ended(program, cx))
            } else if self.run.callback_done {
                Some(self.callback_over(program, cx))
            } else {
                None
            };
            match over {
                Some(Some(step)) => return step,
                Some(None) => return self.dispatch(program, cx),
                None => {}
            }
        }
        let throw = std::mem::replace(&mut self.run.throw, Value::Undef);
        let wakes = std::mem::replace(&mut self.run.wakes, false);
        let raised = if !throw.is_undef() {
            self.raise_value(throw);
            true
        } else {
            wakes && self.awaited().is_err()
        };
        match if raised { self.unwind(program) } else { Next::Go } {
            Next::Ask => self.asked(cx),
            Next::End => self.ended(program, cx).unwrap_or_else(|| self.dispatch(program, cx)),
            Next::Callback => {
                self.callback_over(program, cx).unwrap_or_else(|| self.dispatch(program, cx))
            }
            Next::Go | Next::Frame => self.dispatch(program, cx),
        }
    }

    fn answer(&mut self, pending: Pending, reply: Reply) {
        match (pending, reply) {
            (Pending::Nothing, _) => {}
            // Asked on the way to waiting: the wait itself comes next.
            (Pending::Await, _) => self.run.pending = Pending::Await,
            (Pending::Turn | Pending::PushNone, _) => self.push(Value::None),
            (Pending::PushBool, Reply::Bool(answer)) => self.push(Value::Bool(answer)),
            (Pending::Timer, Reply::Timer(timer)) => {
                let value = self.peek(1);
                if let Some(Object::LoopHandle(handle)) =
                    value.handle().map(|handle| self.heap.get_mut(handle))
                {
                    handle.timer = timer;
                }
            }
            (Pending::Push, _) => {}
            (Pending::Lock { count, thread }, Reply::Bool(had)) => {
                self.lock_answered([thread, count], had);
            }
            (Pending::GiveUp { channel }, Reply::Bool(happened)) => {
                if !happened {
                    self.shared.take_waiter(i64::from(channel));
                }
                self.push(Value::Bool(happened));
            }
            (Pending::Unlock, Reply::Done) => self.push(Value::None),
            (Pending::Unlock, Reply::NotLocked) => {
                let message = self.heap.str("release unlocked lock");
                let kind = Value::Type(Type::RuntimeError);
                self.run.throw = self.new_exception(kind, vec![message]);
            }
            (Pending::Task, _) => {
                // One that came to its end at once does not keep its coroutine.
                let task = self.peek(1);
                let coroutine = match self.future_mut(task) {
                    Some(future) if future.state != FutureState::Pending => future.task.as_mut(),
                    _ => None,
                };
                let coroutine = coroutine.map(|part| &mut part.coroutine);
                let old = coroutine.map(|place| std::mem::replace(place, Value::None));
                self.heap.release(old.unwrap_or(Value::Undef));
            }
            (Pending::Loop, reply) => {
                let thread = self.at;
                let stopped = self.loops.iter_mut().find(|l| l.running_in == Some(thread));
                if let Some(stopped) = stopped {
                    stopped.running_in = None;
                }
                // One that broke off has left an exception in `throw`.
                if reply == Reply::Done {
                    self.push(Value::None);
                }
            }
            (pending, reply) => panic!("yieldpoint bug: {pending:?} answered by {reply:?}"),
        }
    }

    /// The outermost frame has returned an owned value.
    pub(super) fn root_left(&mut self, result: Value) -> Result<Next, Raise> {
        self.run.ended = Some(Finish::Returned);
        if self.run.task.is_undef() {
            self.heap.release(result);
        } else {
            self.finish_task(FutureState::Returned, result);
        }
        Ok(Next::End)
    }

    /// An exception has left the outermost frame.
    pub(super) fn root_raised(&mut self) -> Next {
        let exception = self.take_raised();
        let exits = self.is_instance(exception, Value::Type(Type::SystemExit));
        if self.run.task.is_undef() && self.at != FiberId(1) {
            return self.uncaught_thread(exception);
        }
        if self.run.task.is_undef() {
            if exits {
                return self.exit(exception);
            }
            return self.uncaught_main(exception);
        }
        let cancelled = self.is_instance(exception, Value::Type(Type::CancelledError));
        let (finish, state) = match cancelled {
            true => (Finish::Cancelled, FutureState::Cancelled),
            false => (Finish::Raised, FutureState::Raised),
        };
        if exits || self.is_instance(exception, Value::Type(Type::KeyboardInterrupt)) {
            // No loop catches it.
            self.run.breaks = true;
            self.break_thread(exception);
        }
        self.run.ended = Some(finish);
        self.finish_task(state, exception);
        Next::End
    }

    /// An exception has left a thread that `threading` knows nothing of.
    ///
    /// **Models:** `thread_run` in `Modules/_threadmodule.c`.
    fn uncaught_thread(&mut self, exception: Value) -> Next {
        if !self.is_instance(exception, Value::Type(Type::SystemExit)) {
            self.unraisable("Exception ignored in thread started by", Value::None, exception);
        }
        self.heap.release(exception);
        self.run.ended = Some(Finish::Raised);
        Next::End
    }

    /// An exception has left the main thread: its texts come first, where Python code has to run
    /// for them.
    fn uncaught_main(&mut self, exception: Value) -> Next {
        let untold = self.untold(exception);
        self.push(exception);
        if untold.is_empty() {
            return self.report_told();
        }
        let untold = self.heap.keep_all(&untold);
        let untold = self.heap.list(untold);
        let after = super::frame::After::Report;
        match self.call_library("builtins._tell", vec![untold], after) {
            Ok(next) => next,
            Err(Raise) => self.report_told(),
        }
    }

    /// `exc ->`: the exception that ends the program is ready to be printed.
    pub(super) fn report_told(&mut self) -> Next {
        self.run.throw = self.pop();
        self.run.ended = Some(Finish::Raised);
        Next::End
    }

    /// The loop of the present thread breaks off with this exception, borrowed.
    fn break_thread(&mut self, exception: Value) {
        let exception = self.heap.keep(exception);
        let old = match self.at == self.thread {
            true => std::mem::replace(&mut self.run.throw, exception),
            false => {
                let thread = &mut self.fibers[self.thread.index() - 1];
                std::mem::replace(&mut thread.throw, exception)
            }
        };
        self.heap.release(old);
    }

    /// SystemExit ends the process, wherever it comes from.
    fn exit(&mut self, exception: Value) -> Next {
        let argument = match self.heap.object(exception) {
            Some(Object::Exception(exception)) => self.first_argument(exception.args),
            _ => Value::None,
        };
        let code = match argument {
            Value::None => 0,
            Value::Int(code) => code as i32,
            Value::Bool(code) => i32::from(code),
            _ => {
                let text = self.str_native(argument).unwrap_or_default();
                self.stderr += &text;
                self.stderr.push('\n');
                1
            }
        };
        self.heap.release(exception);
        self.run.ended = Some(Finish::Raised);
        self.exit_code = Some(code);
        Next::End
    }

    fn finish_task(&mut self, mut state: FutureState, mut value: Value) {
        let task = self.run.task;
        let is_cancelled = self
            .future_mut(task)
            .and_then(|task| task.task.as_mut())
            .is_some_and(|part| std::mem::take(&mut part.must_cancel));
        if is_cancelled && state == FutureState::Returned {
            // It was cancelled while it ran and has not noticed.
            self.heap.release(value);
            (state, value) = (FutureState::Cancelled, Value::None);
            self.run.ended = Some(Finish::Cancelled);
        }
        let rows = match self.heap.object(value) {
            Some(Object::Exception(exception)) if state != FutureState::Returned => {
                exception.rows.clone()
            }
            _ => Vec::new(),
        };
        if let Some(future) = self.future_mut(task) {
            future.unretrieved = state == FutureState::Raised;
            future.rows = rows;
            if state == FutureState::Cancelled && !value.is_none() {
                // The message is the exception's now.
                let old = std::mem::replace(&mut future.cancel_message, Value::None);
                self.heap.release(old);
            }
        }
        self.tasks.remove(&self.at.0);
        let op = self.finish_future(task, state, value);
        self.run.todo.push_back(op);
        self.run.task = Value::Undef;
        self.run.task_done = task;
    }

    pub(super) fn callback_left(&mut self, result: Value) -> Result<Next, Raise> {
        self.heap.release(result);
        self.run.callback_done = true;
        self.heap.deadline = 0;
        Ok(Next::Callback)
    }

    pub(super) fn callback_raised(&mut self) -> Next {
        let raised = self.raised;
        let breaks = [Type::SystemExit, Type::KeyboardInterrupt]
            .into_iter()
            .any(|kind| self.is_instance(raised, Value::Type(kind)));
        if breaks {
            let exception = self.take_raised();
            self.break_thread(exception);
            self.heap.release(exception);
            self.run.breaks = true;
        } else if let Some(next) = self.callback_failed() {
            return next;
        }
        self.run.callback_done = true;
        Next::Callback
    }

    /// What the loop's exception handler does about an exception that a callback raised; `None`
    /// if it cannot run. **Models:** `Handle._run`.
    fn callback_failed(&mut self) -> Option<Next> {
        let exception = self.take_raised();
        let handle = std::mem::replace(&mut self.run.callback, Value::Undef);
        if handle.is_undef() {
            // The handler itself has failed.
            self.log_error("Exception in default exception handler", exception);
            self.heap.release(exception);
            return None;
        }
        let arguments = vec![handle, exception];
        self.call_library("asyncio.base_events._callback_failed", arguments, After::Callback).ok()
    }
}
