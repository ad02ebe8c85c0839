//! Objects of the library's native classes.
//!
//! What they do is in rows of `builtins` that name their [`Type`]; the interpreter finds even
//! `__len__` and the like there.

use super::{Type, Value};
use runtime_core::guest::Fingerprint;
use std::collections::VecDeque;

/// An object of a native class of the library.
#[derive(Clone, Debug)]
pub(crate) enum Library {
    Deque(Deque),
    Context(Context),
    /// The default is `Undef` if there is none.
    ContextVar {
        name: Value,
        default: Value,
    },
    Token(Token),
    Lock(Lock),
}

/// `contextvars.Context`.
#[derive(Clone, Default, Debug)]
pub(crate) struct Context {
    /// Each ContextVar with its value, in the order of their first setting.
    pub vars: Vec<(Value, Value)>,
    /// While it is entered: what was current before; `Undef` if that was never asked for.
    pub previous: Value,
    pub is_entered: bool,
}

/// `contextvars.Token`: what setting a variable gave.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub var: Value,
    /// `Undef` if it was not set.
    pub old: Value,
    pub context: Value,
    pub is_used: bool,
}

/// `collections.deque`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deque {
    pub items: VecDeque<Value>,
    pub maxlen: Option<u64>,
    /// Counts changes of its length, which an iteration must not meet.
    pub changes: u64,
}

/// `threading.Lock` and `threading.RLock`. Whether it is held is in `Heap::held_locks`.
#[derive(Clone, Debug)]
pub(crate) struct Lock {
    /// Its number, by which the machine knows it.
    pub id: u64,
    /// Of an RLock: the thread that has it, 0 for none, and how often.
    pub owner: Option<[u32; 2]>,
}

impl Library {
    pub(crate) fn type_of(&self) -> Type {
        match self {
            Library::Deque(_) => Type::Deque,
            Library::Context(_) => Type::Context,
            Library::ContextVar { .. } => Type::ContextVar,
            Library::Token(_) => Type::Token,
            Library::Lock(Lock { owner: None, .. }) => Type::Lock,
            Library::Lock(_) => Type::RLock,
        }
    }

    pub(crate) fn is_hashable(&self) -> bool {
        !matches!(self, Library::Deque(_))
    }

    /// Names every value it owns.
    pub(crate) fn children(&self, each: &mut dyn FnMut(Value)) {
        match self {
            Library::Deque(deque) => deque.items.iter().for_each(|&value| each(value)),
            Library::Context(context) => {
                context.vars.iter().for_each(|&(var, value)| {
                    each(var);
                    each(value);
                });
                each(context.previous);
            }
            Library::ContextVar { name, default } => {
                each(*name);
                each(*default);
            }
            Library::Token(token) => {
                [token.var, token.old, token.context].into_iter().for_each(each);
            }
            Library::Lock(_) => {}
        }
    }

    /// About how many bytes it takes beyond an empty one.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Library::Deque(deque) => 16 * deque.items.len() as u64,
            Library::Context(context) => 32 * context.vars.len() as u64,
            Library::ContextVar { .. } | Library::Token(_) => 48,
            Library::Lock(_) => 0,
        }
    }

    /// Gives up its values, which the caller owns then: to end a cycle.
    pub(super) fn take(&mut self) -> Vec<Value> {
        match self {
            Library::Deque(deque) => std::mem::take(&mut deque.items).into(),
            Library::Context(context) => {
                let vars = std::mem::take(&mut context.vars);
                vars.into_iter().flat_map(|(var, value)| [var, value]).collect()
            }
            Library::ContextVar { .. } | Library::Token(_) => Vec::new(),
            Library::Lock(_) => Vec::new(),
        }
    }

    /// What it holds besides values.
    pub(crate) fn feed(&self, state: &mut Fingerprint) {
        match self {
            Library::Deque(deque) => {
                state.word(deque.items.len() as u64);
                state.word(deque.maxlen.map_or(0, |maxlen| maxlen + 1));
            }
            Library::Context(context) => {
                state.word((context.vars.len() as u64) << 1 | u64::from(context.is_entered));
            }
            Library::ContextVar { .. } => {}
            Library::Token(token) => state.word(u64::from(token.is_used)),
            Library::Lock(lock) => {
                state.word(lock.id);
                let [owner, count] = lock.owner.unwrap_or_default();
                state.word(u64::from(owner) << 32 | u64::from(count));
            }
        }
    }
}

/// An iterator of `itertools`.
#[derive(Clone, Debug)]
pub(crate) enum Tool {
    Deque {
        deque: Value,
        at: u64,
        changes: u64,
    },
    /// `count(start, step)`
    Count {
        at: i64,
        step: i64,
    },
    /// `repeat(value, times)`
    Repeat {
        value: Value,
        left: Option<u64>,
    },
    /// `cycle` of what is all there.
    Cycle {
        items: Value,
        at: u64,
    },
    /// `product`, `permutations`, `combinations`, `combinations_with_replacement`: the pools are
    /// tuples, the indices what comes next; none after the last.
    Choose {
        how: Choose,
        pools: Box<[Value]>,
        next: Option<Box<[u32]>>,
    },
}

/// Which indices come after which.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Choose {
    Product,
    Permutations,
    Combinations,
    Replacement,
}

impl Tool {
    /// Whether it comes to an end soon, so that all its items can be had at once.
    pub(crate) fn is_finite(&self) -> bool {
        match self {
            Tool::Deque { .. } => true,
            Tool::Repeat { left: Some(left), .. } => *left < 100_000,
            Tool::Count { .. } | Tool::Repeat { .. } | Tool::Cycle { .. } | Tool::Choose { .. } => {
                false
            }
        }
    }

    pub(crate) fn type_of(&self) -> Type {
        match self {
            Tool::Deque { .. } => Type::DequeIterator,
            Tool::Count { .. } => Type::Count,
            Tool::Repeat { .. } => Type::Repeat,
            Tool::Cycle { .. } => Type::Cycle,
            Tool::Choose { how, .. } => match how {
                Choose::Product => Type::Product,
                Choose::Permutations => Type::Permutations,
                Choose::Combinations => Type::Combinations,
                Choose::Replacement => Type::CombinationsWithReplacement,
            },
        }
    }

    /// Names every value it owns.
    pub(crate) fn children(&self, each: &mut dyn FnMut(Value)) {
        match self {
            Tool::Deque { deque: value, .. }
            | Tool::Repeat { value, .. }
            | Tool::Cycle { items: value, .. } => each(*value),
            Tool::Count { .. } => {}
            Tool::Choose { pools, .. } => pools.iter().for_each(|&pool| each(pool)),
        }
    }

    /// What it holds besides values.
    pub(crate) fn feed(&self, state: &mut Fingerprint) {
        match self {
            Tool::Deque { at, changes, .. } => {
                state.word(*at);
                state.word(*changes);
            }
            Tool::Count { at, step } => {
                state.word(*at as u64);
                state.word(*step as u64);
            }
            Tool::Repeat { left, .. } => state.word(left.map_or(0, |left| left + 1)),
            Tool::Cycle { at, .. } => state.word(*at),
            Tool::Choose { next, .. } => {
                next.iter().flatten().for_each(|&index| state.word(u64::from(index)));
            }
        }
    }
}
