//! S is confident that ..., S was adamant it would ..., S is worried that ...

use std::ops::Range;

use super::frames::bare_clause;
use super::{Find, Finds, Scan, quote_type};
use crate::attribution::rule;
use crate::lexicon::{Class, Cue, CuePos, Takes};
use crate::tag::{Pos, VerbGroup};

/// Finds adjectives of belief after a form of "be", "remain" or "become".
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    for (v, verb) in scan.tags.verbs.iter().enumerate() {
        let sentence = &scan.reading.sentences[verb.sentence as usize];
        if !verb.finite || !scan.reading.segments[sentence.segment as usize].kind.carries_claims() {
            continue;
        }
        let (start, end) = scan.bounds(verb);
        let Some((cue, at)) = adjective(scan, verb, end) else { continue };
        if let Some(find) = one(scan, verb, cue, at, start, end) {
            finds.used_verbs[v] = true;
            finds.add(scan, find);
        }
    }
}

/// The adjective of a verb group, with the cue that it is: "is confident", "are now worried".
fn adjective<'l>(scan: &Scan<'l, '_>, verb: &VerbGroup, end: usize) -> Option<(&'l Cue, usize)> {
    const LINKS: &[&str] = &["remain", "become", "feel", "seem"];
    let lemma = scan.lexicon.lemma(scan.id(verb.head));
    let links = scan.has(verb.head, Class::Be) || LINKS.iter().any(|w| scan.lexicon.id(w) == lemma);
    let at = if links { scan.skip_adverbs(verb.tokens.end, end) } else { verb.head };
    let after_be = at > verb.head || verb.passive;
    scan.lexicon.other_cue(scan.id(at)).filter(|c| c.pos == CuePos::Other && at < end && after_be).map(|c| (c, at))
}

fn one<'l>(
    scan: &Scan<'l, '_>,
    verb: &VerbGroup,
    cue: &'l Cue,
    at: usize,
    start: usize,
    end: usize,
) -> Option<Find<'l>> {
    let source: Range<usize> = scan.subject_before(verb.tokens.start, start).filter(|s| scan.can_speak(s))?;
    let next = at + 1;
    let that = next < end && scan.pos(next) == Pos::That;
    let from = if that { next } else { bare_clause(scan, next, end).filter(|_| cue.takes.any(Takes::CLAUSE))? };
    // "is confident in the plan, which was ...": what begins with a preposition is no clause of the cue's.
    if !that && !scan.pos(from).is_nominal() {
        return None;
    }
    let content = vec![from..scan.clause_end(from, end)];
    Some(Find {
        rule: rule::ADJECTIVE_CUE,
        source: Some(source),
        cue: Some(verb.tokens.start..at + 1),
        quote_type: quote_type(scan, &content),
        content,
        lexical: Some(cue),
        act: cue.act,
        confidence: 0.75,
    })
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[source Officials] [cue are confident] [content that the dam will hold].",
    "[source Voss] [cue was adamant] [content that she had locked the gate].",
    "[source Doctors] [cue are worried] [content that the virus will spread].",
    "[source Lee] [cue is convinced] [content the bridge can be saved].",
    "[source The company] [cue remained hopeful] [content that a buyer will be found].",
    "The dam is sure to hold.",
    "Voss is a confident speaker.",
    "Doctors are concerned with other things.",
    "A certain amount of salt is lost that way.",
];
