//! How long it took to notice, to take on, to mitigate and to resolve: every case, never an average.
use jiff::civil::Date;

use super::quantile::Summary;
use super::said::Said;
use super::survival::Survival;
use super::two_samples::Shift;
use super::window::Window;
use crate::time::Month;

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
    /// How many were still running after which time.
    pub survival: Survival,
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
