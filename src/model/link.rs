//! The learned linking step: each piece of a source or a content goes to a cue, by a logistic regression over what lies
//! between them. `training/link.py` learns it from the same features in the same order.

use std::ops::Range;

use super::Output;
use super::tags::{Piece, Role, pieces};
use super::weights::Weights;
use crate::text::Reading;

/// Sizes of the groups of features of a block: gap, cues, sources and contents between, same sentence, segments apart,
/// same sentence by gap, counts between, signs between, quoted, beside the cue, order between.
const GROUPS: [usize; 12] = [9, 4, 4, 4, 2, 5, 18, 27, 17, 4, 64, 64];
/// There is a block for source or content, left or right of the cue.
const BLOCK: usize = {
    let (mut sum, mut i) = (0, 0);
    while i < GROUPS.len() {
        sum += GROUPS[i];
        i += 1;
    }
    sum
};
/// How many features there are.
pub(super) const FEATURES: usize = 4 * BLOCK;
/// How many segments a piece may stand from its cue.
const FARTHEST: usize = 2;
/// How many pieces it may stand from its cue.
const MOST_BETWEEN: usize = 12;

/// The pieces of an attribution, as tokens of the reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// Who says it: none or one.
    pub source: Vec<Range<usize>>,
    /// The words that say that it is said; none where a content stands alone.
    pub cue: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
}

/// Weights of the features, and what is added.
#[derive(Debug)]
pub(super) struct Linker {
    weights: Vec<f32>,
    bias: f32,
}

/// A piece and where it is.
struct Place {
    role: Role,
    /// Tokens of the output.
    tokens: Range<usize>,
    /// Of its first token.
    segment: usize,
    /// Of its first token.
    sentence: usize,
    /// Of its last token.
    last_sentence: usize,
}

impl Linker {
    pub(super) fn new(weights: &Weights) -> Self {
        Self { weights: weights.linker[..FEATURES].to_vec(), bias: weights.linker[FEATURES] }
    }

    pub(super) fn link(&self, reading: &Reading<'_>, output: &Output) -> Vec<Linked> {
        let places = places(reading, output);
        let (group, mut out) = groups(&places, output.tokens.start);
        // The source that each attribution has so far, by its score.
        let mut best: Vec<Option<(f32, usize)>> = vec![None; out.len()];
        let mut near = Vec::new();
        for (i, place) in places.iter().enumerate() {
            if place.role == Role::Cue {
                continue;
            }
            near.clear();
            near.extend(candidates(&places, i).map(|j| (self.score(reading, output, &places, i, j), j)));
            // Of equals the last.
            let top = near.iter().copied().reduce(|a, b| if b.0 >= a.0 { b } else { a });
            match top {
                None if place.role == Role::Content => {
                    out.push(Linked { content: vec![place.span(output)], ..Linked::default() });
                }
                None => {}
                Some((_, j)) if place.role == Role::Content => out[group[j]].content.push(place.span(output)),
                Some((top, _)) => {
                    for &(score, j) in near.iter().filter(|n| n.0 >= top || n.0 > 0.0) {
                        let slot = &mut best[group[j]];
                        if slot.is_none_or(|(before, _)| before < score) {
                            *slot = Some((score, i));
                        }
                    }
                }
            }
        }
        for (linked, best) in out.iter_mut().zip(best) {
            linked.source = best.map(|(_, i)| places[i].span(output)).into_iter().collect();
            linked.cue.shrink_to_fit();
            linked.content.shrink_to_fit();
        }
        out
    }

    /// How likely it is, as log odds, that a piece belongs to a cue.
    fn score(&self, reading: &Reading<'_>, output: &Output, places: &[Place], i: usize, j: usize) -> f32 {
        let values = features(reading, output, places, i, j);
        let left = i < j;
        let mut at = (2 * usize::from(places[i].role == Role::Content) + usize::from(left)) * BLOCK;
        let mut sum = 0.0;
        for (value, size) in values.iter().zip(GROUPS) {
            sum += self.weights[at + value];
            at += size;
        }
        self.bias + sum
    }
}

impl Place {
    fn span(&self, output: &Output) -> Range<usize> {
        self.tokens.start + output.tokens.start..self.tokens.end + output.tokens.start
    }

    /// Its role as a number: 0 is none.
    fn number(&self) -> usize {
        self.role as usize + 1
    }
}

