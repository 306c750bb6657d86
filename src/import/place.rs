//! Marks onto a text that has changed: by their words, by what stood around them, or not at all.

use rustc_hash::FxHashMap;

use super::Known;
use super::align::align;
use super::words::{self, Word};
use crate::export::marks;
use crate::json::{self, Value};
use crate::offsets::Unit;

/// How many places of the same words are compared; words that stand more often are not told apart.
const PLACES: usize = 200;
/// How many words before and after are compared to tell places apart.
const AROUND: usize = 4;

/// Two texts, the old one as far as it is known, and which words of the one are which of the other.
pub(super) struct Places<'t> {
    text: &'t str,
    unit: Unit,
    old: Vec<Word>,
    /// In bytes.
    new: Vec<Word>,
    /// For each old word the new one.
    same: Vec<Option<u32>>,
    /// Where each word stands in the new text, up to one more than [`PLACES`].
    standing: FxHashMap<u64, Vec<u32>>,
}

impl<'t> Places<'t> {
    /// Compares a text with what is known of an older one, which is counted in `unit`.
    pub(super) fn new(known: Vec<Known>, unit: Unit, text: &'t str) -> Self {
        let old = words::of_known(known, unit);
        let mut new = Vec::with_capacity(text.len() / 5);
        words::read(text, 0, Unit::Byte, &mut new);
        let mut standing: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (i, word) in new.iter().enumerate() {
            let places = standing.entry(word.hash).or_default();
            if places.len() <= PLACES {
                places.push(i as u32);
            }
        }
        Self { text, unit, same: align(&old, &new), old, new, standing }
    }

    /// Where the words between two old places stand now, in bytes.
    fn find(&self, start: u32, end: u32, exact: &str) -> Option<(u32, u32)> {
        let first = self.old.partition_point(|w| w.start < start);
        let last = self.old.partition_point(|w| w.end <= end);
        if first >= last {
            return None;
        }
        // Bytes of the mark before its first word and after its last.
        let lead = self.bytes(exact, self.old[first].start - start);
        let trail = exact.len() as u32 - self.bytes(exact, self.old[last - 1].end - start);
        let mark = Sought { first, last, lead, trail, exact };
        self.unchanged(&mark).or_else(|| self.moved(&mark)).or_else(|| self.changed(&mark))
    }

    /// Bytes of so many units.
    fn bytes(&self, exact: &str, units: u32) -> u32 {
        let mut left = units;
        let mut bytes = 0;
        for c in exact.chars() {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(words::length(c, self.unit));
            bytes += c.len_utf8() as u32;
        }
        bytes
    }

    /// The place of a mark whose first word is this new one, where all its words stand there.
    fn at(&self, mark: &Sought<'_>, word: u32) -> Option<(u32, u32)> {
        let start = self.new.get(word as usize)?.start.checked_sub(mark.lead)?;
        let is_there = self.text.get(start as usize..).is_some_and(|rest| rest.starts_with(mark.exact));
        is_there.then(|| (start, start + mark.exact.len() as u32))
    }

    /// The same words in the same place.
    fn unchanged(&self, mark: &Sought<'_>) -> Option<(u32, u32)> {
        self.same[mark.first].and_then(|word| self.at(mark, word))
    }

    /// The same words elsewhere: in the only place, or in the one whose surroundings are most alike.
    fn moved(&self, mark: &Sought<'_>) -> Option<(u32, u32)> {
        let count = |i: usize| self.standing.get(&self.old[i].hash).map_or(0, Vec::len);
        let rarest = (mark.first..mark.last).min_by_key(|&i| count(i))?;
        let places = self.standing.get(&self.old[rarest].hash).filter(|places| places.len() <= PLACES)?;
        let mut best: Option<(usize, (u32, u32))> = None;
        let mut is_tie = false;
        for &place in places {
            let Some(word) = place.checked_sub((rarest - mark.first) as u32) else { continue };
            let Some(found) = self.at(mark, word) else { continue };
            let alike = self.alike(mark, word as usize);
            is_tie =
                best.is_some_and(|(most, _)| most == alike) || (is_tie && best.is_some_and(|(most, _)| most > alike));
            if best.is_none_or(|(most, _)| alike > most) {
                best = Some((alike, found));
            }
        }
        best.filter(|_| !is_tie).map(|(_, found)| found)
    }

    /// How many words around a mark are the same where it would begin with this new word.
    fn alike(&self, mark: &Sought<'_>, word: usize) -> usize {
        let same = |i: Option<usize>, j: Option<usize>| {
            let hash = |words: &[Word], at: Option<usize>| at.and_then(|at| words.get(at)).map(|w| w.hash);
            let old = hash(&self.old, i);
            old.is_some() && old == hash(&self.new, j)
        };
        let after = word + mark.last - mark.first;
        let before = (1..=AROUND).filter(|n| same(mark.first.checked_sub(*n), word.checked_sub(*n))).count();
        before + (0..AROUND).filter(|n| same(Some(mark.last + n), Some(after + n))).count()
    }

