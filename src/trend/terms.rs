//! Every term of a facet beside the others: squads as small multiples, causes, services.
use std::sync::Arc;

use super::CLEAR;
use super::method::fdr::adjusted;
use super::method::limits::real;
use super::method::rate::{RateChange, compare};
use super::scope::Scope;
use super::window::Window;
use crate::config::{Facet, Term};
use crate::time::Month;

/// The incidents of a scope, term by term.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// The months that are counted, oldest first: up to the end of `now`, and where that is the newest complete month
    /// the one that is not over.
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
    /// Three months, the twelve before them, and one that is not over.
    pub const COMPARED: usize = 16;

    /// Counts the terms of one of the site's facets up to the end of a month that is over, over the newest `most`
    /// months; [`COMPARED`](Self::COMPARED) of them are all that comparing takes.
    #[must_use]
    pub fn of(scope: &Scope<'_>, facet: &Facet, last: Month, most: usize) -> Self {
        let shown = if scope.newest_complete() == Some(last) { last.plus(1) } else { last };
        let months = scope.history_until(shown, most.max(Self::COMPARED));
        let now = Window::ending(scope, last, 3);
        let before = now.before(scope, 12);
        let mut counts = vec![vec![0_usize; months.len()]; facet.terms.len()];
        let all = Window { first: months.first().copied(), last: months.last().copied(), ..Window::default() };
        for case in scope.within(&all) {
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

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::sample::{cause, config, corpus, date, month};
    use super::*;
    use crate::config::FacetKind;

    fn causes(cases: &[(&str, usize, usize)], last: &str, most: usize) -> Terms {
        let all = cases.iter().flat_map(|(day, rank, count)| (0..*count).map(|_| cause(day, *rank)));
        let (corpus, config) = (corpus(&all.collect::<Vec<_>>()), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        Terms::of(&scope, config.taxonomy.facet(FacetKind::RootCause), month(last), most)
    }

    #[test]
    fn three_months_stand_against_the_twelve_before() {
        let terms = causes(&[("2025-09-03", 0, 12), ("2026-09-03", 0, 3), ("2026-10-03", 1, 30)], "2026-10", 99);
        assert_eq!((terms.now.months, terms.before.months, terms.compared), (3, 11, 3));
        let rows: Vec<_> = terms.rows.iter().map(|row| (row.now, row.before, row.clear)).collect();
        assert_eq!(rows, [(3, 12, false), (30, 0, true), (0, 0, false)]);
        let expected = terms.rows[0].expected.expect("there are months before");
        assert!((expected - 12.0 / f64::from(terms.before.days) * 92.0).abs() < 1e-9);
        assert_eq!(terms.changed().count(), 1);
        assert_eq!(terms.months.len(), 15);
    }

    #[test]
    fn an_earlier_month_knows_nothing_of_what_came_later() {
        let terms = causes(&[("2025-09-03", 0, 2), ("2026-10-03", 1, 30)], "2026-03", 6);
        assert_eq!(terms.months.last(), Some(&month("2026-03")));
        assert!(terms.rows[1].counts.iter().all(|count| *count == 0) && terms.changed().count() == 0);
    }

    #[test]
    fn without_months_before_nothing_is_compared() {
        let terms = causes(&[("2026-10-03", 1, 30)], "2026-10", 12);
        assert_eq!((terms.compared, terms.before.months), (0, 0));
        assert!(terms.rows.iter().all(|row| row.expected.is_none() && row.change.is_none() && !row.clear));
    }
}
