//! How sure: the factuality of each voice (`FactBank`), one plain label, and the words that show them.

use super::Certainty;
use super::propose::Proposal;
use crate::attribution::rule;
use crate::attribution::{Attribution, Found};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::Output;
use crate::span::Span;
use crate::tag::{Pos, Tags};
use crate::terms::{CertaintyLabel, CueKind, Factuality, SourceType, SpeechAct};
use crate::text::Reading;

/// Words of certainty in a claim, the strongest kind first.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "one for each kind of hedge; any of them may stand together")]
struct Hedges {
    cues: Vec<(Span, CueKind)>,
    condition: bool,
    unverified: bool,
    hearsay: bool,
    possible: bool,
    probable: bool,
}

/// How sure a claim is.
pub(super) fn of(
    proposal: &Proposal,
    reading: &Reading<'_>,
    learned: &Output,
    tags: &Tags,
    found: &Found<'_>,
    lexicon: &Lexicon,
) -> Certainty {
    let attribution = proposal.attribution.map(|i| &found.attributions[i as usize]);
    let mut hedges = Hedges::default();
    for tokens in &proposal.clause {
        read(&mut hedges, tokens.clone(), reading, tags, lexicon);
    }
    if let Some(cue) = proposal.clause.first().and_then(|tokens| unconfirmed(tokens.clone(), reading)) {
        hedges.unverified = true;
        hedges.cues.push((cue, CueKind::Unverified));
    }
    if hedges.cues.is_empty() {
        for tokens in &proposal.clause {
            read_learned(&mut hedges, tokens.clone(), reading, learned);
        }
    }
    let Some(a) = attribution else { return authors(hedges) };
    for source in &a.source {
        read_source(&mut hedges, reading.tokens_in(*source), reading, lexicon);
    }
    // "appears to show": the hedge stands in the cue.
    if let Some(cue) = a.cue.filter(|_| !proposal.whole) {
        read(&mut hedges, reading.tokens_in(cue), reading, tags, lexicon);
    }
    let disbelieves = disbelieves(a, reading, tags);
    sources(proposal, a, hedges, disbelieves, reading, found)
}

fn authors(h: Hedges) -> Certainty {
    use CertaintyLabel as L;
    let (label, author, rule) = if h.unverified {
        (L::Unverified, Factuality::Uncommitted, "unverified-word")
    } else if h.hearsay {
        (L::Hearsay, Factuality::Uncommitted, "hearsay-word")
    } else if h.condition {
        (L::Conditional, Factuality::Uncommitted, "condition")
    } else if h.possible {
        (L::Possible, Factuality::PossiblePlus, "hedge-possible")
    } else if h.probable {
        (L::Probable, Factuality::ProbablePlus, "hedge-probable")
    } else {
        (L::Asserted, Factuality::CertainPlus, "author-asserts")
    };
    Certainty { label, author, source: None, cues: h.cues, rule }
}

fn sources(
    proposal: &Proposal,
    a: &Attribution<'_>,
    mut h: Hedges,
    disbelieves: bool,
    reading: &Reading<'_>,
    found: &Found<'_>,
) -> Certainty {
    use CertaintyLabel as L;
    let lexical = a.lexical;
    let cue_label = lexical.map_or(L::AssertedBySource, |c| c.label);
    let refused = a.act == SpeechAct::Refuse;
    if let Some((span, kind)) = a.cue.and_then(|c| cue_kind(a, found, reading).map(|k| (c, k)))
        && !h.cues.iter().any(|(s, _)| s.overlaps(span))
    {
        h.cues.insert(0, (span, kind));
    }
    let picture = a.act == SpeechAct::Depict;
    let hearsay = h.hearsay || a.made_by == rule::HEARSAY_ADVERB || cue_label == L::Hearsay;
    // "It is understood that": whoever says so.
    let nobody = a.source.is_empty() && a.made_by == rule::PASSIVE_CUE;
    let hearsay = hearsay || nobody && lexical.is_some_and(|c| UNSOURCED.contains(&c.words));
    let (label, rule) = if refused {
        (L::NotCommitted, "refusal")
    } else if disbelieves && matches!(cue_label, L::Probable | L::Possible) {
        (L::Downplayed, "not-believed")
    } else if disbelieves {
        (L::NotCommitted, "not-believed")
    } else if proposal.whole
        || matches!(cue_label, L::Denied | L::Downplayed | L::NotApplicable)
            && a.quote_type != crate::terms::QuoteType::Direct
    {
        (if a.made_by == rule::HEARSAY_ADVERB { L::Hearsay } else { cue_label }, "cue-label")
    } else if h.unverified {
        (L::Unverified, "unverified-word")
    } else if hearsay {
        (L::Hearsay, "hearsay")
    } else if h.condition {
        (L::Conditional, "condition")
    } else if h.possible || cue_label == L::Possible {
        (L::Possible, "hedge-possible")
    } else if h.probable || cue_label == L::Probable {
        (L::Probable, "hedge-probable")
    } else if cue_label == L::Confirmed {
        (L::Confirmed, "cue-label")
    } else {
        (L::AssertedBySource, "source-asserts")
    };
    let source = match label {
        L::Possible => Factuality::PossiblePlus,
        L::Probable => Factuality::ProbablePlus,
        L::Denied => Factuality::CertainMinus,
        L::Downplayed => Factuality::ProbableMinus,
        L::Conditional | L::NotCommitted | L::NotApplicable => Factuality::Uncommitted,
        _ => lexical.map_or(Factuality::CertainPlus, |c| c.source),
    };
    let author = match label {
        _ if picture && h.probable => Factuality::ProbablePlus,
        L::Confirmed => Factuality::CertainPlus,
        L::AssertedBySource => lexical.map_or(Factuality::Uncommitted, |c| c.author),
        _ => Factuality::Uncommitted,
    };
    Certainty { label, author, source: Some(source), cues: h.cues, rule }
}

