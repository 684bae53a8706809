//! What filters leave, and how many each other choice would leave.
use std::collections::BTreeSet;

use super::parse::{Choice, Query};
use crate::search::column::Columns;
use crate::search::facet::Facet;

/// The documents that all choices leave, and for each facet how many each of its terms would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Narrowed {
    pub(super) kept: Vec<usize>,
    pub(super) counts: Vec<Vec<u32>>,
}

/// Whether the query's dates and exclusions by term leave a document.
pub(super) fn admits(query: &Query, columns: &Columns, document: usize) -> bool {
    let day = columns.days.get(document).copied().unwrap_or(0);
    let banned = |choice: &Choice| has(&columns.facets[choice.facet], document, choice.term);
    day >= query.from && query.before.is_none_or(|before| day < before) && !query.banned.iter().any(banned)
}

fn has(facet: &Facet, document: usize, term: usize) -> bool {
    facet.of_document.get(document).is_some_and(|terms| terms.contains(&term))
}

/// Keeps the documents that have one of the chosen terms of every facet. A facet's own choice does not lower its own
/// counts: another term of it would be added to the choice, not put in its place.
pub(super) fn narrow(query: &Query, columns: &Columns, documents: impl Iterator<Item = usize>) -> Narrowed {
    let facets = &columns.facets;
    let mut counts: Vec<Vec<u32>> = facets.iter().map(|facet| vec![0; facet.terms.len()]).collect();
    let mut add = |facet: usize, document: usize| {
        for term in facets[facet].of_document.get(document).into_iter().flatten() {
            counts[facet].get_mut(*term).into_iter().for_each(|count| *count += 1);
        }
    };
    let chosen: BTreeSet<usize> = query.chosen.iter().map(|choice| choice.facet).collect();
    let mut kept = Vec::new();
    for document in documents {
        let fits = |facet: &usize| {
            query.chosen.iter().any(|choice| choice.facet == *facet && has(&facets[*facet], document, choice.term))
        };
        let refusing: Vec<usize> = chosen.iter().copied().filter(|facet| !fits(facet)).collect();
        match *refusing {
            [] => {
                kept.push(document);
                (0..facets.len()).for_each(|facet| add(facet, document));
            }
            [one] => add(one, document),
            _ => {}
        }
    }
    Narrowed { kept, counts }
}
