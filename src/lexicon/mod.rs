//! What words are known to be: tables in `data/*.tsv`, read once, looked up by every stage.
//!
//! Every table but two has rows `words <TAB> classes`, where `classes` are names of [`Class`] with commas between, and
//! `words` are in lower case; rows of several words are phrases. A line `[classes]` gives the classes of the rows after
//! it that name none, and `analyst/s` stands for the word and its plural. `verbs.tsv` lists verbs with their irregular
//! forms, `cues.tsv` the words that attribute ([`Cue`]). `#` begins a comment line. Adding a word is adding a row.

#[cfg(test)]
mod checks;
mod cue;
mod inflect;
mod phrase;
mod words;

use std::sync::LazyLock;

pub use cue::{Cue, CuePos, Takes};
pub use phrase::Phrase;

/// Every plain table: file name and contents, in the order they are read.
const TABLES: &[(&str, &str)] = &[
    ("function.tsv", include_str!("data/function.tsv")),
    ("certainty.tsv", include_str!("data/certainty.tsv")),
    ("abbreviations.tsv", include_str!("data/abbreviations.tsv")),
    ("titles.tsv", include_str!("data/titles.tsv")),
    ("roles.tsv", include_str!("data/roles.tsv")),
    ("organisations.tsv", include_str!("data/organisations.tsv")),
    ("outlets.tsv", include_str!("data/outlets.tsv")),
    ("places.tsv", include_str!("data/places.tsv")),
    ("names.tsv", include_str!("data/names.tsv")),
    ("naming.tsv", include_str!("data/naming.tsv")),
    ("times.tsv", include_str!("data/times.tsv")),
    ("numbers.tsv", include_str!("data/numbers.tsv")),
    ("loaded.tsv", include_str!("data/loaded.tsv")),
    ("worth.tsv", include_str!("data/worth.tsv")),
    ("nouns.tsv", include_str!("data/nouns.tsv")),
    ("adjectives.tsv", include_str!("data/adjectives.tsv")),
];

