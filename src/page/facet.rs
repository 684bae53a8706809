//! All terms of a facet, such as every squad.
use serde::Serialize;

use super::Page;
use super::part::figure::{Figure, figures};
use super::part::here::{Head, Here};
use super::part::term::{TermRow, facet_title, term_rows};
use super::part::value;
use super::part::words::{capital, count};
use crate::config::{Facet, FacetKind, Term};
use crate::route::Route;
use crate::site::Site;

#[derive(Serialize)]
struct View {
    head: Head,
    groups: Vec<Group>,
    figures: Vec<Figure>,
    note: String,
}

#[derive(Serialize)]
struct Group {
    title: Option<String>,
    terms: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    row: TermRow,
    text: Option<String>,
    retired: bool,
}

pub(super) fn pages(site: &Site) -> Vec<Page> {
    let facets = site.config.taxonomy.facets.iter().enumerate();
    let page = |(nth, facet): (usize, &Facet)| {
        Page::new(Route::Facet(facet.folder.clone()), move |here| value(&view(here, nth)))
    };
    facets.map(page).collect()
}

fn view(here: &Here<'_>, nth: usize) -> View {
    let facet = &here.site.config.taxonomy.facets[nth];
    let mut groups: Vec<Group> = Vec::new();
    for (term, row) in facet.terms.iter().zip(term_rows(here, nth, facet)) {
        let entry = Entry { row, text: text(term), retired: term.retired };
        match groups.iter_mut().find(|group| group.title == term.group) {
            Some(group) => group.terms.push(entry),
            None => groups.push(Group { title: term.group.clone(), terms: vec![entry] }),
        }
    }
    let names: &[&str] = match facet.kind {
        FacetKind::Severity => &["severities"],
        FacetKind::RootCause => &["causes"],
        FacetKind::Squad => &["squads", "cells"],
        FacetKind::Service | FacetKind::Custom => &[],
    };
    let note = note(here, facet);
    View {
        head: here.head(facet_title(facet), &facet.folder, &note),
        groups,
        figures: if names.is_empty() { Vec::new() } else { figures(here, names) },
        note,
    }
}

/// `18 cases by service; a case may have several.`
fn note(here: &Here<'_>, facet: &Facet) -> String {
    let cases = capital(&count(here.site.index().pages().len(), "case"));
    let several = if facet.many { "; a case may have several" } else { "" };
    format!("{cases} by {}{several}.", facet.title.to_lowercase())
}

fn text(term: &Term) -> Option<String> {
    term.definition.clone().or_else(|| term.domain.clone())
}
