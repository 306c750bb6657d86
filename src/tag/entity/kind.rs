//! What a name names, weighed from its words and from what stands around it.

use std::ops::{AddAssign, Range};

use super::{BODY_HEAD, NAME, View};
use crate::lexicon::{Class, Classes};
use crate::model::Name;
use crate::span::Span;
use crate::terms::EntityKind;
use crate::text::{Shape, TokenKind};

const PLACED: Classes = Classes::of(&[Class::Place, Class::Country]);

/// What speaks for each kind, in sixteenths; sums over the mentions of one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    person: i32,
    organization: i32,
    place: i32,
    group: i32,
}

impl AddAssign for Evidence {
    fn add_assign(&mut self, other: Self) {
        self.person += other.person;
        self.organization += other.organization;
        self.place += other.place;
        self.group += other.group;
    }
}

impl Evidence {
    /// Of a name, whose sentence begins at token `first`; `titled` where a title was cut off before it.
    pub(super) fn of(view: &View<'_, '_>, tokens: Range<usize>, first: usize, titled: bool) -> Self {
        let mut out = Self::default();
        out.inside(view, &tokens);
        if titled {
            out.person += 8;
        }
        out.before(view, &tokens, first);
        out.after(view, &tokens);
        out.sixteenths()
    }

    /// The rules count in wholes.
    fn sixteenths(self) -> Self {
        Self {
            person: self.person * 16,
            organization: self.organization * 16,
            place: self.place * 16,
            group: self.group * 16,
        }
    }

    /// Adds a weight for one kind, in sixteenths; names of other things have none.
    pub(super) fn lean(&mut self, kind: Name, weight: i32) {
        match kind {
            Name::Person => self.person += weight,
            Name::Organisation => self.organization += weight,
            Name::Place => self.place += weight,
            Name::Group => self.group += weight,
            Name::Other => {
                let less = |v: &mut i32| *v -= weight;
                less(&mut self.person);
                less(&mut self.organization);
                less(&mut self.place);
            }
        }
    }

    /// The kind with most weight, or `Other` where there is none.
    pub(super) fn kind(self) -> EntityKind {
        let best = self.person.max(self.organization).max(self.place).max(self.group);
        if best <= 0 {
            EntityKind::Other
        } else if best == self.group {
            EntityKind::Group
        } else if best == self.place {
            EntityKind::Place
        } else if best == self.person {
            EntityKind::Person
        } else {
            EntityKind::Organization
        }
    }

    fn inside(&mut self, v: &View<'_, '_>, tokens: &Range<usize>) {
        let (start, end) = (tokens.start, tokens.end);
        self.lexical(v.classes_of(tokens.clone()), tokens.len() == 1);
        let first = v.classes(start);
        if tokens.len() == 1 {
            let word = v.word(start);
            let unknown = !first.any(NAME);
            if unknown
                && v.has_shape(start, Shape::ALL_CAPITALS)
                && !v.has_shape(start, Shape::DIGIT)
                && word.len() <= 6
                && !word.contains('.')
                && !v.is_common(start)
            {
                self.organization += 3;
            }
            if unknown && word.contains('.') && word.len() > 5 || word.starts_with("al-Q") {
                self.organization += 3;
            }
            if is_short_state(v, start) && start > 0 && v.is_kind(start - 1, TokenKind::Comma) {
                self.place += 5;
            }
            return;
        }
        if v.classes_of(tokens.clone()).any(NAME) {
            return;
        }
        if matches!(v.word(start), "Hurricane" | "Typhoon" | "Cyclone" | "Storm" | "Tropical") {
            // A storm, also where it is then called "Ida" for short.
            self.person -= 100;
            self.organization -= 100;
            self.place -= 100;
            return;
        }
        let opened = (start + 1..end).find(|&i| matches!(v.word(i), "of" | "for" | "on" | "and"));
        let last = v.classes(end - 1);
        let head = v.classes(opened.unwrap_or(end) - 1);
        if last.has(Class::NameEnding) && last.has(Class::BodyName) && v.has_shape(end - 1, Shape::OWN_STOP) {
            // "Ann Lee Inc." is no person, however often Ann Lee is named.
            self.organization += 100;
        }
        if last.any(BODY_HEAD) || head.any(BODY_HEAD) {
            self.organization += 6;
        } else if last.has(Class::PlaceName) || head.has(Class::PlaceName) {
            self.place += 5;
        }
        // "University College Dublin".
        let seated = |i: usize| v.classes(i).any(BODY_HEAD) && v.classes(i + 1).any(PLACED);
        if (start..end - 1).any(seated) {
            self.organization += 8;
        }
        if last.has(Class::Demonym) && opened.is_none() {
            self.group += 6;
        }
        if first.has(Class::PlaceFirst) && tokens.len() <= 3 {
            self.place += 4;
        }
        if (start..end).any(|i| matches!(v.word(i), "&" | "for")) {
            self.organization += 4;
        }
        if first.has(Class::GivenName) {
            self.person += 4;
        }
        let initial = |i: usize| v.has_shape(i, Shape::OWN_STOP) && v.word(i).len() == 2;
        if (start..end).any(|i| initial(i) || v.classes(i).has(Class::Particle)) && opened.is_none() {
            self.person += 4;
        }
        if matches!(v.word(end - 1), "Jr." | "Jr" | "Sr." | "Sr") {
            self.person += 5;
        }
        if tokens.len() <= 3 && opened.is_none() && tokens.clone().all(|i| !v.is_common(i)) {
            self.person += 2;
        }
        if first.has(Class::Demonym) {
            self.person -= 3;
            self.organization += 2;
        }
    }

