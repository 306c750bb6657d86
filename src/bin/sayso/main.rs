//! The command line: files, standard input or lines of JSON to a listing of claims or to one of the formats of
//! [`sayso::export`], through all cores, in the order of the input.

mod cli;
mod input;
mod listing;
mod output;
mod pool;
mod progress;
mod render;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::thread;

use cli::Cli;
use listing::Style;
use output::Output;
use progress::Progress;
use render::Render;

fn main() -> ExitCode {
    let cli = Cli::read();
    match cli.about() {
        Ok(None) => read(cli),
        Ok(Some(about)) => match io::stdout().write_all(&about) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => unwritten(&e),
            _ => ExitCode::SUCCESS,
        },
        Err(e) => unwritten(&e),
    }
}

fn unwritten(e: &io::Error) -> ExitCode {
    eprintln!("sayso: the result could not be written: {e}");
    ExitCode::FAILURE
}

/// Reads every text and writes its result.
fn read(cli: Cli) -> ExitCode {
    let mut out = match Output::new(cli.output_dir, cli.format) {
        Ok(out) => out,
        Err(e) => return unwritten(&e),
    };
    let is_counted = !cli.files.iter().any(|file| cli.input.is_lines(file));
    let mut progress =
        Progress::new(is_counted.then_some(cli.files.len()), out.is_stream() && io::stdout().is_terminal());
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = cli.jobs.map_or_else(cores, usize::from);
    let render = Render { format: cli.format, dct: cli.dct, without: cli.without, style: Style::choose(cli.color) };
    let results =
        pool::in_order(input::texts(cli.files, cli.input), threads, move |text| (render.text(&text), text.name));
    let mut all_done = true;
    for result in results {
        progress.step();
        let complaint = match result {
            Some((Ok(printed), name)) => match out.put(&name, &printed) {
                Ok(()) => continue,
                // Whoever reads has read enough.
                Err(e) if out.is_stream() && e.kind() == io::ErrorKind::BrokenPipe => break,
                Err(e) if out.is_stream() => {
                    progress.clear();
                    return unwritten(&e);
                }
                Err(e) => format!("{name}: the result could not be written: {e}"),
            },
            Some((Err(complaint), name)) => format!("{name}: {complaint}"),
            None => "a text could not be read: this is a fault in Sayso".to_owned(),
        };
        progress.clear();
        eprintln!("sayso: {complaint}");
        all_done = false;
    }
    progress.clear();
    match out.end() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => unwritten(&e),
        _ if all_done => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
