//! Which stretches are claims, and in whose voice.
//!
//! Every voice has stretches of text: the author the sentences, an attribution its content. What an inner attribution
//! takes is cut out of the outer stretch; what is left is split into propositions. Acts like refusing, denying or calling
//! for something are claims as a whole: what can be checked is that they were done.

use std::ops::Range;

use super::clause::{Clause, Clauses};
use crate::attribution::rule;
use crate::attribution::{Attribution, Found};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::order::{key, sort_by_key};
use crate::span::Span;
use crate::tag::{Pos, Tags};
use crate::terms::{QuoteType, SegmentKind, SourceId, SpeechAct, Voice};
use crate::text::{Reading, Sentence};

/// A stretch that is a claim.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) clause: Clause,
    pub(super) segment: u32,
    pub(super) attribution: Option<u32>,
    pub(super) source: SourceId,
    pub(super) voice: Voice,
    /// Whether the claim is the whole act with source and cue.
    pub(super) whole: bool,
    pub(super) made_by: &'static str,
    pub(super) confidence: f64,
}

/// The fewest words of a claim in running text.
const LEAST: usize = 3;

/// All claims of a text, in order.
pub(super) fn propose(reading: &Reading<'_>, tags: &Tags, found: &Found<'_>) -> Vec<Proposal> {
    // There are seldom more.
    let out = Vec::with_capacity(reading.sentences.len() + found.attributions.len());
    let mut p = Proposer { clauses: Clauses { reading, tags }, found, children: children(found), out };
    let bears = |i: &u32| bears_claims(&found.attributions[*i as usize]);
    let bearing: Vec<u32> = (0..found.attributions.len() as u32).filter(bears).collect();
    let outer: Vec<u32> = bearing.iter().copied().filter(|&i| holder(found, i).is_none()).collect();
    p.author(&outer);
    for i in bearing {
        p.attribution(i);
    }
    let mut out = p.out;
    sort_by_key(&mut out, |c| {
        let end = c.clause.last().map_or(0, |r| r.end);
        key([c.clause[0].start as u32, end as u32, c.attribution.map_or(0, |a| a + 1), 0])
    });
    out.dedup_by(|a, b| a.clause == b.clause);
    out.shrink_to_fit();
    out
}

/// Whether claims are built on an attribution. One that the model alone has seen, by words that the lexicon does not know
/// and without a quotation, must be sure: it may be an act that nobody speaks in ("the board banned the sale").
pub(super) fn bears_claims(a: &Attribution<'_>) -> bool {
    const SURE: f64 = 0.8;
    if a.is_act {
        return false;
    }
    // "citing a lack of money" gives a reason for what the sentence says, and claims nothing by itself.
    let reason = a.made_by == rule::NOUN_PHRASE && a.lexical.is_some_and(|cue| matches!(cue.words, "cite" | "quote"));
    if reason && a.quote_type == QuoteType::Indirect {
        return false;
    }
    a.made_by != crate::attribution::MODEL
        || a.lexical.is_some()
        || a.quote_type != QuoteType::Indirect
        || a.confidence >= SURE
}

/// The nearest attribution around this one that bears claims.
fn holder(found: &Found<'_>, attribution: u32) -> Option<u32> {
    let mut at = found.attributions[attribution as usize].nested_in;
    while let Some(i) = at.filter(|&i| !bears_claims(&found.attributions[i as usize])) {
        at = found.attributions[i as usize].nested_in;
    }
    at
}

fn children(found: &Found<'_>) -> Vec<Vec<u32>> {
    let mut children = vec![Vec::new(); found.attributions.len()];
    for (i, a) in found.attributions.iter().enumerate() {
        if let Some(parent) = holder(found, i as u32).filter(|_| bears_claims(a)) {
            children[parent as usize].push(i as u32);
        }
    }
    children
}

/// Whether the claim under an attribution is the whole act.
fn is_whole(a: &Attribution<'_>) -> bool {
    match a.act {
        SpeechAct::Refuse
        | SpeechAct::Deny
        | SpeechAct::Downplay
        | SpeechAct::LeaveOpen
        | SpeechAct::Condemn
        | SpeechAct::Praise
        | SpeechAct::Directive
        | SpeechAct::Ask
        | SpeechAct::Intend => a.quote_type != QuoteType::Direct,
        SpeechAct::Accuse => a.cue.is_some() && a.quote_type != QuoteType::Direct,
        // What a picture shows is the claim, not that it shows it.
        SpeechAct::Depict => false,
        _ => matches!(a.made_by, rule::INFINITIVE | rule::NOUN_PHRASE | rule::WH_CLAUSE | rule::REFUSAL),
    }
}

