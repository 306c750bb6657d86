//! Pull quotes: lines set apart that repeat words of the running text.

use super::SegmentKind;
use super::form::{self, End};
use super::line::Line;
use crate::span::Span;

/// Shorter repetitions are chance, in bytes.
const SHORTEST: usize = 24;
/// As much of a signed line is looked for, in bytes.
const LONGEST: usize = 60;
/// As many lines are looked for: each search reads the whole text.
const MOST: usize = 12;

/// Makes `other` of the lines that repeat what stands elsewhere.
pub(super) fn mark(text: &str, lines: &[Line], kinds: &mut [SegmentKind]) {
    let candidates = lines.iter().zip(kinds).skip(1).filter(|(l, k)| is_candidate(l.span.slice(text), **k));
    for (line, kind) in candidates.take(MOST) {
        let whole = line.span.slice(text);
        let body = whole.trim_matches(['"', '“', '”', '‘', '’', '\'', '…', '.', ' ']);
        // With a name at its end only the beginning is repeated.
        let signed = !matches!(form::end(whole), End::Stop | End::Mark);
        let sought = if signed {
            body[..body.floor_char_boundary(LONGEST)].rsplit_once(' ').map_or(body, |(w, _)| w)
        } else {
            body
        };
        let (before, after) = (Span::of(0, line.span.start() as usize), Span::of(line.span.end() as usize, text.len()));
        if sought.len() >= SHORTEST && [before, after].iter().any(|s| s.slice(text).contains(sought)) {
            *kind = SegmentKind::Other;
        }
    }
}

/// Running text that is set as a quotation, or that ends with a name after its last stop.
fn is_candidate(line: &str, kind: SegmentKind) -> bool {
    let set_apart =
        matches!(kind, SegmentKind::Paragraph | SegmentKind::Caption | SegmentKind::Subheading | SegmentKind::Teaser);
    if !set_apart || line.len() > form::LONG || line.len() < SHORTEST {
        return false;
    }
    let quoted = line.starts_with(['"', '“', '‘']) && line.ends_with(['"', '”', '’']);
    let named = line.rsplit_once(['.', '!', '?', '”', '"']).is_some_and(|(_, name)| {
        let mut words = name.split_whitespace().peekable();
        words.peek().is_some() && name.len() <= 60 && words.all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3)
    });
    quoted || named || (line.starts_with(['"', '“']) && form::end(line) == End::Word)
}
