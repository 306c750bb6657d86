//! X is believed to ..., X was accused of ..., it was reported that ..., X could not be reached for comment

use std::ops::Range;

use super::{Find, Scan, quote_type};
use crate::attribution::rule;
use crate::lexicon::{Class, Cue, Takes};
use crate::tag::{Pos, VerbGroup};
use crate::terms::{QuoteType, SpeechAct};

/// "is believed to ...", "was accused of ...", "it was reported that ...": nobody is given, unless "by S" follows.
pub(in super::super) fn passive<'l>(
    scan: &Scan<'l, '_>,
    verb: &VerbGroup,
    cue: &'l Cue,
    after: usize,
    start: usize,
    end: usize,
) -> Option<Find<'l>> {
    let subject = subject(scan, verb, start);
    if cue.act == SpeechAct::Refuse {
        return unreached(scan, verb, cue, after, end, subject?);
    }
    let expletive = subject.as_ref().is_some_and(|s| s.len() == 1 && scan.is(s.start, "it"));
    let mut next = scan.skip_adverbs(after, end);
    // "was told not to worry": that is said.
    let not = (after..next).find(|&at| scan.has(at, Class::Negation));
    let mut source = None;
    if scan.is(next, "by") && next + 1 < end {
        source = scan.core_from(next + 1, end).filter(|p| scan.can_speak(p));
        next = source.as_ref().map_or(next, |s| scan.skip_adverbs(s.end, end));
    }
    let mut cue_end = after;
    let content = if next < end && scan.pos(next) == Pos::That {
        vec![next..scan.clause_end(next, end)]
    } else if next < end && scan.pos(next) == Pos::To && cue.takes.any(Takes::CLAUSE.with(Takes::THAT)) && !expletive {
        let subject = subject?;
        vec![subject, not.unwrap_or(next)..scan.clause_end(next, end)]
    } else if cue.act == SpeechAct::Accuse && scan.is(next, "of") && next + 1 < end {
        let subject = subject?;
        cue_end = if next == after { after + 1 } else { after };
        vec![subject, next + 1..scan.clause_end(next + 1, end)]
    } else if source.is_some() && cue.takes.any(Takes::NOUN) && !matches!(cue.act, SpeechAct::Ask | SpeechAct::Intend) {
        vec![subject?]
    } else {
        return None;
    };
    // "is believed to be long and has widened": the second verb is not what is believed.
    let content: Vec<_> =
        content.into_iter().map(|c| before_next_predicate(scan, c)).filter(|c| !c.is_empty()).collect();
    let quote_type = quote_type(scan, &content);
    Some(Find {
        rule: rule::PASSIVE_CUE,
        source,
        cue: Some(verb.tokens.start..cue_end),
        content,
        lexical: Some(cue),
        act: cue.act,
        quote_type: if quote_type == QuoteType::Direct { QuoteType::Mixed } else { quote_type },
        confidence: 0.75,
    })
}

/// Of whom it is said: for "and is feared to" that of the verb before, for "who is feared to" the noun phrase before.
fn subject(scan: &Scan<'_, '_>, verb: &VerbGroup, start: usize) -> Option<Range<usize>> {
    /// How far before the verb that of the verb before may stand, in tokens.
    const REACH: usize = 20;
    let first = verb.tokens.start;
    let shared = || {
        let joined = first > start && scan.pos(first - 1) == Pos::Coordinator;
        let mut before = (start.max(first.saturating_sub(REACH))..first).rev().filter(|_| joined);
        before.find(|&i| scan.pos(i) == Pos::Finite).and_then(|i| scan.subject_before(i, start))
    };
    let subject = scan.subject_before(first, start).or_else(shared)?;
    let relative = subject.len() == 1 && scan.any(subject.start, &["who", "which"]);
    if !relative {
        return Some(whole(scan, subject, start));
    }
    let end = subject.start - usize::from(subject.start > start && scan.pos(subject.start - 1) == Pos::Comma);
    Some(scan.core_before(end, start).unwrap_or(subject))
}

/// A noun phrase with what it is part of: "temperatures in | the area".
pub(in super::super) fn whole(scan: &Scan<'_, '_>, mut phrase: Range<usize>, start: usize) -> Range<usize> {
    /// How many noun phrases before it are looked at.
    const MOST: usize = 3;
    for _ in 0..MOST {
        let inside = phrase.start >= start + 2
            && scan.pos(phrase.start - 1) == Pos::Preposition
            && scan.pos(phrase.start - 2) == Pos::Noun
            && !scan.timed(phrase.start - 2);
        match phrase.start.checked_sub(1).filter(|_| inside).and_then(|end| scan.core_before(end, start)) {
            Some(outer) => phrase.start = outer.start,
            None => break,
        }
    }
    phrase
}

/// "Lee could not be reached for comment", "Lee would not be drawn on the matter": a refusal of sorts.
fn unreached<'l>(
    scan: &Scan<'l, '_>,
    verb: &VerbGroup,
    cue: &'l Cue,
    after: usize,
    end: usize,
    subject: Range<usize>,
) -> Option<Find<'l>> {
    let speaks = scan.can_speak(&subject) || scan.is(subject.start, "it");
    let goes_on = after < end && (scan.pos(after).is_nominal() || scan.pos(after) == Pos::Wh);
    let content = if goes_on { after..scan.clause_end(after, end) } else { verb.tokens.end..after };
    (verb.negated && speaks && after > verb.tokens.end).then(|| Find {
        rule: rule::REFUSAL,
        source: Some(subject),
        cue: Some(verb.tokens.start..content.start),
        content: vec![content],
        lexical: Some(cue),
        act: SpeechAct::Refuse,
        quote_type: QuoteType::Indirect,
        confidence: 0.85,
    })
}

/// Without "and has ..." or ", has ...", which the subject does and nobody is said to believe.
fn before_next_predicate(scan: &Scan<'_, '_>, content: Range<usize>) -> Range<usize> {
    if scan.pos(content.start) == Pos::That {
        return content;
    }
    if scan.pos(content.end - 1) == Pos::Comma {
        return content;
    }
    let next = |&i: &usize| match scan.pos(i) {
        Pos::Coordinator => scan.pos(i + 1) == Pos::Auxiliary,
        Pos::Comma => matches!(scan.pos(i + 1), Pos::Auxiliary | Pos::Finite | Pos::Quote),
        _ => false,
    };
    let end = (content.start + 1..content.end).find(next).unwrap_or(content.end);
    content.start..end
}
