//! What the fuzzers begin with: small inputs of the right form, made of our own articles.

use std::fs;
use std::path::Path;

use sayso::Options;
use sayso::export::{Format, export};
use sayso::json;

/// The targets, by name.
pub(crate) const TARGETS: [&str; 5] = ["annotate", "result", "annotations", "json", "weights"];

/// Inputs for a target.
pub(crate) fn of(target: &str, root: &Path) -> Vec<Vec<u8>> {
    match target {
        "annotate" => paragraphs(root),
        "result" => files(Format::Json),
        "annotations" => files(Format::WebAnnotation),
        "json" => {
            let mut all = files(Format::Json);
            all.push(br#" {"a": [1, -0.5e+3, "\ud83d\udea2\"\\\/\b\u0000", null, true], "a": {}} "#.to_vec());
            all
        }
        _ => (0..8_u8).map(|n| (0..64).map(|i: u8| i.wrapping_mul(37 + n) ^ n).collect()).collect(),
    }
}

/// The articles, cut at empty lines into parts of a few hundred bytes.
fn paragraphs(root: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(root.join("tests/articles"))
        .expect("the folder of articles")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let mut parts = Vec::new();
    for path in paths {
        let mut part = String::new();
        for paragraph in fs::read_to_string(path).expect("an article").split_inclusive("\n\n") {
            part.push_str(paragraph);
            if part.len() > 200 {
                parts.push(std::mem::take(&mut part).into_bytes());
            }
        }
        parts.push(part.into_bytes());
    }
    parts
}

/// Texts so short that what is made of them is a small file.
const SHORT: [&str; 3] = ["He said no.", "\u{201c}Go,\u{201d} Ann Lee said. It may rain.", "\u{1f6a2}"];

/// Files of these, with their text behind a zero byte; and bytes that tell changes of a file.
fn files(format: Format) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for text in SHORT {
        let result = serde_json::to_string(&sayso::annotate(text, &Options::default())).expect("it serialises");
        let written = export(&result, text, format, "").expect("a result of this text");
        let spaceless = json::write(&json::read(&written).expect("JSON"), false);
        all.push([spaceless.as_bytes(), &[0], text.as_bytes()].concat());
    }
    all.extend((1..9_u8).map(|n| (0..24).map(|i: u8| i.wrapping_mul(53).wrapping_add(n * 29)).collect()));
    all
}
