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
#[cfg(test)]
mod tests;
mod wording;

use std::borrow::Cow;

pub use check::Check;
use check::Subject;
use propose::Proposal;

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
    pub why: Cow<'static, str>,
    /// How sure, 0..1.
    pub confidence: f64,
}

/// Everything this stage built. A long text has more claims than should be in memory at once in all their words: they are
/// written out one by one, by [`Built::claims`].
#[derive(Debug)]
pub struct Built<'a> {
    given: Given<'a>,
    proposals: Vec<Proposal>,
    /// One for each.
    certainties: Vec<Certainty>,
    /// For each, whether the article has said it before.
    repeated: Vec<bool>,
    /// In order of `from`.
    pub relations: Vec<Relation>,
    /// The author's own colouring words, with `peacock`, `scare` or `weasel`.
    pub loaded_words: Vec<(Span, &'static str)>,
}

/// What the stages before have found.
#[derive(Clone, Copy, Debug)]
struct Given<'a> {
    reading: &'a Reading<'a>,
    learned: &'a Output,
    tags: &'a Tags,
    found: &'a Found<'a>,
    lexicon: &'a Lexicon,
}

/// A claim without its wording and without whether to check it.
#[derive(Clone, Copy, Debug)]
struct Draft<'b> {
    proposal: &'b Proposal,
    certainty: &'b Certainty,
}

impl Draft<'_> {
    /// Its words, in one or more pieces.
    fn spans(&self, reading: &Reading<'_>) -> impl Iterator<Item = Span> {
        self.proposal.clause.iter().map(|tokens| reading.span(tokens.clone()))
    }
}

/// Builds the claims.
pub fn build<'a>(
    reading: &'a Reading<'a>,
    learned: &'a Output,
    tags: &'a Tags,
    found: &'a Found<'a>,
    lexicon: &'a Lexicon,
) -> Built<'a> {
    let proposals = propose::propose(reading, tags, found);
    let repeats = relation::repeats(reading, &proposals, lexicon);
    let certainty = |proposal: &Proposal| {
        let mut certainty = certainty::of(proposal, reading, learned, tags, found, lexicon);
        certainty.cues.shrink_to_fit();
        certainty
    };
    let certainties: Vec<Certainty> = proposals.iter().map(certainty).collect();
    let drafts: Vec<Draft<'_>> = drafts(&proposals, &certainties).collect();
    let relations = relation::find(reading, tags, &drafts, &repeats, found);
    Built {
        given: Given { reading, learned, tags, found, lexicon },
        proposals,
        certainties,
        repeated: repeats.iter().map(Option::is_some).collect(),
        relations,
        loaded_words: loaded::find(reading, found, lexicon),
    }
}

fn drafts<'b>(proposals: &'b [Proposal], certainties: &'b [Certainty]) -> impl ExactSizeIterator<Item = Draft<'b>> {
    proposals.iter().zip(certainties).map(|(proposal, certainty)| Draft { proposal, certainty })
}

impl Built<'_> {
    /// The claims, in order of their first byte.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = Claim> {
        let drafts = drafts(&self.proposals, &self.certainties);
        drafts.zip(&self.repeated).map(|(draft, &repeated)| self.claim(draft, repeated))
    }

    /// For each claim the index of its segment.
    pub fn segments(&self) -> impl ExactSizeIterator<Item = u32> {
        self.proposals.iter().map(|proposal| proposal.segment)
    }

    fn claim(&self, draft: Draft<'_>, repeated: bool) -> Claim {
        let Given { reading, learned, tags, found, lexicon } = self.given;
        let p = draft.proposal;
        let attribution = p.attribution.map(|i| &found.attributions[i as usize]);
        let source = match p.source {
            SourceId::Named(n) => Some(&found.sources[n as usize]),
            SourceId::Author | SourceId::Nobody => None,
        };
        let spans: Vec<Span> = draft.spans(reading).collect();
        let check = check::check(&Subject {
            reading,
            tags,
            lexicon,
            spans: &spans,
            segment: p.segment,
            voice: p.voice,
            act: attribution.map(|a| a.act),
            quote_type: attribution.map(|a| a.quote_type),
            label: draft.certainty.label,
            source_kind: source.map(|s| s.kind),
            naming: source.map(|s| s.naming),
            repeated,
            learned: p.clause.first().and_then(|c| learned.worth_at(reading, c.start)),
        });
        Claim {
            segment: p.segment,
            attribution: p.attribution,
            source: p.source,
            voice: p.voice,
            text: wording::of(p, reading, tags, found, lexicon),
            certainty: draft.certainty.clone(),
            check,
            spans,
            confidence: p.confidence,
            made_by: p.made_by,
        }
    }
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
