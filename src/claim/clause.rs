//! Propositions in a stretch of text: coordinated clauses, relative clauses with news of their own, clauses after
//! "after" and "while".

use std::ops::Range;

use crate::lexicon::{Class, Lexicon};
use crate::order::sort_by_key;
use crate::tag::{Pos, Tags};
use crate::text::{Reading, TokenKind};

/// How far a clause's finite verb may stand from its beginning, in tokens.
const REACH: usize = 16;

/// Words that lead to what follows, so that no claim ends with them.
const LEADING: &[&str] = &["as", "although", "because", "after", "before", "despite", "amid", "including"];

/// One proposition, in one or more pieces, in text order.
pub(super) type Clause = Vec<Range<usize>>;

/// What clauses are read from.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'a, 't> {
    pub(super) reading: &'a Reading<'t>,
    pub(super) tags: &'a Tags,
}

impl Clauses<'_, '_> {
    fn pos(&self, at: usize) -> Pos {
        self.tags.pos.get(at).copied().unwrap_or(Pos::Other)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        at < self.reading.tokens.len() && words.iter().any(|w| self.reading.word(at).eq_ignore_ascii_case(w))
    }

    /// Whether a finite verb stands in these tokens.
    pub(super) fn has_finite(&self, tokens: &Range<usize>) -> bool {
        let first = self.tags.verbs.partition_point(|v| v.tokens.end <= tokens.start);
        self.tags.verbs[first..]
            .iter()
            .take_while(|v| v.tokens.start < tokens.end)
            .any(|v| v.finite && v.tokens.start >= tokens.start)
    }

    /// Whether any verb form stands in it, as in a headline: "At least three hurt".
    pub(super) fn has_verb(&self, clause: &Clause) -> bool {
        clause.iter().cloned().flatten().any(|i| {
            matches!(self.pos(i), Pos::Finite | Pos::Auxiliary | Pos::Participle | Pos::Ing | Pos::To | Pos::Base)
        })
    }

    /// Whether a subject and then a finite verb begin at `at`.
    fn clause_at(&self, mut at: usize, end: usize) -> bool {
        let start = at;
        let mut nominal = false;
        let limit = end.min(at + REACH);
        while at < limit {
            match self.pos(at) {
                Pos::Auxiliary | Pos::Finite => return nominal,
                Pos::Name | Pos::Noun | Pos::Pronoun | Pos::Number => nominal = true,
                Pos::Determiner | Pos::Possessive | Pos::Adjective | Pos::Adverb | Pos::Preposition | Pos::Quote => {}
                Pos::Participle | Pos::Ing if nominal => {}
                Pos::Coordinator if nominal && at > start => {}
                Pos::Other if nominal && self.is(at, &["%"]) => {}
                Pos::Comma if at == start + 1 && self.pos(start) == Pos::Adverb => {}
                _ => return false,
            }
            at += 1;
        }
        false
    }

