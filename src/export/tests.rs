//! What must hold for every format.

use serde_json::Value;

use super::{Format, export};
use crate::{Options, Unit};

const TEXT: &str = "Ferry \u{1f6a2} to close\n\nThe ferry was <b>old</b> & \u{201c}slow\u{201d}, harbour master Ida Crane said on Tuesday. \
    Residents may have lost 12 boats. She refused to comment on reports that the pier is unsafe.\n\nMORE: Another story\n";

fn document(text: &str, unit: Unit) -> String {
    serde_json::to_string(&crate::annotate(text, &Options { unit, ..Options::default() })).expect("it serialises")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn every_format_is_the_same_from_every_unit() {
    for format in Format::ALL {
        let from = |unit| export(&document(TEXT, unit), TEXT, format, "").expect("it can be written");
        assert_eq!(from(Unit::Utf16), from(Unit::CodePoint), "{format:?}");
        assert_eq!(from(Unit::Byte), from(Unit::CodePoint), "{format:?}");
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
}

#[test]
fn json_is_the_result_in_code_points() {
    let written = export(&document(TEXT, Unit::Utf16), TEXT, Format::Json, "").expect("it can be written");
    assert_eq!(json(&written), json(&document(TEXT, Unit::CodePoint)));
}

#[test]
fn what_people_add_goes_along() {
    let mut changed = json(&document(TEXT, Unit::CodePoint));
    changed["claims"][0]["review"] = serde_json::json!({
        "decision": "changed", "changed": ["text"], "note": "Ask =her", "was": {"spans": [{"start": 8, "end": 10, "exact": "to"}]}
    });
    changed["claims"][1]["review"] = serde_json::json!({"decision": "rejected", "changed": [], "note": ""});
    changed["mine"] = serde_json::json!({"any": [1.50, "thing"]});
    let changed = changed.to_string();
    let to = |format| export(&changed, TEXT, format, "").expect("it can be written");
    let whole = json(&to(Format::Json));
    assert_eq!(whole, json(&changed));
    let annotations = to(Format::WebAnnotation);
    assert!(annotations.contains("\"purpose\": \"commenting\",\n            \"value\": \"Ask =her\""));
    assert!(annotations.contains("\\\"was\\\":{\\\"spans\\\":[{\\\"end\\\":10"));
    assert!(to(Format::Csv).lines().nth(1).expect("a row").ends_with(",changed,Ask =her"));
    assert!(to(Format::Markdown).contains("- Note: Ask =her\n"));
    let html = to(Format::Html);
    assert!(html.contains("<dd>changed by a person</dd>") && html.contains("<h3>Rejected</h3>"));
    assert!(!html.contains("id=\"m2\""), "what was rejected is not marked");
    let claims = json(&to(Format::Schema));
    assert!(!claims.to_string().contains(whole["claims"][1]["text"].as_str().expect("words")));
}

#[test]
fn selectors_select_the_words() {
    let annotations = json(&export(&document(TEXT, Unit::Utf16), TEXT, Format::WebAnnotation, "").expect("written"));
    let points: Vec<char> = TEXT.chars().collect();
    let mut seen = 0;
    for item in &annotations["first"]["items"].as_array().expect("a list")[1..] {
        for target in item["target"].as_array().expect("a list") {
            let (quote, position) = (&target["selector"][0], &target["selector"][1]);
            let at = |field: &str| usize::try_from(position[field].as_u64().expect("a number")).expect("it fits");
            let words = |range: &[char]| range.iter().collect::<String>();
            assert_eq!(words(&points[at("start")..at("end")]), quote["exact"].as_str().expect("words"));
            assert!(words(&points[..at("start")]).ends_with(quote["prefix"].as_str().expect("words")));
            assert!(words(&points[at("end")..]).starts_with(quote["suffix"].as_str().expect("words")));
            seen += 1;
        }
    }
    assert!(seen > 2);
}

#[test]
fn no_claim_is_reviewed_or_rated() {
    let written = export(&document(TEXT, Unit::Utf16), TEXT, Format::Schema, "").expect("written");
    assert!(written.contains("\"@type\": \"Claim\"") && !written.contains("Review") && !written.contains("ating"));
}

#[test]
fn a_page_holds_the_whole_text_and_closes_what_it_opens() {
    let hostile = "Ferry to close\n\n<script>alert(1)</script> said \"x\" & y\u{0}\u{202e}. \u{201c}It <img src=x onerror=y> is old,\u{201d} she said. He denied that it is old and slow, and said it was new.\n";
    for text in [TEXT, hostile] {
        let html = export(&document(text, Unit::Utf16), text, Format::Html, "x").expect("written");
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains('\0'));
        let main = html.split("<main>").nth(1).and_then(|h| h.split("</main>").next()).expect("an article");
        let mut open = Vec::new();
        let mut words = String::new();
        let mut is_number = false;
        for (i, part) in main.split('<').enumerate() {
            let (tag, after) = if i == 0 { ("", part) } else { part.split_once('>').expect("a tag") };
            let name = tag.split(' ').next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{html}"),
                None if !name.is_empty() => open.push(name),
                None => {}
            }
            is_number = matches!(name, "a" | "span");
            if !is_number {
                words.push_str(after);
            }
        }
        assert!(open.is_empty() && !is_number);
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        assert_eq!(plain(&words), plain(&text.replace('\0', "\u{fffd}")));
    }
}

