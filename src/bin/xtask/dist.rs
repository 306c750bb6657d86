//! What ships: a folder for any static host, one file that opens from disk, an npm package, an extension for Chromium.

mod budget;
mod bundle;
mod extension;
mod npm;
mod single;
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::build::{self, Profile};
use crate::lean::lean;
use crate::process::{self, Failure};

/// Files by their path, relative to wherever they go, with forward slashes.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds `dist/` anew, prints what everything weighs, and fails where something weighs more than it may.
pub(crate) fn run() -> Result<(), Failure> {
    build::wasm(Profile::Release)?;
    let dist = process::root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(|e| Failure::because(dist.display(), e))?;
    }
    let www = Www::open()?;
    let page = single::page(&www)?;
    let site = site::Site::of(&www)?;
    put(&dist, &site.files)?;
    put(&dist, &Files::from([("sayso.html".to_owned(), page.clone().into_bytes())]))?;
    let npm = npm::files(&www)?;
    put(&dist.join("npm"), &npm)?;
    let extension = extension::files(&www)?;
    put(&dist.join("extension"), &extension)?;
    println!();
    budget::check(&site, &[("sayso.html", &single::alone(page)), ("npm", &npm), ("extension", &extension)])?;
    println!("\nCopy dist/ to any static web server, or open dist/sayso.html from disk; neither makes a connection.");
    Ok(())
}

/// The sources of the page.
struct Www {
    folder: PathBuf,
}

impl Www {
    fn open() -> Result<Self, Failure> {
        let folder = process::root().join("www");
        Ok(Self { folder: folder.canonicalize().map_err(|e| Failure::because(folder.display(), e))? })
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, Failure> {
        fs::read(self.folder.join(path)).map_err(|e| Failure::because(format_args!("www/{path}"), e))
    }

    fn text(&self, path: &str) -> Result<String, Failure> {
        String::from_utf8(self.bytes(path)?).map_err(|e| Failure::because(format_args!("www/{path}"), e))
    }

    /// Adds a file to others, under its own path.
    fn copy(&self, path: &str, files: &mut Files) -> Result<(), Failure> {
        files.insert(path.to_owned(), self.bytes(path)?);
        Ok(())
    }

    /// Adds a script or style to others, under its own path, without what only its writers need.
    fn copy_lean(&self, path: &str, files: &mut Files) -> Result<(), Failure> {
        files.insert(path.to_owned(), lean(path, self.text(path)?).into_bytes());
        Ok(())
    }

    /// The licences of what others wrote: they go where it goes.
    fn licences(&self) -> Result<Vec<String>, Failure> {
        let is_licence = |path: &String| path.contains("vendor/") && path.to_ascii_uppercase().contains("/LICEN");
        Ok(self.walk("")?.into_iter().filter(is_licence).collect())
    }

    /// Every file of a folder and the folders in it.
    fn walk(&self, folder: &str) -> Result<Vec<String>, Failure> {
        let mut out = Vec::new();
        let path = self.folder.join(folder);
        for entry in fs::read_dir(&path).map_err(|e| Failure::because(path.display(), e))? {
            let entry = entry.map_err(|e| Failure::because(path.display(), e))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let below = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if entry.path().is_dir() {
                out.extend(self.walk(&below)?);
            } else {
                out.push(below);
            }
        }
        out.sort();
        Ok(out)
    }
}

fn put(folder: &Path, files: &Files) -> Result<(), Failure> {
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|e| Failure::because(parent.display(), e))?;
        fs::write(&path, bytes).map_err(|e| Failure::because(path.display(), e))?;
    }
    Ok(())
}
