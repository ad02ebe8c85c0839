//! Calling a built-in type: `int(x)`, `str(x)`, `list(x)`.

use super::{ANY, Entry, function};
use crate::object::{Object, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Flow, Items, Outcome, Raise, Vm};
use num_bigint::BigInt;
use num_traits::FromPrimitive;

pub(super) const TABLE: &[Entry] = &[
    function("int", 0, 2, &["", "base"], int),
    function("float", 0, 1, &[], float),
    function("bool", 0, 1, &[], bool),
    function("str", 0, 3, &["object", "encoding", "errors"], str),
    super::bytes::MAKE[0],
    super::bytes::MAKE[1],
    function("list", 0, 1, &[], list),
    function("tuple", 0, 1, &[], tuple),
    function("set", 0, 1, &[], set),
    function("frozenset", 0, 1, &[], frozenset),
    function("dict", 0, ANY, &[], dict),
    function("range", 1, 3, &[], range),
    function("slice", 1, 3, &[], slice),
    function("type", 1, 3, &[], kind),
    function("object", 0, 0, &[], object),
    function("super", 0, 2, &[], super_object),
    function("property", 0, 4, &["fget", "fset", "fdel", "doc"], property),
    function("staticmethod", 1, 1, &[], staticmethod),
    function("classmethod", 1, 1, &[], classmethod),
];

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

/// A float without fraction as an int of any size.
pub(super) fn float_to_int(vm: &mut Vm, float: f64) -> Outcome {
    match BigInt::from_f64(float.trunc()) {
        Some(big) => Ok(Flow::Value(vm.int_value(big))),
        None => {
            let (kind, what) = match float.is_nan() {
                true => (Type::ValueError, "float NaN"),
                false => (Type::OverflowError, "float infinity"),
            };
            Err(vm.raise(kind, format!("cannot convert {what} to integer")))
        }
    }
}

fn int(vm: &mut Vm, args: Args) -> Outcome {
    let Some(of) = vm.optional(args, 0) else { return value(Value::Int(0)) };
    if let Some(base) = vm.optional(args, 1) {
        let base = vm.slice_part(base).ok().flatten();
        let Some(base) = base else {
            let old = vm.take_raised();
            vm.heap.release(old);
            let kind = vm.type_name(vm.arg(args, 1));
            let message = format!("'{kind}' object cannot be interpreted as an integer");
            return Err(vm.raise(Type::TypeError, message));
        };
        return int_from_text(vm, of, base);
    }
    match of {
        Value::Int(_) => value(of),
        Value::Bool(bool) => value(Value::Int(i64::from(bool))),
        Value::Float(float) => float_to_int(vm, float),
        _ => match vm.heap.object(of) {
            Some(Object::Int(big)) if vm.heap.shadow(of).is_some() => {
                let big = (**big).clone();
                Ok(Flow::Value(vm.int_value(big)))
            }
            Some(Object::Int(_)) => Ok(Flow::Value(vm.heap.keep(of))),
            Some(Object::Str(_) | Object::Bytes(_) | Object::ByteArray(_)) => {
                int_from_text(vm, of, 10)
            }
            _ => int_by_method(vm, of),
        },
    }
}

fn int_by_method(vm: &mut Vm, of: Value) -> Outcome {
    let method = vm.user_method(of, crate::names::INT);
    let method = method.or_else(|| vm.user_method(of, crate::names::INDEX));
    if let Some(method) = method {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    let message = format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        vm.type_name(of)
    );
    Err(vm.raise(Type::TypeError, message))
}

/// The text of a str or of bytes, every decimal digit as an ASCII one.
fn digits_of(vm: &Vm, of: Value) -> Option<String> {
    if let Some(bytes) = vm.bytes(of) {
        return Some(bytes.iter().map(|&byte| char::from(byte)).collect());
    }
    let text = vm.text(of)?;
    if text.is_ascii() {
        return Some(text.to_string());
    }
    let ascii = |char: char| match super::str_case::decimal(char) {
        Some(digit) => char::from_digit(digit, 10).unwrap_or(char),
        None => char,
    };
    Some(text.chars().map(ascii).collect())
}

