//! What holds for any text: checked on a whole result, in every unit of offsets.

use std::fmt::Debug;

use sayso::document::{Attribution, Claim, Document, Id, Mark, Quotation};
use sayso::lexicon::Lexicon;
use sayso::span::Span;
use sayso::terms::SourceId;
use sayso::{Options, Unit, annotate, text};
use serde_json::Value;

/// Fails with a sentence where not: everything that this file knows of holds for `input`.
pub(crate) fn check(input: &str) -> Result<(), String> {
    let before = input.to_owned();
    let document = annotate(input, &options(Unit::Byte));
    reading(input)?;
    segments(input, &document)?;
    quotations(&document)?;
    attributions(&document)?;
    claims(&document)?;
    references(&document)?;
    let json = serde_json::to_string(&document).map_err(|e| e.to_string())?;
    let again = serde_json::to_string(&annotate(input, &options(Unit::Byte))).map_err(|e| e.to_string())?;
    ensure(json == again, "the same text gives two results", &"")?;
    let byte = without_offsets(&document, input, Unit::Byte)?;
    for unit in [Unit::Utf16, Unit::CodePoint] {
        let counted = annotate(input, &options(unit));
        ensure(
            without_offsets(&counted, input, unit)? == byte,
            "results in two units differ in more than their offsets",
            &unit,
        )?;
    }
    ensure(input == before, "the text was changed", &"")
}

fn options(unit: Unit) -> Options {
    Options { unit, ..Options::default() }
}

fn ensure(holds: bool, what: &str, where_: &dyn Debug) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("{what}: {where_:?}")) }
}

// ---- offsets ----

/// Checks every span of a result in this unit, and gives the result without its offsets.
fn without_offsets(document: &Document<'_>, input: &str, unit: Unit) -> Result<Value, String> {
    let mut value = serde_json::to_value(document).map_err(|e| e.to_string())?;
    let starts = starts(input, unit);
    ensure(value["source"]["length"] == starts[starts.len() - 1].0, "length", &value["source"])?;
    strip(&mut value, input, &starts)?;
    Ok(value)
}

/// For each character and the end of the text: where it is in `unit`, and where in bytes.
fn starts(input: &str, unit: Unit) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut out = Vec::new();
    for (byte, c) in input.char_indices() {
        out.push((at, byte));
        at += match unit {
            Unit::Byte => c.len_utf8(),
            Unit::Utf16 => c.len_utf16(),
            Unit::CodePoint => 1,
        };
    }
    out.push((at, input.len()));
    out
}

/// Walks the result; wherever something has offsets, they lie on characters and `exact` is what they mark.
fn strip(value: &mut Value, input: &str, starts: &[(usize, usize)]) -> Result<(), String> {
    match value {
        Value::Array(list) => list.iter_mut().try_for_each(|v| strip(v, input, starts)),
        Value::Object(map) => {
            if let (Some(start), Some(end)) = (map.remove("start"), map.remove("end")) {
                let byte = |v: &Value| {
                    let at = usize::try_from(v.as_u64()?).ok()?;
                    starts.binary_search_by_key(&at, |s| s.0).ok().map(|i| starts[i].1)
                };
                let (Some(start), Some(end)) = (byte(&start), byte(&end)) else {
                    return Err(format!("offset not on a character: {start}..{end} {map:?}"));
                };
                ensure(start < end, "an empty or backward span", map)?;
                if let Some(exact) = map.get("exact") {
                    ensure(*exact == input[start..end], "the words are not what the offsets mark", &(start, exact))?;
                }
            }
            map.remove("length");
            map.remove("offset_unit");
            map.values_mut().try_for_each(|v| strip(v, input, starts))
        }
        _ => Ok(()),
    }
}

// ---- reading ----

/// Tokens are in order, and cover what sentences cover.
fn reading(input: &str) -> Result<(), String> {
    let reading = text::read(input, Lexicon::get());
    let mut at = 0;
    for (i, sentence) in reading.sentences.iter().enumerate() {
        at = at.max(sentence.span.start());
        for token in reading.tokens_of(i) {
            let span = reading.tokens[token].span;
            ensure(sentence.span.contains(span), "a token outside its sentence", &reading.word(token))?;
            ensure(!span.is_empty() && span.start() >= at, "tokens out of order", &reading.word(token))?;
            blank(input, at, span.start(), "text between tokens")?;
            at = span.end();
        }
        blank(input, at, sentence.span.end(), "text after the last token")?;
    }
    let counted: usize = (0..reading.sentences.len()).map(|i| reading.tokens_of(i).len()).sum();
    ensure(counted == reading.tokens.len(), "tokens outside all sentences", &counted)
}

