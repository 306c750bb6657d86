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
    let mut stdin = child.stdin.take().expect("piped");
    // It reads no further than its results are read.
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // With bad flags it does not wait for its input.
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().expect("it ends")
    })
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
    assert!(stdout(&output).starts_with(&format!("{{\"id\":{},\"schema\":", Value::from(one.as_str()))));
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
        &["--input", "xml"],
        &["--jobs", "0"],
        &["--completions", "elvish-9"],
        &["--man", "article.txt"],
        &["--format", "html", "one.txt", "two.txt"],
        &["--format", "html", "--input", "jsonl"],
        &["--format", "html", "lines.jsonl"],
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

#[test]
fn colours_are_for_terminals_and_can_be_refused() {
    let colored = |variable: Option<&str>, args: &[&str]| {
        let mut command = Command::new("script");
        command.args(["--quiet", "--return", "--command"]);
        command.arg(format!("{} {}", env!("CARGO_BIN_EXE_sayso"), args.join(" "))).arg("/dev/null");
        command.env_remove("NO_COLOR").stdin(Stdio::null());
        if let Some(value) = variable {
            command.env("NO_COLOR", value);
        }
        command.output().ok().map(|output| output.stdout.contains(&0x1b))
    };
    let one = file("colours.txt", ARTICLE.as_bytes());
    // Where there is no `script`, there is no terminal to be had.
    let Some(on_terminal) = colored(None, &[&one]) else { return };
    assert!(on_terminal);
    assert_eq!(colored(Some(""), &[&one]), Some(true));
    assert_eq!(colored(Some("1"), &[&one]), Some(false));
    assert_eq!(colored(Some("1"), &["--color", "always", &one]), Some(true));
    assert_eq!(colored(None, &["--color", "never", &one]), Some(false));
}

#[test]
fn every_format_is_written() {
    for (format, start) in [
        ("csv", "text_id,claim_id,"),
        ("md", "# Ferry to close\n"),
        ("html", "<!DOCTYPE html>\n"),
        ("webanno", "{\n  \"@context\": \"http://www.w3.org/ns/anno.jsonld\""),
        ("schema", "{\n  \"@context\": \"https://schema.org\""),
    ] {
        let output = sayso(&["--format", format], ARTICLE.as_bytes());
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
        assert!(stdout(&output).starts_with(start), "{}", stdout(&output));
    }
}

#[test]
fn tables_of_several_texts_have_one_header() {
    let (one, two) = (file("table-1.txt", ARTICLE.as_bytes()), file("table-2.txt", ARTICLE.as_bytes()));
    let output = sayso(&["--format", "csv", &one, "missing.txt", &two], b"");
    let table = stdout(&output);
    assert_eq!(table.matches("text_id").count(), 1);
    let ids: Vec<&str> = table.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    let of_one = ids.iter().filter(|id| **id == one).count();
    assert!(of_one > 0 && ids[..of_one].iter().all(|id| *id == one) && ids[of_one..].iter().all(|id| *id == two));
}

fn line(fields: &Value) -> String {
    format!("{fields}\n")
}

#[test]
fn lines_of_json_go_in_and_come_out_in_order() {
    let mut input = String::from("\u{feff}");
    for n in 0..200 {
        // Long ones among short ones: the short ones must wait.
        let text = ARTICLE.repeat(if n % 17 == 0 { 40 } else { 1 });
        input += &line(&serde_json::json!({"id": n, "text": text, "section": "news"}));
    }
    let output = sayso(&["--input", "jsonl", "--format", "jsonl", "--jobs", "4"], input.as_bytes());
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let ids: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| {
            let document: Value = serde_json::from_str(line).expect("JSON");
            assert!(document["claims"].as_array().is_some_and(|claims| !claims.is_empty()));
            document["id"].clone()
        })
        .collect();
    assert_eq!(ids, (0..200).map(Value::from).collect::<Vec<_>>());
    let alone = sayso(&["--input", "jsonl", "--format", "jsonl", "--jobs", "1"], input.as_bytes());
    assert_eq!(alone.stdout, output.stdout);
}

