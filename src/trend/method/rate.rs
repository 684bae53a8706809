//! Whether two rates differ by more than chance, and by how much.
use super::binomial::{at_least, at_most, density};
use super::limits::real;
use super::wilson::wilson;

/// One rate against another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateChange {
    /// How many times the second rate the first is; `None` where the second is none.
    pub ratio: Option<f64>,
    /// The least ratio that the counts allow, with 95% confidence.
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
pub(in crate::trend) fn probability(first: usize, first_days: f64, second: usize, second_days: f64) -> f64 {
    let (all, share) = (first + second, first_days / (first_days + second_days));
    (2.0 * at_most(first, all, share).min(at_least(first, all, share))).min(1.0)
}

/// The 95 % interval of a share of which `count` in `all` were seen.
fn clopper_pearson(count: usize, all: usize) -> (f64, f64) {
    (least_share(count, all), 1.0 - least_share(all - count, all))
}

/// The share at which `count` or more in `all` have a probability of 2.5 %: by Newton's method from Wilson's end, with
/// halving where that would leave the range in which it lies.
fn least_share(count: usize, all: usize) -> f64 {
    if count == 0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, real(count) / real(all));
    let mut share = wilson(count, all).0;
    for _ in 0..64 {
        let tail = at_least(count, all, share);
        *(if tail < 0.025 { &mut low } else { &mut high }) = share;
        let slope = real(count) / share * density(count, all, share);
        let newton = share - (tail - 0.025) / slope;
        let next = if newton > low && newton < high { newton } else { low.midpoint(high) };
        let step = (next - share).abs();
        share = next;
        if step <= share * 1e-14 {
            break;
        }
    }
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_agree_with_scipy() {
        let inf = f64::INFINITY;
        let known = [
            (0, 12, 0.765_393, 0.0, 4.3187),
            (3, 12, 0.206_534, 0.5433, 11.1165),
            (4, 12, 0.060_214, 0.9403, 13.1980),
            (6, 12, 0.003_417, 1.8477, 17.2736),
            (1, 48, 0.201_296, 0.0062, 1.4611),
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
    fn exact_intervals_agree_with_scipy() {
        let known = [(0, 5, 0.0, 0.521_824), (2, 10, 0.025_211, 0.556_095), (5, 20, 0.086_571, 0.491_046)];
        for (count, all, low, high) in known {
            let got = clopper_pearson(count, all);
            assert!((got.0 - low).abs() < 1e-6 && (got.1 - high).abs() < 1e-6, "{count}/{all}: {got:?}");
        }
    }

    #[test]
    fn an_interval_ends_where_its_tails_do() {
        let pairs = (1..60_usize).map(|nth| (1 + nth * nth * 7 % 5_000, nth * 211));
        for (count, all) in pairs.map(|(count, more)| (count, count + more)) {
            let (low, high) = clopper_pearson(count, all);
            assert!((at_least(count, all, low) - 0.025).abs() < 1e-9, "{count}/{all}");
            assert!((at_most(count, all, high) - 0.025).abs() < 1e-9, "{count}/{all}");
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
