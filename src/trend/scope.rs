//! Which cases a number is about: all of the site, those of a squad, those of any term.
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::durations::Measure;
use super::reading::Reading;
use super::window::Window;
use crate::config::Config;
use crate::corpus::Corpus;
use crate::postmortem::{Postmortem, Status};
use crate::source::{Span, Spanned};
use crate::time::{Moment, Month};

/// On which day each case of a corpus began and how long it took, worked out once for all scopes.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// What is known of each case, by its position in [`Corpus::all`].
    seen: Vec<Seen>,
    /// The month in which the history begins: the earliest of those up to the day it is.
    first: Option<Month>,
    as_of: Date,
}

/// What is asked of every case again and again: it lies together, and cases do not.
#[derive(Debug, Clone)]
struct Seen {
    /// The local day it began.
    day: Date,
    draft: bool,
    /// Whether it is an incident.
    counted: bool,
    /// By the order of [`Measure::ALL`].
    readings: [Reading; 4],
}

impl Calendar {
    /// Works out the days in the site's zone; `as_of` is the day it is there.
    #[must_use]
    pub fn new(corpus: &Corpus, config: &Config, as_of: Date) -> Self {
        let now = now(config, as_of);
        let cases = corpus.all().par_iter().with_min_len(256);
        let seen: Vec<Seen> = cases.map(|case| Seen::of(case, config, &now)).collect();
        let shown = seen.iter().filter(|seen| !seen.draft);
        let past = shown.map(|seen| Month::of(seen.day)).filter(|month| *month <= Month::of(as_of));
        Self { first: past.min(), seen, as_of }
    }

    /// All cases but drafts.
    #[must_use]
    pub fn scope<'a>(&'a self, corpus: &'a Corpus, config: &'a Config) -> Scope<'a> {
        let cases = corpus.all().iter().zip(&self.seen).enumerate().filter(|(_, (_, seen))| !seen.draft);
        let cases = cases.map(|(nth, (postmortem, seen))| Case { nth, postmortem, day: seen.day, seen }).collect();
        Scope { cases, config, squad: None, first: self.first, as_of: self.as_of, now: now(config, self.as_of) }
    }
}

impl Seen {
    fn of(case: &Postmortem, config: &Config, now: &Spanned<Moment>) -> Self {
        Self {
            day: case.started().to_zoned(config.timezone.clone()).date(),
            draft: case.status == Status::Draft,
            counted: case.counted(),
            readings: Measure::ALL.map(|measure| Reading::of(case, measure, now)),
        }
    }
}

/// The beginning of the day it is: what is not over has lasted at least until then.
fn now(config: &Config, as_of: Date) -> Spanned<Moment> {
    let now = Moment::local(as_of.at(0, 0, 0, 0), &config.timezone).map_or(Timestamp::MAX, |moment| moment.at);
    Spanned::new(Moment::exact(now), Span::default())
}

/// One case, as far as trends look at it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Its position in [`Corpus::all`].
    pub nth: usize,
    /// All that is known of it.
    pub postmortem: &'a Postmortem,
    /// The day it began, in the site's zone.
    pub day: Date,
    seen: &'a Seen,
}

impl Case<'_> {
    /// What its times say of a measure.
    pub(super) const fn reading(&self, measure: Measure) -> Reading {
        self.seen.readings[measure as usize]
    }

    /// The month that it counts in, however long it lasted.
    #[must_use]
    pub fn month(&self) -> Month {
        Month::of(self.day)
    }
}

/// Cases, none of them a draft, with what it takes to count them. Their history is that of the whole site: a squad
/// without incidents in its first year had a year without incidents.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    cases: Vec<Case<'a>>,
    /// The site's settings.
    pub config: &'a Config,
    /// The squad that the scope is about, by id: phases that name another do not concern it.
    squad: Option<&'a str>,
    first: Option<Month>,
    /// The day it is, in the site's zone.
    pub as_of: Date,
    now: Spanned<Moment>,
}

impl<'a> Scope<'a> {
    /// The cases, in the order of the corpus.
    #[must_use]
    pub fn cases(&self) -> &[Case<'a>] {
        &self.cases
    }

