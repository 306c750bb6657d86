//! Checks of the tables: that every row says something, says it once, and is read as it is meant.

use std::collections::{BTreeMap, BTreeSet};

use super::{CuePos, Lexicon, TABLES, classes_of, inflect, rows, section_names};

const VERBS: &str = include_str!("data/verbs.tsv");

/// Tables whose rows are in alphabetical order, so that a new row has one place. The others are ordered by meaning.
const SORTED: &[&str] = &[
    "abbreviations.tsv",
    "adjectives.tsv",
    "loaded.tsv",
    "names.tsv",
    "nouns.tsv",
    "organisations.tsv",
    "outlets.tsv",
    "places.tsv",
    "roles.tsv",
    "titles.tsv",
];

/// A row of a plain table as the loader reads it.
struct Row {
    section: &'static str,
    words: &'static str,
    classes: &'static str,
}

fn plain(table: &'static str) -> Vec<Row> {
    let mut section = "";
    let mut found = Vec::new();
    for (words, classes) in rows(table) {
        match section_names(words) {
            Some(names) => section = names,
            None => {
                found.push(Row { section, words, classes: if classes.is_empty() { section } else { classes } });
            }
        }
    }
    found
}

/// The forms that a row stands for.
fn forms(words: &str) -> Vec<String> {
    words.strip_suffix("/s").map_or_else(
        || vec![words.to_owned()],
        |singular| vec![singular.to_owned(), inflect::plural(singular).concat()],
    )
}

#[test]
fn lines_are_clean() {
    for (file, table) in TABLES.iter().chain(&[("verbs.tsv", VERBS)]) {
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            assert!(!line.is_empty() && line.trim() == line && !line.contains("  "), "{file}: blanks: {line:?}");
            assert_eq!(line, line.to_lowercase(), "{file}: capitals");
            assert!(!line.contains(['’', '‘', '“', '”', '\u{a0}', '"']), "{file}: straight apostrophes only: {line}");
            assert!(!line.split('\t').any(str::is_empty), "{file}: empty column: {line:?}");
        }
        assert!(table.is_empty() || table.ends_with('\n'), "{file}: ends inside a line");
    }
}

#[test]
fn every_class_is_known() {
    for (file, table) in TABLES {
        for line in table.lines().filter(|l| l.starts_with('[')) {
            let names = section_names(line);
            assert!(names.and_then(classes_of).is_some(), "{file}: {line}");
        }
        for row in plain(table) {
            assert!(classes_of(row.classes).is_some_and(|c| !c.is_empty()), "{file}: {}\t{}", row.words, row.classes);
        }
    }
}

