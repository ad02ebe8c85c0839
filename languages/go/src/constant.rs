//! Constants and their arithmetic.
//!
//! **Models:** `go/constant` (Go 1.27).
//! **Departures:** integers are 128 bits wide instead of 512 and floats are `f64` instead of
//! exact; a program that needs more is refused, never computed wrongly for integers.

use crate::types::Basic;
use std::cmp::Ordering;
use std::rc::Rc;

/// A constant's value.
#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    Bool(bool),
    Str(Rc<[u8]>),
    Int(i128),
    Float(f64),
}

/// Why there is no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fail {
    /// The operator is not defined on these values.
    Undefined,
    /// Division by zero.
    Zero,
    /// More than we can hold.
    Overflow,
}

impl Const {
    /// The value as a float, for numbers.
    pub fn as_float(&self) -> f64 {
        match self {
            Const::Int(value) => *value as f64,
            Const::Float(value) => *value,
            _ => 0.0,
        }
    }

    /// The value as an integer where it is one exactly.
    pub fn as_int(&self) -> Option<i128> {
        match self {
            Const::Int(value) => Some(*value),
            Const::Float(value) if value.fract() == 0.0 && value.abs() < 1e38 => {
                Some(*value as i128)
            }
            _ => None,
        }
    }

    /// As gc writes it in a message.
    pub fn show(&self) -> String {
        match self {
            Const::Bool(value) => value.to_string(),
            Const::Int(value) => value.to_string(),
            Const::Float(value) => crate::fmt::float::text(*value, 'g', None, 64),
            Const::Str(bytes) => {
                let text = String::from_utf8_lossy(bytes);
                let short: String = text.chars().take(72).collect();
                crate::fmt::quote::quoted(short.as_bytes(), crate::fmt::quote::Quoting::Printable)
            }
        }
    }

    /// The value as `basic` holds it; an error says whether it does not fit (`Overflow`), loses
    /// its fraction (`Zero`) or is of another sort.
    pub fn represented(&self, basic: Basic) -> Result<Const, Fail> {
        let sort_fits = match self {
            Const::Bool(_) => matches!(basic, Basic::Bool | Basic::UntypedBool),
            Const::Str(_) => matches!(basic, Basic::String | Basic::UntypedString),
            Const::Int(_) | Const::Float(_) => basic.is_integer() || basic.is_float(),
        };
        if !sort_fits {
            return Err(Fail::Undefined);
        }
        if basic.is_integer() {
            let value = self.as_int().ok_or(Fail::Zero)?;
            return if fits(value, basic) { Ok(Const::Int(value)) } else { Err(Fail::Overflow) };
        }
        match basic {
            Basic::Float32 if self.as_float().abs() > f64::from(f32::MAX) => Err(Fail::Overflow),
            Basic::Float32 => Ok(Const::Float(f64::from(self.as_float() as f32))),
            Basic::Float64 => Ok(Const::Float(self.as_float())),
            _ => Ok(self.clone()),
        }
    }
}

fn fits(value: i128, basic: Basic) -> bool {
    let bits = basic.bits();
    match bits {
        0 => true,
        _ if basic.is_unsigned() => (0..1i128 << bits).contains(&value),
        _ => (-(1i128 << (bits - 1))..1i128 << (bits - 1)).contains(&value),
    }
}

/// `op x`, for a value of the given type.
pub fn unary(op: &str, x: &Const, basic: Basic) -> Result<Const, Fail> {
    match (op, x) {
        ("+", Const::Int(_) | Const::Float(_)) => Ok(x.clone()),
        ("-", Const::Int(x)) => x.checked_neg().map(Const::Int).ok_or(Fail::Overflow),
        ("-", Const::Float(x)) => Ok(Const::Float(-x)),
        ("!", Const::Bool(x)) => Ok(Const::Bool(!x)),
        ("^", Const::Int(x)) if basic.is_unsigned() => {
            Ok(Const::Int(!x & ((1i128 << basic.bits()) - 1)))
        }
        ("^", Const::Int(x)) => Ok(Const::Int(!x)),
        _ => Err(Fail::Undefined),
    }
}

/// `x op y` for everything but shifts and comparisons; `integer` says whether `/` truncates.
pub fn binary(op: &str, x: &Const, y: &Const, integer: bool) -> Result<Const, Fail> {
    match (x, y) {
        (Const::Bool(x), Const::Bool(y)) => match op {
            "&&" => Ok(Const::Bool(*x && *y)),
            "||" => Ok(Const::Bool(*x || *y)),
            _ => Err(Fail::Undefined),
        },
        (Const::Str(x), Const::Str(y)) if op == "+" => {
            if x.len() + y.len() > 1 << 20 {
                return Err(Fail::Overflow);
            }
            Ok(Const::Str([&x[..], &y[..]].concat().into()))
        }
        (Const::Int(x), Const::Int(y)) if integer || op != "/" => {
            int_binary(op, *x, *y).map(Const::Int)
        }
        (Const::Int(_) | Const::Float(_), Const::Int(_) | Const::Float(_)) => {
            float_binary(op, x.as_float(), y.as_float())
        }
        _ => Err(Fail::Undefined),
    }
}

