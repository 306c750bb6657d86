//! English inflection: the regular forms, and the irregular ones that `verbs.tsv` gives.
//!
//! Forms are given in pieces: whoever takes them puts them together where they are to stand.

use super::Class;

/// Pieces of a form, one behind the other.
type Pieces<'b> = [&'b str; 3];

/// Gives the forms of a verb with what each is. `irregular` holds the past tense and, after a tab, the participle; either may
/// be missing. Several past forms are given with `|` between. A British spelling of the base has its forms here too.
pub(super) fn verb(base: &str, irregular: &str, give: &mut dyn FnMut(Pieces<'_>, Class)) {
    spelled(base, irregular, give);
    if let Some([stem, ending]) = british(base) {
        spelled(&[stem, ending].concat(), "", give);
    }
}

fn spelled(base: &str, irregular: &str, give: &mut dyn FnMut(Pieces<'_>, Class)) {
    let (past, participle) = irregular.split_once('\t').unwrap_or((irregular, ""));
    give([base, "", ""], Class::VerbBase);
    let [stem, ending] = s_form(base);
    give([stem, ending, ""], Class::VerbS);
    let doubling = doubling(base);
    for [stem, letter] in before_vowel(base, 'i', doubling).into_iter().flatten() {
        give([stem, letter, "ing"], Class::VerbIng);
    }
    if past.is_empty() {
        for [stem, letter] in before_vowel(base, 'e', doubling).into_iter().flatten() {
            give([stem, letter, "ed"], Class::VerbPast);
            give([stem, letter, "ed"], Class::VerbParticiple);
        }
    } else {
        past.split('|').for_each(|form| give([form, "", ""], Class::VerbPast));
        let participle = if participle.is_empty() { past } else { participle };
        participle.split('|').for_each(|form| give([form, "", ""], Class::VerbParticiple));
    }
}

/// The plural of a noun.
pub(super) fn plural(singular: &str) -> [&str; 2] {
    const NOT_MEN: &[&str] = &["german", "human", "ottoman", "roman", "shaman"];
    if let Some(stem) = singular.strip_suffix("man").filter(|_| !NOT_MEN.contains(&singular)) {
        [stem, "men"]
    } else if let Some(stem) = singular.strip_suffix("sis") {
        [stem, "ses"]
    } else {
        s_form(singular)
    }
}

/// Third person singular of a verb, plural of a noun.
fn s_form(base: &str) -> [&str; 2] {
    const OES: &[&str] = &[
        "cargo", "do", "echo", "embargo", "forgo", "go", "hero", "outdo", "overdo", "redo", "tornado", "torpedo",
        "undergo", "undo", "veto", "volcano",
    ];
    match base {
        "have" => return ["has", ""],
        "be" => return ["is", ""],
        "quiz" => return ["quizzes", ""],
        _ => {}
    }
    if let Some(stem) = consonant_y(base) {
        return [stem, "ies"];
    }
    let takes_e = match base.as_bytes() {
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => base != "stomach",
        [.., b'o'] => OES.contains(&base),
        _ => false,
    };
    [base, if takes_e { "es" } else { "s" }]
}

/// What stands before "ed" or "ing", whose first letter is given, in two pieces: twice where American and British spelling
/// differ.
fn before_vowel(base: &str, vowel: char, doubling: Doubling) -> [Option<[&str; 2]>; 2] {
    let keeps_e = || ["ee", "oe", "ye"].iter().any(|e| base.ends_with(e)) || ["be", "singe"].contains(&base);
    let doubled = [base, &base[base.len() - 1..]];
    let stem = if let Some(stem) = base.strip_suffix("ie").filter(|_| vowel == 'i') {
        [stem, "y"]
    } else if let Some(stem) = consonant_y(base).filter(|_| vowel == 'e') {
        [stem, "i"]
    } else if let Some(stem) = base.strip_suffix('e').filter(|_| vowel == 'e' || !keeps_e()) {
        [stem, ""]
    } else if base.ends_with('c') {
        [base, "k"]
    } else {
        match doubling {
            Doubling::Never => [base, ""],
            Doubling::Always => doubled,
            Doubling::BySome => return [Some([base, ""]), Some(doubled)],
        }
    };
    [Some(stem), None]
}

/// Whether the last consonant is doubled before a vowel.
#[derive(Clone, Copy)]
enum Doubling {
    Never,
    Always,
    BySome,
}

/// Verbs whose last consonant is doubled by some.
const EITHER: &[&str] = &[
    "benefit", "cancel", "channel", "combat", "counsel", "dial", "equal", "focus", "fuel", "funnel", "grovel",
    "imperil", "kidnap", "label", "level", "marshal", "marvel", "mislabel", "model", "pummel", "quarrel", "remodel",
    "revel", "rival", "shovel", "signal", "spiral", "total", "travel", "tunnel", "unravel", "worship",
];

fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u'])).then_some(stem)
}

/// The British spelling of a verb that the tables give in the American one, in two pieces.
fn british(base: &str) -> Option<[&str; 2]> {
    const OUR: &[&str] =
        &["clamor", "color", "endeavor", "favor", "flavor", "harbor", "honor", "labor", "rumor", "savor"];
    const ALWAYS_Z: &[&str] = &["capsize", "downsize", "prize", "seize", "size"];
    /// In alphabetical order.
    const OTHERS: &[(&str, &str)] = &[
        ("catalog", "catalogue"),
        ("center", "centre"),
        ("enroll", "enrol"),
        ("enthrall", "enthral"),
        ("fulfill", "fulfil"),
        ("instill", "instil"),
        ("license", "licence"),
        ("maneuver", "manoeuvre"),
        ("outmaneuver", "outmanoeuvre"),
        ("plow", "plough"),
        ("practice", "practise"),
        ("smolder", "smoulder"),
    ];
    if let Some(stem) = base.strip_suffix("ze").filter(|s| s.ends_with(['i', 'y']) && !ALWAYS_Z.contains(&base)) {
        return Some([stem, "se"]);
    }
    if let Some(stem) = base.strip_suffix("or").filter(|_| OUR.contains(&base)) {
        return Some([stem, "our"]);
    }
    OTHERS.binary_search_by(|(american, _)| (*american).cmp(base)).ok().map(|at| [OTHERS[at].1, ""])
}

/// Verbs of more than one syllable that are stressed on the last, in alphabetical order.
const STRESSED: &[&str] = &[
    "abhor", "abut", "acquit", "admit", "allot", "annul", "begin", "commit", "compel", "concur", "confer", "control",
    "corral", "defer", "deter", "dispel", "embed", "emit", "enrol", "enthral", "entrap", "equip", "excel", "expel",
    "extol", "forbid", "forget", "format", "fulfil", "handicap", "incur", "infer", "input", "instil", "leapfrog",
    "occur", "offset", "omit", "outbid", "outfit", "outrun", "outstrip", "outwit", "overlap", "overrun", "patrol",
    "permit", "prefer", "program", "propel", "readmit", "rebel", "rebut", "recap", "recur", "refer", "regret", "repel",
    "rerun", "reset", "resit", "retrofit", "sidestep", "squat", "sublet", "submit", "transfer", "transmit", "undercut",
    "underpin", "unplug", "unwrap", "upset", "zigzag",
];

/// The last consonant is doubled behind a single vowel in verbs of one syllable ("stop"), and in longer ones that are
/// stressed on the last syllable.
fn doubling(base: &str) -> Doubling {
    let b = base.as_bytes();
    let n = b.len();
    let is_vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    if n < 3 || is_vowel(b[n - 1]) || matches!(b[n - 1], b'w' | b'x' | b'y' | b'h') || !is_vowel(b[n - 2]) {
        return Doubling::Never;
    }
    let vowels = b[..n - 2].iter().filter(|&&c| is_vowel(c)).count();
    if EITHER.binary_search(&base).is_ok() {
        Doubling::BySome
    } else if vowels == usize::from(b.starts_with(b"qu")) || STRESSED.binary_search(&base).is_ok() {
        Doubling::Always
    } else {
        Doubling::Never
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// All forms of a verb.
    pub(in super::super) fn verb_forms(base: &str, irregular: &str) -> Vec<(String, Class)> {
        let mut forms = Vec::new();
        verb(base, irregular, &mut |pieces, class| forms.push((pieces.concat(), class)));
        forms
    }

    fn forms(base: &str, irregular: &str) -> String {
        verb_forms(base, irregular).into_iter().map(|(f, _)| f).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lists_are_in_order_and_each_verb_in_them_can_double() {
        assert!(EITHER.is_sorted() && STRESSED.is_sorted());
        assert!(EITHER.iter().all(|verb| matches!(doubling(verb), Doubling::BySome)));
        assert!(STRESSED.iter().all(|verb| matches!(doubling(verb), Doubling::Always)));
        for american in ["catalog", "center", "enroll", "license", "plow", "practice", "smolder"] {
            assert!(british(american).is_some(), "{american}");
        }
    }

    #[test]
    fn regular_verbs() {
        assert_eq!(forms("claim", ""), "claim claims claiming claimed claimed");
        assert_eq!(forms("deny", ""), "deny denies denying denied denied");
        assert_eq!(forms("stop", ""), "stop stops stopping stopped stopped");
        assert_eq!(forms("admit", ""), "admit admits admitting admitted admitted");
        assert_eq!(forms("cover", ""), "cover covers covering covered covered");
        assert_eq!(forms("agree", ""), "agree agrees agreeing agreed agreed");
        assert_eq!(forms("lie", ""), "lie lies lying lied lied");
        assert_eq!(forms("quote", ""), "quote quotes quoting quoted quoted");
        assert_eq!(forms("panic", ""), "panic panics panicking panicked panicked");
        assert_eq!(forms("veto", ""), "veto vetoes vetoing vetoed vetoed");
        assert_eq!(forms("eye", ""), "eye eyes eyeing eyed eyed");
        assert_eq!(forms("quiz", ""), "quiz quizzes quizzing quizzed quizzed");
        assert_eq!(forms("disagree", ""), "disagree disagrees disagreeing disagreed disagreed");
    }

    #[test]
    fn irregular_verbs() {
        assert_eq!(forms("say", "said"), "say says saying said said");
        assert_eq!(forms("show", "showed\tshown|showed"), "show shows showing showed shown showed");
    }

    #[test]
    fn two_spellings() {
        assert_eq!(forms("travel", ""), "travel travels traveling travelling traveled traveled travelled travelled");
        assert!(forms("criticize", "").ends_with("criticise criticises criticising criticised criticised"));
        assert!(forms("analyze", "").ends_with("analyse analyses analysing analysed analysed"));
        assert!(forms("endeavor", "").ends_with("endeavour endeavours endeavouring endeavoured endeavoured"));
        assert_eq!(forms("seize", ""), "seize seizes seizing seized seized");
        assert!(forms("enroll", "").ends_with("enrol enrols enrolling enrolled enrolled"));
    }

    #[test]
    fn nouns() {
        assert_eq!(plural("allegation").concat(), "allegations");
        for (singular, plural) in [
            ("testimony", "testimonies"),
            ("spokeswoman", "spokeswomen"),
            ("german", "germans"),
            ("analysis", "analyses"),
            ("memo", "memos"),
            ("tornado", "tornadoes"),
            ("video", "videos"),
            ("prime minister", "prime ministers"),
        ] {
            assert_eq!(super::plural(singular).concat(), plural);
        }
    }
}
