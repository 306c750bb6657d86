//! Attribution: source, cue and content, and who each source is.
//!
//! `rules` and the model find spans, `learned` joins what both have found, `citing` adds who is cited, `nest` orders them, `source` resolves who speaks (`source::pronoun`: whom a pronoun stands for), by who has which `office`; `scan` is what they look through.
//!
//! Input: a [`Reading`] with its [`Tags`]. Output: [`Found`]. It does not judge what is claimed.

mod citing;
mod learned;
mod nest;
mod office;
pub(crate) mod rule;
#[allow(clippy::single_range_in_vec_init, reason = "a content is a list of stretches, mostly of one")]
mod rules;
mod scan;

mod source;

use crate::lexicon::{Class, Cue, Lexicon};
use crate::model::Learned;
use crate::span::Span;
use crate::tag::{Pos, Tags};
use crate::terms::{Naming, QuoteType, SourceId, SourceType, SpeechAct};
use crate::text::Reading;

/// Source, cue and content.
#[derive(Clone, Debug)]
pub struct Attribution<'l> {
    /// Index of the segment the content begins in.
    pub segment: u32,
    /// The words for the source, in one or two pieces; empty where none are given.
    pub source: Vec<Span>,
    /// The words that attribute; none where a quotation stands without any.
    pub cue: Option<Span>,
    /// What is attributed, in text order, marks included.
    pub content: Vec<Span>,
    /// Verbatim, paraphrased or both.
    pub quote_type: QuoteType,
    /// What the source does with the content.
    pub act: SpeechAct,
    /// Index of the attribution whose content holds this one.
    pub nested_in: Option<u32>,
    /// Whether what the cue tells is all that is said, in the voice around it: "two men were named".
    pub is_act: bool,
    /// The cue's row in the lexicon, where it has one.
    pub lexical: Option<&'l Cue>,
    /// The source, resolved.
    pub source_id: SourceId,
    /// How sure the whole is, 0..1.
    pub confidence: f64,
    /// The rule that made it.
    pub made_by: &'static str,
}

/// Somebody who answers for something.
#[derive(Clone, Debug)]
pub struct Source {
    /// The fullest name that the text gives; in brackets where the text gives none.
    pub name: String,
    /// What it is.
    pub kind: SourceType,
    /// How far it can be told.
    pub naming: Naming,
    /// Office, title or description, in the text's words.
    pub role: String,
    /// Where it is mentioned as a source.
    pub mentions: Vec<Span>,
    /// Who it may be, where that is not sure.
    pub candidates: Vec<String>,
    /// How sure the resolution is, 0..1.
    pub confidence: f64,
}

/// Everything this stage found.
#[derive(Clone, Debug, Default)]
pub struct Found<'l> {
    /// In order of their first byte.
    pub attributions: Vec<Attribution<'l>>,
    /// In order of their first mention; `SourceId::Named(i)` is the `i`th.
    pub sources: Vec<Source>,
}

pub(crate) use source::is_plural;

/// `made_by` of what only the model has found.
pub const MODEL: &str = rule::MODEL;

/// The names of the rules (`made_by` of what they have found).
pub fn rules() -> impl Iterator<Item = &'static str> {
    rule::BY_FILE.iter().flat_map(|(_, names)| names.iter().copied()).chain([rule::CITING])
}

/// Finds who says what: by the rules, but for those that are named in `without`, and by what the model has learned.
pub fn find<'l>(
    reading: &'l Reading<'_>,
    tags: &'l Tags,
    learned: &Learned,
    lexicon: &'l Lexicon,
    without: &[&str],
) -> Found<'l> {
    let scan = scan::Scan::new(reading, tags, lexicon);
    let mut attributions = rules::run(&scan);
    attributions.retain(|a| !without.contains(&a.made_by));
    learned::join(&scan, &mut attributions, learned);
    if !without.contains(&rule::CITING) {
        citing::find(&scan, &mut attributions);
    }
    drop_colouring(&scan, &mut attributions);
    nest::nest(&mut attributions);
    let sources = source::resolve(&scan, &mut attributions);
    // They stay until the result is read out, and a long text has many.
    for attribution in &mut attributions {
        attribution.source.shrink_to_fit();
        attribution.content.shrink_to_fit();
    }
    attributions.shrink_to_fit();
    Found { attributions, sources }
}

/// Takes out "I think", "we want" and "we found signs of rust" inside quotations, which say no more than the quotation does.
fn drop_colouring(scan: &scan::Scan<'_, '_>, attributions: &mut Vec<Attribution<'_>>) {
    attributions.retain(|a| {
        let Some(source) = a.source.first() else { return true };
        let at = scan.reading.token_at(source.start());
        let inside = scan.quotation_at(at).is_some() && a.cue.is_some();
        let colours = || {
            source::is_of_the_mind(a.act) || is_to_come(scan, a) || a.act == SpeechAct::Perceive && !has_verb(scan, a)
        };
        // "People will say it is mad": nobody has said it yet.
        // "If anyone says he lied": nor here.
        let supposed = || at > 0 && scan.is(at - 1, "if") && scan.pos(at) == Pos::Pronoun;
        !(inside && (scan.has(at, Class::FirstPerson) && colours() || is_to_come(scan, a) || supposed()))
    });
}

/// Whether a verb stands in the content.
fn has_verb(scan: &scan::Scan<'_, '_>, a: &Attribution<'_>) -> bool {
    a.content.iter().any(|c| scan.reading.tokens_in(*c).any(|i| scan.verb_at(i).is_some()))
}

/// Whether the cue speaks of a later act: "we will ask".
fn is_to_come(scan: &scan::Scan<'_, '_>, a: &Attribution<'_>) -> bool {
    a.cue.is_some_and(|cue| scan.reading.tokens_in(cue).any(|i| scan.has(i, Class::Modal)))
}
/// "No official", "neither side", "not all experts", "few people": what these say or believe is not said, and hardly believed.
/// `is` tells whether one of some words stands at a token.
pub(crate) fn is_nobody(first: usize, is: impl Fn(usize, &[&str]) -> bool) -> bool {
    let some = || is(first, &["all", "every", "everyone", "many"]);
    is(first, &["no", "neither", "none", "nobody", "no-one", "few"]) || first > 0 && some() && is(first - 1, &["not"])
}
