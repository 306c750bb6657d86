//! What comes back, onto the same text and onto changed ones, and what is refused.

use serde_json::{Value, json};

use super::import;
use crate::export::{Format, export};
use crate::{Options, Unit};

const TEXT: &str = "Ferry \u{1f6a2} to close\n\nThe ferry was old and \u{201c}very slow\u{201d}, harbour master Ida Crane said on Tuesday. \
    Residents may have lost 12 boats. She refused to comment on reports that the pier is unsafe.\n\n\
    The mayor confirmed that the ferry would be sold in May. \u{201c}We have no choice,\u{201d} he said. Two officials, \
    who asked not to be named, said the stunning pier was closed in 2021.\n\nMORE: Another story\n";

fn document(text: &str, unit: Unit) -> Value {
    let document = crate::annotate(text, &Options { unit, ..Options::default() });
    serde_json::to_value(&document).expect("it serialises")
}

fn back(file: &Value, text: &str, unit: Unit) -> (Value, Vec<Value>) {
    let back = import(&file.to_string(), text, unit).expect("it comes back");
    let mut back: Value = serde_json::from_str(&back).expect("JSON");
    let unplaced = back["unplaced"].as_array().expect("a list").clone();
    (back["document"].take(), unplaced)
}

fn annotations(document: &Value, text: &str) -> Value {
    let written = export(&document.to_string(), text, Format::WebAnnotation, "").expect("it can be written");
    serde_json::from_str(&written).expect("JSON")
}

/// With a person's work in it, and with fields that nobody knows.
fn reviewed(unit: Unit) -> Value {
    let mut document = document(TEXT, unit);
    document["claims"][1]["review"] =
        json!({"decision": "changed", "changed": ["certainty_label"], "note": "\u{1f6a2}!", "by": "me"});
    document["claims"][1]["certainty_label"] = json!("hearsay");
    document["claims"][0]["review"] = json!({"decision": "rejected", "changed": [], "note": ""});
    document["theirs"] = json!({"x": [1, 2.5, null]});
    document["source"]["url"] = json!("https://example.org/ferry");
    document
}

#[test]
fn nothing_is_lost_on_the_same_text() {
    let units = [Unit::Utf16, Unit::CodePoint, Unit::Byte];
    for (from, to) in units.into_iter().flat_map(|from| units.map(|to| (from, to))) {
        let there = reviewed(from);
        assert_eq!(back(&there, TEXT, to), (reviewed(to), vec![]));
        assert_eq!(back(&annotations(&there, TEXT), TEXT, to), (reviewed(to), vec![]));
    }
}

/// Every mark is of the text, in this unit.
fn is_of(value: &Value, text: &str) {
    let points: Vec<char> = text.chars().collect();
    if let (Some(start), Some(end)) = (value["start"].as_u64(), value["end"].as_u64()) {
        let at = |n: u64| usize::try_from(n).expect("it fits");
        let words: String = points[at(start)..at(end)].iter().collect();
        assert_eq!(value.get("exact").unwrap_or(&json!(words)), &json!(words));
    }
    let inner: Vec<&Value> = match value {
        Value::Array(list) => list.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    };
    for inner in inner {
        is_of(inner, text);
    }
}

fn words(document: &Value) -> Vec<String> {
    let claims = document["claims"].as_array().expect("a list").iter();
    claims
        .map(|c| format!("{}: {}", c["id"].as_str().unwrap_or("?"), c["spans"][0]["exact"].as_str().unwrap_or("?")))
        .collect()
}

