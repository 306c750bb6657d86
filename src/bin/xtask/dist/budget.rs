//! What everything weighs, and what it may weigh at most: `tests/bench/budget.json`, in bytes after brotli.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

use super::bundle::Graph;
use super::single::value_of;
use super::{Files, Www};
use crate::build;
use crate::process::{self, Failure};

/// Where a browser begins that is to annotate a first text, and what that is called.
const FIRST: [(&str, &[&str]); 2] = [
    ("first annotation by import", &["sayso.js", "worker.js"]),
    ("first annotation by <say-so>", &["say-so.js", "element/mount.js", "worker.js"]),
];
const FIRST_ON_PAGE: &str = "first annotation on the page";

/// Prints what everything weighs; fails where something weighs more than it may, or has no limit.
pub(super) fn check(www: &Www, artefacts: &[(&str, &Files)]) -> Result<(), Failure> {
    let path = process::root().join("tests/bench/budget.json");
    let text = fs::read_to_string(&path).map_err(|e| Failure::because(path.display(), e))?;
    let limits: BTreeMap<String, usize> =
        serde_json::from_str(&text).map_err(|e| Failure::because(path.display(), e))?;
    let mut scale = Scale::default();
    let mut weights: BTreeMap<String, usize> = BTreeMap::new();
    for (name, entries) in FIRST {
        weights.insert(name.to_owned(), scale.all(www, &graphs(www, entries)?)?);
    }
    weights.insert(FIRST_ON_PAGE.to_owned(), scale.all(www, &page(www)?)?);
    for (name, files) in artefacts {
        let weight = files.values().map(|bytes| scale.weigh(bytes)).sum::<Result<usize, Failure>>()?;
        weights.insert((*name).to_owned(), weight);
    }
    let mut over = Vec::new();
    for (name, weight) in &weights {
        let limit = limits.get(name).copied().unwrap_or(0);
        println!("{name:<32} {:>9}   of {:>9}", build::kilobytes(*weight), build::kilobytes(limit));
        if *weight > limit {
            over.push(name.as_str());
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "More than tests/bench/budget.json allows: {}. Make it smaller, or change the budget with its reason.",
        over.join(", ")
    )))
}

fn graphs(www: &Www, entries: &[&str]) -> Result<BTreeSet<String>, Failure> {
    let mut paths = BTreeSet::new();
    for entry in entries {
        paths.extend(Graph::at_once(www, entry)?.paths().map(str::to_owned));
    }
    Ok(paths)
}

/// The page with its styles, its worker, and its modules without those that it loads when they are asked for.
fn page(www: &Www) -> Result<BTreeSet<String>, Failure> {
    let mut paths = graphs(www, &["page/main.js", "worker.js"])?;
    let html = www.text("index.html")?;
    paths.extend(html.lines().filter_map(|l| value_of(l, "<link rel=\"stylesheet\" href=\"")).map(str::to_owned));
    paths.insert("index.html".to_owned());
    Ok(paths)
}

/// Weighs each content once: the engine takes seconds, and is in everything.
#[derive(Default)]
struct Scale {
    known: HashMap<Vec<u8>, usize>,
}

impl Scale {
    fn weigh(&mut self, bytes: &[u8]) -> Result<usize, Failure> {
        if let Some(weight) = self.known.get(bytes) {
            return Ok(*weight);
        }
        let weight = build::compressed(bytes).map_err(|e| Failure::because("A file could not be compressed", e))?;
        self.known.insert(bytes.to_vec(), weight);
        Ok(weight)
    }

    fn all(&mut self, www: &Www, paths: &BTreeSet<String>) -> Result<usize, Failure> {
        paths.iter().map(|path| self.weigh(&www.bytes(path)?)).sum()
    }
}