/// Declares [`Class`], whose variants are the bits of [`Classes`], with the name each has in the tables.
macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// Something that a word can be. A word may be several things; context decides.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$doc])* $variant,)+ }

        impl Class {
            /// Every class.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in the tables.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

classes! {
    // Function words.
    /// "the", "a", "this", "some", "every".
    Determiner = "det",
    /// "his", "their", "my".
    Possessive = "poss",
    /// "he", "they", "it", "everyone": a noun phrase by itself.
    Pronoun = "pron",
    /// "I", "we", "me", "us".
    FirstPerson = "first",
    /// "who", "which": may begin a relative clause.
    Relative = "rel",
    /// "what", "how", "why", "whether": may begin a question as an object.
    Wh = "wh",
    /// "of", "in", "with".
    Preposition = "prep",
    /// "and", "or", "but".
    Coordinator = "coord",
    /// "because", "although", "while", "after".
    Subordinator = "sub",
    /// Any form of be, have or do, and every modal.
    Auxiliary = "aux",
    /// "may", "could", "will".
    Modal = "modal",
    /// A form of be.
    Be = "be",
    /// A form of have.
    Have = "have",
    /// A form of do.
    Do = "do",
    /// "not", "never", "n't".
    Negation = "neg",
    /// "also", "recently", "already": may stand between subject and verb.
    Adverb = "adv",

    // Verbs, by form; a form can be several.
    /// Base form: "say".
    VerbBase = "vb",
    /// Third person singular: "says".
    VerbS = "vbz",
    /// Past tense: "said".
    VerbPast = "vbd",
    /// Past participle: "said".
    VerbParticiple = "vbn",
    /// Present participle: "saying".
    VerbIng = "vbg",

    // Other open classes, only the common words.
    /// A common noun.
    Noun = "noun",
    /// An adjective.
    Adjective = "adj",

    // Names and who can be a source.
    /// "Mr", "President", "Sen.": stands before a name.
    Title = "title",
    /// "spokesman", "minister", "analyst": a person by office or trade.
    Role = "role",
    /// "residents", "critics", "experts": people as a crowd.
    GroupNoun = "group",
    /// "company", "party", "union": a body.
    BodyNoun = "body",
    /// "police", "ministry", "government", "court": a body of the state.
    StateNoun = "state",
    /// "newspaper", "agency", "media": a body that publishes.
    MediaNoun = "media",
    /// "report", "study", "statement", "letter", "poll": a document that can say something.
    WorkNoun = "work",
    /// "video", "footage", "photo": shows something.
    PictureNoun = "picture",
    /// Last word of names of bodies: "Inc", "University", "Committee".
    BodyName = "bodyname",
    /// A news outlet by name.
    Outlet = "outlet",
    /// A country, region or town by name.
    Place = "place",
    /// A country by name.
    Country = "country",
    /// "Russian", "Texans", "Republicans": people or things of a place, faith or party.
    Demonym = "demonym",
    /// A given name.
    GivenName = "given",
    /// With the class before: of women. Before a name: "Mrs", "actress".
    Female = "female",
    /// With the class before: of men. Before a name: "Mr", "King".
    Male = "male",
    /// "van", "bin", "de": stands inside a name, in lower case.
    Particle = "particle",
    /// Last word of names of places: "River", "Street", "Airport".
    PlaceName = "placename",
    /// "San", "Mount", "New": first word of names of places.
    PlaceFirst = "placefirst",
    /// "Inc", "Jr": ends a name, and is left out of short forms.
    NameEnding = "nameending",
    /// A body by name: "Pentagon", "Kremlin", "NATO".
    Body = "bodyproper",
    /// With the classes before: of the state.
    StateBody = "stateproper",
    /// "senior", "former", "local", "anonymous": stands before a role.
    RoleModifier = "rolemod",
    /// "anonymity", "unnamed": says that a name is withheld.
    Unnamed = "unnamed",

    // Full stops and abbreviations.
    /// Never ends a sentence at its full stop: "Mr", "e.g".
    Abbreviation = "abbr",
    /// May end a sentence at its full stop: "U.S", "Inc", "p.m".
    FinalAbbreviation = "abbrfinal",

    // Times and numbers.
    /// A month.
    Month = "month",
    /// A day of the week.
    Weekday = "weekday",
    /// "day", "week", "year", "hours".
    TimeUnit = "timeunit",
    /// "morning", "night".
    DayPart = "daypart",
    /// "spring", "winter".
    Season = "season",
    /// "yesterday", "recently", "now": a time by itself.
    TimeWord = "timeword",
    /// "last", "each", "early", "of": may stand in a time before the word that makes it one.
    TimeLead = "timelead",
    /// "two", "dozen", "million": a number word.
    NumberWord = "number",
    /// "first", "third", "21st".
    Ordinal = "ordinal",
    /// "percent", "mile", "tonnes".
    Unit = "unit",
    /// "dollar", "euros".
    Currency = "currency",
    /// "about", "nearly", "more than": roughens a number.
    Approximator = "approx",
    /// "many", "several", "a handful of": an amount without a number.
    VagueAmount = "vague",

    // Certainty.
    /// More likely than not: "appears to", "probably", "believed".
    Probable = "probable",
    /// It may be: "could", "possible", "perhaps".
    Possible = "possible",
    /// "reportedly", "allegedly".
    Hearsay = "hearsay",
    /// "unverified", "unconfirmed".
    Unverified = "unverified",
    /// "if", "unless", "in the case of".
    Condition = "condition",
    /// "will", "going to".
    Future = "future",

    // Colour.
    /// Praises: "legendary".
    Peacock = "peacock",
    /// Belittles or alarms: "so-called", "shocking".
    Scare = "scare",
    /// Hides who: "some say", "it is known".
    Weasel = "weasel",

    // What a claim is about. Verbs carry these in their base form only.
    /// "more", "than", "rise": compares amounts.
    Compare = "compare",
    /// "because", "lead to": one thing makes another.
    Causal = "causal",
    /// "law", "ban", "must": what is allowed and who decides.
    Legal = "legal",
    /// "kill", "bomb", "flood": lives and safety.
    Harm = "harm",
    /// "arrest", "fraud", "fail": somebody did wrong.
    Wrong = "wrong",
    /// "virus", "hospital".
    Health = "health",
    /// "election", "voter".
    Ballot = "ballot",
    /// "tax", "price", "spend".
    Money = "money",
    /// "never", "only", "all": leaves no exception.
    Absolute = "absolute",
    /// "good", "wrong", "hope": a judgement or a feeling.
    Opinion = "opinion",
    /// "should", "need": what ought to be.
    Advice = "advice",
    /// "meeting", "comment", "press conference": the round of news.
    Routine = "routine",
    /// "born", "married", "career": who somebody is.
    Life = "life",
}

/// A set of [`Class`]es.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Classes(u128);

impl Classes {
    /// No class at all.
    pub const NONE: Self = Self(0);

    /// The set of these.
    pub const fn of(classes: &[Class]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < classes.len() {
            bits |= 1 << classes[i] as u128;
            i += 1;
        }
        Self(bits)
    }

    /// Whether it holds this one.
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u128) != 0
    }

    /// Whether it holds at least one of these.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Common nouns for who or what says something: persons, crowds, bodies, media, documents, pictures.
    pub const SPEAKERS: Self = Self::of(&[
        Class::Role,
        Class::GroupNoun,
        Class::BodyNoun,
        Class::StateNoun,
        Class::MediaNoun,
        Class::WorkNoun,
        Class::PictureNoun,
    ]);

    /// Whether it holds none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The number of a word in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(u16);

