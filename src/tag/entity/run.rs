//! Runs of capitalised words, and the names in them.

use std::ops::Range;

use super::kind::{self, Evidence};
use super::known::{Key, Style, key, may_be_raised, pair};
use super::{BODY_HEAD, COMMON, FUNCTION, Mention, NAME, View};
use crate::lexicon::{Class, Classes, WordId};
use crate::span::Span;
use crate::text::{Shape, TokenKind};

/// Stands before a name and is no part of it.
const TITLE: Classes = Classes::of(&[Class::Title, Class::Role]);

/// Times that have a capital.
const CALENDAR: Classes = Classes::of(&[Class::Month, Class::Weekday]);

/// Appends the names of one sentence.
pub(super) fn find(view: &View<'_, '_>, sentence: usize, out: &mut Vec<Mention>) {
    let range = view.reading.tokens_of(sentence);
    let finder = Finder { view, first: range.start, end: range.end, style: view.known.styles[sentence] };
    let mut at = range.start;
    while at < range.end {
        if finder.opens(at) {
            let end = finder.extend(at);
            finder.split(at..end, out);
            at = end;
        } else {
            at += 1;
        }
    }
}

struct Finder<'f, 'a, 't> {
    view: &'f View<'a, 't>,
    first: usize,
    end: usize,
    style: Style,
}

