//! Which words of one text are which of another: words that stand between the same unique neighbours are the same
//! (patience difference). Nearly linear: every round looks at each word once, and rounds are few.

use rustc_hash::FxHashMap;

use super::words::Word;

/// How often what lies between sure words is looked at again.
const ROUNDS: u32 = 16;
/// How many words in a row are sought that stand once in each text; fewer where there are none.
const ROWS: [usize; 3] = [4, 2, 1];

/// For each word of `old` its place in `new`, rising.
pub(super) fn align(old: &[Word], new: &[Word]) -> Vec<Option<u32>> {
    let mut found = vec![None; old.len()];
    // The stretches that are still to be compared, and the rounds that are left.
    let mut open = vec![(0..old.len(), 0..new.len(), ROUNDS)];
    while let Some((mut from, mut to, rounds)) = open.pop() {
        let same = |i: usize, j: usize| old[i].hash == new[j].hash;
        while !from.is_empty() && !to.is_empty() && same(from.start, to.start) {
            found[from.start] = Some(to.start as u32);
            (from.start, to.start) = (from.start + 1, to.start + 1);
        }
        while !from.is_empty() && !to.is_empty() && same(from.end - 1, to.end - 1) {
            (from.end, to.end) = (from.end - 1, to.end - 1);
            found[from.end] = Some(to.end as u32);
        }
        if from.is_empty() || to.is_empty() || rounds == 0 {
            continue;
        }
        let mut rows = ROWS.iter().map(|&row| anchors(&old[from.clone()], &new[to.clone()], row));
        let Some(rows) = rows.find(|rows| !rows.is_empty()) else { continue };
        // From each anchor to the next; what follows an anchor is compared from it on.
        let (mut i, mut j) = (from.start, to.start);
        for (next, next_new) in rows {
            let (next, next_new) = (from.start + next, to.start + next_new);
            open.push((i..next, j..next_new, rounds - 1));
            (i, j) = (next, next_new);
        }
        open.push((i..from.end, j..to.end, rounds - 1));
    }
    found
}

/// Stands for more than one place.
const TWICE: u32 = u32::MAX;

/// Rows of words that stand once in each stretch, in an order that both have.
fn anchors(old: &[Word], new: &[Word], row: usize) -> Vec<(usize, usize)> {
    let hash = |words: &[Word]| words.iter().fold(0u64, |h, w| h.rotate_left(17).wrapping_mul(31) ^ w.hash);
    let places = |words: &[Word]| {
        let mut places: FxHashMap<u64, u32> = FxHashMap::default();
        for (row, i) in words.windows(row).zip(0..) {
            places.entry(hash(row)).and_modify(|at| *at = TWICE).or_insert(i);
        }
        places
    };
    let (in_old, in_new) = (places(old), places(new));
    let mut pairs = Vec::new();
    for (words, i) in old.windows(row).zip(0..) {
        let row = hash(words);
        match in_new.get(&row) {
            Some(&j) if j != TWICE && in_old.get(&row) == Some(&i) => pairs.push((i as usize, j as usize)),
            _ => {}
        }
    }
    rising(&pairs)
}

/// The longest part of these pairs whose second numbers rise, too.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best part of each length, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (i, &(_, j)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < j);
        before[i] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(i);
        } else {
            ends[length] = i;
        }
    }
    let mut part = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(i) = at {
        part.push(pairs[i]);
        at = before[i];
    }
    part.reverse();
    part
}

#[cfg(test)]
mod tests {
    use super::super::words::read;
    use super::*;
    use crate::offsets::Unit;

    fn aligned(old: &str, new: &str) -> String {
        let words = |text: &str| {
            let mut words = Vec::new();
            read(text, 0, Unit::Byte, &mut words);
            words
        };
        let (from, to) = (words(old), words(new));
        let word =
            |at: Option<u32>| at.map_or("-", |at| &new[to[at as usize].start as usize..to[at as usize].end as usize]);
        align(&from, &to).into_iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_found_around_changes() {
        assert_eq!(aligned("a b c d e", "a b c d e"), "a b c d e");
        assert_eq!(aligned("a b c d e", "x a b c y d e"), "a b c d e");
        assert_eq!(aligned("the dog and the cat", "the old dog or the cat"), "the dog - the cat");
        assert_eq!(aligned("a b", "c d"), "- -");
        assert_eq!(aligned("", "c d"), "");
    }

    #[test]
    fn repeated_words_cost_no_more() {
        let (old, new) = ("a b ".repeat(50_000), "b a ".repeat(50_000));
        let start = std::time::Instant::now();
        assert!(aligned(&old, &new).len() > 1000);
        assert!(start.elapsed().as_secs() < 5);
    }
}
