//! Whole articles against expectations that a person can read.
//!
//! For each `tests/articles/NAME.txt` there is a `NAME.claims`: the article sentence by sentence, and under each
//! sentence what is found in it. An expectation is never rewritten unless asked for:
//!
//! ```text
//! UPDATE_GOLDEN=1 cargo test --test golden
//! ```
//!
//! Where the result is known to be wrong, a line that begins with `! expected:` says under it what an editor would
//! expect, as a line of this format, or as `no claim` or `no claim` and its words. Such lines are kept when the file is rewritten and counted on each run, and the test fails as soon as one of
//! them comes true, so that none outlives its reason.
#![allow(clippy::print_stdout)] // the count of known misses is worth seeing

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sayso::document::{Attribution, Claim, Document, Mark, Segment};
use sayso::terms::{CertaintyLabel, SourceId};
use sayso::{Options, Unit, annotate};

/// What a line with a known miss begins with, after its indentation.
const NOTE: &str = "! expected:";

#[test]
fn articles_give_what_an_editor_expects() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some_and(|v| v == "1");
    let mut complaints = String::new();
    let mut misses = 0;
    for path in articles() {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("an article that can be read");
        let found = render(&text);
        let expectation = path.with_extension("claims");
        let kept = fs::read_to_string(&expectation).unwrap_or_default().replace("\r\n", "\n");
        if update {
            fs::write(&expectation, keep_notes(&kept, &found)).expect("a folder that can be written to");
            continue;
        }
        misses += kept.lines().filter(|l| is_note(l)).count();
        let expected: Vec<&str> = kept.lines().filter(|l| !is_note(l)).collect();
        let found: Vec<&str> = found.lines().collect();
        if expected != found {
            let _ = writeln!(complaints, "\n{name}.claims differs:\n{}", readable(&diff(&expected, &found)));
        }
        for note in fulfilled(&kept) {
            let _ = writeln!(complaints, "\n{name}.claims: this came true, remove the line:\n  {note}");
        }
    }
    println!("golden articles: {misses} known misses");
    assert!(
        complaints.is_empty(),
        "{complaints}\n\nIf what is found is right, rewrite with UPDATE_GOLDEN=1 and read the difference."
    );
}

/// Walks every label of claims, attributions and relations: each names what made it and how sure that is, and each that is
/// more than plain telling has the words that decided.
#[test]
fn every_label_says_why() {
    let mut without = Vec::new();
    for path in articles() {
        let text = fs::read_to_string(&path).expect("an article that can be read");
        let document = annotate(&text, &Options::default());
        let mut ask = |holds: bool, what: &str, words: &str| {
            if !holds {
                without.push(format!("{}: {what}: {words}", path.display()));
            }
        };
        let is_share = |c: f64| c > 0.0 && c <= 1.0;
        for claim in &document.claims {
            let words = &claim.text;
            ask(!claim.made_by.is_empty() && is_share(claim.confidence), "who made the claim", words);
            ask(!claim.certainty_rule.is_empty(), "the rule of the certainty", words);
            let plain = [CertaintyLabel::Asserted, CertaintyLabel::AssertedBySource, CertaintyLabel::NotApplicable];
            let shown = plain.contains(&claim.certainty_label) || !claim.certainty_cues.is_empty();
            ask(shown, "the words that decided on the certainty", words);
            ask(!claim.check_worthy || !claim.reasons.is_empty(), "reasons to check", words);
            let told = claim.why.to_lowercase();
            ask(claim.reasons.iter().all(|r| told.contains(r.reason)), "reasons in words", words);
            ask(!claim.attribution_chain.is_empty(), "the chain of voices", words);
        }
        for attribution in &document.attributions {
            let words = attribution.content.first().map_or("", |m| m.exact);
            ask(!attribution.made_by.is_empty() && is_share(attribution.confidence), "who made the attribution", words);
        }
        for relation in &document.relations {
            ask(!relation.why.is_empty() && is_share(relation.confidence), "why a relation", relation.why.as_str());
        }
    }
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn every_expectation_has_its_article() {
    for entry in fs::read_dir(folder()).expect("the folder of articles") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "claims") {
            assert!(path.with_extension("txt").exists(), "{} has no article", path.display());
        }
    }
    assert!(articles().len() >= 8, "the golden articles are gone");
}

