//! The texts of futures, tasks, handles and loops, and what is said at their deaths.
//!
//! **Models:** `Lib/asyncio/{base_futures,base_tasks,coroutines,format_helpers,events}.py`,
//! `Lib/reprlib.py`, `Future.__del__`, `Task.__del__`; CPython 3.13.0.
//! **Departures:** the library's files lie in `/usr/lib/python3.13`.

use super::Vm;
use super::frame::{Fiber, Frame};
use crate::object::{
    DoneCallback, Future, FutureState, GeneratorState, LoopHandle, Object, Text, Value,
};

/// How many items of a container are shown, and characters of a text.
const ITEMS_MAX: usize = 6;
const TEXT_MAX: usize = 30;
const DEPTH_MAX: u32 = 6;
/// Futures that wait for each other are written so deep.
const WAITERS_MAX: usize = 100;

impl Vm {
    /// The repr of a future or task; `shown` is that of its result or exception where Python code
    /// had to run for it, and `None` is given back where it has to.
    pub(crate) fn future_text(&self, value: Value, shown: Option<&str>) -> Option<String> {
        self.future_text_within(value, shown, &mut Vec::new())
    }

    /// The same within the texts of futures that wait for it.
    fn future_text_within(
        &self, value: Value, shown: Option<&str>, within: &mut Vec<Value>,
    ) -> Option<String> {
        let Some(Object::Future(future)) = self.heap.object(value) else { return None };
        if within.len() > WAITERS_MAX || within.iter().any(|one| one.is(value)) {
            return Some("...".into());
        }
        within.push(value);
        let mut parts = vec![match future.state {
            FutureState::Pending if future.task.is_some() && future.cancelling > 0 => "cancelling",
            FutureState::Pending => "pending",
            FutureState::Cancelled => "cancelled",
            FutureState::Returned | FutureState::Raised => "finished",
        }];
        let task = self.task_words(future, within);
        parts.extend(task.iter().map(String::as_str));
        let outcome = match (future.state, shown) {
            (FutureState::Raised, Some(shown)) => format!("exception={shown}"),
            (FutureState::Returned, Some(shown)) => format!("result={shown}"),
            (FutureState::Raised, None) => format!("exception={}", self.repr_native(future.value)?),
            (FutureState::Returned, None) => {
                format!("result={}", self.short_repr(future.value, DEPTH_MAX)?)
            }
            _ => String::new(),
        };
        let callbacks = self.callbacks_text(&future.callbacks);
        let rest = [outcome, callbacks, Vm::created_at(future.source.as_deref())];
        parts.extend(rest.iter().map(String::as_str).filter(|part| !part.is_empty()));
        Some(format!("<{} {}>", self.type_name(value), parts.join(" ")))
    }

    /// What a task's text has besides a future's.
    fn task_words(&self, future: &Future, within: &mut Vec<Value>) -> Vec<String> {
        let Some(task) = &future.task else { return Vec::new() };
        let mut words = vec![format!("name={}", crate::format::quoted(&task.name))];
        if !task.coroutine.is_none() {
            words.push(format!("coro=<{}>", self.coroutine_text(task.coroutine)));
        }
        if !task.waiter.is_none() {
            let shown = self.future_text_within(task.waiter, None, within);
            words.push(format!("wait_for={}", shown.unwrap_or_default()));
        }
        words
    }

    fn callbacks_text(&self, callbacks: &[DoneCallback]) -> String {
        let one = |callback: &DoneCallback| match *callback {
            DoneCallback::Wakeup(_) => "Task.task_wakeup()".into(),
            DoneCallback::Call(callable, _) => self.callback_source(callable, None),
            DoneCallback::Stop => {
                format!(
                    "_run_until_complete_cb() at {}asyncio/base_events.py:182",
                    library_folder()
                )
            }
        };
        match callbacks {
            [] => String::new(),
            [only] => format!("cb=[{}]", one(only)),
            [first, last] => format!("cb=[{}, {}]", one(first), one(last)),
            [first, more @ .., last] => {
                format!("cb=[{}, <{} more>, {}]", one(first), more.len(), one(last))
            }
        }
    }