/// Segments cover the text and do not overlap; sentences cover each segment.
fn segments(input: &str, document: &Document<'_>) -> Result<(), String> {
    let mut at = 0;
    let mut sentences = document.sentences.iter().peekable();
    for segment in &document.segments {
        ensure(segment.start >= at, "segments overlap", segment)?;
        blank(input, at, segment.start, "text between segments")?;
        at = segment.start;
        while let Some(sentence) = sentences.next_if(|s| s.segment == segment.id) {
            ensure(sentence.start >= at && sentence.end <= segment.end, "a sentence out of place", sentence)?;
            blank(input, at, sentence.start, "text between sentences")?;
            at = sentence.end;
        }
        blank(input, at, segment.end, "text after the last sentence")?;
        at = segment.end;
        let claims = document.claims.iter().any(|c| c.segment == segment.id);
        ensure(segment.carries_claim == claims, "carries_claim is not so", segment)?;
    }
    ensure(sentences.next().is_none(), "a sentence without segment", &"")?;
    blank(input, at, input.len() as u32, "text after the last segment")
}

fn blank(input: &str, from: u32, to: u32, what: &str) -> Result<(), String> {
    let between = &input[from as usize..to as usize];
    ensure(between.chars().all(|c| c.is_whitespace() || c.is_control() || invisible(c)), what, &between)
}

/// Marks that take no room and belong to no word: soft hyphens, joiners, directions, byte order marks.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

// ---- what is found ----

fn quotations(document: &Document<'_>) -> Result<(), String> {
    let span = |q: &Quotation<'_>| Span::new(q.start, q.end);
    let mut open: Vec<&Quotation<'_>> = Vec::new();
    for (i, quotation) in document.quotations.iter().enumerate() {
        let home = &document.segments[quotation.segment.0 as usize];
        ensure(Span::new(home.start, home.end).contains(span(quotation)), "a quotation over segments", quotation)?;
        ensure(i == 0 || document.quotations[i - 1].start <= quotation.start, "quotations out of order", quotation)?;
        open.retain(|outer| outer.end > quotation.start);
        for outer in &open {
            ensure(span(outer).contains(span(quotation)), "quotations cross", &(outer.exact, quotation.exact))?;
        }
        if let Some(outer) = quotation.nested_in {
            let outer = &document.quotations[outer.0 as usize];
            let inside = outer.id < quotation.id && span(outer).contains(span(quotation));
            ensure(inside, "a quotation outside the one it is nested in", quotation)?;
        }
        open.push(quotation);
    }
    Ok(())
}

fn attributions(document: &Document<'_>) -> Result<(), String> {
    for attribution in &document.attributions {
        let mut parts: Vec<Span> = attribution.source.iter().chain(&attribution.cue).map(span).collect();
        parts.extend(attribution.content.iter().map(span));
        apart(&mut parts, &(attribution.made_by, attribution))?;
        for list in [&attribution.source, &attribution.cue, &attribution.content] {
            ordered(list)?;
        }
        ensure(!attribution.content.is_empty(), "an attribution without content", attribution)?;
        fraction(attribution.confidence, attribution)?;
        nested(document, attribution)?;
    }
    Ok(())
}

/// Every part of a nested attribution lies in the content of its parent, but for who is cited, who has the same content as who
/// cites; and no chain of parents comes back to itself.
fn nested(document: &Document<'_>, attribution: &Attribution<'_>) -> Result<(), String> {
    let Some(parent) = attribution.nested_in else { return Ok(()) };
    let parent = &document.attributions[parent.0 as usize];
    let own = attribution.source.iter().chain(&attribution.cue);
    let beside =
        attribution.made_by == "citing" && attribution.content.iter().map(span).eq(parent.content.iter().map(span));
    for part in own.filter(|_| !beside).chain(&attribution.content) {
        let inside = parent.content.iter().any(|c| span(c).contains(span(part)));
        ensure(inside, "nested outside its parent's content", &(parent, attribution))?;
    }
    let mut steps = 0;
    let mut at = Some(parent.id);
    while let Some(id) = at {
        steps += 1;
        ensure(steps <= document.attributions.len(), "attributions nest in a circle", attribution)?;
        at = document.attributions[id.0 as usize].nested_in;
    }
    Ok(())
}

