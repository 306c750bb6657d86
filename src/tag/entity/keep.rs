//! Which words at the edge of a run belong to the name, and whether one word alone is a name.

use std::ops::Range;

use super::kind;
use super::known::{Style, may_be_raised, pair};
use super::run::{Finder, TITLE, has_inner_capital};
use super::{BODY_HEAD, COMMON, FUNCTION, NAME};
use crate::lexicon::{Class, Classes};
use crate::span::Span;
use crate::text::{Shape, TokenKind};

/// Makes an adjective of a name: "Oslo-based".
const ADJECTIVE: Classes = Classes::of(&[Class::VerbParticiple, Class::VerbIng, Class::Adjective]);
/// Names that the lexicon knows as a whole.
const FIXED: Classes = Classes::of(&[Class::Place, Class::Country, Class::Demonym, Class::Outlet, Class::Body]);

impl Finder<'_, '_, '_> {
    /// Small words and marks at the edge of a run.
    pub(super) fn is_loose(&self, token: usize) -> bool {
        let v = self.view;
        let t = &v.reading.tokens[token];
        t.kind != TokenKind::Word
            || (!t.is_capital() && !has_inner_capital(v.word(token)) && !v.classes(token).has(Class::Particle))
            || v.is_possessive(token)
    }

    /// The first word of a sentence that has its capital from there: "Outgoing" in "Outgoing Ann Lee", "Police" in "Police in ...".
    pub(super) fn is_raised_common(&self, tokens: &Range<usize>, titled: bool) -> bool {
        let v = self.view;
        let first = tokens.start;
        if tokens.len() < 2 || titled || self.style == Style::Raised || !may_be_raised(v.reading, first, self.first) {
            return false;
        }
        if v.phrase(first, tokens.end).is_some_and(|(_, c)| c.any(NAME)) {
            return false;
        }
        let classes = v.classes(first);
        let small =
            classes.any(COMMON.with(FUNCTION)) && !classes.any(NAME) || v.known.small.contains(&self.key(first));
        small
            && !v.known.names.contains(&self.key(first))
            && !v.known.pairs.contains(&pair(self.key(first), self.key(first + 1))) | !self.ends_in_body(tokens)
            && !self.ends_in_body(tokens)
    }

    /// Whether one word alone is a name.
    pub(super) fn stands_alone(&self, token: usize, titled: bool) -> bool {
        let v = self.view;
        let classes = v.classes(token);
        let word = v.word(token);
        let this = self.key(token);
        let capitals = v.has_shape(token, Shape::ALL_CAPITALS);
        let clock = matches!(word, "AM" | "PM") && token > 0 && v.is_kind(token - 1, TokenKind::Number);
        if word.chars().count() < 2 || clock {
            return false;
        }
        let only_name = classes.any(NAME) && !classes.any(COMMON.with(FUNCTION));
        if only_name || (titled && classes.is_empty()) {
            return true;
        }
        if self.style == Style::Raised {
            return v.known.names.contains(&this) && (classes.any(NAME) || !classes.any(COMMON));
        }
        let raised = may_be_raised(v.reading, token, self.first);
        if classes.any(COMMON) || classes.any(NAME) {
            let surname = v.known.names.contains(&this);
            let named = classes.any(NAME);
            if titled {
                return true;
            }
            let after_determiner = token > self.first
                && v.classes(token - 1).any(Classes::of(&[
                    Class::Determiner,
                    Class::Possessive,
                    Class::Adjective,
                    Class::NumberWord,
                ]));
            return if raised {
                surname && (named || kind::speaks_next(v, token + 1)) && !v.known.small.contains(&this)
            } else {
                named
                    || !(after_determiner
                        || capitals
                        || classes.any(TITLE.with(BODY_HEAD))
                        || classes.has(Class::PlaceName))
            };
        }
        if !raised || v.known.names.contains(&this) || (capitals && word.len() > 1) {
            return true;
        }
        !v.known.small.contains(&this) && !looks_common(word) && kind::acts_next(v, token + 1)
    }

    /// Without the second part of "Oslo-based", "U.S.-led".
    pub(super) fn trim(&self, span: Span, tokens: &Range<usize>) -> Span {
        let v = self.view;
        let last = tokens.end - 1;
        if !v.has_shape(last, Shape::HYPHEN) {
            return span;
        }
        let word = v.word(last);
        let Some((head, tail)) = word.rsplit_once(['-', '‑', '‐']) else { return span };
        let (of_head, of_tail) = (v.lexicon.classes(v.lexicon.id(head)), v.lexicon.classes(v.lexicon.id(tail)));
        let cut = tail.starts_with(|c: char| c.is_lowercase())
            && (tail.len() > 3 && of_tail.any(ADJECTIVE) || of_head.any(FIXED) && of_tail.any(COMMON));
        if cut { Span::new(span.start(), span.end() - (word.len() - head.len()) as u32) } else { span }
    }
}

/// Whether an unknown word has an ending of words that are no names.
fn looks_common(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ly", "ing", "ed", "ers", "ors", "tion", "tions", "ness", "ment", "ments", "ists", "ities", "ity", "ies",
        "able", "ible", "ous", "ful", "less", "ings", "ances", "ence", "ences", "ants", "ents", "isms", "ism", "als",
        "ives",
    ];
    let plural = word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e));
    plural || ENDINGS.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e))
}
