//! Kinds that a line shows by itself, wherever it stands.

use super::SegmentKind;
use super::form::{self, End, Form};
use super::{dateline, label, picture};
use crate::lexicon::Lexicon;

/// The kind of a line, if the line alone tells.
pub(super) fn kind(line: &str, form: &Form, lexicon: &Lexicon) -> Option<SegmentKind> {
    if is_between_dashes(line) && form.words <= 10 {
        return Some(SegmentKind::Subheading);
    }
    if is_item(line) {
        return Some(SegmentKind::ListItem);
    }
    if form.long {
        return label::find(line)
            .map(|(kind, _)| kind)
            .filter(|&k| k == SegmentKind::Other && line.len() <= form::LONG);
    }
    if is_furniture(line) || is_count(line) || is_call(line, form) {
        return Some(SegmentKind::Other);
    }
    if dateline::is_date(line, lexicon) || dateline::is_place(line, form, lexicon) {
        return Some(SegmentKind::Dateline);
    }
    if dateline::is_byline(line, form, lexicon) {
        return Some(SegmentKind::Byline);
    }
    if let Some((kind, rest)) = label::find(line) {
        return Some(of_label(line, kind, rest, lexicon));
    }
    if is_signed(line, form) {
        return Some(SegmentKind::Other);
    }
    picture::kind(line, form)
}

/// "- Late again -", as wires set headings.
fn is_between_dashes(line: &str) -> bool {
    let body = line.trim_end_matches('.');
    ["- ", "– ", "— "]
        .iter()
        .any(|d| body.starts_with(d) && body.len() > 8 && body.trim_end_matches(d.trim()).ends_with(' '))
        && body.ends_with(['-', '–', '—'])
}

const CALLS: &[&str] =
    &["follow", "watch", "listen", "send", "share", "click", "read", "see", "check", "view", "find", "hear", "get"];

/// "Watch the full interview below:", "Follow Ann Lee on Twitter @annlee."
fn is_call(line: &str, form: &Form) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let body = line.trim_end_matches(['.', ':', '!', ' ', ')']);
    form.words <= 25
        && CALLS.iter().any(|c| first.eq_ignore_ascii_case(c))
        && (line.contains('@')
            || ["latest", "live updates", "on Twitter", "on Facebook", "on Instagram"].iter().any(|w| line.contains(w))
            || ["here", "below", "above", "newsletter", "podcast"].iter().any(|e| body.ends_with(e)))
}

/// What a label is worth, by what stands after it.
fn of_label(line: &str, kind: SegmentKind, rest: &str, lexicon: &Lexicon) -> SegmentKind {
    let form = Form::of(rest, lexicon);
    let telling = form.words >= 8 && (form.finite || form.is_stopped());
    match kind {
        SegmentKind::Credit if telling => match line.as_bytes()[0].to_ascii_lowercase() {
            b'v' => SegmentKind::Teaser,
            b's' => SegmentKind::Other,
            _ => SegmentKind::Caption,
        },
        _ => kind,
    }
}

/// Begins with a bullet, or with a number and a stop or bracket.
fn is_item(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix(['•', '·', '‣', '▪', '●', '○', '■', '◦', '➢', '✓']) {
        return !rest.trim().is_empty();
    }
    if let Some(rest) = line.strip_prefix(['-', '–', '*', '+']) {
        let spaced = rest.starts_with(char::is_whitespace) && rest.contains(char::is_alphanumeric);
        return spaced || (rest.starts_with(char::is_alphabetic) && line.split_whitespace().nth(4).is_some());
    }
    let body = line.strip_prefix('(').unwrap_or(line);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let letter = digits == 0 && body.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
    let rest = &body[if letter { 1 } else { digits }..];
    (1..=2).contains(&(digits + usize::from(letter)))
        && rest.strip_prefix([')', '.']).is_some_and(|r| {
            let closed = rest.starts_with(')') || !letter;
            closed && r.starts_with(char::is_whitespace) && r.contains(char::is_alphabetic)
        })
}

/// "3 comments", "4 min read".
fn is_count(line: &str) -> bool {
    const COUNTED: &[&str] =
        &["comment", "comments", "share", "shares", "likes", "views", "replies", "read", "reviews"];
    let mut words = line.split_whitespace();
    let number = words.next().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let last = words.clone().last().unwrap_or_default();
    number && words.count() <= 2 && COUNTED.iter().any(|c| last.eq_ignore_ascii_case(c))
}