    fn lexical(&mut self, classes: Classes, single: bool) {
        if classes.any(Classes::of(&[Class::Place, Class::Country])) {
            self.place += 6;
        }
        if classes.has(Class::Demonym) {
            self.group += 6;
        }
        // "The Australian" is a newspaper, but "Australian" hardly ever is.
        if classes.any(Classes::of(&[Class::Outlet, Class::Body])) && !classes.has(Class::Demonym) {
            self.organization += 7;
        }
        if single && classes.has(Class::GivenName) {
            self.person += 4;
        }
    }

    fn before(&mut self, v: &View<'_, '_>, tokens: &Range<usize>, first: usize) {
        if tokens.start <= first {
            return;
        }
        let at = tokens.start - 1;
        let classes = v.classes(at);
        let before = if at > first { v.classes(at - 1) } else { Classes::NONE };
        let single = tokens.len() == 1;
        match v.word(at) {
            "in" | "In" | "near" | "outside" | "across" | "throughout" => self.place += 3,
            "the" | "The" if !single => {
                self.organization += 2;
                self.person -= 3;
            }
            "the" | "The" => self.person -= 2,
            _ => {}
        }
        if !v.is_capital(at) || at == first {
            if classes.any(Classes::of(&[Class::Title, Class::Role])) {
                self.person += 4;
            } else if classes.any(Classes::of(&[Class::BodyNoun, Class::StateNoun, Class::MediaNoun])) {
                self.organization += 3;
            }
        }
        // "spokeswoman for Acme", "chairman of Acme", "officials at Acme"
        if matches!(v.word(at), "for" | "of" | "at" | "with") && before.any(Classes::of(&[Class::Role, Class::Title])) {
            self.organization += 2;
        }
        // "shares of Acme", "a stake in Acme"
        if matches!(v.word(at), "of" | "in") && matches!(v.word(at.wrapping_sub(1)), "shares" | "Shares" | "stake") {
            self.organization += 5;
        }
        // "the board of Acme"
        if v.word(at) == "of" && before.has(Class::BodyNoun) && single {
            self.organization += 3;
        }
        // "her husband, Ann": a comma after a role
        if v.is_kind(at, TokenKind::Comma) {
            if before.any(Classes::of(&[Class::Role, Class::Title])) {
                self.person += 2;
            }
            if before.any(Classes::of(&[Class::Place, Class::Country])) && single {
                self.place += 1;
            }
        }
    }

