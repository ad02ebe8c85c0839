//! Operators on numbers, strings and sequences, and where user classes come in.
//!
//! **Models:** `Objects/abstract.c` (`binary_op1`), `longobject.c`, `floatobject.c`.

use super::frame::{After, Stage};
use super::{Next, Raise, Vm};
use crate::code::{BinaryOp, Instr};
use crate::names;
use crate::object::{Object, Type, Value, number};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

type Done = Result<Next, Raise>;
type Answer = Result<Option<Value>, Raise>;

/// More than any exact number of a page's program: 1 Mbit.
const BITS_MAX: u64 = 1 << 20;

impl Vm {
    #[inline(always)]
    pub(super) fn binary(&mut self, op: BinaryOp) -> Done {
        let len = self.run.stack.len();
        let (a, b) = (self.run.stack[len - 2], self.run.stack[len - 1]);
        if let (Value::Int(x), Value::Int(y)) = (a, b)
            && let Some(value) = quick(op, x, y)
        {
            self.run.stack.truncate(len - 1);
            self.run.stack[len - 2] = value;
            return Ok(Next::Go);
        }
        self.binary_slow(op, a, b)
    }

    #[inline(always)]
    pub(super) fn binary_int(&mut self, op: BinaryOp, int: i32) -> Done {
        let len = self.run.stack.len();
        let right = i64::from(int);
        if let Value::Int(x) = self.run.stack[len - 1]
            && let Some(value) = quick(op, x, right)
        {
            self.run.stack[len - 1] = value;
            return Ok(Next::Go);
        }
        self.push(Value::Int(right));
        self.binary(op)
    }

    #[inline(never)]
    fn binary_slow(&mut self, op: BinaryOp, a: Value, b: Value) -> Done {
        let is_derived = self.heap.shadow(a).is_some() || self.heap.shadow(b).is_some();
        if !is_derived && let Some(value) = self.native_binary(op, a, b)? {
            self.drop_top(2);
            return self.put(value);
        }
        if op == BinaryOp::Mod && self.text(a).is_some() {
            let (values, template) = (self.pop(), self.pop());
            return self.call_library("builtins._percent", vec![template, values], After::Push);
        }
        self.user_binary(op, first_stage(self, a, b))
    }

    #[inline(always)]
    pub(super) fn inplace(&mut self, op: BinaryOp) -> Done {
        let len = self.run.stack.len();
        let (a, b) = (self.run.stack[len - 2], self.run.stack[len - 1]);
        match a {
            Value::Ref(_) => self.inplace_object(op, a, b),
            _ => self.binary(op),
        }
    }

    fn inplace_object(&mut self, op: BinaryOp, a: Value, b: Value) -> Done {
        let is_list = matches!(self.heap.object(a), Some(Object::List(_)));
        if is_list && op == BinaryOp::Add {
            // list += iterable: extends in place.
            return self.list_extend();
        }
        if op == BinaryOp::Add && self.append_text(a, b) {
            return Ok(Next::Go);
        }
        if self.inplace_set(op, a, b)? {
            let b = self.pop();
            self.heap.release(b);
            return Ok(Next::Go);
        }
        if op == BinaryOp::Or
            && matches!(self.heap.object(a), Some(Object::Dict(_)))
            && self.is_iterable(b)
            && self.as_dict(b).is_none()
        {
            let (source, target) = (self.pop(), self.pop());
            return self.call_library("builtins._dict_or", vec![target, source], After::Push);
        }
        if self.user_method(a, names::BINARY[op as usize][2]).is_some() {
            return self.user_binary(op, Stage::Inplace);
        }
        self.binary(op)
    }

