//! How much of a second core `sayso --input jsonl` makes use of.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

use super::news::News;
use crate::process::{self, Failure, cargo, run};

/// Articles of an archive, and the bytes of each.
const ARTICLES: u64 = 2_000;
const ARTICLE: usize = 5_000;
/// How often each is run; the best counts, so that what else the machine does counts least.
const ROUNDS: usize = 3;

/// Seconds for an archive with one and with two threads, and how much of twice the speed that is.
pub(super) fn measure() -> Result<Value, Failure> {
    run(cargo().args(["build", "--quiet", "--release", "--bin", "sayso"]))?;
    let sayso = process::target().join("release/sayso").with_extension(env::consts::EXE_EXTENSION);
    let archive = process::target().join("bench/archive.jsonl");
    let wrong = |e| Failure::because(archive.display(), e);
    let lines: Vec<String> = (0..ARTICLES)
        .map(|k| format!("{}\n", json!({ "id": k.to_string(), "text": News::new(7_000_000 + k).text(ARTICLE) })))
        .collect();
    fs::write(&archive, lines.concat()).map_err(wrong)?;
    let mut best = [f64::INFINITY; 2];
    for _ in 0..ROUNDS {
        for (threads, best) in (1..).zip(&mut best) {
            *best = best.min(seconds(&sayso, &archive, threads)?);
        }
    }
    fs::remove_file(&archive).map_err(wrong)?;
    let [one, two] = best;
    let hundredths = |value: f64| (value * 1e2).round() / 1e2;
    Ok(json!({
        "articles": ARTICLES,
        "one_s": hundredths(one),
        "two_s": hundredths(two),
        "efficiency": hundredths(one / two / 2.0),
    }))
}

fn seconds(sayso: &Path, archive: &Path, threads: usize) -> Result<f64, Failure> {
    let wrong = |e| Failure::because(archive.display(), e);
    let mut command = Command::new(sayso);
    command.args(["--input", "jsonl", "--format", "jsonl", "--jobs", &threads.to_string()]);
    command.stdin(File::open(archive).map_err(wrong)?).stdout(Stdio::null());
    let since = Instant::now();
    let status = command.status().map_err(wrong)?;
    if !status.success() {
        return Err(Failure::new("sayso could not read the archive."));
    }
    Ok(since.elapsed().as_secs_f64())
}
