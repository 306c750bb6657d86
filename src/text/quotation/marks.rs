//! Reading single marks: which way each can face, and which are apostrophes.

use crate::lexicon::{Class, Classes, Lexicon};
use crate::span::Span;

/// Whether a mark is of the single or of the double kind, in whatever shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `' ‘ ’ ‚ ‹ ›` and a grave accent.
    Single,
    /// `" “ ” „ « »` and two single ones in a row.
    Double,
}

/// How well a single mark can close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closing {
    /// After a word in -s, or one that dropped letters, and before a word that it can own: "workers’ pay".
    Unlikely,
    /// After -s, before a word that nothing can own: "the ‘liars’ were".
    Likely,
    /// After -s, before a mark or at the end.
    VeryLikely,
    /// No apostrophe stands here: "won,’".
    Sure,
}

/// How well a single mark can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Rather the apostrophe of "’90s" or "’em".
    Unlikely,
    /// A straight mark in the place of an opening one.
    Straight,
    /// An opening mark.
    Sure,
    /// An opening mark or straight one before direct speech: "said: ‘We".
    Speech,
}

/// What a mark can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Opens.
    Open(Opening),
    /// Closes.
    Close(Closing),
}

/// A mark that is no apostrophe for certain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Where it stands.
    pub span: Span,
    /// Single or double.
    pub family: Family,
    /// What it can be.
    pub role: Role,
    /// Two marks where one should stand, of two kinds.
    pub damaged: bool,
}

/// Which way the shape of a mark faces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Open,
    Close,
    None,
}

fn shape(c: char) -> Option<(Family, Face)> {
    Some(match c {
        '"' | '＂' => (Family::Double, Face::None),
        '“' | '„' | '‟' | '«' => (Family::Double, Face::Open),
        '”' | '»' => (Family::Double, Face::Close),
        '\'' | '＇' => (Family::Single, Face::None),
        '‘' | '‚' | '‛' | '‹' | '`' => (Family::Single, Face::Open),
        '’' | '›' | '´' => (Family::Single, Face::Close),
        _ => return None,
    })
}

/// The kind of the mark that a text begins with, if it can open a quotation.
pub(super) fn opening(text: &str) -> Option<Family> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let (family, face) = shape(first)?;
    let second = chars.next()?;
    if family == Family::Single && second == first {
        return Some(Family::Double);
    }
    (face != Face::Close && !second.is_whitespace()).then_some(family)
}

/// What stands on the two sides of a run of marks.
#[derive(Clone, Copy)]
struct Sides {
    before: Option<char>,
    after: Option<char>,
}

impl Sides {
    /// White space, an opening bracket or a dash stands before, and no space after.
    fn open(self) -> bool {
        self.before.is_none_or(|c| c.is_whitespace() || "([{<—–-―/*_=|>•:\u{200b}\u{feff}".contains(c))
            && self.after.is_some_and(|c| !c.is_whitespace())
    }

    /// No space stands before, and after comes white space, a stop, a closing bracket or a dash.
    fn close(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
            && self.after.is_none_or(|c| c.is_whitespace() || ".,;:!?…)]}>—–-―/*|".contains(c))
    }

    fn between_letters(self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }

    fn between_spaces(self) -> bool {
        self.before.is_none_or(char::is_whitespace) && self.after.is_none_or(char::is_whitespace)
    }

    fn after_digit(self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
    }
}

/// Appends the marks of one segment.
pub(super) fn read(text: &str, segment: Span, marks: &mut Vec<Mark>) {
    let whole = segment.slice(text);
    let base = segment.start() as usize;
    // How many doubles are open, for those whose surroundings do not tell.
    let mut open = 0_usize;
    let mut run = Vec::new();
    let mut at = 0;
    while let Some(start) = next_mark(whole, at) {
        let mut end = start;
        run.clear();
        for c in whole[start..].chars() {
            let Some((family, face)) = shape(c) else { break };
            run.push((end, c, family, face));
            end += c.len_utf8();
        }
        at = end;
        let sides = Sides { before: whole[..start].chars().next_back(), after: whole[end..].chars().next() };
        read_run(whole, base, &run, sides, &mut open, marks);
    }
}

