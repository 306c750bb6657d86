//! Segments: lines and paragraphs, and what each of them is.
//!
//! First the lines, hard-wrapped ones joined ([`line`]). Then what each shows by itself ([`alone`]), from its first words
//! ([`label`]) and its look ([`form`]). Then what its place among the others makes of it ([`place`]).

mod alone;
mod form;
mod label;
mod line;
mod place;
mod repeat;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::span::Span;
pub use crate::terms::SegmentKind;

/// A line or paragraph.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Without white space and invisible characters at its ends.
    pub span: Span,
    /// What it is.
    pub kind: SegmentKind,
    /// Number of the line it begins on, counted from one.
    pub line: u32,
    /// Its sentences, as indices into the reading's sentences.
    pub sentences: Range<u32>,
}

/// The segments of a text: its non-empty lines, each with its type.
pub fn find(text: &str, lexicon: &Lexicon) -> Vec<Segment> {
    let lines = line::find(text);
    let mut kinds = place::kinds(text, &lines, lexicon);
    repeat::mark(text, &lines, &mut kinds);
    lines
        .into_iter()
        .zip(kinds)
        .map(|(line, kind)| Segment { span: line.span, kind, line: line.number, sentences: 0..0 })
        .collect()
}
