//! One month: what happened, by what, and what was only practised.
use serde::Serialize;

use super::Page;
use super::part::count::{Breakdown, Tally, breakdowns, is_incident};
use super::part::here::{Head, Here, Link};
use super::part::row::{Row, rows};
use super::part::value;
use crate::route::Route;
use crate::site::Site;
use crate::time::Month;

#[derive(Serialize)]
struct View {
    head: Head,
    year: Link,
    so_far: Option<String>,
    sentence: String,
    incidents: usize,
    breakdowns: Vec<Breakdown>,
    rows: Vec<Row>,
    others: Vec<Row>,
    previous: Option<Link>,
    next: Option<Link>,
}

pub(super) fn pages(site: &Site) -> Vec<Page> {
    let page = |month| Page::new(Route::Month(month), move |here| value(&view(here, month)));
    months(site).into_iter().map(page).collect()
}

/// The first postmortem's month, and the newest's or that of the day it is, whichever is later.
fn span(site: &Site) -> (Month, Month) {
    let now = Month::of(site.as_of);
    let (first, last) = site.corpus.months(&site.config.timezone).unwrap_or((now, now));
    let last = last.max(now);
    (first.min(now).max(last.plus(-MOST)), last)
}

/// Every month of the site, oldest first.
pub(super) fn months(site: &Site) -> Vec<Month> {
    let (first, last) = span(site);
    std::iter::successors(Some(first), |month| Some(month.plus(1))).take_while(|month| *month <= last).collect()
}

/// A hundred years: a mistyped century shall not fill the disk.
const MOST: i32 = 1199;

fn view(here: &Here<'_>, month: Month) -> View {
    let cases = here.site.index().of_month(month);
    let counted = |nth: &usize| is_incident(here.site.case(*nth));
    let (first, last) = span(here.site);
    let neighbour = |other: Month| (first..=last).contains(&other).then(|| here.month(other));
    let tally = Tally::of(here, cases);
    View {
        head: here.head(month.words(), "trends").with_card(here, month),
        year: here.to(month.year().to_string(), &Route::Year(month.year())),
        so_far: so_far(here, month),
        sentence: tally.sentence(here.site.config.taxonomy.severities()),
        incidents: tally.incidents,
        breakdowns: breakdowns(here, cases, None),
        rows: rows(here, cases.iter().rev().copied().filter(counted)),
        others: rows(here, cases.iter().rev().copied().filter(|nth| !counted(nth))),
        previous: neighbour(month.plus(-1)),
        next: neighbour(month.plus(1)),
    }
}

/// The day up to which a month that is not over is counted.
fn so_far(here: &Here<'_>, month: Month) -> Option<String> {
    (month == Month::of(here.site.as_of)).then(|| super::part::words::day(here.site.as_of))
}
