//! Methods of `str`.

use super::{ANY, Entry, method};
use crate::object::{Text, Type, Value};
use crate::vm::{Args, Flow, Items, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Str, "strip", 1, 2, |vm, args| strip(vm, args, "strip")),
    method(Type::Str, "lstrip", 1, 2, |vm, args| strip(vm, args, "lstrip")),
    method(Type::Str, "rstrip", 1, 2, |vm, args| strip(vm, args, "rstrip")),
    method(Type::Str, "removeprefix", 2, 2, removeprefix),
    method(Type::Str, "removesuffix", 2, 2, removesuffix),
    Entry { names: &["", "sep", "maxsplit"], ..method(Type::Str, "split", 1, 3, split) },
    Entry { names: &["", "sep", "maxsplit"], ..method(Type::Str, "rsplit", 1, 3, rsplit) },
    method(Type::Str, "partition", 2, 2, partition),
    method(Type::Str, "rpartition", 2, 2, rpartition),
    method(Type::Str, "join", 2, 2, join),
    Entry { names: &["", "", "", "count"], ..method(Type::Str, "replace", 3, 4, replace) },
    method(Type::Str, "center", 2, 3, |vm, args| pad(vm, args, '^')),
    method(Type::Str, "ljust", 2, 3, |vm, args| pad(vm, args, '<')),
    method(Type::Str, "rjust", 2, 3, |vm, args| pad(vm, args, '>')),
    method(Type::Str, "zfill", 2, 2, zfill),
    Entry { names: &["", "encoding", "errors"], ..method(Type::Str, "encode", 1, 3, encode) },
    method(Type::Str, "format", 1, ANY, |vm, args| super::formats::format(vm, args, Vec::new())),
    method(Type::Str, "format_map", 2, 2, super::formats::format_map),
];

pub(super) fn receiver(vm: &Vm, args: Args) -> Text {
    vm.text(vm.arg(args, 0)).cloned().unwrap_or_else(|| Text::from(""))
}

