//! Datelines and bylines: when, where and by whom the article was written.

use super::form::{End, Form};
use crate::lexicon::{Class, Classes, Lexicon};

const TIME: Classes = Classes::of(&[Class::Month, Class::Weekday]);

/// Words that stand beside dates and times.
const BESIDE_DATES: &[&str] = &[
    "updated",
    "published",
    "posted",
    "last",
    "first",
    "modified",
    "created",
    "date",
    "on",
    "at",
    "am",
    "pm",
    "a.m",
    "p.m",
    "gmt",
    "bst",
    "utc",
    "est",
    "edt",
    "et",
    "pt",
    "pst",
    "pdt",
    "cst",
    "cdt",
    "cet",
    "ist",
    "noon",
    "midnight",
    "ago",
    "hours",
    "hour",
    "minutes",
    "mins",
    "min",
    "days",
    "day",
];

/// A date or a time of day, and nothing else.
pub(super) fn is_date(line: &str, lexicon: &Lexicon) -> bool {
    if line.len() > 100 {
        return false;
    }
    let (mut named, mut numbers, mut clock) = (0, 0, 0);
    for raw in line.split(|c: char| c.is_whitespace() || c == ',' || c == '|') {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || ":./-–".contains(c));
            let known = ["", "st", "nd", "rd", "th", "am", "pm", "a.m", "p.m", "h"];
            if !known.iter().any(|k| letters.eq_ignore_ascii_case(k)) {
                return false;
            }
            numbers += 1;
            let cuts = word.bytes().filter(|b| b":./-".contains(b)).count();
            clock += u32::from(
                cuts == 2
                    || word.contains(':')
                    || !(letters.is_empty() || letters.len() == 2 && letters.ends_with(['h', 'd', 't'])),
            );
        } else if lexicon.classes(lexicon.id(word)).any(TIME) {
            named += 1;
        } else {
            if !BESIDE_DATES.iter().any(|b| word.eq_ignore_ascii_case(b)) {
                return false;
            }
            clock += u32::from(["am", "pm", "a.m", "p.m", "gmt", "ago"].iter().any(|c| word.eq_ignore_ascii_case(c)));
        }
    }
    numbers > 0 && named + clock > 0
}

/// "ORRIN BAY, May 3 (Agency) --": a place, perhaps a date and an agency, and then a dash or nothing.
pub(super) fn is_place(line: &str, form: &Form, lexicon: &Lexicon) -> bool {
    if form.words > 14 || form.finite || form.inner_stops > 2 {
        return false;
    }
    let first = line.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    let shouted = first.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !first.contains(char::is_lowercase);
    let body = line.trim_end_matches(['-', '–', '—', '_', ' ']);
    let agency = body.ends_with(')') && body.contains(" (");
    if form.end == End::Dash {
        return shouted || agency;
    }
    let Some((place, date)) = line.split_once(", ") else { return shouted && agency && form.words <= 6 };
    let named = place.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
        && !lexicon.classes(lexicon.id(first)).any(TIME);
    (named && is_date(date, lexicon) && form.words <= 10) || (shouted && agency && form.words <= 8)
}

/// Small words inside names, and between names and trades.
const IN_BYLINES: &[&str] = &[
    "and", "for", "in", "of", "the", "at", "with", "from", "de", "del", "della", "der", "den", "van", "von", "al",
    "bin", "ibn", "la", "le", "du", "da", "dos", "y", "to",
];

/// "By Ann Lee and Tom Reed, business editor", "Ann Lee contributed to this report".
pub(super) fn is_byline(line: &str, form: &Form, lexicon: &Lexicon) -> bool {
    let body = line.trim_start_matches(['(', '[', '*', '-', '–', '—', ' ']);
    let lower = line.trim_end_matches(['.', ')', ']', '*', ' ']);
    if ["report", "story", "article", "post"].iter().any(|w| lower.ends_with(w))
        && line.contains("contributed to this ")
    {
        return true;
    }
    let Some(rest) = body.strip_prefix("By ").or_else(|| body.strip_prefix("BY ")).or_else(|| body.strip_prefix("by "))
    else {
        return false;
    };
    let first = rest.split_whitespace().next().unwrap_or_default();
    let classes = lexicon.classes(lexicon.id(first.trim_end_matches(',')));
    let mut after_comma = false;
    let named = rest.split_whitespace().all(|raw| {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        let fits = after_comma
            || word.is_empty()
            || word.starts_with(char::is_uppercase)
            || raw.starts_with('@')
            || IN_BYLINES.contains(&word);
        after_comma |= raw.ends_with([',', '|', '-', '–', '—', '/']);
        fits
    });
    first.starts_with(char::is_uppercase)
        && !classes.any(TIME.with(Classes::of(&[Class::Determiner, Class::VerbIng, Class::Pronoun])))
        && named
        && form.words <= 18
        && !form.finite
}
