//! The counts that a month may have without being remarkable, given others.
use super::binomial::{at_least, at_most};

/// What lies outside on each side: as much as beyond three standard deviations of a normal distribution.
pub const TAIL: f64 = 0.001_349_9;

/// On which side of its expected range a month is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// More than expected.
    Above,
    /// Fewer.
    Below,
}

/// Whole counts that are no signal, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The least; 0 means that no count is too small.
    pub low: usize,
    /// The greatest.
    pub high: usize,
}

impl Limits {
    /// Whether a count lies outside.
    #[must_use]
    pub const fn judge(self, count: usize) -> Option<Signal> {
        match count {
            above if above > self.high => Some(Signal::Above),
            below if below < self.low => Some(Signal::Below),
            _ => None,
        }
    }
}

/// Limits for `days` more days after `count` incidents in `past` days, both positive.
///
/// Exact for counts with one common rate, whatever it is: given the sum of both counts, the new one is binomial.
#[must_use]
pub fn predictive(count: usize, past: f64, days: f64) -> Limits {
    let share = days / (days + past);
    if !(share > 0.0 && share < 1.0) {
        return Limits { low: 0, high: usize::MAX };
    }
    let reachable = |k: usize| at_least(k, k + count, share) > TAIL;
    let too_small = |k: usize| at_most(k, k + count, share) <= TAIL;
    Limits { low: first_not(too_small), high: first_not(reachable).saturating_sub(1) }
}

/// The first number for which a property that holds up to some point no longer holds.
pub(in crate::trend) fn first_not(holds: impl Fn(usize) -> bool) -> usize {
    const MOST: usize = 1 << 40;
    let mut beyond = 1;
    while beyond < MOST && holds(beyond) {
        beyond *= 2;
    }
    let mut from = 0;
    while from < beyond {
        let middle = from.midpoint(beyond);
        if holds(middle) {
            from = middle + 1;
        } else {
            beyond = middle;
        }
    }
    from
}

/// A count as a number to reckon with; counts are far below 2⁵³, where that is exact.
#[expect(clippy::cast_precision_loss, reason = "no site has 2^53 incidents")]
pub(crate) const fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_agree_with_scipy() {
        let year = |count| predictive(count, 12.0, 1.0);
        let known = [(0, 0, 2), (3, 0, 3), (6, 0, 4), (12, 0, 6), (24, 0, 8), (36, 0, 10), (48, 0, 12), (60, 0, 14)];
        for (count, low, high) in known.into_iter().chain([(120, 2, 21), (240, 8, 36)]) {
            assert_eq!(year(count), Limits { low, high }, "{count} in twelve months");
        }
        for (days, high) in [(28.0, 12), (31.0, 13), (10.0, 6)] {
            assert_eq!(predictive(52, 365.0, days), Limits { low: 0, high });
        }
    }

    #[test]
    fn with_endless_history_they_are_those_of_a_known_mean() {
        // Exact Poisson limits, by mean.
        let known = [(1, 0, 5), (5, 0, 13), (9, 2, 19), (10, 2, 21), (20, 8, 35), (50, 30, 72), (100, 71, 131)];
        for (mean, low, high) in known {
            assert_eq!(predictive(mean * 10_000_000, 1e7, 1.0), Limits { low, high }, "mean {mean}");
        }
    }

    #[test]
    fn no_history_in_days_limits_nothing() {
        assert_eq!(predictive(3, 0.0, 30.0), Limits { low: 0, high: usize::MAX });
        assert_eq!(predictive(3, 0.0, 0.0), Limits { low: 0, high: usize::MAX });
    }
}
