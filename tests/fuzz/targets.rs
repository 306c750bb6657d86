//! What holds for any bytes at all. The fuzzers run these functions (`cargo xtask fuzz`), and so does
//! `tests/hostile.rs`, on seeds and on a few thousand changes of them.
//!
//! Each takes what the fuzzer gives, makes an input of it, and panics where something does not hold.
#![allow(dead_code)] // each fuzzer is built with one of them

use std::sync::LazyLock;

use arbitrary::{Result as Drawn, Unstructured};
use sayso::export::{Format, export};
use sayso::import::import;
use sayso::lexicon::Lexicon;
use sayso::model::Model;
use sayso::{Date, Options, Unit};
use serde_json::{Value, json};

#[path = "../invariants/mod.rs"]
mod invariants;

/// Texts that results are made of.
pub(crate) const TEXTS: [&str; 3] = [
    "Ferry \u{1f6a2} to close\n\nThe ferry was old and \u{201c}very slow\u{201d}, harbour master Ida Crane said on Tuesday. \
     Residents may have lost 12 boats. She refused to comment on reports that the pier is unsafe.\n\nMORE: Another story\n",
    "“It is over,” he said. “It is over,” she said.\r\n\r\nThe council denied that it is over by 5 May.",
    "e\u{301}t\u{e9} \u{5d0}\u{5d1} said so",
];

// ---- annotate ----

/// Any text gives a result that holds what every result holds.
pub(crate) fn annotate(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(reason) = invariants::check(&text) {
        panic!("{reason}");
    }
    if let Some(day) = Date::parse(text.split_inclusive(char::is_whitespace).next().unwrap_or_default().trim()) {
        let _ = sayso::annotate(&text, &Options { dct: Some(day), ..Options::default() });
    }
}

// ---- import and export ----

/// Results, with the texts that they are of.
static RESULTS: LazyLock<Vec<(&str, Value)>> = LazyLock::new(|| {
    let result = |text: &'static str| {
        let mut result = serde_json::to_value(sayso::annotate(text, &Options::default())).expect("it serialises");
        result["source"]["url"] = json!("https://news.example/ferry?a=1");
        if let Some(claim) = result["claims"].as_array_mut().and_then(|c| c.first_mut()) {
            claim["review"] = json!({"decision": "changed", "changed": ["text"], "note": "=1+1"});
        }
        (text, result)
    };
    TEXTS.into_iter().map(result).collect()
});

/// A file that says it is a result: a written one where `bytes` begin as JSON, with the text behind a zero byte, or else
/// a real one with changes that `bytes` tell.
pub(crate) fn result(bytes: &[u8]) {
    if bytes.starts_with(b"{") {
        let (file, text) = parted(bytes);
        come_and_go(&file, &text);
    } else {
        // Where the bytes end, so do the changes.
        let _ = changed_result(&mut Unstructured::new(bytes));
    }
}

fn changed_result(bytes: &mut Unstructured<'_>) -> Drawn<()> {
    let (text, result) = bytes.choose(&RESULTS)?;
    let mut result = result.clone();
    let onto = changed_text(text, bytes)?;
    edits(&mut result, bytes);
    come_and_go(&result.to_string(), &onto);
    Ok(())
}

/// The same for Web Annotations, whose bodies hold parts of a result as strings of JSON.
pub(crate) fn annotations(bytes: &[u8]) {
    if bytes.starts_with(b"{") || bytes.starts_with(b"[") {
        let (file, text) = parted(bytes);
        come_and_go(&file, &text);
    } else {
        let _ = changed_annotations(&mut Unstructured::new(bytes));
    }
}

fn changed_annotations(bytes: &mut Unstructured<'_>) -> Drawn<()> {
    let (text, result) = bytes.choose(&RESULTS)?;
    let written = export(&result.to_string(), text, Format::WebAnnotation, "").expect("a result of this text");
    let mut file: Value = serde_json::from_str(&written).expect("JSON");
    let onto = changed_text(text, bytes)?;
    for_data(&mut file, &mut |data| *data = serde_json::from_str(data.as_str().unwrap_or("null")).unwrap_or_default());
    edits(&mut file, bytes);
    for_data(&mut file, &mut |data| *data = json!(data.to_string()));
    come_and_go(&file.to_string(), &onto);
    Ok(())
}

/// The values of bodies that are JSON.
fn for_data(value: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    if value["format"] == "application/json" && value.get("value").is_some() {
        change(&mut value["value"]);
    } else {
        for child in children(value) {
            for_data(child, change);
        }
    }
}