#[test]
fn no_row_stands_twice() {
    let mut twice = Vec::new();
    for (file, table) in TABLES {
        let mut seen = BTreeSet::new();
        for row in plain(table) {
            for form in forms(row.words) {
                for class in row.classes.split(',') {
                    if !seen.insert((form.clone(), class)) {
                        twice.push(format!("{file}: {form} is {class}"));
                    }
                }
            }
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn rows_are_in_order() {
    for (file, table) in TABLES.iter().filter(|(file, _)| SORTED.contains(file)) {
        for pair in plain(table).windows(2).filter(|pair| pair[0].section == pair[1].section) {
            assert!(pair[0].words < pair[1].words, "{file}: {} before {}", pair[0].words, pair[1].words);
        }
    }
    let bases: Vec<_> = rows(VERBS).map(|(base, _)| base).collect();
    for pair in bases.windows(2) {
        assert!(pair[0] < pair[1], "verbs.tsv: {} before {}", pair[0], pair[1]);
    }
}

/// The loader looks words up in lower case, without a final full stop and up to a length: other rows would be dead.
#[test]
fn every_row_can_be_found() {
    let lexicon = Lexicon::get();
    for (file, table) in TABLES {
        for row in plain(table) {
            let Some(classes) = classes_of(row.classes) else { panic!("{file}: {}", row.classes) };
            for form in forms(row.words) {
                let words: Vec<_> = form.split(' ').map(|w| lexicon.id(&w.to_ascii_uppercase())).collect();
                // An owner's ending is a word of its own in a text.
                let owner = form.split(' ').any(|w| w.len() > 2 && (w.ends_with("'s") || w.ends_with("s'")));
                assert!(!owner, "{file}: {form}: write the apostrophe apart, as it is read");
                let found = if words.len() == 1 {
                    lexicon.classes(words[0])
                } else {
                    let next = |i: usize| words.get(i).copied().unwrap_or_default();
                    let phrase = lexicon.phrase(words[0], next);
                    phrase.filter(|p| p.len() == words.len()).map_or(super::Classes::NONE, |p| p.classes)
                };
                assert_eq!(found.with(classes), found, "{file}: {form}");
            }
        }
    }
}

#[test]
fn abbreviations_leave_out_the_last_full_stop() {
    for (file, table) in TABLES {
        for row in plain(table) {
            assert!(!row.words.ends_with('.') && !row.words.contains(". "), "{file}: {}", row.words);
        }
    }
}

#[test]
fn the_lexicon_fits_its_numbers() {
    let lexicon = Lexicon::get();
    assert!(lexicon.entries.len() < usize::from(u16::MAX), "{} words", lexicon.entries.len());
    assert!(lexicon.cues.len() < usize::from(u16::MAX));
}

#[test]
fn verbs_have_letters_and_at_most_three_columns() {
    let word = |w: &str| w.len() > 1 && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    for (base, irregular) in rows(VERBS) {
        assert!(word(base), "verbs.tsv: {base}");
        assert!(irregular.split('\t').count() <= 2, "verbs.tsv: {base}\t{irregular}");
        assert!(irregular.is_empty() || irregular.split(['\t', '|']).all(word), "verbs.tsv: {base}\t{irregular}");
    }
}

/// A form that two verbs share as the same form would have one lemma too few.
#[test]
fn no_two_verbs_share_a_form() {
    let mut owner = BTreeMap::new();
    let mut shared = Vec::new();
    for (base, irregular) in rows(VERBS) {
        let forms: BTreeSet<_> =
            inflect::tests::verb_forms(base, irregular).into_iter().map(|(form, class)| (form, class.name())).collect();
        for (form, class) in forms {
            if let Some(other) = owner.insert((form.clone(), class), base) {
                shared.push(format!("{form} ({class}) is of {other} and of {base}"));
            }
        }
    }
    assert!(shared.is_empty(), "{shared:#?}");
}

/// The regular past of an irregular verb would be read as a word of its own.
#[test]
fn irregular_pasts_are_irregular() {
    for (base, irregular) in rows(VERBS).filter(|(_, irregular)| !irregular.is_empty()) {
        let regular: BTreeSet<_> = inflect::tests::verb_forms(base, "").into_iter().map(|(form, _)| form).collect();
        let given: BTreeSet<_> = irregular.split(['\t', '|']).map(str::to_owned).collect();
        assert!(given.contains(base) || given.iter().any(|f| !regular.contains(f)), "verbs.tsv: {base} is regular");
    }
}

#[test]
fn doubled_consonants_and_final_e() {
    let expected = [
        ("abhor", "abhorring abhorred"),
        ("acquit", "acquitting acquitted"),
        ("age", "aging aged"),
        ("airlift", "airlifting airlifted"),
        ("commit", "committing committed"),
        ("develop", "developing developed"),
        ("die", "dying died"),
        ("edit", "editing edited"),
        ("embed", "embedding embedded"),
        ("flee", "fleeing fled"),
        ("free", "freeing freed"),
        ("gallop", "galloping galloped"),
        ("garner", "garnering garnered"),
        ("limit", "limiting limited"),
        ("mimic", "mimicking mimicked"),
        ("obey", "obeying obeyed"),
        ("offer", "offering offered"),
        ("orbit", "orbiting orbited"),
        ("panic", "panicking panicked"),
        ("plummet", "plummeting plummeted"),
        ("quit", "quitting quit"),
        ("refer", "referring referred"),
        ("ski", "skiing skied"),
        ("squat", "squatting squatted"),
        ("summon", "summoning summoned"),
        ("tax", "taxing taxed"),
        ("tow", "towing towed"),
        ("visit", "visiting visited"),
    ];
    for (base, expected) in expected {
        let irregular = rows(VERBS).find(|(b, _)| *b == base).map(|(_, irregular)| irregular);
        let irregular = irregular.unwrap_or_else(|| panic!("no {base}"));
        let mut forms: Vec<_> =
            inflect::tests::verb_forms(base, irregular).into_iter().skip(2).map(|(form, _)| form).collect();
        forms.dedup();
        assert_eq!(forms.join(" "), expected);
    }
}

/// A cue verb that the table of verbs lacks would be found in its base form only.
#[test]
fn every_cue_verb_is_inflected() {
    let lexicon = Lexicon::get();
    let bases: BTreeSet<_> = rows(VERBS).map(|(base, _)| lexicon.id(base)).collect();
    let verbs = lexicon.cues().iter().filter(|c| c.pos == CuePos::Verb);
    let lacking: Vec<_> = verbs
        .filter(|cue| {
            let first = lexicon.id(cue.words.split(' ').next().unwrap_or_default());
            !lexicon.classes(first).has(super::Class::Auxiliary) && !bases.contains(&lexicon.lemma(first))
        })
        .map(|cue| cue.words)
        .collect();
    assert!(lacking.is_empty(), "verbs.tsv lacks {lacking:?}");
}
