//! Looking around in a sentence: noun phrases, clause ends, quotations at a token.
//!
//! Every look is bounded by [`WINDOW`] tokens or by the sentence, so that rules stay linear in the text.

use std::ops::Range;

use crate::lexicon::{Class, Classes, Cue, Lexicon, WordId};
use crate::span::Span;
use crate::tag::{Pos, Tags, VerbGroup};
use crate::terms::{EntityKind, SpeechAct};
use crate::text::{Reading, TokenKind};

/// How many tokens a rule looks to either side. Longer noun phrases are cut there.
pub(super) const WINDOW: usize = 40;

/// The longest bracket inside a noun phrase, in tokens.
const BRACKET: usize = 10;

/// What the rules look at, with an index of quotations by token.
pub(super) struct Scan<'a, 't> {
    pub(super) reading: &'a Reading<'t>,
    pub(super) tags: &'a Tags,
    pub(super) lexicon: &'a Lexicon,
    /// The outermost quotations, marks included.
    quotations: Stretches,
    /// The verb groups.
    verbs: Stretches,
    /// For each token, whether it lies in a time expression.
    timed: Vec<bool>,
}

/// Stretches of tokens, each with a number, to be found by token. A list with an entry for each token would take four
/// times as much.
struct Stretches {
    /// In order; of two that share a token the later has it.
    all: Vec<(Range<u32>, u32)>,
    /// For each block of tokens, the first stretch that ends in it or behind it.
    first: Vec<u32>,
}

impl Stretches {
    /// Tokens of a block.
    const BLOCK: usize = 32;

    fn new(stretches: impl Iterator<Item = (Range<usize>, usize)>) -> Self {
        let (mut all, mut first): (Vec<(Range<u32>, u32)>, Vec<u32>) = (Vec::new(), Vec::new());
        for (tokens, number) in stretches {
            if let Some((last, _)) = all.last_mut() {
                last.end = last.end.min(tokens.start as u32);
            }
            first.resize(first.len().max(tokens.end.div_ceil(Self::BLOCK)), all.len() as u32);
            all.push((tokens.start as u32..tokens.end as u32, number as u32));
        }
        Self { all, first }
    }

    fn at(&self, token: usize) -> Option<usize> {
        let from = *self.first.get(token / Self::BLOCK)? as usize;
        let (tokens, number) = self.all[from..].iter().find(|(tokens, _)| tokens.end as usize > token)?;
        (tokens.start as usize <= token).then_some(*number as usize)
    }
}

impl<'a, 't> Scan<'a, 't> {
    pub(super) fn new(reading: &'a Reading<'t>, tags: &'a Tags, lexicon: &'a Lexicon) -> Self {
        let outermost = reading.quotations.iter().enumerate().filter(|(_, q)| q.nested_in.is_none());
        let quotations = Stretches::new(outermost.map(|(i, q)| (reading.tokens_in(q.span), i)));
        let verbs = Stretches::new(tags.verbs.iter().enumerate().map(|(i, group)| (group.tokens.clone(), i)));
        let mut timed = vec![false; reading.tokens.len()];
        for time in &tags.times {
            for at in reading.tokens_in(time.span) {
                timed[at] = true;
            }
        }
        Self { reading, tags, lexicon, quotations, verbs, timed }
    }

    pub(super) fn pos(&self, at: usize) -> Pos {
        self.tags.pos.get(at).copied().unwrap_or(Pos::Other)
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.reading.tokens.get(at).map(|t| t.kind)
    }

    pub(super) fn id(&self, at: usize) -> WordId {
        self.reading.tokens.get(at).map_or(WordId::UNKNOWN, |t| t.word)
    }

