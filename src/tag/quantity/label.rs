//! Numbers that name something rather than count.

use super::unit;
use crate::lexicon::Class;
use crate::tag::number::{self, Number};
use crate::tag::window::Window;
use crate::text::{Token, TokenKind};

/// Whether a number is no quantity: "Flight 212", "No. 7", "1. Wash", "one", "12 Mill Lane", "2 – 1".
pub(super) fn is_label(w: &Window<'_, '_>, start: usize, number: &Number<'_>, in_headline: bool) -> bool {
    const LABELS: &str = "no nos number numbers article articles section chapter flight route page pages highway interstate \
        room gate channel phase type grade category verse line item figure table episode area district model \
        version volume level apartment building platform unit posts rooms act group station # resolution \
        proposition ward precinct title part step day week covid stage tier box";
    let unit = unit::after(w, number.end).is_some();
    if is_no_number(w, start, number, unit) {
        return true;
    }
    let plain = !w.word(start).contains(',') && number.value.is_none_or(|v| v.fract() == 0.0 && v < 1e5);
    let Some(previous) = start.checked_sub(1).filter(|p| *p >= w.lo) else {
        // "1. Wash your hands", "2) Rinse"
        return number.digits && plain && matches!(w.kind(number.end), Some(TokenKind::Stop | TokenKind::Close));
    };
    let second = w.is(previous, &["and"]) && previous >= w.lo + 2 && w.among(previous - 2, LABELS);
    if second || w.among(previous, LABELS) {
        return true;
    }
    if !number.digits {
        // "the Big Five"
        let capital = w.is_capital(start) && !in_headline && w.kind(previous) == Some(TokenKind::Word);
        return capital && number.joined.is_empty();
    }
    let next_is_lower = w.token(number.end).is_some_and(is_lower);
    let name = plain
        && !unit
        && number.joined.is_empty()
        && w.token(previous).is_some_and(|t| t.kind == TokenKind::Word && t.is_capital())
        && previous > w.lo
        && !w.has(previous, Class::Month)
        && !next_is_lower
        && !(in_headline && w.kind(number.end) == Some(TokenKind::Word));
    name || (plain && (is_address(w, number.end) || is_score(w, start, number))) || w.word(start).contains([':', '/'])
}

/// "one", "zero" and what is no size at all: "six figures", "four o'clock", a bare "million".
fn is_no_number(w: &Window<'_, '_>, start: usize, number: &Number<'_>, unit: bool) -> bool {
    if number.end == start + 1 {
        match w.lower(start).as_str() {
            "one" | "half" => return !unit,
            "zero" => return !w.has(number.end, Class::Noun),
            _ => {}
        }
    }
    number.bare_scale
        || w.is(number.end, &["figures", "o'clock", "o’clock"])
        || (number.value == Some(1.0) && !number.joined.is_empty())
        || (number.digits && matches!(number.value, Some(0.0 | 1.0)) && !unit)
}

fn is_lower(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.is_capital()
}

/// "131 West Mill Street": capitalised words up to one that ends the name of a street.
fn is_address(w: &Window<'_, '_>, mut i: usize) -> bool {
    const STREETS: &str =
        "street avenue road lane boulevard drive st ave rd blvd highway square place court parkway terrace";
    for _ in 0..4 {
        let ordinal = w.kind(i) == Some(TokenKind::Number) && number::ordinal(w.lower(i).as_str()).is_some();
        if !w.is_capital(i) && !ordinal {
            return false;
        }
        i += 1;
        if w.is_capital(i) && w.among(i, STREETS) {
            return true;
        }
    }
    false
}

/// "2 – 1", "0 – 0": two small numbers with a dash between and nothing that they count.
fn is_score(w: &Window<'_, '_>, start: usize, number: &Number<'_>) -> bool {
    const MOST: f64 = 30.0;
    let goals = |i: usize| number::at(w, i).filter(|n| n.digits && n.end == i + 1).and_then(|n| n.value);
    let dash = |i: usize| w.kind(i) == Some(TokenKind::Dash);
    let (other, end) = if dash(number.end) {
        (goals(number.end + 1), number.end + 2)
    } else if start >= w.lo + 2 && dash(start - 1) {
        (goals(start - 2), number.end)
    } else {
        return false;
    };
    let counts = w.token(end).is_some_and(is_lower) && unit::counted(w, end).is_some() || unit::after(w, end).is_some();
    !counts && number.value.is_some_and(|v| v < MOST) && other.is_some_and(|v| v < MOST)
}
