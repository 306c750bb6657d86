//! Whom "he", "she", "him", "her" and "his" stand for.
//!
//! Every name near a pronoun is a candidate. What speaks for it and against it is a list of small facts of grammar and
//! nearness (after Lappin and Leass 1994 and Hobbs 1978), each with a weight; the weights were fitted to the training part
//! of GUM by `model/training/pronouns.py`.

use std::ops::Range;

use super::{Entity, Pos, Tags};
use crate::lexicon::{Class, Lexicon};
use crate::terms::{EntityKind, SegmentKind};
use crate::text::{Reading, TokenKind};

/// What a pronoun stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Antecedent {
    /// Index of the fullest mention of the name in [`Tags::entities`].
    pub entity: u32,
    /// Probability that it is this name, as far as the model can tell, among all that were considered.
    pub confidence: f64,
    /// Other names that are about as likely, the likeliest first, as the same index.
    pub others: Vec<u32>,
}

/// A mention that a pronoun may stand for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Index of the mention in [`Tags::entities`].
    pub mention: u32,
    /// How far each of [`FACTS`] holds.
    pub facts: [f32; FACTS.len()],
}

impl Candidate {
    /// The sum of its facts by their weights, a logit.
    pub fn score(&self) -> f64 {
        self.facts.iter().zip(FACTS).map(|(value, (_, weight))| f64::from(*value) * weight).sum()
    }
}

/// The facts and their weights, in the order of [`Candidate::facts`].
#[rustfmt::skip]
pub const FACTS: &[(&str, f64)] = &[
    ("in the same sentence", 1.4),
    ("sentences before, from two on", -0.8),
    ("subject", 1.1),
    ("after a preposition", -0.5),
    ("after “of”", -0.9),
    ("both subjects", 0.5),
    ("neither a subject", 0.5),
    ("owner in the subject’s clause", 0.5),
    ("subject and object of one verb", -2.0),
    ("subject of the pronoun’s own clause, reflexive", 1.5),
    ("other persons between", 0.0),
    ("named before, times doubled", 0.6),
    ("first name of its paragraph", 0.2),
    ("a body, place or group", -1.6),
    ("the sex fits", 1.0),
    ("the sex does not fit", -2.4),
    ("after the pronoun", -1.0),
    ("after the pronoun, the subject that its phrase leads to", 2.0),
    ("joined to another name", -0.6),
    ("outside the pronoun’s quotation", -0.5),
    ("in a quotation that the pronoun is not in", -1.0),
    ("what the last such pronoun stood for", 0.1),
    ("what a subject pronoun of this or the last sentence stood for", 0.1),
    ("subject of the same sentence, and the pronoun an owner", 0.5),
    ("named in the headline", 0.6),
    ("before “and” and the pronoun", 3.0),
    ("head of the pronoun’s relative clause", 3.0),
    ("both speak", 0.5),
];

/// The most mentions before a pronoun that are looked at.
const BACK: usize = 24;
/// The most mentions behind it, in its own sentence.
const AHEAD: usize = 4;
/// How much speaks for none of the names, as a logit: whoever is meant may have no name, or a name that was not found.
const NOBODY: f64 = 0.5;
/// Names at least this likely, as a share of the best one's likelihood, are told beside it.
const NEAR: f64 = 0.75;

/// The logarithm to the base of two of one more than the index; a table, for it is the same on every machine.
const DOUBLINGS: &[f32] = &[0.0, 1.0, 1.585, 2.0, 2.322, 2.585, 2.807, 3.0];

/// What a noun phrase does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Subject,
    Object,
    Oblique,
    OfPhrase,
    Owner,
    Other,
}

/// A pronoun of a single person.
#[derive(Clone, Copy, Debug)]
struct Pronoun {
    at: usize,
    female: bool,
    function: Function,
    reflexive: bool,
    sentence: usize,
    /// Index of the verb group it belongs to.
    verb: Option<usize>,
    /// Index of the verb group whose subject is understood as the subject of that one: of "met" in "met Lee to thank him".
    leading: Option<usize>,
    /// Index of the innermost quotation around it.
    quotation: Option<usize>,
}

/// Finds what pronouns of one text stand for.
#[derive(Clone, Copy, Debug)]
pub struct Resolver<'a, 't> {
    reading: &'a Reading<'t>,
    tags: &'a Tags,
    lexicon: &'a Lexicon,
}

/// The last pronoun of each sex, and what it stood for.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    last: Option<(u32, usize)>,
    subject: Option<(u32, usize)>,
}

