//! Panics, recovery, and the last words of a program that fails.
//!
//! **Models:** `runtime/panic.go`, `error.go` (Go 1.27): texts and the order of deferred calls.
//! **Departures:** tracebacks have neither arguments nor offsets.

use super::fiber::{Fiber, Panic, Why};
use super::heap::{self, Object};
use super::{Trap, Vm};
use crate::code::{Code, Origin, Shape};
use crate::fmt::float;
use crate::known::RuntimeError;
use crate::type_names::Style;
use crate::types::{Basic, Type, TypeId};
use runtime_core::guest::{Fault, Step, StepCx};
use runtime_core::id::FiberId;
use runtime_core::trace::{Finish, OutcomeKind};

/// The frames that a traceback shows.
const FRAMES_MAX: u32 = 100;

impl Vm {
    /// Deals with what stopped the frames; a step if the fiber must come back.
    pub(super) fn trap(
        &mut self, trap: Trap, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
    ) -> Option<Step> {
        let mut next = trap;
        loop {
            next = match next {
                Trap::Frames => return None,
                Trap::Step(step) => return Some(step),
                Trap::Memory => return Some(self.memory_fault()),
                Trap::Fatal(text) => return Some(self.fatal(&text, fiber, id)),
                panic => self.panic(panic, fiber, id, cx),
            };
        }
    }

