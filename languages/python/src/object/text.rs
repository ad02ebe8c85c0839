//! Text: immutable for the program, shared, indexed by characters.

use std::sync::Arc;

/// A string with its length in characters, so that ASCII is indexed in constant time.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    bytes: Bytes,
    chars: u32,
}

#[derive(Clone, Debug)]
enum Bytes {
    Exact(Arc<str>),
    /// With room at its end: what `+=` has made.
    Roomy(Arc<String>),
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Text { bytes: Bytes::Exact(text.into()), chars: chars as u32 }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::from(text.as_str())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl std::ops::Deref for Text {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.bytes {
            Bytes::Exact(text) => text,
            Bytes::Roomy(text) => text,
        }
    }
}

impl Text {
    /// Length in characters.
    pub(crate) fn count(&self) -> usize {
        self.chars as usize
    }

    pub(crate) fn is_ascii_only(&self) -> bool {
        self.len() == self.chars as usize
    }

    /// Puts `more` at the end; what others share stays as it is.
    pub(crate) fn append(&mut self, more: &Text) {
        self.chars += more.chars;
        if let Bytes::Roomy(text) = &mut self.bytes
            && let Some(text) = Arc::get_mut(text)
        {
            return text.push_str(more);
        }
        let mut text = String::with_capacity((self.len() + more.len()) * 2);
        text.push_str(self);
        text.push_str(more);
        self.bytes = Bytes::Roomy(Arc::new(text));
    }

    /// Byte offset of the character at `index`, the length for the one past the end.
    pub(crate) fn offset(&self, index: usize) -> usize {
        if self.is_ascii_only() {
            return index.min(self.len());
        }
        self.char_indices().nth(index).map_or(self.len(), |(at, _)| at)
    }

    /// The characters from `start` up to `end`.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &str {
        if start >= end {
            return "";
        }
        let from = self.offset(start);
        let rest = &self[from..];
        if self.is_ascii_only() {
            return &rest[..(end - start).min(rest.len())];
        }
        let len = rest.char_indices().nth(end - start).map_or(rest.len(), |(at, _)| at);
        &rest[..len]
    }

    /// Index in characters of a byte offset.
    pub(crate) fn index_of(&self, offset: usize) -> usize {
        if self.is_ascii_only() { offset } else { self[..offset].chars().count() }
    }
}
