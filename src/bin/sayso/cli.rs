//! What can be said on the command line. The help, the man page and the completions are made from it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, ValueEnum};
use clap_complete::Shell;
use sayso::{Date, export};

const AFTER: &str = "\
Exit status:
  0  every text was read and its result written
  1  a text could not be read or a result not written; each is named on standard error, and the others are done
  2  the command line is wrong; nothing was read

Examples:
  sayso article.txt
  sayso --format html --output-dir marked articles/*.txt
  sayso --input jsonl --format jsonl < archive.jsonl > claims.jsonl";

/// Reads English news articles and shows, for every claim in them, on whose say-so it stands.
#[derive(Parser)]
#[command(name = "sayso", version, after_help = AFTER)]
pub(crate) struct Cli {
    /// Texts in UTF-8; `-` or nothing reads standard input.
    pub(crate) files: Vec<PathBuf>,
    /// What to print; offsets count Unicode code points.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// What the files hold.
    #[arg(long, value_enum, default_value_t = Input::Auto)]
    pub(crate) input: Input,
    /// The day the articles were written, YYYY-MM-DD; relative dates are resolved from it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) dct: Option<Date>,
    /// Write one file for each text into this folder, which is made if need be; no file is ever overwritten.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) output_dir: Option<PathBuf>,
    /// How many texts to read at once; as many as there are cores where it is not given.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Leave out what one rule finds, by its name in the result (`made_by`), or what the `model` does; may be repeated.
    #[arg(long, value_name = "NAME", value_parser = finder)]
    pub(crate) without: Vec<String>,
    /// When to use colours in the listing.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Print the manual page, in the format of man(1).
    #[arg(long, exclusive = true)]
    man: bool,
    /// Print the completions for a shell.
    #[arg(long, exclusive = true, value_name = "SHELL")]
    completions: Option<Shell>,
}

/// What to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A listing for the terminal.
    Text,
    /// One indented JSON object for each text.
    Json,
    /// One line of JSON for each text, in the order of the texts, beginning with its `id`: its file, or what the line of
    /// JSON that it came from says, or else that line's number.
    Jsonl,
    /// Comma-separated values, one row a claim, one header.
    Csv,
    /// Markdown.
    Md,
    /// An annotated page that works by itself; of several texts only with --output-dir.
    Html,
    /// W3C Web Annotations, as JSON-LD.
    Webanno,
    /// schema.org Claim, as JSON-LD.
    Schema,
}

impl Format {
    /// The library's format of that name.
    pub(crate) fn exported(self) -> Option<export::Format> {
        Some(match self {
            Self::Text | Self::Json | Self::Jsonl => return None,
            Self::Csv => export::Format::Csv,
            Self::Md => export::Format::Markdown,
            Self::Html => export::Format::Html,
            Self::Webanno => export::Format::WebAnnotation,
            Self::Schema => export::Format::Schema,
        })
    }

    /// How the names of its files end.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Md => "md",
            Self::Html => "html",
            Self::Webanno | Self::Schema => "jsonld",
        }
    }
}

/// What the files hold.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    /// By the name: .jsonl and .ndjson are lines of JSON, all else is a text.
    Auto,
    /// One text each.
    Text,
    /// A text on each line, as {"text": "...", "id": ..., "dct": "YYYY-MM-DD"}; `id` and `dct` may be missing, and other
    /// fields are passed over.
    Jsonl,
}

impl Input {
    /// Whether a file has lines of JSON.
    pub(crate) fn is_lines(self, file: &Path) -> bool {
        let ends =
            || file.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"));
        self == Self::Jsonl || (self == Self::Auto && ends())
    }
}

/// When to use colours.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Not at all.
    Never,
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "give a day of the calendar as YYYY-MM-DD, like 2021-05-03".to_owned())
}

fn finder(name: &str) -> Result<String, String> {
    let mut known = sayso::attribution::rules().chain([sayso::attribution::MODEL]);
    let found = known.any(|k| k == name).then(|| name.to_owned());
    found.ok_or_else(|| "give the name of a rule, as in `made_by`, or model".to_owned())
}

impl Cli {
    /// Reads the command line; ends the program with 2 where it is wrong.
    pub(crate) fn read() -> Self {
        let mut cli = Self::parse();
        if cli.files.is_empty() {
            cli.files.push(PathBuf::from("-"));
        }
        let is_one = cli.files.len() == 1 && !cli.input.is_lines(&cli.files[0]);
        if cli.format == Format::Html && cli.output_dir.is_none() && !is_one {
            let message = "a page holds one text: name a folder for several with --output-dir";
            Self::command().error(ErrorKind::MissingRequiredArgument, message).exit();
        }
        cli
    }

    /// What was asked for about the program itself, where that was asked for.
    pub(crate) fn about(&self) -> io::Result<Option<Vec<u8>>> {
        let mut out = Vec::new();
        if self.man {
            clap_mangen::Man::new(Self::command()).render(&mut out)?;
        } else if let Some(shell) = self.completions {
            clap_complete::generate(shell, &mut Self::command(), "sayso", &mut out);
        } else {
            return Ok(None);
        }
        out.flush()?;
        Ok(Some(out))
    }
}
