//! From what the stages found to the [`Document`]: ids, units of offsets, and the words of every span.

use std::cell::RefCell;

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
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
const GENERATOR: Generator =
    Generator { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION"), model: crate::model::NAME };

/// A result that is put together as it is read out: that of a long text, all at once, would take more memory than all
/// that it is made of. Serialised it is what its [`Document`] is.
#[derive(Debug)]
pub struct Assembly<'a, 't> {
    reading: &'a Reading<'t>,
    offsets: Offsets<'t>,
    tags: &'a Tags,
    found: &'a Found<'a>,
    built: &'a Built<'a>,
}

/// Puts a result together, with offsets in `unit`.
pub fn assemble<'a, 't>(
    reading: &'a Reading<'t>,
    tags: &'a Tags,
    found: &'a Found<'a>,
    built: &'a Built<'a>,
    unit: Unit,
) -> Assembly<'a, 't> {
    Assembly { reading, offsets: Offsets::new(reading.text, unit), tags, found, built }
}

impl<'t> Assembly<'_, 't> {
    /// The whole.
    pub fn document(&self) -> Document<'t> {
        let mut tally = summary::Tally::default();
        Document {
            schema: SCHEMA,
            generator: GENERATOR,
            language: self.reading.language(),
            source: self.info(),
            dct: self.dct(),
            segments: self.segments().collect(),
            sentences: self.sentences().collect(),
            sources: self.sources().collect(),
            attributions: self.attributions().collect(),
            quotations: self.quotations(),
            claims: self.claims().inspect(|claim| tally.add(claim)).collect(),
            entities: self.entities().collect(),
            times: self.times().collect(),
            quantities: self.quantities().collect(),
            relations: self.relations().collect(),
            loaded_words: self.loaded_words().collect(),
            summary: tally.summary(&self.found.sources),
        }
    }
}

impl Serialize for Assembly<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tally = RefCell::new(summary::Tally::default());
        let mut fields = serializer.serialize_struct("Document", 17)?;
        fields.serialize_field("schema", SCHEMA)?;
        fields.serialize_field("generator", &GENERATOR)?;
        fields.serialize_field("language", self.reading.language())?;
        fields.serialize_field("source", &self.info())?;
        fields.serialize_field("dct", &self.dct())?;
        fields.serialize_field("segments", &Each(|| self.segments()))?;
        fields.serialize_field("sentences", &Each(|| self.sentences()))?;
        fields.serialize_field("sources", &Each(|| self.sources()))?;
        fields.serialize_field("attributions", &Each(|| self.attributions()))?;
        fields.serialize_field("quotations", &self.quotations())?;
        fields.serialize_field("claims", &Each(|| self.claims().inspect(|claim| tally.borrow_mut().add(claim))))?;
        fields.serialize_field("entities", &Each(|| self.entities()))?;
        fields.serialize_field("times", &Each(|| self.times()))?;
        fields.serialize_field("quantities", &Each(|| self.quantities()))?;
        fields.serialize_field("relations", &Each(|| self.relations()))?;
        fields.serialize_field("loaded_words", &Each(|| self.loaded_words()))?;
        fields.serialize_field("summary", &tally.borrow().summary(&self.found.sources))?;
        fields.end()
    }
}

