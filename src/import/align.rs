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
    let mut aligner = Aligner { old, new, found: vec![None; old.len()] };
    // The stretches that are still to be compared: from and to in both texts, and the rounds that are left.
    let mut open = vec![(0, old.len(), 0, new.len(), ROUNDS)];
    while let Some((mut a, mut b, mut x, mut y, rounds)) = open.pop() {
        while a < b && x < y && old[a].hash == new[x].hash {
            aligner.found[a] = Some(x as u32);
            (a, x) = (a + 1, x + 1);
        }
        while a < b && x < y && old[b - 1].hash == new[y - 1].hash {
            aligner.found[b - 1] = Some(y as u32 - 1);
            (b, y) = (b - 1, y - 1);
        }
        if a == b || x == y || rounds == 0 {
            continue;
        }
        let anchors = ROWS.iter().map(|&row| aligner.anchors(a, b, x, y, row)).find(|found| !found.is_empty());
        // From each anchor to the next; what follows an anchor is compared from it on.
        let (mut from, mut to) = (a, x);
        for (i, j) in anchors.into_iter().flatten().chain([(b, y)]) {
            if (from, to) != (a, x) || (i, j) != (b, y) {
                open.push((from, i, to, j, rounds - 1));
            }
            (from, to) = (i, j);
        }
    }
    aligner.found
}

struct Aligner<'a> {
    old: &'a [Word],
    new: &'a [Word],
    found: Vec<Option<u32>>,
}

impl Aligner<'_> {
    /// Rows of words that stand once in each stretch, in an order that both have.
    fn anchors(&self, a: usize, b: usize, x: usize, y: usize, row: usize) -> Vec<(usize, usize)> {
        /// Where a row stands; twice is nowhere.
        type Once = Option<usize>;
        let mut rows: FxHashMap<u64, (Once, Once)> = FxHashMap::default();
        let hash = |words: &[Word]| words.iter().fold(0u64, |h, w| h.rotate_left(17).wrapping_mul(31) ^ w.hash);
        const TWICE: usize = usize::MAX;
        for (i, words) in self.old[a..b].windows(row).enumerate() {
            let (at, _) = rows.entry(hash(words)).or_default();
            *at = Some(if at.is_none() { a + i } else { TWICE });
        }
        for (i, words) in self.new[x..y].windows(row).enumerate() {
            if let Some((_, at)) = rows.get_mut(&hash(words)) {
                *at = Some(if at.is_none() { x + i } else { TWICE });
            }
        }
        let once = |at: Once| at.filter(|at| *at != TWICE);
        let mut pairs: Vec<(usize, usize)> =
            rows.into_values().filter_map(|(i, j)| Some((once(i)?, once(j)?))).collect();
        pairs.sort_unstable();
        rising(&pairs)
    }
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
