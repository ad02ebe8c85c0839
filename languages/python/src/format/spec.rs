//! The format specification mini-language.
//!
//! **Models:** `Python/formatter_unicode.c`, CPython 3.13.

use super::float;
use crate::object::{Type, Value};
use crate::vm::{Raise, Vm};
use num_bigint::{BigInt, Sign};

/// Wider output than any page shows.
const WIDTH_MAX: usize = 100_000;

struct Spec {
    fill: char,
    align: Option<char>,
    sign: char,
    alternate: bool,
    zero: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

enum Bad {
    Specifier,
    TooLarge,
}

fn parse(spec: &str) -> Result<Spec, Bad> {
    let chars: Vec<char> = spec.chars().collect();
    let mut at = 0;
    let is_align = |char: Option<&char>| char.is_some_and(|char| "<>=^".contains(*char));
    let mut parsed = Spec {
        fill: ' ',
        align: None,
        sign: '-',
        alternate: false,
        zero: false,
        width: 0,
        grouping: None,
        precision: None,
        kind: None,
    };
    if is_align(chars.get(1)) {
        parsed.fill = chars[0];
        parsed.align = Some(chars[1]);
        at = 2;
    } else if is_align(chars.first()) {
        parsed.align = Some(chars[0]);
        at = 1;
    }
    let take = |at: &mut usize, wanted: &str| {
        let found = chars.get(*at).copied().filter(|char| wanted.contains(*char));
        *at += usize::from(found.is_some());
        found
    };
    parsed.sign = take(&mut at, "+- ").unwrap_or('-');
    parsed.alternate = take(&mut at, "#").is_some();
    if take(&mut at, "0").is_some() {
        parsed.zero = true;
        if parsed.align.is_none() {
            parsed.fill = '0';
            parsed.align = Some('=');
        }
    }
    parsed.width = number(&chars, &mut at)?.unwrap_or(0);
    parsed.grouping = take(&mut at, ",_");
    if take(&mut at, ".").is_some() {
        parsed.precision = Some(number(&chars, &mut at)?.ok_or(Bad::Specifier)?);
    }
    parsed.kind = chars.get(at).copied();
    if at + 1 < chars.len() {
        return Err(Bad::Specifier);
    }
    Ok(parsed)
}

fn number(chars: &[char], at: &mut usize) -> Result<Option<usize>, Bad> {
    let start = *at;
    let mut value = 0usize;
    while let Some(digit) = chars.get(*at).and_then(|char| char.to_digit(10)) {
        value = value * 10 + digit as usize;
        if value > WIDTH_MAX {
            return Err(Bad::TooLarge);
        }
        *at += 1;
    }
    Ok((*at > start).then_some(value))
}

impl Vm {
    /// `format(value, spec)`; `None` where a user's method has to be called.
    pub(crate) fn format_native(
        &mut self, value: Value, spec: &str,
    ) -> Result<Option<String>, Raise> {
        if self.user_method(value, crate::names::FORMAT).is_some() {
            return Ok(None);
        }
        if spec.is_empty() {
            return Ok(self.str_native(value));
        }
        if let Some(text) = self.text(value).cloned() {
            return self.format_text(&text, spec).map(Some);
        }
        let kind = self.type_name(value);
        let numeric =
            matches!(value, Value::Int(_) | Value::Float(_) | Value::Bool(_)) || self.is_int(value);
        if !numeric {
            let message = format!("unsupported format string passed to {kind}.__format__");
            return Err(self.raise(Type::TypeError, message));
        }
        let parsed = self.parsed(spec, &kind)?;
        match value {
            Value::Float(float) => self.format_float(float, &parsed, "float").map(Some),
            Value::Bool(_) if parsed.kind.is_none() => {
                let text = self.str_native(value).unwrap_or_default();
                Ok(Some(pad(&parsed, "", &text, '<')))
            }
            _ => self.format_int(value, &parsed).map(Some),
        }
    }

    fn parsed(&mut self, spec: &str, kind: &str) -> Result<Spec, Raise> {
        match parse(spec) {
            Ok(parsed) => Ok(parsed),
            Err(Bad::TooLarge) => {
                let message = "Too many decimal digits in format string".into();
                Err(self.raise(Type::ValueError, message))
            }
            Err(Bad::Specifier) => {
                let message =
                    format!("Invalid format specifier '{spec}' for object of type '{kind}'");
                Err(self.raise(Type::ValueError, message))
            }
        }
    }

    /// `format(str, spec)`.
    pub(crate) fn format_text(&mut self, text: &str, spec: &str) -> Result<String, Raise> {
        let parsed = self.parsed(spec, "str")?;
        if let Some(kind) = parsed.kind.filter(|&kind| kind != 's') {
            return Err(self.unknown_code(kind, "str"));
        }
        if parsed.align == Some('=') {
            let message = "'=' alignment not allowed in string format specifier".into();
            return Err(self.raise(Type::ValueError, message));
        }
        let cut: String = match parsed.precision {
            Some(precision) => text.chars().take(precision).collect(),
            None => text.into(),
        };
        Ok(pad(&parsed, "", &cut, '<'))
    }

