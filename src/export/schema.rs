//! schema.org `Claim`, as JSON-LD: what is claimed, by whom, in which article.
//!
//! Never a `ClaimReview` and never a rating: nothing was checked. Claims that a person rejected, and what is no claim of
//! fact (refusals, questions), are left out. A crowd has no type in the vocabulary, so it stands as `creditText`.

use super::article::{Article, Claim, voice_name};
use super::ids;
use super::words::Who;
use crate::json::{self, Value};

/// One text.
pub(super) fn write(article: &Article<'_, '_>, name: &str) -> String {
    let hash = ids::hash(article.text);
    let text_id = ids::of_text(article);
    let mut work = Value::object(vec![
        ("@id", Value::text(text_id.clone())),
        ("@type", Value::text("Article")),
        ("headline", Value::text(article.title(name))),
    ]);
    if !article.url().is_empty() {
        work.set("url", Value::text(article.url()));
    }
    if !article.document.get("dct").str().is_empty() {
        work.set("dateCreated", article.document.get("dct").clone());
    }
    let mut graph = vec![work];
    for claim in article.claims().iter().filter(|c| !c.is_rejected() && c.str("claim_type") != "not_a_claim") {
        let mut value = Value::object(vec![
            ("@id", Value::text(ids::of_part(&hash, claim.str("id")))),
            ("@type", Value::text("Claim")),
            ("text", Value::text(claim.str("text"))),
            ("appearance", Value::object(vec![("@id", Value::text(text_id.clone()))])),
            ("position", Value::number(claim.number as u32)),
            ("keywords", keywords(claim)),
        ]);
        if article.document.get("language").str() == "en" {
            value.set("inLanguage", Value::text("en"));
        }
        source(&mut value, claim);
        graph.push(value);
    }
    let root = Value::object(vec![("@context", Value::text("https://schema.org")), ("@graph", Value::List(graph))]);
    json::write(&root, true) + "\n"
}

fn keywords<'a>(claim: &Claim<'a>) -> Value<'a> {
    Value::List(["certainty_label", "claim_type"].iter().map(|field| claim.value.get(field).clone()).collect())
}

/// Whoever answers for the claim. The article's own author is not known.
fn source<'a>(value: &mut Value<'a>, claim: &Claim<'a>) {
    let name = Value::text(voice_name(claim.value));
    let kind = match claim.source.get("type").str() {
        "Organization" => "Organization",
        "GovernmentOrganization" => "GovernmentOrganization",
        "NewsMediaOrganization" => "NewsMediaOrganization",
        "Person" => "Person",
        _ => "",
    };
    match claim.who {
        Who::Author => {}
        Who::Document => {
            value.set("isBasedOn", Value::object(vec![("@type", Value::text("CreativeWork")), ("name", name)]));
        }
        Who::Named if !kind.is_empty() => {
            let mut author = Value::object(vec![("@type", Value::text(kind)), ("name", name)]);
            let role = claim.source.get("role").str();
            if !role.is_empty() {
                author.set("description", Value::text(role));
            }
            value.set("author", author);
        }
        Who::Named | Who::Unnamed => value.set("creditText", name),
    }
}
