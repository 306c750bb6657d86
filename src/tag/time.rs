//! Time expressions.

use std::fmt;

use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::terms::TimeKind;
use crate::text::Reading;

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; none where it is no day of the calendar.
    pub fn parse(_iso: &str) -> Option<Self> {
        None
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TimeKind,
    /// TIMEX3 value.
    pub value: String,
    /// Distance from the document creation time, where the expression gives one.
    pub offset_from_dct: Option<String>,
}

/// The article's own date, from a dateline or the first lines.
pub fn document_date(_reading: &Reading<'_>, _lexicon: &Lexicon) -> Option<Date> {
    None
}

/// The time expressions of a text.
pub fn find(_reading: &Reading<'_>, _lexicon: &Lexicon, _dct: Option<Date>) -> Vec<Time> {
    Vec::new()
}
