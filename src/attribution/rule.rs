//! The names of the rules, by the file of `rules` that uses them; `made_by` of an attribution is one of these.

/// A constant for each name, and the list of all.
macro_rules! names {
    ($($file:ident { $($(#[$doc:meta])* $name:ident = $word:literal,)+ })+) => {
        $($($(#[$doc])* pub(crate) const $name: &str = $word;)+)+

        /// Each file with its names.
        pub(super) const BY_FILE: &[(&str, &[&str])] = &[$((stringify!($file), &[$($word,)+]),)+];
    };
}

names! {
    direct {
        /// S said: “...”
        QUOTATION_AFTER_CUE = "quotation-after-cue",
        /// “...,” S said.
        QUOTATION_BEFORE_CUE = "quotation-before-cue",
        /// “... of the next paragraph.”
        QUOTATION_CONTINUED = "quotation-continued",
        /// “...” as a paragraph of its own.
        QUOTATION_ALONE = "quotation-alone",
    }
    turn {
        /// NAME: ...
        SPEAKER_LABEL = "speaker-label",
    }
    according {
        /// According to S, ...
        ACCORDING_TO = "according-to",
    }
    verb {
        /// S said that ...
        THAT_CLAUSE = "that-clause",
        /// S asked whether ...
        WH_CLAUSE = "wh-clause",
        /// S vowed to ...
        INFINITIVE = "infinitive",
        /// S told reporters ...
        RECIPIENT_FIRST = "recipient-first",
        /// S said ...
        BARE_CLAUSE = "bare-clause",
        /// S denied the ...
        NOUN_PHRASE = "noun-phrase",
        /// S called X Y.
        NAMING = "naming",
        /// S refused to say ...
        REFUSAL = "refusal",
        /// ..., S said.
        CLAUSE_BEFORE_CUE = "clause-before-cue",
        /// ... is believed to ...
        PASSIVE_CUE = "passive-cue",
    }
    noun {
        /// The claim that ...
        NOUN_CUE = "noun-cue",
    }
    estimate {
        /// S put X at Y.
        ESTIMATE = "estimate",
    }
    hearsay {
        /// ... reportedly ...
        HEARSAY_ADVERB = "hearsay-adverb",
    }
}

/// S1, citing S2, ... It works on what rules and model have found.
pub(crate) const CITING: &str = "citing";

/// What only the model has found.
pub(crate) const MODEL: &str = "model";
