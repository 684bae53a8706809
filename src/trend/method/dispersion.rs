//! Whether counts vary more than chance alone explains.
use libm::{fabs, sqrt};

use super::chi_squared;
use super::limits::real;

/// Above this much, and surely not by chance, expected ranges are widened.
pub const SPREAD: f64 = 1.5;

/// Below this probability the spread is not chance.
pub const SPREAD_P: f64 = 0.01;

/// How far counts vary: 1 is what chance alone gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// The variance by the mean: `Σ(x − x̄)² / x̄ / (m − 1)`.
    pub ratio: f64,
    /// How probable so much is by chance.
    pub p: f64,
}

impl Dispersion {
    /// Measures at least two counts; `None` for fewer, and where all are 0.
    #[must_use]
    pub fn of(counts: &[usize]) -> Option<Self> {
        let free = counts.len().checked_sub(1).filter(|free| *free > 0)?;
        let mean = counts.iter().map(|count| real(*count)).sum::<f64>() / real(counts.len());
        let squares: f64 = counts.iter().map(|count| (real(*count) - mean) * (real(*count) - mean)).sum();
        (mean > 0.0)
            .then(|| Self { ratio: squares / mean / real(free), p: chi_squared::at_least(squares / mean, free) })
    }

    /// Whether expected ranges are widened for it.
    #[must_use]
    pub fn widens(&self) -> bool {
        self.p < SPREAD_P && self.ratio > SPREAD
    }
}

/// The rate of counts in some days, and how many times as far neighbours differ as chance alone explains: the factor by
/// which a u′ chart widens its limits (Laney 2002). `None` for fewer than two, and where all are 0. It is there to
/// compare with such charts; expected ranges here do not use it.
#[must_use]
pub fn laney(counts: &[(usize, u32)]) -> Option<(f64, f64)> {
    let pairs = counts.len().checked_sub(1).filter(|pairs| *pairs > 0)?;
    let days: f64 = counts.iter().map(|(_, days)| f64::from(*days)).sum();
    let rate = counts.iter().map(|(count, _)| real(*count)).sum::<f64>() / days;
    let score = |(count, days): &(usize, u32)| (real(*count) / f64::from(*days) - rate) / sqrt(rate / f64::from(*days));
    let moves: f64 = counts.windows(2).map(|pair| fabs(score(&pair[1]) - score(&pair[0]))).sum();
    (rate > 0.0).then(|| (rate, moves / real(pairs) / 1.128))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dispersion_agrees_with_scipy() {
        let got = Dispersion::of(&[5, 7, 3, 9, 4, 6, 12, 2, 8, 5, 14, 6]).expect("there are counts");
        assert!((got.ratio - 1.861_953).abs() < 1e-6 && (got.p - 0.039_159).abs() < 1e-6, "{got:?}");
        assert!(!got.widens());
    }

    #[test]
    fn neighbours_agree_with_the_reference() {
        let counts = [5, 7, 3, 9, 4, 6, 12, 2, 8, 5, 14, 6];
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let (rate, wide) = laney(&counts.into_iter().zip(days).collect::<Vec<_>>()).expect("there are counts");
        assert!((rate - 0.221_917_8).abs() < 1e-7 && (wide - 1.969_903_4).abs() < 1e-7, "{rate} {wide}");
        assert!(laney(&[(3, 31)]).is_none() && laney(&[(0, 31), (0, 28)]).is_none());
    }

    #[test]
    fn nothing_does_not_vary() {
        assert!(Dispersion::of(&[]).is_none() && Dispersion::of(&[3]).is_none() && Dispersion::of(&[0, 0]).is_none());
        assert!(Dispersion::of(&[40, 2, 31, 5, 28, 1]).is_some_and(|got| got.widens()));
    }
}