/// Whether the subject of what is said stands before the cue and the rest behind it: "Lee | is rumoured | to be leaving".
pub(super) fn is_raised(a: &Attribution<'_>, reading: &Reading<'_>, tags: &Tags) -> bool {
    let ([subject, .., rest], Some(cue)) = (&a.content[..], a.cue) else { return false };
    let unfinished = |at: usize| matches!(tags.pos[at], Pos::To | Pos::Ing);
    subject.end() <= cue.start()
        && cue.end() <= rest.start()
        && reading.tokens_in(*rest).find(|&at| tags.pos[at] != Pos::Adverb).is_some_and(unfinished)
        && !reading.tokens_in(*subject).any(|at| matches!(tags.pos[at], Pos::Finite | Pos::Auxiliary))
}

/// Whether an attribution is said on the way, so that the clause it stands in is still the outer voice's.
fn is_incidental(a: &Attribution<'_>) -> bool {
    a.made_by == rule::NOUN_CUE
}

struct Proposer<'a, 't> {
    clauses: Clauses<'a, 't>,
    found: &'a Found<'a>,
    children: Vec<Vec<u32>>,
    out: Vec<Proposal>,
}

impl Proposer<'_, '_> {
    /// Everything from source to content of an attribution, clipped to a stretch.
    fn takes(&self, i: u32, stretch: &Range<usize>, taken: &mut Vec<Range<usize>>) {
        let a = &self.found.attributions[i as usize];
        if is_incidental(a) {
            return;
        }
        let reading = self.clauses.reading;
        // "a striker, who limped off and is feared to have torn a muscle": the noun belongs to the clause before.
        let shared = a.made_by == rule::PASSIVE_CUE
            && matches!((&a.content[..], a.cue), ([subject, _, ..], Some(cue)) if self.relates(*subject, cue));
        let more = self.did_more(a);
        let content = &a.content[usize::from(shared || more && a.source.is_empty())..];
        let source = if more { &[] } else { &a.source[..] };
        let spans = source.iter().chain(&a.cue).chain(content).copied();
        let mut pieces: Vec<Range<usize>> =
            spans.map(|s| reading.tokens_in(s)).filter(|r| r.start < stretch.end && stretch.start < r.end).collect();
        sort_by_key(&mut pieces, |r| r.start as u128);
        // What stands between source, cue and content in one sentence belongs to them: "in a statement on Monday".
        let Some(hull) = pieces.iter().cloned().reduce(|a, b| a.start..a.end.max(b.end)) else { return };
        if a.made_by == rule::PASSIVE_CUE || a.made_by == rule::HEARSAY_ADVERB || hull.len() < 60 {
            taken.push(hull.start.max(stretch.start)..hull.end.min(stretch.end));
        } else {
            taken.extend(pieces.into_iter().map(|r| r.start.max(stretch.start)..r.end.min(stretch.end)));
        }
    }

    /// "Arden closed two ports and | said ...", "Lee is a lawyer, but | has reportedly left": what is told before is the author's.
    fn did_more(&self, a: &Attribution<'_>) -> bool {
        let Clauses { reading, tags } = self.clauses;
        let Some(cue) = a.cue else { return false };
        let (subject, next) = match (&a.source[..], &a.content[..]) {
            ([.., source], _) => (*source, cue),
            ([], [subject, rest, ..]) => (*subject, if rest.start() < cue.start() { *rest } else { cue }),
            _ => return false,
        };
        let is = |at: usize, word: &str| reading.word(at).eq_ignore_ascii_case(word);
        let between = reading.tokens_in(subject).end..reading.tokens_in(next).start;
        let joins = between.clone().rev().find(|&at| tags.pos[at] != Pos::Adverb);
        let before = reading.quotations.partition_point(|q| q.span.start() <= cue.start());
        let quoted = reading.quotations[before.saturating_sub(4)..before].iter().any(|q| q.span.contains(cue));
        // "Shares fell after | the firm cut its forecast, | saying ...": and so is what stands after a conjunction.
        let first = reading.tokens_in(subject).start;
        let opens = tags.pos[reading.tokens_in(cue).start] == Pos::Ing
            && first > 0
            && (tags.pos[first - 1] == Pos::Subordinator || is(first - 1, "after") || is(first - 1, "before"));
        let joined = |at: usize| is(at, "and") || is(at, "but") || opens && tags.pos[at] == Pos::Comma;
        !quoted
            && joins.is_some_and(joined)
            && self.clauses.has_finite(&between)
            && !between.into_iter().any(|at| matches!(tags.pos[at], Pos::Wh | Pos::That))
    }

