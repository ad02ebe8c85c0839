//! The built-in functions that run no Python code in between.

use super::{ANY, Entry, function};
use crate::object::{Object, Text, Type, Value};
use crate::vm::frame::{After, Pending};
use crate::vm::{Args, Flow, Outcome, Vm};
use num_bigint::{BigInt, Sign};
use runtime_core::guest::Op;
use runtime_core::trace::Stream;

pub(super) const TABLE: &[Entry] = &[
    function("_same_origin", 2, 2, &[], |vm, args| {
        value(Value::Bool(vm.same_origin(vm.arg(args, 0), vm.arg(args, 1))))
    }),
    function("_set_text", 2, 2, &[], |vm, args| {
        let text = vm.text(vm.arg(args, 1)).cloned();
        if let Some(exception) = vm.exception_mut(vm.arg(args, 0)) {
            exception.text = text;
        }
        value(Value::None)
    }),
    function("_type_var", 1, 1, &[], |vm, args| typing_object(vm, args, Type::TypeVar)),
    function("_type_alias", 2, 2, &[], |vm, args| typing_object(vm, args, Type::TypeAliasType)),
    function("_copy_origin", 2, 2, &[], |vm, args| {
        vm.copy_origin(vm.arg(args, 0), vm.arg(args, 1))?;
        value(Value::None)
    }),
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
    super::iterators::ITER,
    Entry { names: &["", "*key", "*reverse"], ..function("sorted", 1, 3, &[], sorted) },
    function("next", 1, 2, &[], next),
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
    let is_native = !vm.overrides(of, crate::names::LEN);
    if let Some(len) = vm.len_native(of).filter(|_| is_native) {
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
        let big = if big.sign() == Sign::Minus { -big } else { big };
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
    let is_number = vm.is_int(of) || matches!(of, Value::Float(_));
    if !is_number {
        return round_by_method(vm, of, digits);
    }
    let digits = match digits {
        Some(digits) => Some(vm.int_argument(digits)?),
        None => None,
    };
    match (of, digits) {
        (Value::Float(float), None) => {
            if !float.is_finite() {
                let what = if float.is_nan() { "float NaN" } else { "float infinity" };
                let kind = if float.is_nan() { Type::ValueError } else { Type::OverflowError };
                return Err(vm.raise(kind, format!("cannot convert {what} to integer")));
            }
            super::convert::float_to_int(vm, crate::object::number::round_half_even(float))
        }
        (Value::Float(float), Some(digits)) => {
            value(Value::Float(crate::format::float::round_digits(float, digits)))
        }
        (_, Some(digits)) if digits < 0 => {
            let big = vm.big(of).unwrap_or_default();
            let rounded = round_to(&big, digits.unsigned_abs());
            Ok(Flow::Value(vm.int_value(rounded)))
        }
        (Value::Bool(bool), _) => value(Value::Int(i64::from(bool))),
        _ => Ok(Flow::Value(vm.heap.keep(of))),
    }
}

fn round_by_method(vm: &mut Vm, of: Value, digits: Option<Value>) -> Outcome {
    let name = vm.sym("__round__");
    if let Some(method) = vm.user_method(of, name) {
        let mut args = vec![vm.heap.keep(of)];
        args.extend(digits.map(|digits| vm.heap.keep(digits)));
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    let message = format!("type {} doesn't define __round__ method", vm.type_name(of));
    Err(vm.raise(Type::TypeError, message))
}

/// Rounds to a multiple of a power of ten, half to even.
fn round_to(int: &BigInt, zeros: u64) -> BigInt {
    if zeros > int.bits() {
        return BigInt::ZERO;
    }
    let unit = BigInt::from(10).pow(zeros as u32);
    let (mut below, rest) = crate::object::number::big_divmod(int, &unit);
    let twice = rest * 2u32;
    if twice > unit || (twice == unit && below.bit(0)) {
        below += 1u32;
    }
    below * unit
}

fn ord(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if let Some(&[byte]) = vm.bytes(of) {
        return value(Value::Int(i64::from(byte)));
    }
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
        None if vm.bytes(of).is_some() => {
            let len = vm.len_native(of).unwrap_or(0);
            let message = format!("ord() expected a character, but string of length {len} found");
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
            let sign = if big.sign() == Sign::Minus { "-" } else { "" };
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
    let is_number = |value| vm.is_int(value) || matches!(value, Value::Float(_));
    if !(is_number(a) && is_number(b)) {
        return divmod_by_method(vm, a, b);
    }
    let is_float = matches!(a, Value::Float(_)) || matches!(b, Value::Float(_));
    if is_float && vm.truth(b) == Some(false) {
        return Err(vm.raise(Type::ZeroDivisionError, "float divmod()".into()));
    }
    let quotient = vm.native_binary(FloorDiv, a, b)?.unwrap_or(Value::None);
    let rest = vm.native_binary(Mod, a, b)?.unwrap_or(Value::None);
    Ok(Flow::Value(vm.heap.tuple(vec![quotient, rest])))
}

fn divmod_by_method(vm: &mut Vm, a: Value, b: Value) -> Outcome {
    for (name, receiver, other) in [("__divmod__", a, b), ("__rdivmod__", b, a)] {
        let name = vm.sym(name);
        if let Some(method) = vm.user_method(receiver, name) {
            let args = vm.heap.keep_all(&[receiver, other]);
            return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
        }
    }
    let (a, b) = (vm.type_name(a), vm.type_name(b));
    let message = format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'");
    Err(vm.raise(Type::TypeError, message))
}

fn pow(vm: &mut Vm, args: Args) -> Outcome {
    let (a, b) = (vm.arg(args, 0), vm.arg(args, 1));
    if let Some(modulus) = vm.optional(args, 2).filter(|modulus| !modulus.is_none()) {
        return pow_modulo(vm, a, b, modulus);
    }
    match vm.native_binary(crate::code::BinaryOp::Pow, a, b)? {
        Some(power) => value(power),
        None => {
            let args = vm.heap.keep_all(&[a, b]);
            Ok(Flow::Call { callable: vm.library("builtins._power"), args, after: After::Push })
        }
    }
}

/// **Models:** `long_pow` in `Objects/longobject.c`.
fn pow_modulo(vm: &mut Vm, a: Value, b: Value, modulus: Value) -> Outcome {
    let (Some(mut base), Some(mut exponent), Some(m)) = (vm.big(a), vm.big(b), vm.big(modulus))
    else {
        let message = "pow() 3rd argument not allowed unless all arguments are integers".into();
        return Err(vm.raise(Type::TypeError, message));
    };
    if m.bits() == 0 {
        return Err(vm.raise(Type::ValueError, "pow() 3rd argument cannot be 0".into()));
    }
    if exponent.sign() == Sign::Minus {
        let Some(inverse) = base.modinv(&m) else {
            let message = "base is not invertible for the given modulus".into();
            return Err(vm.raise(Type::ValueError, message));
        };
        (base, exponent) = (inverse, -exponent);
    }
    // The result has the sign of the modulus.
    let positive = BigInt::from(m.magnitude().clone());
    let power = base.modpow(&exponent, &positive);
    let power = if m.sign() == Sign::Minus && power.bits() > 0 { power + m } else { power };
    Ok(Flow::Value(vm.int_value(power)))
}

fn next(vm: &mut Vm, args: Args) -> Outcome {
    vm.builtin_next(args)
}

/// Natively where neither the items nor their order need Python code.
fn sorted(vm: &mut Vm, args: Args) -> Outcome {
    let source = vm.arg(args, 0);
    let key = vm.optional(args, 1).filter(|key| !key.is_none());
    let reverse = vm.optional(args, 2).is_some_and(|reverse| vm.truth(reverse) == Some(true));
    if key.is_none()
        && let crate::vm::Items::Owned(items) = vm.items(source)?
    {
        if vm.has_native_order(&items) {
            let order = match vm.sort_order(&items, reverse) {
                Ok(order) => order,
                Err(raise) => {
                    vm.heap.release_all(&items);
                    return Err(raise);
                }
            };
            let sorted = order.into_iter().map(|index| items[index]).collect();
            return value(vm.heap.list(sorted));
        }
        vm.heap.release_all(&items);
    }
    if !vm.is_iterable(source) {
        return Err(vm.not_iterable(source));
    }
    let key = vm.heap.keep(key.unwrap_or(Value::None));
    let args = vec![vm.heap.keep(source), key, Value::Bool(reverse)];
    Ok(Flow::Call { callable: vm.library("builtins._sorted"), args, after: After::Push })
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
    value(Value::Bool(vm.has_native_order(&values)))
}

/// A type variable, or an alias with what computes its value.
fn typing_object(vm: &mut Vm, args: Args, kind: Type) -> Outcome {
    let mut attrs = vec![(crate::names::NAME, vm.heap.keep(vm.arg(args, 0)))];
    if let Some(thunk) = vm.optional(args, 1) {
        let name = vm.sym("_value");
        attrs.push((name, vm.heap.keep(thunk)));
    }
    value(vm.heap.alloc(Object::Instance { class: Value::Type(kind), attrs }))
}
