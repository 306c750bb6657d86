//! The terms of the result, as closed lists of words.
//!
//! Every stage decides some of them; they stand here, below all stages, so that each stage can name what it finds in the
//! words that the result uses.

use serde::{Serialize, Serializer};

/// An enum whose variants are written as fixed words in the result.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word it is written as.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value that is written as this word.
            pub fn from_name(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.name() == word)
            }
        }
    };
}

words! {
    /// What a line or paragraph is.
    SegmentKind {
        /// Title of the article.
        Headline = "headline",
        /// A heading inside the article, or a standfirst set as one.
        Subheading = "subheading",
        /// Who wrote it.
        Byline = "byline",
        /// Where and when it was written, alone on a line.
        Dateline = "dateline",
        /// Running text.
        Paragraph = "paragraph",
        /// Words under a picture or film.
        Caption = "caption",
        /// Who made a picture.
        Credit = "credit",
        /// An advertisement for another article.
        Teaser = "teaser",
        /// An item of a list that belongs to the article.
        ListItem = "list_item",
        /// Calls to readers, categories, references, tags, repeated pull quotes.
        Other = "other",
    }
}

impl SegmentKind {
    /// Whether a line of this kind can hold claims at all.
    pub const fn carries_claims(self) -> bool {
        matches!(self, Self::Headline | Self::Subheading | Self::Paragraph | Self::Caption | Self::ListItem)
    }
}

words! {
    /// What a source is, in schema.org's words.
    SourceType {
        /// A human being, or several.
        Person = "Person",
        /// A company, party, charity or other body.
        Organization = "Organization",
        /// A state, ministry, agency, court, police or army.
        GovernmentOrganization = "GovernmentOrganization",
        /// A newspaper, agency, broadcaster or site.
        NewsMediaOrganization = "NewsMediaOrganization",
        /// A document, study, poll, picture or film.
        CreativeWork = "CreativeWork",
        /// People who are not an organisation: residents, critics, experts.
        Group = "Group",
    }
}

words! {
    /// How far a source can be told.
    Naming {
        /// By a proper name.
        Named = "named",
        /// Described only: "a senior official".
        Unnamed = "unnamed",
        /// A body or a crowd speaks as one: "South Korea", "residents".
        Collective = "collective",
        /// Nobody is given.
        Unspecified = "unspecified",
    }
}

words! {
    /// How the content is given.
    QuoteType {
        /// In the source's own words, all of it.
        Direct = "direct",
        /// In the author's words.
        Indirect = "indirect",
        /// In the author's words with some of the source's.
        Mixed = "mixed",
    }
}

words! {
    /// What the source does with the content.
    SpeechAct {
        /// Says that it is so.
        Assert = "assert",
        /// Says that it is so after all.
        Confirm = "confirm",
        /// Says that it is not so.
        Deny = "deny",
        /// Will not say.
        Refuse = "refuse",
        /// Says that harm may come.
        Warn = "warn",
        /// Says that it will do harm.
        Threaten = "threaten",
        /// Says that it will do.
        Promise = "promise",
        /// Says what another should do.
        Directive = "directive",
        /// Asks.
        Ask = "ask",
        /// Holds it true.
        Believe = "believe",
        /// Means to do it, wants it.
        Intend = "intend",
        /// Saw, heard, learnt or found it.
        Perceive = "perceive",
        /// Shows it, as a picture or film.
        Depict = "depict",
        /// Says that it is so and bad.
        Condemn = "condemn",
        /// Says that it is so and good.
        Praise = "praise",
        /// Says that somebody did wrong.
        Accuse = "accuse",
        /// Says that it is so though against one's interest.
        Admit = "admit",
        /// Says that it matters less.
        Downplay = "downplay",
        /// Says that it may be one way or another.
        LeaveOpen = "leave_open",
    }
}

words! {
    /// The marks around a quotation.
    QuotationMarks {
        /// `‘ ’` or `' '`.
        Single = "single",
        /// `“ ”` or `" "`.
        Double = "double",
        /// Opened by one kind and closed by another.
        Mismatched = "mismatched",
        /// Opened and never closed in its paragraph.
        Unclosed = "unclosed",
        /// Opened, and goes on in the next paragraph with a mark of its own.
        Continued = "continued",
    }
}

words! {
    /// In whose voice a claim is made.
    Voice {
        /// The author's.
        Author = "author",
        /// A source's.
        Attributed = "attributed",
        /// Taken for granted on the way.
        Presupposed = "presupposed",
    }
}

words! {
    /// How sure a voice is of a claim (`FactBank`; Saurí and Pustejovsky 2009).
    Factuality {
        /// Certain.
        CertainPlus = "CT+",
        /// Probable.
        ProbablePlus = "PR+",
        /// Possible.
        PossiblePlus = "PS+",
        /// Certainly not.
        CertainMinus = "CT-",
        /// Probably not.
        ProbableMinus = "PR-",
        /// Possibly not.
        PossibleMinus = "PS-",
        /// Certain whether, but not said which.
        CertainUnderspecified = "CTu",
        /// Does not commit itself.
        Uncommitted = "Uu",
    }
}