#[test]
fn a_line_of_json_brings_its_date_and_any_id() {
    let input = [
        serde_json::json!({"text": ARTICLE, "dct": "2021-05-04", "id": "a/1"}),
        serde_json::json!({"text": ARTICLE, "dct": null, "id": {"of": ["x"]}}),
        serde_json::json!({"text": ARTICLE}),
    ];
    let name = file("lines.jsonl", input.iter().map(line).collect::<String>().as_bytes());
    let output = sayso(&["--format", "jsonl", "--dct", "2020-01-02", &name], b"");
    let documents: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let fields = |field: &str| documents.iter().map(|d| d[field].clone()).collect::<Vec<_>>();
    assert_eq!(fields("dct"), ["2021-05-04", "2020-01-02", "2020-01-02"]);
    // Without an id, the number of the line.
    assert_eq!(fields("id"), [Value::from("a/1"), serde_json::json!({"of": ["x"]}), Value::from(3)]);
}

#[test]
fn a_bad_line_is_named_and_does_not_stop_the_rest() {
    let mut input = Vec::new();
    for bad in ["{\"text\": 1}", "{\"text\": \"x\"", "[]", "{\"text\":\"x\",\"dct\":\"May\"}", "", "{\"id\":5}"] {
        input.extend_from_slice(bad.as_bytes());
        input.push(b'\n');
        input.extend_from_slice(line(&serde_json::json!({"text": ARTICLE})).as_bytes());
    }
    input.extend_from_slice(b"{\"text\":\"caf\xe9\"}\n");
    let output = sayso(&["--input", "jsonl", "--format", "jsonl"], &input);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 6);
    let expected = "sayso: standard input:1: text: must be a string\n\
        sayso: standard input:3: not JSON: line 1, column 13: expected a comma or the closing bracket\n\
        sayso: standard input:5: must be an object, as {\"id\": ..., \"text\": \"...\"}\n\
        sayso: standard input:7: dct: must be a day as \"YYYY-MM-DD\"\n\
        sayso: standard input:11: text: must be a string\n\
        sayso: standard input:13: is not UTF-8 (from byte 12 on); convert it first, for example with iconv\n";
    assert_eq!(stderr(&output), expected);
    let missing = sayso(&["--format", "jsonl", "missing.jsonl"], b"");
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(stderr(&missing), "sayso: missing.jsonl: there is no such file; check the name\n");
}

#[test]
fn a_folder_gets_one_file_for_each_text_and_keeps_what_it_has() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages");
    let _ = fs::remove_dir_all(&folder);
    let (one, two) = (file("page 1.txt", ARTICLE.as_bytes()), file("page-2.txt", ARTICLE.as_bytes()));
    let to = folder.to_str().expect("a plain name");
    let run = || sayso(&["--format", "html", "--output-dir", to, &one, &two], b"");
    let output = run();
    assert_eq!((output.status.code(), stdout(&output), stderr(&output)), (Some(0), "", ""));
    for name in ["page-1.html", "page-2.html"] {
        assert!(fs::read_to_string(folder.join(name)).expect("it is there").contains("</html>"));
    }
    fs::write(folder.join("page-1.html"), "mine").expect("it can be written");
    let again = run();
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(stderr(&again).matches("is there already").count(), 2, "{}", stderr(&again));
    assert_eq!(fs::read_to_string(folder.join("page-1.html")).expect("it is there"), "mine");
}

#[test]
fn the_program_describes_itself() {
    let help = sayso(&["--help"], b"");
    assert!(stdout(&help).contains("Exit status:") && stdout(&help).contains("--output-dir <FOLDER>"));
    let man = sayso(&["--man"], b"");
    assert_eq!(man.status.code(), Some(0));
    assert!(stdout(&man).contains(".TH sayso 1") && stdout(&man).contains("\\-\\-output\\-dir"));
    for (shell, sign) in [("bash", "complete -F _sayso"), ("zsh", "#compdef sayso"), ("fish", "complete -c sayso")] {
        let completions = sayso(&["--completions", shell], b"");
        assert_eq!(completions.status.code(), Some(0));
        assert!(stdout(&completions).contains(sign) && stdout(&completions).contains("webanno"), "{shell}");
    }
}

#[test]
fn nothing_but_complaints_goes_to_standard_error_in_a_pipe() {
    let input: String = (0..50).map(|n| line(&serde_json::json!({"id": n, "text": ARTICLE.repeat(30)}))).collect();
    let output = sayso(&["--input", "jsonl", "--format", "csv"], input.as_bytes());
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}
