//! The result: one [`Document`], as it is serialised for `JavaScript` and for files.
//!
//! Field names are the field names of the result format and the same in Rust, JSON and `JavaScript`. Lists are in text
//! order. Offsets are counted in the unit that `source.offset_unit` names; `exact` is always the text between them.

mod assemble;
#[cfg(any(target_arch = "wasm32", test))]
pub(crate) mod pieces;
pub(crate) mod summary;

use serde::{Serialize, Serializer};

use crate::terms::{
    CertaintyLabel, CheckTarget, Checkable, ClaimType, CueKind, Decision, EntityKind, Factuality, Naming, Priority,
    QuotationMarks, QuoteType, RelationKind, SegmentKind, SourceId, SourceType, SpeechAct, TimeKind, Voice,
};

pub use assemble::{Assembly, assemble};

/// Everything that was found in one text.
#[derive(Clone, Debug, Serialize)]
pub struct Document<'t> {
    /// Name and version of this format.
    pub schema: &'static str,
    /// What made the result.
    pub generator: Generator,
    /// BCP 47 tag of the text's language: `en`, or `und` where it does not look like English.
    pub language: &'static str,
    /// The text that was read.
    pub source: TextInfo,
    /// Document creation time, ISO 8601: given by the caller or read from a dateline. Relative dates are resolved from it.
    pub dct: Option<String>,
    /// Lines and paragraphs with their types.
    pub segments: Vec<Segment>,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Whoever answers for something in the text; the author first.
    pub sources: Vec<Source<'t>>,
    /// Source, cue and content.
    pub attributions: Vec<Attribution<'t>>,
    /// Text in quotation marks, marks included.
    pub quotations: Vec<Quotation<'t>>,
    /// Propositions, each with who answers for it.
    pub claims: Vec<Claim<'t>>,
    /// Names of persons, organisations and places.
    pub entities: Vec<Entity<'t>>,
    /// Dates, times of day, durations and sets.
    pub times: Vec<Time<'t>>,
    /// Numbers with units, and vague amounts.
    pub quantities: Vec<Quantity<'t>>,
    /// How claims bear on each other.
    pub relations: Vec<Relation>,
    /// The author's own colouring, outside quotations and attributions.
    pub loaded_words: Vec<LoadedWord<'t>>,
    /// The whole at a glance.
    pub summary: Summary,
}

/// What made a result.
#[derive(Clone, Debug, Serialize)]
pub struct Generator {
    /// `sayso`.
    pub name: &'static str,
    /// Version of this package.
    pub version: &'static str,
    /// Name of the learned model, or `rules` where none was used.
    pub model: &'static str,
}

/// The text a result belongs to.
#[derive(Clone, Debug, Serialize)]
pub struct TextInfo {
    /// Length of the text in `offset_unit`.
    pub length: u32,
    /// SHA-256 of its UTF-8 bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// `utf-16`, `code-point` or `byte`.
    pub offset_unit: &'static str,
}

/// A marked stretch of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mark<'t> {
    /// First unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// The words between.
    pub exact: &'t str,
}

/// The number of an entry in its list; written as a letter and that number counted from one, `c1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<const LETTER: char>(pub u32);

impl<const LETTER: char> Serialize for Id<LETTER> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("{LETTER}{}", self.0 + 1))
    }
}

/// Refers to a segment.
pub type SegmentId = Id<'g'>;
/// Refers to an attribution.
pub type AttributionId = Id<'a'>;
/// Refers to a quotation.
pub type QuotationId = Id<'q'>;
/// Refers to a claim.
pub type ClaimId = Id<'c'>;
/// Refers to an entity.
pub type EntityId = Id<'e'>;
/// Refers to a time.
pub type TimeId = Id<'t'>;
/// Refers to a quantity.
pub type QuantityId = Id<'n'>;
/// Refers to a relation.
pub type RelationId = Id<'r'>;
/// Refers to a loaded word.
pub type LoadedWordId = Id<'w'>;

/// A line or paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct Segment {
    /// Its id, `g1`.
    pub id: SegmentId,
    /// Number of the line it begins on, counted from one.
    pub line: u32,
    /// First unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: SegmentKind,
    /// Whether a claim was found in it.
    pub carries_claim: bool,
}

/// A sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// The segment it stands in.
    pub segment: SegmentId,
    /// First unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
}

