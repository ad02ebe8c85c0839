//! The format specification mini-language.
//!
//! **Models:** `Python/formatter_unicode.c`, CPython 3.13, with its messages.

use super::float;
use crate::object::{Type, Value};
use crate::vm::{Raise, Vm};
use num_bigint::{BigInt, Sign};

/// Wider output than any page shows.
const WIDTH_MAX: usize = 1_000_000;

struct Spec {
    fill: char,
    align: Option<char>,
    sign: Option<char>,
    no_negative_zero: bool,
    alternate: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

/// Takes a specification apart; `default` is the alignment where it names none. An error is a
/// ValueError's text.
fn parse(spec: &str, default: char, of: &str) -> Result<Spec, String> {
    let chars: Vec<char> = spec.chars().collect();
    let mut at = 0;
    let is_align = |char: Option<&char>| char.is_some_and(|char| "<>=^".contains(*char));
    let (mut fill, mut align) = (None, None);
    if is_align(chars.get(1)) {
        (fill, align, at) = (Some(chars[0]), Some(chars[1]), 2);
    } else if is_align(chars.first()) {
        (align, at) = (Some(chars[0]), 1);
    }
    let take = |at: &mut usize, wanted: &str| {
        let found = chars.get(*at).copied().filter(|char| wanted.contains(*char));
        *at += usize::from(found.is_some());
        found
    };
    let sign = take(&mut at, "+- ");
    let no_negative_zero = take(&mut at, "z").is_some();
    let alternate = take(&mut at, "#").is_some();
    if fill.is_none() && take(&mut at, "0").is_some() {
        fill = Some('0');
        if align.is_none() && default == '>' {
            align = Some('=');
        }
    }
    let width = number(&chars, &mut at)?.unwrap_or(0);
    let grouping = take(&mut at, ",_");
    if grouping.is_some()
        && let Some(other) = chars.get(at).filter(|char| ",_".contains(**char))
    {
        return Err(match Some(*other) == grouping {
            true => format!("Cannot specify '{other}' with '{other}'."),
            false => "Cannot specify both ',' and '_'.".into(),
        });
    }
    let mut precision = None;
    if take(&mut at, ".").is_some() {
        let given = number(&chars, &mut at)?;
        precision = Some(given.ok_or("Format specifier missing precision")?);
    }
    let kind = chars.get(at).copied();
    if at + 1 < chars.len() {
        return Err(format!("Invalid format specifier '{spec}' for object of type '{of}'"));
    }
    if let Some(separator) = grouping {
        let effective = kind.or((of == "str").then_some('s'));
        let fits = match effective {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | 'F' | '%') => true,
            Some('b' | 'o' | 'x' | 'X') => separator == '_',
            Some(_) => false,
        };
        if !fits {
            let kind = effective.unwrap_or_default();
            return Err(format!("Cannot specify '{separator}' with '{kind}'."));
        }
    }
    let fill = fill.unwrap_or(' ');
    Ok(Spec { fill, align, sign, no_negative_zero, alternate, width, grouping, precision, kind })
}

