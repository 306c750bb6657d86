//! What the encoder has found, joined with what the rules have found.
//!
//! Where both have found the same content, that of the rules stays, for they know quotation marks and clauses exactly;
//! the source is the encoder's. Where both have the same cue and not the same content, it is the encoder's. What only the
//! encoder has found is added.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::rules::{ARGUING, is_aside, quote_type};
use super::scan::{Scan, WINDOW};
use super::{Attribution, is_nobody, rule};
use crate::lexicon::{Class, Cue, CuePos, Takes};
use crate::model::{Learned, Linked};
use crate::span::Span;
use crate::tag::Pos;
use crate::terms::{QuoteType, SourceId, SpeechAct};
use crate::text::TokenKind;

/// What the encoder finds is taken from this mean probability of its tags on.
const SURE: f32 = 0.5;
/// What is told to one of these is told in it, and it stands for whoever spoke: "the court was told".
pub(super) const PROCEEDINGS: &[&str] =
    &["court", "courts", "hearing", "inquest", "inquiry", "jurors", "jury", "panel", "parliament", "trial", "tribunal"];
/// How far before what the model takes for a source its noun phrase may begin, in tokens.
const LEFT: usize = 4;
/// Words between two voices.
const CITING: &[&str] = &["citing", "cited", "cites", "quoting", "quoted", "quotes"];

/// Adds to the rules' drafts what the encoder has found.
pub(super) fn join<'l>(scan: &Scan<'l, '_>, drafts: &mut Vec<Attribution<'l>>, learned: &Learned) {
    let known = Known::new(scan, drafts);
    for mut one in learned.linked.iter().flat_map(|l| by_segment(scan, l)) {
        for tokens in one.source.iter_mut().chain(&mut one.content) {
            tokens.start = after_dateline(scan, tokens);
        }
        speak_by_paper(scan, &mut one);
        // "..., Lee said, | as the search went on".
        let behind =
            |c: &Range<usize>| one.cue.iter().any(|cue| cue.end + 1 == c.start && scan.pos(cue.end) == Pos::Comma);
        if one.content.len() > 1 {
            one.content.retain(|c| !(behind(c) && is_aside(scan, c.start)));
        }
        // "It was seen in May, when, according to Lee, | it sank": only what follows is hers.
        let late = one.cue.first().map(|c| c.start).filter(|&at| {
            at >= 2 && scan.is_according(at) && scan.pos(at - 1) == Pos::Comma && scan.pos(at - 2) == Pos::Wh
        });
        if let Some(cue) = late.filter(|&cue| one.content.iter().any(|c| c.start > cue)) {
            one.content.retain(|c| c.start > cue);
        }
        head_is_source(scan, &mut one);
        if !end_before_verb(scan, &mut one) {
            continue;
        }
        let sure = sure(learned, &one);
        let same = known.same_as(scan, drafts, &one);
        // What another verb has as its content, by the rules, is not this one's too.
        let is_taken = |c: &Range<usize>| {
            let other = known.begins.get(&c.start).map(|&d| d as usize).filter(|&d| Some(d) != same);
            other.is_some_and(|d| drafts[d].cue.is_some_and(|cue| !one.cue.contains(&scan.reading.tokens_in(cue))))
        };
        let own: Vec<Range<usize>> = one.content.iter().filter(|c| !is_taken(c)).cloned().collect();
        if !own.is_empty() {
            one.content = own;
        }
        if let Some(same) = same {
            agree(scan, &mut drafts[same], &one, sure);
        } else if sure >= SURE
            && let Some(draft) = drafted(scan, &one, sure)
        {
            drafts.push(draft);
        }
    }
}

/// "His remarks about | her | may have helped", "a petition calling for | an inquiry | had drawn": no clause begins behind a
/// preposition. Whether anything is left that is said.
fn end_before_verb(scan: &Scan<'_, '_>, one: &mut Linked) -> bool {
    const GOVERNS: &[&str] = &["about", "against", "for", "of", "on", "over"];
    let Some(content) = one.content.first().cloned() else { return true };
    if !one.cue.iter().any(|c| c.end == content.start && scan.any(c.end - 1, GOVERNS)) {
        return true;
    }
    let open = |at: &usize| scan.pos(*at).is_nominal() || scan.pos(*at) == Pos::Adverb;
    let verb = content.clone().find(|at| !open(at)).filter(|&at| at > content.start);
    if let Some(verb) = verb.filter(|&at| matches!(scan.pos(at), Pos::Finite | Pos::Auxiliary)) {
        one.content.truncate(1);
        one.content[0].end = verb;
        return one.cue.iter().cloned().flatten().any(|at| scan.verb_at(at).is_some());
    }
    true
}

