//! The module `math`: real functions.
//!
//! **Models:** `Modules/mathmodule.c`, CPython 3.13, with its domain and range errors.
//! **Departures:** the functions are those of the crate `libm`, the same bits everywhere; a last
//! digit may differ from the C library's.

use super::{Entry, function, math_ints};
use crate::object::{Type, Value, elementary, number};
use crate::vm::{Args, Flow, Items, Outcome, Raise, Vm};
use elementary::Double;
use std::f64::consts;

pub(super) const CONSTANTS: &[(&str, Value)] = &[
    ("pi", Value::Float(consts::PI)),
    ("e", Value::Float(consts::E)),
    ("tau", Value::Float(consts::TAU)),
    ("inf", Value::Float(f64::INFINITY)),
    ("nan", Value::Float(f64::NAN)),
];

pub(super) const TABLE: &[Entry] = &[
    function("sqrt", 1, 1, &[], |vm, args| real(vm, args, libm::sqrt)),
    function("cbrt", 1, 1, &[], |vm, args| real(vm, args, libm::cbrt)),
    function("floor", 1, 1, &[], |vm, args| integral(vm, args, "__floor__", libm::floor)),
    function("ceil", 1, 1, &[], |vm, args| integral(vm, args, "__ceil__", libm::ceil)),
    function("trunc", 1, 1, &[], |vm, args| integral(vm, args, "__trunc__", libm::trunc)),
    function("sin", 1, 1, &[], |vm, args| real(vm, args, libm::sin)),
    function("cos", 1, 1, &[], |vm, args| real(vm, args, libm::cos)),
    function("tan", 1, 1, &[], |vm, args| real(vm, args, libm::tan)),
    function("asin", 1, 1, &[], |vm, args| real(vm, args, libm::asin)),
    function("acos", 1, 1, &[], |vm, args| real(vm, args, libm::acos)),
    function("atan", 1, 1, &[], |vm, args| real(vm, args, libm::atan)),
    function("atan2", 2, 2, &[], |vm, args| two(vm, args, libm::atan2)),
    function("sinh", 1, 1, &[], |vm, args| real(vm, args, sinh)),
    function("cosh", 1, 1, &[], |vm, args| real(vm, args, cosh)),
    function("tanh", 1, 1, &[], |vm, args| real(vm, args, libm::tanh)),
    function("asinh", 1, 1, &[], |vm, args| real(vm, args, libm::asinh)),
    function("acosh", 1, 1, &[], |vm, args| real(vm, args, libm::acosh)),
    function("atanh", 1, 1, &[], |vm, args| real(vm, args, pole(libm::atanh, 1.0))),
    function("exp", 1, 1, &[], |vm, args| real(vm, args, elementary::exp)),
    function("exp2", 1, 1, &[], |vm, args| real(vm, args, |x| elementary::pow(2.0, x))),
    function("expm1", 1, 1, &[], |vm, args| real(vm, args, libm::expm1)),
    function("log", 1, 2, &[], log),
    function("log2", 1, 1, &[], |vm, args| logarithm(vm, args, 0, libm::log2).map(give)),
    function("log10", 1, 1, &[], |vm, args| logarithm(vm, args, 0, elementary::log10).map(give)),
    function("log1p", 1, 1, &[], log1p),
    function("erf", 1, 1, &[], |vm, args| real(vm, args, libm::erf)),
    function("erfc", 1, 1, &[], |vm, args| real(vm, args, libm::erfc)),
    function("gamma", 1, 1, &[], gamma),
    function("lgamma", 1, 1, &[], |vm, args| real(vm, args, libm::lgamma)),
    function("fabs", 1, 1, &[], |vm, args| real(vm, args, f64::abs)),
    function("degrees", 1, 1, &[], |vm, args| real(vm, args, |x| x * (180.0 / consts::PI))),
    function("radians", 1, 1, &[], |vm, args| real(vm, args, |x| x * (consts::PI / 180.0))),
    function("pow", 2, 2, &[], pow),
    function("fmod", 2, 2, &[], fmod),
    function("remainder", 2, 2, &[], remainder),
    function("copysign", 2, 2, &[], |vm, args| two(vm, args, f64::copysign)),
    function("nextafter", 2, 2, &[], |vm, args| two(vm, args, libm::nextafter)),
    function("ulp", 1, 1, &[], |vm, args| real(vm, args, ulp)),
    function("fma", 3, 3, &[], |vm, args| {
        let [x, y, z] = [argument(vm, args, 0)?, argument(vm, args, 1)?, argument(vm, args, 2)?];
        Ok(give(libm::fma(x, y, z)))
    }),
    function("frexp", 1, 1, &[], frexp),
    function("ldexp", 2, 2, &[], ldexp),
    function("modf", 1, 1, &[], modf),
    function("hypot", 0, super::ANY, &[], hypot),
    function("dist", 2, 2, &[], dist),
    function("fsum", 1, 1, &[], fsum),
    function("isinf", 1, 1, &[], |vm, args| test(vm, args, f64::is_infinite)),
    function("isnan", 1, 1, &[], |vm, args| test(vm, args, f64::is_nan)),
    function("isfinite", 1, 1, &[], |vm, args| test(vm, args, f64::is_finite)),
    function("isclose", 2, 4, &["", "", "*rel_tol", "*abs_tol"], isclose),
    function("gcd", 0, super::ANY, &[], math_ints::gcd),
    function("lcm", 0, super::ANY, &[], math_ints::lcm),
    function("isqrt", 1, 1, &[], math_ints::isqrt),
    function("factorial", 1, 1, &[], math_ints::factorial),
    function("comb", 2, 2, &[], math_ints::comb),
    function("perm", 1, 2, &[], math_ints::perm),
    function("prod", 1, 2, &["", "*start"], math_ints::prod),
    function("sumprod", 2, 2, &[], math_ints::sumprod),
];

