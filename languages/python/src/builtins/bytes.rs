//! `bytes` and `bytearray`: making them, and the methods that are theirs alone.

use super::{Entry, codecs, function, method};
use crate::object::{Object, Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    Entry { names: &["", "encoding", "errors"], ..method(Type::Bytes, "decode", 1, 3, decode) },
    Entry { names: &["", "sep", "bytes_per_sep"], ..method(Type::Bytes, "hex", 1, 3, hex) },
    method(Type::ByteArray, "append", 2, 2, append),
    method(Type::ByteArray, "extend", 2, 2, extend),
    method(Type::ByteArray, "insert", 3, 3, insert),
    method(Type::ByteArray, "pop", 1, 2, pop),
    method(Type::ByteArray, "remove", 2, 2, remove),
    method(Type::ByteArray, "clear", 1, 1, |vm, args| change(vm, args, Vec::clear)),
    method(Type::ByteArray, "reverse", 1, 1, |vm, args| change(vm, args, |bytes| bytes.reverse())),
    method(Type::ByteArray, "copy", 1, 1, |vm, args| {
        let bytes = vm.bytes_argument(vm.arg(args, 0))?;
        Ok(Flow::Value(vm.heap.alloc(Object::ByteArray(bytes))))
    }),
];

/// `bytes(...)` and `bytearray(...)`.
pub(super) const MAKE: [Entry; 2] = [
    function("bytes", 0, 3, &["source", "encoding", "errors"], |vm, args| {
        make(vm, args, Type::Bytes)
    }),
    function("bytearray", 0, 3, &["source", "encoding", "errors"], |vm, args| {
        make(vm, args, Type::ByteArray)
    }),
];

/// `bytes.fromhex`, `bytearray.fromhex`.
pub(super) const FROMHEX: [Entry; 2] = [
    function("fromhex", 1, 1, &[], |vm, args| fromhex(vm, args, Type::Bytes)),
    function("fromhex", 1, 1, &[], |vm, args| fromhex(vm, args, Type::ByteArray)),
];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

fn give(vm: &mut Vm, kind: Type, bytes: Vec<u8>) -> Outcome {
    Ok(Flow::Value(match kind {
        Type::ByteArray => vm.heap.alloc(Object::ByteArray(bytes)),
        _ => vm.new_bytes(bytes),
    }))
}

fn make(vm: &mut Vm, args: Args, kind: Type) -> Outcome {
    let Some(source) = vm.optional(args, 0) else { return give(vm, kind, Vec::new()) };
    if let Some(text) = vm.text(source).cloned() {
        if vm.optional(args, 1).is_none() {
            let message = "string argument without an encoding".into();
            return Err(vm.raise(Type::TypeError, message));
        }
        let (encoding, errors) = codecs::options(vm, args, kind.name())?;
        let bytes = codecs::encode(vm, &text, &encoding, &errors)?;
        return give(vm, kind, bytes);
    }
    if vm.optional(args, 1).is_some() {
        let message = "encoding without a string argument".into();
        return Err(vm.raise(Type::TypeError, message));
    }
    if vm.is_int(source) {
        let count = vm.int_argument(source)?;
        if count < 0 {
            return Err(vm.raise(Type::ValueError, "negative count".into()));
        }
        if !vm.heap.has_room(count as u64) {
            return Err(vm.raise(Type::MemoryError, String::new()));
        }
        return give(vm, kind, vec![0; count as usize]);
    }
    if !vm.is_iterable(source) {
        let name = vm.type_name(source);
        let message = format!("cannot convert '{name}' object to {}", kind.name());
        return Err(vm.raise(Type::TypeError, message));
    }
    let what = if kind == Type::Bytes { "bytes" } else { "byte" };
    match vm.bytes_of(source, what)? {
        Some(bytes) => give(vm, kind, bytes),
        None => Ok(Flow::Materialise(0)),
    }
}

