//! Where results go: standard output, or one file each.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use sayso::export;

use crate::cli::Format;

/// The longest name that is made for a file, in characters; file systems take 255 bytes.
const LONGEST_NAME: usize = 60;

/// Takes results in their order.
pub(crate) struct Output {
    to: To,
    format: Format,
}

enum To {
    Stream { out: BufWriter<Stdout>, has_header: bool },
    Folder(PathBuf),
}

impl Output {
    /// Into a folder, or to standard output where there is none.
    pub(crate) fn new(folder: Option<PathBuf>, format: Format) -> io::Result<Self> {
        let to = match folder {
            Some(folder) => {
                fs::create_dir_all(&folder)?;
                To::Folder(folder)
            }
            None => To::Stream { out: BufWriter::new(io::stdout()), has_header: false },
        };
        Ok(Self { to, format })
    }

    /// Whether it is standard output.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self.to, To::Stream { .. })
    }

    /// Writes the result of the text of that name, so that whoever reads has it at once.
    pub(crate) fn put(&mut self, name: &str, printed: &str) -> io::Result<()> {
        match &mut self.to {
            To::Stream { out, has_header } => {
                // One table for all texts.
                let head = if self.format == Format::Csv { export::csv_header() } else { String::new() };
                let rest = printed.strip_prefix(head.as_str()).filter(|_| std::mem::replace(has_header, true));
                out.write_all(rest.unwrap_or(printed).as_bytes())?;
                out.flush()
            }
            To::Folder(folder) => {
                let file = folder.join(file_name(name, self.format));
                let complaint = |e: io::Error| match e.kind() {
                    io::ErrorKind::AlreadyExists => {
                        io::Error::new(e.kind(), format!("{} is there already", file.display()))
                    }
                    kind => io::Error::new(kind, format!("{}: {e}", file.display())),
                };
                File::create_new(&file).and_then(|mut f| f.write_all(printed.as_bytes())).map_err(complaint)
            }
        }
    }

    /// Writes what is left.
    pub(crate) fn end(self) -> io::Result<()> {
        if let To::Stream { mut out, .. } = self.to { out.flush() } else { Ok(()) }
    }
}

/// A plain name for the file of a text: of `in/a b.txt`, `a-b.html`; of line 3 of `in/x.jsonl`, `x.jsonl-3.html`.
fn file_name(name: &str, format: Format) -> String {
    let path = Path::new(name);
    let last = path.file_name().map_or_else(|| name.into(), |last| last.to_string_lossy());
    let stem = last.strip_suffix(".txt").unwrap_or(&last);
    let plain = |c: char| if c.is_alphanumeric() || ".-_".contains(c) { c } else { '-' };
    let stem: String = stem.chars().map(plain).take(LONGEST_NAME).collect();
    // A name that begins with a dot would be hidden.
    format!("{}.{}", stem.trim_start_matches('.'), format.extension())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_plain_names() {
        assert_eq!(file_name("in/a b.txt", Format::Html), "a-b.html");
        assert_eq!(file_name("in/x.jsonl:3", Format::Csv), "x.jsonl-3.csv");
        assert_eq!(file_name("standard input", Format::Md), "standard-input.md");
        assert_eq!(file_name("a/.hidden.txt", Format::Webanno), "hidden.jsonld");
        assert!(file_name(&"x".repeat(500), Format::Json).len() < 70);
    }
}
