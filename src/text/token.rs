//! Tokens: words, numbers and single marks.
//!
//! A word keeps its inner hyphens, apostrophes and full stops ("medium-range", "didn’t", "U.S.", "primemedia.RU"); the
//! possessive "’s" is a token of its own. The full stop of a known abbreviation and of initials belongs to the word.

use crate::lexicon::{Class, Classes, Lexicon, WordId};
use crate::span::Span;

/// What kind of characters a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with what belongs to them.
    Word,
    /// Digits, with separators, decimals and a joined unit: "150,000", "3.5m", "11-mile".
    Number,
    /// A quotation mark or an apostrophe that stands alone.
    Quote,
    /// `.` `!` `?` `…`, or several.
    Stop,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// `-` `–` `—` between words, or several.
    Dash,
    /// `(` `[` `{`
    Open,
    /// `)` `]` `}`
    Close,
    /// Anything else.
    Symbol,
}

/// How a token is written: a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Shape(u8);

impl Shape {
    /// Its first letter is a capital.
    pub const CAPITAL: Self = Self(1);
    /// It has at least two letters and all are capitals.
    pub const ALL_CAPITALS: Self = Self(2);
    /// It has a digit.
    pub const DIGIT: Self = Self(4);
    /// It has an inner hyphen.
    pub const HYPHEN: Self = Self(8);
    /// White space or the beginning of the segment stands before it.
    pub const SPACE_BEFORE: Self = Self(16);
    /// Its last character is its own full stop.
    pub const OWN_STOP: Self = Self(32);

    /// Whether it holds at least one of these.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    fn set(&mut self, of: Self, on: bool) {
        if on {
            self.0 |= of.0;
        }
    }
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written.
    pub shape: Shape,
    /// What it is in the lexicon.
    pub word: WordId,
}

impl Token {
    /// Whether its first letter is a capital.
    pub fn is_capital(&self) -> bool {
        self.shape.any(Shape::CAPITAL)
    }
}

/// Appends the tokens of one segment.
pub fn find(text: &str, segment: Span, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let mut at = segment.start() as usize;
    let end = segment.end() as usize;
    let mut space = true;
    while at < end {
        let Some(c) = char_at(text, at, end) else { break };
        if c.is_whitespace() || c.is_control() || is_invisible(c) {
            space |= !is_invisible(c);
            at += c.len_utf8();
            continue;
        }
        let first = tokens.len();
        let next = if c.is_alphanumeric() {
            word(text, at, end, lexicon, tokens)
        } else {
            mark(text, at, end, c, lexicon, tokens)
        };
        if let Some(token) = tokens.get_mut(first) {
            token.shape.set(Shape::SPACE_BEFORE, space);
        }
        space = false;
        at = next;
    }
}

fn char_at(text: &str, at: usize, end: usize) -> Option<char> {
    let b = *text.as_bytes().get(at)?;
    if at >= end {
        None
    } else if b < 0x80 {
        Some(char::from(b))
    } else {
        text.get(at..)?.chars().next()
    }
}

/// Zero-width characters and marks of direction: no token, and no gap between tokens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Whether a character goes on with a word that has begun: letters, digits and combining marks.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && matches!(c, '\u{300}'..='\u{36f}' | '\u{fe0f}'))
}

/// One word or number from `at`; returns where it ends.
fn word(text: &str, start: usize, end: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) -> usize {
    let mut at = start;
    let mut clitic = None;
    let (mut letters, mut digits, mut hyphen, mut stops) = (0, 0, false, 0);
    while let Some(c) = char_at(text, at, end) {
        let next = at + c.len_utf8();
        if is_word(c) {
            letters += usize::from(c.is_alphabetic());
            digits += usize::from(c.is_ascii_digit());
            at = next;
            continue;
        }
        let Some(after) = char_at(text, next, end).filter(|&a| a.is_alphanumeric()) else { break };
        let joins = match c {
            '-' | '‑' | '‐' => {
                hyphen = true;
                true
            }
            ',' | '/' | ':' => digits > 0 && letters == 0 && after.is_ascii_digit(),
            '.' => {
                stops += 1;
                digits == 0 || after.is_ascii_digit() || letters > 0
            }
            '&' | '@' | '_' => true,
            _ if is_apostrophe(c) => {
                if is_possessive(text, next, end) {
                    clitic = Some(at);
                    break;
                }
                true
            }
            _ => false,
        };
        if !joins {
            break;
        }
        at = next;
    }
    let body = &text[start..at];
    let mut shape = Shape::default();
    let mut word = if letters == 0 { WordId::UNKNOWN } else { lexicon.id(body) };
    if clitic.is_none()
        && text.as_bytes().get(at) == Some(&b'.')
        && at < end
        && takes_stop(body, letters, stops, word, text, at + 1, end, lexicon)
    {
        at += 1;
        shape.set(Shape::OWN_STOP, true);
    }
    let all_capitals = letters >= 2 && body.chars().all(|c| !c.is_lowercase());
    if all_capitals && letters == 2 {
        // "US" and "UK" are not "us".
        word = match body {
            "US" => lexicon.id("u.s"),
            "UK" => lexicon.id("u.k"),
            "UN" => lexicon.id("u.n"),
            "EU" => lexicon.id("e.u"),
            _ => word,
        };
    }
    shape.set(Shape::CAPITAL, body.chars().next().is_some_and(char::is_uppercase));
    shape.set(Shape::ALL_CAPITALS, all_capitals);
    shape.set(Shape::DIGIT, digits > 0);
    shape.set(Shape::HYPHEN, hyphen);
    let kind = if body.as_bytes()[0].is_ascii_digit() { TokenKind::Number } else { TokenKind::Word };
    tokens.push(Token { span: Span::of(start, at), kind, shape, word });
    if let Some(mark) = clitic {
        let after = mark + char_at(text, mark, end).map_or(0, char::len_utf8) + 1;
        let span = Span::of(mark, after);
        tokens.push(Token { span, kind: TokenKind::Word, shape: Shape::default(), word: lexicon.id("'s") });
        at = after;
    }
    at
}

