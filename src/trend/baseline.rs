//! What the complete months of a phase say about each other.
use super::levels::{Expected, LEAST_MONTHS};
use super::method::dispersion::Dispersion;
use super::method::limits::{Limits, predictive, real};
use super::method::negative_binomial::NegativeBinomial;
use super::months::MonthCount;

/// The days of an average month.
const AVERAGE_DAYS: f64 = 365.25 / 12.0;

/// Of so many months one may be odd, of twice as many two; where there are more, it is the months that vary.
const ONE_ODD_IN: usize = 6;

/// The complete months of a phase, as far as they are no signals against all the others.
pub(super) struct Baseline {
    months: Vec<(usize, u32)>,
    odd: Vec<bool>,
    all: Sum,
    trimmed: Sum,
    /// How far those vary that are not odd; `None` where there are too few.
    pub(super) dispersion: Option<Dispersion>,
}

impl Baseline {
    pub(super) fn of(months: &[MonthCount]) -> Self {
        let months: Vec<_> = months.iter().filter(|count| !count.partial).map(|c| (c.total(), c.days)).collect();
        let all = months.iter().fold(Sum::default(), |sum, month| sum.plus(Sum::of(*month)));
        let mut base = Self { odd: vec![false; months.len()], months, all, trimmed: all, dispersion: None };
        base.trim();
        let kept = base.months.iter().zip(&base.odd).filter(|(_, odd)| !**odd);
        let kept: Vec<usize> = kept.map(|((count, _), _)| *count).collect();
        base.dispersion = (kept.len() >= LEAST_MONTHS).then(|| Dispersion::of(&kept)).flatten();
        base
    }

    /// Takes out the months that are odd, unless there are so many that being odd is usual.
    fn trim(&mut self) {
        let odd: Vec<bool> = (0..self.months.len()).map(|nth| self.is_odd(nth)).collect();
        let count = odd.iter().filter(|odd| **odd).count();
        if count <= (self.months.len() / ONE_ODD_IN).max(1) {
            let months = self.months.iter().zip(&odd).filter(|(_, odd)| **odd);
            self.trimmed = months.fold(self.all, |sum, (month, _)| sum.less(Sum::of(*month)));
            self.odd = odd;
        }
    }

    fn is_odd(&self, nth: usize) -> bool {
        let expected = self.expected_of(nth);
        expected.is_some_and(|expected| expected.limits.judge(self.months[nth].0).is_some())
    }

    /// What the others say about the `nth`; where trimming leaves too few, the untrimmed others.
    pub(super) fn expected_of(&self, nth: usize) -> Option<Expected> {
        let own = Sum::of(self.months[nth]);
        let days = f64::from(own.days);
        let trimmed = if self.odd[nth] { self.trimmed } else { self.trimmed.less(own) };
        self.expected(trimmed, days).or_else(|| self.expected(self.all.less(own), days))
    }

    /// What they say about one more average month.
    pub(super) fn expected_of_any(&self) -> Option<Expected> {
        self.expected(self.trimmed, AVERAGE_DAYS).or_else(|| self.expected(self.all, AVERAGE_DAYS))
    }

    fn expected(&self, sum: Sum, days: f64) -> Option<Expected> {
        let Sum { months, incidents, days: past, .. } = sum;
        let past_days = f64::from(past);
        (months >= LEAST_MONTHS).then(|| {
            let chance = predictive(incidents, past_days, days);
            let law = self.dispersion.filter(Dispersion::widens).and_then(|_| sum.law(days));
            Expected {
                limits: law.map_or(chance, |law| wider(chance, law.limits())),
                mean: real(incidents) / past_days * AVERAGE_DAYS,
                months,
                incidents,
                days: past,
                widened: law.is_some(),
            }
        })
    }
}

fn wider(a: Limits, b: Limits) -> Limits {
    Limits { low: a.low.min(b.low), high: a.high.max(b.high) }
}

#[derive(Default, Clone, Copy)]
struct Sum {
    months: usize,
    incidents: usize,
    squares: f64,
    days: u32,
}

impl Sum {
    fn of((incidents, days): (usize, u32)) -> Self {
        Self { months: 1, incidents, squares: real(incidents) * real(incidents), days }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            months: self.months + other.months,
            incidents: self.incidents + other.incidents,
            squares: self.squares + other.squares,
            days: self.days + other.days,
        }
    }

    fn less(self, other: Self) -> Self {
        Self {
            months: self.months - other.months,
            incidents: self.incidents - other.incidents,
            squares: self.squares - other.squares,
            days: self.days - other.days,
        }
    }

    /// The counts to be expected in some days, if the months vary as these do.
    fn law(self, days: f64) -> Option<NegativeBinomial> {
        let (months, mean) = (real(self.months), real(self.incidents) / real(self.months));
        let variance = (self.squares - months * mean * mean) / (months - 1.0);
        let law = NegativeBinomial::of(mean, variance)?;
        Some(NegativeBinomial { mean: real(self.incidents) / f64::from(self.days) * days, ..law })
    }
}
