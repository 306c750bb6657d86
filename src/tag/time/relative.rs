//! Times that are counted from another: "last week", "yesterday", "the following year", "this summer".

use super::absolute::{self, Read, unit};
use super::point::{Point, Unit, part, season};
use crate::lexicon::{Class, Classes};
use crate::tag::window::Window;

/// A relative time that begins at token `i`.
pub(super) fn at(w: &Window<'_, '_>, i: usize) -> Read {
    day_word(w, i).or_else(|| turned(w, i)).or_else(|| bare(w, i)).or_else(|| year_word(w, i))
}

/// "yesterday", "tonight".
fn day_word(w: &Window<'_, '_>, i: usize) -> Read {
    if !w.has(i, Class::TimeWord) {
        return None;
    }
    let mut point = match w.lower(i).as_str() {
        "yesterday" => Point::shift(-1, Unit::Day),
        "today" | "tonight" => Point::shift(0, Unit::Day),
        "tomorrow" => Point::shift(1, Unit::Day),
        _ => return None,
    };
    if w.is(i, &["tonight"]) {
        point.part = Some("NI");
    }
    Some((i + 1, point))
}

/// Which one an adjective picks out, and whether that is counted from the time last spoken of.
fn turn(word: &str) -> Option<(i8, bool)> {
    Some(match word {
        "last" => (-1, false),
        "this" | "current" | "latest" => (0, false),
        "next" | "coming" | "upcoming" => (1, false),
        "previous" | "preceding" => (-1, true),
        "that" | "same" => (0, true),
        "following" => (1, true),
        _ => return None,
    })
}

/// "last year", "the following day", "this past spring", "next Tuesday", "that same evening".
fn turned(w: &Window<'_, '_>, start: usize) -> Read {
    let the = w.is(start, &["the"]);
    let mut i = start + usize::from(the);
    let (mut count, mut from_reference) = turn(w.lower(i).as_str())?;
    let that = w.is(i, &["that"]);
    i += 1;
    if w.is(i, &["past"]) && !the && count == 0 {
        count = -1;
        i += 1;
    } else if let Some((c, r)) = turn(w.lower(i).as_str()).filter(|_| w.is(i, &["coming", "same"])) {
        (count, from_reference) = (c, r);
        i += 1;
    } else if w.is(i, &["very", "full", "fiscal", "calendar", "first", "last"]) && unit(w, i + 1).is_some() {
        i += 1;
    }
    // "the next day" comes after the day just spoken of; "the last year" is a length.
    if the && w.is(start + 1, &["next"]) {
        from_reference = true;
    }
    let n = i32::from(count);
    let shift = |unit| if from_reference { Point::from_reference(n, unit) } else { Point::shift(n, unit) };
    let lower = w.lower(i);
    let word = lower.as_str();
    let point = if let Some((unit, plural)) = unit(w, i) {
        let named =
            !plural && (!the || !w.is(start + 1, &["last"]) && (unit != Unit::Decade || !w.is(start + 1, &["next"])));
        if !named || unit < Unit::Day {
            return None;
        }
        shift(unit)
    } else if w.is(i, &["weekend"]) {
        Point { weekend: true, turn: Some(count), ..Point::default() }
    } else if w.is(i, &["period"]) && w.is(i - 1, &["latest"]) {
        Point::from_reference(0, Unit::Quarter)
    } else if let Some(part) = part(word) {
        Point { part: Some(part), ..shift(Unit::Day) }
    } else if that {
        return None; // "said that Tuesday"
    } else if w.classes(i).any(Classes::of(&[Class::Weekday, Class::Month, Class::TimeWord])) {
        let (end, point) = absolute::at(w, i)?;
        let named = point.weekday.is_some() || point.month.is_some();
        return named.then_some((end, Point { turn: Some(count), weak: false, ..point }));
    } else if let Some(season) = season(word) {
        Point { season: Some(season), turn: Some(count), ..Point::default() }
    } else if let Some((end, point)) = absolute::quarter(w, i) {
        return Some((end, Point { turn: Some(count), ..point }));
    } else {
        return None;
    };
    let or_so = 2 * usize::from(w.are(i + 1, &["or", "so"]));
    Some((i + 1 + or_so, point))
}

/// "the week", "the fiscal year", "the weekend", "the summer", "the morning", "the day after".
fn bare(w: &Window<'_, '_>, start: usize) -> Read {
    if !w.is(start, &["the"]) {
        return None;
    }
    let i = start + 1 + usize::from(w.is(start + 1, &["fiscal", "calendar", "full"]));
    if let Some((u, false)) = unit(w, i) {
        return match u {
            Unit::Day if w.is(i + 1, &["after"]) => Some((i + 1, Point::from_reference(1, Unit::Day))),
            Unit::Day if w.is(i + 1, &["before"]) => Some((i + 1, Point::from_reference(-1, Unit::Day))),
            Unit::Day => Some((i + 1, Point { weak: true, ..Point::shift(0, u) })),
            Unit::Week | Unit::Month | Unit::Year => Some((i + 1, Point::shift(0, u))),
            Unit::Quarter if !w.is(i + 1, &["of"]) => Some((i + 1, Point::from_reference(0, u))),
            _ => None,
        };
    }
    if w.is(i, &["weekend"]) {
        return Some((i + 1, Point { weekend: true, ..Point::default() }));
    }
    let (end, point) = absolute::at(w, i)?;
    let takes_the = point.season.is_some()
        || point.part.is_some()
        || point.decade.is_some()
        || point.century.is_some()
        || (point.quarter.is_some() && end > i + 1)
        || (point.day.is_some() && w.is(i + 1, &["of"]));
    if let (Some(_), true, Some((after, quarter))) = (point.year, end == i + 1, quarter_of_year(w, end)) {
        return Some((after, quarter.within(point).unwrap_or(point)));
    }
    // "the 1990s" is as strong as can be, "the fall" is not. In "the May 3 vote" the article belongs to the vote.
    let strong = point.decade.is_some();
    takes_the.then_some((end, Point { weak: point.weak && !strong, ..point }))
}

/// "second quarter", "quarter" or "period" after a year.
fn quarter_of_year(w: &Window<'_, '_>, i: usize) -> Read {
    if w.is(i, &["quarter", "period"]) { Some((i + 1, Point::default())) } else { absolute::quarter(w, i) }
}

/// "year-earlier", "the year-ago quarter", "year-end", "year's end".
fn year_word(w: &Window<'_, '_>, start: usize) -> Read {
    let the = w.is(start, &["the"]);
    let mut i = start + usize::from(the);
    i += usize::from(the && w.is(i, &["comparable", "corresponding"]));
    if w.is(i, &["year-ago", "year-earlier"]) {
        let noun = usize::from(w.is(i + 1, &["quarter", "period"]));
        if noun == 0
            && let Some((end, Point { quarter: Some(q), .. })) = absolute::quarter(w, i + 1)
        {
            return Some((end, Point { quarter: Some(q), turn: Some(-1), ..Point::default() }));
        }
        // The article belongs to the noun, unless that is a time too.
        return (!the || noun == 1).then_some((i + 1 + noun, Point::from_reference(-1, Unit::Year)));
    }
    if the {
        return None;
    }
    let end = if w.is(i, &["year-end"]) {
        i + 1
    } else if w.are(i, &["year", "end"]) {
        i + 2
    } else if w.is(i, &["year"]) && w.is(i + 1, &["'s", "’s"]) && w.is(i + 2, &["end"]) {
        i + 3
    } else {
        return None;
    };
    Some((end, Point::shift(0, Unit::Year)))
}
