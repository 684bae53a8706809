//! Every term of a facet beside the others: squads as small multiples, causes, services.
use std::sync::Arc;

use super::CLEAR;
use super::fdr::adjusted;
use super::limits::real;
use super::rate::{RateChange, compare};
use super::scope::Scope;
use super::window::Window;
use crate::config::{Facet, Term};
use crate::time::Month;

/// The incidents of a scope, term by term.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// The months that are counted: the history up to `now`'s end; where that is the newest complete month, the one
    /// that is not over too.
    pub months: Vec<Month>,
    /// The newest three complete months.
    pub now: Window,
    /// The twelve before them; without months where the history is shorter than one month before `now`.
    pub before: Window,
    /// Terms in the order of `site.toml`; those without incidents are there, retired ones only where they have some.
    pub rows: Vec<TermTrend>,
    /// How many were compared at once.
    pub compared: usize,
}

/// One term.
#[derive(Debug, Clone, PartialEq)]
pub struct TermTrend {
    /// The term.
    pub term: Arc<Term>,
    /// Incidents by month, as [`Terms::months`].
    pub counts: Vec<usize>,
    /// Incidents in the newest three complete months.
    pub now: usize,
    /// Incidents in the months before.
    pub before: usize,
    /// How many `now` would have at the rate of `before`; `None` where there are no months before.
    pub expected: Option<f64>,
    /// The rate now against before.
    pub change: Option<RateChange>,
    /// How probable that is by chance, adjusted for having compared all terms.
    pub adjusted: f64,
    /// Whether the change is clear although all terms were looked at.
    pub clear: bool,
}

impl Terms {
    /// Counts the terms of one of the site's facets up to the end of a month that is over.
    #[must_use]
    pub fn of(scope: &Scope<'_>, facet: &Facet, last: Month) -> Self {
        let newest = scope.newest_complete() == Some(last);
        let months: Vec<Month> = scope.history().take_while(|month| newest || *month <= last).collect();
        let now = Window::ending(scope, last, 3);
        let before = now.before(scope, 12);
        let mut counts = vec![vec![0_usize; months.len()]; facet.terms.len()];
        for case in scope.counted() {
            let Ok(month) = months.binary_search(&case.month()) else { continue };
            for term in case.postmortem.terms(&scope.config.taxonomy, facet) {
                counts.get_mut(term.value.rank).into_iter().for_each(|counts| counts[month] += 1);
            }
        }
        let shown =
            facet.terms.iter().zip(counts).filter(|(term, counts)| !term.retired || counts.iter().any(|n| *n > 0));
        let mut rows: Vec<_> = shown.map(|(term, counts)| row(term, counts, &months, &now, &before)).collect();
        let p: Vec<f64> = rows.iter().filter_map(|row| row.change).map(|change| change.p).collect();
        for (row, adjusted) in rows.iter_mut().filter(|row| row.change.is_some()).zip(adjusted(&p)) {
            (row.adjusted, row.clear) = (adjusted, adjusted < CLEAR);
        }
        Self { compared: p.len(), months, now, before, rows }
    }

    /// Those whose change is clear.
    pub fn changed(&self) -> impl Iterator<Item = &TermTrend> {
        self.rows.iter().filter(|row| row.clear)
    }
}

fn row(term: &Arc<Term>, counts: Vec<usize>, months: &[Month], now: &Window, before: &Window) -> TermTrend {
    let within =
        |window: &Window| months.iter().zip(&counts).filter(|(month, _)| window.holds(**month)).map(|(_, n)| n).sum();
    let (in_now, in_before): (usize, usize) = (within(now), within(before));
    let (days, before_days) = (f64::from(now.days), f64::from(before.days));
    let known = days > 0.0 && before_days > 0.0;
    TermTrend {
        term: Arc::clone(term),
        now: in_now,
        before: in_before,
        expected: known.then(|| real(in_before) / before_days * days),
        change: known.then(|| compare(in_now, days, in_before, before_days)),
        adjusted: 1.0,
        clear: false,
        counts,
    }
}
