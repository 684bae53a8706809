//! The median and the 90 % quantile, with the interval that the order of the values allows.
use super::binomial::last_rare;
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
        let median = (count >= LEAST_MEDIAN).then(|| Wanted::of(count, 0.5));
        let p90 = (count >= LEAST_P90).then(|| Wanted::of(count, 0.9));
        if ended < count {
            let survival = Survival::of(values.iter().copied());
            let among = |wanted: Wanted| wanted.among_running(&survival);
            return Self { count, ended, median: median.map(among), p90: p90.map(among) };
        }
        let mut lengths: Vec<f64> = values.iter().map(|value| value.length).collect();
        let mut places: Vec<usize> = median.iter().chain(&p90).flat_map(Wanted::places).collect();
        places.sort_unstable();
        places.dedup();
        place(&mut lengths, &places, 0);
        let among = |wanted: Wanted| wanted.among_ended(&lengths);
        Self { count, ended, median: median.map(among), p90: p90.map(among) }
    }
}

/// One quantile that is asked for.
struct Wanted {
    share: f64,
    count: usize,
    /// The ranks of its interval, from 1.
    ranks: Option<(usize, usize)>,
}

impl Wanted {
    fn of(count: usize, share: f64) -> Self {
        Self { share, count, ranks: ranks(count, share) }
    }

    /// Where in sorted values it looks.
    fn places(&self) -> impl Iterator<Item = usize> + use<> {
        let (below, above, _) = between(self.count, self.share).unwrap_or_default();
        let ends = self.ranks.into_iter().flat_map(|(low, high)| [low - 1, high - 1]);
        [below, above].into_iter().chain(ends)
    }

    /// Among values of which those in [`Self::places`] are in theirs.
    fn among_ended(self, placed: &[f64]) -> Estimate {
        let at = |rank: usize| rank.checked_sub(1).and_then(|at| placed.get(at)).copied();
        let interval = self.ranks.and_then(|(low, high)| at(low).zip(at(high)));
        Estimate { value: quantile(placed, self.share), interval }
    }

    fn among_running(self, survival: &Survival) -> Estimate {
        Estimate { value: survival.quantile(self.share), interval: self.ranks.and(survival.interval(self.share)) }
    }
}

/// Puts the values of some places, which ascend and begin at `from`, where they would be if all were sorted.
fn place(values: &mut [f64], places: &[usize], from: usize) {
    let middle = places.len() / 2;
    let Some(at) = places.get(middle).and_then(|at| at.checked_sub(from)).filter(|at| *at < values.len()) else {
        return;
    };
    let (below, _, above) = values.select_nth_unstable_by(at, f64::total_cmp);
    place(below, &places[..middle], from);
    place(above, &places[middle + 1..], from + at + 1);
}

/// One quantile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// It; `None` where so many are not over that it is not reached.
    pub value: Option<f64>,
    /// Between what it lies with 95% confidence; the upper end may be infinite. `None` below the stated count.
    pub interval: Option<(f64, f64)>,
}

/// The quantile of sorted values, between two of them in proportion (type 7 of Hyndman and Fan); `None` of nothing.
#[must_use]
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let (below, above, part) = between(sorted.len(), share)?;
    let (below, above) = (*sorted.get(below)?, *sorted.get(above)?);
    Some(part.mul_add(above - below, below))
}

/// Between which places, from 0, a quantile of `count` sorted values lies, and how far from the first to the second.
fn between(count: usize, share: f64) -> Option<(usize, usize, f64)> {
    let last = count.checked_sub(1)?;
    let position = real(last) * share.clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the last index")]
    let at = libm::floor(position) as usize;
    Some((at, (at + 1).min(last), position - real(at)))
}

/// The ranks, from 1, between whose values a quantile of `count` values lies with at least 95% confidence, whatever
/// their distribution; `None` where there are too few for both ends.
#[must_use]
pub fn ranks(count: usize, share: f64) -> Option<(usize, usize)> {
    let low = last_rare(count, share, 0.025)? + 1;
    let high = count - last_rare(count, 1.0 - share, 0.025)?;
    Some((low, high))
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

    #[test]
    fn ranks_are_what_the_tails_say() {
        use super::super::binomial::{at_least, at_most};
        for count in (0..400).chain([997, 2_500, 10_000]) {
            for share in [0.5, 0.9] {
                let low = (0..count).find(|k| at_most(*k, count, share) > 0.025).unwrap_or(count);
                let high = (0..=count).find(|k| at_least(*k, count, share) <= 0.025).unwrap_or(count + 1);
                let known = (low >= 1 && high <= count).then_some((low, high));
                assert_eq!(ranks(count, share), known, "{share} of {count}");
            }
        }
    }

    #[test]
    fn what_is_placed_is_where_sorting_would_put_it() {
        let values: Vec<f64> = (0..500_u32).map(|nth| f64::from(nth * 7_919 % 83)).collect();
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        for places in [vec![], vec![0], vec![499], vec![3, 4, 249, 250, 400, 498], (0..500).collect()] {
            let mut placed = values.clone();
            place(&mut placed, &places, 0);
            assert!(places.iter().all(|at| placed.get(*at) == sorted.get(*at)), "{places:?}");
        }
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
