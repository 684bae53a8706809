//! Stretches of months with one level of incidents, and what each month's level lets one expect of it.
use std::collections::BTreeMap;

use super::limits::{Limits, predictive, real};
use super::months::MonthCount;
use crate::config::{Config, Phase};
use crate::time::Month;

/// Fewer other months than this say too little about one.
pub const LEAST_MONTHS: usize = 6;

/// The days of an average month.
const AVERAGE_DAYS: f64 = 365.25 / 12.0;

/// On which side of its expected range a month is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// More than expected.
    Above,
    /// Fewer.
    Below,
}

/// What other months let one expect of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Counts that are no signal.
    pub limits: Limits,
    /// Incidents in an average month.
    pub mean: f64,
    /// How many months this is taken from.
    pub months: usize,
    /// Their incidents.
    pub incidents: usize,
    /// Their days.
    pub days: u32,
}

/// Months of one phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The index of its first month.
    pub from: usize,
    /// The index after its last month.
    pub until: usize,
    /// Why the level changed with its first month, where somebody wrote it.
    pub reason: Option<String>,
    /// The postmortem that tells more, by id.
    pub case: Option<String>,
    /// What is expected of its newest month if that is the newest complete one of all, else of an average month.
    pub expected: Option<Expected>,
}

/// Splits months at the site's phases, and fills in what is expected of each that is over.
pub(super) fn split(months: &mut [MonthCount], config: &Config) -> Vec<Level> {
    let newest = months.iter().rposition(|count| !count.partial);
    let mut levels = bounds(months, config);
    for level in &mut levels {
        let base = Baseline::of(&months[level.from..level.until]);
        let judged = months[level.from..level.until].iter_mut().filter(|count| !count.partial);
        for (nth, count) in judged.enumerate() {
            count.expected = base.expected_of(nth);
        }
        level.expected = match newest {
            Some(nth) if (level.from..level.until).contains(&nth) => months[nth].expected,
            _ => base.expected_of_any(),
        };
    }
    levels
}

fn bounds(months: &[MonthCount], config: &Config) -> Vec<Level> {
    let Some(first) = months.first().map(|count| count.month) else { return Vec::new() };
    let mut starts: BTreeMap<Month, Option<&Phase>> = BTreeMap::from([(first, None)]);
    for phase in config.phases.iter().filter(|phase| phase.squad.is_none()) {
        starts.insert(phase.from.max(first), Some(phase));
    }
    let at = |month| months.partition_point(|count| count.month < month);
    let mut levels: Vec<Level> = starts.into_iter().map(|(month, phase)| level(at(month), phase)).collect();
    levels.retain(|level| level.from < months.len());
    let ends: Vec<usize> = levels.iter().skip(1).map(|level| level.from).chain([months.len()]).collect();
    for (level, end) in levels.iter_mut().zip(ends) {
        level.until = end;
    }
    levels
}

fn level(from: usize, phase: Option<&Phase>) -> Level {
    let case = phase.and_then(|phase| phase.case.as_ref()).map(|case| case.value.clone());
    Level { from, until: from, reason: phase.map(|phase| phase.reason.clone()), case, expected: None }
}

/// The complete months of a phase, as far as they are no signals against all the others.
struct Baseline {
    months: Vec<(usize, u32)>,
    odd: Vec<bool>,
    all: Sum,
    trimmed: Sum,
}

impl Baseline {
    fn of(months: &[MonthCount]) -> Self {
        let months: Vec<_> = months.iter().filter(|count| !count.partial).map(|c| (c.total(), c.days)).collect();
        let all = months.iter().fold(Sum::default(), |sum, month| sum.plus(Sum::of(*month)));
        let mut base = Self { odd: vec![false; months.len()], months, all, trimmed: all };
        base.odd = (0..base.months.len()).map(|nth| base.is_odd(nth)).collect();
        let odd = base.months.iter().zip(&base.odd).filter(|(_, odd)| **odd);
        base.trimmed = odd.fold(all, |sum, (month, _)| sum.less(Sum::of(*month)));
        base
    }

    fn is_odd(&self, nth: usize) -> bool {
        let expected = self.expected_of(nth);
        expected.is_some_and(|expected| expected.limits.judge(self.months[nth].0).is_some())
    }

