//! Reading: from a string to segments, sentences, tokens and quotations.
//!
//! Input: any string. Output: a [`Reading`], all spans into the untouched string. Reading cannot fail. It does not know
//! what words mean beyond what the lexicon says of each; it finds no names, times or claims.

pub mod quotation;
pub mod segment;
pub mod sentence;
pub mod token;

use std::ops::Range;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::span::Span;

pub use quotation::{Marks, Quotation};
pub use segment::{Segment, SegmentKind};
pub use sentence::Sentence;
pub use token::{Shape, Token, TokenKind};

/// A text that has been read: its parts in order, nothing overlapping within one list.
#[derive(Debug)]
pub struct Reading<'t> {
    /// The text, as it was given.
    pub text: &'t str,
    /// Non-empty lines or paragraphs. Only white space lies between them.
    pub segments: Vec<Segment>,
    /// Sentences; each lies in one segment, and together they cover all of its non-white-space text.
    pub sentences: Vec<Sentence>,
    /// Tokens; each lies in one sentence, and together they cover all of its non-white-space text.
    pub tokens: Vec<Token>,
    /// Quotations in order of their opening marks. They may nest, but do not cross.
    pub quotations: Vec<Quotation>,
    words: u32,
    function_words: u32,
}

impl<'t> Reading<'t> {
    /// The words of a span.
    pub fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &'t str {
        self.slice(self.tokens[token].span)
    }

    /// From the first byte of the first token to the last byte of the last one. `tokens` must not be empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let first = self.tokens[tokens.start].span;
        let last = self.tokens[tokens.end.max(tokens.start + 1) - 1].span;
        first.cover(last)
    }

    /// Tokens of a sentence, as indices into `tokens`.
    pub fn tokens_of(&self, sentence: usize) -> Range<usize> {
        let r = &self.sentences[sentence].tokens;
        r.start as usize..r.end as usize
    }

    /// Sentences of a segment, as indices into `sentences`.
    pub fn sentences_of(&self, segment: usize) -> Range<usize> {
        let r = &self.segments[segment].sentences;
        r.start as usize..r.end as usize
    }

    /// The first token that ends after byte `at` (the number of tokens, if there is none).
    pub fn token_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.span.end() <= at)
    }

    /// The tokens that overlap a span, as indices into `tokens`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start());
        start..self.tokens.partition_point(|t| t.span.start() < span.end()).max(start)
    }

    /// BCP 47 tag of the language: `en` where enough of the words are English function words, else `und`.
    pub fn language(&self) -> &'static str {
        /// Running English has well over a third; other languages share a few ("in", "a", "die").
        const LEAST: f64 = 0.2;
        if self.words > 0 && f64::from(self.function_words) / f64::from(self.words) >= LEAST { "en" } else { "und" }
    }

    /// The segment that holds byte `at`, if one does.
    pub fn segment_at(&self, at: u32) -> Option<usize> {
        let i = self.segments.partition_point(|s| s.span.end() <= at);
        (i < self.segments.len() && self.segments[i].span.holds(at)).then_some(i)
    }
}

const FUNCTION_WORDS: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Pronoun,
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
]);

/// Reads a text. `text` must be shorter than 4 GiB.
pub fn read<'t>(text: &'t str, lexicon: &Lexicon) -> Reading<'t> {
    let mut segments = segment::find(text, lexicon);
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut sentences = Vec::with_capacity(text.len() / 100);
    for (i, segment) in segments.iter_mut().enumerate() {
        let first = tokens.len();
        token::find(text, segment.span, lexicon, &mut tokens);
        let before = sentences.len() as u32;
        sentence::find(text, segment.kind, i as u32, &tokens, first, lexicon, &mut sentences);
        segment.sentences = before..sentences.len() as u32;
    }
    let quotations = quotation::find(text, &segments);
    let is_word = |t: &&Token| t.kind == TokenKind::Word;
    let words = tokens.iter().filter(is_word).count() as u32;
    let function_words =
        tokens.iter().filter(is_word).filter(|t| lexicon.classes(t.word).any(FUNCTION_WORDS)).count() as u32;
    Reading { text, segments, sentences, tokens, quotations, words, function_words }
}
