//! How fast it is and how much it takes: natively, in Chromium and in Firefox, and against others that read text in a page.
//!
//! Nothing is asserted of times; a line a run is kept in `tests/bench/history.jsonl`. What can fail is the short form: size,
//! and growth counted in instructions.

mod cores;
mod growth;
mod table;
mod texts;

use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::build::{self, Profile};
use crate::check::{self, Browsers};
use crate::dist;
use crate::process::{self, Failure, cargo, program, run};

#[path = "../../../tests/bench/news.rs"]
mod news;

/// What to measure.
#[derive(Args)]
pub(crate) struct What {
    /// Only what can fail, as `cargo xtask test` does: sizes against their budget, and how the work grows.
    #[arg(long, conflicts_with_all = ["only", "texts", "soak"])]
    short: bool,
    /// Measure some parts only, and keep no line of them; may be repeated.
    #[arg(long, value_name = "PART")]
    only: Vec<Part>,
    /// Read texts of a file, or of a folder's .txt files, instead of generated ones.
    #[arg(long, value_name = "PATH")]
    texts: Option<PathBuf>,
    /// Instead, read so many articles one after another in one page, and say whether its memory stays flat.
    #[arg(long, value_name = "ARTICLES", num_args = 0..=1, default_missing_value = "10000", conflicts_with_all = ["only", "texts"])]
    soak: Option<u32>,
}

/// A part of the benchmark.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Each stage and each export by itself, with criterion.
    Stages,
    /// The workload on one core.
    Native,
    /// Archives on two cores.
    Cores,
    /// The workload in both browsers, against others.
    Workload,
    /// From the opening of a page to the first result, against others.
    Cold,
    /// What a reader of the page waits for.
    Page,
}

/// Measures, prints, and keeps the figures of a whole run.
pub(crate) fn run_all(what: &What) -> Result<(), Failure> {
    if what.short {
        return short();
    }
    let browsers = check::ensure_browsers()?;
    check::install_modules()?;
    if let Some(articles) = what.soak {
        build::wasm(Profile::Release)?;
        let file = texts::articles(articles)?;
        return node("soak.mjs", "chromium", [&*file.to_string_lossy()], &browsers)
            .map(|figures| table::soak(&figures));
    }
    let wanted = |part: Part| what.only.is_empty() || what.only.contains(&part);
    let mut kept = json!({ "date": of_commit("%cs"), "commit": of_commit("%h"), "processor": processor(), "others_cores": busy() });
    let texts = what.texts.as_ref().map(|path| path.canonicalize().map_err(|e| Failure::because(path.display(), e)));
    let (folder, sizes) = texts::write(texts.transpose()?.as_deref())?;
    let others = table::shown(&kept["others_cores"]);
    println!("commit {}, {}, of which other programs keep {others} busy", of_commit("%h"), processor());
    if wanted(Part::Stages) {
        run(cargo().args(["bench", "--bench", "stages"]))?;
        kept["stages_50kb_ms"] = stages();
    }
    if wanted(Part::Native) {
        let bench = ["bench", "--quiet", "--bench", "stages", "--", "--workload"];
        kept["native"] = figures(cargo().args(bench).arg(&folder))?;
        table::native(&kept["native"]);
    }
    if wanted(Part::Cores) {
        kept["cores"] = cores::measure()?;
        table::cores(&kept["cores"]);
    }
    if wanted(Part::Cold) {
        // It is measured as it ships.
        dist::run()?;
    } else if [Part::Workload, Part::Page].into_iter().any(wanted) {
        build::wasm(Profile::Release)?;
    }
    let folder = folder.to_string_lossy();
    let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    for name in ["chromium", "firefox"] {
        if wanted(Part::Workload) {
            let args = [&*folder].into_iter().chain(sizes.iter().map(String::as_str));
            kept[name]["workload"] = node("workload.mjs", name, args, &browsers)?;
            table::workload(&kept[name]["workload"]);
        }
        if wanted(Part::Cold) {
            kept[name]["cold"] = node("cold.mjs", name, [&*folder], &browsers)?;
            table::cold(&kept[name]["cold"]);
        }
        if wanted(Part::Page) {
            kept[name]["page"] = node("page.mjs", name, [&*folder], &browsers)?;
            table::page(&kept[name]["page"]);
        }
    }
    if what.only.is_empty() { keep(&kept) } else { Ok(()) }
}

/// What can fail, and does on no clock.
pub(crate) fn short() -> Result<(), Failure> {
    // What ships is held to its budget.
    dist::run()?;
    println!();
    growth::check()
}

/// What a script of `tests/bench` finds in a browser.
fn node<'a>(
    script: &str,
    browser: &str,
    args: impl IntoIterator<Item = &'a str>,
    browsers: &Browsers,
) -> Result<Value, Failure> {
    let mut node = program("node");
    node.arg(format!("tests/bench/{script}")).arg(browser).args(args);
    node.env("CHROMIUM", &browsers.chromium).env("FIREFOX", &browsers.firefox);
    figures(&mut node)
}

/// What a benchmark prints: its last line, as JSON. How far it is, it tells on standard error.
fn figures(command: &mut Command) -> Result<Value, Failure> {
    let wrong = |e: &dyn std::fmt::Display| Failure::because("The benchmark printed no figures", e);
    let out = command.stderr(Stdio::inherit()).output().map_err(|e| wrong(&e))?;
    if !out.status.success() {
        return Err(Failure::new("The benchmark failed."));
    }
    let printed = String::from_utf8_lossy(&out.stdout);
    serde_json::from_str(printed.trim().lines().last().unwrap_or_default()).map_err(|e| wrong(&e))
}

/// The median of each stage, as criterion has left it, in milliseconds for 50 KB.
fn stages() -> Value {
    let folder = process::target().join("criterion/50 KB");
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
    let median = |path: &Path| {
        let text = fs::read(path.join("new/estimates.json")).ok()?;
        let estimates: Value = serde_json::from_slice(&text).ok()?;
        estimates["median"]["point_estimate"].as_f64().map(|ns| (ns / 1e3).round() / 1e3)
    };
    entries.filter_map(|e| Some((e.file_name().to_string_lossy().into_owned(), json!(median(&e.path())?)))).collect()
}

fn keep(figures: &Value) -> Result<(), Failure> {
    let path = process::root().join("tests/bench/history.jsonl");
    let mut file =
        OpenOptions::new().create(true).append(true).open(&path).map_err(|e| Failure::because(path.display(), e))?;
    writeln!(file, "{figures}").map_err(|e| Failure::because(path.display(), e))
}

/// What git says of the commit that is checked out, in a format of `git show`.
fn of_commit(format: &str) -> String {
    process::output(program("git").args(["show", "-s", &format!("--format={format}")]))
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

/// How many cores other programs keep busy, looked at for a second, where the system says.
fn busy() -> Option<f64> {
    // Ticks of all cores together: all, and those with nothing to do.
    let ticks = || {
        let stat = fs::read_to_string("/proc/stat").ok()?;
        let counts: Vec<f64> = stat.lines().next()?.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        Some((counts.iter().sum::<f64>(), counts.get(3)? + counts.get(4)?))
    };
    let (all, idle) = ticks()?;
    thread::sleep(Duration::from_secs(1));
    let (later, still_idle) = ticks()?;
    let cores = thread::available_parallelism().map_or(1, usize::from) as f64;
    Some(((1.0 - (still_idle - idle) / (later - all)) * cores * 1e2).round() / 1e2)
}