pub(super) fn text_argument(
    vm: &mut Vm, args: Args, index: usize, name: &str,
) -> Result<Text, Raise> {
    let of = vm.arg(args, index);
    match vm.text(of).cloned() {
        Some(text) => Ok(text),
        None => {
            let message = format!("{name} must be str, not {}", vm.type_name(of));
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

pub(super) fn give(vm: &mut Vm, text: impl Into<Text>) -> Outcome {
    Ok(Flow::Value(vm.heap.str(text)))
}

/// Whitespace as `str.strip()` and `str.split()` know it.
pub(super) fn is_space(char: char) -> bool {
    char.is_whitespace() || ('\x1c'..='\x1f').contains(&char)
}

fn strip(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let text = receiver(vm, args);
    let given = vm.optional(args, 1).filter(|chars| !chars.is_none());
    let chars: Option<Vec<char>> = match given {
        Some(of) if vm.text(of).is_none() => {
            let message = format!("{name} arg must be None or str");
            return Err(vm.raise(Type::TypeError, message));
        }
        Some(of) => vm.text(of).map(|text| text.chars().collect()),
        None => None,
    };
    let goes = |char: char| match &chars {
        Some(chars) => chars.contains(&char),
        None => is_space(char),
    };
    let mut rest: &str = &text;
    if name != "rstrip" {
        rest = rest.trim_start_matches(goes);
    }
    if name != "lstrip" {
        rest = rest.trim_end_matches(goes);
    }
    if rest.len() == text.len() {
        return Ok(Flow::Value(vm.heap.keep(vm.arg(args, 0))));
    }
    give(vm, rest)
}

fn removeprefix(vm: &mut Vm, args: Args) -> Outcome {
    let (text, prefix) =
        (receiver(vm, args), text_argument(vm, args, 1, "removeprefix() argument")?);
    give(vm, text.strip_prefix(&*prefix).unwrap_or(&text))
}

fn removesuffix(vm: &mut Vm, args: Args) -> Outcome {
    let (text, suffix) =
        (receiver(vm, args), text_argument(vm, args, 1, "removesuffix() argument")?);
    give(vm, text.strip_suffix(&*suffix).unwrap_or(&text))
}

pub(super) fn texts(vm: &mut Vm, parts: Vec<String>) -> Outcome {
    let parts = parts.into_iter().map(|part| vm.heap.str(part)).collect();
    Ok(Flow::Value(vm.heap.list(parts)))
}

fn limit(vm: &mut Vm, args: Args) -> Result<usize, Raise> {
    match vm.optional(args, 2) {
        Some(limit) => Ok(usize::try_from(vm.int_argument(limit)?).unwrap_or(usize::MAX)),
        None => Ok(usize::MAX),
    }
}

fn separator(vm: &mut Vm, args: Args) -> Result<Option<Text>, Raise> {
    if vm.optional(args, 1).is_none_or(|separator| separator.is_none()) {
        return Ok(None);
    }
    let given = vm.arg(args, 1);
    let Some(separator) = vm.text(given).cloned() else {
        let message = format!("must be str or None, not {}", vm.type_name(given));
        return Err(vm.raise(Type::TypeError, message));
    };
    if separator.is_empty() {
        return Err(vm.raise(Type::ValueError, "empty separator".into()));
    }
    Ok(Some(separator))
}

fn split(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    let (limit, separator) = (limit(vm, args)?, separator(vm, args)?);
    let parts = match separator {
        Some(separator) => {
            let parts = text.splitn(limit.saturating_add(1), &*separator);
            let parts = parts.map(|part| vm.heap.str(part)).collect();
            return Ok(Flow::Value(vm.heap.list(parts)));
        }
        None => words(&text, limit),
    };
    texts(vm, parts)
}

fn words(text: &str, limit: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest.into());
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(rest[..end].into());
        rest = rest[end..].trim_start();
    }
    parts
}

fn rsplit(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    let (limit, separator) = (limit(vm, args)?, separator(vm, args)?);
    let mut parts: Vec<String> = match separator {
        Some(separator) => {
            text.rsplitn(limit.saturating_add(1), &*separator).map(String::from).collect()
        }
        None => {
            let mut parts = Vec::new();
            let mut rest = text.trim_end_matches(is_space);
            while !rest.is_empty() {
                if parts.len() == limit {
                    parts.push(rest.into());
                    break;
                }
                let found = rest.char_indices().rev().find(|(_, char)| is_space(*char));
                let start = found.map_or(0, |(at, char)| at + char.len_utf8());
                parts.push(rest[start..].into());
                rest = rest[..start].trim_end();
            }
            parts
        }
    };
    parts.reverse();
    texts(vm, parts)
}

fn three(vm: &mut Vm, parts: [&str; 3]) -> Outcome {
    let parts = parts.into_iter().map(|part| vm.heap.str(part)).collect();
    Ok(Flow::Value(vm.heap.tuple(parts)))
}

fn partition_argument(vm: &mut Vm, args: Args) -> Result<Text, Raise> {
    let given = vm.arg(args, 1);
    match vm.text(given).cloned() {
        Some(text) if text.is_empty() => Err(vm.raise(Type::ValueError, "empty separator".into())),
        Some(text) => Ok(text),
        None => {
            let message = format!("must be str, not {}", vm.type_name(given));
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn partition(vm: &mut Vm, args: Args) -> Outcome {
    let (text, separator) = (receiver(vm, args), partition_argument(vm, args)?);
    match text.split_once(&*separator) {
        Some((before, after)) => three(vm, [before, &separator, after]),
        None => three(vm, [&text, "", ""]),
    }
}

fn rpartition(vm: &mut Vm, args: Args) -> Outcome {
    let (text, separator) = (receiver(vm, args), partition_argument(vm, args)?);
    match text.rsplit_once(&*separator) {
        Some((before, after)) => three(vm, [before, &separator, after]),
        None => three(vm, ["", "", &text]),
    }
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
    let mut out = String::new();
    let mut wrong = None;
    for (index, &item) in items.iter().enumerate() {
        if index > 0 {
            out += &separator;
        }
        match vm.text(item) {
            Some(text) => out += text,
            None => {
                wrong = Some((index, vm.type_name(item)));
                break;
            }
        }
    }
    vm.heap.release_all(&items);
    vm.charge(out.len() as u64 / 32);
    match wrong {
        None => give(vm, out),
        Some((index, kind)) => {
            let message = format!("sequence item {index}: expected str instance, {kind} found");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn replace(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    let old = text_argument(vm, args, 1, "replace() argument 1")?;
    let new = text_argument(vm, args, 2, "replace() argument 2")?;
    let limit = match vm.optional(args, 3) {
        Some(limit) => usize::try_from(vm.int_argument(limit)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let most = (text.len() as u64 + 1) * (new.len() as u64 + 1);
    if most > 1 << 20 && !vm.heap.has_room(most) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    give(vm, text.replacen(&*old, &new, limit))
}

fn width(vm: &mut Vm, args: Args) -> Result<usize, Raise> {
    let width = vm.int_argument(vm.arg(args, 1))?.max(0);
    if !vm.heap.has_room(width as u64) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    Ok(width as usize)
}

fn fill_character(vm: &mut Vm, fill: Value) -> Result<char, Raise> {
    let message = match vm.text(fill) {
        Some(text) if text.count() == 1 => return Ok(text.chars().next().unwrap_or(' ')),
        Some(_) => "The fill character must be exactly one character long".into(),
        None => {
            format!("The fill character must be a unicode character, not {}", vm.type_name(fill))
        }
    };
    Err(vm.raise(Type::TypeError, message))
}

fn pad(vm: &mut Vm, args: Args, align: char) -> Outcome {
    let (text, width) = (receiver(vm, args), width(vm, args)?);
    let fill = match vm.optional(args, 2) {
        Some(fill) => fill_character(vm, fill)?,
        None => ' ',
    };
    let missing = width.saturating_sub(text.count());
    // CPython puts the odd one out on the left of a centred text of odd width.
    let left = match align {
        '<' => 0,
        '>' => missing,
        _ => missing / 2 + (missing & width & 1),
    };
    let mut out = String::new();
    out.extend(std::iter::repeat_n(fill, left));
    out += &text;
    out.extend(std::iter::repeat_n(fill, missing - left));
    give(vm, out)
}

fn zfill(vm: &mut Vm, args: Args) -> Outcome {
    let (text, width) = (receiver(vm, args), width(vm, args)?);
    let sign = text.len() - text.trim_start_matches(['+', '-']).len();
    let (sign, digits) = text.split_at(sign.min(1));
    let zeros = "0".repeat(width.saturating_sub(text.count()));
    give(vm, format!("{sign}{zeros}{digits}"))
}

fn encode(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    let (encoding, errors) = super::codecs::options(vm, args, "encode")?;
    let bytes = super::codecs::encode(vm, &text, &encoding, &errors)?;
    Ok(Flow::Value(vm.new_bytes(bytes)))
}
