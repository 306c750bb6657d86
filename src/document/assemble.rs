//! From what the stages found to the [`Document`]: ids, units of offsets, and the words of every span.

use sha2::{Digest, Sha256};

use super::{
    Attribution, CertaintyCue, ChainLink, Claim, Document, Entity, Generator, Id, LoadedWord, Mark, Quantity,
    Quotation, Reason, Relation, Segment, Sentence, Source, TextInfo, Time, VoiceFactuality, summary,
};
use crate::attribution::Found;
use crate::claim::{self, Built};
use crate::offsets::{Offsets, Unit};
use crate::order::{key, sort_by_key};
use crate::span::Span;
use crate::tag::Tags;
use crate::terms::{Factuality, Naming, SourceId, SourceType};
use crate::text::Reading;

/// Name and version of the result format.
const SCHEMA: &str = "sayso/1";
/// What the author is called, as the article gives no name for the voice that tells it.
const AUTHOR: &str = "(article author)";
/// What nobody is called.
const NOBODY: &str = "(no source given)";

/// Puts a result together, with offsets in `unit`.
pub fn assemble<'t>(reading: &Reading<'t>, tags: &Tags, found: &Found<'_>, built: &Built, unit: Unit) -> Document<'t> {
    let a = Assembler { reading, offsets: Offsets::new(reading.text, unit), found };
    let mut segments: Vec<Segment> = reading.segments.iter().enumerate().map(|(i, s)| a.segment(i, s)).collect();
    for claim in &built.claims {
        segments[claim.segment as usize].carries_claim = true;
    }
    let claims: Vec<Claim<'t>> = {
        let spans = MarkedSpans {
            entities: tags.entities.iter().map(|e| e.span).collect(),
            times: tags.times.iter().map(|t| t.span).collect(),
            quantities: tags.quantities.iter().map(|q| q.span).collect(),
        };
        built.claims.iter().enumerate().map(|(i, c)| a.claim(i, c, &spans)).collect()
    };
    let sources = a.sources();
    let summary = summary::of(&claims, &sources);
    Document {
        schema: SCHEMA,
        generator: Generator {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            model: crate::model::NAME,
        },
        language: reading.language(),
        source: TextInfo {
            length: a.offsets.len(),
            sha256: hex(&Sha256::digest(reading.text)),
            offset_unit: unit.name(),
        },
        dct: tags.dct.map(|d| d.to_string()),
        sentences: reading.sentences.iter().map(|s| a.sentence(s)).collect(),
        attributions: found.attributions.iter().enumerate().map(|(i, x)| a.attribution(i, x)).collect(),
        quotations: a.quotations(),
        entities: tags.entities.iter().enumerate().map(|(i, e)| a.entity(i, e, tags)).collect(),
        times: tags.times.iter().enumerate().map(|(i, t)| a.time(i, t)).collect(),
        quantities: tags.quantities.iter().enumerate().map(|(i, q)| a.quantity(i, q)).collect(),
        relations: built.relations.iter().enumerate().map(|(i, r)| relation(i, r)).collect(),
        loaded_words: built
            .loaded_words
            .iter()
            .enumerate()
            .map(|(i, &(span, kind))| a.loaded_word(i, span, kind))
            .collect(),
        segments,
        sources,
        claims,
        summary,
    }
}

struct Assembler<'a, 't> {
    reading: &'a Reading<'t>,
    offsets: Offsets<'t>,
    found: &'a Found<'a>,
}

/// Where the tags stand, in text order, to find those inside a claim.
struct MarkedSpans {
    entities: Vec<Span>,
    times: Vec<Span>,
    quantities: Vec<Span>,
}

