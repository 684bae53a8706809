//! Whether one sample of durations is longer than another, whatever their distribution.
use libm::{erfc, exp, fabs, log, sqrt};

use super::limits::real;
use super::quantile::LEAST_MEDIAN;
use super::said::{Counted, Said};
use super::survival::Lasting;

/// What is shorter, in the unit of the samples, counts as this long where quotients are formed.
const LEAST: f64 = 0.5;

/// Up to this many in each sample the probability is exact.
const MOST_EXACT: usize = 25;

/// One sample against another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// How many times as long the first is: the median of all quotients (Hodges and Lehmann, on logarithms). What
    /// is not over counts with its time so far, and what takes less than half a minute as half of one.
    pub ratio: f64,
    /// Between what the ratio lies with 95% confidence (Moses); `None` where the samples are too small for it.
    pub interval: Option<(f64, f64)>,
    /// How probable a difference as great as this is without any cause, from 0 to 1.
    pub p: f64,
    /// Whether `p` is exact, else by the normal approximation with ties.
    pub exact: bool,
}

impl Shift {
    /// Compares two samples with the test of Mann and Whitney; where some are not over, with that of Gehan (1965),
    /// which is the same but for pairs that cannot be ordered yet.
    ///
    /// # Errors
    /// Silence with fewer than [`LEAST_MEDIAN`] in either.
    pub fn of(first: &[Lasting], second: &[Lasting]) -> Said<Self> {
        Counted::Durations.enough(first.len().min(second.len()), LEAST_MEDIAN)?;
        let order = Order::of(first, second);
        let small = first.len().max(second.len()) <= MOST_EXACT;
        let exact = small && order.plain();
        let p = if exact { order.exact(first, second.len()) } else { order.approximate(first, second) };
        let quotients = Quotients::of(first, second);
        Ok(Self { ratio: quotients.median(), interval: quotients.interval(exact), p, exact })
    }
}

/// Both samples together, in order.
struct Order {
    ended: Vec<f64>,
    running: Vec<f64>,
}

impl Order {
    fn of(first: &[Lasting], second: &[Lasting]) -> Self {
        let lengths = |ended| {
            let all = first.iter().chain(second).filter(|one| one.ended == ended);
            let mut lengths: Vec<f64> = all.map(|one| one.length).collect();
            lengths.sort_by(f64::total_cmp);
            lengths
        };
        Self { ended: lengths(true), running: lengths(false) }
    }

    /// Whether all are over and no two are equal.
    fn plain(&self) -> bool {
        self.running.is_empty() && self.ended.windows(2).all(|pair| pair[0] < pair[1])
    }

    /// How many are surely shorter, less how many are surely longer.
    fn score(&self, one: &Lasting) -> f64 {
        let below = |all: &[f64]| all.partition_point(|other| *other < one.length);
        let up_to = |all: &[f64]| all.partition_point(|other| *other <= one.length);
        if !one.ended {
            return real(up_to(&self.ended));
        }
        let longer = self.ended.len() - up_to(&self.ended) + self.running.len() - below(&self.running);
        real(below(&self.ended)) - real(longer)
    }

    fn sum(&self, sample: &[Lasting]) -> f64 {
        sample.iter().map(|one| self.score(one)).sum()
    }

    /// By the permutation variance of the scores, with a correction for continuity.
    fn approximate(&self, first: &[Lasting], second: &[Lasting]) -> f64 {
        let (n, m) = (real(first.len()), real(second.len()));
        let squares: f64 = first.iter().chain(second).map(|one| self.score(one) * self.score(one)).sum();
        let deviation = sqrt(n * m / ((n + m) * (n + m - 1.0)) * squares);
        let distance = (fabs(self.sum(first)) - 1.0).max(0.0);
        if deviation > 0.0 { erfc(distance / deviation / core::f64::consts::SQRT_2) } else { 1.0 }
    }

