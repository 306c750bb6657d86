//! The command line: files or standard input to a listing of claims, or to the result as JSON.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use sayso::document::{ChainLink, Claim, Document, Mark, Segment};
use sayso::{Date, Options, Unit};

/// Reads English news articles and shows, for every claim in them, on whose say-so it stands.
#[derive(Parser)]
#[command(name = "sayso", version)]
struct Cli {
    /// Plain text in UTF-8; `-` or nothing reads standard input.
    files: Vec<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    format: Format,
    /// The day the articles were written, YYYY-MM-DD; relative dates are resolved from it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    dct: Option<Date>,
    /// Leave out what one rule finds, by its name in the result (`made_by`), or what the `model` does; may be repeated.
    #[arg(long, value_name = "NAME", value_parser = finder)]
    without: Vec<String>,
    /// When to use colours in the listing.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A listing for the terminal.
    Pretty,
    /// One indented JSON object for each text; offsets in code points.
    Json,
    /// One line of JSON for each text; offsets in code points.
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
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

fn main() -> ExitCode {
    let mut cli = Cli::parse();
    if cli.files.is_empty() {
        cli.files.push(PathBuf::from("-"));
    }
    let mut out = Output { to: BufWriter::new(io::stdout().lock()), style: Style::choose(cli.color) };
    let mut all_read = true;
    for file in &cli.files {
        let written = match read(file) {
            Ok(text) => out.text(&text, &cli, file),
            Err(complaint) => {
                eprintln!("sayso: {}: {complaint}", name(file));
                all_read = false;
                Ok(())
            }
        };
        match written.and_then(|()| out.to.flush()) {
            Ok(()) => {}
            // Whoever reads has read enough.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => break,
            Err(e) => {
                eprintln!("sayso: the result could not be written: {e}");
                return ExitCode::FAILURE;
            }
        }
    }
    if all_read { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The text of a file, or in words why there is none and what to do.
fn read(file: &Path) -> Result<String, String> {
    let bytes = if file == Path::new("-") {
        if io::stdin().is_terminal() {
            eprintln!("sayso: reading what you type or paste; end with Ctrl-D on a line of its own");
        }
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes.map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder; name the files in it".to_owned(),
        _ => format!("cannot be read: {e}"),
    })?;
    if bytes.len() > sayso::LONGEST_TEXT {
        return Err("is longer than 2 GiB; split it".to_owned());
    }
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        format!("is not UTF-8 (from byte {at} on); convert it first, for example with iconv")
    })
}

fn name(file: &Path) -> Cow<'_, str> {
    if file == Path::new("-") { Cow::Borrowed("standard input") } else { file.to_string_lossy() }
}

/// Terminal codes, all empty where no colours are wanted.
#[derive(Clone, Copy)]
struct Style {
    bold: &'static str,
    dim: &'static str,
    mark: &'static str,
    voice: &'static str,
    alert: &'static str,
    reset: &'static str,
}

impl Style {
    const PLAIN: Self = Self { bold: "", dim: "", mark: "", voice: "", alert: "", reset: "" };
    const COLORED: Self = Self {
        bold: "\x1b[1m",
        dim: "\x1b[2m",
        mark: "\x1b[4m",
        voice: "\x1b[36m",
        alert: "\x1b[33m",
        reset: "\x1b[0m",
    };

    fn choose(color: Color) -> Self {
        let wanted = match color {
            Color::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
            Color::Always => true,
            Color::Never => false,
        };
        if wanted { Self::COLORED } else { Self::PLAIN }
    }
}

struct Output<W> {
    to: W,
    style: Style,
}

