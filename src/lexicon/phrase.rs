//! Rows of several words.

use rustc_hash::FxHashMap;

use super::{Classes, WordId};

/// A known phrase.
#[derive(Clone, Debug)]
pub struct Phrase {
    rest: Box<[WordId]>,
    /// What the phrase can be.
    pub classes: Classes,
    pub(super) cue: Option<u16>,
}

impl Phrase {
    /// Its length in words, at least two.
    pub fn len(&self) -> usize {
        self.rest.len() + 1
    }

    /// Whether it has no words: never.
    pub fn is_empty(&self) -> bool {
        false
    }
}

/// All phrases by their first word, the longest first.
#[derive(Debug, Default)]
pub(super) struct Phrases(FxHashMap<WordId, Vec<Phrase>>);

impl Phrases {
    /// Adds a phrase of at least two words, or adds to what a known one can be.
    pub(super) fn add(&mut self, words: &[WordId], classes: Classes, cue: Option<u16>) {
        let Some((&first, rest)) = words.split_first() else { return };
        let list = self.0.entry(first).or_default();
        if let Some(known) = list.iter_mut().find(|p| *p.rest == *rest) {
            known.classes = known.classes.with(classes);
            known.cue = known.cue.or(cue);
            return;
        }
        let at = list.partition_point(|p| p.rest.len() >= rest.len());
        list.insert(at, Phrase { rest: rest.into(), classes, cue });
    }

    pub(super) fn longest(&self, first: WordId, next: impl Fn(usize) -> WordId) -> Option<&Phrase> {
        if first == WordId::UNKNOWN {
            return None;
        }
        self.0.get(&first)?.iter().find(|p| p.rest.iter().enumerate().all(|(i, &w)| next(i + 1) == w))
    }
}
