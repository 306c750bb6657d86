//! Times that stand on the calendar or the clock by themselves: "8:30 p.m.", "12 March 2019", "the 1990s".

use super::calendar::Date;
use super::point::{Clock, Point, Unit, month, part, season, weekday};
use crate::lexicon::Class;
use crate::tag::number::{ordinal, small};
use crate::tag::window::Window;
use crate::text::TokenKind;

/// A field of a date that the writing leaves open: which of two numbers is the month.
const OPEN: u8 = 0;

/// What is read, and the token after it.
pub(super) type Read = Option<(usize, Point)>;

/// A time that begins at token `i` and needs nothing before it.
pub(super) fn at(w: &Window<'_, '_>, i: usize) -> Read {
    let token = w.token(i)?;
    let classes = w.classes(i);
    if token.kind == TokenKind::Number {
        return clock(w, i)
            .or_else(|| numeric_date(w, i))
            .or_else(|| day_first(w, i))
            .or_else(|| decade(w, i))
            .or_else(|| year(w, i))
            .or_else(|| century(w, i));
    }
    if classes.has(Class::Weekday) {
        return named_weekday(w, i);
    }
    if classes.has(Class::Month) {
        return month_first(w, i);
    }
    if classes.has(Class::TimeWord) {
        return clock(w, i).or_else(|| decade(w, i)).or_else(|| holiday(w, i));
    }
    if classes.has(Class::NumberWord) && w.is(i + 1, &["o'clock", "o’clock"]) {
        return clock(w, i);
    }
    if classes.has(Class::Season) {
        let season = season(w.lower(i).as_str())?;
        return Some((i + 1, Point { season: Some(season), weak: true, ..Point::default() }));
    }
    if classes.has(Class::DayPart) {
        let part = part(w.lower(i).as_str())?;
        return Some((i + 1, Point { part: Some(part), weak: true, ..Point::default() }));
    }
    if w.is(i, &["'", "’", "‘"]) {
        return decade(w, i + 1).filter(|_| w.word(i + 1).len() == 3).map(|(end, p)| (end, Point { weak: false, ..p }));
    }
    spoken_year(w, i).or_else(|| century(w, i)).or_else(|| quarter(w, i)).or_else(|| with_prefix(w, i))
}

fn named_weekday(w: &Window<'_, '_>, i: usize) -> Read {
    let lower = w.lower(i);
    let (day, plural) = weekday(lower.as_str())?;
    // "Sun" and "Sat" are other words too.
    let short = lower.as_str().len() <= 4;
    (w.is_capital(i) && !plural)
        .then(|| (i + 1, Point { weekday: Some(day), weak: short && !w.word(i).ends_with('.'), ..Point::default() }))
}

/// "March", "March 12", "March 12, 2019", "March 2019".
fn month_first(w: &Window<'_, '_>, i: usize) -> Read {
    let lower = w.lower(i);
    let name = lower.as_str();
    let number = month(name).filter(|_| w.is_capital(i))?;
    let mut point = Point { month: Some(number), ..Point::default() };
    let mut end = i + 1;
    if let Some(day) = day_of_month(w, end) {
        point.day = Some(day);
        end += 1;
    }
    let comma = usize::from(w.kind(end) == Some(TokenKind::Comma));
    let of = usize::from(point.day.is_none() && w.is(end, &["of"]));
    if let Some((after, Point { year: Some(year), .. })) = year(w, end + comma + of).or_else(|| spoken_year(w, end)) {
        point.year = Some(year);
        end = after;
    }
    // "June Park" is a person, "May" an auxiliary, "March" a demonstration.
    let next_is_name = w.is_capital(end) && w.kind(end) == Some(TokenKind::Word) && !w.has(end, Class::Weekday);
    let also_else = matches!(name, "may" | "march" | "mar" | "jan")
        || (next_is_name && matches!(name, "april" | "june" | "august" | "jun" | "dec"));
    point.weak = end == i + 1 && also_else;
    Some((end, point))
}

