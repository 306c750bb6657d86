//! Walks the examples at the end of every rule's file, and those of cues in the lexicon.
//!
//! An example is a sentence or a short text with the source, cue and content of every outermost attribution in brackets:
//! `[source Ann Lee] [cue said] [content the bridge would close].` One without brackets must find nothing. Both are about
//! the rules of the example's own file only; what the other rules find in it is not looked at.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{according, direct, estimate, hearsay, noun, turn, verb};
use crate::attribution::{Attribution, Found, rule};
use crate::lexicon::Lexicon;
use crate::model::{Learned, Output};
use crate::span::Span;
use crate::tag::Tags;
use crate::terms::SpeechAct;
use crate::text::Reading;

const BY_FILE: &[(&str, &[&str])] = &[
    ("direct", direct::EXAMPLES),
    ("turn", turn::EXAMPLES),
    ("according", according::EXAMPLES),
    ("verb", verb::EXAMPLES),
    ("noun", noun::EXAMPLES),
    ("estimate", estimate::EXAMPLES),
    ("hearsay", hearsay::EXAMPLES),
];

/// One bracketed sentence a line; `#` begins a comment line.
const CUES: &str = include_str!("../../lexicon/data/cues.examples.txt");

/// Cues whose examples may not be taken out: those that news uses most, the first forty verbs of any tally.
const USUAL: &[&str] = &[
    "say",
    "tell",
    "add",
    "note",
    "state",
    "claim",
    "report",
    "announce",
    "declare",
    "explain",
    "argue",
    "insist",
    "allege",
    "write",
    "conclude",
    "reveal",
    "suggest",
    "warn",
    "predict",
    "confirm",
    "acknowledge",
    "admit",
    "deny",
    "dispute",
    "reject",
    "refuse",
    "decline",
    "promise",
    "pledge",
    "vow",
    "agree",
    "demand",
    "urge",
    "call for",
    "propose",
    "ask",
    "believe",
    "think",
    "expect",
    "hope",
    "plan",
    "want",
    "find",
    "show",
    "accuse",
    "criticize",
    "praise",
    "according to",
];

const PARTS: &[&str] = &["source", "cue", "content"];