    /// Whether a relative pronoun stands between two spans.
    fn relates(&self, before: Span, after: Span) -> bool {
        let Clauses { reading, tags } = self.clauses;
        let between = reading.tokens_in(before).end..reading.tokens_in(after).start;
        between.into_iter().any(|at| tags.pos[at] == Pos::Wh)
    }

    /// A stretch without what is taken.
    fn remains(stretch: Range<usize>, mut taken: Vec<Range<usize>>) -> Vec<Range<usize>> {
        sort_by_key(&mut taken, |r| r.start as u128);
        let mut out = Vec::new();
        let mut at = stretch.start;
        for t in taken {
            if t.start > at {
                out.push(at..t.start);
            }
            at = at.max(t.end);
        }
        if at < stretch.end {
            out.push(at..stretch.end);
        }
        out
    }

    fn author(&mut self, outer: &[u32]) {
        let reading = self.clauses.reading;
        // Attributions by sentence: those whose hull touches it.
        let mut by_sentence: Vec<Vec<u32>> = vec![Vec::new(); reading.sentences.len()];
        for &i in outer {
            let a = &self.found.attributions[i as usize];
            for span in a.source.iter().chain(&a.cue).chain(&a.content) {
                for s in sentences_of(reading, *span) {
                    if by_sentence[s].last() != Some(&i) {
                        by_sentence[s].push(i);
                    }
                }
            }
        }
        for (s, attributions) in by_sentence.iter().enumerate() {
            let sentence = &reading.sentences[s];
            let kind = reading.segments[sentence.segment as usize].kind;
            if !kind.carries_claims() || sentence.is_dateline {
                continue;
            }
            let stretch = reading.tokens_of(s);
            if self.announces(s) || self.clauses.is_question(&stretch, stretch.end) {
                continue;
            }
            let mut taken = Vec::new();
            for &i in attributions {
                self.takes(i, &stretch, &mut taken);
            }
            for &i in attributions {
                self.asides(i, sentence.segment, &stretch);
            }
            let bare = taken.is_empty();
            for mut piece in Self::remains(stretch, taken) {
                // "..., Lee said, | as the search went on".
                if self.clauses.goes_on_meanwhile(&piece) && !attributions.is_empty() {
                    piece.start += 2;
                }
                let (at, subject) = (self.out.len(), self.subject_of(&piece, sentence, attributions));
                self.split(piece, sentence.segment, None, bare && kind != SegmentKind::Paragraph);
                if let (Some(subject), Some(claim)) = (subject, self.out.get_mut(at)) {
                    claim.clause.insert(0, subject);
                }
            }
        }
    }

