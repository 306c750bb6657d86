//! S said (that) ..., ..., S said, S refused to say ..., S denied ..., S vowed to ..., it is believed that ...

use std::ops::Range;

use super::frames::{content_after, content_before, passive, silence};
use super::{Find, Finds, Scan, quote_type};
use crate::attribution::learned::PROCEEDINGS;
use crate::attribution::{is_nobody, rule};
use crate::lexicon::{Class, Cue, Takes};
use crate::tag::{Pos, VerbGroup};
use crate::terms::SpeechAct;

/// Finds verbs that attribute.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    for v in 0..scan.tags.verbs.len() {
        let verb = &scan.tags.verbs[v];
        let sentence = &scan.reading.sentences[verb.sentence as usize];
        if finds.used_verbs[v] || !scan.reading.segments[sentence.segment as usize].kind.carries_claims() {
            continue;
        }
        let Some((cue, after)) = scan.verb_cue(verb.head).or_else(|| drawn(scan, verb)) else { continue };
        let (start, end) = scan.bounds(verb);
        if let Some(find) = one(scan, v, cue, after, start, end) {
            finds.used_verbs[v] = true;
            finds.add(scan, find);
        }
    }
}

/// "would not be drawn on the matter": declined to speak.
fn drawn<'l>(scan: &Scan<'l, '_>, verb: &VerbGroup) -> Option<(&'l Cue, usize)> {
    let after = verb.head + 1;
    let silent = verb.negated && verb.passive && scan.is(verb.head, "drawn") && scan.any(after, &["on", "about"]);
    silent.then(|| scan.lexicon.verb_cue(scan.lexicon.id("decline"))).flatten().map(|cue| (cue, after + 1))
}

fn one<'l>(scan: &Scan<'l, '_>, v: usize, cue: &'l Cue, after: usize, start: usize, end: usize) -> Option<Find<'l>> {
    let verb = &chained(scan, v)?;
    if after > end {
        return None;
    }
    if verb.passive {
        return passive(scan, verb, cue, after, start, end);
    }
    let subject = subject(scan, v, verb, start);
    let strong = cue.takes.any(Takes::QUOTE);
    // Whoever denies can speak: "the champions denied making an offer".
    let denies = |s: &Range<usize>| cue.words == "deny" && scan.pos(s.end - 1) == Pos::Noun;
    let speaks = subject.as_ref().is_some_and(|s| scan.can_speak(s) || denies(s));
    if !is_inverted(scan, verb, cue, after, start, end)
        && !speaks
        && (subject.is_some() && !strong || subject.is_none() && !(strong && scan.pos(verb.head) == Pos::Ing))
    {
        return None;
    }
    if is_stray_ing(scan, verb, strong, start)
        || verb.tokens.start > start && scan.pos(verb.tokens.start) == Pos::Participle
    {
        return None;
    }
    let inverted = is_inverted(scan, verb, cue, after, start, end);
    let subject = if inverted { None } else { subject };
    // "The bridge, Lee said, would close": a comma on both sides.
    let first = subject.as_ref().map_or(verb.tokens.start, |s| s.start);
    let parenthetical = first > start
        && matches!(scan.pos(first - 1), Pos::Comma | Pos::Break)
        && scan.pos(behind_recipient(scan, cue, after, end)) == Pos::Comma;
    // "which reports next week" says nothing of the clause around it, and only courts are what others hear something in.
    let relative = subject.as_ref().is_some_and(|s| s.len() == 1 && scan.pos(s.start) == Pos::Wh);
    let sits = || subject.iter().cloned().flatten().any(|i| scan.any(i, PROCEEDINGS));
    let closes = !relative && (cue.words != "hear" || sits());
    let parenthetical = parenthetical && closes;
    let before = || content_before(scan, verb, cue, after, subject.as_ref(), start, end).filter(|_| closes);
    let it = || subject.as_ref().is_some_and(|s| scan.is(s.start, "it"));
    let silent = || silence(scan, verb, cue, after, end).filter(|_| speaks || it());
    let mut frame = if inverted || parenthetical {
        before()
    } else {
        content_after(scan, cue, after, end, speaks).or_else(before).or_else(silent)
    }?;
    // "Lee, who did not say why, resigned": the main verb is not what she did not say.
    if let Some(last) = frame.content.last_mut().filter(|_| relative) {
        let comma = |i: &usize| {
            let verb = scan.skip_adverbs(i + 1, end);
            scan.pos(*i) == Pos::Comma && matches!(scan.pos(verb), Pos::Finite | Pos::Auxiliary)
        };
        last.end = (last.start + 1..last.end).find(comma).unwrap_or(last.end);
    }
    let inverted = frame.rule == rule::CLAUSE_BEFORE_CUE && subject.is_none();
    let source = if inverted {
        scan.phrase_from(scan.skip_adverbs(after, end), end).filter(|p| scan.can_speak(p))
    } else {
        subject
    };
    // "No official would say", "Neither side confirmed".
    let nobody = source.as_ref().is_some_and(|s| is_nobody(s.start, |at, words| scan.any(at, words)));
    let negated = (verb.negated || nobody)
        && matches!(cue.act, SpeechAct::Assert | SpeechAct::Confirm | SpeechAct::Deny | SpeechAct::Admit);
    Some(Find {
        rule: frame.rule,
        act: match act_of(scan, cue, source.as_ref()) {
            _ if negated => SpeechAct::Refuse,
            // "told staff to leave".
            SpeechAct::Assert
                if frame.rule == rule::RECIPIENT_FIRST
                    && frame.content.first().is_some_and(|c| scan.pos(c.start) == Pos::To) =>
            {
                SpeechAct::Directive
            }
            act => act,
        },
        source,
        cue: Some(verb.tokens.start..frame.cue_end),
        quote_type: quote_type(scan, &frame.content),
        content: frame.content,
        lexical: Some(cue),
        confidence: frame.confidence,
    })
}

