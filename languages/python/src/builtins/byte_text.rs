//! The methods that `bytes` and `bytearray` share with `str`, where ASCII decides.
//!
//! **Models:** `Objects/bytes_methods.c`, `Objects/stringlib`, CPython 3.13.

use super::{Entry, function, method};
use crate::object::{Object, Type, Value};
use crate::vm::bytes::{last_position, position};
use crate::vm::{Args, Flow, Items, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Bytes, "upper", 1, 1, |vm, args| map(vm, args, |all| all.to_ascii_uppercase())),
    method(Type::Bytes, "lower", 1, 1, |vm, args| map(vm, args, |all| all.to_ascii_lowercase())),
    method(Type::Bytes, "capitalize", 1, 1, |vm, args| map(vm, args, capitalize)),
    method(Type::Bytes, "title", 1, 1, |vm, args| map(vm, args, title)),
    method(Type::Bytes, "swapcase", 1, 1, |vm, args| map(vm, args, swapcase)),
    method(Type::Bytes, "isdigit", 1, 1, |vm, args| all(vm, args, |byte| byte.is_ascii_digit())),
    method(Type::Bytes, "isalpha", 1, 1, |vm, args| {
        all(vm, args, |byte| byte.is_ascii_alphabetic())
    }),
    method(Type::Bytes, "isalnum", 1, 1, |vm, args| {
        all(vm, args, |byte| byte.is_ascii_alphanumeric())
    }),
    method(Type::Bytes, "isspace", 1, 1, |vm, args| all(vm, args, is_space)),
    method(Type::Bytes, "isupper", 1, 1, |vm, args| {
        cased(vm, args, |byte| byte.is_ascii_lowercase())
    }),
    method(Type::Bytes, "islower", 1, 1, |vm, args| {
        cased(vm, args, |byte| byte.is_ascii_uppercase())
    }),
    method(Type::Bytes, "isascii", 1, 1, |vm, args| {
        let bytes = vm.bytes_argument(vm.arg(args, 0))?;
        Ok(Flow::Value(Value::Bool(bytes.is_ascii())))
    }),
    method(Type::Bytes, "find", 2, 4, |vm, args| find(vm, args, "find")),
    method(Type::Bytes, "rfind", 2, 4, |vm, args| find(vm, args, "rfind")),
    method(Type::Bytes, "index", 2, 4, |vm, args| find(vm, args, "index")),
    method(Type::Bytes, "rindex", 2, 4, |vm, args| find(vm, args, "rindex")),
    method(Type::Bytes, "count", 2, 4, count),
    method(Type::Bytes, "startswith", 2, 4, |vm, args| affix(vm, args, "startswith")),
    method(Type::Bytes, "endswith", 2, 4, |vm, args| affix(vm, args, "endswith")),
    method(Type::Bytes, "removeprefix", 2, 2, removeprefix),
    method(Type::Bytes, "removesuffix", 2, 2, removesuffix),
    method(Type::Bytes, "strip", 1, 2, |vm, args| strip(vm, args, true, true)),
    method(Type::Bytes, "lstrip", 1, 2, |vm, args| strip(vm, args, true, false)),
    method(Type::Bytes, "rstrip", 1, 2, |vm, args| strip(vm, args, false, true)),
    Entry { names: &["", "sep", "maxsplit"], ..method(Type::Bytes, "split", 1, 3, split) },
    Entry { names: &["", "sep", "maxsplit"], ..method(Type::Bytes, "rsplit", 1, 3, rsplit) },
    Entry { names: &["", "keepends"], ..method(Type::Bytes, "splitlines", 1, 2, splitlines) },
    method(Type::Bytes, "partition", 2, 2, |vm, args| partition(vm, args, position)),
    method(Type::Bytes, "rpartition", 2, 2, |vm, args| partition(vm, args, last_position)),
    method(Type::Bytes, "join", 2, 2, join),
    method(Type::Bytes, "replace", 3, 4, replace),
    method(Type::Bytes, "center", 2, 3, |vm, args| pad(vm, args, "center")),
    method(Type::Bytes, "ljust", 2, 3, |vm, args| pad(vm, args, "ljust")),
    method(Type::Bytes, "rjust", 2, 3, |vm, args| pad(vm, args, "rjust")),
    method(Type::Bytes, "zfill", 2, 2, zfill),
    Entry { names: &["", "", "delete"], ..method(Type::Bytes, "translate", 2, 3, translate) },
];