fn int_binary(op: &str, x: i128, y: i128) -> Result<i128, Fail> {
    let result = match op {
        "+" => x.checked_add(y),
        "-" => x.checked_sub(y),
        "*" => x.checked_mul(y),
        "/" | "%" if y == 0 => return Err(Fail::Zero),
        "/" => x.checked_div(y),
        "%" => x.checked_rem(y),
        "&" => Some(x & y),
        "|" => Some(x | y),
        "^" => Some(x ^ y),
        "&^" => Some(x & !y),
        _ => return Err(Fail::Undefined),
    };
    result.ok_or(Fail::Overflow)
}

fn float_binary(op: &str, x: f64, y: f64) -> Result<Const, Fail> {
    let result = match op {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" if y == 0.0 => return Err(Fail::Zero),
        "/" => x / y,
        _ => return Err(Fail::Undefined),
    };
    if result.is_finite() { Ok(Const::Float(result)) } else { Err(Fail::Overflow) }
}

/// `x << count` or `x >> count`.
pub fn shift(op: &str, x: i128, count: u32) -> Result<i128, Fail> {
    if op == ">>" {
        return Ok(x >> count.min(127));
    }
    let shifted = if count < 127 { x.checked_mul(1i128 << count) } else { (x == 0).then_some(0) };
    shifted.ok_or(Fail::Overflow)
}

/// `x op y` for a comparison.
pub fn compare(op: &str, x: &Const, y: &Const) -> Option<bool> {
    let order = match (x, y) {
        (Const::Bool(x), Const::Bool(y)) => x.cmp(y),
        (Const::Str(x), Const::Str(y)) => x.cmp(y),
        (Const::Int(x), Const::Int(y)) => x.cmp(y),
        _ => x.as_float().partial_cmp(&y.as_float())?,
    };
    Some(match op {
        "==" => order == Ordering::Equal,
        "!=" => order != Ordering::Equal,
        "<" => order == Ordering::Less,
        "<=" => order != Ordering::Greater,
        ">" => order == Ordering::Greater,
        ">=" => order != Ordering::Less,
        _ => return None,
    })
}

/// The value of a literal as written, `None` where it is malformed or too big.
pub fn literal(kind: crate::syntax::token::LitKind, text: &str) -> Option<Const> {
    use crate::syntax::token::LitKind;
    match kind {
        LitKind::Int => int_literal(&text.replace('_', "").to_ascii_lowercase()).map(Const::Int),
        LitKind::Float => {
            text.replace('_', "").parse().ok().filter(|f: &f64| f.is_finite()).map(Const::Float)
        }
        LitKind::Imag => None,
        LitKind::Char => {
            let inner = text.get(1..text.len().checked_sub(1)?)?;
            unescape(inner).map(|(_, first)| Const::Int(i128::from(first)))
        }
        LitKind::Str if text.starts_with('`') => {
            let raw = text.trim_matches('`').replace('\r', "");
            Some(Const::Str(raw.as_bytes().into()))
        }
        LitKind::Str => {
            let inner = text.strip_prefix('"')?.strip_suffix('"')?;
            unescape(inner).map(|(bytes, _)| Const::Str(bytes.into()))
        }
    }
}

fn int_literal(text: &str) -> Option<i128> {
    let (digits, radix) = match text.get(..2) {
        Some("0x") => (&text[2..], 16),
        Some("0b") => (&text[2..], 2),
        Some("0o") => (&text[2..], 8),
        _ if text.len() > 1 && text.starts_with('0') => (&text[1..], 8),
        _ => (text, 10),
    };
    i128::from_str_radix(digits, radix).ok()
}

/// The bytes behind the escapes, and the first character's value.
fn unescape(text: &str) -> Option<(Vec<u8>, u32)> {
    let mut out = Vec::new();
    let mut first = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let (value, byte) = if c == '\\' { escape(&mut chars)? } else { (c as u32, false) };
        first.get_or_insert(value);
        if byte {
            out.push(value as u8);
        } else {
            let c = char::from_u32(value)?;
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    Some((out, first.unwrap_or(0)))
}

/// One escape: its value, and whether that is a byte and not a character.
fn escape(chars: &mut std::str::Chars<'_>) -> Option<(u32, bool)> {
    let simple = |value: u8| Some((u32::from(value), true));
    let c = chars.next()?;
    let (digits, radix, mut value) = match c {
        'a' => return simple(7),
        'b' => return simple(8),
        'f' => return simple(12),
        'n' => return simple(b'\n'),
        'r' => return simple(b'\r'),
        't' => return simple(b'\t'),
        'v' => return simple(11),
        '\\' | '\'' | '"' => return simple(c as u8),
        'x' => (2, 16, 0),
        'u' => (4, 16, 0),
        'U' => (8, 16, 0),
        '0'..='7' => (2, 8, c.to_digit(8)?),
        _ => return None,
    };
    for _ in 0..digits {
        value = value.checked_mul(radix)?.checked_add(chars.next()?.to_digit(radix)?)?;
    }
    Some((value, !matches!(c, 'u' | 'U')))
}