/// Behind a cue and who is told: "she told jurors |".
pub(super) fn behind_recipient(scan: &Scan<'_, '_>, cue: &Cue, after: usize, end: usize) -> usize {
    let next = scan.skip_adverbs(after, end);
    let told = scan.core_from(next, end).filter(|_| cue.takes.any(Takes::RECIPIENT));
    told.map_or(next, |recipient| scan.skip_adverbs(recipient.end, end))
}

/// Whether a bare -ing form attributes nothing: it does only as a second act beside a first one ("..., adding that",
/// "began by saying") or of a document ("a statement saying").
fn is_stray_ing(scan: &Scan<'_, '_>, verb: &VerbGroup, strong: bool, start: usize) -> bool {
    let first = verb.tokens.start;
    if scan.pos(first) != Pos::Ing {
        return false;
    }
    let beside = |p| matches!(p, Pos::Comma | Pos::Subordinator | Pos::Coordinator | Pos::Adverb | Pos::Preposition);
    // "stopped short of blaming", "without saying": not done.
    let undone = first > start && scan.any(first - 1, &["of", "without", "from"]);
    undone || !(first > start && (beside(scan.pos(first - 1)) || strong && scan.has(first - 1, Class::WorkNoun)))
}

/// "..., said Ann Lee.": a comma before the verb, and behind it somebody and then no verb.
fn is_inverted(scan: &Scan<'_, '_>, verb: &VerbGroup, cue: &Cue, after: usize, start: usize, end: usize) -> bool {
    if !verb.finite
        || !cue.takes.any(Takes::QUOTE)
        || verb.tokens.start <= start
        || !matches!(scan.pos(verb.tokens.start - 1), Pos::Comma | Pos::Quote)
    {
        return false;
    }
    let Some(source) = scan.phrase_from(after, end).filter(|p| scan.can_speak(p)) else { return false };
    let next = scan.skip_adverbs(source.end, end);
    next >= end
        || matches!(
            scan.pos(next),
            Pos::Comma
                | Pos::Other
                | Pos::Preposition
                | Pos::Break
                | Pos::Quote
                | Pos::Ing
                | Pos::Subordinator
                | Pos::Coordinator
        )
}

/// The verb group of a cue; with the verb before it where that only leads to it: "appears to show", "went on to say".
/// None for other infinitives, which attribute nothing by themselves.
fn chained(scan: &Scan<'_, '_>, v: usize) -> Option<VerbGroup> {
    const LEADS: &[&str] =
        &["appear", "seem", "continue", "go", "begin", "start", "have", "use", "happen", "come", "tend", "prove"];
    let verb = scan.tags.verbs[v].clone();
    if !verb.infinitive {
        return Some(verb);
    }
    let before = &scan.tags.verbs[v.checked_sub(1)?];
    let adjacent = before.tokens.end == verb.tokens.start
        || before.tokens.end + 1 == verb.tokens.start && scan.any(before.tokens.end, &["on"]);
    let lemma = scan.lexicon.lemma(scan.id(before.head));
    let leads = LEADS.iter().any(|w| scan.lexicon.id(w) == lemma);
    (adjacent && leads && before.sentence == verb.sentence).then_some(VerbGroup {
        tokens: before.tokens.start..verb.tokens.end,
        finite: before.finite,
        passive: false,
        negated: before.negated || verb.negated,
        infinitive: false,
        ..verb
    })
}

/// Reasons for what the verb before says was done.
pub(in super::super) const ARGUING: &[&str] =
    &["arguing", "claiming", "insisting", "alleging", "complaining", "contending", "believing", "fearing"];