    fn after(&mut self, v: &View<'_, '_>, tokens: &Range<usize>) {
        let at = tokens.end;
        let single = tokens.len() == 1;
        if v.is_kind(at, TokenKind::Comma) {
            self.after_comma(v, at + 1);
            return;
        }
        if matches!(v.word(at), "who" | "whose") {
            self.person += 3;
        }
        if speaks_next(v, at) {
            self.person += 2;
        }
        if v.is_possessive(at) && v.classes(at + 1).has(Class::Title) {
            self.organization += 2;
        }
        let classes = v.classes(at);
        if !v.is_capital(at) && v.has_shape(at, Shape::SPACE_BEFORE) {
            if classes.has(Class::PlaceName) {
                self.place += 3;
            } else if classes.any(Classes::of(&[Class::BodyNoun, Class::MediaNoun, Class::StateNoun])) {
                self.organization += 3;
            } else if classes.any(Classes::of(&[Class::Role, Class::WorkNoun, Class::GroupNoun])) && single {
                self.organization += 2;
            }
        }
        // "OSLO (Reuters)": a dateline.
        if v.is_kind(at, TokenKind::Open) && v.has_shape(tokens.start, Shape::ALL_CAPITALS) && !single {
            self.place += 2;
        }
    }

    /// ", 34, ", ", a lawyer", ", Norway".
    fn after_comma(&mut self, v: &View<'_, '_>, at: usize) {
        let age = v.is_kind(at, TokenKind::Number) && v.word(at).len() <= 2 && v.is_kind(at + 1, TokenKind::Comma);
        if age {
            self.person += 5;
            return;
        }
        if matches!(v.word(at), "who" | "whose") {
            self.person += 3;
            return;
        }
        let classes = v.classes(at);
        if v.is_capital(at) && (classes.any(Classes::of(&[Class::Place, Class::Country])) || is_short_state(v, at)) {
            self.place += 3;
            return;
        }
        // A role within the next words, before any mark or verb.
        for i in at..at + 5 {
            if !v.is_kind(i, TokenKind::Word) || v.classes(i).has(Class::Auxiliary) {
                return;
            }
            let classes = v.classes(i);
            if classes.any(Classes::of(&[Class::Role, Class::Title])) {
                self.person += 3;
                return;
            }
            if classes.any(Classes::of(&[Class::BodyNoun, Class::MediaNoun, Class::BodyName])) && !v.is_capital(i) {
                self.organization += 3;
                return;
            }
            if matches!(v.word(i), "which" | "where") || classes.has(Class::Preposition) {
                return;
            }
        }
    }
}

/// Of the first part of a hyphenated word: "U.S." of "U.S.-led".
pub(super) fn of_first_part(v: &View<'_, '_>, span: Span) -> Evidence {
    let mut out = Evidence::default();
    out.lexical(v.lexicon.classes(v.lexicon.id(v.reading.slice(span))), true);
    out.sixteenths()
}

/// "Mass." in "Lexington, Mass.".
fn is_short_state(v: &View<'_, '_>, at: usize) -> bool {
    v.is_capital(at)
        && v.has_shape(at, Shape::OWN_STOP)
        && v.classes(at).has(Class::FinalAbbreviation)
        && !v.classes(at).has(Class::NameEnding)
}

/// Whether a word of saying follows, in the past or the third person.
pub(super) fn speaks_next(v: &View<'_, '_>, at: usize) -> bool {
    let Some(token) = v.reading.tokens.get(at) else { return false };
    token.kind == TokenKind::Word
        && v.classes(at).any(Classes::of(&[Class::VerbPast, Class::VerbS]))
        && !token.is_capital()
        && v.lexicon.verb_cue(token.word).is_some()
}

/// Whether a finite verb or a possessive ending follows, as after a subject in the singular.
pub(super) fn acts_next(v: &View<'_, '_>, at: usize) -> bool {
    v.is_possessive(at)
        || speaks_next(v, at)
        || !v.is_capital(at)
            && v.classes(at).any(Classes::of(&[Class::VerbPast, Class::Auxiliary]))
            && v.is_kind(at, TokenKind::Word)
}
