//! `casebook man`.
use anyhow::{Context as _, bail};
use clap::{Args, CommandFactory as _};
use clap_mangen::Man as Page;

use super::{Cli, Ended, Terminal};

/// Print a page of the manual
///
/// The page of casebook names all commands; each command has a page of its own: `casebook man check | man -l -`.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The command that the page is about [default: all of casebook]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self, terminal: &Terminal) -> anyhow::Result<Ended> {
        let mut whole = Cli::command();
        whole.build();
        let command = match &self.command {
            None => whole,
            Some(name) => match whole.find_subcommand(name) {
                Some(command) => command.clone(),
                None => bail!("there is no command `{name}`; `casebook --help` lists them"),
            },
        };
        let mut page = Vec::new();
        Page::new(command).render(&mut page).context("cannot write the page")?;
        terminal.result(&String::from_utf8_lossy(&page));
        Ok(Ended::Done)
    }
}
