//! Offsets in a text as the browser counts them.

/// A text whose byte offsets are asked for in UTF-16 units.
pub struct Utf16<'a> {
    text: &'a str,
}

impl Utf16<'_> {
    /// Of that text.
    pub fn of(text: &str) -> Utf16<'_> {
        Utf16 { text }
    }

    /// The UTF-16 units before byte `offset`. An offset past the end or inside a character is
    /// taken back to the boundary before it.
    pub fn offset(&self, offset: u32) -> u32 {
        let end = self.text.floor_char_boundary(offset as usize);
        self.text[..end].encode_utf16().count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_units_not_bytes() {
        let utf16 = Utf16::of("a\u{e9}\u{1f40d}z");
        let offsets = [0, 1, 3, 7, 8].map(|byte| utf16.offset(byte));
        assert_eq!(offsets, [0, 1, 2, 4, 5]);
    }

    #[test]
    fn strange_offsets_are_taken_back() {
        let utf16 = Utf16::of("\u{1f40d}");
        assert_eq!([utf16.offset(2), utf16.offset(99), utf16.offset(u32::MAX)], [0, 2, 2]);
    }
}
