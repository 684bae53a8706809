//! One month against the twelve before it.
use super::CLEAR;
use super::levels::LEAST_MONTHS;
use super::method::limits::first_not;
use super::method::rate::{RateChange, compare, probability};
use super::method::said::{Counted, Said, Silence};
use super::months::MonthCount;
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
    /// Silence with fewer than [`LEAST_MONTHS`] months before it, or where it is not there or not over.
    pub fn of(months: &[MonthCount], nth: usize) -> Said<Self> {
        let before = &months[nth.saturating_sub(12).min(months.len())..nth.min(months.len())];
        Counted::Months.enough(before.len(), LEAST_MONTHS)?;
        Counted::Months.enough(months.len(), nth + 1)?;
        let (month, window) = (&months[nth], Window::over(before));
        if month.partial {
            let days = |days: i8| usize::from(days.unsigned_abs());
            let have = usize::try_from(month.days).unwrap_or(0);
            return Err(Silence { of: Counted::Days, have, need: days(month.month.last_day().day()) });
        }
        let (days, before_days) = (f64::from(month.days), f64::from(window.days));
        let clear = |count| probability(count, days, window.total, before_days) < CLEAR;
        let usual = usual(month, &window);
        Ok(Self {
            count: month.total(),
            before: window,
            change: compare(month.total(), days, window.total, before_days),
            would_be_more: usual + first_not(|more| !clear(usual + more)),
            would_be_fewer: first_not(|count| count <= usual && clear(count)).checked_sub(1),
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

#[cfg(test)]
mod tests {
    use super::super::sample::months;
    use super::*;

    fn last(counts: &[usize]) -> Said<Trailing> {
        Trailing::of(&months("2025-01", counts), counts.len().saturating_sub(1))
    }

    #[test]
    fn what_would_have_been_clear_is_said() {
        let steady = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4];
        let got = last(&[&steady[..], &[8]].concat()).expect("there is a year before");
        assert_eq!((got.count, got.before.total, got.before.months, got.clear()), (8, 48, 12, false));
        assert_eq!((got.would_be_more, got.would_be_fewer), (10, Some(0)));
        let found = last(&[&steady[..], &[10]].concat()).expect("there is a year before");
        assert!(found.clear());
    }

    #[test]
    fn six_months_before_are_needed() {
        assert!(last(&[3, 3, 3, 3, 3, 3]).is_err_and(|silence| (silence.have, silence.need) == (5, LEAST_MONTHS)));
        assert!(last(&[0, 0, 0, 0, 0, 0, 0]).is_ok_and(|got| got.would_be_more > 0 && got.would_be_fewer.is_none()));
        assert!(last(&[]).is_err());
    }

    #[test]
    fn a_month_that_is_not_over_is_not_judged() {
        let mut all = months("2025-01", &[3; 13]);
        (all[12].partial, all[12].days) = (true, 21);
        assert!(Trailing::of(&all, 12).is_err_and(|silence| (silence.have, silence.need) == (21, 31)));
    }
}
