//! The rules that find source, cue and content.
//!
//! Each rule reads the text once and adds what it finds to [`Finds`]. They run in the order of [`run`]; a verb that one
//! rule has used as a cue is not tried by the next. Every rule's file ends with examples, which one test walks.

mod according;
mod direct;
mod estimate;
#[cfg(test)]
mod examples;
mod frames;
mod hearsay;
mod noun;
mod turn;
mod verb;

pub(super) use frames::is_aside;
pub(super) use verb::ARGUING;

use std::ops::Range;

use super::Attribution;
use super::scan::Scan;
use crate::lexicon::Cue;
use crate::span::Span;
use crate::terms::{QuoteType, SourceId, SpeechAct};

/// What the rules have found so far.
pub(super) struct Finds<'l> {
    pub(super) attributions: Vec<Attribution<'l>>,
    /// For each verb group, whether it is a cue already.
    used_verbs: Vec<bool>,
    /// Segments that are turns of a transcript, as a whole somebody's words; rising.
    turns: Vec<u32>,
}

/// One find, in tokens.
struct Find<'l> {
    rule: &'static str,
    source: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    lexical: Option<&'l Cue>,
    act: SpeechAct,
    quote_type: QuoteType,
    confidence: f64,
}

impl<'l> Finds<'l> {
    fn add(&mut self, scan: &Scan<'_, '_>, find: Find<'l>) {
        let content: Vec<Span> = find.content.iter().filter(|r| !r.is_empty()).map(|r| scan.span(r.clone())).collect();
        let Some(at) = content.first().copied().or_else(|| find.cue.clone().map(|c| scan.span(c))) else { return };
        let segment = scan.reading.segment_at(at.start()).unwrap_or_default() as u32;
        self.attributions.push(Attribution {
            segment,
            source: find.source.map(|s| scan.span(s)).into_iter().collect(),
            cue: find.cue.map(|c| scan.span(c)),
            content,
            quote_type: find.quote_type,
            act: find.act,
            nested_in: None,
            is_act: false,
            lexical: find.lexical,
            source_id: SourceId::Nobody,
            confidence: find.confidence,
            made_by: find.rule,
        });
    }
}

/// Runs every rule.
pub(super) fn run<'l>(scan: &Scan<'l, '_>) -> Vec<Attribution<'l>> {
    let mut finds =
        Finds { attributions: Vec::new(), used_verbs: vec![false; scan.tags.verbs.len()], turns: Vec::new() };
    turn::find(scan, &mut finds);
    direct::find(scan, &mut finds);
    according::find(scan, &mut finds);
    verb::find(scan, &mut finds);
    noun::find(scan, &mut finds);
    estimate::find(scan, &mut finds);
    hearsay::find(scan, &mut finds);
    finds.attributions
}

/// Direct, mixed or indirect, by how much of the content stands in quotation marks.
pub(super) fn quote_type(scan: &Scan<'_, '_>, content: &[Range<usize>]) -> QuoteType {
    let (mut inside, mut outside) = (0, 0);
    for at in content.iter().cloned().flatten() {
        if scan.kind(at) == Some(crate::text::TokenKind::Word) {
            // The quotation must begin in the content, or all of it is inside one.
            let quoted = scan.quotation_at(at).is_some_and(|q| {
                let tokens = scan.reading.tokens_in(scan.reading.quotations[q].span);
                content.iter().any(|c| c.contains(&tokens.start))
            });
            if quoted {
                inside += 1;
            } else {
                outside += 1;
            }
        }
    }
    match (inside, outside) {
        (0, _) => QuoteType::Indirect,
        (_, 0) => QuoteType::Direct,
        _ => QuoteType::Mixed,
    }
}
