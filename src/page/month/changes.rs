//! What changed by squad and by cause, where anything did.
use serde::Serialize;

use crate::config::FacetKind;
use crate::page::part::here::{Here, Link};
use crate::page::part::words::{count, list};
use crate::trend::{Review, TermTrend, Terms};

#[derive(Serialize)]
pub(crate) struct Changes {
    pub(crate) changed: Vec<Changed>,
    /// What was looked at, and that it did not change.
    pub(crate) rest: String,
}

#[derive(Serialize)]
pub(crate) struct Changed {
    pub(crate) term: Link,
    pub(crate) words: String,
}

pub(super) fn of(here: &Here<'_>, review: &Review) -> Changes {
    let kinds = [(FacetKind::Squad, &review.squads, "squad"), (FacetKind::RootCause, &review.causes, "root cause")];
    let changed = kinds.iter().flat_map(|(kind, terms, _)| {
        let facet = here.site.config.taxonomy.facet(*kind);
        terms.changed().map(move |row| Changed { term: here.term(facet, &row.term), words: words(row) })
    });
    let compared = kinds.iter().filter(|(_, terms, _)| terms.compared > 0);
    let compared: Vec<String> = compared.map(|(_, terms, noun)| count(terms.compared, noun)).collect();
    Changes { changed: changed.collect(), rest: rest(&review.squads, &compared) }
}

/// `9 incidents, 2.1 expected`.
fn words(row: &TermTrend) -> String {
    let expected = row.expected.unwrap_or(0.0);
    format!("{}, {expected:.1} expected", count(row.now, "incident"))
}

fn rest(terms: &Terms, compared: &[String]) -> String {
    let (Some(first), Some(last)) = (terms.now.first, terms.now.last) else {
        return "No month is complete yet.".to_owned();
    };
    if compared.is_empty() {
        return "The history is too short to compare three months with those before.".to_owned();
    }
    format!(
        "{} were compared, {} to {} with what the twelve months before lead one to expect; what is not named here \
         changed by no more than chance explains.",
        list(compared),
        first.words(),
        last.words()
    )
}
