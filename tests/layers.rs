//! Each stage uses only the stages before it, and no regular expression engine ships.
//!
//! The compiler does not hold this in one package, so the `use` lines and paths of the sources are read here.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

/// The stages, each with its place; those of one place may use each other. `claim` may use `attribution`, never the
/// other way round.
const ORDER: &[&str] = &[
    "order",
    "span",
    "offsets",
    "json",
    "terms",
    "lexicon",
    "text",
    "model",
    "model",
    "tag",
    "attribution",
    "claim",
    "document",
    "export",
    "import",
    "wasm",
];

struct Source {
    /// Relative to `src`, with forward slashes.
    name: String,
    code: String,
}

impl Source {
    /// The stage it belongs to: the first part of its path.
    fn stage(&self) -> &str {
        self.name.split('/').next().expect("never empty").trim_end_matches(".rs")
    }

    /// All of it up to its unit tests; nothing of a file of them.
    fn own_code(&self) -> &str {
        if self.name.ends_with("/tests.rs") {
            return "";
        }
        self.code.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default()
    }

    /// Its lines without comments. Unit tests are left out: they may look at anything.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.own_code().lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")).map(|(i, l)| (i + 1, l))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
                out.push(Source { name, code: fs::read_to_string(&path).expect("UTF-8") });
            }
        }
    }
    out.retain(|s| s.stage() != "bin" && s.stage() != "lib");
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

/// The modules that a line reaches from the crate's root: the word after each `crate::`, or each word of `crate::{…}`.
/// `$crate::` and `mycrate::` are other things.
fn reached(line: &str) -> Vec<String> {
    static NESTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"::\{[^{}]*\}").expect("a pattern"));
    static PATH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|[^\w$])crate(?:::(\w+)|\{([^}]*)\})").expect("a pattern"));
    // `crate::{a::{B, C}, d}` is first made `crate{a, d}`.
    let flat = line.replace("crate::{", "crate{");
    let flat = NESTED.replace_all(&flat, "");
    let first = |path: &str| path.split("::").next().unwrap_or_default().trim().to_owned();
    PATH.captures_iter(&flat)
        .flat_map(|c| match (c.get(1), c.get(2)) {
            (Some(word), _) => vec![word.as_str().to_owned()],
            (_, Some(list)) => list.as_str().split(',').map(first).collect(),
            _ => Vec::new(),
        })
        .collect()
}

fn place(stage: &str) -> Option<usize> {
    ORDER.iter().position(|s| *s == stage)
}

#[test]
fn stages_use_only_what_comes_before_them() {
    let mut wrong = Vec::new();
    for source in sources() {
        let own = place(source.stage()).unwrap_or_else(|| panic!("src/{} is of no known stage", source.name));
        for (number, line) in source.lines() {
            for module in reached(line) {
                // What begins with a capital, and `annotate`, is the crate's front: for the border alone.
                let used = place(&module).unwrap_or(ORDER.len() - 1);
                if used > own {
                    wrong.push(format!("src/{}:{number} uses {module}: {}", source.name, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_regular_expressions_ship() {
    for source in sources() {
        for (number, line) in source.lines() {
            let found = line.contains("regex::") || line.contains("Regex");
            assert!(!found, "src/{}:{number}: a regular expression engine weighs 85 kB in the wasm", source.name);
        }
    }
}

/// Where words may become markup. The page's policy has the browser hold this, too; a host page's need not.
const MARKUP: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "srcdoc",
    "createContextualFragment",
    "setHTML",
    "insertHTML",
    "eval(",
    "new Function",
];

/// Where a page goes to an address, in which words may go along; a link that the reader presses is none of these.
const LEAVING: &[&str] = &[
    "window.open",
    "location.assign",
    "location.replace",
    "location = ",
    "location.href = ",
    "navigation.navigate",
    ".submit(",
    "requestSubmit",
    "sendBeacon",
];

#[test]
fn no_words_become_markup_or_an_address() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
    let mut folders = vec![root.clone()];
    let (mut read, mut parsers) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
            // What is built, and what others wrote.
            if matches!(name.as_str(), "pkg" | "vendor") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if !path.extension().is_some_and(|e| e == "js" || e == "html") {
                continue;
            }
            let code = fs::read_to_string(&path).expect("UTF-8");
            for way in MARKUP {
                assert!(!code.contains(way), "www/{name}: {way} makes markup or script of words");
            }
            for way in LEAVING {
                assert!(!code.contains(way), "www/{name}: {way} takes the page to an address");
            }
            read += 1;
            if code.contains("parseFromString") {
                parsers.push(name);
            }
        }
    }
    assert!(read > 40, "{read} files");
    // It parses documents that nothing runs in.
    assert_eq!(parsers, ["page/html-text.js"]);
}

#[test]
fn the_border_is_thin_and_files_are_short() {
    for source in sources() {
        let lines = source.lines().filter(|(_, line)| !line.trim().is_empty()).count();
        let most = if source.stage() == "wasm" { 100 } else { 550 };
        assert!(lines <= most, "src/{} has {lines} lines of code; split it", source.name);
    }
}

#[test]
fn the_reader_of_use_lines_reads_them() {
    assert_eq!(reached("use crate::text::{Reading, Token};"), ["text"]);
    assert_eq!(reached("use crate::{claim::{Built, Claim}, span};"), ["claim", "span"]);
    assert_eq!(reached("let x: crate::tag::Entity = $crate::y; // crate::document"), ["tag", "document"]);
    assert!(reached("use super::scan;").is_empty());
}