fn number(chars: &[char], at: &mut usize) -> Result<Option<usize>, String> {
    let start = *at;
    let mut value = 0usize;
    while let Some(digit) = chars.get(*at).and_then(|char| char.to_digit(10)) {
        value = value * 10 + digit as usize;
        if value > WIDTH_MAX {
            return Err("Too many decimal digits in format string".into());
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
            self.check_digits(value)?;
            return Ok(self.str_native(value));
        }
        if let Some(text) = self.text(value).cloned() {
            return self.format_text(&text, spec).map(Some);
        }
        let kind = self.type_name(value);
        if !matches!(value, Value::Float(_)) && !self.is_int(value) {
            let message = format!("unsupported format string passed to {kind}.__format__");
            return Err(self.raise(Type::TypeError, message));
        }
        let parsed = self.parsed(spec, '>', &kind)?;
        match value {
            Value::Float(float) => self.format_float(float, &parsed, "float").map(Some),
            _ => self.format_int(value, &parsed, &kind).map(Some),
        }
    }

    fn parsed(&mut self, spec: &str, default: char, kind: &str) -> Result<Spec, Raise> {
        parse(spec, default, kind).map_err(|message| self.raise(Type::ValueError, message))
    }

    fn refused(&mut self, message: &str) -> Raise {
        self.raise(Type::ValueError, message.into())
    }

    /// `format(str, spec)`.
    pub(crate) fn format_text(&mut self, text: &str, spec: &str) -> Result<String, Raise> {
        let parsed = self.parsed(spec, '<', "str")?;
        if let Some(kind) = parsed.kind.filter(|&kind| kind != 's') {
            return Err(self.unknown_code(kind, "str"));
        }
        let wrong = match parsed {
            Spec { sign: Some(' '), .. } => "Space not allowed in string format specifier",
            Spec { sign: Some(_), .. } => "Sign not allowed in string format specifier",
            Spec { no_negative_zero: true, .. } => {
                "Negative zero coercion (z) not allowed in string format specifier"
            }
            Spec { alternate: true, .. } => {
                "Alternate form (#) not allowed in string format specifier"
            }
            Spec { align: Some('='), .. } => "'=' alignment not allowed in string format specifier",
            _ => "",
        };
        if !wrong.is_empty() {
            return Err(self.refused(wrong));
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

    fn format_int(&mut self, value: Value, spec: &Spec, kind: &str) -> Result<String, Raise> {
        let big = self.big(value).unwrap_or_default();
        let (radix, prefix) = match spec.kind {
            None | Some('d' | 'n') => (10, ""),
            Some('b') => (2, "0b"),
            Some('o') => (8, "0o"),
            Some('x') => (16, "0x"),
            Some('X') => (16, "0X"),
            Some('c') => return self.format_char(&big, spec),
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                let float = self.int_to_float(value)?;
                return self.format_float(float, spec, kind);
            }
            Some(other) => return Err(self.unknown_code(other, kind)),
        };
        if spec.precision.is_some() {
            return Err(self.refused("Precision not allowed in integer format specifier"));
        }
        if spec.no_negative_zero {
            let message = "Negative zero coercion (z) not allowed in format specifier with integer";
            return Err(self.refused(message));
        }
        let mut digits = self.int_text(&BigInt::from(big.magnitude().clone()), radix)?;
        if spec.kind == Some('X') {
            digits = digits.to_uppercase();
        }
        let every = if radix == 10 { 3 } else { 4 };
        let sign = sign_of(big.sign() == Sign::Minus, spec.sign);
        let prefix = if spec.alternate { prefix } else { "" };
        Ok(finish(spec, &format!("{sign}{prefix}"), &digits, every))
    }

    fn format_char(&mut self, big: &BigInt, spec: &Spec) -> Result<String, Raise> {
        let wrong = match spec {
            Spec { precision: Some(_), .. } => "Precision not allowed in integer format specifier",
            Spec { sign: Some(_), .. } => "Sign not allowed with integer format specifier 'c'",
            Spec { alternate: true, .. } => {
                "Alternate form (#) not allowed with integer format specifier 'c'"
            }
            _ => "",
        };
        if !wrong.is_empty() {
            return Err(self.refused(wrong));
        }
        match u32::try_from(big).ok().and_then(char::from_u32) {
            Some(char) => Ok(pad(spec, "", &char.to_string(), '>')),
            None => {
                let message = "%c arg not in range(0x110000)".into();
                Err(self.raise(Type::OverflowError, message))
            }
        }
    }

    fn format_float(&mut self, x: f64, spec: &Spec, kind: &str) -> Result<String, Raise> {
        let magnitude = x.abs();
        let places = spec.precision.unwrap_or(6);
        let mut digits = match spec.kind {
            _ if float::not_finite(x).is_some() => {
                float::not_finite(magnitude).unwrap_or("").into()
            }
            Some('f' | 'F') => format!("{magnitude:.places$}"),
            Some('e' | 'E') => float::exponential(magnitude, places),
            Some('g' | 'G' | 'n') => float::general(magnitude, places, spec.alternate),
            Some('%') => format!("{:.places$}", magnitude * 100.0),
            None => match spec.precision {
                Some(precision) => float::general_repr(magnitude, precision),
                None => float::float_repr(magnitude),
            },
            Some(other) => return Err(self.unknown_code(other, kind)),
        };
        if spec.alternate {
            digits = with_point(digits);
        }
        if matches!(spec.kind, Some('E' | 'G' | 'F')) {
            digits = digits.to_uppercase();
        }
        let percent = if spec.kind == Some('%') { "%" } else { "" };
        let is_zero = !digits.contains(|char: char| ('1'..='9').contains(&char) || char == 'i');
        let negative = x.is_sign_negative() && !x.is_nan();
        let sign = sign_of(negative && !(spec.no_negative_zero && is_zero), spec.sign);
        Ok(finish(spec, sign, &(digits + percent), 3))
    }
}

/// The `#` form always has a point.
fn with_point(digits: String) -> String {
    if digits.contains(['.', 'n', 'i']) {
        return digits;
    }
    let (mantissa, exponent) = digits.split_at(digits.find('e').unwrap_or(digits.len()));
    format!("{mantissa}.{exponent}")
}

fn sign_of(negative: bool, wanted: Option<char>) -> &'static str {
    match (negative, wanted) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    }
}

/// Groups the digits before the point and pads.
fn finish(spec: &Spec, sign: &str, digits: &str, every: usize) -> String {
    let Some(separator) = spec.grouping else { return pad(spec, sign, digits, '>') };
    let is_digit = |char: char| match every {
        3 => char.is_ascii_digit(),
        _ => char.is_ascii_hexdigit(),
    };
    let end = digits.find(|char: char| !is_digit(char)).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(end);
    let mut whole = grouped(whole, separator, every);
    if spec.fill == '0' && spec.align == Some('=') {
        // Zeros count as digits: they are grouped as well.
        let room = spec.width.saturating_sub(sign.len() + rest.len());
        let separators = whole.matches(separator).count();
        let mut count = whole.len() - separators;
        while count + (count.max(1) - 1) / every < room {
            count += 1;
        }
        let bare: String = whole.chars().filter(|char| *char != separator).collect();
        whole = grouped(&format!("{bare:0>count$}"), separator, every);
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
