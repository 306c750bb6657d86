//! The build tool: `cargo xtask`.
#![allow(clippy::print_stdout)] // it reports to whoever runs it

mod audit;
mod bench;
mod build;
mod check;
mod dist;
mod eval;
mod features;
mod fuzz;
mod heads;
mod lean;
mod miri;
mod model_outputs;
mod process;
mod pronouns;
mod serve;
mod train;
mod understanding;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use process::Failure;

/// Builds, serves, tests and measures Sayso.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the page's WebAssembly into www/pkg.
    Build(ProfileArgs),
    /// Build, then serve the page on this machine.
    Serve {
        #[command(flatten)]
        profile: ProfileArgs,
        /// Port to listen on; 0 takes a free one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Check everything: format, lints, tests, size, and the page in Chromium and Firefox.
    Test {
        /// Leave out what needs Node.js, Chromium and Firefox.
        #[arg(long)]
        no_browser: bool,
    },
    /// Check the licences of what others wrote, and whether anything is known against it: needs cargo-deny and npm.
    Audit {
        /// Fail where a list of advisories cannot be fetched.
        #[arg(long)]
        all: bool,
    },
    /// Run the one file with unsafe code in Miri: needs a nightly compiler.
    Miri,
    /// Build what ships into dist/.
    Dist,
    /// Take pictures of every state of the page, at four widths, light and dark, to be looked at.
    Pictures {
        /// Where they go.
        folder: PathBuf,
        /// The states that are wanted; all where none is named.
        states: Vec<String>,
    },
    /// Measure speed and memory, natively, in Chromium and in Firefox, and keep a line of it in tests/bench/history.jsonl.
    Bench(bench::What),
    /// Give hostile input to what reads texts, results, weights and pages: needs a nightly compiler and cargo-fuzz.
    Fuzz {
        /// One target; without it all, one after the other.
        target: Option<String>,
        /// Minutes for each.
        #[arg(long, default_value_t = 30)]
        minutes: u32,
    },
    /// Measure against annotated articles and corpora in a folder that holds gold/, corpora/ and score/.
    Eval {
        /// The folder.
        folder: PathBuf,
        /// Name what differs, article by article.
        #[arg(long)]
        list: bool,
        /// Leave out what a rule, or the `model`, has found; may be repeated.
        #[arg(long, value_name = "NAME")]
        without: Vec<String>,
        /// Measure what each rule is worth instead, by leaving it out.
        #[arg(long, conflicts_with_all = ["list", "without"])]
        rules: bool,
    },
    /// Train the model and write src/model/weights.bin: needs Python 3.11 or later, and takes two cores some two hours.
    Train {
        /// The folder with the corpora.
        folder: PathBuf,
    },
    /// Turn texts (JSON lines with id and text, on standard input) into what the encoder is told of them.
    Features,
    /// List the pronouns of texts (JSON lines with id and text, on standard input) with what each may stand for.
    Pronouns,
    /// Say what the model says of texts (JSON lines with id and text, on standard input).
    ModelOutputs,
}

#[derive(Args)]
struct ProfileArgs {
    /// Optimise little: faster to build, larger, slower to run.
    #[arg(long)]
    dev: bool,
    /// Optimise as what ships is; this is the default.
    #[arg(long, conflicts_with = "dev")]
    release: bool,
}

impl ProfileArgs {
    fn profile(&self) -> build::Profile {
        if self.dev { build::Profile::Dev } else { build::Profile::Release }
    }
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Build(args) => build::wasm(args.profile()),
        Command::Serve { profile, port } => {
            build::wasm(profile.profile())?;
            let server = serve::Server::open(&process::root().join("www"), port)?;
            println!("Sayso is at {} (stop with Ctrl-C)", server.address());
            server.run();
            Ok(())
        }
        Command::Test { no_browser } => {
            check::run_all(if no_browser { check::Browser::None } else { check::Browser::Both })
        }
        Command::Audit { all } => audit::run_all(all),
        Command::Miri => miri::run_all(),
        Command::Dist => dist::run(),
        Command::Pictures { folder, states } => check::pictures(&folder, &states),
        Command::Bench(what) => bench::run_all(&what),
        Command::Fuzz { target, minutes } => fuzz::run_all(target.as_deref(), minutes),
        Command::Features => features::run(),
        Command::Train { folder } => {
            let folder = folder.canonicalize().map_err(|e| Failure::because(folder.display(), e))?;
            train::run(&folder, &process::root().join("src/model/weights.bin"))
        }
        Command::Pronouns => pronouns::run(),
        Command::ModelOutputs => model_outputs::run(),
        Command::Eval { folder, list, without, rules } => {
            let folder = folder.canonicalize().map_err(|e| Failure::because(folder.display(), e))?;
            let without: Vec<&str> = without.iter().map(String::as_str).collect();
            if rules { eval::rules(&folder) } else { eval::run(&folder, list, &without) }
        }
    }
}
