//! What a sentence as a whole says of a tag that was given from left to right.

use super::{Pos, Tagger};
use crate::lexicon::{Class, Classes, Takes};
use crate::text::TokenKind;

impl Tagger<'_, '_> {
    /// "In a letter sent to the council, Lee said": what stands before the comma has no subject, so its verb is a participle.
    pub(super) fn repair_leading(&self, pos: &mut [Pos]) {
        if self.first >= self.end || pos[self.first] != Pos::Preposition {
            return;
        }
        let mut at = self.first + 1;
        if at < self.end && matches!(pos[at], Pos::Determiner | Pos::Possessive | Pos::Number | Pos::Pronoun) {
            at += 1;
        }
        while at < self.end && matches!(pos[at], Pos::Noun | Pos::Adjective) {
            at += 1;
        }
        // "In one message, sent in April, Lee told the council".
        let comma = at < self.end && pos[at] == Pos::Comma && pos[at - 1] == Pos::Noun;
        let inserted = (at + 2 < self.end && comma).then_some(at + 1);
        if let Some(verb) = inserted.filter(|&v| pos[v] == Pos::Finite && pos[v + 1] == Pos::Preposition) {
            let closes = (verb + 2..self.end).any(|i| pos[i] == Pos::Comma);
            if closes && self.classes(verb).has(Class::VerbParticiple) {
                pos[verb] = Pos::Participle;
            }
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
                    // "long suspected of theft".
                    let comma = i - usize::from(i > self.first + 2 && pos[i - 1] == Pos::Adverb);
                    let opens =
                        comma > self.first + 1 && pos[comma - 1] == Pos::Comma && pos[comma - 2].ends_noun_phrase();
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

    /// "..., the paper states.", "..., leaked emails show": behind a comma, a word of saying that was taken for a noun.
    pub(super) fn repair_tail(&self, pos: &mut [Pos]) {
        /// The longest noun phrase before it, in tokens.
        const LONGEST: usize = 8;
        let Some(main) = (self.first..self.end).find(|&i| matches!(pos[i], Pos::Finite | Pos::Auxiliary)) else {
            return;
        };
        for at in main + 3..self.end {
            let says = pos[at] == Pos::Noun
                && pos[at - 1].ends_noun_phrase()
                && self.agrees(at, pos[at - 1])
                && (pos[at - 1] == Pos::Name || self.classes(at - 1).any(Classes::SPEAKERS))
                && self.verb_cue(at).is_some_and(|(cue, _)| cue.takes.any(Takes::CLAUSE));
            let closes = |next: usize| {
                next >= self.end
                    || pos[next] == Pos::Other
                    || pos[next] == Pos::Comma && next + 1 < self.end && pos[next + 1] == Pos::Coordinator
            };
            if !says || !closes(at + 1) {
                continue;
            }
            let from = at.saturating_sub(LONGEST).max(main + 1);
            let mut start = at - 1;
            while start > from
                && pos[start] != Pos::Comma
                && (pos[start].is_nominal() || pos[start] == Pos::Preposition)
            {
                start -= 1;
            }
            // "leaked emails": a participle, if a verb at all.
            if start > from && pos[start] == Pos::Finite && self.classes(start).has(Class::VerbParticiple) {
                if pos[start - 1] == Pos::Comma {
                    pos[start] = Pos::Adjective;
                    pos[at] = Pos::Finite;
                }
            } else if pos[start] == Pos::Comma {
                pos[at] = Pos::Finite;
            }
        }
    }

    /// Whether a verb form fits the noun before it: "paper states", "emails show".
    fn agrees(&self, at: usize, noun: Pos) -> bool {
        let (classes, plural) = (self.classes(at), self.plural(at - 1));
        plural && classes.has(Class::VerbBase) || (!plural || noun == Pos::Name) && classes.has(Class::VerbS)
    }

    /// "Videos posted on Monday and checked by Lee show ...": whose head is a document or picture shows something, and the
    /// forms between are participles.
    pub(super) fn repair_paper(&self, pos: &mut [Pos]) {
        /// How far behind the head the verb may stand, in tokens.
        const REACH: usize = 24;
        const SHOWS: &[&str] = &[
            "show", "shows", "suggest", "suggests", "appear", "appears", "reveal", "reveals", "list", "lists",
            "detail", "details", "point", "points", "put", "puts", "name", "names",
        ];
        let nominal = |i: &usize| *i < self.end && pos[*i].is_nominal();
        let at = (self.first..self.end).find(|i| !nominal(i)).unwrap_or(self.end);
        let paper = at > self.first && self.classes(at - 1).any(Classes::of(&[Class::WorkNoun, Class::PictureNoun]));
        let participle = |i: usize, pos: &[Pos]| {
            let classes = self.classes(i);
            matches!(pos[i], Pos::Finite | Pos::Participle)
                && (classes.has(Class::VerbParticiple) || classes.is_empty())
        };
        if !paper
            || at + 2 >= self.end
            || !participle(at, pos)
            || !matches!(pos[at + 1], Pos::Preposition | Pos::Coordinator)
        {
            return;
        }
        let stops = |p: Pos| matches!(p, Pos::Break | Pos::Quote | Pos::That | Pos::Wh | Pos::Auxiliary | Pos::Other);
        let inside = (at + 2..self.end - 1).take(REACH).take_while(|&i| !stops(pos[i]));
        let form = if self.plural(at - 1) { Class::VerbBase } else { Class::VerbS };
        let shows = |i: &usize| {
            SHOWS.iter().any(|word| self.word_is(*i, word))
                && self.classes(*i).has(form)
                && matches!(pos[*i], Pos::Noun | Pos::Finite)
                && (pos[*i + 1].is_nominal() || matches!(pos[*i + 1], Pos::That | Pos::To | Pos::Adverb))
        };
        let Some(verb) = inside.into_iter().find(shows) else { return };
        pos[verb] = Pos::Finite;
        for i in at..verb {
            if participle(i, pos) {
                pos[i] = Pos::Participle;
            }
        }
    }

    /// "Bank holds rates but hints at cut", "Three injured in crash": a headline's first verb that was taken for a noun.
    pub(super) fn repair_headline(&self, pos: &mut [Pos]) {
        let opens = |i: usize| {
            // "Firms and unions trade blame".
            let pair = pos[i] == Pos::Coordinator && i < self.first + 3 && self.word_is(i, "and");
            pair || pos[i].is_nominal() || matches!(pos[i], Pos::Preposition | Pos::Ing | Pos::Adverb)
        };
        let clause = (self.first..self.end).find(|&i| !opens(i)).unwrap_or(self.end);
        // A verb of this clause is known.
        if clause < self.end && matches!(pos[clause], Pos::Finite | Pos::Auxiliary | Pos::Participle) {
            return;
        }
        let inside = self.first + 1..clause.min(self.end.saturating_sub(1));
        // "Nine injured on pier".
        let hurt = |i: &usize| {
            pos[*i] == Pos::Noun
                && pos[i - 1] == Pos::Number
                && self.classes(*i).has(Class::VerbParticiple)
                && matches!(pos[i + 1], Pos::Preposition | Pos::Subordinator | Pos::Adverb | Pos::Comma)
        };
        if let Some(participle) = inside.clone().find(hurt) {
            pos[participle] = Pos::Participle;
            return;
        }
        let verb = inside.clone().find(|&i| {
            matches!(pos[i], Pos::Noun | Pos::Name)
                && self.classes(i).has(Class::VerbS)
                && pos[i - 1].ends_noun_phrase()
                && !self.plural(i - 1)
                && !matches!(pos[i + 1], Pos::Possessive | Pos::Break)
        });
        // "Unions trade blame over strike": two nouns that were taken for three.
        let acts = |i: &usize| {
            pos[*i] == Pos::Noun
                && self.classes(*i).has(Class::VerbBase)
                && pos[i - 1] == Pos::Noun
                && self.plural(i - 1)
                && (pos[i + 1].is_nominal() || pos[i + 1] == Pos::Ing)
        };
        if let Some(verb) = verb.or_else(|| inside.clone().find(acts)) {
            pos[verb] = Pos::Finite;
        }
    }

    /// "stress that gulls pose no danger": a clause after "that" has a verb, and "saw that quarrel at close range" is none.
    pub(super) fn repair_that(&self, pos: &mut [Pos]) {
        let mut at = self.first;
        while let Some(that) = (at..self.end).find(|&i| pos[i] == Pos::That) {
            let clause = |i: &usize| {
                // "that hops and barley cost".
                let joins = pos[*i] == Pos::Coordinator && self.word_is(*i, "and");
                joins || pos[*i].is_nominal() || matches!(pos[*i], Pos::Adverb | Pos::Preposition)
            };
            let end = (that + 1..self.end).find(|i| !clause(i)).unwrap_or(self.end);
            at = that + 1;
            if end >= self.end || matches!(pos[end], Pos::Finite | Pos::Auxiliary | Pos::Participle) {
                continue;
            }
            let acts = |i: &usize| {
                pos[*i] == Pos::Noun
                    && pos[i - 1] == Pos::Noun
                    && self.agrees(*i, Pos::Noun)
                    && matches!(pos[i + 1], Pos::Determiner | Pos::Possessive | Pos::Adjective | Pos::Number)
            };
            if let Some(verb) = (that + 2..end.min(self.end - 1)).find(acts) {
                pos[verb] = Pos::Finite;
            } else if end > that + 1 && pos[that + 1] == Pos::Noun && pos[end] == Pos::Other {
                pos[that] = Pos::Determiner;
            }
        }
    }

    /// "..., according to a suit filed in Arden": behind who it is according to stands no verb of its own.
    pub(super) fn repair_according(&self, pos: &mut [Pos]) {
        for at in self.first + 2..self.end {
            if !self.word_is(at, "to") || !self.word_is(at - 1, "according") || !matches!(pos[at - 2], Pos::Comma) {
                continue;
            }
            let verb = (at + 1..self.end).find(|&i| !pos[i].is_nominal()).filter(|&i| pos[i] == Pos::Finite);
            let participle = |v: &usize| {
                let classes = self.classes(*v);
                pos[v - 1] == Pos::Noun
                    && (classes.has(Class::VerbParticiple) || classes.is_empty() && self.looks_inflected(*v))
            };
            if let Some(verb) = verb.filter(participle) {
                pos[verb] = Pos::Participle;
            }
        }
    }

    /// "while more than 700 received advice": many of one thing that is none in the plural are not counted, they act.
    pub(super) fn repair_count(&self, pos: &mut [Pos]) {
        /// How far behind a verb of its own may stand, in tokens.
        const REACH: usize = 30;
        let modifies = |p: Pos| matches!(p, Pos::Adjective | Pos::Noun | Pos::Name);
        for at in self.first + 1..self.end.saturating_sub(1) {
            let counted =
                pos[at] == Pos::Adjective && pos[at - 1] == Pos::Number && self.classes(at).has(Class::VerbPast);
            if !counted || self.word_is(at - 1, "one") || self.word_is(at - 1, "1") {
                continue;
            }
            let end = (at + 1..self.end).find(|&i| !modifies(pos[i])).unwrap_or(self.end);
            let one = end > at + 1 && pos[end - 1] == Pos::Noun && !self.plural(end - 1);
            let ends = |p: &Pos| matches!(p, Pos::Comma | Pos::Break | Pos::Other | Pos::Quote | Pos::Coordinator);
            let mut rest = pos[end..self.end].iter().take(REACH).take_while(|p| !ends(p));
            if one && !rest.any(|p| matches!(p, Pos::Finite | Pos::Auxiliary | Pos::Participle)) {
                pos[at] = Pos::Finite;
            }
        }
    }

    /// "The guild retaliated by shutting locks": behind its subject the only verb of a clause is none of a shortened one.
    fn find_past(&self, pos: &mut [Pos]) {
        let opens = |i: &usize| pos[*i].is_nominal() || matches!(pos[*i], Pos::Adverb | Pos::Preposition);
        let Some(verb) = (self.first..self.end).find(|i| !opens(i)).filter(|&i| pos[i] == Pos::Participle) else {
            return;
        };
        let by = self.word_is(verb + 1, "by") && verb + 2 < self.end && pos[verb + 2] == Pos::Ing;
        // What comes before another clause of its own, "and its navy sank two boats", or before nothing.
        let mut rest = verb + 1..self.end;
        let next = rest.find(|&i| matches!(pos[i], Pos::Finite | Pos::Auxiliary | Pos::Comma));
        let closes = next.is_none_or(|i| {
            pos[i] == Pos::Comma && i + 1 < self.end && matches!(pos[i + 1], Pos::Coordinator | Pos::Wh)
        });
        if by && closes && verb > self.first && pos[verb - 1].ends_noun_phrase() {
            pos[verb] = Pos::Finite;
        }
    }

    /// A sentence has a verb: where none was found, a verb of saying that was taken for a noun ("images seen by Lee show smoke").
    pub(super) fn find_verb(&self, pos: &mut [Pos]) {
        self.find_past(pos);
        let last = pos[self.first..self.end].iter().rev().find(|tag| **tag != Pos::Quote);
        if last != Some(&Pos::Other) {
            return;
        }
        // "The paper deals with rust: damage increases with salt": so has what stands behind a colon.
        let parts = |i: &usize| matches!(self.reading.tokens[*i].kind, TokenKind::Colon | TokenKind::Semicolon);
        let mut from = self.first;
        while from < self.end {
            let end = (from..self.end).find(parts).unwrap_or(self.end);
            if !pos[from..end].iter().any(|tag| matches!(tag, Pos::Finite | Pos::Auxiliary)) {
                self.find_verb_in(from..end, pos);
            }
            from = end + 1;
        }
    }

    fn find_verb_in(&self, stretch: std::ops::Range<usize>, pos: &mut [Pos]) {
        let (first, end) = (stretch.start, stretch.end);
        let is_verb = |at: &usize| {
            let says = || {
                matches!(pos[at - 1], Pos::Noun | Pos::Name | Pos::Comma)
                    && (pos[at + 1].is_nominal() || pos[at + 1] == Pos::That)
                    && self.classes(*at).any(Classes::of(&[Class::VerbBase, Class::VerbS]))
                    && self.verb_cue(*at).is_some()
            };
            // "Crude rose 2%".
            let moves =
                || pos[at - 1].is_nominal() && pos[at + 1] == Pos::Number && self.classes(*at).has(Class::VerbPast);
            // "The study focuses on heat".
            let acts = || {
                pos[at - 1].ends_noun_phrase()
                    && self.agrees(*at, pos[at - 1])
                    && matches!(pos[at + 1], Pos::Preposition | Pos::Determiner | Pos::Possessive | Pos::Pronoun)
            };
            // "timber also increases demand".
            let adds = || {
                let subject = *at - 2;
                pos[at - 1] == Pos::Adverb
                    && subject >= first
                    && pos[subject] == Pos::Noun
                    && pos[at + 1].is_nominal()
                    && self.classes(*at).has(if self.plural(subject) { Class::VerbBase } else { Class::VerbS })
            };
            pos[*at] == Pos::Noun && (says() || moves() || acts() || *at > first + 1 && adds())
        };
        if let Some(at) = (first + 1..end.min(self.end - 1)).find(is_verb) {
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
