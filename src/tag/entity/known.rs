//! What the text itself shows of its words: which stand in lower case, which with a capital where none is due.

use std::hash::Hasher;

use rustc_hash::{FxHashSet, FxHasher};

use super::{COMMON, FUNCTION, NAME};
use crate::lexicon::{Class, Classes, Lexicon, WordId};
use crate::terms::SegmentKind;
use crate::text::{Reading, Shape, TokenKind};

/// A word or name in any case, as a number.
pub(super) type Key = u64;

/// The key of a word: the same in any case (of ASCII letters).
pub(super) fn key(word: &str) -> Key {
    let mut hasher = FxHasher::default();
    // A curly apostrophe is a straight one: "O’Neill" and "O'Neill" are one name.
    for b in word.split('’').flat_map(|part| part.bytes().chain([b'\''])) {
        hasher.write_u8(b.to_ascii_lowercase());
    }
    hasher.finish()
}

/// The key of two in this order.
pub(super) fn pair(a: Key, b: Key) -> Key {
    let mut hasher = FxHasher::default();
    hasher.write_u64(a);
    hasher.write_u64(b);
    hasher.finish()
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Names and beginnings have them.
    Plain,
    /// Every word that matters has one, or is in capitals: they tell nothing.
    Raised,
}

/// The words that the text shows.
pub(super) struct Known {
    /// Style of each sentence.
    pub(super) styles: Vec<Style>,
    /// Words that the lexicon does not know and that stand in lower case somewhere.
    pub(super) small: FxHashSet<Key>,
    /// Words with a capital inside a plain sentence.
    pub(super) names: FxHashSet<Key>,
    /// Two words with capitals, one after the other, in a plain sentence.
    pub(super) pairs: FxHashSet<Key>,
}

impl Known {
    pub(super) fn gather(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let mut known = Self {
            styles: Vec::with_capacity(reading.sentences.len()),
            small: FxHashSet::default(),
            names: FxHashSet::default(),
            pairs: FxHashSet::default(),
        };
        for sentence in 0..reading.sentences.len() {
            let style = style(reading, lexicon, sentence);
            known.styles.push(style);
            if style == Style::Plain {
                known.learn(reading, lexicon, sentence);
            }
        }
        known
    }

    fn learn(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, sentence: usize) {
        let mut before: Option<Key> = None;
        let range = reading.tokens_of(sentence);
        for i in range.clone() {
            let token = &reading.tokens[i];
            if token.kind != TokenKind::Word {
                before = None;
                continue;
            }
            if !token.is_capital() {
                before = None;
                if token.word == WordId::UNKNOWN {
                    self.small.insert(key(reading.word(i)));
                }
                continue;
            }
            if lexicon.classes(token.word).any(FUNCTION) && !lexicon.classes(token.word).any(NAME) {
                before = None;
                continue;
            }
            let this = key(reading.word(i));
            if !may_be_raised(reading, i, range.start) {
                self.names.insert(this);
            }
            if let Some(before) = before {
                self.pairs.insert(pair(before, this));
            }
            before = Some(this);
        }
    }
}

/// Whether a word stands where any word has a capital: first in a sentence, a quotation, or after a colon or dash.
pub(super) fn may_be_raised(reading: &Reading<'_>, token: usize, first: usize) -> bool {
    token <= first
        || matches!(
            reading.tokens[token - 1].kind,
            TokenKind::Quote
                | TokenKind::Stop
                | TokenKind::Colon
                | TokenKind::Dash
                | TokenKind::Open
                | TokenKind::Symbol
        ) && (reading.tokens[token].shape.any(Shape::SPACE_BEFORE)
            || matches!(reading.tokens[token - 1].kind, TokenKind::Quote | TokenKind::Open))
}

/// Whether the words of a sentence have capitals whether they are names or not.
fn style(reading: &Reading<'_>, lexicon: &Lexicon, sentence: usize) -> Style {
    const SMALL: Classes =
        Classes::of(&[Class::Determiner, Class::Preposition, Class::Coordinator, Class::Possessive, Class::Auxiliary]);
    let range = reading.tokens_of(sentence);
    let (mut content, mut raised, mut common) = (0_u32, 0_u32, 0_u32);
    for i in range.clone() {
        let token = &reading.tokens[i];
        if token.kind != TokenKind::Word || token.span.len() < 3 {
            continue;
        }
        let classes = lexicon.classes(token.word);
        if classes.any(SMALL) && !token.is_capital() {
            continue;
        }
        content += 1;
        if token.is_capital() {
            raised += 1;
            common += u32::from(i > range.start && classes.any(COMMON.with(FUNCTION)) && !classes.any(NAME));
        }
    }
    let kind = reading.segments[reading.sentences[sentence].segment as usize].kind;
    let heading = matches!(kind, SegmentKind::Headline | SegmentKind::Subheading | SegmentKind::Teaser);
    let (share, least) = if heading { (75, 1) } else { (90, 2) };
    let is_raised = content >= 3 && raised * 100 >= content * share && common >= least;
    if is_raised { Style::Raised } else { Style::Plain }
}