    /// "Lee, | who ran two of the sites, | said ...": what the author tells of a source.
    fn asides(&mut self, i: u32, segment: u32, stretch: &Range<usize>) {
        /// How many attributions before and behind may stand in the aside.
        const NEAR: usize = 16;
        let Clauses { reading, tags } = self.clauses;
        let a = &self.found.attributions[i as usize];
        let Some(source) = a.source.first().map(|s| reading.tokens_in(*s)).filter(|s| stretch.contains(&s.start))
        else {
            return;
        };
        for comma in source.clone().filter(|at| tags.pos[*at] == Pos::Comma && stretch.contains(at)) {
            // The source ends before the time: "said Lee, who left | in 2019".
            let behind = a.cue.is_some_and(|cue| cue.end() <= reading.tokens[source.start].span.start());
            let last = if behind { stretch.end } else { a.cue.map_or(source.end, |cue| reading.tokens_in(cue).start) };
            // What is said in it is told by its own attribution.
            let near = (i as usize).saturating_sub(NEAR)..self.found.attributions.len().min(i as usize + NEAR);
            let speaks = |end: usize| {
                self.found.attributions[near.clone()].iter().any(|b| {
                    bears_claims(b) && b.cue.is_some_and(|cue| (comma..end).contains(&reading.tokens_in(cue).start))
                })
            };
            // "records, which the Mail has seen": what others do with it.
            let does = (comma + 2..last).find(|&at| tags.pos[at] != Pos::Adverb);
            let does = does.is_some_and(|at| matches!(tags.pos[at], Pos::Finite | Pos::Auxiliary));
            let end = self.clauses.relative(comma, last.min(stretch.end)).filter(|_| does);
            if let Some(end) = end.filter(|&end| !self.clauses.withholds_name(comma..end) && !speaks(end)) {
                let clause = self.clauses.relative_clause(comma, end, source.start);
                self.push(clause, segment, None, false, "author-voice", 0.7);
            }
        }
    }

    /// The subject of what an attribution has left of its sentence: "Lee | said why | but left soon after".
    fn subject_of(&self, piece: &Range<usize>, sentence: &Sentence, attributions: &[u32]) -> Option<Range<usize>> {
        /// The longest that is told again, in tokens.
        const LONGEST: usize = 25;
        let Clauses { reading, tags } = self.clauses;
        // "The demand that Lee resign | has been refused".
        let first = sentence.tokens.start as usize;
        if matches!(tags.pos[piece.start], Pos::Finite | Pos::Auxiliary)
            && (first + 1..first + LONGEST).contains(&piece.start)
        {
            return Some(first..piece.start);
        }
        let joins = |p: Pos| matches!(p, Pos::Adverb | Pos::Comma | Pos::Coordinator);
        let verb = (piece.start..piece.end).find(|&at| !joins(tags.pos[at]))?;
        if verb == piece.start || !matches!(tags.pos[verb], Pos::Finite | Pos::Auxiliary) {
            return None;
        }
        attributions.iter().find_map(|&i| {
            let a = &self.found.attributions[i as usize];
            // "a striker, who is feared to have torn a muscle, | will miss the final".
            if let ([subject, .., last], Some(cue)) = (&a.content[..], a.cue)
                && self.relates(*subject, cue)
                && tags.pos[piece.start] == Pos::Comma
                && reading.tokens_in(*last).end == piece.start
            {
                return Some(reading.tokens_in(*subject));
            }
            let (source, content) = (reading.tokens_in(*a.source.first()?), reading.tokens_in(*a.content.last()?));
            let before = a.cue.is_some_and(|cue| source.end <= reading.tokens_in(cue).start);
            let comma = source.clone().find(|&at| tags.pos[at] == Pos::Comma).unwrap_or(source.end);
            (before && content.end == piece.start).then_some(source.start..comma)
        })
    }

    /// Whether a sentence says what comes next, and claims nothing: "What happens now" as a heading, "Here is what the
    /// council says about the fund".
    fn announces(&self, sentence: usize) -> bool {
        let Clauses { reading, tags } = self.clauses;
        let tokens = reading.tokens_of(sentence);
        let kind = reading.segments[reading.sentences[sentence].segment as usize].kind;
        let is = |at: usize, words: &[&str]| {
            at < tokens.end && words.iter().any(|word| reading.word(at).eq_ignore_ascii_case(word))
        };
        kind != SegmentKind::Paragraph && tags.pos[tokens.start] == Pos::Wh
            || is(tokens.start, &["here"]) && is(tokens.start + 1, &["is", "are", "'s", "’s"])
            || is(tokens.start, &["here's", "here’s"])
    }