impl<W: Write> Output<W> {
    fn text(&mut self, text: &str, cli: &Cli, file: &Path) -> io::Result<()> {
        let unit = if cli.format == Format::Pretty { Unit::Byte } else { Unit::CodePoint };
        let without: Vec<&str> = cli.without.iter().map(String::as_str).collect();
        let document = sayso::annotate_without(text, &Options { dct: cli.dct, unit }, &without);
        match cli.format {
            Format::Pretty => return self.listing(text, &document, file),
            Format::Json => serde_json::to_writer_pretty(&mut self.to, &document)?,
            Format::Jsonl => serde_json::to_writer(&mut self.to, &document)?,
        }
        writeln!(self.to)
    }

    /// Every line of the article that holds claims, with its claims underneath.
    fn listing(&mut self, text: &str, document: &Document<'_>, file: &Path) -> io::Result<()> {
        let Style { bold, reset, .. } = self.style;
        writeln!(self.to, "{bold}{}{reset}  {}", name(file), document.summary.sentence)?;
        let mut claims = document.claims.iter().enumerate().peekable();
        for segment in &document.segments {
            let own: Vec<_> = std::iter::from_fn(|| claims.next_if(|(_, c)| c.segment == segment.id)).collect();
            if own.is_empty() {
                continue;
            }
            writeln!(self.to)?;
            self.segment(text, segment, own.iter().flat_map(|(_, c)| &c.spans))?;
            for (i, claim) in own {
                self.claim(i + 1, claim)?;
            }
        }
        writeln!(self.to)
    }

    /// The line with its number, and what is claimed underlined.
    fn segment<'m>(
        &mut self,
        text: &str,
        segment: &Segment,
        marks: impl Iterator<Item = &'m Mark<'m>>,
    ) -> io::Result<()> {
        let Style { dim, mark, reset, .. } = self.style;
        let mut marks: Vec<(u32, u32)> = marks.map(|m| (m.start, m.end)).collect();
        marks.sort_unstable();
        write!(self.to, "{dim}{:>4}{reset}  ", segment.line)?;
        let mut at = segment.start;
        for (start, end) in marks {
            let (start, end) = (start.max(at), end.min(segment.end));
            if start < end {
                write!(self.to, "{}{mark}{}{reset}", clean(text, at, start), clean(text, start, end))?;
                at = end;
            }
        }
        writeln!(self.to, "{}", clean(text, at, segment.end))
    }

    /// Wording; then who says so, how sure, by which words, and whether to check it.
    fn claim(&mut self, number: usize, claim: &Claim<'_>) -> io::Result<()> {
        let Style { bold, dim, voice, alert, reset, .. } = self.style;
        writeln!(self.to, "{bold}{number:>8}  {}{reset}", control_free(&claim.text))?;
        // The author stands behind every chain; only alone is he worth a mention.
        let links = &claim.attribution_chain[usize::from(claim.attribution_chain.len() > 1)..];
        let link = |link: &ChainLink<'_>| {
            let name = format!("{voice}{}{reset}", control_free(&link.source_name));
            link.cue.map_or(name.clone(), |cue| format!("{name} ({})", control_free(cue)))
        };
        let chain: Vec<String> = links.iter().map(link).collect();
        writeln!(self.to, "          {}", chain.join(" > "))?;
        let cues: Vec<String> =
            claim.certainty_cues.iter().map(|c| format!("\u{201c}{}\u{201d}", control_free(c.mark.exact))).collect();
        let label = claim.certainty_label.name().replace('_', " ");
        write!(self.to, "          {label}")?;
        if !cues.is_empty() {
            write!(self.to, " {dim}by{reset} {}", cues.join(", "))?;
        }
        if claim.check_worthy {
            write!(self.to, "; {alert}worth checking ({}){reset}", claim.priority.name())?;
        }
        writeln!(self.to)
    }
}

/// A stretch of the text, fit for one line of a terminal.
fn clean(text: &str, start: u32, end: u32) -> Cow<'_, str> {
    control_free(text.get(start as usize..end as usize).unwrap_or_default())
}

/// A text must not steer the terminal: control characters and line ends become spaces.
fn control_free(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) { Cow::Owned(text.replace(char::is_control, " ")) } else { Cow::Borrowed(text) }
}
