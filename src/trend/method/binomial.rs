//! Tails of the binomial distribution, summed from the far side so that small ones keep their precision.
use libm::{exp, lgamma, log, log1p};

use super::limits::real;

/// P(X ≤ k) for X ~ Binomial(n, p).
pub(in crate::trend) fn at_most(k: usize, n: usize, p: f64) -> f64 {
    if k >= n || p <= 0.0 {
        return 1.0;
    }
    if p >= 1.0 {
        return 0.0;
    }
    if real(k) <= real(n) * p { downward(k, n, p) } else { 1.0 - downward(n - k - 1, n, 1.0 - p) }.clamp(0.0, 1.0)
}

/// P(X ≥ k) for X ~ Binomial(n, p).
pub(in crate::trend) fn at_least(k: usize, n: usize, p: f64) -> f64 {
    if k > n { 0.0 } else { at_most(n - k, n, 1.0 - p) }
}

/// The last k for which P(X ≤ k) does not exceed a small probability, in one pass over the tail; `None` where there is
/// none, and for a p that is 0 or 1.
pub(in crate::trend) fn last_rare(n: usize, p: f64, rare: f64) -> Option<usize> {
    if p <= 0.0 || p >= 1.0 {
        return None;
    }
    let odds = p / (1.0 - p);
    let mut k = far_below(n, p);
    let mut term = density(k, n, p);
    let mut sum = term;
    if sum > rare {
        return None;
    }
    while k < n {
        term *= real(n - k) / real(k + 1) * odds;
        sum += term;
        if sum > rare {
            break;
        }
        k += 1;
    }
    Some(k)
}

/// Nine deviations below the mean, below which nothing matters; else 0.
fn far_below(n: usize, p: f64) -> usize {
    let mean = real(n) * p;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates")]
    let k = (mean - 9.0 * libm::sqrt(mean * (1.0 - p))).max(0.0) as usize;
    k.min(n)
}

/// The sum of P(X = j) for j from k down; each term is smaller than the last.
fn downward(k: usize, n: usize, p: f64) -> f64 {
    let odds = (1.0 - p) / p;
    let mut term = density(k, n, p);
    let mut sum = term;
    for j in (1..=k).rev() {
        term *= real(j) / real(n - j + 1) * odds;
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

/// P(X = k) for X ~ Binomial(n, p), p between 0 and 1 and neither.
pub(in crate::trend) fn density(k: usize, n: usize, p: f64) -> f64 {
    let (k, n) = (real(k), real(n));
    let ways = lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0);
    exp(ways + k * log(p) + (n - k) * log1p(-p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_meet_and_are_exact_for_a_fair_coin() {
        assert!((at_most(1, 3, 0.5) - 0.5).abs() < 1e-15);
        assert!((at_least(3, 3, 0.5) - 0.125).abs() < 1e-15);
        assert!((at_most(40, 90, 0.3) + at_least(41, 90, 0.3) - 1.0).abs() < 1e-13);
    }

    #[test]
    fn the_ends_are_certain() {
        assert!((at_most(5, 5, 0.2) - 1.0).abs() < f64::EPSILON);
        assert!(at_least(0, 0, 0.2) > 0.999_999 && at_least(6, 5, 0.2) < f64::MIN_POSITIVE);
        assert!(at_most(3, 5, 1.0) < f64::MIN_POSITIVE && at_most(3, 5, 0.0) > 0.999_999);
    }
}
