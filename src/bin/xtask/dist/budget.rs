//! What everything weighs, and what it may weigh at most: `tests/bench/budget.json`, in bytes after brotli.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use super::Files;
use super::site::Site;
use crate::build;
use crate::process::{self, Failure};

/// Prints what everything weighs; fails where something weighs more than it may, or has no limit.
pub(super) fn check(site: &Site, artefacts: &[(&str, &Files)]) -> Result<(), Failure> {
    let path = process::root().join("tests/bench/budget.json");
    let text = fs::read_to_string(&path).map_err(|e| Failure::because(path.display(), e))?;
    let limits: BTreeMap<String, usize> =
        serde_json::from_str(&text).map_err(|e| Failure::because(path.display(), e))?;
    let mut scale = Scale::default();
    let mut weights: BTreeMap<String, usize> = BTreeMap::new();
    for (name, files) in site.first() {
        weights.insert(name.to_owned(), scale.all(files)?);
    }
    for (name, files) in artefacts {
        weights.insert((*name).to_owned(), scale.all(files.values().map(Vec::as_slice))?);
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

    fn all<'f>(&mut self, files: impl IntoIterator<Item = &'f [u8]>) -> Result<usize, Failure> {
        files.into_iter().map(|bytes| self.weigh(bytes)).sum()
    }
}