impl<'t> Assembler<'_, 't> {
    fn mark(&self, span: Span) -> Mark<'t> {
        Mark { start: self.offsets.at(span.start()), end: self.offsets.at(span.end()), exact: self.reading.slice(span) }
    }

    fn marks(&self, spans: &[Span]) -> Vec<Mark<'t>> {
        spans.iter().map(|&s| self.mark(s)).collect()
    }

    fn segment_of(&self, span: Span) -> Id<'g'> {
        Id(self.reading.segment_at(span.start()).unwrap_or_default() as u32)
    }

    fn segment(&self, i: usize, s: &crate::text::Segment) -> Segment {
        Segment {
            id: Id(i as u32),
            line: s.line,
            start: self.offsets.at(s.span.start()),
            end: self.offsets.at(s.span.end()),
            kind: s.kind,
            carries_claim: false,
        }
    }

    fn sentence(&self, s: &crate::text::Sentence) -> Sentence {
        Sentence { segment: Id(s.segment), start: self.offsets.at(s.span.start()), end: self.offsets.at(s.span.end()) }
    }

    fn name(&self, id: SourceId) -> &str {
        match id {
            SourceId::Author => AUTHOR,
            SourceId::Nobody => NOBODY,
            SourceId::Named(i) => &self.found.sources[i as usize].name,
        }
    }

    fn sources(&self) -> Vec<Source<'t>> {
        let unspecified = |id, name: &str, role: &str| Source {
            id,
            name: name.to_owned(),
            kind: SourceType::Person,
            naming: Naming::Unspecified,
            role: role.to_owned(),
            mentions: Vec::new(),
            candidates: Vec::new(),
            confidence: 1.0,
        };
        let mut sources = vec![unspecified(SourceId::Author, AUTHOR, "writer of the article")];
        if self.found.attributions.iter().any(|a| a.source_id == SourceId::Nobody) {
            sources.push(unspecified(SourceId::Nobody, NOBODY, ""));
        }
        sources.extend(self.found.sources.iter().enumerate().map(|(i, s)| Source {
            id: SourceId::Named(i as u32),
            name: s.name.clone(),
            kind: s.kind,
            naming: s.naming,
            role: s.role.clone(),
            mentions: self.marks(&s.mentions),
            candidates: s.candidates.clone(),
            confidence: s.confidence,
        }));
        sources
    }

    fn attribution(&self, i: usize, a: &crate::attribution::Attribution<'_>) -> Attribution<'t> {
        Attribution {
            id: Id(i as u32),
            segment: Id(a.segment),
            source_id: a.source_id,
            source: self.marks(&a.source),
            cue: self.marks(a.cue.as_slice()),
            content: self.marks(&a.content),
            quote_type: a.quote_type,
            speech_act: a.act,
            nested_in: a.nested_in.map(Id),
            confidence: a.confidence,
            made_by: a.made_by,
        }
    }

    /// Each with the innermost attribution whose content covers it. Both lists are in text order, but contents nest, so
    /// the pieces of all contents are sorted and walked with a stack.
    fn quotations(&self) -> Vec<Quotation<'t>> {
        let mut pieces: Vec<(Span, u32)> = Vec::new();
        for (i, a) in self.found.attributions.iter().enumerate() {
            pieces.extend(a.content.iter().map(|&s| (s, i as u32)));
        }
        sort_by_key(&mut pieces, |&(s, i)| key([s.start(), !s.end(), i, 0]));
        let mut next = 0;
        let mut open: Vec<(Span, u32)> = Vec::new();
        let quotations = &self.reading.quotations;
        quotations
            .iter()
            .enumerate()
            .map(|(i, q)| {
                while next < pieces.len() && pieces[next].0.start() <= q.inner.start() {
                    open.push(pieces[next]);
                    next += 1;
                }
                open.retain(|(s, _)| s.end() > q.span.start());
                let holder = open.iter().rev().find(|(s, _)| s.contains(q.inner) || q.inner.contains(*s));
                Quotation {
                    id: Id(i as u32),
                    segment: Id(q.segment),
                    attribution: holder.map(|&(_, a)| Id(a)),
                    nested_in: q.nested_in.map(Id),
                    marks: q.marks,
                    start: self.offsets.at(q.span.start()),
                    end: self.offsets.at(q.span.end()),
                    exact: self.reading.slice(q.span),
                }
            })
            .collect()
    }

    fn chain(&self, claim: &claim::Claim) -> Vec<ChainLink<'t>> {
        let mut links = Vec::new();
        let mut at = claim.attribution;
        while let Some(i) = at {
            let a = &self.found.attributions[i as usize];
            links.push(ChainLink {
                source_id: a.source_id,
                source_name: self.name(a.source_id).to_owned(),
                attribution: Some(Id(i)),
                cue: a.cue.map(|c| self.reading.slice(c)),
            });
            at = claim::parent_in_chain(self.found, i);
        }
        links.push(ChainLink {
            source_id: SourceId::Author,
            source_name: AUTHOR.to_owned(),
            attribution: None,
            cue: None,
        });
        links.reverse();
        links
    }

    fn claim(&self, i: usize, c: &claim::Claim, marked: &MarkedSpans) -> Claim<'t> {
        let attribution = c.attribution.map(|i| &self.found.attributions[i as usize]);
        let attribution_chain = self.chain(c);
        let factuality = attribution_chain
            .iter()
            .map(|link| VoiceFactuality {
                source_id: link.source_id,
                value: if link.source_id == SourceId::Author {
                    c.certainty.author
                } else if link.source_id == c.source {
                    c.certainty.source.unwrap_or(c.certainty.author)
                } else {
                    Factuality::Uncommitted
                },
            })
            .collect();
        Claim {
            id: Id(i as u32),
            segment: Id(c.segment),
            spans: self.marks(&c.spans),
            text: c.text.clone(),
            source_id: c.source,
            source_name: self.name(c.source).to_owned(),
            attribution: c.attribution.map(Id),
            attribution_chain,
            voice: c.voice,
            quote_type: attribution.map(|a| a.quote_type),
            speech_act: attribution.map(|a| a.act),
            factuality,
            certainty_label: c.certainty.label,
            certainty_cues: c
                .certainty
                .cues
                .iter()
                .map(|&(s, kind)| CertaintyCue { mark: self.mark(s), kind })
                .collect(),
            certainty_rule: c.certainty.rule,
            claim_type: c.check.claim_type,
            checkable: c.check.checkable,
            check_worthy: c.check.worthy,
            check_worthiness: c.check.score,
            priority: c.check.priority,
            check_targets: c.check.targets.clone(),
            why: claim::why(&c.check),
            reasons: c
                .check
                .reasons
                .iter()
                .map(|(reason, weight, spans)| Reason { reason, weight: *weight, marks: self.marks(spans) })
                .collect(),
            entities: inside(&marked.entities, &c.spans),
            times: inside(&marked.times, &c.spans),
            quantities: inside(&marked.quantities, &c.spans),
            confidence: c.confidence,
            made_by: c.made_by,
            review: None,
        }
    }

    fn entity(&self, i: usize, e: &crate::tag::Entity, tags: &Tags) -> Entity<'t> {
        Entity {
            id: Id(i as u32),
            segment: self.segment_of(e.span),
            kind: e.kind,
            mark: self.mark(e.span),
            refers_to: self.reading.slice(tags.entities[e.refers_to as usize].span).to_owned(),
        }
    }

    fn time(&self, i: usize, t: &crate::tag::Time) -> Time<'t> {
        Time {
            id: Id(i as u32),
            segment: self.segment_of(t.span),
            mark: self.mark(t.span),
            kind: t.kind,
            value: t.value.clone(),
            offset_from_dct: t.offset_from_dct.clone(),
        }
    }

    fn quantity(&self, i: usize, q: &crate::tag::Quantity) -> Quantity<'t> {
        Quantity {
            id: Id(i as u32),
            segment: self.segment_of(q.span),
            mark: self.mark(q.span),
            value: q.value,
            max_value: q.max_value,
            unit: q.unit.clone(),
            approximate: q.approximate,
            vague: q.vague,
        }
    }

    fn loaded_word(&self, i: usize, span: Span, kind: &'static str) -> LoadedWord<'t> {
        LoadedWord { id: Id(i as u32), segment: self.segment_of(span), mark: self.mark(span), kind }
    }
}