#[test]
fn words_are_found_on_a_text_that_changed_around_them() {
    let there = reviewed(Unit::Utf16);
    let moved: Vec<&str> = TEXT.split("\n\n").collect();
    for text in [
        format!("News \u{1f6a2}\u{1f6a2} today\n\n{TEXT}"),
        TEXT.replace("said on Tuesday", "told \u{1f6a2} reporters late on Tuesday"),
        TEXT.replace("\n\n", "\r\n\r\n"),
        [moved[0], moved[2], moved[1], moved[3]].join("\n\n"),
    ] {
        for file in [there.clone(), annotations(&there, TEXT)] {
            let (here, unplaced) = back(&file, &text, Unit::CodePoint);
            is_of(&here, &text);
            assert_eq!(words(&here), words(&there), "{text}");
            assert_eq!(here["claims"][1]["review"], there["claims"][1]["review"]);
            assert_eq!(here["theirs"], there["theirs"]);
            assert_eq!(here["source"]["length"], text.chars().count());
            assert_eq!(
                here["segments"],
                document(&text, Unit::CodePoint)["segments"].as_array().map_or(Value::Null, |s| {
                    let carrying: Vec<&Value> = here["claims"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter(|c| c["review"]["decision"] != "rejected")
                        .map(|c| &c["segment"])
                        .collect();
                    s.iter()
                        .map(|s| {
                            let mut s = s.clone();
                            s["carries_claim"] = json!(carrying.contains(&&s["id"]));
                            s
                        })
                        .collect()
                })
            );
            assert!(unplaced.iter().all(|u| u["list"] != "claims"), "{unplaced:?}");
        }
    }
}

#[test]
fn a_claim_whose_words_changed_keeps_its_place_or_is_listed() {
    let there = reviewed(Unit::Utf16);
    let all = words(&there).len();
    let text =
        TEXT.replace("The ferry was old and", "The island ferry is old and").replace("We have no choice", "No comment");
    let (here, unplaced) = back(&there, &text, Unit::CodePoint);
    is_of(&here, &text);
    let lost: Vec<&Value> = unplaced.iter().filter(|u| u["list"] == "claims").collect();
    assert_eq!(words(&here).len() + lost.len(), all);
    assert!(words(&here).iter().any(|w| w.contains("island ferry is old")), "{:?}", words(&here));
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(lost[0]["exact"].as_str().expect("words").contains("no choice"));
    let original = there["claims"].as_array().expect("a list").iter().find(|c| c["id"] == lost[0]["id"]);
    assert_eq!(Some(&lost[0]["item"]), original);
    // Nothing refers to what is gone, and what is counted is there.
    assert!(!here.to_string().contains(&format!("\"from\":{}", lost[0]["id"])));
    assert_eq!(here["summary"]["claims"], words(&here).len() - 1);
    assert!(
        here["summary"]["sentence"].as_str().expect("words").starts_with(&format!("{} claims", words(&here).len() - 1))
    );
}

#[test]
fn on_another_text_all_is_listed() {
    let there = document(TEXT, Unit::Utf16);
    let (here, unplaced) = back(&there, "Nothing of that kind.", Unit::Utf16);
    assert_eq!(here["claims"], json!([]));
    let claims = unplaced.iter().filter(|u| u["list"] == "claims").count();
    assert_eq!(claims, there["claims"].as_array().map_or(0, Vec::len));
    assert_eq!(here["summary"]["sentence"], "No claim was found in this text.");
    assert_eq!(here["segments"].as_array().map(Vec::len), Some(1));
}

#[test]
fn annotations_come_as_a_list_or_a_page_too_and_those_of_others_are_listed() {
    let there = document(TEXT, Unit::CodePoint);
    let mut page = annotations(&there, TEXT)["first"].take();
    let theirs = json!({"type": "Annotation", "id": "x", "body": "Nice", "target": {"selector": {"exact": "ferry"}}});
    page["items"].as_array_mut().expect("a list").push(theirs.clone());
    let expected = (there, vec![json!({"list": "annotations", "id": "x", "exact": "ferry", "item": theirs})]);
    assert_eq!(back(&page["items"], TEXT, Unit::CodePoint), expected);
    page["type"] = json!(["AnnotationPage"]);
    assert_eq!(back(&page, TEXT, Unit::CodePoint), expected);
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    let good = document(TEXT, Unit::CodePoint);
    let complaint = |file: &Value| import(&file.to_string(), TEXT, Unit::Utf16).expect_err("it is wrong").to_string();
    let with = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).expect("it is there") = value;
        complaint(&bad)
    };
    let without = |pointer: &str, field: &str| {
        let mut bad = good.clone();
        bad.pointer_mut(pointer).and_then(Value::as_object_mut).expect("it is there").remove(field);
        import(&bad.to_string(), TEXT, Unit::CodePoint).map_err(|e| e.to_string())
    };
    assert_eq!(complaint(&json!(1)), "document: must be an object");
    assert_eq!(complaint(&json!({})), "schema: must be \"sayso/1\": this is no result of Sayso's");
    assert_eq!(complaint(&json!([])), "items: none is of the text as a whole, as Sayso writes one");
    assert_eq!(with("/claims", json!({})), "claims: must be a list");
    assert_eq!(with("/claims/0", json!("x")), "claims[0]: must be an object");
    assert_eq!(
        with("/claims/1/priority", json!("soon")),
        "claims[1].priority: must be \"high\" | \"medium\" | \"low\""
    );
    assert_eq!(with("/claims/0/spans/0/start", json!("x")), "claims[0].spans[0].start: must be number");
    assert_eq!(
        with("/claims/0/spans/0/start", json!(-1)),
        "claims[0].spans[0].start: must be a whole number, not less than 0"
    );
    assert_eq!(
        with("/claims/0/spans/0/end", json!(4_000_000_000_u32)),
        "claims[0].spans[0].exact: is not as long as start and end say"
    );
    assert_eq!(with("/claims/0/source_id", json!("s99")), "claims[0].source_id: is the id of no source");
    assert_eq!(with("/claims/1/id", json!("c1")), "claims[0].id: is there twice");
    assert_eq!(with("/claims/1/id", json!("c".repeat(251))), "claims[1].id: is too long");
    assert_eq!(with("/dct", json!(5)), "dct: must be string | null");
    assert_eq!(without("/claims/0", "why"), Err("claims[0].why: is missing".to_owned()));
    assert_eq!(without("", "source"), Err("source: is missing".to_owned()));
    // What has an empty value may be missing, and the place says which segment.
    assert!(without("/claims/0", "entities").is_ok() && without("/claims/0", "speech_act").is_ok());
    let mut placed = good.clone();
    placed["claims"][2]["segment"] = Value::Null;
    assert_eq!(back(&placed, TEXT, Unit::CodePoint).0, good);
    let mut bad = annotations(&good, TEXT);
    bad["first"]["items"][1]["body"] = json!({"format": "application/json", "value": "{"});
    assert_eq!(
        complaint(&bad),
        "first.items[1].body[0].value: not JSON: line 1, column 2: expected the name of a field"
    );
    bad["first"] = json!("https://example.org/page1");
    assert_eq!(complaint(&bad), "first: must be the page itself, not its address");
}