#[test]
fn notes_survive_a_rewrite_and_end_when_they_come_true() {
    let old = "[paragraph]\n> One.\n  claim One\n    label asserted\n    ! expected: label denied\n> Two.\n";
    let new = "[paragraph]\n> One.\n  claim One\n    label  hearsay\n> Two.\n";
    let kept = keep_notes(old, new);
    assert_eq!(kept, "[paragraph]\n> One.\n  claim One\n    label  hearsay\n    ! expected: label denied\n> Two.\n");
    assert!(fulfilled(&kept).is_empty());
    assert_eq!(fulfilled(&kept.replace("hearsay", "denied")), ["! expected: label denied"]);
    assert_eq!(keep_notes(&kept, new), kept, "a second rewrite changes nothing");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles")
}

/// The articles, sorted by name.
fn articles() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the folder of articles")
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths
}

// ---- the result as an editor reads it ----

/// The whole result as lines. Numbers that only rank (confidence, check-worthiness) are left out.
fn render(text: &str) -> String {
    let options = Options { unit: Unit::Byte, ..Options::default() };
    let document = annotate(text, &options);
    let mut page = Page { text, document: &document, out: String::new() };
    page.head();
    for segment in &document.segments {
        page.segment(segment);
    }
    page.relations();
    page.out
}

struct Page<'a, 't> {
    text: &'t str,
    document: &'a Document<'t>,
    out: String,
}