fn parted(bytes: &[u8]) -> (String, String) {
    let mut parts = bytes.splitn(2, |b| *b == 0).map(|part| String::from_utf8_lossy(part).into_owned());
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// What comes back is of the text, comes back again as it is, and goes into every format; what is refused is named.
fn come_and_go(file: &str, text: &str) {
    for format in Format::ALL {
        if let Ok(written) = export(file, text, format, "=name<b>") {
            harmless(format, &written);
        }
    }
    let Ok(back) = import(file, text, Unit::CodePoint) else { return };
    let back: Value = serde_json::from_str(&back).expect("what comes back is JSON");
    let points: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    of_text(&back["document"], text, &points);
    let document = back["document"].to_string();
    let again = import(&document, text, Unit::CodePoint).expect("what came back comes back again");
    let again: Value = serde_json::from_str(&again).expect("JSON");
    assert_eq!(again, json!({"document": back["document"], "unplaced": []}), "it came back in another way");
    for format in Format::ALL {
        harmless(format, &export(&document, text, format, "").expect("what came back can be written"));
    }
}

/// Every mark is a stretch of the text, and its words are those.
fn of_text(value: &Value, text: &str, points: &[usize]) {
    if let (Value::Number(start), Value::Number(end)) = (&value["start"], &value["end"]) {
        let byte = |n: &serde_json::Number| n.as_u64().and_then(|n| points.get(usize::try_from(n).ok()?)).copied();
        let words = byte(start).zip(byte(end)).and_then(|(start, end)| text.get(start..end));
        let words = words.unwrap_or_else(|| panic!("not a stretch of the text: {value}"));
        assert!(!value["exact"].is_string() || value["exact"] == words, "other words: {value}");
    }
    match value {
        Value::Array(list) => list.iter().for_each(|inner| of_text(inner, text, points)),
        Value::Object(fields) => fields.values().for_each(|inner| of_text(inner, text, points)),
        _ => {}
    }
}

/// No cell is a formula, no page runs anything, no address is other than http or https, and JSON is JSON.
pub(crate) fn harmless(format: Format, written: &str) {
    match format {
        Format::Json | Format::WebAnnotation | Format::Schema => {
            let value: Value = serde_json::from_str(written).expect("JSON");
            if format == Format::Schema {
                let url = value["@graph"][0]["url"].as_str().unwrap_or("https://");
                assert!(is_web(url), "{url}");
            }
        }
        Format::Csv => cells(written).iter().for_each(|cell| {
            let begin = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
            assert!(!begin.starts_with(FORMULA) && !cell.starts_with(['\t', '\r', '\n']), "a formula: {cell:?}");
        }),
        Format::Markdown => {
            let bare = written.match_indices('<').filter(|(at, _)| !written[..*at].ends_with('\\'));
            bare.for_each(|(at, _)| assert!(is_web(&written[at + 1..]), "HTML in Markdown: {}", &written[at..]));
        }
        Format::Html => tags(written),
    }
}

/// What begins a formula in some spreadsheet.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

fn is_web(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default();
    url.contains(':') && (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// The cells of a table after RFC 4180, all rows of which must have as many.
fn cells(table: &str) -> Vec<String> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut chars = table.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("a row");
        let cell = row.last_mut().expect("a cell");
        match c {
            '"' if is_quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted && chars.next_if_eq(&'\n').is_some() => rows.push(vec![String::new()]),
            c => cell.push(c),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "a table ends with a line end");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "rows differ in length: {table}");
    rows.concat()
}

/// Every tag of a page is one that our pages are made of, with attributes that do nothing.
fn tags(page: &str) {
    const ELEMENTS: &str = "html head meta title style body header h1 h2 h3 p section ul ol li span mark main a dl dt dd \
                            div footer";
    const ATTRIBUTES: &str = "lang charset http-equiv content name class id href rel aria-label aria-labelledby \
                              aria-hidden";
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a page");
    while let Some((_, behind)) = rest.split_once('<') {
        let (tag, behind) = behind.split_once('>').expect("a tag is closed");
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        assert!(ELEMENTS.split_whitespace().any(|known| known == name), "a tag of another kind: <{tag}>");
        let mut attributes = tag[tag.find(' ').unwrap_or(tag.len())..].trim_start();
        while !attributes.is_empty() {
            let (name, value) = attributes.split_once("=\"").unwrap_or_else(|| panic!("no attribute: <{tag}>"));
            let (value, more) = value.split_once('"').unwrap_or_else(|| panic!("an open attribute: <{tag}>"));
            assert!(ATTRIBUTES.split_whitespace().any(|known| known == name), "an attribute of another kind: <{tag}>");
            assert!(name != "href" || value.starts_with('#') || is_web(value), "an address of another kind: <{tag}>");
            attributes = more.trim_start();
        }
        // The style sheet is ours; a browser looks for its end alone.
        rest = if name == "style" { behind.split_once("</style>").expect("its end").1 } else { behind };
    }
}

// ---- changes of a tree ----

/// Strings that mean something somewhere.
const STRINGS: [&str; 20] = [
    "",
    "c1",
    "s1",
    "a1",
    "s_author",
    "s_none",
    "byte",
    "utf-16",
    "code-point",
    "sayso/1",
    "paragraph",
    "headline",
    "rejected",
    "javascript:alert(1)",
    "https://x.example/\"><script>",
    "</style><script>alert(1)</script>",
    "=HYPERLINK(\"x\")",
    "\n=1",
    "\u{0}\u{1f6a2}\u{fffe}e\u{301}",
    "AnnotationPage",
];

/// Numbers that are no offset, or one too many.
const NUMBERS: [f64; 10] = [0.0, 1.0, 2.0, -1.0, 1.5, 255.0, 65_536.0, 4_294_967_295.0, 4_294_967_296.0, 1e300];

/// Up to as many changes as there are bytes for.
fn edits(tree: &mut Value, bytes: &mut Unstructured<'_>) {
    for _ in 0..24 {
        if bytes.is_empty() || edit(tree, bytes).is_err() {
            return;
        }
    }
}

/// One value of the tree becomes another, goes, or comes twice.
fn edit(tree: &mut Value, bytes: &mut Unstructured<'_>) -> Drawn<()> {
    let all = count(tree);
    let other = bytes.int_in_range(0..=all - 1)?;
    let other = nth(tree, &mut { other }).expect("it is there").clone();
    let at = bytes.int_in_range(0..=all - 1)?;
    let node = nth(tree, &mut { at }).expect("it is there");
    match bytes.int_in_range(0..=9)? {
        0 => *node = Value::Null,
        1 => *node = json!(bytes.choose(&NUMBERS)?),
        2 => *node = json!(bytes.choose(&STRINGS)?),
        3 => *node = if bytes.arbitrary()? { json!([]) } else { json!({}) },
        4 => *node = other,
        5 => *node = json!(bytes.int_in_range(0..=300_u32)?),
        6 | 7 => match node {
            Value::Array(list) if !list.is_empty() => {
                let i = bytes.choose_index(list.len())?;
                if bytes.arbitrary()? { drop(list.remove(i)) } else { list.insert(i, list[i].clone()) }
            }
            Value::Object(fields) if !fields.is_empty() => {
                let name = fields.keys().nth(bytes.choose_index(fields.len())?).cloned().unwrap_or_default();
                fields.remove(&name);
            }
            Value::String(text) => *text = changed_text(text, bytes)?,
            Value::Number(n) => *node = json!(n.as_i64().unwrap_or(0) + i64::from(bytes.arbitrary::<i8>()?)),
            _ => *node = json!([other]),
        },
        8 => match node {
            Value::Array(list) => list.push(other),
            Value::Object(fields) => drop(fields.insert((*bytes.choose(&STRINGS)?).to_owned(), other)),
            _ => *node = json!({"start": 0, "end": 5, "exact": other}),
        },
        _ => {
            let mut deep = node.take();
            for _ in 0..bytes.int_in_range(0..=70)? {
                deep = json!([deep]);
            }
            *node = deep;
        }
    }
    Ok(())
}

fn children(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// A value of the tree by its number from the top.
fn nth<'v>(value: &'v mut Value, number: &mut usize) -> Option<&'v mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    children(value).into_iter().find_map(|child| nth(child, number))
}

