//! Sorting, once for all stages.
//!
//! The standard library's sort is compiled anew for each type and key, some 6 kB of wasm each time. Here a key is one
//! number, the numbers are sorted, and the items follow.

/// Sorts items by a key, smallest first; items of one key keep their order.
pub(crate) fn sort_by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> u128) {
    if items.len() < 2 {
        return;
    }
    let order = sorted(items.iter().zip(0..).map(|(item, i)| (key(item), i)).collect());
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|(_, i)| slots[i as usize].take()));
}

/// Keys with the places of their items, in order.
fn sorted(mut keys: Vec<(u128, u32)>) -> Vec<(u128, u32)> {
    keys.sort_unstable();
    keys
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
