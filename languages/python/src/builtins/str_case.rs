//! Methods of `str` that look at single characters: case, kinds, tables, lines.
//!
//! **Models:** `Objects/unicodeobject.c`, CPython 3.13.
//! **Departures:** Rust's tables are of a newer Unicode; the numeric kinds are the decimal
//! digits of every script and what `char::is_numeric` says.

use super::strings::{give, is_space, receiver, texts};
use super::{Entry, function, method};
use crate::object::{Object, Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Str, "upper", 1, 1, |vm, args| map(vm, args, |text| text.to_uppercase())),
    method(Type::Str, "lower", 1, 1, |vm, args| map(vm, args, |text| text.to_lowercase())),
    method(Type::Str, "casefold", 1, 1, |vm, args| map(vm, args, casefold)),
    method(Type::Str, "capitalize", 1, 1, |vm, args| map(vm, args, capitalize)),
    method(Type::Str, "title", 1, 1, |vm, args| map(vm, args, title)),
    method(Type::Str, "swapcase", 1, 1, |vm, args| map(vm, args, swapcase)),
    Entry { names: &["", "keepends"], ..method(Type::Str, "splitlines", 1, 2, splitlines) },
    Entry { names: &["", "tabsize"], ..method(Type::Str, "expandtabs", 1, 2, expandtabs) },
    method(Type::Str, "translate", 2, 2, translate),
    method(Type::Str, "isdigit", 1, 1, |vm, args| all(vm, args, is_digit)),
    method(Type::Str, "isdecimal", 1, 1, |vm, args| all(vm, args, |char| decimal(char).is_some())),
    method(Type::Str, "isnumeric", 1, 1, |vm, args| all(vm, args, is_numeric)),
    method(Type::Str, "isalpha", 1, 1, |vm, args| all(vm, args, |char| char.is_alphabetic())),
    method(Type::Str, "isalnum", 1, 1, |vm, args| all(vm, args, |char| char.is_alphanumeric())),
    method(Type::Str, "isspace", 1, 1, |vm, args| all(vm, args, is_space)),
    method(Type::Str, "isupper", 1, 1, |vm, args| cased(vm, args, |char| !char.is_lowercase())),
    method(Type::Str, "islower", 1, 1, |vm, args| cased(vm, args, |char| !char.is_uppercase())),
    method(Type::Str, "istitle", 1, 1, |vm, args| test(vm, args, is_title)),
    method(Type::Str, "isascii", 1, 1, |vm, args| test(vm, args, |text| text.is_ascii())),
    method(Type::Str, "isprintable", 1, 1, |vm, args| {
        test(vm, args, |text| text.chars().all(crate::format::is_printable))
    }),
    method(Type::Str, "isidentifier", 1, 1, |vm, args| test(vm, args, is_identifier)),
];

/// `str.maketrans`, which needs no receiver.
pub(super) const MAKETRANS: Entry = function("maketrans", 1, 3, &[], maketrans);

fn map(vm: &mut Vm, args: Args, change: fn(&str) -> String) -> Outcome {
    let text = receiver(vm, args);
    give(vm, change(&text))
}

fn casefold(text: &str) -> String {
    let fold = |char: char| -> String {
        match char {
            'ı' => "ı".into(),
            char if char.is_ascii() => char.to_ascii_lowercase().into(),
            char => {
                let upper: String = char.to_uppercase().collect();
                upper.chars().flat_map(char::to_lowercase).collect()
            }
        }
    };
    text.chars().map(fold).collect()
}

fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(titled).unwrap_or_default();
    first + &chars.as_str().to_lowercase()
}

/// The title case of a character: of one that becomes several, only the first stays upper.
fn titled(char: char) -> String {
    let digraph = match char {
        'Ǆ'..='ǆ' => Some('ǅ'),
        'Ǉ'..='ǉ' => Some('ǈ'),
        'Ǌ'..='ǌ' => Some('ǋ'),
        'Ǳ'..='ǳ' => Some('ǲ'),
        _ => None,
    };
    if let Some(digraph) = digraph {
        return digraph.into();
    }
    let mut upper = char.to_uppercase();
    let Some(first) = upper.next() else { return String::new() };
    let mut out = String::from(first);
    out.extend(upper.flat_map(char::to_lowercase));
    out
}

