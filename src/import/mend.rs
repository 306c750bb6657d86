//! A document stays whole: what refers to something that has gone, and what counts.

use sha2::{Digest, Sha256};

use super::place::listed;
use crate::document::summary;
use crate::export::marks;
use crate::json::{Ids, Value};
use crate::lexicon::Lexicon;
use crate::text;

/// Segments and sentences of a text, in bytes, in place of those that the document has.
pub(super) fn read_anew(document: &mut Value<'_>, text: &str) {
    let reading = text::read(text, Lexicon::get());
    let id = |i: u32| Value::text(["g", &(i + 1).to_string()].concat());
    let segment = |(i, s): (usize, &text::Segment)| {
        Value::object(vec![
            ("id", id(i as u32)),
            ("line", Value::number(s.line)),
            ("start", Value::number(s.span.start())),
            ("end", Value::number(s.span.end())),
            ("type", Value::text(s.kind.name())),
            ("carries_claim", Value::Bool(false)),
        ])
    };
    let sentence = |s: &text::Sentence| {
        Value::object(vec![
            ("segment", id(s.segment)),
            ("start", Value::number(s.span.start())),
            ("end", Value::number(s.span.end())),
        ])
    };
    document.set("segments", Value::List(reading.segments.iter().enumerate().map(segment).collect()));
    document.set("sentences", Value::List(reading.sentences.iter().map(sentence).collect()));
    if let Some(source) = document.find_mut("source") {
        source.set("sha256", Value::text(hash(text)));
        source.set("offset_unit", Value::text("byte"));
    }
}

/// SHA-256 of a text, in lower-case hexadecimal.
pub(super) fn hash(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::new();
    for byte in Sha256::digest(text) {
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
    out
}

/// What refers to something that is not there refers to nothing; a relation without both its claims is listed.
pub(super) fn references<'j>(document: &mut Value<'j>, unplaced: &mut Vec<Value<'j>>) {
    let ids = |document: &Value<'j>, list: &str| Ids::of(document.get(list), "id");
    let attributions = ids(document, "attributions");
    let quotations = ids(document, "quotations");
    let claims = ids(document, "claims");
    let others = ["entities", "times", "quantities"].map(|list| (list, ids(document, list)));
    let forget = |entry: &mut Value<'j>, field: &'static str, known: &Ids| {
        if matches!(entry.get(field), Value::Text(id) if !known.have(id)) {
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
                list.retain(|id| known.have(id.str()));
            }
        }
    }
    if let Some(first) = document.find_mut("summary").and_then(|s| s.find_mut("check_first")).and_then(Value::list_mut)
    {
        first.retain(|id| claims.have(id.str()));
    }
    if let Some(relations) = document.find_mut("relations").and_then(Value::list_mut) {
        relations.retain(|relation| {
            let stands = ["from", "to"].iter().all(|end| claims.have(relation.get(end).str()));
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
    let segments = document.get("segments").clone();
    let known = Ids::of(&segments, "id");
    for list in ["attributions", "quotations", "claims", "entities", "times", "quantities", "loaded_words"] {
        for entry in entries(document, list) {
            if !are_new && known.have(entry.get("segment").str()) {
                continue;
            }
            let marks = ["cue", "content", "spans"].into_iter().flat_map(|field| entry.get(field).list());
            let first = std::iter::once(&*entry).chain(marks).find(|mark| marks::is_mark(mark));
            let at = first.and_then(|mark| mark.get("start").index()).unwrap_or_default();
            let i = segments.list().partition_point(|s| s.get("end").index().is_some_and(|end| end <= at));
            let segment = segments.list().get(i).or(segments.list().last());
            entry.set("segment", segment.map_or(Value::text(""), |segment| segment.get("id").clone()));
        }
    }
    if are_new {
        let carrying = Ids::of(&Value::List(standing(document).map(|c| c.get("segment").clone()).collect()), "");
        for segment in entries(document, "segments") {
            let carries = carrying.have(segment.get("id").str());
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
