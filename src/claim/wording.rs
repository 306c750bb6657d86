//! The claim in words that stand alone: pieces joined, a leading pronoun resolved, a capital and a full stop.

use super::propose::Proposal;
use crate::attribution::Found;
use crate::lexicon::{Class, Lexicon};
use crate::tag::Tags;
use crate::terms::{EntityKind, QuoteType, SourceId, SourceType};
use crate::text::{Reading, TokenKind};

/// How many names back a pronoun of the author's is resolved over.
const BACK: usize = 12;

/// The wording of a claim.
pub(super) fn of(
    proposal: &Proposal,
    reading: &Reading<'_>,
    tags: &Tags,
    found: &Found<'_>,
    lexicon: &Lexicon,
) -> String {
    let mut out = String::new();
    for (i, tokens) in proposal.clause.iter().enumerate() {
        let mut tokens = tokens.clone();
        if i == 0
            && let Some(name) = subject(proposal, tokens.start, reading, tags, found, lexicon)
        {
            out.push_str(&name);
            tokens.start += 1;
        }
        if tokens.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let words = reading.slice(reading.span(tokens));
        for (k, part) in words.split_whitespace().enumerate() {
            if k > 0 {
                out.push(' ');
            }
            out.push_str(part);
        }
    }
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if !out.ends_with(['.', '!', '?', '…']) {
        out.push('.');
    }
    out
}

/// The name that a leading "he", "she", "it" or "they" stands for: in somebody's reported words the speaker, in the
/// author's the last person named before.
fn subject(
    proposal: &Proposal,
    at: usize,
    reading: &Reading<'_>,
    tags: &Tags,
    found: &Found<'_>,
    lexicon: &Lexicon,
) -> Option<String> {
    let token = reading.tokens.get(at)?;
    let word = reading.word(at);
    if token.kind != TokenKind::Word || !lexicon.classes(token.word).has(Class::Pronoun) {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
    let (one, thing) = (is(&["he", "she"]), is(&["it"]));
    let many = is(&["they"]);
    if !(one || thing || many) {
        return None;
    }
    match proposal.source {
        SourceId::Named(n) if proposal.attribution.is_some() => {
            let a = &found.attributions[proposal.attribution? as usize];
            let source = &found.sources[n as usize];
            let person = source.kind == SourceType::Person;
            let body = matches!(
                source.kind,
                SourceType::Organization | SourceType::GovernmentOrganization | SourceType::NewsMediaOrganization
            );
            let agrees = one && person || thing && body && a.content.len() == 1 || many && !person && !body;
            // Verbatim, "he" is somebody else.
            (agrees && a.quote_type != QuoteType::Direct).then(|| source.name.clone())
        }
        SourceId::Author if one => {
            let before = tags.entities.partition_point(|e| e.tokens.start < at);
            let persons = tags.entities[..before].iter().rev().take(BACK).filter(|e| e.kind == EntityKind::Person);
            let person = persons.into_iter().next()?;
            let full = &tags.entities[person.refers_to as usize];
            Some(reading.slice(full.span).to_owned())
        }
        _ => None,
    }
}
