//! What a sentence as a whole says of a tag that was given from left to right.

use super::{Pos, Tagger};
use crate::lexicon::{Class, Classes, Takes};

impl Tagger<'_, '_> {
    /// "In a letter sent to the council, Lee said": what stands before the comma has no subject, so its verb is a participle.
    pub(super) fn repair_leading(&self, pos: &mut [Pos]) {
        if self.first >= self.end || pos[self.first] != Pos::Preposition {
            return;
        }
        let mut at = self.first + 1;
        if at < self.end && matches!(pos[at], Pos::Determiner | Pos::Possessive) {
            at += 1;
        }
        while at < self.end && matches!(pos[at], Pos::Noun | Pos::Adjective) {
            at += 1;
        }
        let verb = at < self.end && pos[at] == Pos::Finite && self.classes(at).has(Class::VerbParticiple);
        if verb && pos[at - 1] == Pos::Noun && (at..self.end).any(|i| pos[i] == Pos::Comma) {
            pos[at] = Pos::Participle;
        }
    }

    /// "The firm, founded in Arden, | said": what begins behind the comma before is a participle.
    fn repair_inserted(&self, before: std::ops::Range<usize>, pos: &mut [Pos]) {
        for i in before.rev() {
            match pos[i] {
                Pos::Comma => return,
                Pos::Finite => {
                    let opens = i > self.first + 1 && pos[i - 1] == Pos::Comma && pos[i - 2].ends_noun_phrase();
                    if opens && self.classes(i).has(Class::VerbParticiple) {
                        pos[i] = Pos::Participle;
                    }
                    return;
                }
                Pos::Break | Pos::Subordinator | Pos::Wh | Pos::That | Pos::Quote | Pos::Other | Pos::Auxiliary => {
                    return;
                }
                _ => {}
            }
        }
    }

    /// A sentence has a verb: where none was found, a verb of saying that was taken for a noun ("images seen by Lee show smoke").
    pub(super) fn find_verb(&self, pos: &mut [Pos]) {
        let tags = &pos[self.first..self.end];
        if tags.iter().any(|tag| matches!(tag, Pos::Finite | Pos::Auxiliary)) || tags.last() != Some(&Pos::Other) {
            return;
        }
        let is_verb = |at: &usize| {
            pos[*at] == Pos::Noun
                && matches!(pos[at - 1], Pos::Noun | Pos::Name | Pos::Comma)
                && (pos[at + 1].is_nominal() || pos[at + 1] == Pos::That)
                && self.classes(*at).any(Classes::of(&[Class::VerbBase, Class::VerbS]))
                && self.verb_cue(*at).is_some()
        };
        if let Some(at) = (self.first + 1..self.end - 1).find(is_verb) {
            pos[at] = Pos::Finite;
        }
    }

    /// At a finite verb: an earlier form in the same clause that could be a participle was one.
    pub(super) fn repair(&self, at: usize, pos: &mut [Pos]) {
        let window = at.saturating_sub(25).max(self.first);
        if at > window && pos[at - 1] == Pos::Comma {
            self.repair_inserted(window..at - 1, pos);
        }
        for i in (window..at).rev() {
            match pos[i] {
                Pos::Comma
                | Pos::Break
                | Pos::Coordinator
                | Pos::Subordinator
                | Pos::Wh
                | Pos::That
                | Pos::Quote
                | Pos::Other
                | Pos::Auxiliary
                | Pos::To => return,
                Pos::Finite => {
                    let classes = self.classes(i);
                    let ambiguous = classes.has(Class::VerbParticiple) || classes.is_empty();
                    let before = i.checked_sub(1).filter(|b| *b >= self.first).map(|b| pos[b]);
                    // "said he would": a verb that takes a clause is no participle.
                    let reports = self.verb_cue(i).is_some_and(|(c, after)| c.takes.any(Takes::CLAUSE) && at > after);
                    if ambiguous && matches!(before, Some(Pos::Noun | Pos::Name)) && !reports {
                        pos[i] = Pos::Participle;
                    }
                    return;
                }
                _ => {}
            }
        }
    }
}
