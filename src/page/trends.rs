//! The trends: charts, and every month behind them.
mod standing;

use serde::Serialize;

use super::Page;
use super::month::months;
use super::part::figure::{Figure, figures};
use super::part::here::{Head, Here, Link};
use super::part::months::{MonthTable, table};
use super::part::value;
use super::year::years;
use crate::chart;
use crate::route::Route;
use crate::site::Site;

#[derive(Serialize)]
struct View {
    head: Head,
    figures: Vec<Figure>,
    standing: Option<standing::Standing>,
    years: Vec<Year>,
}

#[derive(Serialize)]
struct Year {
    link: Link,
    table: MonthTable,
}

pub(super) fn pages(_: &Site) -> Vec<Page> {
    vec![Page::new(Route::Trends, |here| value(&view(here)))]
}

const ABOUT: &str =
    "Incidents by the month in which they began. Planned work, drills and near misses are counted apart.";

fn view(here: &Here<'_>) -> View {
    let mut months = months(here.site);
    let names: Vec<&str> = chart::CHARTS.iter().map(|chart| chart.name).collect();
    months.reverse();
    let year = |year: i16| Year {
        link: here.to(year.to_string(), &Route::Year(year)),
        table: table(here, months.iter().copied().filter(|month| month.year() == year)),
    };
    View {
        head: here.head("Trends", "trends", ABOUT).with_newest_card(here),
        figures: figures(here, &names),
        standing: (!here.site.trends.months.is_empty()).then(|| standing::of(here)),
        years: years(here.site).into_iter().rev().map(year).collect(),
    }
}
