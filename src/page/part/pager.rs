//! Long lists in pages.
use serde::Serialize;

use super::here::{Here, Link};
use crate::page::A_PAGE;
use crate::route::Route;

/// Where a page of a list stands among the others.
#[derive(Debug, Serialize)]
pub(crate) struct Pager {
    nth: usize,
    of: usize,
    first: usize,
    last: usize,
    total: usize,
    /// What it lists.
    what: &'static str,
    newer: Option<Link>,
    older: Option<Link>,
}

/// How many pages a list needs; an empty list has one that says so.
pub(crate) fn pages_of(total: usize) -> usize {
    total.div_ceil(A_PAGE).max(1)
}

/// The members of a page, newest first, of a list that is oldest first.
pub(crate) fn members(all: &[usize], nth: usize) -> impl Iterator<Item = usize> {
    all.iter().rev().skip((nth - 1) * A_PAGE).take(A_PAGE).copied()
}

impl Pager {
    /// Page `nth`, from 1, of a list with `total` members.
    pub(crate) fn new(here: &Here<'_>, nth: usize, total: usize, route: impl Fn(usize) -> Route) -> Self {
        let of = pages_of(total);
        let link = |words: &str, other: usize| here.to(words, &route(other));
        Self {
            nth,
            of,
            first: (nth - 1) * A_PAGE + 1,
            last: (nth * A_PAGE).min(total),
            total,
            what: "cases",
            newer: (nth > 1).then(|| link("Newer", nth - 1)),
            older: (nth < of).then(|| link("Older", nth + 1)),
        }
    }

    /// The same for a list of other things, which has no age.
    pub(crate) fn of(self, what: &'static str) -> Self {
        let named = |words: &str, link: Option<Link>| link.map(|link| Link { title: words.to_owned(), ..link });
        Self { what, newer: named("Before", self.newer), older: named("After", self.older), ..self }
    }
}
