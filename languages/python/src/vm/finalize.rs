//! Last rites: what the interpreter does about objects that are dying.
//!
//! A finalizer is a frame on the fiber that caused the death, above what it was doing; what dies
//! after it waits with it ([`Finalizing`]) and goes on when it has returned. Deaths it causes
//! itself come first.
//!
//! **Models:** `slot_tp_finalize`, `handle_weakrefs`, `_PyGen_Finalize`, CPython 3.13.

use super::frame::{After, Finalizing, Frame, Pending};
use super::{Next, Raise, Vm};
use crate::code::Program;
use crate::names;
use crate::object::burial::{Dying, LastRite};
use crate::object::{FutureState, GeneratorKind, Handle, Object, Type, Value};
use std::collections::VecDeque;

impl Vm {
    /// Goes on with what is dying, until Python code has to run for it (then a frame was pushed:
    /// `true`) or there is something to print.
    pub(super) fn go_on_dying(&mut self, program: &Program) -> bool {
        while self.stderr.is_empty() {
            let Some(step) = self.heap.dying.pop_front() else { return false };
            let is_pushed = match step {
                Dying::Release(value) => self.go_on_releasing(program, value),
                Dying::Call { callable, arguments } => self.finalizer_frame(callable, arguments),
                Dying::Finalize(value) => {
                    let needs = value
                        .handle()
                        .filter(|&handle| self.heap.last_rite(handle) == LastRite::Finalizer);
                    let is_pushed = needs.is_some_and(|handle| self.finalize(program, handle));
                    self.heap.release(value);
                    is_pushed
                }
                Dying::CloseTask(task) => {
                    let is_pushed = self.close_task(program, task);
                    self.heap.release(task);
                    is_pushed
                }
                Dying::TaskWords(task) => {
                    self.say_last_words(task);
                    self.heap.release(task);
                    false
                }
                Dying::Sweep(values) => {
                    self.sweep(values);
                    false
                }
            };
            if is_pushed {
                return true;
            }
        }
        false
    }

    fn go_on_releasing(&mut self, program: &Program, value: Value) -> bool {
        let Value::Ref(handle) = value else { return false };
        if self.heap.refs(handle) > 1 {
            self.heap.release(value);
            return false;
        }
        match self.heap.last_rite(handle) {
            LastRite::Finalizer => {
                self.heap.dying.push_front(Dying::Release(value));
                self.finalize(program, handle)
            }
            LastRite::WeakReferences => {
                let calls = self.heap.clear_weak(handle, &|_| false);
                self.heap.dying.push_front(Dying::Release(value));
                for call in calls.into_iter().rev() {
                    self.heap.dying.push_front(call);
                }
                false
            }
            LastRite::Nothing => {
                self.heap.dismantle(handle);
                false
            }
        }
    }

    /// Runs the finalizer of an object, for the only time; whether a frame was pushed.
    fn finalize(&mut self, program: &Program, handle: Handle) -> bool {
        self.heap.mark_finalized(handle);
        let value = Value::Ref(handle);
        match self.heap.get(handle) {
            Object::Generator(generator) if generator.was_never_awaited() => {
                let code = generator.code;
                if self.unawaited_hook.is_undef() {
                    let origin = generator.origin.clone();
                    self.never_awaited(program, code, origin);
                    return false;
                }
                let what = self.heap.keep(value);
                let coroutine = self.heap.keep(value);
                let hook = self.heap.keep(self.unawaited_hook);
                self.finalizer_call(what, hook, vec![coroutine])
            }
            Object::Generator(_) => self.close_dying(program, value),
            Object::Future(future) if future.state == FutureState::Pending => {
                let task = [self.heap.keep(value), self.heap.keep(value)];
                let mut steps = [Dying::TaskWords(task[0]), Dying::CloseTask(task[1])];
                if self.heap.generations.is_collecting {
                    // The collector comes to the coroutine first, which is older than its task.
                    steps.reverse();
                }
                self.die_first(steps.into_iter());
                false
            }
            Object::Future(_) => {
                self.say_last_words(value);
                false
            }
            _ => {
                let class = self.class_of(value);
                let Some(method) = self.class_lookup(class, names::DEL) else { return false };
                let method = self.heap.keep(method);
                let receiver = self.heap.keep(value);
                self.finalizer_frame(method, vec![receiver])
            }
        }
    }

