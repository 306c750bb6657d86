//! Runs of capitalised words, and the names in them.

use std::ops::Range;

use super::kind::{self, Evidence};
use super::known::{Key, Style, key, may_be_raised, pair};
use super::{BODY_HEAD, COMMON, FUNCTION, Mention, NAME, View};
use crate::lexicon::{Class, Classes, WordId};
use crate::text::{Shape, TokenKind};

/// Stands before a name and is no part of it.
pub(super) const TITLE: Classes = Classes::of(&[Class::Title, Class::Role]);

/// More words with capitals in a row are no name but a list or noise; cutting them bounds the work.
const LONGEST: usize = 24;

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

pub(super) struct Finder<'f, 'a, 't> {
    pub(super) view: &'f View<'a, 't>,
    pub(super) first: usize,
    end: usize,
    pub(super) style: Style,
}

impl Finder<'_, '_, '_> {
    pub(super) fn key(&self, token: usize) -> Key {
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

    /// A month or weekday, unless it is a name: "Mrs. May", "April Lund".
    fn is_calendar(&self, at: usize) -> bool {
        let v = self.view;
        let named = at > self.first
            && v.is_capital(at - 1)
            && v.classes(at - 1).any(Classes::of(&[Class::Title, Class::GivenName]));
        let begins = v.classes(at).has(Class::GivenName)
            && (v.classes(at + 1).is_empty() && v.is_capital(at + 1) || v.classes(at + 1).has(Class::Particle));
        v.classes(at).any(CALENDAR) && !named && !begins
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
            return self.is_strange_name(at)
                || v.phrase(at, self.end).is_some_and(|(_, c)| c.any(NAME)) && !classes.has(Class::Determiner);
        }
        self.style == Style::Plain || self.is_name_in_heading(at, classes)
    }

    /// "the deputy Per Vik": a small word with a capital between one without and a word that nobody knows; "Ann May".
    fn is_strange_name(&self, at: usize) -> bool {
        let v = self.view;
        let given = at > self.first && v.is_capital(at - 1) && v.classes(at - 1).has(Class::GivenName);
        if given && self.style == Style::Plain && v.classes(at).has(Class::Modal) {
            return true;
        }
        let small = at > self.first && v.is_kind(at - 1, TokenKind::Word) && !v.is_capital(at - 1);
        let strange = v.is_capital(at + 1) && v.classes(at + 1).is_empty();
        self.style == Style::Plain && small && strange && v.classes(at).has(Class::Preposition)
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
        while to < self.end.min(at + LONGEST) {
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
            let month = self.is_calendar(to);
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
            // "Women's Institute", "King's College".
            let owner = (v.is_common(last) || v.classes(last).has(Class::Title)) && self.is_part(next);
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

    pub(super) fn ends_in_body(&self, run: &Range<usize>) -> bool {
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
}

/// May be followed by "of" in a name even at the beginning of a sentence.
const HEAD_OF: Classes =
    Classes::of(&[Class::BodyName, Class::StateNoun, Class::BodyNoun, Class::PlaceName, Class::MediaNoun]);

/// "iPhone", "primemedia.RU", "al-Qaida"; not "anti-American".
pub(super) fn has_inner_capital(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_uppercase()) && !word.contains(['@', '_']) && word.find('-').is_none_or(|h| h <= 2)
}
