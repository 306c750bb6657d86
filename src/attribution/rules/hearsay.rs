//! ... has reportedly ... — hearsay adverbs, whose source is not given.

use std::ops::Range;

use super::frames::whole;
use super::{Find, Finds, Scan, quote_type};
use crate::attribution::rule;
use crate::lexicon::Class;
use crate::tag::{Pos, VerbGroup};
use crate::terms::SpeechAct;

/// Finds hearsay adverbs with the clause they stand in.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    for sentence in &scan.reading.sentences {
        if !scan.reading.segments[sentence.segment as usize].kind.carries_claims() {
            continue;
        }
        let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
        for at in start..end {
            if scan.has(at, Class::Hearsay) && scan.pos(at) == Pos::Adverb {
                one(scan, finds, at, start, end);
            }
        }
    }
}

fn one<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>, at: usize, start: usize, end: usize) {
    // The verb it belongs to, and that verb's subject.
    let verb = scan.verb_at(at).or_else(|| scan.verb_at(at + 1));
    let Some(verb) = verb.map(|v| &scan.tags.verbs[v]) else { return };
    let mut content = Vec::new();
    if let Some(subject) = scan.subject_before(verb.tokens.start.min(at), start) {
        content.push(whole(scan, subject, start).start..at);
    } else {
        // "The crack is long and has reportedly widened": the subject of the verb before.
        content.extend(subject_shared(scan, verb, start));
        content.push(verb.tokens.start.min(at)..at);
    }
    content.push(before_next_clause(scan, at + 1..scan.clause_end(at + 1, end)));
    content.retain(|r| !r.is_empty());
    if content.is_empty() {
        return;
    }
    finds.add(
        scan,
        Find {
            rule: rule::HEARSAY_ADVERB,
            source: None,
            cue: Some(at..at + 1),
            quote_type: quote_type(scan, &content),
            content,
            lexical: None,
            act: SpeechAct::Assert,
            confidence: 0.8,
        },
    );
}

/// The subject of the finite verb before an "and", where this verb stands right behind it.
fn subject_shared(scan: &Scan<'_, '_>, verb: &VerbGroup, start: usize) -> Option<Range<usize>> {
    let joined = verb.tokens.start > start && scan.pos(verb.tokens.start - 1) == Pos::Coordinator;
    let index = scan.verb_at(verb.tokens.start).filter(|_| joined)?;
    let before = (0..index).rev().take(4).map(|i| &scan.tags.verbs[i]).take_while(|w| w.tokens.start >= start);
    before.filter(|w| w.finite).find_map(|w| scan.subject_before(w.tokens.start, start))
}

/// Without ", but nobody has seen it": a clause with a subject of its own is not under the adverb.
fn before_next_clause(scan: &Scan<'_, '_>, content: Range<usize>) -> Range<usize> {
    let (from, end) = (content.start, content.end);
    let next = content.clone().find(|&i| {
        scan.pos(i) == Pos::Comma
            && scan.pos(i + 1) == Pos::Coordinator
            && scan.quotation_at(i).is_none()
            && scan
                .core_from(i + 2, end)
                .is_some_and(|s| matches!(scan.pos(scan.skip_adverbs(s.end, end)), Pos::Finite | Pos::Auxiliary))
    });
    from..next.unwrap_or(end)
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[content The minister has] [cue reportedly] [content resigned].",
    "[content The firm] [cue allegedly] [content paid the officials].",
    "[content Two soldiers were] [cue reportedly] [content killed in the attack].",
    "[content The gang] [cue allegedly] [content stole forty cars in one night].",
    "[content The ring was] [cue allegedly] [content sold in Arden], but nobody has seen it since.",
    "The minister has finally resigned.",
    "The firm openly paid the officials.",
    "Several reports were lost in the fire.",
];
