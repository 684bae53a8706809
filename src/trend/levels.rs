//! Stretches of months with one level of incidents, and what each month's level lets one expect of it.
use std::collections::BTreeMap;

use super::baseline::Baseline;
use super::method::dispersion::Dispersion;
use super::method::limits::Limits;
use super::months::MonthCount;
use crate::config::{Config, Phase};
use crate::time::Month;

/// Fewer other months than this say too little about one.
pub const LEAST_MONTHS: usize = 6;

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
    /// Whether the limits are wider than those of chance alone, since the months vary more than that.
    pub widened: bool,
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
    /// How far its months vary; `None` where there are too few or no incidents.
    pub dispersion: Option<Dispersion>,
}

/// Splits months at the site's phases, and fills in what is expected of each that is over.
pub(super) fn split(months: &mut [MonthCount], config: &Config, squad: Option<&str>) -> Vec<Level> {
    let mut levels = bounds(months, config, squad);
    for level in &mut levels {
        let base = Baseline::of(&months[level.from..level.until]);
        level.dispersion = base.dispersion;
        let judged = months[level.from..level.until].iter_mut().filter(|count| !count.partial);
        for (nth, count) in judged.enumerate() {
            count.expected = base.expected_of(nth);
        }
        level.expected = base.expected_of_any();
    }
    until(&levels, months)
}

/// The levels of the first months, with the range of the newest complete one as that of its level.
pub(super) fn until(levels: &[Level], months: &[MonthCount]) -> Vec<Level> {
    let newest = months.iter().rposition(|count| !count.partial);
    let reached = levels.iter().filter(|level| level.from < months.len());
    let seen = |level: &Level| {
        let level = Level { until: level.until.min(months.len()), ..level.clone() };
        match newest.filter(|nth| (level.from..level.until).contains(nth)) {
            Some(nth) => Level { expected: months[nth].expected, ..level },
            None => level,
        }
    };
    reached.map(seen).collect()
}

fn bounds(months: &[MonthCount], config: &Config, squad: Option<&str>) -> Vec<Level> {
    let Some(first) = months.first().map(|count| count.month) else { return Vec::new() };
    let mut starts: BTreeMap<Month, Option<&Phase>> = BTreeMap::from([(first, None)]);
    let of_all = config.phases.iter().filter(|phase| phase.squad.is_none());
    let own =
        config.phases.iter().filter(|phase| phase.squad.as_ref().is_some_and(|own| Some(own.id.as_str()) == squad));
    for phase in of_all.chain(own) {
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
    Level { from, until: from, reason: phase.map(|phase| phase.reason.clone()), case, expected: None, dispersion: None }
}

#[cfg(test)]
mod tests {
    use super::super::Signal;
    use super::super::sample::{config, month, months, phase};
    use super::*;

    fn signals(months: &[MonthCount]) -> Vec<Option<Signal>> {
        months.iter().map(MonthCount::signal).collect()
    }

    #[test]
    fn six_other_months_are_needed() {
        let mut short = months("2026-01", &[3, 4, 2, 5, 3, 4]);
        let levels = split(&mut short, &config(), None);
        assert!(short.iter().all(|count| count.expected.is_none()));
        assert!(levels.len() == 1 && levels[0].expected.is_none());
        let mut enough = months("2026-01", &[3, 4, 2, 5, 3, 4, 3]);
        split(&mut enough, &config(), None);
        assert!(enough.iter().all(|count| count.expected.is_some_and(|expected| expected.months == 6)));
    }

    #[test]
    fn an_odd_month_is_a_signal_and_does_not_widen_the_range_of_the_others() {
        let mut all = months("2025-01", &[4, 5, 3, 4, 6, 4, 40, 5, 4, 3, 5, 4]);
        let levels = split(&mut all, &config(), None);
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
        let levels = split(&mut all, &Config { phases, ..config() }, None);
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
        split(&mut all, &config(), None);
        assert!(all[7].expected.is_none());
        assert_eq!(all[6].expected.map(|expected| expected.incidents), Some(18));
        assert_eq!(all[6].month, month("2026-07"));
    }

    #[test]
    fn months_that_vary_more_than_chance_widen_the_range_and_say_so() {
        let mut all = months("2025-01", &[2, 30, 5, 41, 12, 3, 28, 19, 1, 35, 8, 22]);
        let levels = split(&mut all, &config(), None);
        assert!(levels[0].dispersion.is_some_and(|spread| spread.widens()));
        assert!(all.iter().all(|count| count.expected.is_some_and(|expected| expected.widened)));
        assert!(signals(&all).iter().all(Option::is_none));
    }

    #[test]
    fn a_phase_of_a_squad_concerns_no_other() {
        let squad = std::sync::Arc::new(crate::config::Term { id: "payments".to_owned(), ..Default::default() });
        let phases = vec![Phase { squad: Some(squad), ..phase("2026-01", "a new gateway") }];
        let config = Config { phases, ..config() };
        let of = |squad| split(&mut months("2025-01", &[4; 24]), &config, squad).len();
        assert_eq!((of(None), of(Some("payments")), of(Some("cards"))), (1, 2, 1));
    }
}