    /// Those that trends count as incidents.
    pub fn counted(&self) -> impl Iterator<Item = &Case<'a>> {
        self.cases.iter().filter(|case| case.seen.counted)
    }

    /// The cases that began in some months, both included, found without looking at the others.
    pub fn between(&self, first: Month, last: Month) -> impl Iterator<Item = &Case<'a>> {
        // Cases lie in order of instants. Where a clock goes back over midnight their days are out of order, by one.
        let from = first.first_day().saturating_sub(1.day());
        let until = last.last_day().saturating_add(1.day());
        let from = self.cases.partition_point(|case| case.day < from);
        let until = self.cases.partition_point(|case| case.day <= until).max(from);
        self.cases[from..until].iter().filter(move |case| (first..=last).contains(&case.month()))
    }

    /// The incidents that began in some months.
    pub fn within(&self, window: &Window) -> impl Iterator<Item = &Case<'a>> + use<'a, '_> {
        let months = window.first.zip(window.last);
        let cases = months.into_iter().flat_map(|(first, last)| self.between(first, last));
        cases.filter(|case| case.seen.counted)
    }

    /// Those for which something holds.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Case<'a>) -> bool) -> Self {
        Self { cases: self.cases.iter().filter(|case| keep(case)).copied().collect(), ..self.clone_empty() }
    }

    /// Those at some positions of [`Corpus::all`], which are in ascending order.
    #[must_use]
    pub fn at(&self, nths: &[usize]) -> Self {
        let case = |nth: &usize| self.cases.binary_search_by_key(nth, |case| case.nth).ok().map(|at| self.cases[at]);
        Self { cases: nths.iter().filter_map(case).collect(), ..self.clone_empty() }
    }

    /// The same cases, said to be those of a squad: its own phases count beside those of the whole site.
    #[must_use]
    pub fn of_squad(self, id: &'a str) -> Self {
        Self { squad: Some(id), ..self }
    }

    /// The squad that it is about, by id.
    #[must_use]
    pub const fn squad(&self) -> Option<&'a str> {
        self.squad
    }

    /// The case at a position of [`Corpus::all`], if it is of this scope.
    #[must_use]
    pub fn case(&self, nth: usize) -> Option<&Case<'a>> {
        self.cases.binary_search_by_key(&nth, |case| case.nth).ok().map(|at| &self.cases[at])
    }

    /// The month in which the site's history begins; `None` where nothing has happened yet.
    #[must_use]
    pub const fn first(&self) -> Option<Month> {
        self.first
    }

    /// The months of the site's history, without gaps, to that of the day it is.
    pub fn history(&self) -> impl Iterator<Item = Month> + use<> {
        let now = Month::of(self.as_of);
        std::iter::successors(self.first, |month| Some(month.plus(1))).take_while(move |month| *month <= now)
    }

    /// The newest months of the history up to one of them, at most so many.
    #[must_use]
    pub fn history_until(&self, last: Month, most: usize) -> Vec<Month> {
        let last = last.min(Month::of(self.as_of));
        let reaches = |month: &Month| self.first.is_some_and(|first| first <= *month);
        let newest = std::iter::successors(Some(last), |month| Some(month.plus(-1))).take_while(reaches).take(most);
        let mut months: Vec<Month> = newest.collect();
        months.reverse();
        months
    }

    /// The beginning of the day it is: what is not over has lasted at least until then.
    pub(super) const fn now(&self) -> &Spanned<Moment> {
        &self.now
    }

    /// The newest month that is over; `None` where the history has none.
    #[must_use]
    pub fn newest_complete(&self) -> Option<Month> {
        let newest = Month::of(self.as_of).plus(-1);
        self.first.is_some_and(|first| first <= newest).then_some(newest)
    }

    /// The newest complete months, at most so many.
    #[must_use]
    pub fn newest(&self, most: usize) -> Window {
        self.newest_complete().map_or_else(Window::default, |last| Window::ending(self, last, most))
    }

    /// Whether a month is over.
    #[must_use]
    pub fn complete(&self, month: Month) -> bool {
        month < Month::of(self.as_of)
    }

    /// The days of a month that have begun by the day it is.
    #[must_use]
    pub fn days(&self, month: Month) -> u32 {
        let last = if month == Month::of(self.as_of) { self.as_of } else { month.last_day() };
        u32::from(last.day().unsigned_abs())
    }

    fn clone_empty(&self) -> Self {
        Self { cases: Vec::new(), now: self.now.clone(), ..*self }
    }
}

/// The same day some months earlier, or the last one of that month.
pub(super) fn months_before(day: Date, months: u32) -> Date {
    day.saturating_sub(i64::from(months).months())
}

/// The same day some months later, or the last one of that month.
pub(super) fn months_after(day: Date, months: u32) -> Date {
    day.saturating_add(i64::from(months).months())
}
