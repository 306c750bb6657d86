//! The extension for Chromium: marks the article of the page that is being read, when its button is pressed.

use super::bundle::Graph;
use super::{Files, Www};
use crate::process::Failure;

const FOLDER: &str = "extension";

/// What the browser loads.
pub(super) fn files(www: &Www) -> Result<Files, Failure> {
    let mut files = Files::new();
    for path in Graph::of(www, "extension/background.js", &[])?.paths() {
        www.copy_lean(path, &mut files)?;
    }
    // A script that is put into a page is no module.
    let content = Graph::of(www, "extension/content.js", &[])?.script();
    files.insert(format!("{FOLDER}/content.js"), format!("{{\n{content}}}\n").into_bytes());
    let manifest = www.text("extension/manifest.json")?;
    let mut manifest: serde_json::Value =
        serde_json::from_str(&manifest).map_err(|e| Failure::because("www/extension/manifest.json", e))?;
    manifest["version"] = env!("CARGO_PKG_VERSION").into();
    files.insert("manifest.json".to_owned(), format!("{manifest:#}\n").into_bytes());
    Ok(files)
}