fn is_cased(char: char) -> bool {
    char.is_lowercase() || char.is_uppercase()
}

fn title(text: &str) -> String {
    let mut after_cased = false;
    let mut out = String::new();
    for char in text.chars() {
        if after_cased {
            out.extend(char.to_lowercase());
        } else {
            out += &titled(char);
        }
        after_cased = is_cased(char);
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

/// Lines with the length of their ends, at every boundary that Unicode knows.
pub(crate) fn lines(text: &str) -> Vec<(&str, usize)> {
    let is_end = |char: char| {
        matches!(
            char,
            '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some(at) = rest.find(is_end) else {
            found.push((rest, 0));
            break;
        };
        let end = match &rest.as_bytes()[at..] {
            [b'\r', b'\n', ..] => 2,
            _ => rest[at..].chars().next().map_or(1, char::len_utf8),
        };
        found.push((&rest[..at + end], end));
        rest = &rest[at + end..];
    }
    found
}

fn splitlines(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    let keeps = vm.optional(args, 1).is_some_and(|keep| vm.truth(keep) == Some(true));
    let cut = |(line, end): (&str, usize)| line[..line.len() - if keeps { 0 } else { end }].into();
    texts(vm, lines(&text).into_iter().map(cut).collect())
}

fn expandtabs(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    let size = match vm.optional(args, 1) {
        Some(size) => vm.int_argument(size)?,
        None => 8,
    };
    let tabs = text.matches('\t').count() as u64;
    if !vm.heap.has_room(tabs.saturating_mul(size.max(0) as u64)) {
        return Err(vm.raise(Type::MemoryError, String::new()));
    }
    let (mut out, mut column) = (String::new(), 0);
    for char in text.chars() {
        match char {
            '\t' if size > 0 => {
                let blanks = size - column % size;
                out.extend(std::iter::repeat_n(' ', blanks as usize));
                column += blanks;
            }
            '\t' => {}
            _ => {
                column = if matches!(char, '\n' | '\r') { 0 } else { column + 1 };
                out.push(char);
            }
        }
    }
    give(vm, out)
}

/// `str.maketrans(x)`, `(x, y)`, `(x, y, z)`.
fn maketrans(vm: &mut Vm, args: Args) -> Outcome {
    let first = vm.arg(args, 0);
    let mut pairs: Vec<(Value, Value)> = Vec::new();
    if args.count == 1 {
        let Some(dict) = vm.as_dict(first) else {
            let message = "if you give only one argument to maketrans it must be a dict".into();
            return Err(vm.raise(Type::TypeError, message));
        };
        for (key, value) in dict.iter().collect::<Vec<_>>() {
            let key = table_key(vm, key)?;
            pairs.push((key, vm.heap.keep(value)));
        }
        return Ok(Flow::Value(vm.new_dict(pairs)?));
    }
    let mut parts = Vec::new();
    for index in 0..args.count {
        let of = vm.arg(args, index);
        let Some(text) = vm.text(of) else {
            let kind = vm.type_name(of);
            let message = match index {
                0 => {
                    "first maketrans argument must be a string if there is a second argument".into()
                }
                _ => format!("maketrans() argument {} must be str, not {kind}", index + 1),
            };
            return Err(vm.raise(Type::TypeError, message));
        };
        parts.push(text.chars().collect::<Vec<char>>());
    }
    if parts[0].len() != parts[1].len() {
        let message = "the first two maketrans arguments must have equal length".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    let code = |char: char| Value::Int(i64::from(u32::from(char)));
    pairs.extend(parts[0].iter().zip(&parts[1]).map(|(&from, &to)| (code(from), code(to))));
    pairs.extend(parts.iter().skip(2).flatten().map(|&gone| (code(gone), Value::None)));
    Ok(Flow::Value(vm.new_dict(pairs)?))
}

fn table_key(vm: &mut Vm, key: Value) -> Result<Value, Raise> {
    let message = match vm.text(key) {
        Some(text) if text.count() == 1 => {
            let char = text.chars().next().unwrap_or_default();
            return Ok(Value::Int(i64::from(u32::from(char))));
        }
        Some(_) => "string keys in translate table must be of length 1",
        None if vm.is_int(key) => return Ok(key),
        None => "keys in translate table must be strings or integers",
    };
    let kind = if vm.text(key).is_some() { Type::ValueError } else { Type::TypeError };
    Err(vm.raise(kind, message.into()))
}

fn translate(vm: &mut Vm, args: Args) -> Outcome {
    let (text, table) = (receiver(vm, args), vm.arg(args, 1));
    if !matches!(vm.heap.object(table), Some(Object::Dict(_) | Object::List(_) | Object::Str(_))) {
        let args = vm.heap.keep_all(&[vm.arg(args, 0), table]);
        let callable = vm.library("builtins._translate");
        return Ok(Flow::Call { callable, args, after: crate::vm::frame::After::Push });
    }
    let mut out = String::new();
    for char in text.chars() {
        let code = i64::from(u32::from(char));
        let found = match vm.heap.object(table) {
            Some(Object::Dict(_)) => vm.dict_get(table, Value::Int(code))?,
            Some(Object::List(values)) => values.get(code as usize).copied(),
            _ => None,
        };
        match found {
            None => out.push(char),
            Some(to) => out += &translated(vm, to)?,
        }
    }
    give(vm, out)
}

fn translated(vm: &mut Vm, to: Value) -> Result<String, Raise> {
    if to.is_none() {
        return Ok(String::new());
    }
    if let Some(text) = vm.text(to) {
        return Ok(text.to_string());
    }
    if !vm.is_int(to) {
        let message = "character mapping must return integer, None or str".into();
        return Err(vm.raise(Type::TypeError, message));
    }
    let code = vm.int_argument(to)?;
    match u32::try_from(code).ok().and_then(char::from_u32) {
        Some(char) => Ok(char.into()),
        None => {
            let message = "character mapping must be in range(0x110000)".into();
            Err(vm.raise(Type::ValueError, message))
        }
    }
}

/// Where the decimal digits of each script begin.
const ZEROS: [u32; 37] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

/// The value of a decimal digit of any script.
pub(crate) fn decimal(char: char) -> Option<u32> {
    let code = u32::from(char);
    ZEROS.iter().map(|&zero| code.wrapping_sub(zero)).find(|&digit| digit < 10)
}

fn is_digit(char: char) -> bool {
    let raised = matches!(char, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨');
    decimal(char).is_some() || raised
}

fn is_numeric(char: char) -> bool {
    char.is_numeric() || "〇零一二三四五六七八九十百千万億兆".contains(char)
}

fn test(vm: &mut Vm, args: Args, test: fn(&str) -> bool) -> Outcome {
    let text = receiver(vm, args);
    Ok(Flow::Value(Value::Bool(test(&text))))
}

fn all(vm: &mut Vm, args: Args, test: fn(char) -> bool) -> Outcome {
    let text = receiver(vm, args);
    Ok(Flow::Value(Value::Bool(!text.is_empty() && text.chars().all(test))))
}

fn cased(vm: &mut Vm, args: Args, test: fn(char) -> bool) -> Outcome {
    let text = receiver(vm, args);
    let has_case = text.chars().any(is_cased);
    Ok(Flow::Value(Value::Bool(has_case && text.chars().all(test))))
}

fn is_title(text: &str) -> bool {
    let (mut after_cased, mut any) = (false, false);
    for char in text.chars() {
        let fits = match (char.is_uppercase(), char.is_lowercase()) {
            (true, _) => !after_cased,
            (_, true) => after_cased,
            _ => true,
        };
        if !fits {
            return false;
        }
        after_cased = is_cased(char);
        any |= after_cased;
    }
    any
}

fn is_identifier(text: &str) -> bool {
    let start = text.chars().next().is_some_and(|char| char.is_alphabetic() || char == '_');
    start && text.chars().all(|char| char.is_alphanumeric() || char == '_')
}
