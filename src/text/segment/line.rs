//! Lines, and which of them hard wrapping cut apart.

use crate::span::Span;

/// A non-empty line, or several that are one when read.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Without what is invisible at its ends.
    pub span: Span,
    /// Number of the first line, counted from one.
    pub number: u32,
    /// Whether an empty line, or the beginning of the text, stands before it.
    pub gap: bool,
    /// Width of the white space before it, in bytes.
    indent: u32,
}

/// White space and what else shows nothing: controls, zero-width characters, marks of direction.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The lines of a text, hard-wrapped ones joined.
pub(super) fn find(text: &str) -> Vec<Line> {
    join(text, split(text))
}

fn split(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut number = 0;
    let mut gap = true;
    let mut begins = true;
    let mut at = 0;
    for piece in text.split_inclusive('\n').flat_map(|l| l.split_inclusive(['\r', '\u{2028}', '\u{2029}'])) {
        let start = at;
        at += piece.len();
        if piece == "\n" && !begins {
            // The second half of CRLF.
            begins = true;
            continue;
        }
        begins = !piece.ends_with('\r');
        number += 1;
        let body = piece.trim_start_matches(is_blank);
        let indent = piece.len() - body.len();
        let body = body.trim_end_matches(is_blank);
        if body.is_empty() {
            gap = true;
            continue;
        }
        let span = Span::of(start + indent, start + indent + body.len());
        out.push(Line { span, number, gap, indent: indent as u32 });
        gap = false;
    }
    out
}

/// Wider text is not hard-wrapped.
const WIDEST: usize = 110;

/// Width in characters; more than [`WIDEST`] for anything wider.
fn width(line: &str) -> usize {
    line.chars().take(WIDEST + 1).count()
}

/// Whether a word runs on from one line to the next: no stop, and then a small letter.
fn runs_on(line: &str, next: &str) -> bool {
    !line.ends_with(['.', '!', '?', ':', ';', '”', '"', '…', ')']) && next.starts_with(char::is_lowercase)
}

/// Joins lines where the whole text is wrapped at one width and the next word would not have fitted.
fn join(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let Some(limit) = wrapped_at(text, &lines) else { return lines };
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last: Option<Line> = None;
    for line in lines {
        let goes_on = last.as_ref().is_some_and(|before| {
            let (a, b) = (before.span.slice(text), line.span.slice(text));
            !line.gap
                && line.indent <= before.indent.max(1)
                && !begins_item(b)
                && (is_full(a, b, limit) || (runs_on(a, b) && width(a) * 2 >= limit))
        });
        match out.last_mut() {
            Some(whole) if goes_on => whole.span = whole.span.cover(line.span),
            _ => out.push(line.clone()),
        }
        last = Some(line);
    }
    out
}

fn is_full(line: &str, next: &str, limit: usize) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    let width = width(line);
    width <= limit + limit / 20 && width + 1 + width_of_word(first) > limit
}

fn width_of_word(word: &str) -> usize {
    word.chars().take(WIDEST).count()
}

fn begins_item(line: &str) -> bool {
    line.starts_with(['•', '·', '‣', '▪', '●', '○', '■', '*']) || line.starts_with("- ")
}

/// The width at which the text is wrapped, in characters, if it is.
fn wrapped_at(text: &str, lines: &[Line]) -> Option<usize> {
    const NARROWEST: usize = 30;
    let mut widths = [0_u32; WIDEST + 2];
    let pairs = || {
        let touching = lines.windows(2).filter(|p| !p[1].gap);
        touching.map(|p| (p[0].span.slice(text), p[1].span.slice(text)))
    };
    let mut count = 0;
    for (line, _) in pairs() {
        widths[width(line)] += 1;
        count += 1;
    }
    // A line in twenty may be wider, as an address is.
    let wider = (count / 20).max(u32::from(count > 5));
    let mut seen = 0;
    let limit = (0..widths.len()).rev().find(|&w| {
        seen += widths[w];
        seen > wider
    })?;
    if !(NARROWEST..=WIDEST).contains(&limit) {
        return None;
    }
    let full = pairs().filter(|(a, b)| is_full(a, b, limit)).count() as u32;
    let running = pairs().filter(|(a, b)| is_full(a, b, limit) && runs_on(a, b)).count() as u32;
    (full * 2 >= count && running > 0 && running * 5 >= count).then_some(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        find(text).iter().map(|l| l.span.slice(text)).collect()
    }

    #[test]
    fn every_kind_of_line_break() {
        assert_eq!(lines("a\nb\r\nc\rd\u{2028}e\n\n f \u{a0}\n\u{200b}\n"), ["a", "b", "c", "d", "e", "f"]);
        let numbers: Vec<_> = find("a\r\nb\r\n\r\nc").iter().map(|l| (l.number, l.gap)).collect();
        assert_eq!(numbers, [(1, true), (2, false), (4, true)]);
        assert_eq!(lines(" \n\u{feff}\u{0}\r\n"), [""; 0]);
    }

    const WRAPPED: &str = "Harbour ferry to stop running\nBy Ann Lee\n\nThe ferry that has crossed Orrin Bay for ninety years\nwill stop \
        running in May, its owner said on Tuesday.\n\nPassengers were told by letter that the boat,\nwhich carried 300 \
        people a day, needs repairs that\nnobody can pay for. Owner Tom Reed said he was sorry.\nThe town has asked for \
        help.\n";

    #[test]
    fn hard_wrapped_paragraphs_are_one_line() {
        let got = lines(WRAPPED);
        assert_eq!(got.len(), 4, "{got:#?}");
        assert!(got[3].starts_with("Passengers") && got[3].ends_with("help."));
        let windows = WRAPPED.replace('\n', "\r\n");
        assert_eq!(lines(&windows).len(), 4);
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        let text = "The ferry will stop.\nIts owner said so on Tuesday.\nPassengers were told by letter.\nThe town asked for help.";
        assert_eq!(lines(text).len(), 4);
        let text = "Shops to close\nOwner says sorry\nthe town asks for help from the government, from the county and from \
            everybody else who ever crossed the bay on it in all those years.\nThe end of the line has come, says the owner of the boat.";
        assert_eq!(lines(text).len(), 4);
    }

    #[test]
    fn indents_and_bullets_begin_lines() {
        let text = "   The ferry that has crossed the bay for ninety years\nwill stop running in May, its owner said \
            yesterday.\n   Passengers were told by letter that the old boat,\nwhich carried 300 people a day, needs repairs.";
        assert_eq!(lines(text).len(), 2);
    }
}