impl<'a, 't> Resolver<'a, 't> {
    /// A resolver for a text with its tags.
    pub fn new(reading: &'a Reading<'t>, tags: &'a Tags, lexicon: &'a Lexicon) -> Self {
        Self { reading, tags, lexicon }
    }

    /// All pronouns of a single person, as indices of tokens in text order, with what each most likely stands for.
    pub fn all(&self) -> Vec<(usize, Antecedent)> {
        let mut out = Vec::new();
        self.each(|token, candidates| {
            let antecedent = self.choose(candidates);
            out.extend(antecedent.clone().map(|a| (token, a)));
            antecedent.map(|a| a.entity)
        });
        out
    }

    /// The likeliest of those names for the pronoun at a token that `allowed` lets through, by the index of their fullest
    /// mention.
    pub fn among(&self, token: usize, allowed: impl Fn(u32) -> bool) -> Option<u32> {
        let mut choice = None;
        self.each(|at, candidates| {
            if at == token {
                let name = |c: &Candidate| self.tags.entities[c.mention as usize].refers_to;
                let some: Vec<Candidate> = candidates.iter().filter(|c| allowed(name(c))).cloned().collect();
                choice = self.choose(&some).map(|a| a.entity);
            }
            self.choose(candidates).map(|a| a.entity)
        });
        choice
    }

    /// Goes through the pronouns: `choose` gets each with its candidates, and says which name it stands for, which counts
    /// for those that follow.
    pub fn each(&self, mut choose: impl FnMut(usize, &[Candidate]) -> Option<u32>) {
        let mut before = [Before::default(); 2];
        for token in 0..self.reading.tokens.len() {
            let Some(pronoun) = self.pronoun(token) else { continue };
            let known = &mut before[usize::from(pronoun.female)];
            let candidates = self.candidates(&pronoun, known);
            if let Some(root) = choose(token, &candidates) {
                known.last = Some((root, pronoun.sentence));
                if pronoun.function == Function::Subject {
                    known.subject = known.last;
                }
            }
        }
    }

