//! `str.format`, and what the library needs for it and for `%`.

use super::strings::{give, receiver};
use super::{Entry, function};
use crate::format::{percent, template};
use crate::object::{Text, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

/// Of the library alone.
pub(super) const TABLE: &[Entry] = &[
    function("_format_parse", 1, 1, &[], format_parse),
    function("_format_path", 1, 1, &[], format_path),
    function("_percent_parse", 1, 1, &[], percent_parse),
];

/// `template.format(*args, **named)`: natively where that is possible.
pub(crate) fn format(vm: &mut Vm, args: Args, named: Vec<(String, Value)>) -> Outcome {
    let template = receiver(vm, args);
    let values: Vec<Value> = (1..args.count).map(|index| vm.arg(args, index)).collect();
    if let Some(text) = simple(vm, &template, &values, &named)? {
        return give(vm, text);
    }
    let values = vm.heap.keep_all(&values);
    let values = vm.heap.tuple(values);
    let mut pairs = Vec::new();
    for (name, value) in named {
        pairs.push((vm.heap.str(name), vm.heap.keep(value)));
    }
    let named = vm.new_dict(pairs)?;
    in_library(vm, template, values, named)
}

pub(super) fn format_map(vm: &mut Vm, args: Args) -> Outcome {
    let template = receiver(vm, args);
    let mapping = vm.heap.keep(vm.arg(args, 1));
    in_library(vm, template, Value::None, mapping)
}

fn in_library(vm: &mut Vm, template: Text, values: Value, named: Value) -> Outcome {
    let args = vec![vm.heap.str(template), values, named];
    Ok(Flow::Call { callable: vm.library("builtins._format_template"), args, after: After::Push })
}

fn parsed(vm: &mut Vm, template: &str) -> Result<Vec<template::Piece>, Raise> {
    match template::pieces(template) {
        Ok(pieces) => Ok(pieces),
        Err(message) => Err(vm.raise(Type::ValueError, message)),
    }
}

/// Fields that are plain names of values with native text, each numbered or none.
fn simple(
    vm: &mut Vm, template: &str, values: &[Value], named: &[(String, Value)],
) -> Result<Option<String>, Raise> {
    let (mut out, mut next) = (String::new(), 0);
    for piece in parsed(vm, template)? {
        out += &piece.literal;
        let Some(field) = piece.field else { break };
        let is_plain = !field.name.contains(['.', '[']) && !field.spec.contains(['{', '}']);
        let found = if !is_plain || field.conversion.is_some() {
            None
        } else if field.name.is_empty() {
            next += 1;
            values.get(next - 1)
        } else if field.name.starts_with(|char: char| char.is_ascii_digit()) {
            None
        } else {
            named.iter().find(|(name, _)| *name == field.name).map(|(_, value)| value)
        };
        let Some(&value) = found else { return Ok(None) };
        match vm.format_native(value, &field.spec)? {
            Some(text) => out += &text,
            None => return Ok(None),
        }
    }
    Ok(Some(out))
}

fn text_of(vm: &Vm, args: Args) -> String {
    vm.text(vm.arg(args, 0)).map(|text| text.to_string()).unwrap_or_default()
}

/// Rows `(literal, name, spec, conversion)`; the last one's name is None.
fn format_parse(vm: &mut Vm, args: Args) -> Outcome {
    let template = text_of(vm, args);
    let mut rows = Vec::new();
    for piece in parsed(vm, &template)? {
        let mut row = vec![vm.heap.str(piece.literal)];
        match piece.field {
            Some(field) => {
                row.push(vm.heap.str(field.name));
                row.push(vm.heap.str(field.spec));
                row.push(match field.conversion {
                    Some(char) => vm.heap.str(char.to_string()),
                    None => Value::None,
                });
            }
            None => row.extend([Value::None; 3]),
        }
        rows.push(vm.heap.tuple(row));
    }
    Ok(Flow::Value(vm.heap.list(rows)))
}

/// A number of arguments or keys, or the text itself.
fn number_or_text(vm: &mut Vm, text: String) -> Result<Value, Raise> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(vm.heap.str(text));
    }
    match text.parse::<i64>() {
        Ok(number) => Ok(Value::Int(number)),
        Err(_) => {
            let message = "Too many decimal digits in format string".into();
            Err(vm.raise(Type::ValueError, message))
        }
    }
}

/// `(first, [(is_attribute, key), ..])`.
fn format_path(vm: &mut Vm, args: Args) -> Outcome {
    let name = text_of(vm, args);
    let (first, parts) = match template::path(&name) {
        Ok(path) => path,
        Err(message) => return Err(vm.raise(Type::ValueError, message)),
    };
    let first = number_or_text(vm, first)?;
    let mut rest = Vec::new();
    for part in parts {
        let pair = match part {
            template::Part::Attribute(name) => vec![Value::Bool(true), vm.heap.str(name)],
            template::Part::Key(key) => vec![Value::Bool(false), number_or_text(vm, key)?],
        };
        rest.push(vm.heap.tuple(pair));
    }
    let rest = vm.heap.list(rest);
    Ok(Flow::Value(vm.heap.tuple(vec![first, rest])))
}

/// Rows `(literal, key, stars, shape, code)`; the last one's code is None.
fn percent_parse(vm: &mut Vm, args: Args) -> Outcome {
    let template = text_of(vm, args);
    let fields = match percent::fields(&template) {
        Ok(fields) => fields,
        Err(message) => return Err(vm.raise(Type::ValueError, message)),
    };
    let mut rows = Vec::new();
    for field in fields {
        let (mut shape, mut stars) = (field.flags, 0);
        for (size, mark) in [(field.width, ""), (field.precision, ".")] {
            match size {
                percent::Size::None => {}
                percent::Size::Given(size) => shape += &format!("{mark}{size}"),
                percent::Size::Star => {
                    shape += &format!("{mark}*");
                    stars += 1;
                }
            }
        }
        let mut optional = |text: Option<String>| match text {
            Some(text) => vm.heap.str(text),
            None => Value::None,
        };
        let (key, code) = (optional(field.key), optional(field.code.map(String::from)));
        let (literal, shape) = (vm.heap.str(field.literal), vm.heap.str(shape));
        rows.push(vm.heap.tuple(vec![literal, key, Value::Int(stars), shape, code]));
    }
    Ok(Flow::Value(vm.heap.list(rows)))
}
