//! Facets and their terms as blocks to browse by.
use serde::Serialize;

use super::here::Here;
use super::words::plural;
use crate::chart::canvas::Token;
use crate::config::{Facet, FacetKind};
use crate::route::Route;

/// A severity: its word, and the rank that its mark shows.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Grade {
    /// Its word.
    pub(crate) title: String,
    /// Its rank; 0 is the worst.
    pub(crate) rank: usize,
}

/// A term, and how many postmortems have it.
#[derive(Debug, Serialize)]
pub(crate) struct TermRow {
    /// Its name.
    pub(crate) title: String,
    /// Its page.
    pub(crate) href: String,
    /// How many have it.
    pub(crate) count: usize,
    /// The rank of a severity.
    pub(crate) rank: Option<usize>,
}

/// A facet with its terms.
#[derive(Debug, Serialize)]
pub(crate) struct Browse {
    /// Its name.
    pub(crate) title: String,
    /// The page of all its terms.
    pub(crate) href: String,
    /// Those of its terms that occur, as many as fit.
    pub(crate) terms: Vec<TermRow>,
    /// How many more there are.
    pub(crate) more: usize,
}

/// The name of a severity's colour.
pub(crate) fn tone(rank: usize, count: usize) -> &'static str {
    Token::severity(rank, count).name()
}

/// The name of a facet in the plural.
pub(crate) fn facet_title(facet: &Facet) -> String {
    plural(&facet.title)
}

/// All terms of the facet at a position, in the order of `site.toml`.
pub(crate) fn term_rows(here: &Here<'_>, nth: usize, facet: &Facet) -> Vec<TermRow> {
    let row = |(rank, term): (usize, &std::sync::Arc<crate::config::Term>)| TermRow {
        title: term.title.clone(),
        href: here.term(facet, term).href,
        count: here.site.index().of_term(nth, rank).len(),
        rank: (facet.kind == FacetKind::Severity).then_some(rank),
    };
    facet.terms.iter().enumerate().map(row).collect()
}

/// Every facet with at most `most` terms, those with most postmortems first; severities stay in their order.
pub(crate) fn browse(here: &Here<'_>, most: usize) -> Vec<Browse> {
    let facets = here.site.config.taxonomy.facets.iter().enumerate();
    let block = |(nth, facet): (usize, &Facet)| {
        let mut terms = term_rows(here, nth, facet);
        terms.retain(|term| term.count > 0);
        if facet.kind != FacetKind::Severity {
            terms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
        }
        let more = terms.len().saturating_sub(most);
        terms.truncate(most);
        Browse { title: facet_title(facet), href: here.link(&Route::Facet(facet.folder.clone())), terms, more }
    };
    facets.map(block).filter(|block| !block.terms.is_empty()).collect()
}
