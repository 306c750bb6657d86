//! Sorting, once for all stages.
//!
//! The standard library's sort is compiled anew for each type and key, some 6 kB of wasm each time. Here a key is one
//! number, the numbers are sorted, and the items follow.

/// Sorts items by a key, smallest first; items of one key keep their order.
pub(crate) fn sort_by_key<T>(items: &mut [T], key: impl Fn(&T) -> u128) {
    if items.len() < 2 {
        return;
    }
    let mut place = places(items.len() as u32, &|i| key(&items[i as usize]));
    // Each swap brings one item to its place; a copy of a long list would be as long.
    for i in 0..items.len() {
        while place[i] as usize != i {
            let to = place[i] as usize;
            items.swap(i, to);
            place.swap(i, to);
        }
    }
}

/// For each of `n` items, its place in the order of their keys.
fn places(n: u32, key: &dyn Fn(u32) -> u128) -> Vec<u32> {
    // The keys are made anew for each comparison: kept, those of a long list would take more than the list.
    let mut order: Vec<u32> = (0..n).collect();
    order.sort_unstable_by(|&a, &b| key(a).cmp(&key(b)).then(a.cmp(&b)));
    let mut place = vec![0; order.len()];
    for (&i, to) in order.iter().zip(0..) {
        place[i as usize] = to;
    }
    place
}

/// One key of up to four numbers, the first counting most.
pub(crate) const fn key(numbers: [u32; 4]) -> u128 {
    (numbers[0] as u128) << 96 | (numbers[1] as u128) << 64 | (numbers[2] as u128) << 32 | numbers[3] as u128
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_keeps_the_order_of_equals() {
        let mut items = vec![(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        sort_by_key(&mut items, |i| i.0);
        assert_eq!(items.iter().map(|i| i.1).collect::<String>(), "bedac");
    }

    #[test]
    fn earlier_numbers_count_more() {
        assert!(key([1, 0, 0, 9]) < key([1, 0, 1, 0]) && key([1, u32::MAX, 0, 0]) < key([2, 0, 0, 0]));
    }
}
