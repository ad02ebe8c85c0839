//! Floats as text, as CPython writes them.
//!
//! **Models:** `PyOS_double_to_string` (`Python/pystrtod.c`): `repr` is the shortest decimal that
//! reads back the same.

use num_traits::{FromPrimitive, ToPrimitive};

/// `repr(float)`.
pub(crate) fn float_repr(x: f64) -> String {
    if let Some(word) = not_finite(x) {
        return word.into();
    }
    let (sign, digits, exponent) = shortest(x);
    // CPython uses an exponent below 1e-4 and from 1e16.
    if (-4..16).contains(&exponent) {
        return sign.to_string() + &positional(&digits, exponent);
    }
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}e{}", signed(exponent))
}

pub(super) fn not_finite(x: f64) -> Option<&'static str> {
    match x {
        _ if x.is_nan() => Some("nan"),
        f64::INFINITY => Some("inf"),
        f64::NEG_INFINITY => Some("-inf"),
        _ => None,
    }
}

/// Sign, significant digits and decimal exponent of the shortest form.
fn shortest(x: f64) -> (&'static str, String, i32) {
    let text = format!("{:e}", x.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let sign = if x.is_sign_negative() { "-" } else { "" };
    (sign, mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
}

fn positional(digits: &str, exponent: i32) -> String {
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{digits}{}.0", "0".repeat(whole - digits.len()));
    }
    format!("{}.{}", &digits[..whole], &digits[whole..])
}

/// An exponent of at least two digits.
pub(super) fn signed(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:02}", exponent.abs())
}

/// `round(x, digits)`: correctly rounded in decimal.
pub(crate) fn round_digits(x: f64, digits: i64) -> f64 {
    if !x.is_finite() || digits > 323 {
        return x;
    }
    if digits < -308 {
        return 0.0f64.copysign(x);
    }
    if digits >= 0 {
        return format!("{x:.*}", digits as usize).parse().unwrap_or(x);
    }
    let Some(whole) = num_bigint::BigInt::from_f64(x.abs().trunc()) else { return x };
    let unit = num_bigint::BigInt::from(10).pow(-digits as u32);
    let (mut below, twice) = (&whole / &unit, (&whole % &unit) * 2u32);
    if twice > unit || (twice == unit && (below.bit(0) || x.fract() != 0.0)) {
        below += 1u32;
    }
    (below * unit).to_f64().unwrap_or(f64::INFINITY).copysign(x)
}

/// `%e` with this many digits after the point.
pub(super) fn exponential(x: f64, precision: usize) -> String {
    let text = format!("{x:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{mantissa}e{}", signed(exponent.parse().unwrap_or(0)))
}

/// `%g` with this many significant digits; `keeps_zeros` for the `#` form.
pub(super) fn general(x: f64, precision: usize, keeps_zeros: bool) -> String {
    let precision = precision.max(1);
    let text = exponential(x, precision - 1);
    let exponent: i32 = text.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    let trim = |text: String| {
        if keeps_zeros || !text.contains('.') {
            return text;
        }
        text.trim_end_matches('0').trim_end_matches('.').to_string()
    };
    if (-4..precision as i32).contains(&exponent) {
        let decimals = (precision as i32 - 1 - exponent).max(0) as usize;
        return trim(format!("{x:.decimals$}"));
    }
    let (mantissa, _) = text.split_once('e').unwrap_or((&text, ""));
    format!("{}e{}", trim(mantissa.to_string()), signed(exponent))
}

/// The form without a type letter: `%g` with a digit after the point, in exponential form from
/// an exponent of the precision itself on.
pub(super) fn general_repr(x: f64, precision: usize) -> String {
    let precision = precision.max(1);
    let text = exponential(x, precision - 1);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..precision as i32).contains(&exponent) && exponent < precision as i32 - 1 {
        let decimals = (precision as i32 - 1 - exponent).max(0) as usize;
        let fixed = format!("{x:.decimals$}");
        let fixed = fixed.trim_end_matches('0');
        return if fixed.ends_with('.') { format!("{fixed}0") } else { fixed.into() };
    }
    let mantissa = match mantissa.contains('.') {
        true => mantissa.trim_end_matches('0').trim_end_matches('.'),
        false => mantissa,
    };
    format!("{mantissa}e{}", signed(exponent))
}