/// The first byte, from `at` on, at which a mark begins.
fn next_mark(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let found = match bytes[at] {
            b'"' | b'\'' | b'`' => true,
            0xc2 | 0xe2 | 0xef => text[at..].chars().next().is_some_and(|c| shape(c).is_some()),
            _ => false,
        };
        if found {
            return Some(at);
        }
        at += 1;
    }
    None
}

type Raw = (usize, char, Family, Face);

/// Marks that touch each other: one, or an inner and an outer one, or damage.
fn read_run(text: &str, base: usize, run: &[Raw], sides: Sides, open: &mut usize, marks: &mut Vec<Mark>) {
    let end = |i: usize| run[i].0 + run[i].1.len_utf8();
    let span = |from: usize, to: usize| Span::of(base + run[from].0, base + end(to));
    let is_three = run.len() == 3 && run.iter().all(|r| r.1 == run[0].1);
    let mut i = 0;
    while i < run.len() {
        let (at, c, family, face) = run[i];
        let next = run.get(i + 1);
        let last = i + 1 == run.len();
        // ``so'', ‘‘so’’, ““so””: two for one; but ''so 'it' is''' ends in a single and a double.
        let doubled = next.is_some_and(|n| n.2 == family && (n.1 == c || family == Family::Double))
            && !(i == 0 && is_three && sides.close() && family == Family::Single);
        // ‘”so”: an opening mark of each kind.
        let damaged = i + 2 == run.len()
            && family == Family::Single
            && sides.open()
            && *open == 0
            && next.is_some_and(|n| n.2 == Family::Double && n.3 == Face::Close);
        let to = if doubled || damaged { i + 1 } else { i };
        if family == Family::Double || doubled || damaged {
            let empty = doubled && family == Family::Double && sides.between_spaces();
            let face = if damaged { Face::None } else { face };
            let inch = sides.after_digit() && !doubled && is_inch(text, at, *open > 0);
            if let Some(opens) = double(face, sides, *open > 0).filter(|_| !empty && !inch) {
                let role = if opens { Role::Open(Opening::Sure) } else { Role::Close(Closing::Sure) };
                *open = if opens { *open + 1 } else { open.saturating_sub(1) };
                marks.push(Mark { span: span(i, to), family: Family::Double, role, damaged });
            }
        } else if let Some(role) = single(text, &run[i], end(run.len() - 1), sides, run.len() == 1, last) {
            marks.push(Mark { span: span(i, i), family, role, damaged: false });
        }
        i = to + 1;
    }
}

/// Whether a double mark opens (true) or closes; `None` if it does neither.
fn double(face: Face, sides: Sides, is_open: bool) -> Option<bool> {
    let (opens, closes) = (sides.open(), sides.close());
    match face {
        // „so“ closes with what opens elsewhere, ”so” and »so« open with what closes; said:“ So.
        Face::Open if closes && !opens => Some(!is_open),
        Face::Close if opens && !closes => Some(!is_open),
        Face::Open => Some(true),
        Face::Close if closes && !opens => Some(false),
        Face::Close => Some(!is_open && sides.after.is_some_and(char::is_alphanumeric)),
        Face::None if opens != closes => Some(opens),
        Face::None if is_open => Some(false),
        Face::None => (!sides.after_digit()).then_some(true),
    }
}

/// Whether the double mark at `at`, after a digit, is for inches: none is open, or it ends 6'2".
fn is_inch(text: &str, at: usize, is_open: bool) -> bool {
    let feet = || {
        let inches = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let feet = inches.strip_suffix(['\'', '’', '′']);
        at - inches.len() <= 2 && feet.is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))
    };
    !is_open || feet()
}

