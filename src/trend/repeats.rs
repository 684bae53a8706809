//! Which incidents repeat an earlier one.
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::actions::ActionAt;
use super::kin::Kin;
use super::method::said::{Counted, Said};
use super::method::share::Share;
use super::scope::{Case, Scope, months_after, months_before};
use super::window::Window;
use crate::corpus::Corpus;
use crate::postmortem::{ActionKind, ActionState, Postmortem};
use crate::time::Month;

/// A rate of repeats is silent below this many that could have been one.
pub const LEAST_ELIGIBLE: usize = 10;

/// How far back actions are looked for that should have prevented a repeat.
const MOST_LINKS: usize = 12;

/// Why one incident counts as a repeat of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It says so.
    Said,
    /// The same root cause in a service of both, or in the same squad where one of the two names no service.
    Cause,
}

/// One repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// Its position in [`Corpus::all`].
    pub nth: usize,
    /// The one that it repeats: the one it names, else the newest earlier one of the same cause.
    pub earlier: usize,
    /// Why.
    pub why: Why,
}

/// All repeats of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeats {
    /// By position of the later one.
    all: Vec<Repeat>,
    /// The first day on which an incident could be a repeat: the history is long enough by then.
    pub eligible_from: Option<Date>,
}

impl Repeats {
    /// Finds the repeats among the incidents of the whole site.
    #[must_use]
    pub fn of(scope: &Scope<'_>, corpus: &Corpus) -> Self {
        let within = scope.config.trends.repeat_months;
        let any = scope.cases().iter().any(|case| case.postmortem.repeat_of.is_some());
        let places = scope.cases().iter().filter(|_| any).map(|case| (case.postmortem.source.path.as_str(), case.nth));
        let paths: BTreeMap<&str, usize> = places.collect();
        let named = |case: &Case<'_>| {
            let earlier = corpus.by_id(&case.postmortem.repeat_of.as_ref()?.value)?;
            paths.get(earlier.source.path.as_str()).copied().filter(|earlier| *earlier < case.nth)
        };
        let mut kin: Kin<(usize, Date)> = Kin::default();
        let (mut all, mut first) = (Vec::new(), None);
        for case in scope.counted() {
            first.get_or_insert(case.day);
            let since = months_before(case.day, within);
            let newest = kin.of(case.postmortem).filter_map(|kin| kin.last()).max();
            let same = newest.filter(|(_, day)| *day >= since).map(|(nth, _)| (*nth, Why::Cause));
            let found = named(case).map(|earlier| (earlier, Why::Said)).or(same);
            all.extend(found.map(|(earlier, why)| Repeat { nth: case.nth, earlier, why }));
            kin.put(case.postmortem, (case.nth, case.day));
        }
        Self { all, eligible_from: first.map(|first| months_after(first, within)) }
    }

    /// All of them, by position of the later one.
    #[must_use]
    pub fn all(&self) -> &[Repeat] {
        &self.all
    }

    /// Whether and what the case at a position repeats.
    #[must_use]
    pub fn get(&self, nth: usize) -> Option<&Repeat> {
        self.all.binary_search_by_key(&nth, |repeat| repeat.nth).ok().map(|at| &self.all[at])
    }

    /// The preventive actions of those that a repeat goes back to that were done before it began: they should have
    /// prevented it. The newest links of the chain are followed, at most twelve.
    #[must_use]
    pub fn not_prevented_by(&self, scope: &Scope<'_>, repeat: &Repeat) -> Vec<ActionAt> {
        let Some(day) = scope.case(repeat.nth).map(|case| case.day) else { return Vec::new() };
        let chain = std::iter::successors(Some(repeat), |repeat| self.get(repeat.earlier)).take(MOST_LINKS);
        let mut earlier: Vec<usize> = chain.map(|repeat| repeat.earlier).filter(|nth| *nth < repeat.nth).collect();
        earlier.dedup();
        let actions = earlier.into_iter().filter_map(|nth| scope.case(nth)).flat_map(|case| {
            let actions = case.postmortem.actions.iter().enumerate();
            let prevents = actions.filter(|(_, action)| {
                action.kind == Some(ActionKind::Prevent)
                    && action.state == ActionState::Done
                    && action.closed.as_ref().is_some_and(|closed| closed.value < day)
            });
            prevents.map(|(nth, _)| ActionAt { case: case.nth, action: nth })
        });
        actions.collect()
    }

    /// Whether an incident could be known for a repeat: it is late enough in the history, and its cause is said.
    #[must_use]
    pub fn eligible(&self, case: &Case<'_>) -> bool {
        told(case.postmortem) && self.eligible_from.is_some_and(|from| case.day >= from)
    }

    /// How often the incidents of a scope are repeats.
    #[must_use]
    pub fn rates(&self, scope: &Scope<'_>) -> RepeatRates {
        let counts: Vec<(Month, Counts)> =
            scope.history().map(|month| (month, self.count(scope.between(month, month)))).collect();
        let month = |nth: usize| {
            let (month, count) = counts[nth];
            let year = counts[nth.saturating_sub(11)..=nth].iter().fold(Counts::default(), |sum, (_, n)| sum.plus(*n));
            let partial = !scope.complete(month);
            RepeatMonth { month, partial, repeats: count.repeats, eligible: count.eligible, rolling: year.rate() }
        };
        let window = scope.newest(12);
        let year = self.count(scope.within(&window));
        let months = (0..counts.len()).map(month).collect();
        let untold = !scope.counted().any(|case| told(case.postmortem));
        RepeatRates { months, window, untold, repeats: year.repeats, eligible: year.eligible, rate: year.rate() }
    }

    fn count<'a>(&self, cases: impl Iterator<Item = &'a Case<'a>>) -> Counts {
        let eligible = cases.filter(|case| case.postmortem.counted() && self.eligible(case));
        eligible.fold(Counts::default(), |counts, case| Counts {
            repeats: counts.repeats + usize::from(self.get(case.nth).is_some()),
            eligible: counts.eligible + 1,
        })
    }
}

