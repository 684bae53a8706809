//! The upper tail of the χ² distribution.
use libm::{erfc, exp, lgamma, log, sqrt};

/// P(X ≥ x) for X ~ χ² with `degrees` degrees of freedom, at least one.
///
/// The finite sum for whole degrees (Abramowitz and Stegun, 26.4.4 and 26.4.5): no series to cut off.
pub(in crate::trend) fn at_least(x: f64, degrees: usize) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return 1.0;
    }
    let half = x / 2.0;
    let (first, start) = if degrees.is_multiple_of(2) { (0.0, 0.0) } else { (erfc(sqrt(half)), 0.5) };
    let terms = (0..degrees / 2).map(|nth| start + super::limits::real(nth));
    let sum: f64 = terms.map(|power| exp(power * log(half) - half - lgamma(power + 1.0))).sum();
    (first + sum).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_agree_with_tables() {
        for (x, degrees) in [(3.841_459, 1), (5.991_465, 2), (7.814_728, 3), (18.307_038, 10), (19.675_138, 11)] {
            assert!((at_least(x, degrees) - 0.05).abs() < 1e-7, "{degrees} degrees: {}", at_least(x, degrees));
        }
        assert!((at_least(0.0, 4) - 1.0).abs() < 1e-15 && at_least(1e9, 7) < 1e-300);
    }
}