fn places(reading: &Reading<'_>, output: &Output) -> Vec<Place> {
    let mut sentence = output.sentences.start;
    let mut sentence_of = |token: usize| {
        while reading.tokens_of(sentence).end <= token {
            sentence += 1;
        }
        sentence
    };
    let place = |Piece { kind, tokens }: Piece| {
        let first = sentence_of(output.tokens.start + tokens.start);
        let last = sentence_of(output.tokens.start + tokens.end - 1);
        let segment = reading.sentences[first].segment as usize;
        Place { role: Role::ALL[usize::from(kind)], tokens, segment, sentence: first, last_sentence: last }
    };
    pieces(&output.role).into_iter().map(place).collect()
}

/// For each piece that is a cue the attribution that it is part of, and these attributions, with nothing but cues yet.
fn groups(places: &[Place], first: usize) -> (Vec<usize>, Vec<Linked>) {
    /// A cue in two pieces has no more tokens than this between them.
    const INSIDE: usize = 3;
    let (mut group, mut out): (Vec<usize>, Vec<Linked>) = (vec![0; places.len()], Vec::new());
    let mut last: Option<usize> = None;
    for (j, place) in places.iter().enumerate().filter(|(_, p)| p.role == Role::Cue) {
        // Only a source stands in the middle of a cue.
        let joined = last.filter(|&last| {
            j - last > 1
                && place.tokens.start - places[last].tokens.end <= INSIDE
                && place.sentence == places[last].sentence
                && places[last + 1..j].iter().all(|p| p.role == Role::Source)
        });
        group[j] = joined.map_or(out.len(), |last| group[last]);
        if joined.is_none() {
            out.push(Linked::default());
        }
        out[group[j]].cue.push(place.tokens.start + first..place.tokens.end + first);
        last = Some(j);
    }
    (group, out)
}

/// The cues near a piece, in their order.
fn candidates(places: &[Place], i: usize) -> impl Iterator<Item = usize> {
    let range = i.saturating_sub(MOST_BETWEEN)..(i + MOST_BETWEEN + 1).min(places.len());
    range.filter(move |&j| places[j].role == Role::Cue && places[j].segment.abs_diff(places[i].segment) <= FARTHEST)
}

/// For each group, which feature of a piece and a cue is on.
fn features(reading: &Reading<'_>, output: &Output, places: &[Place], i: usize, j: usize) -> [usize; GROUPS.len()] {
    let (piece, cue) = (&places[i], &places[j]);
    let (left, right) = if i < j { (piece, cue) } else { (cue, piece) };
    let gap = left.tokens.end..right.tokens.start;
    let distance = bucket(gap.len());
    let between = &places[i.min(j) + 1..i.max(j)];
    let count = |role: Role| between.iter().filter(|p| p.role == role).count();
    let (sources, cues, contents) = (count(Role::Source), count(Role::Cue), count(Role::Content));
    let same = usize::from(piece.sentence == cue.sentence || piece.last_sentence == cue.sentence);
    let apart = (cue.segment + 2).saturating_sub(piece.segment).min(4);
    let signs =
        if gap.len() < 12 { gap.fold(0, |signs, t| signs | sign(reading, output.tokens.start + t)) } else { 16 };
    let quoted = |p: &Place| usize::from(output.quoted[p.tokens.start]);
    let before = j.checked_sub(1).map(|k| &places[k]).filter(|p| cue.tokens.start - p.tokens.end <= 1);
    let behind = places.get(j + 1).filter(|p| p.tokens.start - cue.tokens.end <= 1);
    let number = |p: Option<&Place>| p.map_or(0, Place::number);
    let order = (0..3).fold(0, |order, k| order * 4 + number(between.get(k)));
    [
        distance,
        cues.min(3),
        sources.min(3),
        contents.min(3),
        same,
        apart,
        same * 9 + distance,
        sources.min(2) * 9 + cues.min(2) * 3 + contents.min(2),
        signs,
        quoted(piece) * 2 + quoted(cue),
        (number(before) * 4 + number(behind)) * 4 + distance.min(3),
        order,
    ]
}

/// Lengths by their size.
fn bucket(gap: usize) -> usize {
    [0, 1, 2, 4, 8, 16, 32, 64].iter().position(|&most| gap <= most).unwrap_or(8)
}

/// What kind of mark a token begins with, as a bit.
fn sign(reading: &Reading<'_>, token: usize) -> usize {
    match reading.word(token).chars().next() {
        Some(',') => 1,
        Some(':' | ';' | '-' | '–' | '—') => 2,
        Some('“' | '”' | '"') => 4,
        Some('.' | '?' | '!') => 8,
        _ => 0,
    }
}
