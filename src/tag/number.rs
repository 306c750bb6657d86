//! Numbers in digits and in words.

use super::window::Window;
use crate::lexicon::Class;
use crate::text::{Shape, TokenKind};

/// More words than this are no number that a reader could take in.
const LONGEST_RUN: usize = 12;

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number<'t> {
    /// Its size, finite; none where it has too many digits to be a size.
    pub(super) value: Option<f64>,
    /// The upper bound, where one token holds a range: "10-12".
    pub(super) max: Option<f64>,
    /// The token after it.
    pub(super) end: usize,
    /// Whether its first token is in digits.
    pub(super) digits: bool,
    /// Whether "million" and the like stand without a number or article before them.
    pub(super) bare_scale: bool,
    /// What is joined to its last token, without the hyphen: "mile" in "11-mile".
    pub(super) joined: &'t str,
}

/// The size of a number word below a hundred.
pub(super) fn small(word: &str) -> Option<u8> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(i) = WORDS.iter().position(|w| *w == word) {
        return Some(i as u8);
    }
    if let Some(i) = TENS.iter().position(|w| *w == word) {
        return Some((i as u8 + 2) * 10);
    }
    let (ten, one) = word.split_once('-')?;
    let ten = TENS.iter().position(|w| *w == ten)?;
    let one = WORDS[1..10].iter().position(|w| *w == one)?;
    Some((ten as u8 + 2) * 10 + one as u8 + 1)
}

/// The rank that an ordinal names, up to thirty-one.
pub(super) fn ordinal(word: &str) -> Option<u8> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(i) = WORDS.iter().position(|w| *w == word) {
        return Some(i as u8 + 1);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|s| word.strip_suffix(s))?;
    digits.parse().ok().filter(|n| (1..=31).contains(n))
}

/// What "hundred", "million" and so on multiply by.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" | "mln" => 1e6,
        "billion" | "bn" | "b" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        _ => return None,
    })
}

/// Digits with separators at the start of a word, and what comes after them.
pub(super) fn leading(word: &str) -> Option<(Option<f64>, &str)> {
    const MOST_DIGITS: usize = 40;
    let end = word.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(word.len());
    let digits = word[..end].trim_end_matches([',', '.']);
    if digits.is_empty() || !digits.as_bytes()[0].is_ascii_digit() {
        return None;
    }
    let value = if digits.len() > MOST_DIGITS || digits.matches('.').count() > 1 { None } else { decimal(digits) };
    Some((value, &word[end..]))
}

/// The number that digits with commas and at most one decimal point write. None where it has more digits than a double
/// holds. Digits and power of ten are both exact, so that the quotient is rounded once and right; the standard
/// library's parser does the same, and weighs more than all of this file.
fn decimal(digits: &str) -> Option<f64> {
    const MOST: u64 = 1 << 53;
    let (mut value, mut scale) = (0_u64, None::<i32>);
    for b in digits.bytes() {
        match b {
            b'0'..=b'9' => {
                value = value * 10 + u64::from(b - b'0');
                scale = scale.map(|n| n + 1);
            }
            b'.' => scale = Some(0),
            _ => {}
        }
        if value > MOST {
            return None;
        }
    }
    let scale = scale.unwrap_or(0);
    (scale <= 22).then(|| value as f64 / 10_f64.powi(scale))
}

/// A fraction in words or digits: "two-thirds", "1/2", "half".
pub(super) fn fraction(word: &str) -> Option<f64> {
    let name = |part: &str| {
        Some(match part {
            "half" | "halves" => 2.0,
            "third" | "thirds" => 3.0,
            "quarter" | "quarters" | "fourth" | "fourths" => 4.0,
            "fifth" | "fifths" => 5.0,
            "eighth" | "eighths" => 8.0,
            "tenth" | "tenths" => 10.0,
            _ => return None,
        })
    };
    if let Some((a, b)) = word.split_once('/') {
        let (a, b): (u8, u8) = (a.parse().ok()?, b.parse().ok()?);
        return (a < b && matches!(b, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32)).then(|| f64::from(a) / f64::from(b));
    }
    match word {
        "half" | "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        _ => {
            let (a, b) = word.split_once('-')?;
            Some(f64::from(small(a)?) / name(b)?)
        }
    }
}

