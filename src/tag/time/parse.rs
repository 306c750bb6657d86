//! The grammar of time expressions: what begins at a token, and how far it goes.

use super::absolute;
use super::length;
use super::point::{Clock, Meaning, Point, Unit, month, part, weekday};
use super::relative;
use crate::lexicon::Class;
use crate::tag::number;
use crate::tag::window::Window;
use crate::text::{Token, TokenKind};

/// What an expression says, and the token after it.
pub(super) type Expression = Option<(usize, Meaning)>;

/// The time expression that begins at token `i`.
pub(super) fn at(w: &Window<'_, '_>, i: usize) -> Expression {
    set(w, i)
        .or_else(|| reference(w, i))
        .or_else(|| length::at(w, i))
        .or_else(|| year_range(w, i))
        .or_else(|| modified(w, i).filter(|(end, p)| is_clear(w, i, *end, p)).map(|(end, p)| (end, Meaning::Point(p))))
}

/// "each year", "every Monday", "Tuesday nights", "daily".
fn set(w: &Window<'_, '_>, i: usize) -> Expression {
    if w.is(i, &["each", "every"]) {
        let other = usize::from(w.is(i + 1, &["other"]));
        let at = i + 1 + other + usize::from(w.is(i + 1, &["single"]));
        let lower = w.lower(at);
        let word = lower.as_str();
        if let Some((unit, false)) = absolute::unit(w, at) {
            let value = length::value(Some(1.0 + other as f64), unit);
            return (unit != Unit::Second).then_some((at + 1, Meaning::Set(value)));
        }
        if let Some((day, false)) = weekday(word).filter(|_| w.has(at, Class::Weekday) && w.is_capital(at)) {
            return Some(part_of(w, at + 1, &format!("XXXX-WXX-{day}")));
        }
        if let Some(month) = month(word).filter(|_| w.has(at, Class::Month) && w.is_capital(at)) {
            return Some((at + 1, Meaning::Set(format!("XXXX-{month:02}"))));
        }
        if part(word).is_some() {
            return Some(part_of(w, at, "XXXX-XX-XX"));
        }
        let (end, Meaning::Length(l)) = length::at(w, at)? else { return None };
        return Some((end, Meaning::Set(length::value(l.count, l.unit))));
    }
    if let Some((day, true)) = weekday(w.lower(i).as_str()).filter(|_| w.has(i, Class::Weekday)) {
        return w.is_capital(i).then(|| (i + 1, Meaning::Set(format!("XXXX-WXX-{day}"))));
    }
    if let Some((day, _)) = weekday(w.lower(i).as_str()).filter(|_| w.has(i, Class::Weekday) && w.is_capital(i)) {
        let plural = w.has(i + 1, Class::DayPart) && w.lower(i + 1).as_str().ends_with('s');
        return plural.then(|| part_of(w, i + 1, &format!("XXXX-WXX-{day}")));
    }
    // "The Daily Herald" is a paper, and so is "the daily Herald".
    if w.is_capital(i + 1) || (w.is_capital(i) && i > w.lo) {
        return None;
    }
    let value = match w.lower(i).as_str() {
        "annual" | "annually" | "yearly" => "P1Y",
        "monthly" => "P1M",
        "weekly" => "P1W",
        "daily" => "P1D",
        "nightly" => "XXXX-XX-XXTNI",
        "hourly" => "PT1H",
        _ => return None,
    };
    Some((i + 1, Meaning::Set(value.to_owned())))
}

/// A set with the part of the day that stands at `i`, if one does.
fn part_of(w: &Window<'_, '_>, i: usize, day: &str) -> (usize, Meaning) {
    match part(w.lower(i).as_str()) {
        Some(part) => (i + 1, Meaning::Set(format!("{day}T{part}"))),
        None => (i, Meaning::Set(day.to_owned())),
    }
}