fn int_from_text(vm: &mut Vm, of: Value, base: i64) -> Outcome {
    let Some(text) = digits_of(vm, of) else {
        let message = "int() can't convert non-string with explicit base".into();
        return Err(vm.raise(Type::TypeError, message));
    };
    if base != 0 && !(2..=36).contains(&base) {
        let message = "int() base must be >= 2 and <= 36, or 0".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    if text.len() > 4300 && base == 10 {
        let message = format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            text.len()
        );
        return Err(vm.raise(Type::ValueError, message));
    }
    match parse_int(text.trim(), base as u32) {
        Some(big) => Ok(Flow::Value(vm.int_value(big))),
        None => {
            let shown = vm.repr_native(of).unwrap_or_default();
            let message = format!("invalid literal for int() with base {base}: {shown}");
            Err(vm.raise(Type::ValueError, message))
        }
    }
}

fn parse_int(text: &str, base: u32) -> Option<BigInt> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let has_zeros = base == 0 && digits.starts_with('0');
    let prefixed = |prefix: &str| {
        let head = digits.get(..2).map(str::to_ascii_lowercase);
        (head.as_deref() == Some(prefix)).then(|| &digits[2..])
    };
    let (digits, base) = match base {
        0 => [("0x", 16), ("0o", 8), ("0b", 2)]
            .into_iter()
            .find_map(|(prefix, base)| Some((prefixed(prefix)?, base)))
            .unwrap_or((digits, 10)),
        16 => (prefixed("0x").unwrap_or(digits), 16),
        8 => (prefixed("0o").unwrap_or(digits), 8),
        2 => (prefixed("0b").unwrap_or(digits), 2),
        other => (digits, other),
    };
    if base == 10 && has_zeros && !digits.trim_matches(['0', '_']).is_empty() {
        return None;
    }
    let bytes = digits.as_bytes();
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b'_');
    if edge(bytes.first())
        || edge(bytes.last())
        || digits.contains("__")
        || digits.contains(['+', '-'])
    {
        return None;
    }
    let clean: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != b'_').collect();
    Some(BigInt::parse_bytes(&clean, base)? * sign)
}

fn float(vm: &mut Vm, args: Args) -> Outcome {
    let Some(of) = vm.optional(args, 0) else { return value(Value::Float(0.0)) };
    if let Value::Float(_) = of {
        return value(of);
    }
    if vm.is_int(of) {
        return Ok(Flow::Value(Value::Float(vm.int_to_float(of)?)));
    }
    let Some(text) = digits_of(vm, of) else {
        if let Some(method) = vm.user_method(of, crate::names::FLOAT) {
            let args = vm.heap.keep_all(&[of]);
            return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
        }
        let message = format!(
            "float() argument must be a string or a real number, not '{}'",
            vm.type_name(of)
        );
        return Err(vm.raise(Type::TypeError, message));
    };
    let trimmed = text.trim_matches(super::strings::is_space);
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = trimmed.as_bytes();
    let stray = bytes.iter().enumerate().any(|(at, &byte)| {
        byte == b'_' && !(at > 0 && is_digit(bytes.get(at - 1)) && is_digit(bytes.get(at + 1)))
    });
    let clean = if stray { String::new() } else { trimmed.replace('_', "").to_ascii_lowercase() };
    let is_word =
        clean.trim_start_matches(['+', '-']).starts_with(|char: char| char.is_ascii_alphabetic());
    let known = ["inf", "infinity", "nan"].contains(&clean.trim_start_matches(['+', '-']));
    match clean.parse::<f64>() {
        Ok(float) if !is_word || known => value(Value::Float(float)),
        _ => {
            let shown = vm.repr_native(of).unwrap_or_default();
            let message = format!("could not convert string to float: {shown}");
            Err(vm.raise(Type::ValueError, message))
        }
    }
}

fn bool(vm: &mut Vm, args: Args) -> Outcome {
    let Some(of) = vm.optional(args, 0) else { return value(Value::Bool(false)) };
    match vm.truth(of) {
        Some(truth) => value(Value::Bool(truth)),
        None => {
            let args = vm.heap.keep_all(&[of]);
            Ok(Flow::Call { callable: vm.library("builtins._truth"), args, after: After::Push })
        }
    }
}