    /// By counting all ways to choose the first sample from both; they are all different.
    fn exact(&self, first: &[Lasting], second: usize) -> f64 {
        let pairs = first.len() * second;
        let far = (real(pairs) - fabs(self.sum(first))) / 2.0;
        let ways = ways(first.len(), second);
        let tail: f64 = ways.iter().enumerate().filter(|(pairs, _)| real(*pairs) <= far + 0.25).map(|(_, n)| n).sum();
        (2.0 * tail / ways.iter().sum::<f64>()).min(1.0)
    }
}

/// In how many ways `n` of `n + m` can be chosen so that so many pairs are in order: the coefficients of the Gaussian
/// binomial. Whole numbers below 2⁵³ for the sizes that are exact.
fn ways(n: usize, m: usize) -> Vec<f64> {
    let mut ways = vec![0.0; n * m + 1];
    ways[0] = 1.0;
    for i in 1..=n {
        for at in (m + i..ways.len()).rev() {
            ways[at] -= ways[at - m - i];
        }
        for at in i..ways.len() {
            ways[at] += ways[at - i];
        }
    }
    ways
}

/// All quotients of one of the first sample and one of the second, never listed.
struct Quotients {
    /// The logarithms of the first sample, in order.
    first: Vec<f64>,
    /// Those of the second.
    second: Vec<f64>,
}

impl Quotients {
    fn of(first: &[Lasting], second: &[Lasting]) -> Self {
        let logs = |sample: &[Lasting]| {
            let mut logs: Vec<f64> = sample.iter().map(|one| log(one.length.max(LEAST))).collect();
            logs.sort_by(f64::total_cmp);
            logs
        };
        Self { first: logs(first), second: logs(second) }
    }

    const fn pairs(&self) -> usize {
        self.first.len() * self.second.len()
    }

    fn median(&self) -> f64 {
        let (low, high) = (self.pairs().div_ceil(2), self.pairs() / 2 + 1);
        exp(self.difference(low).midpoint(self.difference(high)))
    }

    /// The quotients between which the test finds no difference (Hollander and Wolfe, 4.3).
    fn interval(&self, exact: bool) -> Option<(f64, f64)> {
        let (n, m) = (self.first.len(), self.second.len());
        let rank = if exact { rank(&ways(n, m)) } else { approximate_rank(real(n), real(m)) };
        let ends = (rank >= 1).then(|| (self.difference(rank), self.difference(self.pairs() + 1 - rank)));
        ends.map(|(low, high)| (exp(low), exp(high)))
    }

    fn difference(&self, nth: usize) -> f64 {
        difference(&self.first, &self.second, nth)
    }
}

/// How many numbers of pairs, from none on, are together no more probable than 2.5 %.
fn rank(ways: &[f64]) -> usize {
    let most = 0.025 * ways.iter().sum::<f64>();
    let sums = ways.iter().scan(0.0, |sum, ways| {
        *sum += ways;
        Some(*sum)
    });
    sums.take_while(|sum| *sum <= most).count()
}

