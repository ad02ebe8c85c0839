//! `str()` and `repr()`.
//!
//! **Models:** `Objects/*object.c` (`tp_repr`, `tp_str`), CPython 3.13.
//! **Departures:** addresses in a repr are made from the object's number.

use super::{Raise, Vm};
use crate::format::float::float_repr;
use crate::names;
use crate::object::{GeneratorKind, Object, Type, Value, ViewKind};
use num_bigint::BigInt;

/// Nested containers are written natively so deep; the library's Python goes on, to its own limit.
const DEPTH_MAX: usize = 200;

impl Vm {
    /// `str(value)`; `None` where Python code has to run for it.
    pub(crate) fn str_native(&self, value: Value) -> Option<String> {
        if self.overrides(value, names::STR) || self.overrides(value, names::REPR) {
            return None;
        }
        match self.heap.object(value) {
            Some(Object::Str(text)) => Some(text.to_string()),
            Some(Object::Instance { .. }) => {
                let asks =
                    [names::STR, names::REPR].iter().any(|&n| self.user_method(value, n).is_some());
                (!asks).then(|| self.plain_repr(value))
            }
            Some(Object::Exception(_)) => {
                if self.user_method(value, names::STR).is_some() {
                    return None;
                }
                self.exception_text(value)
            }
            _ => self.repr_native(value),
        }
    }

    /// ValueError if the value is an int of too many digits to be written.
    pub(crate) fn check_digits(&mut self, value: Value) -> Result<(), Raise> {
        let Some(Object::Int(big)) = self.heap.object(value) else { return Ok(()) };
        if big.bits() < 14_284 {
            return Ok(());
        }
        let big = (**big).clone();
        self.int_text(&big, 10).map(|_| ())
    }

    /// The digits of an int, if they are not too many.
    pub(crate) fn int_text(&mut self, big: &BigInt, radix: u32) -> Result<String, Raise> {
        let text = big.to_str_radix(radix);
        if radix == 10 && text.trim_start_matches('-').len() > 4300 {
            let message = "Exceeds the limit (4300 digits) for integer string conversion; use \
                           sys.set_int_max_str_digits() to increase the limit";
            return Err(self.raise(Type::ValueError, message.into()));
        }
        Ok(text)
    }

    /// `str` of an exception without a method of its own.
    pub(crate) fn exception_text(&self, value: Value) -> Option<String> {
        let Some(Object::Exception(exception)) = self.heap.object(value) else { return None };
        let Some(Object::Tuple(args)) = self.heap.object(exception.args) else { return None };
        if !exception.group.is_undef() {
            return self.group_text(value);
        }
        match args[..] {
            [] => Some(String::new()),
            [one] if self.layout(exception.class) == Type::KeyError => self.repr_native(one),
            [one] => self.str_native(one),
            [_, object, start, end, reason]
                if self.layout(exception.class).is_subtype(Type::UnicodeError) =>
            {
                self.coding_text(args[0], object, [start, end], reason)
            }
            [number, message] if self.layout(exception.class).is_subtype(Type::OSError) => {
                Some(format!("[Errno {}] {}", self.str_native(number)?, self.str_native(message)?))
            }
            _ => self.repr_native(exception.args),
        }
    }

    /// `str` of a UnicodeEncodeError or UnicodeDecodeError.
    fn coding_text(
        &self, codec: Value, object: Value, range: [Value; 2], reason: Value,
    ) -> Option<String> {
        let (codec, reason) = (self.str_native(codec)?, self.str_native(reason)?);
        let [Value::Int(start), Value::Int(end)] = range else { return None };
        let verb = if self.bytes(object).is_some() { "decode" } else { "encode" };
        if end != start + 1 {
            let (what, last) = (if verb == "decode" { "bytes" } else { "characters" }, end - 1);
            return Some(format!(
                "'{codec}' codec can't {verb} {what} in position {start}-{last}: {reason}"
            ));
        }
        let what = match (self.bytes(object), self.text(object)) {
            (Some(bytes), _) => format!("byte 0x{:02x}", bytes.get(start as usize)?),
            (_, Some(text)) => {
                let char = text.chars().nth(start as usize)?;
                format!("character '{}'", crate::format::escaped(char))
            }
            _ => return None,
        };
        Some(format!("'{codec}' codec can't {verb} {what} in position {start}: {reason}"))
    }

    /// `repr(value)`; `None` where Python code has to run for it.
    pub(crate) fn repr_native(&self, value: Value) -> Option<String> {
        let mut out = String::new();
        self.write_repr(value, &mut out, &mut Vec::new())?;
        Some(out)
    }