    fn attribution(&mut self, i: u32) {
        let a = &self.found.attributions[i as usize];
        if !self.clauses.reading.segments[a.segment as usize].kind.carries_claims() {
            return;
        }
        let reading = self.clauses.reading;
        if a.quote_type == QuoteType::Indirect
            && a.content.iter().all(|content| sentences_of(reading, *content).all(|s| self.announces(s)))
        {
            return;
        }
        // "an official, who asked not to be named, said".
        let relative = |cue: &Span| {
            let first = reading.tokens_in(*cue).start;
            first > 0 && self.clauses.tags.pos[first - 1] == Pos::Wh
        };
        let withholds = || a.cue.iter().chain(&a.content).any(|s| self.clauses.withholds_name(reading.tokens_in(*s)));
        if a.cue.as_ref().is_some_and(relative) && withholds() {
            return;
        }
        let whole = is_whole(a) || self.describes(a);
        if (whole || self.is_phrase(a)) && !a.source.is_empty() {
            let sentence = a.cue.map(|c| sentences_of(reading, c)).unwrap_or(0..0);
            let spans = a.source.iter().chain(&a.cue).chain(&a.content).copied();
            let hull = spans.filter(|s| sentences_of(reading, *s) == sentence).reduce(Span::cover);
            // The act may stand in another paragraph than what is quoted.
            let home = reading.sentences.get(sentence.start).map_or(a.segment, |s| s.segment);
            if let Some(hull) = hull.filter(|_| reading.segments[home as usize].kind.carries_claims()) {
                let pieces = self.act(i, reading.tokens_in(hull));
                self.push(pieces, home, Some(i), whole, a.made_by, a.confidence);
            }
            return;
        }
        if a.made_by == rule::NOUN_CUE && a.content.iter().all(|c| !self.clauses.has_finite(&reading.tokens_in(*c))) {
            return;
        }
        if a.made_by == rule::PASSIVE_CUE
            || a.made_by == rule::HEARSAY_ADVERB
            || is_raised(a, reading, self.clauses.tags)
        {
            let mut pieces: Clause = a.content.iter().map(|c| reading.tokens_in(*c)).collect();
            // "his deputy, | who | allegedly | took gifts": the deputy did.
            if let Some(mut clause) = pieces.first().and_then(|first| self.antecedent(first)) {
                clause.extend(pieces.drain(1..));
                pieces = clause;
            }
            self.push(pieces, a.segment, Some(i), false, a.made_by, a.confidence);
            return;
        }
        // "Asked whether he would leave, ...": nobody says anything of it.
        let silent = whole && a.source.is_empty();
        if silent && a.act == SpeechAct::Ask {
            return;
        }
        let verbatim = a.quote_type == QuoteType::Direct;
        let mut found_one = false;
        // "Even if it rains, Lee said, the match would go on": one claim.
        let mut condition: Option<Range<usize>> = None;
        for (nth, content) in a.content.iter().enumerate() {
            let tokens = reading.tokens_in(*content);
            let sentences = sentences_of(reading, *content);
            for s in sentences.filter(|&s| !reading.sentences[s].is_dateline) {
                let sentence = reading.tokens_of(s);
                let stretch = sentence.start.max(tokens.start)..sentence.end.min(tokens.end);
                if stretch.is_empty() || verbatim && self.clauses.is_question(&stretch, stretch.end) {
                    continue;
                }
                let mut taken = Vec::new();
                for &c in &self.children[i as usize] {
                    self.takes(c, &stretch, &mut taken);
                }
                let bare = taken.is_empty() && !found_one && !silent;
                for piece in Self::remains(stretch, taken) {
                    // "After a day, Lee said, it sank": so are words that only say when or where.
                    let leads = self.clauses.is_bare_condition(&vec![piece.clone()])
                        || self.clauses.tags.pos[piece.start] == Pos::Preposition && !self.clauses.has_finite(&piece);
                    // "Both sides, Lee wrote, “say the same”": the subject of what follows.
                    let next = a.content.get(nth + 1).map(|c| reading.tokens_in(*c).start);
                    let pos = |at: usize| self.clauses.tags.pos.get(at).copied().unwrap_or(Pos::Other);
                    let verb = |at: usize| matches!(pos(at), Pos::Finite | Pos::Auxiliary);
                    let apart = !self.clauses.has_finite(&piece)
                        && next.is_some_and(|at| pos(at) == Pos::Quote && verb(at + 1));
                    if nth + 1 < a.content.len() && (leads || apart) {
                        condition = Some(piece);
                        continue;
                    }
                    let at = self.out.len();
                    found_one |= self.split(piece, reading.sentences[s].segment, Some(i), bare);
                    if let Some(claim) = self.out.get_mut(at)
                        && let Some(condition) = condition.take()
                    {
                        claim.clause.insert(0, condition);
                    }
                }
            }
        }
    }