/// Number words at the start of a word with hyphens, and what comes after them: "three-year" is 3 and "year".
fn leading_words(word: &str) -> Option<(f64, usize)> {
    let hyphens: Vec<usize> = word.match_indices('-').map(|(i, _)| i).take(4).collect();
    // The longest number first: "twenty-four-hour" is not 20.
    hyphens.iter().rev().find_map(|&i| {
        let head = &word[..i];
        let value = small(head).map(f64::from).or_else(|| {
            let (n, s) = head.rsplit_once('-')?;
            Some(f64::from(small(n)?) * scale(s).filter(|_| s.len() > 2)?)
        })?;
        Some((value, i + 1))
    })
}

/// Whether a word with hyphens begins with a number word: "three-year".
pub(super) fn is_compound(w: &Window<'_, '_>, i: usize) -> bool {
    w.token(i).is_some_and(|t| t.shape.any(Shape::HYPHEN))
        && w.word(i)
            .split_once(['-', '‑'])
            .is_some_and(|(head, _)| w.lexicon.classes(w.lexicon.id(head)).has(Class::NumberWord))
}

/// The number that begins at token `i`, "a" of "a hundred" included.
pub(super) fn at<'t>(w: &Window<'_, 't>, i: usize) -> Option<Number<'t>> {
    let token = w.token(i)?;
    let mut number = match token.kind {
        TokenKind::Number => in_digits(w, i)?,
        TokenKind::Word if !token.shape.any(Shape::DIGIT) => in_words(w, i)?,
        _ => return None,
    };
    // "two-and-a-half-year", "seven-and-a-half years"
    if let Some(rest) = number.joined.strip_prefix("and-a-half") {
        number.value = number.value.map(|v| v + 0.5);
        number.joined = rest.trim_start_matches('-');
    }
    Some(number)
}

fn in_digits<'t>(w: &Window<'_, 't>, i: usize) -> Option<Number<'t>> {
    let word = w.word(i);
    let mut number = Number { value: None, max: None, end: i + 1, digits: true, bare_scale: false, joined: "" };
    if let Some(value) = fraction(word) {
        number.value = Some(value);
        return Some(number);
    }
    let (mut value, mut rest) = leading(word)?;
    if let Some((max, after)) = rest.strip_prefix(['-', '–']).and_then(leading) {
        if !after.is_empty() && !after.starts_with('-') && scale(after).is_none() {
            return None;
        }
        number.max = max;
        rest = after;
    }
    let mut factor = 1.0;
    let split = rest.trim_start_matches('-').split_once('-').unwrap_or((rest.trim_start_matches('-'), ""));
    // "10-K" is a form, "5-million" a number.
    if let Some(s) = scale(w_lower(split.0).as_str()).filter(|_| split.0.len() > 3 || !rest.starts_with('-')) {
        factor = s;
        rest = split.1;
    } else if rest.is_empty() {
        if let Some(half) = fraction(w.word(number.end)).filter(|_| w.kind(number.end) != Some(TokenKind::Word)) {
            value = value.map(|v| v + half);
            number.end += 1;
        }
        while let Some(s) = scale(w.lower(number.end).as_str()).filter(|_| w.word(number.end).len() > 3) {
            factor *= s;
            number.end += 1;
            if number.end - i > 3 {
                break;
            }
        }
    }
    number.value = value.map(|v| v * factor).filter(|v| v.is_finite());
    number.max = number.max.map(|v| v * factor).filter(|v| v.is_finite());
    number.joined = rest.trim_start_matches('-');
    Some(number)
}

fn w_lower(word: &str) -> String {
    word.chars().take(10).collect::<String>().to_ascii_lowercase()
}

