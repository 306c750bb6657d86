//! The terms of the result in a reader's words, as the page has them in `www/page/terms.js`.

use crate::terms::CertaintyLabel;

/// Who speaks, as readers are told: one hue and one sign for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Author,
    Named,
    Unnamed,
    Document,
}

/// How sure, as readers are told: one line for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Solid,
    Dashed,
    Dotted,
    Struck,
    Double,
    Bare,
}

impl Who {
    pub(crate) const ALL: [Self; 4] = [Self::Author, Self::Named, Self::Unnamed, Self::Document];

    /// Its name in style sheets.
    pub(crate) const fn name(self) -> &'static str {
        ["author", "named", "unnamed", "document"][self as usize]
    }

    pub(crate) const fn words(self) -> &'static str {
        ["the author", "a named source", "an unnamed source", "a document or film"][self as usize]
    }

    /// A sign that does not need colours.
    pub(crate) const fn sign(self) -> &'static str {
        ["\u{25c6}", "\u{25cf}", "\u{25cb}", "\u{25a0}"][self as usize]
    }
}

impl Line {
    pub(crate) const ALL: [Self; 6] = [Self::Solid, Self::Dashed, Self::Dotted, Self::Struck, Self::Double, Self::Bare];

    /// Its name in style sheets.
    pub(crate) const fn name(self) -> &'static str {
        ["solid", "dashed", "dotted", "struck", "double", "bare"][self as usize]
    }

    pub(crate) const fn words(self) -> &'static str {
        ["stated", "hedged", "hearsay, unverified", "denied", "would not say", "no statement"][self as usize]
    }
}

/// A certainty label in words, and its line.
pub(crate) const fn certainty(label: CertaintyLabel) -> (&'static str, Line) {
    use CertaintyLabel as L;
    match label {
        L::Asserted => ("stated as fact", Line::Solid),
        L::AssertedBySource => ("said by the source", Line::Solid),
        L::Confirmed => ("confirmed", Line::Solid),
        L::Probable => ("probable", Line::Dashed),
        L::Possible => ("possible", Line::Dashed),
        L::Conditional => ("only if", Line::Dashed),
        L::Hearsay => ("hearsay", Line::Dotted),
        L::Unverified => ("unverified", Line::Dotted),
        L::NotCommitted => ("would not say", Line::Double),
        L::Denied => ("denied", Line::Struck),
        L::Downplayed => ("played down", Line::Dashed),
        L::NotApplicable => ("neither true nor false", Line::Bare),
    }
}

/// What to check, in words.
pub(crate) fn target(target: &str) -> &str {
    match target {
        "quote" => "the words: were they said?",
        "fact" => "the fact: is it so?",
        "media" => "the picture: is it what it is said to be?",
        other => other,
    }
}

/// A kind of segment in words; empty for running text and headings, which look like what they are.
pub(crate) fn segment(kind: &str) -> &str {
    match kind {
        "caption" => "caption",
        "credit" => "picture credit",
        "teaser" => "link to another article",
        "other" => "not part of the article",
        _ => "",
    }
}

/// What a person decided, in words.
pub(crate) fn decision(decision: &str) -> &str {
    match decision {
        "accepted" => "accepted by a person",
        "rejected" => "rejected by a person",
        "changed" => "changed by a person",
        "added" => "added by a person",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_same_words() {
        let page = include_str!("../../www/page/terms.js");
        let has = |name: &str, words: &str| {
            let line = format!("  {name}: '{words}',\n");
            assert!(page.contains(&line), "terms.js does not have{line}");
        };
        for &label in CertaintyLabel::ALL {
            let (words, line) = certainty(label);
            has(label.name(), words);
            has(label.name(), line.name());
        }
        for who in Who::ALL {
            has(who.name(), who.words());
        }
        for line in Line::ALL {
            has(line.name(), line.words());
        }
        for name in ["quote", "fact", "media"] {
            has(name, target(name));
        }
        for name in ["caption", "credit", "teaser", "other"] {
            has(name, segment(name));
        }
    }
}
