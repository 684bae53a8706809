//! Which postmortems belong to a term, to a month, to each other; computed once, so that no page searches.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::corpus::{Corpus, month_of};
use crate::links::{Lead, follow};
use crate::postmortem::Postmortem;
use crate::snapshot::Snapshot;
use crate::time::Month;
use crate::way::Way;

/// Positions in [`Corpus::all`], oldest first.
#[derive(Debug, Default)]
pub struct Index {
    pages: Vec<usize>,
    terms: Vec<Vec<Vec<usize>>>,
    months: BTreeMap<Month, Vec<usize>>,
    mentions: Vec<BTreeSet<usize>>,
    pictures: BTreeMap<(String, String), usize>,
}

impl Index {
    pub(super) fn new(snapshot: &Snapshot, config: &Config, corpus: &Corpus) -> Self {
        let taxonomy = &config.taxonomy;
        let mut index = Self {
            terms: taxonomy.facets.iter().map(|facet| vec![Vec::new(); facet.terms.len()]).collect(),
            mentions: vec![BTreeSet::new(); corpus.all().len()],
            ..Self::default()
        };
        let uncontested = corpus.contested().is_empty();
        let of_case = |(nth, case): (usize, &Arc<Postmortem>)| {
            let first = uncontested || corpus.by_id(&case.id).is_some_and(|first| Arc::ptr_eq(first, case));
            (first, month_of(case, &config.timezone), Leads::of(snapshot, corpus, nth))
        };
        let found: Vec<_> = corpus.all().par_iter().enumerate().with_min_len(64).map(of_case).collect();
        for ((nth, case), (first, month, leads)) in corpus.all().iter().enumerate().zip(found) {
            if first {
                index.pages.push(nth);
            }
            index.months.entry(month).or_default().push(nth);
            for (facet, of_facet) in taxonomy.facets.iter().zip(&mut index.terms) {
                for term in case.terms(taxonomy, facet) {
                    let cases = of_facet.get_mut(term.value.rank);
                    if let Some(cases) = cases.filter(|cases| cases.last() != Some(&nth)) {
                        cases.push(nth);
                    }
                }
            }
            for other in leads.cases {
                index.mentions[other].insert(nth);
            }
            index.pictures.extend(leads.pictures.into_iter().map(|(name, place)| ((case.id.clone(), name), place)));
        }
        index
    }

    /// Those that have a page: of several with one id the one that links lead to.
    #[must_use]
    pub fn pages(&self) -> &[usize] {
        &self.pages
    }

    /// Those with a term, by the positions of its facet and of itself.
    #[must_use]
    pub fn of_term(&self, facet: usize, term: usize) -> &[usize] {
        self.terms.get(facet).and_then(|terms| terms.get(term)).map_or(&[], Vec::as_slice)
    }

    /// Those that began in a month.
    #[must_use]
    pub fn of_month(&self, month: Month) -> &[usize] {
        self.months.get(&month).map_or(&[], Vec::as_slice)
    }

    /// Those whose text or front matter leads to this one.
    pub fn mentions(&self, nth: usize) -> impl Iterator<Item = usize> {
        self.mentions.get(nth).into_iter().flatten().copied()
    }

    /// The pictures that postmortems show: id and name of the address, position among the attachments.
    #[must_use]
    pub fn pictures(&self) -> &BTreeMap<(String, String), usize> {
        &self.pictures
    }
}

/// Where one postmortem leads: to cases and to pictures, by position.
#[derive(Default)]
struct Leads {
    cases: Vec<usize>,
    pictures: Vec<(String, usize)>,
}

impl Leads {
    fn of(snapshot: &Snapshot, corpus: &Corpus, nth: usize) -> Self {
        let case = &corpus.all()[nth];
        let mut leads = Self::default();
        let named = case.related.iter().chain(&case.repeat_of).filter_map(|id| corpus.by_id(&id.value));
        leads.cases.extend(named.filter_map(|other| corpus.position(&other.source.path)));
        for link in &case.body_links {
            let Way::File(path, _) = &link.way else { continue };
            if let Some(other) = corpus.position(path) {
                leads.cases.push(other);
            } else if let Lead::Picture(blob, name) = follow(corpus, &snapshot.attachments, case, &link.way) {
                let place = snapshot.attachments.binary_search_by(|other| other.path.cmp(&blob.path));
                leads.pictures.extend(place.ok().map(|place| (name.to_owned(), place)));
            }
        }
        leads.cases.retain(|other| *other != nth);
        leads
    }
}