fn give(float: f64) -> Flow {
    Flow::Value(Value::Float(float))
}

pub(super) fn number(vm: &mut Vm, of: Value) -> Result<f64, Raise> {
    match of {
        Value::Float(float) => Ok(float),
        _ if vm.is_int(of) => vm.int_to_float(of),
        _ => {
            let message = format!("must be real number, not {}", vm.type_name(of));
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn argument(vm: &mut Vm, args: Args, index: usize) -> Result<f64, Raise> {
    let of = vm.arg(args, index);
    number(vm, of)
}

fn domain(vm: &mut Vm) -> Raise {
    vm.raise(Type::ValueError, "math domain error".into())
}

fn range(vm: &mut Vm) -> Raise {
    vm.raise(Type::OverflowError, "math range error".into())
}

/// A result that must be a number where the arguments were.
fn checked(vm: &mut Vm, result: f64, given: &[f64]) -> Outcome {
    if result.is_nan() && !given.iter().any(|x| x.is_nan()) {
        return Err(domain(vm));
    }
    if result.is_infinite() && given.iter().all(|x| x.is_finite()) {
        return Err(range(vm));
    }
    Ok(give(result))
}

fn real(vm: &mut Vm, args: Args, of: impl Fn(f64) -> f64) -> Outcome {
    let x = argument(vm, args, 0)?;
    let result = of(x);
    checked(vm, result, &[x])
}

/// A function that has no value at a place, where C's has an infinity.
fn pole(of: fn(f64) -> f64, at: f64) -> impl Fn(f64) -> f64 {
    move |x| if x.abs() == at { f64::NAN } else { of(x) }
}

fn two(vm: &mut Vm, args: Args, of: fn(f64, f64) -> f64) -> Outcome {
    let (x, y) = (argument(vm, args, 0)?, argument(vm, args, 1)?);
    Ok(give(of(x, y)))
}

fn test(vm: &mut Vm, args: Args, of: fn(f64) -> bool) -> Outcome {
    let x = argument(vm, args, 0)?;
    Ok(Flow::Value(Value::Bool(of(x))))
}

fn integral(vm: &mut Vm, args: Args, name: &str, of: fn(f64) -> f64) -> Outcome {
    let x = vm.arg(args, 0);
    if let Value::Float(float) = x {
        return super::convert::float_to_int(vm, of(float));
    }
    if let Some(big) = vm.big(x) {
        return Ok(Flow::Value(vm.int_value(big)));
    }
    let name_sym = vm.sym(name);
    if let Some(method) = vm.user_method(x, name_sym) {
        let args = vm.heap.keep_all(&[x]);
        let after = crate::vm::frame::After::Push;
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after });
    }
    let kind = vm.type_name(x);
    let message = match name {
        "__trunc__" => format!("type {kind} doesn't define __trunc__ method"),
        _ => format!("must be real number, not {kind}"),
    };
    Err(vm.raise(Type::TypeError, message))
}

/// A logarithm, of ints of any size as well.
fn logarithm(vm: &mut Vm, args: Args, index: usize, of: fn(f64) -> f64) -> Result<f64, Raise> {
    let x = vm.arg(args, index);
    if let Some(big) = vm.big(x)
        && big.bits() > 1000
        && big.sign() == num_bigint::Sign::Plus
    {
        let shift = big.bits() - 64;
        let top = number::big_divide(&(big >> shift), &1.into());
        return Ok(of(top) + shift as f64 * of(2.0));
    }
    let x = number(vm, x)?;
    if x <= 0.0 { Err(domain(vm)) } else { Ok(of(x)) }
}

fn log(vm: &mut Vm, args: Args) -> Outcome {
    let x = logarithm(vm, args, 0, elementary::log)?;
    if args.count == 1 {
        return Ok(give(x));
    }
    let base = logarithm(vm, args, 1, elementary::log)?;
    if base == 0.0 {
        return Err(vm.raise(Type::ZeroDivisionError, "division by zero".into()));
    }
    Ok(give(x / base))
}

fn cosh(x: f64) -> f64 {
    if x.abs() > 300.0 { libm::cosh(x) } else { (elementary::exp(x) + elementary::exp(-x)) / 2.0 }
}

fn sinh(x: f64) -> f64 {
    let is_far = (1.0..300.0).contains(&x.abs());
    if is_far { (elementary::exp(x) - elementary::exp(-x)) / 2.0 } else { libm::sinh(x) }
}

fn log1p(vm: &mut Vm, args: Args) -> Outcome {
    let x = argument(vm, args, 0)?;
    if x <= -1.0 {
        return Err(domain(vm));
    }
    Ok(give(libm::log1p(x)))
}

fn gamma(vm: &mut Vm, args: Args) -> Outcome {
    let x = argument(vm, args, 0)?;
    let is_pole = x == 0.0 || (x < 0.0 && x == libm::floor(x));
    if is_pole {
        return Err(domain(vm));
    }
    // Small factorials are exact.
    let exact = (1.0..=23.0).contains(&x) && x == libm::trunc(x);
    let result = match exact {
        true => (2..x as u64).fold(1.0, |product, factor| product * factor as f64),
        false => libm::tgamma(x),
    };
    checked(vm, result, &[x])
}

fn pow(vm: &mut Vm, args: Args) -> Outcome {
    let (x, y) = (argument(vm, args, 0)?, argument(vm, args, 1)?);
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(domain(vm));
    }
    let result = elementary::pow(x, y);
    checked(vm, result, &[x, y])
}

