//! From files, standard input and lines of JSON to texts, one after the other.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

use sayso::Date;
use sayso::json::{self, Value};

use crate::cli::Input;

/// The longest line of JSON, in bytes. Lines are read whole; a longer one must not fill the memory.
const LONGEST_LINE: u64 = 256 << 20;

/// One text, or what is wrong with it.
pub(crate) struct Text {
    /// What it is called in complaints and listings.
    pub(crate) name: String,
    /// Its id in results, as JSON: what was given with it, or its place.
    pub(crate) id: String,
    /// The text, or in words why there is none and what to do.
    pub(crate) read: Result<String, String>,
    /// The day it was written, where that came with it.
    pub(crate) dct: Option<Date>,
}

/// The texts of all files, in order. Nothing is read before it is asked for.
pub(crate) fn texts(files: Vec<PathBuf>, input: Input) -> impl Iterator<Item = Text> {
    files.into_iter().flat_map(move |file| -> Box<dyn Iterator<Item = Text> + Send> {
        if !input.is_lines(&file) {
            return Box::new(std::iter::once(whole(&file)));
        }
        match open(&file) {
            Ok(reader) => Box::new(Lines { reader, file: name(&file).into_owned(), number: 0, is_over: false }),
            Err(e) => Box::new(std::iter::once(Text::bad(name(&file).into_owned(), why_not(&e)))),
        }
    })
}

impl Text {
    fn bad(name: String, complaint: String) -> Self {
        Self { id: String::new(), name, read: Err(complaint), dct: None }
    }
}

fn is_standard_input(file: &Path) -> bool {
    file == Path::new("-")
}

fn name(file: &Path) -> Cow<'_, str> {
    if is_standard_input(file) { Cow::Borrowed("standard input") } else { file.to_string_lossy() }
}

fn open(file: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    if is_standard_input(file) {
        if io::stdin().is_terminal() {
            eprintln!("sayso: reading what you type or paste; end with Ctrl-D on a line of its own");
        }
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    if fs::metadata(file)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(Box::new(BufReader::new(File::open(file)?)))
}

fn why_not(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder; name the files in it".to_owned(),
        _ => format!("cannot be read: {e}"),
    }
}

/// A file that is one text.
fn whole(file: &Path) -> Text {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // One byte more than is read tells that there is more.
        open(file)?.take(sayso::LONGEST_TEXT as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let text = read().map_err(|e| why_not(&e)).and_then(|bytes| {
        if bytes.len() > sayso::LONGEST_TEXT {
            return Err("is longer than 2 GiB; split it".to_owned());
        }
        utf8(bytes)
    });
    let name = name(file).into_owned();
    Text { id: json::write(&Value::text(name.as_str()), false), name, read: text, dct: None }
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        format!("is not UTF-8 (from byte {at} on); convert it first, for example with iconv")
    })
}

/// The texts of lines of JSON; empty lines are passed over.
struct Lines {
    reader: Box<dyn BufRead + Send>,
    file: String,
    number: u64,
    is_over: bool,
}

impl Iterator for Lines {
    type Item = Text;

    fn next(&mut self) -> Option<Text> {
        let mut line = Vec::new();
        while !self.is_over {
            line.clear();
            self.number += 1;
            let read = (&mut self.reader).take(LONGEST_LINE).read_until(b'\n', &mut line);
            let name = format!("{}:{}", self.file, self.number);
            match read {
                Err(e) => {
                    self.is_over = true;
                    return Some(Text::bad(name, why_not(&e)));
                }
                Ok(0) => return None,
                Ok(read) if read as u64 == LONGEST_LINE && !line.ends_with(b"\n") => {
                    self.is_over = self.reader.skip_until(b'\n').is_err();
                    return Some(Text::bad(name, "is longer than 256 MiB; split it".to_owned()));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(self.text(line, name)),
            }
        }
        None
    }
}

impl Lines {
    fn text(&self, line: Vec<u8>, name: String) -> Text {
        let parsed = utf8(line).and_then(|line| parse(line.trim_end()));
        match parsed {
            Ok((id, text, dct)) => {
                let id = id.unwrap_or_else(|| self.number.to_string());
                Text { name, id, read: Ok(text), dct }
            }
            Err(complaint) => Text::bad(name, complaint),
        }
    }
}

type Parsed = (Option<String>, String, Option<Date>);

fn parse(line: &str) -> Result<Parsed, String> {
    let value = json::read(line).map_err(|e| e.to_string())?;
    if !value.is_object() {
        return Err("must be an object, as {\"id\": ..., \"text\": \"...\"}".to_owned());
    }
    let id = value.find("id").filter(|id| **id != Value::Null).map(|id| json::write(id, false));
    let Value::Text(text) = value.get("text") else { return Err("text: must be a string".to_owned()) };
    if text.len() > sayso::LONGEST_TEXT {
        return Err("text: is longer than 2 GiB; split it".to_owned());
    }
    let dct = match value.get("dct") {
        Value::Null => None,
        dct => Some(Date::parse(dct.str()).ok_or("dct: must be a day as \"YYYY-MM-DD\"")?),
    };
    Ok((id, text.clone().into_owned(), dct))
}
