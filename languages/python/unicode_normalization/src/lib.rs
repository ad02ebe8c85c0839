//! The one function the parser needs of `unicode-normalization`, without its tables.
//!
//! **Departures:** Python normalises names to NFKC, so that `ﬁ` and `fi` are one name; here they
//! are two. Names in ASCII, and in any script as it is usually typed, are not touched by NFKC.
#![no_std]

/// Text that can be brought to a normal form.
pub trait UnicodeNormalization<I: Iterator<Item = char>> {
    /// The text as it is.
    fn nfkc(self) -> I;
}

impl<'a> UnicodeNormalization<core::str::Chars<'a>> for &'a str {
    fn nfkc(self) -> core::str::Chars<'a> {
        self.chars()
    }
}