fn claims(document: &Document<'_>) -> Result<(), String> {
    let mut before = 0;
    for claim in &document.claims {
        let home = &document.segments[claim.segment.0 as usize];
        ensure(home.kind.carries_claims(), "a claim where none can be", &(home.kind, claim))?;
        ensure(!claim.spans.is_empty() && !claim.text.trim().is_empty(), "a claim without words", claim)?;
        ordered(&claim.spans)?;
        let home = Span::new(home.start, home.end);
        ensure(claim.spans.iter().all(|s| home.contains(span(s))), "a claim over segments", claim)?;
        // The cue of a quotation over several paragraphs may stand in another of them.
        let cue = claim.attribution.and_then(|a| document.attributions[a.0 as usize].cue.first()).map(span);
        let near = |m: &Mark<'_>| home.contains(span(m)) || cue.is_some_and(|c| c.overlaps(span(m)));
        ensure(claim.certainty_cues.iter().all(|c| near(&c.mark)), "a certainty cue from elsewhere", claim)?;
        ensure(claim.spans[0].start >= before, "claims out of order", claim)?;
        before = claim.spans[0].start;
        fraction(claim.confidence, claim)?;
        fraction(claim.check_worthiness, claim)?;
        chain(claim)?;
    }
    Ok(())
}

/// The chain leads from the author to the claim's source, with one degree of certainty for each voice.
fn chain(claim: &Claim<'_>) -> Result<(), String> {
    let voices: Vec<SourceId> = claim.attribution_chain.iter().map(|l| l.source_id).collect();
    ensure(voices.first() == Some(&SourceId::Author), "a chain without the author", claim)?;
    ensure(voices.last() == Some(&claim.source_id), "a chain that does not end with the source", claim)?;
    let judged: Vec<SourceId> = claim.factuality.iter().map(|f| f.source_id).collect();
    ensure(voices == judged, "factuality is not given for each voice", claim)
}

/// Ids are places in their lists, and what refers to one finds it.
fn references(d: &Document<'_>) -> Result<(), String> {
    ids("segments", d.segments.iter().map(|x| x.id))?;
    ids("attributions", d.attributions.iter().map(|x| x.id))?;
    ids("quotations", d.quotations.iter().map(|x| x.id))?;
    ids("claims", d.claims.iter().map(|x| x.id))?;
    ids("entities", d.entities.iter().map(|x| x.id))?;
    ids("times", d.times.iter().map(|x| x.id))?;
    ids("quantities", d.quantities.iter().map(|x| x.id))?;
    ids("relations", d.relations.iter().map(|x| x.id))?;
    ids("loaded words", d.loaded_words.iter().map(|x| x.id))?;
    let known = |id: SourceId| d.sources.iter().any(|s| s.id == id);
    let mut good = d.attributions.iter().all(|a| known(a.source_id));
    good &= d.quotations.iter().all(|q| q.attribution.is_none_or(|a| within(a, d.attributions.len())));
    for claim in &d.claims {
        good &= claim.attribution.is_none_or(|a| within(a, d.attributions.len()));
        good &= claim.attribution_chain.iter().all(|l| known(l.source_id));
        good &= claim.entities.iter().all(|&e| within(e, d.entities.len()));
        good &= claim.times.iter().all(|&t| within(t, d.times.len()));
        good &= claim.quantities.iter().all(|&q| within(q, d.quantities.len()));
        ensure(good, "a reference to nothing in or before", claim)?;
    }
    let claim = |id| within(id, d.claims.len());
    good &= d.relations.iter().all(|r| claim(r.from) && claim(r.to) && r.from != r.to);
    good &= d.summary.check_first.iter().all(|&c| claim(c));
    ensure(good, "a reference to nothing", &d.relations)?;
    ensure(d.summary.claims as usize == d.claims.len(), "the summary miscounts", &d.summary)
}

fn ids<const L: char>(what: &str, list: impl Iterator<Item = Id<L>>) -> Result<(), String> {
    list.enumerate().try_for_each(|(i, id)| ensure(id.0 as usize == i, "ids are not places", &(what, i)))
}

fn within<const L: char>(id: Id<L>, length: usize) -> bool {
    (id.0 as usize) < length
}

fn span(mark: &Mark<'_>) -> Span {
    Span::new(mark.start, mark.end)
}

fn ordered(marks: &[Mark<'_>]) -> Result<(), String> {
    ensure(marks.is_sorted_by(|a, b| a.end <= b.start), "pieces out of order", &marks)
}

fn apart(spans: &mut [Span], of: &dyn Debug) -> Result<(), String> {
    spans.sort_unstable();
    let overlap = spans.windows(2).any(|w| w[0].overlaps(w[1]));
    ensure(!overlap, "source, cue and content overlap", of)
}

fn fraction(value: f64, of: &dyn Debug) -> Result<(), String> {
    ensure((0.0..=1.0).contains(&value), "not between 0 and 1", of)
}
