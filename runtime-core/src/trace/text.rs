//! The trace as text: one event a line, `TIME Name key=value ...`, for golden files and diffs.
//!
//! **Invariants:** `parse(write(trace))` gives the same events, names resolved to the same
//! strings. Any other text gives a [`ParseError`] with its line, never a panic.

use super::event::EventKind;
use super::words::{
    Blocking, ChoiceKind, Finish, From, Handle, Hold, Object, OutcomeKind, StopReason, Stream,
    Tables, TextRange, Via, WaitReason,
};
use super::{Event, Trace};
use crate::id::{
    Addr, CallbackId, ChanId, FiberId, FutureId, LoopId, MId, NameId, ProcId, TimerId,
};
use crate::time::Time;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::Write as _;
use core::str::FromStr;

/// Writes the whole trace.
pub fn write(trace: &Trace) -> String {
    let mut out = String::new();
    for event in &trace.events {
        push_number(event.at.0, &mut out);
        out.push(' ');
        out.push_str(event.kind.name());
        event.kind.write_fields(&trace.tables, &mut out);
        out.push('\n');
    }
    out
}

/// Why a text is no trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// The line, from 1.
    pub line: u32,
    /// What stands there.
    pub text: String,
}

/// Reads what [`write`] wrote. Empty lines and lines that start with `#` are skipped.
pub fn parse(text: &str) -> Result<Trace, ParseError> {
    let mut trace = Trace::default();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let event = parse_line(line, &mut trace.tables)
            .ok_or_else(|| ParseError { line: index as u32 + 1, text: line.to_string() })?;
        trace.events.push(event);
    }
    Ok(trace)
}

fn parse_line(line: &str, tables: &mut Tables) -> Option<Event> {
    let (at, rest) = line.split_once(' ')?;
    let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let mut fields = Fields { rest };
    let kind = EventKind::read_fields(name, &mut fields, tables)?;
    fields.rest.is_empty().then_some(Event { at: Time(at.parse().ok()?), kind })
}

/// The fields of a line that have not been read yet.
pub(super) struct Fields<'a> {
    rest: &'a str,
}

impl Fields<'_> {
    /// Reads the next field, which must be called `key`.
    pub(super) fn take<T: Field>(&mut self, key: &str, tables: &mut Tables) -> Option<T> {
        let value = self.rest.strip_prefix(key)?.strip_prefix('=')?;
        let end = token_end(value)?;
        let read = T::read(&value[..end], tables)?;
        self.rest = value[end..].strip_prefix(' ').unwrap_or(&value[end..]);
        Some(read)
    }
}

/// Where the first token ends: at a space, or after the closing quote.
fn token_end(text: &str) -> Option<usize> {
    let Some(quoted) = text.strip_prefix('"') else {
        return Some(text.find(' ').unwrap_or(text.len()));
    };
    let mut escaped = false;
    for (at, c) in quoted.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 2),
            _ => {}
        }
    }
    None
}

/// Writes ` key=value`.
pub(super) fn write_field<T: Field>(key: &str, value: &T, tables: &Tables, out: &mut String) {
    out.push(' ');
    out.push_str(key);
    out.push('=');
    value.write(tables, out);
}

/// A value with a text form of one token.
pub(super) trait Field: Sized {
    fn write(&self, tables: &Tables, out: &mut String);
    fn read(token: &str, tables: &mut Tables) -> Option<Self>;
}

macro_rules! plain_fields {
    ($($ty:ty),*) => { $(impl Field for $ty {
        fn write(&self, _: &Tables, out: &mut String) { let _ = write!(out, "{self}"); }
        fn read(token: &str, _: &mut Tables) -> Option<Self> { <$ty>::from_str(token).ok() }
    })* };
}
plain_fields!(i32, i64, bool, Addr, LoopId);

/// Numbers without a sign, after what their type begins with: most of every trace.
macro_rules! numbered_fields {
    ($($ty:ty, $prefix:expr, $number:expr;)*) => { $(impl Field for $ty {
        fn write(&self, _: &Tables, out: &mut String) {
            out.push_str($prefix);
            let number: fn(&$ty) -> u64 = $number;
            push_number(number(self), out);
        }
        fn read(token: &str, _: &mut Tables) -> Option<Self> { <$ty>::from_str(token).ok() }
    })* };
}
numbered_fields!(
    u32, "", |number| u64::from(*number);
    u64, "", |number| *number;
    FiberId, FiberId::PREFIX, |id| u64::from(id.0);
    ProcId, ProcId::PREFIX, |id| u64::from(id.0);
    MId, MId::PREFIX, |id| u64::from(id.0);
    ChanId, ChanId::PREFIX, |id| u64::from(id.0);
    FutureId, FutureId::PREFIX, |id| u64::from(id.0);
    TimerId, TimerId::PREFIX, |id| u64::from(id.0);
    CallbackId, CallbackId::PREFIX, |id| u64::from(id.0);
);

