use super::*;
use crate::tag::time;
use crate::text;

/// The quantities of a text: words, value, upper bound, `~` if rough, unit.
fn quantities(text: &str) -> Vec<String> {
    let lexicon = Lexicon::get();
    let reading = text::read(text, lexicon);
    let times = time::find(&reading, lexicon, None);
    find(&reading, lexicon, &times)
        .iter()
        .map(|q| {
            let low = q.value.map_or_else(|| "?".to_owned(), |v| v.to_string());
            let max = q.max_value.map(|v| format!("..{v}")).unwrap_or_default();
            let rough = if q.approximate { "~" } else { "" };
            let none = if q.vague { " vague" } else { "" };
            format!("{} | {rough}{low}{max} {}{none}", q.span.slice(text), q.unit.as_deref().unwrap_or("-"))
        })
        .collect()
}

#[test]
fn quantities_with_units() {
    let rows: &[(&str, &[&str])] = &[
        ("Profit rose 8.9% to $4.2bn.", &["8.9% | 8.9 percent", "$4.2bn | 4200000000 USD"]),
        (
            "It cost £15.5 million or 20 million euros.",
            &["£15.5 million | 15500000 GBP", "20 million euros | 20000000 EUR"],
        ),
        ("A US$20,000 prize.", &["US$20,000 | 20000 USD"]),
        ("The 11-mile border is shut.", &["11-mile | 11 mile"]),
        ("Visits grew 18-fold.", &["18-fold | 18 fold"]),
        ("Output fell half a percentage point.", &["half a percentage point | 0.5 percentage point"]),
        ("It covers 240 square miles.", &["240 square miles | 240 square miles"]),
        ("One in three agreed.", &["One in three | 0.3333333333333333 -"]),
    ];
    for (text, expected) in rows {
        assert_eq!(quantities(text), *expected, "{text}");
    }
}

#[test]
fn what_is_counted_is_named_but_not_in_the_span() {
    let rows: &[(&str, &[&str])] = &[
        ("Police held twenty-three people.", &["twenty-three | 23 people"]),
        ("It sank with two dozen crates.", &["two dozen | 24 crates"]),
        ("More than a thousand homes burnt.", &["a thousand | ~1000 homes"]),
        ("About 150,000 troops moved.", &["150,000 | ~150000 troops"]),
        ("Between 10 and 12 ships left.", &["10 and 12 | 10..12 ships"]),
        ("They want 3 to 5 million litres.", &["3 to 5 million litres | 3000000..5000000 litres"]),
        ("At least 40 were hurt.", &["40 | ~40 -"]),
        ("Dana Orr, 58, lives there.", &["58 | 58 years"]),
        ("She joined aged 14.", &["14 | 14 years"]),
        ("Shares sold for $15 to $16 each.", &["$15 | 15 USD", "$16 | 16 USD"]),
    ];
    for (text, expected) in rows {
        assert_eq!(quantities(text), *expected, "{text}");
    }
}

#[test]
fn amounts_without_a_number() {
    assert_eq!(quantities("Hundreds of homes burnt."), ["Hundreds | ? homes vague"]);
    assert_eq!(quantities("It lost hundreds of billions of dollars."), ["hundreds of billions | ? dollars vague"]);
    assert_eq!(quantities("A large concentration of ships was seen."), ["A large concentration | ? ships vague"]);
}

#[test]
fn silent() {
    for text in [
        "One man left.",
        "The second bridge, the 21st, is open.",
        "It closed on May 3, 2015 at 8:30 p.m.",
        "Flight 212 and No. 7 were late.",
        "He lives at 12 West Mill Lane.",
        "Velm won 2 – 1 against Orr.",
        "She earns six figures.",
        "It is a two-way race.",
        "The three-year plan failed.",
        "Covid-19 and SARS-CoV-2 spread.",
        "Call 555-0199 or 1-800-555-0100.",
        "Many people and several others came.",
        "1. Wash your hands",
        "",
    ] {
        assert_eq!(quantities(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn odd_input_is_survived() {
    let digits = "9".repeat(100_000);
    for text in [
        digits.as_str(),
        &"million ".repeat(20_000),
        &"$".repeat(20_000),
        &"1 - ".repeat(20_000),
        &"hundreds of ".repeat(20_000),
        &"a hundred ".repeat(20_000),
        "$999999999999999999999999999999999999999999 trillion",
        "1,,,2...3 9-9-9 --5 5--",
        "½ ¾ 2½ ٣٤ 五",
    ] {
        let lexicon = Lexicon::get();
        let reading = text::read(text, lexicon);
        for q in find(&reading, lexicon, &[]) {
            assert!(q.value.is_none_or(f64::is_finite) && q.max_value.is_none_or(f64::is_finite));
        }
    }
}
