//! Methods of `str` that look for a part of the text.
//!
//! **Models:** `Objects/unicodeobject.c` and `ADJUST_INDICES`, CPython 3.13.

use super::strings::{receiver, text_argument};
use super::{Entry, method};
use crate::object::{Object, Text, Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Str, "startswith", 2, 4, |vm, args| affix(vm, args, "startswith")),
    method(Type::Str, "endswith", 2, 4, |vm, args| affix(vm, args, "endswith")),
    method(Type::Str, "find", 2, 4, |vm, args| find(vm, args, "find")),
    method(Type::Str, "rfind", 2, 4, |vm, args| find(vm, args, "rfind")),
    method(Type::Str, "index", 2, 4, |vm, args| find(vm, args, "index")),
    method(Type::Str, "rindex", 2, 4, |vm, args| find(vm, args, "rindex")),
    method(Type::Str, "count", 2, 4, count),
];

impl Vm {
    /// `start` and `end` among the arguments, from `index` on, as places in `len` elements;
    /// `None` if the start lies behind the end of them.
    pub(super) fn bounds(
        &mut self, args: Args, index: usize, len: usize,
    ) -> Result<Option<(usize, usize)>, Raise> {
        let mut bound = |index: usize, default: i64| -> Result<i64, Raise> {
            let Some(given) = self.optional(args, index) else { return Ok(default) };
            let at = self.slice_part(given)?.unwrap_or(default);
            Ok(if at < 0 { at.saturating_add(len as i64).max(0) } else { at })
        };
        let (start, end) = (bound(index, 0)?, bound(index + 1, len as i64)?.min(len as i64));
        Ok((start <= end).then_some((start as usize, end as usize)))
    }
}

/// Where the part of the text between `start` and `end` lies, in bytes; and what is looked for.
fn within<'t>(
    vm: &mut Vm, args: Args, text: &'t Text, name: &str,
) -> Result<(Text, Option<&'t str>, usize), Raise> {
    let part = text_argument(vm, args, 1, &format!("{name}() argument 1"))?;
    Ok(match vm.bounds(args, 2, text.count())? {
        Some((start, end)) => (part, Some(text.slice(start, end)), text.offset(start)),
        None => (part, None, 0),
    })
}

fn find(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let text = receiver(vm, args);
    let (part, within, offset) = within(vm, args, &text, name)?;
    let found = within.and_then(|within| match name.starts_with('r') {
        true => within.rfind(&*part),
        false => within.find(&*part),
    });
    match found {
        Some(at) => Ok(Flow::Value(Value::Int(text.index_of(offset + at) as i64))),
        None if name.ends_with("index") => {
            Err(vm.raise(Type::ValueError, "substring not found".into()))
        }
        None => Ok(Flow::Value(Value::Int(-1))),
    }
}

fn count(vm: &mut Vm, args: Args) -> Outcome {
    let text = receiver(vm, args);
    let (part, within, _) = within(vm, args, &text, "count")?;
    let count = within.map_or(0, |within| match part.is_empty() {
        true => within.chars().count() + 1,
        false => within.matches(&*part).count(),
    });
    Ok(Flow::Value(Value::Int(count as i64)))
}

fn affix(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let text = receiver(vm, args);
    let of = vm.arg(args, 1);
    let parts = match vm.heap.object(of) {
        Some(Object::Tuple(values)) => values.to_vec(),
        _ => vec![of],
    };
    let is_tuple = matches!(vm.heap.object(of), Some(Object::Tuple(_)));
    let within = vm.bounds(args, 2, text.count())?.map(|(start, end)| text.slice(start, end));
    for part in parts {
        let fits = match (vm.text(part), within) {
            (Some(part), Some(within)) if name == "endswith" => within.ends_with(&**part),
            (Some(part), Some(within)) => within.starts_with(&**part),
            (Some(_), None) => false,
            (None, _) => {
                let kind = vm.type_name(part);
                let message = match is_tuple {
                    true => format!("tuple for {name} must only contain str, not {kind}"),
                    false => format!("{name} first arg must be str or a tuple of str, not {kind}"),
                };
                return Err(vm.raise(Type::TypeError, message));
            }
        };
        if fits {
            return Ok(Flow::Value(Value::Bool(true)));
        }
    }
    Ok(Flow::Value(Value::Bool(false)))
}