/// "A memo, written in October, | warned | that ...": what has no verb and stands before a cue with its clause behind it warns.
fn head_is_source(scan: &Scan<'_, '_>, one: &mut Linked) {
    let ([head, rest, ..], [cue, ..]) = (&one.content[..], &one.cue[..]) else { return };
    let ends = head.end == cue.start || head.end + 1 == cue.start && scan.pos(head.end) == Pos::Comma;
    let own = |at: usize| {
        scan.pos(at) == Pos::Auxiliary || scan.pos(at) == Pos::Finite && !scan.has(at, Class::VerbParticiple)
    };
    let clause = rest.start == cue.end && scan.pos(rest.start) == Pos::That;
    if one.source.is_empty() && ends && clause && !head.clone().any(own) && scan.can_speak(head) {
        one.source = vec![one.content.remove(0)];
    }
}

/// Where the words begin without a dateline before them.
fn after_dateline(scan: &Scan<'_, '_>, tokens: &Range<usize>) -> usize {
    let at = scan.reading.tokens[tokens.start].span.start();
    let sentence = scan.reading.sentences.partition_point(|s| s.span.end() <= at);
    let dateline = scan.reading.sentences.get(sentence).filter(|s| s.is_dateline).map(|s| s.tokens.end as usize);
    dateline.filter(|end| *end < tokens.end).unwrap_or(tokens.start)
}

/// "A report seen by Radio Arden found ...": the source is the paper, not who has seen it.
fn speak_by_paper(scan: &Scan<'_, '_>, one: &mut Linked) {
    let ([source, ..], Some(cue)) = (&one.source[..], one.cue.first()) else { return };
    let by = source.start.wrapping_sub(1);
    if !scan.is(by, "by") || by < 2 || scan.pos(by - 1) != Pos::Participle || cue.start < source.end {
        return;
    }
    let from = by.saturating_sub(WINDOW);
    let end = scan.first_of_two(by - 2, from).unwrap_or(by - 1 - usize::from(scan.pos(by - 2) == Pos::Comma));
    let Some(paper) = scan.core_before(end, from) else { return };
    if scan.is_paper(paper.clone()) {
        one.content.retain(|content| content.end <= paper.start || source.end <= content.start);
        one.source[0] = paper.start..source.end;
    }
}

