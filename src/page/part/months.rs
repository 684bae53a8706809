//! Months and what happened in them, as a table.
use serde::Serialize;

use super::count::Tally;
use super::here::Here;
use super::term::Grade;
use crate::time::Month;

/// A table with a row a month.
#[derive(Debug, Serialize)]
pub(crate) struct MonthTable {
    severities: Vec<Grade>,
    rows: Vec<MonthRow>,
}

#[derive(Debug, Serialize)]
struct MonthRow {
    title: String,
    href: String,
    so_far: bool,
    incidents: usize,
    severities: Vec<usize>,
    others: String,
}

/// The table of some months, in the order given.
pub(crate) fn table(here: &Here<'_>, months: impl IntoIterator<Item = Month>) -> MonthTable {
    let severities = here.site.config.taxonomy.severities();
    MonthTable {
        severities: severities.iter().map(|term| Grade { title: term.title.clone(), rank: term.rank }).collect(),
        rows: months.into_iter().map(|month| row(here, month)).collect(),
    }
}

fn row(here: &Here<'_>, month: Month) -> MonthRow {
    let tally = Tally::of(here, here.site.index().of_month(month));
    let link = here.month(month);
    MonthRow {
        title: link.title,
        href: link.href,
        so_far: month == Month::of(here.site.as_of),
        incidents: tally.incidents,
        others: tally.other_words(),
        severities: tally.severities,
    }
}
