//! How well each head of the model does what it was trained for, on the corpora's development parts: names (Universal
//! NER, as they stand in the result), factuality (UDS It-Happened), check-worthiness (`CheckThat`! 2024 task 1); and how many of the attributions that are hard to find are found.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sayso::document::Document;
use sayso::lexicon::Lexicon;
use sayso::model::{Model, Output, Pos};
use sayso::text::Reading;
use sayso::{Options, Span, Unit};
use serde_json::Value;

use crate::process::Failure;

/// What is wanted of a figure.
enum Want {
    Least(f64),
    Most(f64),
}

/// Prints a figure a line.
pub(crate) fn run(corpora: &Path) -> Result<(), Failure> {
    println!("\nHead                           now   wanted");
    let line = |title: &str, value: f64, want: Want| {
        let (wanted, sign, holds) = match want {
            Want::Least(w) => (w, "≥", value >= w),
            Want::Most(w) => (w, "≤", value <= w),
        };
        println!("{title:<28} {value:>6.3}  {sign} {wanted:.2}{}", if holds { "" } else { "   short" });
    };
    line("names F1 (UNER EWT dev)", names(corpora)?, Want::Least(0.75));
    let (error, r) = factuality(corpora)?;
    line("factuality, mean error", error, Want::Most(0.95));
    line("factuality, r", r, Want::Least(0.75));
    line("check-worthy F1, dev", worth(corpora, "ct24-dev.jsonl")?, Want::Least(0.78));
    line("check-worthy F1, dev-test", worth(corpora, "ct24-dev-test.jsonl")?, Want::Least(0.78));
    println!("\nHard attributions (PolNeAR dev)  recall");
    for (title, (found, all)) in hard(corpora)? {
        println!("{title:<30} {:>7.3}  ({found} of {all})", f64::from(found) / f64::from(all.max(1)));
    }
    Ok(())
}

/// How many were found, of how many.
type Recall = (u32, u32);

/// Attributions that are hard to find, by what makes them so: how many contents are found (half of the characters in
/// common, Jaccard), and of how many.
fn hard(corpora: &Path) -> Result<Vec<(&'static str, Recall)>, Failure> {
    let mut counts = vec![("a noun for a cue", (0, 0)), ("no source", (0, 0)), ("a content of up to 3 words", (0, 0))];
    for row in rows(&corpora.join("polnear-dev.jsonl"))? {
        let document =
            sayso::annotate(row["text"].as_str().unwrap_or_default(), &Options { dct: None, unit: Unit::CodePoint });
        let ours: Vec<Vec<(u64, u64)>> = document
            .attributions
            .iter()
            .map(|a| a.content.iter().map(|m| (u64::from(m.start), u64::from(m.end))).collect())
            .collect();
        let text: Vec<char> = row["text"].as_str().unwrap_or_default().chars().collect();
        read(&row, |reading, output| {
            for one in row["attributions"].as_array().into_iter().flatten() {
                let content = spans(&one["content"]);
                if content.is_empty() {
                    continue;
                }
                let words = |spans: &[(u64, u64)]| {
                    let slice = |&(s, e): &(u64, u64)| text[s as usize..e as usize].iter().collect::<String>();
                    spans.iter().map(slice).collect::<Vec<_>>().join(" ")
                };
                let cue = spans(&one["cue"]);
                let tags = tags_of(reading, output, &cue, &text);
                let noun = tags.contains(&Pos::Noun) && !tags.iter().any(|t| is_verb(*t));
                let short =
                    words(&content).split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count() <= 3;
                let found = ours.iter().any(|o| shared(o, &content) >= 0.5);
                for (holds, (_, (hits, all))) in [noun, spans(&one["source"]).is_empty(), short].iter().zip(&mut counts)
                {
                    *all += u32::from(*holds);
                    *hits += u32::from(*holds && found);
                }
            }
        });
    }
    Ok(counts)
}

fn spans(value: &Value) -> Vec<(u64, u64)> {
    let pair = |v: &Value| Some((v[0].as_u64()?, v[1].as_u64()?));
    value.as_array().into_iter().flatten().filter_map(pair).collect()
}

/// Parts of speech of the tokens of some spans, in code points.
fn tags_of(reading: &Reading<'_>, output: &Output, spans: &[(u64, u64)], text: &[char]) -> Vec<Pos> {
    let byte = |point: u64| text[..point as usize].iter().map(|c| c.len_utf8()).sum::<usize>() as u32;
    let tokens = spans.iter().flat_map(|&(s, e)| reading.tokens_in(Span::new(byte(s), byte(e))));
    tokens.filter_map(|t| output.pos.get(t.checked_sub(output.tokens.start)?).copied()).collect()
}

fn is_verb(pos: Pos) -> bool {
    matches!(pos, Pos::Verb | Pos::Aux | Pos::Vb | Pos::Vbd | Pos::Vbg | Pos::Vbn | Pos::Vbp | Pos::Vbz)
}

