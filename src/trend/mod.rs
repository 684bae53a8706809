//! Counting, month by month. Counts and never draws.
mod actions;
mod baseline;
mod bounds;
mod causes;
mod cells;
mod completeness;
mod durations;
mod effects;
mod groups;
mod hours;
mod impact;
mod kin;
mod levels;
mod method;
mod months;
mod promises;
#[cfg(test)]
mod properties;
mod quiet;
mod reading;
mod repeats;
mod reported;
mod review;
#[cfg(test)]
pub(crate) mod sample;
mod scope;
mod terms;
mod trailing;
mod window;

use jiff::civil::Date;

pub use actions::{AGES, ActionAt, ActionMonth, ActionReview, Actions, LEAST_DUE};
pub use bounds::{Bounds, Reached};
pub use causes::{CauseCount, Causes};
pub use cells::{Cell, Cells, LEAST_EXCESS};
pub use completeness::{Known, completeness};
pub use durations::{DurationShift, Durations, Measure, Point, ROLLING, Rolling};
pub use effects::{EFFECT_MONTHS, Effect, LEAST_DAYS, effects};
pub use groups::{CLIENTS, CLIENTS_PERCENT, DOWNTIME, DURATION, Group, RECURRING_MONTHS, groups};
pub use hours::{CLOSES, DayCount, Evenness, LEAST_EVEN, LEAST_HOURS, OPENS, OffHours, Punches, days};
pub use impact::{ImpactMinutes, ImpactMonth, ImpactSum, impact_minutes};
pub use levels::{Expected, LEAST_MONTHS, Level};
pub use method::dispersion::{Dispersion, SPREAD, SPREAD_P, laney};
pub use method::fdr::adjusted;
pub use method::limits::{Limits, Signal, TAIL, predictive};
pub use method::poisson::{garwood, known_mean};
pub use method::quantile::{Estimate, LEAST_MEDIAN, LEAST_P90, Summary, quantile, ranks};
pub use method::rate::{RateChange, compare};
pub use method::runs::{LEAST_USEFUL, Runs};
pub use method::said::{Counted, Said, Silence};
pub use method::share::Share;
pub use method::survival::{Lasting, Step, Survival};
pub use method::two_samples::Shift;
pub use method::wilson::wilson;
pub use months::{Apart, MonthCount};
pub use promises::{Promise, Promises};
pub use quiet::{Quiet, rolling_year};
pub use repeats::{LEAST_ELIGIBLE, Repeat, RepeatMonth, RepeatRates, Repeats, Why, told};
pub use reported::Reported;
pub use review::Review;
pub use scope::{Calendar, Case, Scope};
pub use terms::{TermTrend, Terms};
pub use trailing::Trailing;
pub use window::Window;

use crate::config::Config;
use crate::corpus::Corpus;
use crate::time::Month;

/// Beyond this a difference is called clear: the usual 5 %, after correction where several are tested at once.
pub const CLEAR: f64 = 0.05;

/// The counts that pages and charts show.
#[derive(Debug, Default, Clone)]
pub struct Trends {
    /// From the first case's month to that of the day it is, without gaps; empty where nothing has happened yet.
    pub months: Vec<MonthCount>,
    /// Months after the day it is that have cases all the same: a wrong date, or planned work.
    pub ahead: Vec<MonthCount>,
    /// The stretches of `months` with one level of incidents each, without gaps.
    pub levels: Vec<Level>,
    /// What went wrong in the newest twelve complete months.
    pub causes: Causes,
}

impl Trends {
    /// Counts the postmortems of a site as seen on a day.
    #[must_use]
    pub fn of(corpus: &Corpus, config: &Config, as_of: Date) -> Self {
        Self::within(&Calendar::new(corpus, config, as_of).scope(corpus, config))
    }

    /// Counts the cases of a scope.
    #[must_use]
    pub fn within(scope: &Scope<'_>) -> Self {
        let (mut months, ahead) = months::count(scope);
        let levels = levels::split(&mut months, scope.config, scope.squad());
        let causes = causes::count(scope, &months);
        Self { months, ahead, levels, causes }
    }

