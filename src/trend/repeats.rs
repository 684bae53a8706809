//! Which incidents repeat an earlier one.
use super::actions::ActionAt;
use super::said::Said;
use super::share::Share;
use super::window::Window;
use crate::time::Month;

/// A rate of repeats is silent below this many that could have been one.
pub const LEAST_ELIGIBLE: usize = 10;

/// Why one incident counts as a repeat of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It says so.
    Said,
    /// The same root cause in a service of both.
    Service,
    /// The same root cause in the same squad, where one of the two names no service.
    Squad,
}

/// One repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Its position in [`Corpus::all`](crate::corpus::Corpus::all).
    pub nth: usize,
    /// The one that it repeats: the one it names, else the newest earlier one of the same cause.
    pub earlier: usize,
    /// Why.
    pub why: Why,
    /// Preventive actions of the earlier one that were done before this one began.
    pub not_prevented_by: Vec<ActionAt>,
}

/// All repeats of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeats {
    /// By position of the later one.
    pub all: Vec<Repeat>,
    /// Months within which the same cause counts as a repeat.
    pub within_months: u32,
}

/// How often incidents of a scope repeat an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct RepeatRates {
    /// Every month from which on there are eligible incidents.
    pub months: Vec<RepeatMonth>,
    /// The newest twelve complete months.
    pub window: Window,
    /// Repeats in them, and how many could have been one.
    pub count: (usize, usize),
    /// Their rate.
    pub rate: Said<Share>,
}

/// One month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepeatMonth {
    /// The month.
    pub month: Month,
    /// Whether it is not over yet.
    pub partial: bool,
    /// Repeats that began in it.
    pub repeats: usize,
    /// Incidents that began in it, late enough in the history to have been one.
    pub eligible: usize,
    /// The rate over the twelve months that end with it.
    pub rolling: Said<Share>,
}
