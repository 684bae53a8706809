//! How long it took to notice, to take on, to mitigate and to resolve: every case, never an average.
use jiff::civil::Date;

use super::method::quantile::Summary;
use super::method::said::{Counted, Said};
use super::method::survival::Lasting;
use super::method::two_samples::Shift;
use super::reading::Reading;
use super::scope::Scope;
use super::window::Window;
use crate::time::Month;

/// How many months a rolling summary looks back, its own included.
pub const ROLLING: i32 = 6;

/// What is measured, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// From started to detected.
    Detect,
    /// From detected to acknowledged.
    Acknowledge,
    /// From started to mitigated: as long as users were affected.
    Mitigate,
    /// From started to resolved.
    Resolve,
}

/// One measure of all incidents of a scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Durations {
    /// What is measured.
    pub measure: Measure,
    /// The incidents of which it is known, or known to be still running; by start.
    pub points: Vec<Point>,
    /// How many incidents there are.
    pub of: usize,
    /// Those of which it is not known, by position: a time is missing, or only the day of the start is known.
    pub unknown: Vec<usize>,
    /// Those whose times contradict each other, by position; they are left out.
    pub impossible: Vec<usize>,
    /// Each month of the history, with the newest six months up to its end.
    pub months: Vec<Rolling>,
    /// All points together.
    pub all: Summary,
    /// The newest six complete months against the twelve before.
    pub shift: Said<DurationShift>,
}

/// One incident.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its position in [`Corpus::all`](crate::corpus::Corpus::all).
    pub nth: usize,
    /// The local day it began.
    pub day: Date,
    /// How long it took, in minutes; where it is not over, how long at least.
    pub minutes: f64,
    /// Whether it is over.
    pub ended: bool,
}

/// One month, seen with those before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rolling {
    /// The month.
    pub month: Month,
    /// Whether it is not over yet.
    pub partial: bool,
    /// The incidents that began in it or in the five months before it.
    pub summary: Summary,
}

/// Two periods compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DurationShift {
    /// The newest six complete months.
    pub now: Window,
    /// The twelve before them.
    pub before: Window,
    /// What the first says of durations.
    pub now_summary: Summary,
    /// What the second says.
    pub before_summary: Summary,
    /// Whether they differ.
    pub shift: Shift,
}

impl Measure {
    /// All of them, in the order in which they end.
    pub const ALL: [Self; 4] = [Self::Detect, Self::Acknowledge, Self::Mitigate, Self::Resolve];

    /// The key in front matter of the time at which it ends.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Detect => "detected",
            Self::Acknowledge => "acknowledged",
            Self::Mitigate => "mitigated",
            Self::Resolve => "resolved",
        }
    }
}

impl Durations {
    /// Measures the incidents of a scope.
    #[must_use]
    pub fn of(scope: &Scope<'_>, measure: Measure) -> Self {
        let (mut points, mut unknown, mut impossible) = (Vec::new(), Vec::new(), Vec::new());
        for case in scope.counted() {
            match case.reading(measure) {
                Reading::Known(minutes, ended) => points.push(Point { nth: case.nth, day: case.day, minutes, ended }),
                Reading::Unknown => unknown.push(case.nth),
                Reading::Impossible => impossible.push(case.nth),
            }
        }
        // They come in order of their cases, so those of one day stay in it.
        points.sort_by_key(|point| point.day);
        let of = points.len() + unknown.len() + impossible.len();
        let rolling = |month: Month| Rolling {
            month,
            partial: !scope.complete(month),
            summary: Summary::of(&between(&points, month.plus(1 - ROLLING), month)),
        };
        Self {
            measure,
            months: scope.history().map(rolling).collect(),
            all: Summary::of(&points.iter().map(Point::lasting).collect::<Vec<_>>()),
            shift: shift(scope, &points),
            of,
            unknown,
            impossible,
            points,
        }
    }

    /// What the incidents say that began in some months.
    #[must_use]
    pub fn within(&self, window: &Window) -> Summary {
        Summary::of(&of_window(&self.points, window))
    }

    /// Of how many incidents it is known exactly.
    #[must_use]
    pub fn known(&self) -> usize {
        self.points.iter().filter(|point| point.ended).count()
    }
}

impl Point {
    /// Its length, in minutes.
    #[must_use]
    pub const fn lasting(&self) -> Lasting {
        Lasting { length: self.minutes, ended: self.ended }
    }
}

