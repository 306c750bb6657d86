//! Names: of persons, bodies, places and groups.
//!
//! A first look at the text learns which words it writes small and which it writes with a capital where none is due
//! ([`known`]); a second finds the runs of capitalised words and cuts titles and roles off them ([`run`]); what each run
//! names is weighed from its words and neighbours ([`kind`]) and by the model ([`learned`]); short forms are tied to the fullest one ([`link`]).

mod keep;
mod kind;
mod known;
mod learned;
mod link;
mod run;

use std::ops::Range;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::Output;
use crate::span::Span;
use crate::terms::EntityKind;
use crate::text::{Reading, Shape, TokenKind};
use known::Known;

/// A name in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The name alone, without determiner, title or possessive ending. It may end inside a token: "Oslo" of "Oslo-based".
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// Index of the entity with the fullest form of the same name; its own index where it is that.
    pub refers_to: u32,
}

/// The names of a text, in text order, not overlapping.
pub fn find(reading: &Reading<'_>, learned: &Output, lexicon: &Lexicon) -> Vec<Entity> {
    let view = View { reading, lexicon, known: Known::gather(reading, lexicon) };
    let mut mentions = Vec::new();
    for sentence in 0..reading.sentences.len() {
        run::find(&view, sentence, &mut mentions);
    }
    let mentions = learned::join(&view, mentions, learned);
    link::resolve(&view, &mentions)
}

/// A name with what speaks for each kind, before it is tied to others.
#[derive(Clone, Debug)]
struct Mention {
    span: Span,
    tokens: Range<usize>,
    evidence: kind::Evidence,
}

/// Words that make sentences, whatever is talked about.
const FUNCTION: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Pronoun,
    Class::FirstPerson,
    Class::Relative,
    Class::Wh,
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Modal,
    Class::Negation,
    Class::Adverb,
    Class::NumberWord,
    Class::TimeWord,
]);

/// Words that are names.
const NAME: Classes =
    Classes::of(&[Class::Place, Class::Country, Class::Demonym, Class::Outlet, Class::Body, Class::GivenName]);

/// Words of the dictionary that name no one in particular.
const COMMON: Classes = Classes::SPEAKERS.with(Classes::of(&[
    Class::VerbBase,
    Class::VerbS,
    Class::VerbPast,
    Class::VerbParticiple,
    Class::VerbIng,
    Class::Noun,
    Class::Adjective,
    Class::Title,
    Class::RoleModifier,
    Class::TimeUnit,
    Class::DayPart,
    Class::Season,
    Class::Ordinal,
    Class::Unit,
    Class::Currency,
    Class::BodyName,
    Class::PlaceName,
    Class::Peacock,
    Class::Scare,
]));

/// Words before which a name ends in nothing but a body: "Office", "Party", "Ministry", "Inc".
const BODY_HEAD: Classes =
    Classes::of(&[Class::BodyName, Class::BodyNoun, Class::StateNoun, Class::MediaNoun, Class::Body]);

/// The reading with the words of the lexicon and of the text itself.
struct View<'a, 't> {
    reading: &'a Reading<'t>,
    lexicon: &'a Lexicon,
    known: Known,
}

impl View<'_, '_> {
    fn classes(&self, token: usize) -> Classes {
        self.reading.tokens.get(token).map_or(Classes::NONE, |t| self.lexicon.classes(t.word))
    }

    /// Classes of the words of a range as one expression: of the word, or of the phrase.
    fn classes_of(&self, tokens: Range<usize>) -> Classes {
        if tokens.len() == 1 {
            return self.classes(tokens.start);
        }
        match self.phrase(tokens.start, tokens.end) {
            Some((end, classes)) if end == tokens.end => classes,
            _ => Classes::NONE,
        }
    }

    /// The longest phrase of the lexicon from `token`, within `end`: where it ends, and what it can be.
    fn phrase(&self, token: usize, end: usize) -> Option<(usize, Classes)> {
        let tokens = &self.reading.tokens;
        let first = tokens.get(token)?.word;
        let next = |i: usize| tokens[..end.min(tokens.len())].get(token + i).map_or_else(Default::default, |t| t.word);
        self.lexicon.phrase(first, next).map(|p| (token + p.len(), p.classes))
    }

    fn is_kind(&self, token: usize, kind: TokenKind) -> bool {
        self.reading.tokens.get(token).is_some_and(|t| t.kind == kind)
    }

    fn is_capital(&self, token: usize) -> bool {
        self.reading.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word && t.is_capital())
    }

    fn has_shape(&self, token: usize, shape: Shape) -> bool {
        self.reading.tokens.get(token).is_some_and(|t| t.shape.any(shape))
    }

    /// The word of a token, empty past the end.
    fn word(&self, token: usize) -> &str {
        if token < self.reading.tokens.len() { self.reading.word(token) } else { "" }
    }

    /// Whether the token is a possessive ending: "'s", or the apostrophe that touches a word in "s".
    fn is_possessive(&self, token: usize) -> bool {
        let Some(t) = self.reading.tokens.get(token) else { return false };
        if t.shape.any(Shape::SPACE_BEFORE) || token == 0 {
            return false;
        }
        match t.kind {
            TokenKind::Word => matches!(self.word(token), "'s" | "’s" | "'S" | "’S"),
            TokenKind::Quote => matches!(self.word(token), "'" | "’") && self.word(token - 1).ends_with(['s', 'S']),
            _ => false,
        }
    }

    /// A word of the dictionary that is no name.
    fn is_common(&self, token: usize) -> bool {
        let classes = self.classes(token);
        classes.any(COMMON) && !classes.any(NAME)
    }
}

#[cfg(test)]
mod tests;
