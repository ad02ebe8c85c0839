//! Methods of `int` and `float`.
//!
//! **Models:** `Objects/longobject.c`, `floatobject.c`, CPython 3.13.

use super::{Entry, function, method};
use crate::object::{Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use num_bigint::{BigInt, Sign};
use num_traits::Signed;

pub(super) const TABLE: &[Entry] = &[
    method(Type::Int, "bit_length", 1, 1, |vm, args| {
        let bits = vm.big(vm.arg(args, 0)).map_or(0, |big| big.bits());
        value(Value::Int(bits as i64))
    }),
    method(Type::Int, "bit_count", 1, 1, |vm, args| {
        let ones = vm.big(vm.arg(args, 0)).map_or(0, |big| big.magnitude().count_ones());
        value(Value::Int(ones as i64))
    }),
    method(Type::Int, "conjugate", 1, 1, same),
    method(Type::Int, "is_integer", 1, 1, |_, _| value(Value::Bool(true))),
    method(Type::Int, "as_integer_ratio", 1, 1, |vm, args| {
        let parts = vec![whole(vm, args), Value::Int(1)];
        Ok(Flow::Value(vm.heap.tuple(parts)))
    }),
    method(Type::Int, "__index__", 1, 1, same),
    method(Type::Int, "__int__", 1, 1, same),
    method(Type::Int, "__trunc__", 1, 1, same),
    Entry {
        names: &["", "length", "byteorder", "signed"],
        ..method(Type::Int, "to_bytes", 1, 4, to_bytes)
    },
    method(Type::Float, "is_integer", 1, 1, |vm, args| {
        let float = float(vm, args);
        value(Value::Bool(float.is_finite() && float == float.trunc()))
    }),
    method(Type::Float, "conjugate", 1, 1, |vm, args| value(vm.arg(args, 0))),
    method(Type::Float, "__int__", 1, 1, |vm, args| {
        let float = float(vm, args);
        super::convert::float_to_int(vm, float)
    }),
    method(Type::Float, "__trunc__", 1, 1, |vm, args| {
        let float = float(vm, args);
        super::convert::float_to_int(vm, float)
    }),
    method(Type::Float, "as_integer_ratio", 1, 1, as_integer_ratio),
    method(Type::Float, "hex", 1, 1, hex),
];

/// `int.from_bytes`, which needs no receiver.
pub(super) const FROM_BYTES: Entry =
    function("from_bytes", 1, 3, &["bytes", "byteorder", "signed"], from_bytes);
/// `float.fromhex`, which needs no receiver.
pub(super) const FROMHEX: Entry = function("fromhex", 1, 1, &[], fromhex);

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

fn float(vm: &Vm, args: Args) -> f64 {
    match vm.arg(args, 0) {
        Value::Float(float) => float,
        _ => 0.0,
    }
}

/// The receiver as an int proper, owned.
fn whole(vm: &mut Vm, args: Args) -> Value {
    match vm.arg(args, 0) {
        Value::Bool(bool) => Value::Int(i64::from(bool)),
        of => vm.heap.keep(of),
    }
}

fn same(vm: &mut Vm, args: Args) -> Outcome {
    Ok(Flow::Value(whole(vm, args)))
}

/// `real`, `imag`, `numerator` and `denominator` of a number; owned.
pub(crate) fn attribute(vm: &mut Vm, of: Value, name: &str) -> Option<Value> {
    let is_int = vm.is_int(of);
    match (name, of) {
        ("real" | "numerator", Value::Bool(bool)) => Some(Value::Int(i64::from(bool))),
        ("real", _) => Some(vm.heap.keep(of)),
        ("imag", Value::Float(_)) => Some(Value::Float(0.0)),
        ("imag", _) => Some(Value::Int(0)),
        ("numerator", _) if is_int => Some(vm.heap.keep(of)),
        ("denominator", _) if is_int => Some(Value::Int(1)),
        _ => None,
    }
}

/// Whether bytes are most significant first.
fn is_big(vm: &mut Vm, order: Option<Value>) -> Result<bool, Raise> {
    let Some(order) = order else { return Ok(true) };
    match vm.text(order).map(|text| text.to_string()).as_deref() {
        Some("big") => Ok(true),
        Some("little") => Ok(false),
        Some(_) => {
            let message = "byteorder must be either 'little' or 'big'".into();
            Err(vm.raise(Type::ValueError, message))
        }
        None => {
            let kind = vm.type_name(order);
            let message = format!("to_bytes() argument 'byteorder' must be str, not {kind}");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn to_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let big = vm.big(vm.arg(args, 0)).unwrap_or_default();
    let len = match vm.optional(args, 1) {
        Some(len) => vm.int_argument(len)?,
        None => 1,
    };
    let is_big = is_big(vm, vm.optional(args, 2))?;
    let signed = vm.optional(args, 3).is_some_and(|signed| vm.truth(signed) == Some(true));
    if len < 0 {
        let message = "length argument must be non-negative".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    if !vm.heap.has_room(len as u64) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    if big.is_negative() && !signed {
        let message = "can't convert negative int to unsigned".into();
        return Err(vm.raise(Type::OverflowError, message));
    }
    let mut bytes = match (signed, big.sign()) {
        (_, Sign::NoSign) => Vec::new(),
        (true, _) => big.to_signed_bytes_le(),
        (false, _) => big.magnitude().to_bytes_le(),
    };
    if bytes.len() > len as usize {
        return Err(vm.raise(Type::OverflowError, "int too big to convert".into()));
    }
    bytes.resize(len as usize, if big.is_negative() { 0xff } else { 0 });
    if is_big {
        bytes.reverse();
    }
    Ok(Flow::Value(vm.new_bytes(bytes)))
}

fn from_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let source = vm.arg(args, 0);
    if !vm.is_iterable(source) || vm.text(source).is_some() {
        let message = format!("cannot convert '{}' object to bytes", vm.type_name(source));
        return Err(vm.raise(Type::TypeError, message));
    }
    let Some(bytes) = vm.bytes_of(source, "bytes")? else { return Ok(Flow::Materialise(0)) };
    let is_big = is_big(vm, vm.optional(args, 1))?;
    let signed = vm.optional(args, 2).is_some_and(|signed| vm.truth(signed) == Some(true));
    let big = match (signed, is_big) {
        (true, true) => BigInt::from_signed_bytes_be(&bytes),
        (true, false) => BigInt::from_signed_bytes_le(&bytes),
        (false, true) => BigInt::from_bytes_be(Sign::Plus, &bytes),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, &bytes),
    };
    Ok(Flow::Value(vm.int_value(big)))
}

/// Mantissa and binary exponent of a finite float that is not zero.
fn parts(x: f64) -> (u64, i64) {
    let bits = x.abs().to_bits();
    let (mantissa, exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i64);
    if exponent == 0 { (mantissa, -1074) } else { (mantissa | 1 << 52, exponent - 1075) }
}

fn as_integer_ratio(vm: &mut Vm, args: Args) -> Outcome {
    let x = float(vm, args);
    if !x.is_finite() {
        let (kind, what) = match x.is_nan() {
            true => (Type::ValueError, "NaN"),
            false => (Type::OverflowError, "Infinity"),
        };
        return Err(vm.raise(kind, format!("cannot convert {what} to integer ratio")));
    }
    let (mut mantissa, mut exponent) = parts(x);
    let zeros = mantissa.trailing_zeros().min(63);
    if mantissa > 0 {
        mantissa >>= zeros;
        exponent += i64::from(zeros);
    } else {
        exponent = 0;
    }
    let sign = if x < 0.0 { -1 } else { 1 };
    let top = BigInt::from(mantissa) * sign;
    let (top, bottom) = match exponent {
        0.. => (top << exponent, BigInt::from(1)),
        _ => (top, BigInt::from(1) << -exponent),
    };
    let pair = vec![vm.int_value(top), vm.int_value(bottom)];
    Ok(Flow::Value(vm.heap.tuple(pair)))
}

fn hex(vm: &mut Vm, args: Args) -> Outcome {
    let x = float(vm, args);
    if !x.is_finite() {
        return Ok(Flow::Value(vm.heap.str(crate::format::float::float_repr(x))));
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let bits = x.abs().to_bits();
    let (mantissa, exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i64);
    let text = match (bits, exponent) {
        (0, _) => format!("{sign}0x0.0p+0"),
        (_, 0) => format!("{sign}0x0.{mantissa:013x}p-1022"),
        _ => format!("{sign}0x1.{mantissa:013x}p{:+}", exponent - 1023),
    };
    Ok(Flow::Value(vm.heap.str(text)))
}

fn fromhex(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let Some(text) = vm.text(of).map(|text| text.trim().to_ascii_lowercase()) else {
        let message = "bad argument type for built-in operation".into();
        return Err(vm.raise(Type::TypeError, message));
    };
    match parse_hex(&text) {
        Some(float) => value(Value::Float(float)),
        None => {
            let message = "invalid hexadecimal floating-point string".into();
            Err(vm.raise(Type::ValueError, message))
        }
    }
}

fn parse_hex(text: &str) -> Option<f64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    match rest {
        "inf" | "infinity" => return Some(sign * f64::INFINITY),
        "nan" => return Some(f64::NAN),
        _ => {}
    }
    let rest = rest.strip_prefix("0x").unwrap_or(rest);
    let (digits, exponent) = rest.split_once('p').unwrap_or((rest, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut exponent: i64 = exponent.parse().ok()?;
    if whole.len() + fraction.len() == 0 || whole.len() + fraction.len() > 1000 {
        return None;
    }
    let all = BigInt::parse_bytes(format!("{whole}{fraction}").as_bytes(), 16)?;
    exponent = exponent.clamp(-10_000, 10_000) - 4 * fraction.len() as i64;
    let (top, bottom) = match exponent {
        0.. => (all << exponent, BigInt::from(1)),
        _ => (all, BigInt::from(1) << -exponent),
    };
    Some(sign * crate::object::number::big_divide(&top, &bottom))
}
