//! Markdown (`CommonMark`): the claims in text order, each with who answers for it, how sure, and what to check.
//!
//! Words of the text are escaped: none of them becomes a heading, a link, an image or HTML.

use super::article::{Article, Claim, reviewed};
use super::words;

/// One text.
pub(super) fn write(article: &Article<'_, '_>, name: &str) -> String {
    let mut out = String::from("# ");
    put(&mut out, article.title(name));
    out.push_str("\n\n");
    put(&mut out, article.document.get("summary").get("sentence").str());
    out.push('\n');
    if !article.url().is_empty() {
        out.push_str("\n<");
        out.push_str(article.url());
        out.push_str(">\n");
    }
    let claims = article.claims();
    list(&mut out, article, "Claims", &reviewed(&claims, false));
    list(&mut out, article, "Rejected", &reviewed(&claims, true));
    out
}

fn list(out: &mut String, article: &Article<'_, '_>, heading: &str, claims: &[&Claim<'_>]) {
    if claims.is_empty() {
        return;
    }
    out.push_str("\n## ");
    out.push_str(heading);
    out.push_str("\n\n");
    for (i, claim) in claims.iter().enumerate() {
        let number = (i + 1).to_string();
        let indent = " ".repeat(number.len() + 2);
        out.push_str(&number);
        out.push_str(". **");
        put(out, claim.str("text").trim());
        out.push_str("**\n\n");
        line(out, &indent, "> ", &|out| {
            for (i, &span) in claim.spans.iter().enumerate() {
                out.push_str(if i > 0 { " \u{2026} " } else { "" });
                put(out, article.slice(span));
            }
        });
        out.push('\n');
        line(out, &indent, "- ", &|out| {
            out.push_str("Who says so: ");
            put(out, &claim.chain(" \u{203a} "));
        });
        line(out, &indent, "- ", &|out| {
            out.push_str("How sure: ");
            put(out, claim.certainty());
            for cue in claim.value.get("certainty_cues").list() {
                out.push_str(", \u{201c}");
                put(out, cue.get("exact").str());
                out.push('\u{201d}');
            }
        });
        if claim.value.get("check_worthy").is_true() {
            line(out, &indent, "- ", &|out| {
                out.push_str("Worth checking: ");
                put(out, claim.str("why"));
                for target in claim.value.get("check_targets").list() {
                    out.push_str(" Check ");
                    put(out, words::target(target.str()));
                }
            });
        }
        if !claim.decision().is_empty() {
            line(out, &indent, "- ", &|out| put(out, words::decision(claim.decision())));
        }
        if !claim.note().is_empty() {
            line(out, &indent, "- ", &|out| {
                out.push_str("Note: ");
                put(out, claim.note());
            });
        }
        out.push('\n');
    }
    out.pop();
}

fn line(out: &mut String, indent: &str, mark: &str, content: &dyn Fn(&mut String)) {
    out.push_str(indent);
    out.push_str(mark);
    content(out);
    out.push('\n');
}

/// Words that stay words: on one line, with what Markdown gives a meaning to escaped.
fn put(out: &mut String, text: &str) {
    let text = text.trim();
    // Only at the start of a line: a list item, an underline of a heading, a number with a stop.
    let numbers = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let at_start = (at == 0 && "+-=".contains(c)) || (at == numbers && at > 0 && ".)".contains(c));
        if at_start || "\\`*_[]<>&~|#!$".contains(c) {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn words_stay_words() {
        for (text, written) in [
            ("plain, words: 'all' \u{201c}of\u{201d} them.", "plain, words: 'all' \u{201c}of\u{201d} them."),
            ("[a](javascript:b) ![c](d)", "\\[a\\](javascript:b) \\!\\[c\\](d)"),
            ("<script>&amp;</script>", "\\<script\\>\\&amp;\\</script\\>"),
            ("# no\nheading", "\\# no heading"),
            ("- no item", "\\- no item"),
            ("1. no item, 2. no item", "1\\. no item, 2. no item"),
            ("12 officers", "12 officers"),
            ("*_`~|\\", "\\*\\_\\`\\~\\|\\\\"),
        ] {
            let mut out = String::new();
            put(&mut out, text);
            assert_eq!(out, written);
        }
    }
}