fn in_words<'t>(w: &Window<'_, 't>, start: usize) -> Option<Number<'t>> {
    let mut number = Number { value: None, max: None, end: start, digits: false, bare_scale: false, joined: "" };
    if w.token(start)?.shape.any(Shape::HYPHEN) && !w.has(start, Class::NumberWord) && !is_compound(w, start) {
        return None;
    }
    let (mut total, mut group) = (0.0, 0.0);
    let mut open = true; // a word below a hundred may come
    let mut ten = false; // "twenty", which "four" may follow
    let mut i = start;
    if let Some(value) = fraction(w.lower(start).as_str()).filter(|_| w.word(start).contains('-')) {
        return Some(Number { value: Some(value), end: start + 1, ..number });
    }
    if w.is(i, &["a", "an"]) {
        scale(w.lower(i + 1).as_str()).filter(|_| w.word(i + 1).len() > 3)?;
        group = 1.0;
        open = false;
        i += 1;
    }
    while i < w.hi && i - start < LONGEST_RUN {
        let lower = w.lower(i);
        let word = lower.as_str();
        if let Some(n) = small(word).filter(|n| open || (ten && (1..10).contains(n))) {
            group += f64::from(n);
            open = false;
            ten = n >= 20 && n % 10 == 0;
        } else if let Some(s) = scale(word).filter(|_| word.len() > 3) {
            number.bare_scale |= i == start;
            if s > 100.0 {
                total += f64::max(group, 1.0) * s;
                group = 0.0;
            } else {
                group = f64::max(group, 1.0) * s;
            }
            open = true;
            ten = false;
        } else if word == "and" && open && number.end > start && small(w.lower(i + 1).as_str()).is_some() {
            i += 1;
            continue;
        } else {
            if let Some((n, at)) = leading_words(word).filter(|_| open && word.contains('-')) {
                group += n;
                i += 1;
                number.end = i;
                number.joined = &w.word(i - 1)[at..];
            }
            break;
        }
        i += 1;
        number.end = i;
    }
    if number.end == start {
        return None;
    }
    number.value = Some(total + group);
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text;

    fn read(text: &str) -> Option<(Option<f64>, Option<f64>, usize, String)> {
        let lexicon = Lexicon::get();
        let reading = text::read(text, lexicon);
        let w = Window { reading: &reading, lexicon, lo: 0, hi: reading.tokens.len() };
        at(&w, 0).map(|n| (n.value, n.max, n.end, n.joined.to_owned()))
    }

    #[test]
    fn digits_and_words() {
        for (text, value, end, joined) in [
            ("150,000 tonnes", 150_000.0, 1, ""),
            ("3.5 million people", 3.5e6, 2, ""),
            ("4.2bn in sales", 4.2e9, 1, ""),
            ("2 1/2 years", 2.5, 2, ""),
            ("11-mile track", 11.0, 1, "mile"),
            ("17-year-old boy", 17.0, 1, "year-old"),
            ("twenty-three ships", 23.0, 1, ""),
            ("twenty-four-hour watch", 24.0, 1, "hour"),
            ("two dozen eggs", 24.0, 2, ""),
            ("a thousand ships", 1000.0, 2, ""),
            ("three hundred and fifty thousand homes", 350_000.0, 5, ""),
            ("two hundred men", 200.0, 2, ""),
            ("three-quarters of it", 0.75, 1, ""),
            ("5-million-euro deal", 5e6, 1, "euro"),
            ("two and a half", 2.0, 1, ""),
        ] {
            let (v, _, e, j) = read(text).expect(text);
            assert_eq!((v, e, j.as_str()), (Some(value), end, joined), "{text}");
        }
    }

    #[test]
    fn ranges_in_one_token() {
        assert_eq!(read("10-12 men"), Some((Some(10.0), Some(12.0), 1, String::new())));
    }

    #[test]
    fn no_number() {
        for text in ["a ship", "B-52 bomber", "ship", "and", "a"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn absurd_numbers_have_no_value() {
        let digits = "9".repeat(1_000_000);
        assert_eq!(read(&digits).map(|n| n.0), Some(None));
        let words = "million ".repeat(100);
        assert!(read(&words).and_then(|n| n.0).is_some_and(f64::is_finite));
    }
}
