//! How fast it is: the native stages, how the whole grows, the same texts in Chromium, and a first text against wink-nlp.
//!
//! Nothing is asserted of times; a line a run is kept in `tests/bench/history.jsonl`.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use serde_json::{Value, json};

use crate::build::{self, Profile};
use crate::check;
use crate::process::{self, Failure, cargo, output, program, run};
use crate::serve::Server;

#[path = "../../../tests/bench/news.rs"]
mod news;

/// Articles annotated in Chromium, and their size in bytes.
const ARTICLES: u64 = 210;
const ARTICLE: usize = 5_000;
const LONG: usize = 500_000;

/// Measures, prints and keeps the figures. `short` leaves out the stage by stage run.
pub(crate) fn run_all(short: bool) -> Result<(), Failure> {
    let chromium = check::ensure_browsers()?.chromium;
    let growth = output(cargo().args(["bench", "--quiet", "--bench", "stages", "--", "--growth"]))?;
    let native: Value = serde_json::from_str(growth.lines().last().unwrap_or_default())
        .map_err(|e| Failure::because("The native benchmark printed no figures", e))?;
    println!("native, 50 KB, 500 KB, 5 MB: {native}");
    if !short {
        run(cargo().args(["bench", "--bench", "stages"]))?;
    }
    build::wasm(Profile::Release)?;
    let browser = in_chromium(&chromium)?;
    println!("in Chromium, through the worker: {browser}");
    let cold = cold(&chromium)?;
    println!("from the opening of a page to its first marks, against wink-nlp: {cold}");
    keep(
        &json!({ "date": of_commit("%cs"), "commit": of_commit("%h"), "processor": processor(), "native": native, "browser": browser, "cold": cold }),
    )
}

/// A host's page with `<say-so>`, and one with wink-nlp, opened in turn. Uses the texts that `in_chromium` has left.
fn cold(chromium: &Path) -> Result<Value, Failure> {
    let mut node = program("node");
    node.arg("tests/bench/cold.mjs").arg(texts()).env("CHROMIUM", chromium);
    figures(&mut node)
}

/// What a benchmark prints: one line of JSON.
fn figures(node: &mut Command) -> Result<Value, Failure> {
    let printed = output(node)?;
    serde_json::from_str(printed.trim()).map_err(|e| Failure::because("The browser benchmark printed no figures", e))
}

fn texts() -> PathBuf {
    process::target().join("bench-texts.json")
}

fn in_chromium(chromium: &Path) -> Result<Value, Failure> {
    check::install_modules()?;
    let texts = texts();
    let articles: Vec<String> = (0..ARTICLES).map(|k| news::News::new(1_000 + k).text(ARTICLE)).collect();
    let body = json!({ "articles": articles, "long": news::News::new(9_999).text(LONG) });
    fs::write(&texts, body.to_string()).map_err(|e| Failure::because(texts.display(), e))?;
    let server = Server::open(&process::root().join("www"), 0)?;
    let address = server.address();
    thread::spawn(move || server.run());
    let mut node = program("node");
    node.arg("tests/bench/chromium.mjs").arg(&texts).env("SAYSO_URL", address).env("CHROMIUM", chromium);
    figures(&mut node)
}

fn keep(figures: &Value) -> Result<(), Failure> {
    let path = process::root().join("tests/bench/history.jsonl");
    let mut file =
        OpenOptions::new().create(true).append(true).open(&path).map_err(|e| Failure::because(path.display(), e))?;
    writeln!(file, "{figures}").map_err(|e| Failure::because(path.display(), e))
}

/// What git says of the commit that is checked out, in a format of `git show`.
fn of_commit(format: &str) -> String {
    output(program("git").args(["show", "-s", &format!("--format={format}")]))
        .map(|s| s.trim().to_owned())
        .unwrap_or_default()
}

/// Name and number of processors.
fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info
        .lines()
        .find_map(|l| l.strip_prefix("model name"))
        .map_or(env::consts::ARCH, |l| l.trim_start_matches([' ', '\t', ':']));
    format!("{name}, {} cores", thread::available_parallelism().map_or(1, usize::from))
}
