//! Voices in between: "RIA, citing Peskov, reported that ...", "RIA quoted Peskov as saying ...".
//!
//! Who is cited says the same as who cites, and stands within it: author, RIA, Peskov. This runs on what the rules and the
//! model have found together, for whoever found it, the content is shared.

use std::ops::Range;

use super::scan::Scan;
use super::{Attribution, rule};
use crate::order::{key, sort_by_key};
use crate::span::Span;
use crate::tag::{Pos, VerbGroup};
use crate::terms::{SourceId, SpeechAct};

/// Words for who is cited, at most, in tokens.
const LONGEST: usize = 24;
/// How far from the verb that cites the other verb may stand, in tokens.
const NEAR: usize = 80;

/// Adds the voices that others cite.
pub(super) fn find<'l>(scan: &Scan<'l, '_>, attributions: &mut Vec<Attribution<'l>>) {
    // Attributions by the first token of their cue, so that each verb looks at those near it only.
    let mut by_cue: Vec<(u32, u32)> = Vec::new();
    for (i, a) in attributions.iter().enumerate() {
        by_cue.extend(a.cue.map(|cue| (scan.reading.tokens_in(cue).start as u32, i as u32)));
    }
    sort_by_key(&mut by_cue, |&(at, i)| key([at, i, 0, 0]));
    let mut dropped = vec![false; attributions.len()];
    for v in 0..scan.tags.verbs.len() {
        let verb = &scan.tags.verbs[v];
        if !scan.any(verb.head, &["citing", "quoting", "cited", "quoted", "cites", "quotes"]) {
            continue;
        }
        let sentence = scan.sentence(verb.sentence);
        let from = sentence.start.max(verb.head.saturating_sub(NEAR)) as u32;
        let to = sentence.end.min(verb.head + NEAR) as u32;
        let first = by_cue.partition_point(|&(at, _)| at < from);
        let near: Vec<usize> =
            by_cue[first..].iter().take_while(|&&(at, _)| at < to).map(|&(_, i)| i as usize).collect();
        if scan.pos(verb.head) == Pos::Ing {
            aside(scan, verb, &near, attributions, &mut dropped);
        } else {
            as_saying(scan, verb, &near, attributions, &mut dropped);
        }
    }
    dropped.resize(attributions.len(), false);
    let mut dropped = dropped.into_iter();
    attributions.retain(|_| !dropped.next().unwrap_or_default());
}

/// "RIA, citing Peskov, reported that ...", "..., RIA reported, citing Peskov".
fn aside<'l>(
    scan: &Scan<'l, '_>,
    verb: &VerbGroup,
    near: &[usize],
    attributions: &mut Vec<Attribution<'l>>,
    dropped: &mut [bool],
) {
    let at = verb.head;
    let Some(who) = cited(scan, at + 1, scan.sentence(verb.sentence).end) else { return };
    let tokens = |span: Span| scan.reading.tokens_in(span);
    let cue_of = |a: &Attribution<'_>| a.cue.map(tokens);
    let is_own = |i: usize| cue_of(&attributions[i]).is_some_and(|cue| cue.contains(&at));
    // Who is cited between the source and its verb, or else after the last verb before.
    let between = |a: &Attribution<'_>| {
        let source = a.source.last().map(|&s| tokens(s));
        source.is_some_and(|s| s.end <= at) && cue_of(a).is_some_and(|cue| at < cue.start && who.end <= cue.start)
    };
    let outer = near
        .iter()
        .copied()
        .find(|&i| !is_own(i) && between(&attributions[i]))
        .or_else(|| near.iter().copied().rfind(|&i| !is_own(i) && is_before(scan, &attributions[i], at)));
    for &i in near.iter().filter(|&&i| is_own(i)) {
        // "citing a fire chief" alone says nothing of what the chief said.
        dropped[i] = outer.is_some();
    }
    let Some(outer) = outer else { return };
    let aside = at - usize::from(at > 0 && scan.pos(at - 1) == Pos::Comma)..who.end;
    let without = |content: &Span| without(scan, scan.reading.tokens_in(*content), &aside);
    let content: Vec<Span> = attributions[outer].content.iter().flat_map(without).collect();
    if content.is_empty() {
        return;
    }
    attributions[outer].content = content;
    let a = &attributions[outer];
    let voice = voice(scan, a.segment, &who, at..at + 1, a.content.clone(), a.quote_type);
    attributions.push(voice);
}

/// What is left of a content without the words about who is cited.
fn without(scan: &Scan<'_, '_>, content: Range<usize>, aside: &Range<usize>) -> Vec<Span> {
    let mut behind = aside.end.max(content.start);
    if aside.end > content.start && behind < content.end && scan.pos(behind) == Pos::Comma {
        behind += 1;
    }
    let left = [content.start..aside.start.min(content.end), behind..content.end];
    left.into_iter().filter(|tokens| !tokens.is_empty()).map(|tokens| scan.span(tokens)).collect()
}

/// Whether an attribution's verb stands before a token, and somebody vouches for what is said.
fn is_before(scan: &Scan<'_, '_>, a: &Attribution<'_>, at: usize) -> bool {
    let ends = |span: &Span| scan.reading.tokens_in(*span).end;
    a.cue.as_ref().is_some_and(|cue| ends(cue) <= at) && !a.source.is_empty() && a.act != SpeechAct::Refuse
}

