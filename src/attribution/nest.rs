//! Which attribution stands in the content of which.

use super::Attribution;
use crate::span::Span;

/// Sorts attributions by where they begin, cuts contents that cross another's, and sets `nested_in`.
pub(super) fn nest(attributions: &mut Vec<Attribution<'_>>) {
    attributions.retain(|a| !a.content.is_empty());
    for a in attributions.iter_mut() {
        a.content.sort_unstable();
    }
    attributions.sort_by_key(|a| (first_byte(a), std::cmp::Reverse(last_byte(a)), a.cue.map(Span::start)));
    let mut pieces: Vec<(Span, u32)> = Vec::new();
    for (i, a) in attributions.iter().enumerate() {
        pieces.extend(a.content.iter().map(|&s| (s, i as u32)));
    }
    pieces.sort_by_key(|&(s, i)| (s.start(), std::cmp::Reverse(s.end()), i));
    // Anchors in text order; the pieces open at each anchor lie on a stack.
    let mut anchors: Vec<(u32, u32)> =
        attributions.iter().enumerate().map(|(i, a)| (anchor(a).start(), i as u32)).collect();
    anchors.sort_unstable();
    let mut open: Vec<(Span, u32)> = Vec::new();
    let mut next = 0;
    for (at, i) in anchors {
        while next < pieces.len() && pieces[next].0.start() <= at {
            open.push(pieces[next]);
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
        if let Some((piece, parent)) = holder {
            let hull = hull(&attributions[parent as usize]);
            let inner = &mut attributions[i as usize];
            inner.nested_in = Some(parent);
            for c in &mut inner.content {
                *c = clip(*c, hull, piece);
            }
            inner.content.retain(|c| !c.is_empty());
        }
    }
    drop_empty(attributions);
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

fn hull(a: &Attribution<'_>) -> Span {
    a.content.iter().copied().reduce(Span::cover).unwrap_or_default()
}

/// The part of a content that lies in its parent's content.
fn clip(content: Span, hull: Span, piece: Span) -> Span {
    let within = if hull.contains(content) { return content } else { piece };
    Span::new(content.start().clamp(within.start(), within.end()), content.end().min(within.end()))
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
