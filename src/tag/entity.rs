//! Names.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::terms::EntityKind;
use crate::text::Reading;

/// A name in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The name alone, without determiner, title or possessive ending.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// Index of the entity with the fullest form of the same name; its own index where it is that.
    pub refers_to: u32,
}

/// The names of a text.
pub fn find(_reading: &Reading<'_>, _lexicon: &Lexicon) -> Vec<Entity> {
    Vec::new()
}
