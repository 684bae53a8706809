//! The median and the 90 % quantile, with the interval that the order of the values allows.
use super::binomial::{at_least, at_most};
use super::limits::real;
use super::survival::{Lasting, Survival};

/// From this many values on there is a median.
pub const LEAST_MEDIAN: usize = 3;

/// From this many values on there is a 90 % quantile.
pub const LEAST_P90: usize = 10;

/// What can be said of some values, some of which may be only lower bounds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Summary {
    /// How many there are.
    pub count: usize,
    /// How many of them are exact; the others lasted at least as long.
    pub ended: usize,
    /// The median; silent below [`LEAST_MEDIAN`]. Its interval begins at 6 values.
    pub median: Option<Estimate>,
    /// What nine in ten do not exceed; silent below [`LEAST_P90`]. Its interval begins at 36 values.
    pub p90: Option<Estimate>,
}

impl Summary {
    /// Sums up values in any order. Where some are not over the quantiles are those of Kaplan and Meier, and their
    /// intervals those of Brookmeyer and Crowley (1982) on the scale of `log(−log)`; else the order of the values
    /// gives both.
    #[must_use]
    pub fn of(values: &[Lasting]) -> Self {
        let (count, ended) = (values.len(), values.iter().filter(|value| value.ended).count());
        let survival = (ended < count).then(|| Survival::of(values.iter().copied()));
        let mut sorted: Vec<f64> = values.iter().map(|value| value.length).collect();
        sorted.sort_by(f64::total_cmp);
        let estimate = |share| {
            let ranks = ranks(count, share);
            if let Some(survival) = &survival {
                return Estimate { value: survival.quantile(share), interval: ranks.and(survival.interval(share)) };
            }
            let at = |rank: usize| rank.checked_sub(1).and_then(|at| sorted.get(at)).copied();
            let interval = ranks.and_then(|(low, high)| at(low).zip(at(high)));
            Estimate { value: quantile(&sorted, share), interval }
        };
        let (median, p90) = (count >= LEAST_MEDIAN, count >= LEAST_P90);
        Self { count, ended, median: median.then(|| estimate(0.5)), p90: p90.then(|| estimate(0.9)) }
    }
}

/// One quantile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// It; `None` where so many are not over that it is not reached.
    pub value: Option<f64>,
    /// Between what it lies with 95 % confidence; the upper end may be infinite. `None` below the stated count.
    pub interval: Option<(f64, f64)>,
}

/// The quantile of sorted values, between two of them in proportion (type 7 of Hyndman and Fan); `None` of nothing.
#[must_use]
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let position = real(sorted.len().checked_sub(1)?) * share.clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the last index")]
    let at = libm::floor(position) as usize;
    let (below, above) = (*sorted.get(at)?, *sorted.get(at + 1).or(sorted.last())?);
    Some((position - real(at)).mul_add(above - below, below))
}

/// The ranks, from 1, between whose values a quantile of `count` values lies with at least 95 % confidence, whatever
/// their distribution; `None` where there are too few for both ends.
#[must_use]
pub fn ranks(count: usize, share: f64) -> Option<(usize, usize)> {
    let low = first(count, |k| at_most(k, count, share) > 0.025);
    let high = first(count + 1, |k| at_least(k, count, share) <= 0.025);
    (low >= 1 && high <= count).then_some((low, high))
}

/// The first number below `end` of which something holds that holds from there on; else `end`.
fn first(end: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut until) = (0, end);
    while from < until {
        let middle = from.midpoint(until);
        if holds(middle) {
            until = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: [f64; 12] = [4.0, 7.0, 9.0, 12.0, 15.0, 22.0, 31.0, 45.0, 60.0, 95.0, 240.0, 1440.0];

    #[test]
    fn quantiles_agree_with_numpy() {
        for (share, known) in [(0.25, 11.25), (0.5, 26.5), (0.75, 68.75), (0.9, 225.5), (0.95, 780.0)] {
            let got = quantile(&SAMPLE, share).expect("there are values");
            assert!((got - known).abs() < 1e-9, "{share}: {got}");
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[7.0], 0.9), Some(7.0));
    }

    #[test]
    fn ranks_agree_with_scipy() {
        let known = [
            (3, None),
            (5, None),
            (6, Some((1, 6))),
            (7, Some((1, 7))),
            (8, Some((1, 8))),
            (9, Some((2, 8))),
            (10, Some((2, 9))),
            (12, Some((3, 10))),
            (15, Some((4, 12))),
            (20, Some((6, 15))),
            (30, Some((10, 21))),
            (50, Some((18, 33))),
        ];
        for (count, ranks_of_median) in known {
            assert_eq!(ranks(count, 0.5), ranks_of_median, "{count} values");
        }
        assert_eq!((ranks(0, 0.5), ranks(35, 0.9)), (None, None));
        assert_eq!((ranks(36, 0.9).is_some(), ranks(50, 0.9)), (true, Some((41, 50))));
    }

    fn ended(lengths: impl IntoIterator<Item = u32>) -> Vec<Lasting> {
        lengths.into_iter().map(|length| Lasting { length: f64::from(length), ended: true }).collect()
    }

    #[test]
    fn below_the_stated_counts_there_is_silence() {
        let of = |count: u32| Summary::of(&ended(1..=count));
        assert!(of(2).median.is_none() && of(0).median.is_none());
        assert!(of(3).median.is_some_and(|median| median.value == Some(2.0) && median.interval.is_none()));
        assert!(of(5).median.is_some_and(|median| median.interval.is_none()));
        assert_eq!(of(6).median.and_then(|median| median.interval), Some((1.0, 6.0)));
        assert!(of(9).p90.is_none() && of(10).p90.is_some_and(|p90| p90.interval.is_none()));
        assert!(of(35).p90.is_some_and(|p90| p90.interval.is_none()));
        assert!(of(36).p90.is_some_and(|p90| p90.interval.is_some()));
    }

    #[test]
    fn what_is_not_over_lengthens_the_median_and_never_shortens_it() {
        let mut values = ended(1..=11);
        let before = Summary::of(&values).median.and_then(|median| median.value);
        values.extend((0..6).map(|_| Lasting { length: 3.0, ended: false }));
        let after = Summary::of(&values);
        assert_eq!((after.count, after.ended), (17, 11));
        assert!(after.median.and_then(|median| median.value) > before);
        assert!(after.median.and_then(|median| median.interval).is_some_and(|(low, high)| low <= high));
    }

    #[test]
    fn identical_values_are_their_own_interval() {
        let all = Summary::of(&ended([40; 40]));
        assert_eq!(all.median, Some(Estimate { value: Some(40.0), interval: Some((40.0, 40.0)) }));
        assert_eq!(all.p90, all.median);
    }
}