/// Who is cited, from a token on: a noun phrase with what belongs to it, up to the next mark or verb.
fn cited(scan: &Scan<'_, '_>, from: usize, end: usize) -> Option<Range<usize>> {
    let core = scan.phrase_from(from, end).filter(|p| scan.can_speak(p))?;
    let mut to = core.end;
    if scan.pos(to) == Pos::Preposition {
        let stops = |i: usize| {
            !scan.pos(i).is_nominal() && !matches!(scan.pos(i), Pos::Preposition | Pos::Coordinator | Pos::Adverb)
        };
        to = (to..end.min(from + LONGEST)).find(|&i| stops(i)).unwrap_or(to);
    }
    while to > core.end && (scan.timed(to - 1) || !scan.pos(to - 1).ends_noun_phrase()) {
        to -= 1;
    }
    if scan.pos(to - 1) == Pos::Comma {
        to -= 1;
    }
    Some(core.start..to)
}

/// "RIA quoted Peskov as saying ...", "the ministry was cited by Tass as saying ...".
fn as_saying<'l>(
    scan: &Scan<'l, '_>,
    verb: &VerbGroup,
    near: &[usize],
    attributions: &mut Vec<Attribution<'l>>,
    dropped: &mut [bool],
) {
    let sentence = scan.sentence(verb.sentence);
    let (start, end) = (sentence.start, sentence.end);
    let after = verb.tokens.end;
    let Some(saying) = (after..end.min(after + LONGEST))
        .find(|&i| scan.is(i, "as") && scan.pos(i + 1) == Pos::Ing && scan.verb_cue(i + 1).is_some())
        .map(|i| i + 1)
    else {
        return;
    };
    let subject = scan.subject_before(verb.tokens.start, start).filter(|p| scan.can_speak(p));
    let (who, cited) = if verb.passive {
        if !scan.is(after, "by") {
            return;
        }
        (scan.core_from(after + 1, saying - 1), subject)
    } else {
        (subject, scan.phrase_from(after, saying - 1))
    };
    let (Some(who), Some(cited)) = (who, cited.filter(|p| scan.can_speak(p))) else { return };
    let holds = |a: &Attribution<'_>, token: usize| a.cue.is_some_and(|c| scan.reading.tokens_in(c).contains(&token));
    let Some(inner) = near.iter().copied().find(|&i| holds(&attributions[i], saying)) else { return };
    attributions[inner].source = vec![scan.span(cited.clone())];
    let said = attributions[inner].content.clone();
    let Some(last) = said.iter().map(|s| s.end()).max() else { return };
    let from = if verb.passive { saying - 1 } else { cited.start };
    let mut content = vec![Span::new(scan.span(from..from + 1).start(), last)];
    if verb.passive {
        content.insert(0, scan.span(cited));
    }
    for &i in near.iter().filter(|&&i| holds(&attributions[i], verb.head)) {
        dropped[i] = true;
    }
    let (segment, quote_type) = (attributions[inner].segment, attributions[inner].quote_type);
    attributions.push(voice(scan, segment, &who, verb.tokens.clone(), content, quote_type));
}

fn voice<'l>(
    scan: &Scan<'l, '_>,
    segment: u32,
    source: &Range<usize>,
    cue: Range<usize>,
    content: Vec<Span>,
    quote_type: crate::terms::QuoteType,
) -> Attribution<'l> {
    Attribution {
        segment,
        source: vec![scan.span(source.clone())],
        lexical: scan.verb_cue(cue.end - 1).map(|(cue, _)| cue),
        cue: Some(scan.span(cue)),
        content,
        quote_type,
        act: SpeechAct::Assert,
        nested_in: None,
        is_act: false,
        source_id: SourceId::Nobody,
        confidence: 0.9,
        made_by: rule::CITING,
    }
}

#[cfg(test)]
mod tests {
    /// The chain of each claim, the author left out: names, then the claim.
    fn chains(text: &str) -> Vec<String> {
        let document = crate::annotate(text, &crate::Options::default());
        let chain = |claim: &crate::document::Claim<'_>| {
            let names = claim.attribution_chain.iter().skip(1).map(|link| link.source_name.clone());
            names.chain([claim.text.clone()]).collect::<Vec<_>>().join(" > ")
        };
        document.claims.iter().map(chain).collect()
    }

    #[test]
    fn who_is_cited_stands_within_who_cites() {
        for (text, wanted) in [
            (
                "Interfax, citing an unnamed source in the emergency services, reported that the fire had been contained.",
                "Interfax > unnamed source in the emergency services > The fire had been contained.",
            ),
            (
                "The fire had been contained, Interfax reported on Monday, citing the fire chief, Oleg Bunin.",
                "Interfax > Oleg Bunin > The fire had been contained.",
            ),
            (
                "The talks had failed, RIA reported, quoting Kremlin spokesman Dmitry Peskov.",
                "RIA > Dmitry Peskov > The talks had failed.",
            ),
            (
                "According to RIA, quoting Kremlin spokesman Dmitry Peskov, the talks had failed.",
                "RIA > Dmitry Peskov > The talks had failed.",
            ),
            (
                "RIA quoted Dmitry Peskov as saying that the talks had failed.",
                "RIA > Dmitry Peskov > The talks had failed.",
            ),
            (
                "Reuters cited two officials as saying the bridge would close.",
                "Reuters > two officials > The bridge would close.",
            ),
            ("The ministry was cited by Tass as saying the dam was safe.", "Tass > ministry > The dam was safe."),
        ] {
            assert_eq!(chains(text), [wanted], "{text}");
        }
    }

    #[test]
    fn a_reason_is_no_voice() {
        for text in ["The council shut the pier, citing safety concerns.", "The council closed it, quoting the cost."] {
            assert_eq!(chains(text), [text], "{text}");
        }
    }
}