/// `bytes.maketrans`, which needs no receiver.
pub(super) const MAKETRANS: Entry = function("maketrans", 2, 2, &[], |vm, args| {
    let from = vm.bytes_argument(vm.arg(args, 0))?;
    let to = vm.bytes_argument(vm.arg(args, 1))?;
    if from.len() != to.len() {
        let message = "maketrans arguments must have same length".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    from.iter().zip(&to).for_each(|(&from, &to)| table[from as usize] = to);
    Ok(Flow::Value(vm.new_bytes(table)))
});

fn receiver(vm: &Vm, args: Args) -> Vec<u8> {
    vm.bytes(vm.arg(args, 0)).map(<[u8]>::to_vec).unwrap_or_default()
}

fn give(vm: &mut Vm, args: Args, bytes: Vec<u8>) -> Outcome {
    let like = vm.arg(args, 0);
    Ok(Flow::Value(vm.bytes_like(like, bytes)))
}

fn give_all(vm: &mut Vm, args: Args, parts: Vec<Vec<u8>>) -> Vec<Value> {
    let like = vm.arg(args, 0);
    parts.into_iter().map(|part| vm.bytes_like(like, part)).collect()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn map(vm: &mut Vm, args: Args, change: fn(&[u8]) -> Vec<u8>) -> Outcome {
    let bytes = receiver(vm, args);
    give(vm, args, change(&bytes))
}

fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    out.iter_mut().take(1).for_each(|first| first.make_ascii_uppercase());
    out
}

fn title(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    let mut after_letter = false;
    for byte in &mut out {
        if !after_letter {
            byte.make_ascii_uppercase();
        }
        after_letter = byte.is_ascii_alphabetic();
    }
    out
}

fn swapcase(bytes: &[u8]) -> Vec<u8> {
    let swap = |byte: &u8| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte };
    bytes.iter().map(swap).collect()
}

fn all(vm: &mut Vm, args: Args, test: fn(u8) -> bool) -> Outcome {
    let bytes = receiver(vm, args);
    Ok(Flow::Value(Value::Bool(!bytes.is_empty() && bytes.into_iter().all(test))))
}

fn cased(vm: &mut Vm, args: Args, wrong: fn(u8) -> bool) -> Outcome {
    let bytes = receiver(vm, args);
    let has_case = bytes.iter().any(u8::is_ascii_alphabetic);
    Ok(Flow::Value(Value::Bool(has_case && !bytes.into_iter().any(wrong))))
}

