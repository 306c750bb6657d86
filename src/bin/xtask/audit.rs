//! What others wrote: its licences, and whether anything is known against it.

use serde_json::Value;

use crate::process::{self, Failure, cargo, program, run};

/// Checks the packages of Rust and of Node.js. An advisory is a failure. Where a list of advisories cannot be fetched, as
/// without a network, this is said, and is a failure only where `all` must be checked.
pub(crate) fn run_all(all: bool) -> Result<(), Failure> {
    let mut missing = Vec::from_iter(rust()?);
    missing.extend(node()?);
    for note in &missing {
        println!("Not checked: {note}");
    }
    if missing.is_empty() || !all { Ok(()) } else { Err(Failure::new(missing.join("\n"))) }
}

/// By `.cargo/deny.toml`. Gives what could not be checked.
fn rust() -> Result<Option<String>, Failure> {
    let deny = || {
        let mut deny = cargo();
        deny.arg("deny");
        deny
    };
    if process::output(deny().arg("--version")).is_err() {
        return Ok(Some("packages of Rust, as there is no cargo-deny: cargo install --locked cargo-deny.".to_owned()));
    }
    run(deny().args(["check", "licenses", "bans", "sources"]))?;
    if let Err(failure) = process::output(deny().args(["fetch", "db"])) {
        let why = failure.message.lines().last().unwrap_or_default().to_owned();
        return Ok(Some(format!("what is known against packages of Rust, as the list could not be fetched ({why}).")));
    }
    run(deny().args(["check", "advisories"]))?;
    Ok(None)
}

/// The packages that the browser tests are made with; none of them ships. Gives what could not be checked.
fn node() -> Result<Option<String>, Failure> {
    if !process::exists("npm") {
        return Ok(Some("packages of Node.js, as there is no npm.".to_owned()));
    }
    let mut audit = program("npm");
    audit.args(["audit", "--json"]).current_dir(process::root().join("tests/browser"));
    println!("$ npm audit");
    // Its exit status tells an advisory and a failure alike; its report does not.
    let out = audit.output().map_err(|e| Failure::because("npm could not be started", e))?;
    let report: Value = serde_json::from_slice(&out.stdout).unwrap_or_default();
    let Some(total) = report["metadata"]["vulnerabilities"]["total"].as_u64() else {
        let why = report["message"].as_str().or(report["error"]["summary"].as_str()).unwrap_or("no answer");
        return Ok(Some(format!(
            "what is known against packages of Node.js, as the list could not be fetched ({why})."
        )));
    };
    let names = report["vulnerabilities"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    if total == 0 {
        Ok(None)
    } else {
        Err(Failure::new(format!("Something is known against {names}: cd tests/browser && npm audit tells what.")))
    }
}
