//! Fibers and frames: who runs where, and what happens with a frame's result.

use super::keys::{Again, Answer};
use crate::code::{BinaryOp, CompareOp};
use crate::object::burial::Dying;
use crate::object::{CodeId, Value};
use runtime_core::guest::{Op, Site};
use runtime_core::trace::Finish;
use std::collections::VecDeque;

/// One call under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub code: CodeId,
    /// The next instruction.
    pub pc: u32,
    /// Where its locals start on the fiber's stack.
    pub base: u32,
    /// Where what called it starts: cut back to here when it leaves.
    pub start: u32,
    pub after: After,
    /// The exception that its innermost handler handles; `Undef` for none.
    pub handling: Value,
    /// The generator or coroutine it belongs to, or the namespace of a class body.
    pub owner: Value,
    /// Tells frames apart for the trace; no part of the state.
    pub serial: u32,
}

impl Frame {
    pub(crate) const NONE: Frame = Frame {
        code: CodeId(0),
        pc: 0,
        base: 0,
        start: 0,
        after: After::Root,
        handling: Value::Undef,
        owner: Value::Undef,
        serial: 0,
    };
}

/// What becomes of a frame's result. "Below" is the stack of the caller.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum After {
    /// The fiber ends.
    Root,
    /// A callback of the loop ends.
    Callback,
    /// It is pushed.
    Push,
    /// It is pushed, and `Undef` above it: a getter's value on its way to a call.
    PushMethod,
    /// It is dropped.
    Discard,
    /// `__init__`: it must be None; the instance is already below.
    Init,
    /// Its truth is pushed, turned round if `negate`.
    Truth { negate: bool },
    /// `__len__`: must be an int of at least 0.
    Length,
    /// The operands are below; NotImplemented leads to the next try.
    Binary { op: BinaryOp, stage: Stage },
    /// The same for a comparison.
    Compare { op: CompareOp, reflected: bool },
    /// The next element of a `for` loop; its end ends the loop.
    Iterate,
    /// `next(x)`, whose arguments are below.
    Next { arguments: u8 },
    /// `generator.send(x)`.
    Send,
    /// `yield from`: what the inner one yields, the outer one yields.
    Delegate,
    /// A step of an async generator; `closing` if it is `aclose()`, `by_hand` if it is not awaited.
    Step { closing: bool, by_hand: bool },
    /// `__await__()` of an object: what it gives is then driven.
    Awaitable,
    /// The materialised argument of the native call below, which is made again.
    Retry { argument: u16, count: u16 },
    /// What was asked of a key; the operation that needs it, whose operands are below, runs again.
    Key(Again),
    /// A class body; function and bases are below.
    BuildClass { bases: u16, keywords: bool },
    /// None is pushed in its place.
    PushNone,
    /// `close()` of a generator.
    Close,
    /// The same for the one that a generator being closed waits for.
    CloseInner,
    /// The texts of an uncaught exception, which lies below, have been asked for.
    Report,
    /// What runs because something has died: nobody asked, nothing is pushed.
    Finalize,
}

/// Which method of a binary operator is being tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    Inplace,
    Left,
    /// The right operand's, tried first because its class derives from the left one's.
    RightFirst,
    LeftSecond,
    Right,
}

/// What a fiber waits for the machine to answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pending {
    Nothing,
    /// `Done` pushes None.
    PushNone,
    /// `Bool` is pushed.
    PushBool,
    /// The future on top of the stack is being awaited.
    Await,
    /// One turn of the loop; the result is None.
    Turn,
    /// One turn of the loop, after which the exception on top of the stack is raised.
    Throw,
    /// The id of the timer on top of the stack.
    Timer,
    /// The task on top of the stack has had its first step, if it was to start eagerly.
    Task,
    /// A loop that runs in this thread.
    Loop,
    /// The lock on top of the stack; if it is had and is an RLock, by whom and how often.
    Lock {
        count: u32,
        thread: u32,
    },
    /// A lock is given back; the result is None.
    Unlock,
    /// What is on top of the stack already is the result.
    Push,
    /// `Bool` is pushed; if it is false, the thread does not wait for that pipe or semaphore any
    /// more.
    GiveUp {
        channel: u32,
    },
}