    /// `f() at file:line`; with the arguments where they are shown.
    pub(crate) fn callback_source(&self, callable: Value, arguments: Option<&[Value]>) -> String {
        let shown = |values: &[Value]| match arguments {
            Some(_) => self.short_items(values, ["(", ")"], usize::MAX, DEPTH_MAX),
            None => None,
        };
        let brackets = |values: &[Value]| shown(values).unwrap_or_else(|| "()".into());
        let mut suffix = brackets(arguments.unwrap_or_default());
        let mut callable = callable;
        let mut depth = 0;
        while let Some((inner, values)) = self.partial_parts(callable).filter(|_| depth < 50) {
            suffix = brackets(values) + &suffix;
            callable = inner;
            depth += 1;
        }
        let mut text = self.callable_name(callable) + &suffix;
        if let Some(Object::Function(function)) = self.heap.object(callable) {
            let code = self.program.code(function.code);
            text += &format!(" at {}:{}", self.code_file(code), code.first_line);
        }
        text
    }

    /// What a handle calls: up to 3.12, and in debug mode, with its arguments.
    pub(crate) fn handle_source(&self, handle: &LoopHandle) -> String {
        let known = self.loops.get((handle.event_loop as usize).wrapping_sub(1));
        let shows = self.version.numbers() < [3, 13, 0] || known.is_some_and(|one| one.is_debug);
        self.callback_source(handle.callable, shows.then_some(&handle.arguments))
    }

    /// The function and the arguments of a `functools.partial`.
    fn partial_parts(&self, callable: Value) -> Option<(Value, &[Value])> {
        let Some(Object::Instance { class, attrs }) = self.heap.object(callable) else {
            return None;
        };
        if self.class_name(*class) != "partial" {
            return None;
        }
        let part = |wanted| attrs.iter().find(|(name, _)| self.name(*name) == wanted);
        let arguments = match part("args").and_then(|&(_, args)| self.heap.object(args)) {
            Some(Object::Tuple(arguments)) => arguments,
            _ => &[][..],
        };
        part("func").map(|&(_, function)| (function, arguments))
    }

    fn callable_name(&self, callable: Value) -> String {
        let function = match self.heap.object(callable) {
            Some(&Object::Method { function, .. }) => function,
            _ => callable,
        };
        match (function, self.heap.object(function)) {
            (_, Some(Object::Function(function))) => {
                self.program.code(function.code).qualname.to_string()
            }
            (_, Some(Object::Class(class))) => class.qualname.to_string(),
            (Value::Native(native), _) => {
                let name = crate::builtins::entry(native).full_name();
                name.replace("_UnixSelectorEventLoop", "BaseEventLoop")
            }
            (Value::Type(kind), _) => kind.name().into(),
            _ => self.repr_native(callable).unwrap_or_else(|| self.plain_repr(callable)),
        }
    }

    pub(super) fn code_file(&self, code: &crate::code::Code) -> String {
        if !code.is_hidden {
            return self.program.file.clone();
        }
        let name = &*self.program.modules[code.module.index()].name;
        format!("{}{}.py", library_folder(), name.replace('.', "/"))
    }

    /// `f() running at file:line`
    pub(crate) fn coroutine_text(&self, coroutine: Value) -> String {
        let Some(Object::Generator(generator)) = self.heap.object(coroutine) else {
            return self.plain_repr(coroutine);
        };
        let code = self.program.code(generator.code);
        let (name, file) = (&code.qualname, self.code_file(code));
        if generator.state == GeneratorState::Finished {
            return format!("{name}() done, defined at {file}:{}", code.first_line);
        }
        let frame = generator.frame.or_else(|| self.running_frame(coroutine));
        let line = frame
            .filter(|frame| frame.pc > 0)
            .map_or(code.first_line, |frame| code.lines[frame.pc as usize - 1]);
        format!("{name}() running at {file}:{line}")
    }

    /// The frame of a coroutine that runs, or that waits with its task.
    pub(crate) fn running_frame(&self, coroutine: Value) -> Option<Frame> {
        let of = |fiber: &Fiber| {
            let mut frames = fiber.frames();
            frames.find(|frame| frame.owner.is(coroutine)).copied()
        };
        of(&self.run).or_else(|| self.fibers.iter().find_map(of))
    }

    /// `reprlib.repr`; `None` where Python code has to run for it.
    fn short_repr(&self, value: Value, depth: u32) -> Option<String> {
        let text = match self.heap.object(value) {
            Some(Object::Str(text)) => return Some(short_text(text)),
            Some(Object::List(items)) => {
                return self.short_items(items, ["[", "]"], ITEMS_MAX, depth);
            }
            Some(Object::Tuple(items)) => {
                let close = if items.len() == 1 { ",)" } else { ")" };
                return self.short_items(items, ["(", close], ITEMS_MAX, depth);
            }
            Some(Object::Dict(dict)) => {
                let mut parts = Vec::new();
                for (key, item) in dict.iter().take(4) {
                    let key = self.short_repr(key, depth.checked_sub(1)?)?;
                    parts.push(format!("{key}: {}", self.short_repr(item, depth - 1)?));
                }
                if dict.len() > 4 {
                    parts.push("...".into());
                }
                return Some(format!("{{{}}}", parts.join(", ")));
            }
            Some(Object::Int(_)) => return self.repr_native(value).map(|text| cut(&text, 40)),
            _ => self.repr_native(value)?,
        };
        Some(cut(&text, TEXT_MAX))
    }

