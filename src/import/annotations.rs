//! Web Annotations, as [`crate::export`] writes them, to a document.

use super::Known;
use crate::json::{self, Error, Value};
use crate::offsets::{Offsets, Unit};

/// Whether a value is a list, page or collection of annotations, or one.
pub(super) fn are(value: &Value<'_>) -> bool {
    matches!(value, Value::List(_))
        || ["AnnotationCollection", "AnnotationPage", "Annotation"].iter().any(|k| is(value, k))
}

/// Whether a value is of a type; JSON-LD allows one type or a list of them.
fn is(value: &Value<'_>, kind: &str) -> bool {
    one_or_more(value.get("type")).iter().any(|t| t.str() == kind)
}

fn one_or_more<'a, 'j>(value: &'a Value<'j>) -> &'a [Value<'j>] {
    match value {
        Value::Null => &[],
        Value::List(list) => list,
        one => std::slice::from_ref(one),
    }
}

/// The document, with claims from their own annotations. What stands around the words goes to `known`, annotations that
/// are not ours to `unplaced`.
pub(super) fn read<'a>(
    value: &'a Value<'a>,
    known: &mut Vec<Known>,
    unplaced: &mut Vec<Value<'a>>,
) -> Result<Value<'a>, Error> {
    let (path, items) = if is(value, "AnnotationCollection") {
        ("first.items", value.get("first").get("items"))
    } else if is(value, "AnnotationPage") {
        ("items", value.get("items"))
    } else {
        ("", value)
    };
    if value.find("first").is_some_and(|first| !first.is_object()) {
        return Err(Error::new("first", "must be the page itself, not its address"));
    }
    let mut document = None;
    let mut claims = Vec::new();
    for (i, item) in one_or_more(items).iter().enumerate() {
        let path = [path, "[", &i.to_string(), "]"].concat();
        match data(item, &path)? {
            Some(part) if part.find("schema").is_some() => document = Some(part),
            Some(mut claim) if claim.is_object() => {
                if let Some(spans) = targets(item, &path, known)? {
                    claim.set("spans", spans);
                }
                claims.push(claim);
            }
            _ => unplaced.push(Value::object(vec![
                ("list", Value::text("annotations")),
                ("id", item.get("id").clone()),
                ("exact", Value::text(item.get("target").get("selector").get("exact").str())),
                ("item", item.clone()),
            ])),
        }
    }
    let mut document = document.ok_or_else(|| {
        Error::new(if path.is_empty() { "items" } else { path }, "none is of the text as a whole, as Sayso writes one")
    })?;
    document.set("claims", Value::List(claims));
    Ok(document)
}

/// The part of the document that an annotation carries.
fn data<'a>(item: &'a Value<'a>, path: &str) -> Result<Option<Value<'a>>, Error> {
    let bodies = one_or_more(item.get("body"));
    let Some(i) = bodies.iter().position(|body| body.get("format").str() == "application/json") else {
        return Ok(None);
    };
    let part = json::read(bodies[i].get("value").str());
    part.map(Some).map_err(|e| Error::new(&[path, ".body[", &i.to_string(), "].value"].concat(), &e.to_string()))
}

/// The marks that an annotation's selectors select; none where one of them is not by quote and position.
fn targets(item: &Value<'_>, path: &str, known: &mut Vec<Known>) -> Result<Option<Value<'static>>, Error> {
    let mut spans = Vec::new();
    for target in one_or_more(item.get("target")) {
        let selectors = one_or_more(target.get("selector"));
        let find = |kind| selectors.iter().find(|s| is(s, kind));
        let (Some(quote), Some(position)) = (find("TextQuoteSelector"), find("TextPositionSelector")) else {
            return Ok(None);
        };
        let (start, end) = crate::export::marks::ends(position, &[path, ".target.selector"].concat())?;
        spans.push(Value::object(vec![
            ("start", Value::number(start)),
            ("end", Value::number(end)),
            ("exact", Value::text(quote.get("exact").str().to_owned())),
        ]));
        let (prefix, suffix) = (quote.get("prefix").str(), quote.get("suffix").str());
        let length = |words: &str| Offsets::new(words, Unit::CodePoint).len();
        if let Some(before) = start.checked_sub(length(prefix)) {
            known.push(Known { start: before, end: start, words: prefix.to_owned() });
        }
        if let Some(after) = end.checked_add(length(suffix)) {
            known.push(Known { start: end, end: after, words: suffix.to_owned() });
        }
    }
    Ok(if spans.is_empty() { None } else { Some(Value::List(spans)) })
}
