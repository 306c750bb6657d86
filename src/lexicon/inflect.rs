//! English inflection: the regular forms, and the irregular ones that `verbs.tsv` gives.

use super::Class;

/// The forms of a verb with what each is. `irregular` holds the past tense and, after a tab, the participle; either may
/// be missing. Several past forms are given with `|` between. A British spelling of the base has its forms here too.
pub(super) fn verb(base: &str, irregular: &str) -> Vec<(String, Class)> {
    let mut forms = spelled(base, irregular);
    if let Some(british) = british(base) {
        forms.extend(spelled(&british, ""));
    }
    forms
}

fn spelled(base: &str, irregular: &str) -> Vec<(String, Class)> {
    let (past, participle) = irregular.split_once('\t').unwrap_or((irregular, ""));
    let mut forms = vec![(base.to_owned(), Class::VerbBase), (s_form(base), Class::VerbS)];
    forms.extend(before_vowel(base, 'i').into_iter().map(|stem| (stem + "ing", Class::VerbIng)));
    if past.is_empty() {
        for stem in before_vowel(base, 'e') {
            forms.push((stem.clone() + "ed", Class::VerbPast));
            forms.push((stem + "ed", Class::VerbParticiple));
        }
    } else {
        forms.extend(past.split('|').map(|p| (p.to_owned(), Class::VerbPast)));
        let participle = if participle.is_empty() { past } else { participle };
        forms.extend(participle.split('|').map(|p| (p.to_owned(), Class::VerbParticiple)));
    }
    forms
}

/// Singular and plural of a noun.
pub(super) fn noun(singular: &str) -> [String; 2] {
    const NOT_MEN: &[&str] = &["german", "human", "ottoman", "roman", "shaman"];
    let plural = if let Some(stem) = singular.strip_suffix("man").filter(|_| !NOT_MEN.contains(&singular)) {
        format!("{stem}men")
    } else if let Some(stem) = singular.strip_suffix("sis") {
        format!("{stem}ses")
    } else {
        s_form(singular)
    };
    [singular.to_owned(), plural]
}

/// Third person singular of a verb, plural of a noun.
fn s_form(base: &str) -> String {
    const OES: &[&str] = &[
        "cargo", "do", "echo", "embargo", "forgo", "go", "hero", "outdo", "overdo", "redo", "tornado", "torpedo",
        "undergo", "undo", "veto", "volcano",
    ];
    match base {
        "have" => return "has".into(),
        "be" => return "is".into(),
        "quiz" => return "quizzes".into(),
        _ => {}
    }
    if let Some(stem) = consonant_y(base) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|e| base.ends_with(e)) && base != "stomach" || OES.contains(&base)
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

/// What stands before "ed" or "ing", whose first letter is given: twice where American and British spelling differ.
fn before_vowel(base: &str, vowel: char) -> Vec<String> {
    let keeps_e = ["ee", "oe", "ye"].iter().any(|e| base.ends_with(e)) || ["be", "singe"].contains(&base);
    let stem = if let Some(stem) = base.strip_suffix("ie").filter(|_| vowel == 'i') {
        format!("{stem}y")
    } else if let Some(stem) = consonant_y(base).filter(|_| vowel == 'e') {
        format!("{stem}i")
    } else if let Some(stem) = base.strip_suffix('e').filter(|_| vowel == 'e' || !keeps_e) {
        stem.to_owned()
    } else if base.ends_with('c') {
        format!("{base}k")
    } else if EITHER.contains(&base) {
        return vec![base.to_owned(), double_last(base)];
    } else if doubles(base) {
        double_last(base)
    } else {
        base.to_owned()
    };
    vec![stem]
}

/// Verbs whose last consonant is doubled by some.
const EITHER: &[&str] = &[
    "benefit", "cancel", "channel", "combat", "counsel", "dial", "equal", "focus", "fuel", "funnel", "grovel",
    "imperil", "kidnap", "label", "level", "marshal", "marvel", "mislabel", "model", "pummel", "quarrel", "remodel",
    "revel", "rival", "shovel", "signal", "spiral", "total", "travel", "tunnel", "unravel", "worship",
];

fn double_last(base: &str) -> String {
    format!("{base}{}", &base[base.len() - 1..])
}

fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u'])).then_some(stem)
}

/// The British spelling of a verb that the tables give in the American one.
fn british(base: &str) -> Option<String> {
    const OUR: &[&str] =
        &["clamor", "color", "endeavor", "favor", "flavor", "harbor", "honor", "labor", "rumor", "savor"];
    const ALWAYS_Z: &[&str] = &["capsize", "downsize", "prize", "seize", "size"];
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
    if let Some(stem) = ["ize", "yze"].iter().find_map(|e| base.strip_suffix(e)).filter(|_| !ALWAYS_Z.contains(&base)) {
        return Some(format!("{stem}{}se", &base[stem.len()..=stem.len()]));
    }
    if let Some(stem) = base.strip_suffix("or").filter(|_| OUR.contains(&base)) {
        return Some(format!("{stem}our"));
    }
    OTHERS.iter().find(|(american, _)| *american == base).map(|(_, british)| (*british).to_owned())
}

/// Whether the last consonant is doubled before a vowel: one syllable with one vowel ("stop"), or one of the longer
/// verbs that are stressed on the last syllable.
fn doubles(base: &str) -> bool {
    const STRESSED: &[&str] = &[
        "abhor", "abut", "acquit", "admit", "allot", "annul", "begin", "commit", "compel", "concur", "confer",
        "control", "corral", "defer", "deter", "dispel", "embed", "emit", "enrol", "enthral", "entrap", "equip",
        "excel", "expel", "extol", "forbid", "forget", "format", "fulfil", "handicap", "incur", "infer", "input",
        "instil", "leapfrog", "occur", "offset", "omit", "outbid", "outfit", "outrun", "outstrip", "outwit", "overlap",
        "overrun", "patrol", "permit", "prefer", "program", "propel", "readmit", "rebel", "rebut", "recap", "recur",
        "refer", "regret", "repel", "rerun", "reset", "resit", "retrofit", "sidestep", "squat", "sublet", "submit",
        "transfer", "transmit", "undercut", "underpin", "unplug", "unwrap", "upset", "zigzag",
    ];
    if STRESSED.contains(&base) {
        return true;
    }
    let b = base.as_bytes();
    let vowel = |c: u8| b"aeiou".contains(&c);
    let n = b.len();
    n >= 3
        && !vowel(b[n - 1])
        && !b"wxyh".contains(&b[n - 1])
        && vowel(b[n - 2])
        && b[..n - 2].iter().filter(|&&c| vowel(c)).count() == usize::from(b.starts_with(b"qu"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(base: &str, irregular: &str) -> String {
        verb(base, irregular).into_iter().map(|(f, _)| f).collect::<Vec<_>>().join(" ")
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
        assert_eq!(noun("allegation"), ["allegation", "allegations"]);
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
            assert_eq!(noun(singular)[1], plural);
        }
    }
}
