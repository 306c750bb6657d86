//! How far the work is, on a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Work that takes less time shows nothing.
const QUIET: Duration = Duration::from_millis(500);
const BETWEEN: Duration = Duration::from_millis(100);

/// One line on standard error that is written over and over.
pub(crate) struct Progress {
    is_wanted: bool,
    is_shown: bool,
    next: Instant,
    done: usize,
    total: Option<usize>,
}

impl Progress {
    /// Shown on a terminal only, and not where `out_is_terminal`: it would stand between the results. `total` is known
    /// for files that are one text each.
    pub(crate) fn new(total: Option<usize>, out_is_terminal: bool) -> Self {
        let is_wanted = io::stderr().is_terminal() && !out_is_terminal && total != Some(1);
        Self { is_wanted, is_shown: false, next: Instant::now() + QUIET, done: 0, total }
    }

    /// One text more is done.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        if !self.is_wanted || Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + BETWEEN;
        self.is_shown = true;
        let of = self.total.map_or(String::new(), |total| format!(" of {total}"));
        eprint!("\r{}{of} texts", self.done);
        let _ = io::stderr().flush();
    }

    /// Takes the line away, before anything else is written.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            eprint!("\r\x1b[K");
        }
    }
}