    /// "Lee described the deal as “obscene”": what is described is no sentence, whatever it holds.
    fn describes(&self, a: &Attribution<'_>) -> bool {
        let reading = self.clauses.reading;
        let follows = |cue: Span| a.content.first().is_some_and(|c| cue.end() <= c.start());
        let object = a.content.first().and_then(|c| reading.tokens_in(*c).next());
        let named =
            || a.made_by == rule::NAMING && a.content.iter().all(|c| !self.clauses.has_finite(&reading.tokens_in(*c)));
        (a.lexical.is_some_and(|cue| cue.words == "describe") || named())
            && a.quote_type != QuoteType::Direct
            && a.cue.is_some_and(follows)
            && object.is_some_and(|at| !reading.word(at).eq_ignore_ascii_case("as"))
    }

    /// Whether a content is no sentence, so that only with source and cue its words say something: "Lee described the charges
    /// as false", "analysts had forecast a rise".
    fn is_phrase(&self, a: &Attribution<'_>) -> bool {
        let reading = self.clauses.reading;
        // "the terminal handles about a third": what may be a verb behind a noun may make a clause.
        let may_be_verb = |at: usize| {
            self.clauses.tags.pos[at] == Pos::Noun
                && self.clauses.tags.pos[at - 1] == Pos::Noun
                && Lexicon::get().classes(reading.tokens[at].word).any(Classes::of(&[Class::VerbS, Class::VerbPast]))
        };
        let verbless = |c: &Span| {
            let tokens = reading.tokens_in(*c);
            !self.clauses.has_finite(&tokens) && !tokens.skip(1).any(may_be_verb)
        };
        let source = a.source.first().map_or(u32::MAX, |s| s.end());
        let leads = a.cue.is_some_and(|cue| source <= cue.start() && a.content.iter().all(|c| cue.end() <= c.start()));
        leads
            && a.quote_type == QuoteType::Indirect
            && !matches!(a.made_by, rule::PASSIVE_CUE | rule::HEARSAY_ADVERB | rule::NOUN_CUE | rule::CITING)
            && a.content.iter().all(verbless)
            && reading.segments[a.segment as usize].kind == SegmentKind::Paragraph
    }

    /// The words of an act: all from source to content, or the source apart where other words stand between: "she |
    /// urged families to leave".
    fn act(&self, i: u32, hull: Range<usize>) -> Clause {
        /// More words between are another clause.
        const GAP: usize = 8;
        let a = &self.found.attributions[i as usize];
        let reading = self.clauses.reading;
        let (Some(source), Some(cue)) = (a.source.first(), a.cue) else { return vec![hull] };
        let (mut source, cue) = (reading.tokens_in(*source), reading.tokens_in(cue));
        // "an official, | who | asked not to be named".
        if let Some(mut clause) = self.antecedent(&source).filter(|_| source.end <= cue.start) {
            clause.push(source.end..hull.end);
            return clause;
        }
        // "the chair, Ann Lee, | described": both commas.
        let is_comma = |at: usize| self.clauses.tags.pos[at] == Pos::Comma;
        source.end += usize::from(source.end < cue.start && is_comma(source.end) && source.clone().any(is_comma));
        // "said Ann Lee, the mayor, and asked for help".
        let joins = |at: usize| matches!(self.clauses.tags.pos[at], Pos::Comma | Pos::Coordinator | Pos::Adverb);
        let mut between = source.end..cue.start;
        if between.clone().any(|at| reading.word(at).eq_ignore_ascii_case("and")) && between.all(joins) {
            let name = source.start..source.clone().find(|&at| is_comma(at)).unwrap_or(source.end);
            return vec![name, cue.start..hull.end];
        }
        // "has neither confirmed nor denied", "issued a statement demanding": one act.
        let one = |at: usize| reading.word(at).eq_ignore_ascii_case("neither");
        let joined = self.clauses.tags.pos[cue.start] == Pos::Ing || (source.end..cue.start).any(one);
        let between = || !joined && self.clauses.has_finite(&(source.end..cue.start));
        // "Lee, who left in 2019, rejected the findings": the name alone.
        let relative = source.clone().any(|at| is_comma(at) && self.clauses.tags.pos.get(at + 1) == Some(&Pos::Wh));
        let comma = source.clone().find(|&at| is_comma(at)).filter(|_| relative && hull.contains(&source.start));
        if let Some(comma) = comma {
            vec![source.start..comma, cue.start..hull.end]
        } else if !hull.contains(&source.start) || source.end + GAP > cue.start && !between() {
            vec![hull]
        } else {
            vec![source, cue.start..hull.end]
        }
    }

