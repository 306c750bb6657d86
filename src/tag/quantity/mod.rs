//! Quantities: numbers with what they count, and a few amounts without a number.

mod label;
mod unit;

use super::number::{self, Number};
use super::time::Time;
use super::window::Window;
use crate::lexicon::{Class, Lexicon};
use crate::span::Span;
use crate::text::{Reading, SegmentKind, Shape, TokenKind};

/// A number with its unit, or a vague amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
    /// The number; the lower bound of a range; none for a vague amount.
    pub value: Option<f64>,
    /// The upper bound of a range.
    pub max_value: Option<f64>,
    /// What is counted, `percent`, or an ISO 4217 currency code.
    pub unit: Option<String>,
    /// Whether the text says that the number is rough.
    pub approximate: bool,
    /// Whether there is no number at all.
    pub vague: bool,
}

/// The quantities of a text, leaving out numbers inside `times`.
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon, times: &[Time]) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut times = times.iter().map(|t| t.span).peekable();
    for sentence in 0..reading.sentences.len() {
        let w = Window::of_sentence(reading, lexicon, sentence);
        let in_headline = reading.segments[reading.sentences[sentence].segment as usize].kind == SegmentKind::Headline;
        let mut i = w.lo;
        while let Some(token) = w.token(i) {
            while times.next_if(|t| t.end() <= token.span.start()).is_some() {}
            let in_time = times.peek().is_some_and(|t| t.start() < token.span.end());
            let found = if in_time { None } else { at(&w, i, in_headline) };
            let Some((end, quantity)) = found else {
                i += 1;
                continue;
            };
            if times.peek().is_none_or(|t| t.start() >= quantity.span.end()) {
                quantities.push(quantity);
            }
            i = end;
        }
    }
    quantities
}

/// The quantity that begins at token `i`, and the token after it.
fn at(w: &Window<'_, '_>, i: usize, in_headline: bool) -> Option<(usize, Quantity)> {
    let token = w.token(i)?;
    let classes = w.classes(i);
    let starts = match token.kind {
        TokenKind::Number => true,
        TokenKind::Symbol => unit::symbol(w.word(i)).is_some(),
        TokenKind::Word => {
            classes.has(Class::NumberWord)
                || token.shape.any(Shape::HYPHEN)
                || w.is(i, &["a", "an"])
                || classes.has(Class::Currency)
                || token.shape.any(Shape::ALL_CAPITALS)
                || w.phrase(i, Class::VagueAmount).is_some()
        }
        _ => false,
    };
    if !starts {
        return None;
    }
    vague(w, i)
        .or_else(|| money(w, i))
        .or_else(|| share(w, i))
        .or_else(|| half(w, i))
        .or_else(|| amount(w, i, in_headline))
}

/// "hundreds of", "a large number of": the span ends before "of".
fn vague(w: &Window<'_, '_>, i: usize) -> Option<(usize, Quantity)> {
    const MOST: usize = 8;
    let mut end = i + w.phrase(i, Class::VagueAmount)?;
    // "hundreds of billions of"
    while let Some(more) = w.phrase(end, Class::VagueAmount).filter(|_| end - i < MOST) {
        end += more;
    }
    let of = usize::from(w.is(end - 1, &["of"]));
    let quantity = Quantity {
        span: w.reading.span(i..end - of),
        value: None,
        max_value: None,
        unit: unit::counted(w, end),
        approximate: false,
        vague: true,
    };
    Some((end, quantity))
}

/// An amount with the sign or code of its currency before it: "$4.2bn", "US$10-12 million", "EUR 5m".
fn money(w: &Window<'_, '_>, start: usize) -> Option<(usize, Quantity)> {
    let (code, at) = unit::currency_before(w, start)?;
    let number = number::at(w, at)?;
    if !number.digits || !(number.joined.is_empty() || number.joined.starts_with("a-")) {
        return None;
    }
    let (mut end, mut value, mut max) = (number.end, number.value, number.max);
    if let Some(second) = upper(w, end).filter(|n| n.joined.is_empty()) {
        // "$10 to 12 million": the scale stands once.
        let (low, high) = spread(value, second.value, w, number.end, second.end);
        if high > low {
            (value, max, end) = (low, high, second.end);
        }
    }
    let quantity = Quantity {
        span: w.reading.span(start..end),
        value,
        max_value: max,
        unit: Some(code.to_owned()),
        approximate: is_rough(w, start, end),
        vague: false,
    };
    Some((end, quantity))
}