    fn choose(&self, candidates: &[Candidate]) -> Option<Antecedent> {
        let mut best: Vec<(u32, f64)> = Vec::new();
        for candidate in candidates {
            let (root, score) = (self.tags.entities[candidate.mention as usize].refers_to, candidate.score());
            match best.iter_mut().find(|(r, _)| *r == root) {
                Some((_, known)) => *known = known.max(score),
                None => best.push((root, score)),
            }
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1));
        let &(entity, top) = best.first()?;
        let total: f64 = best.iter().map(|(_, s)| (s - top).exp()).sum::<f64>() + (NOBODY - top).exp();
        let others = best[1..].iter().take_while(|(_, s)| (s - top).exp() >= NEAR).map(|(r, _)| *r).collect();
        // The last digits of an exponential differ from platform to platform; the result may not.
        Some(Antecedent { entity, confidence: (1e3 / total).round() / 1e3, others })
    }

    /// All names that a pronoun may stand for, in text order, with the facts about each.
    fn candidates(&self, pronoun: &Pronoun, before: &Before) -> Vec<Candidate> {
        let entities = &self.tags.entities;
        let here = entities.partition_point(|e| e.tokens.start <= pronoun.at);
        let last = self.reading.tokens_of(pronoun.sentence).end;
        let ahead = entities[here..].iter().take(AHEAD).take_while(|e| e.tokens.start < last).count();
        let mentions = here.saturating_sub(BACK)..here + ahead;
        let count = |root: u32| entities[mentions.start..here].iter().filter(|e| e.refers_to == root).count();
        let one = |m: usize| {
            let facts = self.facts(pronoun, before, m, here, count(entities[m].refers_to));
            Candidate { mention: m as u32, facts }
        };
        mentions.clone().map(one).collect()
    }

    fn facts(
        &self,
        pronoun: &Pronoun,
        before: &Before,
        mention: usize,
        here: usize,
        count: usize,
    ) -> [f32; FACTS.len()] {
        let entities = &self.tags.entities;
        let entity = &entities[mention];
        let sentence = self.sentence(entity.tokens.start);
        let distance = pronoun.sentence.saturating_sub(sentence);
        let behind = mention >= here;
        let function = self.function(entity);
        let verb = self.verb_of(function, &entity.tokens, sentence);
        let (subject, same_verb) = (function == Function::Subject, verb.is_some() && verb == pronoun.verb);
        let segment = |at: usize| self.reading.segment_at(self.reading.tokens[at].span.start());
        let mut between: Vec<u32> = Vec::new();
        if !behind {
            for other in entities[mention + 1..here].iter().filter(|e| e.kind == EntityKind::Person) {
                if other.refers_to != entity.refers_to && !between.contains(&other.refers_to) {
                    between.push(other.refers_to);
                }
            }
        }
        let first_in = |range: Range<usize>| {
            let first = entities.partition_point(|e| e.tokens.start < range.start);
            let mut inside = entities[first..].iter().take_while(|e| e.tokens.start < range.end);
            inside.find(|e| e.kind == EntityKind::Person).is_some_and(|e| e.tokens == entity.tokens)
        };
        let paragraph = segment(entity.tokens.start);
        let starts = paragraph.map(|s| self.reading.token_at(self.reading.segments[s].span.start()));
        let sex = self.female(entity);
        let quotation = self.quotation(entity.tokens.start);
        let leads = behind && subject && pronoun.function != Function::Subject && self.is_fronted(pronoun, entity);
        let known = entity.kind == EntityKind::Person;
        let speaks = |verb: Option<usize>| verb.is_some_and(|v| self.reports(v));
        let owner = pronoun.function == Function::Owner;
        [
            f32::from(!behind && distance == 0),
            if distance >= 2 { distance.min(8) as f32 / 2.0 } else { 0.0 },
            f32::from(subject),
            f32::from(function == Function::Oblique),
            f32::from(function == Function::OfPhrase),
            f32::from(subject && pronoun.function == Function::Subject && !same_verb),
            f32::from(
                matches!(function, Function::Object | Function::Oblique)
                    && matches!(pronoun.function, Function::Object | Function::Oblique),
            ),
            f32::from(subject && same_verb && pronoun.function == Function::Owner),
            f32::from(
                !pronoun.reflexive
                    && (matches!(pronoun.function, Function::Object | Function::Oblique)
                        && self.acts(entity, subject.then_some(verb).flatten(), pronoun)
                        || same_verb && function == Function::Object && pronoun.function == Function::Subject),
            ),
            f32::from(pronoun.reflexive && subject && same_verb),
            between.len().min(5) as f32,
            DOUBLINGS[count.min(DOUBLINGS.len() - 1)],
            f32::from(starts.is_some_and(|s| first_in(s..entity.tokens.end))),
            f32::from(!known && entity.kind != EntityKind::Other),
            f32::from(sex == Some(pronoun.female)),
            f32::from(sex == Some(!pronoun.female)),
            f32::from(behind),
            f32::from(leads),
            f32::from(self.is_joined(entity)),
            f32::from(pronoun.quotation.is_some() && pronoun.quotation != quotation),
            f32::from(quotation.is_some() && pronoun.quotation != quotation),
            f32::from(before.last.is_some_and(|(root, _)| root == entity.refers_to)),
            f32::from(before.subject.is_some_and(|(root, at)| root == entity.refers_to && at + 1 >= pronoun.sentence)),
            f32::from(subject && distance == 0 && !behind && owner),
            f32::from(self.is_in_headline(entity.refers_to)),
            f32::from(entity.tokens.end + 1 == pronoun.at && self.pos(entity.tokens.end) == Pos::Coordinator),
            f32::from(distance == 0 && !behind && self.has_clause_of(entity, pronoun)),
            f32::from(subject && pronoun.function == Function::Subject && speaks(verb) && speaks(pronoun.verb)),
        ]
    }

    fn pronoun(&self, at: usize) -> Option<Pronoun> {
        let token = self.reading.tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
        let word = self.reading.slice(token.span);
        let is = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
        let female = is(&["she", "her", "hers", "herself"]);
        if !female && !is(&["he", "him", "his", "himself"]) {
            return None;
        }
        let sentence = self.sentence(at);
        let reflexive = is(&["himself", "herself"]);
        let function = if is(&["he", "she"]) {
            Function::Subject
        } else if is(&["his", "hers"]) || is(&["her"]) && self.pos(at) == Pos::Possessive {
            Function::Owner
        } else if at > 0 && self.pos(at - 1) == Pos::Preposition {
            Function::Oblique
        } else {
            Function::Object
        };
        let verb = self.verb_of(function, &(at..at + 1), sentence);
        let leading = verb.and_then(|v| self.leading(v));
        Some(Pronoun { at, female, function, reflexive, sentence, verb, leading, quotation: self.quotation(at) })
    }

    /// What a name does in its sentence, by its neighbours.
    fn function(&self, entity: &Entity) -> Function {
        /// How far an insertion between commas may reach, in tokens.
        const INSERTION: usize = 20;
        let sentence = self.reading.tokens_of(self.sentence(entity.tokens.start));
        let mut after = entity.tokens.end;
        if self.is_owner(after) {
            return Function::Owner;
        }
        let mut before = entity.tokens.start;
        while before > sentence.start
            && matches!(
                self.pos(before - 1),
                Pos::Determiner | Pos::Adjective | Pos::Noun | Pos::Name | Pos::Possessive
            )
        {
            before -= 1;
        }
        let lead = (before > sentence.start).then(|| self.pos(before - 1));
        if lead == Some(Pos::Preposition) {
            let of = self.reading.word(before - 1).eq_ignore_ascii_case("of");
            return if of { Function::OfPhrase } else { Function::Oblique };
        }
        let governs = matches!(lead, Some(Pos::Finite | Pos::Base | Pos::Participle | Pos::Ing));
        let last = sentence.end;
        if after < last && self.pos(after) == Pos::Coordinator {
            let entities = &self.tags.entities;
            let next = entities.partition_point(|e| e.tokens.start <= after);
            if let Some(other) = entities.get(next).filter(|e| e.tokens.start <= after + 3 && e.tokens.start < last) {
                after = other.tokens.end;
            }
        }
        let described = lead == Some(Pos::Comma) && before > sentence.start + 1 && self.pos(before - 2) != Pos::Name;
        if described && self.pos(after) == Pos::Comma && after + 1 < last && self.is_verb(after + 1) {
            // "One grower, Peter Nwosu, said".
            after += 1;
        } else if after < last && matches!(self.pos(after), Pos::Comma | Pos::Quote) && !governs {
            let closes = |t: usize| matches!(self.pos(t), Pos::Comma | Pos::Quote) && self.is_verb(t + 1);
            let end = last.saturating_sub(1).min(after + INSERTION);
            if let Some(close) = (after + 1..end).find(|&t| closes(t)) {
                after = close + 1;
            }
        }
        while after < last && self.pos(after) == Pos::Adverb {
            after += 1;
        }
        let predicate = after < last && (self.is_verb(after) || self.pos(after) == Pos::Wh && lead.is_none());
        if governs {
            // "..., said Lee.": a verb of saying before its subject.
            let inverted = !predicate
                && (after >= last || matches!(self.pos(after), Pos::Comma | Pos::Other | Pos::Quote | Pos::Break))
                && self.verb_at(before - 1).is_some_and(|v| self.reports(v));
            return if inverted { Function::Subject } else { Function::Object };
        }
        if predicate { Function::Subject } else { Function::Other }
    }

    /// The verb group that a noun phrase belongs to: for a subject the next one, for others the one before, within the
    /// sentence.
    fn verb_of(&self, function: Function, tokens: &Range<usize>, sentence: usize) -> Option<usize> {
        let verbs = &self.tags.verbs;
        let next = verbs.partition_point(|v| v.tokens.start < tokens.end);
        let ours = |v: &usize| verbs.get(*v).is_some_and(|v| v.sentence as usize == sentence);
        let before = next.checked_sub(1).filter(ours);
        let after = Some(next).filter(ours);
        match function {
            Function::Subject => {
                // "said Lee": the verb stands before.
                let inverted = before.filter(|&v| verbs[v].tokens.end == tokens.start && self.reports(v));
                inverted.or(after)
            }
            Function::Owner => before.or(after),
            _ => before,
        }
    }

    /// The verb group whose subject is understood as the subject of another that has none of its own: "met Lee, thanking
    /// him", "met Lee and thanked him", "wanted to meet him". None where the one before does not tell: "told Lee to meet him".
    fn leading(&self, verb: usize) -> Option<usize> {
        /// The most verbs that are gone back, and adverbs before one: many pronouns may share a verb.
        const FAR: usize = 6;
        let verbs = &self.tags.verbs;
        let mut at = verb;
        for _ in 0..FAR {
            let group = &verbs[at];
            let first = self.reading.tokens_of(group.sentence as usize).start;
            let before = (first..group.tokens.start).rev().take(FAR).map(|t| self.pos(t)).find(|&p| p != Pos::Adverb);
            let nominal = matches!(before, Some(Pos::Noun | Pos::Name | Pos::Pronoun));
            let own = if group.infinitive || !group.finite { nominal } else { before != Some(Pos::Coordinator) };
            if own {
                return (group.finite && !group.infinitive).then_some(at);
            }
            at = at.checked_sub(1).filter(|&v| verbs[v].sentence == group.sentence)?;
        }
        None
    }

    fn verb_at(&self, token: usize) -> Option<usize> {
        let verbs = &self.tags.verbs;
        let i = verbs.partition_point(|v| v.tokens.end <= token);
        verbs.get(i).is_some_and(|v| v.tokens.contains(&token)).then_some(i)
    }

    /// Whether a verb reports words.
    fn reports(&self, verb: usize) -> bool {
        let head = self.tags.verbs[verb].head;
        self.lexicon.verb_cue(self.reading.tokens[head].word).is_some()
    }

    /// Whether the phrase that the pronoun stands in comes before the subject of its sentence: "In her book, Lee says".
    fn is_fronted(&self, pronoun: &Pronoun, entity: &Entity) -> bool {
        let first = self.reading.tokens_of(pronoun.sentence).start;
        let finite = |range: Range<usize>| range.clone().any(|t| matches!(self.pos(t), Pos::Finite | Pos::Auxiliary));
        (pronoun.at..entity.tokens.start).any(|t| self.pos(t) == Pos::Comma) && !finite(first..pronoun.at)
    }

    fn is_joined(&self, entity: &Entity) -> bool {
        let joins = |t: usize| self.pos(t) == Pos::Coordinator;
        let (first, next) = (entity.tokens.start, entity.tokens.end);
        joins(next) && self.pos(next + 1) == Pos::Name
            || first > 1 && joins(first - 1) && self.pos(first - 2) == Pos::Name
    }

    /// Whether a name, the subject of `verb` or of none, does what is done to the pronoun; so it stands for somebody else.
    fn acts(&self, entity: &Entity, verb: Option<usize>, pronoun: &Pronoun) -> bool {
        let own = verb.is_some() && (verb == pronoun.verb || verb == pronoun.leading);
        own || pronoun.verb.is_some_and(|v| self.tags.verbs[v].tokens.start == entity.tokens.end)
    }

    /// Whether the pronoun stands in a relative clause of a name, and may stand for it: "Lee, who sold his house".
    fn has_clause_of(&self, entity: &Entity, pronoun: &Pronoun) -> bool {
        let who = entity.tokens.end + usize::from(self.pos(entity.tokens.end) == Pos::Comma);
        if self.pos(who) != Pos::Wh || who >= pronoun.at {
            return false;
        }
        let first = self.tags.verbs.partition_point(|v| v.tokens.start < who);
        match pronoun.function {
            Function::Owner => pronoun.leading.or(pronoun.verb) == Some(first),
            Function::Subject => pronoun.verb == Some(first + 1),
            _ => pronoun.reflexive && pronoun.leading == Some(first),
        }
    }

    /// Whether a name stands in the headline, in any form.
    fn is_in_headline(&self, name: u32) -> bool {
        let inside = |e: &&Entity| {
            self.reading
                .segment_at(e.span.start())
                .is_some_and(|s| self.reading.segments[s].kind == SegmentKind::Headline)
        };
        self.tags.entities.iter().take_while(inside).any(|e| e.refers_to == name)
    }

    /// Whether a name is a woman's, by its title or its given name.
    fn female(&self, entity: &Entity) -> Option<bool> {
        /// How many words before a name may tell: "Foreign Secretary Lady".
        const TITLES: usize = 3;
        let told = |token: usize| {
            let classes = self.lexicon.classes(self.reading.tokens[token].word);
            match (classes.has(Class::Female), classes.has(Class::Male)) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        };
        let line = self.reading.tokens_of(self.sentence(entity.tokens.start)).start;
        let before = (entity.tokens.start.saturating_sub(TITLES).max(line)..entity.tokens.start)
            .rev()
            .take_while(|&t| matches!(self.pos(t), Pos::Noun | Pos::Name))
            .find_map(told);
        let full = &self.tags.entities[entity.refers_to as usize];
        before.or_else(|| told(full.tokens.start)).or_else(|| told(entity.tokens.start))
    }

    fn is_owner(&self, token: usize) -> bool {
        let Some(t) = self.reading.tokens.get(token) else { return false };
        matches!(self.reading.slice(t.span), "'s" | "’s" | "'" | "’")
    }

    fn is_verb(&self, token: usize) -> bool {
        matches!(self.pos(token), Pos::Finite | Pos::Auxiliary)
    }

    fn pos(&self, token: usize) -> Pos {
        self.tags.pos.get(token).copied().unwrap_or(Pos::Other)
    }

    fn sentence(&self, token: usize) -> usize {
        self.reading.sentences.partition_point(|s| (s.tokens.end as usize) <= token)
    }

    fn quotation(&self, token: usize) -> Option<usize> {
        const DEEP: usize = 4;
        let at = self.reading.tokens[token].span.start();
        let quotations = &self.reading.quotations;
        let after = quotations.partition_point(|q| q.inner.start() <= at);
        (after.saturating_sub(DEEP)..after).rev().find(|&q| quotations[q].inner.holds(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the pronouns of a text stand for, in order; "?" where that is less likely than not.
    fn names(text: &str) -> Vec<String> {
        let lexicon = Lexicon::get();
        let reading = crate::text::read(text, lexicon);
        let tags = super::super::tag(&reading, &crate::model::Model::built_in().run(&reading, lexicon), lexicon, None);
        let name = |(_, a): &(usize, Antecedent)| {
            let full = reading.slice(tags.entities[a.entity as usize].span).to_owned();
            if a.confidence < 0.5 { "?".to_owned() } else { full }
        };
        tags.pronouns.iter().map(name).collect()
    }

    #[test]
    fn the_subject_before_is_meant() {
        assert_eq!(names("Ruth Adeyemi met John Carver on Monday. She signed the order."), ["Ruth Adeyemi"]);
        assert_eq!(names("Peter Nwosu left the court in March. He had lost the case."), ["Peter Nwosu"]);
    }

    #[test]
    fn the_sex_decides_between_names() {
        assert_eq!(names("John Carver met Ruth Adeyemi on Monday. She signed the order."), ["Ruth Adeyemi"]);
        assert_eq!(names("Mrs Carver met Mr Nwosu on Monday. He signed the order."), ["Nwosu"]);
        // A name in the line before is no title.
        assert_eq!(names("By Peter Nwosu\n\nRuth Adeyemi left in May. She had lost the case."), ["Ruth Adeyemi"]);
    }

    #[test]
    fn nobody_is_the_object_of_his_own_verb() {
        assert_ne!(names("Peter Nwosu met John Carver. David Moss fired him."), ["David Moss"]);
        assert_eq!(names("David Moss blamed himself."), ["David Moss"]);
    }

    #[test]
    fn whoever_does_it_is_not_whom_it_is_done_to() {
        assert_eq!(names("Peter Nwosu beat David Moss, knocking him out."), ["David Moss"]);
        assert_eq!(names("Peter Nwosu had met David Moss but was unable to trust him."), ["David Moss"]);
        assert_eq!(names("Peter Nwosu asked David Moss to visit him."), ["Peter Nwosu"]);
    }

    #[test]
    fn whose_a_phrase_beside_the_name_is() {
        assert_eq!(names("Ann Moss dined with Ruth Adeyemi and her sons."), ["Ruth Adeyemi"]);
        assert_eq!(names("Ann Moss lost to Ruth Adeyemi, who kept her title."), ["Ruth Adeyemi"]);
    }

    #[test]
    fn the_headline_names_whom_a_text_is_about() {
        let text = "David Moss spoke of Peter Nwosu at the fair. The hall was full. His farm is for sale.";
        assert_eq!(names(&format!("Moss speaks of farming\n\n{text}")), ["David Moss"]);
        assert_eq!(names(&format!("Nwosu gives up farming\n\n{text}")), ["Peter Nwosu"]);
    }

    #[test]
    fn the_subject_that_a_fronted_phrase_leads_to() {
        assert_eq!(names("In her first speech, Ruth Adeyemi promised a new bridge."), ["Ruth Adeyemi"]);
    }

    #[test]
    fn other_words_and_texts_without_names_give_nothing() {
        assert!(names("It rained, and they went home.").is_empty());
        assert!(names("He went home.").is_empty());
    }

    #[test]
    fn names_that_are_nearly_as_likely_are_told() {
        let lexicon = Lexicon::get();
        let reading = crate::text::read("Ruth Adeyemi wrote to Peter Nwosu and to David Moss. He was sorry.", lexicon);
        let tags = super::super::tag(&reading, &crate::model::Model::built_in().run(&reading, lexicon), lexicon, None);
        let [(_, antecedent)] = &tags.pronouns[..] else { panic!("{:?}", tags.pronouns) };
        assert!(antecedent.confidence < 0.5 && antecedent.others.len() == 1, "{antecedent:?}");
    }
}
