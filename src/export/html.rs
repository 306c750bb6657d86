//! One annotated page in HTML (WHATWG) that works by itself: no script, no request, its own strict policy.
//!
//! The policy allows the one style sheet in the page, by its hash, and nothing else. Who speaks is shown by hue and by a
//! sign, how sure by the line; each mark's number links to its claim, and back.

use sha2::{Digest, Sha256};

use super::article::{Article, Claim, reviewed, span};
use super::base64;
use super::words::{self, Line, Who};
use crate::json::{self, Ids};
use crate::order::{key, sort_by_key};
use crate::span::Span;

const STYLE: &str = include_str!("page.css");

/// How many marks may lie over each other. Deeper ones have their number only: hostile input must not make a page that
/// grows with the square of its claims.
const DEEPEST: usize = 6;

/// One text.
pub(super) fn write(article: &Article<'_, '_>, name: &str) -> String {
    let claims = article.claims();
    let (standing, rejected) = (reviewed(&claims, false), reviewed(&claims, true));
    let title = article.title(name);
    let mut out = Page(String::with_capacity(article.text.len() * 4 + STYLE.len()));
    out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    out.raw(&base64::standard(&Sha256::digest(STYLE)));
    out.raw("'; base-uri 'none'; form-action 'none'\">\n");
    out.raw(
        "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
    );
    out.raw("<title>");
    out.text(title);
    out.raw(" \u{2013} on whose say-so?</title>\n<style>");
    out.raw(STYLE);
    out.raw("</style>\n</head>\n<body>\n<header>\n");
    // The headline stands in the article; where there is none, the page has its title here.
    if !has_headline(article) {
        out.element("h1", "", title);
    }
    out.element("p", "summary", article.document.get("summary").get("sentence").str());
    legend(&mut out);
    out.raw("</header>\n<div class=\"desk\">\n<main>\n");
    text(&mut out, article, &standing);
    out.raw("</main>\n<section aria-labelledby=\"claims\">\n<h2 id=\"claims\">Claims</h2>\n");
    list(&mut out, article, &standing);
    if !rejected.is_empty() {
        out.raw("<h3>Rejected</h3>\n");
        list(&mut out, article, &rejected);
    }
    out.raw("</section>\n</div>\n<footer>\n");
    footer(&mut out, article);
    out.raw("</footer>\n</body>\n</html>\n");
    out.0
}

struct Page(String);

impl Page {
    fn raw(&mut self, html: &str) {
        self.0.push_str(html);
    }

    /// Words that stay words. What HTML does not allow (most control characters) is shown as U+FFFD.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\n' | '\t' => self.0.push(c),
                // In files a carriage return is a line end.
                '\r' => self.raw("&#13;"),
                _ if c.is_control() || is_noncharacter(c) => self.0.push('\u{fffd}'),
                _ => self.0.push(c),
            }
        }
    }

    fn open(&mut self, name: &str, class: &str) {
        self.raw("<");
        self.raw(name);
        if !class.is_empty() {
            self.raw(" class=\"");
            self.raw(class);
            self.raw("\"");
        }
        self.raw(">");
    }

    fn close(&mut self, name: &str) {
        self.raw("</");
        self.raw(name);
        self.raw(">\n");
    }

    fn element(&mut self, name: &str, class: &str, text: &str) {
        self.open(name, class);
        self.text(text);
        self.close(name);
    }

    /// An entry of a list of terms.
    fn entry(&mut self, term: &str, text: &str) {
        self.element("dt", "", term);
        self.element("dd", "", text);
    }

    fn mark(&mut self, claim: &Claim<'_>) {
        self.raw("<mark class=\"");
        self.raw(claim.who.name());
        self.raw(" ");
        self.raw(claim.line.name());
        self.raw("\">");
    }

    /// The number of a claim, as a link from its mark to the claim.
    fn number(&mut self, claim: &Claim<'_>) {
        let number = claim.number.to_string();
        self.raw("<a class=\"n ");
        self.raw(claim.who.name());
        self.raw("\" id=\"m");
        self.raw(&number);
        self.raw("\" href=\"#c");
        self.raw(&number);
        self.raw("\" aria-label=\"Claim ");
        self.raw(&number);
        self.raw(": ");
        self.text(&claim.chain(", "));
        self.raw("; ");
        self.text(claim.certainty());
        self.raw("\">");
        self.raw(&number);
        self.raw(claim.who.sign());
        self.raw("</a>");
    }
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

