//! The built-in functions that run no Python code in between.

use super::{ANY, Entry, function};
use crate::object::{Iter, Object, Text, Type, Value};
use crate::vm::frame::{After, Pending};
use crate::vm::{Args, Flow, Outcome, Vm};
use runtime_core::guest::Op;
use runtime_core::trace::Stream;

pub(super) const TABLE: &[Entry] = &[
    function("print", 0, ANY, &[], print),
    function("len", 1, 1, &[], len),
    function("repr", 1, 1, &[], repr),
    function("ascii", 1, 1, &[], ascii),
    function("abs", 1, 1, &[], abs),
    function("round", 1, 2, &["number", "ndigits"], round),
    function("ord", 1, 1, &[], ord),
    function("chr", 1, 1, &[], chr),
    function("bin", 1, 1, &[], bin),
    function("oct", 1, 1, &[], oct),
    function("hex", 1, 1, &[], hex),
    function("divmod", 2, 2, &[], divmod),
    function("pow", 2, 3, &["base", "exp", "mod"], pow),
    function("iter", 1, 1, &[], iter),
    function("next", 1, 2, &[], next),
    function("enumerate", 1, 2, &["iterable", "start"], enumerate),
    function("zip", 0, ANY, &[], zip),
    function("reversed", 1, 1, &[], reversed),
    function("aiter", 1, 1, &[], super::asyncs::aiter),
    function("anext", 1, 2, &[], super::asyncs::anext),
    function("format", 1, 2, &[], format),
    // Of the library alone.
    function("_write", 2, 2, &[], write),
    function("_sorted_keys", 3, 3, &[], sorted_keys),
    function("_is_native_order", 1, 1, &[], is_native_order),
    function("_str", 1, 1, &[], native_str),
    function("_user_format", 1, 1, &[], user_format),
    function("_format_native", 2, 2, &[], format_native),
    function("_has_str", 1, 1, &[], has_str),
    function("_own_repr", 1, 1, &[], own_repr),
    function("_is_stream", 1, 1, &[], is_stream),
    function("_is_awaitable", 1, 1, &[], super::asyncs::is_awaitable),
];

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

/// `print` of values whose text is known natively; the library's for others and for keywords.
fn print(vm: &mut Vm, args: Args) -> Outcome {
    if !vm.stdout_now().is(Value::Stream(1)) {
        let values: Vec<Value> = (0..args.count).map(|index| vm.arg(args, index)).collect();
        return vm.print_keywords(&values, [Value::None; 3]);
    }
    let mut text = String::new();
    for index in 0..args.count {
        if index > 0 {
            text.push(' ');
        }
        vm.check_digits(vm.arg(args, index))?;
        match vm.str_native(vm.arg(args, index)) {
            Some(part) => text += &part,
            None => {
                let values: Vec<Value> = (0..args.count).map(|index| vm.arg(args, index)).collect();
                let values = vm.heap.keep_all(&values);
                let code = vm.library("builtins._print");
                return Ok(Flow::Call { callable: code, args: values, after: After::Push });
            }
        }
    }
    text.push('\n');
    vm.charge(text.len() as u64 / 16);
    Ok(Flow::Ask(Op::Print { stream: Stream::Stdout, text }, Pending::PushNone))
}

impl Vm {
    /// `sys.stdout` as it is now; borrowed.
    fn stdout_now(&self) -> Value {
        self.stdout_slot.map_or(Value::Stream(1), |slot| self.globals[slot as usize])
    }

    /// `print` with keywords: the values, and `sep`, `end`, `file`.
    pub(crate) fn print_keywords(&mut self, values: &[Value], options: [Value; 3]) -> Outcome {
        for (option, name) in options.iter().zip(["sep", "end"]) {
            if !option.is_none() && self.text(*option).is_none() {
                let kind = self.type_name(*option);
                let message = format!("{name} must be None or a string, not {kind}");
                return Err(self.raise(Type::TypeError, message));
            }
        }
        let [sep, end, mut file] = options;
        if file.is_none() {
            file = self.stdout_now();
        }
        let parts: Option<Vec<String>> =
            values.iter().map(|&value| self.str_native(value)).collect();
        let part = |vm: &Vm, value: Value, default: &str| {
            vm.text(value).map_or(default.to_string(), |text| text.to_string())
        };
        let is_native = matches!(file, Value::None | Value::Stream(_));
        if let Some(parts) = parts.filter(|_| is_native) {
            let text = parts.join(&part(self, sep, " ")) + &part(self, end, "\n");
            let stream = if let Value::Stream(2) = file { Stream::Stderr } else { Stream::Stdout };
            return Ok(Flow::Ask(Op::Print { stream, text }, Pending::PushNone));
        }
        let values = self.heap.keep_all(values);
        let values = self.heap.tuple(values);
        let end = if end.is_none() { self.heap.str("\n") } else { self.heap.keep(end) };
        let args = vec![values, self.heap.keep(sep), end, self.heap.keep(file)];
        Ok(Flow::Call { callable: self.library("builtins._print_to"), args, after: After::Push })
    }
}

