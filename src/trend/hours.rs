//! When incidents begin: day by day, and by weekday and hour.
use jiff::civil::Date;

use super::completeness::timed;
use super::method::binomial;
use super::method::chi_squared;
use super::method::limits::real;
use super::method::said::{Counted, Said};
use super::method::share::Share;
use super::scope::Scope;

/// Below this many the hours are silent.
pub const LEAST_HOURS: usize = 50;

/// Below this many nothing is said of evenness.
pub const LEAST_EVEN: usize = 100;

/// Office hours: from this hour on, Monday to Friday …
pub const OPENS: usize = 8;

/// … to this one. The other 118 of the week's 168 hours are off-hours: 70.2 %.
pub const CLOSES: usize = 18;

/// The incidents that began on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCount {
    /// The day, in the site's zone.
    pub day: Date,
    /// Their positions, in the order of their starts.
    pub cases: Vec<usize>,
    /// The rank of the worst of their severities.
    pub worst: usize,
}

/// The days with incidents, oldest first.
#[must_use]
pub fn days(scope: &Scope<'_>) -> Vec<DayCount> {
    let mut cases: Vec<_> = scope.counted().collect();
    cases.sort_by_key(|case| (case.day, case.nth));
    let day = |same: &[&super::Case<'_>]| DayCount {
        day: same[0].day,
        cases: same.iter().map(|case| case.nth).collect(),
        worst: same.iter().map(|case| case.postmortem.severity.value.rank).min().unwrap_or(0),
    };
    cases.chunk_by(|a, b| a.day == b.day).map(day).collect()
}

/// Incidents by weekday and hour of their start, in the site's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Punches {
    /// By weekday, Monday first, and hour.
    pub counts: [[usize; 24]; 7],
    /// How many incidents have a known time of day.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

/// How many begin outside office hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OffHours {
    /// Their share.
    pub share: Share,
    /// What share of the week lies outside office hours.
    pub of_week: f64,
    /// How probable a share as far from that is by chance, exactly.
    pub p: f64,
}

/// Whether the incidents are spread evenly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evenness {
    /// How probable so uneven a spread over the weekdays is by chance.
    pub weekdays: f64,
    /// The same over the hours of the day.
    pub hours: f64,
}

impl Punches {
    /// Counts the incidents of a scope.
    #[must_use]
    pub fn of(scope: &Scope<'_>) -> Self {
        let mut punches = Self { counts: [[0; 24]; 7], known: 0, of: 0 };
        for case in scope.counted() {
            punches.of += 1;
            if timed(case.postmortem) {
                let local = case.postmortem.started().to_zoned(scope.config.timezone.clone());
                let day = usize::from(local.weekday().to_monday_zero_offset().unsigned_abs());
                punches.counts[day][usize::from(local.hour().unsigned_abs())] += 1;
                punches.known += 1;
            }
        }
        punches
    }

    /// How many begin outside office hours.
    ///
    /// # Errors
    /// Silence below [`LEAST_HOURS`].
    pub fn off(&self) -> Said<OffHours> {
        Counted::TimedIncidents.enough(self.known, LEAST_HOURS)?;
        let office: usize = self.counts[..5].iter().map(|day| day[OPENS..CLOSES].iter().sum::<usize>()).sum();
        let of_week = real(168 - 5 * (CLOSES - OPENS)) / 168.0;
        let count = self.known - office;
        let tails = binomial::at_most(count, self.known, of_week).min(binomial::at_least(count, self.known, of_week));
        Ok(OffHours { share: Share::new(count, self.known), of_week, p: (2.0 * tails).min(1.0) })
    }

    /// Whether they are spread evenly over weekdays and hours, by χ².
    ///
    /// # Errors
    /// Silence below [`LEAST_EVEN`].
    pub fn even(&self) -> Said<Evenness> {
        Counted::TimedIncidents.enough(self.known, LEAST_EVEN)?;
        let weekdays = self.counts.map(|day| day.iter().sum::<usize>());
        let hours: [usize; 24] = std::array::from_fn(|hour| self.counts.iter().map(|day| day[hour]).sum());
        Ok(Evenness { weekdays: even(&weekdays), hours: even(&hours) })
    }
}

/// How probable counts as uneven as these are where all are equally likely.
fn even(counts: &[usize]) -> f64 {
    let expected = real(counts.iter().sum()) / real(counts.len());
    let squares: f64 = counts.iter().map(|count| (real(*count) - expected) * (real(*count) - expected)).sum();
    chi_squared::at_least(squares / expected, counts.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::sample::{case, config, corpus, date, severe};
    use super::*;

    fn punches(starts: impl Iterator<Item = String>) -> Punches {
        let cases: Vec<_> = starts.map(|start| case(&start)).collect();
        let (corpus, config) = (corpus(&cases), config());
        Punches::of(&Calendar::new(&corpus, &config, date("2026-11-21")).scope(&corpus, &config))
    }

    #[test]
    fn hours_are_those_of_the_site() {
        // Sunday evening in UTC is Monday morning in Jakarta.
        let got = punches(["2026-11-01T20:30Z".to_owned()].into_iter());
        assert_eq!((got.counts[0][3], got.known, got.of), (1, 1, 1));
        assert!(got.off().is_err_and(|silence| (silence.have, silence.need) == (1, LEAST_HOURS)));
    }

    #[test]
    fn nights_only_are_neither_usual_nor_even() {
        let night = |nth: u32| format!("2026-{:02}-{:02}T19:00Z", 1 + nth % 10, 1 + nth % 28);
        let got = punches((0..140).map(night));
        let off = got.off().expect("enough");
        assert_eq!((off.share.count, off.share.of), (140, 140));
        assert!((off.of_week - 0.702_381).abs() < 1e-6 && off.p < 1e-12);
        let even = got.even().expect("enough");
        assert!(even.hours < 1e-12 && even.weekdays > 0.5, "{even:?}");
    }

    #[test]
    fn days_know_their_worst() {
        let cases = [severe("2026-10-05", 2), severe("2026-10-05", 1), severe("2026-10-07", 3)];
        let (corpus, config) = (corpus(&cases), config());
        let days = days(&Calendar::new(&corpus, &config, date("2026-11-21")).scope(&corpus, &config));
        assert_eq!(days.iter().map(|day| (day.cases.len(), day.worst)).collect::<Vec<_>>(), [(2, 1), (1, 3)]);
    }
}
