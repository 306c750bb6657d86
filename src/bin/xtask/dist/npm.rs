//! The npm package: the modules as they are, with their types.

use serde_json::json;

use super::bundle::Graph;
use super::site::MODULES;
use super::{Files, Www};
use crate::process::{self, Failure};

/// What `npm pack` takes.
pub(super) fn files(www: &Www) -> Result<Files, Failure> {
    let mut files = Files::new();
    for entry in MODULES.into_iter().chain(["worker.js"]) {
        for path in Graph::of(www, entry, &[])?.paths() {
            www.copy_lean(path, &mut files)?;
        }
    }
    for module in MODULES.into_iter().chain(["pkg/sayso.js"]) {
        www.copy(&module.replace(".js", ".d.ts"), &mut files)?;
    }
    let types = |module: &str| json!({ "types": format!("./{module}.d.ts"), "default": format!("./{module}.js") });
    let package = json!({
        "name": "sayso",
        "version": env!("CARGO_PKG_VERSION"),
        "description": env!("CARGO_PKG_DESCRIPTION"),
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "exports": {
            // Without a page there is no worker to share.
            ".": { "node": types("direct"), "types": "./sayso.d.ts", "default": "./sayso.js" },
            "./direct": types("direct"),
            "./element": types("say-so"),
            "./package.json": "./package.json",
        },
        // The element registers itself; the worker listens.
        "sideEffects": ["./say-so.js", "./worker.js"],
        "engines": { "node": ">=20" },
    });
    files.insert("package.json".to_owned(), format!("{package:#}\n").into_bytes());
    let readme = process::root().join("README.md");
    let readme = std::fs::read(&readme).map_err(|e| Failure::because(readme.display(), e))?;
    files.insert("README.md".to_owned(), readme);
    Ok(files)
}
