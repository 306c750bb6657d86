//! How the work for news grows with its length: the part of the benchmark that can fail, as it counts instructions.
//!
//! `tests/linear_time.rs` does the same with texts made to be nasty.

use std::env;
use std::fs;
use std::path::Path;

use super::news::News;
use crate::process::{self, Failure, cargo, run};

#[path = "../../../../tests/bench/instructions.rs"]
mod instructions;

/// The exponent that growth may have: 1 is linear.
const MOST: f64 = 1.1;
/// Bytes of the shorter text for the rules alone; the longer one has ten times as many.
const RULES: usize = 20_000;
/// The same with the model, whose even work for each token would hide what grows in the rules.
const WHOLE: usize = 2_000;
/// Seconds of a processor for one text.
const PATIENCE: u32 = 600;

/// Prints the exponents, and fails where one is too large.
pub(super) fn check() -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        println!("How the work grows is counted on Linux alone.");
        return Ok(());
    }
    run(cargo().args(["build", "--quiet", "--bin", "sayso"]))?;
    let sayso = process::target().join("debug/sayso").with_extension(env::consts::EXE_EXTENSION);
    let mut over = Vec::new();
    for (what, size, model) in [("rules", RULES, false), ("everything", WHOLE, true)] {
        let (once, ten_times, exponent) = exponent(&sayso, size, model)?;
        println!(
            "{what:<12} {once:>7.1} and {ten_times:>7.1} million instructions for {size} and {} bytes of news: exponent \
             {exponent:.3} of {MOST}",
            10 * size
        );
        if exponent.is_nan() || exponent > MOST {
            over.push(what);
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("The work grows faster than the text: {}.", over.join(", "))))
}

/// Millions of instructions for two lengths, what an empty text takes taken off, and the exponent between them.
fn exponent(sayso: &Path, size: usize, model: bool) -> Result<(f64, f64, f64), Failure> {
    let folder = process::target().join("bench");
    fs::create_dir_all(&folder).map_err(|e| Failure::because(folder.display(), e))?;
    let file = folder.join("growth.txt");
    let work = |text: &str| {
        instructions::instructions(sayso, &file, text, model, PATIENCE).map(|n| n / 1e6).map_err(Failure::new)
    };
    let (short, long) = (News::new(41).text(size), News::new(42).text(10 * size));
    let start = work("")?;
    let (once, ten_times) = (work(&short)? - start, work(&long)? - start);
    Ok((once, ten_times, (ten_times / once).ln() / (long.len() as f64 / short.len() as f64).ln()))
}
