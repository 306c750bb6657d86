//! What is put on a web server: a folder of files that works under any address.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::build::{self, Profile};
use crate::process::{self, Failure};

/// Builds `dist/` anew and prints what every file weighs.
pub(crate) fn run() -> Result<(), Failure> {
    build::wasm(Profile::Release)?;
    let (from, to) = (process::root().join("www"), process::root().join("dist"));
    let wrong = |e| Failure::because(to.display(), e);
    if to.exists() {
        fs::remove_dir_all(&to).map_err(wrong)?;
    }
    let mut files = Vec::new();
    copy(&from, &to, &mut files).map_err(wrong)?;
    files.sort();
    println!();
    for file in &files {
        build::print_size(file)?;
    }
    println!("\nCopy dist/ to any static web server; it needs no other files and makes no connections.");
    Ok(())
}

/// Copies a folder, and notes the copies.
fn copy(from: &Path, to: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target, files)?;
        } else {
            fs::copy(entry.path(), &target)?;
            files.push(target);
        }
    }
    Ok(())
}