/// The day of a month in digits or as an ordinal, not the beginning of another number.
fn day_of_month(w: &Window<'_, '_>, i: usize) -> Option<u8> {
    let lower = w.lower(i);
    let word = lower.as_str();
    let first = word.split_once(['-', '–']).map_or(word, |(a, b)| if b.parse::<u8>().is_ok() { a } else { word });
    let day = if first.len() <= 2 { first.parse().ok() } else { None }.or_else(|| ordinal(first))?;
    let more = w.is(i + 1, &["percent", "%", "million", "billion", "p.m", "a.m", "pm", "am", "per", "th"]);
    ((1..=31).contains(&day) && !more).then_some(day)
}

/// "12 March", "12th of March, 2019".
fn day_first(w: &Window<'_, '_>, i: usize) -> Read {
    let day = day_of_month(w, i)?;
    let of = usize::from(w.is(i + 1, &["of"]));
    let at = i + 1 + of;
    let month = month(w.lower(at).as_str()).filter(|_| w.has(at, Class::Month) && w.is_capital(at))?;
    let mut point = Point { month: Some(month), day: Some(day), ..Point::default() };
    let mut end = at + 1;
    let comma = usize::from(w.kind(end) == Some(TokenKind::Comma));
    if let Some((after, Point { year: Some(year), .. })) = year(w, end + comma) {
        point.year = Some(year);
        end = after;
    }
    Some((end, point))
}

/// "2019-03-12", "12/03/2019", "3/12/19", "9/11".
fn numeric_date(w: &Window<'_, '_>, i: usize) -> Read {
    let word = w.word(i);
    if word.len() > 10 || word.len() < 4 {
        return None;
    }
    if word == "9/11" {
        return Some((i + 1, Point { year: Some(2001), month: Some(9), day: Some(11), ..Point::default() }));
    }
    let mark = word.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = word.split(mark);
    let [Some(one), Some(two), Some(three), None] = [(); 4].map(|()| parts.next()) else { return None };
    if one.len() > 4 || two.len() > 2 || !matches!(three.len(), 1 | 2 | 4) {
        return None;
    }
    let (first, second, third): (u16, u8, u16) = (one.parse().ok()?, two.parse().ok()?, three.parse().ok()?);
    let (year, month, day) = if one.len() == 4 {
        (first, second, third as u8)
    } else {
        let year = match (three.len(), third) {
            (4, year) => year,
            (2, short @ 0..=40) => 2000 + short,
            (2, short) => 1900 + short,
            _ => return None,
        };
        match (first as u8, second) {
            (day @ 13.., month @ 1..=12) => (year, month, day),
            (month @ 1..=12, day) if day > 12 || day == month => (year, month, day),
            (1..=12, 1..=12) => {
                let open = Point { year: Some(year), month: Some(OPEN), day: Some(OPEN), ..Point::default() };
                return Some((i + 1, open));
            }
            _ => return None,
        }
    };
    Date::new(year, month, day)?;
    Some((i + 1, Point { year: Some(year), month: Some(month), day: Some(day), ..Point::default() }))
}

/// Four digits that can be a year. Years long past or to come need help from what stands beside them.
pub(super) fn year(w: &Window<'_, '_>, i: usize) -> Read {
    let word = w.word(i);
    if word.len() != 4 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: u16 = word.parse().ok().filter(|y| (1000..=2100).contains(y))?;
    Some((i + 1, Point { year: Some(year), weak: !(1900..=2060).contains(&year), ..Point::default() }))
}

/// "nineteen ninety-six".
fn spoken_year(w: &Window<'_, '_>, i: usize) -> Read {
    if !w.is(i, &["nineteen", "eighteen"]) {
        return None;
    }
    let first = small(w.lower(i).as_str())?;
    let mut last = small(w.lower(i + 1).as_str()).filter(|n| *n >= 10)?;
    let mut end = i + 2;
    if last >= 20
        && last % 10 == 0
        && let Some(unit) = small(w.lower(end).as_str()).filter(|n| (1..10).contains(n))
    {
        last += unit;
        end += 1;
    }
    Some((end, Point { year: Some(u16::from(first) * 100 + u16::from(last)), ..Point::default() }))
}

