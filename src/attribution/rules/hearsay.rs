//! ... has reportedly ... — hearsay adverbs, whose source is not given.

use super::{Find, Finds, Scan, quote_type};
use crate::attribution::rule;
use crate::lexicon::Class;
use crate::tag::Pos;
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
        content.push(subject.start..at);
    } else if verb.tokens.start < at {
        content.push(verb.tokens.start..at);
    }
    content.push(at + 1..scan.clause_end(at + 1, end));
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
