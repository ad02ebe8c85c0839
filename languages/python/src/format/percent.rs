//! `text % values`.
//!
//! **Models:** `PyUnicode_Format`, CPython 3.13.

use crate::object::{Object, Type, Value};
use crate::vm::{Raise, Vm};

/// Wider output than any page shows.
const WIDTH_MAX: i64 = 1_000_000;

/// One field: `%(key)-10.3f`.
#[derive(Default)]
pub(crate) struct Field {
    /// What stands before it.
    pub literal: String,
    pub key: Option<String>,
    pub flags: String,
    pub width: Size,
    pub precision: Size,
    /// Where the code stands, for an error.
    pub at: usize,
    /// `None` after the last field.
    pub code: Option<char>,
}

/// A width or a precision.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Size {
    #[default]
    None,
    Given(i64),
    /// `*`: the next value says it.
    Star,
}

/// The fields of a template; the last one has only a literal. An error is a ValueError's text.
pub(crate) fn fields(template: &str) -> Result<Vec<Field>, String> {
    let chars: Vec<char> = template.chars().collect();
    let (mut all, mut field, mut at) = (Vec::new(), Field::default(), 0);
    while at < chars.len() {
        if chars[at] != '%' {
            field.literal.push(chars[at]);
            at += 1;
            continue;
        }
        at += 1;
        if chars.get(at) == Some(&'%') {
            field.literal.push('%');
            at += 1;
            continue;
        }
        at = one(&chars, at, &mut field)?;
        all.push(std::mem::take(&mut field));
    }
    all.push(field);
    Ok(all)
}

/// Reads a field after its `%`; where it ends.
fn one(chars: &[char], mut at: usize, field: &mut Field) -> Result<usize, String> {
    if chars.get(at) == Some(&'(') {
        let (mut depth, start) = (1, at + 1);
        while depth > 0 {
            at += 1;
            match chars.get(at) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err("incomplete format key".into()),
            }
        }
        field.key = Some(chars[start..at].iter().collect());
        at += 1;
    }
    while let Some(flag) = chars.get(at).filter(|char| "#0- +".contains(**char)) {
        field.flags.push(*flag);
        at += 1;
    }
    (field.width, at) = size(chars, at, "width")?;
    if chars.get(at) == Some(&'.') {
        (field.precision, at) = size(chars, at + 1, "precision")?;
        if field.precision == Size::None {
            field.precision = Size::Given(0);
        }
    }
    while chars.get(at).is_some_and(|char| "hlL".contains(*char)) {
        at += 1;
    }
    field.at = at;
    match chars.get(at) {
        Some(&code) => field.code = Some(code),
        None => return Err("incomplete format".into()),
    }
    Ok(at + 1)
}

fn size(chars: &[char], mut at: usize, what: &str) -> Result<(Size, usize), String> {
    if chars.get(at) == Some(&'*') {
        return Ok((Size::Star, at + 1));
    }
    let (start, mut value) = (at, 0i64);
    while let Some(digit) = chars.get(at).and_then(|char| char.to_digit(10)) {
        value = value * 10 + i64::from(digit);
        if value > WIDTH_MAX {
            return Err(format!("{what} too big"));
        }
        at += 1;
    }
    Ok((if at > start { Size::Given(value) } else { Size::None }, at))
}

/// The values still to be used.
struct Values {
    all: Vec<Value>,
    used: usize,
}

impl Vm {
    /// `a % b` for a str `a`; `None` where Python code has to run for it.
    pub(crate) fn percent(&mut self, a: Value, b: Value) -> Result<Option<Value>, Raise> {
        let Some(template) = self.text(a).cloned() else { return Ok(None) };
        let text = self.percent_text(&template, b, false)?;
        Ok(text.map(|text| self.heap.str(text)))
    }

    /// The same for the bytes `a`, whose bytes are taken for characters.
    pub(crate) fn percent_bytes(&mut self, a: Value, b: Value) -> Result<Option<Value>, Raise> {
        let Some(bytes) = self.bytes(a) else { return Ok(None) };
        let template: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        let text = self.percent_text(&template, b, true)?.unwrap_or_default();
        let bytes = text.chars().map(|char| u32::from(char) as u8).collect();
        Ok(Some(self.bytes_like(a, bytes)))
    }

