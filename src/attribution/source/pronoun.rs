//! Whom a pronoun that speaks stands for: "he said", "they say", "it states".

use super::{Description, Resolver};
use crate::attribution::Source;
use crate::span::Span;
use crate::tag::{Antecedent, Entity};
use crate::terms::{EntityKind, Naming, SourceId, SourceType};

impl Resolver<'_, '_, '_> {
    pub(super) fn pronoun(&mut self, at: usize, mention: Span, written: bool) -> Option<SourceId> {
        let scan = self.scan;
        let one = scan.any(at, &["he", "she", "his", "her", "him", "hers", "himself", "herself"]);
        let many = scan.any(at, &["they", "their", "them", "themselves", "both"]);
        let thing = scan.any(at, &["it", "its", "itself"]);
        let id = if one {
            self.one_person(at)
        } else if many {
            let here = self.recent.many.filter(|id| self.is_mentioned_here(*id, at));
            let near = here.or_else(|| self.many_here(at));
            near.or(self.recent.many).or(self.recent.body).or(self.recent.any)
        } else if thing {
            let document = if written { self.recent.document } else { self.last_document(at) };
            document.or(self.recent.body).or_else(|| self.last_body(at)).or(self.recent.any)
        } else {
            return None;
        };
        let id = id.unwrap_or(SourceId::Nobody);
        if let SourceId::Named(n) = id {
            self.sources[n as usize].mentions.push(mention);
        }
        Some(id)
    }

    /// Whether a source was last mentioned in the paragraph of a token.
    fn is_mentioned_here(&self, id: SourceId, at: usize) -> bool {
        let SourceId::Named(n) = id else { return false };
        let last = self.sources[n as usize].mentions.last();
        let segment = |place: u32| self.scan.reading.segment_at(place);
        last.is_some_and(|m| segment(m.start()) == segment(self.scan.reading.tokens[at].span.start()))
    }

    /// The people that the sentence of a "they" begins with: "Unions are furious: it is, they say, theft".
    fn many_here(&mut self, at: usize) -> Option<SourceId> {
        let scan = self.scan;
        let sentence = scan.reading.sentences.partition_point(|s| s.tokens.start as usize <= at).checked_sub(1)?;
        let first = scan.reading.sentences[sentence].tokens.start as usize;
        let people =
            (first < at).then(|| scan.core_from(first, at)).flatten().filter(|p| p.end < at && scan.can_speak(p))?;
        let description = self.describe(&people).filter_plural()?;
        Some(self.add(description, scan.span(people)))
    }

    /// The document that spoke last, where "it" begins the next sentence: "The suit accuses Lee of theft. It says ...".
    fn last_document(&self, at: usize) -> Option<SourceId> {
        let reading = self.scan.reading;
        let (SourceId::Named(n), segment) = self.last? else { return None };
        let source = &self.sources[n as usize];
        let sentence = reading.sentences.partition_point(|s| s.tokens.start as usize <= at).checked_sub(1)?;
        let opens = reading.sentences[sentence].tokens.start as usize == at;
        let before = sentence.checked_sub(1).map(|s| reading.sentences[s].span)?;
        let near = source.mentions.last().is_some_and(|m| before.contains(*m));
        let same = reading.sentences[sentence].segment == segment;
        (opens && near && same && source.kind == SourceType::CreativeWork).then_some(SourceId::Named(n))
    }

    /// The body that the last sentence with any in this paragraph names first, which need not have said anything yet.
    fn last_body(&mut self, at: usize) -> Option<SourceId> {
        let scan = self.scan;
        let paragraph = scan.reading.segment_at(scan.reading.tokens[at].span.start())?;
        let from = scan.reading.segments[paragraph].span.start();
        let entities = &scan.tags.entities;
        let before = &entities[..entities.partition_point(|e| e.tokens.start < at)];
        let near = before.iter().rev().take(8).take_while(|e| e.span.start() >= from);
        let mut bodies = near.filter(|e| e.kind == EntityKind::Organization);
        let sentence_of = |e: &Entity| scan.reading.sentences.partition_point(|s| s.span.end() <= e.span.start());
        let last = bodies.next()?;
        let body = bodies.take_while(|e| sentence_of(e) == sentence_of(last)).last().unwrap_or(last);
        let description = self.common(&body.tokens, &(body.tokens.end..body.tokens.end));
        Some(self.add(description, body.span))
    }

    /// Whom "he" or "she" stands for: the likeliest name, unless somebody without a name has spoken since.
    fn one_person(&mut self, at: usize) -> Option<SourceId> {
        let antecedent = self.scan.tags.antecedent(at);
        let named = antecedent.map(|a| &self.scan.tags.entities[a.entity as usize]);
        let nameless = self.recent.person.filter(|id| self.is_nameless_since(*id, at));
        let Some(person) = named.filter(|p| p.kind == EntityKind::Person && nameless.is_none()) else {
            return self.recent.person;
        };
        let description = self.named(person, String::new());
        match antecedent {
            Some(a) if !a.others.is_empty() => Some(self.unsure(description, a)),
            _ => Some(self.add(description, person.span)),
        }
    }

    /// A source of its own for pronouns that may be one of several: the likeliest name, with all of them beside it.
    fn unsure(&mut self, description: Description, antecedent: &Antecedent) -> SourceId {
        let others = antecedent.others.iter().map(|&i| &self.scan.tags.entities[i as usize]);
        let names = others.map(|e| self.full_name(e));
        let candidates: Vec<String> = std::iter::once(description.name.clone()).chain(names).collect();
        let key = candidates.join("|").to_ascii_lowercase();
        if let Some(&n) = self.by_name.get(&key) {
            return SourceId::Named(n);
        }
        let Description { name, kind, naming, role, .. } = description;
        let n = self.sources.len() as u32;
        let confidence = antecedent.confidence;
        self.sources.push(Source { name, kind, naming, role, mentions: Vec::new(), candidates, confidence });
        self.by_name.insert(key, n);
        SourceId::Named(n)
    }

    /// Whether a source is a person without a name, spoken of after the last name before a token.
    fn is_nameless_since(&self, id: SourceId, at: usize) -> bool {
        let SourceId::Named(n) = id else { return false };
        let source = &self.sources[n as usize];
        let last = source.mentions.last().map_or(0, |m| m.start());
        let entities = &self.scan.tags.entities;
        let before = entities.partition_point(|e| e.tokens.start < at);
        // Whom the words in between the marks speak of is not who says them.
        let outside = |e: &&Entity| self.scan.quotation_at(e.tokens.start).is_none();
        let persons = entities[..before].iter().rev().take(20).filter(|e| e.kind == EntityKind::Person);
        let person = persons.into_iter().find(outside);
        source.naming != Naming::Named && person.is_none_or(|p| p.span.start() < last)
    }
}
