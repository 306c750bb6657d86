//! The TypeScript types say what the result holds: same words, same fields.

use std::collections::{BTreeMap, BTreeSet};

use sayso::document::Review;
use sayso::terms::{self, Decision};
use serde_json::Value;

const TYPES: &str = include_str!("../src/wasm.d.ts");
/// Has something for every list of the result.
const TEXT: &str = "Mayor 'may quit' over stunning bridge failure\n\n\
    LAKEFORD, 3 May 2021 - Mayor Ann Lee said on Monday that 12 police officers had \"possibly\" left. Residents said \
    the notorious bridge was closed. \"The bridge was closed,\" a spokesman for the Lakeford Times confirmed. According \
    to the council, Lee said the bridge was not closed. 12 police officers had left.\n";

/// The words of `export type NAME = "a" | "b";`.
fn words(name: &str) -> Vec<&'static str> {
    let head = format!("export type {name} = ");
    let line = TYPES.lines().find_map(|l| l.strip_prefix(head.as_str()));
    let line = line.unwrap_or_else(|| panic!("wasm.d.ts has no type {name}"));
    line.trim_end_matches(';').split(" | ").map(|w| w.trim_matches('"')).collect()
}

/// The fields of each `export interface NAME`, with their types.
fn interfaces() -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    let mut out: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    let mut current = None;
    for line in TYPES.lines() {
        if let Some(head) = line.strip_prefix("export interface ") {
            let mut head = head.trim_end_matches(" {").split(" extends ");
            let name = head.next().expect("a name");
            let inherited = head.next().map(|base| out[base].clone()).unwrap_or_default();
            out.insert(name, inherited);
            current = Some(name);
        } else if line == "}" {
            current = None;
        } else if let (Some(name), Some((field, kind))) = (current, line.trim().split_once(": "))
            && !field.starts_with(['*', '/'])
        {
            out.get_mut(name).expect("it is open").insert(field, kind.trim_end_matches(';'));
        }
    }
    out
}

macro_rules! same_words {
    ($($name:ident)*) => {$(
        let ours: Vec<&str> = terms::$name::ALL.iter().map(|v| v.name()).collect();
        assert_eq!(words(stringify!($name)), ours, stringify!($name));
    )*};
}

#[test]
fn closed_lists_have_the_same_words() {
    same_words!(SegmentKind SourceType Naming QuoteType SpeechAct QuotationMarks Voice Factuality CertaintyLabel CueKind
        ClaimType Checkable CheckTarget Priority Decision EntityKind TimeKind RelationKind);
    assert_eq!(words("ExportFormat"), sayso::export::Format::ALL.map(sayso::export::Format::name));
    for unit in words("OffsetUnit") {
        assert!(sayso::Unit::from_name(unit).is_some(), "{unit}");
    }
}

#[test]
fn every_field_has_its_type() {
    let mut document = sayso::annotate(TEXT, &sayso::Options::default());
    document.claims[0].review =
        Some(Review { decision: Decision::Changed, changed: vec!["text".to_owned()], note: String::new() });
    let interfaces = interfaces();
    let mut seen = BTreeSet::new();
    check(&serde_json::to_value(&document).expect("it serialises"), "Document", &interfaces, &mut seen);
    for name in ["Attribution", "Quotation", "ChainLink", "VoiceFactuality", "Summary", "Claim", "Source", "Review"] {
        assert!(seen.contains(name), "the text of this test gives no {name}");
    }
}

/// Holds a value against a type, and notes the interfaces that were met.
fn check(
    value: &Value,
    kind: &str,
    interfaces: &BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
    seen: &mut BTreeSet<String>,
) {
    if let Some(of) = kind.strip_suffix("[]") {
        for item in value.as_array().unwrap_or_else(|| panic!("{value} is no {kind}")) {
            check(item, of, interfaces, seen);
        }
    } else if let Some(fields) = interfaces.get(kind) {
        let object = value.as_object().unwrap_or_else(|| panic!("{value} is no {kind}"));
        let keys: BTreeSet<&str> = object.keys().map(String::as_str).collect();
        let named = |field: &&str| field.trim_end_matches('?').to_owned();
        let optional = |field: &&str| field.ends_with('?') && !keys.contains(field.trim_end_matches('?'));
        let expected: BTreeSet<String> = fields.keys().filter(|f| !optional(f)).map(named).collect();
        assert_eq!(keys, expected.iter().map(String::as_str).collect(), "{kind}");
        seen.insert(kind.to_owned());
        for (field, kind) in fields.iter().filter(|(field, _)| !optional(field)) {
            check(&object[named(field).as_str()], kind, interfaces, seen);
        }
    } else {
        let fits = kind.split(" | ").any(|one| match one {
            "string" => value.is_string(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            literal if literal.starts_with('"') => value == literal.trim_matches('"'),
            name => value.as_str().is_some_and(|v| words(name).contains(&v)),
        });
        assert!(fits, "{value} is no {kind}");
    }
}
