//! What was promised, and whether it was kept.
use jiff::civil::Date;

use super::said::Said;
use super::share::Share;
use super::survival::Survival;
use super::window::Window;
use crate::time::Month;

/// The upper ends of the bands of age of open actions, in days; the last band has none.
pub const AGES: [i32; 4] = [30, 90, 180, 365];

/// One action: the position of its case in [`Corpus::all`](crate::corpus::Corpus::all), and its own in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionAt {
    /// The case.
    pub case: usize,
    /// The action.
    pub action: usize,
}

/// The actions of all cases of a scope, as seen on the day it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Actions {
    /// How many were promised.
    pub all: usize,
    /// Every month of the history.
    pub months: Vec<ActionMonth>,
    /// Those that are open, oldest first.
    pub open: Vec<ActionAt>,
    /// Those that are open past their day, longest first.
    pub overdue: Vec<ActionAt>,
    /// Open ones by age, in the bands of [`AGES`].
    pub ages: [usize; 5],
    /// Those that are done or given up without saying when: they are in no other number.
    pub without_date: Vec<ActionAt>,
    /// Those that say they ended before they began: they are in no other number.
    pub impossible: Vec<ActionAt>,
    /// Open ones without a day on which they are due.
    pub without_due: usize,
    /// What share of those due in the newest twelve complete months was done by then.
    pub on_time: Said<Share>,
    /// Those months.
    pub on_time_window: Window,
    /// Days from opened to done; open ones are not over, and what is given up ends without being done.
    pub time_to_close: Survival,
}

/// The actions at the end of one month; of a month that is not over, on the day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionMonth {
    /// The month.
    pub month: Month,
    /// Whether it is not over yet.
    pub partial: bool,
    /// Opened in it.
    pub opened: usize,
    /// Done or given up in it.
    pub closed: usize,
    /// Open at its end.
    pub open: usize,
    /// Open at its end, past their day.
    pub overdue: usize,
}

/// What one month asks of the actions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionReview {
    /// Opened in the month.
    pub opened: Vec<ActionAt>,
    /// Due in the month, whatever became of them.
    pub due: Vec<ActionAt>,
    /// Done or given up in the month.
    pub closed: Vec<ActionAt>,
    /// Open at its end, past their day, longest first.
    pub overdue: Vec<ActionAt>,
    /// The day up to which this is seen.
    pub until: Date,
}
