//! Lengths of time and points at a distance: "nearly two months", "a week ago", "the past year", "an 11-year-old".

use super::absolute::unit;
use super::parse::Expression;
use super::point::{Length, Meaning, Point, Shift, Unit};
use crate::lexicon::Class;
use crate::tag::number;
use crate::tag::window::Window;
use crate::text::{Shape, TokenKind};

/// How many there are.
#[derive(Clone, Copy, PartialEq)]
enum Count {
    Exactly(f64),
    /// "several", "a few", or a bare plural.
    Some,
}

/// A length, or a point at that distance, that begins at token `i`.
pub(super) fn at(w: &Window<'_, '_>, i: usize) -> Expression {
    ago(w, i).or_else(|| stretch(w, i)).or_else(|| {
        let (end, length) = rough(w, i)?;
        if let Some(value) = repeated(w, i, end, &length) {
            return Some((end, value));
        }
        Some((end, Meaning::Length(length)))
    })
}

/// A point at a distance: "two weeks ago", "a day later", "five months from now".
pub(super) fn ago(w: &Window<'_, '_>, i: usize) -> Expression {
    let (mut end, length) = rough(w, i)?;
    if w.are(end, &["or", "so"]) {
        end += 2;
    }
    let (sign, from_reference, words) = match w.lower(end).as_str() {
        "ago" => (-1, false, 1),
        "earlier" => (-1, true, 1),
        "later" => (1, true, 1),
        "from" if w.is(end + 1, &["now"]) => (1, false, 2),
        _ => return None,
    };
    let end = end + words;
    let Some(count) = length.count.filter(|c| *c <= 1e6) else {
        // "a few days later" lies at no known distance from no known day.
        let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return (!from_reference).then_some((end, Meaning::Reference(reference)));
    };
    let count = sign * count.round() as i32;
    let (count, unit) = match length.unit {
        Unit::Week if count.abs() <= 2 => (count * 7, Unit::Day),
        Unit::Hour if count % 24 == 0 => (count / 24, Unit::Day),
        Unit::Decade => (count * 10, Unit::Year),
        Unit::Century => (count.saturating_mul(100), Unit::Year),
        unit => (count, unit),
    };
    let shift = Shift { count, unit, from_reference, counted: true };
    Some((end, Meaning::Point(Point { shift: Some(shift), ..Point::default() })))
}

/// "the past two weeks", "the nine months", "the past year", "the first three days".
fn stretch(w: &Window<'_, '_>, start: usize) -> Expression {
    let the = w.is(start, &["the", "his", "her", "their", "its"]);
    let mut i = start + usize::from(the);
    let picked = w.is(
        i,
        &["last", "past", "next", "first", "final", "coming", "previous", "following", "latest", "opening", "recent"],
    );
    let past = w.is(i, &["last", "past"]);
    i += usize::from(picked);
    if !the && !picked {
        return None;
    }
    if let Some((unit, false)) = unit(w, i) {
        return (the && (past || unit == Unit::Decade) && unit > Unit::Second)
            .then_some((i + 1, Meaning::Length(Length { count: Some(1.0), unit })));
    }
    if !picked && !w.is(start, &["the"]) {
        return None;
    }
    // In "the two-week strike" the article belongs to the strike.
    let (mut end, length) = counted(w, i, false).filter(|_| joined(w, i).is_none())?;
    if !picked && !w.lower(end - 1).as_str().ends_with('s') {
        return None;
    }
    if w.are(end, &["or", "so"]) {
        end += 2;
    }
    Some((end, Meaning::Length(length)))
}

/// A length with the words that make it rough: "more than three hours".
fn rough(w: &Window<'_, '_>, start: usize) -> Option<(usize, Length)> {
    let mut i = start;
    for _ in 0..2 {
        if let Some(n) = w.phrase(i, Class::Approximator) {
            i += n;
        } else if w.has(i, Class::Approximator) {
            i += 1;
        }
    }
    // "some months" is no number, "some three months" is.
    if let Some(found) = counted(w, i, i == start) {
        return Some(found);
    }
    (i > start && w.is(i - 1, &["some"])).then(|| counted(w, i - 1, true))?
}

