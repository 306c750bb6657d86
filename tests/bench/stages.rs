//! Native speed: `cargo bench --bench stages` measures each stage with criterion, `-- --workload FOLDER` reads the texts
//! of `cargo xtask bench` and prints what each size takes, as one line of JSON.
#![allow(clippy::print_stdout, missing_docs)] // it prints what it measured; criterion's macros are undocumented

mod news;

use std::fs;
use std::path::Path;
use std::time::Instant;

use criterion::{Criterion, Throughput};
use sayso::export::{Format, export};
use sayso::lexicon::Lexicon;
use sayso::model::Model;
use sayso::{Options, Unit, attribution, claim, document, tag, text};
use serde_json::{Value, json};

use news::News;

/// Bytes of a text in the workload, and of the one that criterion measures with.
const SIZES: [usize; 5] = [1_000, 5_000, 50_000, 500_000, 5_000_000];
const CRITERION: usize = 50_000;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--workload") {
        println!("{}", workload(Path::new(&args[at + 1])));
        return;
    }
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    stages(&mut criterion);
    criterion.final_summary();
}

fn stages(criterion: &mut Criterion) {
    let lexicon = Lexicon::get();
    let news = News::new(7).text(CRITERION);
    let reading = text::read(&news, lexicon);
    let learned = Model::built_in().learn(&reading, lexicon);
    let tags = tag::tag(&reading, &learned.output, lexicon, None);
    let found = attribution::find(&reading, &tags, &learned, lexicon, &[]);
    let built = claim::build(&reading, &learned.output, &tags, &found, lexicon);
    let result = document::assemble(&reading, &tags, &found, &built, Unit::Utf16).document();
    let mut group = criterion.benchmark_group("50 KB");
    group.throughput(Throughput::Bytes(news.len() as u64));
    group.bench_function("reading", |b| b.iter(|| text::read(&news, lexicon).tokens.len()));
    group.bench_function("model", |b| b.iter(|| Model::built_in().learn(&reading, lexicon).linked.len()));
    group.bench_function("tagging", |b| b.iter(|| tag::tag(&reading, &learned.output, lexicon, None).pos.len()));
    group.bench_function("attribution", |b| {
        b.iter(|| attribution::find(&reading, &tags, &learned, lexicon, &[]).sources.len());
    });
    group.bench_function("claims", |b| {
        b.iter(|| claim::build(&reading, &learned.output, &tags, &found, lexicon).claims().count());
    });
    group.bench_function("result", |b| {
        b.iter(|| document::assemble(&reading, &tags, &found, &built, Unit::Utf16).document().claims.len());
    });
    group.bench_function("json", |b| b.iter(|| serde_json::to_string(&result).map(|s| s.len()).unwrap_or_default()));
    let json = serde_json::to_string(&result).expect("a result is JSON");
    for format in Format::ALL {
        group.bench_function(format!("export {}", format.name()), |b| {
            b.iter(|| export(&json, &news, format, "").map(|s| s.len()).expect("it can be written"));
        });
    }
    group.bench_function("whole", |b| b.iter(|| sayso::annotate(&news, &Options::default()).claims.len()));
    group.finish();
}

/// Milliseconds that one text takes, by what is done.
#[derive(Clone, Copy)]
struct Run {
    /// Reading and rules: all stages up to the claims but the model.
    rules: f64,
    /// The model, linking included.
    model: f64,
    /// Everything, with the result.
    whole: f64,
}

fn run(news: &str) -> Run {
    let (lexicon, model) = (Lexicon::get(), Model::built_in());
    let milliseconds = |since: Instant| since.elapsed().as_secs_f64() * 1e3;
    let start = Instant::now();
    let reading = text::read(news, lexicon);
    let read = milliseconds(start);
    let learned = model.learn(&reading, lexicon);
    let after_model = milliseconds(start);
    let tags = tag::tag(&reading, &learned.output, lexicon, None);
    let found = attribution::find(&reading, &tags, &learned, lexicon, &[]);
    let built = claim::build(&reading, &learned.output, &tags, &found, lexicon);
    let after_rules = milliseconds(start);
    let result = document::assemble(&reading, &tags, &found, &built, Unit::Utf16).document();
    let whole = milliseconds(start);
    assert_eq!(result.claims.len(), built.claims().len());
    Run { rules: read + after_rules - after_model, model: after_model - read, whole }
}

/// Reads the texts that `cargo xtask bench` wrote into a folder, size after size, each text once.
fn workload(folder: &Path) -> Value {
    let texts = |name: &str| {
        let file = folder.join(format!("{name}.json"));
        let given: Value =
            serde_json::from_slice(&fs::read(file).expect("the texts are there")).expect("they are JSON");
        let strings = given["texts"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        let tokens = given["tokens"].as_array().into_iter().flatten().filter_map(Value::as_f64);
        strings.zip(tokens).collect::<Vec<_>>()
    };
    for (text, _) in texts("warm") {
        run(&text);
    }
    let mut rows = serde_json::Map::new();
    for size in SIZES {
        let all = texts(&size.to_string());
        if all.is_empty() {
            continue;
        }
        let runs: Vec<Run> = all.iter().map(|(text, _)| run(text)).collect();
        let of = |what: fn(&Run) -> f64| {
            let mut sorted: Vec<f64> = runs.iter().map(what).collect();
            sorted.sort_by(f64::total_cmp);
            move |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize]
        };
        let (rules, model, whole) = (of(|r| r.rules), of(|r| r.model), of(|r| r.whole));
        let mean = |sum: f64| sum / all.len() as f64;
        let bytes = mean(all.iter().map(|(text, _)| text.len() as f64).sum());
        let tokens = mean(all.iter().map(|(_, tokens)| tokens).sum());
        let row = json!({
            "texts": all.len(),
            "bytes": bytes.round() as u64,
            "median_ms": round(whole(0.5)),
            "p95_ms": round(whole(0.95)),
            "max_ms": round(whole(1.0)),
            "tokens_per_s": (tokens / whole(0.5) * 1e3).round() as u64,
            "model_tokens_per_s": (tokens / model(0.5) * 1e3).round() as u64,
            "rules_mb_per_s": round(bytes / rules(0.5) / 1e3),
        });
        rows.insert(size.to_string(), row);
    }
    // From 50 KB on: what a call costs by itself no longer counts there.
    let of = |size: usize, what: &str| rows.get(&size.to_string()).and_then(|row| row[what].as_f64());
    let long: Vec<(f64, f64)> =
        SIZES[2..].iter().filter_map(|&size| Some((of(size, "bytes")?, of(size, "median_ms")?))).collect();
    let exponent = match long[..] {
        [(bytes, ms), .., (more, longer)] => Some(round((longer / ms).ln() / (more / bytes).ln())),
        _ => None,
    };
    json!({ "sizes": rows, "growth_exponent": exponent })
}

/// To a hundredth.
fn round(value: f64) -> f64 {
    (value * 1e2).round() / 1e2
}