    /// Months with their levels, without causes.
    #[cfg(test)]
    pub(crate) fn judged(mut months: Vec<MonthCount>, config: &Config) -> Self {
        let levels = levels::split(&mut months, config, None);
        Self { months, levels, ..Self::default() }
    }

    /// The same as seen from a month: without those after it, and with its own range as that of its level.
    #[must_use]
    pub fn until(&self, month: Month) -> Self {
        let end = self.months.partition_point(|count| count.month <= month);
        let months = self.months[..end].to_vec();
        let levels = levels::until(&self.levels, &months);
        Self { months, ahead: self.ahead.clone(), levels, causes: self.causes.clone() }
    }

    /// The counts of a month; `None` where there are none.
    #[must_use]
    pub fn month(&self, month: Month) -> Option<&MonthCount> {
        let of = |months: &'_ [MonthCount]| months.binary_search_by_key(&month, |count| count.month).ok();
        of(&self.months).map(|nth| &self.months[nth]).or_else(|| of(&self.ahead).map(|nth| &self.ahead[nth]))
    }

    /// The months of a year, those ahead included.
    pub fn year(&self, year: i16) -> impl Iterator<Item = &MonthCount> {
        self.months.iter().chain(&self.ahead).filter(move |count| count.month.year() == year)
    }

    /// Whether the level has shifted for good, by the complete months of the newest level.
    ///
    /// # Errors
    /// Silence below [`LEAST_USEFUL`] useful months.
    pub fn runs(&self) -> Said<Runs> {
        let from = self.levels.last().map_or(0, |level| level.from);
        let months = self.months.get(from..).unwrap_or_default();
        Runs::of(&months.iter().filter(|count| !count.partial).map(MonthCount::total).collect::<Vec<_>>())
    }

    /// A month against the twelve before it.
    ///
    /// # Errors
    /// Silence with fewer than [`LEAST_MONTHS`] months before it, or where it is not there.
    pub fn trailing(&self, month: Month) -> Said<Trailing> {
        let nth = self.months.binary_search_by_key(&month, |count| count.month);
        Trailing::of(&self.months, nth.unwrap_or(0))
    }

    /// The newest month that is over.
    #[must_use]
    pub fn newest_complete(&self) -> Option<&MonthCount> {
        self.months.iter().rfind(|count| !count.partial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sample::{case, corpus, date, month};

    #[test]
    fn an_empty_corpus_has_no_months() {
        let trends = Trends::of(&corpus(&[]), &sample::config(), date("2026-11-21"));
        assert!(trends.months.is_empty() && trends.ahead.is_empty() && trends.levels.is_empty());
        assert_eq!(trends.causes.total(), 0);
        assert!(trends.month(month("2026-11")).is_none());
    }

    #[test]
    fn one_case_today_is_one_partial_month() {
        let trends = Trends::of(&corpus(&[case("2026-11-21")]), &sample::config(), date("2026-11-21"));
        assert_eq!(trends.months.len(), 1);
        assert_eq!((trends.months[0].days, trends.months[0].partial), (21, true));
        assert!(trends.newest_complete().is_none() && trends.months[0].expected.is_none());
    }

    #[test]
    fn months_ahead_stay_apart_and_are_found() {
        let cases = [case("2026-09-01"), case("2027-02-03"), case("2027-02-04")];
        let trends = Trends::of(&corpus(&cases), &sample::config(), date("2026-11-21"));
        assert_eq!(trends.months.len(), 3);
        assert_eq!(trends.month(month("2027-02")).map(MonthCount::total), Some(2));
        assert_eq!(trends.year(2027).count(), 1);
        assert_eq!(trends.causes.total(), 1);
    }

    #[test]
    fn only_cases_ahead_make_no_history() {
        let trends = Trends::of(&corpus(&[case("2030-01-01")]), &sample::config(), date("2026-11-21"));
        assert!(trends.months.is_empty());
        assert_eq!(trends.ahead.len(), 1);
    }
}