/// A number of units: "three months", "a day", "several years", "11-year-old", or bare "years".
fn counted(w: &Window<'_, '_>, start: usize, bare: bool) -> Option<(usize, Length)> {
    if let Some(found) = joined(w, start) {
        return Some(found);
    }
    let (mut i, count, one) = count(w, start, bare)?;
    let and_a_half = usize::from(w.are(i, &["and", "a", "half"])) * 3;
    i += and_a_half;
    for _ in 0..2 {
        let more =
            ["more", "additional", "consecutive", "straight", "full", "long", "extra", "further", "whole", "entire"];
        i += usize::from(i > start && w.is(i, &more));
    }
    let (unit, plural) = unit(w, i)?;
    let word_fits = match count {
        Count::Exactly(_) if one => !plural && unit != Unit::Second && unit != Unit::Quarter,
        Count::Exactly(n) => plural || n < 1000.0 && (unit != Unit::Second && unit != Unit::Quarter),
        Count::Some => plural,
    };
    // "three quarters of" is a share, "a day trip" none of our business.
    if !word_fits || (unit == Unit::Quarter && w.is(i + 1, &["of"])) {
        return None;
    }
    let mut end = i + 1;
    let mut count = match count {
        Count::Exactly(n) => Some(n + if and_a_half > 0 { 0.5 } else { 0.0 }),
        Count::Some => None,
    };
    if one && w.are(end, &["or", "two"]) {
        return Some((end + 2, Length { count: None, unit }));
    }
    if w.are(end, &["and", "a", "half"]) {
        count = count.map(|n| n + 0.5);
        end += 3;
    }
    if count.is_some() && w.is(end, &["old"]) {
        end += 1;
    }
    Some((end, Length { count, unit }))
}

/// The token after a count, the count, and whether it is "a" or "an".
fn count(w: &Window<'_, '_>, i: usize, bare: bool) -> Option<(usize, Count, bool)> {
    if w.is(i, &["half"]) && w.is(i + 1, &["a", "an"]) {
        return Some((i + 2, Count::Exactly(0.5), true));
    }
    if w.is(i, &["couple"]) {
        return Some((i + 1 + usize::from(w.is(i + 1, &["of"])), Count::Exactly(2.0), false));
    }
    if let Some(number) = number::at(w, i).filter(|n| n.joined.is_empty()) {
        let mut end = number.end;
        let between = w.is(end, &["and"]) && i > w.lo && w.is(i - 1, &["between"]);
        if (between || w.is(end, &["to", "or"]) || w.kind(end) == Some(TokenKind::Dash))
            && let Some(other) = number::at(w, end + 1).filter(|n| n.joined.is_empty())
        {
            end = other.end;
        }
        let count = number.value.filter(|_| !number.bare_scale).map_or(Count::Some, Count::Exactly);
        return Some((end, count, false));
    }
    let lower = w.lower(i);
    match lower.as_str() {
        "a" | "an" => {
            if w.is(i + 1, &["few"]) {
                return Some((i + 2, Count::Some, false));
            }
            if w.is(i + 1, &["couple"]) {
                return Some((i + 2 + usize::from(w.is(i + 2, &["of"])), Count::Exactly(2.0), false));
            }
            Some((i + 1, Count::Exactly(1.0), true))
        }
        "another" => Some(match number::at(w, i + 1).filter(|n| n.joined.is_empty()) {
            Some(n) => (n.end, n.value.map_or(Count::Some, Count::Exactly), false),
            None => (i + 1, Count::Exactly(1.0), true),
        }),
        "several" | "few" | "many" | "some" | "more" => Some((i + 1, Count::Some, false)),
        "hundreds" | "dozens" | "thousands" | "tens" if w.is(i + 1, &["of"]) => Some((i + 2, Count::Some, false)),
        _ => (bare && is_bare_plural(w, i)).then_some((i, Count::Some, false)),
    }
}

