//! How well parts of the understanding do on corpora of their own: times (`TimeBank` and AQUAINT), pronouns (GAP), claimers
//! (`NewsClaims`).

use std::fs;
use std::path::Path;

use sayso::document::Document;
use sayso::lexicon::Lexicon;
use sayso::model::Model;
use sayso::offsets::Offsets;
use sayso::{Date, Options, Span, Unit};
use serde_json::Value;

use crate::process::Failure;

/// Prints a figure a line.
pub(crate) fn run(corpora: &Path) -> Result<(), Failure> {
    println!("\nUnderstanding                  now   wanted");
    let line = |title: &str, value: f64, wanted: Option<f64>| {
        let wanted = wanted.map(|w| format!("  ≥ {w:.2}{}", if value < w { "   short" } else { "" }));
        println!("{title:<28} {value:>6.3}{}", wanted.unwrap_or_default());
    };
    let times = times(corpora, &["timebank-train.jsonl", "aquaint-train.jsonl"])?;
    line("times, exact spans F1", times.strict.f1(), Some(0.80));
    line("times, overlapping F1", times.relaxed.f1(), None);
    line("times, value F1", times.value.f1(), Some(0.75));
    line("times, type F1", times.kind.f1(), None);
    for (title, page, wanted) in [("pronouns F1 (GAP)", false, None), ("  with the page's title", true, Some(0.70))] {
        let [all, two] = pronouns(corpora, page)?;
        line(title, all.f1(), wanted);
        line("  choosing of two names", two.f1(), None);
    }
    let claimers = claimers(corpora)?;
    let share = |(some, all): (usize, usize)| some as f64 / all.max(1) as f64;
    println!("NewsClaims dev, {} claims of {} topics' sentences", claimers.found.1, 4);
    line("  a claim in the sentence", share(claimers.found), None);
    line("  claimer, in the sentence", share(claimers.inside), None);
    line("  claimer, outside of it", share(claimers.outside), None);
    line("  the author is nobody else", share(claimers.author), None);
    Ok(())
}

/// Hits, what was found, what there is.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    gold: usize,
}