impl<'a> Page<'a, '_> {
    fn line(&mut self, indent: usize, key: &str, value: &str) {
        let width = if indent == 0 { 0 } else { 12 - indent };
        let line = format!("{:indent$}{key:width$} {}", "", value.replace(['\r', '\n'], "⏎"));
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn head(&mut self) {
        let document = self.document;
        self.line(0, "summary", &document.summary.sentence);
        self.line(0, "date", document.dct.as_deref().unwrap_or("none"));
        for source in document.sources.iter().filter(|s| matches!(s.id, SourceId::Named(_))) {
            let role = if source.role.is_empty() { String::new() } else { format!("; {}", source.role) };
            let value = format!("{} ({}, {}{role})", source.name, source.kind.name(), source.naming.name());
            self.line(0, "source", &value);
        }
    }

    fn segment(&mut self, segment: &Segment) {
        let _ = write!(self.out, "\n[{}]\n", segment.kind.name());
        let document = self.document;
        let sentences = document.sentences.iter().filter(|s| s.segment == segment.id);
        for sentence in sentences {
            let words = &self.text[sentence.start as usize..sentence.end as usize];
            self.line(0, ">", words.trim());
            let here = |start: u32| sentence.start <= start && start < sentence.end;
            for claim in document.claims.iter().filter(|c| here(c.spans[0].start)) {
                self.claim(claim);
            }
            for attribution in document.attributions.iter().filter(|a| here(begin(a))) {
                if document.claims.iter().all(|c| c.attribution != Some(attribution.id)) {
                    self.line(2, "attribution", &words_of(attribution));
                    self.line(4, "source", self.voice(attribution.source_id));
                    self.line(4, "act", &self.act(attribution));
                }
            }
            for quotation in document.quotations.iter().filter(|q| here(q.start)) {
                let nested = if quotation.nested_in.is_some() { "nested " } else { "" };
                let value = format!("{nested}{} {}", quotation.marks.name(), quotation.exact);
                self.line(2, "quotation", &value);
            }
            for word in document.loaded_words.iter().filter(|w| here(w.mark.start)) {
                self.line(2, "loaded", &format!("{} ({})", word.mark.exact, word.kind));
            }
        }
    }

    fn claim(&mut self, claim: &Claim<'_>) {
        let words = joined(&claim.spans);
        self.line(2, "claim", &words);
        if claim.text.trim_end_matches('.') != words.trim_end_matches('.') {
            self.line(4, "text", &claim.text);
        }
        let chain: Vec<&str> = claim.attribution_chain.iter().map(|l| self.voice(l.source_id)).collect();
        self.line(4, "source", self.voice(claim.source_id));
        if chain.len() > 2 {
            self.line(4, "chain", &chain.join(" › "));
        }
        if let Some(attribution) = self.document.attributions.iter().find(|a| Some(a.id) == claim.attribution) {
            self.line(4, "words", &words_of(attribution));
            self.line(4, "act", &self.act(attribution));
        } else {
            self.line(4, "voice", claim.voice.name());
        }
        let factuality: Vec<String> =
            claim.factuality.iter().map(|f| format!("{} {}", self.voice(f.source_id), f.value.name())).collect();
        self.line(4, "label", &format!("{} ({})", claim.certainty_label.name(), factuality.join(", ")));
        let cues = claim.certainty_cues.iter().map(|c| format!("{} ({})", c.mark.exact, c.kind.name()));
        self.list("cues", &cues.collect::<Vec<_>>());
        let targets: Vec<&str> = claim.check_targets.iter().map(|t| t.name()).collect();
        let worthy = if claim.check_worthy { "worthy" } else { "not worthy" };
        let value =
            format!("{}; {}, {worthy}: {}", claim.claim_type.name(), claim.checkable.name(), targets.join(", "));
        self.line(4, "type", &value);
        self.tags(claim);
    }

    fn tags(&mut self, claim: &Claim<'_>) {
        let times = self.document.times.iter().filter(|t| claim.times.contains(&t.id));
        let when = |t: &sayso::document::Time<'_>| format!("{} = {} {}", t.mark.exact, t.kind.name(), t.value);
        self.list("times", &times.map(when).collect::<Vec<_>>());
        let quantities = self.document.quantities.iter().filter(|q| claim.quantities.contains(&q.id));
        let amount = |q: &sayso::document::Quantity<'_>| {
            let mut out = q.value.map_or("vague".to_owned(), |v| v.to_string());
            if let Some(max) = q.max_value {
                let _ = write!(out, " to {max}");
            }
            if let Some(unit) = &q.unit {
                let _ = write!(out, " {unit}");
            }
            if q.approximate { format!("{} = about {out}", q.mark.exact) } else { format!("{} = {out}", q.mark.exact) }
        };
        self.list("numbers", &quantities.map(amount).collect::<Vec<_>>());
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.line(4, key, &values.join("; "));
        }
    }

    fn relations(&mut self) {
        if self.document.relations.is_empty() {
            return;
        }
        self.out.push_str("\n[relations]\n");
        let words = |id| self.document.claims.iter().find(|c| c.id == id).map_or(String::new(), |c| joined(&c.spans));
        let lines: Vec<String> = (self.document.relations.iter())
            .map(|r| format!("{}: {} -> {}", r.kind.name(), words(r.from), words(r.to)))
            .collect();
        for line in lines {
            self.line(2, "relation", &line);
        }
    }

    fn act(&self, a: &Attribution<'_>) -> String {
        let mut out = format!("{} {}", a.quote_type.name(), a.speech_act.name());
        if let Some(outer) = self.document.attributions.iter().find(|o| Some(o.id) == a.nested_in) {
            let _ = write!(out, ", inside {}: {}", self.voice(outer.source_id), joined(&outer.cue));
        }
        out
    }

    fn voice(&self, id: SourceId) -> &'a str {
        match id {
            SourceId::Author => "author",
            SourceId::Nobody => "nobody",
            SourceId::Named(_) => self.document.sources.iter().find(|s| s.id == id).map_or("?", |s| &s.name),
        }
    }
}

/// Source, cue and content as they stand in the text.
fn words_of(a: &Attribution<'_>) -> String {
    format!("{} | {} | {}", joined(&a.source), joined(&a.cue), joined(&a.content))
}

/// Where an attribution begins in the text.
fn begin(a: &Attribution<'_>) -> u32 {
    a.source.iter().chain(&a.cue).chain(&a.content).map(|m| m.start).min().unwrap_or_default()
}