fn has_headline(article: &Article<'_, '_>) -> bool {
    article.document.get("segments").list().iter().any(|s| s.get("type").str() == "headline")
}

/// What signs and lines mean.
fn legend(out: &mut Page) {
    out.raw("<section class=\"key\" aria-label=\"Key\">\n<ul>\n");
    for who in Who::ALL {
        out.open("li", who.name());
        out.raw("<span class=\"sign\" aria-hidden=\"true\">");
        out.raw(who.sign());
        out.raw("</span> ");
        out.raw(who.words());
        out.close("li");
    }
    out.raw("</ul>\n<ul>\n");
    for line in Line::ALL {
        out.raw("<li><mark class=\"");
        out.raw(line.name());
        out.raw("\">");
        out.raw(line.words());
        out.raw("</mark></li>\n");
    }
    out.raw(
        "</ul>\n<p>Signs and colours say who speaks, lines how sure. Each number leads to its claim.</p>\n</section>\n",
    );
}

/// The article, with its marks.
fn text(out: &mut Page, article: &Article<'_, '_>, claims: &[&Claim<'_>]) {
    let mut marks: Vec<(Span, &Claim<'_>, bool)> = Vec::new();
    for claim in claims {
        marks.extend(claim.spans.iter().enumerate().map(|(i, &span)| (span, *claim, i == 0)));
    }
    // The longer first: the shorter lie inside.
    sort_by_key(&mut marks, |(span, claim, _)| key([span.start(), !span.end(), claim.number as u32, 0]));
    let mut marks = Marks { article, coming: &marks, open: Vec::new() };
    let mut has_title = false;
    let mut at = 0;
    for segment in article.document.get("segments").list() {
        let kind = segment.get("type").str();
        let Some(span) = span(segment).filter(|s| s.start() >= at && !s.is_empty()) else { continue };
        at = span.end();
        let element = match kind {
            "headline" if !has_title => "h1",
            "headline" | "subheading" => "h2",
            _ => "p",
        };
        has_title |= element == "h1";
        let is_aside = !matches!(kind, "headline" | "subheading" | "paragraph" | "list_item");
        out.open(element, if is_aside { "lines aside" } else { "lines" });
        if !words::segment(kind).is_empty() {
            out.raw("<span class=\"kind\">(");
            out.raw(words::segment(kind));
            out.raw(")</span> ");
        }
        marks.put(out, span);
        out.close(element);
    }
    // What lies outside all segments is white space; a person's claim may still begin there.
    for (_, claim, is_first) in marks.coming {
        if *is_first {
            out.number(claim);
        }
    }
}

/// The marks that are still to come, in text order, and those that are open.
struct Marks<'a> {
    article: &'a Article<'a, 'a>,
    coming: &'a [(Span, &'a Claim<'a>, bool)],
    open: Vec<(Span, &'a Claim<'a>)>,
}

impl Marks<'_> {
    /// One segment. Marks that cross are cut where the first of them ends.
    fn put(&mut self, out: &mut Page, segment: Span) {
        let mut at = segment.start();
        // What began in a segment before goes on here.
        for (_, claim) in &self.open {
            out.mark(claim);
        }
        loop {
            let next_end = self.open.iter().map(|(span, _)| span.end().max(at)).min().unwrap_or(u32::MAX);
            let next_start = self.coming.first().map_or(u32::MAX, |(span, ..)| span.start().max(at));
            let next = next_end.min(next_start).min(segment.end());
            out.text(self.article.slice(Span::new(at, next)));
            at = next;
            if at == segment.end() && next_end > at {
                break;
            }
            if next_end == at {
                self.end(out, at);
            } else if let Some(&(span, claim, is_first)) = self.coming.first() {
                self.coming = &self.coming[1..];
                if is_first {
                    out.number(claim);
                }
                if self.open.len() < DEEPEST && span.end() > at {
                    out.mark(claim);
                    self.open.push((span, claim));
                }
            }
        }
        for _ in &self.open {
            out.raw("</mark>");
        }
    }

    /// Closes the marks that end here, and opens those again that lay inside them and go on.
    fn end(&mut self, out: &mut Page, at: u32) {
        let Some(outermost) = self.open.iter().position(|(span, _)| span.end() <= at) else { return };
        for _ in outermost..self.open.len() {
            out.raw("</mark>");
        }
        let inner = self.open.split_off(outermost);
        for (span, claim) in inner {
            if span.end() > at {
                out.mark(claim);
                self.open.push((span, claim));
            }
        }
    }
}