/// A draft and what the model says of the same: what fits is taken over.
fn agree(scan: &Scan<'_, '_>, draft: &mut Attribution<'_>, one: &Linked, sure: f32) {
    draft.confidence = draft.confidence.max(rounded(0.5 + f64::from(sure) / 2.0));
    let spans = |tokens: &[Range<usize>]| tokens.iter().map(|t| scan.span(t.clone())).collect::<Vec<_>>();
    let apart = |a: &[Span], b: &[Span]| a.iter().all(|a| b.iter().all(|b| !a.overlaps(*b)));
    let cue = draft.cue.as_slice();
    let (source, mut content) = (sources(scan, one), spans(&one.content));
    let segment = scan.reading.segment_at(content.first().map_or(0, |c| c.start()));
    // "did not say why but found that ...": what the second verb tells is not the first one's, and grammar knows it.
    let follows = |c: &Span| {
        let tokens = scan.reading.tokens_in(*c);
        scan.any(tokens.end, &["despite", "amid"])
            || scan.any(tokens.end, &["and", "but"])
                && tokens.into_iter().any(|at| matches!(scan.pos(at), Pos::Finite | Pos::Auxiliary))
    };
    let start = content.first().map(|c| c.start());
    let begins = |c: &Span| Some(c.start()) == start;
    let further = |c: &Span| begins(c) && content.iter().all(|m| c.end() < m.end());
    let coordinated = matches!(&draft.content[..], [c] if follows(c) && further(c));
    // When it was said is not what was said; and what is reportedly so is a clause, with its verb.
    let when = content.iter().all(|c| scan.reading.tokens_in(*c).all(|at| scan.timed(at)));
    // "Lee | is feared | to be ill": whom it is feared of is part of it.
    if let ([subject, said], [own]) = (&draft.content[..], &content[..])
        && draft.made_by == rule::PASSIVE_CUE
        && source.is_empty()
        && said.start() == own.start()
    {
        content = vec![*subject, Span::new(own.start(), own.end().min(said.end()))];
    }
    // "that on his forms, | Lee did not say": a clause has its verb.
    let verbless = |c: &Span| !scan.reading.tokens_in(*c).any(|at| scan.verb_at(at).is_some());
    let unfinished = matches!(draft.made_by, rule::THAT_CLAUSE | rule::CLAUSE_BEFORE_CUE | rule::ACCORDING_TO)
        && draft.content.first().is_some_and(begins)
        && !draft.content.iter().all(verbless)
        && content.iter().all(verbless);
    // "An official, who asked not to be named, said": who says it is none of what is said.
    let speaker = source.is_empty()
        && matches!(draft.made_by, rule::THAT_CLAUSE | rule::BARE_CLAUSE)
        && !draft.source.is_empty()
        && !apart(&content, &draft.source);
    let loses = when || coordinated || speaker || unfinished || draft.made_by == rule::HEARSAY_ADVERB;
    if sure >= SURE
        && !loses
        && segment == Some(draft.segment as usize)
        && shared(scan, draft, one) < 0.5
        && apart(&content, cue)
        && (apart(&content, &draft.source) || apart(&content, &source))
    {
        draft.quote_type = quote_type(scan, &one.content);
        if !apart(&content, &draft.source) {
            draft.source.clear();
        }
        draft.content = content;
    }
    // The model sees further than the nearest noun phrase.
    let sentence = |spans: &[Span]| {
        let at = spans.first()?.start();
        Some(scan.reading.sentences.partition_point(|s| s.span.end() <= at))
    };
    let nearer =
        !draft.source.is_empty() && sentence(&draft.source) == sentence(cue) && sentence(&source) != sentence(cue);
    // "minutes seen by Radio Arden show": what speaks is the paper, not who has seen it.
    let tokens_of = |span: &Span| scan.reading.tokens_in(*span);
    let seen = draft.source.first().is_some_and(|whole| {
        let tokens = scan.reading.tokens_in(*whole);
        let after = tokens.skip(1).find(|&i| scan.pos(i) == Pos::Participle);
        let paper = after.is_some_and(|i| scan.is_paper(i - 1..i));
        let inside = |s: &Span| whole.contains(*s) && s.start() > whole.start();
        // "records, which the Mail has seen, show".
        let mut relative =
            tokens_of(whole).skip(1).filter(|&i| scan.pos(i) == Pos::Wh && scan.pos(i - 1) == Pos::Comma);
        if relative.next().is_some_and(|wh| source.iter().all(|s| whole.contains(*s) && tokens_of(s).start > wh)) {
            return true;
        }
        // "a second email, from the contractor, said".
        let behind = |s: &Span| whole.end() <= s.start() && cue.iter().all(|cue| s.end() <= cue.start());
        paper && source.iter().all(inside) || scan.is_paper(scan.reading.tokens_in(*whole)) && source.iter().all(behind)
    });
    // Who argues for what was done is told by grammar.
    let argues = cue.first().is_some_and(|cue| scan.reading.tokens_in(*cue).any(|i| scan.any(i, ARGUING)));
    // "Shares of Arden fell as the firm cut its forecast, saying ...": no share says anything.
    let thing = source.first().is_some_and(|s| {
        let tokens = scan.reading.tokens_in(*s);
        let noun = tokens.start + usize::from(scan.pos(tokens.start) == Pos::Determiner);
        tokens.len() > 2 && scan.pos(noun) == Pos::Noun && scan.is(noun + 1, "of") && !scan.can_speak(&(noun..noun + 1))
    });
    // "Linden, according to three people, | would often boast": she does.
    let via = draft.made_by != rule::ACCORDING_TO && is_via(scan, one);
    let nearer = nearer || (argues || thing || via) && !draft.source.is_empty();
    if !source.is_empty()
        && !nearer
        && draft.made_by != rule::HEARSAY_ADVERB
        && !seen
        && draft.cue.is_some()
        && apart(&source, cue)
        && apart(&source, &draft.content)
    {
        draft.source = source;
    }
}

