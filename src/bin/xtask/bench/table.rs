//! The figures of a run, for people.

use serde_json::Value;

/// What Sayso is measured against.
const PEERS: [&str; 3] = ["wink", "compromise", "regex"];

/// A number with a few digits, or what stands instead of one.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Number(n) => n.to_string(),
        Value::String(words) => words.clone(),
        _ => "-".to_owned(),
    }
}

/// One line: a name, and cells set to the right.
fn line(name: &str, cells: impl IntoIterator<Item = String>) {
    print!("  {name:<26}");
    for cell in cells {
        print!("{cell:>12}");
    }
    println!();
}

fn head(title: &str, cells: &[&str]) {
    println!("\n{title}");
    line("", cells.iter().map(|&cell| cell.to_owned()));
}

/// Cells of an object by their names.
fn cells(row: &Value, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| shown(&row[name])).collect()
}

/// `5000` as `5 KB`.
fn size(bytes: &str) -> String {
    match bytes.len() {
        7.. => format!("{} MB", &bytes[..bytes.len() - 6]),
        4.. => format!("{} KB", &bytes[..bytes.len() - 3]),
        _ => format!("{bytes} bytes"),
    }
}

/// The rows of an object whose keys are sizes, in their order.
fn by_size(rows: &Value) -> Vec<(&str, &Value)> {
    let mut rows: Vec<(&str, &Value)> = rows.as_object().into_iter().flatten().map(|(k, v)| (k.as_str(), v)).collect();
    rows.sort_by_key(|(key, _)| key.parse::<usize>().unwrap_or(0));
    rows
}

pub(super) fn native(rows: &Value) {
    head("Native, one core", &["texts", "median ms", "p95", "max", "tokens/s", "model tok/s", "rules MB/s"]);
    let names = ["texts", "median_ms", "p95_ms", "max_ms", "tokens_per_s", "model_tokens_per_s", "rules_mb_per_s"];
    for (bytes, row) in by_size(&rows["sizes"]) {
        line(&size(bytes), cells(row, &names));
    }
    println!("  growth exponent from 50 KB on: {}", shown(&rows["growth_exponent"]));
}

pub(super) fn cores(figures: &Value) {
    head("Archive of articles of 5 KB, JSON Lines", &["articles", "1 core s", "2 cores s", "efficiency"]);
    line("sayso --input jsonl", cells(figures, &["articles", "one_s", "two_s", "efficiency"]));
}

pub(super) fn workload(figures: &Value) {
    println!(
        "\n{}: each text read once by each in turn; Sayso in its worker, the others in the page",
        shown(&figures["browser"])
    );
    for (bytes, row) in by_size(&figures["sizes"]) {
        let title = format!("{}, {} texts", size(bytes), shown(&row["texts"]));
        head(&title, &["median ms", "p95", "max", "tokens/s", "page task ms", "wasm MB", "Sayso/it"]);
        for name in ["sayso"].iter().chain(&PEERS) {
            if let Some(why) = row[name]["left_out"].as_str() {
                println!("  {name:<26} left out: {why}");
                continue;
            }
            let names = ["median_ms", "p95_ms", "max_ms", "tokens_per_s", "longest_task_ms", "wasm_mb", "sayso_to_it"];
            let fewer = row[name]["texts"].as_u64().map(|n| format!(" ({n} of them)")).unwrap_or_default();
            line(&format!("{name}{fewer}"), cells(&row[name], &names));
        }
    }
    let exponents: Vec<String> = ["sayso"]
        .iter()
        .chain(&PEERS)
        .map(|name| format!("{name} {}", shown(&figures["growth_exponent"][name])))
        .collect();
    println!("  growth exponents from 50 KB on: {}", exponents.join(", "));
}

pub(super) fn cold(figures: &Value) {
    let title = format!(
        "{}: from the opening of a page to the first result of 5 KB, {} rounds",
        shown(&figures["browser"]),
        shown(&figures["rounds"])
    );
    head(&title, &["median ms", "best ms", "Sayso/it", "best/best"]);
    for name in ["sayso"].iter().chain(&PEERS) {
        line(name, cells(&figures[name], &["median_ms", "best_ms", "sayso_to_it", "sayso_to_it_best"]));
    }
}

pub(super) fn page(figures: &Value) {
    println!("\n{}: what a reader of the page waits for", shown(&figures["browser"]));
    let say = |words: &str, value: &Value, unit: &str, target: &str| {
        let target = if target.is_empty() { String::new() } else { format!("   (target {target})") };
        println!("  {words:<58}{:>9} {unit}{target}", shown(value));
    };
    let pasting = &figures["pasting_5mb"];
    say("5 MB pasted: first marks on the screen after", &pasting["first_marks_ms"], "ms", "300");
    say("the whole after", &pasting["whole_s"], "s", "");
    say("longest task of the page meanwhile", &pasting["longest_task_ms"], "ms", "100");
    if let Some(allowed) = pasting.get("wasm_may_mb") {
        say("the engine's memory", &pasting["wasm_mb"], "MB", &format!("{}, 12 x the text + 20 MB", shown(allowed)));
        say("in lengths of the text", &pasting["wasm_times_text"], "x", "");
    }
    let stopping = &figures["stopping"];
    say("stopped: the page is free after", &stopping["page_free_ms"], "ms", "50");
    say("the worker has ended after", &stopping["worker_gone_ms"], "ms", "50");
    say("a short text pasted then is marked after", &stopping["next_article_ms"], "ms", "");
    let typing = &figures["typing"];
    say("a key in a text of 5,000 words: on the screen after, median", &typing["median_ms"], "ms", "50");
    say("p95", &typing["p95_ms"], "ms", "50");
    say("slowest", &typing["max_ms"], "ms", "");
    let many = &figures["many"];
    for (use_, longest) in many["longest_task_ms"].as_object().into_iter().flatten() {
        say(&format!("{} claims: longest task while {use_}", shown(&many["claims"])), longest, "ms", "100");
    }
}

pub(super) fn soak(figures: &Value) {
    let title = format!("{}: articles one after another in one page", shown(&figures["browser"]));
    let names = ["ms_each", "wasm_mb", "page_heap_mb", "worker_heap_mb", "nodes", "listeners", "resident_mb"];
    head(&title, &["ms each", "wasm MB", "page heap", "worker heap", "nodes", "listeners", "resident MB"]);
    let looks = figures["looks"].as_array().map(Vec::as_slice).unwrap_or_default();
    for look in looks {
        line(&format!("after {}", shown(&look["articles"])), cells(look, &names));
    }
    if let [_, first, .., last] = looks {
        let more = names[1..].iter().map(|name| {
            let change = last[name].as_f64().unwrap_or(f64::NAN) - first[name].as_f64().unwrap_or(f64::NAN);
            format!("{change:+.2}")
        });
        line("from the second look on", std::iter::once(String::new()).chain(more));
    }
}
