//! Keys whose class has a `__hash__` or an `__eq__` of its own.
//!
//! A native operation on a dict or a set cannot call Python code. It notes what it has to know
//! ([`Want`]) and fails; the method is then called, its answer is kept with the fiber, and the
//! whole operation is done again, until it has all answers.
//!
//! **Invariants:** an operation that fails so has changed nothing that doing it again would not
//! set right. Answers belong to one operation of one frame: they are dropped when it is done, or
//! when an exception passes its frame.

use super::call::Site;
use super::frame::After;
use super::{Next, Raise, Vm};
use crate::code::{CompareOp, Program};
use crate::names;
use crate::object::{Object, Type, Value, number};

type Done = Result<Next, Raise>;

/// What a native operation has to know of a key; values are borrowed from its operands.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) enum Want {
    #[default]
    Nothing,
    /// What its `__hash__` gives.
    Hash(Value),
    /// Whether a key of the table is equal to it.
    Same(Value, Value),
}

/// What Python code has said, or is being asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    /// How many frames the fiber had when the operation ran.
    depth: u32,
    /// The key; owned.
    pub key: Value,
    /// What it is compared with, or `Undef`; owned.
    pub other: Value,
    pub answer: Option<i64>,
    /// What becomes of the operation's own result.
    after: After,
}

/// How an operation is done again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Again {
    /// The instruction runs again.
    Instruction,
    /// A native is called again, with so many operands above the callable and the receiver.
    Native { count: u16 },
}

impl Vm {
    pub(crate) fn wants(&self) -> bool {
        !matches!(self.wanted.get(), Want::Nothing)
    }

    /// Fails if a key has to be asked.
    #[inline(always)]
    pub(crate) fn known(&self) -> Result<(), Raise> {
        if self.wants() { Err(Raise) } else { Ok(()) }
    }

    /// The hash that a key's own method has given; notes that it is wanted otherwise.
    #[cold]
    pub(super) fn asked_hash(&self, key: Value) -> Option<i64> {
        let found = self.answer_of(key, Value::Undef);
        if found.is_none() && !self.wants() {
            self.wanted.set(Want::Hash(key));
        }
        found
    }

    fn answer_of(&self, key: Value, other: Value) -> Option<i64> {
        let depth = self.run.depth;
        let own = self.run.answers.iter().rev().take_while(|one| one.depth >= depth);
        let mut own = own.filter(|one| one.depth == depth);
        own.find(|one| one.key.is(key) && one.other.is(other)).and_then(|one| one.answer)
    }

    /// Whether a key of a table is `key`. Where that has to be asked it is noted, and the answer
    /// is yes, which ends the search.
    #[inline]
    pub(crate) fn same_key(&self, known: Value, key: Value) -> bool {
        if known.is(key) {
            return true;
        }
        match self.compare_native(CompareOp::Eq, known, key, 0) {
            super::Compared::Answer(answer) => answer,
            super::Compared::NeedsCall => self.asked_same(known, key),
            _ => false,
        }
    }

    #[cold]
    fn asked_same(&self, known: Value, key: Value) -> bool {
        if let Some(answer) = self.answer_of(known, key) {
            return answer != 0;
        }
        if !self.wants() {
            self.wanted.set(Want::Same(known, key));
        }
        true
    }

    /// Whether hashing a value runs Python code.
    pub(crate) fn asks_to_hash(&self, value: Value) -> bool {
        let may = match self.heap.object(value) {
            Some(
                Object::Instance { .. }
                | Object::Exception(_)
                | Object::Class(_)
                | Object::Tuple(_)
                | Object::FrozenSet(_)
                | Object::WeakRef(_),
            ) => true,
            _ => self.heap.shadow(value).is_some(),
        };
        let asks = may && self.hash_native(value).is_err() && self.wants();
        self.wanted.set(Want::Nothing);
        asks
    }

    /// Calls what an operation that has just failed has to know.
    pub(super) fn ask_key(&mut self, again: Again, after: After) -> Done {
        let (key, other) = match self.wanted.take() {
            Want::Hash(key) => (key, Value::Undef),
            Want::Same(known, key) => (known, key),
            Want::Nothing => panic!("yieldpoint bug: nothing is asked of a key"),
        };
        let raised = self.take_raised();
        let (key, other) = (self.heap.keep(key), self.heap.keep(other));
        self.heap.release(raised);
        let depth = self.run.depth;
        self.run.answers.push(Answer { depth, key, other, answer: None, after });
        self.charge(self.run.answers.len() as u64 / 4);
        let then = After::Key(again);
        if other.is_undef() {
            let method = self.user_method(key, names::HASH).unwrap_or(Value::None);
            return self.call_method_frame(method, key, &[], then);
        }
        let pair = self.heap.keep_all(&[key, other]);
        self.call_library("builtins._same_key", pair, then)
    }

    /// The same for a native that has been called; `ran` is what it gave.
    #[cold]
    pub(super) fn ask_key_of_native(
        &mut self, ran: super::Outcome, operands: usize, site: Site<'_>,
    ) -> Done {
        match ran {
            Ok(super::Flow::Value(value)) => self.heap.release(value),
            Ok(super::Flow::Call { callable, args, .. }) => {
                self.heap.release(callable);
                self.heap.release_all(&args);
            }
            _ => {}
        }
        self.truncate(operands);
        let count = (operands - site.start - 2) as u16;
        self.ask_key(Again::Native { count }, site.after)
    }

    /// A key has been asked: the operation runs again.
    pub(super) fn key_answered(&mut self, program: &Program, again: Again, result: Value) -> Done {
        let answer = self.key_answer(result)?;
        let depth = self.run.depth;
        let asked = self.run.answers.iter_mut().rev().find(|one| one.depth == depth);
        let Some(asked) = asked else { panic!("yieldpoint bug: nothing was asked of a key") };
        asked.answer = Some(answer);
        let after = asked.after;
        let done = match again {
            Again::Instruction => {
                let code = program.code(self.run.top.code);
                self.execute(program, code.instrs[self.run.top.pc as usize - 1])
            }
            Again::Native { count } => {
                let count = count as usize;
                let start = self.run.stack.len() - count - 2;
                self.call_site(program, Site { start, count, names: &[], after })
            }
        };
        let asks = |one: &Answer| one.depth == depth && one.answer.is_none();
        if !self.wants() && !self.run.answers.iter().any(asks) {
            self.forget_answers(depth);
        }
        match done {
            Ok(Next::Go) => Ok(Next::Frame),
            done => done,
        }
    }

    /// What a method gave, as a number.
    fn key_answer(&mut self, result: Value) -> Result<i64, Raise> {
        let answer = match result {
            Value::Bool(answer) => Some(i64::from(answer)),
            Value::Int(-1) => Some(-2),
            Value::Int(hash) => Some(hash),
            _ => match self.heap.object(result) {
                Some(Object::Int(big)) => Some(number::hash_big(big)),
                _ => None,
            },
        };
        self.heap.release(result);
        answer.ok_or_else(|| {
            let message = "__hash__ method should return an integer".into();
            self.raise(Type::TypeError, message)
        })
    }

    /// Drops the answers that frames of this depth and above it have had.
    pub(super) fn forget_answers(&mut self, depth: u32) {
        while let Some(last) = self.run.answers.pop_if(|one| one.depth >= depth) {
            self.heap.release(last.key);
            self.heap.release(last.other);
        }
    }
}