    pub(super) fn write_repr(
        &self, value: Value, out: &mut String, within: &mut Vec<Value>,
    ) -> Option<()> {
        if self.overrides(value, names::REPR) {
            return None;
        }
        match value {
            Value::Undef => out.push_str("<unbound>"),
            Value::None => out.push_str("None"),
            Value::NotImplemented => out.push_str("NotImplemented"),
            Value::Ellipsis => out.push_str("Ellipsis"),
            Value::Bool(true) => out.push_str("True"),
            Value::Bool(false) => out.push_str("False"),
            Value::Int(int) => out.push_str(&int.to_string()),
            Value::Float(float) => out.push_str(&float_repr(float)),
            Value::Native(native) => {
                let name = crate::builtins::entry(native).name;
                *out += &format!("<built-in function {name}>");
            }
            Value::Type(kind) => *out += &format!("<class '{}'>", qualified(kind)),
            Value::Module(module) => {
                *out += &format!("<module '{}'>", self.module_name(module));
            }
            Value::Prelude(code) => {
                let name = self.name(self.program.code(code).name);
                *out += &format!("<function {name} at {}>", address(code.0));
            }
            Value::Loop(number) => *out += &self.loop_text(number),
            Value::Stream(1) => {
                out.push_str("<_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>")
            }
            Value::Stream(_) => {
                out.push_str("<_io.TextIOWrapper name='<stderr>' mode='w' encoding='utf-8'>")
            }
            Value::Ref(handle) => {
                return self.write_object(value, self.heap.get(handle), out, within);
            }
        }
        Some(())
    }

    fn write_object(
        &self, value: Value, object: &Object, out: &mut String, within: &mut Vec<Value>,
    ) -> Option<()> {
        match object {
            Object::Int(int) => *out += &int.to_string(),
            Object::Str(text) => *out += &crate::format::quoted(text),
            Object::Bytes(bytes) => *out += &super::bytes::bytes_repr(bytes),
            Object::ByteArray(bytes) => {
                *out += &format!("bytearray({})", super::bytes::bytes_repr_escaping(bytes, true));
            }
            Object::Tuple(values) => {
                let close = if values.len() == 1 { ",)" } else { ")" };
                return self.write_items(value, values, ["(", close], out, within);
            }
            Object::List(values) => {
                return self.write_items(value, values, ["[", "]"], out, within);
            }
            Object::Set(set) | Object::FrozenSet(set) => {
                let order = set.order_of_set().into_iter();
                let keys: Vec<Value> = order.filter_map(|at| set.entry_at(at as usize)).collect();
                let frozen = matches!(object, Object::FrozenSet(_));
                if keys.is_empty() {
                    *out += if frozen { "frozenset()" } else { "set()" };
                    return Some(());
                }
                let ends = if frozen { ["frozenset({", "})"] } else { ["{", "}"] };
                return self.write_items(value, &keys, ends, out, within);
            }
            Object::Dict(_) => return self.write_dict(value, out, within),
            Object::View { dict, kind } => return self.write_view(*dict, *kind, out, within),
            Object::Range(range) => {
                let [start, stop, step] = **range;
                *out += &match step {
                    1 => format!("range({start}, {stop})"),
                    _ => format!("range({start}, {stop}, {step})"),
                };
            }
            Object::Slice(parts) => {
                return self.write_items(value, &parts[..], ["slice(", ")"], out, within);
            }
            Object::Library(_) => return self.write_library(value, out, within),
            Object::Future(_) => *out += &self.future_text(value, None)?,
            Object::Instance { .. } if self.user_method(value, names::REPR).is_some() => {
                return None;
            }
            Object::Exception(_) if self.user_method(value, names::REPR).is_some() => return None,
            Object::Exception(exception) => {
                *out += self.class_name(exception.class);
                let Some(Object::Tuple(args)) = self.heap.object(exception.args) else {
                    return Some(());
                };
                return self.write_items(value, args, ["(", ")"], out, within);
            }
            _ => *out += &self.plain_repr(value),
        }
        Some(())
    }

    pub(super) fn write_items(
        &self, value: Value, items: &[Value], ends: [&str; 2], out: &mut String,
        within: &mut Vec<Value>,
    ) -> Option<()> {
        if within.len() > DEPTH_MAX {
            return None;
        }
        if within.iter().any(|one| one.is(value)) {
            *out += &format!("{}...{}", ends[0], ends[1].trim_start_matches(','));
            return Some(());
        }
        within.push(value);
        *out += ends[0];
        for (index, &item) in items.iter().enumerate() {
            if index > 0 {
                *out += ", ";
            }
            self.write_repr(item, out, within)?;
        }
        *out += ends[1];
        within.pop();
        Some(())
    }

    fn write_dict(&self, value: Value, out: &mut String, within: &mut Vec<Value>) -> Option<()> {
        if within.len() > DEPTH_MAX {
            return None;
        }
        if within.iter().any(|one| one.is(value)) {
            *out += "{...}";
            return Some(());
        }
        within.push(value);
        out.push('{');
        for (index, (key, item)) in self.as_dict(value)?.iter().enumerate() {
            if index > 0 {
                *out += ", ";
            }
            self.write_repr(key, out, within)?;
            *out += ": ";
            self.write_repr(item, out, within)?;
        }
        out.push('}');
        within.pop();
        Some(())
    }

