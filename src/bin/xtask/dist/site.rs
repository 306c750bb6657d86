//! The folder for any static host.
//!
//! What may change together lies in one folder that is named by a hash of it. So a page never gets files of two versions, whatever
//! was kept on the way; and a host that keeps the old folder goes on serving those who have the old page. Only what others link to
//! has a lasting address: the page, the modules to import, and the service worker.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::bundle::{Bundles, INNER, Later};
use super::single::value_of;
use super::{Files, Www};
use crate::lean::lean;
use crate::process::Failure;

/// Modules that others import.
pub(super) const MODULES: [&str; 3] = ["sayso.js", "say-so.js", "direct.js"];
/// The engine and the worker that it runs in.
const WORKER: &str = "worker.js";
/// The page.
const PAGE: &str = "page/main.js";
/// Its styles, as one.
const STYLE: &str = "style.css";
/// What keeps a copy of it on the device.
const OFFLINE: &str = "offline/register.js";
/// The page that shows the element in use.
const DEMO: &str = "demo";
/// How the files end that TypeScript reads; no browser asks for them.
const TYPES: &str = ".d.ts";

/// The folder.
pub(super) struct Site {
    pub(super) files: Files,
    /// Name of the folder of its version.
    version: String,
}

impl Site {
    /// Makes the folder.
    pub(super) fn of(www: &Www) -> Result<Self, Failure> {
        let inner = |path: &str| format!("{INNER}/{path}");
        let mut bundles = Bundles::new(www);
        let worker = bundles.add(WORKER, inner(WORKER), None, Later::Apart)?;
        bundles.add("direct.js", inner("direct.js"), Some(worker), Later::Apart)?;
        let page = bundles.add(PAGE, inner(PAGE), None, Later::Apart)?;
        // It has the page's Trusted Types from there: the browser takes each policy once.
        bundles.add(OFFLINE, inner(OFFLINE), Some(page), Later::Apart)?;
        // Whoever imports these waits for nothing else before the worker starts.
        for module in ["sayso.js", "say-so.js"] {
            bundles.add(module, module.to_owned(), None, Later::Together)?;
        }
        let page = www.text("index.html")?;
        let version = version(&folder(www, &bundles, &page, "version")?, &page);
        let mut files = folder(www, &bundles, &page, &version)?;
        files.insert("index.html".to_owned(), linked(&page, &version)?.into_bytes());
        for path in www.walk(DEMO)? {
            www.copy(&path, &mut files)?;
        }
        files.insert("sw.js".to_owned(), service_worker(www, &files, &version)?.into_bytes());
        Ok(Self { files, version })
    }

    /// What a browser asks for until the first text is annotated, by what it begins with.
    pub(super) fn first(&self) -> [(&'static str, Vec<&[u8]>); 3] {
        let files = |paths: &[&str]| {
            paths.iter().map(|path| self.files[&path.replace(INNER, &self.version)].as_slice()).collect()
        };
        [
            ("first annotation by import", files(&["sayso.js", "@/worker.js"])),
            ("first annotation by <say-so>", files(&["say-so.js", "@/worker.js"])),
            ("first annotation on the page", files(&["index.html", "@/style.css", "@/page/main.js", "@/worker.js"])),
        ]
    }
}

/// All files but the page itself, its demonstration and its service worker.
fn folder(www: &Www, bundles: &Bundles<'_>, page: &str, version: &str) -> Result<Files, Failure> {
    let mut files: Files = bundles.files(version).map(|(path, text)| (path, text.into_bytes())).collect();
    let mut style = String::new();
    for path in page.lines().filter_map(style_of) {
        style.push_str(&lean(path, www.text(path)?));
    }
    files.insert(format!("{version}/{STYLE}"), style.into_bytes());
    let types = www.walk("")?.into_iter().filter(|path| path.ends_with(TYPES) && !path.contains("_bg"));
    for path in types.chain(www.licences()?) {
        files.insert(format!("{version}/{path}"), www.bytes(&path)?);
    }
    for module in MODULES {
        let types = module.replace(".js", TYPES);
        let same = format!("export * from './{version}/{module}';\n");
        files.insert(types, same.clone().into_bytes());
        files.entry(module.to_owned()).or_insert(same.into_bytes());
    }
    Ok(files)
}

/// The path of the style that a line of the page links to.
fn style_of(line: &str) -> Option<&str> {
    value_of(line, "<link rel=\"stylesheet\" href=\"")
}

/// The page with its links into the folder of its version, and with its offline copy.
fn linked(page: &str, version: &str) -> Result<String, Failure> {
    let mut out = String::new();
    let (mut styles, mut scripts) = (0, 0);
    for line in page.lines() {
        if style_of(line).is_some() {
            styles += 1;
            if styles == 1 {
                let _ = writeln!(out, "<link rel=\"stylesheet\" href=\"{version}/{STYLE}\">");
            }
        } else if let Some(path) = value_of(line, "<script type=\"module\" src=\"") {
            scripts += 1;
            let _ = writeln!(out, "{}", line.replacen(path, &format!("{version}/{path}"), 1));
        } else if line.trim() == "</head>" {
            let _ = writeln!(out, "<script type=\"module\" src=\"{version}/{OFFLINE}\"></script>\n{line}");
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
    if styles == 0 || scripts == 0 || !out.contains(OFFLINE) {
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
fn version(files: &Files, page: &str) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
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
            out.contains("href=\"v/style.css\"")
                && out.contains("src=\"v/b.js\"")
                && out.contains("v/offline/register.js")
        );
        assert!(!out.contains("a.css"));
        assert!(linked("<p>", "v").is_err());
    }
}
