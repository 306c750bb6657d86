//! English inflection: the regular forms, and the irregular ones that `verbs.tsv` gives.

use super::Class;

/// The forms of a verb with what each is. `irregular` holds the past tense and, after a tab, the participle; either may
/// be missing. Several past forms are given with `|` between.
pub(super) fn verb(base: &str, irregular: &str) -> Vec<(String, Class)> {
    let (past, participle) = irregular.split_once('\t').unwrap_or((irregular, ""));
    let mut forms =
        vec![(base.to_owned(), Class::VerbBase), (s_form(base), Class::VerbS), (ing_form(base), Class::VerbIng)];
    if past.is_empty() {
        let ed = ed_form(base);
        forms.push((ed.clone(), Class::VerbPast));
        forms.push((ed, Class::VerbParticiple));
    } else {
        forms.extend(past.split('|').map(|p| (p.to_owned(), Class::VerbPast)));
        let participle = if participle.is_empty() { past } else { participle };
        forms.extend(participle.split('|').map(|p| (p.to_owned(), Class::VerbParticiple)));
    }
    forms
}

/// Singular and plural of a noun.
pub(super) fn noun(singular: &str) -> [String; 2] {
    [singular.to_owned(), s_form(singular)]
}

/// Third person singular of a verb, plural of a noun.
fn s_form(base: &str) -> String {
    match base {
        "have" => return "has".into(),
        "be" => return "is".into(),
        _ => {}
    }
    if let Some(stem) = consonant_y(base) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| base.ends_with(e)) {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn ed_form(base: &str) -> String {
    if let Some(stem) = consonant_y(base) {
        format!("{stem}ied")
    } else if base.ends_with('e') {
        format!("{base}d")
    } else if base.ends_with('c') {
        format!("{base}ked")
    } else if doubles(base) {
        format!("{base}{}ed", &base[base.len() - 1..])
    } else {
        format!("{base}ed")
    }
}

fn ing_form(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if base.ends_with('e') && !["ee", "oe", "ye"].iter().any(|e| base.ends_with(e)) && base.len() > 2 {
        format!("{}ing", &base[..base.len() - 1])
    } else if base.ends_with('c') {
        format!("{base}king")
    } else if doubles(base) {
        format!("{base}{}ing", &base[base.len() - 1..])
    } else {
        format!("{base}ing")
    }
}

fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u'])).then_some(stem)
}

/// Whether the last consonant is doubled before a vowel: one syllable with one vowel ("stop"), or one of the longer
/// verbs that are stressed on the last syllable.
fn doubles(base: &str) -> bool {
    const STRESSED: &[&str] = &[
        "admit", "allot", "begin", "commit", "compel", "concur", "confer", "control", "defer", "deter", "emit",
        "equip", "excel", "expel", "forget", "incur", "occur", "omit", "patrol", "permit", "prefer", "propel", "rebut",
        "recur", "refer", "regret", "submit", "transfer", "transmit", "overrun", "upset", "cancel", "travel", "label",
        "level", "model", "signal", "fuel", "total", "rival", "dial", "quarrel",
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
    }

    #[test]
    fn irregular_verbs() {
        assert_eq!(forms("say", "said"), "say says saying said said");
        assert_eq!(forms("show", "showed\tshown|showed"), "show shows showing showed shown showed");
    }

    #[test]
    fn nouns() {
        assert_eq!(noun("allegation"), ["allegation", "allegations"]);
        assert_eq!(noun("testimony")[1], "testimonies");
    }
}
