//! Incidents per calendar month of the site's zone, by severity.
use std::collections::BTreeMap;

use jiff::ToSpan;

use super::levels::Expected;
use super::method::limits::Signal;
use super::scope::Scope;
use crate::postmortem::{Kind, Postmortem};
use crate::time::Month;

/// What began in one month.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthCount {
    /// The month.
    pub month: Month,
    /// Days of it that are counted: all, or up to the day it is.
    pub days: u32,
    /// Whether it is not over yet; such a month is never judged.
    pub partial: bool,
    /// Whether it is over so recently that postmortems may still come in.
    pub provisional: bool,
    /// Incidents by rank of severity, worst first; as long as the site has severities.
    pub by_severity: Vec<usize>,
    /// What is shown apart from the incidents.
    pub apart: Apart,
    /// What its phase lets one expect of it; `None` where it is not over or the history is too short.
    pub expected: Option<Expected>,
}

/// Cases that are no incidents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Apart {
    /// Planned work.
    pub planned: usize,
    /// Rehearsals.
    pub drills: usize,
    /// Near misses.
    pub near_misses: usize,
}

impl MonthCount {
    /// All incidents.
    #[must_use]
    pub fn total(&self) -> usize {
        self.by_severity.iter().sum()
    }

    /// Whether it is outside its expected range.
    #[must_use]
    pub fn signal(&self) -> Option<Signal> {
        self.expected.as_ref()?.limits.judge(self.total())
    }

    fn add(&mut self, postmortem: &Postmortem) {
        match postmortem.kind {
            Kind::Unplanned | Kind::Security => {
                if let Some(count) = self.by_severity.get_mut(postmortem.severity.value.rank) {
                    *count += 1;
                }
            }
            Kind::Planned => self.apart.planned += 1,
            Kind::Drill => self.apart.drills += 1,
            Kind::NearMiss => self.apart.near_misses += 1,
        }
    }
}

/// The months up to the day it is, without gaps, and those after it that have cases.
pub(super) fn count(scope: &Scope<'_>) -> (Vec<MonthCount>, Vec<MonthCount>) {
    let mut months: BTreeMap<Month, MonthCount> = scope.history().map(|month| (month, empty(scope, month))).collect();
    for case in scope.cases() {
        months.entry(case.month()).or_insert_with(|| empty(scope, case.month())).add(case.postmortem);
    }
    let now = Month::of(scope.as_of);
    months.into_values().partition(|count| count.month <= now)
}

fn empty(scope: &Scope<'_>, month: Month) -> MonthCount {
    let settled = month.last_day().saturating_add(i64::from(scope.config.trends.grace_days).days());
    let partial = !scope.complete(month);
    MonthCount {
        month,
        days: scope.days(month),
        partial,
        provisional: !partial && scope.as_of <= settled,
        by_severity: vec![0; scope.config.taxonomy.severities().len()],
        apart: Apart::default(),
        expected: None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::super::Calendar;
    use super::super::sample::{case, config, corpus, date, kind, severe};
    use super::*;
    use crate::corpus::Corpus;

    fn counted(corpus: &Corpus, as_of: Date) -> (Vec<MonthCount>, Vec<MonthCount>) {
        let config = config();
        count(&Calendar::new(corpus, &config, as_of).scope(corpus, &config))
    }

    #[test]
    fn a_case_counts_where_its_local_start_lies() {
        // 20:00 UTC on the last of October is already November in Jakarta.
        let (months, _) = counted(&corpus(&[case("2026-10-31T20:00Z")]), date("2026-11-21"));
        assert_eq!(months.len(), 1);
        assert_eq!(months[0].month.to_string(), "2026-11");
    }

    #[test]
    fn gaps_are_months_with_nothing() {
        let (months, _) = counted(&corpus(&[case("2026-01-05"), case("2026-04-05")]), date("2026-05-01"));
        assert_eq!(months.iter().map(MonthCount::total).collect::<Vec<_>>(), [1, 0, 0, 1, 0]);
        assert_eq!(months.iter().map(|count| count.days).collect::<Vec<_>>(), [31, 28, 31, 30, 1]);
        assert_eq!(months.iter().filter(|count| count.partial).count(), 1);
        assert!(months[3].provisional && !months[2].provisional);
    }

    #[test]
    fn only_incidents_are_counted_by_severity() {
        let cases = [
            severe("2026-01-05", 0),
            severe("2026-01-05", 2),
            kind("2026-01-05", Kind::Security),
            kind("2026-01-06", Kind::Planned),
            kind("2026-01-06", Kind::Drill),
            kind("2026-01-06", Kind::NearMiss),
        ];
        let (months, _) = counted(&corpus(&cases), date("2026-02-01"));
        assert_eq!(months[0].by_severity, [1, 1, 1, 0]);
        assert_eq!(months[0].apart, Apart { planned: 1, drills: 1, near_misses: 1 });
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let one = corpus(&[case("2026-01-05")]);
        assert!(counted(&one, date("2026-01-31")).0[0].partial);
        assert!(!counted(&one, date("2026-02-01")).0[0].partial);
    }
}
