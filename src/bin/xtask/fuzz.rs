//! Fuzzing: each target from its seeds for some minutes, one after the other, on one core.

use std::fs;

use crate::check;
use crate::process::{self, Failure, program, run};

#[path = "../../../tests/fuzz/seeds.rs"]
mod seeds;

/// These readers are the page's, and are fuzzed by its own tests: pages and work files.
const OF_PAGE: [&str; 2] = ["html", "work"];
/// Bytes of the longest text, and of the longest input otherwise. Longer ones find little more and take their time.
const LONGEST_TEXT: usize = 1000;
const LONGEST: usize = 8192;
/// Seconds after which an input is called slow.
const PATIENCE: u32 = 20;

/// Runs one target, or all.
pub(crate) fn run_all(target: Option<&str>, minutes: u32) -> Result<(), Failure> {
    let all: Vec<&str> = seeds::TARGETS.into_iter().chain(OF_PAGE).collect();
    let chosen: Vec<&str> = all.iter().copied().filter(|name| target.is_none_or(|t| t == *name)).collect();
    if chosen.is_empty() {
        return Err(Failure::new(format!("There is no such target: give one of {}, or none for all.", all.join(", "))));
    }
    for name in chosen {
        if OF_PAGE.contains(&name) { check::made_up(name, minutes)? } else { one(name, minutes)? }
    }
    Ok(())
}

fn one(name: &str, minutes: u32) -> Result<(), Failure> {
    if process::output(program("cargo").args(["+nightly", "fuzz", "--version"])).is_err() {
        return Err(Failure::new(
            "Fuzzing needs a nightly compiler and cargo-fuzz: rustup toolchain install nightly, then cargo install --locked cargo-fuzz.",
        ));
    }
    let folder = process::target().join("fuzz");
    let (corpus, first) = (folder.join("corpus").join(name), folder.join("seeds").join(name));
    for folder in [&corpus, &first] {
        fs::create_dir_all(folder).map_err(|e| Failure::because(folder.display(), e))?;
    }
    for (i, seed) in seeds::of(name, &process::root()).iter().enumerate() {
        let file = first.join(i.to_string());
        fs::write(&file, seed).map_err(|e| Failure::because(file.display(), e))?;
    }
    let mut fuzz = program("cargo");
    // Memory is Miri's to look after (`cargo xtask miri`): all but one file is safe Rust, and three times as fast without.
    fuzz.args(["+nightly", "fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", name]);
    fuzz.args([&corpus, &first]).arg("--");
    fuzz.arg(format!("-max_total_time={}", minutes * 60));
    let longest = if name == "annotate" { LONGEST_TEXT } else { LONGEST };
    fuzz.args([format!("-max_len={longest}"), format!("-timeout={PATIENCE}")]);
    let words = process::root().join("tests/fuzz").join(name).with_extension("dict");
    if words.is_file() {
        fuzz.arg(format!("-dict={}", words.display()));
    }
    run(fuzz.env("CARGO_TARGET_DIR", folder))
}
