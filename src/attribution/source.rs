//! Who a source is: names, descriptions and pronouns resolved to the fullest name that the text gives.

mod pronoun;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::office::offices;
use super::scan::Scan;
use super::{Attribution, Source};
use crate::lexicon::{Class, Classes, WordId};
use crate::span::Span;
use crate::tag::{Entity, Pos};
use crate::terms::{EntityKind, Naming, QuoteType, SourceId, SourceType, SpeechAct};
use crate::text::TokenKind;

/// Resolves the source of every attribution, in text order, and lists the sources.
pub(super) fn resolve(scan: &Scan<'_, '_>, attributions: &mut [Attribution<'_>]) -> Vec<Source> {
    let mut known = Resolver {
        scan,
        sources: Vec::new(),
        by_name: FxHashMap::default(),
        recent: Recent::default(),
        last: None,
        inner: false,
        offices: offices(scan),
    };
    for i in 0..attributions.len() {
        let previous = known.last;
        known.inner = attributions[i].nested_in.is_some();
        let id = match attributions[i].source.first().copied() {
            Some(words) if known.adds(words, &attributions[i], previous) => known.again(words, previous),
            Some(words) => known.resolve(words, i, attributions),
            None if attributions[i].cue.is_none() => match previous {
                Some((id, segment)) if attributions[i].segment <= segment + 2 => id,
                _ => SourceId::Nobody,
            },
            None => SourceId::Nobody,
        };
        attributions[i].source_id = id;
        let speaks = attributions[i].cue.is_none() || !attributions[i].source.is_empty();
        if speaks && attributions[i].nested_in.is_none() {
            known.last = Some((id, attributions[i].segment));
        }
    }
    known.sources
}

/// The last sources of each sort, for pronouns.
#[derive(Default)]
struct Recent {
    person: Option<SourceId>,
    many: Option<SourceId>,
    body: Option<SourceId>,
    document: Option<SourceId>,
    any: Option<SourceId>,
}

/// What documents do: "it states" is the report, "it said" the ministry.
const WRITTEN: &[&str] = &["state", "read", "conclude", "find", "show", "recommend"];

struct Resolver<'s, 'a, 't> {
    scan: &'s Scan<'a, 't>,
    sources: Vec<Source>,
    by_name: FxHashMap<String, u32>,
    recent: Recent,
    /// Who spoke last, and in which segment.
    last: Option<(SourceId, u32)>,
    /// Whether the source at hand speaks inside another's words.
    inner: bool,
    offices: FxHashMap<WordId, Vec<u32>>,
}

/// What a source phrase says.
struct Description {
    name: String,
    kind: SourceType,
    naming: Naming,
    role: String,
    confidence: f64,
}

impl Description {
    /// This, if it is of several people.
    fn filter_plural(self) -> Option<Self> {
        let people = matches!(self.kind, SourceType::Person | SourceType::Group | SourceType::Organization);
        (people && is_plural(&self.name)).then_some(self)
    }
}

