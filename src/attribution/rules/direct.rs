//! “...,” said S. S said: “...” — quotations with the cue beside them, in pieces, or over several sentences.

use std::ops::Range;

use super::{Find, Finds, Scan};
use crate::lexicon::{Class, Cue, Takes};
use crate::tag::Pos;
use crate::terms::{QuoteType, SegmentKind, SpeechAct};
use crate::text::TokenKind;

/// A quotation of fewer words needs a cue that touches it.
const SHORT: usize = 4;
/// How many words may stand between a cue and its quotation: "told reporters in Arden on Monday: “...”".
const GAP: usize = 14;

/// A cue beside a quotation.
struct Beside<'l> {
    source: Option<Range<usize>>,
    cue: Range<usize>,
    lexical: Option<&'l Cue>,
    verb: usize,
    rule: &'static str,
}

/// The direct attribution that a following quotation may go on with.
struct Last {
    index: usize,
    segment: u32,
    /// The token after the sentence that held its cue and content.
    end: usize,
    verb: Option<usize>,
    /// Whether its last quotation ran to the end of its segment.
    to_segment_end: bool,
}

/// Finds direct quotations.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    let mut last: Option<Last> = None;
    for (i, quotation) in scan.reading.quotations.iter().enumerate() {
        if quotation.nested_in.is_some() || !scan.reading.segments[quotation.segment as usize].kind.carries_claims() {
            continue;
        }
        let tokens = scan.reading.tokens_in(quotation.span);
        let words = tokens.clone().filter(|&t| scan.kind(t) == Some(TokenKind::Word)).count();
        if words == 0 {
            continue;
        }
        let segment = &scan.reading.segments[quotation.segment as usize];
        let whole = quotation.span.start() <= segment.span.start() + 3;
        let beside = before(scan, &tokens).or_else(|| after(scan, &tokens));
        let continues = last.as_ref().filter(|l| l.segment == quotation.segment);
        if let Some(found) = &beside {
            let same_verb = continues.filter(|l| l.verb == Some(found.verb)).map(|l| l.index);
            if let Some(index) = same_verb {
                finds.attributions[index].content.push(quotation.span);
            } else if finds.used_verbs.get(found.verb).copied().unwrap_or(false) || embedded(scan, &tokens, found) {
                continue;
            } else {
                finds.used_verbs[found.verb] = true;
                let from = if found.cue.start > tokens.start {
                    unquoted_start(scan, &tokens, continues.map_or(0, |l| l.end))
                } else {
                    tokens.start
                };
                let act = found.lexical.map_or(SpeechAct::Assert, |c| c.act);
                finds.add(
                    scan,
                    Find {
                        rule: found.rule,
                        source: found.source.clone(),
                        cue: Some(found.cue.clone()),
                        content: vec![from..tokens.end],
                        lexical: found.lexical,
                        act,
                        quote_type: if from < tokens.start { QuoteType::Mixed } else { QuoteType::Direct },
                        confidence: if found.source.is_some() { 0.95 } else { 0.7 },
                    },
                );
            }
            let index = same_verb.unwrap_or(finds.attributions.len() - 1);
            finds.used_quotations[i] = true;
            last = Some(Last {
                index,
                segment: quotation.segment,
                end: sentence_end(scan, tokens.end.max(found.cue.end)),
                verb: Some(found.verb),
                to_segment_end: quotation.span.end() + 2 >= segment.span.end(),
            });
        } else if let Some(l) =
            continues.filter(|l| tokens.start <= l.end && words >= 2 && starts_sentence(scan, &tokens))
        {
            // “...,” said Lee. “...” goes on with the same source.
            let index = l.index;
            let piece = if follows_coordinator(scan, &tokens) {
                scan.span(tokens.start - 1..tokens.end)
            } else {
                quotation.span
            };
            finds.attributions[index].content.push(piece);
            finds.used_quotations[i] = true;
            let end = sentence_end(scan, tokens.end);
            last = Some(Last {
                index,
                segment: quotation.segment,
                end,
                verb: None,
                to_segment_end: quotation.span.end() + 2 >= segment.span.end(),
            });
        } else if whole
            && segment.kind != SegmentKind::Subheading
            && words >= SHORT
            && fills(scan, quotation.span.end(), segment.span.end())
        {
            let previous =
                last.as_ref().filter(|l| l.segment + 2 >= quotation.segment && l.to_segment_end).map(|l| l.index);
            let follows = quotation.continues && previous.is_some();
            finds.add(
                scan,
                Find {
                    rule: if follows { "quotation-continued" } else { "quotation-alone" },
                    source: None,
                    cue: None,
                    content: vec![tokens.clone()],
                    lexical: None,
                    act: SpeechAct::Assert,
                    quote_type: QuoteType::Direct,
                    confidence: if previous.is_some() { 0.6 } else { 0.4 },
                },
            );
            finds.used_quotations[i] = true;
            let index = finds.attributions.len() - 1;
            last = Some(Last {
                index,
                segment: quotation.segment,
                end: sentence_end(scan, tokens.end),
                verb: None,
                to_segment_end: true,
            });
        }
    }
}

