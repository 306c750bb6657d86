//! The texts that everything is measured with: of five sizes, and none is read twice.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::news::News;
use crate::process::{self, Failure};

/// Bytes of a text, and how many of that size are read at most.
const WORKLOAD: [(usize, usize); 5] = [(1_000, 150), (5_000, 150), (50_000, 30), (500_000, 8), (5_000_000, 3)];
/// The size of an article.
pub(super) const ARTICLE: usize = 5_000;
/// Articles that warm everything up, and those that are read after a cold start, one a round.
const APART: [(&str, usize); 2] = [("warm", 10), ("cold", 16)];
/// What the page is given, always generated: files with a size and a number of texts. One is of about 5,000 words.
const PAGE: [(&str, usize, usize); 2] = [("pasted", 5_000_000, 4), ("typed", 30_000, 1)];

/// Where texts come from.
enum Source {
    /// A generator with this seed for the next text.
    Generated(u64),
    /// Lines of given texts that have not been taken yet, the next one last.
    Given(Vec<String>),
}

impl Source {
    /// A text of about so many bytes, or nothing where what was given is used up.
    fn next(&mut self, size: usize) -> Option<String> {
        match self {
            Self::Generated(seed) => {
                *seed += 1;
                Some(News::new(*seed).text(size))
            }
            Self::Given(lines) => {
                if lines.iter().map(String::len).sum::<usize>() < size {
                    return None;
                }
                let mut text = String::new();
                while text.len() < size {
                    text += &lines.pop()?;
                    text += "\n\n";
                }
                Some(text)
            }
        }
    }
}

/// Writes `SIZE.json` and some of other names (`{texts, tokens}` each, tokens as Sayso counts them) into a folder, and gives the folder with the sizes that there are. `given` is a file, or a folder whose `.txt` files are taken; without
/// it the texts are generated.
pub(super) fn write(given: Option<&Path>) -> Result<(PathBuf, Vec<usize>), Failure> {
    let folder = process::target().join("bench/texts");
    fs::create_dir_all(&folder).map_err(|e| Failure::because(folder.display(), e))?;
    let mut sources = sources(given)?;
    for (name, count) in APART {
        if put(&folder, name, &mut sources[0], ARTICLE, count)? < count {
            return Err(Failure::new(format!(
                "The texts given are too short to make {count} of {ARTICLE} bytes of them."
            )));
        }
    }
    let mut page = Source::Generated(8_000_000);
    for (name, size, count) in PAGE {
        put(&folder, name, &mut page, size, count)?;
    }
    let mut sizes = Vec::new();
    for ((size, most), source) in WORKLOAD.into_iter().zip(&mut sources[1..]) {
        let count = put(&folder, &size.to_string(), source, size, most)?;
        if count > 0 {
            sizes.push(size);
        }
        if count < most {
            println!("{count} of {most} texts of {size} bytes: there is no more in what was given.");
        }
    }
    Ok((folder, sizes))
}

/// Writes so many different articles into one file, a list, and gives its path.
pub(super) fn articles(count: u32) -> Result<PathBuf, Failure> {
    let folder = process::target().join("bench");
    fs::create_dir_all(&folder).map_err(|e| Failure::because(folder.display(), e))?;
    let file = folder.join("articles.json");
    let mut source = Source::Generated(9_000_000);
    let articles: Vec<String> = (0..count).map_while(|_| source.next(ARTICLE)).collect();
    fs::write(&file, json!(articles).to_string()).map_err(|e| Failure::because(file.display(), e))?;
    Ok(file)
}

/// A source for the articles, and one for each size: each gets an equal share of what was given.
fn sources(given: Option<&Path>) -> Result<Vec<Source>, Failure> {
    let parts = WORKLOAD.len() + 1;
    let Some(path) = given else {
        return Ok((0..parts as u64).map(|part| Source::Generated(part * 1_000_000)).collect());
    };
    let mut lines = Vec::new();
    for file in files(path)? {
        let text = fs::read_to_string(&file).map_err(|e| Failure::because(file.display(), e))?;
        lines.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    let share = lines.iter().map(String::len).sum::<usize>() / parts;
    let mut shares = vec![Vec::new()];
    let mut taken = 0;
    for line in lines {
        if taken > share && shares.len() < parts {
            shares.push(Vec::new());
            taken = 0;
        }
        taken += line.len();
        if let Some(share) = shares.last_mut() {
            share.push(line);
        }
    }
    shares.resize(parts, Vec::new());
    Ok(shares.into_iter().map(|share| Source::Given(share.into_iter().rev().collect())).collect())
}

/// A file, or the texts in a folder and its folders.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut out = Vec::new();
    for entry in fs::read_dir(path).map_err(|e| Failure::because(path.display(), e))? {
        let below = entry.map_err(|e| Failure::because(path.display(), e))?.path();
        if below.is_dir() {
            out.extend(files(&below)?);
        } else if below.extension().is_some_and(|kind| kind == "txt") {
            out.push(below);
        }
    }
    out.sort();
    Ok(out)
}

/// Writes up to `most` texts of a size, and gives how many there were.
fn put(folder: &Path, name: &str, source: &mut Source, size: usize, most: usize) -> Result<usize, Failure> {
    let lexicon = sayso::lexicon::Lexicon::get();
    let texts: Vec<String> = (0..most).map_while(|_| source.next(size)).collect();
    let tokens: Vec<usize> = texts.iter().map(|text| sayso::text::read(text, lexicon).tokens.len()).collect();
    let file = folder.join(format!("{name}.json"));
    fs::write(&file, json!({ "texts": texts, "tokens": tokens }).to_string())
        .map_err(|e| Failure::because(file.display(), e))?;
    Ok(texts.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_made_twice() {
        let mut source = Source::Generated(0);
        let texts: Vec<String> = (0..20).filter_map(|_| source.next(500)).collect();
        let mut different = texts.clone();
        different.sort();
        different.dedup();
        assert_eq!((texts.len(), different.len()), (20, 20));
    }

    #[test]
    fn given_lines_are_used_once_and_run_out() {
        let lines = ["first line", "second line", "third line", "rest"];
        let mut source = Source::Given(lines.iter().rev().map(|&line| line.to_owned()).collect());
        assert_eq!(source.next(15).as_deref(), Some("first line\n\nsecond line\n\n"));
        assert_eq!(source.next(12).as_deref(), Some("third line\n\n"));
        assert_eq!(source.next(12), None);
    }
}
