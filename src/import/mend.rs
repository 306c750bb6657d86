//! A document stays whole: what refers to something that has gone, and what counts.

use rustc_hash::FxHashSet;

use super::place::listed;
use crate::document::summary;
use crate::export::marks;
use crate::json::Value;
use crate::lexicon::Lexicon;
use crate::text;

/// Segments and sentences of a text, in bytes, in place of those that the document has.
pub(super) fn read_anew(document: &mut Value<'_>, text: &str) {
    use sha2::{Digest, Sha256};
    let reading = text::read(text, Lexicon::get());
    let id = |i: u32| Value::text(["g", &(i + 1).to_string()].concat());
    let segment = |(i, s): (usize, &text::Segment)| {
        Value::object([
            ("id", id(i as u32)),
            ("line", Value::number(s.line)),
            ("start", Value::number(s.span.start())),
            ("end", Value::number(s.span.end())),
            ("type", Value::text(s.kind.name())),
            ("carries_claim", Value::Bool(false)),
        ])
    };
    let sentence = |s: &text::Sentence| {
        Value::object([
            ("segment", id(s.segment)),
            ("start", Value::number(s.span.start())),
            ("end", Value::number(s.span.end())),
        ])
    };
    document.set("segments", Value::List(reading.segments.iter().enumerate().map(segment).collect()));
    document.set("sentences", Value::List(reading.sentences.iter().map(sentence).collect()));
    if let Some(source) = document.find_mut("source") {
        let hash = Sha256::digest(text).iter().fold(String::new(), |hash, byte| hash + &hex(*byte));
        source.set("sha256", Value::text(hash));
        source.set("offset_unit", Value::text("byte"));
    }
}

fn hex(byte: u8) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]].map(char::from).iter().collect()
}

/// What refers to something that is not there refers to nothing; a relation without both its claims is listed.
pub(super) fn references<'j>(document: &mut Value<'j>, unplaced: &mut Vec<Value<'j>>) {
    let ids = |document: &Value<'j>, list: &str| -> FxHashSet<String> {
        document.get(list).list().iter().map(|entry| entry.get("id").str().to_owned()).collect()
    };
    let attributions = ids(document, "attributions");
    let quotations = ids(document, "quotations");
    let claims = ids(document, "claims");
    let others = ["entities", "times", "quantities"].map(|list| (list, ids(document, list)));
    let forget = |entry: &mut Value<'j>, field: &'static str, known: &FxHashSet<String>| {
        if matches!(entry.get(field), Value::Text(id) if !known.contains(id.as_ref())) {
            entry.set(field, Value::Null);
        }
    };
    for entry in entries(document, "attributions") {
        forget(entry, "nested_in", &attributions);
    }
    for entry in entries(document, "quotations") {
        forget(entry, "attribution", &attributions);
        forget(entry, "nested_in", &quotations);
    }
    for claim in entries(document, "claims") {
        forget(claim, "attribution", &attributions);
        for link in entries(claim, "attribution_chain") {
            forget(link, "attribution", &attributions);
        }
        for (list, known) in &others {
            if let Some(list) = claim.find_mut(list).and_then(Value::list_mut) {
                list.retain(|id| known.contains(id.str()));
            }
        }
    }
    if let Some(first) = document.find_mut("summary").and_then(|s| s.find_mut("check_first")).and_then(Value::list_mut)
    {
        first.retain(|id| claims.contains(id.str()));
    }
    if let Some(relations) = document.find_mut("relations").and_then(Value::list_mut) {
        relations.retain(|relation| {
            let stands = ["from", "to"].iter().all(|end| claims.contains(relation.get(end).str()));
            if !stands {
                unplaced.push(listed("relations", relation.get("id").clone(), relation.clone(), ""));
            }
            stands
        });
    }
}

fn entries<'a, 'j>(value: &'a mut Value<'j>, list: &str) -> impl Iterator<Item = &'a mut Value<'j>> {
    value.find_mut(list).and_then(Value::list_mut).into_iter().flatten()
}

/// The segment that each thing stands in: all of them where the segments are new, else those that name none.
pub(super) fn segments(document: &mut Value<'_>, are_new: bool) {
    let segments: Vec<(String, u32)> = document
        .get("segments")
        .list()
        .iter()
        .map(|s| (s.get("id").str().to_owned(), s.get("end").index().unwrap_or_default()))
        .collect();
    let known: FxHashSet<&str> = segments.iter().map(|(id, _)| id.as_str()).collect();
    for list in ["attributions", "quotations", "claims", "entities", "times", "quantities", "loaded_words"] {
        for entry in entries(document, list) {
            if !are_new && known.contains(entry.get("segment").str()) {
                continue;
            }
            let marks = ["cue", "content", "spans"].into_iter().flat_map(|field| entry.get(field).list());
            let first = std::iter::once(&*entry).chain(marks).find(|mark| marks::is_mark(mark));
            let at = first.and_then(|mark| mark.get("start").index()).unwrap_or_default();
            let i = segments.partition_point(|(_, end)| *end <= at).min(segments.len().saturating_sub(1));
            let id = segments.get(i).map_or(String::new(), |(id, _)| id.clone());
            entry.set("segment", Value::text(id));
        }
    }
    if are_new {
        let carrying: FxHashSet<String> = standing(document).map(|c| c.get("segment").str().to_owned()).collect();
        for segment in entries(document, "segments") {
            let carries = carrying.contains(segment.get("id").str());
            segment.set("carries_claim", Value::Bool(carries));
        }
    }
}

/// The claims that no person has rejected.
fn standing<'a, 'j>(document: &'a Value<'j>) -> impl Iterator<Item = &'a Value<'j>> {
    let claims = document.get("claims").list().iter();
    claims.filter(|claim| claim.get("review").get("decision").str() != "rejected")
}

/// Counts again; what to check first stays as it was.
pub(super) fn summary(document: &mut Value<'_>) {
    let claims = || standing(document);
    let is_author = |c: &&Value<'_>| c.get("source_id").str() == "s_author";
    let sources = document.get("sources").list().iter();
    let sources: Vec<_> = sources.filter(|s| !matches!(s.get("id").str(), "s_author" | "s_none")).collect();
    let all = claims().count() as u32;
    let author_voice = claims().filter(is_author).count() as u32;
    let hedged = claims().filter(|c| summary::is_hedged(c.get("certainty_label").str())).count() as u32;
    let numbers = claims()
        .filter(is_author)
        .filter(|c| c.get("claim_type").str() == "quantity" && c.get("voice").str() != "attributed")
        .count() as u32;
    let unnamed = sources.iter().filter(|s| s.get("naming").str() == "unnamed").count() as u32;
    let sentence =
        summary::sentence(all, author_voice, all - author_voice, sources.len() as u32, unnamed, hedged, numbers);
    let Some(summary) = document.find_mut("summary") else { return };
    for (field, count) in [
        ("claims", all),
        ("attributed", all - author_voice),
        ("author_voice", author_voice),
        ("unnamed_sources", unnamed),
        ("hedged", hedged),
        ("numbers_without_source", numbers),
    ] {
        summary.set(field, Value::number(count));
    }
    summary.set("sentence", Value::text(sentence));
}
