//! Tagging: names, times and quantities.
//!
//! Input: a [`Reading`]. Output: [`Tags`], lists in text order. `regex` is used here only, and only on short stretches
//! that a first look at the tokens picked out.

pub mod entity;
pub mod quantity;
pub mod time;

mod number;
mod window;

use crate::lexicon::Lexicon;
use crate::text::Reading;

pub use entity::Entity;
pub use quantity::Quantity;
pub use time::{Date, Time};

/// What was tagged.
#[derive(Debug, Default)]
pub struct Tags {
    /// Names, not overlapping.
    pub entities: Vec<Entity>,
    /// Time expressions, not overlapping.
    pub times: Vec<Time>,
    /// Numbers with units and vague amounts, not overlapping each other or a time.
    pub quantities: Vec<Quantity>,
    /// The document creation time that relative times were resolved from: as given, or as read from a dateline.
    pub dct: Option<Date>,
}

/// Tags a text. `dct` is the document creation time, if the caller knows it.
pub fn tag(reading: &Reading<'_>, lexicon: &Lexicon, dct: Option<Date>) -> Tags {
    let dct = dct.or_else(|| time::document_date(reading, lexicon));
    let times = time::find(reading, lexicon, dct);
    let quantities = quantity::find(reading, lexicon, &times);
    let entities = entity::find(reading, lexicon);
    Tags { entities, times, quantities, dct }
}
