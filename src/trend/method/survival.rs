//! How long things last where some are not over yet.

/// How long something lasted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lasting {
    /// Its length, in whichever unit.
    pub length: f64,
    /// Whether it is over; else it lasted at least so long.
    pub ended: bool,
}

/// What share lasted longer than what, by the estimator of Kaplan and Meier (1958), with the variance of Greenwood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survival {
    /// How many there are.
    pub count: usize,
    /// How many of them are over.
    pub ended: usize,
    /// Where the share falls, by length.
    pub steps: Vec<Step>,
}

/// One length after which something ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The length.
    pub at: f64,
    /// The share that lasts longer, from 0 to 1.
    pub share: f64,
    /// The sum in Greenwood's formula: the variance is `share² × spread`; infinite once nothing lasts longer.
    pub spread: f64,
}

impl Step {
    /// The 95 % bound of the share on the scale of `log(−log)`: the lower where the sign is positive.
    fn bound(&self, sign: f64) -> f64 {
        const Z: f64 = 1.959_963_984_540_054;
        let log = libm::log(self.share);
        if log.is_infinite() || log >= 0.0 {
            return self.share;
        }
        libm::exp(log * libm::exp(-sign * Z * libm::sqrt(self.spread) / log))
    }
}

impl Survival {
    /// Estimates from lengths in any order.
    #[must_use]
    pub fn of(lengths: impl IntoIterator<Item = Lasting>) -> Self {
        let mut sorted: Vec<Lasting> = lengths.into_iter().collect();
        sorted.sort_by(|a, b| a.length.total_cmp(&b.length));
        let (mut share, mut spread, mut left) = (1.0, 0.0, sorted.len());
        let mut survival = Self { count: sorted.len(), ..Self::default() };
        for same in sorted.chunk_by(|a, b| a.length.total_cmp(&b.length).is_eq()) {
            let ended = same.iter().filter(|one| one.ended).count();
            if ended > 0 {
                let (gone, there) = (super::limits::real(ended), super::limits::real(left));
                share *= 1.0 - gone / there;
                spread += gone / (there * (there - gone));
                survival.steps.push(Step { at: same[0].length, share, spread });
            }
            survival.ended += ended;
            left -= same.len();
        }
        survival
    }

    /// The first length that so much of all do not exceed; `None` where it is not reached.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        self.steps.iter().find(|step| step.share <= 1.0 - share + 1e-12).map(|step| step.at)
    }

    /// Between what a quantile lies with 95% confidence (Brookmeyer and Crowley), the upper end infinite where it is
    /// not reached; `None` where not even the lower end is.
    #[must_use]
    pub fn interval(&self, share: f64) -> Option<(f64, f64)> {
        let reached = |sign: f64| self.steps.iter().find(|step| step.bound(sign) <= 1.0 - share).map(|step| step.at);
        Some((reached(1.0)?, reached(-1.0).unwrap_or(f64::INFINITY)))
    }

    /// The share, from 0 to 1, that lasts longer than some length.
    #[must_use]
    pub fn after(&self, length: f64) -> f64 {
        let passed = self.steps.partition_point(|step| step.at <= length);
        passed.checked_sub(1).map_or(1.0, |at| self.steps[at].share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Survival {
        let ended = [(3, true), (5, true), (5, false), (8, true), (12, true), (14, false), (21, true), (30, false)];
        let all = ended.into_iter().chain([(45, true), (60, false)]);
        Survival::of(all.map(|(length, ended)| Lasting { length: f64::from(length), ended }))
    }

    #[test]
    fn steps_agree_with_the_reference() {
        let shares = [(3, 0.9), (5, 0.8), (8, 0.685_714), (12, 0.571_429), (21, 0.428_571), (45, 0.214_286)];
        let got = known();
        assert_eq!((got.count, got.ended, got.steps.len()), (10, 6, shares.len()));
        for (step, (at, share)) in got.steps.iter().zip(shares) {
            assert!((step.at - f64::from(at)).abs() < 1e-12 && (step.share - share).abs() < 1e-6, "{step:?}");
        }
    }

    #[test]
    fn a_quantile_may_not_be_reached() {
        let got = known();
        assert_eq!((got.quantile(0.5), got.quantile(0.25), got.quantile(0.9)), (Some(21.0), Some(8.0), None));
        assert!((got.after(2.0) - 1.0).abs() < 1e-12 && (got.after(20.0) - 0.571_429).abs() < 1e-6);
        assert_eq!(Survival::of([]).quantile(0.5), None);
    }

    #[test]
    fn where_all_are_over_half_of_them_are_over_at_the_median() {
        let got = Survival::of((1..=9).map(|length| Lasting { length: f64::from(length), ended: true }));
        assert_eq!(got.quantile(0.5), Some(5.0));
        assert!(got.after(9.0).abs() < 1e-12);
    }
}