fn fromhex(vm: &mut Vm, args: Args, kind: Type) -> Outcome {
    let of = vm.arg(args, 0);
    let Some(text) = vm.text(of).cloned() else {
        let message = format!("fromhex() argument must be str, not {}", vm.type_name(of));
        return Err(vm.raise(Type::TypeError, message));
    };
    let chars: Vec<char> = text.chars().collect();
    let (mut bytes, mut at) = (Vec::new(), 0);
    let digit = |at: usize| chars.get(at).and_then(|char| char.to_digit(16));
    while at < chars.len() {
        if chars[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let (Some(high), Some(low)) = (digit(at), digit(at + 1)) else {
            let bad = if digit(at).is_some() { at + 1 } else { at };
            let message =
                format!("non-hexadecimal number found in fromhex() arg at position {bad}");
            return Err(vm.raise(Type::ValueError, message));
        };
        bytes.push((high << 4 | low) as u8);
        at += 2;
    }
    give(vm, kind, bytes)
}

fn decode(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = vm.bytes_argument(vm.arg(args, 0))?;
    let (encoding, errors) = codecs::options(vm, args, "decode")?;
    let text = codecs::decode(vm, &bytes, &encoding, &errors)?;
    Ok(Flow::Value(vm.heap.str(text)))
}

fn hex(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = vm.bytes_argument(vm.arg(args, 0))?;
    let separator = match vm.optional(args, 1) {
        Some(of) => vm.text(of).map(|text| text.to_string()).unwrap_or_default(),
        None => String::new(),
    };
    let every = match vm.optional(args, 2) {
        Some(of) => vm.int_argument(of)?,
        None => 1,
    };
    let (len, mut out) = (bytes.len(), String::new());
    for (index, byte) in bytes.iter().enumerate() {
        let from = if every < 0 { index } else { len - index };
        if index > 0 && every != 0 && (from as u64).is_multiple_of(every.unsigned_abs()) {
            out += &separator;
        }
        out += &format!("{byte:02x}");
    }
    Ok(Flow::Value(vm.heap.str(out)))
}

fn change(vm: &mut Vm, args: Args, change: fn(&mut Vec<u8>)) -> Outcome {
    if let Some(bytes) = vm.bytearray_mut(vm.arg(args, 0)) {
        change(bytes);
    }
    NOTHING
}

fn append(vm: &mut Vm, args: Args) -> Outcome {
    let byte = vm.byte(vm.arg(args, 1), "byte")?;
    vm.heap.grew(1);
    if let Some(bytes) = vm.bytearray_mut(vm.arg(args, 0)) {
        bytes.push(byte);
    }
    NOTHING
}

fn extend(vm: &mut Vm, args: Args) -> Outcome {
    let source = vm.arg(args, 1);
    let Some(new) = vm.bytes_of(source, "byte")? else { return Ok(Flow::Materialise(1)) };
    vm.heap.grew(new.len() as u64);
    if let Some(bytes) = vm.bytearray_mut(vm.arg(args, 0)) {
        bytes.extend(new);
    }
    NOTHING
}

fn insert(vm: &mut Vm, args: Args) -> Outcome {
    let (at, byte) = (vm.int_argument(vm.arg(args, 1))?, vm.byte(vm.arg(args, 2), "byte")?);
    vm.heap.grew(1);
    if let Some(bytes) = vm.bytearray_mut(vm.arg(args, 0)) {
        let len = bytes.len() as i64;
        let at = if at < 0 { at.saturating_add(len).max(0) } else { at.min(len) };
        bytes.insert(at as usize, byte);
    }
    NOTHING
}

fn pop(vm: &mut Vm, args: Args) -> Outcome {
    let at = match vm.optional(args, 1) {
        Some(at) => vm.int_argument(at)?,
        None => -1,
    };
    let len = vm.len_native(vm.arg(args, 0)).unwrap_or(0) as i64;
    let place = if at < 0 { at.saturating_add(len) } else { at };
    if !(0..len).contains(&place) {
        let message = if len == 0 { "pop from empty bytearray" } else { "pop index out of range" };
        return Err(vm.raise(Type::IndexError, message.into()));
    }
    let bytes = vm.bytearray_mut(vm.arg(args, 0));
    let byte = bytes.map_or(0, |bytes| bytes.remove(place as usize));
    Ok(Flow::Value(Value::Int(i64::from(byte))))
}

fn remove(vm: &mut Vm, args: Args) -> Outcome {
    let byte = vm.byte(vm.arg(args, 1), "byte")?;
    let bytes = vm.bytearray_mut(vm.arg(args, 0));
    let found = bytes.and_then(|bytes| {
        let at = bytes.iter().position(|&one| one == byte)?;
        Some(bytes.remove(at))
    });
    match found {
        Some(_) => NOTHING,
        None => Err(missing(vm)),
    }
}

fn missing(vm: &mut Vm) -> Raise {
    vm.raise(Type::ValueError, "value not found in bytearray".into())
}
