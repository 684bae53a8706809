//! A chart with its words and its numbers.
use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

use super::here::Here;
use crate::chart::{self, Behind};
use crate::config::{FacetKind, Term};
use crate::route::Route;
use crate::site::Site;
use crate::time::Month;
use crate::trend::{Promises, Scope, Trends};

/// A chart as a template sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    slug: &'static str,
    /// What it answers.
    question: &'static str,
    title: String,
    subtitle: String,
    caption: String,
    /// Where its numbers are explained.
    define: String,
    head: Vec<String>,
    rows: Vec<FigureRow>,
    /// Why there is nothing to show; then there is no drawing.
    nothing: Option<String>,
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

/// What charts are about.
pub(crate) struct Subject<'a> {
    /// The cases.
    pub(crate) scope: Scope<'a>,
    /// Their counts.
    pub(crate) trends: Cow<'a, Trends>,
    /// What was promised in them.
    pub(crate) promises: Cow<'a, Promises>,
    /// Whether they are those of the whole site as it is now: these charts are files too.
    whole: bool,
}

impl<'a> Subject<'a> {
    /// The whole site.
    pub(crate) fn site(site: &'a Site) -> Self {
        Self {
            scope: site.scope(),
            trends: Cow::Borrowed(&site.trends),
            promises: Cow::Borrowed(&site.promises),
            whole: true,
        }
    }

    /// The cases of a term. A squad has its own phases, and the actions that it owns, whichever case they are from.
    pub(crate) fn term(site: &'a Site, kind: FacetKind, term: &'a Term, cases: &[usize]) -> Self {
        let scope = site.scope().at(cases);
        let (scope, promises) = if kind == FacetKind::Squad {
            (scope.of_squad(&term.id), site.promises.of_squad(term.rank))
        } else {
            let promises = site.promises.of_cases(&scope);
            (scope, promises)
        };
        Self { trends: Cow::Owned(Trends::within(&scope)), scope, promises: Cow::Owned(promises), whole: false }
    }
}

/// Draws the charts of these names for the whole site, in the order of the table; none where nothing has happened yet.
pub(crate) fn figures(here: &Here<'_>, names: &[&str]) -> Vec<Figure> {
    figures_of(here, &Subject::site(here.site), names)
}

/// The same, with no month after one.
pub(crate) fn figures_until(here: &Here<'_>, names: &[&str], until: Month) -> Vec<Figure> {
    let mut subject = Subject { whole: false, ..Subject::site(here.site) };
    subject.trends = Cow::Owned(subject.trends.until(until));
    figures_of(here, &subject, names)
}

/// The same for a part of the site.
pub(crate) fn figures_of(here: &Here<'_>, subject: &Subject<'_>, names: &[&str]) -> Vec<Figure> {
    if subject.trends.months.is_empty() {
        return Vec::new();
    }
    let input = chart::Input {
        scope: &subject.scope,
        trends: &subject.trends,
        promises: &subject.promises,
        repeats: &here.site.repeats,
        config: &here.site.config,
        href: &|behind| link(here, behind),
        id_prefix: "",
    };
    let wanted = chart::CHARTS.iter().filter(|chart| names.contains(&chart.name));
    let mut figures: Vec<Figure> = wanted.map(|chart| view(here, chart, (chart.draw)(&input), subject.whole)).collect();
    if let Some(first) = figures.first_mut() {
        first.sprite = Some(Value::safe_string(chart::sprite()));
    }
    figures
}

/// Where the cases behind a mark are listed.
fn link(here: &Here<'_>, behind: Behind<'_>) -> String {
    let term = |kind, id: &str| {
        let facet = here.site.config.taxonomy.facet(kind);
        here.link(&Route::Term(facet.folder.clone(), id.to_owned(), 1))
    };
    match behind {
        Behind::Month(month) => here.link(&Route::Month(month)),
        Behind::Case(nth) => here.link(&Route::Postmortem(here.site.case(nth).id.clone())),
        Behind::Cause(id) => term(FacetKind::RootCause, id),
        Behind::Squad(id) => term(FacetKind::Squad, id),
        // Ids are `[a-z0-9-]+`; the list of all cases reads the question and filters itself.
        Behind::Cell(squad, cause) => {
            format!("{}?squad={squad}&root_cause={cause}", here.link(&Route::Postmortems(1)))
        }
    }
}

fn view(here: &Here<'_>, chart: &chart::Chart, figure: chart::Figure, whole: bool) -> Figure {
    let row = |row: chart::FigureRow| FigureRow { name: row.name, href: row.href, cells: row.cells };
    Figure {
        slug: figure.slug,
        question: chart.question,
        title: figure.title,
        subtitle: figure.subtitle,
        caption: figure.table.caption,
        define: format!("{}#{}", here.link(&Route::About), definition(figure.slug)),
        head: figure.table.head,
        rows: figure.table.rows.into_iter().map(row).collect(),
        nothing: figure.wide.silence().map(str::to_owned),
        wide: Value::safe_string(&figure.wide.inline()),
        narrow: figure.narrow.map(|narrow| Value::safe_string(&narrow.inline())),
        files: if whole { files(here, figure.slug) } else { Vec::new() },
        sprite: None,
    }
}

/// The entry of the page about this site that explains a chart.
fn definition(slug: &str) -> &'static str {
    match slug {
        "severities" => "expected-range",
        "detect" | "mitigate" | "resolve" => "durations",
        "impact" => "impact-minutes",
        "actions" => "promises",
        "repeats" => "repeats",
        "squads" => "changes",
        "cells" => "excess",
        "calendar" => "numbers",
        _ => "shares",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chart_is_explained() {
        let about = include_str!("../../../templates/about.html");
        for chart in chart::CHARTS {
            let anchor = format!("id=\"{}\"", definition(chart.name));
            assert!(about.contains(&anchor), "{}: {anchor}", chart.name);
        }
    }
}
