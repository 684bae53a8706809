//! Counts that vary more than chance: Poisson counts whose mean varies itself.
use libm::{exp, lgamma, log, log1p};

use super::limits::{Limits, TAIL, first_not, real};

/// The negative binomial distribution of a mean and a size; the variance is `mean + mean² / size`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::trend) struct NegativeBinomial {
    /// Positive.
    pub(in crate::trend) mean: f64,
    /// Positive; the smaller, the wider.
    pub(in crate::trend) size: f64,
}

impl NegativeBinomial {
    /// With the mean and the variance of a sample; `None` where that varies no more than chance.
    pub(in crate::trend) fn of(mean: f64, variance: f64) -> Option<Self> {
        let size = mean * mean / (variance - mean);
        (mean > 0.0 && variance > mean && size.is_finite()).then_some(Self { mean, size })
    }

    /// Counts that are no signal.
    pub(in crate::trend) fn limits(self) -> Limits {
        let low = first_not(|k| self.at_most(k) <= TAIL);
        Limits { low, high: first_not(|k| self.at_least(k + 1) > TAIL) }
    }

    /// P(X ≤ k).
    fn at_most(self, k: usize) -> f64 {
        if real(k) < self.mean { self.sum(k, false) } else { 1.0 - self.sum(k + 1, true) }
    }

    /// P(X ≥ k).
    fn at_least(self, k: usize) -> f64 {
        k.checked_sub(1)
            .map_or(1.0, |below| if real(k) > self.mean { self.sum(k, true) } else { 1.0 - self.at_most(below) })
    }

    /// The sum of P(X = j) from k on, up or down, away from the mean.
    fn sum(self, k: usize, up: bool) -> f64 {
        let rise = |j: usize| (real(j) + self.size) / real(j + 1) * self.mean / (self.size + self.mean);
        let (mut j, mut term) = (k, self.density(k));
        let mut sum = term;
        while (up || j > 0) && term > sum * 1e-16 {
            if up {
                term *= rise(j);
                j += 1;
            } else {
                j -= 1;
                term /= rise(j);
            }
            sum += term;
        }
        sum.clamp(0.0, 1.0)
    }

    fn density(self, k: usize) -> f64 {
        let (k, r) = (real(k), self.size);
        let ways = lgamma(k + r) - lgamma(k + 1.0) - lgamma(r);
        exp(ways - r * log1p(self.mean / r) + k * log(self.mean / (r + self.mean)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_agree_with_scipy() {
        let law = NegativeBinomial::of(6.75, 6.75 * 1.861_952_861_952_861_8).expect("it varies");
        assert!((law.size - 7.831_054_687_5).abs() < 1e-9);
        assert_eq!(law.limits(), Limits { low: 0, high: 21 });
    }

    #[test]
    fn tails_meet_and_sum_to_one() {
        let law = NegativeBinomial { mean: 40.0, size: 3.0 };
        for k in [0, 5, 39, 40, 41, 90, 400] {
            assert!((law.at_most(k) + law.at_least(k + 1) - 1.0).abs() < 1e-12, "{k}");
        }
    }

    #[test]
    fn what_varies_less_than_chance_has_none() {
        assert_eq!(NegativeBinomial::of(5.0, 5.0), None);
        assert_eq!(NegativeBinomial::of(0.0, 0.0), None);
        let wide = NegativeBinomial { mean: 2_500.0, size: 900.0 }.limits();
        assert!(wide.low > 2_000 && wide.high < 3_000, "{wide:?}");
    }
}
