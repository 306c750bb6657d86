//! Part of speech, roughly: one class a token, from the lexicon, the ending and the tokens around it.
//!
//! It is there for the rules of attribution and of clauses, which ask where noun phrases and verb groups begin and end.
//! Where a form can be several things the neighbours decide, once, from left to right; then a second finite verb in one
//! clause turns an earlier "deployed" or "accused" into the participle that it must have been.

mod closed;
mod repair;

use crate::lexicon::{Class, Classes, Cue, Lexicon, WordId};
use crate::order::sort_by_key;
use crate::terms::SegmentKind;
use crate::text::{Reading, Shape, Token, TokenKind};

/// Words that begin a noun phrase, so that no determiner stands before them.
const OPENS: Classes = Classes::of(&[Class::Determiner, Class::Possessive, Class::Pronoun]);

/// What a token is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pos {
    /// Part of a proper name.
    Name,
    /// A common noun, or an unknown word that stands like one.
    Noun,
    /// A noun phrase by itself: "he", "everyone".
    Pronoun,
    /// "the", "every".
    Determiner,
    /// "his", and "’s" after a noun.
    Possessive,
    /// An adjective, or a participle before a noun.
    Adjective,
    /// An adverb, or "not".
    Adverb,
    /// A number in digits or words.
    Number,
    /// A finite main verb.
    Finite,
    /// A base form after "to" or a modal.
    Base,
    /// A past participle.
    Participle,
    /// An -ing form.
    Ing,
    /// A form of be, have or do, or a modal.
    Auxiliary,
    /// A preposition.
    Preposition,
    /// "and", "or", "but".
    Coordinator,
    /// "because", "while", "after" before a clause.
    Subordinator,
    /// "who", "which", "what", "how".
    Wh,
    /// "that" before a clause.
    That,
    /// "to" before a verb.
    To,
    /// A quotation mark or bracket.
    Quote,
    /// `,`
    Comma,
    /// `;` `:` or a dash.
    Break,
    /// `.` `!` `?` and anything else.
    Other,
}

impl Pos {
    /// Whether it can stand inside a noun phrase.
    pub const fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Noun
                | Self::Pronoun
                | Self::Determiner
                | Self::Possessive
                | Self::Adjective
                | Self::Number
        )
    }

    /// Whether a noun phrase can end with it.
    pub const fn ends_noun_phrase(self) -> bool {
        matches!(self, Self::Name | Self::Noun | Self::Pronoun | Self::Number)
    }
}

const VERB: Classes =
    Classes::of(&[Class::VerbBase, Class::VerbS, Class::VerbPast, Class::VerbParticiple, Class::VerbIng]);
const NOMINAL: Classes =
    Classes::SPEAKERS.with(Classes::of(&[Class::Noun, Class::TimeUnit, Class::DayPart, Class::Unit, Class::Currency]));
const PROPER: Classes = Classes::of(&[
    Class::GivenName,
    Class::Place,
    Class::Country,
    Class::Demonym,
    Class::Outlet,
    Class::Body,
    Class::Month,
    Class::Weekday,
]);
const CLOSED: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Pronoun,
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Relative,
    Class::Wh,
]);

/// One class a token.
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Pos> {
    let mut pos = Vec::with_capacity(reading.tokens.len());
    let mut closing: Vec<u32> = reading.quotations.iter().map(|q| q.span.end()).collect();
    sort_by_key(&mut closing, |&end| u128::from(end));
    for (i, sentence) in reading.sentences.iter().enumerate() {
        let kind = reading.segments[sentence.segment as usize].kind;
        let tokens = reading.tokens_of(i);
        let titled = is_titled(&reading.tokens[tokens.clone()], kind);
        let tagger = Tagger { reading, lexicon, closing: &closing, titled, first: tokens.start, end: tokens.end };
        for at in tokens {
            let tag = tagger.tag(at, &pos);
            pos.push(tag);
            if matches!(tag, Pos::Finite | Pos::Auxiliary) {
                tagger.repair(at, &mut pos);
            }
        }
        if kind == SegmentKind::Paragraph {
            tagger.repair_leading(&mut pos);
            tagger.find_verb(&mut pos);
            tagger.repair_that(&mut pos);
            tagger.repair_count(&mut pos);
            tagger.repair_according(&mut pos);
            tagger.repair_paper(&mut pos);
        } else if kind == SegmentKind::Headline {
            tagger.repair_headline(&mut pos);
        }
        tagger.repair_tail(&mut pos);
    }
    pos
}