/// The subject of a verb: the noun phrase before it; for a verb after "and" or ", adding", that of the verb before.
fn subject(scan: &Scan<'_, '_>, v: usize, verb: &VerbGroup, start: usize) -> Option<Range<usize>> {
    let mut at = verb.tokens.start;
    while at > start && scan.pos(at - 1) == Pos::Adverb {
        at -= 1;
    }
    // "a statement saying", "a letter warning".
    if scan.pos(verb.tokens.start) == Pos::Ing && at > start && scan.has(at - 1, Class::WorkNoun) {
        return scan.core_before(at, start);
    }
    let shares = at > start
        && (scan.pos(at - 1) == Pos::Coordinator
            || scan.pos(verb.tokens.start) == Pos::Ing
            || scan.pos(at - 1) == Pos::Comma && verb.finite);
    if scan.pos(verb.tokens.start) != Pos::Ing
        && let Some(subject) = scan.subject_before(verb.tokens.start, start)
    {
        return Some(subject);
    }
    if !shares {
        return None;
    }
    // The nearest verb of saying before, else the nearest finite verb, that has a subject of its own.
    let before = || {
        let verbs = (0..v).rev().take(8).map(|i| &scan.tags.verbs[i]);
        verbs.take_while(|w| w.tokens.start >= start).filter(|w| w.finite)
    };
    let subject = |w: &VerbGroup| {
        scan.subject_before(w.tokens.start, start)
            .filter(|s| scan.can_speak(s) && !(s.len() == 1 && scan.pos(s.start) == Pos::Wh))
    };
    // "The authors stress that the study was small and cannot prove it": so does what shows something.
    let proves = scan.verb_cue(verb.head).is_some_and(|(cue, _)| matches!(cue.words, "prove" | "show" | "demonstrate"));
    if proves && let Some(before) = before().next() {
        return scan.subject_before(before.tokens.start, start);
    }
    // "The notes show that Lee voted against it, arguing that it was too dear": what is argued goes with the nearer verb.
    let argues = scan.any(verb.head, ARGUING) && scan.pos(verb.tokens.start) == Pos::Ing;
    let nearest = || before().filter(|w| scan.pos(w.head) != Pos::Auxiliary).find_map(subject);
    let speaker = || before().filter(|w| scan.verb_cue(w.head).is_some()).find_map(subject);
    let near = if argues { nearest() } else { None };
    near.or_else(speaker).or_else(|| before().find_map(subject))
}

/// What is done with the content: a picture that shows something depicts it.
fn act_of(scan: &Scan<'_, '_>, cue: &Cue, source: Option<&Range<usize>>) -> SpeechAct {
    let picture = source.is_some_and(|s| s.clone().any(|i| scan.has(i, Class::PictureNoun)));
    if picture && matches!(cue.words, "show" | "reveal" | "suggest") { SpeechAct::Depict } else { cue.act }
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[source Ann Lee] [cue said] [content the bridge would close].",
    "[source Ann Lee] [cue said] [content that the bridge would close in March].",
    "[source The ministry] [cue said] in a statement on Monday [content that the dam was safe].",
    "[source The minister] [cue did not say] [content when the bridge would reopen].",
    "[source Lee] [cue told] reporters [content the bridge would close].",
    "[source Lee] [cue told] the council on Tuesday [content that the money had run out].",
    "[source The company] [cue denied] [content the allegations].",
    "[source The union] [cue vowed] [content to strike until its members are paid].",
    "[source Reid] [cue called] [content the plan “a gift to the rich”].",
    "[source Reid] [cue called] [content the plan a mistake].",
    "[source The mayor] [cue refused to comment on] [content the report].",
    "[source A spokesman for the bank] [cue declined to say] [content how many accounts were affected].",
    "[content The bridge will close in March], [source Lee] [cue said].",
    "[content The bridge will close in March], [cue said] [source Ann Lee, the mayor of Northwick].",
    "[content The dam is safe], [cue said] [source Ann Lee, the mayor of Arden, one of the towns that sued].",
    "[content The dam is safe], [cue said] [source Ann Lee, the mayor of Arden], on Monday.",
    "[content The dam is safe], [cue said] [source Ann Lee, the mayor of Arden], [content and it was checked].",
    "[content The dam is safe], [cue said] [source Ann Lee (D-Mo.)], on a visit.",
    "[content The dam is safe], [cue said] [source Ann Lee and the head of the union for dockers].",
    "[content The dam is safe], [cue said] [source a source close to the talks] in Arden.",
    "[content The bridge], [source Lee] [cue said], [content will close in March].",
    "[content The bridge is unsafe], [source a person familiar with the matter] [cue said] on Monday.",
    "[source Residents] [cue asked] [content whether the water was safe to drink].",
    "[content The ship] [cue is believed] [content to have sunk in a storm].",
    "[content The driver] [cue was accused of] [content ignoring a red light].",
    "It [cue was reported] [content that two villages had been cut off].",
    "[source Lee] [cue said] [content the bridge was unsafe], [cue adding] [content that it would close in March].",
    "[source The court] [cue ruled] [content that the law was void].",
    "[source Officials] [cue warned] [content the river could rise by another metre].",
    "[source The video] [cue appears to show] [content soldiers firing at a car].",
    // Silent: the same verbs without anything said.
    "The girl added two eggs and a cup of milk.",
    "The river reached the houses before dawn.",
    "Lee answered the door in her slippers.",
    "The shop reported to nobody for eleven years.",
    "He declined steadily after the operation.",
    "The clock shows ten past four.",
];