/// A list whose items are made when they are serialised.
struct Each<F>(F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

impl<'t> Assembly<'_, 't> {
    fn info(&self) -> TextInfo {
        TextInfo {
            length: self.offsets.len(),
            sha256: hex(&Sha256::digest(self.reading.text)),
            offset_unit: self.offsets.unit().name(),
        }
    }

    fn dct(&self) -> Option<String> {
        self.tags.dct.map(|d| d.to_string())
    }

    fn mark(&self, span: Span) -> Mark<'t> {
        Mark { start: self.offsets.at(span.start()), end: self.offsets.at(span.end()), exact: self.reading.slice(span) }
    }

    fn marks(&self, spans: &[Span]) -> Vec<Mark<'t>> {
        spans.iter().map(|&s| self.mark(s)).collect()
    }

    fn segment_of(&self, span: Span) -> Id<'g'> {
        Id(self.reading.segment_at(span.start()).unwrap_or_default() as u32)
    }

    fn segments(&self) -> impl Iterator<Item = Segment> {
        let mut carries_claim = vec![false; self.reading.segments.len()];
        for segment in self.built.segments() {
            carries_claim[segment as usize] = true;
        }
        self.reading.segments.iter().zip(carries_claim).enumerate().map(|(i, (s, carries_claim))| Segment {
            id: Id(i as u32),
            line: s.line,
            start: self.offsets.at(s.span.start()),
            end: self.offsets.at(s.span.end()),
            kind: s.kind,
            carries_claim,
        })
    }

    fn sentences(&self) -> impl Iterator<Item = Sentence> {
        self.reading.sentences.iter().map(|s| Sentence {
            segment: Id(s.segment),
            start: self.offsets.at(s.span.start()),
            end: self.offsets.at(s.span.end()),
        })
    }

    fn name(&self, id: SourceId) -> &str {
        match id {
            SourceId::Author => AUTHOR,
            SourceId::Nobody => NOBODY,
            SourceId::Named(i) => &self.found.sources[i as usize].name,
        }
    }

    fn sources(&self) -> impl Iterator<Item = Source<'t>> {
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
        let author = unspecified(SourceId::Author, AUTHOR, "writer of the article");
        let is_nobodys = self.found.attributions.iter().any(|a| a.source_id == SourceId::Nobody);
        let nobody = is_nobodys.then(|| unspecified(SourceId::Nobody, NOBODY, ""));
        let named = self.found.sources.iter().enumerate().map(|(i, s)| Source {
            id: SourceId::Named(i as u32),
            name: s.name.clone(),
            kind: s.kind,
            naming: s.naming,
            role: s.role.clone(),
            mentions: self.marks(&s.mentions),
            candidates: s.candidates.clone(),
            confidence: s.confidence,
        });
        [author].into_iter().chain(nobody).chain(named)
    }

    fn attributions(&self) -> impl Iterator<Item = Attribution<'t>> {
        self.found.attributions.iter().enumerate().map(|(i, a)| Attribution {
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
        })
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
            at = claim::parent_in_chain(self.found, i);
            // "“We have warned of it for years,” Lee said": one voice, not two.
            let again = links.last().is_some_and(|l: &ChainLink<'_>| l.source_id == a.source_id);
            if again && matches!(a.source_id, SourceId::Named(_)) {
                continue;
            }
            links.push(ChainLink {
                source_id: a.source_id,
                source_name: self.name(a.source_id).to_owned(),
                attribution: Some(Id(i)),
                cue: a.cue.map(|c| self.reading.slice(c)),
            });
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

    fn claims(&self) -> impl Iterator<Item = Claim<'t>> {
        self.built.claims().enumerate().map(|(i, c)| self.claim(i, c))
    }

    fn claim(&self, i: usize, c: claim::Claim) -> Claim<'t> {
        let attribution = c.attribution.map(|i| &self.found.attributions[i as usize]);
        let attribution_chain = self.chain(&c);
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
            text: c.text,
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
            why: claim::why(&c.check),
            check_targets: c.check.targets,
            reasons: c
                .check
                .reasons
                .iter()
                .map(|(reason, weight, spans)| Reason { reason, weight: *weight, marks: self.marks(spans) })
                .collect(),
            entities: inside(&self.tags.entities, |e| e.span, &c.spans),
            times: inside(&self.tags.times, |t| t.span, &c.spans),
            quantities: inside(&self.tags.quantities, |q| q.span, &c.spans),
            confidence: c.confidence,
            made_by: c.made_by,
            review: None,
        }
    }

    fn entities(&self) -> impl Iterator<Item = Entity<'t>> {
        let entities = &self.tags.entities;
        entities.iter().enumerate().map(|(i, e)| Entity {
            id: Id(i as u32),
            segment: self.segment_of(e.span),
            kind: e.kind,
            mark: self.mark(e.span),
            refers_to: self.reading.slice(entities[e.refers_to as usize].span).to_owned(),
        })
    }

    fn times(&self) -> impl Iterator<Item = Time<'t>> {
        self.tags.times.iter().enumerate().map(|(i, t)| Time {
            id: Id(i as u32),
            segment: self.segment_of(t.span),
            mark: self.mark(t.span),
            kind: t.kind,
            value: t.value.clone(),
            offset_from_dct: t.offset_from_dct.clone(),
        })
    }

    fn quantities(&self) -> impl Iterator<Item = Quantity<'t>> {
        self.tags.quantities.iter().enumerate().map(|(i, q)| Quantity {
            id: Id(i as u32),
            segment: self.segment_of(q.span),
            mark: self.mark(q.span),
            value: q.value,
            max_value: q.max_value,
            unit: q.unit.clone(),
            approximate: q.approximate,
            vague: q.vague,
        })
    }

    fn relations(&self) -> impl Iterator<Item = Relation> {
        self.built.relations.iter().enumerate().map(|(i, r)| Relation {
            id: Id(i as u32),
            kind: r.kind,
            from: Id(r.from),
            to: Id(r.to),
            why: r.why.to_string(),
            confidence: r.confidence,
        })
    }

    fn loaded_words(&self) -> impl Iterator<Item = LoadedWord<'t>> {
        self.built.loaded_words.iter().enumerate().map(|(i, &(span, kind))| LoadedWord {
            id: Id(i as u32),
            segment: self.segment_of(span),
            mark: self.mark(span),
            kind,
        })
    }
}

/// Ids of those of `sorted` that lie inside one of `spans`.
fn inside<T, const LETTER: char>(sorted: &[T], span_of: impl Fn(&T) -> Span, spans: &[Span]) -> Vec<Id<LETTER>> {
    let mut ids = Vec::new();
    for span in spans {
        let first = sorted.partition_point(|s| span_of(s).start() < span.start());
        ids.extend(
            sorted[first..]
                .iter()
                .take_while(|s| span_of(s).start() < span.end())
                .enumerate()
                .filter(|(_, s)| span.contains(span_of(s)))
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
    use crate::lexicon::Lexicon;

    #[test]
    fn inside_finds_what_lies_in_any_piece() {
        let sorted = [Span::new(0, 3), Span::new(5, 7), Span::new(9, 12)];
        let found: Vec<Id<'e'>> = inside(&sorted, |s| *s, &[Span::new(0, 6), Span::new(9, 20)]);
        assert_eq!(found, [Id(0), Id(2)]);
    }

    #[test]
    fn read_out_it_is_the_document() {
        let text = "Fen Hill bridge shut\n\nThe mayor, Ann Lee, denied on Monday that 40 houses had been lost. “The bridge \
                    is probably safe,” said Tom Roe.\n\nThe bridge is probably safe, according to a shocking report.";
        let reading = crate::text::read(text, Lexicon::get());
        for unit in [Unit::Utf16, Unit::Byte] {
            let options = crate::Options { unit, ..crate::Options::default() };
            let read_out = crate::annotate_into(text, options, None, |all| serde_json::to_string(all).expect("JSON"));
            let document = crate::annotate(text, &options);
            assert!(document.claims.len() > 2 && document.segments.len() == reading.segments.len());
            assert_eq!(read_out, serde_json::to_string(&document).expect("JSON"));
        }
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(hex(&[0, 0xab, 0x7f]), "00ab7f");
    }
}
