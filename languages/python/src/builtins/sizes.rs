//! `sys.getsizeof` of built-in values, and the bytes of floats for `std/struct.py`.
//!
//! **Models:** the sizes of CPython 3.13 on 64 bits.

use super::{Entry, function};
use crate::object::{Object, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("_size_of", 1, 1, &[], size_of),
    function("_float_bytes", 2, 2, &[], float_bytes),
    function("_bytes_float", 1, 1, &[], bytes_float),
];

/// Bytes of an object; None where that is not known.
fn size_of(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let len = vm.len_native(of).unwrap_or(0);
    let size = match (of, vm.heap.object(of)) {
        (Value::None, _) => 16,
        (Value::Float(_), _) => 24,
        (Value::Int(_) | Value::Bool(_), _) | (_, Some(Object::Int(_))) => {
            let bits = vm.big(of).map_or(0, |big| big.bits());
            24 + 4 * (bits as usize).div_ceil(30).max(1)
        }
        (_, Some(Object::Str(text))) => {
            let widest = text.chars().map(u32::from).max().unwrap_or(0);
            match widest {
                ..=0x7f => 41 + len,
                0x80..=0xff => 57 + len,
                0x100..=0xffff => 58 + 2 * len,
                _ => 60 + 4 * len,
            }
        }
        (_, Some(Object::Bytes(_))) => 33 + len,
        (_, Some(Object::ByteArray(_))) => 57 + len,
        (_, Some(Object::Tuple(_))) => 40 + 8 * len,
        (_, Some(Object::List(_))) => 56 + 8 * len,
        (_, Some(Object::Dict(_))) if len == 0 => 64,
        (_, Some(Object::Dict(_))) => {
            let slots = ((len * 3).div_ceil(2) + 1).next_power_of_two().max(8);
            let index = if slots <= 256 { 1 } else { 2 };
            64 + 32 + slots * index + slots * 2 / 3 * 24
        }
        (_, Some(Object::Set(_) | Object::FrozenSet(_))) => {
            let mut table = 8;
            while len * 5 >= (table - 1) * 3 {
                table *= 4;
            }
            if table == 8 { 216 } else { 216 + 16 * table }
        }
        (_, Some(Object::Range(_))) => 48,
        _ => return Ok(Flow::Value(Value::None)),
    };
    Ok(Flow::Value(Value::Int(size as i64)))
}

/// `_float_bytes(x, size)`: little-endian; None if it does not fit.
fn float_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let (Value::Float(x), Value::Int(size)) = (vm.arg(args, 0), vm.arg(args, 1)) else {
        return Ok(Flow::Value(Value::None));
    };
    if size == 8 {
        return Ok(Flow::Value(vm.new_bytes(x.to_le_bytes().to_vec())));
    }
    let short = x as f32;
    if short.is_infinite() && x.is_finite() {
        return Ok(Flow::Value(Value::None));
    }
    Ok(Flow::Value(vm.new_bytes(short.to_le_bytes().to_vec())))
}

fn bytes_float(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = vm.bytes_argument(vm.arg(args, 0))?;
    let float = match bytes[..] {
        [a, b, c, d] => f64::from(f32::from_le_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => 0.0,
    };
    Ok(Flow::Value(Value::Float(float)))
}