    /// Begins a panic and runs the first deferred call.
    fn panic(&mut self, trap: Trap, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> Trap {
        let signal = trap == Trap::Nil;
        let value = match trap {
            Trap::Nil => {
                let text = "invalid memory address or nil pointer dereference";
                self.runtime_error(RuntimeError::Error, text)
            }
            Trap::Runtime(text) if is_bounds(&text) => {
                self.runtime_error(RuntimeError::Bounds, &text)
            }
            Trap::Runtime(text) => self.runtime_error(RuntimeError::Error, &text),
            Trap::Plain(text) if text.starts_with("interface conversion: ") => {
                self.runtime_error(RuntimeError::Assertion, &text)
            }
            Trap::Plain(text) => self.runtime_error(RuntimeError::Plain, &text),
            Trap::Value([0, _]) => self.runtime_error(RuntimeError::Nil, ""),
            Trap::Value(value) => value,
            Trap::Goexit => [0, 0],
            other => return other,
        };
        let frames = fiber.frames.len() as u32;
        fiber.panics.push(Panic { value, recovered: None, text: None, signal, frames });
        self.unwind(fiber, id, cx)
    }

    /// A value of one of the runtime's error types.
    fn runtime_error(&mut self, which: RuntimeError, text: &str) -> [u64; 2] {
        let text = self.heap.add_str(text.as_bytes());
        let pointer = |shape, word| Object::Cells { shape, data: vec![word] };
        let data = match which {
            RuntimeError::Nil => self.heap.add(pointer(Shape::WORDS, 0)),
            RuntimeError::Assertion => self.heap.add(pointer(Shape::STRINGS, text)),
            _ => text,
        };
        [u64::from(self.code.errors[which as usize].0), data]
    }

    /// `panic: interface conversion: ...`
    pub(super) fn conversion_panic(
        &mut self, code: &Code, dynamic: u64, ty: TypeId, from: TypeId,
    ) -> Trap {
        let name = |ty: TypeId| code.types.name(ty, Style::Runtime);
        let wanted = name(ty);
        let interface = match code.types.named(from) {
            Some(_) => name(from),
            None if code.types.interface(from).is_some_and(|methods| methods.is_empty()) => {
                "interface {}".into()
            }
            None => "interface".into(),
        };
        if dynamic == 0 {
            let from = if code.types.is_interface(ty) { "interface".into() } else { interface };
            return Trap::Plain(format!("interface conversion: {from} is nil, not {wanted}"));
        }
        let have = TypeId(dynamic as u32);
        if let Some(methods) = code.types.interface(ty) {
            let missing = methods.iter().find(|method| !code.types.has_method(have, method));
            let missing = missing.map(|method| method.name.to_string()).unwrap_or_default();
            return Trap::Plain(format!(
                "interface conversion: {} is not {wanted}: missing method {missing}",
                name(have)
            ));
        }
        Trap::Plain(format!("interface conversion: {interface} is {}, not {wanted}", name(have)))
    }

    /// Runs the latest deferred call, on top of the frames that panicked; without one, it is over.
    fn unwind(&mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> Trap {
        let Some(defer) = fiber.defers.pop() else {
            return match fiber.frames.iter().any(|frame| frame.why == Why::LastWords) {
                true => self.panic_in_last_words(fiber),
                false => self.last_words(fiber, id, cx),
            };
        };
        match self.push_call(fiber, id, cx, defer.func, &defer.args, Why::Unwinding) {
            Ok(()) => {
                fiber.top().block = defer.frame;
                Trap::Frames
            }
            Err(trap) => trap,
        }
    }

    /// A deferred call of a panic has returned: the frame that deferred it goes on if it
    /// recovered, else the next one runs.
    pub(super) fn after_deferred(
        &mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
    ) -> Trap {
        let Some(target) = fiber.panics.last().and_then(|panic| panic.recovered) else {
            return self.unwind(fiber, id, cx);
        };
        let code = self.code.clone();
        while fiber.frames.len() > target as usize + 1 {
            self.pop(&code, fiber, id, cx);
        }
        let depth = fiber.frames.len() as u32;
        let exits = fiber.panics.iter().any(|panic| panic.frames >= depth && panic.is_goexit());
        fiber.panics.retain(|panic| panic.frames < depth);
        fiber.printings.retain(|printing| printing.depth < depth);
        if exits {
            return Trap::Goexit;
        }
        let top = fiber.top();
        top.pc = code.funcs[top.func as usize].epilogue;
        Trap::Frames
    }

    /// `recover()`: the panic's value if the function was called by a panic directly.
    pub(super) fn recovered(&mut self, fiber: &mut Fiber) -> [u64; 2] {
        let top = *fiber.top();
        if top.why != Why::Unwinding {
            return [0, 0];
        }
        let above = fiber.frames.len() as u32;
        match fiber.panics.last_mut() {
            Some(panic)
                if panic.recovered.is_none() && panic.frames < above && !panic.is_goexit() =>
            {
                panic.recovered = Some(top.block);
                panic.value
            }
            _ => [0, 0],
        }
    }

    // ---- the end

    /// Asks the panics' values for their texts, one after another, then ends the program.
    pub(super) fn last_words(
        &mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
    ) -> Trap {
        let code = self.code.clone();
        if fiber.panics.last().is_some_and(Panic::is_goexit) {
            while !fiber.frames.is_empty() {
                self.pop(&code, fiber, id, cx);
            }
            return Trap::Step(Step::Done(Finish::Exited));
        }
        fiber.panics.retain(|panic| !panic.is_goexit());
        for index in 0..fiber.panics.len() {
            if fiber.panics[index].text.is_some() {
                continue;
            }
            let [dynamic, data] = fiber.panics[index].value;
            let ty = TypeId(dynamic as u32);
            let method =
                ["Error", "String"].into_iter().find_map(|name| self.text_method(&code, ty, name));
            let Some(func) = method else {
                fiber.panics[index].text = Some(self.panic_text(&code, ty, data));
                continue;
            };
            let receiver = self.payload(&code, ty, data);
            return match self.push_call(fiber, id, cx, func, &receiver, Why::LastWords) {
                Ok(()) => Trap::Frames,
                Err(trap) => trap,
            };
        }
        Trap::Step(Step::Fault(self.uncaught(fiber, id)))
    }

    /// A method that was asked for the text of a panic has panicked itself.
    fn panic_in_last_words(&self, fiber: &Fiber) -> Trap {
        let [dynamic, data] = fiber.panics.last().map_or([0, 0], |panic| panic.value);
        let ty = TypeId(dynamic as u32);
        let what = match ty == Basic::String.id() {
            true => String::from_utf8_lossy(self.heap.str(data)).into_owned(),
            false => format!("type {}", self.code.types.name(ty, Style::Runtime)),
        };
        Trap::Fatal(format!("panic while printing panic value: {what}"))
    }

    /// The method `name` of a type if it takes nothing and gives a string.
    pub(super) fn text_method(&self, code: &Code, ty: TypeId, name: &str) -> Option<u32> {
        let func = code.find_method(ty, name)?;
        let found = code.types.lookup(ty, name)?;
        let sig = match found.what {
            crate::check::Lookup::Method { sig, .. }
            | crate::check::Lookup::Interface { sig, .. } => sig,
            crate::check::Lookup::Field { .. } => return None,
        };
        let sig = code.types.sig(sig)?;
        (sig.params.is_empty() && sig.results == [Basic::String.id()]).then_some(func)
    }

    /// A method that was asked for a text has returned it, and what it panicked with.
    pub(super) fn method_returned(&mut self, fiber: &mut Fiber, why: Why, results: &[u64]) {
        let text = self.heap.str(results[0]).to_vec();
        if why == Why::Printing {
            let asking = fiber.printings.last_mut();
            asking.into_iter().for_each(|printing| {
                printing.answer = Some((text.clone(), [results[1], results[2]]));
            });
            return;
        }
        let text = String::from_utf8_lossy(&text).into_owned();
        let open = fiber.panics.iter_mut().find(|panic| panic.text.is_none());
        open.into_iter().for_each(|panic| panic.text = Some(text.clone()));
    }

    /// `printpanicval`
    fn panic_text(&self, code: &Code, ty: TypeId, data: u64) -> String {
        let basic = code.types.basic(ty);
        let named = matches!(code.types.get(ty), Type::Named(_));
        let name = code.types.name(ty, Style::Runtime);
        let text = match basic {
            Basic::String => {
                let text = String::from_utf8_lossy(self.heap.str(data)).into_owned();
                if named { format!("\"{text}\"") } else { text }
            }
            Basic::Bool => (data != 0).to_string(),
            basic if basic.is_float() => float::text(f64::from_bits(data), 'g', None, basic.bits()),
            basic if basic.is_unsigned() => data.to_string(),
            basic if basic.is_integer() => (data as i64).to_string(),
            _ => {
                return format!(
                    "({name}) {:#x}",
                    0xc0_0000_0000u64 + u64::from(heap::handle(data)) * 16
                );
            }
        };
        if named { format!("{name}({text})") } else { text }
    }

    fn uncaught(&self, fiber: &Fiber, id: FiberId) -> Fault {
        let mut stderr = String::new();
        for (index, panic) in fiber.panics.iter().enumerate() {
            let indent = if index > 0 { "\t" } else { "" };
            let text = panic.text.as_deref().unwrap_or_default().replace('\n', "\n\t");
            let again = fiber.panics.get(index + 1).is_some_and(|next| next.value == panic.value);
            let suffix = match (panic.recovered.is_some(), again) {
                (true, true) => " [recovered, repanicked]",
                (true, false) => " [recovered]",
                _ => "",
            };
            if index > 0
                && panic.value == fiber.panics[index - 1].value
                && fiber.panics[index - 1].recovered.is_some()
            {
                continue;
            }
            stderr += &format!("{indent}panic: {text}{suffix}\n");
        }
        if fiber.panics.last().is_some_and(|panic| panic.signal) {
            stderr += "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]\n";
        }
        stderr +=
            &format!("\ngoroutine {} [running]:\n{}exit status 2\n", id.0, self.traceback(fiber));
        Fault { kind: OutcomeKind::Panic, stderr, exit_code: 2 }
    }

    fn fatal(&self, text: &str, fiber: &Fiber, id: FiberId) -> Step {
        let overflow = text == "stack overflow";
        let before = match overflow {
            true => "runtime: goroutine stack exceeds 1000000000-byte limit\n",
            false => "",
        };
        let mut trace = self.traceback(fiber);
        if overflow {
            let lines: Vec<&str> = trace.lines().take(20).collect();
            trace = format!("{}\n...additional frames elided...\n", lines.join("\n"));
        }
        let stderr = format!(
            "{before}fatal error: {text}\n\ngoroutine {} [running]:\n{trace}exit status 2\n",
            id.0
        );
        Step::Fault(Fault { kind: OutcomeKind::Panic, stderr, exit_code: 2 })
    }

    /// The end of a program that uses more memory than it may.
    pub(super) fn memory_fault(&self) -> Step {
        let stderr = "the program used more memory than a simulated one may\n".into();
        Step::Fault(Fault { kind: OutcomeKind::Limit, stderr, exit_code: 2 })
    }

    /// The frames as a dump shows them, the innermost first.
    pub(super) fn traceback(&self, fiber: &Fiber) -> String {
        let mut out = String::new();
        let (mut shown, mut deferred) = (0, false);
        for frame in fiber.frames.iter().rev() {
            let func = &self.code.funcs[frame.func as usize];
            // A call's frame is past the call; deferred calls run where the function ends.
            let at = frame.pc.saturating_sub(u32::from(!deferred)) as usize;
            deferred = frame.why == Why::Deferred;
            if func.origin != Origin::Program || shown == FRAMES_MAX {
                continue;
            }
            shown += 1;
            let line = func.lines.get(at).copied().unwrap_or(func.line);
            let params = if func.params > 0 { "..." } else { "" };
            out += &format!("{}({params})\n\t{}:{line}\n", func.name, self.code.file);
        }
        if fiber.by.0 > 0 {
            let by = &self.code.funcs[fiber.by_func as usize].name;
            out += &format!(
                "created by {by} in goroutine {}\n\t{}:{}\n",
                fiber.by.0, self.code.file, fiber.by_line
            );
        }
        out
    }
}

/// What is wrong when the body of a loop over a function is called, or should have been left.
pub(super) fn range_panic(state: u64) -> Trap {
    let what = match state {
        1 => "continued iteration after function for loop body returned false",
        2 => "continued iteration after loop body panic",
        3 => "continued iteration after whole loop exit",
        _ => "recovered a loop body panic and did not resume panicking",
    };
    Trap::Runtime(format!("range function {what}"))
}

/// Whether the runtime's error is about an index, a slice's bounds or a slice's length.
fn is_bounds(text: &str) -> bool {
    text.contains(" out of range [") || text.starts_with("cannot convert slice")
}