    fn say_last_words(&mut self, future: Value) {
        let rest = std::mem::take(&mut self.heap.dying);
        self.future_last_words(future);
        self.heap.dying.extend(rest);
    }

    /// The frames of a task that has died pending come to this fiber, to be left by GeneratorExit.
    fn close_task(&mut self, program: &Program, task: Value) -> bool {
        let Some(part) = self.future_mut(task).and_then(|future| future.task.as_ref()) else {
            return false;
        };
        let (number, coroutine) = (part.fiber, part.coroutine);
        let fiber = &mut self.fibers[number.index() - 1];
        let has_begun = fiber.depth > 1 || fiber.top.pc > 0;
        if fiber.depth == 0 || !has_begun || fiber.ended.is_some() || number == self.at {
            self.task_gone(task);
            return false;
        }
        let mut frames: Vec<Frame> = fiber.frames().copied().collect();
        (fiber.depth, fiber.callers) = (0, Vec::new());
        let stack = std::mem::take(&mut fiber.stack);
        self.task_gone(task);
        let (what, under_way) = (self.heap.keep(coroutine), self.run.finalizing.len());
        self.begin_finalizer(what);
        let offset = self.run.stack.len() as u32;
        self.run.stack.extend(stack);
        frames[0].after = After::Finalize;
        for mut frame in frames {
            frame.base += offset;
            frame.start += offset;
            self.enter(frame);
        }
        let exit = self.new_exception(Value::Type(Type::GeneratorExit), Vec::new());
        self.raise_value(exit);
        self.unwind(program);
        self.run.finalizing.len() > under_way
    }

    /// Whether a finalizer asks for what only a task may have: to wait. It is then over.
    pub(super) fn ignores_exit(&mut self) -> bool {
        let waits = matches!(self.run.pending, Pending::Await | Pending::Turn | Pending::Throw);
        if !waits || self.run.finalizing.len() <= self.run.finalizing_below {
            return false;
        }
        let depth = self.run.finalizing.last().map_or(0, |over| over.depth);
        self.ask = None;
        self.run.pending = Pending::Nothing;
        while self.run.depth > depth {
            let frame = self.run.top;
            self.truncate(frame.start as usize);
            self.drop_frame();
            self.heap.release(frame.handling);
            self.finish_generator(frame.owner);
            self.heap.release(frame.owner);
        }
        self.raise(Type::RuntimeError, "coroutine ignored GeneratorExit".into());
        self.finalizer_raised();
        true
    }

    /// A generator has died suspended: if it stands in a `try` or `with`, it is closed first.
    fn close_dying(&mut self, program: &Program, value: Value) -> bool {
        let hook = self.asyncgen_hooks[1];
        let Some(generator) = self.generator(value) else { return false };
        let is_async = generator.kind == GeneratorKind::AsyncGenerator;
        if is_async && !generator.is_closed && !hook.is_none() {
            let arguments = self.heap.keep_all(&[hook, value]);
            return self.finalizer_frame(arguments[0], vec![arguments[1]]);
        }
        let at = generator.frame.map_or(0, |frame| frame.pc.saturating_sub(1));
        let guards = &program.code(generator.code).guards;
        if !guards.iter().any(|guard| guard.start <= at && at < guard.end) {
            let values = std::mem::take(&mut generator.values);
            self.finish_generator(value);
            self.heap.release_all(&values);
            return false;
        }
        let (what, under_way) = (self.heap.keep(value), self.run.finalizing.len());
        self.begin_finalizer(what);
        let exit = self.new_exception(Value::Type(Type::GeneratorExit), Vec::new());
        if let Err(Raise) = self.throw_into(value, exit, After::Finalize) {
            self.unwind(program);
        }
        self.run.finalizing.len() > under_way
    }

    /// Calls an owned callable with owned arguments because something has died.
    pub(super) fn finalizer_frame(&mut self, callable: Value, arguments: Vec<Value>) -> bool {
        let what = self.heap.keep(callable);
        self.finalizer_call(what, callable, arguments)
    }

