//! Writing JSON.
//!
//! **Models:** `Modules/_json.c` (`encoder_listencode_obj`) and `Lib/json/encoder.py`, CPython 3.13.

use super::json::DEPTH_MAX;
use crate::object::{Object, Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

/// How to write.
struct Writer<'a> {
    vm: &'a mut Vm,
    out: String,
    indent: Option<String>,
    item: String,
    key: String,
    sorts: bool,
    ascii: bool,
    strict: bool,
    within: Vec<Value>,
}

enum Stop {
    /// This value has no form of its own.
    Unknown(Value),
    Raised(Raise),
}

/// `_json_write(value, indent, item_separator, key_separator, sort_keys, ensure_ascii,
/// allow_nan)`: `(text, None)`, or `(None, value)` with the value that cannot be written.
pub(super) fn write(vm: &mut Vm, args: Args) -> Outcome {
    let text = |vm: &Vm, index| vm.text(vm.arg(args, index)).map(|text| text.to_string());
    let flag = |vm: &Vm, index| vm.truth(vm.arg(args, index)) == Some(true);
    let (indent, item, key) = (text(vm, 1), text(vm, 2), text(vm, 3));
    let (sorts, ascii, strict) = (flag(vm, 4), flag(vm, 5), !flag(vm, 6));
    let value = vm.arg(args, 0);
    let mut writer = Writer {
        out: String::new(),
        indent,
        item: item.unwrap_or_default(),
        key: key.unwrap_or_default(),
        sorts,
        ascii,
        strict,
        within: Vec::new(),
        vm,
    };
    let written = writer.value(value);
    let out = std::mem::take(&mut writer.out);
    vm.charge(out.len() as u64 / 5);
    let pair = match written {
        Ok(()) => vec![vm.heap.str(out), Value::None],
        Err(Stop::Unknown(value)) => vec![Value::None, vm.heap.keep(value)],
        Err(Stop::Raised(raise)) => return Err(raise),
    };
    Ok(Flow::Value(vm.heap.tuple(pair)))
}

impl Writer<'_> {
    fn failed(&mut self, kind: Type, message: String) -> Stop {
        Stop::Raised(self.vm.raise(kind, message))
    }

    fn value(&mut self, value: Value) -> Result<(), Stop> {
        match value {
            Value::None => self.out.push_str("null"),
            Value::Bool(bool) => self.out.push_str(if bool { "true" } else { "false" }),
            Value::Int(int) => self.out += &int.to_string(),
            Value::Float(float) => {
                let text = self.float(float)?;
                self.out += &text;
            }
            _ => match self.vm.heap.object(value) {
                Some(Object::Int(big)) => self.out += &big.to_string(),
                Some(Object::Str(text)) => quote(text, self.ascii, &mut self.out),
                Some(Object::List(values)) => {
                    let values = values.clone();
                    return self.array(value, &values);
                }
                Some(Object::Tuple(values)) => {
                    let values = values.to_vec();
                    return self.array(value, &values);
                }
                Some(Object::Dict(dict)) => {
                    let pairs = dict.iter().collect();
                    return self.object(value, pairs);
                }
                _ => return Err(Stop::Unknown(value)),
            },
        }
        Ok(())
    }

    fn float(&mut self, float: f64) -> Result<String, Stop> {
        if float.is_finite() {
            return Ok(crate::format::float::float_repr(float));
        }
        if self.strict {
            let shown = crate::format::float::float_repr(float);
            let message = format!("Out of range float values are not JSON compliant: {shown}");
            return Err(self.failed(Type::ValueError, message));
        }
        let word = if float.is_nan() { "NaN" } else { "Infinity" };
        Ok(if float < 0.0 { format!("-{word}") } else { word.into() })
    }

    fn enter(&mut self, value: Value) -> Result<(), Stop> {
        if self.within.iter().any(|one| one.is(value)) {
            return Err(self.failed(Type::ValueError, "Circular reference detected".into()));
        }
        if self.within.len() as u32 > DEPTH_MAX {
            let message = "maximum recursion depth exceeded while encoding a JSON object".into();
            return Err(self.failed(Type::RecursionError, message));
        }
        self.within.push(value);
        Ok(())
    }

    /// A new line, if there is indentation.
    fn line(&mut self) {
        if let Some(indent) = &self.indent {
            self.out.push('\n');
            self.out += &indent.repeat(self.within.len());
        }
    }

    fn array(&mut self, value: Value, values: &[Value]) -> Result<(), Stop> {
        if values.is_empty() {
            self.out += "[]";
            return Ok(());
        }
        self.enter(value)?;
        self.out.push('[');
        for (index, &item) in values.iter().enumerate() {
            if index > 0 {
                self.out += &self.item.clone();
            }
            self.line();
            self.value(item)?;
        }
        self.within.pop();
        self.line();
        self.out.push(']');
        Ok(())
    }

    fn object(&mut self, value: Value, mut pairs: Vec<(Value, Value)>) -> Result<(), Stop> {
        if pairs.is_empty() {
            self.out += "{}";
            return Ok(());
        }
        self.enter(value)?;
        if self.sorts {
            let keys: Vec<Value> = pairs.iter().map(|(key, _)| *key).collect();
            let order = self.vm.sort_order(&keys, false).map_err(Stop::Raised)?;
            pairs = order.into_iter().map(|index| pairs[index]).collect();
        }
        self.out.push('{');
        for (index, &(key, item)) in pairs.iter().enumerate() {
            if index > 0 {
                self.out += &self.item.clone();
            }
            self.line();
            self.key(key)?;
            self.out += &self.key.clone();
            self.value(item)?;
        }
        self.within.pop();
        self.line();
        self.out.push('}');
        Ok(())
    }

    fn key(&mut self, key: Value) -> Result<(), Stop> {
        let text = match key {
            Value::None => "null".into(),
            Value::Bool(bool) => if bool { "true" } else { "false" }.into(),
            Value::Float(float) => self.float(float)?,
            _ if self.vm.is_int(key) => self.vm.str_native(key).unwrap_or_default(),
            _ => match self.vm.text(key) {
                Some(text) => text.to_string(),
                None => {
                    let kind = self.vm.type_name(key);
                    let message = format!("keys must be str, int, float, bool or None, not {kind}");
                    return Err(self.failed(Type::TypeError, message));
                }
            },
        };
        quote(&text, self.ascii, &mut self.out);
        Ok(())
    }
}

fn quote(text: &str, ascii: bool, out: &mut String) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            ' '..='~' => out.push(char),
            '\0'..='\x1f' => *out += &format!("\\u{:04x}", u32::from(char)),
            _ if !ascii => out.push(char),
            _ => {
                let halves = &mut [0; 2];
                for half in char.encode_utf16(halves).iter() {
                    *out += &format!("\\u{half:04x}");
                }
            }
        }
    }
    out.push('"');
}