/// The attribution with the part of its content that is in the segment of its cue, or in the first; what goes on in other
/// segments are attributions without cue and source, as quotations that go on are.
fn by_segment(scan: &Scan<'_, '_>, one: &Linked) -> Vec<Linked> {
    let segment_of = |tokens: &Range<usize>| scan.reading.segment_at(scan.reading.tokens[tokens.start].span.start());
    let mut parts: Vec<Linked> = Vec::new();
    for content in &one.content {
        match parts.last_mut() {
            Some(part) if segment_of(&part.content[0]) == segment_of(content) => part.content.push(content.clone()),
            _ => parts.push(Linked { content: vec![content.clone()], ..Linked::default() }),
        }
    }
    let own = one.cue.first().map(segment_of);
    let main = parts.iter().position(|p| Some(segment_of(&p.content[0])) == own);
    if let Some(part) = parts.get_mut(main.unwrap_or_default()) {
        part.source.clone_from(&one.source);
        // A cue belongs to its own segment.
        if main.is_some() {
            part.cue.clone_from(&one.cue);
        }
    }
    parts
}

/// The rules' drafts, by the tokens of their cues and by where their contents begin and end; the last where there are
/// several.
#[derive(Default)]
struct Known {
    cue: FxHashMap<usize, u32>,
    begins: FxHashMap<usize, u32>,
    ends: FxHashMap<usize, u32>,
}

impl Known {
    fn new(scan: &Scan<'_, '_>, drafts: &[Attribution<'_>]) -> Self {
        let mut known = Self::default();
        for (i, draft) in drafts.iter().enumerate() {
            for at in draft.cue.map(|cue| scan.reading.tokens_in(cue)).into_iter().flatten() {
                known.cue.insert(at, i as u32);
            }
            for content in draft.content.iter().map(|c| scan.reading.tokens_in(*c)).filter(|c| !c.is_empty()) {
                known.begins.insert(content.start, i as u32);
                known.ends.insert(content.end - 1, i as u32);
            }
        }
        known
    }

    /// The draft with the same cue, or else with at least half of the content in common.
    fn same_as(&self, scan: &Scan<'_, '_>, drafts: &[Attribution<'_>], one: &Linked) -> Option<usize> {
        let by_cue = one.cue.iter().cloned().flatten().find_map(|at| self.cue.get(&at).copied());
        let by_content = || {
            let ends = one.content.iter().flat_map(|c| [self.begins.get(&c.start), self.ends.get(&(c.end - 1))]);
            ends.flatten().copied().find(|&d| shared(scan, &drafts[d as usize], one) >= 0.5)
        };
        by_cue.or_else(by_content).map(|d| d as usize)
    }
}

/// How sure the model is of the words that matter most: the cue, and where the content begins and ends.
fn sure(learned: &Learned, one: &Linked) -> f32 {
    let from = learned.output.tokens.start;
    let edges = one.content.iter().flat_map(|c| [c.start, c.end - 1]);
    let (mut sum, mut n) = (0.0, 0.0);
    for at in one.cue.iter().cloned().flatten().chain(edges) {
        sum += learned.output.role_sure.get(at - from).copied().unwrap_or_default();
        n += 1.0;
    }
    sum / n
}

/// How much of two contents is in both, 0..1 (Jaccard).
fn shared(scan: &Scan<'_, '_>, draft: &Attribution<'_>, one: &Linked) -> f64 {
    let theirs = || draft.content.iter().map(|c| scan.reading.tokens_in(*c));
    let both: usize = theirs()
        .flat_map(|a| one.content.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start))))
        .sum();
    let all = theirs().map(|c| c.len()).sum::<usize>() + one.content.iter().map(Range::len).sum::<usize>() - both;
    both as f64 / all.max(1) as f64
}

