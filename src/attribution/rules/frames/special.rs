//! Verbs with a frame of their own: S called X Y, S refused to comment on X.

use super::{Frame, Scan};
use crate::attribution::rule;
use crate::lexicon::Cue;
use crate::tag::{Pos, VerbGroup};

/// Verbs that give somebody a name: "called the plan a mistake".
pub(super) const NAMING: &[&str] = &["call", "dub", "label", "brand"];

/// "called X Y": two noun phrases, or one and then an adjective or a quotation.
pub(super) fn named(scan: &Scan<'_, '_>, after: usize, next: usize, end: usize) -> Option<Frame> {
    let quoted = |at: usize| scan.pos(at) == Pos::Quote && scan.quotation_at(at).is_some();
    let object = scan.core_from(next, end);
    let complement = object.as_ref().map_or(next, |o| o.end);
    let named = quoted(next)
        || quoted(complement)
        || object.is_some() && matches!(scan.pos(complement), Pos::Determiner | Pos::Adjective) && complement < end;
    named.then(|| Frame {
        content: vec![next..scan.clause_end(next, end)],
        cue_end: after,
        rule: rule::NAMING,
        confidence: 0.8,
    })
}

/// "would not comment", "did not comment on ...": saying nothing, of something or of anything.
pub(in super::super) fn silence(
    scan: &Scan<'_, '_>,
    verb: &VerbGroup,
    cue: &Cue,
    after: usize,
    end: usize,
) -> Option<Frame> {
    if !verb.negated || !matches!(cue.words, "comment" | "elaborate") || verb.head == verb.tokens.start {
        return None;
    }
    let on = scan.is(after, "on") && after + 1 < end;
    let content = if on { after + 1..scan.clause_end(after + 1, end) } else { verb.head..after };
    let cue_end = if on { after + 1 } else { verb.head };
    Some(Frame { content: vec![content], cue_end, rule: rule::REFUSAL, confidence: 0.85 })
}

/// "refused to say why ...", "declined to comment on ...": the verb of saying belongs to the cue.
pub(super) fn refusal(scan: &Scan<'_, '_>, after: usize, to: usize, end: usize) -> Frame {
    const SAYING: &[&str] = &[
        "say",
        "comment",
        "answer",
        "discuss",
        "confirm",
        "deny",
        "reveal",
        "disclose",
        "speculate",
        "elaborate",
        "speak",
        "explain",
        "address",
        "respond",
        "rule",
    ];
    let speaks = SAYING.iter().any(|w| scan.is(to + 1, w));
    let mut cue_end = if speaks { to + 2 } else { after };
    if speaks && scan.pos(cue_end) == Pos::Preposition && scan.any(cue_end, &["on", "about", "to", "out"]) {
        cue_end += 1;
    }
    let from = if speaks { cue_end } else { to };
    if from >= end || matches!(scan.pos(from), Pos::Other | Pos::Comma | Pos::Coordinator) {
        return Frame { content: vec![to..(to + 2).min(end)], cue_end: after, rule: rule::REFUSAL, confidence: 0.9 };
    }
    Frame { content: vec![from..scan.clause_end(from, end)], cue_end, rule: rule::REFUSAL, confidence: 0.9 }
}
