//! How claims of one article bear on each other.
//!
//! Precision before recall: claims are compared by their content words, quotations by their exact words. An index of
//! words keeps it linear: each word remembers only the last few claims that had it.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use super::{Claim, Relation};
use crate::attribution::Found;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::order::{key, sort_by_key};
use crate::terms::{CertaintyLabel, RelationKind, SegmentKind, SourceId};
use crate::text::{Reading, TokenKind};

/// How many claims a word remembers.
const REMEMBERED: usize = 12;
/// The fewest content words that two claims share to be the same again.
const LEAST_SHARED: usize = 3;
/// The fewest words of a quotation that is compared.
const LEAST_QUOTED: usize = 3;

/// For each claim, the earlier claim that it repeats.
pub(super) fn repeats(reading: &Reading<'_>, claims: &[Vec<crate::span::Span>], lexicon: &Lexicon) -> Vec<Option<u32>> {
    let words: Vec<Vec<u64>> = claims.iter().map(|spans| content_words(reading, spans, lexicon)).collect();
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut out = Vec::with_capacity(claims.len());
    for (i, own) in words.iter().enumerate() {
        let mut shared: Vec<(u32, usize)> = Vec::new();
        for word in own {
            for &j in index.get(word).map_or(&[][..], Vec::as_slice) {
                match shared.iter_mut().find(|(k, _)| *k == j) {
                    Some((_, n)) => *n += 1,
                    None => shared.push((j, 1)),
                }
            }
        }
        let best = shared
            .into_iter()
            .filter(|&(j, n)| {
                let (a, b) = (own.len(), words[j as usize].len());
                // Most of the shorter one, and a good part of both.
                n >= LEAST_SHARED && n * 10 >= a.min(b) * 7 && n * 100 >= (a + b - n) * 45
            })
            .max_by_key(|&(j, n)| (n, std::cmp::Reverse(j)));
        out.push(best.map(|(j, _)| j));
        for &word in own {
            let list = index.entry(word).or_default();
            if list.len() == REMEMBERED {
                list.remove(0);
            }
            list.push(i as u32);
        }
    }
    out
}

/// The relations between claims, given which repeats which.
pub(super) fn find(
    reading: &Reading<'_>,
    claims: &[Claim],
    repeats: &[Option<u32>],
    found: &Found<'_>,
) -> Vec<Relation> {
    let mut out = Vec::new();
    for (i, earlier) in repeats.iter().enumerate().filter_map(|(i, e)| e.map(|e| (i as u32, e))) {
        out.push(Relation {
            kind: RelationKind::Repeats,
            from: i,
            to: earlier,
            why: "most of the same words".to_owned(),
            confidence: 0.7,
        });
        out.extend(shift(reading, claims, i, earlier));
    }
    quotes(reading, claims, found, &mut out);
    sort_by_key(&mut out, |r| key([r.from, r.to, r.kind as u32, 0]));
    out.dedup_by_key(|r| (r.from, r.to, r.kind));
    out
}

/// The same again, and surer: in the headline against the body, or later in the body.
fn shift(reading: &Reading<'_>, claims: &[Claim], later: u32, earlier: u32) -> Option<Relation> {
    let (a, b) = (&claims[earlier as usize], &claims[later as usize]);
    let kind = |c: &Claim| reading.segments[c.segment as usize].kind;
    let (sure_a, sure_b) = (sureness(a), sureness(b));
    let in_words = |from: &Claim, to: &Claim| {
        format!(
            "{} here, {} there",
            from.certainty.label.name().replace('_', " "),
            to.certainty.label.name().replace('_', " ")
        )
    };
    if kind(a) == SegmentKind::Headline && kind(b) != SegmentKind::Headline && sure_a > sure_b {
        return Some(Relation {
            kind: RelationKind::HeadlineShift,
            from: earlier,
            to: later,
            why: in_words(a, b),
            confidence: 0.6,
        });
    }
    let hedged = sure_a <= 1;
    (hedged && sure_b > sure_a && b.source == SourceId::Author && kind(a) != SegmentKind::Headline).then(|| Relation {
        kind: RelationKind::CertaintyShift,
        from: later,
        to: earlier,
        why: in_words(b, a),
        confidence: 0.6,
    })
}

/// 0 not committed, 1 hedged, 2 somebody says so, 3 the author says so.
fn sureness(claim: &Claim) -> u8 {
    use CertaintyLabel as L;
    match claim.certainty.label {
        L::NotCommitted | L::Denied | L::NotApplicable | L::Downplayed => 0,
        L::Hearsay | L::Unverified | L::Possible | L::Conditional | L::Probable => 1,
        L::AssertedBySource => 2,
        L::Confirmed | L::Asserted => 3,
    }
}

