//! A chart with its words and its numbers.
use serde::Serialize;
use tera::Value;

use super::here::Here;
use crate::chart::{self, Behind};
use crate::config::FacetKind;
use crate::route::Route;

/// A chart as a template sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    slug: &'static str,
    title: String,
    subtitle: String,
    caption: String,
    head: Vec<String>,
    rows: Vec<FigureRow>,
    wide: Value,
    narrow: Option<Value>,
    files: Vec<File>,
    /// The patterns that charts share; the first chart of a page brings them.
    sprite: Option<Value>,
}

#[derive(Debug, Serialize)]
struct FigureRow {
    name: String,
    href: Option<String>,
    cells: Vec<String>,
}

/// The chart as a file.
#[derive(Debug, Clone, Serialize)]
struct File {
    /// What it is called for short: `SVG`.
    kind: &'static str,
    /// What a link to it says to those who hear it alone.
    label: String,
    href: String,
}

/// Draws the charts of these names, in the order of the table; none where nothing has happened yet.
pub(crate) fn figures(here: &Here<'_>, names: &[&str]) -> Vec<Figure> {
    if here.site.trends.months.is_empty() {
        return Vec::new();
    }
    let causes = here.site.config.taxonomy.facet(FacetKind::RootCause);
    let href = |behind: Behind<'_>| match behind {
        Behind::Month(month) => here.link(&Route::Month(month)),
        Behind::Cause(id) => here.link(&Route::Term(causes.folder.clone(), id.to_owned(), 1)),
    };
    let input = chart::Input { trends: &here.site.trends, config: &here.site.config, href: &href, id_prefix: "" };
    let wanted = chart::CHARTS.iter().filter(|chart| names.contains(&chart.name));
    let mut figures: Vec<Figure> = wanted.map(|chart| view(here, (chart.draw)(&input))).collect();
    if let Some(first) = figures.first_mut() {
        first.sprite = Some(Value::safe_string(chart::sprite()));
    }
    figures
}

fn view(here: &Here<'_>, figure: chart::Figure) -> Figure {
    let row = |row: chart::FigureRow| FigureRow { name: row.name, href: row.href, cells: row.cells };
    Figure {
        slug: figure.slug,
        title: figure.title,
        subtitle: figure.subtitle,
        caption: figure.table.caption,
        head: figure.table.head,
        rows: figure.table.rows.into_iter().map(row).collect(),
        wide: Value::safe_string(&figure.wide.inline()),
        narrow: figure.narrow.map(|narrow| Value::safe_string(&narrow.inline())),
        files: files(here, figure.slug),
        sprite: None,
    }
}

fn files(here: &Here<'_>, name: &'static str) -> Vec<File> {
    let file = |(kind, ending)| File {
        kind,
        label: format!("Download the {name} chart as {kind}"),
        href: here.link(&Route::Chart(name, ending)),
    };
    [("SVG", ".svg"), ("PNG", ".png"), ("CSV", ".csv")].map(file).to_vec()
}
