//! A document beside its text, as the formats look at it.

use super::marks;
use super::words::{self, Line, Who};
use crate::json::{self, Error, Ids, Value};
use crate::offsets::{Offsets, Unit};
use crate::span::Span;
use crate::terms::CertaintyLabel;

/// A document that is known to belong to its text.
pub(crate) struct Article<'t, 'j> {
    pub(crate) text: &'t str,
    /// Its marks count bytes.
    pub(crate) document: Value<'j>,
    /// From bytes to code points.
    pub(crate) points: Offsets<'t>,
}

/// One claim with what it refers to. What is missing in a document reads as empty.
pub(crate) struct Claim<'a> {
    pub(crate) value: &'a Value<'a>,
    /// Its number in the list, counted from one.
    pub(crate) number: usize,
    /// In bytes.
    pub(crate) spans: Vec<Span>,
    pub(crate) source: &'a Value<'a>,
    pub(crate) segment: &'a Value<'a>,
    pub(crate) who: Who,
    pub(crate) line: Line,
}

impl<'t, 'j> Article<'t, 'j> {
    /// # Errors
    ///
    /// Where the value is no document, or its marks are none of this text.
    pub(crate) fn new(mut document: Value<'j>, text: &'t str) -> Result<Self, Error> {
        check(&document)?;
        marks::recount(&mut document, text, Unit::Byte)?;
        Ok(Self { text, document, points: Offsets::new(text, Unit::CodePoint) })
    }

    /// Its claims, those included that a person has rejected.
    pub(crate) fn claims(&self) -> Vec<Claim<'_>> {
        let (sources, segments) = (self.document.get("sources"), self.document.get("segments"));
        let (source_at, segment_at) = (Ids::of(sources, "id"), Ids::of(segments, "id"));
        let claims = self.document.get("claims").list().iter().enumerate();
        claims
            .map(|(i, value)| {
                let source = entry(sources, source_at.at(value.get("source_id").str()));
                Claim {
                    value,
                    number: i + 1,
                    spans: value.get("spans").list().iter().filter_map(span).collect(),
                    source,
                    segment: entry(segments, segment_at.at(value.get("segment").str())),
                    who: who(value, source),
                    line: label(value).map_or(Line::Solid, |label| words::certainty(label).1),
                }
            })
            .collect()
    }

    /// The words of a stretch.
    pub(crate) fn slice(&self, span: Span) -> &'t str {
        span.slice(self.text)
    }

    /// What to call the text: its headline, or the name it was given.
    pub(crate) fn title<'a>(&self, name: &'a str) -> &'a str
    where
        't: 'a,
    {
        let headline = self.document.get("segments").list().iter().find(|s| s.get("type").str() == "headline");
        headline.and_then(span).map_or(name, |headline| self.slice(headline).trim())
    }

    /// Where the text was published; empty where that is not known, or is no web address.
    pub(crate) fn url(&self) -> &str {
        let url = self.document.get("source").get("url").str();
        let is_address = (url.starts_with("https://") || url.starts_with("http://"))
            && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c));
        if is_address { url } else { "" }
    }
}

impl<'a> Claim<'a> {
    /// A field's words; empty where it has none.
    pub(crate) fn str(&self, field: &str) -> &'a str {
        self.value.get(field).str()
    }

    /// What a person decided; empty where nobody did.
    pub(crate) fn decision(&self) -> &'a str {
        self.value.get("review").get("decision").str()
    }

    /// Whether a person said that it is none.
    pub(crate) fn is_rejected(&self) -> bool {
        self.decision() == "rejected"
    }

    /// A person's words on it.
    pub(crate) fn note(&self) -> &'a str {
        self.value.get("review").get("note").str()
    }

    /// All voices, outermost first, in words.
    pub(crate) fn chain(&self, between: &str) -> String {
        json::join(self.value.get("attribution_chain").list(), between, &voice_name)
    }

    /// How sure it is, in words.
    pub(crate) fn certainty(&self) -> &'a str {
        label(self.value).map_or(self.str("certainty_label"), |label| words::certainty(label).0)
    }
}

/// The claims that a person rejected, or the others.
pub(crate) fn reviewed<'a, 'c>(claims: &'a [Claim<'c>], is_rejected: bool) -> Vec<&'a Claim<'c>> {
    claims.iter().filter(|claim| claim.is_rejected() == is_rejected).collect()
}

/// Holds a value against what every format needs of a document.
fn check(document: &Value<'_>) -> Result<(), Error> {
    if !document.is_object() {
        return Err(Error::new("document", "must be an object"));
    }
    let Value::List(claims) = document.get("claims") else {
        return Err(Error::new("claims", "must be a list"));
    };
    match claims.iter().position(|claim| !claim.is_object()) {
        Some(i) => Err(Error::new(&["claims[", &i.to_string(), "]"].concat(), "must be an object")),
        None => Ok(()),
    }
}

/// A mark of a document whose marks count bytes.
pub(crate) fn span(mark: &Value<'_>) -> Option<Span> {
    Some(Span::new(mark.get("start").index()?, mark.get("end").index()?))
}

/// An entry of a list; null where it has none there.
fn entry<'a, 'j>(list: &'a Value<'j>, at: Option<u32>) -> &'a Value<'j> {
    at.and_then(|at| list.list().get(at as usize)).unwrap_or(const { &Value::Null })
}

fn label(claim: &Value<'_>) -> Option<CertaintyLabel> {
    CertaintyLabel::from_name(claim.get("certainty_label").str())
}

/// Who speaks. A crowd that has no name ("residents") is as hard to ask as a source without one.
fn who(claim: &Value<'_>, source: &Value<'_>) -> Who {
    match (claim.get("source_id").str(), source.get("type").str(), source.get("naming").str()) {
        ("s_author", ..) => Who::Author,
        ("s_none", ..) => Who::Unnamed,
        (_, "CreativeWork", _) => Who::Document,
        (_, _, "named") => Who::Named,
        (_, kind, "collective") if kind != "Group" => Who::Named,
        _ => Who::Unnamed,
    }
}

/// The article stands where the result has its author; a source without a name has a description in brackets there.
pub(crate) fn voice_name<'a>(voice: &'a Value<'_>) -> &'a str {
    match voice.get("source_id").str() {
        "s_author" => "the article",
        "s_none" => "nobody in particular",
        _ => {
            let name = voice.get("source_name").str();
            name.strip_prefix('(').and_then(|n| n.strip_suffix(')')).unwrap_or(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_are_addresses() {
        for (url, kept) in [
            ("https://example.org/a?b=c#d", true),
            ("javascript:alert(1)", false),
            ("https://example.org/ \"onclick", false),
            ("file:///etc/passwd", false),
        ] {
            let document = Value::object(vec![
                ("source", Value::object(vec![("offset_unit", Value::text("byte")), ("url", Value::text(url))])),
                ("claims", Value::List(Vec::new())),
            ]);
            let article = Article::new(document, "x").expect("a document");
            assert_eq!(article.url() == url, kept, "{url}");
        }
    }
}