/// The same quoted words of two speakers, and quoted words that differ from the fuller quotation.
fn quotes(reading: &Reading<'_>, claims: &[Claim], found: &Found<'_>, out: &mut Vec<Relation>) {
    let quoted: Vec<(Vec<u64>, u32)> = reading
        .quotations
        .iter()
        .filter_map(|q| {
            let heading = matches!(
                reading.segments[q.segment as usize].kind,
                SegmentKind::Headline | SegmentKind::Subheading | SegmentKind::Teaser
            );
            if heading {
                return None;
            }
            let words = words_of(reading, q.inner);
            let claim = claim_at(claims, q.inner.start())?;
            (words.len() >= LEAST_QUOTED).then_some((words, claim))
        })
        .collect();
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (i, (words, _)) in quoted.iter().enumerate() {
        for gram in words.windows(LEAST_QUOTED) {
            let list = index.entry(hash_all(gram)).or_default();
            if list.len() < REMEMBERED && list.last() != Some(&(i as u32)) {
                list.push(i as u32);
            }
        }
    }
    for (i, (words, claim)) in quoted.iter().enumerate() {
        let Some(gram) = words.get(..LEAST_QUOTED) else { continue };
        for &j in index.get(&hash_all(gram)).map_or(&[][..], Vec::as_slice) {
            let (other, other_claim) = &quoted[j as usize];
            if j as usize == i
                || other.len() < words.len()
                || claim == other_claim
                || other.len() == words.len() && (j as usize) > i
            {
                continue;
            }
            let same = other.windows(words.len()).any(|w| w == words);
            let (a, b) = (speaker(claims, found, *claim), speaker(claims, found, *other_claim));
            if same && a != b {
                out.push(Relation {
                    kind: RelationKind::SameQuoteDifferentSource,
                    from: *claim,
                    to: *other_claim,
                    why: "the same quoted words are given to two sources".to_owned(),
                    confidence: 0.9,
                });
            } else if !same && words.len() > LEAST_QUOTED && in_order(words, other) {
                out.push(Relation {
                    kind: RelationKind::QuoteAltered,
                    from: *claim,
                    to: *other_claim,
                    why: "the words in quotation marks leave out some of the fuller quotation".to_owned(),
                    confidence: 0.7,
                });
            }
        }
    }
}

fn speaker(claims: &[Claim], found: &Found<'_>, claim: u32) -> SourceId {
    let claim = &claims[claim as usize];
    claim.attribution.map_or(claim.source, |a| found.attributions[a as usize].source_id)
}

/// Whether all of `words` stand in `other` in this order.
fn in_order(words: &[u64], other: &[u64]) -> bool {
    let mut rest = other.iter();
    words.iter().all(|w| rest.any(|o| o == w))
}

/// The claim that holds a byte: the last one that begins at or before it and reaches over it.
fn claim_at(claims: &[Claim], at: u32) -> Option<u32> {
    const BACK: usize = 8;
    let after = claims.partition_point(|c| c.spans.first().is_some_and(|s| s.start() <= at));
    (after.saturating_sub(BACK)..after).rev().find(|&i| claims[i].spans.iter().any(|s| s.holds(at))).map(|i| i as u32)
}

const FUNCTION: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Pronoun,
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Adverb,
    Class::Wh,
]);

/// Hashes of the content words of a claim, by stem, sorted, each once.
fn content_words(reading: &Reading<'_>, spans: &[crate::span::Span], lexicon: &Lexicon) -> Vec<u64> {
    /// Longer claims are compared by their first words.
    const LONGEST: usize = 60;
    let mut out: Vec<u64> = spans
        .iter()
        .flat_map(|s| reading.tokens_in(*s))
        .filter(|&t| matches!(reading.tokens[t].kind, TokenKind::Word | TokenKind::Number))
        .filter(|&t| !lexicon.classes(reading.tokens[t].word).any(FUNCTION))
        .take(LONGEST)
        .map(|t| hash(stem(reading.word(t))))
        .collect();
    sort_by_key(&mut out, |w| u128::from(*w));
    out.dedup();
    out
}

/// The word without its common endings, at least four bytes long.
fn stem(word: &str) -> &str {
    ["ing", "ed", "es", "s"].iter().find_map(|e| word.strip_suffix(e).filter(|w| w.len() >= 4)).unwrap_or(word)
}

fn words_of(reading: &Reading<'_>, span: crate::span::Span) -> Vec<u64> {
    /// Longer quotations are compared by their first words.
    const LONGEST: usize = 120;
    let words =
        reading.tokens_in(span).filter(|&t| matches!(reading.tokens[t].kind, TokenKind::Word | TokenKind::Number));
    words.take(LONGEST).map(|t| hash(reading.word(t))).collect()
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for byte in word.bytes() {
        hasher.write_u8(byte.to_ascii_lowercase());
    }
    hasher.finish()
}

fn hash_all(words: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write_u64(*word);
    }
    hasher.finish()
}
