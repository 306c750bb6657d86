//! Running other programs, and saying in one sentence what went wrong.

use std::env;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why the tool stops.
pub(crate) struct Failure {
    /// One sentence for whoever runs it.
    pub(crate) message: String,
    /// Exit code: that of the program that failed, where one did.
    pub(crate) code: u8,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }

    /// Something that could not be done, and why.
    pub(crate) fn because(what: impl Display, error: impl Display) -> Self {
        Self::new(format!("{what}: {error}"))
    }
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The same cargo that runs this tool, in the repository.
pub(crate) fn cargo() -> Command {
    let mut command = program(env::var("CARGO").as_deref().unwrap_or("cargo"));
    command.env("CARGO_TARGET_DIR", target());
    command
}

/// A program, in the repository.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Whether a program can be started at all.
pub(crate) fn exists(name: &str) -> bool {
    program(name).arg("--version").output().is_ok()
}

/// Prints the command and runs it; its failure is this tool's failure.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let line = shown(command);
    println!("$ {line}");
    let status = command.status().map_err(|e| Failure::because(format_args!("{line} could not be started"), e))?;
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|c| u8::try_from(c).ok()).unwrap_or(1);
    Err(Failure { message: format!("{line} failed"), code })
}

/// What a command prints to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let line = shown(command);
    let out = command.output().map_err(|e| Failure::because(format_args!("{line} could not be started"), e))?;
    if !out.status.success() {
        return Err(Failure::because(format_args!("{line} failed"), String::from_utf8_lossy(&out.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let args = command.get_args().map(|a| a.to_string_lossy().into_owned());
    std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
}
