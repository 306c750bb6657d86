//! Tagging: names, times and quantities.
//!
//! Input: a [`Reading`]. Output: [`Tags`], lists in text order.

pub mod entity;
pub mod pos;
pub mod pronoun;
pub mod quantity;
pub mod time;
pub mod verb;

mod number;
mod window;

use crate::lexicon::Lexicon;
use crate::model::Output;
use crate::text::Reading;

pub use entity::Entity;
pub use pos::Pos;
pub use pronoun::Antecedent;
pub use quantity::Quantity;
pub use time::{Date, Time};
pub use verb::VerbGroup;

/// What was tagged.
#[derive(Debug, Default)]
pub struct Tags {
    /// Names, not overlapping.
    pub entities: Vec<Entity>,
    /// Time expressions, not overlapping.
    pub times: Vec<Time>,
    /// Numbers with units and vague amounts, not overlapping each other or a time.
    pub quantities: Vec<Quantity>,
    /// Part of speech of each token of the reading.
    pub pos: Vec<Pos>,
    /// Verb groups, not overlapping.
    pub verbs: Vec<VerbGroup>,
    /// Pronouns of a single person with what each most likely stands for, by token, in text order.
    pub pronouns: Vec<(usize, Antecedent)>,
    /// The document creation time that relative times were resolved from: as given, or as read from a dateline.
    pub dct: Option<Date>,
}

/// Tags a text. `dct` is the document creation time, if the caller knows it.
pub fn tag(reading: &Reading<'_>, learned: &Output, lexicon: &Lexicon, dct: Option<Date>) -> Tags {
    let dct = dct.or_else(|| time::document_date(reading, lexicon));
    let times = time::find(reading, lexicon, dct);
    let quantities = quantity::find(reading, lexicon, &times);
    let entities = entity::find(reading, learned, lexicon);
    let pos = pos::find(reading, lexicon);
    let verbs = verb::find(reading, &pos, lexicon);
    let mut tags = Tags { entities, times, quantities, pos, verbs, pronouns: Vec::new(), dct };
    tags.pronouns = pronoun::Resolver::new(reading, &tags, lexicon).all();
    // They stay until the result is read out, and a long text has many.
    tags.entities.shrink_to_fit();
    tags.times.shrink_to_fit();
    tags.quantities.shrink_to_fit();
    tags.verbs.shrink_to_fit();
    tags.pronouns.shrink_to_fit();
    tags
}

impl Tags {
    /// What the pronoun at a token stands for; none where the token is no pronoun of a single person or no name is near.
    pub fn antecedent(&self, token: usize) -> Option<&Antecedent> {
        let i = self.pronouns.binary_search_by_key(&token, |(t, _)| *t).ok()?;
        Some(&self.pronouns[i].1)
    }
}