/// What is said without saying who does.
const UNSOURCED: &[&str] = &["say", "understand", "report"];

/// "Lee does not believe", "few experts are convinced": what is not believed.
fn disbelieves(a: &Attribution<'_>, reading: &Reading<'_>, tags: &Tags) -> bool {
    // "Lee is not expected to attend" is told as it stands.
    let Some(cue) = a.cue.filter(|_| a.act == SpeechAct::Believe && !a.source.is_empty()) else { return false };
    let tokens = reading.tokens_in(cue);
    let first = tags.verbs.partition_point(|v| v.tokens.end <= tokens.start);
    let negated = tags.verbs.get(first).is_some_and(|v| v.tokens.start < tokens.end && v.negated);
    let is = |at: usize, words: &[&str]| words.iter().any(|w| reading.word(at).eq_ignore_ascii_case(w));
    negated
        || a.source.first().is_some_and(|source| crate::attribution::is_nobody(reading.tokens_in(*source).start, is))
}

/// What an attribution's own cue says about certainty.
fn cue_kind(a: &Attribution<'_>, found: &Found<'_>, reading: &Reading<'_>) -> Option<CueKind> {
    Some(match a.act {
        SpeechAct::Refuse => CueKind::Refusal,
        SpeechAct::Deny => CueKind::Denial,
        SpeechAct::Confirm => CueKind::Confirmation,
        SpeechAct::Admit => CueKind::Admission,
        SpeechAct::Downplay => CueKind::Downplaying,
        _ if a.made_by == rule::ACCORDING_TO => CueKind::ReportedVia,
        _ if a.made_by == rule::HEARSAY_ADVERB => CueKind::Hearsay,
        _ => {
            let lexical = a.lexical?;
            match lexical.label {
                CertaintyLabel::Hearsay => CueKind::Hearsay,
                CertaintyLabel::Probable | CertaintyLabel::Possible => CueKind::Hedge,
                CertaintyLabel::Downplayed => CueKind::Downplaying,
                _ if lexical.words == "claim" => CueKind::Distancing,
                _ if is_media(a, found) && reading.slice(a.cue?).contains("report") => CueKind::ReportedVia,
                _ => return None,
            }
        }
    })
}

fn is_media(a: &Attribution<'_>, found: &Found<'_>) -> bool {
    matches!(a.source_id, crate::terms::SourceId::Named(n) if found.sources[n as usize].kind == SourceType::NewsMediaOrganization)
}

/// Reads the certainty words of a stretch.
fn read(h: &mut Hedges, tokens: std::ops::Range<usize>, reading: &Reading<'_>, tags: &Tags, lexicon: &Lexicon) {
    let mut at = tokens.start;
    while at < tokens.end {
        let word = reading.tokens[at].word;
        let phrase = lexicon.phrase(word, |i| {
            reading
                .tokens
                .get(at + i)
                .filter(|_| at + i < tokens.end)
                .map_or(crate::lexicon::WordId::UNKNOWN, |t| t.word)
        });
        let (classes, length) =
            phrase.filter(|p| p.classes.any(CERTAINTY)).map_or((lexicon.classes(word), 1), |p| (p.classes, p.len()));
        if classes.any(CERTAINTY.with(Classes::of(&[Class::Negation]))) {
            one(h, at, length, classes, reading, tags);
        }
        at += length;
    }
}

/// "Neither account could be | independently confirmed".
fn unconfirmed(tokens: std::ops::Range<usize>, reading: &Reading<'_>) -> Option<Span> {
    /// How far behind "neither" it may stand, in tokens.
    const REACH: usize = 12;
    let is = |at: usize, words: &[&str]| words.iter().any(|w| reading.word(at).eq_ignore_ascii_case(w));
    if tokens.is_empty() || !is(tokens.start, &["no", "neither", "none"]) {
        return None;
    }
    let checked = |&at: &usize| is(at, &["independently"]) && is(at + 1, &["confirmed", "verified", "corroborated"]);
    let near = tokens.start..tokens.end.saturating_sub(1).min(tokens.start + REACH);
    near.into_iter().find(checked).map(|at| reading.span(at..at + 2))
}

