//! How exactly a share is known.
use super::limits::real;

/// The 95 % interval of a share of which `count` in `all` were seen; from 0 to 1, all of it where `all` is 0.
#[must_use]
pub fn wilson(count: usize, all: usize) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    if all == 0 {
        return (0.0, 1.0);
    }
    let (n, share) = (real(all), real(count.min(all)) / real(all));
    let middle = share + Z * Z / (2.0 * n);
    let half = Z * libm::sqrt(share * (1.0 - share) / n + Z * Z / (4.0 * n * n));
    let scale = 1.0 + Z * Z / n;
    (((middle - half) / scale).clamp(0.0, share), ((middle + half) / scale).clamp(share, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_agree_with_statsmodels() {
        let known = [
            (0, 5, 0.0, 0.434_482),
            (1, 3, 0.061_492, 0.792_34),
            (3, 3, 0.438_503, 1.0),
            (2, 10, 0.056_682, 0.509_838),
            (12, 60, 0.118_285, 0.317_818),
            (8, 14, 0.325_906, 0.786_192),
        ];
        for (count, all, low, high) in known {
            let got = wilson(count, all);
            assert!((got.0 - low).abs() < 1e-6 && (got.1 - high).abs() < 1e-6, "{count}/{all}: {got:?}");
        }
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }
}
