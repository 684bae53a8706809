//! Silence, with its reason, where there is too little to say a number.

/// A number, or why there is none.
pub type Said<T> = Result<T, Silence>;

/// Too little is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// What there is too little of.
    pub of: Counted,
    /// How many there are.
    pub have: usize,
    /// How many it takes.
    pub need: usize,
}

/// What numbers are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Complete months.
    Months,
    /// Complete months that are not exactly the median.
    UsefulMonths,
    /// Incidents.
    Incidents,
    /// Incidents whose time of day is known.
    TimedIncidents,
    /// Incidents late enough in the history to have been a repeat.
    Eligible,
    /// Known durations.
    Durations,
    /// Action items.
    Actions,
    /// Days.
    Days,
}

impl Counted {
    /// Whether there is enough.
    ///
    /// # Errors
    /// The silence, where `have` is less than `need`.
    pub(in crate::trend) const fn enough(self, have: usize, need: usize) -> Said<()> {
        if have < need { Err(Silence { of: self, have, need }) } else { Ok(()) }
    }
}
