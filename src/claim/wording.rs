//! The claim in words that stand alone: pieces joined, a leading pronoun resolved, a capital and a full stop.

use super::propose::Proposal;
use crate::attribution::{Found, rule};
use crate::lexicon::{Class, Lexicon};
use crate::tag::{Pos, Tags};
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
        if i > 0 {
            tokens.start += usize::from(is_relative(proposal, i, reading, lexicon));
            if let Some(cue) = said_of(proposal, i, reading, tags, found) {
                push(&mut out, cue);
            }
        }
        if !tokens.is_empty() {
            push(&mut out, reading.slice(reading.span(tokens)));
        }
    }
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    // A stop inside the closing mark ends the sentence too.
    if !out.trim_end_matches(['”', '’', '"', '\'']).ends_with(['.', '!', '?', '…']) {
        out.push('.');
    }
    out
}

/// Adds words with one space between each two.
fn push(out: &mut String, words: &str) {
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Whether a piece is a relative clause that follows its noun: "the dam | which is old" is "the dam is old".
fn is_relative(proposal: &Proposal, piece: usize, reading: &Reading<'_>, lexicon: &Lexicon) -> bool {
    let first = proposal.clause[piece].start;
    proposal.clause[piece].len() > 1
        && lexicon.classes(reading.tokens[first].word).has(Class::Relative)
        && ["who", "which"].iter().any(|w| reading.word(first).eq_ignore_ascii_case(w))
}

/// The cue of "the crack | to be long", which is believed: without it the words are no sentence.
fn said_of<'t>(
    proposal: &Proposal,
    piece: usize,
    reading: &Reading<'t>,
    tags: &Tags,
    found: &Found<'_>,
) -> Option<&'t str> {
    let a = &found.attributions[proposal.attribution? as usize];
    let infinitive = tags.pos[proposal.clause[piece].start] == Pos::To;
    (a.made_by == rule::PASSIVE_CUE && infinitive && !proposal.whole).then(|| a.cue.map(|c| reading.slice(c))).flatten()
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
