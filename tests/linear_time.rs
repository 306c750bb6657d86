//! Twice the text is no more than about twice the work, also for texts made to be nasty.
//!
//! Work is counted in instructions, not in seconds. What the tool needs for an empty text (building the lexicon) is taken off
//! first. Sizes are small because Valgrind is slow; a loop over all of the text for each of its parts shows
//! at this size already, as it would need hundreds of instructions for each byte where the linear work is about one
//! thousand in all.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

#[path = "bench/instructions.rs"]
mod instructions;

/// Bytes of the shorter text for the rules; the longer one has twice as many.
const SIZE: usize = 30_000;
/// The same with the model, whose work for each token, always the same, would hide what grows in the rules, and takes
/// Valgrind long.
const SIZE_WITH_MODEL: usize = 1_500;
/// How much more work twice the text may be. Growth of tables comes in jumps.
const MOST: f64 = 2.3;
/// Work for each byte that is above any suspicion: a ratio of two tiny numbers says nothing.
const FREE: f64 = 20.0;

/// What is repeated.
const NASTY: &[&str] = &[
    "\"",
    "\u{201c}",
    "\u{2018}",
    "'",
    "\u{201d}\u{201c}",
    "\u{201c}\u{2018}a\u{201d} ",
    ".",
    "... ",
    ". A",
    "(",
    "()",
    "[a](",
    "said ",
    "He said she said ",
    "said that the ",
    "according to ",
    "\"a\" said B. ",
    "A: \"",
    "the claim that ",
    "\n",
    "\n\n",
    "a\n\n",
    "MORE: a\n",
    "1",
    "1,",
    "1 ",
    "$1m to ",
    "May ",
    "Monday 1 ",
    "A",
    "A ",
    "A. ",
    "Mr Lee, ",
    "Lee, who led it, said it sank. ",
    "It sank, they said, as Lee led it. ",
    "that 5 wounded care ",
    "A said, citing B, ",
    "of the ",
    ",",
    "and, ",
    "if not ",
    "may ",
    "it's ",
    "a",
    "-a",
    "\u{a0}",
    "e\u{301}",
    "\u{1f600}",
];

/// What is repeated for the model: pieces to be linked, and segments, sentences and tokens without end.
const NASTY_FOR_MODEL: &[&str] = &["He said she said ", "“a” said B. ", "according to ", "a\n\n", ". A", "a", "-a"];

/// Processor seconds after which a run is given up; a linear one takes a second or two under Valgrind.
const PATIENCE: u32 = 30;

/// Instructions that the tool takes for a text, with the model or without; infinitely many where it was given up.
fn instructions(name: &str, text: &str, model: bool) -> f64 {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("linear-{name}.txt"));
    let sayso = Path::new(env!("CARGO_BIN_EXE_sayso"));
    instructions::instructions(sayso, &file, text, model, PATIENCE).unwrap_or_else(|error| panic!("{error}"))
}

/// The unit as often as it takes.
fn repeated(unit: &str, size: usize) -> String {
    unit.repeat(size.div_ceil(unit.len()))
}

#[test]
fn twice_the_text_is_twice_the_work() {
    let start = [false, true].map(|model| instructions(&format!("empty-{model}"), "", model));
    let rules = NASTY.iter().map(|unit| (*unit, SIZE, false));
    let cases: Vec<_> = rules.chain(NASTY_FOR_MODEL.iter().map(|unit| (*unit, SIZE_WITH_MODEL, true))).collect();
    let next = AtomicUsize::new(0);
    let measure = || {
        let mut rows = Vec::new();
        loop {
            let case = next.fetch_add(1, Ordering::Relaxed);
            let Some(&(unit, size, model)) = cases.get(case) else { return rows };
            let work = |times: usize| {
                let name = format!("{case}-{times}");
                let made = instructions(&name, &repeated(unit, times * size), model);
                (made - start[usize::from(model)]) / size as f64
            };
            let once = work(1);
            let twice = if once.is_finite() { work(2) } else { once };
            rows.push((once, twice, unit));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut rows: Vec<(f64, f64, &str)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(measure)).collect();
        handles.into_iter().flat_map(|h| h.join().expect("it measures")).collect()
    });
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let rows_in_words: Vec<String> = rows
        .iter()
        .map(|(once, twice, unit)| format!("{once:>9.0} {twice:>9.0} {:>6.2}  {unit:?}", twice / once))
        .collect();
    let table = rows_in_words.join("\n");
    eprintln!("instructions for each byte of the shorter text: once, twice the text, ratio\n{table}");
    let wrong = rows.iter().filter(|(once, twice, _)| twice.is_infinite() || *twice > MOST * once.max(FREE)).count();
    assert_eq!(wrong, 0, "more than {MOST} times the work for twice the text:\n{table}");
}
