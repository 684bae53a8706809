//! Everything that CI runs, in one command.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a development tool calls programs, reads files and prints; the rules are for the product"
)]

mod browser;
mod licences;
mod program;
mod rust;
mod step;
mod tools;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use step::Step;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test      everything that CI runs: format, lints, licences, tests, documentation, browser tests
  browser   only the browser tests: builds the release binary and the sites, then looks at them";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let steps: Vec<Step> = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["test"] => rust::STEPS.iter().chain(browser::STEPS).copied().collect(),
        ["browser"] => browser::STEPS.to_vec(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match from_the_root().and_then(|()| step::run(&steps)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(program::exit_code(&error))
        }
    }
}

fn from_the_root() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::env::set_current_dir(&root).with_context(|| format!("cannot enter {}", root.display()))
}
