//! Cases like this one: those of the same cause in the same place, nearest in time.
use std::collections::BTreeSet;

use serde::Serialize;

use super::here::{Here, Link};
use super::row::grade;
use super::term::Grade;
use super::words::{Stamp, list};
use crate::config::FacetKind;
use crate::postmortem::{Postmortem, Status};

/// A case that is like another, and in what.
#[derive(Debug, Serialize)]
pub(crate) struct Similar {
    link: Link,
    /// `Certificate expiry in HSM gateway`.
    shared: String,
    date: Stamp,
    severity: Grade,
}

/// How many are shown, and how far in time they are looked for, in cases of the same cause to either side.
const MOST: usize = 5;
const FAR: usize = 100;

/// Cases with the same root cause that share a service, then those that share the squad; those nearest in time first.
/// `named` are the ids of those that are on the page already.
pub(crate) fn similar(here: &Here<'_>, nth: usize, named: &BTreeSet<String>) -> Vec<Similar> {
    let case = here.site.case(nth);
    // What nobody has classified yet has nothing in common.
    if case.root_cause.value.is_unclassified() {
        return Vec::new();
    }
    let same_squad =
        |other: &Postmortem| !case.squad.value.is_unclassified() && other.squad.value.id == case.squad.value.id;
    let mut found: Vec<(bool, i64, usize)> = near(here, nth)
        .filter_map(|other| {
            let it = here.site.case(other);
            let apart = it.started().duration_since(case.started()).as_secs().abs();
            let fits = it.id != case.id && it.status != Status::Draft && !named.contains(&it.id);
            let alike = shares_service(case, it) || same_squad(it);
            (fits && alike).then(|| (!shares_service(case, it), apart, other))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().take(MOST).map(|(_, _, other)| view(here, case, here.site.case(other))).collect()
}

/// Those of the same cause around a case in time.
fn near<'a>(here: &'a Here<'_>, nth: usize) -> impl Iterator<Item = usize> + 'a {
    let taxonomy = &here.site.config.taxonomy;
    let cause = here.site.case(nth).root_cause.value.rank;
    let facet = taxonomy.facets.iter().position(|facet| facet.kind == FacetKind::RootCause);
    let all = facet.map_or(&[][..], |facet| here.site.index().of_term(facet, cause));
    let at = all.partition_point(|other| *other < nth);
    all[at.saturating_sub(FAR)..all.len().min(at + FAR)].iter().copied()
}

fn shares_service(case: &Postmortem, other: &Postmortem) -> bool {
    case.services.iter().any(|service| other.services.iter().any(|its| its.value.id == service.value.id))
}

fn view(here: &Here<'_>, case: &Postmortem, other: &Postmortem) -> Similar {
    let both = |id: &str| other.services.iter().any(|its| its.value.id == id);
    let services: Vec<String> = case
        .services
        .iter()
        .filter(|service| both(&service.value.id))
        .map(|service| service.value.title.clone())
        .collect();
    let place = if services.is_empty() { format!("squad {}", case.squad.value.title) } else { list(&services) };
    Similar {
        link: here.case(other),
        shared: format!("{}, {place}", case.root_cause.value.title),
        date: Stamp::day_of(other.started(), &here.site.config.timezone),
        severity: grade(other),
    }
}