    /// The propositions of a stretch, in order of their first token. At least one, unless the stretch is empty.
    pub(super) fn split(&self, tokens: Range<usize>) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let mut asides = Vec::new();
        let mut current: Clause = Vec::new();
        let mut start = tokens.start;
        let mut at = tokens.start;
        let mut verb = false;
        // "Every boat that had sunk and the barge | were raised": the verb of a subject's relative clause is none of the sentence's.
        let mut relative = false;
        let close = |current: &mut Clause, from: usize, to: usize, clauses: &mut Vec<Clause>| {
            if from < to {
                current.push(from..to);
            }
            if !current.is_empty() {
                clauses.push(std::mem::take(current));
            }
        };
        let mut leading = self.leading_clause(&tokens);
        while at < tokens.end {
            if leading == Some(at) {
                // "While 900 had the drug, | 2,000 had none": both are told.
                close(&mut current, start + 1, at, &mut clauses);
                start = at + 1;
                verb = false;
                leading = None;
            } else if verb && self.breaks(at, tokens.end) {
                close(&mut current, start, at, &mut clauses);
                start = at + 1;
                if self.pos(at) == Pos::Comma && self.pos(at + 1) != Pos::Number {
                    let joins = 1 + usize::from(self.is(at + 1, &["even"]));
                    start += joins;
                    at += joins;
                }
                verb = false;
            } else if verb
                && self.pos(at) == Pos::Subordinator
                && self.is(at, &["after", "before", "while", "whereas"])
                && self.clause_at(at + 1, tokens.end)
                && !self.dates(start, at)
            {
                let last = self.before_length(start, at);
                let end = if last > start && self.pos(last - 1) == Pos::Comma { last - 1 } else { last };
                close(&mut current, start, end, &mut clauses);
                start = at + 1;
                verb = false;
            } else if self.pos(at) == Pos::Comma
                && at > start
                && let Some(end) = self.relative(at, tokens.end)
            {
                asides.push(self.relative_clause(at, end, tokens.start));
                current.push(start..at);
                at = end;
                start = if self.pos(end) == Pos::Comma { end + 1 } else { end };
                continue;
            }
            match self.pos(at) {
                Pos::Finite | Pos::Auxiliary => {
                    verb = !relative;
                    relative &=
                        matches!(self.pos(at + 1), Pos::Finite | Pos::Auxiliary | Pos::Adverb | Pos::Participle);
                }
                Pos::Participle if relative => relative = false,
                // What follows has yet to show its own verb.
                Pos::That | Pos::Wh | Pos::Subordinator => {
                    let noun = || self.pos(at - 1).ends_noun_phrase() || self.is(at - 1, &["those"]);
                    let subject = !verb && at > start && noun();
                    relative = subject && self.is(at, &["who", "that", "which"]);
                    verb = false;
                }
                _ => {}
            }
            at += 1;
        }
        close(&mut current, start.min(tokens.end), tokens.end, &mut clauses);
        clauses.extend(asides);
        let mut clauses: Vec<Clause> = clauses.into_iter().flat_map(|c| self.predicates(c)).collect();
        sort_by_key(&mut clauses, |c| c[0].start as u128);
        clauses
    }

    /// Two propositions where one subject has two predicates: "The ship left on Monday and was seen near Orrin".
    fn predicates(&self, clause: Clause) -> Vec<Clause> {
        /// A shorter second predicate is not worth a claim of its own.
        const LEAST: usize = 4;
        let [tokens] = &clause[..] else { return vec![clause] };
        let first = self.tags.verbs.partition_point(|v| v.tokens.start < tokens.start);
        let main = self.tags.verbs[first..].iter().find(|v| v.finite).filter(|v| v.tokens.end < tokens.end);
        let Some(main) = main.filter(|m| m.tokens.start > tokens.start) else { return vec![clause] };
        let subject = tokens.start..main.tokens.start;
        let joined = (main.tokens.end..tokens.end).find(|&i| {
            let next = (i + 1..tokens.end).find(|&k| self.pos(k) != Pos::Adverb);
            self.is(i, &["and", "but"])
                && next.is_some_and(|k| self.pos(k) == Pos::Auxiliary || self.pos(k) == Pos::Finite)
        });
        // "dredged the canal, widened two locks and ...".
        let past = |at: usize| {
            let classes = Lexicon::get().classes(self.reading.tokens[at].word);
            classes.has(Class::VerbPast) || classes.is_empty() && self.reading.word(at).ends_with("ed")
        };
        let serial = (main.tokens.end..tokens.end.saturating_sub(1)).find(|&i| {
            self.pos(i) == Pos::Comma
                && self.pos(i + 1) == Pos::Finite
                && past(i + 1)
                && self.pos(main.head) == Pos::Finite
                && past(main.head)
                && self.pos(i - 1).ends_noun_phrase()
        });
        let joined = match (joined, serial) {
            (Some(and), Some(comma)) => Some(and.min(comma)),
            (and, comma) => and.or(comma),
        };
        let Some(and) = joined.filter(|&i| tokens.end - i > LEAST && subject.len() <= 12) else { return vec![clause] };
        let opened = (main.tokens.end..and)
            .any(|i| matches!(self.pos(i), Pos::That | Pos::Wh | Pos::Subordinator | Pos::Finite | Pos::Auxiliary));
        if opened || !subject.clone().any(|i| self.pos(i).is_nominal()) {
            return vec![clause];
        }
        let end = if self.pos(and - 1) == Pos::Comma { and - 1 } else { and };
        // "was built in 1964 and last inspected in 2015": what the first has of "be", the second needs.
        let second = (and + 1..tokens.end).find(|&k| self.pos(k) != Pos::Adverb).unwrap_or(and);
        let participle = Lexicon::get().classes(self.reading.tokens[second].word).has(Class::VerbParticiple);
        let bare = main.passive && self.pos(second) == Pos::Finite && participle && !self.pos(second + 1).is_nominal();
        let subject = if bare { tokens.start..main.head } else { subject };
        vec![vec![tokens.start..end], vec![subject, and + 1..tokens.end]]
    }

    /// "After the vote failed, the mayor left": where the comma stands.
    fn leading_clause(&self, tokens: &Range<usize>) -> Option<usize> {
        if !self.is(tokens.start, &["after", "before", "while", "although", "though", "whereas"])
            || !self.clause_at(tokens.start + 1, tokens.end)
        {
            return None;
        }
        (tokens.start + 1..tokens.end)
            .find(|&i| self.pos(i) == Pos::Comma)
            .filter(|&i| self.clause_at(i + 1, tokens.end))
    }

    /// Whether a new main clause begins after the mark or word at `at`.
    fn breaks(&self, at: usize, end: usize) -> bool {
        match self.pos(at) {
            Pos::Comma => {
                let even = usize::from(self.is(at + 1, &["even"]) && self.is(at + 2, &["though"]));
                let joins = self.pos(at + 1) == Pos::Coordinator
                    || self.is(at + 1 + even, &["while", "whereas", "although", "though"]);
                // "3% were old, 12% were young and 5% were neither".
                let counts = self.pos(at + 1) == Pos::Number && self.clause_at(at + 1, end);
                joins && self.clause_at(at + 2 + even, end) || counts
            }
            Pos::Coordinator => {
                let that = usize::from(self.is(at + 1, &["that"]) && self.pos(at + 1) == Pos::That);
                self.is(at, &["and", "but"]) && self.clause_at(at + 1 + that, end) && !self.in_list(at)
            }
            Pos::Break => {
                let kind = self.reading.tokens[at].kind;
                kind == TokenKind::Semicolon && self.has_finite(&(at + 1..end))
                    || matches!(kind, TokenKind::Dash | TokenKind::Colon) && self.clause_at(at + 1, end)
            }
            _ => false,
        }
    }

    /// "that he lied and that she knew": still one verb's content; told by a "that" right behind, which is no subject. Or
    /// "after fuel, crew | and insurance were added": one more of what stands before it.
    fn in_list(&self, at: usize) -> bool {
        let phrase = |end: usize| (0..end).rev().take_while(|&i| self.pos(i).is_nominal()).last().unwrap_or(end);
        let last = phrase(at);
        let listed = last > 1 && last < at && self.pos(last - 1) == Pos::Comma && {
            let first = phrase(last - 1);
            first > 0 && first < last - 1 && matches!(self.pos(first - 1), Pos::Preposition | Pos::Subordinator)
        };
        self.pos(at + 1) == Pos::Preposition || listed
    }

    /// Whether a relative clause with news of its own begins after the comma; where it ends.
    pub(super) fn relative(&self, comma: usize, end: usize) -> Option<usize> {
        if !self.is(comma + 1, &["who", "which"]) || comma + 2 >= end {
            return None;
        }
        let finite =
            (comma + 2..end.min(comma + 2 + REACH)).any(|i| matches!(self.pos(i), Pos::Finite | Pos::Auxiliary));
        finite.then(|| {
            (comma + 2..end)
                .find(|&i| matches!(self.pos(i), Pos::Comma) || self.reading.tokens[i].kind == TokenKind::Semicolon)
                .unwrap_or(end)
        })
    }

    #[allow(clippy::single_range_in_vec_init, reason = "a clause is a list of stretches, here of one or two")]
    pub(super) fn relative_clause(&self, comma: usize, end: usize, from: usize) -> Clause {
        let from = from.max(comma.saturating_sub(12));
        let phrase = |before: usize| {
            let mut start = before;
            while start > from && self.pos(start - 1).is_nominal() {
                start -= 1;
                if self.pos(start) == Pos::Determiner {
                    break;
                }
            }
            start
        };
        let mut start = phrase(comma);
        // "Ann Lee, 58, who left".
        if start > from + 1 && (start..comma).all(|i| self.pos(i) == Pos::Number) && self.pos(start - 1) == Pos::Comma {
            let name = phrase(start - 1);
            if name < start - 1 {
                return vec![name..start - 1, comma + 1..end];
            }
        }
        // "Prof Ann Lee of Arden University, who": somebody.
        let somebody = self.is(comma + usize::from(self.pos(comma) == Pos::Comma), &["who"]);
        if somebody && start > from + 1 && self.pos(start - 1) == Pos::Preposition && self.pos(start - 2) == Pos::Name {
            start = phrase(start - 1);
        }
        // "a survey of tides, which was": the survey.
        let one = self.is(comma + 2, &["is", "was", "has"]);
        if start > from && start < comma && one && self.is(start - 1, &["of"]) && self.is_plural(comma - 1) {
            let whole = phrase(start - 1);
            start = if whole < start - 1 { whole } else { start };
        }
        if start == comma { vec![comma + 1..end] } else { vec![start..comma, comma + 1..end] }
    }

    /// Whether a noun is in the plural, roughly.
    fn is_plural(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        self.pos(at) == Pos::Noun && word.ends_with('s') && !word.ends_with("ss")
    }

    /// Whether a sentence begins at a token.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        let sentences = &self.reading.sentences;
        let after = sentences.partition_point(|s| s.tokens.start as usize <= at);
        after > 0 && sentences[after - 1].tokens.start as usize == at
    }

    /// Whether "after" or "before" only tells which time is meant: "in the two months | before it closed".
    fn dates(&self, start: usize, after: usize) -> bool {
        let is_unit = |at: usize| Lexicon::get().classes(self.reading.tokens[at].word).has(Class::TimeUnit);
        after > start && is_unit(after - 1) && self.before_length(start, after) == after
    }

    /// Before a length of time between a comma and "after": "died on Friday, | two days after".
    fn before_length(&self, start: usize, after: usize) -> usize {
        /// The longest such length, in tokens.
        const LONGEST: usize = 4;
        let is_unit = |at: usize| Lexicon::get().classes(self.reading.tokens[at].word).has(Class::TimeUnit);
        if after <= start || !is_unit(after - 1) {
            return after;
        }
        let from = start.max(after.saturating_sub(LONGEST));
        (from..after).rev().find(|&at| self.pos(at) == Pos::Comma).unwrap_or(after)
    }

    /// Whether what begins at a token only adds to what it follows: "in what appeared to be", "by which time".
    pub(super) fn is_adjunct(&self, at: usize) -> bool {
        self.pos(at) == Pos::Preposition && self.pos(at + 1) == Pos::Wh
    }

    /// Whether what is left of a sentence only says when, where or amid what: "in all cases seen", "amid reports that it sank".
    pub(super) fn only_when(&self, clause: &Clause) -> bool {
        let [tokens] = &clause[..] else { return false };
        let first = tokens.clone().find(|&at| self.pos(at) != Pos::Adverb).unwrap_or(tokens.start);
        let opened = tokens.clone().find(|&at| matches!(self.pos(at), Pos::That | Pos::Wh)).unwrap_or(tokens.end);
        // A last word that looks like a verb belongs to the noun before it.
        let ends = tokens.end - usize::from(opened == tokens.end);
        self.pos(first) == Pos::Preposition && !self.has_finite(&(first..opened.min(ends)))
    }

    /// Whether a stretch tells what goes on beside what was said: ", as the search went on".
    pub(super) fn goes_on_meanwhile(&self, tokens: &Range<usize>) -> bool {
        self.pos(tokens.start) == Pos::Comma
            && self.pos(tokens.start + 1) == Pos::Subordinator
            && self.is(tokens.start + 1, &["as", "while", "though", "although", "whereas"])
            && self.clause_at(tokens.start + 2, tokens.end)
    }

    /// Whether words only say that somebody wants no name: "who spoke on condition of anonymity".
    pub(super) fn withholds_name(&self, tokens: Range<usize>) -> bool {
        let word = |at: usize| self.reading.tokens.get(at).map_or_else(Default::default, |t| t.word);
        tokens.into_iter().any(|at| {
            let lexicon = Lexicon::get();
            lexicon.classes(word(at)).has(Class::Unnamed)
                || lexicon.phrase(word(at), |i| word(at + i)).is_some_and(|p| p.classes.has(Class::Unnamed))
        })
    }

    /// Whether a clause is a condition without what depends on it: "if confirmed", but not "if confirmed, it would be".
    pub(super) fn is_bare_condition(&self, clause: &Clause) -> bool {
        let [tokens] = &clause[..] else { return false };
        let comma = || (tokens.start..tokens.end).find(|&i| self.pos(i) == Pos::Comma);
        let first = tokens.start + usize::from(self.is(tokens.start, &["even", "only"]));
        self.pos(first) == Pos::Subordinator
            && self.is(first, &["if", "unless"])
            && comma().is_none_or(|comma| !self.clause_at(comma + 1, tokens.end))
    }

    /// Whether these tokens are a question.
    pub(super) fn is_question(&self, tokens: &Range<usize>, limit: usize) -> bool {
        (tokens.start..limit)
            .rev()
            .take(3)
            .any(|i| self.reading.tokens[i].kind == TokenKind::Stop && self.reading.word(i).contains('?'))
    }

    /// Without what does not belong to a claim at its ends: "that", coordinators, marks and stops, and a connective that
    /// lost its clause. A quotation mark stays where its partner does.
    pub(super) fn trim(&self, clause: &mut Clause) {
        while let Some(first) = clause.first_mut() {
            if first.start >= first.end {
                clause.remove(0);
                continue;
            }
            let (at, end) = (first.start, first.end);
            let drops = match self.pos(at) {
                Pos::Comma | Pos::Break | Pos::Other | Pos::Coordinator | Pos::That => true,
                Pos::Quote => !self.pairs_inside(at, at..end),
                _ => self.is(at, &["however", "meanwhile"]) && first.len() > 1 && self.pos(at + 1) == Pos::Comma,
            };
            if !drops {
                break;
            }
            clause[0].start += 1;
        }
        while let Some(last) = clause.last_mut() {
            if last.start >= last.end {
                clause.pop();
                continue;
            }
            let at = last.end - 1;
            let drops = match self.pos(at) {
                // "had been ill before."
                Pos::Subordinator if self.pos(at + 1) == Pos::Other => false,
                Pos::Comma | Pos::Break | Pos::Coordinator | Pos::Subordinator | Pos::That | Pos::To => true,
                // "laughed when |", but not "can show you where".
                Pos::Wh => self.is(at, &["when", "who", "which", "whose"]),
                Pos::Quote => !self.pairs_inside(at, last.start..last.end),
                _ => {
                    self.reading.tokens[at].kind == TokenKind::Stop
                        || self.is(at, LEADING) && self.pos(at) != Pos::Adverb && self.pos(at + 1) != Pos::Other
                        || self.is(at, &["especially", "particularly"])
                }
            };
            if !drops {
                break;
            }
            // "hours after": without what came after, the hours say nothing.
            let from = if self.is(at, &["after", "before"]) { self.before_length(last.start, at) } else { at };
            if let Some(last) = clause.last_mut() {
                last.end = from;
            }
        }
        clause.retain(|r| !r.is_empty());
    }

    /// Whether the mark at `at` belongs to a quotation or bracket that begins and ends inside these tokens and is not all
    /// of them.
    fn pairs_inside(&self, at: usize, tokens: Range<usize>) -> bool {
        let span = self.reading.tokens[at].span;
        if matches!(self.reading.tokens[at].kind, TokenKind::Open | TokenKind::Close) {
            let other =
                if self.reading.tokens[at].kind == TokenKind::Open { TokenKind::Close } else { TokenKind::Open };
            return tokens.clone().any(|i| self.reading.tokens[i].kind == other);
        }
        let whole = self.reading.span(tokens);
        let first = self.reading.quotations.partition_point(|q| q.span.start() < whole.start());
        self.reading.quotations[first..].iter().take_while(|q| q.span.start() < whole.end()).any(|q| {
            (q.span.start() == span.start() || q.span.end() == span.end())
                && whole.contains(q.span)
                && q.span.len() + 1 < whole.len()
                && q.inner.end() < q.span.end()
        })
    }

    /// Number of words.
    pub(super) fn words(&self, clause: &Clause) -> usize {
        clause
            .iter()
            .cloned()
            .flatten()
            .filter(|&i| matches!(self.reading.tokens[i].kind, TokenKind::Word | TokenKind::Number))
            .count()
    }
}