/// Frames and operands of one thread or task.
#[derive(Clone, Debug)]
pub(crate) struct Fiber {
    /// The running frame, if `depth` is above 0.
    pub top: Frame,
    /// Its callers, outermost first.
    pub callers: Vec<Frame>,
    pub depth: u32,
    pub stack: Vec<Value>,
    pub pending: Pending,
    /// An exception to raise at the next step; owned.
    pub throw: Value,
    /// The Task whose coroutine this is: owned while a handle for it is ready or runs.
    pub task: Value,
    /// What it asks the machine for before anything else.
    pub todo: VecDeque<Op>,
    /// Whether the loop it runs in is to break off, with the exception in its thread's `throw`.
    pub breaks: bool,
    pub ended: Option<Finish>,
    /// The Task that has just ended, until that is reported; owned.
    pub task_done: Value,
    /// Whether the future on top of the stack, which was awaited, is done.
    pub wakes: bool,
    /// Whether a callback has returned and that is not reported yet.
    pub callback_done: bool,
    /// What the loop calls while it runs a callback; owned.
    pub callback: Value,
    /// What the thread waits for while it runs a callback.
    pub suspended: Vec<Outer>,
    /// Whether the call that it asked the machine for ends at a poll point.
    pub looks_up: bool,
    /// The poll point at which it came back, to be asked again; only while it is watched.
    pub standing: Site,
    /// The poll point it passed last since it came back; no part of the state.
    pub passed: Site,
    /// Finalizers under way, the innermost last.
    pub finalizing: Vec<Finalizing>,
    /// How many of them were under way when the loop began its callback.
    pub finalizing_below: usize,
    /// The current context; `Undef` until somebody asks for it; owned.
    pub context: Value,
    /// What keys have been asked by operations under way, the innermost last.
    pub answers: Vec<Answer>,
    /// What the trace knows of its frames: index, serial, line.
    pub shown: Vec<Shown>,
    /// Whether the trace has been told of its frames; no part of the state.
    pub is_shown: bool,
}

/// What a thread did when its loop began a callback.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outer {
    /// What it waits for.
    pub pending: Pending,
    /// Its context; owned.
    pub context: Value,
}

/// A finalizer under way.
#[derive(Clone, Debug)]
pub(crate) struct Finalizing {
    /// What runs: a `__del__`, a callback, a generator; owned.
    pub what: Value,
    /// What dies after it.
    pub rest: VecDeque<Dying>,
    /// How many frames there were below it.
    pub depth: u32,
}

/// A frame as the trace last saw it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Shown {
    pub index: u32,
    pub serial: u32,
    pub line: u32,
}

impl Default for Fiber {
    fn default() -> Fiber {
        Fiber {
            top: Frame::NONE,
            callers: Vec::new(),
            depth: 0,
            stack: Vec::new(),
            pending: Pending::Nothing,
            throw: Value::Undef,
            task: Value::Undef,
            todo: VecDeque::new(),
            breaks: false,
            ended: None,
            task_done: Value::Undef,
            wakes: false,
            callback_done: false,
            callback: Value::Undef,
            suspended: Vec::new(),
            looks_up: false,
            standing: Site(0),
            passed: Site(0),
            finalizing: Vec::new(),
            finalizing_below: 0,
            context: Value::Undef,
            answers: Vec::new(),
            shown: Vec::new(),
            is_shown: false,
        }
    }
}

impl Fiber {
    /// Its frames, outermost first.
    pub(crate) fn frames(&self) -> impl DoubleEndedIterator<Item = &Frame> {
        let top = (self.depth > 0).then_some(&self.top);
        self.callers.iter().chain(top)
    }
}
