//! What the built-in model says of texts, to be held against the network as it was trained.
//!
//! Reads JSON lines with `id` and `text` from standard input; writes for each one JSON line with `id`; for each token
//! `role`, `name` (tags), `pos`, `hedge` (names), `role_sure`, `name_sure`, `hedge_sure`, `fact`; for each sentence
//! `worth`; and `linked`, attributions with the tokens of their pieces, from the first to behind the last.

use std::io::{BufRead, Write, stdin, stdout};
use std::ops::Range;

use sayso::model::{Hedge, Model, Pos};
use serde_json::json;

use crate::process::Failure;

/// Reads everything and writes what the model says of it.
pub(crate) fn run() -> Result<(), Failure> {
    let (lexicon, model) = (sayso::lexicon::Lexicon::get(), Model::built_in());
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let wrong = |e: &dyn std::fmt::Display| Failure::because("standard input", e);
        let line = line.map_err(|e| wrong(&e))?;
        let given: serde_json::Value = serde_json::from_str(&line).map_err(|e| wrong(&e))?;
        let reading = sayso::text::read(given["text"].as_str().unwrap_or_default(), lexicon);
        let said = model.run(&reading, lexicon);
        let spans = |of: &[Range<usize>]| of.iter().map(|r| [r.start, r.end]).collect::<Vec<_>>();
        let linked = model.link(&reading, &said);
        let row = json!({
            "id": given["id"],
            "role": said.role,
            "role_sure": said.role_sure,
            "name": said.name,
            "name_sure": said.name_sure,
            "pos": said.pos.iter().map(|p| Pos::name(*p)).collect::<Vec<_>>(),
            "hedge": said.hedge.iter().map(|h| Hedge::name(*h)).collect::<Vec<_>>(),
            "hedge_sure": said.hedge_sure,
            "fact": said.fact,
            "worth": said.worth,
            "linked": linked.iter().map(|l| json!({
                "source": spans(&l.source),
                "cue": spans(&l.cue),
                "content": spans(&l.content),
            })).collect::<Vec<_>>(),
        });
        writeln!(out, "{row}").map_err(|e| Failure::because("standard output", e))?;
    }
    out.flush().map_err(|e| Failure::because("standard output", e))
}
