//! Where things stand: byte spans in a document's text and token ranges in a sentence.
//!
//! Two types, so that a byte offset is never taken for a token index. Both are half-open.

use std::ops::Range;

/// Bytes `start..end` (half-open) of a document's text; both lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text under the span.
    ///
    /// # Panics
    ///
    /// If the span does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Bytes covered.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Tokens `start..end` (half-open), counted from the first token of their sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// The first token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

impl TokenRange {
    /// The tokens from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Tokens covered.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a token.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// As a range, to index a slice of tokens.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// How the bytes of a text map to its code points, which is what Python and most readers of our
/// files count in.
///
/// Keeps the bytes that start no character, so that an English text costs almost nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodePoints {
    continuation_bytes: Vec<usize>,
}

impl CodePoints {
    /// The map of `text`.
    pub fn of(text: &str) -> Self {
        let continuation_bytes =
            (0..text.len()).filter(|&byte| !text.is_char_boundary(byte)).collect();
        Self { continuation_bytes }
    }

    /// How many code points stand before byte `byte`, which starts a character or ends the text.
    pub fn before(&self, byte: usize) -> usize {
        byte - self.continuation_bytes.partition_point(|&continuation| continuation < byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_as_characters() {
        let text = "“Kyiv” – Київ 🚀 e\u{301}nd";
        let code_points = CodePoints::of(text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(code_points.before(byte), count);
        }
        assert_eq!(code_points.before(text.len()), text.chars().count());
    }
}
