//! The cases that one names, and those that name it.
use std::collections::BTreeSet;

use serde::Serialize;

use super::here::{Here, Link};
use super::row::grade;
use super::term::Grade;
use super::words::Stamp;
use crate::links::{Lead, follow};
use crate::postmortem::Postmortem;
use crate::site::Site;
use crate::source::Spanned;

/// Another case, and why it is named.
#[derive(Debug, Serialize)]
pub(crate) struct Related {
    #[serde(skip)]
    pub(crate) id: String,
    why: &'static str,
    link: Link,
    date: Stamp,
    severity: Grade,
}

/// Cases named by front matter or text, here or there, each once.
pub(crate) fn related(here: &Here<'_>, nth: usize) -> Vec<Related> {
    let case = here.site.case(nth);
    let mut seen = BTreeSet::from([case.id.as_str()]);
    let named = named_here(here.site, case).chain(naming(here.site, nth)).chain(linked(here.site, case));
    named.filter(|(_, other)| seen.insert(other.id.as_str())).map(|(why, other)| view(here, why, other)).collect()
}

fn view(here: &Here<'_>, why: &'static str, other: &Postmortem) -> Related {
    let date = Stamp::day_of(other.started(), &here.site.config.timezone);
    Related { id: other.id.clone(), why, link: here.case(other), date, severity: grade(other) }
}

/// Those of the front matter.
fn named_here<'a>(site: &'a Site, case: &'a Postmortem) -> impl Iterator<Item = (&'static str, &'a Postmortem)> {
    let known = |id: &Spanned<String>| site.corpus.by_id(&id.value);
    let repeats = case.repeat_of.iter().filter_map(known).map(|other| ("Repeats", other.as_ref()));
    repeats.chain(case.related.iter().filter_map(known).map(|other| ("Related", other.as_ref())))
}

/// Those that lead here.
fn naming(site: &Site, nth: usize) -> impl Iterator<Item = (&'static str, &Postmortem)> {
    let id = site.case(nth).id.as_str();
    site.index().mentions(nth).map(move |other| {
        let other = site.case(other);
        let repeated = other.repeat_of.as_ref().and_then(|id| site.corpus.by_id(&id.value));
        (if repeated.is_some_and(|case| case.id == id) { "Repeated by" } else { "Named by" }, other.as_ref())
    })
}

/// Those that the text leads to.
fn linked<'a>(site: &'a Site, case: &'a Postmortem) -> impl Iterator<Item = (&'static str, &'a Postmortem)> {
    case.body_links.iter().filter_map(|link| match follow(&site.corpus, &site.snapshot.attachments, case, &link.way) {
        Lead::Case(other, _) => Some(("Named here", other.as_ref())),
        _ => None,
    })
}
