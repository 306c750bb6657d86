/** How to annotate. */
export interface Options {
  /** Document creation time, `YYYY-MM-DD`: the day the article was written. Read from a dateline where none is given. */
  dct?: string | null;
  /** What offsets are counted in; `utf-16`, as strings are indexed, where none is given. */
  offset_unit?: OffsetUnit | null;
}

/**
 * Finds every claim in an English news text, and for each one on whose say-so it stands.
 * Any text gives a result; only wrong options throw, as an `Error` that names the field.
 *
 * The result is a `Document` in pieces: names of its fields, each with JSON. A name that comes again brings more of its list.
 */
export function annotate(text: string, options?: Options | null): [field: keyof Document, json: string][];

/** Reads a part of a text ahead: `annotate` of the whole then takes so much less time. */
export function read_ahead(part: string): void;

/** Version of this package. */
export function version(): string;

export type OffsetUnit = "utf-16" | "code-point" | "byte";
/** The result itself, W3C Web Annotations, a table with a row a claim, Markdown, a page that works by itself, schema.org `Claim`. */
export type ExportFormat = "json" | "webanno" | "csv" | "md" | "html" | "schema";
export type SegmentKind = "headline" | "subheading" | "byline" | "dateline" | "paragraph" | "caption" | "credit" | "teaser" | "list_item" | "other";
export type SourceType = "Person" | "Organization" | "GovernmentOrganization" | "NewsMediaOrganization" | "CreativeWork" | "Group";
export type Naming = "named" | "unnamed" | "collective" | "unspecified";
export type QuoteType = "direct" | "indirect" | "mixed";
export type SpeechAct = "assert" | "confirm" | "deny" | "refuse" | "warn" | "threaten" | "promise" | "directive" | "ask" | "believe" | "intend" | "perceive" | "depict" | "condemn" | "praise" | "accuse" | "admit" | "downplay" | "leave_open";
export type QuotationMarks = "single" | "double" | "mismatched" | "unclosed" | "continued";
export type Voice = "author" | "attributed" | "presupposed";
export type Factuality = "CT+" | "PR+" | "PS+" | "CT-" | "PR-" | "PS-" | "CTu" | "Uu";
export type CertaintyLabel = "asserted" | "asserted_by_source" | "confirmed" | "probable" | "possible" | "conditional" | "hearsay" | "unverified" | "not_committed" | "denied" | "downplayed" | "not_applicable";
export type CueKind = "hedge" | "hearsay" | "unverified" | "reported_via" | "distancing" | "refusal" | "denial" | "negation" | "condition" | "confirmation" | "admission" | "downplaying" | "future" | "question";
export type ClaimType = "quantity" | "correlation_causation" | "laws_rules" | "prediction" | "personal_experience" | "other" | "not_a_claim";
export type Checkable = "yes" | "partly" | "no";
export type CheckTarget = "quote" | "fact" | "media";
export type Priority = "high" | "medium" | "low";
export type Decision = "accepted" | "rejected" | "changed" | "added";
export type EntityKind = "PERSON" | "ORGANIZATION" | "PLACE" | "GROUP" | "OTHER";
export type TimeKind = "DATE" | "TIME" | "DURATION" | "SET";
export type RelationKind = "repeats" | "contrasts" | "supports" | "headline_shift" | "certainty_shift" | "same_quote_different_source" | "quote_altered" | "non_denial_of";

/** Everything that was found in one text. Lists are in text order; `[start, end)` counts in `source.offset_unit`. */
export interface Document {
  /** Name and version of this format. */
  schema: string;
  generator: Generator;
  /** BCP 47 tag: `en`, or `und` where it does not look like English. */
  language: string;
  source: TextInfo;
  /** Document creation time, ISO 8601: as given, or read from a dateline. */
  dct: string | null;
  segments: Segment[];
  sentences: Sentence[];
  /** Whoever answers for something in the text; the author (`s_author`) first. */
  sources: Source[];
  attributions: Attribution[];
  quotations: Quotation[];
  claims: Claim[];
  entities: Entity[];
  times: Time[];
  quantities: Quantity[];
  relations: Relation[];
  loaded_words: LoadedWord[];
  summary: Summary;
}

/** What made a result. */
export interface Generator {
  name: string;
  version: string;
  /** Name of the learned model, or `rules` where none was used. */
  model: string;
}

/** The text a result belongs to. */
export interface TextInfo {
  /** Length of the text in `offset_unit`. */
  length: number;
  /** SHA-256 of its UTF-8 bytes, in lower-case hexadecimal. */
  sha256: string;
  offset_unit: OffsetUnit;
  /** Where the text was published; editors of the result add it, the engine gives none. */
  url?: string;
}

/** What came back. */
export interface Imported {
  document: Document;
  /** What has no place in the text. */
  unplaced: Unplaced[];
}

/** Something that has no place in the text. */
export interface Unplaced {
  /** Where in the document it stood: `claims`, `claims.certainty_cues`; `annotations` where it is somebody else's. */
  list: string;
  /** Its id, or that of the entry that held it. */
  id: string | null;
  /** The words it stood on. */
  exact: string;
  /** All of it, as it came. */
  item: unknown;
}

/** A marked stretch of the text: `text.slice(start, end) === exact`. */
export interface Mark {
  start: number;
  end: number;
  exact: string;
}

/** A line or paragraph. */
export interface Segment {
  id: string;
  /** Number of the line it begins on, counted from one. */
  line: number;
  start: number;
  end: number;
  type: SegmentKind;
  carries_claim: boolean;
}

/** A sentence. */
export interface Sentence {
  segment: string;
  start: number;
  end: number;
}

