//! The author's own colouring words: praise, alarm, and words that hide who says so.

use crate::attribution::Found;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::order::{key, sort_by_key};
use crate::span::Span;
use crate::terms::QuoteType;
use crate::text::{Reading, SegmentKind, TokenKind};

/// Each kind with the name it has in the result.
const KINDS: &[(Class, &str)] = &[(Class::Scare, "scare"), (Class::Peacock, "peacock"), (Class::Weasel, "weasel")];

const ANY: Classes = Classes::of(&[Class::Scare, Class::Peacock, Class::Weasel]);

/// Colouring words in headlines, captions and running text, with `peacock`, `scare` or `weasel`, in text order. Words in
/// quotation marks, or given as a source's own, are not the author's.
pub fn find(reading: &Reading<'_>, found: &Found<'_>, lexicon: &Lexicon) -> Vec<(Span, &'static str)> {
    let foreign = verbatim(reading, found);
    let mut out: Vec<(Span, &'static str)> = Vec::new();
    let mut past = 0;
    for segment in &reading.segments {
        if !matches!(segment.kind, SegmentKind::Headline | SegmentKind::Caption | SegmentKind::Paragraph) {
            continue;
        }
        for sentence in segment.sentences.clone() {
            let tokens = reading.tokens_of(sentence as usize);
            let mut at = tokens.start;
            // Past the last token of the last one found in this sentence.
            let mut touch = usize::MAX;
            while at < tokens.end {
                let start = reading.tokens[at].span.start();
                while past < foreign.len() && foreign[past].end() <= start {
                    past += 1;
                }
                let quoted = foreign.get(past).is_some_and(|f| f.holds(start));
                let (end, kind) = if quoted { (at + 1, None) } else { colour(reading, lexicon, at, tokens.end) };
                // "the Great Lakes": a capital inside a sentence is a name.
                let name =
                    segment.kind == SegmentKind::Paragraph && at > tokens.start && reading.tokens[at].is_capital();
                if let Some(kind) = kind.filter(|_| !name) {
                    let span = reading.span(at..end);
                    match out.last_mut() {
                        // "notoriously secretive" is one colouring.
                        Some((last, of)) if touch == at && *of == kind => *last = span.cover(*last),
                        _ => out.push((span, kind)),
                    }
                    touch = end;
                }
                at = end;
            }
        }
    }
    out
}

/// Where the words from `at` end that colour, and how they do; the next token, if they do not.
fn colour(reading: &Reading<'_>, lexicon: &Lexicon, at: usize, end: usize) -> (usize, Option<&'static str>) {
    let token = &reading.tokens[at];
    if token.kind != TokenKind::Word {
        return (at + 1, None);
    }
    let next = |i: usize| reading.tokens[..end].get(at + i).map_or_else(Default::default, |t| t.word);
    let kind = |classes: Classes| KINDS.iter().find(|(c, _)| classes.has(*c)).map(|(_, name)| *name);
    match lexicon.phrase(token.word, next) {
        Some(phrase) if phrase.classes.any(ANY) => (at + phrase.len(), kind(phrase.classes)),
        _ => (at + 1, kind(lexicon.classes(token.word))),
    }
}

/// What is not in the author's words, in order and without overlap.
fn verbatim(reading: &Reading<'_>, found: &Found<'_>) -> Vec<Span> {
    let direct = found.attributions.iter().filter(|a| a.quote_type == QuoteType::Direct);
    let mut spans: Vec<Span> = reading.quotations.iter().map(|q| q.span).collect();
    spans.extend(direct.flat_map(|a| a.content.iter().copied()));
    sort_by_key(&mut spans, |s| key([s.start(), s.end(), 0, 0]));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let lexicon = Lexicon::get();
        let reading = crate::text::read(text, lexicon);
        let found = find(&reading, &Found::default(), lexicon);
        found.iter().map(|(s, kind)| format!("{}/{kind}", reading.slice(*s))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_authors_words_are_found() {
        assert_eq!(words("The so-called expert left the legendary club."), "so-called/scare legendary/peacock");
        assert_eq!(words("A notoriously secretive firm won."), "notoriously secretive/scare");
        assert_eq!(words("Critics say the plan failed."), "Critics say/weasel");
    }

    #[test]
    fn words_of_two_lines_stay_apart() {
        assert_eq!(words("The firm was shocking\n\nLegendary firms won.\n"), "shocking/scare Legendary/peacock");
    }

    #[test]
    fn quoted_words_and_names_are_not_the_authors() {
        assert_eq!(words("She called it “a legendary, shocking mess” on Monday."), "");
        assert_eq!(words("They played at Legendary Park."), "");
    }
}