/// The same by the normal approximation.
fn approximate_rank(n: f64, m: f64) -> usize {
    const Z: f64 = 1.959_963_984_540_054;
    let rank = n * m / 2.0 - Z * sqrt(n * m * (n + m + 1.0) / 12.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates")]
    let rank = rank.max(0.0) as usize;
    rank
}

/// The `nth` smallest, from 1, of all differences between two sorted lists, by halving their range: no list of pairs.
fn difference(first: &[f64], second: &[f64], nth: usize) -> f64 {
    let ends = |list: &[f64]| (list.first().copied().unwrap_or(0.0), list.last().copied().unwrap_or(0.0));
    let ((low, high), (other_low, other_high)) = (ends(first), ends(second));
    let (mut low, mut high) = (low - other_high, high - other_low);
    for _ in 0..80 {
        let middle = low.midpoint(high);
        if middle <= low || middle >= high {
            break;
        }
        if up_to(first, second, middle) >= nth {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// How many differences do not exceed a number.
fn up_to(first: &[f64], second: &[f64], most: f64) -> usize {
    let mut from = 0;
    let count = |one: &f64| {
        while second.get(from).is_some_and(|other| one - other > most) {
            from += 1;
        }
        second.len() - from
    };
    first.iter().map(count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(lengths: &[u32]) -> Vec<Lasting> {
        lengths.iter().map(|length| Lasting { length: f64::from(*length), ended: true }).collect()
    }

    fn known() -> (Vec<Lasting>, Vec<Lasting>) {
        let second = [60, 75, 90, 110, 130, 150, 200, 310, 480, 900];
        (sample(&[35, 42, 58, 61, 70, 88, 95, 120, 240]), sample(&second))
    }

    #[test]
    fn small_samples_agree_with_scipy() {
        let (first, second) = known();
        let shift = Shift::of(&first, &second).expect("enough");
        assert!(shift.exact && (shift.p - 0.027_929).abs() < 1e-6, "{shift:?}");
        assert!((shift.ratio - 0.472_107).abs() < 1e-6, "{shift:?}");
        let back = Shift::of(&second, &first).expect("enough");
        assert!((back.p - shift.p).abs() < 1e-12 && (back.ratio * shift.ratio - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_interval_is_that_of_the_ordered_quotients() {
        let (first, second) = known();
        let mut quotients: Vec<f64> =
            first.iter().flat_map(|a| second.iter().map(move |b| a.length / b.length)).collect();
        quotients.sort_by(f64::total_cmp);
        // Of 9 and 10 the table of the test has 20 as the greatest number of pairs below 2.5 %, so 21 are left out.
        let (low, high) = Shift::of(&first, &second).expect("enough").interval.expect("large enough");
        assert!((low - quotients[20]).abs() < 1e-9 && (high - quotients[90 - 21]).abs() < 1e-9, "{low} to {high}");
        assert!(low < 0.472_107 && 0.472_107 < high && high < 1.0);
        assert_eq!(Shift::of(&first[..3], &second[..3]).expect("enough").interval, None);
        assert_eq!((approximate_rank(9.0, 10.0), approximate_rank(40.0, 40.0)), (20, 596));
    }

    #[test]
    fn the_approximation_agrees_with_scipy() {
        let (first, second) = known();
        let p = Order::of(&first, &second).approximate(&first, &second);
        assert!((p - 0.030_486_157).abs() < 1e-8, "{p}");
    }

    #[test]
    fn equal_samples_do_not_differ() {
        let same = Shift::of(&sample(&[40; 40]), &sample(&[40; 40])).expect("enough");
        assert!(!same.exact && (same.p - 1.0).abs() < 1e-12 && (same.ratio - 1.0).abs() < 1e-12);
        assert!(Shift::of(&sample(&[0, 0, 0]), &sample(&[0, 1, 9])).is_ok_and(|shift| shift.ratio.is_finite()));
        assert!(Shift::of(&sample(&[1, 2]), &sample(&[1, 2, 3])).is_err());
    }

    #[test]
    fn what_is_not_over_counts_as_longer_than_what_was_shorter() {
        let (mut first, second) = known();
        let running = Lasting { length: 2_000.0, ended: false };
        first.extend([running; 6]);
        let shift = Shift::of(&first, &second).expect("enough");
        assert!(!shift.exact && shift.p > 0.5, "{shift:?}");
    }

    #[test]
    fn many_pairs_are_never_listed() {
        let first: Vec<u32> = (0..20_000).map(|nth| 10 + nth * 7_919 % 5_000).collect();
        let second: Vec<u32> = first.iter().map(|length| 2 * length).collect();
        let shift = Shift::of(&sample(&first), &sample(&second)).expect("enough");
        assert!(shift.p < 1e-12 && (shift.ratio - 0.5).abs() < 0.01, "{shift:?}");
    }
}
