//! S said that ..., S told reporters ..., S vowed to ...

use super::special::{NAMING, named, refusal};
use super::{Frame, Scan};
use crate::attribution::rule;
use crate::lexicon::{Cue, Takes};
use crate::tag::Pos;
use crate::terms::SpeechAct;
use crate::text::TokenKind;

/// How many words may stand between a cue and "that": "said in a statement on Monday that".
const GAP: usize = 12;
/// Within how many words a clause without "that" shows its verb.
const SUBJECT: usize = 18;

/// Content that follows the cue.
pub(in super::super) fn content_after(
    scan: &Scan<'_, '_>,
    cue: &Cue,
    after: usize,
    end: usize,
    speaks: bool,
) -> Option<Frame> {
    let rest = |from: usize| vec![from..scan.clause_end(from, end)];
    let next = scan.skip_adverbs(after, end);
    if next >= end {
        return None;
    }
    // "confirmed on Friday morning it was": the time belongs to the cue.
    let next = if scan.pos(next) == Pos::Preposition && scan.timed(next + 1) {
        scan.skip_adverbs(next + 1, end)
    } else {
        next
    };
    if NAMING.contains(&cue.words) {
        return if speaks { named(scan, after, next, end) } else { None };
    }
    if cue.act == SpeechAct::Refuse && scan.pos(next) == Pos::To {
        return Some(refusal(scan, after, next, end));
    }
    let clausal = cue.takes.any(Takes::CLAUSE.with(Takes::THAT));
    if clausal && let Some(that) = that_within(scan, next, end) {
        return Some(Frame { content: rest(that), cue_end: after, rule: rule::THAT_CLAUSE, confidence: 0.95 });
    }
    if cue.takes.any(Takes::WH) && (scan.pos(next) == Pos::Wh || scan.any(next, &["whether", "if", "why", "how"])) {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::WH_CLAUSE, confidence: 0.85 });
    }
    if cue.takes.any(Takes::INFINITIVE) && scan.pos(next) == Pos::To && speaks {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::INFINITIVE, confidence: 0.75 });
    }
    if cue.takes.any(Takes::RECIPIENT)
        && let Some(from) = after_recipient(scan, next, end, clausal)
    {
        return Some(Frame { content: rest(from), cue_end: after, rule: rule::RECIPIENT_FIRST, confidence: 0.85 });
    }
    if cue.takes.any(Takes::CLAUSE)
        && let Some(from) = bare_clause(scan, next, end).filter(|&from| says_something(scan, from, end))
    {
        return Some(Frame { content: rest(from), cue_end: after, rule: rule::BARE_CLAUSE, confidence: 0.85 });
    }
    // "denied making an offer".
    if cue.takes.any(Takes::ING) && speaks && scan.pos(next) == Pos::Ing {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::NOUN_PHRASE, confidence: 0.75 });
    }
    // "The study could not show cause and effect": nothing is shown.
    let proves = matches!(cue.words, "show" | "prove" | "demonstrate");
    if proves && scan.verb_at(after - 1).is_some_and(|v| scan.tags.verbs[v].negated) {
        return None;
    }
    if cue.takes.any(Takes::NOUN) && speaks && scan.pos(next).is_nominal() && !scan.timed(next) {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::NOUN_PHRASE, confidence: 0.7 });
    }
    None
}

/// A "that" close behind, with nothing between that could be a clause.
fn that_within(scan: &Scan<'_, '_>, from: usize, end: usize) -> Option<usize> {
    for at in from..end.min(from + GAP) {
        match scan.pos(at) {
            Pos::That => return Some(at),
            Pos::Finite
            | Pos::Auxiliary
            | Pos::Quote
            | Pos::Break
            | Pos::Other
            | Pos::Wh
            | Pos::To
            | Pos::Subordinator => return None,
            Pos::Comma if at > from + 6 => return None,
            _ => {}
        }
    }
    None
}

/// "told reporters ...": the person told, then the content.
fn after_recipient(scan: &Scan<'_, '_>, from: usize, end: usize, clausal: bool) -> Option<usize> {
    let recipient = scan.core_from(from, end)?;
    let at = scan.skip_adverbs(recipient.end, end);
    if at >= end {
        return None;
    }
    if scan.pos(at) == Pos::Wh
        || scan.pos(at) == Pos::To
        || scan.pos(at) == Pos::Quote && scan.quotation_at(at).is_some()
    {
        return Some(at);
    }
    if matches!(scan.pos(at), Pos::Finite | Pos::Auxiliary) {
        return None;
    }
    if scan.kind(at) == Some(TokenKind::Comma) && scan.pos(at + 1) == Pos::Quote {
        return Some(at + 1);
    }
    (clausal).then(|| bare_clause(scan, at, end)).flatten().filter(|&from| says_something(scan, from, end))
}

/// Whether the clause that begins here has its verb before it ends: not "found a raft, according to two people".
fn says_something(scan: &Scan<'_, '_>, from: usize, end: usize) -> bool {
    let verb = |i: &usize| matches!(scan.pos(*i), Pos::Finite | Pos::Auxiliary);
    let close = scan.clause_end(from, end);
    // "had written to the firm and had been told": the second verb is not the first one's content.
    (from..close).find(verb).is_some_and(|at| {
        let before = (from..at).rev().find(|&i| scan.pos(i) != Pos::Adverb);
        before.is_none_or(|i| scan.pos(i) != Pos::Coordinator)
    })
}

/// A clause without "that": a subject here, and a finite verb that is its own soon.
pub(in super::super) fn bare_clause(scan: &Scan<'_, '_>, from: usize, end: usize) -> Option<usize> {
    let opens = scan.pos(from).is_nominal()
        || matches!(
            scan.pos(from),
            Pos::Subordinator | Pos::Preposition | Pos::Ing | Pos::Quote | Pos::Wh | Pos::Adverb
        );
    if !opens {
        return None;
    }
    // "said in a statement", "said on the programme": an adjunct, unless a clause follows it.
    for at in from..end.min(from + SUBJECT) {
        match scan.pos(at) {
            Pos::Finite | Pos::Auxiliary => return (at > from).then_some(from),
            Pos::Break | Pos::Other => return None,
            Pos::Comma if at <= from + 1 => return None,
            _ => {}
        }
    }
    None
}
