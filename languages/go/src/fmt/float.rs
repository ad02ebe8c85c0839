//! Floating-point numbers as text.
//!
//! **Models:** `strconv/ftoa.go` (Go 1.27): which form is taken, and how exponents look.

/// The shortest text that reads back as the same number, in form `e`, `f` or `g`.
pub fn shortest(value: f64, form: u8, bits: u32) -> String {
    if let Some(special) = special(value) {
        return special;
    }
    let text = if bits == 32 { format!("{:e}", value as f32) } else { format!("{value:e}") };
    let (digits, exponent) = split(&text);
    match form {
        b'e' => with_exponent(&digits, exponent, value),
        b'g' if !(-4..6).contains(&exponent) => with_exponent(&digits, exponent, value),
        _ => plain(&digits, exponent, value.is_sign_negative()),
    }
}

/// With `precision` digits: after the point for `e` and `f`, altogether for `g`.
pub fn precise(value: f64, form: u8, precision: usize) -> String {
    if let Some(special) = special(value) {
        return special;
    }
    match form {
        b'e' => {
            let text = format!("{value:.precision$e}");
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            format!("{mantissa}{}", exponent_text(exponent.parse().unwrap_or(0)))
        }
        b'g' => general(value, precision.max(1)),
        _ => format!("{value:.precision$}"),
    }
}

fn general(value: f64, precision: usize) -> String {
    let text = format!("{:.*e}", precision - 1, value);
    let (mut digits, exponent) = split(&text);
    while digits.len() > 1 && digits.ends_with('0') {
        digits.pop();
    }
    let limit = if precision > digits.len() && digits.len() as i32 > exponent {
        digits.len()
    } else {
        precision
    };
    match exponent < -4 || exponent >= limit as i32 {
        true => with_exponent(&digits, exponent, value),
        false => plain(&digits, exponent, value.is_sign_negative()),
    }
}

fn special(value: f64) -> Option<String> {
    match value {
        _ if value.is_nan() => Some("NaN".into()),
        _ if value.is_infinite() => Some(if value > 0.0 { "+Inf" } else { "-Inf" }.into()),
        _ => None,
    }
}

/// The digits without point and sign, and the decimal exponent of the first.
fn split(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits = mantissa.chars().filter(char::is_ascii_digit).collect();
    (digits, exponent.parse().unwrap_or(0))
}

fn exponent_text(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.abs())
}

fn with_exponent(digits: &str, exponent: i32, value: f64) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}{}", exponent_text(exponent))
}

fn plain(digits: &str, exponent: i32, negative: bool) -> String {
    let sign = if negative { "-" } else { "" };
    if exponent < 0 {
        let zeros = "0".repeat((-exponent - 1) as usize);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{sign}{digits}{}", "0".repeat(whole - digits.len()));
    }
    format!("{sign}{}.{}", &digits[..whole], &digits[whole..])
}
