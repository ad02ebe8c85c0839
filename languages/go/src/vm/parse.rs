//! Text read as numbers, and out of quotes.
//!
//! **Models:** `strconv/atoi.go`, `atof.go`, `quote.go` (Go 1.27).
//! **Departures:** hexadecimal floating-point numbers have at most 16 digits before rounding.

/// What is wrong with a text; the numbers are those `std/strconv.go` knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    Good = 0,
    Syntax = 1,
    Range = 2,
    Base = 3,
    Size = 4,
}

/// `ParseUint`: the number, the largest one where it does not fit.
pub(super) fn unsigned(text: &[u8], base: u64, bits: u64) -> (u64, Verdict) {
    if text.is_empty() {
        return (0, Verdict::Syntax);
    }
    let Some((base, digits, underscores)) = base_and_digits(text, base) else {
        return (0, Verdict::Base);
    };
    let bits = if bits == 0 { 64 } else { bits };
    if bits > 64 {
        return (0, Verdict::Size);
    }
    if digits.is_empty() || (!underscores && digits.contains(&b'_')) || !underscores_fit(text) {
        return (0, Verdict::Syntax);
    }
    let max = u64::MAX >> (64 - bits);
    let mut value = Some(0u64);
    for &byte in digits.iter().filter(|&&byte| byte != b'_') {
        let Some(digit) = (byte as char).to_digit(36).filter(|&digit| u64::from(digit) < base)
        else {
            return (0, Verdict::Syntax);
        };
        value = value
            .and_then(|value| value.checked_mul(base)?.checked_add(u64::from(digit)))
            .filter(|&value| value <= max);
    }
    value.map_or((max, Verdict::Range), |value| (value, Verdict::Good))
}

/// `ParseInt`: the number, the nearest one where it does not fit.
pub(super) fn signed(text: &[u8], base: u64, bits: u64) -> (u64, Verdict) {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let (magnitude, verdict) = unsigned(digits, base, bits);
    if !matches!(verdict, Verdict::Good | Verdict::Range) {
        return (0, verdict);
    }
    let bits = if bits == 0 { 64 } else { bits };
    let limit = 1u64 << (bits - 1);
    match negative {
        false if magnitude >= limit => (limit - 1, Verdict::Range),
        true if magnitude > limit => (limit.wrapping_neg(), Verdict::Range),
        false => (magnitude, Verdict::Good),
        true => (magnitude.wrapping_neg(), Verdict::Good),
    }
}

/// The base, the digits behind its prefix, and whether underscores may be among them.
fn base_and_digits(text: &[u8], base: u64) -> Option<(u64, &[u8], bool)> {
    match base {
        2..=36 => return Some((base, text, false)),
        0 => {}
        _ => return None,
    }
    let prefix = text.get(1).map(u8::to_ascii_lowercase).filter(|_| text[0] == b'0');
    Some(match prefix {
        Some(b'x') => (16, &text[2..], true),
        Some(b'b') => (2, &text[2..], true),
        Some(b'o') => (8, &text[2..], true),
        Some(_) => (8, &text[1..], true),
        None => (10, text, true),
    })
}

/// Whether every underscore is between digits, or behind the base's prefix.
fn underscores_fit(text: &[u8]) -> bool {
    let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
    text.iter().enumerate().filter(|(_, byte)| **byte == b'_').all(|(at, _)| {
        digit(at.checked_sub(1).and_then(|before| text.get(before))) && digit(text.get(at + 1))
    })
}

/// Digits in a base from 2 to 36.
pub(super) fn in_base(mut value: u64, base: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit((value % base.max(2)) as u32, 36));
        value /= base.max(2);
        if value == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// `ParseFloat`: the bits of the number.
pub(super) fn float(text: &[u8], bits: u64) -> (u64, Verdict) {
    let nothing = (0, Verdict::Syntax);
    let Some(text) = std::str::from_utf8(text).ok() else { return nothing };
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    if lower == "nan" && unsigned.len() < text.len() {
        return nothing;
    }
    if !underscores_fit(unsigned.as_bytes()) {
        return nothing;
    }
    let text = text.replace('_', "");
    let value = match lower.strip_prefix("0x") {
        Some(digits) => hexadecimal(digits).map(|value| match text.starts_with('-') {
            true => -value,
            false => value,
        }),
        None if bits == 32 => text.parse::<f32>().ok().map(f64::from),
        None => text.parse().ok(),
    };
    let Some(mut value) = value else { return nothing };
    if bits == 32 {
        value = f64::from(value as f32);
    }
    let written = lower.starts_with("inf") || !value.is_infinite();
    (value.to_bits(), if written { Verdict::Good } else { Verdict::Range })
}

/// `1.8p3` behind its prefix.
fn hexadecimal(text: &str) -> Option<f64> {
    let text = text.replace('_', "");
    let (mantissa, exponent) = text.split_once('p')?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || digits.len() > 16 || exponent.is_empty() {
        return None;
    }
    let value = u64::from_str_radix(&digits, 16).ok()?;
    let exponent: i32 = exponent.parse().ok()?;
    Some(libm::ldexp(value as f64, exponent.clamp(-5000, 5000) - 4 * fraction.len() as i32))
}

/// What is between quotes, escapes read; `None` where it is not well quoted.
pub(super) fn unquoted(text: &[u8]) -> Option<Vec<u8>> {
    let [quote, inner @ .., last] = text else { return None };
    if quote != last {
        return None;
    }
    match quote {
        b'`' if !inner.contains(&b'`') => {
            Some(inner.iter().copied().filter(|&byte| byte != b'\r').collect())
        }
        b'"' | b'\'' => {
            let mut out = Vec::new();
            let (mut rest, mut count) = (inner, 0);
            while !rest.is_empty() {
                rest = character(rest, *quote, &mut out)?;
                count += 1;
            }
            (*quote == b'"' || count <= 1).then_some(out)
        }
        _ => None,
    }
}

/// Reads one character or escape; what is behind it.
fn character<'t>(text: &'t [u8], quote: u8, out: &mut Vec<u8>) -> Option<&'t [u8]> {
    let (&first, rest) = text.split_first()?;
    if first == quote || first == b'\n' {
        return None;
    }
    if first != b'\\' {
        let width = super::text::first_rune(text).1;
        out.extend_from_slice(&text[..width]);
        return Some(&text[width..]);
    }
    let (&letter, rest) = rest.split_first()?;
    let simple = match letter {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'\\' => b'\\',
        b'\'' | b'"' if letter == quote => letter,
        _ => return numbered(letter, text, quote, out),
    };
    out.push(simple);
    Some(rest)
}

/// `\x41`, `\101`, `\u0041`, `\U00000041`
fn numbered<'t>(letter: u8, text: &'t [u8], quote: u8, out: &mut Vec<u8>) -> Option<&'t [u8]> {
    let (from, len, base) = match letter {
        b'x' => (2, 2, 16),
        b'u' => (2, 4, 16),
        b'U' => (2, 8, 16),
        b'0'..=b'7' => (1, 3, 8),
        _ => return None,
    };
    let digits = text.get(from..from + len)?;
    let value = digits.iter().try_fold(0u32, |value, &byte| {
        Some(value.checked_mul(base)? + (byte as char).to_digit(base)?)
    })?;
    match letter {
        b'u' | b'U' => super::text::push_rune(out, u64::from(char::from_u32(value)? as u32)),
        _ if value > 255 => return None,
        _ if quote == b'\'' => super::text::push_rune(out, u64::from(value)),
        _ => out.push(value as u8),
    }
    Some(&text[from + len..])
}
