//! One year, month by month.
use serde::Serialize;

use super::Page;
use super::month::months;
use super::part::count::{Breakdown, Tally, breakdowns};
use super::part::figure::{Figure, figures_until};
use super::part::here::{Head, Here, Link};
use super::part::months::{MonthTable, table};
use super::part::value;
use super::part::words::day;
use crate::route::Route;
use crate::site::Site;
use crate::time::Month;

#[derive(Serialize)]
struct View {
    head: Head,
    trends: Link,
    so_far: Option<String>,
    sentence: String,
    incidents: usize,
    table: MonthTable,
    breakdowns: Vec<Breakdown>,
    figures: Vec<Figure>,
    previous: Option<Link>,
    next: Option<Link>,
}

pub(super) fn pages(site: &Site) -> Vec<Page> {
    let page = |year| Page::new(Route::Year(year), move |here| value(&view(here, year)));
    years(site).into_iter().map(page).collect()
}

/// The years that have a month.
pub(super) fn years(site: &Site) -> Vec<i16> {
    let mut years: Vec<i16> = months(site).into_iter().map(Month::year).collect();
    years.dedup();
    years
}

fn view(here: &Here<'_>, year: i16) -> View {
    let of_year: Vec<Month> = months(here.site).into_iter().filter(|month| month.year() == year).collect();
    let cases: Vec<usize> = of_year.iter().flat_map(|month| here.site.index().of_month(*month)).copied().collect();
    let known = years(here.site);
    let neighbour = |year: i16| known.contains(&year).then(|| here.to(year.to_string(), &Route::Year(year)));
    let tally = Tally::of(here, &cases);
    let sentence = tally.sentence(here.site.config.taxonomy.severities());
    View {
        head: here.head(year.to_string(), "trends", format!("{year}: {sentence}")),
        trends: here.to("Trends", &Route::Trends),
        so_far: (year == here.site.as_of.year()).then(|| day(here.site.as_of)),
        sentence,
        incidents: tally.incidents,
        figures: of_year.last().map(|last| figures_until(here, &["severities"], *last)).unwrap_or_default(),
        table: table(here, of_year.into_iter().rev()),
        breakdowns: breakdowns(here, &cases, None),
        previous: neighbour(year - 1),
        next: neighbour(year + 1),
    }
}
