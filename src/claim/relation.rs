//! How claims of one article bear on each other.
//!
//! Precision before recall: claims are compared by their content words, quotations by their exact words. An index of
//! words keeps it linear: each word remembers only the last few claims that had it.

use std::borrow::Cow;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::propose::Proposal;
use super::{Draft, Relation};
use crate::attribution::Found;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::order::{key, sort_by_key};
use crate::tag::Tags;
use crate::terms::{CertaintyLabel, CueKind, RelationKind, SegmentKind, SourceId, SpeechAct, Voice};
use crate::text::{Reading, TokenKind};

/// How many claims a word remembers.
const REMEMBERED: usize = 12;
/// The fewest content words that two claims share to be the same again.
const LEAST_SHARED: usize = 3;
/// The fewest words of a quotation that is compared.
const LEAST_QUOTED: usize = 3;

/// For each claim, the earlier claim that it repeats.
pub(super) fn repeats(reading: &Reading<'_>, claims: &[Proposal], lexicon: &Lexicon) -> Vec<Option<u32>> {
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    // Of each claim so far, how many content words it has.
    let mut lengths: Vec<u8> = Vec::with_capacity(claims.len());
    let mut out = Vec::with_capacity(claims.len());
    for (i, claim) in claims.iter().enumerate() {
        let own = content_words(reading, claim, lexicon);
        let mut shared: Vec<(u32, usize)> = Vec::new();
        for word in &own {
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
                let (a, b) = (own.len(), usize::from(lengths[j as usize]));
                // Most of the shorter one, and a good part of both.
                n >= LEAST_SHARED && n * 10 >= a.min(b) * 7 && n * 100 >= (a + b - n) * 45
            })
            .max_by_key(|&(j, n)| (n, std::cmp::Reverse(j)));
        out.push(best.map(|(j, _)| j));
        lengths.push(own.len() as u8);
        for word in own {
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
    tags: &Tags,
    claims: &[Draft<'_>],
    repeats: &[Option<u32>],
    found: &Found<'_>,
) -> Vec<Relation> {
    let mut out = Vec::new();
    for (i, earlier) in repeats.iter().enumerate().filter_map(|(i, e)| e.map(|e| (i as u32, e))) {
        let relation = |kind, why: &'static str, confidence| Relation {
            kind,
            from: i,
            to: earlier,
            why: Cow::Borrowed(why),
            confidence,
        };
        let (later, first) = (&claims[i as usize], &claims[earlier as usize]);
        // Of two that share their words, one stands in the other.
        if later.spans(reading).any(|a| first.spans(reading).any(|b| a.overlaps(b))) {
            continue;
        }
        if let Some(why) = opposite(reading, tags, later, first) {
            out.push(relation(RelationKind::Contrasts, why, 0.6));
            continue;
        }
        out.push(relation(RelationKind::Repeats, "most of the same words", 0.7));
        if is_seconded(later, first) {
            out.push(relation(RelationKind::Supports, "another source says the same", 0.6));
        }
        out.extend(shift(reading, claims, i, earlier));
    }
    non_denials(reading, claims, found, &mut out);
    quotes(reading, claims, found, &mut out);
    sort_by_key(&mut out, |r| key([r.from, r.to, r.kind as u32, 0]));
    out.dedup_by_key(|r| (r.from, r.to, r.kind));
    out.shrink_to_fit();
    out
}

/// Why two claims in most of the same words can hardly both be so: one is denied, one says what the other says is not, or
/// they count the same thing differently.
fn opposite(reading: &Reading<'_>, tags: &Tags, a: &Draft<'_>, b: &Draft<'_>) -> Option<&'static str> {
    let denied = |c: &Draft<'_>| c.certainty.label == CertaintyLabel::Denied;
    let negated = |c: &Draft<'_>| c.certainty.cues.iter().any(|(_, kind)| *kind == CueKind::Negation);
    if denied(a) != denied(b) {
        Some("one is denied")
    } else if !denied(a) && negated(a) != negated(b) {
        Some("one says what the other says is not")
    } else {
        count_differently(&amounts(reading, tags, a), &amounts(reading, tags, b)).then_some("the numbers differ")
    }
}

/// The numbers of a claim with their units, each from its lower to its upper bound.
fn amounts<'t>(reading: &Reading<'_>, tags: &'t Tags, claim: &Draft<'_>) -> Vec<(&'t str, f64, f64)> {
    let inside = |span: crate::span::Span| {
        let first = tags.quantities.partition_point(|q| q.span.end() <= span.start());
        let end = span.end();
        tags.quantities[first..].iter().take_while(move |q| q.span.start() < end)
    };
    let numbers = claim.spans(reading).flat_map(inside);
    numbers.filter_map(|q| Some((q.unit.as_deref()?, q.value?, q.max_value.or(q.value)?))).collect()
}

/// Whether both count something, and nothing that both count comes to the same.
fn count_differently(a: &[(&str, f64, f64)], b: &[(&str, f64, f64)]) -> bool {
    /// Rounding makes no other number.
    const ROUNDED: f64 = 0.05;
    let pairs = || a.iter().flat_map(|x| b.iter().filter(|y| x.0 == y.0).map(move |y| (x, y)));
    let same = |(x, y): (&(&str, f64, f64), &(&str, f64, f64))| {
        let room = ROUNDED * x.2.abs().max(y.2.abs());
        x.1 <= y.2 + room && y.1 <= x.2 + room
    };
    pairs().next().is_some() && !pairs().any(same)
}

/// Whether a claim is made again by another source that is told apart.
fn is_seconded(a: &Draft<'_>, b: &Draft<'_>) -> bool {
    let speaks = |c: &Draft<'_>| matches!(c.proposal.source, SourceId::Named(_)) && sureness(c) >= 2;
    speaks(a) && speaks(b) && a.proposal.source != b.proposal.source
}

/// A refusal to say anything about what somebody else says, or about what is taken for granted: that is no denial.
fn non_denials(reading: &Reading<'_>, claims: &[Draft<'_>], found: &Found<'_>, out: &mut Vec<Relation>) {
    /// Claims behind a refusal that may stand within it.
    const NEAR: usize = 4;
    const SPEAKING: &[&str] =
        &["say", "comment", "confirm", "deny", "discuss", "answer", "speak", "talk", "address", "respond", "speculate"];
    for (i, refusal) in claims.iter().enumerate() {
        let Some(at) = refusal.proposal.attribution else { continue };
        let cue = found.attributions[at as usize].cue.map_or("", |c| reading.slice(c));
        let mut words = cue.split(|c: char| !c.is_alphabetic());
        if found.attributions[at as usize].act != SpeechAct::Refuse
            || !words.any(|w| SPEAKING.iter().any(|s| s.eq_ignore_ascii_case(w)))
        {
            continue;
        }
        let told = |c: &Draft<'_>| {
            c.proposal.attribution.is_some_and(|a| found.attributions[a as usize].nested_in == Some(at))
        };
        let within = |c: &Draft<'_>| {
            (told(c) || c.proposal.voice == Voice::Presupposed)
                && c.spans(reading)
                    .all(|s| refusal.spans(reading).any(|r| r.start() <= s.start() && s.end() <= r.end()))
        };
        for (j, _) in claims.iter().enumerate().skip(i + 1).take(NEAR).filter(|(_, c)| within(c)) {
            out.push(Relation {
                kind: RelationKind::NonDenialOf,
                from: i as u32,
                to: j as u32,
                why: Cow::Borrowed("not to speak of it is not to deny it"),
                confidence: 0.8,
            });
        }
    }
}

