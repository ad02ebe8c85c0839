//! Text from values: quoting, format specifications, `%` and `str.format`.

pub(crate) mod float;
pub(crate) mod percent;
mod spec;
pub(crate) mod template;

/// `repr` of a str.
///
/// **Models:** `unicode_repr`: single quotes unless the text holds some and no double ones.
pub(crate) fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for char in text.chars() {
        match char {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            char if char == quote => {
                out.push('\\');
                out.push(char);
            }
            char if !is_printable(char) => out.push_str(&escaped(char)),
            char => out.push(char),
        }
    }
    out.push(quote);
    out
}

/// Control characters, separators other than the space, and what is not assigned.
pub(crate) fn is_printable(char: char) -> bool {
    match u32::from(char) {
        0x20..=0x7e => true,
        0..=0xa0 | 0xad | 0x200b..=0x200f | 0x2028..=0x202f | 0x205f..=0x206f | 0xfeff => false,
        0x2000..=0x200a | 0x1680 | 0x3000 | 0xe000..=0xf8ff | 0xfff0..=0xfffb => false,
        _ => true,
    }
}

pub(crate) fn escaped(char: char) -> String {
    match u32::from(char) {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code @ 0..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// `ascii()` of what `repr()` gave.
pub(crate) fn ascii(text: &str) -> String {
    let each =
        text.chars().map(|char| if char.is_ascii() { char.to_string() } else { escaped(char) });
    each.collect()
}
