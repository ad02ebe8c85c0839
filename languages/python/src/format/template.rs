//! `str.format`.

use crate::object::{Text, Type, Value};
use crate::vm::{Raise, Vm};

/// The template with its fields replaced: `{}`, `{0}`, `{:>5}`, `{!r}`.
pub(crate) fn template(vm: &mut Vm, template: &Text, values: &[Value]) -> Result<String, Raise> {
    let mut out = String::new();
    let mut next = 0;
    let mut rest: &str = template;
    while let Some(at) = rest.find(['{', '}']) {
        out += &rest[..at];
        let brace = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        if rest.as_bytes().first() == Some(&brace) {
            out.push(char::from(brace));
            rest = &rest[1..];
            continue;
        }
        if brace == b'}' {
            let message = "Single '}' encountered in format string".into();
            return Err(vm.raise(Type::ValueError, message));
        }
        let Some(end) = rest.find('}') else {
            let message = "Single '{' encountered in format string".into();
            return Err(vm.raise(Type::ValueError, message));
        };
        out += &field(vm, &rest[..end], values, &mut next)?;
        rest = &rest[end + 1..];
    }
    Ok(out + rest)
}

fn field(vm: &mut Vm, field: &str, values: &[Value], next: &mut usize) -> Result<String, Raise> {
    let (name, spec) = field.split_once(':').unwrap_or((field, ""));
    let (name, conversion) = name.split_once('!').unwrap_or((name, ""));
    let index = if name.is_empty() {
        *next += 1;
        *next - 1
    } else {
        match name.parse::<usize>() {
            Ok(index) => index,
            Err(_) => {
                let key = vm.heap.str(name);
                return Err(vm.raise_with(Type::KeyError, vec![key]));
            }
        }
    };
    let Some(&value) = values.get(index) else {
        let message = format!("Replacement index {index} out of range for positional args tuple");
        return Err(vm.raise(Type::IndexError, message));
    };
    if conversion == "r" {
        let text = vm.repr_native(value).unwrap_or_else(|| vm.plain_repr(value));
        return vm.format_text(&text, spec);
    }
    let text = vm.format_native(value, spec)?;
    Ok(text.unwrap_or_else(|| vm.plain_repr(value)))
}