#[test]
fn marks_that_cross_stay_apart() {
    let text = "one two three four five";
    let spans = [[(0, 13)], [(4, 18)], [(8, 23)]];
    let claims: Vec<Value> =
        spans.iter().map(|s| serde_json::json!({"text": "t", "spans": [{"start": s[0].0, "end": s[0].1}]})).collect();
    let document = serde_json::json!({
        "source": {"offset_unit": "byte"}, "claims": claims,
        "segments": [{"type": "paragraph", "start": 0, "end": text.len()}],
    });
    let html = export(&document.to_string(), text, Format::Html, "x").expect("written");
    let paragraph = html.lines().find(|l| l.starts_with("<p class=\"lines\">")).expect("a paragraph");
    let mut bare = String::new();
    let mut at = paragraph;
    while let Some((before, rest)) = at.split_once('<') {
        bare.push_str(before);
        let (tag, rest) = rest.split_once('>').expect("a tag");
        bare.push_str(if tag.starts_with("mark") {
            "["
        } else if tag == "/mark" {
            "]"
        } else {
            ""
        });
        at = rest;
    }
    assert_eq!(bare, "1\u{25cb}[one 2\u{25cb}[two 3\u{25cb}[three]]][[ four]][ five]");
}

#[test]
fn what_does_not_belong_to_the_text_is_named() {
    let good = document(TEXT, Unit::CodePoint);
    let complaint = |document: &str, text: &str| {
        let errors = Format::ALL.map(|f| export(document, text, f, "").expect_err("it is wrong").to_string());
        assert!(errors.iter().all(|e| *e == errors[0]), "{errors:?}");
        errors[0].clone()
    };
    assert!(complaint(&good, "Another text.").ends_with("in this text"));
    assert_eq!(complaint("{", TEXT), "not JSON: line 1, column 2: expected the name of a field");
    assert_eq!(complaint("[]", TEXT), "document: must be an object");
    assert_eq!(complaint("{}", TEXT), "claims: must be a list");
    assert_eq!(complaint("{\"claims\":[1]}", TEXT), "claims[0]: must be an object");
    assert_eq!(
        complaint("{\"claims\":[]}", TEXT),
        "source.offset_unit: must be \"utf-16\", \"code-point\" or \"byte\""
    );
    let claims =
        |spans: &str| format!("{{\"source\":{{\"offset_unit\":\"byte\"}},\"claims\":[{{\"spans\":[{spans}]}}]}}");
    for (span, expected) in [
        ("{\"start\":-1,\"end\":2}", "claims[0].spans[0].start: must be a whole number, not less than 0"),
        ("{\"start\":1,\"end\":2.5}", "claims[0].spans[0].end: must be a whole number, not less than 0"),
        ("{\"start\":3,\"end\":2}", "claims[0].spans[0].end: must not be less than start"),
        ("{\"start\":3,\"end\":4000000000}", "claims[0].spans[0]: does not stand in this text"),
        ("{\"start\":0,\"end\":7}", "claims[0].spans[0]: does not stand in this text"),
        ("{\"start\":0,\"end\":2,\"exact\":\"Ha\"}", "claims[0].spans[0].exact: is not what stands there in this text"),
    ] {
        assert_eq!(complaint(&claims(span), TEXT), expected);
    }
}