/// The same again, and surer: in the headline against the body, or later in the body.
fn shift(reading: &Reading<'_>, claims: &[Draft<'_>], later: u32, earlier: u32) -> Option<Relation> {
    let (a, b) = (&claims[earlier as usize], &claims[later as usize]);
    let kind = |c: &Draft<'_>| reading.segments[c.proposal.segment as usize].kind;
    let (sure_a, sure_b) = (sureness(a), sureness(b));
    let in_words = |from: &Draft<'_>, to: &Draft<'_>| {
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
            why: in_words(a, b).into(),
            confidence: 0.6,
        });
    }
    let hedged = sure_a <= 1;
    (hedged && sure_b > sure_a && b.proposal.source == SourceId::Author && kind(a) != SegmentKind::Headline).then(
        || Relation {
            kind: RelationKind::CertaintyShift,
            from: later,
            to: earlier,
            why: in_words(b, a).into(),
            confidence: 0.6,
        },
    )
}

/// 0 not committed, 1 hedged, 2 somebody says so, 3 the author says so.
fn sureness(claim: &Draft<'_>) -> u8 {
    use CertaintyLabel as L;
    match claim.certainty.label {
        L::NotCommitted | L::Denied | L::NotApplicable | L::Downplayed => 0,
        L::Hearsay | L::Unverified | L::Possible | L::Conditional | L::Probable => 1,
        L::AssertedBySource => 2,
        L::Confirmed | L::Asserted => 3,
    }
}

/// The same quoted words of two speakers, and quoted words that differ from the fuller quotation.
fn quotes(reading: &Reading<'_>, claims: &[Draft<'_>], found: &Found<'_>, out: &mut Vec<Relation>) {
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
            let claim = claim_at(reading, claims, q.inner.start())?;
            (words.len() >= LEAST_QUOTED).then_some((words, claim))
        })
        .collect();
    // Only the words that a quotation begins with are looked for.
    let begins = quoted.iter().filter_map(|(words, _)| words.get(..LEAST_QUOTED));
    let mut index: FxHashMap<u64, Vec<u32>> = begins.map(|gram| (hash_all(gram), Vec::new())).collect();
    for (i, (words, _)) in quoted.iter().enumerate() {
        for gram in words.windows(LEAST_QUOTED) {
            let Some(list) = index.get_mut(&hash_all(gram)) else { continue };
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
                    why: Cow::Borrowed("the same quoted words are given to two sources"),
                    confidence: 0.9,
                });
            } else if !same && words.len() > LEAST_QUOTED && in_order(words, other) {
                out.push(Relation {
                    kind: RelationKind::QuoteAltered,
                    from: *claim,
                    to: *other_claim,
                    why: Cow::Borrowed("the words in quotation marks leave out some of the fuller quotation"),
                    confidence: 0.7,
                });
            }
        }
    }
}