fn write(vm: &mut Vm, args: Args) -> Outcome {
    let stream = match vm.arg(args, 0) {
        Value::Stream(2) => Stream::Stderr,
        _ => Stream::Stdout,
    };
    let text = vm.text(vm.arg(args, 1)).map(|text| text.to_string()).unwrap_or_default();
    Ok(Flow::Ask(Op::Print { stream, text }, Pending::PushNone))
}

fn len(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if let Some(len) = vm.len_native(of) {
        return value(Value::Int(len as i64));
    }
    if let Some(method) = vm.user_method(of, crate::names::LEN) {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Length });
    }
    let message = format!("object of type '{}' has no len()", vm.type_name(of));
    Err(vm.raise(Type::TypeError, message))
}

fn repr(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    vm.check_digits(of)?;
    match vm.repr_native(of) {
        Some(text) => Ok(Flow::Value(vm.heap.str(text))),
        None => {
            let args = vm.heap.keep_all(&[of]);
            Ok(Flow::Call { callable: vm.library("builtins._repr"), args, after: After::Push })
        }
    }
}

fn ascii(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    match vm.repr_native(of) {
        Some(text) => Ok(Flow::Value(vm.heap.str(crate::format::ascii(&text)))),
        None => Ok(Flow::Value(vm.heap.str("?"))),
    }
}

fn native_str(vm: &mut Vm, args: Args) -> Outcome {
    match vm.str_native(vm.arg(args, 0)) {
        Some(text) => Ok(Flow::Value(vm.heap.str(text))),
        None => value(Value::None),
    }
}

/// The bound `__str__` or `__repr__` of a user class, for `str(x)`; None if it has neither.
fn has_str(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let method =
        vm.user_method(of, crate::names::STR).or_else(|| vm.user_method(of, crate::names::REPR));
    bound(vm, method, of)
}

/// The bound `__repr__` of a user class; None if it has none.
fn own_repr(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let method = vm.user_method(of, crate::names::REPR);
    bound(vm, method, of)
}

fn is_stream(vm: &mut Vm, args: Args) -> Outcome {
    value(Value::Bool(matches!(vm.arg(args, 0), Value::Stream(_))))
}

fn user_format(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let method = vm.user_method(of, crate::names::FORMAT);
    bound(vm, method, of)
}

fn bound(vm: &mut Vm, method: Option<Value>, receiver: Value) -> Outcome {
    let Some(method) = method else { return value(Value::None) };
    let (function, receiver) = (vm.heap.keep(method), vm.heap.keep(receiver));
    value(vm.heap.alloc(Object::Method { function, receiver }))
}

fn format_native(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let spec = vm.text(vm.arg(args, 1)).cloned().unwrap_or_else(|| Text::from(""));
    match vm.format_native(of, &spec)? {
        Some(text) => Ok(Flow::Value(vm.heap.str(text))),
        None => value(Value::None),
    }
}

fn format(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let spec = vm.optional(args, 1).and_then(|spec| vm.text(spec).cloned());
    let spec = spec.unwrap_or_else(|| Text::from(""));
    if let Some(text) = vm.format_native(of, &spec)? {
        return Ok(Flow::Value(vm.heap.str(text)));
    }
    let spec = vm.heap.str(spec);
    let args = vec![vm.heap.keep(of), spec];
    Ok(Flow::Call { callable: vm.library("builtins._format"), args, after: After::Push })
}