/// Whether capitals say nothing here: most words of a headline or subheading have one.
fn is_titled(tokens: &[Token], kind: SegmentKind) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
    let capitals = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.is_capital()).count();
    matches!(kind, SegmentKind::Headline | SegmentKind::Subheading | SegmentKind::Caption | SegmentKind::Teaser)
        && words > 3
        && capitals * 10 >= words * 6
        || (words > 3 && tokens.iter().filter(|t| t.shape.any(Shape::ALL_CAPITALS)).count() * 10 >= words * 7)
}

struct Tagger<'a, 't> {
    reading: &'a Reading<'t>,
    lexicon: &'a Lexicon,
    /// Where quotations end, sorted.
    closing: &'a [u32],
    titled: bool,
    first: usize,
    end: usize,
}

impl Tagger<'_, '_> {
    fn classes(&self, at: usize) -> Classes {
        if at < self.end { self.lexicon.classes(self.reading.tokens[at].word) } else { Classes::NONE }
    }

    fn word_is(&self, at: usize, word: &str) -> bool {
        at < self.end && self.reading.word(at).eq_ignore_ascii_case(word)
    }

    /// The apostrophe of "workers’": right behind an s, and no quotation ends with it.
    fn is_plural_possessive(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        at > self.first
            && !token.shape.any(Shape::SPACE_BEFORE)
            && matches!(self.reading.word(at), "'" | "’")
            && self.reading.word(at - 1).ends_with(['s', 'S', 'x', 'z'])
            && self.closing.binary_search(&token.span.end()).is_err()
    }

    /// The nearest tag before that is no adverb.
    fn before(&self, at: usize, pos: &[Pos]) -> Option<(usize, Pos)> {
        (self.first..at).rev().take(4).map(|i| (i, pos[i])).find(|(_, p)| *p != Pos::Adverb)
    }

    fn tag(&self, at: usize, pos: &[Pos]) -> Pos {
        let token = &self.reading.tokens[at];
        match token.kind {
            TokenKind::Word => {}
            TokenKind::Number => return Pos::Number,
            TokenKind::Quote if self.is_plural_possessive(at) => return Pos::Possessive,
            TokenKind::Quote | TokenKind::Open | TokenKind::Close => return Pos::Quote,
            TokenKind::Comma => return Pos::Comma,
            TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash => return Pos::Break,
            TokenKind::Symbol => return if self.classes(at).has(Class::Currency) { Pos::Number } else { Pos::Other },
            TokenKind::Stop => return Pos::Other,
        }
        let classes = self.classes(at);
        if token.is_capital() && !self.titled && self.is_name(at, classes, pos) {
            return Pos::Name;
        }
        if (classes.any(CLOSED) || classes.has(Class::Negation))
            && let Some(tag) = self.closed(at, classes, pos)
        {
            return tag;
        }
        self.open(at, classes, pos)
    }

    fn is_name(&self, at: usize, classes: Classes, pos: &[Pos]) -> bool {
        let starts =
            at == self.first || matches!(pos[at - 1], Pos::Quote | Pos::Break | Pos::Other) && !classes.any(PROPER);
        if !starts {
            // "in May", "May 5": no modal.
            if classes.has(Class::Month)
                && (matches!(pos[at - 1], Pos::Preposition | Pos::Determiner | Pos::Adjective | Pos::Number)
                    || !self.is_word(at + 1))
            {
                return true;
            }
            // "Theresa May", "Will Reed".
            if classes.has(Class::Auxiliary) && classes.any(Classes::of(&[Class::Month, Class::GivenName])) {
                return true;
            }
            // "The", "In" in the middle of a name; "I" is none.
            return !classes.any(Classes::of(&[Class::Pronoun, Class::FirstPerson, Class::Auxiliary]))
                || self.reading.tokens[at].shape.any(Shape::ALL_CAPITALS) && !classes.has(Class::FirstPerson);
        }
        if classes.any(CLOSED) || classes.any(Classes::of(&[Class::Adverb, Class::NumberWord, Class::Negation])) {
            return false;
        }
        if classes.any(PROPER) || classes.is_empty() && !self.looks_inflected(at) {
            return true;
        }
        let next_capital = self.reading.tokens.get(at + 1).is_some_and(|t| t.is_capital() && at + 1 < self.end);
        // "Housing Minister", but not "Asking Minister Lee".
        let verb = classes.any(VERB) && !(classes.has(Class::VerbIng) && classes.any(NOMINAL));
        next_capital && !verb && !self.classes(at + 1).any(CLOSED)
    }

