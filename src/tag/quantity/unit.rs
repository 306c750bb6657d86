//! What numbers count or measure.

use crate::lexicon::{Class, Classes};
use crate::tag::window::Window;
use crate::text::{Token, TokenKind};

/// Words after which no noun follows that the number counts.
const ENDS: Classes = Classes::of(&[
    Class::Preposition,
    Class::Determiner,
    Class::Possessive,
    Class::Pronoun,
    Class::Auxiliary,
    Class::Coordinator,
    Class::Subordinator,
    Class::Relative,
    Class::Negation,
]);

/// The ISO 4217 code of a currency sign. A bare "$" is the United States'.
pub(super) fn symbol(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" => "USD",
        "£" => "GBP",
        "€" => "EUR",
        "¥" => "JPY",
        "₹" => "INR",
        "₽" => "RUB",
        "₩" => "KRW",
        "₪" => "ILS",
        "₺" => "TRY",
        "₦" => "NGN",
        "₴" => "UAH",
        _ => return None,
    })
}

/// The code that a currency's name or code stands for.
fn code(word: &str) -> Option<&'static str> {
    Some(match word {
        "dollar" | "dollars" | "usd" => "USD",
        "euro" | "euros" | "eur" => "EUR",
        "yen" | "jpy" => "JPY",
        "yuan" | "renminbi" | "cny" => "CNY",
        "ruble" | "rubles" | "rouble" | "roubles" => "RUB",
        "rupee" | "rupees" | "inr" => "INR",
        "rand" => "ZAR",
        "naira" => "NGN",
        "baht" => "THB",
        "zloty" => "PLN",
        "forint" => "HUF",
        "rupiah" => "IDR",
        "ringgit" => "MYR",
        "hryvnia" => "UAH",
        "shekel" | "shekels" => "ILS",
        "lira" | "liras" => "TRY",
        "riyal" | "riyals" => "SAR",
        "real" | "reais" => "BRL",
        "cedi" => "GHS",
        "pounds" | "gbp" => "GBP",
        "won" => "KRW",
        "chf" => "CHF",
        "aud" => "AUD",
        "cad" => "CAD",
        _ => return None,
    })
}

/// A currency's sign or code before a number, and the token where the number must begin.
pub(super) fn currency_before(w: &Window<'_, '_>, i: usize) -> Option<(&'static str, usize)> {
    if let Some(code) = symbol(w.word(i)) {
        return Some((code, i + 1));
    }
    let dollar = w.word(i + 1) == "$";
    let named = match w.word(i) {
        "US" | "U.S." if dollar => "USD",
        "A" | "AU" if dollar => "AUD",
        "C" | "CA" if dollar => "CAD",
        "HK" if dollar => "HKD",
        "NZ" if dollar => "NZD",
        "S" if dollar => "SGD",
        "R" if dollar => "BRL",
        "NT" if dollar => "TWD",
        "Rs" | "Rs." if !dollar => return Some(("INR", i + 1)),
        word if word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) => {
            return code(w.lower(i).as_str()).map(|c| (c, i + 1));
        }
        _ => return None,
    };
    Some((named, i + 2))
}

/// The unit that is joined to a number, with a hyphen or without: "mile", "fold", "km". None where it makes no quantity.
pub(super) fn joined(word: &str, hyphen: bool) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    let first = lower.split('-').next().unwrap_or_default();
    // "5th" and "4x4" are no quantities; "3D" and "9pm" are not either.
    let short = matches!(
        first,
        "km" | "kg" | "mw" | "gw" | "cm" | "mm" | "ft" | "lb" | "lbs" | "m" | "g" | "mg" | "mph" | "kph" | "pc" | "pct"
    );
    // "two-way", "five-figure" and "two-time" measure nothing.
    let empty =
        matches!(first, "way" | "figure" | "time" | "party" | "thirds" | "piece" | "part" | "digit" | "term" | "star");
    let known = short || (hyphen && first.len() > 2 && !empty);
    let ordinal = matches!(first, "st" | "nd" | "rd" | "th" | "s");
    (known && !ordinal && first.bytes().all(|b| b.is_ascii_alphabetic())).then(|| match code(first) {
        Some(code) => code.to_owned(),
        None => first.to_owned(),
    })
}

