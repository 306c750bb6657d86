//! What a line looks like, before anybody asks what it says.

use crate::lexicon::{Class, Classes, Lexicon};

/// Lines longer than this, in bytes, are running text.
pub(super) const LONG: usize = 360;
/// So are lines longer than this that end with a stop.
const LONG_SENTENCE: usize = 200;

/// How a line ends, whatever brackets and quotation marks close after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A full stop or an ellipsis.
    Stop,
    /// A question or exclamation mark.
    Mark,
    /// A colon.
    Colon,
    /// A comma or semicolon.
    Comma,
    /// A dash or underscore.
    Dash,
    /// A word.
    Word,
}

/// What a short line looks like. Of a long one only the ends are looked at.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is one thing seen, and none excludes another
pub(super) struct Form {
    /// So long that it can only be running text.
    pub long: bool,
    /// How it ends.
    pub end: End,
    /// Words with a letter or digit in them.
    pub words: u16,
    /// Words that name or describe and begin with a capital, after the first word.
    pub capitals: u16,
    /// Words that name or describe and begin with a small letter.
    pub small: u16,
    /// "a", "an", "the".
    pub articles: u16,
    /// Whether a verb in it may say something of a subject.
    pub finite: bool,
    /// Whether a word in it, right after a name or noun, may be a verb in its base form: "others reject the term".
    pub base: bool,
    /// Whether any word can be a verb that tells, wherever it stands: "Stated Lee:".
    pub tells: bool,
    /// Whether its first such verb, as far as told, is in the past: titles tell in the present.
    pub past: bool,
    /// Whether a participle in -ing follows a word.
    pub ing: bool,
    /// Prepositions after the first word.
    pub prepositions: u16,
    /// Stops that another word with a capital follows.
    pub inner_stops: u16,
    /// Whether it names a day of the week, as the first sentence of a report does.
    pub weekday: bool,
    /// Whether it begins with a word that no name of a thing begins with: "Not", "With", "Follow".
    pub begins_light: bool,
    /// Whether it begins with a small letter.
    pub begins_small: bool,
    /// Whether it begins with a quotation mark.
    pub begins_quoted: bool,
    /// Whether its last word cannot end a phrase: "the", "of", "and".
    pub hangs: bool,
}

const CLOSING: [char; 11] = ['"', '”', '“', '’', '\'', ')', ']', '»', '*', '_', ' '];

/// How a text ends.
pub(super) fn end(line: &str) -> End {
    if line.ends_with(['-', '–', '—', '_', '―']) {
        return End::Dash;
    }
    match line.trim_end_matches(CLOSING).chars().next_back() {
        Some('.' | '…') => End::Stop,
        Some('?' | '!') => End::Mark,
        Some(':') => End::Colon,
        Some(',' | ';') => End::Comma,
        _ => End::Word,
    }
}

/// Words that carry no weight in a title.
const LIGHT: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Pronoun,
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Negation,
]);

fn is_past(word: &str, classes: Classes) -> bool {
    match word {
        "was" | "were" | "had" | "did" => true,
        _ => classes.has(Class::VerbPast) && !classes.has(Class::VerbBase),
    }
}

const BEFORE_NOUNS: Classes =
    Classes::of(&[Class::Determiner, Class::Possessive, Class::Preposition, Class::Adjective, Class::NumberWord]);

const VERBS: Classes = Classes::of(&[
    Class::VerbBase,
    Class::VerbS,
    Class::VerbPast,
    Class::VerbParticiple,
    Class::VerbIng,
    Class::Adjective,
    Class::Adverb,
]);

const TELLING: Classes = Classes::of(&[Class::VerbS, Class::VerbPast]);

/// Words that something must follow.
const HANGING: Classes = Classes::of(&[Class::Determiner, Class::Preposition, Class::Coordinator]);

impl Form {
    /// Looks at a line, which is not empty.
    pub(super) fn of(line: &str, lexicon: &Lexicon) -> Self {
        let end = end(line);
        let mut form = Self {
            long: line.len() > LONG || (line.len() > LONG_SENTENCE && end == End::Stop),
            end,
            words: 0,
            capitals: 0,
            small: 0,
            articles: 0,
            finite: false,
            base: false,
            tells: false,
            past: false,
            ing: false,
            prepositions: 0,
            inner_stops: 0,
            weekday: false,
            begins_light: false,
            begins_small: line.starts_with(char::is_lowercase),
            begins_quoted: line.starts_with(['"', '“', '‘', '\'', '«', '„']),
            hangs: false,
        };
        if form.long {
            let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
            form.hangs = lexicon.classes(lexicon.id(last)).any(HANGING);
        } else {
            form.read(line, lexicon);
        }
        form
    }