impl WordId {
    /// A word that the lexicon does not know.
    pub const UNKNOWN: Self = Self(0);
}

/// A known word form.
#[derive(Clone, Debug, Default)]
struct Entry {
    classes: Classes,
    /// For verb forms, the base form.
    lemma: Option<WordId>,
    cue_verb: Option<u16>,
    cue_other: Option<u16>,
}

/// All tables.
#[derive(Debug)]
pub struct Lexicon {
    words: words::Words,
    entries: Vec<Entry>,
    cues: Vec<Cue>,
    phrases: phrase::Phrases,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

impl Lexicon {
    /// The lexicon. The first call reads the tables, in some milliseconds.
    pub fn get() -> &'static Self {
        &LEXICON
    }

    /// Looks up a word in any case. Curly apostrophes count as straight ones.
    pub fn id(&self, word: &str) -> WordId {
        const LONGEST: usize = 40;
        let mut lower = [0; LONGEST];
        let mut n = 0;
        let bytes = word.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            if n == LONGEST {
                return WordId::UNKNOWN;
            }
            if bytes[i..].starts_with("’".as_bytes()) {
                lower[n] = b'\'';
                i += 3;
            } else {
                lower[n] = bytes[i].to_ascii_lowercase();
                i += 1;
            }
            n += 1;
        }
        self.words.get(&lower[..n]).unwrap_or_default()
    }

    /// What a word can be.
    pub fn classes(&self, word: WordId) -> Classes {
        self.entries[usize::from(word.0)].classes
    }

    /// The base form of a verb form, or the word itself.
    pub fn lemma(&self, word: WordId) -> WordId {
        self.entries[usize::from(word.0)].lemma.unwrap_or(word)
    }

    /// The cue that a form of this verb can be.
    pub fn verb_cue(&self, word: WordId) -> Option<&Cue> {
        self.entries[usize::from(word.0)].cue_verb.map(|i| &self.cues[usize::from(i)])
    }

    /// The cue that a verb form is, with its length in words: phrases like "point out" before single verbs. `word` gives
    /// the word that many places on; 0 is the verb.
    pub fn verb_cue_with(&self, word: impl Fn(usize) -> WordId) -> Option<(&Cue, usize)> {
        let verb = word(0);
        let phrase = self.phrase(verb, &word).and_then(|p| self.phrase_cue(p).map(|c| (c, p.len())));
        phrase.or_else(|| self.verb_cue(verb).map(|c| (c, 1)))
    }

    /// The cue that this noun, adjective or adverb can be.
    pub fn other_cue(&self, word: WordId) -> Option<&Cue> {
        self.entries[usize::from(word.0)].cue_other.map(|i| &self.cues[usize::from(i)])
    }

    /// All cues, in the order of the table.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The longest phrase that begins with the first of these words and is followed by the others; with its length in
    /// words. `next` gives the word that many places on.
    pub fn phrase(&self, first: WordId, next: impl Fn(usize) -> WordId) -> Option<&Phrase> {
        self.phrases.longest(first, next)
    }

    fn build() -> Self {
        let mut lexicon = Self {
            words: words::Words::new(),
            entries: Vec::with_capacity(words::ROOM),
            cues: Vec::new(),
            phrases: phrase::Phrases::default(),
        };
        lexicon.entries.push(Entry::default());
        for (_, table) in TABLES {
            let mut section = Classes::NONE;
            for (words, classes) in rows(table) {
                if let Some(names) = section_names(words) {
                    section = classes_of(names).unwrap_or_default();
                    continue;
                }
                let classes = if classes.is_empty() { section } else { classes_of(classes).unwrap_or_default() };
                match words.strip_suffix("/s") {
                    Some(singular) => {
                        lexicon.add(&[singular], classes);
                        lexicon.add(&inflect::plural(singular), classes);
                    }
                    None => lexicon.add(&[words], classes),
                }
            }
        }
        for (base, irregular) in rows(include_str!("data/verbs.tsv")) {
            lexicon.add_verb(base, irregular);
        }
        let families = lexicon.families();
        for row in cue::rows() {
            lexicon.add_cue(row, &families);
        }
        lexicon
    }

    /// The number of a word, given in pieces.
    fn intern(&mut self, pieces: &[&str]) -> WordId {
        let id = self.words.add(pieces);
        if self.entries.len() < self.words.len() {
            self.entries.push(Entry::default());
        }
        id
    }

    fn entry(&mut self, pieces: &[&str]) -> (WordId, &mut Entry) {
        let id = self.intern(pieces);
        (id, &mut self.entries[usize::from(id.0)])
    }

    fn add(&mut self, pieces: &[&str], classes: Classes) {
        if pieces[0].bytes().any(|b| b == b' ') {
            let ids: Vec<_> = pieces.concat().split(' ').map(|w| self.intern(&[w])).collect();
            self.phrases.add(&ids, classes, None);
        } else {
            let (_, entry) = self.entry(pieces);
            entry.classes = entry.classes.with(classes);
        }
    }

    fn add_verb(&mut self, base: &str, irregular: &str) {
        let lemma = self.intern(&[base]);
        inflect::verb(base, irregular, &mut |pieces, class| {
            let (id, entry) = self.entry(&pieces);
            entry.classes = entry.classes.with(Classes::of(&[class]));
            // "found" is a form of "find" before it is a verb of its own; "organise" is one of "organize".
            if id != lemma && entry.lemma.is_none() {
                entry.lemma = Some(lemma);
            }
        });
    }

    /// For each word the next form of its verb, and for each verb its first form but the base: so every form is behind
    /// another. What has none behind it has [`WordId::UNKNOWN`].
    fn families(&self) -> Families {
        let none = vec![WordId::UNKNOWN; self.entries.len()];
        let mut families = Families { first: none.clone(), next: none };
        for (id, entry) in self.entries.iter().enumerate().rev() {
            if let Some(lemma) = entry.lemma {
                let first = &mut families.first[usize::from(lemma.0)];
                families.next[id] = std::mem::replace(first, WordId(id as u16));
            }
        }
        families
    }

    fn add_cue(&mut self, cue: Cue, families: &Families) {
        let index = self.cues.len() as u16;
        let (first, rest) = cue.words.split_once(' ').unwrap_or((cue.words, ""));
        let mut forms = vec![self.intern(&[first])];
        match cue.pos {
            CuePos::Verb => forms.extend(families.of(forms[0])),
            CuePos::Noun => forms.push(self.intern(&inflect::plural(first))),
            CuePos::Other => {}
        }
        for form in forms {
            if rest.is_empty() {
                let entry = &mut self.entries[usize::from(form.0)];
                match cue.pos {
                    CuePos::Verb => entry.cue_verb = Some(index),
                    CuePos::Noun | CuePos::Other => entry.cue_other = Some(index),
                }
            } else {
                let mut ids = vec![form];
                ids.extend(rest.split(' ').map(|w| self.intern(&[w])));
                self.phrases.add(&ids, Classes::NONE, Some(index));
            }
        }
        self.cues.push(cue);
    }

    /// The cue of a phrase.
    pub fn phrase_cue(&self, phrase: &Phrase) -> Option<&Cue> {
        phrase.cue.map(|i| &self.cues[usize::from(i)])
    }
}