    /// `text += more`, where only the variable that the next instruction stores to holds the
    /// text: done in place, the text stays on the stack.
    ///
    /// **Models:** `unicode_concatenate` in `Python/ceval.c`.
    fn append_text(&mut self, a: Value, b: Value) -> bool {
        let (Some(place), Some(more)) = (a.handle(), self.text(b)) else { return false };
        let Object::Str(_) = self.heap.get(place) else { return false };
        let instrs = &self.program.code(self.run.top.code).instrs;
        let variable = match instrs.get(self.run.top.pc as usize) {
            Some(&Instr::StoreFast(slot)) => self.run.stack[(self.run.top.base + slot) as usize],
            Some(&Instr::StoreGlobal(slot)) => self.globals[slot as usize],
            _ => return false,
        };
        if self.heap.refs(place) != 2 || !variable.is(a) || self.heap.shadow(a).is_some() {
            return false;
        }
        let more = more.clone();
        if let Object::Str(text) = self.heap.get_mut(place) {
            text.append(&more);
        }
        self.heap.grew(more.len() as u64);
        let more = self.pop();
        self.heap.release(more);
        true
    }

    /// `a op b` of built-in types: owned result, or `None` where user classes must be asked.
    pub(crate) fn native_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Answer {
        match (a, b) {
            (Value::Bool(x), _) if !matches!(b, Value::Bool(_)) || !is_logic(op) => {
                return self.native_binary(op, Value::Int(i64::from(x)), b);
            }
            (_, Value::Bool(y)) if !matches!(a, Value::Bool(_)) || !is_logic(op) => {
                return self.native_binary(op, a, Value::Int(i64::from(y)));
            }
            (Value::Bool(x), Value::Bool(y)) => return Ok(Some(logic(op, x, y))),
            (Value::Float(x), Value::Float(y)) => return self.float_binary(op, x, y),
            (Value::Float(x), _) if self.is_int(b) => {
                let y = self.int_to_float(b)?;
                return self.float_binary(op, x, y);
            }
            (_, Value::Float(y)) if self.is_int(a) => {
                let x = self.int_to_float(a)?;
                return self.float_binary(op, x, y);
            }
            (Value::Int(x), Value::Int(y)) => {
                if let Some(value) = quick(op, x, y) {
                    return Ok(Some(value));
                }
            }
            _ => {}
        }
        if op != BinaryOp::MatMul && self.is_int(a) && self.is_int(b) {
            return self.int_binary(op, a, b).map(Some);
        }
        self.sequence_binary(op, a, b)
    }

    pub(crate) fn is_int(&self, value: Value) -> bool {
        matches!(value, Value::Int(_) | Value::Bool(_))
            || matches!(self.heap.object(value), Some(Object::Int(_)))
    }

    /// An int of any size.
    pub(crate) fn big(&self, value: Value) -> Option<BigInt> {
        match (value, self.heap.object(value)) {
            (Value::Int(int), _) => Some(int.into()),
            (Value::Bool(bool), _) => Some(i64::from(bool).into()),
            (_, Some(Object::Int(big))) => Some((**big).clone()),
            _ => None,
        }
    }

    pub(crate) fn int_value(&mut self, big: BigInt) -> Value {
        match number::shrink(big) {
            Ok(int) => Value::Int(int),
            Err(big) => self.heap.alloc(Object::Int(big.into())),
        }
    }

    pub(crate) fn int_to_float(&mut self, value: Value) -> Result<f64, Raise> {
        match value {
            Value::Int(int) => Ok(int as f64),
            Value::Bool(bool) => Ok(f64::from(u8::from(bool))),
            _ => {
                let float = self.big(value).and_then(|big| big.to_f64()).unwrap_or(f64::INFINITY);
                if float.is_infinite() {
                    let message = "int too large to convert to float".into();
                    return Err(self.raise(Type::OverflowError, message));
                }
                Ok(float)
            }
        }
    }

