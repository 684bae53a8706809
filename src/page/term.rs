//! One term and the postmortems that have it, such as one squad.
use serde::Serialize;

use super::Page;
use super::part::count::{Breakdown, Tally, breakdowns};
use super::part::figure::{Figure, Subject, figures_of};
use super::part::here::{Head, Here, Link};
use super::part::pager::{Pager, members, pages_of};
use super::part::row::{Group, grouped};
use super::part::term::facet_title;
use super::part::value;
use super::part::words::capital;
use crate::config::{Facet, FacetKind, Term};
use crate::corpus::month_of;
use crate::route::Route;
use crate::site::Site;

#[derive(Serialize)]
struct View {
    head: Head,
    up: Link,
    rank: Option<usize>,
    definition: Option<String>,
    domain: Option<String>,
    group: Option<String>,
    aliases: Vec<String>,
    retired: bool,
    links: Vec<Link>,
    note: String,
    incidents: usize,
    breakdowns: Vec<Breakdown>,
    figures: Vec<Figure>,
    groups: Vec<Group>,
    pager: Pager,
}

pub(super) fn pages(site: &Site) -> Vec<Page> {
    let mut pages = Vec::new();
    for (facet_nth, facet) in site.config.taxonomy.facets.iter().enumerate() {
        for (term_nth, term) in facet.terms.iter().enumerate() {
            let total = site.index().of_term(facet_nth, term_nth).len();
            for nth in 1..=pages_of(total) {
                let route = Route::Term(facet.folder.clone(), term.id.clone(), nth);
                pages.push(Page::new(route, move |here| value(&view(here, facet_nth, term_nth, nth))));
            }
        }
    }
    pages
}

fn view(here: &Here<'_>, facet_nth: usize, term_nth: usize, nth: usize) -> View {
    let facet = &here.site.config.taxonomy.facets[facet_nth];
    let term = &facet.terms[term_nth];
    let cases = here.site.index().of_term(facet_nth, term_nth);
    let tally = Tally::of(here, cases);
    let route = |nth| Route::Term(facet.folder.clone(), term.id.clone(), nth);
    let note = note(here, cases, &tally);
    View {
        head: here.head(&term.title, &facet.folder, description(facet, term, &note)),
        up: here.to(facet_title(facet), &Route::Facet(facet.folder.clone())),
        rank: (facet.kind == FacetKind::Severity).then_some(term.rank),
        definition: term.definition.clone(),
        domain: term.domain.clone(),
        group: term.group.clone(),
        aliases: term.aliases.clone(),
        retired: term.retired,
        links: links(here, term),
        note,
        incidents: tally.incidents,
        breakdowns: if nth == 1 { breakdowns(here, cases, Some(facet.kind)) } else { Vec::new() },
        figures: if nth == 1 { charts(here, facet.kind, term, cases, tally.incidents) } else { Vec::new() },
        groups: grouped(here, members(cases, nth)),
        pager: Pager::new(here, nth, cases.len(), route),
    }
}

/// The charts that make sense for one term of a facet. A few incidents have no shape to show; up to ten their counts
/// say all there is, beside how long they took and what was promised.
fn charts(here: &Here<'_>, kind: FacetKind, term: &Term, cases: &[usize], incidents: usize) -> Vec<Figure> {
    const EARLY: &[&str] = &["severities", "resolve", "actions"];
    let fits = |name: &&str| match incidents {
        0 => false,
        1..3 => *name == "severities",
        3..10 => EARLY.contains(name),
        _ => true,
    };
    let names: Vec<&str> = charts_of(kind).iter().copied().filter(fits).collect();
    if names.is_empty() { Vec::new() } else { figures_of(here, &Subject::term(here.site, kind, term, cases), &names) }
}

/// The charts of a facet's terms.
const fn charts_of(kind: FacetKind) -> &'static [&'static str] {
    match kind {
        FacetKind::Squad => &[
            "severities",
            "causes",
            "detect",
            "mitigate",
            "resolve",
            "impact",
            "actions",
            "repeats",
            "calendar",
            "hours",
        ],
        FacetKind::RootCause => &["severities", "squads", "resolve", "repeats", "calendar"],
        FacetKind::Severity => &["causes", "detect", "resolve", "squads", "calendar"],
        FacetKind::Service | FacetKind::Custom => &["severities", "causes", "resolve", "repeats"],
    }
}

/// A squad's own links, and the squad of a service.
fn links(here: &Here<'_>, term: &Term) -> Vec<Link> {
    let squads = here.site.config.taxonomy.facet(FacetKind::Squad);
    let squad = term.squad.as_deref().and_then(|id| squads.find(id));
    let squad = squad.map(|squad| Link { title: format!("Squad: {}", squad.title), ..here.term(squads, squad) });
    let web = |url: &str| url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:");
    let own = term.links.iter().filter(|(_, url)| web(url));
    squad.into_iter().chain(own.map(|(name, url)| Link { title: capital(name), href: url.clone() })).collect()
}

/// `Service: Card authorisation. Since January 2026: 4 incidents, 1 critical and 3 high.`
fn description(facet: &Facet, term: &Term, note: &str) -> String {
    let note = if note.is_empty() { "No case yet." } else { note };
    format!("{}: {}. {note}", facet.title, term.title)
}

/// `4 incidents since January 2026: 1 critical and 3 high.`
fn note(here: &Here<'_>, cases: &[usize], tally: &Tally) -> String {
    let Some(first) = cases.first() else { return String::new() };
    let since = month_of(here.site.case(*first), &here.site.config.timezone).words();
    let sentence = tally.sentence(here.site.config.taxonomy.severities());
    format!("Since {since}: {}", sentence.replacen("No incidents", "no incidents", 1))
}
