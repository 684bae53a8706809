//! One month as an agenda to walk through: what happened, what came back, what was promised, what changed.
mod changes;
mod happened;
mod promises;
mod questions;
mod recurring;
mod returned;
mod unusual;

use serde::Serialize;

use super::Page;
use super::part::count::{Breakdown, Tally, breakdowns};
use super::part::figure::{Figure, figures_until};
use super::part::here::{Head, Here, Link};
use super::part::row::{Row, rows};
use super::part::value;
use crate::route::Route;
use crate::site::Site;
use crate::time::Month;
use crate::trend::Review;

#[derive(Serialize)]
struct View {
    head: Head,
    year: Link,
    about: String,
    so_far: Option<String>,
    sentence: String,
    unusual: unusual::Unusual,
    figures: Vec<Figure>,
    incidents: Vec<happened::Happened>,
    others: Vec<Row>,
    returned: returned::Returned,
    promises: promises::Promised,
    changes: changes::Changes,
    breakdowns: Vec<Breakdown>,
    recurring: recurring::Recurring,
    questions: Vec<String>,
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
    let site = here.site;
    let (first, last) = span(site);
    let neighbour = |other: Month| (first..=last).contains(&other).then(|| here.month(other));
    let cases = site.index().of_month(month);
    let scope = site.scope();
    let review = Review::of(&scope, &site.trends, &site.repeats, &site.promises, month);
    View {
        head: here.head(month.words(), "trends").with_card(here, month),
        year: here.to(month.year().to_string(), &Route::Year(month.year())),
        about: here.link(&Route::About),
        so_far: so_far(here, month),
        sentence: Tally::of(here, cases).sentence(site.config.taxonomy.severities()),
        unusual: unusual::of(here, &review),
        figures: figures_until(here, &["severities"], month),
        incidents: happened::of(here, &review),
        others: rows(here, cases.iter().copied().filter(|nth| !site.case(*nth).counted())),
        returned: returned::of(here, &review),
        promises: promises::of(here, &review),
        changes: changes::of(here, &review),
        breakdowns: breakdowns(here, cases, None),
        recurring: recurring::of(here, &review),
        questions: questions::of(here, &review),
        previous: neighbour(month.plus(-1)),
        next: neighbour(month.plus(1)),
    }
}

/// The day up to which a month that is not over is counted.
fn so_far(here: &Here<'_>, month: Month) -> Option<String> {
    (month == Month::of(here.site.as_of)).then(|| super::part::words::day(here.site.as_of))
}