/// Where the content of a quotation that ends a clause begins: "The plan “is a mess,” Lee said" is all hers. Not before
/// `from`, and not in a clause that has a cue or another quotation of its own.
fn unquoted_start(scan: &Scan<'_, '_>, tokens: &Range<usize>, from: usize) -> usize {
    let start = sentence_start(scan, tokens.start).max(from);
    let free = (start..tokens.start).all(|i| scan.quotation_at(i).is_none() && scan.pos(i) != Pos::Break)
        && !(start..tokens.start).any(|i| {
            scan.verb_at(i)
                .is_some_and(|v| scan.verb_cue(scan.tags.verbs[v].head).is_some_and(|(c, _)| c.takes.any(Takes::QUOTE)))
        });
    if !free || start >= tokens.start {
        return tokens.start;
    }
    (start..tokens.start).find(|&i| !matches!(scan.pos(i), Pos::Coordinator | Pos::Comma)).unwrap_or(tokens.start)
}

/// Whether nothing but a mark or two stands between the end of a quotation and the end of its segment.
fn fills(scan: &Scan<'_, '_>, quotation: u32, segment: u32) -> bool {
    quotation + 3 >= segment || scan.reading.slice(crate::span::Span::new(quotation, segment)).trim().len() <= 2
}

/// “...,” he said, but “...”
fn follows_coordinator(scan: &Scan<'_, '_>, tokens: &Range<usize>) -> bool {
    tokens.start > 1 && scan.pos(tokens.start - 1) == Pos::Coordinator && scan.pos(tokens.start - 2) == Pos::Comma
}

fn starts_sentence(scan: &Scan<'_, '_>, tokens: &Range<usize>) -> bool {
    tokens.start == 0
        || matches!(scan.pos(tokens.start - 1), Pos::Other | Pos::Comma | Pos::Quote | Pos::Break)
        || scan.reading.sentences.binary_search_by_key(&(tokens.start as u32), |s| s.tokens.start).is_ok()
}

fn sentence_end(scan: &Scan<'_, '_>, token: usize) -> usize {
    let at = token.saturating_sub(1) as u32;
    let i = scan.reading.sentences.partition_point(|s| s.tokens.end <= at);
    scan.reading.sentences.get(i).map_or(token, |s| s.tokens.end as usize)
}

/// Whether a quotation before which a cue stands is only a part of a clause: “said the plan was “a mess” and would fail”.
fn embedded(scan: &Scan<'_, '_>, tokens: &Range<usize>, found: &Beside<'_>) -> bool {
    if found.cue.start > tokens.start {
        return false;
    }
    let after = tokens.end;
    let end = sentence_end(scan, tokens.start);
    let stops = after >= end
        || matches!(scan.pos(after), Pos::Comma | Pos::Other | Pos::Break)
        || scan.pos(after) == Pos::Quote;
    !stops && scan.kind(tokens.start.wrapping_sub(1)) != Some(TokenKind::Colon)
}

