//! Quantities.

use super::time::Time;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::Reading;

/// A number with its unit, or a vague amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
    /// The number; the lower bound of a range; none for a vague amount.
    pub value: Option<f64>,
    /// The upper bound of a range.
    pub max_value: Option<f64>,
    /// What is counted, `percent`, or an ISO 4217 currency code.
    pub unit: Option<String>,
    /// Whether the text says that the number is rough.
    pub approximate: bool,
    /// Whether there is no number at all.
    pub vague: bool,
}

/// The quantities of a text, leaving out numbers inside `times`.
pub fn find(_reading: &Reading<'_>, _lexicon: &Lexicon, _times: &[Time]) -> Vec<Quantity> {
    Vec::new()
}