/// Where the lexicon knows no word of certainty: those that the model surely takes for one.
fn read_learned(h: &mut Hedges, tokens: std::ops::Range<usize>, reading: &Reading<'_>, learned: &Output) {
    /// Lower thresholds find more words that are none: the model learned them from science.
    const SURE: f32 = 0.9;
    let place = |at: usize| at.saturating_sub(learned.tokens.start) as u32;
    let first = learned.unsure.partition_point(|&(at, _)| at < place(tokens.start));
    let inside = learned.unsure[first..].iter().take_while(|&&(at, _)| at < place(tokens.end));
    for &(at, _) in inside.filter(|&&(_, sure)| sure >= SURE) {
        let at = learned.tokens.start + at as usize;
        h.probable = true;
        h.cues.push((reading.span(at..at + 1), CueKind::Hedge));
    }
}

const CERTAINTY: Classes = Classes::of(&[
    Class::Probable,
    Class::Possible,
    Class::Hearsay,
    Class::Unverified,
    Class::Condition,
    Class::Future,
]);

fn one(h: &mut Hedges, at: usize, length: usize, classes: Classes, reading: &Reading<'_>, tags: &Tags) {
    let span = reading.span(at..at + length);
    let pos = tags.pos[at];
    // "likely voters", "possible" as a noun's modifier still hedge; "may" the month, "should" of duty and names do not.
    let kind = if pos == Pos::Name {
        return;
    } else if classes.has(Class::Unverified) {
        h.unverified = true;
        CueKind::Unverified
    } else if classes.has(Class::Hearsay) {
        h.hearsay = true;
        CueKind::Hearsay
    } else if classes.has(Class::Condition) {
        if classes.has(Class::Modal) || length == 1 && !clause_follows(at + 1, tags) {
            return;
        }
        h.condition = true;
        CueKind::Condition
    } else if classes.has(Class::Possible) {
        // "could not be reached": of the past, and no hedge.
        if length == 1
            && classes.has(Class::Modal)
            && classes_after(at, tags, reading).has(Class::Negation)
            && reading.word(at).eq_ignore_ascii_case("could")
        {
            return;
        }
        h.possible |= decides(at, length, tags);
        CueKind::Hedge
    } else if classes.has(Class::Probable) {
        // "expected", "believed" as main verbs are cues of their own; "a suspect" is a person.
        if length == 1
            && (pos == Pos::Noun
                || pos == Pos::Finite && !reading.word(at).to_ascii_lowercase().starts_with(['a', 's']))
        {
            return;
        }
        let word = reading.word(at);
        let next = tags.pos.get(at + length).copied().unwrap_or(Pos::Other);
        // "will appear at the inquest", "are less likely to fall ill" say nothing of how sure anybody is.
        if word.get(..6).is_some_and(|stem| stem.eq_ignore_ascii_case("appear"))
            && length == 1
            && next == Pos::Preposition
            || word.eq_ignore_ascii_case("likely")
                && at > 0
                && ["less", "more", "as", "equally", "twice"]
                    .iter()
                    .any(|w| reading.word(at - 1).eq_ignore_ascii_case(w))
        {
            return;
        }
        h.probable |= decides(at, length, tags);
        CueKind::Hedge
    } else if classes.has(Class::Future) {
        CueKind::Future
    } else {
        CueKind::Negation
    };
    h.cues.push((span, kind));
}

/// Whether a hedge bears on the whole proposition: a verb, an adverb, or an adjective that is said of the subject. One
/// that only modifies a noun ("a possible link", "the risk") is shown, and does not decide.
fn decides(at: usize, length: usize, tags: &Tags) -> bool {
    let last = at + length - 1;
    let next = tags.pos.get(last + 1).copied().unwrap_or(Pos::Other);
    match tags.pos[last] {
        Pos::Noun => false,
        Pos::Adjective => !next.is_nominal(),
        Pos::Participle => at > 0 && tags.pos[at - 1] != Pos::Determiner,
        _ => true,
    }
}

/// Whether a finite verb stands soon after "if": else it is "if not hundreds".
fn clause_follows(at: usize, tags: &Tags) -> bool {
    tags.pos
        .iter()
        .skip(at)
        .take(14)
        .take_while(|p| !matches!(p, Pos::Comma | Pos::Other))
        .any(|p| matches!(p, Pos::Finite | Pos::Auxiliary | Pos::Base | Pos::Participle))
}

fn classes_after(at: usize, tags: &Tags, reading: &Reading<'_>) -> Classes {
    match (tags.pos.get(at + 1), reading.tokens.get(at + 1)) {
        (Some(Pos::Adverb), Some(t)) => Lexicon::get().classes(t.word),
        _ => Classes::NONE,
    }
}

/// "Unverified footage", "unconfirmed reports": the source's own words.
fn read_source(h: &mut Hedges, tokens: std::ops::Range<usize>, reading: &Reading<'_>, lexicon: &Lexicon) {
    for at in tokens {
        if lexicon.classes(reading.tokens[at].word).has(Class::Unverified) {
            h.unverified = true;
            h.cues.push((reading.tokens[at].span, CueKind::Unverified));
        }
    }
}