fn relation(i: usize, r: &claim::Relation) -> Relation {
    Relation {
        id: Id(i as u32),
        kind: r.kind,
        from: Id(r.from),
        to: Id(r.to),
        why: r.why.clone(),
        confidence: r.confidence,
    }
}

/// Ids of those of `sorted` that lie inside one of `spans`.
fn inside<const LETTER: char>(sorted: &[Span], spans: &[Span]) -> Vec<Id<LETTER>> {
    let mut ids = Vec::new();
    for span in spans {
        let first = sorted.partition_point(|s| s.start() < span.start());
        ids.extend(
            sorted[first..]
                .iter()
                .take_while(|s| s.start() < span.end())
                .enumerate()
                .filter(|(_, s)| span.contains(**s))
                .map(|(k, _)| Id((first + k) as u32)),
        );
    }
    ids
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|n| char::from(DIGITS[usize::from(n)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_finds_what_lies_in_any_piece() {
        let sorted = [Span::new(0, 3), Span::new(5, 7), Span::new(9, 12)];
        let found: Vec<Id<'e'>> = inside(&sorted, &[Span::new(0, 6), Span::new(9, 20)]);
        assert_eq!(found, [Id(0), Id(2)]);
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(hex(&[0, 0xab, 0x7f]), "00ab7f");
    }
}