#[test]
fn long_and_hostile_input_takes_no_more_than_linear_time() {
    let start = std::time::Instant::now();
    // The same few words ten thousand times, with a mark on each, onto a text that has them in another order.
    let (old, new) = ("the pier is old. ".repeat(10_000), "old is the pier. ".repeat(10_000));
    let mut file = document("The pier is old.", Unit::CodePoint);
    let mark = |i: usize| json!({"start": i * 17, "end": i * 17 + 8, "exact": &old[..8]});
    file["claims"][0]["spans"] = (0..10_000).map(mark).collect();
    let (here, unplaced) = back(&file, &new, Unit::CodePoint);
    is_of(&here, &new);
    let placed =
        here["claims"].as_array().map_or(0, |c| c.iter().map(|c| c["spans"].as_array().map_or(0, Vec::len)).sum());
    let listed: usize = unplaced.iter().map(|u| u["item"]["spans"].as_array().map_or(1, Vec::len)).sum();
    assert!(placed + listed >= 10_000);
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn sources_stay_whatever_they_stood_on() {
    let text = "“Go,” Ann Lee said. It may rain.";
    let mut document = serde_json::to_value(crate::annotate(text, &crate::Options::default())).expect("it serialises");
    for (i, odd) in
        [json!({"": [{"start": 0, "end": 5}]}), json!({"start": 0, "end": 5, "exact": "“Go,”"})].iter().enumerate()
    {
        for (field, value) in odd.as_object().expect("an object") {
            document["sources"][i][field] = value.clone();
        }
    }
    let back = super::import(&document.to_string(), "It may rain.", Unit::CodePoint).expect("it comes back");
    let back: serde_json::Value = serde_json::from_str(&back).expect("JSON");
    assert_eq!(back["document"]["sources"].as_array().map(Vec::len), document["sources"].as_array().map(Vec::len));
    let again = super::import(&back["document"].to_string(), "It may rain.", Unit::CodePoint).expect("and again");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&again).expect("JSON")["document"], back["document"]);
}
