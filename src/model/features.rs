//! What the encoder is told of each token: numbers that stand for its letters, its place and what the lexicon knows.
//!
//! Training and reading both get their inputs here, so that they cannot differ. [`VERSION`] must rise whenever the same
//! text would give other numbers: weights of another version are refused.

use std::ops::Range;

use crate::lexicon::{Class, Classes, CuePos, Lexicon, Takes};
use crate::text::{Reading, SegmentKind, Token, TokenKind};

/// Raised with every change to this file that changes a number.
pub const VERSION: u32 = 1;

/// Rows of the table of three-letter endings, of three-letter beginnings, and of two-letter endings.
pub const AFFIXES: usize = 2048;
/// Rows of the table of shapes.
pub const SHAPES: usize = 128;
/// How many yes-or-no inputs there are.
pub const BITS: usize = 64;

/// The inputs of one token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// Hash of the word in lower case, digits as zeros.
    pub word: u32,
    /// Row of the last three letters, of the last two, and of the first three.
    pub affixes: [u16; 3],
    /// Row of how it is written.
    pub shape: u16,
    /// [`FLAGS`] from the lowest bit up, then [`CLASSES`].
    pub bits: u64,
}

impl Input {
    /// Whether the token is inside a quotation: the first of [`FLAGS`].
    pub const fn is_quoted(&self) -> bool {
        self.bits & 1 == 1
    }
}

/// What the lowest bits say.
pub const FLAGS: &[&str] = &[
    "inside a quotation",
    "inside a quotation within one",
    "a quotation mark",
    "in a quotation that the paragraph before left open",
    "begins a segment",
    "begins a sentence",
    "in a headline or subheading",
    "in a caption, credit, teaser, byline or other aside",
    "no space before it",
    "its sentence has a quotation",
    "a verb that can be a cue",
    "a noun that can be a cue",
    "another word that can be a cue",
    "a cue that takes a clause",
    "a cue that takes an infinitive",
    "a cue that takes a quotation",
];

/// What the bits after them say: the lexicon's classes that help to tell names, sources and certainty.
pub const CLASSES: &[Class] = &[
    Class::Determiner,
    Class::Possessive,
    Class::Pronoun,
    Class::Relative,
    Class::Wh,
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Modal,
    Class::Be,
    Class::Negation,
    Class::VerbBase,
    Class::VerbS,
    Class::VerbPast,
    Class::VerbParticiple,
    Class::VerbIng,
    Class::Noun,
    Class::Adjective,
    Class::Title,
    Class::Role,
    Class::GroupNoun,
    Class::BodyNoun,
    Class::StateNoun,
    Class::MediaNoun,
    Class::WorkNoun,
    Class::BodyName,
    Class::Outlet,
    Class::Place,
    Class::Country,
    Class::Demonym,
    Class::GivenName,
    Class::PlaceName,
    Class::PlaceFirst,
    Class::Body,
    Class::Weekday,
    Class::Month,
    Class::TimeWord,
    Class::NumberWord,
    Class::Probable,
    Class::Possible,
    Class::Hearsay,
    Class::Condition,
    Class::Compare,
    Class::Opinion,
    Class::Advice,
    Class::Absolute,
    Class::Money,
];

const _: () = assert!(FLAGS.len() + CLASSES.len() == BITS);

/// Appends the inputs of a segment's tokens.
pub fn of_segment(reading: &Reading<'_>, lexicon: &Lexicon, segment: usize, out: &mut Vec<Input>) {
    let sentences = reading.sentences_of(segment);
    let kind = reading.segments[segment].kind;
    let (headline, aside) = (is_headline(kind), is_aside(kind));
    let span = reading.segments[segment].span;
    let mut quotation = reading.quotations.partition_point(|q| q.span.start() < span.start());
    let mut open: [Option<usize>; 2] = [None; 2];
    for (n, sentence) in sentences.enumerate() {
        let tokens = reading.tokens_of(sentence);
        let first = out.len();
        let mut quoted = false;
        for i in tokens.clone() {
            let token = &reading.tokens[i];
            let at = token.span.start();
            for slot in &mut open {
                *slot = slot.filter(|&q| reading.quotations[q].span.end() > at);
            }
            while let Some(q) = reading.quotations.get(quotation).filter(|q| q.span.start() <= at) {
                if q.span.end() > at {
                    let slot = usize::from(q.nested_in.is_some() && open[0].is_some());
                    open[slot] = Some(quotation);
                }
                quotation += 1;
            }
            let flags = [
                open.iter().any(Option::is_some),
                open[1].is_some(),
                token.kind == TokenKind::Quote,
                open.iter().flatten().any(|&q| reading.quotations[q].continues),
                n == 0 && i == tokens.start,
                i == tokens.start,
                headline,
                aside,
                !token.shape.any(crate::text::Shape::SPACE_BEFORE),
            ];
            quoted |= flags[0];
            let mut input = of_word(reading.word(i), token);
            input.bits = bits(&flags) | cue_bits(lexicon, token) << 10 | class_bits(lexicon.classes(token.word)) << 16;
            out.push(input);
        }
        if quoted {
            out[first..].iter_mut().for_each(|i| i.bits |= 1 << 9);
        }
    }
}

