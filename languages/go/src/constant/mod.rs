//! Constants and their arithmetic.
//!
//! **Models:** `go/constant` (Go 1.27).
//! **Departures:** floating-point constants are fractions throughout, where the real ones become
//! 512-bit floats when they grow large; one that grows too large for that is refused.

mod int;
mod ratio;

pub use int::Int;
pub use ratio::Ratio;

use crate::types::Basic;
use std::cmp::Ordering;
use std::rc::Rc;

/// The widest untyped integer, in bits.
const PRECISION: u32 = 512;

/// The largest shift count.
const SHIFT_MAX: u32 = 1023 - 1 + 52;

/// A constant's value.
#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    Bool(bool),
    Str(Rc<[u8]>),
    Int(Int),
    Float(Ratio),
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
    /// A small integer.
    pub fn int(value: i64) -> Const {
        Const::Int(Int::from(i128::from(value)))
    }

    /// The value as a float, for numbers.
    pub fn as_float(&self) -> f64 {
        match self {
            Const::Int(value) => value.to_f64(),
            Const::Float(value) => value.to_f64(),
            _ => 0.0,
        }
    }

    /// The value as an integer where it is one exactly.
    pub fn as_int(&self) -> Option<&Int> {
        match self {
            Const::Int(value) => Some(value),
            Const::Float(value) => value.to_int(),
            _ => None,
        }
    }

    /// The same where it fits in 128 bits.
    pub fn as_i128(&self) -> Option<i128> {
        self.as_int().and_then(Int::to_i128)
    }

    /// Whether it is a number, and zero.
    pub fn is_zero(&self) -> bool {
        match self {
            Const::Int(value) => value.is_zero(),
            Const::Float(value) => value.is_zero(),
            _ => false,
        }
    }

    fn is_integer(&self) -> bool {
        matches!(self, Const::Int(_))
    }

    fn ratio(&self) -> Option<Ratio> {
        match self {
            Const::Int(value) => Some(Ratio::from(value.clone())),
            Const::Float(value) => Some(value.clone()),
            _ => None,
        }
    }

    /// Whether it is an integer beyond what an untyped one may be.
    pub fn too_wide(&self) -> bool {
        matches!(self, Const::Int(value) if value.bits() > PRECISION)
    }

    /// As gc writes it in a message.
    pub fn show(&self) -> String {
        match self {
            Const::Bool(value) => value.to_string(),
            Const::Int(value) => value.show(),
            Const::Float(value) => show_float(value),
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
            return if fits(value, basic) {
                Ok(Const::Int(value.clone()))
            } else {
                Err(Fail::Overflow)
            };
        }
        let rounded = match basic {
            Basic::Float32 => f64::from(self.as_float() as f32),
            Basic::Float64 => self.as_float(),
            _ => return Ok(self.clone()),
        };
        match rounded.is_finite() {
            true => Ok(Const::Float(Ratio::from_f64(rounded))),
            false => Err(Fail::Overflow),
        }
    }
}

/// Six digits; all of them where the number looked like an integer otherwise.
fn show_float(value: &Ratio) -> String {
    use crate::fmt::float;
    let float = value.to_f64();
    let short = float::text(float, 'g', Some(6), 64);
    match value.to_int().is_none() && !short.contains('.') {
        true => float::text(float, 'g', None, 64),
        false => short,
    }
}

fn fits(value: &Int, basic: Basic) -> bool {
    let bits = basic.bits();
    match bits {
        0 => true,
        _ if basic.is_unsigned() => !value.is_negative() && value.bits() <= bits,
        _ if value.is_negative() => value.not().bits() < bits,
        _ => value.bits() < bits,
    }
}

/// `op x`, for a value of the given type.
pub fn unary(op: &str, x: &Const, basic: Basic) -> Result<Const, Fail> {
    match (op, x) {
        ("+", Const::Int(_) | Const::Float(_)) => Ok(x.clone()),
        ("-", Const::Int(x)) => Ok(Const::Int(x.neg())),
        ("-", Const::Float(x)) => Ok(Const::Float(x.neg())),
        ("!", Const::Bool(x)) => Ok(Const::Bool(!x)),
        ("^", Const::Int(x)) if basic.is_unsigned() => {
            let ones = Int::one().shl(basic.bits()).sub(&Int::one());
            Ok(Const::Int(x.not().bitwise(&ones, |x, ones| x & ones)))
        }
        ("^", Const::Int(x)) => Ok(Const::Int(x.not())),
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
        _ => match (x.as_int(), y.as_int()) {
            (Some(a), Some(b)) if integer || op != "/" && x.is_integer() && y.is_integer() => {
                int_binary(op, a, b).map(Const::Int)
            }
            _ => {
                let (x, y) = x.ratio().zip(y.ratio()).ok_or(Fail::Undefined)?;
                float_binary(op, &x, &y).map(Const::Float)
            }
        },
    }
}

fn int_binary(op: &str, x: &Int, y: &Int) -> Result<Int, Fail> {
    match op {
        "+" => Ok(x.add(y)),
        "-" => Ok(x.sub(y)),
        "*" => Ok(x.mul(y)),
        "/" | "%" if y.is_zero() => Err(Fail::Zero),
        "/" => Ok(x.div_rem(y).0),
        "%" => Ok(x.div_rem(y).1),
        "&" => Ok(x.bitwise(y, |x, y| x & y)),
        "|" => Ok(x.bitwise(y, |x, y| x | y)),
        "^" => Ok(x.bitwise(y, |x, y| x ^ y)),
        "&^" => Ok(x.bitwise(y, |x, y| x & !y)),
        _ => Err(Fail::Undefined),
    }
}

fn float_binary(op: &str, x: &Ratio, y: &Ratio) -> Result<Ratio, Fail> {
    match op {
        "+" => x.add(y),
        "-" => x.add(&y.neg()),
        "*" => x.mul(y),
        "/" => x.div(y),
        _ => Err(Fail::Undefined),
    }
}

/// `x << count` or `x >> count`; `None` for a count that is too large.
pub fn shift(op: &str, x: &Int, count: u32) -> Option<Int> {
    match op {
        _ if count > SHIFT_MAX => None,
        ">>" => Some(x.shr(count)),
        _ => Some(x.shl(count)),
    }
}

/// `x op y` for a comparison.
pub fn compare(op: &str, x: &Const, y: &Const) -> Option<bool> {
    let order = match (x, y) {
        (Const::Bool(x), Const::Bool(y)) => x.cmp(y),
        (Const::Str(x), Const::Str(y)) => x.cmp(y),
        _ => x.ratio()?.cmp(&y.ratio()?),
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
            Ratio::parse(&text.replace('_', "").to_ascii_lowercase()).map(Const::Float)
        }
        LitKind::Imag => None,
        LitKind::Char => {
            let inner = text.get(1..text.len().checked_sub(1)?)?;
            unescape(inner).map(|(_, first)| Const::int(i64::from(first)))
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

fn int_literal(text: &str) -> Option<Int> {
    let (digits, radix) = match text.get(..2) {
        Some("0x") => (&text[2..], 16),
        Some("0b") => (&text[2..], 2),
        Some("0o") => (&text[2..], 8),
        _ if text.len() > 1 && text.starts_with('0') => (&text[1..], 8),
        _ => (text, 10),
    };
    Int::parse(digits, radix)
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