/// Whether it is known why something happened, or what it repeats.
#[must_use]
pub fn told(postmortem: &Postmortem) -> bool {
    !postmortem.root_cause.value.is_unclassified() || postmortem.repeat_of.is_some()
}

/// How often incidents of a scope repeat an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct RepeatRates {
    /// Every month of the history.
    pub months: Vec<RepeatMonth>,
    /// The newest twelve complete months.
    pub window: Window,
    /// Whether of no incident at all it is known why it happened.
    pub untold: bool,
    /// Repeats in them, among those that could have been one.
    pub repeats: usize,
    /// How many could have been one.
    pub eligible: usize,
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
    /// Repeats that began in it, among those that could have been one.
    pub repeats: usize,
    /// Incidents that began in it, late enough in the history to have been one.
    pub eligible: usize,
    /// The rate over the twelve months that end with it.
    pub rolling: Said<Share>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    repeats: usize,
    eligible: usize,
}

impl Counts {
    const fn plus(self, other: Self) -> Self {
        Self { repeats: self.repeats + other.repeats, eligible: self.eligible + other.eligible }
    }

    fn rate(self) -> Said<Share> {
        Counted::Eligible.enough(self.eligible, LEAST_ELIGIBLE)?;
        Ok(Share::new(self.repeats, self.eligible))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Calendar;
    use super::super::sample::{action, cause, config, corpus, date, edited, named, serving, spanned};
    use super::*;
    use crate::config::UNCLASSIFIED;

    fn with<T>(cases: &[Arc<Postmortem>], look: impl Fn(&Scope<'_>, &Repeats) -> T) -> T {
        let (corpus, config) = (corpus(cases), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        look(&scope, &Repeats::of(&scope, &corpus))
    }

    fn pairs(cases: &[Arc<Postmortem>]) -> Vec<(usize, usize)> {
        with(cases, |_, repeats| repeats.all().iter().map(|repeat| (repeat.nth, repeat.earlier)).collect())
    }

    #[test]
    fn the_same_cause_within_six_months_is_a_repeat() {
        let days = ["2026-01-10", "2026-07-10", "2026-07-12"];
        assert_eq!(pairs(&days.map(|day| cause(day, 0))), [(1, 0), (2, 1)]);
        assert_eq!(pairs(&[cause("2026-01-09", 0), cause("2026-07-10", 0), cause("2026-07-11", 1)]), []);
    }

    #[test]
    fn what_nobody_has_classified_repeats_nothing() {
        let unclassified = |id: &str| {
            let mut term = (*cause("2026-03-01", 0).root_cause.value).clone();
            term.id = id.to_owned();
            spanned(Arc::new(term))
        };
        let days = ["2026-03-01", "2026-03-02"];
        let cause_of = |id| days.map(|day| edited(cause(day, 0), |case| case.root_cause = unclassified(id)));
        assert_eq!(pairs(&cause_of("change")), [(1, 0)]);
        assert_eq!(pairs(&cause_of(UNCLASSIFIED)), []);
        let squad = days.map(|day| edited(cause(day, 0), |case| case.squad = unclassified(UNCLASSIFIED)));
        assert_eq!(pairs(&squad), []);
        assert_eq!(pairs(&squad.map(|case| serving(case, &[1]))), [(1, 0)]);
    }

    #[test]
    fn services_decide_where_both_name_some() {
        let cases = [
            serving(cause("2026-03-01", 0), &[0, 1]),
            serving(cause("2026-03-02", 0), &[2]),
            serving(cause("2026-03-03", 0), &[1]),
            cause("2026-03-04", 0),
            serving(cause("2026-03-05", 0), &[7]),
        ];
        assert_eq!(pairs(&cases), [(2, 0), (3, 2), (4, 3)]);
    }

    #[test]
    fn who_says_what_is_repeated_is_believed() {
        let names = |case, other: &str| edited(case, |case| case.repeat_of = Some(spanned(other.to_owned())));
        let cases = [
            named(cause("2024-01-05", 1), "first"),
            named(names(cause("2026-01-05", 0), "FIRST"), "second"),
            named(names(cause("2026-01-06", 0), "nobody"), "third"),
        ];
        with(&cases, |_, repeats| {
            assert_eq!(repeats.get(1), Some(&Repeat { nth: 1, earlier: 0, why: Why::Said }));
            assert_eq!(repeats.get(2), Some(&Repeat { nth: 2, earlier: 1, why: Why::Cause }));
            assert_eq!(repeats.get(0), None);
        });
    }

    #[test]
    fn rates_begin_when_the_history_is_long_enough() {
        let early = (1..=5).map(|day| cause(&format!("2026-01-0{day}"), 0));
        let late = (1..=12).map(|day| cause(&format!("2026-10-{day:02}"), usize::from(day > 9)));
        let rates = with(&early.chain(late).collect::<Vec<_>>(), |scope, repeats| repeats.rates(scope));
        assert_eq!((rates.repeats, rates.eligible), (10, 12));
        assert!(rates.rate.is_ok_and(|rate| (rate.count, rate.of) == (10, 12)));
        assert!(rates.months[5].rolling.is_err_and(|silence| silence.have == 0));
        assert_eq!((rates.months[0].eligible, rates.months[9].eligible), (0, 12));
    }

    #[test]
    fn where_no_cause_is_said_no_rate_waits_for_history() {
        let unclassified = edited(cause("2026-01-05", 0), |case| {
            let mut term = (*case.root_cause.value).clone();
            term.id = UNCLASSIFIED.to_owned();
            case.root_cause = spanned(Arc::new(term));
        });
        let untold = |cases: &[Arc<Postmortem>]| with(cases, |scope, repeats| repeats.rates(scope).untold);
        assert!(untold(std::slice::from_ref(&unclassified)));
        assert!(!untold(&[unclassified, cause("2026-11-05", 0)]));
    }

    #[test]
    fn a_repeat_asks_for_the_actions_that_should_have_prevented_it() {
        let prevents = |closed| {
            let action = action("2026-01-05", None, Some(closed), ActionState::Done);
            crate::postmortem::Action { kind: Some(ActionKind::Prevent), ..action }
        };
        let first = edited(cause("2026-01-05", 0), |case| case.actions = vec![prevents("2026-02-01")]);
        let second = edited(cause("2026-03-05", 0), |case| case.actions = vec![prevents("2026-09-01")]);
        with(&[first, second, cause("2026-04-05", 0)], |scope, repeats| {
            let last = repeats.get(2).expect("it is a repeat");
            assert_eq!(repeats.not_prevented_by(scope, last), [ActionAt { case: 0, action: 0 }]);
        });
    }
}