/// The text, or one with a piece more or less, or pieces that changed places.
fn changed_text(text: &str, bytes: &mut Unstructured<'_>) -> Drawn<String> {
    let mut text = text.to_owned();
    for _ in 0..bytes.int_in_range(0..=3)? {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (one, other) = (*bytes.choose(&ends)?, *bytes.choose(&ends)?);
        let stretch = one.min(other)..one.max(other);
        match bytes.int_in_range(0..=2)? {
            0 => drop(text.drain(stretch)),
            1 => text.insert_str(one, bytes.choose(&STRINGS)?),
            _ => {
                let cut: String = text.drain(stretch).collect();
                text.push_str(&cut);
            }
        }
    }
    Ok(text)
}

// ---- JSON ----

/// What others read as JSON we read as the same, and what we read is written and read again as it was.
pub(crate) fn json(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let ours = sayso::json::read(&text);
    if let Ok(value) = &ours {
        for indent in [false, true] {
            let written = sayso::json::write(value, indent);
            assert_eq!(sayso::json::read(&written).as_ref(), Ok(value), "written {written}");
        }
    }
    if let Ok(theirs) = serde_json::from_str::<Value>(&text) {
        match &ours {
            Ok(ours) => {
                let ours: Value = serde_json::from_str(&sayso::json::write(ours, false)).expect("JSON");
                assert_eq!(ours, theirs);
            }
            Err(error) => {
                let is_limit = ["nested too deep", "name of a field is too long"];
                assert!(is_limit.iter().any(|limit| error.to_string().ends_with(limit)), "{error}");
            }
        }
    }
}

