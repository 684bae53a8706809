//! The calendar: months, moments, and how durations are said.
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

/// A calendar month; prints as `2026-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month that a day lies in.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month's number, from 1 to 12.
    #[must_use]
    pub const fn number(self) -> i8 {
        self.month
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.month, 1)
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// The month `n` later; earlier where `n` is negative. Stays within the years that dates can have.
    #[must_use]
    pub fn plus(self, n: i32) -> Self {
        Self::of(self.first_day().saturating_add(n.months()))
    }

    /// How many months after an earlier one it is; 0 where that one is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> usize {
        let count = |month: Self| 12 * i32::from(month.year) + i32::from(month.month);
        usize::try_from(count(self) - count(earlier)).unwrap_or(0)
    }

    /// The English name: `March`.
    #[must_use]
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        NAMES[usize::try_from(self.month - 1).unwrap_or(0)]
    }

    /// As people say it: `March 2026`.
    #[must_use]
    pub fn words(self) -> String {
        format!("{} {}", self.name(), self.year)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = ();

    /// Reads `2026-03`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = |part: &str, n| part.len() == n && part.bytes().all(|byte| byte.is_ascii_digit());
        let (year, month) = text.split_once('-').filter(|(y, m)| digits(y, 4) && digits(m, 2)).ok_or(())?;
        let date = Date::new(year.parse().map_err(drop)?, month.parse().map_err(drop)?, 1).map_err(drop)?;
        Ok(Self::of(date))
    }
}

/// An instant, and how surely what was written names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The instant; where only the day is known, the one at which the day begins.
    pub at: Timestamp,
    /// Whether the time of day is known, not only the day.
    pub timed: bool,
    /// What had to be assumed.
    pub assumed: Option<Assumed>,
}

/// Why a local time does not name one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assumed {
    /// The clock jumped over it; taken as the same distance after the jump.
    Gap,
    /// The clock showed it twice; the earlier is taken.
    Fold,
}

impl Moment {
    /// An instant that needs no assumption.
    #[must_use]
    pub const fn exact(at: Timestamp) -> Self {
        Self { at, timed: true, assumed: None }
    }

    /// A day of which no time is known; it counts as beginning where it does in a zone.
    /// `None` outside the years that instants can have.
    #[must_use]
    pub fn day(date: Date, zone: &TimeZone) -> Option<Self> {
        let at = zone.to_ambiguous_timestamp(DateTime::from(date)).compatible().ok()?;
        Some(Self { at, timed: false, assumed: None })
    }

    /// Reads a local time in a zone: of two instants the earlier, of none the one after the gap.
    /// `None` outside the years that instants can have.
    #[must_use]
    pub fn local(time: DateTime, zone: &TimeZone) -> Option<Self> {
        let ambiguous = zone.to_ambiguous_timestamp(time);
        let assumed = match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { .. } => None,
            AmbiguousOffset::Gap { .. } => Some(Assumed::Gap),
            AmbiguousOffset::Fold { .. } => Some(Assumed::Fold),
        };
        ambiguous.compatible().ok().map(|at| Self { at, timed: true, assumed })
    }
}

/// Says a duration: `45 min`, `1 h 30 min`, `2 d 4 h`; seconds only below a minute.
#[must_use]
pub fn duration_words(duration: SignedDuration) -> String {
    let seconds = duration.as_secs();
    if seconds < 0 {
        return format!("−{}", duration_words(SignedDuration::from_secs(-seconds)));
    }
    if seconds < 60 {
        return format!("{seconds} s");
    }
    let minutes = (seconds + 30) / 60;
    let pair = |big: i64, big_unit, small: i64, small_unit| match small {
        0 => format!("{big} {big_unit}"),
        _ => format!("{big} {big_unit} {small} {small_unit}"),
    };
    match minutes {
        0..60 => format!("{minutes} min"),
        60..2880 => pair(minutes / 60, "h", minutes % 60, "min"),
        _ => {
            let hours = (minutes + 30) / 60;
            pair(hours / 24, "d", hours % 24, "h")
        }
    }
}
