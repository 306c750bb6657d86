//! Claims: propositions, each with who answers for it, how sure, and whether to check it.
//!
//! Input: everything before. Output: [`Built`], in text order.

mod certainty;
pub mod check;
mod clause;
mod kind;
pub mod loaded;
mod propose;
mod relation;
mod wording;

pub use check::Check;
use check::Subject;

use crate::attribution::Found;
use crate::lexicon::Lexicon;
use crate::model::Output;
use crate::span::Span;
use crate::tag::Tags;
use crate::terms::{CertaintyLabel, CueKind, Factuality, RelationKind, SourceId, SpeechAct, Voice};
use crate::text::Reading;

/// How sure a claim is, and by which words.
#[derive(Clone, Debug)]
pub struct Certainty {
    /// In one word.
    pub label: CertaintyLabel,
    /// How sure the author is.
    pub author: Factuality,
    /// How sure the source is; none for the author's own claims.
    pub source: Option<Factuality>,
    /// The words that show it.
    pub cues: Vec<(Span, CueKind)>,
    /// The rule that decided.
    pub rule: &'static str,
}

/// One proposition, or one thing a source does with words.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Index of its segment.
    pub segment: u32,
    /// Its words, in one or more pieces.
    pub spans: Vec<Span>,
    /// Index of its attribution; none in the author's own voice.
    pub attribution: Option<u32>,
    /// The innermost voice that answers for it.
    pub source: SourceId,
    /// In whose voice it is made.
    pub voice: Voice,
    /// How sure.
    pub certainty: Certainty,
    /// Whether to check it.
    pub check: Check,
    /// In words that stand alone.
    pub text: String,
    /// How sure it is that this is a claim with these bounds, 0..1.
    pub confidence: f64,
    /// The rule that made it.
    pub made_by: &'static str,
}

/// How one claim bears on another.
#[derive(Clone, Debug)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// Index of the claim that repeats, supports, shifts.
    pub from: u32,
    /// Index of the claim it bears on.
    pub to: u32,
    /// Why, in words.
    pub why: String,
    /// How sure, 0..1.
    pub confidence: f64,
}

/// Everything this stage built.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// In order of their first byte.
    pub claims: Vec<Claim>,
    /// In order of `from`.
    pub relations: Vec<Relation>,
    /// The author's own colouring words, with `peacock`, `scare` or `weasel`.
    pub loaded_words: Vec<(Span, &'static str)>,
}

/// Builds the claims.
pub fn build(reading: &Reading<'_>, learned: &Output, tags: &Tags, found: &Found<'_>, lexicon: &Lexicon) -> Built {
    let proposals = propose::propose(reading, tags, found);
    let spans: Vec<Vec<Span>> =
        proposals.iter().map(|p| p.clause.iter().map(|r| reading.span(r.clone())).collect()).collect();
    let repeats = relation::repeats(reading, &spans, lexicon);
    let claims: Vec<Claim> = proposals
        .iter()
        .zip(spans)
        .zip(&repeats)
        .map(|((p, spans), repeated)| {
            let certainty = certainty::of(p, reading, learned, tags, found, lexicon);
            let attribution = p.attribution.map(|i| &found.attributions[i as usize]);
            let source = match p.source {
                SourceId::Named(n) => Some(&found.sources[n as usize]),
                SourceId::Author | SourceId::Nobody => None,
            };
            let check = check::check(&Subject {
                reading,
                tags,
                lexicon,
                spans: &spans,
                segment: p.segment,
                voice: p.voice,
                act: attribution.map(|a| a.act),
                quote_type: attribution.map(|a| a.quote_type),
                label: certainty.label,
                source_kind: source.map(|s| s.kind),
                naming: source.map(|s| s.naming),
                repeated: repeated.is_some(),
                learned: p.clause.first().and_then(|c| learned.worth_at(reading, c.start)),
            });
            Claim {
                segment: p.segment,
                attribution: p.attribution,
                source: p.source,
                voice: p.voice,
                text: wording::of(p, reading, tags, found, lexicon),
                certainty,
                check,
                spans,
                confidence: p.confidence,
                made_by: p.made_by,
            }
        })
        .collect();
    let relations = relation::find(reading, tags, &claims, &repeats, found);
    Built { claims, relations, loaded_words: loaded::find(reading, found, lexicon) }
}

/// The attribution outside this one in a claim's chain: the nearest whose source vouches for its content. One that
/// refuses, denies or condemns is not in the chain of what it refuses.
pub fn parent_in_chain(found: &Found<'_>, attribution: u32) -> Option<u32> {
    let mut at = found.attributions[attribution as usize].nested_in;
    while let Some(i) = at {
        let outer = &found.attributions[i as usize];
        let vouches =
            !matches!(outer.act, SpeechAct::Refuse | SpeechAct::Deny | SpeechAct::Condemn | SpeechAct::Downplay);
        if vouches && propose::bears_claims(outer) {
            return Some(i);
        }
        at = outer.nested_in;
    }
    None
}

/// Why a claim is worth checking or not, as a sentence.
pub fn why(check: &Check) -> String {
    let mut out = check.reasons.iter().map(|(reason, _, _)| *reason).collect::<Vec<_>>().join(", ");
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
        out.push('.');
    }
    out
}
