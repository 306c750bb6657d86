//! How a verb of saying and its content stand to each other: which comes first, and by what the content begins.
//!
//! A frame gives content and cue; who speaks is found in `verb`, but for passives, where it depends on the frame.

mod after;
mod before;
mod passive;
mod special;

pub(super) use after::content_after;
pub(super) use before::content_before;
pub(in super::super) use before::is_aside;
pub(super) use passive::{passive, whole};
pub(super) use special::silence;

use std::ops::Range;

use super::{Find, Scan, quote_type};

/// A cue with where its content begins.
pub(super) struct Frame {
    pub(super) content: Vec<Range<usize>>,
    pub(super) cue_end: usize,
    pub(super) rule: &'static str,
    pub(super) confidence: f64,
}