/// "for years", but not "the early days", "on days when" or "living quarters".
fn is_bare_plural(w: &Window<'_, '_>, i: usize) -> bool {
    const NOT_AFTER: &[&str] = &[
        "early", "the", "those", "these", "his", "her", "their", "our", "my", "its", "old", "on", "trading", "past",
        "later", "good", "bad", "office", "school", "most", "all", "light", "such",
    ];
    // Those of a meeting are a paper.
    let written = w.is(i, &["minutes"])
        && !w.is(i + 1, &["later", "after", "before", "ago", "earlier", "away", "from", "into"])
        && !(i > w.lo && w.is(i - 1, &["for", "in", "within", "by", "after", "into", "only", "just", "mere"]));
    let other = w.is(i, &["quarters"]) || i > w.lo && w.is(i - 1, NOT_AFTER);
    w.has(i, Class::TimeUnit) && !other && !written
}

/// A length in one word: "10-hour", "seventeen-year-old", "decades-long".
fn joined(w: &Window<'_, '_>, i: usize) -> Option<(usize, Length)> {
    let token = w.token(i)?;
    if !token.shape.any(Shape::HYPHEN) {
        return None;
    }
    let lower = w.lower(i);
    if let Some((name, "long")) = lower.as_str().split_once('-') {
        let (unit, plural) = Unit::of(name)?;
        return Some((i + 1, Length { count: (!plural).then_some(1.0), unit }));
    }
    if let Some(unit) = lower.as_str().strip_prefix("several-").and_then(Unit::of) {
        return Some((i + 1, Length { count: None, unit: unit.0 }));
    }
    let number = number::at(w, i).filter(|n| n.end == i + 1 && !n.joined.is_empty())?;
    let (name, rest) = number.joined.split_once('-').unwrap_or((number.joined, ""));
    let (unit, _) = Unit::of(&name.to_ascii_lowercase())?;
    if unit == Unit::Quarter || !matches!(rest, "" | "old" | "olds" | "long") {
        return None;
    }
    Some((i + 1, Length { count: number.value, unit }))
}

/// "interviews a day", "$3 a year": how often, not how long.
fn repeated(w: &Window<'_, '_>, start: usize, end: usize, length: &Length) -> Option<Meaning> {
    if !w.is(start, &["a", "an"]) || end != start + 2 || start == w.lo || w.is(end, &["after", "before", "of"]) {
        return None;
    }
    let before = w.lower(start - 1);
    let word = before.as_str();
    let counted = w.kind(start - 1) == Some(TokenKind::Number)
        || matches!(word, "once" | "twice" | "people" | "%" | "percent" | "million" | "billion" | "thousand")
        || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !w.has(start - 1, Class::VerbS))
        || w.has(start - 1, Class::Currency);
    let counted =
        counted && !matches!(word, "lasts" | "takes" | "was" | "perhaps" | "is" | "spends" | "towards" | "needs");
    counted.then(|| Meaning::Set(value(Some(1.0), length.unit)))
}

/// The value of a duration: `P3M`, `PT24H`, `PXY`, `P2Y6M`.
pub(super) fn value(count: Option<f64>, unit: Unit) -> String {
    let (count, unit) = match unit {
        Unit::Decade if count.is_some() => (count.map(|c| c * 10.0), Unit::Year),
        Unit::Century if count.is_some() => (count.map(|c| c * 100.0), Unit::Year),
        Unit::Quarter => (count.map(|c| c * 3.0), Unit::Month),
        _ => (count, unit),
    };
    let letter = unit.letter();
    let (time, letter) = letter.strip_prefix('T').map_or(("", letter), |l| ("T", l));
    let Some(n) = count else { return format!("P{time}X{letter}") };
    let half = match unit {
        Unit::Year => Some("6M"),
        Unit::Hour => Some("30M"),
        Unit::Minute => Some("30S"),
        _ => None,
    };
    match half {
        Some(half) if (n.fract() - 0.5).abs() < 1e-9 && n < 1.0 => format!("P{time}{half}"),
        Some(half) if (n.fract() - 0.5).abs() < 1e-9 => format!("P{time}{}{letter}{half}", n as u64),
        _ => format!("P{time}{}{letter}", plain(n)),
    }
}

/// A number with at most three decimals; whole numbers without any.
fn plain(n: f64) -> String {
    let thousandths = (n * 1e3).round() as u64;
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:03}").trim_end_matches('0').to_owned() }
}
