//! How much users felt: minutes from start to mitigation, times the share of users.
use super::window::Window;
use crate::time::Month;

/// Impact minutes: as many minutes of a complete outage.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImpactMinutes {
    /// Every month of the history.
    pub months: Vec<ImpactMonth>,
    /// Incidents of which it is known, with their minutes, greatest first.
    pub cases: Vec<(usize, f64)>,
    /// The sum.
    pub total: f64,
    /// Of how many incidents it is known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
    /// The share of the three greatest in the sum, from 0 to 1; `None` where the sum is 0.
    pub top_three: Option<f64>,
    /// The newest twelve complete months.
    pub window: Window,
}

/// One month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImpactMonth {
    /// The month.
    pub month: Month,
    /// Whether it is not over yet.
    pub partial: bool,
    /// The sum.
    pub minutes: f64,
    /// Of how many incidents it is known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
    /// The greatest, with its minutes.
    pub largest: Option<(usize, f64)>,
    /// The share of the three greatest in the sum, from 0 to 1; `None` where the sum is 0.
    pub top_three: Option<f64>,
}
