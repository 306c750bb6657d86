//! How well it reads: annotates texts with known answers and runs the scorers on the result.
//!
//! The folder holds `gold/` (annotated articles, `seed` and `dev/`), `corpora/` and `score/` (the scorers). It is no part
//! of this repository. Predictions are left under `target/eval`, to be looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use sayso::document::Document;
use sayso::{Date, Options, Unit};
use serde_json::{Value, json};

use crate::process::{self, Failure};

/// The figures that are looked at first: title, name in the scorer's report, field, and the least that is wanted.
const FIGURES: &[(&str, &str, &str, f64)] = &[
    ("claim F1", "claim", "f1", 0.87),
    ("claim, the same words", "claim_exact", "acc", 0.55),
    ("source, loosely", "source_loose", "acc", 0.85),
    ("source, by full name", "source", "acc", 0.75),
    ("certainty label", "certainty", "acc", 0.75),
    ("factuality, author", "fact_author", "acc", 0.85),
    ("factuality, source", "fact_source", "acc", 0.85),
    ("check-worthy F1", "cw", "f1", 0.72),
    ("times, exact spans F1", "times", "f1", 0.88),
    ("times, value", "time_value", "acc", 0.85),
    ("quantities F1", "quantities", "f1", 0.85),
    ("segment type", "segment_type", "acc", 0.95),
];
/// The certainty labels of most claims; all others are the rare ones.
const COMMON_LABELS: [&str; 2] = ["asserted", "asserted_by_source"];
/// The least that is wanted of the rare ones.
const RARE_LEAST: f64 = 0.50;
/// The same of attribution spans.
const RELATIONS: &[(&str, &str, f64)] = &[
    ("content, half overlap F1", "relation/content>=.5", 0.77),
    ("content and source F1", "relation/content>=.5+source", 0.69),
];

/// Where everything lies.
struct Paths {
    score: PathBuf,
    corpus: PathBuf,
    gold: PathBuf,
    predicted: PathBuf,
    attributions: PathBuf,
}

impl Paths {
    fn of(folder: &Path, out: &Path) -> Self {
        Self {
            score: folder.join("score"),
            corpus: folder.join("corpora/polnear-dev.jsonl"),
            gold: out.join("gold"),
            predicted: out.join("predicted"),
            attributions: out.join("polnear-dev.jsonl"),
        }
    }

    /// Makes empty folders for what is predicted.
    fn clear(&self) -> Result<(), Failure> {
        for made in [&self.gold, &self.predicted] {
            if made.exists() {
                fs::remove_dir_all(made).map_err(|e| Failure::because(made.display(), e))?;
            }
            fs::create_dir_all(made).map_err(|e| Failure::because(made.display(), e))?;
        }
        Ok(())
    }
}

/// What each rule is worth: the main figures with everything, and without one rule after the other.
pub(crate) fn rules(folder: &Path) -> Result<(), Failure> {
    let paths = Paths::of(folder, &process::target().join("eval-rules"));
    let figures = |without: &[&str]| {
        paths.clear()?;
        annotate_gold(&folder.join("gold"), &paths, without)?;
        annotate_corpus(&paths, without)?;
        let gold = parse(&report(&scorer(&paths, "score_gold.py", &paths.gold, &paths.predicted), &["--json"])?)?;
        let spans =
            parse(&report(&scorer(&paths, "score_attributions.py", &paths.corpus, &paths.attributions), &["--json"])?)?;
        let micro = |name: &str, field: &str| gold["micro"][name][field].as_f64().unwrap_or_default();
        let span = |name: &str| spans["measures"][name]["f1"].as_f64().unwrap_or_default();
        Ok([
            micro("claim", "f1"),
            micro("source_loose", "acc"),
            micro("attr_outer/content+source", "f1"),
            span("relation/content>=.5"),
            span("relation/content>=.5+source"),
        ])
    };
    let all = figures(&[])?;
    println!("{:<24}{:>9}{:>9}{:>9}{:>9}{:>9}", "", "claims", "source", "gold +s", "PolNeAR", "with s");
    let line = |name: &str, values: [f64; 5]| {
        let [claims, source, gold, content, with_source] = values;
        println!("{name:<24}{claims:>9.3}{source:>9.3}{gold:>9.3}{content:>9.3}{with_source:>9.3}");
    };
    line("everything", all);
    let every: Vec<&str> = sayso::attribution::rules().collect();
    line("no rule at all", figures(&every)?);
    for name in every.into_iter().chain([sayso::attribution::MODEL]) {
        let without = figures(&[name])?;
        let [claims, source, gold, content, with_source] = std::array::from_fn(|i| without[i] - all[i]);
        println!("without {name:<16}{claims:>+9.3}{source:>+9.3}{gold:>+9.3}{content:>+9.3}{with_source:>+9.3}");
    }
    Ok(())
}

