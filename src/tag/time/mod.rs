//! Time expressions, by the rules of TIMEX3: spans, kinds and values.
//!
//! Words of time are looked for first; around each one the grammar in `parse` says how far the expression goes and what
//! it means, and `value` puts that on the calendar.

mod absolute;
mod calendar;
mod length;
mod parse;
mod point;
mod relative;
mod value;

use std::ops::Range;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::span::Span;
use crate::tag::number;
use crate::tag::window::Window;
use crate::terms::TimeKind;
use crate::text::{Reading, Shape, TokenKind};

pub use calendar::Date;
use point::{Meaning, Point};
use value::{Clockwork, Tense};

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TimeKind,
    /// TIMEX3 value.
    pub value: String,
    /// Distance from the document creation time, where the expression gives one.
    pub offset_from_dct: Option<String>,
}

/// Words of which a time expression has at least one, beside numbers.
const ANCHORS: Classes =
    Classes::of(&[Class::Month, Class::Weekday, Class::TimeUnit, Class::DayPart, Class::Season, Class::TimeWord]);

/// The most words of an expression that stand before its first anchor.
const REACH: usize = 8;

/// The article's own date, from a dateline or the first lines.
pub fn document_date(reading: &Reading<'_>, lexicon: &Lexicon) -> Option<Date> {
    const LINES: usize = 8;
    (0..reading.segments.len().min(LINES)).find_map(|segment| {
        let sentences = reading.sentences_of(segment);
        let first = sentences.clone().next()?;
        let lo = reading.tokens_of(first).start;
        let hi = reading.tokens_of(sentences.end - 1).end;
        dateline(&Window { reading, lexicon, lo, hi })
    })
}

/// The full date of a line that has little else, or of the beginning of a paragraph, before a dash.
fn dateline(w: &Window<'_, '_>) -> Option<Date> {
    const LEAD: usize = 10;
    const TAIL: usize = 6;
    let mut i = w.lo;
    while i < w.hi.min(w.lo + LEAD) {
        if let Some((end, Meaning::Point(Point { year: Some(y), month: Some(m), day: Some(d), .. }))) = parse::at(w, i)
        {
            let dash = (end..w.hi.min(end + TAIL)).any(|k| w.kind(k) == Some(TokenKind::Dash));
            let rest = (end..w.hi).take(TAIL + 1).count();
            return Date::new(y, m, d).filter(|_| dash || rest <= TAIL);
        }
        let lead = match w.kind(i)? {
            TokenKind::Word => {
                w.is_capital(i) || w.is(i, &["published", "updated", "posted", "on", "at", "first", "last", "modified"])
            }
            TokenKind::Stop => false,
            _ => true,
        };
        if !lead {
            return None;
        }
        i += 1;
    }
    None
}

/// The time expressions of a text.
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon, dct: Option<Date>) -> Vec<Time> {
    let found = expressions(reading, lexicon);
    let mut clockwork = Clockwork::new(dct, found.iter().map(|e| &e.meaning));
    found
        .into_iter()
        .map(|Expression { sentence, tokens, meaning }| {
            let w = Window::of_sentence(reading, lexicon, sentence);
            let (kind, value, offset_from_dct) = clockwork.read(&meaning, || tense(&w, tokens.start, tokens.end));
            Time { span: reading.span(tokens), kind, value, offset_from_dct }
        })
        .collect()
}

/// A time expression that has been read but not put on the calendar.
struct Expression {
    sentence: usize,
    tokens: Range<usize>,
    meaning: Meaning,
}