    /// Whether an unknown word at the start of a sentence is more likely a verb form or adverb than a name.
    fn looks_inflected(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        ["ing", "ly", "ed"].iter().any(|e| word.len() > e.len() + 3 && word.ends_with(e))
    }

    /// The cue that the verb at `at` is, with the token after it.
    fn verb_cue(&self, at: usize) -> Option<(&Cue, usize)> {
        let word = |i: usize| self.reading.tokens.get(at + i).map_or(WordId::UNKNOWN, |t| t.word);
        self.lexicon.verb_cue_with(word).map(|(cue, length)| (cue, at + length))
    }

    fn is_word(&self, at: usize) -> bool {
        at < self.end && matches!(self.reading.tokens[at].kind, TokenKind::Word | TokenKind::Number)
    }

    fn plural(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        word.ends_with('s') && !word.ends_with("ss") && word.len() > 3
    }

    /// Whether a subject and a finite verb follow before the next comma, as after "after" or "as".
    fn clause_follows(&self, at: usize) -> bool {
        let mut nominal = false;
        for i in at..self.end.min(at + 10) {
            if !self.is_word(i) {
                return false;
            }
            let classes = self.classes(i);
            if nominal && (classes.has(Class::Auxiliary) || classes.has(Class::VerbPast) && !classes.any(NOMINAL)) {
                return true;
            }
            if nominal && classes.has(Class::VerbS) && !classes.any(NOMINAL) && !self.plural(i - 1) {
                return true;
            }
            if classes.any(Classes::of(&[Class::Subordinator, Class::Relative, Class::Coordinator])) && i > at {
                return false;
            }
            nominal |= classes.has(Class::Pronoun) || !classes.any(CLOSED);
        }
        false
    }