/// Which words are forms of one verb.
struct Families {
    /// For each base its first form, in the order of numbers.
    first: Vec<WordId>,
    /// For each form the one after it.
    next: Vec<WordId>,
}

impl Families {
    /// The forms of a verb but its base.
    fn of(&self, base: WordId) -> impl Iterator<Item = WordId> {
        // Words that came after the verbs have no forms.
        let known =
            |list: &[WordId], id: WordId| list.get(usize::from(id.0)).copied().filter(|&id| id != WordId::UNKNOWN);
        std::iter::successors(known(&self.first, base), move |&form| known(&self.next, form))
    }
}

/// The rows of a table: the first column, and the rest.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut left = table;
    std::iter::from_fn(move || {
        loop {
            // In one go over the bytes: there are many, and they are read before the first text is.
            let (mut end, mut tab) = (0, None);
            for &byte in left.as_bytes() {
                match byte {
                    b'\n' => break,
                    b'\t' if tab.is_none() => tab = Some(end),
                    _ => {}
                }
                end += 1;
            }
            let line = left.get(..end)?;
            if left.is_empty() {
                return None;
            }
            left = left.get(end + 1..).unwrap_or_default();
            if !line.is_empty() && !line.starts_with('#') {
                return Some(tab.map_or((line, ""), |tab| (&line[..tab], &line[tab + 1..])));
            }
        }
    })
}

/// The class names of a line that gives them to the rows after it: "role" of "[role]".
fn section_names(words: &str) -> Option<&str> {
    words.strip_prefix('[')?.strip_suffix(']')
}

/// The set that a list of class names with commas between names; none where a name is unknown.
fn classes_of(names: &str) -> Option<Classes> {
    names
        .split(',')
        .map(|n| Class::from_name(n.trim()))
        .try_fold(Classes::NONE, |set, class| Some(set.with(Classes::of(&[class?]))))
}