/// The unit that stands after a number and belongs to its span, and the token after it.
pub(super) fn after(w: &Window<'_, '_>, i: usize) -> Option<(usize, String)> {
    if w.word(i) == "%" {
        return Some((i + 1, "percent".to_owned()));
    }
    if let Some(n) = w.phrase(i, Class::Unit) {
        let name = if w.is(i, &["per"]) { "percent".to_owned() } else { words(w, i, i + n) };
        return Some((i + n, name));
    }
    if let Some(n) = w.phrase(i, Class::Currency) {
        let name = match w.lower(i).as_str() {
            "pounds" => "GBP",
            "hong" => "HKD",
            "australian" => "AUD",
            "canadian" => "CAD",
            "swiss" => "CHF",
            "deutsche" => "DEM",
            _ => "USD",
        };
        return Some((i + n, name.to_owned()));
    }
    let lower = w.lower(i);
    if w.has(i, Class::Unit) && !w.is_capital(i) {
        let name = if matches!(lower.as_str(), "pct" | "percent") { "percent" } else { lower.as_str() };
        return Some((i + 1, name.to_owned()));
    }
    if w.has(i, Class::Currency) && !matches!(lower.as_str(), "won" | "real" | "marks") {
        let name = code(lower.as_str()).map_or_else(|| lower.as_str().to_owned(), str::to_owned);
        return Some((i + 1, name));
    }
    None
}

/// Whether a bare number is an age: "aged 14", "Ruiz, 58, said".
pub(super) fn is_age(w: &Window<'_, '_>, start: usize, end: usize) -> bool {
    if start == w.lo {
        return false;
    }
    let commas = w.kind(start - 1) == Some(TokenKind::Comma)
        && matches!(w.kind(end), Some(TokenKind::Comma | TokenKind::Stop))
        && w.is_capital(start.wrapping_sub(2));
    commas || w.is(start - 1, &["aged", "age", "turned"])
}

/// The noun that a number counts, with the words between: up to the first plural.
pub(super) fn counted(w: &Window<'_, '_>, start: usize) -> Option<String> {
    const MOST: usize = 4;
    let mut i = start;
    if w.is(i, &["of"]) {
        i += 1;
        while w.has(i, Class::Determiner) || w.has(i, Class::Possessive) {
            i += 1;
        }
    }
    i += usize::from(w.is(i, &["more", "other", "others", "new", "additional"]));
    let first = i;
    let mut noun = None;
    while i < w.hi.min(first + MOST) {
        let Some(token) = w.token(i).filter(|t| t.kind == TokenKind::Word) else { break };
        if w.classes(i).any(ENDS) {
            break;
        }
        if is_plural(w, i, token) {
            noun = Some(i);
            break;
        }
        if noun.is_none() && w.has(i, Class::Noun) {
            noun = Some(i);
        }
        i += 1;
    }
    noun.map(|n| words(w, first, n + 1))
}

fn is_plural(w: &Window<'_, '_>, i: usize, token: &Token) -> bool {
    const OTHERS: &[&str] = &["people", "men", "women", "children", "troops", "police", "feet", "mice", "personnel"];
    let lower = w.lower(i);
    let word = lower.as_str();
    let ends = word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    OTHERS.contains(&word) || (ends && !(token.is_capital() && word.len() <= 3) && !w.has(i, Class::Adjective))
}

fn words(w: &Window<'_, '_>, start: usize, end: usize) -> String {
    w.reading.slice(w.reading.span(start..end)).split_whitespace().collect::<Vec<_>>().join(" ")
}
