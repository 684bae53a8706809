//! One month as an agenda to walk through: what happened, what came back, what was promised, what changed.
mod agenda;
mod changes;
mod happened;
mod promises;
mod questions;
mod recurring;
mod returned;
mod unusual;

use serde::Serialize;

use super::Page;
use super::part::count::Tally;
use super::part::figure::{Figure, figures_until};
use super::part::here::{Head, Here, Link};
use super::part::value;
use crate::route::Route;
use crate::site::Site;
use crate::time::Month;

pub(crate) use agenda::{Agenda, agenda};
pub(crate) use changes::Changes;
pub(crate) use happened::{Happened, Happenings};
pub(crate) use promises::{Promise, Promised};
pub(crate) use recurring::Recurring;
pub(crate) use returned::Returned;
pub(crate) use unusual::Unusual;

#[derive(Serialize)]
struct View {
    head: Head,
    year: Link,
    about: String,
    figures: Vec<Figure>,
    previous: Option<Link>,
    next: Option<Link>,
    #[serde(flatten)]
    agenda: Agenda,
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
    let (first, last) = span(here.site);
    let neighbour = |other: Month| (first..=last).contains(&other).then(|| here.month(other));
    let tally = Tally::of(here, here.site.index().of_month(month));
    let description = format!("{}: {}", month.words(), tally.sentence(here.site.config.taxonomy.severities()));
    View {
        head: here.head(month.words(), "trends", description).with_card(here, month),
        year: here.to(month.year().to_string(), &Route::Year(month.year())),
        about: here.link(&Route::About),
        figures: figures_until(here, &["severities"], month),
        previous: neighbour(month.plus(-1)),
        next: neighbour(month.plus(1)),
        agenda: agenda(here, month),
    }
}
