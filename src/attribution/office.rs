//! Who has which office, and which body is what: "Mayor Ann Lee", "chipmaker Arden Devices".

use rustc_hash::FxHashMap;

use super::scan::Scan;
use crate::lexicon::{Class, WordId};
use crate::tag::{Entity, Pos};
use crate::terms::{EntityKind, SegmentKind};

/// For each office or trade, the persons who are said to have it, as indices of their names: "Mayor Ann Lee",
/// "Ann Lee, the mayor of Arden"; and for each sort of body those that are said to be one.
pub(super) fn offices(scan: &Scan<'_, '_>) -> FxHashMap<WordId, Vec<u32>> {
    /// How far before and behind a name its office stands, in tokens.
    const BEFORE: usize = 7;
    const BEHIND: usize = 9;
    let mut offices: FxHashMap<WordId, Vec<u32>> = FxHashMap::default();
    // In a headline, names and offices stand side by side without belonging together.
    let in_text = |e: &Entity| {
        let segment = scan.reading.segment_at(e.span.start());
        segment.is_some_and(|s| {
            !matches!(
                scan.reading.segments[s].kind,
                SegmentKind::Headline | SegmentKind::Subheading | SegmentKind::Teaser
            )
        })
    };
    let persons = scan.tags.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person && in_text(e));
    // "Chipmaker Arden Devices": what a body is stands right before its name.
    let bodies = scan.tags.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Organization);
    for (i, body) in bodies {
        let Some(before) = body.tokens.start.checked_sub(1) else { continue };
        let same = scan.reading.segment_at(body.span.start())
            == scan.reading.segment_at(scan.reading.tokens[before].span.start());
        if same && matches!(scan.pos(before), Pos::Noun | Pos::Name) && scan.has(before, Class::BodyNoun) {
            offices.entry(scan.id(before)).or_default().push(i as u32);
        }
    }
    for (i, person) in persons {
        let before = (person.tokens.start.saturating_sub(BEFORE)..person.tokens.start).rev().take_while(|&t| {
            matches!(scan.pos(t), Pos::Noun | Pos::Name | Pos::Adjective | Pos::Possessive | Pos::Number)
        });
        let comma = scan.pos(person.tokens.end) == Pos::Comma;
        let behind = (person.tokens.end + 1..person.tokens.end + 1 + if comma { BEHIND } else { 0 }).take_while(|&t| {
            matches!(
                scan.pos(t),
                Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner | Pos::Possessive | Pos::Preposition
            )
        });
        // "the regulator's head, Ann Lee" is no regulator.
        let owns = |t: usize| scan.any(t + 1, &["'s", "’s"]);
        let words =
            before.chain(behind).filter(|&t| (scan.has(t, Class::Role) || scan.has(t, Class::Title)) && !owns(t));
        for word in words.map(|t| scan.id(t)) {
            let list = offices.entry(word).or_default();
            if list.last() != Some(&(i as u32)) {
                list.push(i as u32);
            }
        }
    }
    offices
}
