//! “...,” said S. S said: “...” — quotations with the cue beside them, in pieces, or over several sentences.

use std::ops::Range;

use super::{Find, Finds, Scan};
use crate::attribution::rule;
use crate::lexicon::{Class, Cue, Takes};
use crate::tag::Pos;
use crate::terms::{QuoteType, SegmentKind, SpeechAct};
use crate::text::{Quotation, TokenKind};

/// A quotation in more pieces is no quotation; the work for one attribution stays bounded.
const MOST_PIECES: usize = 40;
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

/// A quotation that stands by itself, not inside another.
struct Quoted<'q> {
    quotation: &'q Quotation,
    tokens: Range<usize>,
    words: usize,
}

impl Quoted<'_> {
    /// What a following quotation sees of this one; `end` is the last token of it and its cue.
    fn last(&self, scan: &Scan<'_, '_>, index: usize, end: usize, verb: Option<usize>) -> Last {
        let segment = &scan.reading.segments[self.quotation.segment as usize];
        Last {
            index,
            segment: self.quotation.segment,
            end: sentence_end(scan, end),
            verb,
            to_segment_end: self.quotation.span.end() + 2 >= segment.span.end(),
        }
    }
}

/// Finds direct quotations.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    let mut last: Option<Last> = None;
    for quotation in &scan.reading.quotations {
        if quotation.nested_in.is_some() || !scan.reading.segments[quotation.segment as usize].kind.carries_claims() {
            continue;
        }
        let tokens = scan.reading.tokens_in(quotation.span);
        // The marks around a turn say nothing more.
        if finds.turns.binary_search(&quotation.segment).is_ok() && begins_segment(scan, quotation) {
            continue;
        }
        let words = tokens.clone().filter(|&t| scan.kind(t) == Some(TokenKind::Word)).count();
        if words == 0 {
            continue;
        }
        let quoted = Quoted { quotation, tokens, words };
        let same_segment = last.as_ref().filter(|l| l.segment == quotation.segment);
        let found = match before(scan, &quoted).or_else(|| after(scan, &quoted.tokens)) {
            Some(beside) => with_cue(scan, finds, &quoted, &beside, same_segment),
            None => going_on(scan, finds, &quoted, same_segment).or_else(|| alone(scan, finds, &quoted, last.as_ref())),
        };
        last = found.or(last);
    }
}

/// “...,” said S. S said: “...” — or one more piece where the cue has had a quotation already.
fn with_cue<'l>(
    scan: &Scan<'l, '_>,
    finds: &mut Finds<'l>,
    quoted: &Quoted<'_>,
    beside: &Beside<'l>,
    last: Option<&Last>,
) -> Option<Last> {
    let tokens = &quoted.tokens;
    let room = |l: &Last| finds.attributions[l.index].content.len() < MOST_PIECES;
    let index = if let Some(same_verb) = last.filter(|l| l.verb == Some(beside.verb) && room(l)) {
        finds.attributions[same_verb.index].content.push(quoted.quotation.span);
        same_verb.index
    } else if finds.used_verbs.get(beside.verb).copied().unwrap_or(false) || embedded(scan, tokens, beside) {
        return None;
    } else {
        finds.used_verbs[beside.verb] = true;
        let from = if beside.cue.start > tokens.start {
            unquoted_start(scan, tokens, last.map_or(0, |l| l.end))
        } else {
            tokens.start
        };
        let subject = subject_apart(scan, tokens, beside);
        let mixed = from < tokens.start || subject.is_some();
        finds.add(
            scan,
            Find {
                rule: beside.rule,
                source: beside.source.clone(),
                cue: Some(beside.cue.clone()),
                content: subject.into_iter().chain([from..tokens.end]).collect(),
                lexical: beside.lexical,
                act: beside.lexical.map_or(SpeechAct::Assert, |c| c.act),
                quote_type: if mixed { QuoteType::Mixed } else { QuoteType::Direct },
                confidence: if beside.source.is_some() { 0.95 } else { 0.7 },
            },
        );
        finds.attributions.len() - 1
    };
    Some(quoted.last(scan, index, tokens.end.max(beside.cue.end), Some(beside.verb)))
}

/// "Both sides, Lee wrote, “announce the same thing”": the subject of what is quoted stands before the cue.
fn subject_apart(scan: &Scan<'_, '_>, tokens: &Range<usize>, beside: &Beside<'_>) -> Option<Range<usize>> {
    let comma = beside.source.as_ref()?.start.checked_sub(1).filter(|&at| scan.pos(at) == Pos::Comma)?;
    let verb = matches!(scan.pos(tokens.start + 1), Pos::Finite | Pos::Auxiliary);
    let between = beside.cue.end..tokens.start;
    let start = sentence_start(scan, beside.cue.start);
    let nominal = |at: usize| scan.pos(at).is_nominal() || scan.pos(at) == Pos::Preposition;
    let apart = beside.cue.start < tokens.start && verb && between.into_iter().all(|at| scan.pos(at) == Pos::Comma);
    (apart && start < comma && (start..comma).all(nominal) && scan.pos(start) != Pos::Preposition)
        .then_some(start..comma)
}

