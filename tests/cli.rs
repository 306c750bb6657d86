//! The command line as a process: input, formats, complaints and exit codes.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ARTICLE: &str = "Ferry to close\n\nThe island ferry will close in May, harbour master Ida Crane said on Tuesday. \
    \u{201c}We have no choice,\u{201d} she said.\n";

fn sayso(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // With bad flags it does not wait for its input.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("it ends")
}

/// A file for one test.
fn file(name: &str, content: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("the folder is there");
    path.to_str().expect("a plain name").to_owned()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

#[test]
fn standard_input_is_read_without_files_or_with_a_dash() {
    for args in [&["--format", "jsonl"][..], &["--format", "jsonl", "-"]] {
        let output = sayso(args, ARTICLE.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
        assert_eq!(document["source"]["length"], ARTICLE.chars().count());
        assert_eq!(document["source"]["offset_unit"], "code-point");
    }
}

#[test]
fn the_result_has_the_fields_of_the_format_in_their_order() {
    let output = sayso(&["--format", "json"], ARTICLE.as_bytes());
    let fields: Vec<&str> = stdout(&output)
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split_once("\": ").map(|(field, _)| field))
        .collect();
    let expected = "schema generator language source dct segments sentences sources attributions quotations claims \
                    entities times quantities relations loaded_words summary";
    assert_eq!(fields, expected.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn offsets_count_code_points() {
    let text = format!("\u{1f600} {ARTICLE}");
    let document: Value = serde_json::from_slice(&sayso(&["--format", "jsonl"], text.as_bytes()).stdout).expect("JSON");
    let points: Vec<char> = text.chars().collect();
    let spans =
        document["claims"].as_array().expect("a list").iter().flat_map(|c| c["spans"].as_array().expect("a list"));
    let mut seen = 0;
    for span in spans {
        let at = |field: &str| usize::try_from(span[field].as_u64().expect("a number")).expect("it fits");
        assert_eq!(points[at("start")..at("end")].iter().collect::<String>(), span["exact"].as_str().expect("words"));
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn lines_of_json_are_one_for_each_file() {
    let (one, two) = (file("one.txt", ARTICLE.as_bytes()), file("two.txt", b"Short."));
    let output = sayso(&["--format", "jsonl", &one, &two], b"");
    let lengths: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["source"]["length"].clone())
        .collect();
    assert_eq!(lengths, [ARTICLE.chars().count(), 6]);
    let output = sayso(&["--format", "json", &one, &two], b"");
    let documents = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<Value>();
    assert_eq!(documents.flatten().count(), 2);
}

#[test]
fn line_ends_and_byte_order_marks_stay_as_they_are() {
    let text = "\u{feff}Ferry to close\r\n\r\nThe ferry is old.\r\n";
    let document: Value = serde_json::from_slice(&sayso(&["--format", "jsonl"], text.as_bytes()).stdout).expect("JSON");
    assert_eq!(document["source"]["length"], text.chars().count());
}

#[test]
fn the_listing_names_claims_and_voices_without_colours_in_a_pipe() {
    let one = file("listing.txt", ARTICLE.as_bytes());
    let output = sayso(&[&one], b"");
    let listing = stdout(&output);
    assert!(listing.contains("We have no choice") && listing.contains("Ida Crane"), "{listing}");
    assert!(!listing.contains('\x1b'));
    let colored = sayso(&["--color", "always", &one], b"");
    assert!(stdout(&colored).contains("\x1b[4m"));
    let never = sayso(&["--color", "never", &one], b"");
    assert_eq!(never.stdout, output.stdout);
}

#[test]
fn a_text_does_not_steer_the_terminal() {
    let output = sayso(&[], b"The ferry \x1b[2J is old, the mayor said.\n");
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn a_bad_file_is_named_and_does_not_stop_the_rest() {
    let good = file("good.txt", ARTICLE.as_bytes());
    let latin = file("latin.txt", b"The caf\xe9 is closed.");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let output = sayso(&["--format", "jsonl", "missing.txt", &latin, folder, &good], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 1);
    let complaints = stderr(&output);
    assert_eq!(complaints.lines().count(), 3, "{complaints}");
    assert!(complaints.contains("sayso: missing.txt: there is no such file"));
    assert!(complaints.contains("latin.txt: is not UTF-8 (from byte 7 on); convert it first"));
}

#[test]
fn bad_flags_end_with_two() {
    for args in [
        &["--no-such-flag"][..],
        &["--format", "xml"],
        &["--dct", "2021-02-30"],
        &["--dct", "yesterday"],
        &["--without", "doubt"],
    ] {
        let output = sayso(args, ARTICLE.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
    }
    assert!(stderr(&sayso(&["--dct", "2021-02-30"], b"")).contains("YYYY-MM-DD"));
}

#[test]
fn the_date_of_the_article_reaches_the_result() {
    let output = sayso(&["--format", "jsonl", "--dct", "2021-05-04"], ARTICLE.as_bytes());
    let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(document["dct"], "2021-05-04");
}

#[test]
fn an_empty_text_is_a_text() {
    let output = sayso(&["--format", "jsonl"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(serde_json::from_str::<Value>(stdout(&output)).expect("JSON")["summary"]["claims"], 0);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let long = file("long.txt", ARTICLE.repeat(2000).as_bytes());
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["--format", "json", &long])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}