/// The tokens of a segment, as indices into the reading's tokens.
pub fn tokens_of(reading: &Reading<'_>, segment: usize) -> Range<usize> {
    let sentences = reading.sentences_of(segment);
    if sentences.is_empty() {
        return 0..0;
    }
    reading.tokens_of(sentences.start).start..reading.tokens_of(sentences.end - 1).end
}

fn is_headline(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Headline | SegmentKind::Subheading)
}

fn is_aside(kind: SegmentKind) -> bool {
    !matches!(kind, SegmentKind::Headline | SegmentKind::Subheading | SegmentKind::Paragraph | SegmentKind::ListItem)
}

fn bits(flags: &[bool]) -> u64 {
    flags.iter().enumerate().fold(0, |bits, (i, &on)| bits | u64::from(on) << i)
}

fn cue_bits(lexicon: &Lexicon, token: &Token) -> u64 {
    let (verb, other) = (lexicon.verb_cue(token.word), lexicon.other_cue(token.word));
    let takes = |of: Takes| [verb, other].into_iter().flatten().any(|c| c.takes.any(of));
    bits(&[
        verb.is_some(),
        other.is_some_and(|c| c.pos == CuePos::Noun),
        other.is_some_and(|c| c.pos == CuePos::Other),
        takes(Takes::CLAUSE.with(Takes::THAT)),
        takes(Takes::INFINITIVE),
        takes(Takes::QUOTE),
    ])
}

fn class_bits(classes: Classes) -> u64 {
    CLASSES.iter().enumerate().fold(0, |bits, (i, &class)| bits | u64::from(classes.has(class)) << i)
}

/// The inputs that come from the letters.
fn of_word(word: &str, token: &Token) -> Input {
    /// Enough for any word that a table can know; what lies beyond changes only the hash of the whole.
    const LONGEST: usize = 32;
    let mut letters = ['\0'; LONGEST];
    let (mut n, mut hash) = (0, Hash::new(0));
    let mut last = ['\0'; 3];
    for c in word.chars().map(fold) {
        hash.add(c);
        if n < LONGEST {
            letters[n] = c;
            n += 1;
        }
        last = [last[1], last[2], c];
    }
    let row = |salt: u32, letters: &[char]| {
        let mut hash = Hash::new(salt);
        letters.iter().filter(|&&c| c != '\0').for_each(|&c| hash.add(c));
        (hash.end() % AFFIXES as u32) as u16
    };
    Input {
        word: hash.end(),
        affixes: [row(1, &last), row(2, &last[1..]), row(3, &letters[..n.min(3)])],
        shape: shape(word, token),
        bits: 0,
    }
}

/// A character as the tables have it: in lower case, any digit as zero, any apostrophe straight.
fn fold(c: char) -> char {
    match c {
        '’' | 'ʼ' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        c if c.is_numeric() => '0',
        c => small(c),
    }
}

/// The small letter of a capital in the scripts that names in English news are written in: Latin, Greek and Cyrillic.
/// `char::to_lowercase` knows all, by a table that weighs 3 kB in the wasm.
fn small(c: char) -> char {
    let lower = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => c as u32 + 32,
        'Ѐ'..='Џ' => c as u32 + 80,
        // Here the two stand side by side: the capital first, on an even place or on an odd one.
        'Ā'..='į' | 'Ĳ'..='ķ' | 'Ŋ'..='ŷ' | 'Ș'..='ț' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => c as u32 | 1,
        'Ĺ'..='ň' | 'Ź'..='ž' => (c as u32 + 1) & !1,
        _ => return c,
    };
    char::from_u32(lower).unwrap_or(c)
}

/// How it is written: its kind, and the order of capitals, small letters, digits and marks, runs as one.
fn shape(word: &str, token: &Token) -> u16 {
    let mut hash = Hash::new(4);
    hash.add(char::from(b'a' + token.kind as u8));
    let (mut before, mut run, mut runs) = (' ', 0, 0);
    for c in word.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        run = if class == before { run + 1 } else { 1 };
        if run <= 2 && runs < 5 {
            hash.add(class);
            runs += 1;
        }
        before = class;
    }
    (hash.end() % SHAPES as u32) as u16
}

/// FNV-1a over code points, its bits mixed at the end (Murmur's finaliser), so that any low bits are good.
struct Hash(u32);

impl Hash {
    fn new(salt: u32) -> Self {
        Self(0x811c_9dc5 ^ salt.wrapping_mul(0x9e37_79b9))
    }

    fn add(&mut self, c: char) {
        self.0 = (self.0 ^ c as u32).wrapping_mul(0x0100_0193);
    }

    fn end(&self) -> u32 {
        let mut h = self.0;
        h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
        h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
        h ^ (h >> 16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_unicode() {
        let capitals: Vec<char> = ('\0'..=char::MAX).filter(|&c| small(c) != c).collect();
        for &c in &capitals {
            assert!(c.to_lowercase().eq([small(c)]), "{c} {}", small(c));
        }
        assert!("ÅŁŠÉØŽÇĞŞȘẼΩДЁ".chars().all(|c| capitals.contains(&c)));
    }
}