    /// A relative pronoun with the noun phrase that it stands for.
    fn antecedent(&self, pronoun: &Range<usize>) -> Option<Clause> {
        let Clauses { reading, tags } = self.clauses;
        let wh = pronoun.start;
        if pronoun.len() != 1 || tags.pos[wh] != Pos::Wh || wh == 0 {
            return None;
        }
        let comma = wh - usize::from(tags.pos[wh - 1] == Pos::Comma);
        let sentence = reading.sentences.partition_point(|s| s.tokens.start as usize <= wh).saturating_sub(1);
        Some(self.clauses.relative_clause(comma, wh + 1, reading.tokens_of(sentence).start))
    }

    /// Splits a stretch and keeps what can be a claim. `bare` lets a stretch pass that has no finite verb.
    fn split(&mut self, stretch: Range<usize>, segment: u32, attribution: Option<u32>, bare: bool) -> bool {
        let mut any = false;
        let silent = attribution.is_some_and(|i| self.found.attributions[i as usize].source.is_empty());
        for mut clause in self.clauses.split(stretch) {
            self.clauses.trim(&mut clause);
            let finite = clause.iter().any(|r| self.clauses.has_finite(r));
            let least = if attribution.is_some() { 2 } else { LEAST };
            if clause.is_empty()
                || !finite && !(bare && (attribution.is_some() || self.clauses.has_verb(&clause)))
                || self.clauses.words(&clause) < least
            {
                continue;
            }
            // What is left of a sentence around an attribution: a subordinate clause without news, "in what he called".
            let first = clause[0].start;
            let opens = self.clauses.opens_sentence(first);
            if self.clauses.is_adjunct(first)
                || attribution.is_none() && !opens && self.clauses.only_when(&clause)
                || attribution.is_none() && self.clauses.tags.pos[first] == Pos::Ing && !opens
                // "suspected of | backing the rebels": nobody is said to.
                || !finite && silent && self.clauses.tags.pos[first] == Pos::Ing
                || attribution.is_none() && self.clauses.is_bare_condition(&clause)
                || attribution.is_none()
                    && self.clauses.tags.pos[first] == Pos::Wh
                    && self.clauses.withholds_name(clause[0].clone())
            {
                continue;
            }
            any = true;
            let (rule, confidence) = match attribution {
                Some(i) => {
                    (self.found.attributions[i as usize].made_by, self.found.attributions[i as usize].confidence)
                }
                None => ("author-voice", if finite { 0.8 } else { 0.5 }),
            };
            self.push(clause, segment, attribution, false, rule, confidence);
        }
        any
    }

    fn push(
        &mut self,
        mut clause: Clause,
        segment: u32,
        attribution: Option<u32>,
        whole: bool,
        made_by: &'static str,
        confidence: f64,
    ) {
        self.clauses.trim(&mut clause);
        if clause.is_empty() {
            return;
        }
        clause.shrink_to_fit(); // a long text has many, most of one stretch
        let source = attribution.map_or(SourceId::Author, |i| self.found.attributions[i as usize].source_id);
        let voice = if attribution.is_some() && source != SourceId::Author { Voice::Attributed } else { Voice::Author };
        self.out.push(Proposal { clause, segment, attribution, source, voice, whole, made_by, confidence });
    }
}

/// The sentences that a span touches, as indices.
fn sentences_of(reading: &Reading<'_>, span: Span) -> Range<usize> {
    let first = reading.sentences.partition_point(|s| s.span.end() <= span.start());
    let last = reading.sentences.partition_point(|s| s.span.start() < span.end());
    first..last.max(first)
}

#[cfg(test)]
mod tests {
    fn claims(text: &str) -> Vec<String> {
        crate::annotate(text, &crate::Options::default()).claims.into_iter().map(|claim| claim.text).collect()
    }