/// "now", "recently", "the foreseeable future", "that time".
fn reference(w: &Window<'_, '_>, i: usize) -> Expression {
    let found = |end, value| Some((end, Meaning::Reference(value)));
    let lower = w.lower(i);
    let word = lower.as_str();
    match word {
        "now" if !(i > w.lo && w.is(i - 1, &["every"])) => found(i + 1, "PRESENT_REF"),
        "right" if w.is(i + 1, &["now"]) => found(i + 2, "PRESENT_REF"),
        "nowadays" | "currently" | "presently" => found(i + 1, "PRESENT_REF"),
        "current" if absolute::unit(w, i + 1).is_none() && !w.is(i + 1, &["account"]) => found(i + 1, "PRESENT_REF"),
        "these" if w.is(i + 1, &["days"]) => found(i + 2, "PRESENT_REF"),
        "recently" | "lately" => found(i + 1, "PAST_REF"),
        "more" | "most" if w.is(i + 1, &["recently"]) => found(i + 2, "PAST_REF"),
        "recent" => {
            let plural = absolute::unit(w, i + 1).is_some_and(|(_, plural)| plural);
            found(i + 1 + usize::from(plural), "PAST_REF")
        }
        "coming" if absolute::unit(w, i + 1).is_some_and(|(_, plural)| plural) => found(i + 2, "FUTURE_REF"),
        "years" | "decades" | "centuries" if w.is(i + 1, &["past"]) => found(i + 2, "PAST_REF"),
        "soon" if !(w.is(i + 1, &["after", "as", "before"]) || i > w.lo && w.is(i - 1, &["as", "so", "too"])) => {
            found(i + 1, "FUTURE_REF")
        }
        "this" | "that" if w.is(i + 1, &["time"]) && i > w.lo && w.is(i - 1, &["at", "by", "since", "before"]) => {
            found(i + 2, if word == "this" { "PRESENT_REF" } else { "PAST_REF" })
        }
        "the" => {
            let near = usize::from(w.is(i + 1, &["near", "foreseeable", "immediate", "distant", "recent"]));
            if w.is(i + 1 + near, &["future"]) && !w.is_capital(i + 1 + near) {
                return found(i + 2 + near, "FUTURE_REF");
            }
            let end = i + 2 + near;
            if w.is(i + 1 + near, &["past"]) && !is_word(w, end, Class::TimeUnit) && !w.has(end, Class::NumberWord) {
                // "the past" and not "the past two" or "the past spring".
                let noun = w.kind(end) == Some(TokenKind::Number)
                    || w.is(end, &["few", "several", "couple", "weekend"])
                    || w.has(end, Class::Season);
                return (!noun).then_some((end, Meaning::Reference("PAST_REF")));
            }
            if w.is(i + 1, &["coming"]) && absolute::unit(w, i + 2).is_some_and(|(_, plural)| plural) {
                return found(i + 3, "FUTURE_REF");
            }
            None
        }
        _ => None,
    }
}

fn is_word(w: &Window<'_, '_>, i: usize, class: Class) -> bool {
    w.has(i, class)
}

