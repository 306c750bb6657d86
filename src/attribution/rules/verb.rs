//! S said (that) ..., ..., S said, S refused to say ..., S denied ..., S vowed to ..., it is believed that ...

use std::ops::Range;

use super::{Find, Finds, Scan, quote_type};
use crate::attribution::rule;
use crate::lexicon::{Class, Cue, Takes};
use crate::tag::{Pos, VerbGroup};
use crate::terms::{QuoteType, SpeechAct};
use crate::text::TokenKind;

/// How many words may stand between a cue and "that": "said in a statement on Monday that".
const GAP: usize = 12;
/// Within how many words a clause without "that" shows its verb.
const SUBJECT: usize = 18;

/// A cue with where its content begins.
struct Frame {
    content: Vec<Range<usize>>,
    cue_end: usize,
    rule: &'static str,
    confidence: f64,
}

/// Finds verbs that attribute.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, finds: &mut Finds<'l>) {
    for v in 0..scan.tags.verbs.len() {
        let verb = &scan.tags.verbs[v];
        let sentence = &scan.reading.sentences[verb.sentence as usize];
        if finds.used_verbs[v] || !scan.reading.segments[sentence.segment as usize].kind.carries_claims() {
            continue;
        }
        let Some((cue, after)) = scan.verb_cue(verb.head) else { continue };
        let (start, end) = bounds(scan, verb);
        if let Some(find) = one(scan, v, cue, after, start, end) {
            finds.used_verbs[v] = true;
            finds.add(scan, find);
        }
    }
}

/// The sentence of a verb, or the part of it inside the same quotation.
fn bounds(scan: &Scan<'_, '_>, verb: &VerbGroup) -> (usize, usize) {
    let sentence = scan.sentence(verb.sentence);
    match scan.quotation_at(verb.head) {
        Some(q) => {
            let inner = scan.reading.tokens_in(scan.reading.quotations[q].inner);
            (sentence.start.max(inner.start), sentence.end.min(inner.end))
        }
        None => (sentence.start, sentence.end),
    }
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
    let speaks = subject.as_ref().is_some_and(|s| scan.can_speak(s));
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
        && scan.pos(scan.skip_adverbs(after, end)) == Pos::Comma;
    let before = || content_before(scan, verb, cue, after, subject.as_ref(), start, end);
    let frame = if inverted || parenthetical {
        before()
    } else {
        content_after(scan, cue, after, end, speaks).or_else(before)
    }?;
    let inverted = frame.rule == rule::CLAUSE_BEFORE_CUE && subject.is_none();
    let source = if inverted {
        scan.phrase_from(scan.skip_adverbs(after, end), end).filter(|p| scan.can_speak(p))
    } else {
        subject
    };
    let negated =
        verb.negated && matches!(cue.act, SpeechAct::Assert | SpeechAct::Confirm | SpeechAct::Deny | SpeechAct::Admit);
    Some(Find {
        rule: frame.rule,
        act: if negated { SpeechAct::Refuse } else { act_of(scan, cue, source.as_ref()) },
        source,
        cue: Some(verb.tokens.start..frame.cue_end),
        quote_type: quote_type(scan, &frame.content),
        content: frame.content,
        lexical: Some(cue),
        confidence: frame.confidence,
    })
}

/// Whether a bare -ing form attributes nothing: it does only as a second act beside a first one ("..., adding that",
/// "began by saying") or of a document ("a statement saying").
fn is_stray_ing(scan: &Scan<'_, '_>, verb: &VerbGroup, strong: bool, start: usize) -> bool {
    let first = verb.tokens.start;
    if scan.pos(first) != Pos::Ing {
        return false;
    }
    let beside = |p| matches!(p, Pos::Comma | Pos::Subordinator | Pos::Coordinator | Pos::Adverb | Pos::Preposition);
    !(first > start && (beside(scan.pos(first - 1)) || strong && scan.has(first - 1, Class::WorkNoun)))
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
    before().filter(|w| scan.verb_cue(w.head).is_some()).find_map(subject).or_else(|| before().find_map(subject))
}