/// Rules, numbers of pages, addresses, markup, tags: nothing to read.
fn is_furniture(line: &str) -> bool {
    if !line.contains(char::is_alphabetic) {
        let digits = line.bytes().filter(u8::is_ascii_digit).count();
        return digits == 0 || line.len() <= 3;
    }
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let only = words.next().is_none();
    (only && (first.contains("://") || first.starts_with("www.") || first.contains('@')))
        || (line.starts_with('<') && line.ends_with('>'))
        || line.ends_with(['{', '}'])
        || (line.ends_with(';') && line.contains(':') && line.len() <= 60)
        || line.split_whitespace().all(|w| w.starts_with('#'))
        || (line.starts_with(['—', '–', '-']) && line.contains("(@"))
        || line.contains("not responsible for the content")
}

/// A quotation, then a dash and a name: set apart from the text, as in a box.
fn is_signed(line: &str, form: &Form) -> bool {
    form.begins_quoted && form.end == End::Word && {
        let Some((quoted, name)) = line.rsplit_once(['"', '”', '’', '\'']) else { return false };
        let signed = name.trim_start().strip_prefix(['-', '–', '—', '―']);
        quoted.len() > name.len()
            && signed.is_some_and(|n| {
                n.split_whitespace().count() <= 8 && n.trim_matches(['-', ' ']).starts_with(char::is_uppercase)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<SegmentKind> {
        let lexicon = Lexicon::get();
        kind(line, &Form::of(line, lexicon), lexicon)
    }

    fn all(kind: SegmentKind, lines: &[&str]) {
        for line in lines {
            assert_eq!(told(line), Some(kind), "{line}");
        }
    }

    #[test]
    fn datelines() {
        all(
            SegmentKind::Dateline,
            &[
                "Monday, May 4, 2015",
                "4 May 2015",
                "Published 10:42 a.m. EDT May 4, 2015",
                "2015-05-04",
                "12:50 p.m.:",
                "3 hours ago",
                "Updated: May 4, 2015 at 10.42am",
                "ORRIN BAY, Maine (AP) _",
                "ORRIN, May 4 (Reuters) --",
                "ORRIN BAY, Maine —",
                "Orrin Bay, May 4, 2015",
            ],
        );
        for line in
            ["May be late", "14", "2016", "Four dead", "OFFICIALS SAID NO", "In May, 2015 boats", "ORRIN MOURNS"]
        {
            assert_ne!(told(line), Some(SegmentKind::Dateline), "{line}");
        }
    }

    #[test]
    fn bylines() {
        all(
            SegmentKind::Byline,
            &[
                "By Ann Lee",
                "BY ANN LEE",
                "By Ann Lee and Tom Reed, business editors",
                "By Ann Lee in Orrin Bay",
                "(Reporting by Ann Lee; Editing by Tom Reed)",
                "--additional reporting from Tom Reed.",
                "Tom Reed contributed to this report.",
            ],
        );
        for line in [
            "By the time she came it was late.",
            "By Friday it was late",
            "By leaving early, Lee won",
            "By 2030 all is lost",
        ] {
            assert_ne!(told(line), Some(SegmentKind::Byline), "{line}");
        }
    }

    #[test]
    fn pictures() {
        all(
            SegmentKind::Caption,
            &[
                "The ferry has crossed the bay for ninety years (Rex)",
                "The ferry leaves Orrin Bay. (Photo: Ann Lee)",
                "Ann Lee at the harbour. (Bild: AP)",
                "Pictured: Ann Lee at the harbour",
                "Photo: Ann Lee was seen at the harbour when the ferry left",
                "Passengers wait for the last ferry on Monday. Photograph: Tom Reed/Reuters",
                "Passengers wait for the last ferry on Monday REUTERS/Tom Reed",
            ],
        );
        all(
            SegmentKind::Credit,
            &[
                "Photo: Ann Lee",
                "(Picture: Orrin Post)",
                "Above pic: Rex",
                "AFP/Getty Images",
                "wxyz logo SOURCE: wxyz logo",
                "Getty Images",
                "Our reporting is supported by the Lee Fund.",
            ],
        );
        for line in [
            "The World Ferry Organization (WFO)",
            "Sen. Ann Lee (R-Maine)",
            "It cost too much (see below).",
            "He left the ferry (and the bay).",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn items() {
        all(
            SegmentKind::ListItem,
            &["• Bring water", "- Bring water", "1. Bring water", "2) Bring water", "(3) Bring water", "a) Bring"],
        );
        for line in ["2016. It was late.", "a. b", "- ", "1.5 million boats", "-30-"] {
            assert_ne!(told(line), Some(SegmentKind::ListItem), "{line}");
        }
    }

    #[test]
    fn furniture() {
        all(
            SegmentKind::Other,
            &[
                "***",
                "# # #",
                "14",
                "https://orrin.example/ferry",
                "<p>",
                ".box {",
                "width: 100%;",
                "#ferry #bay",
                "Sign up to our newsletter",
                "— Ann Lee (@annlee) May 4, 2015",
                "“It was late.” — Ann Lee",
            ],
        );
    }
}
