//! The command line: one file a command. Here the program meets the clock, the environment and the terminal.
#![expect(clippy::disallowed_methods, reason = "this floor reads the clock and the environment, for the floors below")]
mod browser;
mod build;
mod check;
mod completions;
mod digest;
mod editor;
mod explain;
mod import;
mod init;
mod man;
mod new;
mod pictures;
mod schema;
mod search;
mod serve;
mod terminal;
mod trends;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{ArgAction, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::build::Readings;
use crate::config::checked_base_url;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::disk::{self, ReadOptions};
use crate::site::Site;
use crate::snapshot::AsOf;
use crate::time::Month;
use terminal::Terminal;

/// Turn a folder of incident postmortems into a site
#[derive(Debug, Parser)]
#[command(name = "casebook", version, disable_help_subcommand = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    New(Box<new::New>),
    Check(check::Check),
    Explain(explain::Explain),
    Build(build::Build),
    Serve(serve::Serve),
    Search(search::Search),
    Digest(digest::Digest),
    Trends(trends::Trends),
    Import(import::Import),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What every command takes, before or after its name.
#[derive(Debug, Clone, Args)]
struct Global {
    /// The site's folder [default: the nearest with a site.toml, from here upwards]
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The settings, from the site's folder
    #[arg(long, global = true, value_name = "FILE", default_value = "site.toml")]
    config: PathBuf,
    /// The day that counts as today [default: `SOURCE_DATE_EPOCH`, else today in the site's time zone]
    #[arg(long, global = true, value_name = "DATE")]
    as_of: Option<Date>,
    /// Threads to work with [default: as many as there are processors]
    #[arg(long, global = true, value_name = "N")]
    threads: Option<usize>,
    /// Whether to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
    /// Say nothing but findings and failures
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more
    #[arg(short, long, global = true, action = ArgAction::Count)]
    verbose: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// Where the terminal shows them, and `NO_COLOR` is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How a command ended, where nothing of the world failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// Exit code 0.
    Done,
    /// Exit code 1: findings at the failing level, or nothing found.
    Findings,
}

/// Runs the program: 0 done, 1 findings at the failing level or nothing found, 2 could not run.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::command().try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // A reader that has gone away is no failure of ours.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let terminal = Arc::new(Terminal::new(&cli.global));
    match dispatch(&cli, &terminal) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::Findings) => ExitCode::from(1),
        Err(error) => {
            terminal.failure(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli, terminal: &Arc<Terminal>) -> anyhow::Result<Ended> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(cli.global.threads.unwrap_or(0));
    let pool = threads.build().context("cannot start the threads")?;
    if let Command::Serve(command) = &cli.command {
        return command.run(&cli.global, terminal, Arc::new(pool));
    }
    pool.install(|| match &cli.command {
        Command::Build(command) => command.run(&cli.global, terminal),
        Command::Check(command) => command.run(&cli.global, terminal),
        Command::Explain(command) => command.run(terminal),
        Command::New(command) => command.run(&cli.global, terminal),
        Command::Init(command) => command.run(&cli.global, terminal),
        Command::Schema(command) => command.run(&cli.global, terminal),
        Command::Completions(command) => Ok(command.run(terminal)),
        Command::Man(command) => command.run(terminal),
        Command::Import(command) => command.run(&cli.global, terminal),
        Command::Search(command) => command.run(&cli.global, terminal),
        Command::Digest(command) => command.run(&cli.global, terminal),
        Command::Trends(command) => command.run(&cli.global, terminal),
        Command::Serve(_) => unreachable!("it waits most of the time, and the threads of a pool are for work"),
    })
}

impl Global {
    /// The site's folder.
    fn root(&self) -> anyhow::Result<PathBuf> {
        match &self.root {
            Some(root) => Ok(root.clone()),
            None => disk::find_root(&std::env::current_dir().context("cannot tell the current folder")?),
        }
    }

    /// The site as it is; what could not be read is said, and the numbers go without it.
    fn site(&self, base_url: Option<&str>, terminal: &Terminal) -> anyhow::Result<Arc<Site>> {
        let base_url = base_url.map(address).transpose()?;
        let options =
            ReadOptions { config: self.config.clone(), base_url, git: false, ..ReadOptions::new(self.as_of()?) };
        let snapshot = disk::read(&self.root()?, &options)?;
        let site = crate::build::build(snapshot, &mut Readings::default()).site;
        let site = site.context("the settings cannot be read; `casebook check` says why")?;
        if !site.left_out.is_empty() {
            let files = plural(site.left_out.len(), "file", "files");
            let verb = if site.left_out.len() == 1 { "is" } else { "are" };
            terminal.note(&format!("{files} cannot be read and {verb} not counted; `casebook check` says why."));
        }
        Ok(site)
    }

    /// The day it is: given, or that of `SOURCE_DATE_EPOCH`, or now.
    fn as_of(&self) -> anyhow::Result<AsOf> {
        if let Some(date) = self.as_of {
            return Ok(AsOf::Date(date));
        }
        let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(AsOf::Instant(Timestamp::now())) };
        let seconds = epoch.to_str().and_then(|text| text.trim().parse().ok());
        let instant = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        instant.map(AsOf::Instant).context("SOURCE_DATE_EPOCH is not a number of seconds since 1970")
    }
}

/// Where a site is published.
fn address(url: &str) -> anyhow::Result<String> {
    checked_base_url(url).with_context(|| format!("--base-url {url} is not an http or https address"))
}

/// A month as an argument.
fn month(text: &str) -> Result<Month, String> {
    text.parse().map_err(|()| "write a month as 2026-03".to_owned())
}

/// Whether any finding fails a build.
fn failing(findings: &[Diagnostic]) -> bool {
    diagnostic::count(findings, Level::Deny) > 0
}

/// `1 page`, `2 pages`, `1,234 pages`.
fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn counts_are_words() {
        assert_eq!(plural(1, "page", "pages"), "1 page");
        assert_eq!(plural(1_234_567, "page", "pages"), "1,234,567 pages");
    }
}