/// Whoever answers for something in the text.
#[derive(Clone, Debug, Serialize)]
pub struct Source<'t> {
    /// Its id, `s_author`, `s_none` or `s1`.
    pub id: SourceId,
    /// The fullest name that the text gives; in brackets where the text gives none.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: SourceType,
    /// How far it can be told.
    pub naming: Naming,
    /// Office, title or description, in the text's words; empty where it gives none.
    pub role: String,
    /// Where it is mentioned as a source.
    pub mentions: Vec<Mark<'t>>,
    /// Who it may be, where a mention could not be told with enough confidence; empty where it could.
    pub candidates: Vec<String>,
    /// How sure the resolution is, 0..1.
    pub confidence: f64,
}

/// Source, cue and content.
#[derive(Clone, Debug, Serialize)]
pub struct Attribution<'t> {
    /// Its id, `a1`.
    pub id: AttributionId,
    /// The segment its cue stands in.
    pub segment: SegmentId,
    /// The source, resolved.
    pub source_id: SourceId,
    /// The words for the source; empty where none are given.
    pub source: Vec<Mark<'t>>,
    /// The words that attribute; empty where a quotation stands without any.
    pub cue: Vec<Mark<'t>>,
    /// What is attributed, in one or more pieces.
    pub content: Vec<Mark<'t>>,
    /// Verbatim, paraphrased or both.
    pub quote_type: QuoteType,
    /// What the source does with the content.
    pub speech_act: SpeechAct,
    /// The attribution whose content holds this one.
    pub nested_in: Option<AttributionId>,
    /// How sure the whole is, 0..1.
    pub confidence: f64,
    /// The rule or model that made it.
    pub made_by: &'static str,
}

/// Text in quotation marks.
#[derive(Clone, Debug, Serialize)]
pub struct Quotation<'t> {
    /// Its id, `q1`.
    pub id: QuotationId,
    /// The segment it stands in.
    pub segment: SegmentId,
    /// The attribution whose content it belongs to.
    pub attribution: Option<AttributionId>,
    /// The quotation it stands in.
    pub nested_in: Option<QuotationId>,
    /// Kind of marks.
    pub marks: QuotationMarks,
    /// First unit, the opening mark.
    pub start: u32,
    /// The unit after the closing mark, or after the last word where there is none.
    pub end: u32,
    /// The words, marks included.
    pub exact: &'t str,
}

/// One voice of a claim's chain.
#[derive(Clone, Debug, Serialize)]
pub struct ChainLink<'t> {
    /// The voice.
    pub source_id: SourceId,
    /// Its name.
    pub source_name: String,
    /// The attribution that brings it in; none for the author.
    pub attribution: Option<AttributionId>,
    /// The cue of that attribution.
    pub cue: Option<&'t str>,
}

/// How sure one voice is.
#[derive(Clone, Debug, Serialize)]
pub struct VoiceFactuality {
    /// The voice.
    pub source_id: SourceId,
    /// How sure it is.
    pub value: Factuality,
}

/// Words that show how sure a claim is.
#[derive(Clone, Debug, Serialize)]
pub struct CertaintyCue<'t> {
    /// The words.
    #[serde(flatten)]
    pub mark: Mark<'t>,
    /// What they do.
    #[serde(rename = "type")]
    pub kind: CueKind,
}

/// One reason for or against checking a claim.
#[derive(Clone, Debug, Serialize)]
pub struct Reason<'t> {
    /// In words: "names a number".
    pub reason: &'static str,
    /// What it adds to or takes from check-worthiness, -1..1.
    pub weight: f64,
    /// The words that speak for it; empty where it is the whole claim.
    pub marks: Vec<Mark<'t>>,
}

/// One proposition that could be true or false, or one thing a source does with words.
#[derive(Clone, Debug, Serialize)]
pub struct Claim<'t> {
    /// Its id, `c1`.
    pub id: ClaimId,
    /// The segment it stands in.
    pub segment: SegmentId,
    /// The words, in one or more pieces.
    pub spans: Vec<Mark<'t>>,
    /// The claim in words that stand alone.
    pub text: String,
    /// The innermost voice that answers for it.
    pub source_id: SourceId,
    /// Its name.
    pub source_name: String,
    /// The attribution it comes from; none in the author's own voice.
    pub attribution: Option<AttributionId>,
    /// All voices, outermost first.
    pub attribution_chain: Vec<ChainLink<'t>>,
    /// In whose voice it is made.
    pub voice: Voice,
    /// Verbatim, paraphrased or both; none in the author's own voice.
    pub quote_type: Option<QuoteType>,
    /// What the source does with it; none in the author's own voice.
    pub speech_act: Option<SpeechAct>,
    /// How sure each voice of the chain is.
    pub factuality: Vec<VoiceFactuality>,
    /// How sure it is, in one word.
    pub certainty_label: CertaintyLabel,
    /// The words that show it.
    pub certainty_cues: Vec<CertaintyCue<'t>>,
    /// The rule that decided the label.
    pub certainty_rule: &'static str,
    /// What it is about.
    pub claim_type: ClaimType,
    /// Whether it can be checked.
    pub checkable: Checkable,
    /// Whether it should be.
    pub check_worthy: bool,
    /// How much, 0..1.
    pub check_worthiness: f64,
    /// The same as a word.
    pub priority: Priority,
    /// What to check.
    pub check_targets: Vec<CheckTarget>,
    /// Why it is worth checking or not, as a sentence.
    pub why: String,
    /// The reasons behind `why`, each with its words.
    pub reasons: Vec<Reason<'t>>,
    /// Names in it.
    pub entities: Vec<EntityId>,
    /// Times in it.
    pub times: Vec<TimeId>,
    /// Quantities in it.
    pub quantities: Vec<QuantityId>,
    /// How sure it is that this is a claim with these bounds, 0..1.
    pub confidence: f64,
    /// The rule or model that made it; `person` where a person added it.
    pub made_by: &'static str,
    /// What a person decided about it. The engine decides nothing; editors of the result add it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// What a person decided about a claim. The claim's own fields hold what now stands, the person's values included.