    fn int_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Result<Value, Raise> {
        let (Some(x), Some(y)) = (self.big(a), self.big(b)) else {
            return Ok(Value::NotImplemented);
        };
        let result = match op {
            BinaryOp::Add => x + y,
            BinaryOp::Sub => x - y,
            BinaryOp::Mul => {
                self.check_bits(x.bits() + y.bits())?;
                x * y
            }
            BinaryOp::Div => return self.int_divide(&x, &y),
            BinaryOp::FloorDiv | BinaryOp::Mod if y.is_zero() => {
                let message = match op {
                    BinaryOp::Mod => "integer modulo by zero",
                    _ => "integer division or modulo by zero",
                };
                return Err(self.raise(Type::ZeroDivisionError, message.into()));
            }
            BinaryOp::FloorDiv => number::big_divmod(&x, &y).0,
            BinaryOp::Mod => number::big_divmod(&x, &y).1,
            BinaryOp::Pow => return self.int_power(x, y),
            BinaryOp::LShift | BinaryOp::RShift => return self.int_shift(op, x, y),
            BinaryOp::And => x & y,
            BinaryOp::Or => x | y,
            BinaryOp::Xor => x ^ y,
            BinaryOp::MatMul => BigInt::ZERO,
        };
        Ok(self.int_value(result))
    }

    fn check_bits(&mut self, bits: u64) -> Result<(), Raise> {
        if bits <= BITS_MAX {
            return Ok(());
        }
        let message = "an int of more than a million bits is not simulated".into();
        Err(self.raise(Type::MemoryError, message))
    }

    fn int_divide(&mut self, x: &BigInt, y: &BigInt) -> Result<Value, Raise> {
        if y.is_zero() {
            return Err(self.raise(Type::ZeroDivisionError, "division by zero".into()));
        }
        let value = number::big_divide(x, y);
        if value.is_infinite() {
            let message = "integer division result too large for a float".into();
            return Err(self.raise(Type::OverflowError, message));
        }
        Ok(Value::Float(value))
    }

    fn int_power(&mut self, x: BigInt, y: BigInt) -> Result<Value, Raise> {
        if y.is_negative() {
            if x.is_zero() {
                let message = "0.0 cannot be raised to a negative power".into();
                return Err(self.raise(Type::ZeroDivisionError, message));
            }
            let (x, y) = (x.to_f64().unwrap_or(f64::INFINITY), y.to_f64().unwrap_or(0.0));
            return Ok(Value::Float(crate::object::elementary::pow(x, y)));
        }
        let exponent = y.to_u32().unwrap_or(u32::MAX);
        if x.bits() > 1 {
            self.check_bits(x.bits().saturating_mul(u64::from(exponent)))?;
        }
        let result = match (x.bits(), y.bit(0)) {
            (0 | 1, _) if y.is_zero() => BigInt::from(1),
            (0, _) => BigInt::from(0),
            (1, odd) => {
                if x.is_negative() && odd {
                    x
                } else {
                    BigInt::from(1)
                }
            }
            _ => x.pow(exponent),
        };
        Ok(self.int_value(result))
    }

    fn int_shift(&mut self, op: BinaryOp, x: BigInt, y: BigInt) -> Result<Value, Raise> {
        if y.is_negative() {
            return Err(self.raise(Type::ValueError, "negative shift count".into()));
        }
        let by = y.to_u64().unwrap_or(u64::MAX);
        if op == BinaryOp::RShift {
            let result = if by > x.bits() {
                BigInt::from(if x.is_negative() { -1 } else { 0 })
            } else {
                x >> by
            };
            return Ok(self.int_value(result));
        }
        if !x.is_zero() {
            self.check_bits(x.bits().saturating_add(by))?;
        }
        let result = if x.is_zero() { x } else { x << by };
        Ok(self.int_value(result))
    }

    fn float_binary(&mut self, op: BinaryOp, x: f64, y: f64) -> Answer {
        let zero =
            |vm: &mut Vm, message: &str| Err(vm.raise(Type::ZeroDivisionError, message.into()));
        let value = match op {
            BinaryOp::Add => x + y,
            BinaryOp::Sub => x - y,
            BinaryOp::Mul => x * y,
            BinaryOp::Div if y == 0.0 => return zero(self, "float division by zero"),
            BinaryOp::Div => x / y,
            BinaryOp::FloorDiv if y == 0.0 => return zero(self, "float floor division by zero"),
            BinaryOp::FloorDiv => number::float_divmod(x, y).0,
            BinaryOp::Mod if y == 0.0 => return zero(self, "float modulo by zero"),
            BinaryOp::Mod => number::float_divmod(x, y).1,
            BinaryOp::Pow if x == 0.0 && y < 0.0 => {
                return zero(self, "0.0 cannot be raised to a negative power");
            }
            BinaryOp::Pow => return self.float_power(x, y),
            _ => return Ok(None),
        };
        Ok(Some(Value::Float(value)))
    }