/** Whoever answers for something in the text. */
export interface Source {
  /** `s_author`, `s_none` or `s1`. */
  id: string;
  /** The fullest name that the text gives; in brackets where the text gives none. */
  name: string;
  type: SourceType;
  naming: Naming;
  /** Office, title or description, in the text's words; empty where it gives none. */
  role: string;
  mentions: Mark[];
  /** Who it may be, where that could not be told; empty where it could. */
  candidates: string[];
  /** 0..1 */
  confidence: number;
}

/** Source, cue and content. */
export interface Attribution {
  id: string;
  segment: string;
  source_id: string;
  /** Empty where no words for a source are given. */
  source: Mark[];
  /** Empty where a quotation stands without any. */
  cue: Mark[];
  content: Mark[];
  quote_type: QuoteType;
  speech_act: SpeechAct;
  /** The attribution whose content holds this one. */
  nested_in: string | null;
  /** 0..1 */
  confidence: number;
  /** The rule or model that made it. */
  made_by: string;
}

/** Text in quotation marks, marks included. */
export interface Quotation {
  id: string;
  segment: string;
  /** The attribution whose content it belongs to. */
  attribution: string | null;
  /** The quotation it stands in. */
  nested_in: string | null;
  marks: QuotationMarks;
  start: number;
  end: number;
  exact: string;
}

/** One proposition that could be true or false, or one thing a source does with words. */
export interface Claim {
  id: string;
  segment: string;
  spans: Mark[];
  /** The claim in words that stand alone. */
  text: string;
  /** The innermost voice that answers for it. */
  source_id: string;
  source_name: string;
  /** The attribution it comes from; null in the author's own voice. */
  attribution: string | null;
  /** All voices, outermost first. */
  attribution_chain: ChainLink[];
  voice: Voice;
  /** Null in the author's own voice. */
  quote_type: QuoteType | null;
  /** Null in the author's own voice. */
  speech_act: SpeechAct | null;
  factuality: VoiceFactuality[];
  certainty_label: CertaintyLabel;
  /** The words that show it. */
  certainty_cues: CertaintyCue[];
  /** The rule that decided the label. */
  certainty_rule: string;
  claim_type: ClaimType;
  checkable: Checkable;
  check_worthy: boolean;
  /** 0..1 */
  check_worthiness: number;
  priority: Priority;
  check_targets: CheckTarget[];
  /** Why it is worth checking or not, as a sentence. */
  why: string;
  reasons: Reason[];
  /** Ids of the names, times and quantities in it. */
  entities: string[];
  times: string[];
  quantities: string[];
  /** 0..1 */
  confidence: number;
  /** The rule or model that made it; `person` where a person added it. */
  made_by: string;
  /** What a person decided about it; editors of the result add it, the engine gives none. */
  review?: Review;
}

/** What a person decided about a claim. The claim's own fields hold what now stands, the person's values included. */
export interface Review {
  decision: Decision;
  /** Names of the claim's fields that the person changed: `spans`, `certainty_label`. */
  changed: string[];
  /** The person's words on it; empty where there are none. */
  note: string;
}

/** One voice of a claim's chain. */
export interface ChainLink {
  source_id: string;
  source_name: string;
  /** Null for the author. */
  attribution: string | null;
  cue: string | null;
}

/** How sure one voice is. */
export interface VoiceFactuality {
  source_id: string;
  value: Factuality;
}

/** Words that show how sure a claim is. */
export interface CertaintyCue extends Mark {
  type: CueKind;
}

/** One reason for or against checking a claim. */
export interface Reason {
  reason: string;
  /** What it adds to or takes from check-worthiness, -1..1. */
  weight: number;
  /** Empty where it is the whole claim. */
  marks: Mark[];
}

/** A name in the text. */
export interface Entity extends Mark {
  id: string;
  segment: string;
  type: EntityKind;
  /** The fullest form of the same name in the text. */
  refers_to: string;
}

/** A time expression. */
export interface Time extends Mark {
  id: string;
  segment: string;
  type: TimeKind;
  /** TIMEX3 value; `X` where the text leaves a part open. */
  value: string;
  /** Signed duration from the document creation time (`-P1D`), where the expression gives one. */
  offset_from_dct: string | null;
}

/** A number with its unit, or a vague amount. */
export interface Quantity extends Mark {
  id: string;
  segment: string;
  /** The lower bound of a range; null for a vague amount. */
  value: number | null;
  /** The upper bound of a range. */
  max_value: number | null;
  /** What is counted, `percent`, or an ISO 4217 currency code; null where the text does not say. */
  unit: string | null;
  approximate: boolean;
  vague: boolean;
}

/** How one claim bears on another. */
export interface Relation {
  id: string;
  type: RelationKind;
  from: string;
  to: string;
  why: string;
  /** 0..1 */
  confidence: number;
}

/** A word of the author's that colours. */
export interface LoadedWord extends Mark {
  id: string;
  segment: string;
  /** `peacock` praises, `scare` belittles or alarms, `weasel` hides who. */
  type: "peacock" | "scare" | "weasel";
}

/** The whole at a glance. */
export interface Summary {
  claims: number;
  attributed: number;
  /** Claims in the author's own voice, those taken for granted included. */
  author_voice: number;
  unnamed_sources: number;
  /** Claims that are less than asserted, confirmed or denied. */
  hedged: number;
  /** Claims with a number that only the author answers for. */
  numbers_without_source: number;
  /** Ids of what to check first, best first; at most five. */
  check_first: string[];
  /** All of it in one English sentence. */
  sentence: string;
}