/// Content that follows the cue.
fn content_after(scan: &Scan<'_, '_>, cue: &Cue, after: usize, end: usize, speaks: bool) -> Option<Frame> {
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
    if cue.words == "describe" && speaks {
        return described(scan, after, next, end);
    }
    if cue.act == SpeechAct::Refuse && scan.pos(next) == Pos::To {
        return Some(refusal(scan, after, next, end));
    }
    let clausal = cue.takes.any(Takes::CLAUSE.with(Takes::THAT));
    let colon = scan.kind(next) == Some(TokenKind::Colon);
    if colon && cue.takes.any(Takes::QUOTE) && next + 1 < end {
        return Some(Frame {
            content: rest(next + 1),
            cue_end: next + 1,
            rule: rule::CLAUSE_AFTER_COLON,
            confidence: 0.8,
        });
    }
    if clausal && let Some(that) = that_within(scan, next, end) {
        return Some(Frame { content: rest(that), cue_end: after, rule: rule::THAT_CLAUSE, confidence: 0.95 });
    }
    if cue.takes.any(Takes::WH) && (scan.pos(next) == Pos::Wh || scan.any(next, &["whether", "if", "why", "how"])) {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::WH_CLAUSE, confidence: 0.85 });
    }
    if cue.takes.any(Takes::INFINITIVE) && scan.pos(next) == Pos::To && speaks {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::INFINITIVE, confidence: 0.75 });
    }
    if scan.pos(next) == Pos::Quote && scan.quotation_at(next).is_some() && (cue.takes.any(Takes::QUOTE) || clausal) {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::QUOTED_WORDS, confidence: 0.85 });
    }
    if cue.takes.any(Takes::RECIPIENT)
        && let Some(from) = after_recipient(scan, next, end, clausal)
    {
        return Some(Frame { content: rest(from), cue_end: after, rule: rule::RECIPIENT_FIRST, confidence: 0.85 });
    }
    if cue.takes.any(Takes::CLAUSE)
        && let Some(from) = bare_clause(scan, next, end)
    {
        return Some(Frame { content: rest(from), cue_end: after, rule: rule::BARE_CLAUSE, confidence: 0.85 });
    }
    if cue.takes.any(Takes::ING) && scan.pos(next) == Pos::Ing && speaks {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::ING_CLAUSE, confidence: 0.75 });
    }
    if cue.takes.any(Takes::NOUN) && speaks && scan.pos(next).is_nominal() && !scan.timed(next) {
        return Some(Frame { content: rest(next), cue_end: after, rule: rule::NOUN_PHRASE, confidence: 0.7 });
    }
    None
}

/// Verbs that give somebody a name: "called the plan a mistake".
const NAMING: &[&str] = &["call", "dub", "label", "brand"];

/// "called X Y": two noun phrases, or one and then an adjective or a quotation.
fn named(scan: &Scan<'_, '_>, after: usize, next: usize, end: usize) -> Option<Frame> {
    let quoted = |at: usize| scan.pos(at) == Pos::Quote && scan.quotation_at(at).is_some();
    let object = scan.core_from(next, end);
    let complement = object.as_ref().map_or(next, |o| o.end);
    let named = quoted(next)
        || quoted(complement)
        || object.is_some() && matches!(scan.pos(complement), Pos::Determiner | Pos::Adjective) && complement < end;
    named.then(|| Frame {
        content: vec![next..scan.clause_end(next, end)],
        cue_end: after,
        rule: rule::NAMING,
        confidence: 0.8,
    })
}

/// "described X as Y": X belongs to the content if it stands next to it.
fn described(scan: &Scan<'_, '_>, after: usize, next: usize, end: usize) -> Option<Frame> {
    const REACH: usize = 12;
    let adverb = (next..end.min(next + REACH)).find(|&i| scan.is(i, "as"))?;
    if adverb + 1 >= end {
        return None;
    }
    let cue_end = if adverb == next { adverb + 1 } else { after };
    let from = if adverb == next { adverb + 1 } else { next };
    Some(Frame { content: vec![from..scan.clause_end(from, end)], cue_end, rule: rule::DESCRIBED_AS, confidence: 0.85 })
}

/// "refused to say why ...", "declined to comment on ...": the verb of saying belongs to the cue.
fn refusal(scan: &Scan<'_, '_>, after: usize, to: usize, end: usize) -> Frame {
    const SAYING: &[&str] = &[
        "say",
        "comment",
        "answer",
        "discuss",
        "confirm",
        "deny",
        "reveal",
        "disclose",
        "speculate",
        "elaborate",
        "speak",
        "explain",
        "address",
        "respond",
        "rule",
    ];
    let speaks = SAYING.iter().any(|w| scan.is(to + 1, w));
    let mut cue_end = if speaks { to + 2 } else { after };
    if speaks && scan.pos(cue_end) == Pos::Preposition && scan.any(cue_end, &["on", "about", "to", "out"]) {
        cue_end += 1;
    }
    let from = if speaks { cue_end } else { to };
    if from >= end || matches!(scan.pos(from), Pos::Other | Pos::Comma | Pos::Coordinator) {
        return Frame { content: vec![to..(to + 2).min(end)], cue_end: after, rule: rule::REFUSAL, confidence: 0.9 };
    }
    Frame { content: vec![from..scan.clause_end(from, end)], cue_end, rule: rule::REFUSAL, confidence: 0.9 }
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
    (clausal).then(|| bare_clause(scan, at, end)).flatten()
}

