//! From what an expression says to a TIMEX3 value: puts points on the calendar where the text gives enough.

use std::fmt::Write;

use super::calendar::Date;
use super::length;
use super::point::{Meaning, Point, Unit};
use crate::terms::TimeKind;

/// Which way from the document creation time the sentence looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// The document creation time, and what the text has spoken of so far, by grain.
#[derive(Clone, Debug, Default)]
pub(super) struct Clockwork {
    pub(super) dct: Option<Date>,
    day: Option<Date>,
    month: Option<(i32, u8)>,
    quarter: Option<(i32, u8)>,
    year: Option<i32>,
    /// How many expressions were read.
    read: u32,
    /// The same, at the last quarter.
    quarter_read: u32,
    /// Full dates of the text, where no document creation time tells the year of the others.
    full: Vec<(u16, u8, u8)>,
}

/// How many expressions may stand between a quarter and "a year earlier".
const NEAR: u32 = 4;

/// A part of the calendar, as far as it is known.
#[derive(Clone, Copy)]
enum Place {
    Day(Date),
    Week(i32, u8),
    Weekend(i32, u8),
    Month(i32, u8),
    Quarter(i32, u8),
    Year(i32),
}

impl Clockwork {
    /// `meanings` are those of the whole text.
    pub(super) fn new<'m>(dct: Option<Date>, meanings: impl Iterator<Item = &'m Meaning>) -> Self {
        const ENOUGH: usize = 32;
        let full = |meaning: &Meaning| match meaning {
            Meaning::Point(p) => Some((p.year?, p.month?, p.day?)),
            _ => None,
        };
        let full = if dct.is_none() { meanings.filter_map(full).take(ENOUGH).collect() } else { Vec::new() };
        Self { dct, full, ..Self::default() }
    }

    /// Kind, value and distance from the document creation time.
    pub(super) fn read(&mut self, meaning: &Meaning, tense: impl Fn() -> Tense) -> (TimeKind, String, Option<String>) {
        self.read += 1;
        match meaning {
            Meaning::Length(l) => (TimeKind::Duration, length::value(l.count, l.unit), None),
            Meaning::Set(value) => (TimeKind::Set, value.clone(), None),
            Meaning::Years(a, b) => (TimeKind::Date, format!("{a}/{b}"), None),
            Meaning::Reference(value) => (TimeKind::Date, (*value).to_owned(), None),
            Meaning::Point(point) => {
                let timed = point.has_time_of_day();
                let kind = if timed { TimeKind::Time } else { TimeKind::Date };
                (kind, self.point(point, tense), offset(point))
            }
        }
    }

    fn point(&mut self, p: &Point, tense: impl Fn() -> Tense) -> String {
        let mut value = if p.is_time_of_day() {
            match p.shift {
                Some(_) => return "XXXX-XX-XXTXX:XX".to_owned(),
                None => self.day.or(self.dct).map_or_else(|| "XXXX-XX-XX".to_owned(), |d| d.to_string()),
            }
        } else if let Some(place) = self.place(p, tense) {
            // What is only compared with stays in the background.
            if !p.shift.is_some_and(|s| s.counted && s.unit == Unit::Year) {
                self.remember(place);
            }
            place.value(p)
        } else {
            open_value(p)
        };
        if let Some(part) = p.part {
            value.push('T');
            value.push_str(part);
        } else if let Some(clock) = p.clock {
            let _ = write!(value, "T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0));
        }
        value
    }

    fn remember(&mut self, place: Place) {
        match place {
            Place::Day(d) => {
                self.day = Some(d);
                self.month = Some((d.year(), d.month()));
                self.year = Some(d.year());
            }
            Place::Month(y, m) => {
                self.month = Some((y, m));
                self.year = Some(y);
            }
            Place::Quarter(y, q) => {
                self.quarter = Some((y, q));
                self.quarter_read = self.read;
                self.year = Some(y);
            }
            Place::Week(y, _) | Place::Weekend(y, _) | Place::Year(y) => self.year = Some(y),
        }
    }

    fn place(&self, p: &Point, tense: impl Fn() -> Tense) -> Option<Place> {
        if p.decade.is_some() || p.century.is_some() {
            return None;
        }
        let year = match (p.year, p.shift) {
            (Some(y), _) => Some(i32::from(y)),
            (None, Some(s)) if s.unit == Unit::Year => Some(self.base_year(s.from_reference)? + s.count),
            _ => None,
        };
        if let Some(month) = p.month {
            let year = match year {
                Some(y) => y,
                None => self.year_of(month, p.day, p.turn, tense)?,
            };
            return match p.day {
                Some(day) => Date::new(u16::try_from(year).ok()?, month, day).map(Place::Day),
                None if month == 0 => None,
                None => Some(Place::Month(year, month)),
            };
        }
        if let Some(quarter) = p.quarter {
            return Some(Place::Quarter(year.or_else(|| self.quarter_year(quarter, p.turn, tense))?, quarter));
        }
        if let Some(season) = p.season {
            let middle = match season {
                "SP" => 4,
                "SU" => 7,
                "FA" => 10,
                _ => 1,
            };
            return Some(Place::Year(year.or_else(|| self.year_of(middle, None, p.turn, tense))?));
        }
        if let Some(weekday) = p.weekday {
            return self.weekday(p, weekday).map(Place::Day);
        }
        if p.weekend {
            return self.weekend(p.turn, tense);
        }
        if p.year.is_some() {
            return year.map(Place::Year);
        }
        self.shifted(p)
    }

    fn base_year(&self, from_reference: bool) -> Option<i32> {
        let dct = self.dct.map(Date::year);
        if from_reference { self.year.or(dct) } else { dct }
    }

    fn shifted(&self, p: &Point) -> Option<Place> {
        let shift = p.shift?;
        let (n, reference) = (shift.count, shift.from_reference);
        let day = if reference { self.day } else { self.dct };
        match shift.unit {
            Unit::Day => day?.plus_days(n).map(Place::Day),
            Unit::Week => day?.plus_days(n.checked_mul(7)?)?.iso_week().map(|(y, w)| Place::Week(y, w)),
            Unit::Month => {
                let (y, m) = match (reference, self.month) {
                    (true, Some(month)) => month,
                    _ => self.dct.map(|d| (d.year(), d.month()))?,
                };
                Date::new(u16::try_from(y).ok()?, m, 1)?.plus_months(n).map(|(y, m)| Place::Month(y, m))
            }
            Unit::Quarter => {
                let now = || self.dct.map(|d| (d.year(), d.month().div_ceil(3)));
                // Figures are given for the quarter that has ended.
                let (y, q, n) = match (reference, self.quarter) {
                    (true, Some((y, q))) => (y, q, n),
                    (true, None) => now().map(|(y, q)| (y, q, n.saturating_sub(1)))?,
                    _ => now().map(|(y, q)| (y, q, n))?,
                };
                let quarters = (y * 4 + i32::from(q) - 1).checked_add(n)?;
                let year = quarters.div_euclid(4);
                (1..=9999).contains(&year).then_some(Place::Quarter(year, quarters.rem_euclid(4) as u8 + 1))
            }
            Unit::Year => {
                // Figures are compared with the same quarter of another year.
                let lately = self.read - self.quarter_read <= NEAR;
                if let (Some((y, q)), true) = (self.quarter, lately && (shift.counted || reference)) {
                    return Some(Place::Quarter(y.checked_add(n)?, q));
                }
                let year = self.base_year(reference)?.checked_add(n)?;
                (1..=9999).contains(&year).then_some(Place::Year(year))
            }
            _ => None,
        }
    }

    /// The year of a month that is named without one.
    fn year_of(&self, month: u8, day: Option<u8>, turn: Option<i8>, tense: impl Fn() -> Tense) -> Option<i32> {
        /// A date this near ahead is more likely than the one a year before it.
        const SOON: i32 = 45;
        /// A date this far ahead is not meant, whatever the sentence looks to.
        const FAR: i32 = 300;
        let Some(dct) = self.dct else {
            let same = |&&(_, m, d): &&(u16, u8, u8)| m == month && day.is_none_or(|day| d == day);
            return self.full.iter().find(same).filter(|_| turn.is_none()).map(|(y, ..)| i32::from(*y));
        };
        let year = dct.year();
        match turn {
            Some(0) => return Some(year),
            Some(-1) => return Some(if month < dct.month() { year } else { year - 1 }),
            Some(_) => return Some(if month > dct.month() { year } else { year + 1 }),
            None => {}
        }
        let start = |y: i32| Date::new(u16::try_from(y).ok()?, month, day.unwrap_or(1).clamp(1, 28)).map(Date::days);
        let now = if day.is_some() { dct.days() } else { dct.days() - 27 };
        let ahead = |y: i32| start(y).map(|d| d - now).filter(|d| *d >= 0);
        let this = ahead(year);
        let (next, distance) = match this {
            Some(d) => (year, d),
            None => (year + 1, ahead(year + 1)?),
        };
        if distance == 0 || (day.is_none() && month == dct.month()) {
            return Some(year);
        }
        let forward = match tense() {
            Tense::Future => distance <= FAR,
            Tense::Past => false,
            Tense::Unknown => distance <= SOON,
        };
        Some(if forward { next } else { next - 1 })
    }

    fn quarter_year(&self, quarter: u8, turn: Option<i8>, tense: impl Fn() -> Tense) -> Option<i32> {
        let dct = self.dct?;
        let base = self.quarter.map_or(dct.year(), |(y, _)| y);
        match turn {
            Some(0) => return Some(dct.year()),
            Some(n) => return Some(base + i32::from(n)),
            None => {}
        }
        let begun = (quarter - 1) * 3 < dct.month();
        Some(if begun || tense() == Tense::Future { dct.year() } else { dct.year() - 1 })
    }

    fn weekday(&self, p: &Point, weekday: u8) -> Option<Date> {
        if let Some(shift) = p.shift {
            let day = if shift.from_reference { self.day } else { self.dct }?;
            let monday = day.plus_days(1 - i32::from(day.weekday()))?;
            let weeks = if shift.unit == Unit::Week { shift.count } else { 0 };
            return monday.plus_days(weeks.checked_mul(7)? + i32::from(weekday) - 1);
        }
        let dct = self.dct?;
        let back = (i32::from(dct.weekday()) - i32::from(weekday)).rem_euclid(7);
        dct.plus_days(match p.turn {
            Some(-1) if back == 0 => -7,
            None | Some(-1) => -back,
            Some(0) if back == 0 => 0,
            Some(_) => 7 - back,
        })
    }

    fn weekend(&self, turn: Option<i8>, tense: impl Fn() -> Tense) -> Option<Place> {
        let dct = self.dct?;
        let back = (i32::from(dct.weekday()) - 6).rem_euclid(7);
        let last = dct.plus_days(-back)?;
        let saturday = match turn {
            // "This weekend" is over on a Monday.
            Some(0) if back >= 4 || (back >= 2 && tense() != Tense::Past) => last.plus_days(7)?,
            Some(1) => last.plus_days(if back >= 2 { 7 } else { 14 })?,
            None if tense() == Tense::Future => last.plus_days(7)?,
            Some(-1) if back < 2 => last.plus_days(-7)?,
            _ => last,
        };
        saturday.iso_week().map(|(y, w)| Place::Weekend(y, w))
    }
}

