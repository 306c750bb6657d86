//! The folder for any static host.
//!
//! What may change together lies in one folder that is named by a hash of it. So a page never gets files of two versions, whatever
//! was kept on the way; and a host that keeps the old folder goes on serving those who have the old page. Only what others link to
//! has a lasting address: the page, the modules to import, and the service worker.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::bundle::Graph;
use super::single::value_of;
use super::{Files, Www};
use crate::process::Failure;

/// Modules that others import.
pub(super) const MODULES: [&str; 3] = ["sayso.js", "say-so.js", "direct.js"];
/// Where the modules begin that the page and its offline copy need.
const ENTRIES: [&str; 5] = ["page/main.js", "say-so.js", "direct.js", "worker.js", "offline/register.js"];
/// The page that shows the element in use.
const DEMO: &str = "demo";
/// How the files end that TypeScript reads; no browser asks for them.
const TYPES: &str = ".d.ts";

/// All files of the folder.
pub(super) fn files(www: &Www) -> Result<Files, Failure> {
    let mut inner = Files::new();
    for entry in ENTRIES {
        for path in Graph::of(www, entry, &[])?.paths() {
            www.copy(path, &mut inner)?;
        }
    }
    for path in www.walk("")? {
        let is_of_page = path == "style.css" || (path.starts_with("page/") && has_extension(&path, "css"));
        let is_type = path.ends_with(TYPES) && !path.contains("_bg");
        if is_of_page || is_type {
            www.copy(&path, &mut inner)?;
        }
    }
    for path in www.licences()? {
        www.copy(&path, &mut inner)?;
    }
    let page = www.text("index.html")?;
    let version = version(&inner, &page);

    let mut files: Files = inner.into_iter().map(|(path, bytes)| (format!("{version}/{path}"), bytes)).collect();
    files.insert("index.html".to_owned(), linked(&page, &version)?.into_bytes());
    for module in MODULES {
        files.insert(module.to_owned(), format!("export * from './{version}/{module}';\n").into_bytes());
        let types = module.replace(".js", ".d.ts");
        files.insert(types, format!("export * from './{version}/{module}';\n").into_bytes());
    }
    for path in www.walk(DEMO)? {
        www.copy(&path, &mut files)?;
    }
    files.insert("sw.js".to_owned(), service_worker(www, &files, &version)?.into_bytes());
    Ok(files)
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e == extension)
}

/// The page with its links into the folder of its version, and with its offline copy.
fn linked(page: &str, version: &str) -> Result<String, Failure> {
    let mut out = String::new();
    let mut links = 0;
    for line in page.lines() {
        let heads = ["<link rel=\"stylesheet\" href=\"", "<script type=\"module\" src=\""];
        if let Some((head, path)) = heads.iter().find_map(|head| Some((head, value_of(line, head)?))) {
            links += 1;
            let _ = writeln!(out, "{}", line.replacen(&format!("{head}{path}"), &format!("{head}{version}/{path}"), 1));
        } else if line.trim() == "</head>" {
            let _ = writeln!(out, "<script type=\"module\" src=\"{version}/offline/register.js\"></script>\n{line}");
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
    if links < 2 || !out.contains("offline/register.js") {
        return Err(Failure::new("www/index.html has no style, no script or no head that the build knows"));
    }
    Ok(out)
}

/// The service worker, told what to keep, with the hash of each file.
fn service_worker(www: &Www, files: &Files, version: &str) -> Result<String, Failure> {
    let kept: serde_json::Map<String, serde_json::Value> = files
        .iter()
        .filter(|(path, _)| !path.ends_with(TYPES))
        .map(|(path, bytes)| (path.clone(), hex(&Sha256::digest(bytes)).into()))
        .collect();
    Ok(format!(
        "const VERSION = '{version}';\nconst FILES = {};\n\n{}",
        serde_json::Value::from(kept),
        www.text("offline/sw.js")?
    ))
}

/// Name of a version: a hash of everything in it.
fn version(inner: &Files, page: &str) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in inner {
        hash.update((path.len() as u64).to_le_bytes());
        hash.update(path);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.update(page);
    hex(&hash.finalize())[..12].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_named_by_all_that_is_in_it() {
        let files = |text: &str| Files::from([("a.js".to_owned(), text.as_bytes().to_vec())]);
        assert_eq!(version(&files("1"), "page"), version(&files("1"), "page"));
        assert_ne!(version(&files("1"), "page"), version(&files("2"), "page"));
        assert_ne!(version(&files("1"), "page"), version(&files("1"), "page2"));
    }

    #[test]
    fn links_lead_into_the_version() {
        let page = "<head>\n<link rel=\"stylesheet\" href=\"a.css\">\n<script type=\"module\" src=\"b.js\"></script>\n</head>\n";
        let out = linked(page, "v").map_err(|f| f.message).expect("it is known");
        assert!(
            out.contains("href=\"v/a.css\"") && out.contains("src=\"v/b.js\"") && out.contains("v/offline/register.js")
        );
        assert!(linked("<p>", "v").is_err());
    }
}