fn speaker(claims: &[Draft<'_>], found: &Found<'_>, claim: u32) -> SourceId {
    let claim = &claims[claim as usize].proposal;
    claim.attribution.map_or(claim.source, |a| found.attributions[a as usize].source_id)
}

/// Whether all of `words` stand in `other` in this order.
fn in_order(words: &[u64], other: &[u64]) -> bool {
    let mut rest = other.iter();
    words.iter().all(|w| rest.any(|o| o == w))
}

/// The claim that holds a byte: the last one that begins at or before it and reaches over it.
fn claim_at(reading: &Reading<'_>, claims: &[Draft<'_>], at: u32) -> Option<u32> {
    const BACK: usize = 8;
    let after = claims.partition_point(|c| c.spans(reading).next().is_some_and(|s| s.start() <= at));
    (after.saturating_sub(BACK)..after).rev().find(|&i| claims[i].spans(reading).any(|s| s.holds(at))).map(|i| i as u32)
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
fn content_words(reading: &Reading<'_>, claim: &Proposal, lexicon: &Lexicon) -> Vec<u64> {
    /// Longer claims are compared by their first words. It fits a byte.
    const LONGEST: usize = 60;
    let mut out: Vec<u64> = claim
        .clause
        .iter()
        .cloned()
        .flatten()
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

#[cfg(test)]
mod tests {
    use crate::terms::RelationKind;

    /// The relations of a text: kind, and the words of both claims.
    fn relations(text: &str) -> Vec<(RelationKind, String, String)> {
        let document = crate::annotate(text, &crate::Options::default());
        let words = |id| document.claims.iter().find(|c| c.id == id).map_or_else(String::new, |c| c.text.clone());
        document.relations.iter().map(|r| (r.kind, words(r.from), words(r.to))).collect()
    }

    fn kinds(text: &str) -> Vec<RelationKind> {
        relations(text).into_iter().map(|(kind, _, _)| kind).collect()
    }

    #[test]
    fn a_claim_and_its_denial_contrast() {
        let text = "Ruth Adeyemi said the northern bridge was unsafe for heavy lorries.\n\nDavid Moss denied that the northern \
                    bridge was unsafe for heavy lorries.";
        assert_eq!(kinds(text), [RelationKind::Contrasts]);
    }

    #[test]
    fn numbers_of_the_same_thing_contrast_where_they_differ() {
        let text = "Ruth Adeyemi said the flood had destroyed 40 houses in Northwick.\n\nDavid Moss said the flood had \
                    destroyed 300 houses in Northwick.";
        assert_eq!(kinds(text), [RelationKind::Contrasts]);
        let rounded = text.replace("300", "41");
        assert!(!kinds(&rounded).contains(&RelationKind::Contrasts));
    }

    #[test]
    fn another_source_supports() {
        let text = "Ruth Adeyemi said the flood had destroyed the old mill in Northwick.\n\nDavid Moss said the flood had \
                    destroyed the old mill in Northwick.";
        assert_eq!(kinds(text), [RelationKind::Repeats, RelationKind::Supports]);
        let same = text.replace("David Moss", "Ruth Adeyemi");
        assert_eq!(kinds(&same), [RelationKind::Repeats]);
    }

    #[test]
    fn a_refusal_is_no_denial() {
        let text = "Ruth Adeyemi refused to comment on reports that the council had sold the harbour.";
        let found = relations(text);
        assert!(
            matches!(&found[..], [(RelationKind::NonDenialOf, _, to)] if to.contains("sold the harbour")),
            "{found:?}"
        );
    }

    #[test]
    fn words_of_one_speaker_are_not_anothers() {
        let text = "“We will never sell the harbour to anyone,” Ruth Adeyemi said on Monday.\n\n“We will never sell the harbour \
                    to anyone,” David Moss said on Tuesday.";
        assert!(kinds(text).contains(&RelationKind::SameQuoteDifferentSource), "{:?}", relations(text));
        let same = text.replace("David Moss", "Ruth Adeyemi");
        assert!(!kinds(&same).contains(&RelationKind::SameQuoteDifferentSource));
    }

    #[test]
    fn a_quotation_that_leaves_words_out_is_altered() {
        let text = "“We will never under these conditions sell the old harbour to anyone,” Ruth Adeyemi said on Monday.\n\n\
                    “We will never sell the harbour to anyone,” Ruth Adeyemi said, the board reported.";
        let whole = text.replace("never sell the harbour", "never under these conditions sell the old harbour");
        assert!(!kinds(&whole).contains(&RelationKind::QuoteAltered));
        assert!(kinds(text).contains(&RelationKind::QuoteAltered), "{:?}", relations(text));
    }

    #[test]
    fn claims_of_different_things_have_none() {
        assert!(kinds("The bridge will close in March. The mill burned down on Monday, said David Moss.").is_empty());
    }
}
