//! Strings and characters in quotes, as `%q` writes them.
//!
//! **Models:** `strconv/quote.go` (Go 1.27).
//! **Departures:** what is printable is asked of Rust's tables, not of Go's.

/// `"..."` with escapes.
pub fn quoted(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| push_escaped(&mut out, c, '"'));
        chunk.invalid().iter().for_each(|byte| out += &format!("\\x{byte:02x}"));
    }
    out.push('"');
    out
}

/// `'x'` with escapes; what is no character becomes U+FFFD.
pub fn quoted_rune(code: i64) -> String {
    let c = u32::try_from(code).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
    let mut out = String::from("'");
    push_escaped(&mut out, c, '\'');
    out.push('\'');
    out
}

fn push_escaped(out: &mut String, c: char, quote: char) {
    match c {
        _ if c == quote || c == '\\' => out.extend(['\\', c]),
        '\u{7}' => out.push_str("\\a"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{b}' => out.push_str("\\v"),
        ' '..='~' => out.push(c),
        _ if (c as u32) < 0x80 => *out += &format!("\\x{:02x}", c as u32),
        _ if printable(c) => out.push(c),
        _ if (c as u32) < 0x10000 => *out += &format!("\\u{:04x}", c as u32),
        _ => *out += &format!("\\U{:08x}", c as u32),
    }
}

fn printable(c: char) -> bool {
    !c.is_control()
        && (c.is_alphanumeric() || !c.escape_debug().to_string().starts_with("\\u"))
        && !c.is_whitespace()
}
