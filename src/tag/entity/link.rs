//! Ties short forms of a name to the fullest one, and gives all forms one kind.

use rustc_hash::FxHashMap;

use super::kind::Evidence;
use super::known::{Key, key, pair};
use super::{COMMON, Entity, Mention, NAME, View};
use crate::lexicon::{Class, Classes};
use crate::span::Span;
use crate::terms::EntityKind;
use crate::text::{Shape, TokenKind};

/// Entities of the mentions, in the same order.
pub(super) fn resolve(view: &View<'_, '_>, mentions: &[Mention]) -> Vec<Entity> {
    let mut forms: Vec<Form> = mentions.iter().map(|m| Form::of(view, m)).collect();
    let mut alike: FxHashMap<Key, Evidence> = FxHashMap::default();
    for (form, mention) in forms.iter().zip(mentions) {
        *alike.entry(form.whole).or_default() += mention.evidence;
    }
    for form in &mut forms {
        form.kind = alike.get(&form.whole).map_or(EntityKind::Other, |e| e.kind());
    }
    let mut index = Index::default();
    for (i, form) in forms.iter().enumerate() {
        index.add(form, i as u32);
    }
    for (i, two) in mentions.windows(2).enumerate() {
        if in_brackets(view, &two[0], &two[1]) && forms[i + 1].acronym {
            index.acronyms.entry(forms[i + 1].whole).or_insert(i as u32);
        }
    }
    let mut recent = Recent::default();
    let roots: Vec<u32> = forms.iter().map(|form| index.root(form, &mut recent)).collect();
    let mut evidence = vec![Evidence::default(); mentions.len()];
    for (i, &root) in roots.iter().enumerate() {
        // A surname that is a place elsewhere says nothing of the person.
        if !forms[i].fixed || forms[i].whole == forms[root as usize].whole {
            evidence[root as usize] += mentions[i].evidence;
        }
    }
    let entity = |(m, root): (&Mention, u32)| Entity {
        span: m.span,
        tokens: m.tokens.clone(),
        kind: evidence[root as usize].kind(),
        refers_to: root,
    };
    mentions.iter().zip(roots).map(entity).collect()
}

/// Whether the second stands in brackets just after the first: "Northern Rail Authority (NRA)".
fn in_brackets(view: &View<'_, '_>, long: &Mention, short: &Mention) -> bool {
    short.tokens.start == long.tokens.end + 1
        && long.tokens.len() > 1
        && view.is_kind(long.tokens.end, TokenKind::Open)
        && view.is_kind(short.tokens.end, TokenKind::Close)
}

/// A name as the index sees it.
#[allow(clippy::struct_excessive_bools)] // four facts that have nothing to do with each other
struct Form {
    /// All of its words, without endings such as "Inc."
    whole: Key,
    first: Key,
    last: Key,
    /// How many words.
    words: usize,
    /// Grows with its length, endings included; more where it is not in capitals.
    fullness: u32,
    /// Its kind by the evidence of all mentions with the same words.
    kind: EntityKind,
    /// Whether the lexicon knows the whole as the name of a place, people or body.
    fixed: bool,
    /// Whether it can be a surname although the lexicon knows it: no preposition stands before it.
    free: bool,
    /// Whether its first word alone would do as a name of the whole.
    telling: bool,
    /// First letters of its words with capitals, where there are at least two.
    initials: Option<Key>,
    /// Whether it could be such letters.
    acronym: bool,
}

