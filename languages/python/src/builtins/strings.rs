//! Methods of `str`.

use super::{ANY, Entry, method};
use crate::object::{Object, Text, Type, Value};
use crate::vm::{Args, Flow, Items, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Str, "upper", 1, 1, |vm, args| map(vm, args, |text| text.to_uppercase())),
    method(Type::Str, "lower", 1, 1, |vm, args| map(vm, args, |text| text.to_lowercase())),
    method(Type::Str, "casefold", 1, 1, |vm, args| map(vm, args, |text| text.to_lowercase())),
    method(Type::Str, "capitalize", 1, 1, |vm, args| map(vm, args, capitalize)),
    method(Type::Str, "title", 1, 1, |vm, args| map(vm, args, title)),
    method(Type::Str, "swapcase", 1, 1, |vm, args| map(vm, args, swapcase)),
    method(Type::Str, "strip", 1, 2, |vm, args| strip(vm, args, true, true)),
    method(Type::Str, "lstrip", 1, 2, |vm, args| strip(vm, args, true, false)),
    method(Type::Str, "rstrip", 1, 2, |vm, args| strip(vm, args, false, true)),
    method(Type::Str, "removeprefix", 2, 2, removeprefix),
    method(Type::Str, "removesuffix", 2, 2, removesuffix),
    Entry { names: &["", "sep", "maxsplit"], ..method(Type::Str, "split", 1, 3, split) },
    Entry { names: &["", "sep", "maxsplit"], ..method(Type::Str, "rsplit", 1, 3, rsplit) },
    method(Type::Str, "splitlines", 1, 1, splitlines),
    method(Type::Str, "partition", 2, 2, partition),
    method(Type::Str, "rpartition", 2, 2, rpartition),
    method(Type::Str, "join", 2, 2, join),
    method(Type::Str, "replace", 3, 4, replace),
    method(Type::Str, "startswith", 2, 3, |vm, args| {
        affix(vm, args, |text, part| text.starts_with(part))
    }),
    method(Type::Str, "endswith", 2, 3, |vm, args| {
        affix(vm, args, |text, part| text.ends_with(part))
    }),
    method(Type::Str, "find", 2, 4, |vm, args| find(vm, args, Side::Left, Missing::MinusOne)),
    method(Type::Str, "rfind", 2, 4, |vm, args| find(vm, args, Side::Right, Missing::MinusOne)),
    method(Type::Str, "index", 2, 4, |vm, args| find(vm, args, Side::Left, Missing::Raises)),
    method(Type::Str, "rindex", 2, 4, |vm, args| find(vm, args, Side::Right, Missing::Raises)),
    method(Type::Str, "count", 2, 2, count),
    method(Type::Str, "center", 2, 3, |vm, args| pad(vm, args, '^')),
    method(Type::Str, "ljust", 2, 3, |vm, args| pad(vm, args, '<')),
    method(Type::Str, "rjust", 2, 3, |vm, args| pad(vm, args, '>')),
    method(Type::Str, "zfill", 2, 2, zfill),
    method(Type::Str, "isdigit", 1, 1, |vm, args| all(vm, args, |char| char.is_numeric())),
    method(Type::Str, "isdecimal", 1, 1, |vm, args| all(vm, args, |char| char.is_ascii_digit())),
    method(Type::Str, "isnumeric", 1, 1, |vm, args| all(vm, args, |char| char.is_numeric())),
    method(Type::Str, "isalpha", 1, 1, |vm, args| all(vm, args, |char| char.is_alphabetic())),
    method(Type::Str, "isalnum", 1, 1, |vm, args| all(vm, args, |char| char.is_alphanumeric())),
    method(Type::Str, "isspace", 1, 1, |vm, args| all(vm, args, |char| char.is_whitespace())),
    method(Type::Str, "isupper", 1, 1, |vm, args| cased(vm, args, |char| !char.is_lowercase())),
    method(Type::Str, "islower", 1, 1, |vm, args| cased(vm, args, |char| !char.is_uppercase())),
    method(Type::Str, "isidentifier", 1, 1, isidentifier),
    method(Type::Str, "format", 1, ANY, format),
];