/// Ten times as fast as `write!`.
fn push_number(mut number: u64, out: &mut String) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len() - 1;
    while number > 9 {
        digits[at] += (number % 10) as u8;
        number /= 10;
        at -= 1;
    }
    digits[at] += number as u8;
    out.push_str(core::str::from_utf8(&digits[at..]).unwrap_or_default());
}

impl Field for Time {
    fn write(&self, _: &Tables, out: &mut String) {
        let _ = write!(out, "{self}");
    }
    fn read(token: &str, _: &mut Tables) -> Option<Self> {
        token.parse().ok().map(Time)
    }
}

macro_rules! word_fields {
    ($($ty:ty),*) => { $(impl Field for $ty {
        fn write(&self, _: &Tables, out: &mut String) { quote(self.word(), out); }
        fn read(token: &str, _: &mut Tables) -> Option<Self> {
            let word = unquote(token)?;
            <$ty>::ALL.iter().copied().find(|known| known.word() == word)
        }
    })* };
}
word_fields!(Stream, WaitReason, Finish, OutcomeKind, From, ChoiceKind, Hold, Blocking, StopReason);

impl Field for NameId {
    fn write(&self, tables: &Tables, out: &mut String) {
        quote(tables.name(*self), out);
    }
    fn read(token: &str, tables: &mut Tables) -> Option<Self> {
        let name = unquote(token)?;
        Some(tables.intern(&name))
    }
}

impl Field for TextRange {
    fn write(&self, tables: &Tables, out: &mut String) {
        quote(tables.printed(*self), out);
    }
    fn read(token: &str, tables: &mut Tables) -> Option<Self> {
        let text = unquote(token)?;
        Some(tables.print(&text))
    }
}

impl Field for Object {
    fn write(&self, _: &Tables, out: &mut String) {
        let _ = match self {
            Object::None => write!(out, "-"),
            Object::Select => write!(out, "select"),
            Object::Chan(id) => write!(out, "{id}"),
            Object::Future(id) => write!(out, "{id}"),
            Object::Addr(id) => write!(out, "{id}"),
            Object::Timer(id) => write!(out, "{id}"),
            Object::Fiber(id) => write!(out, "{id}"),
        };
    }
    fn read(token: &str, _: &mut Tables) -> Option<Self> {
        match token {
            "-" => return Some(Object::None),
            "select" => return Some(Object::Select),
            _ => {}
        }
        let chan = token.parse().map(Object::Chan);
        let future = || token.parse().map(Object::Future);
        let addr = || token.parse().map(Object::Addr);
        let timer = || token.parse().map(Object::Timer);
        let fiber = || token.parse().map(Object::Fiber);
        let named = chan.or_else(|()| future()).or_else(|()| addr()).or_else(|()| timer());
        named.or_else(|()| fiber()).ok()
    }
}

impl Field for Via {
    fn write(&self, _: &Tables, out: &mut String) {
        out.push_str(&match self {
            Via::Direct(fiber) => format!("direct:{fiber}"),
            Via::Buffer => "buffer".to_string(),
            Via::Refilled(fiber) => format!("refilled:{fiber}"),
            Via::Closed => "closed".to_string(),
        });
    }
    fn read(token: &str, _: &mut Tables) -> Option<Self> {
        match token.split_once(':') {
            None if token == "buffer" => Some(Via::Buffer),
            None if token == "closed" => Some(Via::Closed),
            Some(("direct", fiber)) => fiber.parse().ok().map(Via::Direct),
            Some(("refilled", fiber)) => fiber.parse().ok().map(Via::Refilled),
            _ => None,
        }
    }
}

impl Field for Handle {
    fn write(&self, _: &Tables, out: &mut String) {
        out.push_str(&match self {
            Handle::Step(task) => format!("step:{task}"),
            Handle::Wakeup(task, future) => format!("wakeup:{task}:{future}"),
            Handle::SetResult(future) => format!("set-result:{future}"),
            Handle::Call(callback) => format!("call:{callback}"),
            Handle::Stop => "stop".to_string(),
        });
    }
    fn read(token: &str, _: &mut Tables) -> Option<Self> {
        let mut parts = token.split(':');
        let kind = parts.next()?;
        let first = parts.next().unwrap_or("");
        let second = parts.next().unwrap_or("");
        match kind {
            "step" => first.parse().ok().map(Handle::Step),
            "wakeup" => Some(Handle::Wakeup(first.parse().ok()?, second.parse().ok()?)),
            "set-result" => first.parse().ok().map(Handle::SetResult),
            "call" => first.parse().ok().map(Handle::Call),
            "stop" => Some(Handle::Stop),
            _ => None,
        }
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn unquote(token: &str) -> Option<String> {
    let inner = token.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                c @ ('"' | '\\') => c,
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}
