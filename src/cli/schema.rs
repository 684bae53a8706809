//! `casebook schema`.
use clap::{Args, ValueEnum};

use super::{Ended, Global, Terminal, failing};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, human};
use crate::disk::{self, ReadOptions};
use crate::schema;

/// Print a JSON Schema, for editors
///
/// Keys, types and this site's own terms with their definitions, in draft 7, which every editor understands. Print it
/// again after a change of site.toml. `check` stays the judge: a schema cannot say all that it says.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// What the schema is of
    #[arg(value_name = "WHAT")]
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The front matter of postmortems, in TOML or YAML
    FrontMatter,
    /// site.toml
    Site,
}

impl Schema {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let options = ReadOptions { config: global.config.clone(), git: false, ..ReadOptions::new(global.as_of()?) };
        let snapshot = disk::read(&global.root()?, &options)?;
        let mut sink = Diagnostics::default();
        let config = Config::read(&snapshot.config, &mut sink);
        let findings = sink.into_sorted();
        let schema = match (self.what, config) {
            // Settings with faults in them are just where an editor should help.
            (What::Site, config) => schema::site(config.as_ref()),
            (What::FrontMatter, Some(config)) if !failing(&findings) => schema::front_matter(&config),
            (What::FrontMatter, _) => {
                terminal.findings(&human::render(&findings, terminal.style()));
                return Ok(Ended::Findings);
            }
        };
        terminal.result(&format!("{schema:#}\n"));
        Ok(Ended::Done)
    }
}