words! {
    /// How sure a claim is, in one plain word.
    CertaintyLabel {
        /// The author says so.
        Asserted = "asserted",
        /// A source says so.
        AssertedBySource = "asserted_by_source",
        /// A source confirms it, or the author does by the word used.
        Confirmed = "confirmed",
        /// More likely than not.
        Probable = "probable",
        /// It may be.
        Possible = "possible",
        /// If something else is so.
        Conditional = "conditional",
        /// Somebody is said to have said so.
        Hearsay = "hearsay",
        /// Not verified, in the author's words.
        Unverified = "unverified",
        /// The source will not say.
        NotCommitted = "not_committed",
        /// The source says that it is not so.
        Denied = "denied",
        /// The source says that it matters less.
        Downplayed = "downplayed",
        /// Neither true nor false: a call, an order, a question.
        NotApplicable = "not_applicable",
    }
}

words! {
    /// What a certainty cue does.
    CueKind {
        /// Less than certain: "may", "appears to".
        Hedge = "hedge",
        /// From others: "reportedly".
        Hearsay = "hearsay",
        /// "Unverified", "unconfirmed".
        Unverified = "unverified",
        /// Through somebody: "according to".
        ReportedVia = "reported_via",
        /// "Claimed": the author steps back.
        Distancing = "distancing",
        /// "Refused to say", "declined to comment".
        Refusal = "refusal",
        /// "Denied".
        Denial = "denial",
        /// "Not", "never", "no".
        Negation = "negation",
        /// "If", "unless", "would".
        Condition = "condition",
        /// "Confirmed".
        Confirmation = "confirmation",
        /// "Admitted".
        Admission = "admission",
        /// "Played down".
        Downplaying = "downplaying",
        /// "Will", "plans to".
        Future = "future",
        /// A question.
        Question = "question",
    }
}

words! {
    /// What a claim is about (the Full Fact annotation schema; Konstantinovskiy et al. 2021).
    ClaimType {
        /// A number, a rate, a comparison.
        Quantity = "quantity",
        /// One thing causes or goes with another.
        CorrelationCausation = "correlation_causation",
        /// What a law or rule says, or who decides.
        LawsRules = "laws_rules",
        /// What will be.
        Prediction = "prediction",
        /// What somebody lived through.
        PersonalExperience = "personal_experience",
        /// Anything else that is true or false.
        Other = "other",
        /// Nothing that is true or false.
        NotAClaim = "not_a_claim",
    }
}

words! {
    /// Whether evidence outside the article could settle a claim.
    Checkable {
        /// It could.
        Yes = "yes",
        /// In part: judgements, threats, conditionals.
        Partly = "partly",
        /// It could not.
        No = "no",
    }
}

words! {
    /// What to check of a claim.
    CheckTarget {
        /// Were the words said?
        Quote = "quote",
        /// Is it so?
        Fact = "fact",
        /// Is the picture or film what it is said to be?
        Media = "media",
    }
}

words! {
    /// How soon a fact-checker should open a claim.
    Priority {
        /// First.
        High = "high",
        /// Then.
        Medium = "medium",
        /// If there is time.
        Low = "low",
    }
}

words! {
    /// What a person decided about a claim.
    Decision {
        /// It stands as it was found.
        Accepted = "accepted",
        /// It is none; it stays in the list, so that the decision can be seen and taken back.
        Rejected = "rejected",
        /// It stands with other values.
        Changed = "changed",
        /// It had not been found.
        Added = "added",
    }
}

words! {
    /// What a name names.
    EntityKind {
        /// A human being.
        Person = "PERSON",
        /// A body of people.
        Organization = "ORGANIZATION",
        /// A country, town, region, building.
        Place = "PLACE",
        /// People by nation, party or faith.
        Group = "GROUP",
        /// A name of something else, or one whose kind is not known.
        Other = "OTHER",
    }
}

words! {
    /// Kind of a time expression (`TimeML`'s TIMEX3).
    TimeKind {
        /// A day or longer, on the calendar.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length.
        Duration = "DURATION",
        /// A repeated time.
        Set = "SET",
    }
}

words! {
    /// How one claim bears on another.
    RelationKind {
        /// The same again.
        Repeats = "repeats",
        /// Both can hardly be so.
        Contrasts = "contrasts",
        /// Speaks for it.
        Supports = "supports",
        /// The headline says more than the body.
        HeadlineShift = "headline_shift",
        /// The same, surer, without new evidence.
        CertaintyShift = "certainty_shift",
        /// The same quoted words, another speaker.
        SameQuoteDifferentSource = "same_quote_different_source",
        /// Words in quotation marks differ from the fuller quotation.
        QuoteAltered = "quote_altered",
        /// A denial of something else than what was claimed.
        NonDenialOf = "non_denial_of",
    }
}

/// Refers to a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceId {
    /// The writer of the article: `s_author`.
    Author,
    /// Nobody is given: `s_none`.
    Nobody,
    /// The source of that number, counted from zero here and from one in the result: `s1`.
    Named(u32),
}

impl Serialize for SourceId {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Author => s.serialize_str("s_author"),
            Self::Nobody => s.serialize_str("s_none"),
            Self::Named(n) => s.collect_str(&format_args!("s{}", n + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for &label in CertaintyLabel::ALL {
            assert_eq!(CertaintyLabel::from_name(label.name()), Some(label));
            assert_eq!(serde_json::to_value(label).expect("a string"), label.name());
        }
        assert_eq!(Factuality::from_name("CT-"), Some(Factuality::CertainMinus));
        assert_eq!(Factuality::from_name("maybe"), None);
    }
}
