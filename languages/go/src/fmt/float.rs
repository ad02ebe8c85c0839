//! Floating-point numbers as text.
//!
//! **Models:** `strconv/ftoa.go` (Go 1.27): which form is taken, and how exponents look.

/// Digits behind the point beyond which every number has zeros only.
const DIGITS_MAX: usize = 1100;

/// The number in form `b e E f g G x X`, with `precision` digits (behind the point; altogether for
/// `g`) or, without, the fewest that read back as the same number of `bits` bits.
pub fn text(value: f64, form: char, precision: Option<usize>, bits: u32) -> String {
    let value = if bits == 32 { f64::from(value as f32) } else { value };
    match value {
        _ if value.is_nan() => "NaN".into(),
        _ if value.is_infinite() => if value > 0.0 { "+Inf" } else { "-Inf" }.into(),
        _ => {
            let sign = if value.is_sign_negative() { "-" } else { "" };
            let text = magnitude(value.abs(), form.to_ascii_lowercase(), precision, bits);
            let text = if form.is_ascii_uppercase() { text.to_uppercase() } else { text };
            format!("{sign}{text}")
        }
    }
}

fn magnitude(value: f64, form: char, precision: Option<usize>, bits: u32) -> String {
    match (form, precision) {
        ('b', _) => binary(value, bits),
        ('x', _) => hexadecimal(value, precision),
        ('f', Some(precision)) => {
            let digits = precision.min(DIGITS_MAX);
            format!("{value:.digits$}{}", "0".repeat(precision - digits))
        }
        ('e', Some(precision)) => {
            let (digits, exponent) = scientific(value, precision.min(DIGITS_MAX));
            let zeros = "0".repeat(precision.saturating_sub(DIGITS_MAX));
            with_exponent(&(digits + &zeros), exponent)
        }
        (_, Some(precision)) => general(value, precision.max(1)),
        (form, None) => {
            let text =
                if bits == 32 { format!("{:e}", value as f32) } else { format!("{value:e}") };
            let (digits, exponent) = split(&text);
            match form {
                'e' => with_exponent(&digits, exponent),
                'g' if !(-4..6).contains(&exponent) => with_exponent(&digits, exponent),
                _ => plain(&digits, exponent),
            }
        }
    }
}

/// The digits of a number rounded to `behind` places behind the first, and the first one's exponent.
fn scientific(value: f64, behind: usize) -> (String, i32) {
    split(&format!("{value:.behind$e}"))
}

fn general(value: f64, precision: usize) -> String {
    let (digits, exponent) = scientific(value, precision.min(DIGITS_MAX) - 1);
    let trimmed = digits.trim_end_matches('0');
    let digits = if trimmed.is_empty() { "0" } else { trimmed };
    let limit = if precision > digits.len() && digits.len() as i32 > exponent {
        digits.len()
    } else {
        precision
    };
    match exponent < -4 || exponent >= limit as i32 {
        true => with_exponent(digits, exponent),
        false => plain(digits, exponent),
    }
}

/// The digits without point, and the decimal exponent of the first.
fn split(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits = mantissa.chars().filter(char::is_ascii_digit).collect();
    (digits, exponent.parse().unwrap_or(0))
}

fn signed(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:02}", exponent.abs())
}

fn with_exponent(digits: &str, exponent: i32) -> String {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{first}{point}{rest}e{}", signed(exponent))
}

fn plain(digits: &str, exponent: i32) -> String {
    if exponent < 0 {
        let zeros = "0".repeat((-exponent - 1) as usize);
        return if digits == "0" { "0".into() } else { format!("0.{zeros}{digits}") };
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{digits}{}", "0".repeat(whole - digits.len()));
    }
    format!("{}.{}", &digits[..whole], &digits[whole..])
}

/// `4503599627370496p-52`: the mantissa as it is stored.
fn binary(value: f64, bits: u32) -> String {
    let (mantissa, exponent) = match bits {
        32 => {
            let word = (value as f32).to_bits();
            parts(u64::from(word), 23, 127)
        }
        _ => parts(value.to_bits(), 52, 1023),
    };
    let sign = if exponent < 0 { "" } else { "+" };
    format!("{mantissa}p{sign}{exponent}")
}

/// Mantissa and exponent of a number whose mantissa is stored in so many bits.
fn parts(word: u64, mantissa_bits: i32, bias: i32) -> (u64, i32) {
    let stored = (word >> mantissa_bits) as i32;
    let mantissa = word & ((1 << mantissa_bits) - 1);
    match stored {
        0 => (mantissa, 1 - bias - mantissa_bits),
        _ => (mantissa | 1 << mantissa_bits, stored - bias - mantissa_bits),
    }
}

/// `0x1.8p+01`
fn hexadecimal(value: f64, precision: Option<usize>) -> String {
    let (mut mantissa, mut exponent) = parts(value.to_bits(), 52, 1023);
    exponent = if mantissa == 0 { 0 } else { exponent + 52 };
    while mantissa != 0 && mantissa >> 52 == 0 {
        (mantissa, exponent) = (mantissa << 1, exponent - 1);
    }
    if let Some(precision) = precision.filter(|&precision| precision < 13) {
        mantissa = round_even(mantissa, 52 - 4 * precision as u32);
    }
    if mantissa >> 53 != 0 {
        (mantissa, exponent) = (mantissa >> 1, exponent + 1);
    }
    let fraction = format!("{:013x}", mantissa & ((1 << 52) - 1));
    let fraction = match precision {
        Some(precision) if precision <= 13 => fraction[..precision].into(),
        Some(precision) => format!("{fraction}{}", "0".repeat(precision - 13)),
        None => fraction.trim_end_matches('0').to_string(),
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("0x{}{point}{fraction}p{}", mantissa >> 52, signed(exponent))
}

/// Rounds the lowest `bits` bits away, a tie to the even side.
fn round_even(mantissa: u64, bits: u32) -> u64 {
    let (unit, rest) = (1u64 << bits, mantissa & ((1 << bits) - 1));
    let whole = mantissa - rest;
    let up = rest > unit / 2 || (rest == unit / 2 && whole & unit != 0);
    if up { whole + unit } else { whole }
}