/// S said: “...”, S told reporters on Monday: “...”.
fn before<'l>(scan: &Scan<'l, '_>, tokens: &Range<usize>) -> Option<Beside<'l>> {
    let start = tokens.start;
    let sentence = sentence_start(scan, start);
    let mut at = start;
    let marked = at > sentence && matches!(scan.kind(at - 1), Some(TokenKind::Colon | TokenKind::Comma));
    if marked {
        at -= 1;
    }
    let colon = marked && scan.kind(at) == Some(TokenKind::Colon);
    let from = at.saturating_sub(GAP).max(sentence);
    let mut i = at;
    while i > from {
        i -= 1;
        if scan.quotation_at(i).is_some() {
            return None;
        }
        if let Some(v) = scan.verb_at(i) {
            let verb = &scan.tags.verbs[v];
            let (cue, after) = scan.verb_cue(verb.head)?;
            let near = at == after || marked && (colon || cue.takes.any(Takes::RECIPIENT)) || at <= after + 6 && marked;
            if !cue.takes.any(Takes::QUOTE) || !near || i + 1 < verb.tokens.end {
                return None;
            }
            let source = scan.subject_before(verb.tokens.start, sentence);
            let end = if colon && at == after { after + 1 } else { after };
            return Some(Beside {
                source,
                cue: verb.tokens.start..end,
                lexical: Some(cue),
                verb: v,
                rule: "quotation-after-cue",
            });
        }
        if matches!(scan.pos(i), Pos::That | Pos::Wh | Pos::Break | Pos::Other) {
            return None;
        }
    }
    None
}

fn sentence_start(scan: &Scan<'_, '_>, token: usize) -> usize {
    let i = scan.reading.sentences.partition_point(|s| s.tokens.end as usize <= token);
    scan.reading.sentences.get(i).map_or(token, |s| s.tokens.start as usize)
}

/// “...,” said S. “...,” S said.
fn after<'l>(scan: &Scan<'l, '_>, tokens: &Range<usize>) -> Option<Beside<'l>> {
    let last_mark = (tokens.start..tokens.end).rev().find(|&t| scan.pos(t) != Pos::Quote)?;
    let ends = matches!(scan.kind(last_mark), Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Dash));
    let comma_after = scan.kind(tokens.end) == Some(TokenKind::Comma);
    if !ends && !comma_after {
        return None;
    }
    let full_stop =
        scan.kind(last_mark) == Some(TokenKind::Stop) && scan.reading.word(last_mark) == "." && !comma_after;
    let start = if comma_after { tokens.end + 1 } else { tokens.end };
    let segment_end = scan
        .reading
        .sentences
        .iter()
        .nth(scan.reading.sentences.partition_point(|s| s.tokens.end as usize <= start))?;
    let end = segment_end.tokens.end as usize;
    if start >= end || segment_end.tokens.start as usize > start {
        return None;
    }
    let first = scan.skip_adverbs(start, end);
    // said S
    if let Some(v) =
        scan.verb_at(first).filter(|&v| scan.tags.verbs[v].finite && scan.tags.verbs[v].tokens.start == first)
    {
        let verb = &scan.tags.verbs[v];
        let (cue, after) = scan.verb_cue(verb.head).filter(|(c, _)| c.takes.any(Takes::QUOTE))?;
        let source = scan.phrase_from(scan.skip_adverbs(after, end), end).filter(|p| scan.can_speak(p))?;
        return Some(Beside {
            source: Some(source),
            cue: verb.tokens.start..after,
            lexical: Some(cue),
            verb: v,
            rule: "quotation-before-cue",
        });
    }
    // S said
    let subject = scan.phrase_from(first, end)?;
    let verb_start = scan.skip_adverbs(subject.end + usize::from(scan.pos(subject.end) == Pos::Comma), end);
    let v = scan.verb_at(verb_start)?;
    let verb = &scan.tags.verbs[v];
    let (cue, after) = scan.verb_cue(verb.head).filter(|(c, _)| c.takes.any(Takes::QUOTE))?;
    let tail = after >= end
        || matches!(
            scan.pos(after),
            Pos::Other
                | Pos::Comma
                | Pos::Break
                | Pos::Preposition
                | Pos::Quote
                | Pos::Subordinator
                | Pos::Ing
                | Pos::Adverb
        )
        || scan.timed(after)
        || cue.takes.any(Takes::RECIPIENT);
    // “We won.” Lee said the vote ... is a new sentence, and its content comes after.
    if full_stop && !(after >= end || scan.pos(after) == Pos::Other) || !tail {
        return None;
    }
    let comma = scan.pos(subject.end) == Pos::Comma && subject.len() > 1;
    let source = subject.start..subject.end + usize::from(comma && scan.has(verb_start, Class::VerbPast));
    Some(Beside {
        source: Some(source),
        cue: verb.tokens.start..after,
        lexical: Some(cue),
        verb: v,
        rule: "quotation-before-cue",
    })
}