/// "one in three", "nine out of ten".
fn share(w: &Window<'_, '_>, i: usize) -> Option<(usize, Quantity)> {
    let part = number::at(w, i).filter(|n| n.end == i + 1 && n.joined.is_empty() && n.max.is_none())?;
    let words = match (w.is(i + 1, &["in"]), w.is(i + 1, &["out"]) && w.is(i + 2, &["of"])) {
        (true, _) => 1,
        (_, true) => 2,
        _ => return None,
    };
    let at = i + 1 + words + usize::from(w.is(i + 1 + words, &["every"]));
    let whole = number::at(w, at).filter(|n| n.joined.is_empty() && n.max.is_none())?;
    let (a, b) = (part.value?, whole.value?);
    // "2 in 2019" is not a share, nor is "12 in 5".
    if !(a < b && b <= 1000.0) {
        return None;
    }
    let quantity = Quantity {
        span: w.reading.span(i..whole.end),
        value: Some(a / b),
        max_value: None,
        unit: unit::counted(w, whole.end),
        approximate: is_rough(w, i, whole.end),
        vague: false,
    };
    Some((whole.end, quantity))
}

/// "half a mile", "half a percentage point".
fn half(w: &Window<'_, '_>, i: usize) -> Option<(usize, Quantity)> {
    if !w.is(i, &["half"]) || !w.is(i + 1, &["a", "an"]) {
        return None;
    }
    let million = number::scale(w.lower(i + 2).as_str()).filter(|_| w.word(i + 2).len() > 3);
    let at = i + 2 + usize::from(million.is_some());
    let measured = unit::after(w, at);
    if million.is_none() && measured.is_none() {
        return None;
    }
    let (end, name) = measured.map_or_else(|| (at, unit::counted(w, at)), |(end, name)| (end, Some(name)));
    let quantity = Quantity {
        span: w.reading.span(i..end),
        value: Some(0.5 * million.unwrap_or(1.0)),
        max_value: None,
        unit: name,
        approximate: is_rough(w, i, end),
        vague: false,
    };
    Some((end, quantity))
}

/// A number with its unit or with what it counts.
fn amount(w: &Window<'_, '_>, start: usize, in_headline: bool) -> Option<(usize, Quantity)> {
    let first = number::at(w, start)?;
    if label::is_label(w, start, &first, in_headline) {
        return None;
    }
    let (mut end, mut value, mut max) = (first.end, first.value, first.max);
    if first.joined.is_empty()
        && let Some(second) = upper(w, end)
    {
        let (low, high) = spread(value, second.value, w, first.end, second.end);
        if high > low {
            (value, max, end) = (low, high, second.end);
        }
    }
    if max.is_some_and(|m| value.is_none_or(|v| v >= m)) {
        return None; // a score, a code
    }
    let hyphen = w.word(first.end - 1).strip_suffix(first.joined).is_some_and(|head| head.ends_with(['-', '‑']));
    let joined = if first.joined.is_empty() { None } else { Some(unit::joined(first.joined, hyphen)?) };
    let measured = if joined.is_none() { unit::after(w, end) } else { None };
    if let Some((after, _)) = &measured {
        end = *after;
    }
    let age = || unit::is_age(w, start, end).then(|| "years".to_owned());
    let unit = joined.or(measured.map(|(_, name)| name)).or_else(age).or_else(|| unit::counted(w, end));
    let quantity = Quantity {
        span: w.reading.span(start..end),
        value,
        max_value: max,
        unit,
        approximate: is_rough(w, start, end),
        vague: false,
    };
    Some((end, quantity))
}

/// The second number of a range whose first one ends before token `i`: "10 to 12", "10 – 12".
fn upper<'t>(w: &Window<'_, 't>, i: usize) -> Option<Number<'t>> {
    let links = w.is(i, &["to"]) || (w.kind(i) == Some(TokenKind::Dash) && w.word(i).chars().count() == 1);
    let between = w.is(i, &["and"]) && (i >= w.lo + 2) && w.is(i - 2, &["between"]);
    if !links && !between {
        return None;
    }
    number::at(w, i + 1).filter(|n| n.max.is_none() && n.joined.is_empty())
}

/// Both ends of a range; a scale that stands only after the second number counts for both.
fn spread(
    low: Option<f64>,
    high: Option<f64>,
    w: &Window<'_, '_>,
    first_end: usize,
    second_end: usize,
) -> (Option<f64>, Option<f64>) {
    let scale = |end: usize| number::scale(w.lower(end - 1).as_str()).filter(|_| w.word(end - 1).len() > 3);
    match (low, scale(first_end), scale(second_end)) {
        (Some(v), None, Some(s)) if high.is_some_and(|h| v < h / s * 1.0001 && v * s < h) => (Some(v * s), high),
        _ => (low, high),
    }
}

/// Whether the words before or after say that a number is rough.
fn is_rough(w: &Window<'_, '_>, start: usize, end: usize) -> bool {
    let before = start > w.lo && w.has(start - 1, Class::Approximator);
    let phrase = (2..=4).any(|n| start >= w.lo + n && w.phrase(start - n, Class::Approximator) == Some(n));
    let after = (w.is(end, &["or"]) && w.is(end + 1, &["so", "more", "fewer", "less"])) || w.are(end, &["and", "more"]);
    before || phrase || after
}

#[cfg(test)]
mod tests;
