//! Quotations.

use super::segment::Segment;
use crate::span::Span;
pub use crate::terms::QuotationMarks as Marks;

/// Text in quotation marks.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// Kind of marks.
    pub marks: Marks,
    /// Index of the segment it stands in.
    pub segment: u32,
    /// Index of the quotation it stands in.
    pub nested_in: Option<u32>,
    /// Whether it goes on with the quotation that the paragraph before left open.
    pub continues: bool,
}

/// The quotations of all segments, in order.
pub fn find(_text: &str, _segments: &[Segment]) -> Vec<Quotation> {
    Vec::new()
}
