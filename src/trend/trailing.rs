//! One month against the twelve before it.
use super::CLEAR;
use super::levels::LEAST_MONTHS;
use super::months::MonthCount;
use super::rate::{RateChange, compare};
use super::said::{Counted, Said};
use super::window::Window;

/// A month against up to twelve complete months before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trailing {
    /// Incidents in the month.
    pub count: usize,
    /// The months before.
    pub before: Window,
    /// The month's rate against theirs.
    pub change: RateChange,
    /// The smallest count that would have been clearly more.
    pub would_be_more: usize,
    /// The largest that would have been clearly fewer; `None` where not even 0 would.
    pub would_be_fewer: Option<usize>,
}

impl Trailing {
    /// Compares the month at an index with those before it.
    ///
    /// # Errors
    /// Silence with fewer than [`LEAST_MONTHS`] months before it, or where it is not there.
    pub fn of(months: &[MonthCount], nth: usize) -> Said<Self> {
        let before = &months[nth.saturating_sub(12).min(months.len())..nth.min(months.len())];
        Counted::Months.enough(before.len(), LEAST_MONTHS)?;
        Counted::Months.enough(months.len(), nth + 1)?;
        let (month, window) = (&months[nth], Window::over(before));
        let against = |count| compare(count, f64::from(month.days), window.total, f64::from(window.days));
        let expected = usual(month, &window);
        let fewer = (0..=expected).rev().find(|count| against(*count).p < CLEAR);
        Ok(Self {
            count: month.total(),
            before: window,
            change: against(month.total()),
            would_be_more: (expected..).find(|count| against(*count).p < CLEAR).unwrap_or(usize::MAX),
            would_be_fewer: fewer,
        })
    }

    /// Whether the month is clearly different.
    #[must_use]
    pub fn clear(&self) -> bool {
        self.change.p < CLEAR
    }
}

/// As many as the months before would have had in as many days, rounded down.
fn usual(month: &MonthCount, before: &Window) -> usize {
    let days = usize::try_from(before.days).unwrap_or(0).max(1);
    before.total * usize::try_from(month.days).unwrap_or(0) / days
}
