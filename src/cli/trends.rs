//! `casebook trends`.

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::new::known;
use super::{Ended, Global, Terminal};
use crate::config::FacetKind;
use crate::export::{self, Table};
use crate::site::Site;
use crate::time::Month;

/// Print the numbers of every month
///
/// Incidents and their expected range, times to detect, mitigate and resolve, repeats, actions, impact: a row a month
/// for people, everything with its intervals and counts for programs. docs/trends.md says what each number is.
#[derive(Debug, Args)]
pub(super) struct Trends {
    /// How the numbers are shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Those of one squad's incidents and actions only
    #[arg(long, value_name = "TERM")]
    squad: Option<String>,
    /// The first month to show, as 2026-03; what is computed does not change
    #[arg(long, value_name = "YYYY-MM", value_parser = super::month)]
    from: Option<Month>,
    /// The last month to show
    #[arg(long, value_name = "YYYY-MM", value_parser = super::month)]
    to: Option<Month>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a row a month
    Human,
    /// For programs: one document
    Json,
    /// For spreadsheets: a row a number
    Csv,
}

impl Trends {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            bail!("--to {to} is before --from {from}");
        }
        let site = global.site(None, terminal)?;
        let table = self.table(&site)?;
        terminal.result(&match self.format {
            Format::Human => export::human(&table),
            Format::Json => export::json(&table),
            Format::Csv => export::csv(&table),
        });
        Ok(Ended::Done)
    }

    fn table(&self, site: &Site) -> anyhow::Result<Table> {
        let squads = site.config.taxonomy.facet(FacetKind::Squad);
        let squad = self.squad.as_ref().map(|id| known(squads, id)).transpose()?;
        Ok(Table::of(site, squad).between(self.from, self.to))
    }
}
