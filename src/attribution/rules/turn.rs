//! NAME: ... — the turns of a transcript, each a paragraph that begins with the name of who speaks.

use std::ops::Range;

use super::{Find, Finds, Scan};
use crate::attribution::rule;
use crate::tag::Pos;
use crate::terms::{QuoteType, SpeechAct};
use crate::text::TokenKind;

/// Fewer turns, or a single speaker, and it is no transcript: "UPDATE: ..." is a label of another kind.
const TURNS: usize = 3;
/// The most words of a name with its title: "SEN. ROBIN VAN HOLT".
const NAME: usize = 5;

/// A turn: segment, name, and what is said.
struct Turn {
    segment: usize,
    name: Range<usize>,
    said: Range<usize>,
}

/// Finds turns, and takes note of their segments.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    let turns: Vec<Turn> = (0..scan.reading.segments.len()).filter_map(|segment| turn(scan, segment)).collect();
    let name = |t: &Turn| scan.reading.slice(scan.span(t.name.clone()));
    let answered = turns.iter().any(|turn| name(turn) != name(&turns[0]));
    if turns.len() < TURNS || !answered {
        return;
    }
    for Turn { segment, name, said } in turns {
        finds.turns.push(segment as u32);
        finds.add(
            scan,
            Find {
                rule: rule::SPEAKER_LABEL,
                source: Some(name),
                cue: None,
                content: vec![said],
                lexical: None,
                act: SpeechAct::Assert,
                quote_type: QuoteType::Direct,
                confidence: 0.9,
            },
        );
    }
}

/// A segment that begins with a name in capitals and a colon; a quotation mark may stand before it.
fn turn(scan: &Scan<'_, '_>, segment: usize) -> Option<Turn> {
    if !scan.reading.segments[segment].kind.carries_claims() {
        return None;
    }
    let sentences = scan.reading.sentences_of(segment);
    if sentences.is_empty() {
        return None;
    }
    let tokens = scan.reading.tokens_of(sentences.start).start..scan.reading.tokens_of(sentences.end - 1).end;
    let first = tokens.start + usize::from(scan.pos(tokens.start) == Pos::Quote);
    let colon = (first + 1..tokens.end.min(first + NAME + 1)).find(|&t| scan.kind(t) == Some(TokenKind::Colon))?;
    let capitals = |t: usize| {
        let word = scan.reading.word(t);
        scan.kind(t) != Some(TokenKind::Word)
            || word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
    };
    let named = scan.kind(first) == Some(TokenKind::Word) && (first..colon).all(capitals);
    (named && colon + 1 < tokens.end).then(|| Turn { segment, name: first..colon, said: colon + 1..tokens.end })
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[source WALLIS]: [content Will the crews come back tomorrow?]\n\n[source BRANDL]: [content The crews will stay at home.]\n\n[source WALLIS]: [content And on Friday?]",
    "\"[source MOSS]: [content Let us begin with the strike.]\n\n\"[source DR. VOSS]: [content Nobody asked us.]\n\n\"[source MOSS]: [content Nobody?\"]",
    // Silent: labels that are no speakers, or too few of them.
    "UPDATE: The ferries stopped on Friday.\n\nUPDATE: They sail again.\n\nUPDATE: They stopped again on Sunday.",
    "MORE: The ferries stopped on Friday.\n\nThe board met on Sunday.",
    "NORHOLM: The ferries stopped.\n\nThe board: nobody knew.\n\nThe crews: nobody asked.",
];
