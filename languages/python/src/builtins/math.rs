//! The module `math`: the part that programs here use.

use super::{Entry, function};
use crate::object::{Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const CONSTANTS: &[(&str, Value)] = &[
    ("pi", Value::Float(std::f64::consts::PI)),
    ("e", Value::Float(std::f64::consts::E)),
    ("tau", Value::Float(std::f64::consts::TAU)),
    ("inf", Value::Float(f64::INFINITY)),
    ("nan", Value::Float(f64::NAN)),
];

pub(super) const TABLE: &[Entry] = &[
    function("sqrt", 1, 1, &[], sqrt),
    function("floor", 1, 1, &[], |vm, args| integral(vm, args, f64::floor)),
    function("ceil", 1, 1, &[], |vm, args| integral(vm, args, f64::ceil)),
    function("trunc", 1, 1, &[], |vm, args| integral(vm, args, f64::trunc)),
    function("sin", 1, 1, &[], |vm, args| real(vm, args, f64::sin)),
    function("cos", 1, 1, &[], |vm, args| real(vm, args, f64::cos)),
    function("tan", 1, 1, &[], |vm, args| real(vm, args, f64::tan)),
    function("exp", 1, 1, &[], |vm, args| real(vm, args, f64::exp)),
    function("fabs", 1, 1, &[], |vm, args| real(vm, args, f64::abs)),
    function("log", 1, 2, &[], log),
    function("log2", 1, 1, &[], |vm, args| positive(vm, args, f64::log2)),
    function("log10", 1, 1, &[], |vm, args| positive(vm, args, f64::log10)),
    function("isinf", 1, 1, &[], |vm, args| test(vm, args, f64::is_infinite)),
    function("isnan", 1, 1, &[], |vm, args| test(vm, args, f64::is_nan)),
    function("isfinite", 1, 1, &[], |vm, args| test(vm, args, f64::is_finite)),
    function("gcd", 0, super::ANY, &[], gcd),
    function("isqrt", 1, 1, &[], isqrt),
    function("factorial", 1, 1, &[], factorial),
];

fn argument(vm: &mut Vm, args: Args, index: usize) -> Result<f64, crate::vm::Raise> {
    let of = vm.arg(args, index);
    match of {
        Value::Float(float) => Ok(float),
        _ if vm.is_int(of) => vm.int_to_float(of),
        _ => {
            let message = format!("must be real number, not {}", vm.type_name(of));
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn real(vm: &mut Vm, args: Args, of: fn(f64) -> f64) -> Outcome {
    let x = argument(vm, args, 0)?;
    Ok(Flow::Value(Value::Float(of(x))))
}

fn test(vm: &mut Vm, args: Args, of: fn(f64) -> bool) -> Outcome {
    let x = argument(vm, args, 0)?;
    Ok(Flow::Value(Value::Bool(of(x))))
}

fn domain(vm: &mut Vm) -> Outcome {
    Err(vm.raise(Type::ValueError, "math domain error".into()))
}

fn sqrt(vm: &mut Vm, args: Args) -> Outcome {
    let x = argument(vm, args, 0)?;
    if x < 0.0 { domain(vm) } else { Ok(Flow::Value(Value::Float(x.sqrt()))) }
}

fn positive(vm: &mut Vm, args: Args, of: fn(f64) -> f64) -> Outcome {
    let x = argument(vm, args, 0)?;
    if x <= 0.0 { domain(vm) } else { Ok(Flow::Value(Value::Float(of(x)))) }
}

fn log(vm: &mut Vm, args: Args) -> Outcome {
    let x = argument(vm, args, 0)?;
    if x <= 0.0 {
        return domain(vm);
    }
    if args.count == 1 {
        return Ok(Flow::Value(Value::Float(x.ln())));
    }
    let base = argument(vm, args, 1)?;
    if base <= 0.0 { domain(vm) } else { Ok(Flow::Value(Value::Float(x.ln() / base.ln()))) }
}

fn integral(vm: &mut Vm, args: Args, of: fn(f64) -> f64) -> Outcome {
    let value = vm.arg(args, 0);
    if vm.is_int(value) {
        return Ok(Flow::Value(vm.heap.keep(value)));
    }
    let x = argument(vm, args, 0)?;
    super::convert::float_to_int(vm, of(x))
}

fn gcd(vm: &mut Vm, args: Args) -> Outcome {
    let mut result = 0i64;
    for index in 0..args.count {
        let (mut a, mut b) = (result, vm.int_argument(vm.arg(args, index))?);
        while b != 0 {
            (a, b) = (b, a.wrapping_rem(b));
        }
        result = a.wrapping_abs();
    }
    Ok(Flow::Value(Value::Int(result)))
}

fn isqrt(vm: &mut Vm, args: Args) -> Outcome {
    match vm.big(vm.arg(args, 0)) {
        Some(big) if big.sign() != num_bigint::Sign::Minus => {
            Ok(Flow::Value(vm.int_value(big.sqrt())))
        }
        Some(_) => {
            let message = "isqrt() argument must be nonnegative".into();
            Err(vm.raise(Type::ValueError, message))
        }
        None => domain(vm),
    }
}

fn factorial(vm: &mut Vm, args: Args) -> Outcome {
    let n = vm.int_argument(vm.arg(args, 0))?;
    if n < 0 {
        let message = "factorial() not defined for negative values".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    if n > 5000 {
        return Err(
            vm.raise(Type::MemoryError, "factorial of more than 5000 is not simulated".into())
        );
    }
    let product = (2..=n).fold(num_bigint::BigInt::from(1), |product, factor| product * factor);
    Ok(Flow::Value(vm.int_value(product)))
}
