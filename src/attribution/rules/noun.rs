//! The claim that ..., S's promise to ..., media reports that ..., concerns about ...

use std::ops::Range;

use super::{Find, Finds, Scan, quote_type};
use crate::attribution::rule;
use crate::lexicon::{Class, CuePos, Takes};
use crate::tag::Pos;

/// Finds noun cues with a clause of their own.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    for sentence in &scan.reading.sentences {
        if !scan.reading.segments[sentence.segment as usize].kind.carries_claims() {
            continue;
        }
        let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
        for at in start..end {
            if scan.pos(at) == Pos::Noun {
                one(scan, finds, at, start, end);
            }
        }
    }
}

fn one<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>, at: usize, start: usize, end: usize) {
    let Some(cue) = scan.lexicon.other_cue(scan.id(at)).filter(|c| c.pos == CuePos::Noun) else { return };
    let mut next = at + 1;
    let mut source = source_before(scan, at, start);
    if source.is_none() && scan.any(next, &["by", "from"]) && next < end {
        source = scan.core_from(next + 1, end).filter(|p| scan.can_speak(p));
        next = source.as_ref().map_or(next, |s| s.end);
    }
    let clause = scan.pos(next) == Pos::That || scan.is(next, "that") && scan.pos(next) != Pos::Determiner;
    let mut cue_end = at + 1;
    let content = if next < end && clause && cue.takes.any(Takes::THAT) {
        next..before_main_verb(scan, next, scan.clause_end(next, end))
    } else if scan.pos(next) == Pos::To && cue.takes.any(Takes::INFINITIVE) && source.is_some() {
        next..scan.clause_end(next, end)
    } else if cue.takes.any(Takes::NOUN) && next == at + 1 && scan.any(next, &["of", "about", "over"]) {
        cue_end = next + 1;
        let Some(object) = scan.core_from(cue_end, end) else { return };
        object
    } else {
        return;
    };
    let content = vec![content];
    finds.add(
        scan,
        Find {
            rule: rule::NOUN_CUE,
            source,
            cue: Some(at..cue_end),
            quote_type: quote_type(scan, &content),
            content,
            lexical: Some(cue),
            act: cue.act,
            confidence: 0.7,
        },
    );
}

/// "Lee's claim", "his claim", "media reports".
fn source_before(scan: &Scan<'_, '_>, at: usize, start: usize) -> Option<Range<usize>> {
    let mut i = at;
    while i > start && matches!(scan.pos(i - 1), Pos::Adjective) {
        i -= 1;
    }
    if i == start {
        return None;
    }
    if scan.pos(i - 1) == Pos::Possessive {
        if scan.any(i - 1, &["'s", "’s"]) {
            return scan.core_before(i - 1, start).map(|c| c.start..i);
        }
        return Some(i - 1..i);
    }
    let body = scan.has(i - 1, Class::MediaNoun) || scan.has(i - 1, Class::Outlet);
    (body && scan.pos(i - 1).ends_noun_phrase()).then(|| i - 1..i)
}

/// Where the clause at `start` ends if its noun is the subject of a verb to come: "the claim that it failed | was false".
fn before_main_verb(scan: &Scan<'_, '_>, start: usize, end: usize) -> usize {
    let first = scan.tags.verbs.partition_point(|v| v.tokens.start < start);
    let mut last: Option<usize> = None;
    for verb in scan.tags.verbs[first..].iter().take_while(|v| v.tokens.start < end).filter(|v| v.finite) {
        if let Some(previous) = last {
            let joined = (previous..verb.tokens.start).any(|i| {
                matches!(
                    scan.pos(i),
                    Pos::Coordinator | Pos::Comma | Pos::Wh | Pos::That | Pos::Subordinator | Pos::Quote | Pos::Pronoun
                )
            });
            return if joined || scan.verb_cue(scan.tags.verbs[first].head).is_some() {
                end
            } else {
                verb.tokens.start
            };
        }
        last = Some(verb.tokens.end);
    }
    end
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[source Lee's] [cue claim] [content that the bridge was safe] was false.",
    "The council dropped [source its] [cue promise] [content to repair the bridge].",
    "There were [source media] [cue reports] [content that two men had been arrested].",
    "The [cue allegation] [content that the firm had paid no tax] was never proved.",
    "Nobody believed [source the company's] [cue assurance] [content that the water was clean].",
    "The [cue claim] by [source the union] [content that wages had fallen] was false.",
    "The report runs to ninety pages.",
    "The insurance claim took nine months.",
    "Her promise was never kept.",
    "The view from the tower is famous.",
];