/// "2008-2012", "2019-20".
fn year_range(w: &Window<'_, '_>, i: usize) -> Expression {
    let (a, b) = w.word(i).split_once(['-', '–'])?;
    if a.len() != 4 || !matches!(b.len(), 2 | 4) || !a.bytes().chain(b.bytes()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (first, mut last): (u16, u16) = (a.parse().ok()?, b.parse().ok()?);
    if b.len() == 2 {
        last += first / 100 * 100;
    }
    (1500 <= first && first < last && last <= 2100).then_some((i + 1, Meaning::Years(first, last)))
}

/// A point with words before it that only shade it: "early next year", "around noon", "the end of May".
fn modified(w: &Window<'_, '_>, i: usize) -> absolute::Read {
    if let Some(found) = merged(w, i) {
        return Some(found);
    }
    if let Some(edge) = edge(w, i) {
        let (end, point) = merged(w, edge)?;
        let before = i.wrapping_sub(1 + usize::from(i > w.lo && w.is(i - 1, &["the"])));
        if point.weak && point.is_bare_shift() && w.is(before, &["at"]) {
            return None; // "at the end of the day" is seldom a time
        }
        return Some((end, Point { weak: false, ..point }));
    }
    let the = usize::from(w.is(i, &["the"]));
    if w.is(i + the, &["early", "late", "mid", "earlier", "later"]) {
        let inside = usize::from(the == 0 && w.is(i + 1, &["in"]) && w.is(i + 2, &["the", "this"]));
        let (end, point) = merged(w, i + the + 1 + inside)?;
        // "later 1990" and "earlier night" are nothing.
        let compared = w.is(i + the, &["earlier", "later"]);
        let fits = if compared { point.shift.is_some() || point.weekday.is_some() } else { true };
        let weak = point.weak && !(point.month.is_some() || point.decade.is_some() || inside == 1);
        return fits.then_some((end, Point { weak, ..point }));
    }
    // "around 8 p.m.", "about noon", "around year end"
    let about = w.is(i, &["about", "around", "approximately", "roughly", "nearly", "almost"]);
    let just = w.is(i, &["just"]) && w.is(i + 1, &["after", "before"]);
    if about || just {
        let (end, point) = merged(w, i + 1 + usize::from(just))?;
        let fits = point.clock.is_some() || (!just && (point.is_bare_shift() || point.day.is_some()));
        return (fits && !w.is(i + 1, &["the"])).then_some((end, Point { weak: false, ..point }));
    }
    None
}

/// The token after "the end of" and the like.
fn edge(w: &Window<'_, '_>, i: usize) -> Option<usize> {
    let the = usize::from(w.is(i, &["the"]));
    let rank = usize::from(w.is(i + the, &["very"]));
    let noun = w.is(i + the + rank, &["end", "beginning", "start", "middle", "close", "turn"]);
    let half = w.is(i + the, &["first", "second", "last", "latter"]) && w.is(i + the + 1, &["half"]);
    let of = i + the + rank + 1 + usize::from(half);
    ((noun && (the == 1 || rank == 0)) || half).then_some(of + 1).filter(|_| w.is(of, &["of"]))
}

/// A point together with the coarser or finer ones that stand beside it.
fn merged(w: &Window<'_, '_>, i: usize) -> absolute::Read {
    let (mut end, mut point) = single(w, i)?;
    for _ in 0..4 {
        let Some((next, both)) = merge_one(w, end, point) else { break };
        (end, point) = (next, both);
    }
    Some((end, point))
}

fn merge_one(w: &Window<'_, '_>, end: usize, point: Point) -> absolute::Read {
    // "yesterday afternoon", "Friday night", "Friday at" not; "last year's third quarter", "the 1988 second quarter"
    let own = usize::from(w.is(end, &["'s", "’s"]));
    if let Some(part) = part(w.lower(end + own).as_str()).filter(|_| point.is_day()) {
        return Some((end + own + 1, Point { part: Some(part), weak: false, ..point }));
    }
    if point.part.is_some() && w.is(end, &["hours"]) {
        return Some((end + 1, point));
    }
    if let Some(clock) = point.clock.filter(|_| w.are(end, &["in", "the"])) {
        let later = 12 * u8::from(w.is(end + 2, &["afternoon", "evening"]) && clock.hour < 12);
        let clock = Clock { hour: clock.hour + later, ..clock };
        return part(w.lower(end + 2).as_str()).map(|_| (end + 3, Point { clock: Some(clock), weak: false, ..point }));
    }
    if let Some((after, quarter)) = absolute::quarter(w, end + own) {
        return quarter.within(point).map(|p| (after, p));
    }
    if own == 1 {
        return None;
    }
    if point.year.is_some() && w.is(end, &["quarter", "period"]) {
        return Some((end + 1, point));
    }
    let comma = usize::from(w.kind(end) == Some(TokenKind::Comma));
    let of = usize::from(comma == 0 && w.is(end, &["of"]));
    let at = end + comma + of;
    let (after, next) = single(w, at)?;
    let links = if comma == 1 {
        // "Saturday, May 3": but "in March, last year" are two.
        (point.weekday.is_some() && next.day.is_some())
            || (point.day.is_some() && next.year.is_some())
            || (point.clock.is_some() && next.finest() <= 3)
    } else if of == 1 {
        !point.is_day() || point.weak || next.is_year()
    } else {
        // "On Friday 2000 people" are two, "in March 2000" was one already.
        next.year.is_none() || point.month.is_none()
    };
    if !links {
        return None;
    }
    if point.weak && point.is_bare_shift() && next.weekday.is_some() {
        return Some((after, next));
    }
    point.within(next).map(|p| (after, p)).or_else(|| {
        let finer = next.clock.is_some() && comma == 0 && of == 0;
        next.within(point).filter(|_| finer).map(|p| (after, p))
    })
}

fn single(w: &Window<'_, '_>, i: usize) -> absolute::Read {
    if w.are(i, &["the", "year"]) {
        if let Some((end, point)) = absolute::year(w, i + 2) {
            return Some((end, Point { weak: false, ..point }));
        }
        if let Some(number) = number::at(w, i + 2).filter(|n| !n.digits && n.joined.is_empty()) {
            let year = (1000..=2100).find(|y| number.value == Some(f64::from(*y)));
            return year.map(|_| (number.end, Point { year, ..Point::default() }));
        }
    }
    if w.is(i, &["fiscal"])
        && let Some((end, point)) = absolute::year(w, i + 1)
    {
        return Some((end, Point { weak: false, ..point }));
    }
    absolute::at(w, i).or_else(|| relative::at(w, i)).or_else(|| match length::ago(w, i) {
        Some((end, Meaning::Point(point))) => Some((end, point)),
        _ => None,
    })
}

/// Whether what stands around a point lets it be a time.
fn is_clear(w: &Window<'_, '_>, start: usize, end: usize, point: &Point) -> bool {
    const BEFORE: &str = "in into over on since until till by before after during from to through of between for last next \
        around about this throughout at";
    let before = start > w.lo && w.among(start - 1, BEFORE);
    if let (Some(_), true) = (point.year, end == start + 1) {
        return is_year(w, start, point.weak, before);
    }
    if !point.weak {
        return true;
    }
    if point.clock.is_some() {
        return before && !w.is(start - 1, &["to", "of", "in"]);
    }
    let the = w.is(start, &["the"]);
    if point.season.is_some() {
        return before && !w.is(end, &["of"]) && !w.is(start - 1, &["to", "on"]);
    }
    if point.part.is_some() {
        let overnight = w.is(start, &["overnight"]);
        return overnight || (the && before && w.is(start - 1, &["in", "during", "by", "throughout"]));
    }
    if point.is_bare_shift() || point.weekday.is_some() {
        return false;
    }
    before
}

/// Whether four digits alone are a year and not a count, a price or a name.
fn is_year(w: &Window<'_, '_>, i: usize, weak: bool, before: bool) -> bool {
    let next = w.lower(i + 1);
    let next = next.as_str();
    let unit = w.has(i + 1, Class::Unit) || w.has(i + 1, Class::Currency) || w.has(i + 1, Class::TimeUnit);
    if unit || next == "%" || crate::tag::number::scale(next).is_some() {
        return false;
    }
    let previous = w.lower(i.wrapping_sub(1));
    let previous = previous.as_str();
    if matches!(previous, "$" | "£" | "€" | "no" | "#" | "another") {
        return false;
    }
    if matches!(previous, "than" | "least" | "nearly" | "some" | "about" | "around" | "over") {
        let next = w.token(i + 1).map(|t| t.kind);
        let alone =
            w.has(i + 1, Class::Coordinator) || w.has(i + 1, Class::Preposition) || next != Some(TokenKind::Word);
        return alone && !weak;
    }
    if weak {
        let plain = !w.token(i + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.is_capital())
            || w.has(i + 1, Class::Preposition)
            || w.has(i + 1, Class::Coordinator);
        return before && previous != "of" && previous != "to" && previous != "for" && plain;
    }
    let counted = w.token(i + 1).is_some_and(|t| t.kind == TokenKind::Word && !Token::is_capital(t))
        && (next.ends_with('s') && !matches!(next, "was" | "as" | "is" | "has" | "this" | "its" | "his" | "'s")
            || matches!(next, "people" | "men" | "women" | "children" | "troops" | "jobs" | "more" | "other"));
    let free = w.has(i.wrapping_sub(1), Class::Determiner) || w.has(i.wrapping_sub(1), Class::Possessive) || before;
    !counted || free || matches!(previous, "the" | "its" | "'s" | "’s" | "their" | "his")
}