    fn percent_text(
        &mut self, template: &str, given: Value, is_bytes: bool,
    ) -> Result<Option<String>, Raise> {
        let all = match self.heap.object(given) {
            Some(Object::Tuple(values)) => values.to_vec(),
            _ => vec![given],
        };
        let is_mapping = self.is_mapping(given);
        let mut values = Values { all, used: 0 };
        let fields = match fields(template) {
            Ok(fields) => fields,
            Err(message) => return Err(self.raise(Type::ValueError, message)),
        };
        let mut out = String::new();
        for field in fields {
            out += &field.literal;
            let Some(code) = field.code else { break };
            match self.percent_field(&field, code, &mut values, given, is_bytes)? {
                Some(text) => out += &text,
                None => return Ok(None),
            }
        }
        if values.used < values.all.len() && !is_mapping {
            let message = "not all arguments converted during string formatting".into();
            return Err(self.raise(Type::TypeError, message));
        }
        Ok(Some(out))
    }

    /// What may stand on the right without being used up.
    fn is_mapping(&self, value: Value) -> bool {
        let plain = [Type::Int, Type::Float, Type::Bool, Type::Str, Type::Tuple, Type::NoneType];
        match self.heap.object(value) {
            Some(Object::Dict(_) | Object::List(_) | Object::Bytes(_) | Object::ByteArray(_)) => {
                true
            }
            Some(Object::Instance { .. }) => {
                self.user_method(value, crate::names::GETITEM).is_some()
            }
            _ => {
                !plain.contains(&self.type_of(value))
                    && self.len_native(value).is_some()
                    && self.as_set(value).is_none()
            }
        }
    }

