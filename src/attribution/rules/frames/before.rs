//! ..., S said. ..., said S. ..., S said, ...

use std::ops::Range;

use super::super::verb::behind_recipient;
use super::{Frame, Scan};
use crate::attribution::rule;
use crate::lexicon::{Cue, Takes};
use crate::tag::{Pos, VerbGroup};

/// Content that precedes: "..., S said." and "..., said S."; with the rest after the cue, if it goes on.
pub(in super::super) fn content_before(
    scan: &Scan<'_, '_>,
    verb: &VerbGroup,
    cue: &Cue,
    after: usize,
    subject: Option<&Range<usize>>,
    start: usize,
    end: usize,
) -> Option<Frame> {
    // "..., the inquest heard": only there is it said to others.
    let told = cue.words == "hear" && subject.is_some();
    if !(told || cue.takes.any(Takes::QUOTE.with(Takes::CLAUSE))) || !verb.finite {
        return None;
    }
    let first = subject.map_or(verb.tokens.start, |s| s.start.min(verb.tokens.start));
    let mut last = first;
    while last > start && scan.pos(last - 1) == Pos::Adverb {
        last -= 1;
    }
    if last <= start + 1 || !matches!(scan.pos(last - 1), Pos::Comma | Pos::Quote | Pos::Break) {
        return None;
    }
    let head = start..last - usize::from(scan.pos(last - 1) != Pos::Quote);
    let has_verb = |mut r: Range<usize>| r.any(|i| matches!(scan.pos(i), Pos::Finite | Pos::Auxiliary));
    let tail_start = if subject.is_none() {
        scan.phrase_from(scan.skip_adverbs(after, end), end).map_or(after, |p| p.end)
    } else {
        behind_recipient(scan, cue, after, end)
    };
    let goes_on = scan.pos(tail_start) == Pos::Comma && tail_start + 1 < end && has_verb(tail_start + 1..end);
    // "Acts of protest, Lee said, are ...": the verb may come after.
    if !goes_on && !has_verb(head.clone()) {
        return None;
    }
    let mut content = vec![strip_opening(scan, head)];
    if goes_on {
        let tail = tail_start + 1..scan.clause_end(tail_start + 1, end);
        // "..., Lee said, as the search went on": what went on is not what was said.
        let aside = matches!(scan.pos(tail.start), Pos::Ing | Pos::Wh) || is_aside(scan, tail.start);
        if !aside {
            content.push(tail);
        }
    }
    Some(Frame { content, cue_end: after, rule: rule::CLAUSE_BEFORE_CUE, confidence: 0.85 })
}

/// Whether a clause behind a cue and a comma tells what went on meanwhile.
pub(in super::super::super) fn is_aside(scan: &Scan<'_, '_>, at: usize) -> bool {
    scan.pos(at) == Pos::Subordinator && scan.any(at, &["as", "while"])
}

/// Without "And", "But" and the comma after it.
fn strip_opening(scan: &Scan<'_, '_>, mut content: Range<usize>) -> Range<usize> {
    while content.len() > 1 && matches!(scan.pos(content.start), Pos::Coordinator | Pos::Comma) {
        content.start += 1;
    }
    content
}