    fn read(&mut self, line: &str, lexicon: &Lexicon) {
        let mut before = Classes::NONE;
        let mut light_before = true;
        let mut stopped = false;
        for raw in line.split_whitespace() {
            let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
            let Some(first) = word.chars().next() else { continue };
            let stem = word.trim_end_matches("’s").trim_end_matches("'s");
            let owns = stem.len() < word.len();
            let word = stem;
            let mut classes = lexicon.classes(lexicon.id(word));
            let article = ["a", "an", "the"].iter().any(|a| word.eq_ignore_ascii_case(a));
            self.articles += u16::from(article);
            if stopped && first.is_uppercase() {
                self.inner_stops += 1;
            }
            stopped = matches!(end(raw), End::Stop | End::Mark) && !classes.has(Class::Abbreviation) && word.len() > 1;
            if first.is_alphabetic() && !classes.any(LIGHT) {
                self.capitals += u16::from(self.words > 0 && first.is_uppercase());
                self.small += u16::from(first.is_lowercase());
            }
            self.prepositions += u16::from(classes.has(Class::Preposition) && self.words > 0);
            let month = classes.has(Class::Month) && first.is_uppercase();
            if !month && is_finite(classes, before, self.words == 0) {
                self.past |= !self.finite && is_past(word, classes);
                self.finite = true;
            }
            if self.words == 0 {
                self.begins_light = !article && classes.any(LIGHT.with(VERBS));
            }
            self.tells |= classes.any(TELLING);
            self.base |= classes.has(Class::VerbBase) && self.words > 0 && !before.any(BEFORE_NOUNS) && !light_before;
            // "it’s" is a verb too, "the ferry’s" begins a name.
            self.finite |= owns && classes.has(Class::Pronoun);
            if owns {
                classes = Classes::of(&[Class::Possessive]);
            }
            light_before = classes.any(LIGHT.with(VERBS)) || first.is_ascii_digit();
            self.weekday |= classes.has(Class::Weekday);
            self.ing |= self.words > 0 && classes.has(Class::VerbIng);
            self.hangs = raw.ends_with(word) && (article || classes.any(HANGING)) && first.is_lowercase();
            before = classes;
            self.words = self.words.saturating_add(1);
        }
    }

    /// Whether most words that carry weight begin with a capital.
    pub(super) fn is_title_case(&self) -> bool {
        self.capitals >= 1 && self.small * 4 <= self.capitals
    }

    /// Whether next to all of them do: a sentence full of names is not meant.
    pub(super) fn is_all_title_case(&self) -> bool {
        self.is_title_case() && (self.small <= 1 || self.small * 6 <= self.capitals)
    }

    /// Whether it ends as a sentence does.
    pub(super) fn is_stopped(&self) -> bool {
        matches!(self.end, End::Stop | End::Mark)
    }
}

/// Whether a word is a verb with a subject, as far as the word before it tells.
fn is_finite(classes: Classes, before: Classes, first: bool) -> bool {
    if classes.has(Class::Auxiliary) {
        return true;
    }
    if first || before.any(BEFORE_NOUNS) {
        return false;
    }
    classes.has(Class::VerbPast) || (classes.has(Class::VerbS) && !classes.has(Class::Noun))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(line: &str) -> Form {
        Form::of(line, Lexicon::get())
    }

    #[test]
    fn ends() {
        assert_eq!(end("He left.”"), End::Stop);
        assert_eq!(end("Who left?)"), End::Mark);
        assert_eq!(end("She said:"), End::Colon);
        assert_eq!(end("ORRIN BAY (AP) _"), End::Dash);
        assert_eq!(end("Ferry to stop"), End::Word);
        assert_eq!(end("\""), End::Word);
    }

    #[test]
    fn case_of_titles() {
        assert!(form("Harbour Ferry to Stop After Ninety Years").is_title_case());
        assert!(!form("Harbour ferry to stop after ninety years").is_title_case());
        assert!(!form("Ferry").is_title_case());
    }

    #[test]
    fn verbs() {
        assert!(form("The ferry was built in 1931").finite);
        assert!(!form("The ferry in the harbour of Orrin").finite);
        assert!(form("A man waiting for the ferry").ing);
    }

    #[test]
    fn long_lines_are_not_read() {
        let form = form(&"The ferry was late. ".repeat(100));
        assert!(form.long && form.words == 0);
    }
}