fn str(vm: &mut Vm, args: Args) -> Outcome {
    let Some(of) = vm.optional(args, 0) else { return Ok(Flow::Value(vm.heap.str(""))) };
    if vm.optional(args, 1).or(vm.optional(args, 2)).is_some() {
        if vm.bytes(of).is_none() {
            let kind = vm.type_name(of);
            let message = match vm.text(of) {
                Some(_) => "decoding str is not supported".into(),
                None => format!("decoding to str: need a bytes-like object, {kind} found"),
            };
            return Err(vm.raise(Type::TypeError, message));
        }
        let bytes = vm.bytes_argument(of)?;
        let (encoding, errors) = super::codecs::options(vm, args, "str")?;
        let text = super::codecs::decode(vm, &bytes, &encoding, &errors)?;
        return Ok(Flow::Value(vm.heap.str(text)));
    }
    if vm.text(of).is_some() {
        return Ok(Flow::Value(vm.heap.keep(of)));
    }
    vm.check_digits(of)?;
    match vm.str_native(of) {
        Some(text) => Ok(Flow::Value(vm.heap.str(text))),
        None => {
            let args = vm.heap.keep_all(&[of]);
            Ok(Flow::Call { callable: vm.library("builtins._to_str"), args, after: After::Push })
        }
    }
}

/// The items of the first argument; an empty list where there is none; `None` where the library
/// has to collect them.
fn collected(vm: &mut Vm, args: Args) -> Result<Option<Vec<Value>>, Raise> {
    let Some(of) = vm.optional(args, 0) else { return Ok(Some(Vec::new())) };
    match vm.items(of)? {
        Items::Owned(items) => {
            vm.charge(items.len() as u64 / 8);
            Ok(Some(items))
        }
        Items::NeedsCall => Ok(None),
    }
}

fn list(vm: &mut Vm, args: Args) -> Outcome {
    match collected(vm, args)? {
        Some(items) => Ok(Flow::Value(vm.heap.list(items))),
        None => Ok(Flow::Materialise(0)),
    }
}

fn tuple(vm: &mut Vm, args: Args) -> Outcome {
    if let Some(of) = vm.optional(args, 0)
        && let Some(Object::Tuple(_)) = vm.heap.object(of)
    {
        return Ok(Flow::Value(vm.heap.keep(of)));
    }
    match collected(vm, args)? {
        Some(items) => Ok(Flow::Value(vm.heap.tuple(items))),
        None => Ok(Flow::Materialise(0)),
    }
}

fn set(vm: &mut Vm, args: Args) -> Outcome {
    if let Some(of) = vm.optional(args, 0).filter(|&of| vm.as_set(of).is_some()) {
        return Ok(Flow::Value(vm.joined(Object::Set(Default::default()), &[of])?));
    }
    match collected(vm, args)? {
        Some(items) if items.iter().any(|&item| vm.asks_to_hash(item)) => {
            set_by_library(vm, items, "builtins._set_of")
        }
        Some(items) => Ok(Flow::Value(vm.new_set(items)?)),
        None => Ok(Flow::Materialise(0)),
    }
}

fn set_by_library(vm: &mut Vm, items: Vec<Value>, name: &str) -> Outcome {
    let args = vec![vm.heap.list(items)];
    Ok(Flow::Call { callable: vm.library(name), args, after: After::Push })
}

fn frozenset(vm: &mut Vm, args: Args) -> Outcome {
    if let Some(of) = vm.optional(args, 0).filter(|&of| vm.as_set(of).is_some()) {
        let set = vm.joined(Object::Set(Default::default()), &[of])?;
        return Ok(Flow::Value(vm.freeze(set)));
    }
    match collected(vm, args)? {
        Some(items) if items.iter().any(|&item| vm.asks_to_hash(item)) => {
            set_by_library(vm, items, "builtins._frozenset_of")
        }
        Some(items) => {
            let set = vm.new_set(items)?;
            Ok(Flow::Value(vm.freeze(set)))
        }
        None => Ok(Flow::Materialise(0)),
    }
}

/// Keywords do not come here: `dict(a=1)` goes through the library.
fn dict(vm: &mut Vm, args: Args) -> Outcome {
    let Some(of) = vm.optional(args, 0) else { return Ok(Flow::Value(vm.new_dict(Vec::new())?)) };
    if vm.as_dict(of).is_some() {
        return Ok(Flow::Value(vm.joined(Object::Dict(Default::default()), &[of])?));
    }
    let args = vec![vm.heap.keep(of), vm.new_dict(Vec::new())?];
    Ok(Flow::Call { callable: vm.library("builtins._dict_from"), args, after: After::Push })
}

