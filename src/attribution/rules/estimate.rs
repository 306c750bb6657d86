//! S put X at Y — who says how many.

use super::{Find, Finds, Scan, quote_type};
use crate::attribution::rule;
use crate::tag::Pos;
use crate::terms::SpeechAct;

/// Words before the amount: "at more than".
const NEAR: usize = 6;

/// Finds estimates that are put at an amount.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    for verb in &scan.tags.verbs {
        if !verb.finite || verb.passive || !scan.any(verb.head, &["put", "puts"]) {
            continue;
        }
        let sentence = &scan.reading.sentences[verb.sentence as usize];
        let (start, end) = scan.bounds(verb);
        if !scan.reading.segments[sentence.segment as usize].kind.carries_claims() {
            continue;
        }
        let source = scan.subject_before(verb.tokens.start, start).filter(|s| scan.can_speak(s));
        let counted = scan.core_from(scan.skip_adverbs(verb.tokens.end, end), end);
        let (Some(source), Some(counted)) = (source, counted) else { continue };
        let at = counted.end;
        let amount = scan.is(at, "at") && (at + 1..end.min(at + NEAR)).any(|i| scan.pos(i) == Pos::Number);
        if !amount {
            continue;
        }
        // "at nearer 9m, | though she never said why".
        let close = scan.clause_end(counted.start, end);
        let next = |&i: &usize| {
            let joins = matches!(scan.pos(i + 1), Pos::Subordinator | Pos::Coordinator | Pos::Wh);
            scan.pos(i) == Pos::Comma && joins
        };
        let content = vec![counted.start..(counted.end..close).find(next).unwrap_or(close)];
        finds.add(
            scan,
            Find {
                rule: rule::ESTIMATE,
                source: Some(source),
                cue: Some(verb.tokens.clone()),
                quote_type: quote_type(scan, &content),
                content,
                lexical: None,
                act: SpeechAct::Assert,
                confidence: 0.8,
            },
        );
    }
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[source Police] [cue put] [content the number of marchers at 4,000].",
    "[source The ministry] [cue has put] [content the loss at more than two billion euros].",
    "The coach put three boys at the back of the bus.",
    "Officials put barriers at both ends of the street.",
];
