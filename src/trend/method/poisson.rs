//! Tails of the Poisson distribution, summed from the far side, and what they say of a mean.
use libm::{exp, lgamma, log};

use super::limits::{Limits, TAIL, real};

/// P(X ≤ k) for X ~ Poisson(mean).
pub(in crate::trend) fn at_most(k: usize, mean: f64) -> f64 {
    if mean <= 0.0 {
        return 1.0;
    }
    if real(k) < mean { downward(k, mean) } else { 1.0 - upward(k + 1, mean) }.clamp(0.0, 1.0)
}

/// P(X ≥ k) for X ~ Poisson(mean).
pub(in crate::trend) fn at_least(k: usize, mean: f64) -> f64 {
    match k.checked_sub(1) {
        None => 1.0,
        Some(_) if mean <= 0.0 => 0.0,
        Some(below) if real(k) <= mean => 1.0 - at_most(below, mean),
        Some(_) => upward(k, mean).clamp(0.0, 1.0),
    }
}

/// The 95 % interval of the mean of which `count` were seen, exact (Garwood 1936).
#[must_use]
pub fn garwood(count: usize) -> (f64, f64) {
    let most = 4.0_f64.mul_add(libm::sqrt(real(count)), real(count)) + 20.0;
    let low = if count == 0 { 0.0 } else { root(most, |mean| at_least(count, mean) < 0.025) };
    (low, root(most, |mean| at_most(count, mean) > 0.025))
}

/// Counts that are no signal where the mean is known for sure.
#[must_use]
pub fn known_mean(mean: f64) -> Limits {
    let mut low = 0;
    while at_most(low, mean) <= TAIL {
        low += 1;
    }
    let mut high = low;
    while at_least(high + 1, mean) > TAIL {
        high += 1;
    }
    Limits { low, high }
}

/// The sum of P(X = j) for j from k down, below the mean: each term is smaller than the last.
fn downward(k: usize, mean: f64) -> f64 {
    let mut term = density(k, mean);
    let mut sum = term;
    for j in (1..=k).rev() {
        term *= real(j) / mean;
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

/// The sum of P(X = j) for j from k up, above the mean.
fn upward(k: usize, mean: f64) -> f64 {
    let mut term = density(k, mean);
    let mut sum = term;
    for j in k + 1.. {
        term *= mean / real(j);
        sum += term;
        if term <= sum * 1e-17 {
            break;
        }
    }
    sum
}

fn density(k: usize, mean: f64) -> f64 {
    exp(real(k) * log(mean) - mean - lgamma(real(k) + 1.0))
}

/// Where between 0 and `most` a property stops to hold, by halving.
fn root(most: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0_f64, most);
    for _ in 0..100 {
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
    fn limits_of_a_known_mean_agree_with_scipy() {
        let small = [(0.25, 0, 3), (0.5, 0, 4), (1.0, 0, 5), (2.0, 0, 7), (3.0, 0, 9), (4.0, 0, 11), (5.0, 0, 13)];
        let middling = [(7.5, 1, 17), (9.0, 2, 19), (10.0, 2, 21), (12.0, 3, 24), (16.0, 5, 29), (20.0, 8, 35)];
        let large = [(25.0, 11, 41), (30.0, 15, 48), (50.0, 30, 72), (100.0, 71, 131)];
        for (mean, low, high) in small.into_iter().chain(middling).chain(large) {
            assert_eq!(known_mean(mean), Limits { low, high }, "mean {mean}");
        }
    }

    #[test]
    fn intervals_of_a_mean_agree_with_scipy() {
        let known = [
            (0, 0.0, 3.688_879),
            (1, 0.025_318, 5.571_643),
            (2, 0.242_209, 7.224_688),
            (3, 0.618_672, 8.767_273),
            (5, 1.623_486, 11.668_332),
            (8, 3.453_832, 15.763_189),
            (12, 6.200_575, 20.961_585),
            (20, 12.216_52, 30.888_378),
            (48, 35.391_411, 63.641_036),
        ];
        for (count, low, high) in known {
            let got = garwood(count);
            assert!((got.0 - low).abs() < 1e-5 && (got.1 - high).abs() < 1e-5, "{count}: {got:?}");
        }
    }

    #[test]
    fn a_far_tail_keeps_its_precision() {
        assert!((at_least(10, 1.6) / 7.142_291_801_020_266e-6 - 1.0).abs() < 1e-9);
        assert!((at_most(4, 5.0) + at_least(5, 5.0) - 1.0).abs() < 1e-14);
        assert!(at_least(0, 0.0) > 0.999 && at_least(1, 0.0).abs() < 1e-300 && at_most(0, 0.0) > 0.999);
    }
}
