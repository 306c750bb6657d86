//! What the heads give: tags, and the pieces that they make.

use std::ops::Range;

/// Tags of roles: none, then begins and goes on for each [`Role`].
pub const ROLE_TAGS: usize = 7;
/// Tags of names: none, then begins and goes on for each [`Name`].
pub const NAME_TAGS: usize = 11;
/// Kinds of [`Hedge`].
pub const HEDGES: usize = 3;

/// Defines an enum whose variants stand for the numbers that the network gives, from 0 (or 1) up.
macro_rules! numbered {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $shown:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            /// All of them, in the order of the network.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in the corpora.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $shown,)+ }
            }
        }
    };
}

numbered! {
    /// What a piece of an attribution is.
    Role {
        /// Who says it.
        Source = "source",
        /// The words that say that it is said.
        Cue = "cue",
        /// What is said.
        Content = "content",
    }
}

numbered! {
    /// What a name is of.
    Name {
        /// A human being.
        Person = "person",
        /// A company, a party, an office, a paper.
        Organisation = "organisation",
        /// A country, a town, a river, a building.
        Place = "place",
        /// A people, a faith, a movement.
        Group = "group",
        /// A work, an event, a law, a product.
        Other = "other",
    }
}

numbered! {
    /// Part of speech: of Universal Dependencies, but verbs by their form, as the Penn Treebank has them.
    Pos {
        /// Adjective.
        Adj = "ADJ",
        /// Preposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary or modal.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle: "not", "to", the possessive.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb of no form known.
        Verb = "VERB",
        /// Anything else.
        X = "X",
        /// Verb, base form.
        Vb = "VB",
        /// Verb, past tense.
        Vbd = "VBD",
        /// Verb, -ing form.
        Vbg = "VBG",
        /// Verb, past participle.
        Vbn = "VBN",
        /// Verb, present tense, not of the third person singular.
        Vbp = "VBP",
        /// Verb, present tense, third person singular.
        Vbz = "VBZ",
    }
}

numbered! {
    /// Whether a token makes something unsure or denies it.
    Hedge {
        /// It does neither.
        None = "none",
        /// It makes unsure: "may", "suggests".
        Hedge = "hedge",
        /// It denies: "not", "no", "failed to".
        Negation = "negation",
    }
}

/// Tokens that stand together under one kind of tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Index of its kind, in [`Role::ALL`] or [`Name::ALL`].
    pub kind: u8,
    /// Places in the list of tags.
    pub tokens: Range<usize>,
}

/// The pieces of a list of tags: an odd tag begins one, the even tag after it goes on with it.
pub fn pieces(tags: &[u8]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut open = false;
    for (i, &tag) in tags.iter().enumerate() {
        let Some(kind) = tag.checked_sub(1).map(|t| t / 2) else {
            open = false;
            continue;
        };
        match out.last_mut() {
            Some(last) if open && last.kind == kind && tag % 2 == 0 => last.tokens.end = i + 1,
            _ => out.push(Piece { kind, tokens: i..i + 1 }),
        }
        open = true;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_off_tags() {
        let piece = |kind, tokens| Piece { kind, tokens };
        let found = pieces(&[0, 1, 2, 2, 3, 0, 4, 5, 5, 6, 2]);
        let wanted =
            [piece(0, 1..4), piece(1, 4..5), piece(1, 6..7), piece(2, 7..8), piece(2, 8..10), piece(0, 10..11)];
        assert_eq!(found, wanted);
    }
}
