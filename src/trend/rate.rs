//! Whether two rates differ by more than chance, and by how much.
use super::binomial::{at_least, at_most};
use super::limits::real;

/// One rate against another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateChange {
    /// How many times the second rate the first is; `None` where the second is none.
    pub ratio: Option<f64>,
    /// The least ratio that the counts allow, with 95 % confidence.
    pub low: f64,
    /// The greatest; infinite where the second count is 0.
    pub high: f64,
    /// How probable a difference as great as this is without any cause, from 0 to 1.
    pub p: f64,
}

/// Compares `first` incidents in `first_days` with `second` in `second_days`; days are positive.
///
/// Exact, conditional on the sum of both; the interval is that of Clopper and Pearson and agrees with `p`.
#[must_use]
pub fn compare(first: usize, first_days: f64, second: usize, second_days: f64) -> RateChange {
    let (low, high) = clopper_pearson(first, first + second);
    let ratio = |share: f64| if share < 1.0 { share / (1.0 - share) * second_days / first_days } else { f64::INFINITY };
    let p = probability(first, first_days, second, second_days);
    let observed = real(first) / first_days / (real(second) / second_days);
    RateChange { ratio: (second > 0).then_some(observed), low: ratio(low), high: ratio(high), p }
}

/// How probable a difference as great as this is without any cause: twice the smaller tail.
pub(super) fn probability(first: usize, first_days: f64, second: usize, second_days: f64) -> f64 {
    let (all, share) = (first + second, first_days / (first_days + second_days));
    (2.0 * at_most(first, all, share).min(at_least(first, all, share))).min(1.0)
}

/// The 95 % interval of a share of which `count` in `all` were seen.
fn clopper_pearson(count: usize, all: usize) -> (f64, f64) {
    let low = if count == 0 { 0.0 } else { root(|share| at_least(count, all, share) < 0.025) };
    let high = if count == all { 1.0 } else { root(|share| at_most(count, all, share) > 0.025) };
    (low, high)
}

/// Where between 0 and 1 a property stops to hold, by halving until nothing is left to halve.
fn root(holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..64 {
        let middle = low.midpoint(high);
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low.midpoint(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_agree_with_scipy() {
        let inf = f64::INFINITY;
        let known = [
            (8, 48, 0.127_389, 0.8171, 4.2650),
            (9, 48, 0.058_432, 0.9706, 4.6362),
            (10, 48, 0.024_837, 1.1277, 5.0044),
            (12, 48, 0.003_665, 1.4505, 5.7331),
            (0, 60, 0.016_417, 0.0, 0.7609),
            (0, 48, 0.042_899, 0.0, 0.9586),
            (5, 12, 0.015_192, 1.3799, 15.2469),
            (20, 120, 0.010_807, 1.1795, 3.2279),
            (3, 0, 0.000_910, 4.9588, inf),
        ];
        for (first, second, p, low, high) in known {
            let change = compare(first, 1.0, second, 12.0);
            assert!((change.p - p).abs() < 1e-6, "{first}/{second}: p {}", change.p);
            assert!((change.low - low).abs() < 1e-4, "{first}/{second}: low {}", change.low);
            assert!((change.high - high).abs() < 1e-4 || change.high.min(high).is_infinite(), "{first}/{second}");
        }
    }

    #[test]
    fn days_count() {
        let change = compare(7, 30.0, 40, 365.0);
        assert!((change.p - 0.126_050).abs() < 1e-6);
        assert!((change.ratio.unwrap_or(0.0) - 2.129_17).abs() < 1e-5);
        assert!((compare(5, 21.0, 60, 365.0).p - 0.557_738).abs() < 1e-6);
    }

    #[test]
    fn nothing_against_nothing_says_nothing() {
        let change = compare(0, 1.0, 0, 12.0);
        assert!(change.ratio.is_none() && (change.p - 1.0).abs() < 1e-15);
    }

    #[test]
    fn the_smallest_clear_counts_agree_with_scipy() {
        let clear = |first, second| compare(first, 1.0, second, 12.0).p < 0.05;
        for (second, smallest) in [(12, 5), (24, 6), (36, 8), (48, 10), (60, 11), (120, 18), (240, 31)] {
            assert_eq!((second / 12..100).find(|first| clear(*first, second)), Some(smallest));
        }
        for (second, largest) in [(48, 0), (60, 0), (120, 3), (240, 10)] {
            assert_eq!((0..second / 12).rfind(|first| clear(*first, second)), Some(largest));
        }
    }
}
