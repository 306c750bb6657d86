//! What the encoder is told of texts, for training.
//!
//! Reads JSON lines with `id` and `text` from standard input; writes for each one JSON line with `id` and, for each
//! token: `start`, `end` (code points), `segment`, `sentence`, `word`, `affixes` (three numbers a token), `shape`, `bits`.

use std::io::{BufRead, Write, stdin, stdout};

use sayso::model::features;
use serde_json::json;

use crate::process::Failure;

/// Reads everything and writes its inputs.
pub(crate) fn run() -> Result<(), Failure> {
    let lexicon = sayso::lexicon::Lexicon::get();
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line = line.map_err(|e| Failure::because("standard input", e))?;
        let given: serde_json::Value =
            serde_json::from_str(&line).map_err(|e| Failure::because("standard input", e))?;
        let text = given["text"].as_str().unwrap_or_default();
        let reading = sayso::text::read(text, lexicon);
        let mut inputs = Vec::new();
        let (mut segments, mut sentences) = (Vec::new(), Vec::new());
        for segment in 0..reading.segments.len() {
            features::of_segment(&reading, lexicon, segment, &mut inputs);
            for sentence in reading.sentences_of(segment) {
                let tokens = reading.tokens_of(sentence);
                segments.extend(tokens.clone().map(|_| segment));
                sentences.extend(tokens.map(|_| sentence));
            }
        }
        let mut points = CodePoints { text, byte: 0, point: 0 };
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for token in &reading.tokens {
            starts.push(points.at(token.span.start() as usize));
            ends.push(points.at(token.span.end() as usize));
        }
        let row = json!({
            "id": given["id"],
            "start": starts,
            "end": ends,
            "segment": segments,
            "sentence": sentences,
            "word": inputs.iter().map(|i| i.word).collect::<Vec<_>>(),
            "affixes": inputs.iter().flat_map(|i| i.affixes).collect::<Vec<_>>(),
            "shape": inputs.iter().map(|i| i.shape).collect::<Vec<_>>(),
            "bits": inputs.iter().map(|i| i.bits).collect::<Vec<_>>(),
        });
        writeln!(out, "{row}").map_err(|e| Failure::because("standard output", e))?;
    }
    out.flush().map_err(|e| Failure::because("standard output", e))
}

/// Counts code points from the last place asked for; places must not go back.
struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
}

impl CodePoints<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.point += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.point
    }
}