    /// The same on behalf of `what`, owned, which a report of its failure names.
    fn finalizer_call(&mut self, what: Value, callable: Value, arguments: Vec<Value>) -> bool {
        let (start, under_way) = (self.run.stack.len(), self.run.finalizing.len());
        self.begin_finalizer(what);
        let is_function = matches!(self.heap.object(callable), Some(Object::Function(_)));
        let done = if is_function {
            self.call_with(callable, arguments, After::Finalize)
        } else {
            // Through the library, so that there is a frame whatever is called.
            let own = self.heap.keep(callable);
            let arguments = vec![own, self.heap.tuple(arguments)];
            self.call_library("builtins._call", arguments, After::Finalize)
        };
        self.heap.release(callable);
        if let Err(Raise) = done {
            self.truncate(start);
            self.finalizer_raised();
            self.finalized();
        }
        self.run.finalizing.len() > under_way
    }

    fn begin_finalizer(&mut self, what: Value) {
        let rest = std::mem::take(&mut self.heap.dying);
        let depth = self.run.depth;
        self.run.finalizing.push(Finalizing { what, rest, depth });
    }

    /// The innermost finalizer is over: what waited for it goes on.
    pub(super) fn finalized(&mut self) -> Next {
        if let Some(over) = self.run.finalizing.pop() {
            let mut rest = over.rest;
            self.heap.release(over.what);
            let own = std::mem::take(&mut self.heap.dying);
            own.into_iter().rev().for_each(|step| rest.push_front(step));
            self.heap.dying = rest;
            self.heap.deadline = 0;
        }
        if self.run.finalizing.len() > self.run.finalizing_below {
            return Next::Frame;
        }
        match (self.run.callback_done, self.run.depth) {
            (true, _) => Next::Callback,
            (_, 0) => Next::End,
            _ => Next::Frame,
        }
    }

    /// An exception has left the innermost finalizer: nobody can catch it.
    pub(super) fn finalizer_raised(&mut self) {
        let exception = self.take_raised();
        let what = self.run.finalizing.last().map_or(Value::None, |over| over.what);
        let is_end = [Type::GeneratorExit, Type::StopIteration]
            .iter()
            .any(|&kind| self.is_instance(exception, Value::Type(kind)));
        let is_quiet = is_end && matches!(self.heap.object(what), Some(Object::Generator(_)));
        let is_told = self.str_native(exception).is_some()
            || matches!(self.heap.object(exception),
                Some(Object::Exception(exception)) if exception.text.is_some());
        if !is_quiet && !is_told {
            return self.tell_first(what, exception);
        }
        if !is_quiet {
            self.unraisable("Exception ignored in", what, exception);
        }
        self.heap.release(exception);
    }

    /// The exception's text is the program's to tell: that comes first, then the report. Takes
    /// the exception over.
    fn tell_first(&mut self, what: Value, exception: Value) {
        let callable = self.library("builtins._tell_unraisable");
        let arguments = vec![self.heap.keep(what), exception];
        self.heap.dying.push_back(Dying::Call { callable, arguments });
    }

    /// Takes apart what is unreachable even after its finalizers.
    fn sweep(&mut self, values: Vec<Value>) {
        let rest = std::mem::take(&mut self.heap.dying);
        let handles: Vec<Handle> = values.iter().filter_map(|value| value.handle()).collect();
        self.heap.grow_older(&handles, 2);
        let beyond = super::collect::Waiting::new(&self.fibers);
        let (_, lost) = self.heap.partition(handles, &values, &beyond);
        // What nobody but the collector holds any more has died of its finalizer.
        let others = lost.iter().filter(|&&handle| self.heap.refs(handle) > 1);
        let number = others.map(|&handle| self.heap.number_of_objects(handle)).sum();
        self.collected(number);
        for handle in lost {
            let own = self.heap.keep(Value::Ref(handle));
            let parts = self.heap.empty(handle);
            self.heap.release_all(&parts);
            self.heap.release(own);
        }
        self.heap.release_all(&values);
        let own = std::mem::replace(&mut self.heap.dying, rest);
        own.into_iter().rev().for_each(|step| self.heap.dying.push_front(step));
    }

    /// Puts steps before everything else that is dying.
    pub(super) fn die_first(&mut self, steps: impl DoubleEndedIterator<Item = Dying>) {
        steps.rev().for_each(|step| self.heap.dying.push_front(step));
        self.heap.deadline = 0;
    }
}

impl Finalizing {
    /// Names every value it owns.
    pub(super) fn children(&self, each: &mut dyn FnMut(Value)) {
        each(self.what);
        dying_children(&self.rest, each);
    }
}

/// Names every value that owns its death.
pub(super) fn dying_children(dying: &VecDeque<Dying>, each: &mut dyn FnMut(Value)) {
    dying.iter().for_each(|step| step.children(each));
}
