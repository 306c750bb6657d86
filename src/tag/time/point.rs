//! What a time expression says, before it is put on the calendar.

/// A unit of the calendar or the clock, the shortest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// From a word, with whether it is plural.
    pub(super) fn of(word: &str) -> Option<(Self, bool)> {
        let (word, plural) = match word {
            "centuries" => ("century", true),
            "yrs" => ("year", true),
            _ => word.strip_suffix('s').map_or((word, false), |w| (w, true)),
        };
        Some((
            match word {
                "second" => Self::Second,
                "minute" | "min" => Self::Minute,
                "hour" => Self::Hour,
                "day" => Self::Day,
                "week" => Self::Week,
                "month" => Self::Month,
                "quarter" => Self::Quarter,
                "year" => Self::Year,
                "decade" => Self::Decade,
                "century" => Self::Century,
                _ => return None,
            },
            plural,
        ))
    }

    /// Its letter in a duration, with `T` where it is a part of a day.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::Second => "TS",
            Self::Minute => "TM",
            Self::Hour => "TH",
            Self::Day => "D",
            Self::Week => "W",
            Self::Month => "M",
            Self::Quarter => "Q",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
        }
    }
}

/// How far a point lies from another, known one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shift {
    pub(super) count: i32,
    pub(super) unit: Unit,
    /// From the time that the text spoke of last, not from the document creation time.
    pub(super) from_reference: bool,
    /// A number of units was counted, and the grain of what is counted from may stay: "a year ago" of a quarter.
    pub(super) counted: bool,
}

/// A point or stretch of the calendar, as far as the words give it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) shift: Option<Shift>,
    /// For a weekday, month, season or weekend: which one, counted from now. None is the nearest that fits.
    pub(super) turn: Option<i8>,
    /// The first two digits of its years.
    pub(super) century: Option<u8>,
    /// The first three digits of its years.
    pub(super) decade: Option<u16>,
    pub(super) year: Option<u16>,
    pub(super) quarter: Option<u8>,
    pub(super) half: Option<u8>,
    pub(super) season: Option<&'static str>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// Monday is 1.
    pub(super) weekday: Option<u8>,
    pub(super) weekend: bool,
    pub(super) part: Option<&'static str>,
    pub(super) clock: Option<Clock>,
    /// Counts only beside something else: "the day", "night", "fall", "May".
    pub(super) weak: bool,
}

/// A time on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    /// None where only the hour is given.
    pub(super) minute: Option<u8>,
}

/// How fine a field is; a point merges only with a coarser one.
const CLOCK: u8 = 0;
const PART: u8 = 1;
const WEEKDAY: u8 = 2;
const DAY: u8 = 3;
const WEEK: u8 = 4;
const MONTH: u8 = 5;
const QUARTER: u8 = 6;
const YEAR: u8 = 7;
const DECADE: u8 = 8;

impl Point {
    pub(super) fn shift(count: i32, unit: Unit) -> Self {
        Self { shift: Some(Shift { count, unit, from_reference: false, counted: false }), ..Self::default() }
    }

    pub(super) fn from_reference(count: i32, unit: Unit) -> Self {
        Self { shift: Some(Shift { count, unit, from_reference: true, counted: false }), ..Self::default() }
    }

    fn grains(&self) -> impl Iterator<Item = u8> {
        let shift = self.shift.map(|s| match s.unit {
            Unit::Second | Unit::Minute | Unit::Hour => CLOCK,
            Unit::Day => DAY,
            Unit::Week => WEEK,
            Unit::Month => MONTH,
            Unit::Quarter => QUARTER,
            Unit::Year => YEAR,
            Unit::Decade | Unit::Century => DECADE,
        });
        [
            self.clock.map(|_| CLOCK),
            self.part.map(|_| PART),
            self.weekday.map(|_| WEEKDAY),
            self.day.map(|_| DAY),
            self.weekend.then_some(WEEK),
            self.month.map(|_| MONTH),
            self.quarter.map(|_| QUARTER),
            self.half.map(|_| QUARTER),
            self.season.map(|_| QUARTER),
            self.year.map(|_| YEAR),
            self.decade.map(|_| DECADE),
            self.century.map(|_| DECADE),
            shift,
        ]
        .into_iter()
        .flatten()
    }

