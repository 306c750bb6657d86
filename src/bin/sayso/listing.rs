//! The listing for a terminal: every line of an article that holds claims, with its claims underneath.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::io::{self, IsTerminal};

use sayso::document::{ChainLink, Claim, Document, Mark, Segment};

use crate::cli::Color;

/// Terminal codes, all empty where no colours are wanted.
#[derive(Clone, Copy)]
pub(crate) struct Style {
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

    /// Colours on a terminal, or as is said on the command line.
    pub(crate) fn choose(color: Color) -> Self {
        let wanted = match color {
            Color::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
            Color::Always => true,
            Color::Never => false,
        };
        if wanted { Self::COLORED } else { Self::PLAIN }
    }
}

/// The listing of one text; the marks of the document count bytes.
pub(crate) fn of(text: &str, document: &Document<'_>, name: &str, style: Style) -> String {
    let mut out = Listing { to: String::new(), style };
    // Writing into a string cannot fail.
    let _ = out.article(text, document, name);
    out.to
}

struct Listing {
    to: String,
    style: Style,
}

impl Listing {
    fn article(&mut self, text: &str, document: &Document<'_>, name: &str) -> fmt::Result {
        let Style { bold, reset, .. } = self.style;
        writeln!(self.to, "{bold}{}{reset}  {}", control_free(name), document.summary.sentence)?;
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
    fn segment<'m>(&mut self, text: &str, segment: &Segment, marks: impl Iterator<Item = &'m Mark<'m>>) -> fmt::Result {
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
    fn claim(&mut self, number: usize, claim: &Claim<'_>) -> fmt::Result {
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
