//! The seam to the machine: steps, answers, callbacks, and the ends of fibers.

use super::frame::{Fiber, Pending};
use super::{Next, Raise, Vm};
use crate::object::{FutureState, Object, Type, Value};
use runtime_core::guest::{Endpoint, Fingerprint, Guest, Reply, Step, StepCx};
use runtime_core::id::{CallbackId, ChanId, FiberId, FutureId};
use runtime_core::trace::Finish;

impl Guest for Vm {
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step {
        let program = self.program.clone();
        self.take_fiber(fiber);
        self.spent = cx.spent;
        self.began = cx.began;
        self.instruction_ns = cx.instruction_ns;
        self.heap.deadline = 0;
        let step = self.step_taken(&program, cx);
        self.put_fiber(fiber);
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

    fn begin_callback(&mut self, thread: FiberId, callback: CallbackId) {
        let Some((callable, arguments)) = self.callbacks.remove(&callback.0) else {
            panic!("yieldpoint bug: {callback} is not registered");
        };
        self.take_fiber(thread);
        let outer = std::mem::replace(&mut self.run.pending, Pending::Nothing);
        self.run.suspended.push(outer);
        self.run.finalizing_below = self.run.finalizing.len();
        self.run.callback = self.heap.keep(callable);
        // Through the library, so that there is a frame whatever is called.
        let arguments = vec![callable, self.heap.tuple(arguments)];
        let after = super::frame::After::Callback;
        if let Err(Raise) = self.call_library("builtins._call", arguments, after) {
            self.log_callback_error();
            self.run.callback_done = true;
        }
        self.put_fiber(thread);
    }

    fn future_done(&mut self, future: FutureId, how: Finish) {
        let Some(&handle) = self.futures.get(&future.0) else { return };
        let Object::Future(future) = self.heap.get_mut(handle) else { return };
        if future.state != FutureState::Pending {
            return;
        }
        future.state = match how {
            Finish::Cancelled => FutureState::Cancelled,
            _ => FutureState::Returned,
        };
        if how != Finish::Cancelled {
            // A sleep's future carries its result with it.
            future.value = std::mem::replace(&mut future.extra, Value::None);
        }
    }

    fn gather_cancelled(&mut self, outer: FutureId) {
        let Some(&handle) = self.futures.get(&outer.0) else { return };
        if let Object::Future(future) = self.heap.get_mut(handle) {
            future.cancelling += 1;
        }
    }

    fn stack_text(&self, _fiber: FiberId) -> String {
        String::new()
    }

    fn lines(&self, fiber: FiberId) -> Vec<u32> {
        let Some(fiber) = self.fibers.get(fiber.index() - 1) else { return Vec::new() };
        if !fiber.shown.is_empty() {
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

impl Vm {
    fn take_fiber(&mut self, fiber: FiberId) {
        self.at = fiber;
        std::mem::swap(&mut self.run, &mut self.fibers[fiber.index() - 1]);
    }

    fn put_fiber(&mut self, fiber: FiberId) {
        std::mem::swap(&mut self.run, &mut self.fibers[fiber.index() - 1]);
    }

    fn step_taken(&mut self, program: &crate::code::Program, cx: &mut StepCx<'_>) -> Step {
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
            // A task that is cancelled before its first step.
            (Pending::Nothing, Reply::Cancelled) => self.throw_cancelled(),
            (Pending::Nothing, _) => {}
            (Pending::Await, Reply::Awaited(_)) => self.run.wakes = true,
            (Pending::Await, Reply::Cancelled) => {
                let future = self.peek(1);
                let is_done = matches!(self.heap.object(future),
                    Some(Object::Future(future)) if future.state == FutureState::Cancelled);
                if is_done { self.run.wakes = true } else { self.throw_cancelled() }
            }
            (Pending::Turn, Reply::Cancelled) => self.throw_cancelled(),
            (Pending::Throw, Reply::Cancelled) => {
                self.drop_top(1);
                self.throw_cancelled();
            }
            (Pending::Throw, _) => self.run.throw = self.pop(),
            (Pending::Turn | Pending::PushNone, _) => self.push(Value::None),
            (Pending::PushBool, Reply::Bool(answer)) => self.push(Value::Bool(answer)),
            (Pending::Future, Reply::Future(id)) => self.name_future(id),
            (Pending::Timer, Reply::Timer(timer)) => {
                let value = self.peek(1);
                if let Some(Object::Timer { id, .. }) =
                    value.handle().map(|handle| self.heap.get_mut(handle))
                {
                    *id = timer;
                }
            }
            (Pending::Loop(task), Reply::LoopDone(_)) => self.loop_done(task),
            (pending, reply) => panic!("yieldpoint bug: {pending:?} answered by {reply:?}"),
        }
    }

    fn throw_cancelled(&mut self) {
        let message = match self.heap.object(self.run.task) {
            Some(Object::Future(task)) => task.cancel_message,
            _ => Value::Undef,
        };
        let arguments = match message {
            Value::Undef | Value::None => Vec::new(),
            message => vec![self.heap.keep(message)],
        };
        self.run.throw = self.new_exception(Value::Type(Type::CancelledError), arguments);
    }

    /// The machine has given the future or task on top of the stack its id.
    fn name_future(&mut self, id: FutureId) {
        let value = self.peek(1);
        if let (Some(handle), Some(future)) = (value.handle(), self.future_mut(value)) {
            future.id = id;
            self.futures.insert(id.0, handle);
        }
    }

    /// A fiber for a coroutine, which it takes over; the fiber's number.
    pub(crate) fn new_fiber(&mut self, coroutine: Value, task: Value) -> FiberId {
        let is_new = self
            .generator(coroutine)
            .is_some_and(|one| one.state == crate::object::GeneratorState::Created);
        if !is_new {
            return self.fiber_for_used(coroutine, task);
        }
        let (code, values) = match self.generator(coroutine) {
            Some(generator) => {
                generator.state = crate::object::GeneratorState::Running;
                generator.awaited = true;
                generator.frame = None;
                (generator.code, std::mem::take(&mut generator.values))
            }
            None => panic!("yieldpoint bug: a task without a coroutine"),
        };
        let mut top = self.root_frame(code);
        top.owner = self.heap.keep(coroutine);
        let task = self.heap.keep(task);
        self.fibers.push(Fiber { top, depth: 1, stack: values, task, ..Fiber::default() });
        FiberId(self.fibers.len() as u32)
    }

    /// The same for a coroutine that somebody has sent into before.
    fn fiber_for_used(&mut self, coroutine: Value, task: Value) -> FiberId {
        let Value::Prelude(code) = self.library("builtins._delegate") else {
            panic!("yieldpoint bug: the library has no _delegate");
        };
        let top = self.root_frame(code);
        let mut stack = vec![Value::Undef; self.program.code(code).locals.len()];
        stack[0] = self.heap.keep(coroutine);
        let task = self.heap.keep(task);
        self.fibers.push(Fiber { top, depth: 1, stack, task, ..Fiber::default() });
        FiberId(self.fibers.len() as u32)
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
        if self.is_instance(exception, Value::Type(Type::SystemExit)) {
            return self.exit(exception);
        }
        if self.run.task.is_undef() {
            return self.uncaught_main(exception);
        }
        let cancelled = self.is_instance(exception, Value::Type(Type::CancelledError));
        let (finish, state) = match cancelled {
            true => (Finish::Cancelled, FutureState::Cancelled),
            false => (Finish::Raised, FutureState::Raised),
        };
        self.run.ended = Some(finish);
        self.finish_task(state, exception);
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

    /// Whether it is the task that `asyncio.run` waits for.
    fn is_main_task(&self, task: Value) -> bool {
        let pending = self.fibers.first().map(|thread| thread.pending);
        let suspended = self.fibers.first().and_then(|thread| thread.suspended.first().copied());
        [pending, suspended]
            .into_iter()
            .flatten()
            .any(|pending| matches!(pending, Pending::Loop(main) if task.handle() == Some(main)))
    }

    fn finish_task(&mut self, state: FutureState, value: Value) {
        let task = self.run.task;
        let rows = match self.heap.object(value) {
            Some(Object::Exception(exception)) if state != FutureState::Returned => {
                exception.rows.clone()
            }
            _ => Vec::new(),
        };
        let mut old = value;
        // The main task's end begins the shutdown, where others' errors are told at its end.
        let is_left_over = self.is_shutting_down && state == FutureState::Raised;
        if is_left_over {
            let failed = self.heap.keep(task);
            self.failed_at_shutdown.push(failed);
        }
        self.is_shutting_down |= self.is_main_task(task);
        if let Some(future) = self.future_mut(task) {
            future.state = state;
            future.unretrieved = state == FutureState::Raised && !is_left_over;
            future.rows = rows;
            old = std::mem::replace(&mut future.value, value);
        }
        self.heap.release(old);
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
        self.log_callback_error();
        self.run.callback_done = true;
        Next::Callback
    }

    /// **Models:** `Handle._run`, `_format_callback_source`.
    fn log_callback_error(&mut self) {
        let exception = self.take_raised();
        let source = self.callback_source(self.run.callback);
        self.stderr += &format!("Exception in callback {source}\nhandle: <Handle {source}>\n");
        self.stderr += &self.traceback(exception);
        self.heap.release(exception);
    }

    fn callback_source(&self, callable: Value) -> String {
        let function = match self.heap.object(callable) {
            Some(&Object::Method { function, .. }) => function,
            _ => callable,
        };
        match self.heap.object(function) {
            Some(Object::Function(function)) => {
                let code = self.program.code(function.code);
                format!("{}() at {}:{}", code.qualname, self.program.file, code.first_line)
            }
            _ => format!("{}()", self.plain_repr(callable)),
        }
    }

    /// **Models:** `_cancel_all_tasks` in `Lib/asyncio/runners.py`.
    fn log_shutdown_errors(&mut self) {
        for task in std::mem::take(&mut self.failed_at_shutdown) {
            if let Some(Object::Future(future)) = self.heap.object(task) {
                let (shown, exception) = (self.future_text(future), future.value);
                let text = self.traceback(exception);
                self.stderr += &format!(
                    "unhandled exception during asyncio.run() shutdown\ntask: {shown}\n{text}"
                );
            }
            self.heap.release(task);
        }
    }

    /// `asyncio.run` goes on: with the main task's result, or its exception.
    fn loop_done(&mut self, task: crate::object::Handle) {
        self.is_looping = false;
        self.is_shutting_down = false;
        self.log_shutdown_errors();
        let task = Value::Ref(task);
        match self.future_result(task) {
            Ok(result) => self.push(result),
            Err(Raise) => self.run.throw = self.take_raised(),
        }
        self.heap.release(task);
    }
}
