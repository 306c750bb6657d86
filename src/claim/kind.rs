//! What a claim is about, by its words: the signs that its type, and whether to check it, are read from.

use super::check::Subject;
use crate::lexicon::{Class, Classes};
use crate::span::Span;
use crate::tag::Pos;
use crate::terms::{CertaintyLabel, Checkable, ClaimType, EntityKind, QuoteType, SourceType, SpeechAct};
use crate::text::TokenKind;

/// Something that a claim's own words show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A number with or without a unit.
    Number,
    /// "many", "a large concentration".
    Vague,
    Compare,
    Cause,
    Law,
    Harm,
    Wrong,
    Health,
    Ballot,
    Money,
    Absolute,
    Opinion,
    Advice,
    Routine,
    Life,
    /// A person by name.
    Person,
    /// A body, people or a thing by name.
    Body,
    /// A place by name.
    Place,
    Time,
    FirstPerson,
    Question,
    Future,
    /// "would", "if".
    Condition,
    Negation,
}

/// The classes of the lexicon that are signs.
const BY_CLASS: &[(Class, Sign)] = &[
    (Class::Compare, Sign::Compare),
    (Class::Causal, Sign::Cause),
    (Class::Legal, Sign::Law),
    (Class::Harm, Sign::Harm),
    (Class::Wrong, Sign::Wrong),
    (Class::Health, Sign::Health),
    (Class::Ballot, Sign::Ballot),
    (Class::Money, Sign::Money),
    (Class::Absolute, Sign::Absolute),
    (Class::Opinion, Sign::Opinion),
    (Class::Peacock, Sign::Opinion),
    (Class::Scare, Sign::Opinion),
    (Class::Advice, Sign::Advice),
    (Class::Routine, Sign::Routine),
    (Class::Life, Sign::Life),
    (Class::FirstPerson, Sign::FirstPerson),
    (Class::Future, Sign::Future),
    (Class::Condition, Sign::Condition),
    (Class::Negation, Sign::Negation),
];

/// All of the classes in [`BY_CLASS`].
const ANY: Classes = {
    let mut all = Classes::NONE;
    let mut i = 0;
    while i < BY_CLASS.len() {
        all = all.with(Classes::of(&[BY_CLASS[i].0]));
        i += 1;
    }
    all
};

/// The signs of one claim with the words that show them, in no order.
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    seen: Vec<(Sign, Span)>,
    /// Number of words.
    pub(super) words: u32,
}

impl Signs {
    /// Looks at the claim's own tokens and tags.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let mut signs = Self::default();
        for &span in subject.spans {
            signs.tags(subject, span);
            signs.words(subject, span);
        }
        signs
    }

    /// Whether the claim shows this.
    pub(super) fn has(&self, sign: Sign) -> bool {
        self.seen.iter().any(|(s, _)| *s == sign)
    }

    /// The words that show it.
    pub(super) fn spans(&self, sign: Sign) -> impl Iterator<Item = Span> {
        self.seen.iter().filter(move |(s, _)| *s == sign).map(|(_, span)| *span)
    }

    fn tags(&mut self, subject: &Subject<'_>, span: Span) {
        let tags = subject.tags;
        let inside = |s: Span| span.contains(s);
        let from = tags.entities.partition_point(|e| e.span.start() < span.start());
        for entity in tags.entities[from..].iter().take_while(|e| inside(e.span)) {
            let sign = match entity.kind {
                EntityKind::Person => Sign::Person,
                EntityKind::Place => Sign::Place,
                _ => Sign::Body,
            };
            self.seen.push((sign, entity.span));
        }
        let from = tags.times.partition_point(|t| t.span.start() < span.start());
        self.seen.extend(tags.times[from..].iter().take_while(|t| inside(t.span)).map(|t| (Sign::Time, t.span)));
        let from = tags.quantities.partition_point(|q| q.span.start() < span.start());
        for quantity in tags.quantities[from..].iter().take_while(|q| inside(q.span)) {
            self.seen.push((if quantity.vague { Sign::Vague } else { Sign::Number }, quantity.span));
        }
    }

    fn words(&mut self, subject: &Subject<'_>, span: Span) {
        let (reading, lexicon) = (subject.reading, subject.lexicon);
        let range = reading.tokens_in(span);
        let mut at = range.start;
        while at < range.end {
            let token = &reading.tokens[at];
            if token.kind == TokenKind::Stop && reading.word(at).contains('?') {
                self.seen.push((Sign::Question, token.span));
            }
            if token.kind != TokenKind::Word {
                at += 1;
                continue;
            }
            self.words += 1;
            let next = |i: usize| reading.tokens[..range.end].get(at + i).map_or_else(Default::default, |t| t.word);
            let (end, classes) = match lexicon.phrase(token.word, next) {
                Some(phrase) if phrase.classes.any(ANY) => (at + phrase.len(), phrase.classes),
                _ => (at + 1, lexicon.classes(token.word).with(lexicon.classes(lexicon.lemma(token.word)))),
            };
            if classes.any(ANY) {
                let words = reading.span(at..end);
                let verb = end > at + 1 || is_verb(subject.tags.pos.get(at).copied());
                let holds =
                    |class: Class| classes.has(class) && (class != Class::Causal || verb || !is_verb_form(classes));
                self.seen.extend(BY_CLASS.iter().filter(|(c, _)| holds(*c)).map(|(_, sign)| (*sign, words)));
            }
            at = end;
        }
        // The mark of a question may lie just outside.
        if range.end < reading.tokens.len() && range.end > range.start {
            let after = &reading.tokens[range.end];
            if after.kind == TokenKind::Stop && reading.word(range.end).contains('?') {
                self.seen.push((Sign::Question, after.span));
            }
        }
    }
}

