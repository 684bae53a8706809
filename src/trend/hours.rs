//! When incidents begin: day by day, and by weekday and hour.
use jiff::civil::Date;

use super::said::Said;
use super::share::Share;

/// Below this many the hours are silent.
pub const LEAST_HOURS: usize = 50;

/// Below this many nothing is said of evenness.
pub const LEAST_EVEN: usize = 100;

/// Office hours: from this hour on, Monday to Friday …
pub const OPENS: i8 = 8;

/// … to this one. The other 118 hours of the week's 168 are off-hours: 70.2 %.
pub const CLOSES: i8 = 18;

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

/// What is said of the hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HoursSaid {
    /// Off-hours; silent below [`LEAST_HOURS`].
    pub off: Said<OffHours>,
    /// Evenness; silent below [`LEAST_EVEN`].
    pub even: Said<Evenness>,
}
