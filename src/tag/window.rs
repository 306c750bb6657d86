//! A sentence's words in lower case, for the rules that read them one by one.

use crate::lexicon::{Class, Classes, Lexicon, WordId};
use crate::text::{Reading, Token, TokenKind};

/// The longest word that a rule can name.
const LONGEST: usize = 24;

/// A word in lower case; empty if it is longer than any that a rule can name.
#[derive(Clone, Copy)]
pub(super) struct Lower {
    bytes: [u8; LONGEST],
    len: u8,
}

impl Lower {
    fn of(word: &str) -> Self {
        let mut bytes = [0; LONGEST];
        let len = if word.len() <= LONGEST { word.len() } else { 0 };
        bytes[..len].copy_from_slice(&word.as_bytes()[..len]);
        bytes[..len].make_ascii_lowercase();
        Self { bytes, len: len as u8 }
    }

    /// The word.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

/// A word without its own full stop.
fn without_stop(word: &str) -> &str {
    if word.len() > 1 { word.strip_suffix('.').unwrap_or(word) } else { word }
}

/// The tokens of one sentence. A token outside it reads as an empty word.
#[derive(Clone, Copy)]
pub(super) struct Window<'a, 't> {
    pub(super) reading: &'a Reading<'t>,
    pub(super) lexicon: &'a Lexicon,
    /// Its first token.
    pub(super) lo: usize,
    /// The token after its last one.
    pub(super) hi: usize,
}

impl<'a, 't> Window<'a, 't> {
    /// The tokens of a sentence.
    pub(super) fn of_sentence(reading: &'a Reading<'t>, lexicon: &'a Lexicon, sentence: usize) -> Self {
        let tokens = reading.tokens_of(sentence);
        Self { reading, lexicon, lo: tokens.start, hi: tokens.end }
    }

    pub(super) fn token(&self, i: usize) -> Option<&'a Token> {
        if i < self.lo || i >= self.hi { None } else { self.reading.tokens.get(i) }
    }

    /// The word as it is written.
    pub(super) fn word(&self, i: usize) -> &'t str {
        self.token(i).map_or("", |t| self.reading.slice(t.span))
    }

    /// The word in lower case, without its own full stop.
    pub(super) fn lower(&self, i: usize) -> Lower {
        Lower::of(without_stop(self.word(i)))
    }

    /// Whether the word is one of these, in any case.
    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        let word = without_stop(self.word(i));
        words.iter().any(|w| w.len() == word.len() && w.eq_ignore_ascii_case(word))
    }

    /// Whether the word is one of those in a list with spaces between, in any case.
    pub(super) fn among(&self, i: usize, words: &str) -> bool {
        let word = without_stop(self.word(i));
        words.split_ascii_whitespace().any(|w| w.len() == word.len() && w.eq_ignore_ascii_case(word))
    }

    /// Whether these words begin at `i`.
    pub(super) fn are(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.is(i + k, &[w]))
    }

    pub(super) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.token(i).map(|t| t.kind)
    }

    pub(super) fn classes(&self, i: usize) -> Classes {
        self.token(i).map_or(Classes::NONE, |t| self.lexicon.classes(t.word))
    }

    pub(super) fn has(&self, i: usize, class: Class) -> bool {
        self.classes(i).has(class)
    }

    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_capital)
    }

    /// The length of the phrase of this class that begins at `i`.
    pub(super) fn phrase(&self, i: usize, class: Class) -> Option<usize> {
        let word = |k: usize| self.token(k).map_or(WordId::UNKNOWN, |t| t.word);
        let phrase = self.lexicon.phrase(word(i), |k| word(i + k))?;
        phrase.classes.has(class).then(|| phrase.len())
    }
}
