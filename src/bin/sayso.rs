//! The command line.
#![allow(clippy::print_stdout)] // it is what it is for

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path).unwrap_or_default();
    println!("{}", serde_json::to_string(&sayso::annotate(&text, &sayso::Options::default())).unwrap_or_default());
}
