//! This month at a glance, the newest cases, what is overdue, and where to look further.
use serde::Serialize;

use super::Page;
use super::part::action::{Overdue, overdue};
use super::part::count::Tally;
use super::part::figure::{Figure, figures};
use super::part::here::{Head, Here, Link};
use super::part::left_out::{LeftOut, left_out};
use super::part::row::{Row, rows};
use super::part::term::{Browse, browse};
use super::part::value;
use super::part::words::{day, number};
use crate::route::Route;
use crate::site::Site;
use crate::time::Month;

#[derive(Serialize)]
struct View {
    head: Head,
    month: Link,
    sentence: String,
    as_of: String,
    figures: Vec<Figure>,
    newest: Vec<Row>,
    total: String,
    all: Link,
    overdue: Overdue,
    browse: Vec<Browse>,
    left_out: Vec<LeftOut>,
}

/// How many of each are shown.
const NEWEST: usize = 8;

pub(super) fn pages(_: &Site) -> Vec<Page> {
    vec![Page::new(Route::Home, |here| value(&view(here)))]
}

fn view(here: &Here<'_>) -> View {
    let site = here.site;
    let month = Month::of(site.as_of);
    let tally = Tally::of(here, site.index().of_month(month));
    let cases = site.index().pages();
    let sentence = tally.sentence(site.config.taxonomy.severities()).replacen("No incidents", "no incidents", 1);
    let description = format!("{} so far: {sentence}", month.words());
    View {
        head: here.head(&site.config.title, "", description).with_newest_card(here),
        month: here.month(month),
        sentence,
        as_of: day(site.as_of),
        figures: figures(here, &["severities"]),
        newest: rows(here, cases.iter().rev().take(NEWEST).copied()),
        total: number(cases.len() as u64),
        all: here.to("All postmortems", &Route::Postmortems(1)),
        overdue: overdue(here, NEWEST),
        browse: browse(here, 6),
        left_out: left_out(site),
    }
}
