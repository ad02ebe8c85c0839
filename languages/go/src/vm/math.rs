//! Functions of floating-point numbers.
//!
//! **Models:** package `math` (Go 1.27).
//! **Departures:** cube roots, hyperbolic functions, gamma and error functions may differ from Go's
//! result in the last bit; they are the same on every machine.

use super::trig;
use crate::natives::Float;

/// The function's value; functions of fewer arguments leave the others alone.
pub(super) fn math(float: Float, x: f64, y: f64, z: f64) -> f64 {
    match float {
        Float::Ceil => x.ceil(),
        Float::Floor => x.floor(),
        Float::Trunc => x.trunc(),
        Float::Round => x.round(),
        Float::RoundToEven => x.round_ties_even(),
        Float::Sqrt => x.sqrt(),
        Float::Cbrt => libm::cbrt(x),
        Float::Exp => trig::exp(x),
        Float::Exp2 => libm::exp2(x),
        Float::Expm1 => libm::expm1(x),
        Float::Log => libm::log(x),
        Float::Log1p => libm::log1p(x),
        Float::Sin => trig::sin(x),
        Float::Cos => trig::cos(x),
        Float::Tan => trig::tan(x),
        Float::Atan => trig::atan(x),
        Float::Sinh => libm::sinh(x),
        Float::Cosh => libm::cosh(x),
        Float::Tanh => libm::tanh(x),
        Float::Asinh => libm::asinh(x),
        Float::Acosh => libm::acosh(x),
        Float::Atanh => libm::atanh(x),
        Float::Gamma => libm::tgamma(x),
        Float::Erf => libm::erf(x),
        Float::Erfc => libm::erfc(x),
        Float::Pow => pow(x, y),
        Float::Atan2 => atan2(x, y),
        Float::Hypot => hypot(x, y),
        Float::Mod => libm::fmod(x, y),
        Float::Remainder => libm::remainder(x, y),
        Float::Fma => libm::fma(x, y, z),
    }
}

/// By squaring the mantissa, so that powers of whole numbers are exact as long as they fit.
fn pow(x: f64, y: f64) -> f64 {
    let (mut whole, mut part) = (y.abs().trunc(), y.abs().fract());
    let usual = x.is_finite() && y.is_finite() && x != 0.0 && whole < 9e18;
    match y {
        _ if !usual || (part != 0.0 && x < 0.0) => return libm::pow(x, y),
        0.5 => return x.sqrt(),
        -0.5 => return 1.0 / x.sqrt(),
        _ => {}
    }
    if part > 0.5 {
        (whole, part) = (whole + 1.0, part - 1.0);
    }
    let mut result = if part == 0.0 { 1.0 } else { trig::exp(part * libm::log(x)) };
    let mut result_exponent = 0i64;
    let (mut power, exponent) = libm::frexp(x);
    let (mut exponent, mut left) = (i64::from(exponent), whole as u64);
    while left > 0 {
        if exponent.abs() > 1 << 12 {
            result_exponent += exponent;
            break;
        }
        if left % 2 == 1 {
            result *= power;
            result_exponent += exponent;
        }
        (power, exponent, left) = (power * power, exponent * 2, left / 2);
        if power < 0.5 {
            (power, exponent) = (power * 2.0, exponent - 1);
        }
    }
    if y < 0.0 {
        (result, result_exponent) = (1.0 / result, -result_exponent);
    }
    libm::ldexp(result, result_exponent.clamp(-5000, 5000) as i32)
}

/// The larger one is taken out, so that no square overflows.
fn hypot(x: f64, y: f64) -> f64 {
    let (large, small) = (x.abs().max(y.abs()), x.abs().min(y.abs()));
    match () {
        _ if x.is_infinite() || y.is_infinite() => f64::INFINITY,
        _ if x.is_nan() || y.is_nan() => f64::NAN,
        _ if large == 0.0 => 0.0,
        _ => large * (1.0 + (small / large) * (small / large)).sqrt(),
    }
}

fn atan2(y: f64, x: f64) -> f64 {
    if x == 0.0 || y == 0.0 || !x.is_finite() || !y.is_finite() {
        return libm::atan2(y, x);
    }
    let angle = trig::atan(y / x);
    match (x < 0.0, angle <= 0.0) {
        (false, _) => angle,
        (true, true) => angle + std::f64::consts::PI,
        (true, false) => angle - std::f64::consts::PI,
    }
}