/// "I" and "we": whoever speaks around it, else the author.
fn first_person(i: usize, attributions: &[Attribution<'_>]) -> SourceId {
    let mut at = attributions[i].nested_in;
    while let Some(p) = at {
        let parent = &attributions[p as usize];
        if parent.source_id != SourceId::Nobody {
            return parent.source_id;
        }
        at = parent.nested_in;
    }
    SourceId::Author
}

impl Resolver<'_, '_, '_> {
    /// "They added": whoever has spoken last in the paragraph, whatever the pronoun.
    fn adds(&self, words: Span, a: &Attribution<'_>, previous: Option<(SourceId, u32)>) -> bool {
        let tokens = self.scan.reading.tokens_in(words);
        let same = previous.is_some_and(|(id, segment)| segment == a.segment && matches!(id, SourceId::Named(_)));
        same && a.nested_in.is_none()
            && a.lexical.is_some_and(|cue| cue.words == "add")
            && tokens.len() == 1
            && self.scan.any(tokens.start, &["he", "she", "they", "it"])
    }

    fn again(&mut self, words: Span, previous: Option<(SourceId, u32)>) -> SourceId {
        let id = previous.map_or(SourceId::Nobody, |(id, _)| id);
        if let SourceId::Named(n) = id {
            self.sources[n as usize].mentions.push(words);
        }
        id
    }

    fn resolve(&mut self, span: Span, i: usize, attributions: &[Attribution<'_>]) -> SourceId {
        let tokens = self.scan.reading.tokens_in(span);
        if tokens.is_empty() {
            return SourceId::Nobody;
        }
        let first = tokens.start;
        let alone = tokens.len() == 1;
        if alone && self.scan.pos(first) == Pos::Wh {
            return self.antecedent(first, span);
        }
        if tokens.len() == 2 && self.scan.is(first, "this") && self.scan.has(first + 1, Class::MediaNoun) {
            return SourceId::Author;
        }
        if self.scan.has(first, Class::FirstPerson) && (alone || self.scan.has(first, Class::Possessive)) {
            return first_person(i, attributions);
        }
        let possessive = self.scan.has(first, Class::Possessive) && alone;
        if alone && (self.scan.has(first, Class::Pronoun) || possessive) {
            let attribution = &attributions[i];
            let parent = attribution.nested_in.map(|p| &attributions[p as usize]);
            // "He told me" inside a quotation is rarely who the article spoke of last.
            if parent.is_some_and(|p| p.quote_type == QuoteType::Direct) {
                return SourceId::Nobody;
            }
            // "Analysts said they expected": whoever speaks.
            if let Some(speaker) = parent.filter(|p| self.speaks_of_itself(first, p)) {
                return speaker.source_id;
            }
            let written = attribution.lexical.is_some_and(|c| WRITTEN.contains(&c.words));
            if let Some(id) = self.pronoun(first, span, written) {
                return id;
            }
        }
        let description = self.describe(&tokens);
        self.add(description, span)
    }

    /// Whether "they" or "it" at the beginning of somebody's reported words is who says them.
    fn speaks_of_itself(&self, at: usize, speaker: &Attribution<'_>) -> bool {
        let scan = self.scan;
        let SourceId::Named(n) = speaker.source_id else { return false };
        let kind = self.sources[n as usize].kind;
        let opens = speaker.content.first().is_some_and(|content| {
            let first = scan.reading.tokens_in(*content).start;
            at == first || at == first + 1 && scan.pos(first) == Pos::That
        });
        let several =
            matches!(kind, SourceType::Person | SourceType::Group) && is_plural(&self.sources[n as usize].name);
        opens
            && (scan.is(at, "they") && several
                || scan.is(at, "it") && !matches!(kind, SourceType::Person | SourceType::Group))
    }

    /// "..., which condemned": the noun phrase before.
    fn antecedent(&mut self, wh: usize, span: Span) -> SourceId {
        let mut end = wh;
        while end > 0 && self.scan.pos(end - 1) == Pos::Comma {
            end -= 1;
        }
        let from = end.saturating_sub(super::scan::WINDOW);
        match self.scan.core_before(self.scan.before_date(end, from), from) {
            Some(mut tokens) => {
                // "those of a study, which found": the study.
                if tokens.len() > 2
                    && self.scan.any(tokens.start, &["that", "those"])
                    && self.scan.is(tokens.start + 1, "of")
                {
                    tokens.start += 2;
                }
                let description = self.describe(&tokens);
                self.add(description, span)
            }
            None => SourceId::Nobody,
        }
    }

    fn add(&mut self, description: Description, mention: Span) -> SourceId {
        let key = description.name.to_ascii_lowercase();
        if key.is_empty() {
            return SourceId::Nobody;
        }
        let n = if let Some(&n) = self.by_name.get(&key) {
            n
        } else {
            let n = self.sources.len() as u32;
            self.sources.push(Source {
                name: description.name,
                kind: description.kind,
                naming: description.naming,
                role: String::new(),
                mentions: Vec::new(),
                candidates: Vec::new(),
                confidence: description.confidence,
            });
            self.by_name.insert(key, n);
            n
        };
        let source = &mut self.sources[n as usize];
        source.mentions.push(mention);
        if source.role.is_empty() {
            source.role = description.role;
        }
        let id = SourceId::Named(n);
        // "Lee paid a man who claimed to be a surgeon. She said ...": not he.
        if self.inner && source.naming == Naming::Unnamed && self.recent.any.is_some() {
            return id;
        }
        match source.kind {
            SourceType::Person if source.naming == Naming::Named || !is_plural(&source.name) => {
                self.recent.person = Some(id);
            }
            SourceType::Person | SourceType::Group => self.recent.many = Some(id),
            SourceType::CreativeWork => self.recent.document = Some(id),
            _ => self.recent.body = Some(id),
        }
        self.recent.any = Some(id);
        id
    }

    /// What a source phrase says about who it is.
    fn describe(&self, tokens: &Range<usize>) -> Description {
        let scan = self.scan;
        let comma = tokens.clone().find(|&t| scan.pos(t) == Pos::Comma).unwrap_or(tokens.end);
        let core = tokens.start..comma.max(tokens.start + 1);
        let tail = (comma + 1).min(tokens.end)..tokens.end;
        let persons = self.persons(&core);
        if let [person] = persons[..] {
            let role = self.role_around(&core, person, &tail);
            return self.named(person, role);
        }
        if let [.., _, last] = persons[..] {
            if scan.is(last.tokens.start.wrapping_sub(1), "and") {
                let name = persons.iter().map(|p| self.full_name(p)).collect::<Vec<_>>().join(" and ");
                return Description {
                    name,
                    kind: SourceType::Person,
                    naming: Naming::Named,
                    role: String::new(),
                    confidence: 0.8,
                };
            }
            let role = self.role_around(&core, last, &tail);
            return self.named(last, role);
        }
        // "the mayor, Ann Lee,": the name is in the appositive.
        let named = self.persons(&tail).first().copied().filter(|p| p.tokens.start <= tail.start + 3);
        if let Some(person) = named.filter(|_| scan.pos(tail.start) != Pos::Preposition) {
            let role = scan.reading.slice(self.trimmed(&core)).to_owned();
            return self.named(person, role);
        }
        self.common(&core, &tail)
    }

    /// Persons named in a phrase, other than those who only own or are "of" something: "Lee’s lawyer".
    fn persons(&self, tokens: &Range<usize>) -> Vec<&Entity> {
        let scan = self.scan;
        let entities = &scan.tags.entities;
        let first = entities.partition_point(|e| e.tokens.end <= tokens.start);
        entities[first..]
            .iter()
            .take_while(|e| e.tokens.start < tokens.end)
            .filter(|e| e.kind == EntityKind::Person && !scan.any(e.tokens.end, &["'s", "’s"]))
            .filter(|e| !(e.tokens.start > tokens.start && scan.pos(e.tokens.start - 1) == Pos::Preposition))
            .collect()
    }

    fn full_name(&self, person: &Entity) -> String {
        let full = &self.scan.tags.entities[person.refers_to as usize];
        self.scan.reading.slice(full.span).to_owned()
    }

    fn named(&self, person: &Entity, role: String) -> Description {
        Description {
            name: self.full_name(person),
            kind: SourceType::Person,
            naming: Naming::Named,
            role,
            confidence: 0.95,
        }
    }

    /// "Kremlin spokesman" before the name, or the appositive after it.
    fn role_around(&self, core: &Range<usize>, person: &Entity, tail: &Range<usize>) -> String {
        let scan = self.scan;
        if person.tokens.start > core.start {
            let before = self.trimmed(&(core.start..person.tokens.start));
            return scan.reading.slice(before).to_owned();
        }
        if tail.is_empty() || scan.any(tail.start, &["who", "which", "whose"]) {
            return String::new();
        }
        let end = if scan.pos(tail.end - 1) == Pos::Comma { tail.end - 1 } else { tail.end };
        if end <= tail.start { String::new() } else { scan.reading.slice(self.trimmed(&(tail.start..end))).to_owned() }
    }

    /// Without the determiner, and without a comma at the end.
    fn trimmed(&self, tokens: &Range<usize>) -> Span {
        let mut tokens = tokens.clone();
        while tokens.len() > 1
            && (self.scan.pos(tokens.start) == Pos::Determiner || self.scan.pos(tokens.start) == Pos::Adverb)
        {
            tokens.start += 1;
        }
        // "The board’s | promise": the board's.
        let owner = |at: usize| self.scan.any(at, &["'s", "’s"]);
        while tokens.len() > 1
            && (matches!(self.scan.pos(tokens.end - 1), Pos::Comma | Pos::Break) || owner(tokens.end - 1))
        {
            tokens.end -= 1;
        }
        self.scan.span(tokens)
    }

    /// The head of a noun phrase: its last noun before "of", "for", "in" or a comma.
    fn head(&self, core: &Range<usize>) -> usize {
        let stop = core
            .clone()
            .skip(1)
            .find(|&t| {
                matches!(self.scan.pos(t), Pos::Preposition | Pos::Wh | Pos::Comma | Pos::Participle | Pos::Coordinator)
            })
            .unwrap_or(core.end);
        (core.start..stop)
            .rev()
            .find(|&t| self.scan.pos(t).ends_noun_phrase() || self.scan.has(t, Class::Demonym))
            .unwrap_or(core.start)
    }

    fn common(&self, core: &Range<usize>, tail: &Range<usize>) -> Description {
        let scan = self.scan;
        let head = self.head(core);
        let classes = scan.classes(head);
        let entity = self.entity_at(head);
        let kind = self.kind_of(head, entity);
        let definite = scan.any(core.start, &["the", "this", "that", "these", "those", "both"])
            || core.len() == 1 && scan.has(head, Class::Title);
        if definite && entity.is_none() {
            if let Some(holder) = self.holder(head).or_else(|| self.firm(head)) {
                let person = self.named(holder, String::new());
                let body = holder.kind != EntityKind::Person;
                return if body {
                    Description { kind: SourceType::Organization, confidence: 0.7, ..person }
                } else {
                    person
                };
            }
            if let Some(known) = self.known_by_role(head) {
                let source = &self.sources[known as usize];
                return Description {
                    name: source.name.clone(),
                    kind: source.kind,
                    naming: source.naming,
                    role: String::new(),
                    confidence: 0.7,
                };
            }
        }
        // "the news agency Tass": what it is, and then its name.
        let introduced = |e: &Entity| {
            e.kind == EntityKind::Organization
                && e.tokens.start > core.start
                && scan.pos(e.tokens.start - 1) == Pos::Noun
                && scan.classes(e.tokens.start - 1).any(super::scan::SOURCE_NOUN)
        };
        let whole_name = entity.filter(|e| e.tokens.end > head && (e.tokens.start <= core.start + 1 || introduced(e)));
        let closes = |e: &Entity| {
            e.tokens.end == core.end
                || tail.is_empty() && e.tokens.end + 1 >= core.end
                || scan.kind(e.tokens.end) == Some(TokenKind::Open)
        };
        let mut role = String::new();
        let name = match whole_name {
            Some(e) if closes(e) => {
                if introduced(e) {
                    scan.reading.slice(self.trimmed(&(core.start..e.tokens.start))).clone_into(&mut role);
                }
                self.full_name(e)
            }
            _ => scan.reading.slice(self.trimmed(core)).to_owned(),
        };
        // "The contractor, Acme Corp.,": the name stands beside it.
        let beside = self.entity_at(tail.start).filter(|e| {
            entity.is_none() && !tail.is_empty() && e.kind == EntityKind::Organization && e.tokens.start == tail.start
        });
        if let Some(body) = beside {
            return Description {
                name: self.full_name(body),
                kind: if kind == SourceType::Person { SourceType::Organization } else { kind },
                naming: Naming::Named,
                role: scan.reading.slice(self.trimmed(core)).to_owned(),
                confidence: 0.9,
            };
        }
        let collective = classes.any(crate::lexicon::Classes::of(&[
            Class::Country,
            Class::Place,
            Class::GroupNoun,
            Class::StateNoun,
            Class::Demonym,
        ]));
        let naming = if entity.is_some_and(|e| e.kind == EntityKind::Organization) && whole_name.is_some() {
            Naming::Named
        } else if collective {
            Naming::Collective
        } else if whole_name.is_some() {
            Naming::Named
        } else {
            Naming::Unnamed
        };
        Description { name, kind, naming, role, confidence: if whole_name.is_some() { 0.9 } else { 0.75 } }
    }

    fn entity_at(&self, token: usize) -> Option<&Entity> {
        let entities = &self.scan.tags.entities;
        let i = entities.partition_point(|e| e.tokens.end <= token);
        entities.get(i).filter(|e| e.tokens.start <= token)
    }

    fn kind_of(&self, head: usize, entity: Option<&Entity>) -> SourceType {
        let classes = self.scan.classes(head);
        let has = |c| classes.has(c);
        if has(Class::PictureNoun) || has(Class::WorkNoun) {
            SourceType::CreativeWork
        } else if has(Class::MediaNoun) || has(Class::Outlet) {
            SourceType::NewsMediaOrganization
        } else if has(Class::StateNoun) || has(Class::StateBody) || has(Class::Country) || has(Class::Place) {
            SourceType::GovernmentOrganization
        } else if has(Class::GroupNoun) || has(Class::Demonym) {
            SourceType::Group
        } else if has(Class::Role) || has(Class::Title) || has(Class::Pronoun) {
            SourceType::Person
        } else if has(Class::BodyNoun) || has(Class::Body) || has(Class::BodyName) {
            SourceType::Organization
        } else {
            match entity.map(|e| e.kind) {
                Some(EntityKind::Person) | None => SourceType::Person,
                Some(EntityKind::Place) => SourceType::GovernmentOrganization,
                Some(EntityKind::Group) => SourceType::Group,
                Some(_) => SourceType::Organization,
            }
        }
    }

    /// Who was last said to have an office: "the mayor".
    fn holder(&self, head: usize) -> Option<&Entity> {
        let holders = self.offices.get(&self.scan.id(head)).filter(|_| self.scan.id(head) != WordId::UNKNOWN)?;
        let before = holders.partition_point(|&i| self.scan.tags.entities[i as usize].tokens.start < head);
        holders[..before].last().map(|&i| &self.scan.tags.entities[i as usize])
    }

    /// "The company": the firm that the paragraph has named, else the one that the article names most.
    fn firm(&self, head: usize) -> Option<&Entity> {
        /// Names looked back over.
        const BACK: usize = 60;
        let scan = self.scan;
        if !scan.any(head, &["company", "firm"]) {
            return None;
        }
        let entities = &scan.tags.entities;
        let before = entities.partition_point(|e| e.tokens.start < head);
        let is_firm = |e: &&Entity| {
            let classes = scan.classes(e.tokens.end - 1).with(scan.classes(e.tokens.start));
            let others =
                Classes::of(&[Class::Outlet, Class::StateBody, Class::MediaNoun, Class::StateNoun, Class::Body]);
            e.kind == EntityKind::Organization && !classes.any(others)
        };
        let firms = || entities[before.saturating_sub(BACK)..before].iter().filter(is_firm);
        let from = scan.reading.segments[scan.reading.segment_at(scan.reading.tokens[head].span.start())?].span.start();
        let here = firms().find(|e| e.span.start() >= from);
        let times = |e: &&Entity| firms().filter(|f| f.refers_to == e.refers_to).count();
        here.or_else(|| firms().max_by_key(|e| (times(e), std::cmp::Reverse(e.tokens.start))))
    }

    /// The latest known source whose role or name has this noun: "the minister", "the officials".
    fn known_by_role(&self, head: usize) -> Option<u32> {
        /// Sources looked back over; what was said longer ago is named again.
        const BACK: usize = 30;
        /// What follows a head.
        const PREPOSITIONS: &[&str] = &["of", "by", "for", "from", "in", "at", "on", "with", "to"];
        let noun = self.scan.reading.word(head).to_ascii_lowercase();
        // "a review commissioned by the trust" is a review.
        let ends = |phrase: &str| {
            let words = phrase.split(' ').take_while(|w| !PREPOSITIONS.contains(w));
            let head = words.filter(|w| !w.ends_with("ed")).last();
            head.is_some_and(|w| w.eq_ignore_ascii_case(&noun))
        };
        // "a nurse at the clinic and the head of its union" is the nurse and the head.
        let holds = |role: &str| role.split([',', ';']).flat_map(|part| part.split(" and ")).any(&ends);
        let known = self.sources.iter().enumerate().rev().take(BACK);
        known.clone().find(|(_, s)| ends(&s.name) || holds(&s.role)).map(|(i, _)| i as u32)
    }
}

/// Whether the head of a description is plural, roughly.
pub(crate) fn is_plural(name: &str) -> bool {
    name.split(" of ").next().is_some_and(|n| n.ends_with('s') && !n.ends_with("ss"))
        || name.ends_with("people")
        || name.ends_with("police")
}

/// Whether an act is one of the mind, which inside a quotation only colours it: "I think", "we want".
pub(super) fn is_of_the_mind(act: SpeechAct) -> bool {
    matches!(act, SpeechAct::Believe | SpeechAct::Intend)
}
