//! How much work the command-line tool does for a text, in instructions: a clock would tell more about the machine and what
//! else runs on it.
//!
//! Valgrind counts every instruction of the tool as it is, reading, rules and writing of the result included, so nothing in
//! the stages has to tick for it, and nothing can forget to. The count is the same on every run but for a few thousand
//! instructions of the loader's.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Instructions that the tool at `sayso` takes for a text, with the model or without; infinitely many where it took more than
/// `patience` seconds of a processor. The text is put into a file for it.
///
/// # Errors
///
/// Where valgrind is missing, or the tool fails.
pub(super) fn instructions(sayso: &Path, file: &Path, text: &str, model: bool, patience: u32) -> Result<f64, String> {
    let named = |error| format!("{}: {error}", file.display());
    fs::write(file, text).map_err(named)?;
    let valgrind = "exec valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null";
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -t {patience}; {valgrind} \"$0\" --format jsonl \"$@\"")])
        .arg(sayso)
        .arg(file)
        .args(if model { &[][..] } else { &["--without", "model"] })
        .output()
        .map_err(|error| format!("sh: {error}"))?;
    fs::remove_file(file).map_err(named)?;
    let report = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        None => Ok(f64::INFINITY),
        Some(127) => Err("valgrind is missing: install it, on Debian with apt-get install valgrind".to_owned()),
        Some(0) => count(&report).ok_or_else(|| format!("valgrind reports no instructions: {report}")),
        Some(_) => Err(report.into_owned()),
    }
}

/// The number in `I refs: 1,234`.
fn count(report: &str) -> Option<f64> {
    let line = report.lines().find(|line| line.contains("refs:"))?;
    let digits: String = line.split("refs:").nth(1)?.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}
