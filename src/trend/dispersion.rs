//! Whether counts vary more than chance alone explains.
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
    fn nothing_does_not_vary() {
        assert!(Dispersion::of(&[]).is_none() && Dispersion::of(&[3]).is_none() && Dispersion::of(&[0, 0]).is_none());
        assert!(Dispersion::of(&[40, 2, 31, 5, 28, 1]).is_some_and(|got| got.widens()));
    }
}