    /// Other words in the same place, where at least half of the old ones are there still, in about as many new ones.
    fn changed(&self, mark: &Sought<'_>) -> Option<(u32, u32)> {
        let words = mark.first..mark.last;
        let kept: Vec<(usize, u32)> = words.clone().filter_map(|i| Some((i, self.same[i]?))).collect();
        let (&(first_kept, mut first), &(last_kept, mut last)) = (kept.first()?, kept.last()?);
        if words.len() < 2 || kept.len() * 2 < words.len() {
            return None;
        }
        // A new word at an end belongs to the mark where its neighbour outside is known.
        let outside = |i: Option<usize>| i.and_then(|i| self.same.get(i).copied().flatten());
        if first_kept > mark.first
            && let Some(before) = outside(mark.first.checked_sub(1))
        {
            first = first.min(before + 1);
        }
        if last_kept + 1 < mark.last
            && let Some(after) = outside(Some(mark.last))
        {
            last = last.max(after - 1);
        }
        if (last + 1 - first) as usize > words.len() * 2 + 2 {
            return None;
        }
        let (start, end) = (self.new[first as usize].start, self.new[last as usize].end);
        // Quotation marks and the like stay with it.
        let lead = &mark.exact[..mark.lead as usize];
        let trail = &mark.exact[mark.exact.len() - mark.trail as usize..];
        let start = if self.text[..start as usize].ends_with(lead) { start - mark.lead } else { start };
        let end = if self.text[end as usize..].starts_with(trail) { end + mark.trail } else { end };
        Some((start, end))
    }
}

/// A mark by its old words.
struct Sought<'a> {
    first: usize,
    last: usize,
    lead: u32,
    trail: u32,
    exact: &'a str,
}

/// Places every mark of a document, in bytes. What has no place is taken out and listed: an entry whole where none of the
/// words that it stands on is left.
pub(super) fn all<'j>(document: &mut Value<'j>, places: &Places<'_>, unplaced: &mut Vec<Value<'j>>) {
    let Value::Object(fields) = document else { return };
    for (name, value) in fields {
        // The text's own, read anew.
        if matches!(name.as_ref(), "segments" | "sentences") {
            continue;
        }
        let Some(list) = value.list_mut() else {
            inside(value, name, &Value::Null, places, unplaced);
            continue;
        };
        // Others refer to sources, so that these stay whatever they stood on.
        if name == "sources" {
            for source in list {
                let id = source.get("id").clone();
                if !entry_of(source, name, &id, places, unplaced) {
                    source.set("start", Value::Null);
                    source.set("end", Value::Null);
                    inside(source, name, &id, places, unplaced);
                }
            }
            continue;
        }
        let main = match name.as_ref() {
            "claims" => Some("spans"),
            "attributions" => Some("content"),
            _ => None,
        };
        let words = |entry: &Value<'_>| main.is_some_and(|main| !entry.get(main).list().is_empty());
        list.retain_mut(|entry| {
            let before = entry.clone();
            let mut gone = Vec::new();
            let is_placed = entry_of(entry, name, &before.get("id").clone(), places, &mut gone)
                && (words(entry) || !words(&before));
            if is_placed {
                unplaced.append(&mut gone);
            } else {
                unplaced.push(listed(name, before.get("id").clone(), before, main.unwrap_or_default()));
            }
            is_placed
        });
    }
}

/// Places an entry and all marks in it; gives whether the entry itself has a place.
fn entry_of<'j>(
    entry: &mut Value<'j>,
    path: &str,
    id: &Value<'j>,
    places: &Places<'_>,
    gone: &mut Vec<Value<'j>>,
) -> bool {
    if marks::is_mark(entry) && !put(entry, places) {
        return false;
    }
    inside(entry, path, id, places, gone);
    true
}

/// Places all marks in a value.
fn inside<'j>(value: &mut Value<'j>, path: &str, id: &Value<'j>, places: &Places<'_>, gone: &mut Vec<Value<'j>>) {
    match value {
        Value::List(list) => list.retain_mut(|entry| {
            let before = marks::is_mark(entry).then(|| entry.clone());
            let is_placed = entry_of(entry, path, id, places, gone);
            if let Some(before) = before.filter(|_| !is_placed) {
                gone.push(listed(path, id.clone(), before, ""));
            }
            is_placed
        }),
        Value::Object(fields) => {
            for (name, inner) in fields {
                let path = [path, ".", name].concat();
                let before = marks::is_mark(inner).then(|| inner.clone());
                if !entry_of(inner, &path, id, places, gone) {
                    *inner = Value::Null;
                    gone.extend(before.map(|before| listed(&path, id.clone(), before, "")));
                }
            }
        }
        _ => {}
    }
}

/// Moves a mark; gives whether it has a place.
fn put(mark: &mut Value<'_>, places: &Places<'_>) -> bool {
    let (Ok((start, end)), Value::Text(exact)) = (marks::ends(mark, ""), mark.get("exact")) else { return false };
    let Some((start, end)) = places.find(start, end, exact) else { return false };
    mark.set("start", Value::number(start));
    mark.set("end", Value::number(end));
    mark.set("exact", Value::text(places.text[start as usize..end as usize].to_owned()));
    true
}

/// An entry of the list of what has no place; its words are its own or those of its marks in `main`.
pub(super) fn listed<'j>(list: &str, id: Value<'j>, item: Value<'j>, main: &str) -> Value<'j> {
    let own = item.get("exact").str();
    let exact = if own.is_empty() {
        json::join(item.get(main).list(), " \u{2026} ", &|mark| mark.get("exact").str())
    } else {
        own.to_owned()
    };
    Value::object(vec![
        ("list", Value::text(list.to_owned())),
        ("id", id),
        ("exact", Value::text(exact)),
        ("item", item),
    ])
}