    #[test]
    fn what_announces_claims_nothing() {
        let article = |line: &str| {
            let text =
                ["Ferry crews strike\n\nThe ferries stopped on Friday.\n\n", line, "\n\nThe harbour was shut.\n"];
            claims(&text.concat())
        };
        let bare = article("");
        for line in [
            "Here is what we know about the strike.",
            "Here’s what happened next.",
            "Here are the plans and what the council says about the inquiry into the strike.",
        ] {
            assert_eq!(article(line), bare, "{line}");
        }
        assert!(article("Here the council said that the strike was over.").len() > bare.len());
    }

    #[test]
    fn propositions_stand_apart() {
        for (text, wanted) in [
            (
                "The governor said that seven drones were shot down and that nobody was hurt.",
                &["Seven drones were shot down.", "Nobody was hurt."][..],
            ),
            (
                "The ministry accused Arden of theft and vowed to respond.",
                &["The ministry accused Arden of theft.", "The ministry vowed to respond."],
            ),
            ("“We found clear signs of rust,” Ann Lee said.", &["We found clear signs of rust."]),
        ] {
            assert_eq!(claims(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_only_leads_to_a_claim_is_none() {
        for (text, wanted) in [
            ("ARDEN — The pier burned on Friday.", "The pier burned on Friday."),
            ("ARDEN, May 3 (Coast Wire) - The pier burned on Friday.", "The pier burned on Friday."),
            ("Asked about the letter, a spokesman said the mayor had not read it.", "The mayor had not read it."),
            (
                "If confirmed, the fire would be the third since May.",
                "If confirmed, the fire would be the third since May.",
            ),
        ] {
            assert_eq!(claims(text), [wanted], "{text}");
        }
        assert!(claims("NATO — the alliance of which Arden is a member — met on Friday.")[0].starts_with("NATO"));
    }

    #[test]
    fn what_is_left_beside_a_clause_is_no_claim() {
        for (text, wanted) in [
            (
                "Ann Lee died on 3 February, two days after she fell downstairs.",
                &["Ann Lee died on 3 February.", "Ann Lee fell downstairs."][..],
            ),
            (
                "“People will say it is mad, but in three years it will look cheap,” Ann Lee said.",
                &["People will say it is mad.", "In three years it will look cheap."],
            ),
            ("“I begged them,” Tom Reed said, fighting back tears.", &["I begged them."]),
            (
                "President Tom Reed, asked about the towers on Friday, said he had seen them.",
                &["Tom Reed had seen them."],
            ),
        ] {
            assert_eq!(claims(text), wanted, "{text}");
        }
    }

    #[test]
    fn papers_and_bodies_have_their_names() {
        let sources = |text: &str| {
            let document = crate::annotate(text, &crate::Options::default());
            document.claims.first().map(|claim| claim.source_name.clone())
        };
        for (text, wanted) in [
            (
                "A leaked report seen by Radio Arden found that the pier was unsafe.",
                "leaked report seen by Radio Arden",
            ),
            ("The contractor, Sentry Ridge Inc., denied any wrongdoing.", "Sentry Ridge Inc."),
            ("The news agency Tass said the pier was unsafe.", "Tass"),
            ("It is understood that the pier is unsafe.", "(no source given)"),
        ] {
            assert_eq!(sources(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_clause_is_told_whole() {
        for (text, wanted) in [
            (
                "A former mayor was charged with fraud over the harbour contract, prosecutors announced today.",
                "A former mayor was charged with fraud over the harbour contract.",
            ),
            ("Lee was reportedly struck by a falling tree on Friday.", "Lee was struck by a falling tree on Friday."),
            ("Lee is now rumoured to be in talks with the club.", "Lee is now rumoured to be in talks with the club."),
            ("The mayor described the deal as “obscene”.", "The mayor described the deal as “obscene”."),
            ("The champions denied ever making an offer.", "The champions denied ever making an offer."),
            ("The winger’s agent would not comment.", "The winger’s agent would not comment."),
            (
                "Her lawyer, Tom Reed, described the charges as false.",
                "Her lawyer, Tom Reed, described the charges as false.",
            ),
        ] {
            assert_eq!(claims(text), [wanted], "{text}");
        }
    }

    #[test]
    fn a_heading_without_a_verb_claims_nothing() {
        assert!(claims("Rumours surrounding the mayor and the harbour fund\n").is_empty());
        assert_eq!(claims("Rebels surround the old harbour\n").len(), 1);
    }
}
