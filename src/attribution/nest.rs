//! Which attribution stands in the content of which.

use super::{Attribution, rule};
use crate::order::{key, sort_by_key};
use crate::span::Span;

/// How many attributions may stand in each other. Real texts have four; a text made of cues alone would have as many as
/// words, and a result that grows with their square. Those further in are left out.
const DEEPEST: usize = 8;
/// How many contents are remembered as open at one place, for the same reason.
const OPEN: usize = 32;

/// Sorts attributions by where they begin, cuts contents that cross another's, and sets `nested_in`.
pub(super) fn nest(attributions: &mut Vec<Attribution<'_>>) {
    attributions.retain(|a| !a.content.is_empty());
    for a in attributions.iter_mut() {
        sort_by_key(&mut a.content, |s| key([s.start(), s.end(), 0, 0]));
    }
    sort_by_key(attributions, |a| key([first_byte(a), !last_byte(a), a.cue.map_or(0, |c| c.start() + 1), 0]));
    let mut pieces: Vec<(Span, u32)> = Vec::new();
    for (i, a) in attributions.iter().enumerate() {
        pieces.extend(a.content.iter().map(|&s| (s, i as u32)));
    }
    sort_by_key(&mut pieces, |&(s, i)| key([s.start(), !s.end(), i, 0]));
    // Anchors in text order; the pieces open at each anchor lie on a stack.
    let mut anchors: Vec<(u32, u32)> =
        attributions.iter().enumerate().map(|(i, a)| (anchor(a).start(), i as u32)).collect();
    sort_by_key(&mut anchors, |&(at, i)| key([at, i, 0, 0]));
    let mut holders = vec![None; attributions.len()];
    let mut open: Vec<(Span, u32)> = Vec::new();
    let mut next = 0;
    for (at, i) in anchors {
        while next < pieces.len() && pieces[next].0.start() <= at {
            open.retain(|(s, _)| s.end() > pieces[next].0.start());
            if open.len() < OPEN {
                open.push(pieces[next]);
            }
            next += 1;
        }
        open.retain(|(s, _)| s.end() > at);
        let inner = &attributions[i as usize];
        let cue = anchor(inner);
        let holder = open
            .iter()
            .rev()
            .filter(|(s, j)| *j != i && s.contains(cue) && !(inner.cue.is_none() && s.len() == cue.len()))
            // A parent is larger than its child; this strict order leaves no circles.
            .filter(|(_, j)| rank(attributions, i) < rank(attributions, *j))
            .min_by_key(|(s, _)| s.len())
            .copied();
        holders[i as usize] = holder.map(|(_, j)| j);
    }
    clip(attributions, &holders);
    within_who_cites(attributions);
    drop_empty(attributions);
}

/// Puts who is cited beside a verb ("RIA, citing Peskov, reported that ...") within who cites: both have the same content.
fn within_who_cites(attributions: &mut [Attribution<'_>]) {
    /// How many attributions are looked at to either side.
    const BESIDE: usize = 4;
    for i in 0..attributions.len() {
        let inner = &attributions[i];
        if inner.made_by != rule::CITING || inner.nested_in.is_some() {
            continue;
        }
        let near = i.saturating_sub(BESIDE)..attributions.len().min(i + BESIDE + 1);
        let same = |j: &usize| {
            *j != i && attributions[*j].made_by != rule::CITING && attributions[*j].content == inner.content
        };
        let outer = near.filter(same).min_by_key(|j| j.abs_diff(i)).map(|j| j as u32);
        attributions[i].nested_in = outer;
    }
}

/// Cuts every nested attribution to its parent's content, from the outside in: cutting a parent may leave a child with
/// the parent's own parent.
fn clip(attributions: &mut [Attribution<'_>], holders: &[Option<u32>]) {
    let mut order: Vec<u32> = (0..attributions.len() as u32).collect();
    sort_by_key(&mut order, |&i| key([!rank(attributions, i).0, i, 0, 0]));
    let mut depth = vec![0; attributions.len()];
    for i in order {
        let cue = anchor(&attributions[i as usize]);
        let mut parent = holders[i as usize];
        depth[i as usize] = parent.map_or(0, |p| depth[p as usize] + 1);
        if depth[i as usize] >= DEEPEST {
            attributions[i as usize].content.clear();
            continue;
        }
        while let Some(p) = parent.filter(|&p| attributions[p as usize].content.iter().all(|s| !s.contains(cue))) {
            parent = attributions[p as usize].nested_in;
        }
        let Some(parent) = parent else { continue };
        let outer = attributions[parent as usize].content.clone();
        let inner = &mut attributions[i as usize];
        inner.nested_in = Some(parent);
        // Who speaks outside the parent's content is not a voice within it.
        inner.source.retain(|s| outer.iter().any(|o| o.contains(*s)));
        inner.content = inner.content.iter().flat_map(|&c| outer.iter().map(move |&o| common(c, o))).collect();
        inner.content.retain(|c| !c.is_empty());
    }
}

/// The larger content ranks higher; of equal ones the earlier.
fn rank(attributions: &[Attribution<'_>], i: u32) -> (u32, std::cmp::Reverse<u32>) {
    let longest = attributions[i as usize].content.iter().map(|c| c.len()).max().unwrap_or_default();
    (longest, std::cmp::Reverse(i))
}

fn anchor(a: &Attribution<'_>) -> Span {
    a.cue.unwrap_or_else(|| a.content.first().copied().unwrap_or_default())
}

fn first_byte(a: &Attribution<'_>) -> u32 {
    a.source.iter().chain(&a.cue).chain(&a.content).map(|s| s.start()).min().unwrap_or_default()
}

fn last_byte(a: &Attribution<'_>) -> u32 {
    a.source.iter().chain(&a.cue).chain(&a.content).map(|s| s.end()).max().unwrap_or_default()
}

/// The part that lies in both.
fn common(a: Span, b: Span) -> Span {
    Span::new(a.start().max(b.start()), a.end().min(b.end()))
}

/// Takes out attributions that lost all content, and renumbers the references.
fn drop_empty(attributions: &mut Vec<Attribution<'_>>) {
    if attributions.iter().all(|a| !a.content.is_empty()) {
        return;
    }
    let mut number = Vec::with_capacity(attributions.len());
    let mut kept = 0;
    for a in attributions.iter() {
        number.push((!a.content.is_empty()).then_some(kept));
        kept += u32::from(!a.content.is_empty());
    }
    let parents: Vec<Option<u32>> = attributions.iter().map(|a| a.nested_in).collect();
    let resolve = |mut at: Option<u32>| loop {
        let i = at?;
        if let Some(n) = number[i as usize] {
            return Some(n);
        }
        at = parents[i as usize];
    };
    for a in attributions.iter_mut() {
        a.nested_in = resolve(a.nested_in);
    }
    attributions.retain(|a| !a.content.is_empty());
}