impl Place {
    fn value(self, p: &Point) -> String {
        match self {
            Self::Day(d) => d.to_string(),
            Self::Week(y, w) => format!("{y:04}-W{w:02}"),
            Self::Weekend(y, w) => format!("{y:04}-W{w:02}-WE"),
            Self::Month(y, m) => format!("{y:04}-{m:02}"),
            Self::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Self::Year(y) => match (p.season, p.half) {
                (Some(season), _) => format!("{y:04}-{season}"),
                (None, Some(half)) => format!("{y:04}-H{half}"),
                (None, None) => format!("{y:04}"),
            },
        }
    }
}

/// The value of a point that cannot be put on the calendar, with `X` for what is not known.
fn open_value(p: &Point) -> String {
    /// TIMEX3 writes an X for each open digit; a decade is a year without its last.
    const YEAR: &str = "XXXX";
    if let Some(century) = p.century {
        return format!("{century:02}");
    }
    if let Some(decade) = p.decade {
        return format!("{decade:03}");
    }
    let year = p.year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"));
    let two = |n: u8| if n == 0 { "XX".to_owned() } else { format!("{n:02}") };
    if let Some(month) = p.month {
        return p.day.map_or_else(|| format!("{year}-{}", two(month)), |d| format!("{year}-{}-{}", two(month), two(d)));
    }
    if let Some(weekday) = p.weekday {
        return format!("XXXX-WXX-{weekday}");
    }
    if p.weekend {
        return "XXXX-WXX-WE".to_owned();
    }
    if let Some(quarter) = p.quarter {
        return format!("{year}-Q{quarter}");
    }
    if let Some(season) = p.season {
        return format!("{year}-{season}");
    }
    let open = match p.shift.map(|s| s.unit) {
        Some(Unit::Day) => "XXXX-XX-XX",
        Some(Unit::Week) => "XXXX-WXX",
        Some(Unit::Month) => "XXXX-XX",
        Some(Unit::Quarter) => "XXXX-QX",
        Some(Unit::Decade) => &YEAR[..3],
        Some(Unit::Century) => &YEAR[..2],
        _ => return year,
    };
    open.to_owned()
}

/// Distance from the document creation time, where that is what the words give.
fn offset(p: &Point) -> Option<String> {
    let shift = p.shift.filter(|s| !s.from_reference && p.is_shifted())?;
    if shift.count == 0 {
        return Some(if shift.unit == Unit::Day { "P0D" } else { "P0Y" }.to_owned());
    }
    let sign = if shift.count < 0 { "-" } else { "" };
    Some(format!("{sign}{}", length::value(Some(f64::from(shift.count.unsigned_abs())), shift.unit)))
}
