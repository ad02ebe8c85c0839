//! Which characters an expression's classes mean.
//!
//! **Models:** `Modules/_sre/sre.c` (`sre_category`), CPython 3.13.

pub(super) fn is_word(char: char, ascii: bool) -> bool {
    char == '_' || if ascii { char.is_ascii_alphanumeric() } else { char.is_alphanumeric() }
}

pub(super) fn is_class(class: char, char: char, ascii: bool) -> bool {
    let is_in = match class.to_ascii_lowercase() {
        'd' if ascii => char.is_ascii_digit(),
        'd' => super::str_case::decimal(char).is_some(),
        's' if ascii => matches!(char, ' ' | '\t'..='\r'),
        's' => super::strings::is_space(char),
        _ => is_word(char, ascii),
    };
    is_in != class.is_ascii_uppercase()
}

pub(super) fn folded(char: char) -> char {
    let mut lower = char.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => char,
    }
}

pub(super) fn raised(char: char) -> char {
    let mut upper = char.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => char,
    }
}
