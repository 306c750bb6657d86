//! Where something stands in the text.

use std::fmt;
use std::ops::Range;

/// A half-open range `[start, end)` of UTF-8 bytes in the text that was read.
///
/// Both ends lie on character boundaries of that text, and `start <= end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` to `end`, both in bytes. An `end` before `start` gives the empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The same from the indices that `str` methods give.
    ///
    /// Indices must fit `u32`; [`crate::annotate`] reads no more than that of any text.
    pub const fn of(start: usize, end: usize) -> Self {
        Self::new(start as u32, end as u32)
    }

    /// First byte.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last one.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside, or is the same.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a byte offset lies inside.
    pub const fn holds(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span over both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// As a range to index the text with: `&text[span.range()]`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words it marks. Empty when the span is not of this text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Without white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let s = self.slice(text);
        let start = self.start + (s.len() - s.trim_start().len()) as u32;
        Self::new(start, start + s.trim().len() as u32)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_before_start_is_empty() {
        assert!(Span::new(4, 2).is_empty());
    }

    #[test]
    fn trims_white_space_and_no_break_spaces() {
        let text = "  \u{a0}word\n ";
        assert_eq!(Span::of(0, text.len()).trim(text).slice(text), "word");
        assert!(Span::of(0, 2).trim("  ").is_empty());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).contains(Span::new(4, 4)));
    }

    #[test]
    fn a_foreign_span_slices_to_nothing() {
        assert_eq!(Span::new(0, 9).slice("abc"), "");
        assert_eq!(Span::new(1, 2).slice("é"), "");
    }
}