#[derive(Clone, Debug, Serialize)]
pub struct Review {
    /// What was decided.
    pub decision: Decision,
    /// Names of the claim's fields that the person changed: `spans`, `certainty_label`.
    pub changed: Vec<String>,
    /// The person's words on it; empty where there are none.
    pub note: String,
}

/// A name in the text.
#[derive(Clone, Debug, Serialize)]
pub struct Entity<'t> {
    /// Its id, `e1`.
    pub id: EntityId,
    /// The segment it stands in.
    pub segment: SegmentId,
    /// What it names.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// The words.
    #[serde(flatten)]
    pub mark: Mark<'t>,
    /// The fullest form of the same name in the text.
    pub refers_to: String,
}

/// A time expression.
#[derive(Clone, Debug, Serialize)]
pub struct Time<'t> {
    /// Its id, `t1`.
    pub id: TimeId,
    /// The segment it stands in.
    pub segment: SegmentId,
    /// The words.
    #[serde(flatten)]
    pub mark: Mark<'t>,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TIMEX3 value; `X` where the text leaves a part open.
    pub value: String,
    /// Distance from the document creation time, as a signed duration (`-P1D`), where the expression gives one.
    pub offset_from_dct: Option<String>,
}

/// A number with its unit, or a vague amount.
#[derive(Clone, Debug, Serialize)]
pub struct Quantity<'t> {
    /// Its id, `n1`.
    pub id: QuantityId,
    /// The segment it stands in.
    pub segment: SegmentId,
    /// The words.
    #[serde(flatten)]
    pub mark: Mark<'t>,
    /// The number; the lower bound of a range; none for a vague amount.
    pub value: Option<f64>,
    /// The upper bound of a range.
    pub max_value: Option<f64>,
    /// What is counted, `percent`, or an ISO 4217 currency code; none where the text does not say.
    pub unit: Option<String>,
    /// Whether the text says that the number is rough: "about", "more than".
    pub approximate: bool,
    /// Whether there is no number at all: "a large concentration".
    pub vague: bool,
}

/// How one claim bears on another.
#[derive(Clone, Debug, Serialize)]
pub struct Relation {
    /// Its id, `r1`.
    pub id: RelationId,
    /// How.
    #[serde(rename = "type")]
    pub kind: RelationKind,
    /// The claim that repeats, supports, shifts.
    pub from: ClaimId,
    /// The claim it bears on.
    pub to: ClaimId,
    /// Why, in words.
    pub why: String,
    /// How sure, 0..1.
    pub confidence: f64,
}

/// A word of the author's that colours.
#[derive(Clone, Debug, Serialize)]
pub struct LoadedWord<'t> {
    /// Its id, `w1`.
    pub id: LoadedWordId,
    /// The segment it stands in.
    pub segment: SegmentId,
    /// The words.
    #[serde(flatten)]
    pub mark: Mark<'t>,
    /// `peacock` praises, `scare` belittles or alarms, `weasel` hides who.
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// The whole at a glance.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// Number of claims.
    pub claims: u32,
    /// Claims that a source answers for.
    pub attributed: u32,
    /// Claims in the author's own voice, those taken for granted included.
    pub author_voice: u32,
    /// Sources without a name.
    pub unnamed_sources: u32,
    /// Claims that are less than asserted, confirmed or denied.
    pub hedged: u32,
    /// Claims with a number that only the author answers for.
    pub numbers_without_source: u32,
    /// What to check first, best first; at most five.
    pub check_first: Vec<ClaimId>,
    /// All of it in one English sentence.
    pub sentence: String,
}
