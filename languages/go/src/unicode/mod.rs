//! What kind of character one is.
//!
//! **Models:** `unicode/graphic.go`, `letter.go`, `digit.go` (Go 1.27, Unicode 17). Rust's library
//! knows the derived properties; what they hold beyond the general categories is taken out here.

mod tables;

use crate::fmt::quote::printable;

/// A question about a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    Letter,
    Digit,
    Number,
    Space,
    Upper,
    Lower,
    Title,
    Punct,
    Symbol,
    Mark,
    Control,
    Print,
    Graphic,
}

impl Class {
    /// Whether the character is of this class.
    pub fn holds(self, c: char) -> bool {
        match self {
            Class::Letter => is_letter(c),
            Class::Digit => within(&tables::DIGITS, c),
            Class::Number => c.is_numeric(),
            Class::Space => c.is_whitespace(),
            Class::Upper => c.is_uppercase() && is_letter(c),
            Class::Lower => {
                let other = matches!(c, 'ª' | 'º') || within(&tables::MODIFIERS, c);
                c.is_lowercase() && is_letter(c) && !other
            }
            Class::Title => within(&tables::TITLES, c),
            Class::Punct => within(&tables::PUNCTUATION, c),
            Class::Symbol => within(&tables::SYMBOLS, c),
            Class::Mark => within(&tables::MARKS, c),
            Class::Control => c.is_control(),
            Class::Print => printable(c),
            Class::Graphic => {
                let line = matches!(c, '\u{2028}' | '\u{2029}');
                printable(c) || c.is_whitespace() && !c.is_control() && !line
            }
        }
    }
}

fn is_letter(c: char) -> bool {
    let other = || within(&tables::MARKS, c) || within(&tables::SYMBOLS, c);
    c.is_alphabetic() && !c.is_numeric() && !other()
}

fn within(ranges: &[(u32, u32)], c: char) -> bool {
    let at = ranges.partition_point(|range| range.1 < c as u32);
    ranges.get(at).is_some_and(|range| range.0 <= c as u32)
}
