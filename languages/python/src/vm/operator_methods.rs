//! Operators that a class defines, and operands that have none.
//!
//! **Models:** `binary_op1`, `SLOT1BINFULL`, CPython 3.13.

use super::arithmetic::{concatenation, first_stage, symbol};
use super::frame::{After, Stage};
use super::{Next, Raise, Vm};
use crate::code::{BinaryOp, UnaryOp};
use crate::names;
use crate::object::{Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// `a b -> a op b` by the methods of user classes.
    pub(super) fn user_binary(&mut self, op: BinaryOp, stage: Stage) -> Done {
        let (a, b) = (self.peek(2), self.peek(1));
        let [plain, reflected, inplace] = names::BINARY[op as usize];
        let (name, receiver, argument) = match stage {
            Stage::Inplace => (inplace, a, b),
            Stage::Left | Stage::LeftSecond => (plain, a, b),
            Stage::RightFirst | Stage::Right => (reflected, b, a),
        };
        if let Some(method) = self.user_method(receiver, name) {
            return self.call_method_frame(
                method,
                receiver,
                &[argument],
                After::Binary { op, stage },
            );
        }
        self.next_stage(op, stage)
    }

    /// The method of `stage` was not there or gave NotImplemented.
    pub(super) fn next_stage(&mut self, op: BinaryOp, stage: Stage) -> Done {
        let (a, b) = (self.peek(2), self.peek(1));
        match stage {
            Stage::Inplace => {
                if let Some(value) = self.native_binary(op, a, b)? {
                    self.drop_top(2);
                    return self.put(value);
                }
                self.user_binary(op, first_stage(self, a, b))
            }
            Stage::Left if !self.class_of(a).is(self.class_of(b)) => {
                self.user_binary(op, Stage::Right)
            }
            Stage::RightFirst => self.user_binary(op, Stage::LeftSecond),
            _ => {
                if op == BinaryOp::Or
                    && let Some(union) = self.union_of(a, b)
                {
                    self.drop_top(2);
                    return self.put(union);
                }
                let is_derived = self.heap.shadow(a).is_some() || self.heap.shadow(b).is_some();
                if is_derived && let Some(value) = self.native_binary(op, a, b)? {
                    self.drop_top(2);
                    return self.put(value);
                }
                Err(self.unsupported_operands(op, a, b))
            }
        }
    }

    fn unsupported_operands(&mut self, op: BinaryOp, a: Value, b: Value) -> Raise {
        let (left, right) = (self.type_name(a), self.type_name(b));
        let inplace = self.is_inplace_instr();
        if op == BinaryOp::Add
            && !inplace
            && let Some(message) = concatenation(self.type_of(a), &right)
        {
            return self.raise(Type::TypeError, message);
        }
        let sequence = [Type::Str, Type::List, Type::Tuple];
        if op == BinaryOp::Mul && sequence.contains(&self.type_of(a)) {
            let message = format!("can't multiply sequence by non-int of type '{right}'");
            return self.raise(Type::TypeError, message);
        }
        if op == BinaryOp::Mul && sequence.contains(&self.type_of(b)) {
            let message = format!("can't multiply sequence by non-int of type '{left}'");
            return self.raise(Type::TypeError, message);
        }
        let symbol = symbol(op);
        let symbol = match (op, inplace) {
            (BinaryOp::Pow, false) => "** or pow()".into(),
            (_, true) => format!("{symbol}="),
            (_, false) => symbol.into(),
        };
        let message = format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'");
        self.raise(Type::TypeError, message)
    }

    fn is_inplace_instr(&self) -> bool {
        let code = self.program.code(self.run.top.code);
        let at = (self.run.top.pc as usize).saturating_sub(1);
        matches!(code.instrs.get(at), Some(crate::code::Instr::Inplace(_)))
    }

    pub(super) fn unary(&mut self, op: UnaryOp) -> Done {
        let a = self.peek(1);
        let value = match (op, a) {
            (UnaryOp::Neg, Value::Int(x)) if x != i64::MIN => Some(Value::Int(-x)),
            (UnaryOp::Neg, Value::Float(x)) => Some(Value::Float(-x)),
            (UnaryOp::Pos, Value::Int(_) | Value::Float(_)) => Some(a),
            (UnaryOp::Invert, Value::Int(x)) => Some(Value::Int(!x)),
            _ => self
                .big(a)
                .map(|big| match op {
                    UnaryOp::Neg => -big,
                    UnaryOp::Invert => -big - 1,
                    _ => big,
                })
                .map(|big| self.int_value(big)),
        };
        if let Some(value) = value {
            self.drop_top(1);
            return self.put(value);
        }
        let (name, symbol) = match op {
            UnaryOp::Neg => (names::NEG, "-"),
            UnaryOp::Pos => (names::POS, "+"),
            _ => (names::INVERT, "~"),
        };
        if let Some(method) = self.user_method(a, name) {
            let receiver = self.pop();
            let done = self.call_method_frame(method, receiver, &[], After::Push);
            self.heap.release(receiver);
            return done;
        }
        let message = format!("bad operand type for unary {symbol}: '{}'", self.type_name(a));
        Err(self.raise(Type::TypeError, message))
    }
}