    fn next_value(&mut self, values: &mut Values) -> Result<Value, Raise> {
        match values.all.get(values.used) {
            Some(&value) => {
                values.used += 1;
                Ok(value)
            }
            None => {
                let message = "not enough arguments for format string".into();
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    fn percent_size(
        &mut self, size: Size, values: &mut Values, what: &str,
    ) -> Result<Option<i64>, Raise> {
        match size {
            Size::None => Ok(None),
            Size::Given(size) => Ok(Some(size)),
            Size::Star => match self.next_value(values)? {
                Value::Int(size) if size.abs() <= WIDTH_MAX => Ok(Some(size)),
                Value::Int(_) => Err(self.raise(Type::OverflowError, format!("{what} too big"))),
                _ => Err(self.raise(Type::TypeError, "* wants int".into())),
            },
        }
    }

    /// The text of one field; `None` where Python code has to run for it.
    fn percent_field(
        &mut self, field: &Field, code: char, values: &mut Values, given: Value, is_bytes: bool,
    ) -> Result<Option<String>, Raise> {
        let named = match &field.key {
            Some(key) => match self.percent_named(given, key)? {
                Some(value) => {
                    values.used = values.all.len();
                    Some(value)
                }
                None => return Ok(None),
            },
            None => None,
        };
        let width = self.percent_size(field.width, values, "width")?;
        let precision = self.percent_size(field.precision, values, "precision")?;
        let value = match named {
            Some(value) => value,
            None => self.next_value(values)?,
        };
        let mut flags = field.flags.clone();
        if width.is_some_and(|width| width < 0) {
            flags.push('-');
        }
        let shape = Shape {
            flags,
            width: width.map_or(0, i64::unsigned_abs) as usize,
            precision: precision.map(|precision| precision.max(0) as usize),
        };
        let text = match code {
            's' | 'b' if is_bytes => self.percent_of_bytes(value)?,
            's' | 'r' | 'a' => {
                let text = match code {
                    's' => self.str_native(value),
                    _ => self.repr_native(value),
                };
                let Some(text) = text else { return Ok(None) };
                if code == 'a' { super::ascii(&text) } else { text }
            }
            'c' => self.percent_char(value)?,
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => {
                return self.percent_int(value, code, &shape).map(Some);
            }
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                return self.percent_float(value, code, &shape).map(Some);
            }
            other => {
                let message = format!(
                    "unsupported format character '{other}' (0x{:x}) at index {}",
                    u32::from(other),
                    field.at
                );
                return Err(self.raise(Type::ValueError, message));
            }
        };
        let cut: String = match shape.precision {
            Some(precision) if code != 'c' => text.chars().take(precision).collect(),
            _ => text,
        };
        Ok(Some(shape.pad("", &cut, ' ')))
    }

    /// `%(key)s`: the value, borrowed; `None` where Python code has to run for it.
    fn percent_named(&mut self, given: Value, key: &str) -> Result<Option<Value>, Raise> {
        if self.as_dict(given).is_none() {
            if self.is_mapping(given) && self.user_method(given, crate::names::GETITEM).is_some() {
                return Ok(None);
            }
            return Err(self.raise(Type::TypeError, "format requires a mapping".into()));
        }
        let key = self.heap.str(key);
        let found = self.dict_get(given, key);
        let found = match found {
            Ok(None) => Err(self.key_error(key)),
            found => found,
        };
        self.heap.release(key);
        found
    }

    fn percent_of_bytes(&mut self, value: Value) -> Result<String, Raise> {
        if let Some(bytes) = self.bytes(value) {
            return Ok(bytes.iter().map(|&byte| char::from(byte)).collect());
        }
        let kind = self.type_name(value);
        let message = format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{kind}'"
        );
        Err(self.raise(Type::TypeError, message))
    }

    fn percent_char(&mut self, value: Value) -> Result<String, Raise> {
        match self.text(value) {
            Some(text) if text.count() == 1 => Ok(text.to_string()),
            None if self.is_int(value) => {
                let code = self.int_argument(value)?;
                match u32::try_from(code).ok().and_then(char::from_u32) {
                    Some(char) => Ok(char.into()),
                    None => {
                        let message = "%c arg not in range(0x110000)".into();
                        Err(self.raise(Type::OverflowError, message))
                    }
                }
            }
            _ => Err(self.raise(Type::TypeError, "%c requires int or char".into())),
        }
    }

    fn percent_int(&mut self, value: Value, code: char, shape: &Shape) -> Result<String, Raise> {
        let decimal = matches!(code, 'd' | 'i' | 'u');
        let big = match value {
            Value::Float(float) if decimal => {
                match num_traits::FromPrimitive::from_f64(float.trunc()) {
                    Some(big) => big,
                    None => {
                        let (kind, what) = match float.is_nan() {
                            true => (Type::ValueError, "float NaN"),
                            false => (Type::OverflowError, "float infinity"),
                        };
                        let message = format!("cannot convert {what} to integer");
                        return Err(self.raise(kind, message));
                    }
                }
            }
            _ => match self.big(value) {
                Some(big) => big,
                None => {
                    let kind = self.type_name(value);
                    let wanted = if decimal { "a real number" } else { "an integer" };
                    let message = format!("%{code} format: {wanted} is required, not {kind}");
                    return Err(self.raise(Type::TypeError, message));
                }
            },
        };
        let (radix, prefix) = match code {
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            'o' => (8, "0o"),
            _ => (10, ""),
        };
        let mut digits =
            self.int_text(&num_bigint::BigInt::from(big.magnitude().clone()), radix)?;
        if code == 'X' {
            digits = digits.to_uppercase();
        }
        if let Some(precision) = shape.precision {
            digits = "0".repeat(precision.saturating_sub(digits.len())) + &digits;
        }
        let sign = shape.sign(big.sign() == num_bigint::Sign::Minus);
        let prefix = if shape.flags.contains('#') { prefix } else { "" };
        let zero = if shape.flags.contains('0') { '0' } else { ' ' };
        Ok(shape.pad(&format!("{sign}{prefix}"), &digits, zero))
    }

    fn percent_float(&mut self, value: Value, code: char, shape: &Shape) -> Result<String, Raise> {
        let x = match value {
            Value::Float(float) => float,
            _ if self.is_int(value) => self.int_to_float(value)?,
            _ => {
                let message = format!("must be real number, not {}", self.type_name(value));
                return Err(self.raise(Type::TypeError, message));
            }
        };
        let alternate = if shape.flags.contains('#') { "#" } else { "" };
        let precision = shape.precision.unwrap_or(6);
        let spec = format!("{alternate}.{precision}{code}");
        let digits = self.format_native(Value::Float(x.abs()), &spec)?.unwrap_or_default();
        let sign = shape.sign(x.is_sign_negative() && !x.is_nan());
        let zero = if shape.flags.contains('0') { '0' } else { ' ' };
        Ok(shape.pad(sign, &digits, zero))
    }
}

/// Flags, width and precision as they are at last.
struct Shape {
    flags: String,
    width: usize,
    precision: Option<usize>,
}

impl Shape {
    fn sign(&self, negative: bool) -> &'static str {
        match negative {
            true => "-",
            false if self.flags.contains('+') => "+",
            false if self.flags.contains(' ') => " ",
            false => "",
        }
    }

    fn pad(&self, sign: &str, body: &str, fill: char) -> String {
        let len = sign.chars().count() + body.chars().count();
        let missing = self.width.saturating_sub(len);
        if self.flags.contains('-') {
            return format!("{sign}{body}{}", " ".repeat(missing));
        }
        let filler = fill.to_string().repeat(missing);
        if fill == ' ' { format!("{filler}{sign}{body}") } else { format!("{sign}{filler}{body}") }
    }
}