    fn float_power(&mut self, x: f64, y: f64) -> Answer {
        let value = crate::object::elementary::pow(x, y);
        if value.is_infinite() && x.is_finite() && y.is_finite() {
            let message = "(34, 'Numerical result out of range')".into();
            return Err(self.raise(Type::OverflowError, message));
        }
        if value.is_nan() && !x.is_nan() && !y.is_nan() {
            let message = "a complex number is not simulated".into();
            return Err(self.raise(Type::ValueError, message));
        }
        Ok(Some(Value::Float(value)))
    }
}

/// `a op b` of two numbers that fit, where it is a number that fits.
#[inline(always)]
pub(super) fn quick_binary(op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    let (x, y) = match (a, b) {
        (Value::Int(x), Value::Int(y)) => return quick(op, x, y),
        (Value::Float(x), Value::Float(y)) => (x, y),
        (Value::Float(x), Value::Int(y)) => (x, y as f64),
        (Value::Int(x), Value::Float(y)) => (x as f64, y),
        _ => return None,
    };
    Some(Value::Float(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::Div if y != 0.0 => x / y,
        _ => return None,
    }))
}

/// Two ints whose result fits.
#[inline(always)]
fn quick(op: BinaryOp, x: i64, y: i64) -> Option<Value> {
    Some(Value::Int(match op {
        BinaryOp::Add => x.checked_add(y)?,
        BinaryOp::Sub => x.checked_sub(y)?,
        BinaryOp::Mul => x.checked_mul(y)?,
        BinaryOp::FloorDiv if y != 0 => number::floor_div(x, y)?,
        BinaryOp::Mod if y != 0 => number::floor_mod(x, y),
        BinaryOp::And => x & y,
        BinaryOp::Or => x | y,
        BinaryOp::Xor => x ^ y,
        BinaryOp::RShift if y >= 0 => x >> y.min(63),
        BinaryOp::LShift
            if (0..63).contains(&y) && x.unsigned_abs().leading_zeros() as i64 > y + 1 =>
        {
            x << y
        }
        BinaryOp::Div if y != 0 && x.abs() < (1 << 53) && y.abs() < (1 << 53) => {
            return Some(Value::Float(x as f64 / y as f64));
        }
        _ => return None,
    }))
}

fn is_logic(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::Xor)
}

fn logic(op: BinaryOp, x: bool, y: bool) -> Value {
    Value::Bool(match op {
        BinaryOp::And => x & y,
        BinaryOp::Or => x | y,
        _ => x ^ y,
    })
}

/// A right operand whose class derives from the left one's is asked first.
pub(super) fn first_stage(vm: &Vm, a: Value, b: Value) -> Stage {
    let (left, right) = (vm.class_of(a), vm.class_of(b));
    let derives = !left.is(right) && vm.is_subclass(right, left);
    if derives && !left.is(Value::Type(Type::Object)) { Stage::RightFirst } else { Stage::Left }
}

pub(super) fn concatenation(left: Type, right: &str) -> Option<String> {
    match left {
        Type::Str => Some(format!("can only concatenate str (not \"{right}\") to str")),
        Type::List => Some(format!("can only concatenate list (not \"{right}\") to list")),
        Type::Tuple => Some(format!("can only concatenate tuple (not \"{right}\") to tuple")),
        _ => None,
    }
}

pub(super) fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::MatMul => "@",
        BinaryOp::Div => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "**",
        BinaryOp::LShift => "<<",
        BinaryOp::RShift => ">>",
        BinaryOp::And => "&",
        BinaryOp::Or => "|",
        BinaryOp::Xor => "^",
    }
}
