//! What an object holds besides values, for the canonical state ([`super::feed`]).

use super::Vm;
use super::feed::feed_frame;
use crate::object::{
    AsyncStep, DoneCallback, Exception, Future, Generator, Iter, LoopHandle, Object, Row,
    Scheduled, Text, ViewKind,
};
use runtime_core::guest::{Fingerprint, Numbered};

impl Vm {
    /// What an object holds besides values, and how many values it holds.
    pub(super) fn feed_object(&self, object: &Object, state: &mut Fingerprint) {
        state.word(object.type_of() as u64);
        match object {
            Object::Int(int) => state.bytes(&int.to_signed_bytes_le()),
            Object::Str(text) => state.bytes(text.as_bytes()),
            Object::Bytes(bytes) => state.bytes(bytes),
            Object::ByteArray(bytes) => state.bytes(bytes),
            Object::Range(range) => range.iter().for_each(|&part| state.word(part as u64)),
            Object::Tuple(values) => state.word(values.len() as u64),
            Object::List(values) => state.word(values.len() as u64),
            Object::Dict(dict) => state.word(dict.len() as u64),
            Object::Set(set) | Object::FrozenSet(set) => {
                state.word(set.len() as u64);
                // Objects are hashed by their addresses, which are no part of the state otherwise.
                set.order_of_set().iter().for_each(|&place| state.word(u64::from(place)));
            }
            Object::View { kind, .. } => state.word(view_word(*kind)),
            Object::Instance { attrs, .. } | Object::Namespace(attrs) => {
                self.feed_names(attrs, state);
            }
            Object::Class(class) => {
                state.bytes(class.qualname.as_bytes());
                state.word((class.bases.len() as u64) << 32 | class.mro.len() as u64);
                self.feed_names(&class.attrs, state);
            }
            Object::Function(function) => {
                let defaults = function.defaults.len() as u64;
                state.word(u64::from(function.code.0) << 32 | defaults);
                self.feed_names(&function.attrs, state);
            }
            Object::Exception(exception) => self.feed_exception(exception, state),
            Object::Generator(generator) => feed_generator(generator, state),
            Object::Iter(iter) => feed_iter(iter, state),
            Object::Future(future) => feed_future(future, state),
            Object::AsyncStep(step) => self.feed_step(step, state),
            Object::LoopHandle(handle) => feed_handle(handle, state),
            Object::Library(library) => library.feed(state),
            Object::Traceback(rows) => feed_rows(rows, state),
            Object::Slice(_)
            | Object::Cell(_)
            | Object::Method { .. }
            | Object::Property(_)
            | Object::StaticMethod(_)
            | Object::ClassMethod(_)
            | Object::Super { .. }
            | Object::WeakRef(_) => {}
        }
    }

    fn feed_exception(&self, exception: &Exception, state: &mut Fingerprint) {
        let flags = [exception.suppress_context, exception.is_own_attribute];
        state.word(flags.iter().fold(0, |word, &flag| word << 1 | u64::from(flag)));
        state.word(exception.held.len() as u64);
        feed_rows(&exception.rows, state);
        feed_text(exception.text.as_ref(), state);
        self.feed_names(&exception.attrs, state);
    }

    fn feed_step(&self, step: &AsyncStep, state: &mut Fingerprint) {
        let is_stepping = match self.heap.object(step.generator) {
            Some(Object::Generator(generator)) => generator.stepping == step.serial,
            _ => false,
        };
        let word = (step.act as u64) << 8 | step.state as u64;
        state.word(word << 1 | u64::from(is_stepping));
    }
}

fn feed_generator(generator: &Generator, state: &mut Fingerprint) {
    let flags = [
        generator.awaited,
        generator.is_awaitable,
        generator.stepping != 0,
        generator.is_closed,
        generator.is_hooked,
        generator.frame.is_some(),
    ];
    let flags = flags.iter().fold(0, |word, &flag| word << 1 | u64::from(flag));
    state.word(u64::from(generator.code.0) << 16 | flags << 8 | generator.state as u64);
    state.word((generator.values.len() as u64) << 8 | generator.kind as u64);
    generator.frame.iter().for_each(|frame| feed_frame(frame, state));
    feed_rows(generator.origin.as_deref().unwrap_or_default(), state);
}

fn feed_future(future: &Future, state: &mut Fingerprint) {
    state.number(Numbered::Future, future.id.0);
    state.word(future.state as u64);
    state.word(u64::from(future.cancelling) << 1 | u64::from(future.unretrieved));
    state.word(u64::from(future.event_loop) << 32 | future.callbacks.len() as u64);
    for callback in &future.callbacks {
        state.word(match callback {
            DoneCallback::Wakeup(_) => 0,
            DoneCallback::Call(..) => 1,
            DoneCallback::Stop => 2,
        });
    }
    feed_rows(&future.rows, state);
    if let Some(source) = &future.source {
        feed_rows(&source.rows, state);
        state.bytes(source.place.as_bytes());
    }
    if let Some(task) = &future.task {
        let flags = u64::from(task.must_cancel) << 1 | u64::from(task.reports_death);
        state.word(u64::from(task.fiber.0) << 2 | flags);
        state.bytes(task.name.as_bytes());
    }
}

fn feed_handle(handle: &LoopHandle, state: &mut Fingerprint) {
    // Which timer it is follows from what that does.
    state.word(u64::from(handle.timer.0 != 0) << 1 | u64::from(handle.is_cancelled));
    state.word(u64::from(handle.event_loop) << 32 | handle.arguments.len() as u64);
    state.word(u64::from(handle.is_sleep()));
    match handle.what {
        Scheduled::Call(number) => state.number(Numbered::Callback, number),
        Scheduled::SetResult(future) => state.number(Numbered::Future, future),
    }
    if let Some(source) = &handle.source {
        feed_rows(&source.rows, state);
    }
}

fn feed_rows(rows: &[Row], state: &mut Fingerprint) {
    state.word(rows.len() as u64);
    for row in rows {
        state.word(u64::from(row.code.0) << 32 | u64::from(row.pc));
    }
}

fn feed_text(text: Option<&Text>, state: &mut Fingerprint) {
    match text {
        Some(text) => state.bytes(text.as_bytes()),
        None => state.word(u64::MAX),
    }
}

fn view_word(kind: ViewKind) -> u64 {
    kind as u64
}

fn feed_iter(iter: &Iter, state: &mut Fingerprint) {
    let (a, b) = match iter {
        Iter::Tool(tool) => return tool.feed(state),
        Iter::Str { text, at } => {
            state.bytes(text.as_bytes());
            (*at, 0)
        }
        Iter::Set { order, at, size, .. } => {
            order.iter().for_each(|&entry| state.word(u64::from(entry)));
            (*at, *size)
        }
        Iter::Dict { kind, at, size, .. } => {
            state.word(view_word(*kind));
            (*at, *size)
        }
        Iter::Range { at, left, step } => {
            state.word(*step as u64);
            (*at as u64, *left)
        }
        Iter::List { at, .. } | Iter::Tuple { at, .. } | Iter::Bytes { at, .. } => (*at, 0),
        Iter::Driven { kind, .. } => (*kind as u64, 0),
        Iter::Enumerate { at, .. } => (*at as u64, 0),
        Iter::Zip { inner, strict } => (inner.len() as u64, u64::from(*strict)),
        Iter::Reversed { left, .. } => (*left, 0),
    };
    state.word(a);
    state.word(b);
}