fn is_verb(pos: Option<Pos>) -> bool {
    matches!(pos, Some(Pos::Finite | Pos::Base | Pos::Participle | Pos::Ing))
}

fn is_verb_form(classes: Classes) -> bool {
    classes.any(Classes::of(&[Class::VerbBase, Class::VerbS, Class::VerbPast, Class::VerbParticiple, Class::VerbIng]))
}

/// Whether a number is what the claim is about: digits, a unit or a large word; not "two men".
fn is_amount(subject: &Subject<'_>, span: Span) -> bool {
    let reading = subject.reading;
    let tokens = reading.tokens_in(span);
    let big = ["dozen", "hundred", "thousand", "million", "billion", "trillion"];
    tokens.len() > 1
        || tokens.clone().any(|i| reading.tokens[i].kind == TokenKind::Number)
        || big.iter().any(|b| reading.slice(span).to_ascii_lowercase().starts_with(b))
}

/// Whether words compare by themselves: "the biggest", "more than"; not "more" alone.
fn is_comparison(words: &str) -> bool {
    words.ends_with("est") || words.ends_with("than") || words.starts_with("higher")
}

/// The type of a claim in the Full Fact schema.
pub(super) fn claim_type(subject: &Subject<'_>, signs: &Signs) -> ClaimType {
    let act = subject.act;
    let acts = |list: &[SpeechAct]| act.is_some_and(|a| list.contains(&a));
    if subject.label == CertaintyLabel::NotApplicable
        && acts(&[SpeechAct::Directive, SpeechAct::Assert, SpeechAct::Ask])
    {
        return ClaimType::NotAClaim;
    }
    let ahead = signs.has(Sign::Future)
        || subject.label == CertaintyLabel::Conditional
        || signs.spans(Sign::Condition).any(|s| subject.reading.slice(s).eq_ignore_ascii_case("would"));
    if ahead || acts(&[SpeechAct::Threaten, SpeechAct::Promise, SpeechAct::Warn]) {
        return ClaimType::Prediction;
    }
    let compares = |s: Span| is_comparison(subject.reading.slice(s));
    if signs.spans(Sign::Number).any(|s| is_amount(subject, s))
        || signs.has(Sign::Vague)
        || signs.spans(Sign::Compare).any(compares)
    {
        return ClaimType::Quantity;
    }
    if signs.has(Sign::Cause) {
        return ClaimType::CorrelationCausation;
    }
    let own = |s: Span| matches!(subject.reading.slice(s), "I" | "my" | "My" | "me");
    let lived = subject.source_kind == Some(SourceType::Person) && signs.spans(Sign::FirstPerson).any(own);
    if lived && subject.quote_type != Some(QuoteType::Indirect) && !signs.has(Sign::Opinion) {
        return ClaimType::PersonalExperience;
    }
    if signs.has(Sign::Law) && subject.quote_type.is_none() {
        return ClaimType::LawsRules;
    }
    ClaimType::Other
}

/// Whether evidence outside the article could settle the claim.
pub(super) fn checkable(subject: &Subject<'_>, signs: &Signs, claim_type: ClaimType) -> Checkable {
    if claim_type == ClaimType::NotAClaim || signs.has(Sign::Question) {
        return Checkable::No;
    }
    let has = |list: &[Sign]| list.iter().any(|s| signs.has(*s));
    let judged = has(&[Sign::Opinion, Sign::Advice, Sign::Condition]);
    let dated = has(&[Sign::Number, Sign::Time]);
    let named = has(&[Sign::Person, Sign::Body, Sign::Place]);
    let ahead = claim_type == ClaimType::Prediction;
    let loose = subject.quote_type == Some(QuoteType::Direct) && !named;
    match subject.label {
        CertaintyLabel::Conditional | CertaintyLabel::Downplayed | CertaintyLabel::NotApplicable => Checkable::Partly,
        _ if (judged || ahead || loose) && !dated => Checkable::Partly,
        _ => Checkable::Yes,
    }
}
