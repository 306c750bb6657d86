//! S: ... — a speaker's name and a colon, in headlines and interviews.

use super::{Find, Finds, Scan, quote_type};
use crate::attribution::rule;
use crate::lexicon::Class;
use crate::tag::Pos;
use crate::terms::{EntityKind, SegmentKind, SpeechAct};
use crate::text::{Shape, TokenKind};

/// A label is no longer than this.
const LONGEST: usize = 6;

/// Finds labels at the start of a segment.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    for (i, segment) in scan.reading.segments.iter().enumerate() {
        if !matches!(segment.kind, SegmentKind::Headline | SegmentKind::Subheading | SegmentKind::Paragraph) {
            continue;
        }
        let sentences = scan.reading.sentences_of(i);
        let Some(first) = scan.reading.sentences.get(sentences.start) else { continue };
        let (start, end) = (first.tokens.start as usize, first.tokens.end as usize);
        let Some(colon) = (start + 1..end.min(start + LONGEST + 1)).find(|&t| scan.kind(t) == Some(TokenKind::Colon))
        else {
            continue;
        };
        let named = (start..colon)
            .all(|t| matches!(scan.pos(t), Pos::Name | Pos::Noun | Pos::Adjective | Pos::Determiner | Pos::Possessive))
            && (start..colon)
                .any(|t| scan.pos(t) == Pos::Name || scan.has(t, Class::Role) || scan.has(t, Class::StateNoun))
            && !(start..colon).any(|t| scan.timed(t));
        let says =
            (colon + 1..end).any(|t| matches!(scan.pos(t), Pos::Finite | Pos::Auxiliary) || scan.pos(t) == Pos::Quote);
        // In running text only a person's name, or capitals, as in a transcript.
        let in_text = segment.kind == SegmentKind::Paragraph;
        let person = || {
            let entities = &scan.tags.entities;
            let at = entities.partition_point(|e| e.tokens.end <= start);
            entities.get(at).is_some_and(|e| e.tokens.start < colon && e.kind == EntityKind::Person)
                || scan.reading.tokens[start].shape.any(Shape::ALL_CAPITALS)
        };
        if in_text && !person() {
            continue;
        }
        if !named || !says || colon + 1 >= end || scan.quotation_at(start).is_some() {
            continue;
        }
        // In an interview the whole paragraph is the answer; in a headline there is no more.
        let last = scan.reading.sentences[sentences.end - 1].tokens.end as usize;
        let content = vec![
            colon + 1..if segment.kind == SegmentKind::Paragraph { last } else { scan.without_stop(colon + 1, end) },
        ];
        finds.add(
            scan,
            Find {
                rule: rule::LABEL,
                source: Some(start..colon),
                cue: Some(colon..colon + 1),
                quote_type: quote_type(scan, &content),
                content,
                lexical: None,
                act: SpeechAct::Assert,
                confidence: 0.7,
            },
        );
    }
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[source Lee][cue :] [content Bridge will close in March]\n\nThe mayor of Northwick announced the closure on Monday.",
    "[source Police][cue :] [content Missing girl is safe]\n\nA girl who had been missing since Friday came home at noon.",
    "[source Union leader][cue :] [content Strike will go on]\n\nDrivers walked out for a third day on Tuesday.",
    "The talk has been cut for length.\n\n[source Ann Lee][cue :] [content We closed the bridge because it was unsafe. It will open again.]",
    // Silent: a colon that no speaker stands before.
    "Three things were missing: the plan, the money and the will.",
    "Northwick: a town without a bridge\n\nThe mayor announced the closure on Monday.",
    "The doors open at 10:30 and close at noon.",
    "Saturday: Rain will spread from the west.",
];