// ---- weights ----

/// The file that ships: its first bytes tell the version, and the sizes that cannot be otherwise.
const SHIPPED: &[u8] = include_bytes!("../../src/model/weights.bin");
/// Where sizes begin, and how many there are.
const HEADER: usize = 16;
const SIZES: usize = 17;

/// A file of weights: any bytes, or one of any sizes that is changed here and there. What is read can be run.
pub(crate) fn weights(bytes: &[u8]) {
    let _ = Model::read(bytes);
    let _ = changed_weights(&mut Unstructured::new(bytes));
}

fn changed_weights(bytes: &mut Unstructured<'_>) -> Drawn<()> {
    let mut sizes: [usize; SIZES] = std::array::from_fn(|i| {
        let four = SHIPPED[HEADER + 4 * i..].first_chunk().expect("a whole file");
        u32::from_le_bytes(*four) as usize
    });
    sizes[0] = bytes.int_in_range(1..=40)?;
    for columns in [1, 3, 5, 7, 8, 14, 15] {
        sizes[columns] = 8 * bytes.int_in_range(1..=2)?;
    }
    sizes[9] = bytes.int_in_range(1..=2)?;
    let mut file = SHIPPED[..HEADER].to_vec();
    file.extend(sizes.iter().flat_map(|&n| (n as u32).to_le_bytes()));
    // Differences of words; then bytes that are small in tables and in matrices, and fair numbers in floating point.
    file.extend(vec![1; sizes[0]]);
    file.extend(vec![0; 2 * sizes[0]]);
    file.extend((0..length(sizes)).map(|i| 57 + (i * 31 % 13) as u8));
    for _ in 0..bytes.int_in_range(0..=12)? {
        let end = if bytes.arbitrary()? { HEADER + 4 * SIZES } else { file.len() };
        let at = bytes.int_in_range(0..=end - 1)?;
        file[at] = bytes.arbitrary()?;
    }
    match bytes.int_in_range(0..=7)? {
        0 => file.truncate(file.len().saturating_sub(bytes.int_in_range(0..=100)?)),
        1 => file.extend(bytes.arbitrary::<[u8; 4]>()?),
        _ => {}
    }
    file.extend(checksum(&file).to_le_bytes());
    let Ok(model) = Model::read(&file) else { return Ok(()) };
    let reading = sayso::text::read(TEXTS[0], Lexicon::get());
    let output = model.learn(&reading, Lexicon::get()).output;
    let mut sure = output.role_sure.iter().chain(&output.name_sure).chain(&output.hedge_sure).chain(&output.worth);
    assert!(sure.all(|p| (0.0..=1.0).contains(p)), "not a probability");
    assert!(output.fact.iter().all(|f| (-3.0..=3.0).contains(f)), "not between -3 and 3");
    Ok(())
}

/// How many bytes a file has behind its words, as the table in `src/model/weights.rs` tells.
fn length(sizes: [usize; SIZES]) -> usize {
    let [
        words,
        word,
        affixes,
        affix,
        shapes,
        shape,
        bits,
        bit,
        units,
        layers,
        role,
        name,
        pos,
        hedge,
        fact,
        worth,
        link,
    ] = sizes;
    let tables = words * word + 3 * affixes * affix + shapes * shape;
    let input = word + 3 * affix + shape + bit;
    let heads = [(role, 1), (name, 2), (pos, 1), (hedge, 1), (fact, 2), (worth, 1)];
    let heads: usize = heads.iter().map(|(rows, parts)| rows * parts * units).sum();
    let matrices = bit * bits + units * input + layers * units * units * 20 + heads + fact + 2 * worth;
    let rows = units + layers * 7 * units + role + name + pos + hedge + fact + worth + 2;
    let floats = word + 3 * affix + shape + bit + 2 * rows + role * (role + 1) + name * (name + 1) + link + 1;
    tables + matrices + 4 * floats
}

/// CRC-32, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), step))
}