impl Count {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

fn rows(file: &Path) -> Result<Vec<Value>, Failure> {
    let text = fs::read_to_string(file).map_err(|e| Failure::because(file.display(), e))?;
    let parse = |line| serde_json::from_str(line).map_err(|e| Failure::because(file.display(), e));
    text.lines().map(parse).collect()
}

fn number(value: &Value) -> u32 {
    value.as_u64().unwrap_or_default() as u32
}

/// Figures of time expressions, as TempEval-3 counts them (`UzZaman` et al. 2013): values and types of those that overlap
/// one of the answers count as right where they are the same.
#[derive(Default)]
struct Times {
    strict: Count,
    relaxed: Count,
    value: Count,
    kind: Count,
}

fn times(corpora: &Path, files: &[&str]) -> Result<Times, Failure> {
    let mut figures = Times::default();
    for file in files {
        for row in rows(&corpora.join(file))? {
            let options =
                Options { dct: row["dct"].as_str().and_then(|d| Date::parse(d.get(..10)?)), unit: Unit::CodePoint };
            let document = sayso::annotate(row["text"].as_str().unwrap_or_default(), &options);
            let gold: Vec<&Value> = row["timexes"].as_array().into_iter().flatten().collect();
            let mut used = vec![false; document.times.len()];
            let mut hits = [0; 4];
            for answer in &gold {
                let (start, end) = (number(&answer["start"]), number(&answer["end"]));
                let ours = document
                    .times
                    .iter()
                    .enumerate()
                    .filter(|(i, t)| !used[*i] && t.mark.start < end && start < t.mark.end);
                let best =
                    ours.max_by_key(|(_, t)| (t.mark.end.min(end) - t.mark.start.max(start), u32::MAX - t.mark.start));
                let Some((i, time)) = best else { continue };
                used[i] = true;
                let same = |key: &str, ours: &str| answer[key].as_str() == Some(ours);
                hits[0] += usize::from(time.mark.start == start && time.mark.end == end);
                hits[1] += 1;
                hits[2] += usize::from(same("value", &time.value));
                hits[3] += usize::from(same("type", time.kind.name()));
            }
            let all = [&mut figures.strict, &mut figures.relaxed, &mut figures.value, &mut figures.kind];
            for (count, right) in all.into_iter().zip(hits) {
                count.right += right;
                count.found += document.times.len();
                count.gold += gold.len();
            }
        }
    }
    Ok(figures)
}

/// GAP (Webster et al. 2018): each of two names is or is not what the pronoun stands for. Chosen among all names, and among
/// these two alone.
///
/// The task has two settings: the snippet alone, or with the `page` it was taken from, of which the title is used here as the
/// headline.
fn pronouns(corpora: &Path, page: bool) -> Result<[Count; 2], Failure> {
    let lexicon = Lexicon::get();
    let mut counts = [Count::default(); 2];
    for row in rows(&corpora.join("gap-development.jsonl"))? {
        let headline =
            if page { format!("{}\n\n", title(row["url"].as_str().unwrap_or_default())) } else { String::new() };
        let ahead = headline.chars().count() as u32;
        let text = headline + row["text"].as_str().unwrap_or_default();
        let reading = sayso::text::read(&text, lexicon);
        let tags = sayso::tag::tag(&reading, &Model::built_in().run(&reading, lexicon), lexicon, None);
        let offsets = Offsets::new(&text, Unit::CodePoint);
        let overlaps = |span: Span, place: &Value| {
            let (start, end) = (number(&place[0]) + ahead, number(&place[1]) + ahead);
            offsets.at(span.start()) < end && start < offsets.at(span.end())
        };
        let names = |place: &Value| -> Vec<u32> {
            tags.entities.iter().filter(|e| overlaps(e.span, place)).map(|e| e.refers_to).collect()
        };
        let (a, b) = (names(&row["a"]), names(&row["b"]));
        let token = (0..reading.tokens.len()).find(|&t| overlaps(reading.tokens[t].span, &row["pronoun"]));
        let resolver = sayso::tag::pronoun::Resolver::new(&reading, &tags, lexicon);
        let of_all = token.and_then(|t| tags.antecedent(t)).map(|a| a.entity);
        let of_two = token.and_then(|t| resolver.among(t, |name| a.contains(&name) || b.contains(&name)));
        for (names, key) in [(&a, "a_coref"), (&b, "b_coref")] {
            let answer = row[key].as_bool().unwrap_or_default();
            for (count, choice) in counts.iter_mut().zip([of_all, of_two]) {
                let ours = choice.is_some_and(|c| names.contains(&c));
                count.right += usize::from(ours && answer);
                count.found += usize::from(ours);
                count.gold += usize::from(answer);
            }
        }
    }
    Ok(counts)
}

/// The title of a Wikipedia page by its address, without what tells it from others of the same name.
fn title(url: &str) -> String {
    let name = url.rsplit_once("/wiki/").map_or(url, |(_, name)| name);
    let name = crate::serve::decode(name).unwrap_or_else(|| name.to_owned()).replace('_', " ");
    name.split_once(" (").map_or(name.as_str(), |(name, _)| name).to_owned()
}

/// Some of all.
type Share = (usize, usize);

#[derive(Default)]
struct Claimers {
    found: Share,
    inside: Share,
    outside: Share,
    author: Share,
}

/// `NewsClaims` (Reddy et al. 2022): for sentences with a claim, whether there is one, and whether its claimer is the one that
/// was named. Only four topics are marked, so precision says nothing. Two names are the same if one has all words of the
/// other.
fn claimers(corpora: &Path) -> Result<Claimers, Failure> {
    let mut figures = Claimers::default();
    for row in rows(&corpora.join("newsclaims-dev.jsonl"))? {
        let options = Options { dct: None, unit: Unit::CodePoint };
        let document = sayso::annotate(row["text"].as_str().unwrap_or_default(), &options);
        for claim in row["claims"].as_array().into_iter().flatten() {
            let sentence = &row["sentences"][claim["sentence"].as_u64().unwrap_or_default() as usize];
            let ours = sources(&document, number(&sentence[0]), number(&sentence[1]));
            let add = |share: &mut Share, holds: bool| *share = (share.0 + usize::from(holds), share.1 + 1);
            add(&mut figures.found, !ours.is_empty());
            if !claim["has_claimer"].as_bool().unwrap_or_default() {
                add(&mut figures.author, ours.contains(&None));
                continue;
            }
            let name = claim["claimer"].as_str().unwrap_or_default();
            let inside = claim["claimer_in_sentence"].as_bool().unwrap_or_default();
            let share = if inside { &mut figures.inside } else { &mut figures.outside };
            add(share, ours.iter().flatten().any(|o| alike(o, name)));
        }
    }
    Ok(figures)
}

/// Names of the sources of the claims that begin in a sentence; none for the author.
fn sources<'d>(document: &'d Document<'_>, start: u32, end: u32) -> Vec<Option<&'d str>> {
    let inside = |m: &sayso::document::Mark<'_>| start <= m.start && m.start < end;
    let claims = document.claims.iter().filter(|c| c.spans.first().is_some_and(inside));
    claims.map(|c| (c.voice == sayso::terms::Voice::Attributed).then_some(&*c.source_name)).collect()
}

fn alike(a: &str, b: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        let parts = s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        parts.map(str::to_lowercase).filter(|w| !matches!(w.as_str(), "the" | "a" | "an" | "of" | "some")).collect()
    };
    let (a, b) = (words(a), words(b));
    !a.is_empty() && !b.is_empty() && (a.iter().all(|w| b.contains(w)) || b.iter().all(|w| a.contains(w)))
}
