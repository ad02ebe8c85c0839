//! Text: immutable, shared, indexed by characters.

use std::sync::Arc;

/// A string with its length in characters, so that ASCII is indexed in constant time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Text {
    text: Arc<str>,
    chars: u32,
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Text { text: text.into(), chars: chars as u32 }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::from(text.as_str())
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Text {
    /// Length in characters.
    pub(crate) fn count(&self) -> usize {
        self.chars as usize
    }

    pub(crate) fn is_ascii_only(&self) -> bool {
        self.text.len() == self.chars as usize
    }

    /// Byte offset of the character at `index`, the length for the one past the end.
    pub(crate) fn offset(&self, index: usize) -> usize {
        if self.is_ascii_only() {
            return index.min(self.text.len());
        }
        self.text.char_indices().nth(index).map_or(self.text.len(), |(at, _)| at)
    }

    /// The characters from `start` up to `end`.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &str {
        if start >= end {
            return "";
        }
        let from = self.offset(start);
        let rest = &self.text[from..];
        if self.is_ascii_only() {
            return &rest[..(end - start).min(rest.len())];
        }
        let len = rest.char_indices().nth(end - start).map_or(rest.len(), |(at, _)| at);
        &rest[..len]
    }

    /// Index in characters of a byte offset.
    pub(crate) fn index_of(&self, offset: usize) -> usize {
        if self.is_ascii_only() { offset } else { self.text[..offset].chars().count() }
    }
}