fn fmod(vm: &mut Vm, args: Args) -> Outcome {
    let (x, y) = (argument(vm, args, 0)?, argument(vm, args, 1)?);
    checked(vm, x % y, &[x, y])
}

fn remainder(vm: &mut Vm, args: Args) -> Outcome {
    let (x, y) = (argument(vm, args, 0)?, argument(vm, args, 1)?);
    let result = libm::remainder(x, y);
    checked(vm, result, &[x, y])
}

fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = f64::from_bits(x.to_bits() + 1);
    if next.is_infinite() { x - f64::from_bits(x.to_bits() - 1) } else { next - x }
}

fn frexp(vm: &mut Vm, args: Args) -> Outcome {
    let x = argument(vm, args, 0)?;
    let (mantissa, exponent) = if x.is_finite() { libm::frexp(x) } else { (x, 0) };
    let pair = vec![Value::Float(mantissa), Value::Int(i64::from(exponent))];
    Ok(Flow::Value(vm.heap.tuple(pair)))
}

fn ldexp(vm: &mut Vm, args: Args) -> Outcome {
    let x = argument(vm, args, 0)?;
    let exponent = vm.int_argument(vm.arg(args, 1))?.clamp(-5000, 5000);
    let result = libm::ldexp(x, exponent as i32);
    checked(vm, result, &[x])
}