/// What a single mark can be; `None` for an apostrophe. `run_end` is where the marks that touch it end.
fn single(text: &str, raw: &Raw, run_end: usize, sides: Sides, alone: bool, last: bool) -> Option<Role> {
    let &(at, c, _, face) = raw;
    let rest = &text[run_end..];
    if (alone && sides.between_letters())
        || (face != Face::Open && sides.between_spaces())
        || (alone && is_rock_n_roll(&text[..at], rest))
    {
        return None;
    }
    if sides.open() || (face == Face::Open && sides.after.is_some_and(char::is_alphanumeric)) {
        let opening = if is_elided(rest) {
            Opening::Unlikely
        } else if begins_speech(text, at, rest) && face != Face::Close {
            Opening::Speech
        } else {
            match face {
                Face::Open => Opening::Sure,
                Face::None => Opening::Straight,
                Face::Close => Opening::Unlikely,
            }
        };
        return Some(Role::Open(opening));
    }
    // "6' tall", or "'stole £500' from a shop".
    let foot = c == '\'' && sides.after_digit() && alone;
    Some(Role::Close(if foot { Closing::Likely } else { closing(text, at, run_end, sides, last) }))
}

/// Whether it is one of the two marks in "rock ’n’ roll".
fn is_rock_n_roll(before: &str, after: &str) -> bool {
    let n = |c: Option<char>| matches!(c, Some('n' | 'N'));
    let apostrophe = |c: Option<char>| matches!(c, Some('\'' | '’' | '‘'));
    let (mut back, mut on) = (before.chars().rev(), after.chars());
    (n(on.next()) && apostrophe(on.next())) || (n(back.next()) && apostrophe(back.next()))
}

/// Words that begin with an apostrophe for letters left out.
const ELIDED: [&str; 16] = [
    "em", "til", "till", "tis", "twas", "cause", "cos", "coz", "bout", "round", "un", "uns", "nuff", "neath", "tude",
    "hood",
];

/// Whether "’90s", "’16" or a word that lost its beginning stands here.
fn is_elided(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        let mut tail = rest[2..].chars();
        let number = match tail.next() {
            Some('.' | ',') => tail.next().is_some_and(|c| c.is_ascii_digit()),
            Some('s') => tail.next().is_some_and(char::is_alphanumeric),
            Some(c) => c.is_alphanumeric() || c == '%',
            None => false,
        };
        return !number;
    }
    let word = first_word(rest);
    ELIDED.iter().any(|e| word.eq_ignore_ascii_case(e))
}

fn first_word(text: &str) -> &str {
    const LONGEST: usize = 40;
    let end = text.char_indices().take(LONGEST).find(|(_, c)| !c.is_alphanumeric());
    end.map_or_else(|| if text.len() <= LONGEST { text } else { "" }, |(i, _)| &text[..i])
}

/// Whether a capital follows, and a colon, a comma or nothing stands before.
fn begins_speech(text: &str, at: usize, rest: &str) -> bool {
    rest.starts_with(char::is_uppercase) && {
        let before = text[..at].trim_end();
        before.is_empty() || before.ends_with([':', ',', '“', '"', '”'])
    }
}

/// What no possessive stands before.
const NOTHING_OWNS: Classes = Classes::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Determiner,
    Class::Pronoun,
    Class::Possessive,
    Class::Relative,
    Class::VerbPast,
]);

fn closing(text: &str, at: usize, run_end: usize, sides: Sides, last: bool) -> Closing {
    let before = &text[..at];
    let Some(c) = before.chars().next_back().filter(|c| c.is_alphabetic()) else { return Closing::Sure };
    let owns = matches!(c, 's' | 'S' | 'z' | 'x');
    if !owns && !is_clipped(before) {
        return Closing::Sure;
    }
    if !last || !sides.after.is_some_and(char::is_whitespace) {
        return if owns { Closing::VeryLikely } else { Closing::Sure };
    }
    let word = first_word(text[run_end..].trim_start());
    let lexicon = Lexicon::get();
    if word.is_empty() || lexicon.classes(lexicon.id(word)).any(NOTHING_OWNS) {
        Closing::Likely
    } else {
        Closing::Unlikely
    }
}

/// Whether a word stands before that often loses its end: "livin’", "an’", "o’".
fn is_clipped(before: &str) -> bool {
    let word_start = before.char_indices().rev().take(12).take_while(|(_, c)| c.is_alphabetic()).last();
    let word = word_start.map_or("", |(i, _)| &before[i..]);
    (word.len() >= 5 && word.ends_with("in")) || ["n", "o", "ol", "an", "th", "lil", "mo"].contains(&word)
}
