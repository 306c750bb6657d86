//! From the library to `www/pkg`: cargo, then the `JavaScript` glue, then the size budget.

use std::fs;
use std::io::Write;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::lean::lean;
use crate::process::{self, Failure};

/// What the wasm file may weigh compressed, in bytes, with the model's weights in it: with the glue, what a browser
/// loads before the first annotation stays under 700 kB.
const BUDGET: usize = 690_000;
/// The target of the page.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How to compile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build.
    Dev,
    /// What ships; its size is held to the budget.
    Release,
}

impl Profile {
    /// Name of the cargo profile, which is also the folder under `target`.
    const fn name(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm",
        }
    }
}

/// Builds `www/pkg` and prints what it weighs.
pub(crate) fn wasm(profile: Profile) -> Result<(), Failure> {
    ensure_target()?;
    let out = process::root().join("www/pkg");
    for (name, features) in [("sayso", ""), ("carry", "carry")] {
        let build = ["build", "--lib", "--target", TARGET, "--profile", profile.name(), "--features", features];
        process::run(process::cargo().args(build))?;
        glue(&process::target().join(TARGET).join(profile.name()).join("sayso.wasm"), &out, name)?;
    }
    let brotli = print_size(&out.join("sayso_bg.wasm"))?;
    print_size(&out.join("sayso.js"))?;
    modules(&out)?;
    print_size(&out.join("engine.js"))?;
    print_size(&out.join("carry-engine.js"))?;
    if profile == Profile::Release && brotli > BUDGET {
        return Err(Failure::new(format!(
            "The wasm file weighs {} compressed and may weigh {}: make it smaller, or change BUDGET with its reason.",
            kilobytes(brotli),
            kilobytes(BUDGET)
        )));
    }
    Ok(())
}

/// Sees to it that rustc can compile for wasm.
pub(crate) fn ensure_target() -> Result<(), Failure> {
    let folder = process::output(process::program("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(folder.trim()).exists() {
        return Ok(());
    }
    if !process::exists("rustup") {
        return Err(Failure::new(format!(
            "This Rust has no {TARGET} target: install Rust with rustup (https://rustup.rs), or add that target with \
             the package manager that installed it."
        )));
    }
    process::run(process::program("rustup").args(["target", "add", TARGET]))
}

fn glue(module: &Path, out: &Path, name: &str) -> Result<(), Failure> {
    let wrong = |e| Failure::because("The JavaScript glue could not be generated", format!("{e:#}"));
    Bindgen::new()
        .input_path(module)
        .out_name(name)
        .web(true)
        .map_err(wrong)?
        // The engine comes as a module; a bundler would go and look for the file.
        .omit_default_module_path(true)
        .typescript(true)
        // After a panic only a fresh instance may be called.
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(out)
        .map_err(wrong)
}

/// What the page cannot fetch, as modules: its policy forbids every connection, and a module is part of the page.
fn modules(out: &Path) -> Result<(), Failure> {
    let read = |file: &Path| fs::read(file).map_err(|e| Failure::because(file.display(), e));
    let write = |name: &str, value: String| {
        let file = out.join(name);
        fs::write(&file, format!("export default {value};\n")).map_err(|e| Failure::because(file.display(), e))
    };
    write("engine.js", binary_string(&read(&out.join("sayso_bg.wasm"))?))?;
    write("carry-engine.js", binary_string(&read(&out.join("carry_bg.wasm"))?))?;
    let example = process::root().join("www/example.txt");
    let text = |file: &Path| String::from_utf8(read(file)?).map_err(|e| Failure::because(file.display(), e));
    write("example.js", serde_json::Value::from(text(&example)?).to_string())?;
    // `<say-so>` has the page's look, and may not fetch it either.
    let style = |name: &str| text(&process::root().join("www").join(name)).map(|style| lean(name, style));
    let mut styles = serde_json::Map::new();
    for name in ["style.css", "page/key.css", "page/list.css"] {
        styles.insert(name.to_owned(), style(name)?.into());
    }
    write("styles.js", serde_json::Value::from(styles).to_string())?;
    // What the page loads behind its first marks brings its look along.
    let behind = style("page/take.css")? + &style("page/review.css")?;
    write("behind-styles.js", serde_json::Value::from(behind).to_string())
}

/// Bytes that a string literal would have to escape, each with one that code and weights hardly have and that stands for it;
/// `www/instance.js` puts them back.
const SWAPPED: [(u8, u8); 4] = [(b'\n', b'{'), (b'\r', b'^'), (b'"', b'}'), (b'\\', 0x1e)];

/// A string literal with one character for each byte. It compresses as well as the bytes do, to within 1 %; base64 takes
/// 37 % more.
fn binary_string(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 4);
    out.push('"');
    for &byte in bytes {
        let other = SWAPPED.iter().find_map(|&(a, b)| if byte == a { Some(b) } else { (byte == b).then_some(a) });
        match other.unwrap_or(byte) {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            byte => out.push(char::from(byte)),
        }
    }
    out.push('"');
    out
}

/// Prints the size of a file, raw and compressed, and gives the latter.
pub(crate) fn print_size(file: &Path) -> Result<usize, Failure> {
    let bytes = fs::read(file).map_err(|e| Failure::because(file.display(), e))?;
    let small = compressed(&bytes).map_err(|e| Failure::because(file.display(), e))?;
    let shown = file.strip_prefix(process::root()).unwrap_or(file);
    println!("{:<24} {:>9}   brotli {:>9}", shown.display(), kilobytes(bytes.len()), kilobytes(small));
    Ok(small)
}

/// Size after brotli at its best, as static hosts serve it.
pub(crate) fn compressed(bytes: &[u8]) -> std::io::Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    Ok(writer.into_inner().len())
}

pub(crate) fn kilobytes(bytes: usize) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_one_character() {
        assert_eq!(binary_string(b"\0a\"\\\n\r\xff"), "\"\0a}\u{1e}{^\u{ff}\"");
        assert_eq!(binary_string(b"{^}\x1e"), "\"\\n\\r\\\"\\\\\"");
    }
}