fn range(vm: &mut Vm, args: Args) -> Outcome {
    let mut parts = Vec::new();
    for index in 0..args.count {
        parts.push(vm.int_argument(vm.arg(args, index))?);
    }
    let range = match parts[..] {
        [stop] => [0, stop, 1],
        [start, stop] => [start, stop, 1],
        [_, _, 0] => {
            let message = "range() arg 3 must not be zero".into();
            return Err(vm.raise(Type::ValueError, message));
        }
        [start, stop, step] => [start, stop, step],
        _ => [0, 0, 1],
    };
    value(vm.heap.alloc(Object::Range(range.into())))
}

fn slice(vm: &mut Vm, args: Args) -> Outcome {
    let given: Vec<Value> = (0..args.count).map(|index| vm.arg(args, index)).collect();
    let given = vm.heap.keep_all(&given);
    let parts = match given[..] {
        [stop] => [Value::None, stop, Value::None],
        [start, stop] => [start, stop, Value::None],
        [start, stop, step] => [start, stop, step],
        _ => [Value::None; 3],
    };
    value(vm.heap.alloc(Object::Slice(parts.into())))
}

fn kind(vm: &mut Vm, args: Args) -> Outcome {
    if args.count == 3 {
        vm.call_names.clear();
        return vm.type_new(args, 0, Value::Undef);
    }
    if args.count != 1 {
        let message = "type() takes 1 or 3 arguments".into();
        return Err(vm.raise(Type::TypeError, message));
    }
    let class = vm.class_of(vm.arg(args, 0));
    Ok(Flow::Value(vm.heap.keep(class)))
}

/// `super(class, o)`.
fn super_object(vm: &mut Vm, args: Args) -> Outcome {
    if args.count < 2 {
        let message = if args.count == 0 {
            "super(): no arguments"
        } else {
            "super() with one argument is not simulated"
        };
        return Err(vm.raise(Type::RuntimeError, message.into()));
    }
    let (class, receiver) = (vm.arg(args, 0), vm.arg(args, 1));
    if !vm.is_class(class) {
        let message = format!("super() argument 1 must be a type, not {}", vm.type_name(class));
        return Err(vm.raise(Type::TypeError, message));
    }
    let fits = vm.is_instance(receiver, class)
        || (vm.is_class(receiver) && vm.is_subclass(receiver, class));
    if !fits {
        let shown = match vm.is_class(receiver) {
            true => "type".to_string(),
            false => vm.type_name(receiver),
        };
        let message = format!(
            "super(type, obj): obj ({} {shown}) is not an instance or subtype of type ({}).",
            if vm.is_class(receiver) { "type" } else { "instance of" },
            vm.class_name(class)
        );
        return Err(vm.raise(Type::TypeError, message));
    }
    let (class, receiver) = (vm.heap.keep(class), vm.heap.keep(receiver));
    Ok(Flow::Value(vm.heap.alloc(Object::Super { class, receiver })))
}

fn object(vm: &mut Vm, _args: Args) -> Outcome {
    let class = Value::Type(Type::Object);
    value(vm.heap.alloc(Object::Instance { class, attrs: Vec::new() }))
}

fn property(vm: &mut Vm, args: Args) -> Outcome {
    let part = |vm: &Vm, index| vm.optional(args, index).unwrap_or(Value::None);
    let parts = [part(vm, 0), part(vm, 1), part(vm, 2)];
    for part in parts {
        vm.heap.keep(part);
    }
    value(vm.heap.alloc(Object::Property(parts.into())))
}

fn staticmethod(vm: &mut Vm, args: Args) -> Outcome {
    let function = vm.heap.keep(vm.arg(args, 0));
    value(vm.heap.alloc(Object::StaticMethod(function)))
}

fn classmethod(vm: &mut Vm, args: Args) -> Outcome {
    let function = vm.heap.keep(vm.arg(args, 0));
    value(vm.heap.alloc(Object::ClassMethod(function)))
}
