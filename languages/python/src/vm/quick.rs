//! What [`Fast`] stands for, done at once.
//!
//! **Invariants:** a function here either does all of it, or nothing at all and says `Plain`;
//! then the plain instruction runs, which also knows every error. So a value is released only
//! where nothing else can go wrong afterwards.

use super::arithmetic::quick_binary;
use super::compare::holds;
use super::{Next, Raise, Vm};
use crate::code::{BinaryOp, CompareOp, Program};
use crate::object::{Object, Value};

/// Where the loop over instructions stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// The next instruction.
    pub pc: usize,
    /// Where the frame's locals start.
    pub base: usize,
    /// Which frame it is.
    pub serial: u32,
    /// Instructions run so far.
    pub spent: u64,
    /// How many may be run.
    pub budget: u64,
}

/// What came of it.
pub(super) enum Ran {
    /// All is done.
    Done,
    /// Nothing is done.
    Plain,
    /// The frame has changed, or an exception was raised.
    Left(Result<Next, Raise>),
}

impl At {
    /// Whether so many instructions may still be run.
    #[inline(always)]
    pub(super) fn has(&self, count: u64) -> bool {
        self.spent + count <= self.budget
    }

    #[inline(always)]
    pub(super) fn went(&mut self, count: usize) -> Ran {
        self.pc += count;
        self.spent += count as u64;
        Ran::Done
    }

    #[inline(always)]
    fn jumped(&mut self, count: usize, to: Option<u32>) -> Ran {
        self.spent += count as u64;
        self.pc = match to {
            Some(to) => to as usize,
            None => self.pc + count,
        };
        Ran::Done
    }
}

impl Vm {
    #[inline(always)]
    pub(super) fn local(&self, at: &At, slot: u16) -> Value {
        self.run.stack[at.base + slot as usize]
    }

