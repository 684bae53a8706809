//! Whether months have shifted for good: runs on one side of the median.

use super::binomial::at_most;
use super::limits::real;
use super::said::{Counted, Said};

/// Fewer useful points than this say nothing about a shift.
pub const LEAST_USEFUL: usize = 10;

/// The verdict on a row of points by the rules of Anhøj and Olesen (2014): a shift, where a run is longer or the
/// median crossed less often than chance allows. Points on the median do not count; they neither break nor make a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Runs {
    /// The median of all points.
    pub median: f64,
    /// Points that are not on it.
    pub useful: usize,
    /// The length of the longest run on one side, in useful points.
    pub longest: usize,
    /// The index of the first point of that run, and of the last.
    pub span: (usize, usize),
    /// Whether it lies above the median.
    pub above: bool,
    /// The longest that is no signal.
    pub longest_limit: usize,
    /// How often neighbouring useful points lie on different sides.
    pub crossings: usize,
    /// The fewest that are no signal.
    pub crossings_limit: usize,
}

impl Runs {
    /// Judges points in their order.
    ///
    /// # Errors
    /// Silence below [`LEAST_USEFUL`] points that are not on the median.
    pub fn of(points: &[usize]) -> Said<Self> {
        let mut sorted = points.to_vec();
        sorted.sort_unstable();
        let middle = |at: usize| sorted.get(at).copied().map_or(0.0, real);
        let median = middle(points.len().saturating_sub(1) / 2).midpoint(middle(points.len() / 2));
        let mut runs = Self { median, ..Self::count(points, median) };
        Counted::UsefulMonths.enough(runs.useful, LEAST_USEFUL)?;
        (runs.longest_limit, runs.crossings_limit) = limits(runs.useful);
        Ok(runs)
    }

    /// Whether the points have shifted.
    #[must_use]
    pub const fn shift(&self) -> bool {
        self.longest > self.longest_limit || self.crossings < self.crossings_limit
    }

    fn count(points: &[usize], median: f64) -> Self {
        let empty = Self {
            median,
            useful: 0,
            longest: 0,
            span: (0, 0),
            above: false,
            longest_limit: 0,
            crossings: 0,
            crossings_limit: 0,
        };
        let sides =
            points.iter().map(|point| real(*point)).enumerate().filter(|(_, point)| (*point - median).abs() > 0.0);
        let mut run: Option<(bool, usize, usize)> = None;
        sides.fold(empty, |mut runs, (at, point)| {
            let above = point > median;
            let (from, length) = match run {
                Some((side, from, length)) if side == above => (from, length + 1),
                _ => (at, 1),
            };
            runs.crossings += usize::from(run.is_some_and(|(side, ..)| side != above));
            runs.useful += 1;
            run = Some((above, from, length));
            if length > runs.longest {
                (runs.longest, runs.span, runs.above) = (length, (from, at), above);
            }
            runs
        })
    }
}

/// The longest run and the fewest crossings that chance explains, for some useful points, at least one.
fn limits(useful: usize) -> (usize, usize) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a logarithm of a count is small")]
    let longest = libm::round(libm::log2(real(useful)) + 3.0) as usize;
    let pairs = useful.saturating_sub(1);
    let crossings = (0..=pairs).find(|k| at_most(*k, pairs, 0.5) >= 0.05);
    (longest, crossings.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_agree_with_the_published_ones() {
        let known = [(10, 6, 2), (12, 7, 3), (20, 7, 6), (24, 8, 8), (36, 8, 13), (60, 9, 23), (120, 10, 51)];
        for (useful, longest, crossings) in known {
            assert_eq!(limits(useful), (longest, crossings), "{useful} points");
        }
    }

    #[test]
    fn a_lasting_fall_is_a_shift() {
        let points = [9, 8, 9, 7, 8, 9, 8, 9, 9, 7, 2, 3, 1, 2, 3, 2, 1, 2, 3, 2];
        let runs = Runs::of(&points).expect("twenty points say something");
        assert_eq!((runs.useful, runs.longest, runs.span, runs.crossings), (20, 10, (0, 9), 1));
        assert!(runs.shift() && runs.above && (runs.median - 5.0).abs() < 1e-12);
    }

    #[test]
    fn points_on_the_median_do_not_count() {
        let points = [1, 5, 5, 1, 5, 9, 5, 9, 1, 9];
        assert_eq!(Runs::of(&points).map_err(|silence| (silence.have, silence.need)), Err((6, LEAST_USEFUL)));
        assert!(Runs::of(&[]).is_err() && Runs::of(&[0; 40]).is_err());
    }

    #[test]
    fn what_goes_up_and_down_is_no_shift() {
        let points: Vec<usize> = (0..24).map(|nth| nth * 7 % 5).collect();
        assert!(!Runs::of(&points).expect("enough").shift());
    }
}
