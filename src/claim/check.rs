//! Whether a claim is worth checking, with the reasons.

use super::kind::{Sign, Signs, checkable, claim_type};
use crate::lexicon::Lexicon;
use crate::order::sort_by_key;
use crate::span::Span;
use crate::tag::Tags;
use crate::terms::{
    CertaintyLabel, CheckTarget, Checkable, ClaimType, Naming, Priority, QuoteType, SegmentKind, SourceType, SpeechAct,
    Voice,
};
use crate::text::Reading;

/// Whether a claim is worth checking, and why.
#[derive(Clone, Debug)]
pub struct Check {
    /// What it is about.
    pub claim_type: ClaimType,
    /// Whether it can be checked.
    pub checkable: Checkable,
    /// Whether it should be.
    pub worthy: bool,
    /// How much, 0..1.
    pub score: f64,
    /// The same as a word.
    pub priority: Priority,
    /// What to check.
    pub targets: Vec<CheckTarget>,
    /// The reasons: words, weight, and the spans that speak for it; the weightiest first.
    pub reasons: Vec<(&'static str, f64, Vec<Span>)>,
}

/// A claim as far as this stage needs it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The text it stands in.
    pub reading: &'a Reading<'a>,
    /// Names, times and quantities of the text.
    pub tags: &'a Tags,
    /// What words are known to be.
    pub lexicon: &'a Lexicon,
    /// Its words.
    pub spans: &'a [Span],
    /// Index of its segment.
    pub segment: u32,
    /// In whose voice it is made.
    pub voice: Voice,
    /// What the source does with it; none in the author's voice.
    pub act: Option<SpeechAct>,
    /// How it is given; none in the author's voice.
    pub quote_type: Option<QuoteType>,
    /// How sure it is.
    pub label: CertaintyLabel,
    /// What its source is; none for the author or nobody.
    pub source_kind: Option<SourceType>,
    /// How far its source can be told; none for the author.
    pub naming: Option<Naming>,
    /// Whether the article has said it before.
    pub repeated: bool,
    /// What the model says of its sentence: probability that it is worth checking; none without a model.
    pub learned: Option<f32>,
}

/// Sum of weights at which a claim is as likely worth checking as not.
const EVEN: f64 = 0.7;

/// The most words that are shown for one reason.
const SHOWN: usize = 8;

/// Reasons that are one sign in the words of the claim, with their weights: logits, fitted by hand to round numbers.
const BY_SIGN: &[(Sign, &str, f64)] = &[
    (Sign::Number, "names a number", 1.0),
    (Sign::Harm, "is about lives and safety", 1.0),
    (Sign::Wrong, "says that somebody did wrong", 0.6),
    (Sign::Health, "is about health", 0.5),
    (Sign::Time, "dates the event", 0.4),
    (Sign::Place, "names a place", 0.4),
    (Sign::Compare, "compares amounts", 0.5),
    (Sign::Negation, "says what is not", 0.3),
    (Sign::Vague, "gives an amount without a number", 0.3),
    (Sign::Cause, "names a cause", 0.3),
    (Sign::Money, "is about money", 0.6),
    (Sign::Absolute, "leaves no exception", 0.4),
    (Sign::Person, "names a person", 0.3),
    (Sign::Ballot, "is about votes", 0.4),
    (Sign::Body, "names a body", 0.2),
    (Sign::Future, "is about the future", -0.2),
    (Sign::Routine, "is routine", -0.3),
    (Sign::Condition, "is conditional", -0.3),
    (Sign::Life, "tells who somebody is", -0.4),
    (Sign::FirstPerson, "speaks of the speaker", -0.6),
    (Sign::Advice, "says what ought to be", -0.8),
    (Sign::Opinion, "judges or feels", -1.2),
    (Sign::Question, "asks", -1.5),
];