    pub(super) fn classes(&self, at: usize) -> Classes {
        self.lexicon.classes(self.id(at))
    }

    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.classes(at).has(class)
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        at < self.reading.tokens.len() && self.reading.word(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(at, w))
    }

    pub(super) fn timed(&self, at: usize) -> bool {
        self.timed.get(at).copied().unwrap_or(false)
    }

    /// The outermost quotation that holds a token, its marks included.
    pub(super) fn quotation_at(&self, at: usize) -> Option<usize> {
        self.quotations.at(at)
    }

    /// The tokens of a sentence.
    pub(super) fn sentence(&self, sentence: u32) -> Range<usize> {
        self.reading.tokens_of(sentence as usize)
    }

    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        self.reading.span(tokens)
    }

    /// The sentence of a verb, or the part of it inside the same quotation.
    pub(super) fn bounds(&self, verb: &VerbGroup) -> (usize, usize) {
        let sentence = self.sentence(verb.sentence);
        match self.quotation_at(verb.head) {
            Some(q) => {
                let inner = self.reading.tokens_in(self.reading.quotations[q].inner);
                (sentence.start.max(inner.start), sentence.end.min(inner.end))
            }
            None => (sentence.start, sentence.end),
        }
    }

    /// The cue of a verb at `head`, with the token after it: phrases like "point out" before single verbs.
    pub(super) fn verb_cue(&self, head: usize) -> Option<(&'a Cue, usize)> {
        self.lexicon.verb_cue_with(|i| self.id(head + i)).map(|(cue, length)| (cue, head + length))
    }

    /// Index of the verb group that holds a token.
    pub(super) fn verb_at(&self, at: usize) -> Option<usize> {
        self.verbs.at(at)
    }

    /// Past what may stand between a subject and its verb, or a verb and its content, that is neither: adverbs and times.
    pub(super) fn skip_adverbs(&self, mut at: usize, end: usize) -> usize {
        while at < end && (self.pos(at) == Pos::Adverb || self.timed(at)) {
            at += 1;
        }
        at
    }

    /// The noun phrase that begins at `at`: determiner, modifiers, head, "of ..." and names, with an identifying
    /// appositive between commas and a relative clause about a person. None where none begins there.
    pub(super) fn phrase_from(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let core = self.core_from(at, end)?;
        let mut whole = core.start..self.with_appositive(core.clone(), end);
        // "Lee, the mayor of Arden, one of the towns that sued, said": each comma may bring another.
        for _ in 0..2 {
            let comma = whole.end;
            let verb = self.skip_adverbs(comma + 1, end);
            let more = whole.end > core.end
                && self.pos(comma) == Pos::Comma
                && comma < end
                && !matches!(self.pos(verb), Pos::Finite | Pos::Auxiliary);
            let next = if more { self.with_appositive(whole.clone(), end) } else { comma };
            if next == comma || !matches!(self.pos(next), Pos::Comma | Pos::Other) {
                break;
            }
            whole.end = next;
        }
        Some(whole)
    }

    /// The same without what follows a comma.
    pub(super) fn core_from(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let limit = end.min(start + WINDOW);
        let mut at = start;
        let mut last = None;
        while at < limit {
            let pos = self.pos(at);
            if self.timed(at) && last.is_some() {
                break;
            }
            if pos.is_nominal() {
                if pos == Pos::Determiner && at > start && last == Some(at - 1) && self.pos(at - 1).ends_noun_phrase() {
                    break;
                }
                if pos == Pos::Pronoun && at > start {
                    break;
                }
                if pos.ends_noun_phrase() || pos == Pos::Determiner && at == start {
                    last = Some(at);
                }
                at += 1;
                if pos == Pos::Pronoun && !self.is(at, "of") {
                    break;
                }
            } else if pos == Pos::Adverb && at == start {
                at += 1;
            } else if last.is_some() && at > start {
                // "Lee (D-Mo.)": the bracket belongs to the name.
                if self.kind(at) == Some(TokenKind::Open) {
                    let Some(close) = self.bracket_end(at, limit) else { break };
                    last = Some(close);
                    at = close + 1;
                    continue;
                }
                let joins = match pos {
                    Pos::Preposition => {
                        (self.any(at, &["of", "for", "from"]) || self.after_adjective(at))
                            && self.pos(at + 1).is_nominal()
                    }
                    Pos::Coordinator => {
                        self.is(at, "and") && self.pos(at + 1).is_nominal() && self.joins_phrases(at, limit)
                    }
                    _ => false,
                };
                if !joins {
                    break;
                }
                at += 1;
            } else {
                break;
            }
        }
        last.filter(|&l| !(l == start && self.pos(l) == Pos::Determiner && !self.has(l, Class::Pronoun)))
            .map(|l| start..l + 1)
    }

    /// The closing bracket of the one at `at`, a few words on.
    fn bracket_end(&self, at: usize, limit: usize) -> Option<usize> {
        (at + 1..limit.min(at + BRACKET)).find(|&i| self.kind(i) == Some(TokenKind::Close))
    }

    /// Whether an "and" joins two noun phrases rather than two clauses: what follows ends before any finite verb of its
    /// own, or the verb after it is the first in sight.
    fn joins_phrases(&self, and: usize, limit: usize) -> bool {
        for at in and + 1..limit {
            match self.pos(at) {
                Pos::Finite | Pos::Auxiliary => return self.verb_cue(self.head_of(at)).is_some(),
                Pos::Comma | Pos::Break | Pos::Quote | Pos::Other | Pos::Preposition => return true,
                _ => {}
            }
        }
        true
    }

    fn head_of(&self, at: usize) -> usize {
        self.verb_at(at).map_or(at, |v| self.tags.verbs[v].head)
    }

    /// The end of a noun phrase with the appositive that says who it is: ", a spokeswoman for the company".
    fn with_appositive(&self, core: Range<usize>, end: usize) -> usize {
        let comma = core.end;
        if comma >= end || self.pos(comma) != Pos::Comma || self.has(core.start, Class::Pronoun) {
            return core.end;
        }
        let first = comma + 1;
        let describes =
            matches!(self.pos(first), Pos::Determiner | Pos::Possessive | Pos::Noun | Pos::Adjective | Pos::Name)
                || self.any(first, &["who", "one"])
                || self.kind(first) == Some(TokenKind::Number);
        if !describes {
            return core.end;
        }
        let mut relative = self.is(first, "who");
        for at in first..end.min(first + WINDOW) {
            match self.pos(at) {
                Pos::Comma if at > first => return at,
                Pos::Wh | Pos::That if at > first => relative = true,
                Pos::Finite | Pos::Auxiliary | Pos::Break | Pos::Quote if !relative => return core.end,
                Pos::Break | Pos::Quote => return core.end,
                Pos::Other => return if relative || at > first { at } else { core.end },
                _ => {}
            }
        }
        core.end
    }

    /// The noun phrase that ends right before `verb`, skipping adverbs and an appositive between commas; not before `from`.
    pub(super) fn subject_before(&self, verb: usize, from: usize) -> Option<Range<usize>> {
        let from = from.max(verb.saturating_sub(WINDOW));
        let mut end = verb;
        while end > from && (self.pos(end - 1) == Pos::Adverb || self.timed(end - 1)) {
            end -= 1;
        }
        if end > from && self.pos(end - 1) == Pos::Comma {
            // A comma that should not be there, or one after what stands before the subject.
            return self.subject_before_appositive(end, from).or_else(|| {
                self.core_before(end - 1, from)
                    .filter(|c| self.pos(c.end - 1) == Pos::Name && self.entity_person(c.end - 1))
            });
        }
        self.core_before(end, from)
    }

    /// Before a date that tells which one is meant: "a note dated 3 November |".
    pub(super) fn before_date(&self, end: usize, from: usize) -> usize {
        let mut at = end;
        while at > from && self.timed(at - 1) {
            at -= 1;
        }
        if at == end {
            return end;
        }
        let leads = at > from && (self.pos(at - 1) == Pos::Preposition || self.is(at - 1, "dated"));
        if leads { at - 1 } else { end }
    }

    /// Whether a token is part of a person's name.
    fn entity_person(&self, at: usize) -> bool {
        let entities = &self.tags.entities;
        let i = entities.partition_point(|e| e.tokens.end <= at);
        entities.get(i).is_some_and(|e| e.tokens.start <= at && e.kind == EntityKind::Person)
    }

    /// "Ann Lee, the mayor of Northwick," before the verb: both commas belong to the source.
    fn subject_before_appositive(&self, end: usize, from: usize) -> Option<Range<usize>> {
        let (mut verbs, mut wh) = (0, false);
        for at in (from..end - 1).rev() {
            match self.pos(at) {
                Pos::Comma => {
                    let first = at + 1;
                    let relative = self.any(first, &["who", "whose", "which"]);
                    // "Lee, speaking in Arden,", "Lee, long suspected of theft,": no part of the source.
                    let word = first + usize::from(self.pos(first) == Pos::Adverb);
                    if matches!(self.pos(word), Pos::Preposition | Pos::Ing | Pos::Participle)
                        && (verbs == 0 || wh)
                        && first < end - 1
                    {
                        return self.core_before(at, from);
                    }
                    let describes = relative
                        || matches!(
                            self.pos(first),
                            Pos::Determiner | Pos::Possessive | Pos::Noun | Pos::Adjective | Pos::Name | Pos::Number
                        );
                    if !describes || verbs > 0 && !relative && !wh {
                        return None;
                    }
                    let mut found = self.core_before(self.before_date(at, from), from)?;
                    // "Lee, 54, of Mill Lane, Arden,": whoever lives there.
                    if found.start >= from + 2
                        && self.pos(found.start - 1) == Pos::Preposition
                        && self.pos(found.start - 2) == Pos::Comma
                        && let Some(before) = self.core_before(found.start - 2, from)
                    {
                        found = before;
                    }
                    // "Lee, 74, who ..."; "Lee, the mayor, who ...".
                    for _ in 0..2 {
                        let age = found.clone().all(|i| self.pos(i) == Pos::Number);
                        let article =
                            self.pos(found.start) == Pos::Determiner && !self.reading.tokens[found.start].is_capital();
                        let after_comma = found.start > from && self.pos(found.start - 1) == Pos::Comma;
                        if !after_comma || !(age || article) {
                            break;
                        }
                        match self.core_before(found.start - 1, from) {
                            Some(name) if age || self.pos(name.end - 1) == Pos::Name => found = name,
                            _ => break,
                        }
                    }
                    return Some(found.start..end);
                }
                Pos::Finite | Pos::Auxiliary => verbs += 1,
                Pos::Wh | Pos::That => wh = true,
                Pos::Break | Pos::Quote | Pos::Other => return None,
                _ => {}
            }
        }
        None
    }

    /// The noun phrase that ends right before `end`.
    pub(super) fn core_before(&self, end: usize, from: usize) -> Option<Range<usize>> {
        let mut start = end;
        let mut at = end;
        while at > from {
            let i = at - 1;
            let pos = self.pos(i);
            // "an earlier paper": which one, not when.
            let which = start < end && self.is(i, "earlier") && i > from && self.pos(i - 1) == Pos::Determiner;
            if self.timed(i) && !which {
                break;
            }
            if let Some(first) =
                self.first_of_two(i, from).filter(|_| start < end && self.pos(start) == Pos::Participle)
            {
                at = first;
                start = first;
                continue;
            }
            if self.kind(i) == Some(TokenKind::Close) {
                let open =
                    (from.max(i.saturating_sub(BRACKET))..i).rev().find(|&k| self.kind(k) == Some(TokenKind::Open));
                let Some(open) = open else { break };
                at = open;
                continue;
            }
            let inside = match pos {
                _ if which => true,
                Pos::Name | Pos::Noun | Pos::Adjective | Pos::Number | Pos::Possessive | Pos::Determiner => true,
                Pos::Pronoun => start == end || self.is(i + 1, "of"),
                Pos::Preposition => start < end && self.takes_in(i, from),
                Pos::Participle if start < end && self.pos(i + 1) == Pos::Preposition => true,
                Pos::Coordinator => start < end && self.is(i, "and") && self.coordinates_left(i, from),
                Pos::Wh => start == end && self.any(i, &["who", "which", "that"]),
                Pos::Adverb => start < end && self.pos(start) == Pos::Adjective,
                Pos::Participle => start < end && i > from && self.pos(i - 1) == Pos::Determiner,
                _ => false,
            };
            if !inside {
                break;
            }
            at = i;
            start = i;
            if matches!(pos, Pos::Pronoun | Pos::Wh) {
                break;
            }
            // A determiner opens the phrase, unless what stands before it takes it in ("the head of the union").
            if pos == Pos::Determiner
                && !(i > from && self.pos(i - 1) == Pos::Preposition && self.takes_in(i - 1, from))
                && !self.is(i.saturating_sub(1), "and")
            {
                break;
            }
        }
        while start < end && matches!(self.pos(start), Pos::Preposition | Pos::Coordinator | Pos::Quote) {
            start += 1;
        }
        if start < end && self.pos(start) == Pos::Possessive && self.any(start, &["'s", "’s"]) {
            start += 1;
        }
        (start < end
            && (start..end)
                .any(|i| self.pos(i).ends_noun_phrase() || self.pos(i) == Pos::Wh || self.has(i, Class::Pronoun)))
        .then_some(start..end)
    }

    /// Whether a preposition ties what follows to a noun before it: "of", or "for", "from", "in", "at" after a noun that
    /// can be a source.
    fn extends_left(&self, preposition: usize, from: usize) -> bool {
        if preposition <= from || !self.pos(preposition - 1).ends_noun_phrase() || self.timed(preposition - 1) {
            return false;
        }
        self.is(preposition, "of")
            || self.is(preposition, "by")
                && (self.is_paper(preposition - 1..preposition) || self.any(preposition - 1, INQUIRIES))
            || self.any(preposition, &["for", "from", "in", "at", "with", "on", "to"])
                && self.classes(preposition - 1).any(SOURCE_NOUN)
    }

    /// Whether what stands before a preposition takes in what stands behind it.
    fn takes_in(&self, preposition: usize, from: usize) -> bool {
        self.extends_left(preposition, from)
            || self.after_reduced(preposition, from)
            || preposition >= from + 2 && self.after_adjective(preposition)
    }

    /// "a source close | to the talks", "people familiar | with the matter".
    fn after_adjective(&self, preposition: usize) -> bool {
        preposition >= 2
            && self.any(preposition - 1, &["close", "familiar", "loyal", "privy"])
            && self.pos(preposition - 2).ends_noun_phrase()
    }

    /// Whether a preposition follows a participle that follows its noun: "video shared by residents".
    fn after_reduced(&self, preposition: usize, from: usize) -> bool {
        preposition >= from + 2
            && self.pos(preposition - 1) == Pos::Participle
            && self.pos(preposition - 2).ends_noun_phrase()
    }

    /// "images taken by Lee on Friday | and shown to the council": where the first of two participles stands, for a coordinator
    /// before the second.
    pub(super) fn first_of_two(&self, and: usize, from: usize) -> Option<usize> {
        /// How far apart they may stand, in tokens.
        const APART: usize = 12;
        if self.pos(and) != Pos::Coordinator {
            return None;
        }
        let inside = |&i: &usize| {
            self.timed(i)
                || self.pos(i).is_nominal()
                || matches!(self.pos(i), Pos::Preposition | Pos::Participle | Pos::Adverb)
        };
        (from.max(and.saturating_sub(APART)) + 1..and)
            .rev()
            .take_while(inside)
            .find(|&i| self.pos(i) == Pos::Participle && self.is_paper(i - 1..i))
    }

    /// Whether a noun phrase ends with a document or a picture.
    pub(super) fn is_paper(&self, phrase: Range<usize>) -> bool {
        phrase.last().is_some_and(|at| self.has(at, Class::WorkNoun) || self.has(at, Class::PictureNoun))
    }

    /// Whether the "and" at `and` has a noun phrase on its left with no verb before it in this clause.
    fn coordinates_left(&self, and: usize, from: usize) -> bool {
        if and <= from || !self.pos(and - 1).ends_noun_phrase() {
            return false;
        }
        for at in (from..and).rev() {
            match self.pos(at) {
                Pos::Finite | Pos::Auxiliary | Pos::Base | Pos::Ing | Pos::To => return false,
                Pos::Comma | Pos::Break | Pos::Quote | Pos::Other | Pos::That | Pos::Wh | Pos::Subordinator => {
                    return true;
                }
                _ => {}
            }
        }
        true
    }

    /// Whether words can be somebody or something that answers for a statement.
    pub(super) fn can_speak(&self, phrase: &Range<usize>) -> bool {
        phrase.clone().any(|i| {
            self.pos(i) == Pos::Name
                || self.classes(i).any(SOURCE_NOUN)
                || self.has(i, Class::Demonym)
                || self.pos(i) == Pos::Wh
                || self.has(i, Class::Pronoun)
                    && !self.any(i, &["it", "there", "this", "that", "which", "something", "nothing"])
        })
    }

    /// Where the content that begins at `start` ends: the end of its clause in the sentence that ends at `end`. A
    /// quotation that begins inside is taken whole.
    pub(super) fn clause_end(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end {
            if let Some(q) = self.quotation_at(at) {
                let span = self.reading.quotations[q].span;
                let inside = self.reading.tokens_in(span);
                if inside.start >= start {
                    // A quotation of several sentences ends the content where it ends.
                    if inside.end >= end {
                        return inside.end;
                    }
                    at = inside.end;
                    continue;
                }
            }
            match self.pos(at) {
                Pos::Comma if self.breaks_after_comma(at, end) => return at,
                Pos::Coordinator if at > start && self.new_attribution(at + 1, end) => return at,
                // "Rebels say they hold the bridge as the army denies retreat".
                Pos::Subordinator
                    if at > start && self.any(at, &["as", "while"]) && self.new_attribution(at + 1, end) =>
                {
                    return at;
                }
                Pos::Break if self.kind(at) == Some(TokenKind::Semicolon) => return at,
                Pos::Preposition if at > start && (self.is_according(at) || self.is_reported(at, end)) => return at,
                _ => {}
            }
            at += 1;
        }
        self.without_stop(start, end)
    }

    /// The end without the sentence's final stop.
    pub(super) fn without_stop(&self, start: usize, mut end: usize) -> usize {
        while end > start + 1 && self.kind(end - 1) == Some(TokenKind::Stop) {
            end -= 1;
        }
        end
    }

    pub(super) fn is_according(&self, at: usize) -> bool {
        self.is(at, "according") && self.is(at + 1, "to")
    }

    /// "despite reports that ...": others say it.
    fn is_reported(&self, at: usize, end: usize) -> bool {
        /// Words from the preposition to "that".
        const NEAR: usize = 5;
        let noun = |i: &usize| self.pos(*i) == Pos::That && self.lexicon.other_cue(self.id(i - 1)).is_some();
        self.any(at, &["despite", "amid"]) && (at + 2..end.min(at + NEAR)).any(|i| noun(&i))
    }

    /// Whether a comma ends the clause: what follows is another attribution or a new turn of the author's.
    fn breaks_after_comma(&self, comma: usize, end: usize) -> bool {
        let mut at = comma + 1;
        if self.pos(at) == Pos::Coordinator || self.any(at, &["while", "although", "though"]) {
            at += 1;
            return self.new_attribution(at, end);
        }
        at = self.skip_adverbs(at, end);
        if self.is_according(at) || self.tail_attribution(at, end) {
            return true;
        }
        if self.pos(at) == Pos::Ing {
            return self.verb_cue(at).is_some() || self.any(at, &["citing", "referring", "quoting", "calling"]);
        }
        false
    }

    /// Whether a clause or quotation begins here, as after a verb of saying; after "could threaten the wall" none does.
    fn content_follows(&self, at: usize, end: usize) -> bool {
        const REACH: usize = 14;
        if at >= end || matches!(self.pos(at), Pos::That | Pos::Quote | Pos::Wh | Pos::Break) {
            return at < end;
        }
        (at..end.min(at + REACH))
            .take_while(|&i| !matches!(self.pos(i), Pos::Comma | Pos::Break | Pos::Other | Pos::Subordinator))
            .any(|i| i > at && matches!(self.pos(i), Pos::Finite | Pos::Auxiliary | Pos::That))
    }

    /// Whether what stands here is the tail of a sentence that another gives: ", a report says".
    fn tail_attribution(&self, at: usize, end: usize) -> bool {
        let Some(subject) = self.core_from(at, end).filter(|s| self.can_speak(s)) else { return false };
        let verb = self.skip_adverbs(subject.end, end);
        if verb >= end || !matches!(self.pos(verb), Pos::Finite | Pos::Auxiliary) {
            return false;
        }
        self.verb_cue(self.head_of(verb)).is_some_and(|(cue, after)| {
            let after = self.skip_adverbs(after, end);
            cue.takes.any(crate::lexicon::Takes::QUOTE) && (after >= end || self.pos(after) == Pos::Other)
        })
    }

    /// Whether an attribution of its own begins at `at`: a verb of saying with or without a subject before it.
    fn new_attribution(&self, at: usize, end: usize) -> bool {
        let at = self.skip_adverbs(at, end);
        let verb = if matches!(self.pos(at), Pos::Finite | Pos::Auxiliary | Pos::Ing) {
            at
        } else {
            let Some(subject) = self.core_from(at, end) else { return false };
            self.skip_adverbs(subject.end, end)
        };
        if verb >= end || !matches!(self.pos(verb), Pos::Finite | Pos::Auxiliary | Pos::Ing) {
            return false;
        }
        let head = self.head_of(verb);
        // "had been told that ...": told is the subject of the verb before.
        let told = verb == at && self.verb_at(head).is_some_and(|v| self.tags.verbs[v].passive);
        self.verb_cue(head).is_some_and(|(cue, after)| {
            use crate::lexicon::Takes;
            if told && cue.takes.any(Takes::RECIPIENT) {
                return false;
            }
            let after = self.skip_adverbs(after, end);
            cue.takes.any(Takes::QUOTE.with(Takes::CLAUSE).with(Takes::THAT)) && self.content_follows(after, end)
                || cue.takes.any(Takes::NOUN.with(Takes::INFINITIVE))
                    && matches!(
                        cue.act,
                        SpeechAct::Refuse
                            | SpeechAct::Deny
                            | SpeechAct::Directive
                            | SpeechAct::Accuse
                            | SpeechAct::Threaten
                    )
                || cue.takes.any(Takes::INFINITIVE) && self.pos(after) == Pos::To
        })
    }
}

/// What somebody does to find out, and then speaks for it: "an audit by the council found".
const INQUIRIES: &[&str] = &["analysis", "audit", "inquiry", "investigation", "poll", "probe", "review", "survey"];

/// Nouns that can be a source.
pub(super) const SOURCE_NOUN: Classes =
    Classes::SPEAKERS.with(Classes::of(&[Class::Title, Class::Body, Class::Outlet]));