/// What two lists of spans have in common, of what is in either.
fn shared(a: &[(u64, u64)], b: &[(u64, u64)]) -> f64 {
    let both: u64 = a.iter().flat_map(|x| b.iter().map(move |y| x.1.min(y.1).saturating_sub(x.0.max(y.0)))).sum();
    let size = |s: &[(u64, u64)]| s.iter().map(|(s, e)| e - s).sum::<u64>();
    both as f64 / (size(a) + size(b) - both).max(1) as f64
}

fn rows(file: &Path) -> Result<Vec<Value>, Failure> {
    let text = fs::read_to_string(file).map_err(|e| Failure::because(file.display(), e))?;
    let parse = |line| serde_json::from_str(line).map_err(|e| Failure::because(file.display(), e));
    text.lines().map(parse).collect()
}

/// Exact spans and types of persons, bodies and places.
fn names(corpora: &Path) -> Result<f64, Failure> {
    let (mut right, mut found, mut gold) = (0, 0, 0);
    for row in rows(&corpora.join("uner-ewt-dev.jsonl"))? {
        let options = Options { dct: None, unit: Unit::CodePoint };
        let document = sayso::annotate(row["text"].as_str().unwrap_or_default(), &options);
        let answers: BTreeSet<(u64, u64, String)> = row["entities"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|e| {
                let place = |key: &str| e[key].as_u64().unwrap_or_default();
                (place("start"), place("end"), e["type"].as_str().unwrap_or_default().to_owned())
            })
            .collect();
        let ours = entities(&document);
        right += ours.intersection(&answers).count();
        found += ours.len();
        gold += answers.len();
    }
    Ok(f1(right, found, gold))
}

/// The document's names of the corpus's three types.
fn entities(document: &Document<'_>) -> BTreeSet<(u64, u64, String)> {
    let value = serde_json::to_value(document).unwrap_or_default();
    let name = |e: &Value| {
        let kind = match e["type"].as_str()? {
            "PERSON" => "PER",
            "ORGANIZATION" => "ORG",
            "PLACE" => "LOC",
            _ => return None,
        };
        Some((e["start"].as_u64()?, e["end"].as_u64()?, kind.to_owned()))
    };
    value["entities"].as_array().into_iter().flatten().filter_map(name).collect()
}

/// Runs the model on a text.
fn read<T>(row: &Value, look: impl FnOnce(&Reading<'_>, &Output) -> T) -> T {
    let lexicon = Lexicon::get();
    let reading = sayso::text::read(row["text"].as_str().unwrap_or_default(), lexicon);
    look(&reading, &Model::built_in().run(&reading, lexicon))
}

/// Mean absolute error and Pearson's r over all events.
fn factuality(corpora: &Path) -> Result<(f64, f64), Failure> {
    let (mut answers, mut ours) = (Vec::new(), Vec::new());
    for row in rows(&corpora.join("udsih2-dev.jsonl"))? {
        let text = row["text"].as_str().unwrap_or_default();
        let byte = |point: u64| text.char_indices().nth(point as usize).map_or(text.len(), |(i, _)| i) as u32;
        read(&row, |reading, output| {
            for event in row["events"].as_array().into_iter().flatten() {
                let at = reading.token_at(byte(event["start"].as_u64().unwrap_or_default()));
                if let Some(&fact) = at.checked_sub(output.tokens.start).and_then(|i| output.fact.get(i)) {
                    answers.push(event["factuality"].as_f64().unwrap_or_default());
                    ours.push(f64::from(fact));
                }
            }
        });
    }
    let n = answers.len() as f64;
    let error = answers.iter().zip(&ours).map(|(a, b)| (a - b).abs()).sum::<f64>() / n;
    let mean = |v: &[f64]| v.iter().sum::<f64>() / n;
    let (a, b) = (mean(&answers), mean(&ours));
    let sum = |f: &dyn Fn(f64, f64) -> f64| answers.iter().zip(&ours).map(|(&x, &y)| f(x - a, y - b)).sum::<f64>();
    let r = sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt();
    Ok((error, r))
}

/// F1 of the sentences that are worth checking; a row is worth it if one of its sentences is.
fn worth(corpora: &Path, file: &str) -> Result<f64, Failure> {
    let (mut right, mut found, mut gold) = (0, 0, 0);
    for row in rows(&corpora.join(file))? {
        let worthy = read(&row, |_, output| output.worth.iter().any(|&p| p >= 0.5));
        let answer = row["check_worthy"].as_bool().unwrap_or_default();
        right += usize::from(worthy && answer);
        found += usize::from(worthy);
        gold += usize::from(answer);
    }
    Ok(f1(right, found, gold))
}

fn f1(right: usize, found: usize, gold: usize) -> f64 {
    2.0 * right as f64 / (found + gold).max(1) as f64
}
