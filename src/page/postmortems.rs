//! All postmortems, newest first.
use serde::Serialize;

use super::part::here::{Head, Here};
use super::part::pager::{Pager, members, pages_of};
use super::part::row::{Group, grouped};
use super::part::term::{Browse, browse};
use super::part::value;
use super::part::words::count;
use super::{Page, part};
use crate::route::Route;
use crate::site::Site;

#[derive(Serialize)]
struct View {
    head: Head,
    note: String,
    search: String,
    total: String,
    groups: Vec<Group>,
    browse: Vec<Browse>,
    pager: Pager,
}

pub(super) fn pages(site: &Site) -> Vec<Page> {
    let page = |nth| Page::new(Route::Postmortems(nth), move |here| value(&view(here, nth)));
    (1..=pages_of(site.index().pages().len())).map(page).collect()
}

fn view(here: &Here<'_>, nth: usize) -> View {
    let all = here.site.index().pages();
    let note = note(here, all);
    View {
        head: here.head(
            "Postmortems",
            "postmortems",
            if note.is_empty() { "There are no postmortems yet." } else { &note },
        ),
        note,
        search: here.link(&Route::Postmortems(1)),
        total: count(all.len(), "case"),
        groups: grouped(here, members(all, nth)),
        browse: browse(here, 8),
        pager: Pager::new(here, nth, all.len(), Route::Postmortems),
    }
}

/// `18 cases since September 2025: 14 incidents, plus 2 drills and 2 near misses`.
fn note(here: &Here<'_>, all: &[usize]) -> String {
    let Some((first, _)) = here.site.corpus.months(&here.site.config.timezone) else { return String::new() };
    let tally = part::count::Tally::of(here, all);
    let incidents = count(tally.incidents, "incident");
    let parts = match tally.other_words() {
        others if others.is_empty() => incidents,
        others => format!("{incidents}, plus {others}"),
    };
    format!("{} since {}: {parts}.", count(all.len(), "case"), first.words())
}
