//! The one place that prints.
use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{Colour, Global};
use crate::diagnostic::human::Style;
use crate::diagnostic::printable;

/// What a person sees. Results go to standard output, all else to standard error.
pub(super) struct Terminal {
    colour: bool,
    /// Whether results may be marked.
    marks: bool,
    /// Whether standard error is a terminal, where a line can be replaced.
    interactive: bool,
    loudness: Loudness,
    started: Instant,
    /// Whether a progress line stands there.
    shown: AtomicBool,
}

/// What stands before and behind a marked part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    pub(super) on: &'static str,
    pub(super) off: &'static str,
}

/// How much is said beside findings and failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loudness {
    Quiet,
    Normal,
    Verbose,
}

impl Terminal {
    pub(super) fn new(global: &Global) -> Self {
        let interactive = std::io::stderr().is_terminal();
        let colours = |terminal: bool| match global.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                terminal && !plain && !dumb
            }
        };
        let (colour, marks) = (colours(interactive), colours(std::io::stdout().is_terminal()));
        let loudness = match (global.quiet, global.verbose) {
            (true, _) => Loudness::Quiet,
            (false, 0) => Loudness::Normal,
            (false, _) => Loudness::Verbose,
        };
        Self { colour, marks, interactive, loudness, started: Instant::now(), shown: AtomicBool::new(false) }
    }

    /// How findings are shown.
    pub(super) fn style(&self) -> Style {
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        Style { colour: self.colour, width: columns.unwrap_or(100).clamp(40, 400) }
    }

    /// How a part of a result is marked.
    pub(super) const fn marks(&self) -> Marks {
        if self.marks { Marks { on: "\x1b[1;4m", off: "\x1b[0m" } } else { Marks { on: "", off: "" } }
    }

    /// A result, for people or programs.
    pub(super) fn result(&self, text: &str) {
        self.clear();
        // A reader that has gone away has seen enough.
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    /// Findings, for people.
    pub(super) fn findings(&self, text: &str) {
        self.clear();
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// A line about what was done.
    pub(super) fn note(&self, line: &str) {
        self.say(Loudness::Normal, line);
    }

    /// Whether somebody asked for more.
    pub(super) fn is_verbose(&self) -> bool {
        self.loudness == Loudness::Verbose
    }

    /// A line for those who asked for more.
    pub(super) fn detail(&self, line: &str) {
        self.say(Loudness::Verbose, line);
    }

    fn say(&self, least: Loudness, line: &str) {
        if self.loudness >= least {
            self.clear();
            let _ = writeln!(std::io::stderr().lock(), "{}", printable(line));
        }
    }

    /// Why the program could not run.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        self.clear();
        let (red, bold, plain) = if self.colour { ("\x1b[1;31m", "\x1b[1m", "\x1b[0m") } else { ("", "", "") };
        let mut err = std::io::stderr().lock();
        let _ = writeln!(err, "{red}error{plain}{bold}: {}{plain}", printable(&error.to_string()));
        for cause in error.chain().skip(1) {
            let _ = writeln!(err, "  because: {}", printable(&cause.to_string()));
        }
    }

    /// How far a build is; shown on a terminal once it has taken longer than a second.
    pub(super) fn progress(&self, done: usize, total: usize) {
        if !self.interactive || self.loudness == Loudness::Quiet || self.started.elapsed() < Duration::from_secs(1) {
            return;
        }
        self.shown.store(true, Ordering::Relaxed);
        let percent = done * 100 / total.max(1);
        let line =
            format!("\r\x1b[KWriting {} of {} files ({percent}%)", super::thousands(done), super::thousands(total));
        let _ = std::io::stderr().lock().write_all(line.as_bytes());
    }

    /// How long it took, in words: `0.42 s`.
    pub(super) fn elapsed(&self) -> String {
        format!("{:.2} s", self.started.elapsed().as_secs_f64())
    }

    fn clear(&self) {
        if self.shown.swap(false, Ordering::Relaxed) {
            let _ = std::io::stderr().lock().write_all(b"\r\x1b[K");
        }
    }
}
