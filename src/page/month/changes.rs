//! What changed by squad and by cause, where anything did.
use serde::Serialize;

use crate::config::FacetKind;
use crate::page::part::here::{Here, Link};
use crate::page::part::words::{capital, count, list, plural};
use crate::trend::{Review, TermTrend, Terms};

#[derive(Serialize)]
pub(crate) struct Changes {
    pub(crate) changed: Vec<Changed>,
    /// What was looked at, and that it did not change.
    pub(crate) rest: String,
}

#[derive(Serialize)]
pub(crate) struct Changed {
    /// What the first of its kind stands below: `Squads`.
    pub(crate) head: Option<String>,
    pub(crate) term: Link,
    pub(crate) words: String,
}

pub(super) fn of(here: &Here<'_>, review: &Review) -> Changes {
    let kinds = [(FacetKind::Squad, &review.squads, "squad"), (FacetKind::RootCause, &review.causes, "root cause")];
    let changed = kinds.iter().flat_map(|(kind, terms, noun)| {
        let facet = here.site.config.taxonomy.facet(*kind);
        let head = |nth| (nth == 0).then(|| capital(&plural(noun)));
        let rows = terms.changed().filter(|row| !row.term.is_unclassified()).enumerate();
        rows.map(move |(nth, row)| Changed { head: head(nth), term: here.term(facet, &row.term), words: words(row) })
    });
    let compared = kinds.iter().map(|(_, terms, noun)| (compared(terms), noun)).filter(|(n, _)| *n > 0);
    let compared: Vec<String> = compared.map(|(n, noun)| count(n, noun)).collect();
    Changes { changed: changed.collect(), rest: rest(&review.squads, &compared) }
}

/// How many terms were compared. What nobody has classified is no squad, and no cause.
fn compared(terms: &Terms) -> usize {
    terms.rows.iter().filter(|row| row.change.is_some() && !row.term.is_unclassified()).count()
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
    if compared.is_empty() && terms.compared > 0 {
        return "No squad and no root cause is said yet, so nothing can be compared.".to_owned();
    }
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