    fn unknown_code(&mut self, code: char, kind: &str) -> Raise {
        let message = format!("Unknown format code '{code}' for object of type '{kind}'");
        self.raise(Type::ValueError, message)
    }

    fn format_int(&mut self, value: Value, spec: &Spec) -> Result<String, Raise> {
        let big = self.big(value).unwrap_or_default();
        let (radix, prefix) = match spec.kind {
            None | Some('d' | 'n') => (10, ""),
            Some('b') => (2, "0b"),
            Some('o') => (8, "0o"),
            Some('x') => (16, "0x"),
            Some('X') => (16, "0X"),
            Some('c') => {
                let char = u32::try_from(&big).ok().and_then(char::from_u32).unwrap_or('?');
                return Ok(pad(spec, "", &char.to_string(), '<'));
            }
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                let float = self.int_to_float(value)?;
                return self.format_float(float, spec, "int");
            }
            Some(other) => return Err(self.unknown_code(other, "int")),
        };
        if spec.precision.is_some() {
            let message = "Precision not allowed in integer format specifier".into();
            return Err(self.raise(Type::ValueError, message));
        }
        let mut digits = self.int_text(&BigInt::from(big.magnitude().clone()), radix)?;
        if spec.kind == Some('X') {
            digits = digits.to_uppercase();
        }
        let every = if radix == 10 { 3 } else { 4 };
        let sign = sign_of(is_negative(&big), spec.sign);
        let prefix = if spec.alternate { prefix } else { "" };
        Ok(finish(spec, &format!("{sign}{prefix}"), &digits, every))
    }

    fn format_float(&mut self, x: f64, spec: &Spec, kind: &str) -> Result<String, Raise> {
        let magnitude = x.abs();
        let precision = spec.precision;
        let mut digits = match spec.kind {
            _ if float::not_finite(x).is_some() => {
                float::not_finite(magnitude).unwrap_or("").into()
            }
            Some('f' | 'F') => format!("{magnitude:.*}", precision.unwrap_or(6)),
            Some('e' | 'E') => float::exponential(magnitude, precision.unwrap_or(6)),
            Some('g' | 'G' | 'n') => {
                float::general(magnitude, precision.unwrap_or(6), spec.alternate)
            }
            Some('%') => format!("{:.*}", precision.unwrap_or(6), magnitude * 100.0),
            None => match precision {
                Some(precision) => with_point(float::general(magnitude, precision, false)),
                None => float::float_repr(magnitude),
            },
            Some(other) => return Err(self.unknown_code(other, kind)),
        };
        if matches!(spec.kind, Some('E' | 'G' | 'F')) {
            digits = digits.to_uppercase();
        }
        let percent = if spec.kind == Some('%') { "%" } else { "" };
        let sign = sign_of(x.is_sign_negative() && !x.is_nan(), spec.sign);
        Ok(finish(spec, sign, &(digits + percent), 3))
    }
}

/// Without a type letter, a float keeps a digit after the point.
fn with_point(text: String) -> String {
    if text.contains(['.', 'e', 'n', 'i']) { text } else { text + ".0" }
}

fn is_negative(big: &BigInt) -> bool {
    big.sign() == Sign::Minus
}

fn sign_of(negative: bool, wanted: char) -> &'static str {
    match (negative, wanted) {
        (true, _) => "-",
        (false, '+') => "+",
        (false, ' ') => " ",
        _ => "",
    }
}

/// Groups the digits before the point and pads.
fn finish(spec: &Spec, sign: &str, digits: &str, every: usize) -> String {
    let Some(separator) = spec.grouping else { return pad(spec, sign, digits, '>') };
    let end = digits.find(|char: char| !char.is_ascii_hexdigit()).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(end);
    let mut whole = grouped(whole, separator, every);
    if spec.fill == '0' && spec.align == Some('=') {
        // Zeros count as digits: they are grouped as well.
        let room = spec.width.saturating_sub(sign.len() + rest.len());
        while whole.len() < room {
            let bare: String = whole.chars().filter(|char| *char != separator).collect();
            let longer = grouped(&format!("0{bare}"), separator, every);
            if longer.len() > room && whole.len() + 1 == room {
                whole = longer;
                break;
            }
            whole = longer;
        }
    }
    pad(spec, sign, &(whole + rest), '>')
}

fn grouped(digits: &str, separator: char, every: usize) -> String {
    let mut out = String::new();
    for (index, char) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(every) {
            out.push(separator);
        }
        out.push(char);
    }
    out
}

fn pad(spec: &Spec, sign: &str, body: &str, default: char) -> String {
    let len = sign.chars().count() + body.chars().count();
    let missing = spec.width.saturating_sub(len);
    let fill = |count: usize| spec.fill.to_string().repeat(count);
    match spec.align.unwrap_or(default) {
        '<' => format!("{sign}{body}{}", fill(missing)),
        '^' => format!("{}{sign}{body}{}", fill(missing / 2), fill(missing - missing / 2)),
        '=' => format!("{sign}{}{body}", fill(missing)),
        _ => format!("{}{sign}{body}", fill(missing)),
    }
}
