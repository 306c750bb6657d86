//! What was read before: after an edit only the segments that changed are read again.

use std::ops::Range;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::Output;
use super::features::Input;

/// What a segment is known by: the beginning of a hash of all that the network is told of it. No two were ever found that
/// are the same.
pub(super) type Key = [u8; 16];

/// What a network said of the text that was read last, by segment. For one model only.
///
/// It takes about two bytes for each byte of the text.
#[derive(Debug, Default)]
pub struct Memory {
    /// What was said of that text.
    said: Output,
    segments: FxHashMap<Key, Place>,
    /// The segments of the text that is being read.
    new: FxHashMap<Key, Place>,
    read: usize,
}

/// Where a segment lies in an output, counted in its own tokens and sentences.
#[derive(Clone, Debug)]
struct Place {
    tokens: Range<usize>,
    sentences: Range<usize>,
}

/// The key of a segment with these inputs, whose sentences have so many tokens.
pub(super) fn key(inputs: &[Input], lengths: impl Iterator<Item = usize>) -> Key {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update(input.word.to_le_bytes());
        input.affixes.iter().for_each(|affix| hash.update(affix.to_le_bytes()));
        hash.update(input.shape.to_le_bytes());
        hash.update(input.bits.to_le_bytes());
    }
    lengths.for_each(|length| hash.update((length as u64).to_le_bytes()));
    hash.finalize()[..size_of::<Key>()].try_into().unwrap_or_default()
}

impl Memory {
    /// Appends what was said of a segment, but for its quotations, if it is known.
    pub(super) fn recall(&self, key: &Key, out: &mut Output) -> bool {
        let (Some(place), said) = (self.segments.get(key), &self.said) else { return false };
        let tokens = place.tokens.clone();
        out.role.extend_from_slice(&said.role[tokens.clone()]);
        out.role_sure.extend_from_slice(&said.role_sure[tokens.clone()]);
        out.name.extend_from_slice(&said.name[tokens.clone()]);
        out.name_sure.extend_from_slice(&said.name_sure[tokens.clone()]);
        let (from, to) = (place.tokens.start as u32, (out.role.len() - tokens.len()) as u32);
        let first = said.unsure.partition_point(|&(at, _)| at < from);
        let unsure = said.unsure[first..].iter().take_while(|&&(at, _)| (at as usize) < tokens.end);
        out.unsure.extend(unsure.map(|&(at, sure)| (at - from + to, sure)));
        out.worth.extend_from_slice(&said.worth[place.sentences.clone()]);
        true
    }

    /// How many segments of the text that was read last were not known, and had to be read.
    pub fn read(&self) -> usize {
        self.read
    }

    /// Takes note of where a segment lies in the output that is being made.
    pub(super) fn note(&mut self, key: Key, tokens: Range<usize>, sentences: Range<usize>) {
        self.new.insert(key, Place { tokens, sentences });
    }

    /// Keeps what was said of a part of a text beside what it holds.
    pub(super) fn add(&mut self, output: &Output) {
        let said = &mut self.said;
        let (tokens, sentences) = (said.role.len(), said.worth.len());
        said.role.extend_from_slice(&output.role);
        said.role_sure.extend_from_slice(&output.role_sure);
        said.name.extend_from_slice(&output.name);
        said.name_sure.extend_from_slice(&output.name_sure);
        said.unsure.extend(output.unsure.iter().map(|&(at, sure)| (at + tokens as u32, sure)));
        said.worth.extend_from_slice(&output.worth);
        self.segments.extend(self.new.drain().map(|(key, mut place)| {
            place.tokens = place.tokens.start + tokens..place.tokens.end + tokens;
            place.sentences = place.sentences.start + sentences..place.sentences.end + sentences;
            (key, place)
        }));
    }

    /// Forgets the text that was read last, once the new one has been read.
    pub(super) fn forget(&mut self) {
        self.read = self.new.keys().filter(|key| !self.segments.contains_key(*key)).count();
        self.segments = FxHashMap::default();
        self.said = Output::default();
    }

    /// Keeps what was said of the new text.
    pub(crate) fn keep(&mut self, output: Output) {
        self.said = output;
        self.segments = std::mem::take(&mut self.new);
    }
}
