//! How long nothing severe has happened, and whether that is remarkable.
use jiff::civil::Date;

use super::method::limits::real;
use super::method::said::{Counted, Said};
use super::scope::Scope;
use crate::time::Month;

/// The days since the newest incident of one severity, against all of the history before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quiet {
    /// The day of the newest.
    pub last: Date,
    /// Its position.
    pub nth: usize,
    /// The days since.
    pub days: u32,
    /// How many there were up to then.
    pub before: usize,
    /// In how many days.
    pub before_days: u32,
    /// How probable so quiet a spell is at the rate of before, from 0 to 1.
    pub p: f64,
}

impl Quiet {
    /// Looks at the incidents whose severity is of a rank; 0 is the worst.
    ///
    /// # Errors
    /// Silence where there was none.
    pub fn of(scope: &Scope<'_>, rank: usize) -> Said<Self> {
        let of_rank = |case: &&super::Case<'_>| case.postmortem.severity.value.rank == rank && case.day <= scope.as_of;
        let cases = || scope.counted().filter(of_rank);
        let last = cases().max_by_key(|case| (case.day, case.nth));
        let (Some(last), Some(first)) = (last, scope.first()) else {
            return Err(super::Silence { of: Counted::Incidents, have: 0, need: 1 });
        };
        let days = days_between(last.day, scope.as_of);
        let before_days = days_between(first.first_day(), last.day) + 1;
        let before = cases().count();
        Ok(Self { last: last.day, nth: last.nth, days, before, before_days, p: spell(before, before_days, days) })
    }
}

/// The incidents of a rank of severity in the twelve months that end with each month of the history; `None` before
/// twelve months have passed.
#[must_use]
pub fn rolling_year(scope: &Scope<'_>, rank: usize) -> Vec<(Month, Option<usize>)> {
    let months: Vec<Month> = scope.history().collect();
    let mut counts = vec![0_usize; months.len()];
    for case in scope.counted().filter(|case| case.postmortem.severity.value.rank == rank) {
        if let Ok(at) = months.binary_search(&case.month()) {
            counts[at] += 1;
        }
    }
    let sum = |at: usize| (at >= 11).then(|| counts[at - 11..=at].iter().sum());
    months.iter().enumerate().map(|(at, month)| (*month, sum(at))).collect()
}

/// How probable it is that nothing happens in `days` after `count` incidents in `before` days: `(T / (T + t))ⁿ`, the
/// predictive distribution of a wait at a rate that is only known from those incidents.
fn spell(count: usize, before: u32, days: u32) -> f64 {
    let (before, days) = (f64::from(before), f64::from(days));
    libm::pow(before / (before + days), real(count))
}

/// Days from one to another; 0 where the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::sample::{config, corpus, date, severe};
    use super::*;

    #[test]
    fn a_quiet_spell_agrees_with_the_reference() {
        assert!((spell(9, 365, 63) - 0.238_584).abs() < 1e-6);
        assert!((spell(0, 365, 63) - 1.0).abs() < 1e-15 && (spell(3, 100, 0) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn a_spell_is_counted_from_the_newest_of_its_severity() {
        let cases =
            [severe("2025-11-21", 0), severe("2026-10-02", 0), severe("2026-11-20", 1), severe("2027-01-01", 0)];
        let (corpus, config) = (corpus(&cases), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        let quiet = Quiet::of(&scope, 0).expect("there was one");
        assert_eq!((quiet.nth, quiet.days, quiet.before, quiet.before_days), (1, 50, 2, 336));
        assert!(Quiet::of(&scope, 3).is_err());
        let rolling: Vec<_> = rolling_year(&scope, 0).into_iter().map(|(_, count)| count).collect();
        assert_eq!((rolling.len(), rolling[10], rolling[11], rolling[12]), (13, None, Some(2), Some(1)));
    }
}
