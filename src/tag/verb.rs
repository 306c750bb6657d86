//! Verb groups: "has been refusing", "did not say", "to leave", each as one thing.

use std::ops::Range;

use super::pos::Pos;
use crate::lexicon::{Class, Lexicon};
use crate::text::Reading;

/// A main verb with its auxiliaries, negation and the adverbs between.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "independent features of a verb, as grammar has them")]
pub struct VerbGroup {
    /// Its tokens, auxiliaries first.
    pub tokens: Range<usize>,
    /// The main verb; the auxiliary where there is no other verb.
    pub head: usize,
    /// Whether it is finite.
    pub finite: bool,
    /// Whether it is passive: a participle after a form of be.
    pub passive: bool,
    /// Whether it is negated.
    pub negated: bool,
    /// Whether it begins with "to".
    pub infinitive: bool,
    /// Index of its sentence.
    pub sentence: u32,
}

/// The verb groups of a text, in order.
pub fn find(reading: &Reading<'_>, pos: &[Pos], lexicon: &Lexicon) -> Vec<VerbGroup> {
    let mut groups = Vec::new();
    for sentence in 0..reading.sentences.len() {
        let tokens = reading.tokens_of(sentence);
        let mut at = tokens.start;
        while at < tokens.end {
            let starts =
                matches!(pos[at], Pos::Auxiliary | Pos::Finite | Pos::Base | Pos::Participle | Pos::Ing | Pos::To);
            if !starts {
                at += 1;
                continue;
            }
            let group = group(reading, pos, lexicon, at, &tokens, sentence as u32);
            at = group.tokens.end;
            groups.push(group);
        }
    }
    groups
}

fn group(
    reading: &Reading<'_>,
    pos: &[Pos],
    lexicon: &Lexicon,
    start: usize,
    within: &Range<usize>,
    sentence: u32,
) -> VerbGroup {
    let (first, limit) = (within.start, within.end);
    let classes = |at: usize| lexicon.classes(reading.tokens[at].word);
    let infinitive = pos[start] == Pos::To;
    let mut head = start;
    let mut end = start + 1;
    // "neither confirmed nor denied".
    let mut negated = classes(start).has(Class::Negation)
        || start > first && ["neither", "nor"].iter().any(|w| reading.word(start - 1).eq_ignore_ascii_case(w))
        // "never said".
        || start > first && pos[start - 1] == Pos::Adverb && !infinitive && classes(start - 1).has(Class::Negation);
    let mut passive = false;
    let mut main = !matches!(pos[start], Pos::Auxiliary | Pos::To);
    let mut last_be = classes(start).has(Class::Be);
    while end < limit && !main {
        match pos[end] {
            Pos::Auxiliary => {
                head = end;
                last_be = classes(end).has(Class::Be);
            }
            Pos::Base | Pos::Participle | Pos::Ing | Pos::Finite => {
                passive = last_be && pos[end] == Pos::Participle;
                head = end;
                main = true;
            }
            Pos::Adverb => {}
            _ => break,
        }
        negated |= classes(end).has(Class::Negation);
        end += 1;
    }
    // An adverb belongs to the group only before a verb of it.
    if !main {
        let last = (start..end).rev().find(|&i| pos[i] != Pos::Adverb).unwrap_or(start);
        end = (last + 1).max(start + 1);
        negated |= end < limit && pos[end] == Pos::Adverb && classes(end).has(Class::Negation);
    }
    let finite = matches!(pos[start], Pos::Auxiliary | Pos::Finite) && !is_bare_nonfinite(reading, start);
    VerbGroup { tokens: start..end, head, finite, passive, negated, infinitive, sentence }
}

/// "having", "being", "been", "be": auxiliaries that make no finite verb by themselves.
fn is_bare_nonfinite(reading: &Reading<'_>, at: usize) -> bool {
    ["having", "being", "been", "be", "doing", "done"].iter().any(|w| reading.word(at).eq_ignore_ascii_case(w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::pos;
    use crate::text;

    fn groups(text: &str) -> Vec<(String, bool, bool, bool)> {
        let lexicon = Lexicon::get();
        let reading = text::read(text, lexicon);
        let pos = pos::find(&reading, lexicon);
        find(&reading, &pos, lexicon)
            .into_iter()
            .map(|g| (reading.slice(reading.span(g.tokens)).to_owned(), g.finite, g.passive, g.negated))
            .collect()
    }

    #[test]
    fn groups_are_whole() {
        assert_eq!(
            groups("The mayor has also been refusing to leave."),
            [("has also been refusing".to_owned(), true, false, false), ("to leave".to_owned(), false, false, false)]
        );
        assert_eq!(groups("The army neither confirmed nor denied it."), [("denied".to_owned(), true, false, true)]);
        assert_eq!(
            groups("He did not say who was arrested."),
            [("did not say".to_owned(), true, false, true), ("was arrested".to_owned(), true, true, false)]
        );
    }

    #[test]
    fn a_reduced_relative_is_not_finite() {
        let found = groups("The soldiers deployed near the river left on Monday.");
        assert_eq!(found.iter().map(|g| g.1).collect::<Vec<_>>(), [false, true]);
    }
}