/// Annotates, scores and prints both reports and the few figures that matter.
pub(crate) fn run(folder: &Path, list: bool, without: &[&str]) -> Result<(), Failure> {
    let out = process::target().join("eval");
    let paths = Paths::of(folder, &out);
    paths.clear()?;
    let started = Instant::now();
    let quotations = annotate_gold(&folder.join("gold"), &paths, without)?;
    annotate_corpus(&paths, without)?;
    let annotated = started.elapsed();

    let gold = scorer(&paths, "score_gold.py", &paths.gold, &paths.predicted);
    let spans = scorer(&paths, "score_attributions.py", &paths.corpus, &paths.attributions);
    println!("{}", report(&gold, if list { &["--list"] } else { &[] })?);
    println!("{}", report(&spans, &[])?);
    let gold = parse(&report(&gold, &["--json"])?)?;
    let spans = parse(&report(&spans, &["--json"])?)?;
    print_figures(&gold, &spans, quotations);
    print_rare(&paths, &out.join("rare"))?;
    crate::heads::run(&folder.join("corpora"))?;
    crate::understanding::run(&folder.join("corpora"))?;
    println!("\nAnnotated in {:.2} s; predictions are in {}", annotated.as_secs_f64(), out.display());
    Ok(())
}

/// The seed and the other articles. Gives how many of the seed's quotations were found exactly, and how many it has.
fn annotate_gold(from: &Path, paths: &Paths, without: &[&str]) -> Result<(usize, usize), Failure> {
    let mut files = vec![from.join("seed.json")];
    let folder = from.join("dev");
    for entry in fs::read_dir(&folder).map_err(|e| Failure::because(folder.display(), e))? {
        let path = entry.map_err(|e| Failure::because(folder.display(), e))?.path();
        files.extend(path.extension().is_some_and(|e| e == "json").then_some(path));
    }
    files.sort();
    let mut exact = (0, 0);
    for file in &files {
        let (gold, text) = (read(file)?, read(&file.with_extension("txt"))?);
        let answers = parse(&gold)?;
        let document = sayso::annotate_without(&text, &options(&answers["dct"]), without);
        let name = file.file_name().unwrap_or_default();
        write(&paths.gold.join(name), &gold)?;
        write(&paths.gold.join(name).with_extension("txt"), &text)?;
        write(&paths.predicted.join(name), &to_json(&document)?)?;
        if let Some(quotations) = answers["quotations"].as_array() {
            let found = |q: &&Value| document.quotations.iter().any(|p| q["start"] == p.start && q["end"] == p.end);
            exact.0 += quotations.iter().filter(found).count();
            exact.1 += quotations.len();
        }
    }
    Ok(exact)
}

