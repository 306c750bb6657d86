//! The claim in words that stand alone: pieces joined, pronouns resolved, a capital and a full stop.

use std::ops::Range;

use super::propose::{Proposal, is_raised};
use crate::attribution::{Found, Source, is_plural, rule};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::tag::{Pos, Tags};
use crate::terms::{Naming, QuoteType, SourceId, SourceType};
use crate::text::{Reading, Shape, TokenKind};

/// A pronoun is put into a name only where it is at least this likely to stand for it.
const SURE: f64 = 0.6;

/// The wording of a claim.
pub(super) fn of(
    proposal: &Proposal,
    reading: &Reading<'_>,
    tags: &Tags,
    found: &Found<'_>,
    lexicon: &Lexicon,
) -> String {
    let mut out = String::new();
    let mut pronouns = Pronouns { reading, tags, named: named(proposal, tags) };
    for (i, tokens) in proposal.clause.iter().enumerate() {
        let mut tokens = tokens.clone();
        if i == 0
            && let Some(name) = subject(proposal, tokens.start, reading, found, lexicon)
        {
            out.push_str(&name);
            pronouns.named.extend(tags.antecedent(tokens.start).map(|a| a.entity));
            tokens.start += 1;
        }
        if i > 0 {
            tokens.start += usize::from(is_relative(proposal, i, reading, lexicon));
            // "If it rains, | the match is off".
            let before = proposal.clause[i - 1].end;
            let first = tags.pos[proposal.clause[0].start];
            let opens = i == 1 && matches!(first, Pos::Subordinator | Pos::Preposition | Pos::Adverb);
            if opens && reading.tokens.get(before).is_some_and(|t| t.kind == TokenKind::Comma) {
                out.push(',');
            }
            if let Some(cue) = said_of(proposal, i, reading, tags, found) {
                push(&mut out, cue);
            }
        }
        pronouns.write(&mut out, tokens);
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

/// The names that stand in a claim themselves.
fn named(proposal: &Proposal, tags: &Tags) -> Vec<u32> {
    let inside = |tokens: &Range<usize>| {
        let first = tags.entities.partition_point(|e| e.tokens.start < tokens.start);
        let end = tokens.end;
        tags.entities[first..].iter().take_while(move |e| e.tokens.start < end).map(|e| e.refers_to)
    };
    proposal.clause.iter().flat_map(inside).collect()
}

/// Puts names for the pronouns of a claim.
struct Pronouns<'a, 't> {
    reading: &'a Reading<'t>,
    tags: &'a Tags,
    /// Names that the claim has already, as indices of their fullest mention.
    named: Vec<u32>,
}

impl Pronouns<'_, '_> {
    /// Adds the words of some tokens.
    fn write(&mut self, out: &mut String, tokens: Range<usize>) {
        let mut from = tokens.start;
        for at in tokens.clone() {
            let Some(name) = self.name(at) else { continue };
            self.copy(out, from..at);
            push(out, &name);
            from = at + 1;
        }
        self.copy(out, from..tokens.end);
    }

    fn copy(&self, out: &mut String, tokens: Range<usize>) {
        if tokens.is_empty() {
            return;
        }
        let words = self.reading.slice(self.reading.span(tokens.clone()));
        // What touches the word before, as a comma does, goes on touching it.
        // The mark that a quoted word touches is not told.
        let marked = tokens.start > 0 && self.reading.tokens[tokens.start - 1].kind == TokenKind::Quote;
        let touches = !marked && !self.reading.tokens[tokens.start].shape.any(Shape::SPACE_BEFORE);
        if touches && !out.is_empty() { push_on(out, words) } else { push(out, words) }
    }

    /// The name for the pronoun at a token; none for other words, where it is not sure, where the claim has the name
    /// already, and in somebody's own words, which stay as they are.
    fn name(&mut self, at: usize) -> Option<String> {
        let antecedent = self.tags.antecedent(at).filter(|a| a.confidence >= SURE)?;
        let word = self.reading.word(at);
        let reflexive = word.len() > 6;
        let span = self.reading.tokens[at].span;
        let quotations = &self.reading.quotations;
        let before = quotations.partition_point(|q| q.inner.start() <= span.start());
        let quoted = quotations[before.saturating_sub(4)..before].iter().any(|q| q.inner.holds(span.start()));
        if reflexive || quoted || self.named.contains(&antecedent.entity) {
            return None;
        }
        self.named.push(antecedent.entity);
        let full = self.reading.slice(self.tags.entities[antecedent.entity as usize].span);
        let owner = word.eq_ignore_ascii_case("his") || self.tags.pos[at] == Pos::Possessive;
        Some(if owner { format!("{full}’s") } else { full.to_owned() })
    }
}

/// Adds words, the first right behind what is there.
fn push_on(out: &mut String, words: &str) {
    for (i, word) in words.split_whitespace().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
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
    (proposal.clause[piece].len() > 1 || piece + 1 < proposal.clause.len())
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
    // "was told | not to worry".
    let first = proposal.clause[piece].clone().map(|at| tags.pos[at]).find(|pos| *pos != Pos::Adverb);
    let unfinished = matches!(first, Some(Pos::To | Pos::Ing));
    let passive = a.made_by == rule::PASSIVE_CUE || is_raised(a, reading, tags);
    (passive && unfinished && !proposal.whole).then(|| a.cue.map(|c| reading.slice(c))).flatten()
}

/// What a source is called in a sentence: "the mayor", where its name is a description of somebody.
fn with_article(source: &Source, reading: &Reading<'_>, lexicon: &Lexicon) -> String {
    let mention = source.mentions.first().map_or("", |m| reading.slice(*m));
    // "The United Nations said it was alarmed".
    let article = mention.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the "));
    if article && source.naming == Naming::Named && source.kind != SourceType::Person {
        return format!("the {}", source.name);
    }
    let first = source.name.split(' ').next().unwrap_or_default();
    let opens = Classes::of(&[Class::Determiner, Class::Possessive, Class::NumberWord, Class::Pronoun]);
    let bare = source.naming != Naming::Named
        && first.starts_with(char::is_lowercase)
        && !is_plural(&source.name)
        && !lexicon.classes(lexicon.id(first)).any(opens)
        && !first.ends_with("'s")
        && !first.ends_with("’s");
    if bare { format!("the {}", source.name) } else { source.name.clone() }
}

/// The name that a leading "he", "she", "it" or "they" stands for in somebody's reported words: the speaker.
fn subject(
    proposal: &Proposal,
    at: usize,
    reading: &Reading<'_>,
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
            let agrees = one && person && !is_plural(&source.name)
                || thing && body && a.content.len() == 1
                || many && !person && !body;
            // Verbatim, "he" is somebody else.
            (agrees && a.quote_type != QuoteType::Direct).then(|| with_article(source, reading, lexicon))
        }
        _ => None,
    }
}
