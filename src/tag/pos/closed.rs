//! Words that make sentences: "that", "to", "her", "may", and what each is where it stands.

use super::{NOMINAL, OPENS, Pos, Tagger, VERB};
use crate::lexicon::{Class, Classes, Takes};
use crate::text::TokenKind;

impl Tagger<'_, '_> {
    pub(super) fn closed(&self, at: usize, classes: Classes, pos: &[Pos]) -> Option<Pos> {
        let next = self.classes(at + 1);
        let before = self.before(at, pos).map(|(_, p)| p);
        if self.word_is(at, "to") {
            // "told staff to “keep out”".
            let mut ahead =
                at + 1 + usize::from(self.reading.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Quote));
            while ahead < at + 3 && self.classes(ahead).has(Class::Adverb) && !self.classes(ahead).has(Class::VerbBase)
            {
                ahead += 1;
            }
            let next = self.classes(ahead);
            let verb = next.has(Class::VerbBase)
                || self.word_is(ahead, "be")
                || self.word_is(ahead, "have")
                || self.word_is(ahead, "do");
            return Some(if verb { Pos::To } else { Pos::Preposition });
        }
        if self.word_is(at, "'s") || self.word_is(at, "’s") {
            let pronoun = before == Some(Pos::Pronoun) || matches!(before, Some(Pos::Wh | Pos::That));
            return Some(if pronoun { Pos::Auxiliary } else { Pos::Possessive });
        }
        if self.word_is(at, "that") {
            // "said that the dam leaked and that demand had risen": once more.
            let again = before == Some(Pos::Coordinator)
                && self.is_word(at + 1)
                && !next.any(Classes::of(&[Class::Auxiliary, Class::Preposition]))
                && pos[self.first..at].contains(&Pos::That);
            return Some(if again || self.after_cue(at, pos) { Pos::That } else { self.that(at, before, pos) });
        }
        if classes.has(Class::Auxiliary) {
            // "May" the month and "can" the tin are rarer than the modal; a name was tried before.
            return Some(if classes.has(Class::Pronoun) { Pos::Pronoun } else { Pos::Auxiliary });
        }
        if classes.has(Class::Coordinator) && !(self.word_is(at, "yet") && before.is_some_and(|p| p == Pos::Auxiliary))
        {
            return Some(Pos::Coordinator);
        }
        if classes.has(Class::Possessive) && !self.word_is(at, "her") {
            return Some(if self.word_is(at, "whose") { Pos::Wh } else { Pos::Possessive });
        }
        if self.word_is(at, "her") {
            let nominal = next.any(NOMINAL) || next.has(Class::Adjective) || (next.is_empty() && self.is_word(at + 1));
            return Some(if nominal { Pos::Possessive } else { Pos::Pronoun });
        }
        if classes.any(Classes::of(&[Class::Relative, Class::Wh])) && !self.word_is(at, "if") {
            return Some(Pos::Wh);
        }
        // "the advice I was given".
        if classes.has(Class::VerbParticiple) && classes.has(Class::Subordinator) && before == Some(Pos::Auxiliary) {
            return None;
        }
        if classes.has(Class::Subordinator) {
            let prepositional = classes.has(Class::Preposition) || classes.has(Class::Adverb);
            return Some(if prepositional && !self.clause_follows(at + 1) {
                Pos::Preposition
            } else {
                Pos::Subordinator
            });
        }
        if classes.has(Class::Determiner) {
            let alone = classes.has(Class::Pronoun)
                && (next.any(Classes::of(&[Class::Auxiliary, Class::Preposition])) || !self.is_word(at + 1));
            return Some(if alone { Pos::Pronoun } else { Pos::Determiner });
        }
        if classes.has(Class::Pronoun) {
            return Some(Pos::Pronoun);
        }
        if classes.has(Class::Negation) {
            return Some(Pos::Adverb);
        }
        if classes.has(Class::Preposition) {
            // "up", "down", "off" after a verb are still told apart by what they govern.
            return Some(if classes.has(Class::Adverb) && !self.is_word(at + 1) {
                Pos::Adverb
            } else {
                Pos::Preposition
            });
        }
        None
    }

    /// Whether a verb that takes a clause stands a few words before, with nothing between but an adjunct: "said in a
    /// statement on Friday that".
    fn after_cue(&self, at: usize, pos: &[Pos]) -> bool {
        // "said that, if elected, ..."
        let comma = at + 1 < self.end
            && self.reading.tokens[at + 1].kind == TokenKind::Comma
            && at > self.first
            && pos[at - 1] != Pos::Comma;
        if !self.is_word(at + 1) && !comma {
            return false;
        }
        for i in (self.first..at).rev().take(10) {
            match pos[i] {
                Pos::Finite | Pos::Base | Pos::Ing | Pos::Participle => {
                    return self.verb_cue(i).is_some_and(|(c, after)| {
                        c.takes.any(Takes::CLAUSE.with(Takes::THAT)) && (after == at || c.takes.any(Takes::QUOTE))
                    });
                }
                Pos::Auxiliary
                | Pos::To
                | Pos::Wh
                | Pos::That
                | Pos::Comma
                | Pos::Break
                | Pos::Quote
                | Pos::Other
                | Pos::Coordinator => {
                    return false;
                }
                _ => {}
            }
        }
        false
    }

    fn that(&self, at: usize, before: Option<Pos>, pos: &[Pos]) -> Pos {
        let next = self.classes(at + 1);
        if !self.is_word(at + 1) {
            return if self.reading.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Quote) && at + 1 < self.end {
                Pos::That
            } else {
                Pos::Pronoun
            };
        }
        let auxiliary = next.has(Class::Auxiliary) && !next.has(Class::Pronoun);
        // "it was possible that sleep was to blame".
        let said_of_it = at > self.first + 2
            && before == Some(Pos::Adjective)
            && pos[at - 1] == Pos::Adjective
            && matches!(pos[at - 2], Pos::Auxiliary | Pos::Adverb)
            && (self.word_is(at - 3, "it") || self.word_is(at.wrapping_sub(4), "it"));
        match before {
            _ if said_of_it => Pos::That,
            None | Some(Pos::Quote | Pos::Coordinator | Pos::Break) if auxiliary => Pos::Pronoun,
            Some(Pos::Preposition) if next.any(OPENS) => Pos::That,
            Some(Pos::Preposition) => Pos::Determiner,
            Some(Pos::Noun | Pos::Name) if auxiliary || next.any(VERB) && !next.any(NOMINAL) => Pos::Wh,
            _ if next.any(NOMINAL)
                && !self.plural(at + 1)
                && before.is_none_or(|b| !matches!(b, Pos::Finite | Pos::Base | Pos::Ing | Pos::Participle)) =>
            {
                Pos::Determiner
            }
            _ => Pos::That,
        }
    }
}
