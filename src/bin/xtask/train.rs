//! Makes the weights again: `cargo xtask train CORPORA`.
//!
//! Python and `PyTorch` do the work, in an environment of their own under `target/train`; nothing of them ships.

use std::env;
use std::fs;
use std::path::Path;

use crate::process::{self, Failure};

/// Trains on the corpora in `folder` and writes the weights file.
pub(crate) fn run(folder: &Path, out: &Path) -> Result<(), Failure> {
    let scripts = process::root().join("src/model/training");
    let work = process::target().join("train");
    let wanted = scripts.join("requirements.txt");
    let python = work.join("env/bin/python");
    // A copy beside the environment tells which requirements it was made from.
    let made = work.join("requirements.txt");
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    if read(&wanted) != read(&made) {
        fs::create_dir_all(&work).map_err(|e| Failure::because(work.display(), e))?;
        process::run(process::program("python3").args(["-m", "venv", "--clear"]).arg(work.join("env")))?;
        process::run(
            process::program(&python.to_string_lossy()).args(["-m", "pip", "install", "--quiet", "-r"]).arg(&wanted),
        )?;
        fs::copy(&wanted, &made).map_err(|e| Failure::because(made.display(), e))?;
    }
    let reader = env::current_exe().map_err(|e| Failure::because("this program's own path", e))?;
    let script = scripts.join("main.py");
    process::run(process::program(&python.to_string_lossy()).arg(script).arg(folder).arg(reader).arg(&work).arg(out))
}
