//! Strings and characters in quotes, as `%q` writes them.
//!
//! **Models:** `strconv/quote.go` (Go 1.27).
//! **Departures:** what is printable is asked of Rust's tables, not of Go's.

/// Which characters stay as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quoting {
    /// Those that can be seen.
    Printable,
    /// Those of ASCII.
    Ascii,
}

/// `"..."` with escapes.
pub fn quoted(bytes: &[u8], quoting: Quoting) -> String {
    let mut out = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| push_escaped(&mut out, c, '"', quoting));
        chunk.invalid().iter().for_each(|byte| out += &format!("\\x{byte:02x}"));
    }
    out.push('"');
    out
}

/// `'x'` with escapes.
pub fn quoted_rune(c: char, quoting: Quoting) -> String {
    let mut out = String::from("'");
    push_escaped(&mut out, c, '\'', quoting);
    out.push('\'');
    out
}

fn push_escaped(out: &mut String, c: char, quote: char, quoting: Quoting) {
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
        _ if quoting == Quoting::Printable && printable(c) => out.push(c),
        _ if (c as u32) < 0x10000 => *out += &format!("\\u{:04x}", c as u32),
        _ => *out += &format!("\\U{:08x}", c as u32),
    }
}

/// Whether the character can be seen: a letter, mark, number, sign, or ASCII's space.
pub fn printable(c: char) -> bool {
    // Behind a letter, a mark is not escaped.
    let shown = |c: char| {
        !['a', c].iter().collect::<String>().escape_debug().skip(1).eq(c.escape_unicode())
    };
    c == ' ' || matches!(c, '!'..='~') || !c.is_ascii() && !c.is_whitespace() && shown(c)
}

/// Whether backquotes can hold the text.
pub fn can_backquote(text: &str) -> bool {
    !text.chars().any(|c| (c < ' ' && c != '\t') || matches!(c, '`' | '\u{7f}' | '\u{feff}'))
}