    pub(super) fn finest(&self) -> u8 {
        self.grains().min().unwrap_or(DECADE)
    }

    fn coarsest(&self) -> u8 {
        self.grains().max().unwrap_or(CLOCK)
    }

    /// Whether only a time of day stands beside its shift.
    pub(super) fn is_shifted(&self) -> bool {
        self.shift.is_some() && self.grains().all(|g| g <= PART || g == DAY || self.grains().count() == 1)
    }

    /// Whether it names no day and nothing longer.
    pub(super) fn is_time_of_day(&self) -> bool {
        self.coarsest() <= PART
    }

    /// Whether it is a time of day on some day, or a part of the day.
    pub(super) fn has_time_of_day(&self) -> bool {
        self.finest() <= PART
    }

    /// Whether it is one day, and not a time of that day.
    pub(super) fn is_day(&self) -> bool {
        matches!(self.finest(), WEEKDAY | DAY)
    }

    /// Whether it is a year and nothing finer.
    pub(super) fn is_year(&self) -> bool {
        self.finest() == YEAR
    }

    /// Whether a bare "the day" or "the week" is all there is.
    pub(super) fn is_bare_shift(&self) -> bool {
        self.grains().count() == 1 && self.shift.is_some()
    }

    /// Both together, where this one is the finer.
    pub(super) fn within(self, coarse: Self) -> Option<Self> {
        (self.coarsest() < coarse.finest()).then(|| Self {
            shift: self.shift.or(coarse.shift),
            turn: self.turn.or(coarse.turn),
            century: self.century.or(coarse.century),
            decade: self.decade.or(coarse.decade),
            year: self.year.or(coarse.year),
            quarter: self.quarter.or(coarse.quarter),
            half: self.half.or(coarse.half),
            season: self.season.or(coarse.season),
            month: self.month.or(coarse.month),
            day: self.day.or(coarse.day),
            weekday: self.weekday.or(coarse.weekday),
            weekend: self.weekend || coarse.weekend,
            part: self.part.or(coarse.part),
            clock: self.clock.or(coarse.clock),
            weak: false,
        })
    }
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    /// None is an unknown number.
    pub(super) count: Option<f64>,
    pub(super) unit: Unit,
}

/// What a time expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Point(Point),
    Length(Length),
    /// A repeated time, as its value.
    Set(String),
    /// From one year to another.
    Years(u16, u16),
    /// `PAST_REF`, `PRESENT_REF` or `FUTURE_REF`.
    Reference(&'static str),
}

/// The number of a month's name or abbreviation, without its full stop.
pub(super) fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let named = |m: &str| m == word || (word.len() == 3 && m.starts_with(word)) || (word == "sept" && m.len() == 9);
    MONTHS.iter().position(|m| named(m)).map(|i| i as u8 + 1)
}

/// The number of a weekday's name or abbreviation, and whether it is plural. Monday is 1.
pub(super) fn weekday(word: &str) -> Option<(u8, bool)> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let (name, plural) = word.strip_suffix('s').filter(|w| w.ends_with("day")).map_or((word, false), |w| (w, true));
    let short = matches!(word, "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun");
    let number = DAYS.iter().position(|d| *d == name || (short && d.starts_with(word)))?;
    Some((number as u8 + 1, plural))
}

/// The TIMEX3 letters of a part of the day.
pub(super) fn part(word: &str) -> Option<&'static str> {
    Some(match word {
        "morning" | "mornings" | "dawn" => "MO",
        "afternoon" | "afternoons" => "AF",
        "evening" | "evenings" | "dusk" => "EV",
        "night" | "nights" | "overnight" => "NI",
        "midday" => "MI",
        _ => return None,
    })
}

/// The TIMEX3 letters of a season.
pub(super) fn season(word: &str) -> Option<&'static str> {
    Some(match word {
        "spring" => "SP",
        "summer" => "SU",
        "fall" | "autumn" => "FA",
        "winter" => "WI",
        _ => return None,
    })
}