/// What is looked for: bytes, or one byte as an int.
fn part(vm: &mut Vm, of: Value) -> Result<Vec<u8>, Raise> {
    if vm.is_int(of) {
        return Ok(vec![vm.byte(of, "byte")?]);
    }
    match vm.bytes(of) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => {
            let kind = vm.type_name(of);
            let message = format!("argument should be integer or bytes-like object, not '{kind}'");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn find(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let (bytes, part) = (receiver(vm, args), part(vm, vm.arg(args, 1))?);
    let search = if name.starts_with('r') { last_position } else { position };
    let found = vm
        .bounds(args, 2, bytes.len())?
        .and_then(|(start, end)| search(&bytes[start..end], &part).map(|at| at + start));
    match found {
        Some(at) => Ok(Flow::Value(Value::Int(at as i64))),
        None if name.ends_with("index") => {
            Err(vm.raise(Type::ValueError, "subsection not found".into()))
        }
        None => Ok(Flow::Value(Value::Int(-1))),
    }
}

fn count(vm: &mut Vm, args: Args) -> Outcome {
    let (bytes, part) = (receiver(vm, args), part(vm, vm.arg(args, 1))?);
    let Some((start, end)) = vm.bounds(args, 2, bytes.len())? else {
        return Ok(Flow::Value(Value::Int(0)));
    };
    let within = &bytes[start..end];
    let count = if part.is_empty() {
        within.len() + 1
    } else {
        pieces(within, &part, usize::MAX).len() - 1
    };
    Ok(Flow::Value(Value::Int(count as i64)))
}

/// The pieces between the separators, of which at most `limit` are used.
fn pieces(bytes: &[u8], separator: &[u8], limit: usize) -> Vec<Vec<u8>> {
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while parts.len() < limit {
        let Some(at) = position(rest, separator) else { break };
        parts.push(rest[..at].to_vec());
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest.to_vec());
    parts
}

fn affix(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let bytes = receiver(vm, args);
    let of = vm.arg(args, 1);
    let parts = match vm.heap.object(of) {
        Some(Object::Tuple(values)) => values.to_vec(),
        _ => vec![of],
    };
    let within = vm.bounds(args, 2, bytes.len())?.map(|(start, end)| &bytes[start..end]);
    let mut fits = false;
    for part in parts {
        let Some(part) = vm.bytes(part) else {
            let kind = vm.type_name(part);
            let message = format!("{name} first arg must be bytes or a tuple of bytes, not {kind}");
            return Err(vm.raise(Type::TypeError, message));
        };
        fits |= within.is_some_and(|within| match name {
            "endswith" => within.ends_with(part),
            _ => within.starts_with(part),
        });
    }
    Ok(Flow::Value(Value::Bool(fits)))
}

fn removeprefix(vm: &mut Vm, args: Args) -> Outcome {
    let (bytes, part) = (receiver(vm, args), vm.bytes_argument(vm.arg(args, 1))?);
    let rest = bytes.strip_prefix(&part[..]).unwrap_or(&bytes).to_vec();
    give(vm, args, rest)
}

fn removesuffix(vm: &mut Vm, args: Args) -> Outcome {
    let (bytes, part) = (receiver(vm, args), vm.bytes_argument(vm.arg(args, 1))?);
    let rest = bytes.strip_suffix(&part[..]).unwrap_or(&bytes).to_vec();
    give(vm, args, rest)
}

fn strip(vm: &mut Vm, args: Args, left: bool, right: bool) -> Outcome {
    let bytes = receiver(vm, args);
    let given = vm.optional(args, 1).filter(|chars| !chars.is_none());
    let chars = match given {
        Some(chars) => Some(vm.bytes_argument(chars)?),
        None => None,
    };
    let goes = |byte: &u8| match &chars {
        Some(chars) => chars.contains(byte),
        None => is_space(*byte),
    };
    let stays = |byte: &u8| !goes(byte);
    let start = if left { bytes.iter().position(stays).unwrap_or(bytes.len()) } else { 0 };
    let end =
        if right { bytes.iter().rposition(stays).map_or(start, |at| at + 1) } else { bytes.len() };
    give(vm, args, bytes[start..end.max(start)].to_vec())
}

fn limit(vm: &mut Vm, args: Args) -> Result<usize, Raise> {
    match vm.optional(args, 2) {
        Some(limit) => Ok(usize::try_from(vm.int_argument(limit)?).unwrap_or(usize::MAX)),
        None => Ok(usize::MAX),
    }
}

fn separator(vm: &mut Vm, args: Args) -> Result<Option<Vec<u8>>, Raise> {
    let Some(given) = vm.optional(args, 1).filter(|given| !given.is_none()) else {
        return Ok(None);
    };
    let separator = vm.bytes_argument(given)?;
    if separator.is_empty() {
        return Err(vm.raise(Type::ValueError, "empty separator".into()));
    }
    Ok(Some(separator))
}

fn words(bytes: &[u8], limit: usize) -> Vec<Vec<u8>> {
    let (mut parts, mut rest) = (Vec::new(), bytes.trim_ascii_start());
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest.to_vec());
            break;
        }
        let end = rest.iter().position(|&byte| is_space(byte)).unwrap_or(rest.len());
        parts.push(rest[..end].to_vec());
        rest = rest[end..].trim_ascii_start();
    }
    parts
}

fn split(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = receiver(vm, args);
    let (limit, separator) = (limit(vm, args)?, separator(vm, args)?);
    let parts = match separator {
        Some(separator) => pieces(&bytes, &separator, limit),
        None => words(&bytes, limit),
    };
    let parts = give_all(vm, args, parts);
    Ok(Flow::Value(vm.heap.list(parts)))
}

fn rsplit(vm: &mut Vm, args: Args) -> Outcome {
    let mut bytes = receiver(vm, args);
    let (limit, separator) = (limit(vm, args)?, separator(vm, args)?);
    // Split from the other end, everything turned round.
    bytes.reverse();
    let mut parts = match separator {
        Some(mut separator) => {
            separator.reverse();
            pieces(&bytes, &separator, limit)
        }
        None => words(&bytes, limit),
    };
    parts.reverse();
    parts.iter_mut().for_each(|part| part.reverse());
    let parts = give_all(vm, args, parts);
    Ok(Flow::Value(vm.heap.list(parts)))
}

fn splitlines(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = receiver(vm, args);
    let keeps = vm.optional(args, 1).is_some_and(|keep| vm.truth(keep) == Some(true));
    let (mut parts, mut rest) = (Vec::new(), &bytes[..]);
    while !rest.is_empty() {
        let at = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let end = match &rest[at..] {
            [b'\r', b'\n', ..] => at + 2,
            [] => at,
            _ => at + 1,
        };
        parts.push(rest[..if keeps { end } else { at }].to_vec());
        rest = &rest[end..];
    }
    let parts = give_all(vm, args, parts);
    Ok(Flow::Value(vm.heap.list(parts)))
}

