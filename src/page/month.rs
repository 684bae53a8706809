//! One month: what happened, by what, and what was only practised.
use serde::Serialize;

use super::Page;
use super::part::count::{Breakdown, Tally, breakdowns};
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
    months(site).map(page).collect()
}

/// Every month from the first postmortem's to the newest's or to that of the day it is, whichever is later.
pub(super) fn months(site: &Site) -> impl DoubleEndedIterator<Item = Month> {
    let now = Month::of(site.as_of);
    let (first, last) = site.corpus.months(&site.config.timezone).map_or((now, now), |(a, b)| (a.min(now), b.max(now)));
    let all: Vec<Month> = std::iter::successors(Some(first), |month| Some(month.plus(1)))
        .take_while(|month| *month <= last)
        .take(MOST)
        .collect();
    all.into_iter()
}

/// A hundred years: a mistyped century shall not fill the disk.
const MOST: usize = 1200;

fn view(here: &Here<'_>, month: Month) -> View {
    let cases = here.site.index().of_month(month);
    let counted = |nth: &usize| here.site.case(*nth).kind.counted();
    let neighbour = |other: Month| months(here.site).any(|known| known == other).then(|| here.month(other));
    let tally = Tally::of(here, cases);
    View {
        head: here.head(month.words(), "trends"),
        year: here.to(month.year().to_string(), &Route::Year(month.year())),
        so_far: so_far(here, month),
        sentence: tally.sentence(here.site.config.taxonomy.severities()),
        incidents: tally.incidents,
        breakdowns: breakdowns(here, cases).into_iter().filter(|one| !one.shares.is_empty()).collect(),
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
