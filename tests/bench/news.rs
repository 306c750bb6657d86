//! News-like text made by a seeded generator: sentences of this project's own, with names and numbers put in.

/// Sentences with places for a name `{n}`, a town `{t}`, a body `{b}` and a number `{x}`.
const SENTENCES: &[&str] = &[
    "{n} said on Monday that the council of {t} would spend {x} million on the harbour wall.",
    "“We have waited {x} years for this, and we will not wait another,” {n} told reporters outside the town hall.",
    "According to {b}, about {x} people were moved from their homes in {t} before dawn.",
    "The minister denied that any money had been lost, although {b} put the figure at {x} percent of the budget.",
    "{b} declined to comment on reports that {n} had left {t} last week.",
    "Unverified video appears to show {x} boats leaving the harbour of {t} on Friday evening.",
    "“Nobody in {t} believes a word of it,” said {n}, a spokeswoman for {b}. “They should come and look.”",
    "Prices rose {x}% in March, the steepest climb since 2009, and may rise again before winter.",
    "The bridge, which was closed in {x}, carries most of the freight between {t} and the coast.",
    "{n} warned that the ferry could stop running if {b} did not pay by the end of the month.",
    "Residents of {t} have reportedly been told to boil their water for {x} days.",
    "Work began early and the road was open again by noon.",
    "{n}, who has led {b} for {x} years, promised to publish the report “in full”.",
    "The report found that {x} of the 60 pumps in {t} had failed, and that two had never been tested.",
    "It is the third time this year that {b} has changed its mind.",
    "Officials in {t} confirmed that a man had been arrested and was being questioned.",
];
const GIVEN: &[&str] = &["Anna", "Tomas", "Leila", "Grace", "Peter", "Samuel", "Ingrid", "Ravi", "Marta", "Hugh"];
const FAMILY: &[&str] =
    &["Varley", "Osterhout", "Quill", "Brandt", "Nakoma", "Penhallow", "Ferris", "Ildari", "Stroud", "Wexley"];
const TOWNS: &[&str] =
    &["Arden Bay", "Northwick", "Castlemoor", "Port Ellery", "Greystone", "Millhaven", "Oxley", "Tarn Cross"];
const BODIES: &[&str] = &[
    "the Harbour Authority",
    "Castlemoor Water",
    "the transport ministry",
    "Greystone Council",
    "the coastguard",
    "Northwick Rail",
];

/// A seeded source of text; the same seed gives the same text.
pub(super) struct News(u64);

impl News {
    /// Starts from a seed.
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// xorshift64* (Vigna 2016).
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below
    }

    fn one(&mut self, words: &[&'static str]) -> &'static str {
        words[self.next(words.len())]
    }

    /// At least `size` bytes of paragraphs, under a headline.
    pub(super) fn text(&mut self, size: usize) -> String {
        let mut out = format!("{} holds its breath as {} decides\n\n", self.one(TOWNS), self.one(BODIES));
        while out.len() < size {
            for _ in 0..2 + self.next(3) {
                let name = format!("{} {}", self.one(GIVEN), self.one(FAMILY));
                let number = (3 + self.next(900)).to_string();
                let (town, body) = (self.one(TOWNS), self.one(BODIES));
                let sentence = self
                    .one(SENTENCES)
                    .replace("{n}", &name)
                    .replace("{t}", town)
                    .replace("{b}", body)
                    .replace("{x}", &number);
                let mut letters = sentence.chars();
                out.extend(letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).chain([' ']));
            }
            out.truncate(out.trim_end().len());
            out.push_str("\n\n");
        }
        out
    }
}
