//! All that the review of one month looks at.
use super::actions::ActionReview;
use super::groups::Group;
use super::impact::ImpactMonth;
use super::repeats::Repeat;
use super::reported::Reported;
use super::said::Said;
use super::terms::Terms;
use super::trailing::Trailing;
use crate::time::Month;

/// One month, in the order in which a review asks. Numbers are positions in
/// [`Corpus::all`](crate::corpus::Corpus::all).
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The month.
    pub month: Month,
    /// Whether it is not over yet; then nothing is compared.
    pub partial: bool,
    /// Its incidents, by start.
    pub incidents: Vec<usize>,
    /// Those that are not over.
    pub ongoing: Vec<usize>,
    /// Its planned work, drills and near misses, by start.
    pub apart: Vec<usize>,
    /// Against the twelve months before.
    pub trailing: Said<Trailing>,
    /// What was first reported, and what came later.
    pub reported: Reported,
    /// Those that repeat an earlier incident.
    pub repeats: Vec<Repeat>,
    /// What became of promises.
    pub actions: ActionReview,
    /// Every squad, the three months that end with this one against the twelve before.
    pub squads: Terms,
    /// Every root cause, likewise.
    pub causes: Terms,
    /// Recurring incidents to be assessed at the month's end.
    pub groups: Vec<Group>,
    /// How much users felt.
    pub impact: ImpactMonth,
}
