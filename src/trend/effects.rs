//! Whether a lesson held: incidents of the same cause before and after a preventive action was done.
use jiff::civil::Date;

use super::actions::ActionAt;
use super::rate::RateChange;
use super::said::Said;

/// The months before and after that are compared, where there are so many.
pub const EFFECT_MONTHS: u32 = 12;

/// Below this many days after it was done nothing is said of an action.
pub const LEAST_DAYS: usize = 90;

/// One action of kind `prevent` that is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The action.
    pub action: ActionAt,
    /// The day it was done.
    pub closed: Date,
    /// Incidents of the same cause before, without the action's own.
    pub before: usize,
    /// In how many days.
    pub before_days: u32,
    /// Incidents of the same cause after.
    pub after: usize,
    /// In how many days.
    pub after_days: u32,
    /// The rate after against the one before.
    pub change: Said<RateChange>,
    /// How probable that is by chance, adjusted for all actions.
    pub adjusted: f64,
}
