//! What a month's review could know, and what came later.
use jiff::ToSpan;
use jiff::civil::Date;

use super::scope::Scope;
use crate::time::Month;

/// The incidents of one month by when their postmortems came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The month.
    pub month: Month,
    /// The last day that counts as in time: the month's end and the days of grace.
    pub until: Date,
    /// Whether that day has passed, so that the figures stay.
    pub settled: bool,
    /// Incidents whose postmortem came out by then, or does not say when: what was first reported.
    pub first: usize,
    /// Those among them that do not say when.
    pub undated: usize,
    /// Those that came later, by position: the restatement.
    pub later: Vec<usize>,
}

impl Reported {
    /// Looks at a month of a scope.
    #[must_use]
    pub fn of(scope: &Scope<'_>, month: Month) -> Self {
        let until = month.last_day().saturating_add(i64::from(scope.config.trends.grace_days).days());
        let mut reported = Self { month, until, settled: scope.as_of > until, first: 0, undated: 0, later: Vec::new() };
        for case in scope.counted().filter(|case| case.month() == month) {
            match &case.postmortem.published {
                Some(published) if published.value > until => reported.later.push(case.nth),
                published => {
                    reported.first += 1;
                    reported.undated += usize::from(published.is_none());
                }
            }
        }
        reported
    }
}
