//! Words that attribute, from `data/cues.tsv`.

use crate::terms::{CertaintyLabel, Factuality, SpeechAct};

/// Part of speech of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CuePos {
    /// "say", "play down": stands in any of its forms.
    Verb,
    /// "claim", "allegation": singular or plural.
    Noun,
    /// "according to", "adamant": stands as it is.
    Other,
}

/// What a cue can be followed by: a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Takes(u8);

impl Takes {
    /// A quotation: "said: “...”".
    pub const QUOTE: Self = Self(1);
    /// A clause, with "that" or without: "said (that) it rains".
    pub const CLAUSE: Self = Self(2);
    /// A clause, only with "that" or in quotation marks: "showed that it rains".
    pub const THAT: Self = Self(4);
    /// A to-infinitive: "vowed to stay".
    pub const INFINITIVE: Self = Self(8);
    /// A question word: "asked whether it rains".
    pub const WH: Self = Self(16);
    /// A noun phrase: "denied the charge".
    pub const NOUN: Self = Self(32);
    /// A person spoken to first: "told reporters".
    pub const RECIPIENT: Self = Self(64);
    /// An -ing form: "denied taking it".
    pub const ING: Self = Self(128);

    const LETTERS: &'static [(char, Self)] = &[
        ('q', Self::QUOTE),
        ('c', Self::CLAUSE),
        ('t', Self::THAT),
        ('i', Self::INFINITIVE),
        ('w', Self::WH),
        ('n', Self::NOUN),
        ('r', Self::RECIPIENT),
        ('g', Self::ING),
    ];

    /// Whether it holds at least one of these.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn from_letters(letters: &str) -> Option<Self> {
        letters.chars().try_fold(Self::default(), |set, c| {
            Self::LETTERS.iter().find(|(l, _)| *l == c).map(|(_, takes)| set.with(*takes))
        })
    }
}

/// A word or phrase that attributes.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Its words in base form, lower case.
    pub words: &'static str,
    /// Its part of speech.
    pub pos: CuePos,
    /// What the source does with the content.
    pub act: SpeechAct,
    /// What it can be followed by.
    pub takes: Takes,
    /// How sure the author is of the content.
    pub author: Factuality,
    /// How sure the source is of it.
    pub source: Factuality,
    /// The label of a claim under it.
    pub label: CertaintyLabel,
}

/// The rows of the table. Rows that do not read are left out here and found by a test.
pub(super) fn rows() -> impl Iterator<Item = Cue> {
    super::rows(TABLE).filter_map(|(words, rest)| row(words, rest))
}

const TABLE: &str = include_str!("data/cues.tsv");

fn row(words: &'static str, rest: &'static str) -> Option<Cue> {
    let mut columns = rest.split('\t');
    let pos = match columns.next()? {
        "v" => CuePos::Verb,
        "n" => CuePos::Noun,
        "o" => CuePos::Other,
        _ => return None,
    };
    let takes = Takes::from_letters(columns.next()?)?;
    let act = SpeechAct::from_name(columns.next()?)?;
    let author = Factuality::from_name(columns.next()?)?;
    let source = Factuality::from_name(columns.next()?)?;
    let label = CertaintyLabel::from_name(columns.next()?)?;
    Some(Cue { words, pos, act, takes, author, source, label })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads() {
        for (words, rest) in super::super::rows(TABLE) {
            assert!(row(words, rest).is_some(), "cues.tsv: {words}\t{rest}");
            assert_eq!(words, words.to_lowercase(), "cues.tsv: {words}");
        }
    }

    #[test]
    fn no_cue_stands_twice() {
        let mut seen: Vec<_> = super::super::rows(TABLE).map(|(w, r)| (w, r.split('\t').next())).collect();
        seen.sort_unstable();
        assert!(seen.windows(2).all(|w| w[0] != w[1]), "{:?}", seen.windows(2).find(|w| w[0] == w[1]));
    }
}