fn partition(vm: &mut Vm, args: Args, search: fn(&[u8], &[u8]) -> Option<usize>) -> Outcome {
    let (bytes, part) = (receiver(vm, args), vm.bytes_argument(vm.arg(args, 1))?);
    if part.is_empty() {
        return Err(vm.raise(Type::ValueError, "empty separator".into()));
    }
    let from_left = search(b"aa", b"a") == Some(0);
    let parts = match search(&bytes, &part) {
        Some(at) => vec![bytes[..at].to_vec(), part.clone(), bytes[at + part.len()..].to_vec()],
        None if from_left => vec![bytes, Vec::new(), Vec::new()],
        None => vec![Vec::new(), Vec::new(), bytes],
    };
    let parts = give_all(vm, args, parts);
    Ok(Flow::Value(vm.heap.tuple(parts)))
}

fn join(vm: &mut Vm, args: Args) -> Outcome {
    let source = vm.arg(args, 1);
    if !vm.is_iterable(source) {
        return Err(vm.raise(Type::TypeError, "can only join an iterable".into()));
    }
    let items = match vm.items(source)? {
        Items::Owned(items) => items,
        Items::NeedsCall => return Ok(Flow::Materialise(1)),
    };
    let separator = receiver(vm, args);
    let (mut out, mut wrong) = (Vec::new(), None);
    for (index, &item) in items.iter().enumerate() {
        if index > 0 {
            out.extend(&separator);
        }
        match vm.bytes(item) {
            Some(bytes) => out.extend(bytes),
            None => {
                let kind = vm.type_name(item);
                wrong = Some(format!(
                    "sequence item {index}: expected a bytes-like object, {kind} found"
                ));
                break;
            }
        }
    }
    vm.heap.release_all(&items);
    match wrong {
        None => give(vm, args, out),
        Some(message) => Err(vm.raise(Type::TypeError, message)),
    }
}

fn replace(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = receiver(vm, args);
    let old = vm.bytes_argument(vm.arg(args, 1))?;
    let new = vm.bytes_argument(vm.arg(args, 2))?;
    let limit = match vm.optional(args, 3) {
        Some(limit) => usize::try_from(vm.int_argument(limit)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    if !vm.heap.has_room((bytes.len() as u64 + 1) * (new.len() as u64 + 1)) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    if !old.is_empty() {
        let out = pieces(&bytes, &old, limit).join(&new[..]);
        return give(vm, args, out);
    }
    let mut out = Vec::new();
    for (index, byte) in bytes.iter().map(Some).chain([None]).enumerate() {
        if index < limit {
            out.extend(&new);
        }
        out.extend(byte);
    }
    give(vm, args, out)
}

fn pad(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let bytes = receiver(vm, args);
    let width = vm.int_argument(vm.arg(args, 1))?.max(0) as usize;
    if !vm.heap.has_room(width as u64) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    let fill = match vm.optional(args, 2) {
        None => b' ',
        Some(of) => match vm.bytes(of) {
            Some(&[fill]) => fill,
            _ => {
                let kind = vm.type_name(of);
                let message =
                    format!("{name}() argument 2 must be a byte string of length 1, not {kind}");
                return Err(vm.raise(Type::TypeError, message));
            }
        },
    };
    let missing = width.saturating_sub(bytes.len());
    let left = match name {
        "ljust" => 0,
        "rjust" => missing,
        _ => missing / 2 + (missing & width & 1),
    };
    let out = [vec![fill; left], bytes, vec![fill; missing - left]].concat();
    give(vm, args, out)
}

fn zfill(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = receiver(vm, args);
    let width = vm.int_argument(vm.arg(args, 1))?.max(0) as usize;
    if !vm.heap.has_room(width as u64) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let zeros = vec![b'0'; width.saturating_sub(bytes.len())];
    let out = [&bytes[..sign], &zeros, &bytes[sign..]].concat();
    give(vm, args, out)
}

fn translate(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = receiver(vm, args);
    let table = match vm.arg(args, 1) {
        Value::None => (0..=255).collect(),
        table => vm.bytes_argument(table)?,
    };
    if table.len() != 256 {
        let message = "translation table must be 256 characters long".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    let gone = match vm.optional(args, 2) {
        Some(gone) => vm.bytes_argument(gone)?,
        None => Vec::new(),
    };
    let kept = bytes.into_iter().filter(|byte| !gone.contains(byte));
    let out = kept.map(|byte| table[byte as usize]).collect();
    give(vm, args, out)
}
