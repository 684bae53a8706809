//! `casebook check`.
use clap::{Args, ValueEnum};

use super::build::counts;
use super::{Ended, Global, Terminal, failing, plural};
use crate::build::{self, Readings};
use crate::diagnostic::{human, json};
use crate::disk::{self, ReadOptions};

/// Check every postmortem, and write nothing
///
/// Runs the whole build up to the point of writing, one page of each kind included, and reports every finding
/// of every file. Exits with 1 where there are errors.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Check drafts as well
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the lines of the file
    Human,
    /// For programs: one document on standard output
    Json,
}

impl Check {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let options = ReadOptions {
            config: global.config.clone(),
            drafts: self.drafts,
            git: false,
            ..ReadOptions::new(global.as_of()?)
        };
        let snapshot = disk::read(&global.root()?, &options)?;
        let files = plural(snapshot.postmortems.len(), "postmortem", "postmortems");
        let build = build::build(snapshot, &mut Readings::default());
        match self.format {
            Format::Json => terminal.result(&json::render(&build.findings)),
            Format::Human => {
                terminal.findings(&human::render(&build.findings, terminal.style()));
                let findings =
                    if build.findings.is_empty() { "no findings".to_owned() } else { counts(&build.findings) };
                terminal.note(&format!("Checked {files}: {findings}; {}.", terminal.elapsed()));
            }
        }
        Ok(if failing(&build.findings) { Ended::Findings } else { Ended::Done })
    }
}