impl Form {
    fn of(view: &View<'_, '_>, mention: &Mention) -> Self {
        const FIXED: Classes = Classes::of(&[Class::Place, Class::Country, Class::Demonym, Class::Outlet, Class::Body]);
        let mut tokens = mention.tokens.clone();
        let fixed = view.classes_of(tokens.clone()).any(FIXED);
        let acronym = tokens.len() == 1 && view.has_shape(tokens.start, Shape::ALL_CAPITALS);
        let letters: String =
            tokens.clone().filter(|&i| view.is_capital(i)).filter_map(|i| view.word(i).chars().next()).collect();
        while tokens.len() > 1
            && (view.classes(tokens.end - 1).has(Class::NameEnding) || view.is_kind(tokens.end - 1, TokenKind::Comma))
        {
            tokens.end -= 1;
        }
        // The last token may be cut short.
        let word = |i: usize| {
            let span = view.reading.tokens[i].span;
            key(view.reading.slice(Span::new(span.start(), span.end().min(mention.span.end()))))
        };
        let classes = view.classes(tokens.start);
        // "de Blasio" is a surname.
        let surname = tokens.len() > 1 && classes.has(Class::Particle) && !classes.has(Class::GivenName);
        Self {
            whole: tokens.clone().map(word).reduce(pair).unwrap_or_default(),
            first: word(tokens.start),
            last: word(tokens.end - 1),
            words: if surname { 1 } else { tokens.len() },
            fullness: 2 * mention.span.len() + u32::from(!view.has_shape(mention.tokens.end - 1, Shape::ALL_CAPITALS)),
            kind: EntityKind::Other,
            fixed,
            free: tokens.start == 0 || !view.classes(tokens.start - 1).has(Class::Preposition),
            telling: !classes.any(COMMON.with(NAME)),
            initials: (letters.len() > 1).then(|| key(&letters)),
            acronym,
        }
    }

    fn may_be_person(&self) -> bool {
        matches!(self.kind, EntityKind::Person | EntityKind::Other) && !(self.fixed && self.kind == EntityKind::Other)
    }
}

/// Long forms by what short forms leave of them. Values are indices of mentions.
#[derive(Default)]
struct Index {
    /// By all words: the longest, first of its length.
    whole: FxHashMap<Key, (u32, u32)>,
    /// Persons by first and last word: the longest.
    person: FxHashMap<Key, (u32, u32)>,
    /// Persons with at least two words, by the last one: the first.
    by_last: FxHashMap<Key, Key>,
    /// The same by the first word.
    by_first: FxHashMap<Key, Key>,
    /// Other names by their first word.
    by_head: FxHashMap<Key, u32>,
    /// Bodies by their initials.
    acronyms: FxHashMap<Key, u32>,
}

/// Persons named so far: first and last word by either.
#[derive(Default)]
struct Recent {
    by_last: FxHashMap<Key, Key>,
    by_first: FxHashMap<Key, Key>,
}

impl Index {
    fn add(&mut self, form: &Form, i: u32) {
        let longest = |map: &mut FxHashMap<Key, (u32, u32)>, key| {
            let best = map.entry(key).or_insert((form.fullness, i));
            if form.fullness > best.0 {
                *best = (form.fullness, i);
            }
        };
        longest(&mut self.whole, form.whole);
        if form.words < 2 {
            return;
        }
        if form.may_be_person() {
            let ends = pair(form.first, form.last);
            longest(&mut self.person, ends);
            self.by_last.entry(form.last).or_insert(ends);
            self.by_first.entry(form.first).or_insert(ends);
        } else if form.kind == EntityKind::Organization {
            if form.telling {
                self.by_head.entry(form.first).or_insert(i);
            }
            if let Some(initials) = form.initials {
                self.acronyms.entry(initials).or_insert(i);
            }
        }
    }

    /// The mention that stands for all forms of this name.
    fn root(&self, form: &Form, recent: &mut Recent) -> u32 {
        let whole = self.whole.get(&form.whole).map_or(0, |w| w.1);
        let person = |ends: &Key| self.person.get(ends).map(|p| p.1);
        if form.words > 1 {
            if form.may_be_person() {
                let ends = pair(form.first, form.last);
                recent.by_last.insert(form.last, ends);
                recent.by_first.insert(form.first, ends);
                return person(&ends).unwrap_or(whole);
            }
            return whole;
        }
        if form.acronym
            && !(form.fixed && form.kind == EntityKind::Place)
            && let Some(&long) = self.acronyms.get(&form.whole)
        {
            return long;
        }
        if form.fixed && form.kind != EntityKind::Person {
            let surname = recent.by_last.get(&form.last).filter(|_| form.free && form.kind == EntityKind::Place);
            return surname.and_then(person).unwrap_or(whole);
        }
        recent
            .by_last
            .get(&form.last)
            .or_else(|| self.by_last.get(&form.last))
            .or_else(|| recent.by_first.get(&form.first))
            .or_else(|| self.by_first.get(&form.first))
            .and_then(person)
            .or_else(|| self.by_head.get(&form.first).copied())
            .unwrap_or(whole)
    }
}