/// Reasons, type and targets of a claim.
pub fn check(subject: &Subject<'_>) -> Check {
    let signs = Signs::of(subject);
    let claim_type = claim_type(subject, &signs);
    let checkable = checkable(subject, &signs, claim_type);
    let mut reasons: Vec<(&'static str, f64, Vec<Span>)> = BY_SIGN
        .iter()
        .filter(|(sign, _, _)| signs.has(*sign))
        .map(|(sign, words, weight)| (*words, *weight, signs.spans(*sign).take(SHOWN).collect()))
        .collect();
    reasons.extend(by_standing(subject, &signs).map(|(words, weight)| (words, weight, Vec::new())));
    reasons.extend(subject.learned.and_then(by_model).map(|(words, weight)| (words, weight, Vec::new())));
    sort_by_key(&mut reasons, |r| u128::from(!((r.1.abs() * 1e4) as u32)));
    let sum: f64 = reasons.iter().map(|r| r.1).sum();
    // The last digits of an exponential differ from platform to platform; the result may not.
    let score = (1e4 / (1.0 + (EVEN - sum).exp())).round() / 1e4;
    let worthy = score >= 0.5 && checkable != Checkable::No;
    Check {
        claim_type,
        checkable,
        worthy,
        score,
        priority: priority(score, worthy),
        targets: targets(subject, checkable),
        reasons,
    }
}

/// Reasons by who says it, how and where.
fn by_standing(subject: &Subject<'_>, signs: &Signs) -> impl Iterator<Item = (&'static str, f64)> {
    /// Claims with fewer words seldom say enough.
    const SHORT: u32 = 6;
    /// An article says first what it is about.
    const EARLY: u32 = 4;
    let label = |labels: &[CertaintyLabel]| labels.contains(&subject.label);
    let kind = subject.reading.segments.get(subject.segment as usize).map(|s| s.kind);
    let unnamed = matches!(subject.naming, Some(Naming::Unnamed | Naming::Collective | Naming::Unspecified));
    [
        (label(&[CertaintyLabel::Hearsay, CertaintyLabel::Unverified]), "passes on what nobody has verified", 0.9),
        (subject.voice == Voice::Author && signs.has(Sign::Number), "only the author answers for the number", 0.4),
        (label(&[CertaintyLabel::Denied]), "denies it", 0.4),
        (subject.segment < EARLY || kind == Some(SegmentKind::Headline), "stands near the top", 0.4),
        (unnamed, "nobody answers for it by name", 0.5),
        (label(&[CertaintyLabel::Confirmed]), "is confirmed by somebody", 0.3),
        (signs.words < SHORT, "says little", -0.4),
        (subject.repeated, "was said before", -0.6),
        (subject.quote_type == Some(QuoteType::Direct), "is in the speaker's own words only", -0.7),
        (
            label(&[CertaintyLabel::NotCommitted, CertaintyLabel::Downplayed]),
            "says only that somebody would not say",
            -1.0,
        ),
        (label(&[CertaintyLabel::NotApplicable]), "is neither true nor false", -1.0),
    ]
    .into_iter()
    .filter(|(holds, _, _)| *holds)
    .map(|(_, words, weight)| (words, weight))
}

/// What the model, which learned from sentences that fact-checkers picked out of debates, adds.
fn by_model(worthy: f32) -> Option<(&'static str, f64)> {
    /// Weight of a sentence that the model is sure of either way.
    const MOST: f64 = 0.4;
    // In whole percents: reasons need no more, and a small difference shall not reorder them.
    let weight = (MOST * (2.0 * f64::from(worthy) - 1.0) * 100.0).round() / 100.0;
    match weight {
        w if w >= 0.1 => Some(("reads like what is checked", w)),
        w if w <= -0.1 => Some(("reads like what is not checked", w)),
        _ => None,
    }
}

fn priority(score: f64, worthy: bool) -> Priority {
    if worthy && score >= 0.7 {
        Priority::High
    } else if worthy || score >= 0.4 {
        Priority::Medium
    } else {
        Priority::Low
    }
}

/// What to check: the words of a source, what it says, the picture it is seen in.
fn targets(subject: &Subject<'_>, checkable: Checkable) -> Vec<CheckTarget> {
    let mut targets = Vec::new();
    if subject.act == Some(SpeechAct::Depict) {
        targets.push(CheckTarget::Media);
    } else if subject.voice == Voice::Attributed && subject.naming != Some(Naming::Unspecified) {
        targets.push(CheckTarget::Quote);
    }
    if checkable == Checkable::Yes && subject.label != CertaintyLabel::NotCommitted || targets.is_empty() {
        targets.push(CheckTarget::Fact);
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the first line of a text as one claim in the author's voice, or as a source's own words.
    fn checked(text: &str, quoted: bool) -> Check {
        let lexicon = Lexicon::get();
        let reading = crate::text::read(text, lexicon);
        let tags = crate::tag::tag(&reading, &crate::model::Output::default(), lexicon, None);
        let spans = [reading.segments[0].span];
        check(&Subject {
            reading: &reading,
            tags: &tags,
            lexicon,
            spans: &spans,
            segment: 0,
            voice: if quoted { Voice::Attributed } else { Voice::Author },
            act: quoted.then_some(SpeechAct::Assert),
            quote_type: quoted.then_some(QuoteType::Direct),
            label: if quoted { CertaintyLabel::AssertedBySource } else { CertaintyLabel::Asserted },
            source_kind: quoted.then_some(SourceType::Person),
            naming: quoted.then_some(Naming::Named),
            repeated: false,
            learned: None,
        })
    }

    #[test]
    fn types_follow_the_words() {
        let of = |text, quoted| checked(text, quoted).claim_type;
        assert_eq!(of("The flood killed 14 people in Norway", false), ClaimType::Quantity);
        assert_eq!(of("The bridge fell because the bolts had rusted", false), ClaimType::CorrelationCausation);
        assert_eq!(of("The town will close the school in May", false), ClaimType::Prediction);
        assert_eq!(of("I walked home past the mill", true), ClaimType::PersonalExperience);
        assert_eq!(of("The two men walked home", false), ClaimType::Other);
    }

    #[test]
    fn facts_rank_above_feelings() {
        let fact = checked("The flood killed 14 people in Norway on Monday", false);
        let feeling = checked("I feel it was a wonderful evening", true);
        assert!(fact.worthy && fact.score > 0.8 && fact.priority == Priority::High, "{fact:?}");
        assert!(!feeling.worthy && feeling.score < 0.2 && feeling.priority == Priority::Low, "{feeling:?}");
        assert_eq!(feeling.checkable, Checkable::Partly);
    }

    #[test]
    fn reasons_point_at_their_words() {
        let text = "The flood killed 14 people in Norway on Monday";
        let check = checked(text, false);
        let (words, weight, spans) = &check.reasons[0];
        assert_eq!((*words, *weight), ("names a number", 1.0));
        assert!(spans[0].slice(text).contains("14"));
        assert!(check.reasons.windows(2).all(|r| r[0].1.abs() >= r[1].1.abs()));
    }

    #[test]
    fn targets_follow_the_voice() {
        assert_eq!(checked("The mill in Norway burned down on Monday", false).targets, [CheckTarget::Fact]);
        assert_eq!(
            checked("The mill in Norway burned down on Monday", true).targets,
            [CheckTarget::Quote, CheckTarget::Fact]
        );
    }

    #[test]
    fn claims_without_words_are_weighed_too() {
        let check = checked("…", false);
        assert!(!check.worthy);
    }
}