fn modf(vm: &mut Vm, args: Args) -> Outcome {
    let x = argument(vm, args, 0)?;
    let whole = libm::trunc(x);
    let rest = if x.is_infinite() { 0.0 } else { x - whole };
    let pair = vec![Value::Float(rest.copysign(x)), Value::Float(whole)];
    Ok(Flow::Value(vm.heap.tuple(pair)))
}

fn norm(values: &[f64]) -> f64 {
    match values {
        [] => 0.0,
        [x] => x.abs(),
        [x, y] => libm::hypot(*x, *y),
        many => {
            let largest = many.iter().fold(0.0f64, |most, x| most.max(x.abs()));
            if largest == 0.0 || !largest.is_finite() {
                return largest;
            }
            // Exact squares, and one correction of the root.
            let unit = libm::ldexp(1.0, libm::frexp(largest).1);
            let squares = many.iter().map(|x| Double::product(x / unit, x / unit));
            let sum = squares.fold(Double::from(0.0), Double::plus);
            let root = libm::sqrt(sum.value());
            let square = Double::product(root, root);
            let error = Double { high: -square.high, low: -square.low }.plus(sum).value();
            (root + error / (2.0 * root)) * unit
        }
    }
}

fn hypot(vm: &mut Vm, args: Args) -> Outcome {
    let mut values = Vec::new();
    for index in 0..args.count {
        values.push(argument(vm, args, index)?);
    }
    Ok(give(norm(&values)))
}

/// The numbers of an iterable; `None` where the library has to collect them.
fn numbers(vm: &mut Vm, of: Value) -> Result<Option<Vec<f64>>, Raise> {
    let Items::Owned(items) = vm.items(of)? else { return Ok(None) };
    let numbers: Result<Vec<f64>, Raise> = items.iter().map(|&item| number(vm, item)).collect();
    vm.heap.release_all(&items);
    numbers.map(Some)
}

fn dist(vm: &mut Vm, args: Args) -> Outcome {
    let Some(p) = numbers(vm, vm.arg(args, 0))? else { return Ok(Flow::Materialise(0)) };
    let Some(q) = numbers(vm, vm.arg(args, 1))? else { return Ok(Flow::Materialise(1)) };
    if p.len() != q.len() {
        let message = "both points must have the same number of dimensions".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    let apart: Vec<f64> = p.iter().zip(&q).map(|(x, y)| x - y).collect();
    Ok(give(norm(&apart)))
}

fn fsum(vm: &mut Vm, args: Args) -> Outcome {
    match numbers(vm, vm.arg(args, 0))? {
        Some(all) => Ok(give(precise_sum(all.into_iter()))),
        None => Ok(Flow::Materialise(0)),
    }
}

/// The sum as if it were rounded once at the end.
///
/// **Models:** `math_fsum`: Shewchuk's partial sums, and the correction for half-way cases.
fn precise_sum(all: impl Iterator<Item = f64>) -> f64 {
    let (mut partials, mut special): (Vec<f64>, f64) = (Vec::new(), 0.0);
    for x in all {
        if !x.is_finite() {
            special += x;
            continue;
        }
        let (mut x, mut kept) = (x, 0);
        for index in 0..partials.len() {
            let mut y = partials[index];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        partials.push(x);
    }
    if special != 0.0 || special.is_nan() {
        return special;
    }
    let Some(mut high) = partials.pop() else { return 0.0 };
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    let next = partials.last().copied().unwrap_or(0.0);
    if (low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0) {
        let (y, x) = (low * 2.0, high + low * 2.0);
        if y == x - high {
            high = x;
        }
    }
    high
}

fn isclose(vm: &mut Vm, args: Args) -> Outcome {
    let (a, b) = (argument(vm, args, 0)?, argument(vm, args, 1)?);
    let mut tolerance = |index: usize, default: f64| match vm.optional(args, index) {
        Some(of) => number(vm, of),
        None => Ok(default),
    };
    let (relative, absolute) = (tolerance(2, 1e-9)?, tolerance(3, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        let message = "tolerances must be non-negative".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    let apart = (a - b).abs();
    let near = apart <= relative * a.abs().max(b.abs()) || apart <= absolute;
    let is_close = a == b || (a.is_finite() && b.is_finite() && near);
    Ok(Flow::Value(Value::Bool(is_close)))
}
