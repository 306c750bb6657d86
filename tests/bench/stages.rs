//! Native speed: `cargo bench --bench stages` measures each stage with criterion, `-- --growth` prints how the whole
//! grows from 50 KB to 5 MB, as one line of JSON.
#![allow(clippy::print_stdout, missing_docs)] // it prints what it measured; criterion's macros are undocumented

mod news;

use std::time::Instant;

use criterion::{Criterion, Throughput};
use sayso::lexicon::Lexicon;
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
    let tags = tag::tag(&reading, &learned.output, lexicon, None);
    let found = attribution::find(&reading, &tags, lexicon);
    let built = claim::build(&reading, &tags, &found, lexicon);
    let result = document::assemble(&reading, &tags, &found, &built, Unit::Utf16);
    let mut group = criterion.benchmark_group("50 KB");
    group.throughput(Throughput::Bytes(news.len() as u64));
    group.bench_function("reading", |b| b.iter(|| text::read(&news, lexicon).tokens.len()));
    group.bench_function("tagging", |b| b.iter(|| tag::tag(&reading, &learned.output, lexicon, None).pos.len()));
    group.bench_function("attribution", |b| b.iter(|| attribution::find(&reading, &tags, lexicon).sources.len()));
    group.bench_function("claims", |b| b.iter(|| claim::build(&reading, &tags, &found, lexicon).claims.len()));
    group.bench_function("result", |b| {
        b.iter(|| document::assemble(&reading, &tags, &found, &built, Unit::Utf16).claims.len());
    });
    group.bench_function("json", |b| b.iter(|| serde_json::to_string(&result).map(|s| s.len()).unwrap_or_default()));
    group.bench_function("whole", |b| b.iter(|| sayso::annotate(&news, &Options::default()).claims.len()));
    group.finish();
}

/// Seconds for reading and rules (all stages up to the claims), the best of a few runs on text not seen before, so that
/// what else the machine does counts least.
fn rules(size: usize, seed: u64) -> (f64, usize) {
    const RUNS: u64 = 5;
    let lexicon = Lexicon::get();
    let texts: Vec<String> = (0..RUNS).map(|k| News::new(seed + k).text(size)).collect();
    let mut best = f64::INFINITY;
    for news in &texts {
        let start = Instant::now();
        let reading = text::read(news, lexicon);
        let tags = tag::tag(&reading, &learned.output, lexicon, None);
        let found = attribution::find(&reading, &tags, lexicon);
        let built = claim::build(&reading, &tags, &found, lexicon);
        let seconds = start.elapsed().as_secs_f64();
        assert!(!built.claims.is_empty(), "the generator writes claims");
        best = best.min(seconds);
    }
    (best, texts[0].len())
}

fn growth() -> String {
    let rows: Vec<(f64, usize)> = SIZES.iter().zip([100, 200, 300]).map(|(&size, seed)| rules(size, seed)).collect();
    let (first, last) = (rows[0], rows[rows.len() - 1]);
    let exponent = (last.0 / first.0).ln() / (last.1 as f64 / first.1 as f64).ln();
    let speeds: Vec<f64> = rows.iter().map(|(s, n)| (*n as f64 / s / 1e4).round() / 1e2).collect();
    serde_json::json!({ "rules_mb_per_s": speeds, "growth_exponent": (exponent * 1e3).round() / 1e3 }).to_string()
}