/// The corpus that annotates attributions and no nesting: only the outermost are given.
fn annotate_corpus(paths: &Paths, without: &[&str]) -> Result<(), Failure> {
    let mut out = String::new();
    for line in read(&paths.corpus)?.lines() {
        let article = parse(line)?;
        let document =
            sayso::annotate_without(article["text"].as_str().unwrap_or_default(), &options(&article["date"]), without);
        let marks = |marks: &[sayso::document::Mark<'_>]| marks.iter().map(|m| [m.start, m.end]).collect::<Vec<_>>();
        let outermost = document.attributions.iter().filter(|a| a.nested_in.is_none());
        let attributions: Vec<Value> = outermost
            .map(|a| json!({"source": marks(&a.source), "cue": marks(&a.cue), "content": marks(&a.content)}))
            .collect();
        out += &json!({"id": article["id"], "attributions": attributions}).to_string();
        out.push('\n');
    }
    write(&paths.attributions, &out)
}

/// As files count, with the article's own date where the answers give one.
fn options(dct: &Value) -> Options {
    Options { dct: dct.as_str().and_then(Date::parse), unit: Unit::CodePoint }
}

type Scorer<'a> = (PathBuf, &'a Path, &'a Path);

fn scorer<'a>(paths: &Paths, name: &str, gold: &'a Path, predicted: &'a Path) -> Scorer<'a> {
    (paths.score.join(name), gold, predicted)
}

fn report((script, gold, predicted): &Scorer<'_>, flags: &[&str]) -> Result<String, Failure> {
    process::output(process::program("python3").arg(script).arg(gold).arg(predicted).args(flags))
}

fn print_figures(gold: &Value, spans: &Value, (exact, quotations): (usize, usize)) {
    println!("Figure                             now    least");
    let line = |title: &str, value: &Value, least: f64| {
        let value = value.as_f64().unwrap_or_default();
        let short = if value < least { "   short" } else { "" };
        println!("{title:<32} {value:>6.3} {least:>7.2}{short}");
    };
    for (title, name, field, least) in FIGURES {
        line(title, &gold["micro"][name][field], *least);
    }
    line("check-worthy, average precision", &gold["micro"]["cw_ap"], 0.72);
    for (title, name, least) in RELATIONS {
        line(title, &spans["measures"][name]["f1"], *least);
    }
    let seed = &gold["articles"]["seed.json"];
    println!("seed: quotations exact           {exact} of {quotations}, at least 9");
    println!(
        "seed: segments typed right       {} of {}, at least 30",
        seed["segment_type"]["right"], seed["segment_type"]["of"]
    );
    println!(
        "seed: claims where none is       {} in {} segments, at most 0",
        seed["noclaim_fp"]["claims"], seed["noclaim_fp"]["segments"]
    );
}

/// The same scorer on the same predictions, with only the claims of rare labels required in the answers.
fn print_rare(paths: &Paths, rare: &Path) -> Result<(), Failure> {
    fs::create_dir_all(rare).map_err(|e| Failure::because(rare.display(), e))?;
    for entry in fs::read_dir(&paths.gold).map_err(|e| Failure::because(paths.gold.display(), e))? {
        let file = entry.map_err(|e| Failure::because(paths.gold.display(), e))?.path();
        let name = file.file_name().unwrap_or_default();
        if file.extension().is_none_or(|e| e != "json") {
            write(&rare.join(name), &read(&file)?)?;
            continue;
        }
        let mut answers = parse(&read(&file)?)?;
        for claim in answers["claims"].as_array_mut().into_iter().flatten() {
            let label = claim["certainty_label"].as_str().unwrap_or_default();
            claim["required"] = (claim["required"] != false && !COMMON_LABELS.contains(&label)).into();
        }
        write(&rare.join(name), &answers.to_string())?;
    }
    let figures = parse(&report(&scorer(paths, "score_gold.py", rare, &paths.predicted), &["--json"])?)?;
    let found = &figures["micro"]["certainty"];
    let (right, of) = (found["right"].as_f64().unwrap_or_default(), found["of"].as_f64().unwrap_or_default());
    let short = if right < RARE_LEAST * of { "   short" } else { "" };
    println!("certainty, rare labels           {:>6.3} {RARE_LEAST:>7.2}{short}   ({right} of {of})", right / of);
    Ok(())
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|e| Failure::because(file.display(), e))
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(|e| Failure::because(file.display(), e))
}

fn parse(text: &str) -> Result<Value, Failure> {
    serde_json::from_str(text).map_err(|e| Failure::because("JSON that cannot be read", e))
}

fn to_json(document: &Document<'_>) -> Result<String, Failure> {
    serde_json::to_string_pretty(document).map_err(|e| Failure::because("A result that cannot be written", e))
}