fn abs(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    match of {
        Value::Int(int) if int != i64::MIN => return value(Value::Int(int.abs())),
        Value::Float(float) => return value(Value::Float(float.abs())),
        Value::Bool(bool) => return value(Value::Int(i64::from(bool))),
        _ => {}
    }
    if let Some(big) = vm.big(of) {
        let big = if big.sign() == num_bigint::Sign::Minus { -big } else { big };
        return Ok(Flow::Value(vm.int_value(big)));
    }
    if let Some(method) = vm.user_method(of, crate::names::ABS) {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    let message = format!("bad operand type for abs(): '{}'", vm.type_name(of));
    Err(vm.raise(Type::TypeError, message))
}

fn round(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let digits = vm.optional(args, 1).filter(|digits| !digits.is_none());
    match (of, digits) {
        (Value::Int(_) | Value::Bool(_), None) => {
            value(if let Value::Bool(bool) = of { Value::Int(i64::from(bool)) } else { of })
        }
        (Value::Int(int), Some(Value::Int(digits))) if digits < 0 => {
            let unit = 10i64.checked_pow((-digits) as u32);
            value(Value::Int(unit.map_or(0, |unit| round_to(int, unit))))
        }
        (Value::Int(_), Some(Value::Int(_))) => value(of),
        (Value::Float(float), None) => {
            if !float.is_finite() {
                let what = if float.is_nan() { "float NaN" } else { "float infinity" };
                let kind = if float.is_nan() { Type::ValueError } else { Type::OverflowError };
                return Err(vm.raise(kind, format!("cannot convert {what} to integer")));
            }
            super::convert::float_to_int(vm, crate::object::number::round_half_even(float))
        }
        (Value::Float(float), Some(Value::Int(digits))) => {
            value(Value::Float(crate::format::float::round_digits(float, digits)))
        }
        _ => {
            let message = format!("type {} doesn't define __round__ method", vm.type_name(of));
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn round_to(int: i64, unit: i64) -> i64 {
    let below = int.div_euclid(unit);
    let rest = int.rem_euclid(unit);
    let up = rest * 2 > unit || (rest * 2 == unit && below % 2 != 0);
    (below + i64::from(up)) * unit
}

fn ord(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let text = vm.text(of).cloned();
    match text {
        Some(text) if text.count() == 1 => {
            value(Value::Int(text.chars().next().map_or(0, |char| i64::from(u32::from(char)))))
        }
        Some(text) => {
            let message =
                format!("ord() expected a character, but string of length {} found", text.count());
            Err(vm.raise(Type::TypeError, message))
        }
        None => {
            let kind = vm.type_name(of);
            let message = format!("ord() expected string of length 1, but {kind} found");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn chr(vm: &mut Vm, args: Args) -> Outcome {
    let code = vm.int_argument(vm.arg(args, 0))?;
    match u32::try_from(code).ok().and_then(char::from_u32) {
        Some(char) => Ok(Flow::Value(vm.heap.str(char.to_string()))),
        None => Err(vm.raise(Type::ValueError, "chr() arg not in range(0x110000)".into())),
    }
}

fn radix(vm: &mut Vm, args: Args, prefix: &str, radix: u32) -> Outcome {
    let of = vm.arg(args, 0);
    match vm.big(of) {
        Some(big) => {
            let digits = big.magnitude().to_str_radix(radix);
            let sign = if big.sign() == num_bigint::Sign::Minus { "-" } else { "" };
            Ok(Flow::Value(vm.heap.str(format!("{sign}{prefix}{digits}"))))
        }
        None => {
            let kind = vm.type_name(of);
            let message = format!("'{kind}' object cannot be interpreted as an integer");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn bin(vm: &mut Vm, args: Args) -> Outcome {
    radix(vm, args, "0b", 2)
}

fn oct(vm: &mut Vm, args: Args) -> Outcome {
    radix(vm, args, "0o", 8)
}

fn hex(vm: &mut Vm, args: Args) -> Outcome {
    radix(vm, args, "0x", 16)
}

fn divmod(vm: &mut Vm, args: Args) -> Outcome {
    use crate::code::BinaryOp::{FloorDiv, Mod};
    let (a, b) = (vm.arg(args, 0), vm.arg(args, 1));
    let quotient = vm.native_binary(FloorDiv, a, b)?;
    let rest = vm.native_binary(Mod, a, b)?;
    match (quotient, rest) {
        (Some(quotient), Some(rest)) => Ok(Flow::Value(vm.heap.tuple(vec![quotient, rest]))),
        _ => {
            let (a, b) = (vm.type_name(a), vm.type_name(b));
            let message = format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'");
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn pow(vm: &mut Vm, args: Args) -> Outcome {
    let (a, b) = (vm.arg(args, 0), vm.arg(args, 1));
    if let Some(modulus) = vm.optional(args, 2).filter(|modulus| !modulus.is_none())
        && let (Some(a), Some(b), Some(m)) = (vm.big(a), vm.big(b), vm.big(modulus))
    {
        let is_bad = m.bits() == 0 || b.sign() == num_bigint::Sign::Minus;
        if is_bad {
            let message = "pow() 3rd argument cannot be 0".into();
            return Err(vm.raise(Type::ValueError, message));
        }
        let power = a.modpow(&b, &m);
        return Ok(Flow::Value(vm.int_value(power)));
    }
    match vm.native_binary(crate::code::BinaryOp::Pow, a, b)? {
        Some(power) => value(power),
        None => {
            Err(vm.raise(Type::TypeError, "unsupported operand type(s) for ** or pow()".into()))
        }
    }
}

fn iter(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if let Some(iterator) = vm.native_iter(of) {
        return value(iterator);
    }
    if let Some(method) = vm.user_method(of, crate::names::ITER) {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    if vm.is_iterable(of) {
        let args = vm.heap.keep_all(&[of]);
        let callable = vm.library("builtins._iterate_items");
        return Ok(Flow::Call { callable, args, after: After::Push });
    }
    Err(vm.not_iterable(of))
}

fn next(vm: &mut Vm, args: Args) -> Outcome {
    vm.builtin_next(args)
}

fn enumerate(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let start = vm.optional(args, 1).unwrap_or(Value::Int(0));
    let start = vm.int_argument(start)?;
    match native_iterator(vm, of)? {
        Some(inner) => {
            value(vm.heap.alloc(Object::Iter(Iter::Enumerate { inner, at: start }.into())))
        }
        None => {
            let args = vec![vm.heap.keep(of), Value::Int(start)];
            let callable = vm.library("builtins._enumerate");
            Ok(Flow::Call { callable, args, after: After::Push })
        }
    }
}

/// An iterator in whose steps no Python code runs; `None` if there is only one with.
fn native_iterator(vm: &mut Vm, of: Value) -> Result<Option<Value>, crate::vm::Raise> {
    match vm.native_iter(of) {
        Some(iterator) if vm.is_native_iterator(iterator) => Ok(Some(iterator)),
        Some(iterator) => {
            vm.heap.release(iterator);
            Ok(None)
        }
        None if vm.is_iterable(of) => Ok(None),
        None => Err(vm.not_iterable(of)),
    }
}

fn zip(vm: &mut Vm, args: Args) -> Outcome {
    let mut inner = Vec::new();
    for index in 0..args.count {
        match native_iterator(vm, vm.arg(args, index)) {
            Ok(Some(iterator)) => inner.push(iterator),
            Ok(None) => {
                vm.heap.release_all(&inner);
                let all: Vec<Value> = (0..args.count).map(|index| vm.arg(args, index)).collect();
                let args = vm.heap.keep_all(&all);
                let callable = vm.library("builtins._zip");
                return Ok(Flow::Call { callable, args, after: After::Push });
            }
            Err(raise) => {
                vm.heap.release_all(&inner);
                return Err(raise);
            }
        }
    }
    let zip = Iter::Zip { inner: inner.into(), strict: false };
    value(vm.heap.alloc(Object::Iter(zip.into())))
}

fn reversed(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if let Some(Object::Range(range)) = vm.heap.object(of) {
        let left = crate::vm::range_len(range);
        let [start, _, step] = **range;
        let at = start + (left - 1) * step;
        let iter = Iter::Range { at, left: left as u64, step: -step };
        return value(vm.heap.alloc(Object::Iter(iter.into())));
    }
    if let Some(method) = vm.user_method(of, crate::names::REVERSED) {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    let list = match vm.heap.object(of) {
        Some(Object::List(_)) => vm.heap.keep(of),
        Some(Object::Tuple(_) | Object::Str(_) | Object::Dict(_) | Object::View { .. }) => {
            let items = vm.items(of)?;
            let crate::vm::Items::Owned(items) = items else { return value(Value::None) };
            vm.heap.list(items)
        }
        _ => {
            let message = format!("'{}' object is not reversible", vm.type_name(of));
            return Err(vm.raise(Type::TypeError, message));
        }
    };
    let left = vm.len_native(list).unwrap_or(0) as u64;
    value(vm.heap.alloc(Object::Iter(Iter::Reversed { list, left }.into())))
}

/// `_sorted_keys(values, keys, reverse)`: the values in the order of their keys, sorted natively.
fn sorted_keys(vm: &mut Vm, args: Args) -> Outcome {
    let values = vm.list_ref(vm.arg(args, 0)).clone();
    let keys = vm.list_ref(vm.arg(args, 1)).clone();
    let reverse = matches!(vm.arg(args, 2), Value::Bool(true));
    let order = vm.sort_order(&keys, reverse)?;
    let sorted: Vec<Value> = order.into_iter().map(|index| values[index]).collect();
    let sorted = vm.heap.keep_all(&sorted);
    value(vm.heap.list(sorted))
}

/// Whether a list can be sorted without running Python code.
fn is_native_order(vm: &mut Vm, args: Args) -> Outcome {
    let values = vm.list_ref(vm.arg(args, 0)).clone();
    let native = values.windows(2).all(|pair| {
        let compared = vm.compare_native(crate::code::CompareOp::Lt, pair[1], pair[0], 0);
        compared != crate::vm::Compared::NeedsCall
    });
    value(Value::Bool(native))
}