/// Whether "s" and then no letter stands at `at`.
fn is_possessive(text: &str, at: usize, end: usize) -> bool {
    matches!(char_at(text, at, end), Some('s' | 'S')) && !char_at(text, at + 1, end).is_some_and(is_word)
}

/// Whether the full stop after a word belongs to it: an initial, a dotted abbreviation, or one that the lexicon knows.
#[allow(clippy::too_many_arguments)] // all of it is what was just counted
fn takes_stop(
    body: &str,
    letters: usize,
    stops: usize,
    word: WordId,
    text: &str,
    after: usize,
    end: usize,
    lexicon: &Lexicon,
) -> bool {
    let next = char_at(text, after, end);
    if matches!(next, Some('.' | '…')) {
        return false;
    }
    let classes = lexicon.classes(word);
    if classes.has(Class::Abbreviation) {
        // "No." before a number only; "no." otherwise ends a sentence.
        return !body.eq_ignore_ascii_case("no")
            || text[after..end].trim_start().starts_with(|c: char| c.is_ascii_digit());
    }
    classes.any(Classes::of(&[Class::FinalAbbreviation]))
        || (letters == 1 && body.len() == 1 && body != "I" && body.as_bytes()[0].is_ascii_uppercase())
        || (stops > 0 && letters == stops + 1 && letters <= 4 && !body.as_bytes()[0].is_ascii_digit())
}

/// One mark from `at`, or a run of the same; returns where it ends.
fn mark(text: &str, start: usize, end: usize, c: char, lexicon: &Lexicon, tokens: &mut Vec<Token>) -> usize {
    let kind = match c {
        '.' | '!' | '?' | '…' | '‽' => TokenKind::Stop,
        ',' | '،' => TokenKind::Comma,
        ';' => TokenKind::Semicolon,
        ':' => TokenKind::Colon,
        '-' | '–' | '—' | '―' | '‒' => TokenKind::Dash,
        '(' | '[' | '{' => TokenKind::Open,
        ')' | ']' | '}' => TokenKind::Close,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '‚' | '‛' | '`' | '´' | '＂' => {
            TokenKind::Quote
        }
        _ if is_apostrophe(c) => TokenKind::Quote,
        _ => TokenKind::Symbol,
    };
    let mut at = start + c.len_utf8();
    if matches!(kind, TokenKind::Stop | TokenKind::Dash) {
        while let Some(d) = char_at(text, at, end) {
            let same = match kind {
                TokenKind::Stop => matches!(d, '.' | '!' | '?' | '…' | '‽'),
                _ => matches!(d, '-' | '–' | '—' | '―' | '‒'),
            };
            if !same {
                break;
            }
            at += d.len_utf8();
        }
    }
    let word = if kind == TokenKind::Symbol { lexicon.id(&text[start..at]) } else { WordId::UNKNOWN };
    tokens.push(Token { span: Span::of(start, at), kind, shape: Shape::default(), word });
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let mut tokens = Vec::new();
        find(text, Span::of(0, text.len()), Lexicon::get(), &mut tokens);
        tokens.iter().map(|t| t.span.slice(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(words("a medium-range test, didn’t it?"), "a|medium-range|test|,|didn’t|it|?");
        assert_eq!(words("The U.S. and Mr. Lee’s plan."), "The|U.S.|and|Mr.|Lee|’s|plan|.");
        assert_eq!(words("news.example reports at 8:30 p.m. today"), "news.example|reports|at|8:30|p.m.|today");
        assert_eq!(words("J. R. Park left"), "J.|R.|Park|left");
    }

    #[test]
    fn numbers_keep_separators() {
        assert_eq!(words("150,000 or 3.5 percent, 2,"), "150,000|or|3.5|percent|,|2|,");
        assert_eq!(words("$4.2bn (11-mile)"), "$|4.2bn|(|11-mile|)");
    }

    #[test]
    fn marks_stand_alone() {
        assert_eq!(words("‘Go,’ she said... “No!”"), "‘|Go|,|’|she|said|...|“|No|!|”");
        assert_eq!(words("workers’ pay"), "workers|’|pay");
        assert_eq!(words("here—there -- now"), "here|—|there|--|now");
    }

    #[test]
    fn odd_characters_neither_vanish_nor_split_letters() {
        assert_eq!(words("e\u{301}t\u{200b}e\u{301} 😀 ok"), "e\u{301}t|e\u{301}|😀|ok");
        assert_eq!(words("\u{202e}\u{0}"), "");
    }
}