/// A clause without "that": a subject here, and a finite verb that is its own soon.
fn bare_clause(scan: &Scan<'_, '_>, from: usize, end: usize) -> Option<usize> {
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

/// What is done with the content: a picture that shows something depicts it.
fn act_of(scan: &Scan<'_, '_>, cue: &Cue, source: Option<&Range<usize>>) -> SpeechAct {
    let picture = source.is_some_and(|s| s.clone().any(|i| scan.has(i, Class::PictureNoun)));
    if picture && matches!(cue.words, "show" | "reveal" | "suggest") { SpeechAct::Depict } else { cue.act }
}

/// Content that precedes: "..., S said." and "..., said S."; with the rest after the cue, if it goes on.
fn content_before(
    scan: &Scan<'_, '_>,
    verb: &VerbGroup,
    cue: &Cue,
    after: usize,
    subject: Option<&Range<usize>>,
    start: usize,
    end: usize,
) -> Option<Frame> {
    if !cue.takes.any(Takes::QUOTE.with(Takes::CLAUSE)) || !verb.finite {
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
        scan.skip_adverbs(after, end)
    };
    let goes_on = scan.pos(tail_start) == Pos::Comma && tail_start + 1 < end && has_verb(tail_start + 1..end);
    // "Acts of protest, Lee said, are ...": the verb may come after.
    if !goes_on && !has_verb(head.clone()) {
        return None;
    }
    let mut content = vec![strip_opening(scan, head)];
    if goes_on {
        let tail = tail_start + 1..scan.clause_end(tail_start + 1, end);
        if scan.pos(tail.start) != Pos::Ing && !matches!(scan.pos(tail.start), Pos::Wh) {
            content.push(tail);
        }
    }
    Some(Frame { content, cue_end: after, rule: rule::CLAUSE_BEFORE_CUE, confidence: 0.85 })
}

/// Without "And", "But" and the comma after it.
fn strip_opening(scan: &Scan<'_, '_>, mut content: Range<usize>) -> Range<usize> {
    while content.len() > 1 && matches!(scan.pos(content.start), Pos::Coordinator | Pos::Comma) {
        content.start += 1;
    }
    content
}

/// "is believed to ...", "was accused of ...", "it was reported that ...": nobody is given, unless "by S" follows.
fn passive<'l>(
    scan: &Scan<'l, '_>,
    verb: &VerbGroup,
    cue: &'l Cue,
    after: usize,
    start: usize,
    end: usize,
) -> Option<Find<'l>> {
    let subject = scan.subject_before(verb.tokens.start, start);
    let expletive = subject.as_ref().is_some_and(|s| s.len() == 1 && scan.is(s.start, "it"));
    let mut next = scan.skip_adverbs(after, end);
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
        vec![subject, next..scan.clause_end(next, end)]
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

/// Without "and has ...", which the subject does and nobody is said to believe.
fn before_next_predicate(scan: &Scan<'_, '_>, content: Range<usize>) -> Range<usize> {
    if scan.pos(content.start) == Pos::That {
        return content;
    }
    let end = (content.start + 1..content.end)
        .find(|&i| scan.pos(i) == Pos::Coordinator && scan.pos(i + 1) == Pos::Auxiliary)
        .unwrap_or(content.end);
    content.start..end
}

#[cfg(test)]
pub(super) const EXAMPLES: &[&str] = &[
    "[source Ann Lee] [cue said] [content the bridge would close].",
    "[source Ann Lee] [cue said] [content that the bridge would close in March].",
    "[source The ministry] [cue said] in a statement on Monday [content that the dam was safe].",
    "[source The minister] [cue did not say] [content when the bridge would reopen].",
    "[source Lee] [cue told] reporters [content the bridge would close].",
    "[source Lee] [cue told] the council on Tuesday [content that the money had run out].",
    "[source The company] [cue denied] [content polluting the river].",
    "[source The company] [cue denied] [content the allegations].",
    "[source The union] [cue vowed] [content to strike until its members are paid].",
    "[source Reid] [cue called] [content the plan “a gift to the rich”].",
    "[source Reid] [cue called] [content the plan a mistake].",
    "[source Voss] [cue described] [content the talks as difficult].",
    "[source The mayor] [cue refused to comment on] [content the report].",
    "[source A spokesman for the bank] [cue declined to say] [content how many accounts were affected].",
    "[content The bridge will close in March], [source Lee] [cue said].",
    "[content The bridge will close in March], [cue said] [source Ann Lee, the mayor of Northwick].",
    "[content The bridge], [source Lee] [cue said], [content will close in March].",
    "[source Residents] [cue asked] [content whether the water was safe to drink].",
    "[content The ship] [cue is believed] [content to have sunk in a storm].",
    "[content The driver] [cue was accused of] [content ignoring a red light].",
    "It [cue was reported] [content that two villages had been cut off].",
    "[source Lee] [cue said] [content the bridge was unsafe], [cue adding] [content that it would close in March].",
    "[source The court] [cue ruled] [content that the law was void].",
    "[source Officials] [cue warned] [content the river could rise by another metre].",
    "[source The prime minister] [cue promised] [content “no new taxes” before the election].",
    "[source Lee] [cue said:] [content the bridge is unsafe and it must close].",
    "[source The video] [cue appears to show] [content soldiers firing at a car].",
    // Silent: the same verbs without anything said.
    "The girl added two eggs and a cup of milk.",
    "The river reached the houses before dawn.",
    "Lee answered the door in her slippers.",
    "The shop reported to nobody for eleven years.",
    "He declined steadily after the operation.",
    "The clock shows ten past four.",
];
