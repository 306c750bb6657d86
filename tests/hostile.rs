//! Hostile input: what the fuzzers hold (`cargo xtask fuzz`), on their seeds and on a few thousand changes of them.
//!
//! What a fuzzer finds is mended at its cause, and kept there or here by a small input of its own.

#[path = "fuzz/seeds.rs"]
mod seeds;
#[path = "fuzz/targets.rs"]
mod targets;

use std::panic;
use std::path::Path;

use sayso::Options;

/// How many changed seeds are tried of each target.
const CASES: u64 = 2_000;

#[test]
fn any_text_is_read() {
    run("annotate", targets::annotate);
}

#[test]
fn results_come_back_or_are_refused() {
    run("result", targets::result);
}

#[test]
fn annotations_come_back_or_are_refused() {
    run("annotations", targets::annotations);
}

#[test]
fn json_is_read_as_others_read_it() {
    run("json", targets::json);
}

#[test]
fn weights_are_run_or_refused() {
    run("weights", targets::weights);
}

/// Long texts of one kind, which a table, a stack or a number may be too small for; `tests/browser/huge.test.mjs` has more.
#[test]
fn huge_texts_are_read() {
    let million = 1_000_000;
    for (text, segments) in [
        ("a".repeat(10 * million), 1),
        (".".repeat(10 * million), 1),
        ("\n".repeat(10 * million), 0),
        ("He came.\n\n".repeat(50_000), 50_000),
    ] {
        let document = sayso::annotate(&text, &Options::default());
        assert_eq!(document.source.length as usize, text.chars().count());
        assert_eq!(document.segments.len(), segments, "{}", &text[..1]);
    }
}

/// Runs a target on its seeds, and on these with bytes changed, always in the same way.
fn run(name: &str, target: fn(&[u8])) {
    assert!(seeds::TARGETS.contains(&name), "cargo xtask fuzz does not know {name}");
    let seeds = seeds::of(name, Path::new(env!("CARGO_MANIFEST_DIR")));
    let try_one = |bytes: &[u8]| {
        let held = panic::catch_unwind(|| target(bytes));
        assert!(held.is_ok(), "{name}, above, with the bytes \"{}\"", bytes.escape_ascii());
    };
    for seed in &seeds {
        try_one(seed);
    }
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |n: usize| {
        // Marsaglia's xorshift.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 16) as usize % n.max(1)
    };
    for _ in 0..CASES {
        let mut bytes = seeds[below(seeds.len())].clone();
        for _ in 0..=below(4) {
            let at = below(bytes.len());
            match below(4) {
                0 => drop(bytes.drain(at..(at + below(20)).min(bytes.len()))),
                1 => bytes.insert(at, below(256) as u8),
                2 => bytes.extend_from_within(at..(at + below(40)).min(bytes.len())),
                _ => bytes[at..].iter_mut().take(1).for_each(|byte| *byte = below(256) as u8),
            }
        }
        try_one(&bytes);
    }
}
