//! Words, as marks are sought by: runs of letters and digits; in scripts that put no spaces between words, single letters.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::Known;
use crate::offsets::{Offsets, Unit};
use crate::order::{key, sort_by_key};

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// In the unit that it was read in.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Stands for its letters.
    pub(super) hash: u64,
}

/// The words of a text that begins at `start`, in a unit.
pub(super) fn read(text: &str, start: u32, unit: Unit, out: &mut Vec<Word>) {
    let mut at = start;
    let mut open: Option<u32> = None;
    let mut hasher = FxHasher::default();
    let mut close = |open: &mut Option<u32>, end: u32, hasher: &mut FxHasher| {
        if let Some(start) = open.take() {
            out.push(Word { start, end, hash: std::mem::take(hasher).finish() });
        }
    };
    for c in text.chars() {
        let is_alone = c >= '\u{2e80}';
        if !c.is_alphanumeric() || is_alone {
            close(&mut open, at, &mut hasher);
        }
        if c.is_alphanumeric() {
            open.get_or_insert(at);
            hasher.write_u32(u32::from(c));
        }
        at += length(c, unit);
        if is_alone {
            close(&mut open, at, &mut hasher);
        }
    }
    close(&mut open, at, &mut hasher);
}

/// How many units a character takes.
pub(super) const fn length(c: char, unit: Unit) -> u32 {
    match unit {
        Unit::Byte => c.len_utf8() as u32,
        Unit::Utf16 => c.len_utf16() as u32,
        Unit::CodePoint => 1,
    }
}

/// The words of a text of which only these stretches are known.
pub(super) fn of_known(mut known: Vec<Known>, unit: Unit) -> Vec<Word> {
    sort_by_key(&mut known, |k| key([k.start, !k.end, 0, 0]));
    let mut words = Vec::new();
    // A stretch of neighbours is read as one: a word may lie across them.
    let mut run = String::new();
    let (mut start, mut end) = (0, 0);
    for piece in known {
        if piece.end <= end {
            continue;
        }
        if piece.start > end {
            read(&run, start, unit, &mut words);
            run.clear();
            (start, end) = (piece.start, piece.start);
        }
        // What is known already; a stretch that ends inside a character has no such place.
        if let Some(new) = Offsets::new(&piece.words, unit).byte(end - piece.start) {
            run.push_str(&piece.words[new as usize..]);
            end = piece.end;
        }
    }
    read(&run, start, unit, &mut words);
    words
}