/// Pieces of a discontinuous span, in text order.
fn joined(marks: &[Mark<'_>]) -> String {
    marks.iter().map(|m| m.exact).collect::<Vec<_>>().join(" … ")
}

// ---- known misses ----

fn is_note(line: &str) -> bool {
    line.trim_start().starts_with(NOTE)
}

/// `new` with the notes of `old` under the lines they stood under.
fn keep_notes(old: &str, new: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut notes: Vec<Vec<&str>> = vec![Vec::new()];
    for line in old.lines() {
        if is_note(line) {
            notes[lines.len()].push(line);
        } else {
            lines.push(line);
            notes.push(Vec::new());
        }
    }
    let new: Vec<&str> = new.lines().collect();
    let mut out: Vec<&str> = notes[0].clone();
    let mut read = 0;
    let mut waiting: Vec<&str> = Vec::new();
    for (change, line) in diff(&lines, &new) {
        if change == ' ' {
            out.append(&mut waiting);
        }
        if change != '-' {
            out.push(line);
        }
        if change != '+' {
            read += 1;
            // Under a line that is gone, a note waits for what has taken its place.
            let to = if change == ' ' { &mut out } else { &mut waiting };
            to.extend(&notes[read]);
        }
    }
    out.append(&mut waiting);
    out.iter().flat_map(|l| [l, "\n"]).collect()
}

/// Notes whose `no ...` is now so, or whose expected line now stands in the same block: the claim, where the note is indented as its lines are, else
/// the sentence.
fn fulfilled(kept: &str) -> Vec<&str> {
    let lines: Vec<&str> = kept.lines().collect();
    let squeeze = |l: &str| l.split_whitespace().collect::<Vec<_>>().join(" ");
    let indent = |l: &str| l.len() - l.trim_start().len();
    let mut out = Vec::new();
    for (at, note) in lines.iter().enumerate().filter(|(_, l)| is_note(l)) {
        let outside = |l: &&&str| !l.is_empty() && indent(l) < indent(note);
        let first = at - lines[..at].iter().rev().take_while(|l| !outside(l)).count();
        let last = at + lines[at..].iter().take_while(|l| !outside(l)).count();
        let wanted = squeeze(note.trim_start().trim_start_matches(NOTE));
        let block: Vec<String> = lines[first..last].iter().map(|l| squeeze(l)).collect();
        let gone = wanted.strip_prefix("no ").is_some_and(|l| !block.iter().any(|b| b.starts_with(l)));
        // What stands in brackets after the expected words may be anything.
        let bracket = format!("{wanted} (");
        if gone || block.iter().any(|l| *l == wanted || l.starts_with(&bracket)) {
            out.push(note.trim_start());
        }
    }
    out
}

// ---- differences ----

/// The lines of both, in order: `' '` in both, `'-'` only in `old`, `'+'` only in `new`. Changed lines come as all that
/// are gone, then all that are new.
fn diff<'l>(old: &[&'l str], new: &[&'l str]) -> Vec<(char, &'l str)> {
    let mut common = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let longer = common[i + 1][j].max(common[i][j + 1]);
            common[i][j] = if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { longer };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            out.push((' ', new[j]));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            out.push(('-', old[i]));
            i += 1;
        } else {
            out.push(('+', new[j]));
            j += 1;
        }
    }
    out
}

/// Only the lines that differ, each group under the sentence and the claim it belongs to.
fn readable(changes: &[(char, &str)]) -> String {
    let mut out = String::new();
    let (mut sentence, mut claim) = (None, None);
    for &(change, line) in changes {
        if change != ' ' {
            for context in [sentence.take(), claim.take()].into_iter().flatten() {
                let _ = writeln!(out, "   {context}");
            }
            let _ = writeln!(out, " {change} {line}");
        } else if line.starts_with('>') || line.starts_with('[') {
            (sentence, claim) = (Some(line), None);
        } else if line.starts_with("  claim") {
            claim = Some(line);
        }
    }
    out
}