/// A part of an attribution: which of [`PARTS`], and where.
type Part = (Span, &'static str);

/// Text and parts of a bracketed example.
fn parse(example: &str) -> (String, Vec<Part>) {
    let (mut text, mut parts) = (String::new(), Vec::new());
    let mut rest = example;
    while let Some((before, after)) = rest.split_once('[') {
        text += before;
        let (inside, after) = after.split_once(']').unwrap_or_else(|| panic!("a bracket is never closed: {example}"));
        let (part, words) = inside.split_once(' ').unwrap_or_else(|| panic!("a bracket without words: {example}"));
        let part = PARTS.iter().find(|p| **p == part).unwrap_or_else(|| panic!("no such part: {part}: {example}"));
        parts.push((Span::new(text.len() as u32, (text.len() + words.len()) as u32), *part));
        text += words;
        rest = after;
    }
    text += rest;
    (text, parts)
}

/// The text with its parts in brackets again.
fn render(text: &str, parts: &[Part]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (span, part) in parts {
        let start = span.start().max(at) as usize;
        write!(out, "{}[{part} {}]", &text[at as usize..start], &text[start..span.end() as usize]).expect("a String");
        at = span.end();
    }
    out + &text[at as usize..]
}

/// Runs the whole stage on a text.
fn with_found<T>(text: &str, look: impl FnOnce(&Reading<'_>, &Tags, &Found<'_>) -> T) -> T {
    let lexicon = Lexicon::get();
    let reading = crate::text::read(text, lexicon);
    let tags = crate::tag::tag(&reading, &Output::default(), lexicon, None);
    let found = crate::attribution::find(&reading, &tags, &Learned::default(), lexicon, &[]);
    look(&reading, &tags, &found)
}

/// Source, cue and content of the outermost attributions of some rules, in text order.
fn parts_of(found: &Found<'_>, made_by: impl Fn(&Attribution<'_>) -> bool) -> Vec<Part> {
    let mut parts = Vec::new();
    for a in found.attributions.iter().filter(|a| a.nested_in.is_none() && made_by(a)) {
        parts.extend(a.source.iter().map(|&s| (s, PARTS[0])));
        parts.extend(a.cue.map(|s| (s, PARTS[1])));
        parts.extend(a.content.iter().map(|&s| (s, PARTS[2])));
    }
    // Two attributions may have their source in common.
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// What differs between an example and what is found in it, each under the other.
fn difference(example: &str, made_by: impl Fn(&Attribution<'_>) -> bool) -> Option<String> {
    let (text, mut expected) = parse(example);
    expected.sort_unstable();
    with_found(&text, |reading, tags, found| {
        let actual = parts_of(found, made_by);
        (actual != expected).then(|| {
            let found_by: Vec<_> = found.attributions.iter().map(|a| a.made_by).collect();
            let tagged: Vec<_> =
                (0..reading.tokens.len()).map(|i| format!("{}/{:?}", reading.word(i), tags.pos[i])).collect();
            format!(
                "  expected  {example}\n  found     {}\n  rules     {}\n  tags      {}\n",
                render(&text, &actual),
                found_by.join(", "),
                tagged.join(" "),
            )
        })
    })
}

/// Fails with every difference under its file's name.
fn hold(what: &str, differences: &[String]) {
    assert!(
        differences.is_empty(),
        "{} of the examples of {what} differ\n\n{}",
        differences.len(),
        differences.join("\n")
    );
}

#[test]
fn every_example_is_found_as_it_stands() {
    let mut differences = Vec::new();
    for ((file, examples), (_, names)) in BY_FILE.iter().zip(rule::BY_FILE) {
        for example in *examples {
            let of_file = |a: &Attribution<'_>| names.contains(&a.made_by);
            differences.extend(difference(example, of_file).map(|d| format!("{file}\n{d}")));
        }
    }
    hold("the rules", &differences);
}

#[test]
fn every_rule_speaks_and_is_silent_in_an_example() {
    for ((file, examples), (named, names)) in BY_FILE.iter().zip(rule::BY_FILE) {
        assert_eq!(file, named, "files and names stand in one order");
        let is_silent = |e: &&&str| !e.contains('[');
        assert!(examples.iter().any(|e| is_silent(&e)), "{file} has no example in which it is silent");
        let mut heard = BTreeSet::new();
        for example in examples.iter().filter(|e| !is_silent(e)) {
            with_found(&parse(example).0, |_, _, found| heard.extend(found.attributions.iter().map(|a| a.made_by)));
        }
        for name in *names {
            assert!(heard.contains(name), "no example of {file} exercises {name}");
        }
    }
}

#[test]
fn names_of_rules_are_unique() {
    let all: Vec<_> = rule::BY_FILE.iter().flat_map(|(_, names)| *names).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
    for name in all {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}: lower case with hyphens");
    }
}

fn cue_examples() -> impl Iterator<Item = &'static str> {
    CUES.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

#[test]
fn every_example_of_a_cue_is_found_as_it_stands() {
    hold("cues", &cue_examples().filter_map(|e| difference(e, |_| true)).collect::<Vec<_>>());
}

#[test]
fn every_act_and_usual_cue_has_an_example() {
    let (mut acts, mut cues) = (BTreeSet::new(), BTreeSet::new());
    for example in cue_examples() {
        with_found(&parse(example).0, |_, _, found| {
            acts.extend(found.attributions.iter().map(|a| a.act));
            cues.extend(found.attributions.iter().filter_map(|a| a.lexical).map(|c| c.words));
        });
    }
    for act in SpeechAct::ALL {
        assert!(acts.contains(act), "no example does this: {}", act.name());
    }
    for cue in USUAL {
        assert!(cues.contains(cue), "no example has the cue {cue:?}");
    }
}