    fn short_items(
        &self, items: &[Value], ends: [&str; 2], most: usize, depth: u32,
    ) -> Option<String> {
        let Some(below) = depth.checked_sub(1) else {
            return Some(format!("{}...{}", ends[0], ends[1]));
        };
        let mut parts = Vec::new();
        for &item in items.iter().take(most) {
            parts.push(self.short_repr(item, below)?);
        }
        if items.len() > most {
            parts.push("...".into());
        }
        Some(format!("{}{}{}", ends[0], parts.join(", "), ends[1]))
    }

    pub(super) fn handle_text(&self, handle: &LoopHandle) -> String {
        let is_timer = !handle.when.is_undef();
        let mut parts = vec![if is_timer { "<TimerHandle" } else { "<Handle" }.to_string()];
        if handle.is_cancelled {
            parts.push("cancelled".into());
        }
        if is_timer {
            parts.push(format!("when={}", self.repr_native(handle.when).unwrap_or_default()));
        }
        if !handle.callable.is_undef() {
            parts.push(self.handle_source(handle));
        }
        if let Some(source) = &handle.source {
            parts.push(Vm::created_at(Some(source)));
        }
        parts.join(" ") + ">"
    }

    pub(super) fn loop_text(&self, number: u32) -> String {
        let word = |is_so: bool| if is_so { "True" } else { "False" };
        let known = &self.loops[number as usize - 1];
        format!(
            "<_UnixSelectorEventLoop running={} closed={} debug={}>",
            word(known.running_in.is_some()),
            word(known.is_closed),
            word(known.is_debug)
        )
    }

    /// What is logged at the death of a future: by the loop's exception handler, if it has one.
    pub(super) fn future_last_words(&mut self, value: Value) {
        let Some(Object::Future(future)) = self.heap.object(value) else { return };
        let is_pending = future.state == FutureState::Pending;
        if is_pending && !future.task.as_ref().is_some_and(|task| task.reports_death) {
            return;
        }
        let (exception, event_loop) = (future.value, future.event_loop);
        let kind = self.type_name(value);
        if let Some(known) = self.loops.get((event_loop as usize).wrapping_sub(1))
            && !known.handler.is_none()
            && !self.is_closing()
        {
            let callable = self.library("asyncio.base_events._last_words");
            let arguments = vec![Value::Loop(event_loop), self.heap.keep(value)];
            let call = crate::object::burial::Dying::Call { callable, arguments };
            self.heap.dying.push_back(call);
            self.heap.deadline = 0;
            return;
        }
        let shown = self.future_text(value, None);
        let shown = shown.unwrap_or_else(|| self.plain_repr(value));
        if is_pending {
            let source = self.source_words(value);
            let text = format!("Task was destroyed but it is pending!\n{source}task: {shown}");
            return self.log_error(&text, Value::None);
        }
        let source = self.source_words(value);
        let text = format!("{kind} exception was never retrieved\nfuture: {shown}\n{source}");
        let text = text.trim_end();
        self.log_error(text, exception);
    }
}

fn library_folder() -> &'static str {
    "/usr/lib/python3.13/"
}

fn short_text(text: &Text) -> String {
    let first: String = text.chars().take(TEXT_MAX).collect();
    let shown = crate::format::quoted(&first);
    if shown.chars().count() <= TEXT_MAX {
        return shown;
    }
    let (head, tail) = ends(text, TEXT_MAX);
    let (head, tail) = ends(&crate::format::quoted(&format!("{head}{tail}")), TEXT_MAX);
    format!("{head}...{tail}")
}

/// What is left of a text at both ends of the dots.
fn ends(text: &str, most: usize) -> (String, String) {
    let before = (most - 3) / 2;
    let chars: Vec<char> = text.chars().collect();
    let after = chars.len().saturating_sub(most - 3 - before);
    (chars.iter().take(before).collect(), chars[after..].iter().collect())
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.into();
    }
    let (head, tail) = ends(text, most);
    format!("{head}...{tail}")
}
