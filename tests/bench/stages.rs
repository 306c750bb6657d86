//! Native speed: `cargo bench --bench stages` measures each stage with criterion, `-- --growth` prints how the whole
//! grows from 50 KB to 5 MB, as one line of JSON.
#![allow(clippy::print_stdout, missing_docs)] // it prints what it measured; criterion's macros are undocumented

mod news;

use std::time::Instant;

use criterion::{Criterion, Throughput};
use sayso::lexicon::Lexicon;
use sayso::model::Model;
use sayso::{Options, Unit, attribution, claim, document, tag, text};

use news::News;

const SIZES: [usize; 3] = [50_000, 500_000, 5_000_000];

fn main() {
    if std::env::args().any(|a| a == "--growth") {
        println!("{}", growth());
        return;
    }
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    stages(&mut criterion);
    criterion.final_summary();
}

fn stages(criterion: &mut Criterion) {
    let lexicon = Lexicon::get();
    let news = News::new(7).text(SIZES[0]);
    let reading = text::read(&news, lexicon);
    let learned = Model::built_in().learn(&reading, lexicon);
    let tags = tag::tag(&reading, &learned.output, lexicon, None);
    let found = attribution::find(&reading, &tags, &learned, lexicon, &[]);
    let built = claim::build(&reading, &learned.output, &tags, &found, lexicon);
    let result = document::assemble(&reading, &tags, &found, &built, Unit::Utf16);
    let mut group = criterion.benchmark_group("50 KB");
    group.throughput(Throughput::Bytes(news.len() as u64));
    group.bench_function("reading", |b| b.iter(|| text::read(&news, lexicon).tokens.len()));
    group.bench_function("model", |b| b.iter(|| Model::built_in().learn(&reading, lexicon).linked.len()));
    group.bench_function("tagging", |b| b.iter(|| tag::tag(&reading, &learned.output, lexicon, None).pos.len()));
    group.bench_function("attribution", |b| {
        b.iter(|| attribution::find(&reading, &tags, &learned, lexicon, &[]).sources.len());
    });
    group.bench_function("claims", |b| {
        b.iter(|| claim::build(&reading, &learned.output, &tags, &found, lexicon).claims.len());
    });
    group.bench_function("result", |b| {
        b.iter(|| document::assemble(&reading, &tags, &found, &built, Unit::Utf16).claims.len());
    });
    group.bench_function("json", |b| b.iter(|| serde_json::to_string(&result).map(|s| s.len()).unwrap_or_default()));
    group.bench_function("whole", |b| b.iter(|| sayso::annotate(&news, &Options::default()).claims.len()));
    group.finish();
}

/// What a text of some size takes, the best of a few runs on text not seen before, so that what else the machine does
/// counts least.
struct Run {
    bytes: usize,
    tokens: usize,
    /// Seconds for reading and rules: all stages up to the claims but the model.
    rules: f64,
    /// Seconds for the model, linking included.
    model: f64,
}

fn run(size: usize, seed: u64) -> Run {
    const RUNS: u64 = 5;
    let (lexicon, model) = (Lexicon::get(), Model::built_in());
    let texts: Vec<String> = (0..RUNS).map(|k| News::new(seed + k).text(size)).collect();
    let mut best = Run { bytes: texts[0].len(), tokens: 0, rules: f64::INFINITY, model: f64::INFINITY };
    for news in &texts {
        let start = Instant::now();
        let reading = text::read(news, lexicon);
        let read = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let learned = model.learn(&reading, lexicon);
        best.model = best.model.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let tags = tag::tag(&reading, &learned.output, lexicon, None);
        let found = attribution::find(&reading, &tags, &learned, lexicon, &[]);
        let built = claim::build(&reading, &learned.output, &tags, &found, lexicon);
        best.rules = best.rules.min(read + start.elapsed().as_secs_f64());
        assert!(!built.claims.is_empty(), "the generator writes claims");
        best.tokens = learned.output.tokens.len();
    }
    best
}

fn growth() -> String {
    let rows: Vec<Run> = SIZES.iter().zip([100, 200, 300]).map(|(&size, seed)| run(size, seed)).collect();
    let (first, last) = (&rows[0], &rows[rows.len() - 1]);
    let whole = |r: &Run| r.rules + r.model;
    let exponent = (whole(last) / whole(first)).ln() / (last.bytes as f64 / first.bytes as f64).ln();
    let rules: Vec<f64> = rows.iter().map(|r| (r.bytes as f64 / r.rules / 1e4).round() / 1e2).collect();
    let model: Vec<f64> = rows.iter().map(|r| (r.tokens as f64 / r.model / 1e3).round() * 1e3).collect();
    serde_json::json!({
        "rules_mb_per_s": rules,
        "model_tokens_per_s": model,
        "growth_exponent": (exponent * 1e3).round() / 1e3,
    })
    .to_string()
}