impl Finder<'_, '_, '_> {
    fn key(&self, token: usize) -> Key {
        key(self.view.word(token))
    }

    /// Whether a name or what belongs to one may begin here.
    fn opens(&self, at: usize) -> bool {
        let v = self.view;
        if v.classes(at).has(Class::Particle) && !v.is_capital(at) {
            return at + 1 < self.end
                && self.is_part(at + 1)
                && !v.is_common(at + 1)
                && v.has_shape(at + 1, Shape::SPACE_BEFORE)
                && v.known.names.contains(&pair(self.key(at), self.key(at + 1)));
        }
        self.is_part(at) && !(self.style == Style::Plain && self.is_calendar(at))
    }

    fn is_calendar(&self, at: usize) -> bool {
        let v = self.view;
        // "Jan" without its full stop is a given name, "Sun" a newspaper.
        let short = v.word(at).len() == 3 && v.word(at) != "May" && !v.has_shape(at, Shape::OWN_STOP);
        v.classes(at).any(CALENDAR)
            && !short
            && !(v.classes(at).has(Class::GivenName) && v.classes(at + 1).is_empty() && v.is_capital(at + 1))
    }

    /// Whether a token can be a word of a name.
    fn is_part(&self, at: usize) -> bool {
        let v = self.view;
        let Some(token) = v.reading.tokens.get(at) else { return false };
        if token.kind != TokenKind::Word {
            return false;
        }
        let word = v.reading.word(at);
        if !token.is_capital() {
            return token.word == WordId::UNKNOWN && has_inner_capital(word);
        }
        if word.contains(['@', '_']) || word.starts_with("I'") || word.starts_with("I’") || word == "I" {
            return false;
        }
        let classes = v.classes(at);
        if classes.any(FUNCTION) && !classes.any(NAME) {
            return v.phrase(at, self.end).is_some_and(|(_, c)| c.any(NAME)) && !classes.has(Class::Determiner);
        }
        self.style == Style::Plain || self.is_name_in_heading(at, classes)
    }

    /// In headings only words that are names elsewhere count.
    fn is_name_in_heading(&self, at: usize, classes: Classes) -> bool {
        let v = self.view;
        classes.any(NAME) && !classes.any(COMMON)
            || v.known.names.contains(&self.key(at))
            || v.phrase(at, self.end).is_some_and(|(_, c)| c.any(NAME))
            || classes.any(TITLE)
            || (classes.is_empty() && at > self.first && v.classes(at - 1).has(Class::GivenName))
    }

    /// Past the run of words that begins at `at`.
    fn extend(&self, at: usize) -> usize {
        let v = self.view;
        let mut to = at + 1;
        while to < self.end {
            to = match self.step(at, to) {
                Some(next) => next,
                None => break,
            };
        }
        // A phrase of the lexicon is never cut.
        match v.phrase(at, self.end) {
            Some((end, classes)) if classes.any(NAME) => to.max(end),
            _ => to,
        }
    }

    /// Where the run goes on from `to`: past one more word, with the small words before it.
    fn step(&self, from: usize, to: usize) -> Option<usize> {
        let v = self.view;
        let last = to - 1;
        // "Secretary of State": a phrase of the lexicon goes on over its small words.
        if let Some((end, classes)) = v.phrase(last, self.end)
            && end > to
            && classes.any(NAME.with(TITLE))
            && (to..end).all(|i| v.is_capital(i) || v.classes(i).any(FUNCTION))
        {
            return Some(end);
        }
        if self.is_part(to) {
            let spaced = v.has_shape(to, Shape::SPACE_BEFORE);
            let month = self.is_calendar(to) && !v.classes(last).has(Class::GivenName);
            return (spaced && !month && self.may_follow(last, to)).then_some(to + 1);
        }
        let next = to + 1;
        if next >= self.end {
            return None;
        }
        // ", Inc." and ", Jr."
        if v.is_kind(to, TokenKind::Comma) && v.is_capital(next) && v.classes(next).has(Class::NameEnding) {
            return Some(next + 1);
        }
        let classes = v.classes(to);
        if classes.has(Class::Particle) && !v.is_common(last) {
            let name = if v.classes(next).has(Class::Particle) && !v.is_capital(next) { next + 1 } else { next };
            return (self.is_part(name) && !v.is_common(name)).then_some(name + 1);
        }
        if v.is_possessive(to) {
            let owner = v.is_common(last) && self.is_part(next);
            return (owner && (v.is_common(next) || v.classes(next).any(BODY_HEAD))).then_some(next + 1);
        }
        match v.word(to) {
            "&" => self.is_part(next).then_some(next + 1),
            "of" | "Of" | "OF" => self.joins_of(from, to),
            "for" | "on" => {
                let head = v.classes(last).any(BODY_HEAD) && last > from || v.classes(last).has(Class::BodyName);
                (head && self.is_part(next)).then_some(next + 1)
            }
            "and" => self.joins_and(from, to).then_some(next + 1),
            _ => None,
        }
    }

    /// In headings, whether two names stand together elsewhere too.
    fn may_follow(&self, last: usize, to: usize) -> bool {
        let v = self.view;
        self.style == Style::Plain
            || v.known.pairs.contains(&pair(self.key(last), self.key(to)))
            || v.phrase(last, self.end).is_some_and(|(_, c)| c.any(NAME))
            || v.classes(last).any(TITLE.with(Classes::of(&[Class::GivenName])))
            || v.classes(to).any(TITLE)
    }

    /// "University of Oslo", "Bank of the West", "Gulf of Finland": past the word after "of".
    fn joins_of(&self, from: usize, of: usize) -> Option<usize> {
        let v = self.view;
        let last = of - 1;
        let classes = v.classes(last);
        let person = classes.any(TITLE) && !classes.any(BODY_HEAD) || classes.any(NAME) && !classes.has(Class::Body);
        let head =
            classes.any(BODY_HEAD) || classes.any(Classes::of(&[Class::PlaceName, Class::Noun, Class::WorkNoun]));
        if person || !head || (last == from && may_be_raised(v.reading, from, self.first) && !classes.any(HEAD_OF)) {
            return None;
        }
        let mut name = of + 1;
        if matches!(v.word(name), "the" | "The") {
            name += 1;
        }
        (name < self.end && self.is_part(name) && !self.is_calendar(name)).then_some(name + 1)
    }

    /// "Food and Drug Administration", "Department of Health and Human Services".
    fn joins_and(&self, from: usize, and: usize) -> bool {
        let v = self.view;
        if !(self.is_part(and + 1) && v.is_common(and - 1) && v.is_common(and + 1)) || v.classes(and - 1).any(TITLE) {
            return false;
        }
        let opened = (from..and).any(|i| matches!(v.word(i), "of" | "for" | "on"));
        if opened {
            return v.classes(from).any(BODY_HEAD) || v.is_common(from);
        }
        let whole = (from..and).all(|i| v.is_common(i)) && !v.classes(and - 1).any(BODY_HEAD);
        let closes =
            (and + 1..self.end.min(and + 5)).take_while(|&i| self.is_part(i)).any(|i| v.classes(i).any(BODY_HEAD));
        whole && closes
    }

    /// Cuts a run into names.
    fn split(&self, run: Range<usize>, out: &mut Vec<Mention>) {
        let v = self.view;
        let mut rest = run;
        let mut titled = false;
        while !rest.is_empty() {
            let Some(title) = self.title_in(rest.clone()) else { break };
            let body = self.ends_in_body(&rest) && !v.classes(title.end).has(Class::GivenName);
            if body {
                break;
            }
            let mut before = rest.start..title.start;
            while !before.is_empty() && v.is_common(before.end - 1) {
                before.end -= 1;
            }
            self.push(before, false, out);
            titled = true;
            rest.start = title.end;
        }
        // "Comorian Muslim"
        while rest.len() > 1
            && rest.clone().all(|i| v.classes(i).has(Class::Demonym))
            && !v.classes_of(rest.clone()).any(NAME)
        {
            self.push(rest.start..rest.start + 1, false, out);
            rest.start += 1;
        }
        if let Some(cut) = self.people_before_person(rest.clone()) {
            self.push(rest.start..cut, false, out);
            rest.start = cut;
            titled = true;
        }
        self.push(rest, titled, out);
    }

    /// The first title or role of a run that is not a surname: "President" in "President Ann Lee", not "King" in "Ann King".
    fn title_in(&self, run: Range<usize>) -> Option<Range<usize>> {
        let v = self.view;
        let mut at = run.start;
        while at < run.end {
            if let Some((end, classes)) = v.phrase(at, run.end) {
                if classes.any(TITLE) {
                    return Some(at..end);
                }
                if classes.any(NAME) {
                    at = end;
                    continue;
                }
            }
            if v.classes(at).any(TITLE) && !v.classes(at).has(Class::GivenName) {
                let surname = at > run.start
                    && (v.classes(at - 1).has(Class::GivenName) && at + 1 == run.end
                        || v.has_shape(at - 1, Shape::OWN_STOP) && v.word(at - 1).len() == 2);
                if !surname {
                    return Some(at..at + 1);
                }
            }
            at += 1;
        }
        None
    }

    fn ends_in_body(&self, run: &Range<usize>) -> bool {
        let v = self.view;
        let opened = (run.start + 1..run.end).find(|&i| matches!(v.word(i), "of" | "for" | "on"));
        run.len() > 1
            && v.classes(opened.unwrap_or(run.end) - 1).any(BODY_HEAD)
            && (opened.is_some() || !v.classes(run.end - 1).any(TITLE))
    }

    /// Where a person begins after words for what people are: "Republican Ann Lee", "Saudi Osama Hamid".
    fn people_before_person(&self, run: Range<usize>) -> Option<usize> {
        const PEOPLE: Classes = Classes::of(&[Class::Demonym, Class::GroupNoun]);
        let v = self.view;
        let at = run.start + 1;
        (run.len() >= 3 && v.classes(run.start).any(PEOPLE) && v.classes(at).has(Class::GivenName)).then_some(at)
    }

    /// Keeps a name, if it is one.
    fn push(&self, mut tokens: Range<usize>, titled: bool, out: &mut Vec<Mention>) {
        let v = self.view;
        while !tokens.is_empty() && self.is_loose(tokens.end - 1) {
            tokens.end -= 1;
        }
        while !tokens.is_empty() && (self.is_loose(tokens.start) || self.is_raised_common(&tokens, titled)) {
            tokens.start += 1;
        }
        if tokens.is_empty() || tokens.len() == 1 && !self.stands_alone(tokens.start, titled) {
            return;
        }
        if tokens.clone().all(|i| v.word(i).chars().filter(|c| c.is_alphabetic()).count() < 2) {
            return;
        }
        let span = self.trim(v.reading.span(tokens.clone()), &tokens);
        let mut evidence = Evidence::of(v, tokens.clone(), self.first, titled);
        if span.end() != v.reading.tokens[tokens.end - 1].span.end() {
            evidence = kind::of_first_part(v, span);
        }
        out.push(Mention { span, tokens, evidence });
    }

    /// Small words and marks at the edge of a run.
    fn is_loose(&self, token: usize) -> bool {
        let v = self.view;
        let t = &v.reading.tokens[token];
        t.kind != TokenKind::Word
            || (!t.is_capital() && !has_inner_capital(v.word(token)) && !v.classes(token).has(Class::Particle))
            || v.is_possessive(token)
    }

    /// The first word of a sentence that has its capital from there: "Outgoing" in "Outgoing Ann Lee", "Police" in "Police in ...".
    fn is_raised_common(&self, tokens: &Range<usize>, titled: bool) -> bool {
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
    fn stands_alone(&self, token: usize, titled: bool) -> bool {
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
    fn trim(&self, span: Span, tokens: &Range<usize>) -> Span {
        let v = self.view;
        let last = tokens.end - 1;
        if !v.has_shape(last, Shape::HYPHEN) {
            return span;
        }
        let word = v.word(last);
        let Some((head, tail)) = word.rsplit_once(['-', '‑', '‐']) else { return span };
        let cut = tail.starts_with(|c: char| c.is_lowercase())
            && (tail.len() > 3 || v.lexicon.classes(v.lexicon.id(head)).any(NAME))
            && v.lexicon.classes(v.lexicon.id(tail)).any(COMMON);
        if cut { Span::new(span.start(), span.end() - (word.len() - head.len()) as u32) } else { span }
    }
}

/// May be followed by "of" in a name even at the beginning of a sentence.
const HEAD_OF: Classes =
    Classes::of(&[Class::BodyName, Class::StateNoun, Class::BodyNoun, Class::PlaceName, Class::MediaNoun]);

/// "iPhone", "primemedia.RU", "al-Qaida"; not "anti-American".
fn has_inner_capital(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_uppercase()) && !word.contains(['@', '_']) && word.find('-').is_none_or(|h| h <= 2)
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