fn list(out: &mut Page, article: &Article<'_, '_>, claims: &[&Claim<'_>]) {
    if claims.is_empty() {
        out.raw("<p>None.</p>\n");
        return;
    }
    let check_first = Ids::of(article.document.get("summary").get("check_first"), "");
    out.raw("<ol class=\"claims\">\n");
    for claim in claims {
        let number = claim.number.to_string();
        out.raw("<li id=\"c");
        out.raw(&number);
        out.raw("\">\n<p class=\"");
        out.raw(if claim.is_rejected() { "gone" } else { "first" });
        out.raw("\">");
        // A rejected claim has no mark to go back to.
        if claim.is_rejected() || claim.spans.is_empty() {
            out.raw(&number);
        } else {
            out.raw("<a href=\"#m");
            out.raw(&number);
            out.raw("\" aria-label=\"Claim ");
            out.raw(&number);
            out.raw(", to its words\">");
            out.raw(&number);
            out.raw("</a>");
        }
        out.raw(" ");
        out.text(claim.str("text"));
        out.raw("</p>\n<p class=\"chain ");
        out.raw(claim.who.name());
        out.raw("\"><span class=\"sign\" aria-hidden=\"true\">");
        out.raw(claim.who.sign());
        out.raw("</span> ");
        out.text(&claim.chain(" \u{203a} "));
        out.raw("</p>\n<dl>\n");
        facts(out, claim, check_first.at(claim.str("id")));
        out.raw("</dl>\n</li>\n");
    }
    out.raw("</ol>\n");
}

/// What is known of a claim, as terms.
fn facts(out: &mut Page, claim: &Claim<'_>, rank: Option<u32>) {
    out.raw("<dt>Who speaks</dt>\n<dd>");
    out.raw(claim.who.words());
    let role = claim.source.get("role").str();
    if claim.who != Who::Author && !role.is_empty() {
        out.raw(": ");
        out.text(role);
    }
    out.raw("</dd>\n<dt>How sure</dt>\n<dd><mark class=\"");
    out.raw(claim.line.name());
    out.raw("\">");
    out.text(claim.certainty());
    out.raw("</mark>");
    for cue in claim.value.get("certainty_cues").list() {
        out.raw(", \u{201c}");
        out.text(cue.get("exact").str());
        out.raw("\u{201d}");
    }
    out.raw("</dd>\n");
    if let Some(rank) = rank {
        out.entry("Check first", &["number ", &(rank + 1).to_string()].concat());
    }
    let targets = json::join(claim.value.get("check_targets").list(), " ", &|target| words::target(target.str()));
    for (term, text) in [
        ("Check", targets.as_str()),
        ("Why", claim.str("why")),
        ("Read by", claim.str("made_by")),
        ("Decision", words::decision(claim.decision())),
        ("Note", claim.note()),
    ] {
        if !text.is_empty() {
            out.entry(term, text);
        }
    }
}

fn footer(out: &mut Page, article: &Article<'_, '_>) {
    let document = &article.document;
    out.raw("<p>Marked by ");
    for (field, before) in [("name", ""), ("version", " "), ("model", ", model ")] {
        out.raw(before);
        out.text(document.get("generator").get(field).str());
    }
    out.raw(". It marks who says what; it does not say what is true.");
    if !document.get("dct").str().is_empty() {
        out.raw(" Date of the article: ");
        out.text(document.get("dct").str());
        out.raw(".");
    }
    out.raw("</p>\n");
    if !article.url().is_empty() {
        out.raw("<p><a rel=\"noreferrer\" href=\"");
        out.text(article.url());
        out.raw("\">");
        out.text(article.url());
        out.raw("</a></p>\n");
    }
}
