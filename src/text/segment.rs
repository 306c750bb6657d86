//! Segments.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::span::Span;
pub use crate::terms::SegmentKind;

/// A line or paragraph.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Without white space at its ends.
    pub span: Span,
    /// What it is.
    pub kind: SegmentKind,
    /// Number of the line it begins on, counted from one.
    pub line: u32,
    /// Its sentences, as indices into the reading's sentences.
    pub sentences: Range<u32>,
}

/// The segments of a text: its non-empty lines, each with its type.
pub fn find(text: &str, _lexicon: &Lexicon) -> Vec<Segment> {
    let mut at = 0;
    let mut out = Vec::new();
    for (line, raw) in text.split_inclusive('\n').enumerate() {
        let span = Span::of(at, at + raw.len()).trim(text);
        at += raw.len();
        if !span.is_empty() {
            out.push(Segment { span, kind: SegmentKind::Paragraph, line: line as u32 + 1, sentences: 0..0 });
        }
    }
    out
}
