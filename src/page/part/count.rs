//! How many postmortems of what sort a list has.
use std::sync::Arc;

use serde::Serialize;

use super::here::Here;
use super::term::tone;
use super::words::{capital, count, list};
use crate::config::{FacetKind, Term};
use crate::postmortem::{Kind, Postmortem, Status};

/// A list of postmortems, counted.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// All that count as incidents: unplanned and security.
    pub(crate) incidents: usize,
    /// Incidents by rank of their severity.
    pub(crate) severities: Vec<usize>,
    /// Planned work.
    pub(crate) planned: usize,
    /// Rehearsals.
    pub(crate) drills: usize,
    /// Near misses.
    pub(crate) near_misses: usize,
}

/// One term and its share of the incidents.
#[derive(Debug, Serialize)]
pub(crate) struct Share {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) count: usize,
    /// Its share of the largest, from 0 to 100: the length of its bar.
    pub(crate) length: usize,
    pub(crate) rank: Option<usize>,
    /// The colour of a severity.
    pub(crate) tone: Option<&'static str>,
}

/// One facet of some incidents.
#[derive(Debug, Serialize)]
pub(crate) struct Breakdown {
    pub(crate) title: String,
    pub(crate) shares: Vec<Share>,
}

impl Tally {
    /// Counts.
    pub(crate) fn of(here: &Here<'_>, cases: &[usize]) -> Self {
        let severities = vec![0; here.site.config.taxonomy.severities().len()];
        let mut tally = Self { severities, ..Self::default() };
        for case in cases.iter().map(|nth| here.site.case(*nth)) {
            tally.add(case);
        }
        tally
    }

    /// A draft counts nowhere.
    fn add(&mut self, case: &Postmortem) {
        match case.kind {
            _ if case.status == Status::Draft => {}
            Kind::Unplanned | Kind::Security => {
                self.incidents += 1;
                self.severities.get_mut(case.severity.value.rank).into_iter().for_each(|n| *n += 1);
            }
            Kind::Planned => self.planned += 1,
            Kind::Drill => self.drills += 1,
            Kind::NearMiss => self.near_misses += 1,
        }
    }

    /// `3 incidents, 1 critical and 2 high`.
    pub(crate) fn incident_words(&self, severities: &[Arc<Term>]) -> String {
        let total = count(self.incidents, "incident");
        let name = |term: &Arc<Term>| term.title.to_lowercase();
        let present: Vec<_> = self.severities.iter().zip(severities).filter(|(n, _)| **n > 0).collect();
        match present.as_slice() {
            [] => total,
            [(1, only)] => format!("{total} ({})", name(only)),
            [(_, only)] => format!("{total}, all {}", name(only)),
            _ => {
                let parts: Vec<String> = present.iter().map(|(n, term)| format!("{n} {}", name(term))).collect();
                format!("{total}, {}", list(&parts))
            }
        }
    }

    /// `1 drill and 2 near misses`; empty where there is nothing but incidents.
    pub(crate) fn other_words(&self) -> String {
        let kinds = [(self.planned, "planned case"), (self.drills, "drill"), (self.near_misses, "near miss")];
        list(&kinds.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun)).collect::<Vec<_>>())
    }

    /// Both in one sentence.
    pub(crate) fn sentence(&self, severities: &[Arc<Term>]) -> String {
        let incidents = capital(&self.incident_words(severities));
        match self.other_words() {
            others if others.is_empty() => format!("{incidents}."),
            others => format!("{incidents}. Counted apart: {others}."),
        }
    }
}

/// Whether a postmortem counts as an incident.
pub(crate) fn is_incident(case: &Postmortem) -> bool {
    case.counted()
}

/// The incidents among some postmortems by severity, squad and root cause; the commonest first but for severities;
/// without the facet of the page itself.
pub(crate) fn breakdowns(here: &Here<'_>, cases: &[usize], without: Option<FacetKind>) -> Vec<Breakdown> {
    let kinds = [FacetKind::Severity, FacetKind::Squad, FacetKind::RootCause];
    let kinds = kinds.into_iter().filter(|kind| Some(*kind) != without);
    kinds.map(|kind| breakdown(here, cases, kind)).filter(|one| !one.shares.is_empty()).collect()
}

fn breakdown(here: &Here<'_>, cases: &[usize], kind: FacetKind) -> Breakdown {
    let taxonomy = &here.site.config.taxonomy;
    let facet = taxonomy.facet(kind);
    let mut counts = vec![0_usize; facet.terms.len()];
    for case in cases.iter().map(|nth| here.site.case(*nth)).filter(|case| is_incident(case)) {
        for term in case.terms(taxonomy, facet) {
            counts.get_mut(term.value.rank).into_iter().for_each(|n| *n += 1);
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let share = |(term, count): (&Arc<Term>, usize)| Share {
        title: term.title.clone(),
        href: here.term(facet, term).href,
        count,
        length: count * 100 / most,
        rank: (kind == FacetKind::Severity).then_some(term.rank),
        tone: (kind == FacetKind::Severity).then(|| tone(term.rank, facet.terms.len())),
    };
    let mut shares: Vec<Share> = facet.terms.iter().zip(counts).filter(|(_, n)| *n > 0).map(share).collect();
    if kind != FacetKind::Severity {
        shares.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
    }
    Breakdown { title: facet.title.clone(), shares }
}