/// "1990s", "90s", "nineties".
fn decade(w: &Window<'_, '_>, i: usize) -> Read {
    const NAMES: [&str; 8] =
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let lower = w.lower(i);
    let word = lower.as_str();
    let (decade, weak) = if let Some(n) = NAMES.iter().position(|d| *d == word) {
        (192 + n as u16, true)
    } else {
        let digits = word.strip_suffix('s')?;
        let n: u16 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
        match digits.len() {
            4 if n.is_multiple_of(10) && (1000..2100).contains(&n) => (n / 10, false),
            2 if n.is_multiple_of(10) && n >= 20 => (190 + n / 10, true),
            _ => return None,
        }
    };
    Some((i + 1, Point { decade: Some(decade), weak, ..Point::default() }))
}

/// "20th century", "20th-century", "nineteenth century".
fn century(w: &Window<'_, '_>, i: usize) -> Read {
    let lower = w.lower(i);
    let word = lower.as_str();
    let (rank, end) = match word.strip_suffix("-century") {
        Some(rank) => (rank, i + 1),
        None if w.is(i + 1, &["century"]) => (word, i + 2),
        None => return None,
    };
    let rank = rank.strip_prefix("twenty-first").map_or_else(|| ordinal(rank), |_| Some(21))?;
    Some((end, Point { century: Some(rank - 1), ..Point::default() }))
}

/// "third quarter", "third-quarter", "fiscal first quarter", "Q3".
pub(super) fn quarter(w: &Window<'_, '_>, i: usize) -> Read {
    let fiscal = usize::from(w.is(i, &["fiscal"]));
    let at = i + fiscal;
    let lower = w.lower(at);
    let word = lower.as_str();
    let number = |word: &str| ordinal(word).filter(|n| (1..=4).contains(n));
    let (quarter, end) = if let Some(rank) = word.strip_suffix("-quarter") {
        (number(rank.strip_prefix("fiscal-").unwrap_or(rank))?, at + 1)
    } else if let Some(digit) = word.strip_prefix('q').filter(|d| d.len() == 1) {
        (digit.parse().ok().filter(|n| (1..=4).contains(n))?, at + 1)
    } else {
        (number(word.strip_prefix("fiscal-").unwrap_or(word)).filter(|_| w.is(at + 1, &["quarter"]))?, at + 2)
    };
    Some((end, Point { quarter: Some(quarter), ..Point::default() }))
}

/// "mid-March", "early-1990s", "mid-afternoon".
fn with_prefix(w: &Window<'_, '_>, i: usize) -> Read {
    let lower = w.lower(i);
    let word = ["mid-", "early-", "late-", "mid‑"].iter().find_map(|p| lower.as_str().strip_prefix(p))?;
    let mut point = Point::default();
    if let Some(m) = month(word) {
        point.month = Some(m);
    } else if let Some(p) = part(word) {
        point.part = Some(p);
        point.weak = true;
    } else if let Some(s) = season(word) {
        point.season = Some(s);
    } else if let Some(("", y)) = word.split_at_checked(0).filter(|(_, y)| y.len() == 4) {
        point.year = Some(y.parse().ok().filter(|y| (1500..=2100).contains(y))?);
    } else if let Some(d) = word.strip_suffix('s').filter(|d| d.len() == 4) {
        point.decade = Some(d.parse().ok().filter(|d: &u16| d.is_multiple_of(10))? / 10);
    } else {
        return None;
    }
    let mut end = i + 1;
    let comma = usize::from(w.kind(end) == Some(TokenKind::Comma));
    if let (Some(_), Some((after, y))) = (point.month, year(w, end + comma)) {
        point.year = y.year;
        end = after;
    }
    Some((end, point))
}

