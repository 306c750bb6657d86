//! According to S, ... — and ..., according to S.

use super::{Find, Finds, Scan, quote_type};
use crate::attribution::rule;
use crate::tag::Pos;
use crate::terms::SpeechAct;
use crate::text::TokenKind;

/// Finds "according to" with somebody who can answer.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    for sentence in &scan.reading.sentences {
        if !scan.reading.segments[sentence.segment as usize].kind.carries_claims() {
            continue;
        }
        let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
        for at in start..end {
            if scan.is_according(at) {
                one(scan, finds, at, start, end);
            }
        }
    }
}

fn one<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>, at: usize, start: usize, end: usize) {
    let Some(source) = scan.phrase_from(at + 2, end).filter(|p| scan.can_speak(p)) else { return };
    let opens = at == start || scan.pos(at - 1) == Pos::Quote && at == start + 1 || scan.pos(at - 1) == Pos::Coordinator
        // "when, according to Lee, it sank".
        || at > start + 1
            && scan.pos(at - 1) == Pos::Comma
            && matches!(scan.pos(at - 2), Pos::Wh | Pos::Subordinator | Pos::That);
    let content = if opens {
        // What follows the comma; without a comma, what follows the source.
        let comma = (source.end.saturating_sub(1)..end.min(source.end + 20)).find(|&i| scan.pos(i) == Pos::Comma);
        let first = comma.map_or(source.end, |c| c + 1);
        if first >= end {
            return;
        }
        first..scan.clause_end(first, end)
    } else {
        let mut last = at;
        while last > start && matches!(scan.pos(last - 1), Pos::Comma | Pos::Break) {
            last -= 1;
        }
        clause_start(scan, start, last)..last
    };
    if content.is_empty() {
        return;
    }
    // "Linden, according to three people, would often boast": its verb stands behind.
    let verb = |i: usize| matches!(scan.pos(i), Pos::Finite | Pos::Auxiliary);
    let comma = (source.end..end.min(source.end + 8)).find(|&i| scan.pos(i) == Pos::Comma);
    let tail = comma.map(|c| c + 1).filter(|&t| t < end && !opens && verb(scan.skip_adverbs(t, end)));
    let tail = tail.filter(|_| !content.clone().any(verb)).map(|t| t..scan.clause_end(t, end));
    let content: Vec<_> = std::iter::once(content).chain(tail).collect();
    finds.add(
        scan,
        Find {
            rule: rule::ACCORDING_TO,
            source: Some(source),
            cue: Some(at..at + 2),
            quote_type: quote_type(scan, &content),
            content,
            lexical: scan.lexicon.cues().iter().find(|c| c.words == "according to"),
            act: SpeechAct::Assert,
            confidence: 0.95,
        },
    );
}

/// Where the clause that ends at `end` begins: after a semicolon, or after a quotation's opening mark.
fn clause_start(scan: &Scan<'_, '_>, start: usize, end: usize) -> usize {
    let after_break = (start..end).rev().find(|&i| scan.kind(i) == Some(TokenKind::Semicolon)).map_or(start, |i| i + 1);
    if scan.pos(after_break) == Pos::Coordinator { after_break + 1 } else { after_break }
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[cue According to] [source the weather service], [content the storm will reach the coast on Friday].",
    "[content The storm will reach the coast on Friday], [cue according to] [source the weather service].",
    "[content Two people were hurt] [cue according to] [source police].",
    "[cue According to] [source Ann Lee, the mayor of Northwick], [content the bridge is unsafe].",
    "The road is open; [content the bridge is closed], [cue according to] [source the council].",
    "[content “The roof fell in,”] [cue according to] [source a witness].",
    "The pupils were seated according to height.",
    "Everything went according to plan.",
    "Prices vary according to the season.",
];