    /// What the others say about the `nth`; where trimming leaves too few, the untrimmed others.
    fn expected_of(&self, nth: usize) -> Option<Expected> {
        let own = Sum::of(self.months[nth]);
        let days = f64::from(own.days);
        let trimmed = if self.odd[nth] { self.trimmed } else { self.trimmed.less(own) };
        trimmed.expected(days).or_else(|| self.all.less(own).expected(days))
    }

    /// What they say about one more average month.
    fn expected_of_any(&self) -> Option<Expected> {
        self.trimmed.expected(AVERAGE_DAYS).or_else(|| self.all.expected(AVERAGE_DAYS))
    }
}

#[derive(Default, Clone, Copy)]
struct Sum {
    months: usize,
    incidents: usize,
    days: u32,
}

impl Sum {
    const fn of((incidents, days): (usize, u32)) -> Self {
        Self { months: 1, incidents, days }
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            months: self.months + other.months,
            incidents: self.incidents + other.incidents,
            days: self.days + other.days,
        }
    }

    const fn less(self, other: Self) -> Self {
        Self {
            months: self.months - other.months,
            incidents: self.incidents - other.incidents,
            days: self.days - other.days,
        }
    }

    fn expected(self, days: f64) -> Option<Expected> {
        let Self { months, incidents, days: past } = self;
        (months >= LEAST_MONTHS).then(|| Expected {
            limits: predictive(incidents, f64::from(past), days),
            mean: real(incidents) / f64::from(past) * AVERAGE_DAYS,
            months,
            incidents,
            days: past,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{config, month, months, phase};
    use super::*;

    fn signals(months: &[MonthCount]) -> Vec<Option<Signal>> {
        months.iter().map(MonthCount::signal).collect()
    }

    #[test]
    fn six_other_months_are_needed() {
        let mut short = months("2026-01", &[3, 4, 2, 5, 3, 4]);
        let levels = split(&mut short, &config());
        assert!(short.iter().all(|count| count.expected.is_none()));
        assert!(levels.len() == 1 && levels[0].expected.is_none());
        let mut enough = months("2026-01", &[3, 4, 2, 5, 3, 4, 3]);
        split(&mut enough, &config());
        assert!(enough.iter().all(|count| count.expected.is_some_and(|expected| expected.months == 6)));
    }

    #[test]
    fn an_odd_month_is_a_signal_and_does_not_widen_the_range_of_the_others() {
        let mut all = months("2025-01", &[4, 5, 3, 4, 6, 4, 40, 5, 4, 3, 5, 4]);
        let levels = split(&mut all, &config());
        assert_eq!(signals(&all).iter().flatten().collect::<Vec<_>>(), [&Signal::Above]);
        let last = all[11].expected.expect("there is history");
        assert_eq!((last.months, last.incidents), (10, 43));
        assert_eq!(levels[0].expected, Some(last));
        assert_eq!(all[6].expected.map(|expected| expected.months), Some(11));
    }

    #[test]
    fn a_phase_has_its_own_level() {
        let counts = [vec![20; 12], vec![8; 8]].concat();
        let mut all = months("2025-01", &counts);
        let phases = vec![phase("2026-01", "a gate"), phase("2027-01", "not yet"), phase("2020-01", "long ago")];
        let levels = split(&mut all, &Config { phases, ..config() });
        let bounds: Vec<_> = levels.iter().map(|level| (level.from, level.until)).collect();
        assert_eq!(bounds, [(0, 12), (12, 20)]);
        assert_eq!(levels[1].reason.as_deref(), Some("a gate"));
        assert!(signals(&all).iter().all(Option::is_none));
        assert!((levels[0].expected.map_or(0.0, |expected| expected.mean) - 20.0).abs() < 0.1);
    }

    #[test]
    fn the_month_that_is_not_over_is_neither_judged_nor_a_yardstick() {
        let mut all = months("2026-01", &[3, 3, 3, 3, 3, 3, 3, 90]);
        all[7].partial = true;
        split(&mut all, &config());
        assert!(all[7].expected.is_none());
        assert_eq!(all[6].expected.map(|expected| expected.incidents), Some(18));
        assert_eq!(all[6].month, month("2026-07"));
    }
}