    fn open(&self, at: usize, classes: Classes, pos: &[Pos]) -> Pos {
        let classes =
            if classes.any(VERB) || classes.any(NOMINAL) { classes } else { classes.with(self.guess(at, classes)) };
        let before = self.before(at, pos);
        let next = self.classes(at + 1);
        if classes.has(Class::NumberWord) {
            return Pos::Number;
        }
        // "a girl aged twelve".
        if self.word_is(at, "aged")
            && (next.has(Class::NumberWord)
                || self.reading.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number))
        {
            return Pos::Adjective;
        }
        // "last year", "was last seen": seldom a verb.
        if self.word_is(at, "last") {
            let unit = Classes::of(&[Class::TimeUnit, Class::DayPart, Class::Weekday, Class::Month]);
            if next.any(unit) {
                return Pos::Adjective;
            }
            if next.any(Classes::of(&[Class::Adverb, Class::VerbParticiple])) && !next.any(NOMINAL) {
                return Pos::Adverb;
            }
        }
        // "a study in 2019 found": a year counts nothing.
        let year = before.is_some_and(|(i, p)| {
            p == Pos::Number
                && i > self.first
                && self.word_is(i - 1, "in")
                && matches!(self.reading.word(i).as_bytes(), [b'1' | b'2', _, _, _])
        });
        match before.map(|(_, p)| p) {
            Some(Pos::Number) if year && classes.any(VERB) => {
                if let Some(tag) = self.after_subject(at, classes, before, pos) {
                    return tag;
                }
            }
            Some(Pos::To) if classes.has(Class::VerbBase) => return Pos::Base,
            Some(Pos::Auxiliary) => {
                if let Some(tag) = self.after_auxiliary(before.map_or(at, |(i, _)| i), classes) {
                    return tag;
                }
            }
            Some(Pos::Determiner | Pos::Possessive | Pos::Adjective | Pos::Number) => {
                return self.in_noun_phrase(at, classes);
            }
            Some(Pos::Preposition) => {
                return if classes.has(Class::VerbIng) && !classes.any(NOMINAL) {
                    Pos::Ing
                } else {
                    self.in_noun_phrase(at, classes)
                };
            }
            Some(Pos::Noun | Pos::Name | Pos::Pronoun | Pos::Quote | Pos::Comma | Pos::Wh) => {
                if let Some(tag) = self.after_subject(at, classes, before, pos) {
                    return tag;
                }
            }
            _ => {}
        }
        if classes.has(Class::Adverb) && !classes.any(VERB) && !classes.has(Class::Noun) {
            return Pos::Adverb;
        }
        let nominal = classes.any(NOMINAL);
        if classes.has(Class::VerbIng) {
            return if nominal && next.has(Class::Auxiliary) { Pos::Noun } else { Pos::Ing };
        }
        if classes.any(Classes::of(&[Class::VerbPast, Class::VerbParticiple])) && !nominal {
            let starts = at == self.first;
            return if starts || !classes.has(Class::VerbPast) { Pos::Participle } else { Pos::Finite };
        }
        if classes.has(Class::Adjective) && !nominal {
            return Pos::Adjective;
        }
        if nominal || !classes.any(VERB) {
            return Pos::Noun;
        }
        if classes.has(Class::VerbS) {
            Pos::Finite
        } else if at == self.first {
            Pos::Base
        } else {
            Pos::Finite
        }
    }

    fn after_auxiliary(&self, auxiliary: usize, classes: Classes) -> Option<Pos> {
        let aux = self.classes(auxiliary);
        // "was first hired in May".
        let at = auxiliary + 1;
        if aux.has(Class::Be)
            && (self.word_is(at, "first") || self.word_is(at, "last"))
            && self.classes(at + 1).has(Class::VerbParticiple)
        {
            return Some(Pos::Adverb);
        }
        if (aux.has(Class::Modal) || aux.has(Class::Do)) && classes.has(Class::VerbBase) {
            return Some(Pos::Base);
        }
        if aux.has(Class::Have) && classes.has(Class::VerbParticiple) {
            return Some(Pos::Participle);
        }
        if aux.has(Class::Be) {
            if classes.has(Class::VerbIng) {
                return Some(Pos::Ing);
            }
            if classes.has(Class::VerbParticiple) {
                return Some(Pos::Participle);
            }
        }
        None
    }

    /// After a determiner, an adjective or a preposition: a noun, or what stands before one.
    fn in_noun_phrase(&self, at: usize, classes: Classes) -> Pos {
        let next_nominal = self.is_word(at + 1) && {
            let next = self.classes(at + 1);
            !next.any(CLOSED) && !next.has(Class::Adverb) && (next.any(NOMINAL) || !next.has(Class::VerbPast))
        };
        if classes.has(Class::Adverb) && !classes.any(NOMINAL) {
            return Pos::Adverb;
        }
        let modifier = classes.any(Classes::of(&[Class::Adjective, Class::VerbParticiple, Class::VerbIng]));
        if modifier && next_nominal && !classes.any(NOMINAL) { Pos::Adjective } else { Pos::Noun }
    }

    /// After a noun phrase: a verb, if it agrees.
    fn after_subject(&self, at: usize, classes: Classes, before: Option<(usize, Pos)>, pos: &[Pos]) -> Option<Pos> {
        let (i, tag) = before?;
        if !classes.any(VERB) {
            return None;
        }
        let nominal = classes.any(NOMINAL);
        let marked = matches!(tag, Pos::Quote | Pos::Comma);
        if classes.has(Class::VerbPast) && !nominal {
            let by = self.word_is(at + 1, "by");
            return Some(if by && classes.has(Class::VerbParticiple) { Pos::Participle } else { Pos::Finite });
        }
        if classes.has(Class::VerbParticiple) && !nominal && !classes.has(Class::VerbBase) {
            return Some(Pos::Participle);
        }
        if marked {
            let plain = classes.has(Class::VerbS) && (!nominal || self.opens_speech(at + 1))
                || classes.has(Class::VerbPast)
                || classes.has(Class::VerbBase) && self.word_is(at + 1, "that") && self.verb_cue(at).is_some();
            return plain.then_some(Pos::Finite);
        }
        let plural = match tag {
            Pos::Pronoun => {
                !["he", "she", "it", "this", "that", "everyone", "nobody", "someone"].iter().any(|w| self.word_is(i, w))
            }
            Pos::Wh => true,
            _ => self.is_plural_phrase(i, pos),
        };
        let opens = self.opens_complement(at + 1);
        // "minutes seen by Lee show that": the subject stands before the participle.
        if classes.has(Class::VerbBase)
            && self.word_is(at + 1, "that")
            && self.verb_cue(at).is_some()
            && pos[self.first..at].iter().rev().take(12).any(|tag| *tag == Pos::Participle)
        {
            return Some(Pos::Finite);
        }
        // "the firm cut its forecast": as long as the noun, and what follows is an object.
        if classes.has(Class::VerbPast)
            && self.classes(at + 1).any(Classes::of(&[Class::Possessive, Class::Determiner]))
        {
            return Some(Pos::Finite);
        }
        if classes.has(Class::VerbS) && (!plural || tag == Pos::Wh) {
            return (!nominal || opens || tag == Pos::Pronoun || tag == Pos::Wh).then_some(Pos::Finite);
        }
        if classes.has(Class::VerbBase) && plural {
            return (!nominal || opens || tag == Pos::Pronoun).then_some(Pos::Finite);
        }
        None
    }

    fn is_plural_phrase(&self, at: usize, pos: &[Pos]) -> bool {
        let word = self.reading.word(at);
        let many =
            ["people", "police", "media", "men", "women", "children"].iter().any(|w| word.eq_ignore_ascii_case(w));
        many || (pos[at] != Pos::Name || self.classes(at).has(Class::Demonym)) && self.plural(at)
    }

    /// Whether what stands here is likely the complement of a verb before it: a clause, a noun phrase, a quotation.
    fn opens_complement(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let classes = self.classes(at);
        let token = &self.reading.tokens[at];
        token.kind == TokenKind::Quote
            || token.kind == TokenKind::Colon
            || self.word_is(at, "that")
            || self.word_is(at, "to")
            || classes.any(Classes::of(&[Class::Determiner, Class::Possessive, Class::Pronoun]))
            || classes.has(Class::Wh)
            || token.is_capital() && !self.titled
    }

    /// Whether a colon, a quotation or "that" stands here.
    fn opens_speech(&self, at: usize) -> bool {
        at < self.end
            && (matches!(self.reading.tokens[at].kind, TokenKind::Quote | TokenKind::Colon) || self.word_is(at, "that"))
    }

    /// What an unknown word is by its ending.
    fn guess(&self, at: usize, known: Classes) -> Classes {
        let word = self.reading.word(at);
        let ends = |endings: &[&str]| endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e));
        if known.has(Class::Adjective)
            || known.has(Class::Adverb)
            || self.reading.tokens[at].is_capital() && !self.titled
        {
            Classes::NONE
        } else if ends(&["ly"]) {
            Classes::of(&[Class::Adverb])
        } else if ends(&["ing"]) {
            Classes::of(&[Class::VerbIng])
        } else if ends(&["ed"]) && word.starts_with("un") && !word.starts_with("under") {
            Classes::of(&[Class::Adjective])
        } else if ends(&["ed"]) {
            Classes::of(&[Class::VerbPast, Class::VerbParticiple])
        } else if ends(&["ous", "ful", "ive", "able", "ible", "less", "ish", "ic", "al"])
            || self.reading.tokens[at].shape.any(Shape::HYPHEN)
        {
            Classes::of(&[Class::Adjective])
        } else {
            Classes::of(&[Class::Noun])
        }
    }
}
