//! W3C Web Annotation Data Model, as JSON-LD: a collection of one page.
//!
//! One annotation a claim. Its targets are the claim's words, each by a `TextQuoteSelector` with what stands around them
//! and by a `TextPositionSelector` in code points. Its bodies are the labels as tags, a sentence for readers, a person's
//! note, and the whole claim as JSON. One more annotation, of the text as a whole, has all else that the document holds,
//! so that nothing is lost. Everything is in the standard's own terms: a store that keeps no others keeps all of this.

use super::article::{Article, Claim};
use super::{ids, marks};
use crate::json::{self, Error, Value};
use crate::offsets::Unit;
use crate::span::Span;

/// How many characters before and after the words go into a quote selector.
const AROUND: usize = 32;
/// The fields of a claim that are tags.
const TAGS: [&str; 5] = ["certainty_label", "speech_act", "claim_type", "voice", "priority"];

/// One text.
pub(super) fn write(article: &Article<'_, '_>) -> Result<String, Error> {
    let hash = ids::hash(article.text);
    let text_id = ids::of_text(article);
    let mut counted = article.document.clone();
    marks::recount(&mut counted, article.text, Unit::CodePoint)?;
    let whole = counted.remove("claims").unwrap_or(Value::List(Vec::new()));
    let collection = ids::of_part(&hash, "");

    let mut items = vec![Value::object(vec![
        ("id", Value::text(ids::of_part(&hash, "document"))),
        ("type", Value::text("Annotation")),
        ("motivation", Value::text("describing")),
        ("body", Value::List(vec![sentence(article.document.get("summary").get("sentence").str()), data(&counted)])),
        (
            "target",
            Value::object(vec![
                ("id", Value::text(text_id.clone())),
                ("type", Value::text("Text")),
                ("format", Value::text("text/plain")),
            ]),
        ),
    ])];
    for (claim, value) in article.claims().iter().zip(whole.list()) {
        items.push(Value::object(vec![
            ("id", Value::text(ids::of_part(&hash, claim.str("id")))),
            ("type", Value::text("Annotation")),
            ("motivation", Value::List(vec![Value::text("classifying"), Value::text("tagging")])),
            ("body", Value::List(bodies(claim, value))),
            ("target", Value::List(claim.spans.iter().map(|&span| target(article, &text_id, span)).collect())),
        ]));
    }
    let page = Value::object(vec![
        ("id", Value::text(ids::of_part(&hash, "page"))),
        ("type", Value::text("AnnotationPage")),
        ("partOf", Value::text(collection.clone())),
        ("startIndex", Value::number(0)),
        ("items", Value::List(items)),
    ]);
    let last = page.get("id").clone();
    let generator = article.document.get("generator");
    let name = [generator.get("name").str(), " ", generator.get("version").str()].concat();
    let total = whole.list().len() as u32 + 1;
    let collection = Value::object(vec![
        ("@context", Value::text("http://www.w3.org/ns/anno.jsonld")),
        ("id", Value::text(collection)),
        ("type", Value::text("AnnotationCollection")),
        ("label", Value::text("Claims, and on whose say-so they stand")),
        ("generator", Value::object(vec![("type", Value::text("Software")), ("name", Value::text(name))])),
        ("total", Value::number(total)),
        ("first", page),
        ("last", last),
    ]);
    Ok(json::write(&collection, true) + "\n")
}

fn bodies<'a>(claim: &Claim<'a>, value: &Value<'a>) -> Vec<Value<'a>> {
    let mut bodies: Vec<Value<'a>> = Vec::new();
    for tag in TAGS.iter().map(|field| claim.value.get(field)).filter(|tag| !tag.str().is_empty()) {
        bodies.push(body("tagging", tag.clone()));
    }
    let words = [&claim.chain(" > "), ": ", claim.str("text"), " (", claim.certainty(), ")"].concat();
    bodies.push(sentence(&words));
    if !claim.decision().is_empty() {
        bodies.push(body("assessing", Value::text(claim.decision())));
    }
    if !claim.note().is_empty() {
        bodies.push(body("commenting", Value::text(claim.note())));
    }
    bodies.push(data(value));
    bodies
}

fn body<'a>(purpose: &'static str, value: Value<'a>) -> Value<'a> {
    Value::object(vec![("type", Value::text("TextualBody")), ("purpose", Value::text(purpose)), ("value", value)])
}

/// Words for readers.
fn sentence(words: &str) -> Value<'static> {
    let mut body = body("describing", Value::text(words.to_owned()));
    body.set("format", Value::text("text/plain"));
    body.set("language", Value::text("en"));
    body
}

/// A part of the document, in its own format.
fn data(value: &Value<'_>) -> Value<'static> {
    let mut body = body("describing", Value::text(json::write(value, false)));
    body.set("format", Value::text("application/json"));
    body
}

fn target(article: &Article<'_, '_>, text_id: &str, span: Span) -> Value<'static> {
    let own = |text: &str| Value::text(text.to_owned());
    let (before, after) = article.text.split_at(span.start() as usize);
    let after = &after[span.len() as usize..];
    let prefix = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let suffix = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Value::object(vec![
        ("source", own(text_id)),
        (
            "selector",
            Value::List(vec![
                Value::object(vec![
                    ("type", Value::text("TextQuoteSelector")),
                    ("exact", own(article.slice(span))),
                    ("prefix", own(&before[prefix..])),
                    ("suffix", own(&after[..suffix])),
                ]),
                Value::object(vec![
                    ("type", Value::text("TextPositionSelector")),
                    ("start", Value::number(article.points.at(span.start()))),
                    ("end", Value::number(article.points.at(span.end()))),
                ]),
            ]),
        ),
    ])
}