/// “...,” said Lee. “...” goes on with the same source.
fn going_on(scan: &Scan<'_, '_>, finds: &mut Finds<'_>, quoted: &Quoted<'_>, last: Option<&Last>) -> Option<Last> {
    let tokens = &quoted.tokens;
    let index = last
        .filter(|l| tokens.start <= l.end && quoted.words >= 2 && starts_sentence(scan, tokens))
        .filter(|l| finds.attributions[l.index].content.len() < MOST_PIECES)
        .map(|l| l.index)?;
    let piece =
        if follows_coordinator(scan, tokens) { scan.span(tokens.start - 1..tokens.end) } else { quoted.quotation.span };
    finds.attributions[index].content.push(piece);
    Some(quoted.last(scan, index, tokens.end, None))
}

/// A paragraph that is a quotation and no more: whoever spoke last may go on.
fn alone(scan: &Scan<'_, '_>, finds: &mut Finds<'_>, quoted: &Quoted<'_>, last: Option<&Last>) -> Option<Last> {
    let quotation = quoted.quotation;
    let segment = &scan.reading.segments[quotation.segment as usize];
    let whole =
        quotation.span.start() <= segment.span.start() + 3 && fills(scan, quotation.span.end(), segment.span.end());
    if !whole || quoted.words < SHORT || segment.kind == SegmentKind::Subheading {
        return None;
    }
    let open = last.is_some_and(|l| l.segment + 2 >= quotation.segment && l.to_segment_end);
    finds.add(
        scan,
        Find {
            rule: if quotation.continues && open { rule::QUOTATION_CONTINUED } else { rule::QUOTATION_ALONE },
            source: None,
            cue: None,
            content: vec![quoted.tokens.clone()],
            lexical: None,
            act: SpeechAct::Assert,
            quote_type: QuoteType::Direct,
            confidence: if open { 0.6 } else { 0.4 },
        },
    );
    let found = quoted.last(scan, finds.attributions.len() - 1, quoted.tokens.end, None);
    Some(Last { to_segment_end: true, ..found })
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

fn begins_segment(scan: &Scan<'_, '_>, quotation: &Quotation) -> bool {
    quotation.span.start() <= scan.reading.segments[quotation.segment as usize].span.start()
}

/// S said: “...”, S told reporters on Monday: “...”.
fn before<'l>(scan: &Scan<'l, '_>, quoted: &Quoted<'_>) -> Option<Beside<'l>> {
    let start = quoted.tokens.start;
    // "Reid went on:" may be a paragraph of its own.
    let leads = start > 0 && scan.kind(start - 1) == Some(TokenKind::Colon) && begins_segment(scan, quoted.quotation);
    let sentence = sentence_start(scan, if leads { start - 1 } else { start });
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
                rule: rule::QUOTATION_AFTER_CUE,
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
    let sentences = &scan.reading.sentences;
    let sentence = sentences.get(sentences.partition_point(|s| s.tokens.end as usize <= start))?;
    let end = sentence.tokens.end as usize;
    if start >= end || sentence.tokens.start as usize > start {
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
            rule: rule::QUOTATION_BEFORE_CUE,
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
        rule: rule::QUOTATION_BEFORE_CUE,
    })
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[source Ann Lee] [cue said:] [content “The bridge will close in March.”]",
    "[content “The bridge will close in March,”] [cue said] [source Ann Lee, the mayor of Northwick].",
    "[content “The bridge will close in March,”] [source Lee] [cue told] reporters on Monday.",
    "[content “It was a mistake,”] [source the minister] [cue said] on Friday. [content “We should have closed it years ago.”]",
    "[content “We closed it,”] [source she] [cue said], [content “because nobody repaired it.”]",
    "[content The plan “is a mess,”] [source Councillor Omar Reid] [cue said].",
    "[content “Why was nobody told?”] [cue asked] [source Maria Voss, who lives by the river].",
    "[source Police chief Tom Hale] [cue added:] [content “Nobody was hurt, and nobody was arrested.”]",
    "[source Voss] [cue told] the Northwick Herald: [content “They promised us a new school.”]",
    "[content 'The water came up to the windows,'] [cue said] [source Ola Brandt, a farmer].",
    "[content “We heard a bang,”] [source Brandt] [cue recalled], [content “and then the lights went out.”]",
    "[source Reid] [cue said], [content “The council never asked us.”]",
    "[source Voss] [cue said:] [content “We waited for hours, and nobody came to help us.]\n\n[content “In the end my neighbours brought a boat.”]",
    "The whole valley was under water by noon.\n\n[content “I have never seen anything like it in all my years here.”]\n\nThe army sent two helicopters.",
    "[source Voss] [cue continued:]\n\n[content “The school was promised to us in May.”]\n\nThe council met on Monday.",
    // Silent: words in marks that nobody says here.
    "The film “The Long Winter” opens on Friday in forty cinemas.",
    "The so-called “bridge tax” was dropped in May.",
    "Her novel, “A House by the Sea,” won a prize last year.",
    "Residents held signs that read “No new road” and blocked the street.",
    "She walked past the shop called “Bread and More” every day.",
];
