//! Days, weeks and months of the Gregorian calendar.
//!
//! Days are counted from 1970-01-01 by Howard Hinnant's algorithms ("chrono-compatible low-level date algorithms").

use std::fmt;

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; none where it is no day of the calendar.
    pub fn parse(iso: &str) -> Option<Self> {
        let b = iso.as_bytes();
        if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| -> Option<u16> {
            let part = iso.get(range)?;
            part.bytes().all(|c| c.is_ascii_digit()).then(|| part.parse().ok())?
        };
        Self::new(number(0..4)?, number(5..7)? as u8, number(8..10)? as u8)
    }

    /// The day, if there is one: years 1 to 9999.
    pub(super) fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let good = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(i32::from(year), month)).contains(&day);
        good.then_some(Self { year, month, day })
    }

    pub(super) fn year(self) -> i32 {
        i32::from(self.year)
    }

    pub(super) fn month(self) -> u8 {
        self.month
    }

    /// Days since 1970-01-01.
    pub(super) fn days(self) -> i32 {
        let month = i32::from(self.month);
        let y = i32::from(self.year) - i32::from(month <= 2);
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    fn from_days(days: i32) -> Option<Self> {
        let z = days.checked_add(719_468)?;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i32::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    pub(super) fn plus_days(self, n: i32) -> Option<Self> {
        Self::from_days(self.days().checked_add(n)?)
    }

    /// Year and month that many months on.
    pub(super) fn plus_months(self, n: i32) -> Option<(i32, u8)> {
        let months = (self.year() * 12 + i32::from(self.month) - 1).checked_add(n)?;
        let year = months.div_euclid(12);
        (1..=9999).contains(&year).then_some((year, months.rem_euclid(12) as u8 + 1))
    }

    /// Monday is 1, Sunday is 7.
    pub(super) fn weekday(self) -> u8 {
        (self.days() + 3).rem_euclid(7) as u8 + 1
    }

    /// Year and number of its ISO week.
    pub(super) fn iso_week(self) -> Option<(i32, u8)> {
        let thursday = self.plus_days(4 - i32::from(self.weekday()))?;
        let first = Self::new(thursday.year, 1, 1)?;
        Some((thursday.year(), u8::try_from((thursday.days() - first.days()) / 7 + 1).ok()?))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(iso: &str) -> Date {
        Date::parse(iso).expect(iso)
    }

    #[test]
    fn reads_only_days_that_exist() {
        assert_eq!(date("2024-02-29").to_string(), "2024-02-29");
        for bad in ["2023-02-29", "2023-13-01", "2023-00-10", "2023-1-1", "", "2023-+1-01", "0000-01-01", "2023-01-0é"]
        {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn counts_days() {
        assert_eq!(date("1970-01-01").days(), 0);
        assert_eq!(date("2000-03-01").days(), 11_017);
        let mut day = date("1899-12-25");
        for n in 0..80_000 {
            assert_eq!(Date::from_days(day.days()), Some(day));
            assert_eq!(day.days(), date("1899-12-25").days() + n);
            day = day.plus_days(1).expect("a day");
        }
        assert_eq!(date("9999-12-31").plus_days(1), None);
        assert_eq!(date("2000-01-01").plus_days(i32::MAX), None);
    }

    #[test]
    fn weeks_and_months() {
        assert_eq!(date("2021-01-03").weekday(), 7);
        assert_eq!(date("2021-01-03").iso_week(), Some((2020, 53)));
        assert_eq!(date("2024-12-30").iso_week(), Some((2025, 1)));
        assert_eq!(date("2020-01-31").plus_months(-2), Some((2019, 11)));
        assert_eq!(date("2020-01-31").plus_months(i32::MAX), None);
    }
}
