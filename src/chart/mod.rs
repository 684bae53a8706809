//! Drawing what `trend` counted; one chart a file. Draws and never counts.
mod actions;
mod calendar;
pub mod canvas;
mod causes;
mod cells;
mod detect;
mod hours;
mod impact;
mod kit;
mod mitigate;
mod repeats;
mod resolve;
mod severities;
mod sheet;
mod sprite;
mod squads;

use crate::config::Config;
use crate::time::Month;
use crate::trend::{Promises, Repeats, Scope, Trends};

pub use canvas::{Drawing, Fonts, Theme, Undrawn};
pub(crate) use kit::number;
pub use sheet::{Card, card, finding, months_until};
pub use sprite::sprite;

/// All charts, in the order in which a review asks.
pub const CHARTS: &[Chart] = &[
    Chart { name: "severities", question: "Was this month unusual?", draw: severities::draw },
    Chart { name: "causes", question: "Which causes dominate, and which changed?", draw: causes::draw },
    Chart { name: "detect", question: "Do we notice sooner?", draw: detect::draw },
    Chart { name: "mitigate", question: "Are users affected for a shorter time?", draw: mitigate::draw },
    Chart { name: "resolve", question: "Do we repair faster?", draw: resolve::draw },
    Chart { name: "impact", question: "How much did users feel?", draw: impact::draw },
    Chart { name: "actions", question: "Do we do what we promised?", draw: actions::draw },
    Chart { name: "repeats", question: "Does the same thing happen twice?", draw: repeats::draw },
    Chart { name: "squads", question: "Which squads changed?", draw: squads::draw },
    Chart { name: "cells", question: "Who should talk to whom?", draw: cells::draw },
    Chart { name: "calendar", question: "On which days do incidents begin?", draw: calendar::draw },
    Chart { name: "hours", question: "At which hours?", draw: hours::draw },
];

/// One kind of chart.
#[derive(Debug, Clone, Copy)]
pub struct Chart {
    /// Its name in addresses and ids, and its file.
    pub name: &'static str,
    /// What it answers.
    pub question: &'static str,
    /// Draws it.
    pub draw: fn(&Input<'_>) -> Figure,
}

/// What a chart is drawn from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The cases that it is about.
    pub scope: &'a Scope<'a>,
    /// Their counts.
    pub trends: &'a Trends,
    /// What was promised in them.
    pub promises: &'a Promises,
    /// What of the whole site repeats what.
    pub repeats: &'a Repeats,
    /// The site's words.
    pub config: &'a Config,
    /// A relative link to the cases behind a mark; empty where there is no such page.
    pub href: &'a dyn Fn(Behind<'_>) -> String,
    /// Begins every id, so that charts on one page do not share them: empty, or `[a-z0-9-]+`.
    pub id_prefix: &'a str,
}

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind<'a> {
    /// What began in a month.
    Month(Month),
    /// What had a root cause, by its id.
    Cause(&'a str),
    /// One case, by its position in the corpus.
    Case(usize),
    /// What a squad owned, by its id.
    Squad(&'a str),
    /// What a squad owned and had a root cause, both by id.
    Cell(&'a str, &'a str),
}

impl Input<'_> {
    fn href(&self, behind: Behind<'_>) -> String {
        (self.href)(behind)
    }
}

/// One drawn chart with its words; heading, alternative text and table come from one place, so they agree.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its name in addresses and ids: `severities`.
    pub slug: &'static str,
    /// The finding, computed; the heading above the chart.
    pub title: String,
    /// The numbers behind the finding, one or two sentences.
    pub subtitle: String,
    /// What a person hears who cannot see the chart.
    pub description: String,
    /// The numbers, for people and for CSV.
    pub table: FigureTable,
    /// The drawing, at least 640 px wide.
    pub wide: Drawing,
    /// The drawing for narrow screens, where there is one of its own.
    pub narrow: Option<Drawing>,
}

/// The numbers of a chart.
#[derive(Debug, Clone, Default)]
pub struct FigureTable {
    /// What the table shows, for its caption.
    pub caption: String,
    /// Column headings; the first column names the row.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<FigureRow>,
}

/// One row: its name, where its cases are listed, and its cells as printed.
#[derive(Debug, Clone, Default)]
pub struct FigureRow {
    /// Its name.
    pub name: String,
    /// A relative link to the cases behind it.
    pub href: Option<String>,
    /// The other cells.
    pub cells: Vec<String>,
}

#[cfg(test)]
mod tests;
