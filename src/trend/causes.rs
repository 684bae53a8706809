//! What went wrong in the newest twelve complete months, and whether that differs from the twelve before.
use std::sync::Arc;

use super::CLEAR;
use super::method::fdr::adjusted;
use super::method::rate::{RateChange, compare};
use super::method::wilson::wilson;
use super::months::MonthCount;
use super::scope::Scope;
use super::window::Window;
use crate::config::Term;

/// Incidents by root cause.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Causes {
    /// The newest complete months, at most twelve.
    pub now: Window,
    /// The twelve before; `None` where the history is shorter.
    pub before: Option<Window>,
    /// Causes seen in either window: most frequent now first, by title where equal.
    pub rows: Vec<CauseCount>,
}

/// One root cause.
#[derive(Debug, Clone, PartialEq)]
pub struct CauseCount {
    /// The cause.
    pub cause: Arc<Term>,
    /// Incidents now.
    pub now: usize,
    /// Incidents in the window before; 0 where there is none.
    pub before: usize,
    /// Between what its share of all incidents lies, from 0 to 1, with 95% confidence.
    pub share: (f64, f64),
    /// Its rate now against before.
    pub change: Option<RateChange>,
    /// Whether that change is clear although all causes were looked at.
    pub clear: bool,
}

impl Causes {
    /// All incidents of the newest window.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.now.total
    }

    /// How many causes were seen in the newest window.
    #[must_use]
    pub fn seen(&self) -> usize {
        self.rows.iter().filter(|row| row.now > 0).count()
    }

    /// The least number of causes that together make up 80 % of the incidents.
    #[must_use]
    pub fn vital_few(&self) -> usize {
        let mut sum = 0;
        let running = self.rows.iter().map(|row| {
            sum += row.now;
            sum
        });
        running.take_while(|sum| sum * 5 < self.now.total * 4).count() + usize::from(self.now.total > 0)
    }
}

pub(super) fn count(scope: &Scope<'_>, months: &[MonthCount]) -> Causes {
    let complete = &months[..months.iter().rposition(|count| !count.partial).map_or(0, |last| last + 1)];
    let split = complete.len().saturating_sub(12);
    let now = Window::over(&complete[split..]);
    let before = (split >= 12).then(|| Window::over(&complete[split - 12..split]));
    let causes = scope.config.taxonomy.root_causes();
    let mut counts = vec![(0, 0); causes.len()];
    for case in scope.counted() {
        if let Some(count) = counts.get_mut(case.postmortem.root_cause.value.rank) {
            count.0 += usize::from(now.holds(case.month()));
            count.1 += usize::from(before.is_some_and(|before| before.holds(case.month())));
        }
    }
    let seen = causes.iter().zip(counts).filter(|(_, (now, before))| now + before > 0);
    let mut rows: Vec<_> = seen.map(|(cause, counts)| row(cause, counts, &now, before.as_ref())).collect();
    rows.sort_by(|a, b| {
        b.now.cmp(&a.now).then_with(|| (&a.cause.title, a.cause.rank).cmp(&(&b.cause.title, b.cause.rank)))
    });
    mark_clear(&mut rows);
    Causes { now, before, rows }
}

fn row(cause: &Arc<Term>, (count, earlier): (usize, usize), now: &Window, before: Option<&Window>) -> CauseCount {
    let change = before.map(|before| compare(count, f64::from(now.days), earlier, f64::from(before.days)));
    let share = wilson(count, now.total);
    CauseCount { cause: Arc::clone(cause), now: count, before: earlier, share, change, clear: false }
}

fn mark_clear(rows: &mut [CauseCount]) {
    let p: Vec<f64> = rows.iter().map(|row| row.change.map_or(1.0, |change| change.p)).collect();
    for (row, p) in rows.iter_mut().zip(adjusted(&p)) {
        row.clear = p < CLEAR;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Trends;
    use super::super::sample::{cause, config, corpus, date};
    use super::*;
    use crate::time::Month;

    /// `per_month` cases of a cause in each of `months` months from a date on.
    fn cases(from: &str, months: i32, per_month: usize, rank: usize) -> Vec<Arc<crate::postmortem::Postmortem>> {
        let first = Month::of(date(from));
        let month = |nth| cause(&format!("{}-03", first.plus(nth)), rank);
        (0..months).flat_map(|nth| std::iter::repeat_with(move || month(nth)).take(per_month)).collect()
    }

    #[test]
    fn two_years_are_compared_cause_by_cause() {
        let all = [cases("2024-11-01", 24, 2, 0), cases("2024-11-01", 12, 3, 1), cases("2025-11-01", 2, 1, 1)].concat();
        let causes = Trends::of(&corpus(&all), &config(), date("2026-11-21")).causes;
        assert_eq!((causes.now.total, causes.now.months, causes.now.days), (26, 12, 365));
        let rows: Vec<_> = causes.rows.iter().map(|row| (row.cause.rank, row.now, row.before, row.clear)).collect();
        assert_eq!(rows, [(0, 24, 24, false), (1, 2, 36, true)]);
        assert_eq!((causes.vital_few(), causes.seen()), (1, 2));
    }

    #[test]
    fn without_two_years_nothing_is_compared() {
        let causes = Trends::of(&corpus(&cases("2025-11-01", 12, 1, 2)), &config(), date("2026-11-01")).causes;
        assert!(causes.before.is_none() && causes.rows[0].change.is_none());
        assert_eq!((causes.now.months, causes.total()), (12, 12));
    }

    #[test]
    fn the_month_that_is_not_over_is_left_out() {
        let causes = Trends::of(&corpus(&cases("2026-10-01", 2, 5, 0)), &config(), date("2026-11-21")).causes;
        assert_eq!((causes.now.months, causes.total()), (1, 5));
    }

    #[test]
    fn the_vital_few_agree_with_the_reference() {
        let counts = [28, 17, 12, 11, 11, 11, 9, 9, 6, 5, 3, 3];
        let row = |now| CauseCount {
            cause: Arc::default(),
            now,
            before: 0,
            share: wilson(now, 125),
            change: None,
            clear: false,
        };
        let now = Window { total: 125, ..Window::default() };
        let causes = Causes { now, before: None, rows: counts.into_iter().map(row).collect() };
        assert_eq!(causes.vital_few(), 8);
        assert_eq!(Causes::default().vital_few(), 0);
    }
}