/// The attribution as the rules would have drafted it.
fn drafted<'l>(scan: &Scan<'l, '_>, one: &Linked, sure: f32) -> Option<Attribution<'l>> {
    let first = one.content.first()?.start;
    let segment = scan.reading.segment_at(scan.reading.tokens[first].span.start())?;
    if !scan.reading.segments[segment].kind.carries_claims() {
        return None;
    }
    // "Radio Arden, citing the ministry": who is cited is a link of the chain, which the claim's own rule reads.
    let cites = one.cue.iter().cloned().flatten().any(|at| scan.any(at, CITING));
    if cites && !one.content.iter().cloned().flatten().any(|at| scan.verb_at(at).is_some()) {
        return None;
    }
    // "The article Lee tweeted | was long": nothing is tweeted here.
    let joined =
        |s: &Range<usize>| (s.start..s.end - 1).any(|at| scan.is_paper(at..at + 1) && scan.pos(at + 1) == Pos::Name);
    let adjacent = one.cue.iter().any(|c| c.end == first) && matches!(scan.pos(first), Pos::Finite | Pos::Auxiliary);
    if adjacent && one.source.iter().any(joined) {
        return None;
    }
    // "Banks told to pay": they are told.
    let told = |c: &Range<usize>| {
        let verb = scan.verb_at(c.start).map(|v| &scan.tags.verbs[v]);
        // "Jury told of missing ledger".
        let of = scan.is(first, "of") || c.len() == 2 && scan.is(c.end - 1, "of");
        c.end == first
            && (scan.pos(first) == Pos::To || of)
            && verb.is_some_and(|v| scan.is(v.head, "told") && !v.passive)
    };
    if one.cue.iter().any(told) {
        return None;
    }
    // A cue in pieces is shown by the one that the lexicon knows, else by its first.
    let known = one.cue.iter().find_map(|c| lexical(scan, c).map(|l| (c, l)));
    let (cue, lexical) = known.map_or((one.cue.first(), None), |(c, l)| (Some(c), Some(l)));
    let negated =
        cue.into_iter().cloned().flatten().any(|at| scan.verb_at(at).is_some_and(|v| scan.tags.verbs[v].negated));
    let act = lexical.map_or(SpeechAct::Assert, |l| l.act);
    // "Tea showed no such link", "the panel heard evidence": what is shown or heard is no clause.
    let verbless = !one.content.iter().cloned().flatten().any(|at| scan.verb_at(at).is_some());
    let shows = lexical.is_some_and(|l| matches!(l.words, "show" | "prove" | "demonstrate"));
    // "Two men were named", "several plans were considered"; "talk of the virus was rife".
    let passive =
        one.cue.iter().cloned().flatten().any(|at| scan.verb_at(at).is_some_and(|v| scan.tags.verbs[v].passive));
    let done = passive && one.source.is_empty() && one.cue.iter().any(|c| c.start == one.content[0].end);
    let noun = lexical.is_some_and(|l| l.pos == CuePos::Noun);
    let quote_type = quote_type(scan, &one.content);
    let indirect = quote_type == QuoteType::Indirect;
    let silent = one.source.iter().all(|s| !scan.can_speak(s)) && !one.source.is_empty();
    if verbless && (shows && silent || act == SpeechAct::Perceive && indirect) {
        return None;
    }
    let nobody = one.source.iter().any(|s| is_nobody(s.start, |at, words| scan.any(at, words)));
    let refuses = (negated || nobody)
        && matches!(act, SpeechAct::Assert | SpeechAct::Confirm | SpeechAct::Deny | SpeechAct::Admit);
    // "Orania, long suspected of it, | has denied it": who does is told by grammar.
    let mut source = sources(scan, one);
    // "Linden, according to three people, | would often boast": she does.
    let via = is_via(scan, one) && !one.cue.iter().any(|c| scan.is_according(c.start));
    let active =
        cue.and_then(|c| scan.verb_at(c.start)).map(|v| &scan.tags.verbs[v]).filter(|v| v.finite && !v.passive);
    if let Some(verb) = active.filter(|_| via || source.is_empty() && one.source.is_empty() && lexical.is_some()) {
        let (start, _) = scan.bounds(verb);
        let subject = scan.subject_before(verb.tokens.start, start).filter(|s| scan.can_speak(s));
        let apart = |s: &Range<usize>| one.content.iter().all(|c| c.end <= s.start || s.end <= c.start);
        if let Some(subject) = subject.filter(apart) {
            source = vec![scan.span(subject)];
        }
    }
    Some(Attribution {
        segment: segment as u32,
        source,
        cue: cue.map(|c| scan.span(c.clone())),
        content: one.content.iter().map(|t| scan.span(t.clone())).collect(),
        quote_type,
        act: if refuses { SpeechAct::Refuse } else { act },
        nested_in: None,
        is_act: verbless && (done || noun) && indirect,
        lexical,
        source_id: SourceId::Nobody,
        confidence: rounded(f64::from(sure)),
        made_by: rule::MODEL,
    })
}

