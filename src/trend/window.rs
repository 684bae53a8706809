//! Consecutive months, taken together.
use super::months::MonthCount;
use super::scope::Scope;
use crate::time::Month;

/// Consecutive months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    /// The first month; `None` where there are no complete months.
    pub first: Option<Month>,
    /// The last month.
    pub last: Option<Month>,
    /// How many months.
    pub months: usize,
    /// Their days.
    pub days: u32,
    /// Their incidents.
    pub total: usize,
}

impl Window {
    /// Whether a month lies in it.
    #[must_use]
    pub fn holds(&self, month: Month) -> bool {
        self.first.is_some_and(|first| first <= month) && self.last.is_some_and(|last| month <= last)
    }

    /// Months that follow each other.
    #[must_use]
    pub fn over(months: &[MonthCount]) -> Self {
        Self {
            first: months.first().map(|count| count.month),
            last: months.last().map(|count| count.month),
            months: months.len(),
            days: months.iter().map(|count| count.days).sum(),
            total: months.iter().map(MonthCount::total).sum(),
        }
    }

    /// Up to `most` complete months of a scope's history that end with `last`, or with the newest that is over.
    #[must_use]
    pub fn ending(scope: &Scope<'_>, last: Month, most: usize) -> Self {
        let months =
            scope.newest_complete().map_or_else(Vec::new, |newest| scope.history_until(last.min(newest), most));
        let window = Self {
            first: months.first().copied(),
            last: months.last().copied(),
            months: months.len(),
            days: months.iter().map(|month| scope.days(*month)).sum(),
            total: 0,
        };
        Self { total: scope.within(&window).count(), ..window }
    }

    /// Up to `most` months right before this window; without months where the history is shorter.
    #[must_use]
    pub fn before(&self, scope: &Scope<'_>, most: usize) -> Self {
        self.first.map_or_else(Self::default, |first| Self::ending(scope, first.plus(-1), most))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::sample::{case, config, corpus, date, month};
    use super::*;

    #[test]
    fn a_window_holds_complete_months_of_the_history_only() {
        let (corpus, config) = (corpus(&[case("2026-03-05"), case("2026-10-31"), case("2026-11-03")]), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        let bounds = |window: Window| (window.first, window.last, window.months, window.total);
        let all = Window::ending(&scope, month("2030-01"), 99);
        assert_eq!(bounds(all), (Some(month("2026-03")), Some(month("2026-10")), 8, 2));
        assert_eq!(all.days, 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31);
        assert_eq!(bounds(Window::ending(&scope, month("2026-02"), 3)), (None, None, 0, 0));
        assert_eq!(bounds(scope.newest(3).before(&scope, 2)), (Some(month("2026-06")), Some(month("2026-07")), 2, 0));
        assert_eq!(bounds(all.before(&scope, 12)), (None, None, 0, 0));
    }
}
