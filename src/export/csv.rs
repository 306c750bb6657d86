//! Comma-separated values after RFC 4180: one row a claim, a header row, CRLF line ends.
//!
//! A cell that a spreadsheet would read as a formula begins with an apostrophe, which tells it that text follows.

use super::article::{Article, Claim};
use crate::json::{self, Ids};
use crate::span::Span;

type Cell = fn(&Row<'_>) -> String;

/// The columns, and what a cell holds.
const COLUMNS: [(&str, Cell); 30] = [
    ("text_id", |r| r.name.to_owned()),
    ("claim_id", |r| r.str("id")),
    ("segment", |r| r.claim.segment.get("type").str().to_owned()),
    ("line", |r| r.claim.segment.get("line").digits().to_owned()),
    // From the first word to the last, in code points.
    ("start", |r| r.end(|spans| spans.map(Span::start).min())),
    ("end", |r| r.end(|spans| spans.map(Span::end).max())),
    ("words", |r| r.each("spans", " \u{2026} ", "exact")),
    ("claim", |r| r.str("text")),
    ("source", |r| r.str("source_name")),
    ("source_type", |r| r.claim.source.get("type").str().to_owned()),
    ("source_naming", |r| r.claim.source.get("naming").str().to_owned()),
    ("source_role", |r| r.claim.source.get("role").str().to_owned()),
    ("attribution_chain", |r| r.each("attribution_chain", " > ", "source_name")),
    ("voice", |r| r.str("voice")),
    ("quote_type", |r| r.str("quote_type")),
    ("speech_act", |r| r.str("speech_act")),
    ("certainty_label", |r| r.str("certainty_label")),
    ("certainty_cues", |r| r.each("certainty_cues", "; ", "exact")),
    ("factuality", |r| r.factuality()),
    ("claim_type", |r| r.str("claim_type")),
    ("checkable", |r| r.str("checkable")),
    ("check_worthy", |r| if r.claim.value.get("check_worthy").is_true() { "yes" } else { "no" }.to_owned()),
    ("check_worthiness", |r| r.claim.value.get("check_worthiness").digits().to_owned()),
    ("priority", |r| r.str("priority")),
    ("check_targets", |r| r.each("check_targets", "; ", "")),
    ("why", |r| r.str("why")),
    ("confidence", |r| r.claim.value.get("confidence").digits().to_owned()),
    ("made_by", |r| r.str("made_by")),
    ("decision", |r| r.claim.decision().to_owned()),
    ("note", |r| r.claim.note().to_owned()),
];

/// What makes a formula of a cell in one spreadsheet or another, the full-width signs of Japanese ones included.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

struct Row<'a> {
    article: &'a Article<'a, 'a>,
    claim: &'a Claim<'a>,
    name: &'a str,
}

/// The header row of CSV, with its line end.
pub fn header() -> String {
    let mut out = String::new();
    for (i, (name, _)) in COLUMNS.iter().enumerate() {
        out.push_str(if i > 0 { "," } else { "" });
        out.push_str(name);
    }
    out + "\r\n"
}

/// The rows of one text; `name` is what the first column says of it.
pub(super) fn rows(article: &Article<'_, '_>, name: &str) -> String {
    let mut out = String::new();
    for claim in &article.claims() {
        let row = Row { article, claim, name };
        for (i, (_, cell)) in COLUMNS.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            put(&mut out, &cell(&row));
        }
        out.push_str("\r\n");
    }
    out
}

impl Row<'_> {
    fn str(&self, field: &str) -> String {
        self.claim.str(field).to_owned()
    }

    fn each(&self, field: &str, between: &str, word: &'static str) -> String {
        json::join(self.claim.value.get(field).list(), between, &|v| {
            if word.is_empty() { v } else { v.get(word) }.str()
        })
    }

    fn end(&self, of: fn(std::iter::Copied<std::slice::Iter<'_, Span>>) -> Option<u32>) -> String {
        of(self.claim.spans.iter().copied()).map_or(String::new(), |at| self.article.points.at(at).to_string())
    }

    /// Each voice of the chain with how sure it is.
    fn factuality(&self) -> String {
        let chain = self.claim.value.get("attribution_chain");
        let places = Ids::of(chain, "source_id");
        let mut out = String::new();
        for f in self.claim.value.get("factuality").list() {
            let voice = places.at(f.get("source_id").str()).and_then(|place| chain.list().get(place as usize));
            out.push_str(if out.is_empty() { "" } else { "; " });
            out.push_str(voice.map_or("", |v| v.get("source_name").str()));
            out.push_str(": ");
            out.push_str(f.get("value").str());
        }
        out
    }
}

/// One cell, such that no spreadsheet reads a formula: some pass over what cannot be seen at its start.
fn put(out: &mut String, cell: &str) {
    let begin = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    let is_formula = begin.starts_with(FORMULA) || cell.starts_with(['\t', '\r', '\n']);
    let is_quoted = cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if is_quoted {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    if is_quoted {
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn a_cell_is_text_whatever_it_holds() {
        for (cell, written) in [
            ("plain words", "plain words"),
            ("a, b", "\"a, b\""),
            ("she said \"no\"", "\"she said \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("\nx", "\"'\nx\""),
            ("\n=1", "\"'\n=1\""),
            ("\u{a0}\u{feff}=1", "'\u{a0}\u{feff}=1"),
            (" =1", "\"' =1\""),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("a = b", "a = b"),
        ] {
            let mut out = String::new();
            put(&mut out, cell);
            assert_eq!(out, written);
        }
    }
}