/// Whether the model's source is who somebody else speaks according to: "according to | three people".
fn is_via(scan: &Scan<'_, '_>, one: &Linked) -> bool {
    one.source.iter().any(|s| s.start >= 2 && scan.is_according(s.start - 2))
}

/// Whether a piece of a source is whom something was said to or of: "Brandt was asked whether", "the board has been
/// accused of".
fn is_patient(scan: &Scan<'_, '_>, one: &Linked, piece: &Range<usize>) -> bool {
    let groups = one.cue.iter().cloned().flatten().filter_map(|at| scan.verb_at(at)).map(|v| &scan.tags.verbs[v]);
    if piece.clone().any(|at| scan.any(at, PROCEEDINGS)) {
        return false;
    }
    groups.into_iter().any(|verb| {
        (verb.passive || verb.tokens.len() == 1 && scan.pos(verb.head) == Pos::Participle)
            && piece.end <= verb.tokens.start
            && scan.verb_cue(verb.head).is_some_and(|(cue, _)| cue.takes.any(Takes::RECIPIENT))
    })
}

/// "It is understood that": nobody.
fn is_expletive(scan: &Scan<'_, '_>, one: &Linked, piece: &Range<usize>) -> bool {
    let mut groups = one.cue.iter().cloned().flatten().filter_map(|at| scan.verb_at(at)).map(|v| &scan.tags.verbs[v]);
    piece.len() == 1 && scan.is(piece.start, "it") && groups.any(|verb| verb.passive)
}

/// The words for the source, without bullets before and commas and times behind.
fn sources(scan: &Scan<'_, '_>, one: &Linked) -> Vec<Span> {
    let trimmed = |tokens: &Range<usize>| {
        let mut tokens = tokens.clone();
        while tokens.len() > 1
            && matches!(scan.kind(tokens.start), Some(TokenKind::Symbol | TokenKind::Dash | TokenKind::Comma))
        {
            tokens.start += 1;
        }
        while tokens.len() > 1 && (scan.timed(tokens.end - 1) || scan.kind(tokens.end - 1) == Some(TokenKind::Comma)) {
            tokens.end -= 1;
        }
        // "Dr | Ann Lee, the mayor": the whole noun phrase.
        let core = tokens.clone().find(|&at| scan.pos(at) == Pos::Comma).unwrap_or(tokens.end);
        let whole = scan.core_before(core, tokens.start.saturating_sub(LEFT)).map_or(tokens.start, |whole| whole.start);
        let belongs =
            |at| matches!(scan.pos(at), Pos::Adjective | Pos::Name | Pos::Determiner) || scan.has(at, Class::Title);
        if (whole..tokens.start).all(belongs) {
            tokens.start = tokens.start.min(whole);
        }
        scan.span(tokens)
    };
    let speaks = |piece: &&Range<usize>| !is_patient(scan, one, piece) && !is_expletive(scan, one, piece);
    one.source.iter().filter(speaks).map(trimmed).collect()
}

/// The lexicon's row for a cue: of its verb, else of its noun, adjective or adverb.
fn lexical<'l>(scan: &Scan<'l, '_>, cue: &Range<usize>) -> Option<&'l Cue> {
    let verb = cue.clone().find_map(|at| scan.verb_cue(at).filter(|_| scan.verb_at(at).is_some()).map(|(cue, _)| cue));
    verb.or_else(|| cue.clone().find_map(|at| scan.lexicon.other_cue(scan.id(at))))
}

/// In thousandths: more says nothing.
fn rounded(sure: f64) -> f64 {
    (sure * 1e3).round() / 1e3
}