    fn write_view(
        &self, dict: Value, kind: ViewKind, out: &mut String, within: &mut Vec<Value>,
    ) -> Option<()> {
        let (name, pick): (_, fn((Value, Value)) -> Value) = match kind {
            ViewKind::Keys => ("dict_keys", |(key, _)| key),
            ViewKind::Values => ("dict_values", |(_, value)| value),
            ViewKind::Items => {
                *out += "dict_items([";
                for (index, (key, value)) in self.as_dict(dict)?.iter().enumerate() {
                    if index > 0 {
                        *out += ", ";
                    }
                    self.write_items(Value::Undef, &[key, value], ["(", ")"], out, within)?;
                }
                *out += "])";
                return Some(());
            }
        };
        let items: Vec<Value> = self.as_dict(dict)?.iter().map(pick).collect();
        *out += name;
        self.write_items(Value::Undef, &items, ["([", "])"], out, within)
    }

    /// The repr of an object that says what it is and where.
    pub(crate) fn plain_repr(&self, value: Value) -> String {
        let Value::Ref(handle) = value else { return self.repr_native(value).unwrap_or_default() };
        let at = address(handle.0);
        match self.heap.get(handle) {
            Object::Function(function) => {
                format!("<function {} at {at}>", self.program.code(function.code).qualname)
            }
            Object::Method { function: Value::Native(native), receiver } => {
                let name = crate::builtins::entry(*native).name;
                let kind = self.type_name(*receiver);
                format!("<built-in method {name} of {kind} object at {at}>")
            }
            Object::Method { function, receiver } => {
                let name = match self.heap.object(*function) {
                    Some(Object::Function(function)) => &*self.program.code(function.code).qualname,
                    _ => "?",
                };
                let shown = match self.heap.object(*receiver) {
                    Some(Object::Class(_)) => self.repr_native(*receiver).unwrap_or_default(),
                    _ => self.plain_repr(*receiver),
                };
                format!("<bound method {name} of {shown}>")
            }
            Object::Class(_) => {
                format!("<class '{}'>", self.qualified_name(value))
            }
            Object::Instance { class: Value::Type(Type::TypeVar | Type::TypeAliasType), attrs } => {
                let name = attrs.first().and_then(|&(_, name)| self.text(name));
                name.map(|name| name.to_string()).unwrap_or_default()
            }
            Object::Instance { class: Value::Type(Type::UnionType), .. } => {
                let parts = self.union_parts(value).unwrap_or_default();
                let parts = parts.iter().map(|&part| match part {
                    Value::Type(Type::NoneType) => "None".into(),
                    Value::Type(kind) => kind.name().to_string(),
                    class => self.qualified_name(class),
                });
                parts.collect::<Vec<String>>().join(" | ")
            }
            Object::Instance { class: Value::Type(_), .. } => format!("<object object at {at}>"),
            Object::Instance { class, .. } => {
                format!("<{} object at {at}>", self.qualified_name(*class))
            }
            Object::Generator(generator) => {
                let kind = match generator.kind {
                    GeneratorKind::Generator => "generator",
                    GeneratorKind::Coroutine => "coroutine",
                    GeneratorKind::AsyncGenerator => "async_generator",
                };
                let name = &self.program.code(generator.code).qualname;
                format!("<{kind} object {name} at {at}>")
            }
            Object::Future(_) => self
                .future_text(value, None)
                .unwrap_or_else(|| format!("<{} object at {at}>", self.type_name(value))),
            Object::LoopHandle(handle) => self.handle_text(handle),
            Object::WeakRef(weak) => match weak.target {
                Some(target) => format!(
                    "<weakref at {at}; to '{}' at {}{}>",
                    self.type_name(Value::Ref(target)),
                    address(target.0),
                    self.own_name(Value::Ref(target)),
                ),
                None => format!("<weakref at {at}; dead>"),
            },
            Object::Exception(exception) => format!("{}()", self.class_name(exception.class)),
            other => format!("<{} object at {at}>", other.type_of().name()),
        }
    }

    /// ` (f)` of what has a name of its own.
    fn own_name(&self, value: Value) -> String {
        match self.heap.object(value) {
            Some(Object::Function(function)) => {
                format!(" ({})", self.name(self.program.code(function.code).name))
            }
            Some(Object::Class(class)) => format!(" ({})", self.name(class.name)),
            _ => String::new(),
        }
    }

    /// `module.name` of a class as a traceback and a repr show it.
    pub(crate) fn qualified_name(&self, class: Value) -> String {
        match (class, self.heap.object(class)) {
            (Value::Type(kind), _) => qualified(kind),
            (_, Some(Object::Class(found))) => match self.class_module(class) {
                "builtins" => found.qualname.to_string(),
                module => format!("{module}.{}", &*found.qualname),
            },
            _ => "?".into(),
        }
    }
}

fn qualified(kind: Type) -> String {
    match kind.module() {
        "" => kind.name().into(),
        module => format!("{module}.{}", kind.name()),
    }
}

/// What stands for an object's address.
pub(super) fn address_of(value: Value) -> String {
    address(value.handle().map_or(0, |handle| handle.0))
}

/// What stands for an address.
fn address(number: u32) -> String {
    format!("0x{:012x}", 0x7f00_0000_0000_u64 + u64::from(number) * 16)
}
