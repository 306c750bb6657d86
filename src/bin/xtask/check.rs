//! Everything that has to hold before a change is taken in, in the order of what fails fastest.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use crate::audit;
use crate::bench;
use crate::build;
use crate::process::{self, Failure, cargo, program, run};
use crate::serve::Server;

/// What a Chromium is called where it is on the path.
const CHROMIUMS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
/// And where it is installed without being there.
const ELSEWHERE: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
/// The same of Firefox.
const FIREFOXES: &[&str] = &["firefox-esr", "firefox"];
const FIREFOX_ELSEWHERE: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
/// The oldest Node.js that the browser tests run on.
const NODE: u32 = 20;

/// Whether to run the tests that need a browser.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chromium and Firefox, or fail.
    Both,
    /// Leave them out.
    None,
}

/// Runs all checks and stops at the first that fails.
pub(crate) fn run_all(browser: Browser) -> Result<(), Failure> {
    // What is missing is said before anything has taken its time.
    let browsers = if browser == Browser::None { None } else { Some(ensure_browsers()?) };
    if cfg!(target_os = "linux") && !process::exists("valgrind") {
        return Err(Failure::new(
            "The test of linear time counts instructions with valgrind: install it, on Debian with apt-get install valgrind.",
        ));
    }
    build::ensure_target()?;

    run(cargo().args(["fmt", "--all", "--check"]))?;
    audit::run_all(false)?;
    let clippy = |args: &[&str]| run(cargo().arg("clippy").args(args).args(["--", "-D", "warnings"]));
    clippy(&["--workspace", "--all-targets"])?;
    clippy(&["--all-targets", "--features", "xtask"])?;
    clippy(&["--lib", "--target", build::TARGET])?;
    clippy(&["--lib", "--target", build::TARGET, "--features", "carry"])?;
    run(cargo().args(["test", "--workspace"]))?;
    run(cargo().args(["test", "--features", "xtask", "--bin", "xtask"]))?;
    // What ships is held to its budget, and tested as it is.
    bench::short()?;
    browsers.map_or(Ok(()), |browsers| in_browser(&browsers))
}

/// The page, its element and its worker in real browsers.
fn in_browser(browsers: &Browsers) -> Result<(), Failure> {
    let folder = install_modules()?;
    let server = Server::open(&process::root().join("www"), 0)?;
    let address = server.address();
    thread::spawn(move || server.run());
    let mut tests: Vec<PathBuf> = fs::read_dir(&folder)
        .map_err(|e| Failure::because(folder.display(), e))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    // One at a time: a test that waits for its page must not wait for another's.
    let mut node = program("node");
    node.args(["--test", "--test-concurrency=1"]).args(&tests);
    node.env("SAYSO_URL", address).env("CHROMIUM", &browsers.chromium).env("FIREFOX", &browsers.firefox);
    node.env("SAYSO_BIN", process::target().join("debug/sayso").with_extension(env::consts::EXE_EXTENSION));
    run(&mut node)
}

/// Pictures of the page as it is, into a folder. `states` names those of `tests/browser/states.mjs` that are wanted; all
/// where it is empty.
pub(crate) fn pictures(folder: &Path, states: &[String]) -> Result<(), Failure> {
    let browsers = ensure_browsers()?;
    build::wasm(build::Profile::Release)?;
    install_modules()?;
    let server = Server::open(&process::root().join("www"), 0)?;
    let address = server.address();
    thread::spawn(move || server.run());
    let folder = env::current_dir().map_err(|e| Failure::because(folder.display(), e))?.join(folder);
    let mut node = program("node");
    node.arg("tests/browser/pictures.mjs").arg(folder).args(states);
    run(node.env("SAYSO_URL", address).env("CHROMIUM", &browsers.chromium))
}

/// A test of the page that makes its input up, for so many minutes.
pub(crate) fn made_up(test: &str, minutes: u32) -> Result<(), Failure> {
    let browsers = ensure_browsers()?;
    let folder = install_modules()?;
    let server = Server::open(&process::root().join("www"), 0)?;
    let address = server.address();
    thread::spawn(move || server.run());
    let mut node = program("node");
    node.arg("--test").arg(folder.join(test).with_extension("test.mjs"));
    node.env("SAYSO_URL", address).env("CHROMIUM", &browsers.chromium).env("FUZZ_MINUTES", minutes.to_string());
    run(&mut node)
}

/// The packages that drive the browser, installed when the lock file is newer. Gives their folder.
pub(crate) fn install_modules() -> Result<PathBuf, Failure> {
    let folder = process::root().join("tests/browser");
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|m| m.modified()).ok();
    if changed("node_modules/.package-lock.json") < changed("package-lock.json") {
        run(program("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    }
    Ok(folder)
}

/// Where the browsers are.
pub(crate) struct Browsers {
    pub(crate) chromium: PathBuf,
    pub(crate) firefox: PathBuf,
}

/// Finds Node.js, a Chromium and a Firefox, or says what to install.
pub(crate) fn ensure_browsers() -> Result<Browsers, Failure> {
    let version = process::output(program("node").arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|n| n.parse::<u32>().ok());
    if major.is_none_or(|n| n < NODE) || !process::exists("npm") {
        return Err(Failure::new(format!(
            "The browser tests need Node.js {NODE} or newer with npm: install them, or leave these tests out with --no-browser."
        )));
    }
    let found = |browser: &str, variable: &str, path: Option<PathBuf>| {
        path.ok_or_else(|| {
            Failure::new(format!(
                "No {browser} was found: install one (on Debian with apt-get install chromium firefox-esr), name one in \
                 the environment variable {variable}, or leave the browser tests out with --no-browser."
            ))
        })
    };
    Ok(Browsers {
        chromium: found("Chromium", "CHROMIUM", program_at("CHROMIUM", CHROMIUMS, ELSEWHERE))?,
        firefox: found("Firefox", "FIREFOX", program_at("FIREFOX", FIREFOXES, FIREFOX_ELSEWHERE))?,
    })
}

/// The file that the environment names, or the first of some names on the path, or where it is installed otherwise.
fn program_at(variable: &str, names: &[&str], elsewhere: &str) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable).filter(|name| !name.is_empty()) {
        return Some(PathBuf::from(named)).filter(|file| file.is_file());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = names.iter().flat_map(|name| {
        env::split_paths(&path)
            .map(|folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
            .collect::<Vec<_>>()
    });
    on_path.chain([PathBuf::from(elsewhere)]).find(|file| file.is_file())
}
