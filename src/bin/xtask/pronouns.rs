//! The pronouns of texts with the names that each may stand for, for fitting the weights of their facts.
//!
//! Reads JSON lines with `id` and `text` from standard input; writes for each one JSON line with `id` and `pronouns`: `at`
//! (`[start, end]`, code points) and `candidates` with `at`, `name` (the same number for all forms of a name) and `facts`.

use std::io::{BufRead, Write, stdin, stdout};

use sayso::Unit;
use sayso::lexicon::Lexicon;
use sayso::model::Model;
use sayso::offsets::Offsets;
use sayso::tag::pronoun::{Candidate, Resolver};
use serde_json::{Value, json};

use crate::process::Failure;

/// Reads everything and writes what each pronoun may stand for.
pub(crate) fn run() -> Result<(), Failure> {
    let lexicon = Lexicon::get();
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let line = line.map_err(|e| Failure::because("standard input", e))?;
        let given: Value = serde_json::from_str(&line).map_err(|e| Failure::because("standard input", e))?;
        let text = given["text"].as_str().unwrap_or_default();
        let reading = sayso::text::read(text, lexicon);
        let tags = sayso::tag::tag(&reading, &Model::built_in().run(&reading, lexicon), lexicon, None);
        let resolver = Resolver::new(&reading, &tags, lexicon);
        let offsets = Offsets::new(text, Unit::CodePoint);
        let place = |span: sayso::Span| [offsets.at(span.start()), offsets.at(span.end())];
        let mut pronouns: Vec<Value> = Vec::new();
        let chosen: std::collections::BTreeMap<usize, u32> =
            resolver.all().into_iter().map(|(t, a)| (t, a.entity)).collect();
        resolver.each(|token, candidates| {
            let one = |c: &Candidate| {
                let entity = &tags.entities[c.mention as usize];
                json!({"at": place(entity.span), "name": entity.refers_to, "facts": c.facts.as_slice()})
            };
            let all: Vec<Value> = candidates.iter().map(one).collect();
            pronouns.push(json!({"at": place(reading.tokens[token].span), "candidates": all}));
            chosen.get(&token).copied()
        });
        let row = json!({"id": given["id"], "pronouns": pronouns});
        writeln!(out, "{row}").map_err(|e| Failure::because("standard output", e))?;
    }
    out.flush().map_err(|e| Failure::because("standard output", e))
}