/// The points of some months; they are in order of days.
fn between(points: &[Point], first: Month, last: Month) -> Vec<Lasting> {
    let from = points.partition_point(|point| Month::of(point.day) < first);
    let until = points.partition_point(|point| Month::of(point.day) <= last);
    points[from..until.max(from)].iter().map(Point::lasting).collect()
}

fn of_window(points: &[Point], window: &Window) -> Vec<Lasting> {
    window.first.zip(window.last).map_or_else(Vec::new, |(first, last)| between(points, first, last))
}

fn shift(scope: &Scope<'_>, points: &[Point]) -> Said<DurationShift> {
    let now = scope.newest(6);
    let before = now.before(scope, 12);
    Counted::Months.enough(now.months + before.months, 12)?;
    let (newer, older) = (of_window(points, &now), of_window(points, &before));
    let shift = Shift::of(&newer, &older)?;
    Ok(DurationShift { now, before, now_summary: Summary::of(&newer), before_summary: Summary::of(&older), shift })
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::sample::{config, corpus, date, timed_case};
    use super::*;
    use crate::postmortem::{Postmortem, Status};

    const DAY: &str = "2026-10-05T05:00Z";

    fn measured(cases: &[std::sync::Arc<Postmortem>], measure: Measure) -> Durations {
        let (corpus, config) = (corpus(cases), config());
        Durations::of(&Calendar::new(&corpus, &config, date("2026-11-21")).scope(&corpus, &config), measure)
    }

    #[test]
    fn each_measure_has_its_own_start() {
        let cases = [timed_case(DAY, [Some(10), Some(15), Some(50), Some(200)], Status::Published)];
        for (measure, minutes) in Measure::ALL.into_iter().zip([10.0, 5.0, 50.0, 200.0]) {
            let points = measured(&cases, measure).points;
            assert!((points[0].minutes - minutes).abs() < 1e-9 && points[0].ended, "{measure:?}");
        }
    }

    #[test]
    fn what_is_not_over_has_lasted_at_least_until_today() {
        let cases = [timed_case("2026-11-19T17:00Z", [Some(10), None, None, None], Status::InReview)];
        let resolve = measured(&cases, Measure::Resolve);
        assert_eq!((resolve.points[0].minutes, resolve.points[0].ended), (1440.0, false));
        assert!(measured(&cases, Measure::Mitigate).points.iter().all(|point| !point.ended));
        assert_eq!(measured(&cases, Measure::Acknowledge).unknown, [0]);
        assert_eq!((resolve.known(), resolve.of), (0, 1));
    }

    #[test]
    fn what_began_today_has_lasted_for_no_time_at_least() {
        let cases = [timed_case("2026-11-21T03:00Z", [Some(1), None, None, None], Status::InReview)];
        let resolve = measured(&cases, Measure::Resolve);
        assert!(resolve.points[0].minutes.abs() < 1e-9 && !resolve.points[0].ended);
    }

    #[test]
    fn what_is_missing_or_contradicts_itself_is_counted() {
        let cases = [
            timed_case(DAY, [Some(10), None, Some(60), None], Status::Published),
            timed_case(DAY, [Some(-5), None, Some(60), Some(90)], Status::Published),
            timed_case(DAY, [Some(10), None, Some(90), Some(60)], Status::Published),
        ];
        let resolve = measured(&cases, Measure::Resolve);
        assert_eq!((resolve.points.len(), resolve.unknown.len(), resolve.impossible.len(), resolve.of), (1, 1, 1, 3));
        assert_eq!(measured(&cases, Measure::Detect).impossible.len(), 1);
        assert_eq!(measured(&cases, Measure::Mitigate).points.len(), 2);
    }

    #[test]
    fn a_ribbon_looks_back_six_months() {
        let of = |month: u32, count: i64| {
            let case = move |nth| {
                timed_case(&format!("2026-{month:02}-05T05:00Z"), [None, None, None, Some(60 + nth)], Status::Published)
            };
            (0..count).map(case).collect::<Vec<_>>()
        };
        let resolve = measured(&[of(1, 4), of(6, 3), of(8, 1)].concat(), Measure::Resolve);
        let counts: Vec<_> = resolve.months.iter().map(|month| month.summary.count).collect();
        assert_eq!(counts, [4, 4, 4, 4, 4, 7, 3, 4, 4, 4, 4]);
        assert!(resolve.months[10].partial && resolve.months[6].summary.median.is_some());
        assert_eq!(resolve.shift.map(|shift| (shift.now_summary.count, shift.before_summary.count)).ok(), None);
    }
}
