//! `text % values`.
//!
//! **Models:** `PyUnicode_Format`, CPython 3.13.

use crate::object::{Object, Type, Value};
use crate::vm::{Raise, Vm};

impl Vm {
    /// `a % b` for a str `a`; `None` where Python code has to run for it.
    pub(crate) fn percent(&mut self, a: Value, b: Value) -> Result<Option<Value>, Raise> {
        let template = match self.text(a) {
            Some(text) => text.to_string(),
            None => return Ok(None),
        };
        let values = match self.heap.object(b) {
            Some(Object::Tuple(values)) => values.to_vec(),
            _ => vec![b],
        };
        let is_mapping = self.as_dict(b).is_some();
        let mut values = values.into_iter();
        let mut out = String::new();
        let mut rest = template.as_str();
        while let Some(at) = rest.find('%') {
            out += &rest[..at];
            rest = &rest[at + 1..];
            let (text, after) = self.percent_field(rest, &mut values, b)?;
            out += &text;
            rest = after;
        }
        out += rest;
        if values.next().is_some() && !is_mapping {
            let message = "not all arguments converted during string formatting".into();
            return Err(self.raise(Type::TypeError, message));
        }
        Ok(Some(self.heap.str(out)))
    }

    /// One field, after its `%`; its text and what follows it.
    fn percent_field<'t>(
        &mut self, field: &'t str, values: &mut dyn Iterator<Item = Value>, mapping: Value,
    ) -> Result<(String, &'t str), Raise> {
        let mut field = field;
        let mut named = None;
        if let Some(inner) = field.strip_prefix('(')
            && let Some((name, after)) = inner.split_once(')')
        {
            let key = self.heap.str(name);
            let found = self.dict_get(mapping, key);
            self.heap.release(key);
            named = found?;
            field = after;
        }
        let end = field.find(|char: char| !"#0- +.123456789".contains(char)).unwrap_or(field.len());
        let (flags, after) = field.split_at(end);
        let Some(code) = after.chars().next() else {
            return Err(self.raise(Type::ValueError, "incomplete format".into()));
        };
        let after = &after[code.len_utf8()..];
        if code == '%' {
            return Ok(("%".into(), after));
        }
        let Some(value) = named.or_else(|| values.next()) else {
            let message = "not enough arguments for format string".into();
            return Err(self.raise(Type::TypeError, message));
        };
        let spec = translated(flags);
        let text = match code {
            's' => self.str_native(value).unwrap_or_else(|| self.plain_repr(value)),
            'r' => self.repr_native(value).unwrap_or_else(|| self.plain_repr(value)),
            'd' | 'i' | 'u' => {
                let number = self.percent_int(value, code)?;
                return Ok((self.format_native(number, &(spec + "d"))?.unwrap_or_default(), after));
            }
            'f' | 'F' | 'e' | 'E' | 'g' | 'G' | 'x' | 'X' | 'o' => {
                let text = self.format_native(value, &format!("{spec}{code}"))?;
                return Ok((text.unwrap_or_default(), after));
            }
            'c' => self.str_native(value).unwrap_or_default(),
            other => {
                let message =
                    format!("unsupported format character '{other}' (0x{:x})", u32::from(other));
                return Err(self.raise(Type::ValueError, message));
            }
        };
        let aligned =
            if spec.starts_with(['<', '>']) || spec.is_empty() { spec } else { format!(">{spec}") };
        Ok((self.format_text(&text, &aligned)?, after))
    }

    fn percent_int(&mut self, value: Value, code: char) -> Result<Value, Raise> {
        match value {
            Value::Float(float) => Ok(Value::Int(float as i64)),
            _ if self.is_int(value) => Ok(value),
            _ => {
                let kind = self.type_name(value);
                let message = format!("%{code} format: a real number is required, not {kind}");
                Err(self.raise(Type::TypeError, message))
            }
        }
    }
}

/// printf flags as a format specification.
fn translated(flags: &str) -> String {
    let body = flags.trim_start_matches(['#', '0', '-', ' ', '+']);
    let leading = &flags[..flags.len() - body.len()];
    let mut spec = String::new();
    if leading.contains('-') {
        spec.push('<');
    }
    if leading.contains('+') {
        spec.push('+');
    } else if leading.contains(' ') {
        spec.push(' ');
    }
    if leading.contains('#') {
        spec.push('#');
    }
    if leading.contains('0') && !leading.contains('-') {
        spec.push('0');
    }
    spec + body
}
