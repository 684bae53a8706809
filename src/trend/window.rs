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

    /// Up to `most` months of a scope's history that end with `last`, which is complete.
    #[must_use]
    pub fn ending(scope: &Scope<'_>, last: Month, most: usize) -> Self {
        let months: Vec<Month> = scope.history_until(last, most);
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