fn receiver(vm: &Vm, args: Args) -> Text {
    vm.text(vm.arg(args, 0)).cloned().unwrap_or_else(|| Text::from(""))
}

fn text_argument(vm: &mut Vm, args: Args, index: usize, name: &str) -> Result<Text, Raise> {
    let of = vm.arg(args, index);
    match vm.text(of).cloned() {
        Some(text) => Ok(text),
        None => {
            let message = format!("{name} must be str, not {}", vm.type_name(of));
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn give(vm: &mut Vm, text: impl Into<Text>) -> Outcome {
    Ok(Flow::Value(vm.heap.str(text)))
}

fn map(vm: &mut Vm, args: Args, change: fn(&str) -> String) -> Outcome {
    let text = receiver(vm, args);
    give(vm, change(&text))
}

fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + &chars.as_str().to_lowercase()
}

fn title(text: &str) -> String {
    let mut after_letter = false;
    let mut out = String::new();
    for char in text.chars() {
        if after_letter {
            out.extend(char.to_lowercase());
        } else {
            out.extend(char.to_uppercase());
        }
        after_letter = char.is_alphabetic();
    }
    out
}

fn swapcase(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        if char.is_uppercase() {
            out.extend(char.to_lowercase());
        } else {
            out.extend(char.to_uppercase());
        }
    }
    out
}

fn strip(vm: &mut Vm, args: Args, left: bool, right: bool) -> Outcome {
    let text = receiver(vm, args);
    let given = vm.optional(args, 1).filter(|chars| !chars.is_none());
    let chars: Option<Vec<char>> = match given {
        Some(_) => Some(text_argument(vm, args, 1, "strip arg")?.chars().collect()),
        None => None,
    };
    let goes = |char: char| match &chars {
        Some(chars) => chars.contains(&char),
        None => char.is_whitespace(),
    };
    let mut rest: &str = &text;
    if left {
        rest = rest.trim_start_matches(goes);
    }
    if right {
        rest = rest.trim_end_matches(goes);
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

fn texts(vm: &mut Vm, parts: Vec<String>) -> Outcome {
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
    let separator = text_argument(vm, args, 1, "separator")?;
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
            text.splitn(limit.saturating_add(1), &*separator).map(String::from).collect()
        }
        None => words(&text, limit),
    };
    texts(vm, parts)
}

fn words(text: &str, limit: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest.trim_end().into());
            break;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
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
            let mut rest = text.trim_end();
            while !rest.is_empty() {
                if parts.len() == limit {
                    parts.push(rest.trim_start().into());
                    break;
                }
                let found = rest.char_indices().rev().find(|(_, char)| char.is_whitespace());
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

fn splitlines(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    texts(vm, text.lines().map(String::from).collect())
}

fn three(vm: &mut Vm, parts: [&str; 3]) -> Outcome {
    let parts = parts.into_iter().map(|part| vm.heap.str(part)).collect();
    Ok(Flow::Value(vm.heap.tuple(parts)))
}

fn partition(vm: &mut Vm, args: Args) -> Outcome {
    let (text, separator) = (receiver(vm, args), text_argument(vm, args, 1, "separator")?);
    match text.split_once(&*separator) {
        Some((before, after)) => three(vm, [before, &separator, after]),
        None => three(vm, [&text, "", ""]),
    }
}

fn rpartition(vm: &mut Vm, args: Args) -> Outcome {
    let (text, separator) = (receiver(vm, args), text_argument(vm, args, 1, "separator")?);
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

fn affix(vm: &mut Vm, args: Args, test: fn(&str, &str) -> bool) -> Outcome {
    let text = receiver(vm, args);
    let start = match vm.optional(args, 2) {
        Some(start) => vm.int_argument(start)?.clamp(0, text.count() as i64) as usize,
        None => 0,
    };
    let rest = text.slice(start, text.count()).to_string();
    let of = vm.arg(args, 1);
    if let Some(Object::Tuple(values)) = vm.heap.object(of) {
        let values = values.clone();
        let any = values.iter().any(|&value| vm.text(value).is_some_and(|part| test(&rest, part)));
        return Ok(Flow::Value(Value::Bool(any)));
    }
    match vm.text(of) {
        Some(part) => Ok(Flow::Value(Value::Bool(test(&rest, part)))),
        None => {
            let kind = vm.type_name(of);
            let message = format!("startswith first arg must be str or a tuple of str, not {kind}");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    MinusOne,
    Raises,
}

fn find(vm: &mut Vm, args: Args, side: Side, missing: Missing) -> Outcome {
    let (text, part) = (receiver(vm, args), text_argument(vm, args, 1, "argument")?);
    let len = text.count() as i64;
    let bound = |vm: &mut Vm, index: usize, default: i64| -> Result<usize, Raise> {
        let Some(given) = vm.optional(args, index).filter(|given| !given.is_none()) else {
            return Ok(default as usize);
        };
        let at = vm.int_argument(given)?;
        Ok((if at < 0 { (at + len).max(0) } else { at.min(len) }) as usize)
    };
    let (start, end) = (bound(vm, 2, 0)?, bound(vm, 3, len)?);
    let within = text.slice(start, end);
    let found = match side {
        Side::Left => within.find(&*part),
        Side::Right => within.rfind(&*part),
    };
    match (found, missing) {
        (Some(at), _) => {
            let index = text.index_of(text.offset(start) + at);
            Ok(Flow::Value(Value::Int(index as i64)))
        }
        (None, Missing::MinusOne) => Ok(Flow::Value(Value::Int(-1))),
        (None, Missing::Raises) => Err(vm.raise(Type::ValueError, "substring not found".into())),
    }
}

fn count(vm: &mut Vm, args: Args) -> Outcome {
    let (text, part) = (receiver(vm, args), text_argument(vm, args, 1, "argument")?);
    let count = if part.is_empty() { text.count() + 1 } else { text.matches(&*part).count() };
    Ok(Flow::Value(Value::Int(count as i64)))
}

fn width(vm: &mut Vm, args: Args) -> Result<usize, Raise> {
    let width = vm.int_argument(vm.arg(args, 1))?.max(0);
    if !vm.heap.has_room(width as u64) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    Ok(width as usize)
}

fn pad(vm: &mut Vm, args: Args, align: char) -> Outcome {
    let (text, width) = (receiver(vm, args), width(vm, args)?);
    let fill = match vm.optional(args, 2) {
        Some(_) => text_argument(vm, args, 2, "The fill character")?.chars().next().unwrap_or(' '),
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

fn all(vm: &mut Vm, args: Args, test: fn(char) -> bool) -> Outcome {
    let text = receiver(vm, args);
    Ok(Flow::Value(Value::Bool(!text.is_empty() && text.chars().all(test))))
}

fn cased(vm: &mut Vm, args: Args, test: fn(char) -> bool) -> Outcome {
    let text = receiver(vm, args);
    let has_case = text.chars().any(|char| char.is_uppercase() || char.is_lowercase());
    Ok(Flow::Value(Value::Bool(has_case && text.chars().all(test))))
}

fn isidentifier(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    let start = text.chars().next().is_some_and(|char| char.is_alphabetic() || char == '_');
    let rest = text.chars().all(|char| char.is_alphanumeric() || char == '_');
    Ok(Flow::Value(Value::Bool(start && rest)))
}

/// `str.format`: automatic and numbered fields, natively formatted values.
fn format(vm: &mut Vm, args: Args) -> Outcome {
    let template = receiver(vm, args);
    let values: Vec<Value> = (1..args.count).map(|index| vm.arg(args, index)).collect();
    let text = crate::format::template(vm, &template, &values)?;
    give(vm, text)
}