fn expressions(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Expression> {
    let mut expressions = Vec::new();
    for sentence in 0..reading.sentences.len() {
        let w = Window::of_sentence(reading, lexicon, sentence);
        let mut done = w.lo;
        let mut i = w.lo;
        while i < w.hi {
            if !is_anchor(&w, i) {
                i += 1;
                continue;
            }
            let mut first = i;
            while first > done && i - first < REACH && may_lead(&w, first - 1) {
                first -= 1;
            }
            let found = (first..=i)
                .find_map(|s| parse::at(&w, s).filter(|(end, _)| *end > i).map(|(end, meaning)| (s, end, meaning)));
            let Some((start, end, meaning)) = found else {
                i += 1;
                continue;
            };
            expressions.push(Expression { sentence, tokens: start..end, meaning });
            (done, i) = (end, end);
        }
    }
    expressions
}

fn is_anchor(w: &Window<'_, '_>, i: usize) -> bool {
    let Some(token) = w.token(i) else { return false };
    match token.kind {
        TokenKind::Number => is_number_anchor(w, i),
        TokenKind::Word => {
            let classes = w.lexicon.classes(token.word);
            classes.any(ANCHORS)
                || (token.shape.any(Shape::HYPHEN) && is_joined_anchor(w, i))
                || (classes.has(Class::NumberWord) && w.is(i, &["nineteen", "eighteen"]))
                || (token.shape.any(Shape::DIGIT) && w.word(i).len() == 2)
        }
        _ => false,
    }
}

/// Whether a number can be a time without a word that makes it one: "1998", "8:30", "10 a.m.", "90s", "11-year-old".
fn is_number_anchor(w: &Window<'_, '_>, i: usize) -> bool {
    let word = w.word(i).as_bytes();
    word.iter().any(|b| !b.is_ascii_digit() && !matches!(b, b',' | b'.'))
        || (word.len() == 4 && word.iter().all(u8::is_ascii_digit))
        || w.is(i + 1, &["a.m", "p.m", "am", "pm", "o'clock", "o’clock"])
        || (w.is(i + 1, &["in"]) && w.is(i + 2, &["the"]) && w.is(i + 3, &["morning"]))
}

/// Whether a token may stand in a time before the word that makes it one.
fn may_lead(w: &Window<'_, '_>, i: usize) -> bool {
    const LEADS: Classes =
        ANCHORS.with(Classes::of(&[Class::TimeLead, Class::NumberWord, Class::Ordinal, Class::Approximator]));
    let Some(token) = w.token(i) else { return false };
    match token.kind {
        TokenKind::Number | TokenKind::Comma | TokenKind::Quote => true,
        TokenKind::Word => w.lexicon.classes(token.word).any(LEADS) || number::is_compound(w, i),
        _ => false,
    }
}

/// "three-year", "mid-March", "eight-year-old".
fn is_joined_anchor(w: &Window<'_, '_>, i: usize) -> bool {
    let mut parts = w.word(i).rsplit('-');
    let last = parts.next().unwrap_or_default();
    let named = |part: &str| w.lexicon.classes(w.lexicon.id(part)).any(ANCHORS);
    named(last)
        || (matches!(last, "old" | "olds" | "long") && parts.next().is_some_and(named))
        || last.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// Which way the sentence looks: by the nearest word before an expression, or else after it, that tells.
fn tense(w: &Window<'_, '_>, start: usize, end: usize) -> Tense {
    const NEAR: usize = 10;
    const FUTURE: &str = "will 'll would scheduled expected due planned plans until upcoming by shall expects slated wo won't \
        won’t if";
    let around = (w.lo.max(start.saturating_sub(NEAR))..start).rev().chain(end..w.hi.min(end + NEAR / 2));
    for k in around.filter(|k| w.kind(*k) == Some(TokenKind::Word)) {
        if w.among(k, FUTURE)
            || (w.is(k, &["is", "are", "be"]) && w.is(k + 1, &["to"]))
            || (w.is(k, &["set"]) && w.is(k + 1, &["to", "for"]))
        {
            return Tense::Future;
        }
        let classes = w.classes(k);
        if (classes.has(Class::VerbPast) && !classes.has(Class::VerbBase)) || w.is(k, &["was", "were", "had"]) {
            return Tense::Past;
        }
    }
    Tense::Unknown
}

#[cfg(test)]
mod tests;