/// A holiday on a known day, or in a known month.
fn holiday(w: &Window<'_, '_>, i: usize) -> Read {
    const NAMES: &[(&[&str], u8, u8)] = &[
        (&["christmas", "eve"], 12, 24),
        (&["christmas", "day"], 12, 25),
        (&["christmas"], 12, 25),
        (&["thanksgiving", "day"], 11, OPEN),
        (&["thanksgiving"], 11, OPEN),
        (&["halloween"], 10, 31),
    ];
    const PHRASES: &[(&[&str], u8, u8)] = &[
        (&["new", "year", "'s", "eve"], 12, 31),
        (&["new", "year", "'s", "day"], 1, 1),
        (&["new", "year", "’s", "eve"], 12, 31),
        (&["new", "year", "’s", "day"], 1, 1),
        (&["valentine", "'s", "day"], 2, 14),
        (&["valentine", "’s", "day"], 2, 14),
        (&["labor", "day"], 9, OPEN),
        (&["memorial", "day"], 5, OPEN),
        (&["independence", "day"], 7, 4),
        (&["veterans", "day"], 11, 11),
        (&["boxing", "day"], 12, 26),
    ];
    let &(words, month, day) = NAMES.iter().chain(PHRASES).find(|(words, ..)| w.are(i, words))?;
    // "Christmas trees" have no date.
    let point = Point { month: Some(month), day: Some(day), weak: words.len() == 1, ..Point::default() };
    w.is_capital(i).then_some((i + words.len(), point))
}

/// "8:30 p.m.", "10am", "noon", "15:11 GMT", "four o'clock", "4 in the morning".
fn clock(w: &Window<'_, '_>, i: usize) -> Read {
    let lower = w.lower(i);
    let word = lower.as_str();
    let full = |hour, end| Some((end, Point { clock: Some(Clock { hour, minute: Some(0) }), ..Point::default() }));
    match word {
        "noon" => return full(12, i + 1),
        "midnight" => return full(24, i + 1),
        _ => {}
    }
    if let Some(hour) = small(word).filter(|h| (1..=12).contains(h) && w.is(i + 1, &["o'clock", "o’clock"])) {
        return full(hour, i + 2);
    }
    let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let mut hour: u8 = if (1..=2).contains(&digits) { word[..digits].parse().ok()? } else { return None };
    let mut rest = &word[digits..];
    let mut minute = None;
    if let Some(after) = rest.strip_prefix([':', '.']).filter(|a| a.len() >= 2 && a.is_char_boundary(2)) {
        minute = Some(after[..2].parse::<u8>().ok().filter(|m| *m < 60)?);
        rest = &after[2..];
    }
    let colon = word[digits..].starts_with(':');
    let mut end = i + 1;
    let next = w.lower(end);
    let half = if rest.is_empty() {
        end += 1;
        next.as_str()
    } else {
        rest
    };
    let mut known = true;
    match half {
        "am" | "a.m" if hour <= 12 => hour %= 12,
        "pm" | "p.m" if hour <= 12 => hour = hour % 12 + 12,
        "o'clock" | "o’clock" if hour <= 12 => {}
        "in" if w.are(end, &["the", "morning"]) && hour <= 12 && minute.is_none() => {
            hour %= 12;
            end += 2;
        }
        _ if rest.is_empty() && colon && hour <= 24 => {
            end -= 1;
            known = false;
        }
        _ => return None,
    }
    let zone = zone(w, end);
    let weak = !known && zone == 0;
    Some((end + zone, Point { clock: Some(Clock { hour, minute }), weak, ..Point::default() }))
}

/// How many tokens a time zone takes.
fn zone(w: &Window<'_, '_>, i: usize) -> usize {
    const ZONES: &[&str] = &[
        "GMT", "UTC", "EST", "EDT", "ET", "BST", "CET", "CEST", "PST", "PDT", "PT", "CST", "CDT", "CT", "MST", "IST",
        "JST", "AEST", "EAT", "MSK",
    ];
    if ZONES.contains(&w.word(i)) {
        return 1;
    }
    let named = w.is(i, &["local", "eastern", "pacific", "central", "moscow"]) && w.is(i + 1, &["time"]);
    2 * usize::from(named)
}

/// A year, quarter or length word that a calendar unit names: used by the relative rules.
pub(super) fn unit(w: &Window<'_, '_>, i: usize) -> Option<(Unit, bool)> {
    if !w.has(i, Class::TimeUnit) {
        return None;
    }
    Unit::of(w.lower(i).as_str())
}