    #[inline(always)]
    pub(super) fn quick_push(&mut self, at: &mut At, value: Value) -> Ran {
        self.run.stack.push(value);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_const(&mut self, at: &mut At, program: &Program, index: u32) -> Ran {
        let value = program.codes[self.run.top.code.0 as usize].consts[index as usize];
        let value = self.heap.keep(value);
        self.quick_push(at, value)
    }

    #[inline(always)]
    pub(super) fn quick_load(&mut self, at: &mut At, slot: u32) -> Ran {
        let value = self.run.stack[at.base + slot as usize];
        if value.is_undef() {
            return Ran::Plain;
        }
        let value = self.heap.keep(value);
        self.quick_push(at, value)
    }

    #[inline(always)]
    pub(super) fn quick_pair(&mut self, at: &mut At, a: u16, b: u16) -> Ran {
        let (a, b) = (self.local(at, a), self.local(at, b));
        if a.is_undef() || b.is_undef() || !at.has(2) {
            return Ran::Plain;
        }
        self.heap.keep(a);
        self.heap.keep(b);
        self.run.stack.extend_from_slice(&[a, b]);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_store(&mut self, at: &mut At, slot: u32) -> Ran {
        let value = self.pop();
        self.put_local(at, slot as usize, value);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn put_local(&mut self, at: &At, slot: usize, value: Value) {
        let old = std::mem::replace(&mut self.run.stack[at.base + slot], value);
        self.heap.release(old);
    }

    #[inline(always)]
    fn global(&self, program: &Program, slot: u32) -> Value {
        match self.globals[slot as usize] {
            Value::Undef => program.builtins[slot as usize],
            value => value,
        }
    }

    #[inline(always)]
    pub(super) fn quick_global(&mut self, at: &mut At, program: &Program, slot: u32) -> Ran {
        let value = self.global(program, slot);
        if value.is_undef() {
            return Ran::Plain;
        }
        let value = self.heap.keep(value);
        self.quick_push(at, value)
    }

    #[inline(always)]
    pub(super) fn quick_callee(&mut self, at: &mut At, program: &Program, slot: u32) -> Ran {
        let value = self.global(program, slot);
        if value.is_undef() || !at.has(2) {
            return Ran::Plain;
        }
        self.heap.keep(value);
        self.run.stack.extend_from_slice(&[value, Value::Undef]);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_pop(&mut self, at: &mut At) -> Ran {
        let value = self.pop();
        self.heap.release(value);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_jump(&mut self, at: &mut At, to: u32) -> Ran {
        at.jumped(1, Some(to))
    }

    #[inline(always)]
    pub(super) fn quick_jump_if(&mut self, at: &mut At, wanted: bool, to: u32) -> Ran {
        let truth = match self.peek(1) {
            Value::Bool(truth) => truth,
            Value::Int(int) => int != 0,
            Value::None => false,
            _ => return Ran::Plain,
        };
        self.run.stack.pop();
        at.jumped(1, (truth == wanted).then_some(to))
    }

    #[inline(always)]
    pub(super) fn quick_operator(&mut self, at: &mut At, op: BinaryOp) -> Ran {
        let len = self.run.stack.len();
        match quick_binary(op, self.run.stack[len - 2], self.run.stack[len - 1]) {
            Some(value) => {
                self.run.stack.truncate(len - 1);
                self.run.stack[len - 2] = value;
                at.went(1)
            }
            None => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_operator_int(&mut self, at: &mut At, op: BinaryOp, int: i32) -> Ran {
        let len = self.run.stack.len();
        match quick_binary(op, self.run.stack[len - 1], Value::Int(i64::from(int))) {
            Some(value) => {
                self.run.stack[len - 1] = value;
                at.went(1)
            }
            None => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_operator_store(&mut self, at: &mut At, op: BinaryOp, to: u16) -> Ran {
        let len = self.run.stack.len();
        let value = quick_binary(op, self.run.stack[len - 2], self.run.stack[len - 1]);
        let (Some(value), true) = (value, at.has(2)) else { return Ran::Plain };
        self.run.stack.truncate(len - 2);
        self.put_local(at, to as usize, value);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_operator_local(&mut self, at: &mut At, op: BinaryOp, b: u16) -> Ran {
        let len = self.run.stack.len();
        let value = quick_binary(op, self.run.stack[len - 1], self.local(at, b));
        let (Some(value), true) = (value, at.has(2)) else { return Ran::Plain };
        self.run.stack[len - 1] = value;
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_locals(&mut self, at: &mut At, op: BinaryOp, a: u16, b: u16) -> Ran {
        let value = quick_binary(op, self.local(at, a), self.local(at, b));
        let (Some(value), true) = (value, at.has(3)) else { return Ran::Plain };
        self.run.stack.push(value);
        at.went(3)
    }

    #[inline(always)]
    pub(super) fn quick_locals_store(
        &mut self, at: &mut At, op: BinaryOp, a: u16, b: u16, to: u16,
    ) -> Ran {
        let value = quick_binary(op, self.local(at, a), self.local(at, b));
        let (Some(value), true) = (value, at.has(4)) else { return Ran::Plain };
        self.put_local(at, to as usize, value);
        at.went(4)
    }

    #[inline(always)]
    pub(super) fn quick_local_int(&mut self, at: &mut At, op: BinaryOp, a: u16, int: i32) -> Ran {
        let value = quick_binary(op, self.local(at, a), Value::Int(i64::from(int)));
        let (Some(value), true) = (value, at.has(2)) else { return Ran::Plain };
        self.run.stack.push(value);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_local_int_store(
        &mut self, at: &mut At, op: BinaryOp, from: u16, to: u16, int: i16, count: u8,
    ) -> Ran {
        let value = quick_binary(op, self.local(at, from), Value::Int(i64::from(int)));
        let (Some(value), true) = (value, at.has(u64::from(count))) else { return Ran::Plain };
        self.put_local(at, to as usize, value);
        at.went(count as usize)
    }

    /// `a b` compared; jumps if it is false. `below` operands are on the stack, `count`
    /// instructions are done.
    #[inline(always)]
    fn compared_jump(
        &mut self, at: &mut At, op: CompareOp, [a, b]: [Value; 2], to: u32, below: usize,
        count: usize,
    ) -> Ran {
        let truth = match (a, b) {
            (Value::Int(a), Value::Int(b)) => holds(op, a.cmp(&b)),
            (Value::Float(a), Value::Float(b)) => match a.partial_cmp(&b) {
                Some(ordering) => holds(op, ordering),
                None => op == CompareOp::Ne,
            },
            _ => return Ran::Plain,
        };
        if !at.has(count as u64) {
            return Ran::Plain;
        }
        let len = self.run.stack.len();
        self.run.stack.truncate(len - below);
        at.jumped(count, (!truth).then_some(to))
    }

    #[inline(always)]
    pub(super) fn quick_compare(&mut self, at: &mut At, op: CompareOp, to: u32) -> Ran {
        let operands = [self.peek(2), self.peek(1)];
        self.compared_jump(at, op, operands, to, 2, 1)
    }

    #[inline(always)]
    pub(super) fn quick_compare_local(
        &mut self, at: &mut At, op: CompareOp, b: u16, to: u32,
    ) -> Ran {
        let operands = [self.peek(1), self.local(at, b)];
        self.compared_jump(at, op, operands, to, 1, 2)
    }

    #[inline(always)]
    pub(super) fn quick_compare_int(
        &mut self, at: &mut At, op: CompareOp, int: i16, to: u32,
    ) -> Ran {
        let operands = [self.peek(1), Value::Int(i64::from(int))];
        self.compared_jump(at, op, operands, to, 1, 2)
    }

    #[inline(always)]
    pub(super) fn quick_compare_local_int(
        &mut self, at: &mut At, op: CompareOp, a: u16, int: i16, to: u32,
    ) -> Ran {
        let operands = [self.local(at, a), Value::Int(i64::from(int))];
        self.compared_jump(at, op, operands, to, 0, 3)
    }

    #[inline(always)]
    pub(super) fn quick_compare_locals(
        &mut self, at: &mut At, op: CompareOp, a: u16, b: u16, to: u32,
    ) -> Ran {
        let operands = [self.local(at, a), self.local(at, b)];
        self.compared_jump(at, op, operands, to, 0, 3)
    }

    #[inline(always)]
    pub(super) fn quick_compare_value(&mut self, at: &mut At, op: CompareOp) -> Ran {
        let len = self.run.stack.len();
        match (self.run.stack[len - 2], self.run.stack[len - 1]) {
            (Value::Int(a), Value::Int(b)) => {
                self.run.stack.truncate(len - 1);
                self.run.stack[len - 2] = Value::Bool(holds(op, a.cmp(&b)));
                at.went(1)
            }
            _ => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_none_jump(
        &mut self, at: &mut At, local: u16, wanted: bool, to: u32,
    ) -> Ran {
        let value = self.local(at, local);
        if value.is_undef() || !at.has(4) {
            return Ran::Plain;
        }
        at.jumped(4, (value.is_none() == wanted).then_some(to))
    }

    #[inline(always)]
    pub(super) fn quick_is(&mut self, at: &mut At, wanted: bool) -> Ran {
        let (b, a) = (self.pop(), self.pop());
        let answer = a.is(b) == wanted;
        self.heap.release(a);
        self.heap.release(b);
        self.quick_push(at, Value::Bool(answer))
    }

    #[inline(always)]
    pub(super) fn quick_copy(&mut self, at: &mut At, n: u32) -> Ran {
        let value = self.peek(n as usize);
        let value = self.heap.keep(value);
        self.quick_push(at, value)
    }

    #[inline(always)]
    pub(super) fn quick_swap(&mut self, at: &mut At, n: u32) -> Ran {
        let top = self.run.stack.len() - 1;
        self.run.stack.swap(top, top + 1 - n as usize);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_load_cell(&mut self, at: &mut At, slot: u32) -> Ran {
        let Value::Ref(cell) = self.run.stack[at.base + slot as usize] else { return Ran::Plain };
        match *self.heap.get(cell) {
            Object::Cell(value) if !value.is_undef() => {
                let value = self.heap.keep(value);
                self.quick_push(at, value)
            }
            _ => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_store_cell(&mut self, at: &mut At, slot: u32) -> Ran {
        let Value::Ref(cell) = self.run.stack[at.base + slot as usize] else { return Ran::Plain };
        let value = self.peek(1);
        let Object::Cell(place) = self.heap.get_mut(cell) else { return Ran::Plain };
        let old = std::mem::replace(place, value);
        self.run.stack.pop();
        self.heap.release(old);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_store_global(&mut self, at: &mut At, slot: u32) -> Ran {
        if self.globals[slot as usize].is_undef() {
            return Ran::Plain;
        }
        let value = self.pop();
        let old = std::mem::replace(&mut self.globals[slot as usize], value);
        self.heap.release(old);
        at.went(1)
    }
}
