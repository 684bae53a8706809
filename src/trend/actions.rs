//! What was promised, and whether it was kept.
use jiff::civil::Date;

use super::method::quantile::Summary;
use super::method::said::{Counted, Said};
use super::method::share::Share;
use super::method::survival::Lasting;
use super::promises::{Promise, Promises};
use super::quiet::days_between;
use super::scope::Scope;
use super::window::Window;
use crate::time::Month;

/// The upper ends of the bands of age of open actions, in days; the last band has none.
pub const AGES: [u32; 4] = [30, 90, 180, 365];

/// A share in time is silent below this many that were due.
pub const LEAST_DUE: usize = 10;

/// One action: the position of its case in [`Corpus::all`](crate::corpus::Corpus::all), and its own in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionAt {
    /// The case.
    pub case: usize,
    /// The action.
    pub action: usize,
}

/// Some actions, as seen on the day it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Actions {
    /// How many count; see [`Promises`] for those that do not.
    pub all: usize,
    /// Every month of the history.
    pub months: Vec<ActionMonth>,
    /// Those that are open, oldest first.
    pub open: Vec<ActionAt>,
    /// Those that are open past their day, longest first.
    pub overdue: Vec<ActionAt>,
    /// Open ones by age, in the bands of [`AGES`].
    pub ages: [usize; 5],
    /// Open ones without a day on which they are due.
    pub without_due: usize,
    /// Of those due in `window` and not given up: done by their day, and all.
    pub due: (usize, usize),
    /// The share that was done by its day.
    pub on_time: Said<Share>,
    /// The newest twelve complete months.
    pub window: Window,
    /// Days from opened to done; open ones are not over, and what is given up ends without being done.
    pub closing: Summary,
}

/// The actions at the end of one month; of a month that is not over, on the day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionMonth {
    /// The month.
    pub month: Month,
    /// Whether it is not over yet.
    pub partial: bool,
    /// Opened in it; in the first month also those opened earlier.
    pub opened: usize,
    /// Done or given up in it; likewise.
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
    /// The day at whose end this is seen.
    pub until: Date,
}

impl Actions {
    /// Counts promises over the history of a scope.
    #[must_use]
    pub fn of(scope: &Scope<'_>, promises: &Promises) -> Self {
        let all = &promises.all;
        let window = scope.newest(12);
        let due = due_in_time(all, &window);
        let open = || all.iter().filter(|promise| promise.ended.is_none());
        Self {
            all: all.len(),
            months: months(scope, all),
            overdue: overdue(all, scope.as_of),
            ages: ages(open(), scope.as_of),
            without_due: open().filter(|promise| promise.due.is_none()).count(),
            open: sorted(open(), |promise| promise.opened),
            on_time: Counted::Actions.enough(due.1, LEAST_DUE).map(|()| Share::new(due.0, due.1)),
            due,
            window,
            closing: Summary::of(&closing(all, scope.as_of)),
        }
    }
}

impl ActionReview {
    /// What a month asks of some promises.
    #[must_use]
    pub fn of(scope: &Scope<'_>, promises: &Promises, month: Month) -> Self {
        let in_month = |day: Option<Date>| day.is_some_and(|day| Month::of(day) == month);
        let with = |day: fn(&Promise) -> Option<Date>| {
            let all = promises.all.iter().filter(|promise| in_month(day(promise)));
            sorted(all, day)
        };
        let until = month.last_day().min(scope.as_of);
        // A month that is over has seen the end of its last day; the day it is is not over.
        let seen = if scope.complete(month) { until.tomorrow().unwrap_or(until) } else { until };
        Self {
            opened: with(|promise| Some(promise.opened)),
            due: with(|promise| promise.due),
            closed: with(|promise| promise.ended),
            overdue: overdue_at(&promises.all, until, seen),
            until,
        }
    }
}

fn overdue(all: &[Promise], as_of: Date) -> Vec<ActionAt> {
    overdue_at(all, as_of, as_of)
}

/// Those open at the end of a day, whose own day is before the one that is seen.
fn overdue_at(all: &[Promise], day: Date, seen: Date) -> Vec<ActionAt> {
    let late = |promise: &&Promise| promise.open_on(day) && promise.due.is_some_and(|due| due < seen);
    sorted(all.iter().filter(late), |promise| promise.due)
}

/// By a day; those of one day stay in the order of their cases.
fn sorted<'a, K: Ord + Copy>(
    promises: impl Iterator<Item = &'a Promise>,
    day: impl Fn(&Promise) -> K,
) -> Vec<ActionAt> {
    let mut dated: Vec<(K, ActionAt)> = promises.map(|promise| (day(promise), promise.at)).collect();
    dated.sort_by_key(|(day, _)| *day);
    dated.into_iter().map(|(_, at)| at).collect()
}

fn ages<'a>(open: impl Iterator<Item = &'a Promise>, as_of: Date) -> [usize; 5] {
    let mut ages = [0; 5];
    for promise in open {
        let age = days_between(promise.opened, as_of);
        ages[AGES.partition_point(|most| *most < age)] += 1;
    }
    ages
}

fn due_in_time(all: &[Promise], window: &Window) -> (usize, usize) {
    let due = all.iter().filter_map(|promise| Some((promise, promise.due?)));
    let due = due.filter(|(promise, day)| window.holds(Month::of(*day)) && (promise.done || promise.ended.is_none()));
    due.fold((0, 0), |(kept, of), (promise, day)| {
        (kept + usize::from(promise.ended.is_some_and(|ended| ended <= day)), of + 1)
    })
}

/// How long each took or takes, in days, shortest first. Numbers alone sort faster than pairs or lengths do: whether it
/// is over is the last bit.
fn closing(all: &[Promise], as_of: Date) -> Vec<Lasting> {
    let days = |promise: &Promise| days_between(promise.opened, promise.ended.unwrap_or(as_of));
    let mut lengths: Vec<u32> = all.iter().map(|promise| days(promise) * 2 + u32::from(promise.done)).collect();
    lengths.sort_unstable();
    lengths.into_iter().map(|length| Lasting { length: f64::from(length / 2), ended: length % 2 == 1 }).collect()
}

/// Adds up what begins and what ends, month by month.
fn months(scope: &Scope<'_>, all: &[Promise]) -> Vec<ActionMonth> {
    let months: Vec<Month> = scope.history().collect();
    let (mut opened, mut closed, mut late, mut kept) =
        (vec![0; months.len()], vec![0; months.len()], vec![0; months.len()], vec![0; months.len()]);
    let at = |day: Date| months.first().map_or(0, |first| Month::of(day).since(*first));
    let add = |counts: &mut Vec<usize>, nth: usize| counts.get_mut(nth).into_iter().for_each(|count| *count += 1);
    for promise in all {
        add(&mut opened, at(promise.opened));
        promise.ended.into_iter().for_each(|ended| add(&mut closed, at(ended)));
        // The day it is has no end yet: what is due then is still in time.
        if let Some(from) = promise.late_on().filter(|_| promise.due < Some(scope.as_of)) {
            add(&mut late, at(from));
            promise.ended.into_iter().for_each(|ended| add(&mut kept, at(ended)));
        }
    }
    let (mut open, mut overdue) = (0, 0);
    let month = |(nth, month): (usize, &Month)| {
        open += opened[nth];
        open -= closed[nth];
        overdue += late[nth];
        overdue -= kept[nth];
        let (opened, closed) = (opened[nth], closed[nth]);
        ActionMonth { month: *month, partial: !scope.complete(*month), opened, closed, open, overdue }
    };
    months.iter().enumerate().map(month).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Calendar;
    use super::super::sample::{action, case, config, corpus, date, edited, month};
    use super::*;
    use crate::config::Config;
    use crate::postmortem::{Action, ActionState, Postmortem};

    const TODAY: &str = "2026-11-21";

    fn with(actions: Vec<Action>) -> Arc<Postmortem> {
        edited(case("2026-07-05"), |case| case.actions = actions)
    }

    fn seen<T>(actions: Vec<Action>, look: impl Fn(&Scope<'_>, &Promises) -> T) -> T {
        let (corpus, config) = (corpus(&[with(actions)]), config());
        let calendar = Calendar::new(&corpus, &config, date(TODAY));
        let scope = calendar.scope(&corpus, &config);
        look(&scope, &Promises::of(&scope))
    }

    fn sample() -> Vec<Action> {
        vec![
            action("2026-07-05", Some("2026-08-31"), Some("2026-08-31"), ActionState::Done),
            action("2026-07-05", Some("2026-08-31"), Some("2026-10-02"), ActionState::Done),
            action("2026-07-05", Some("2026-09-10"), None, ActionState::Open),
            action("2026-09-01", None, None, ActionState::Open),
            action("2026-07-05", Some("2026-08-01"), None, ActionState::Done),
            action("2026-07-05", Some("2026-08-01"), Some("2026-06-01"), ActionState::Done),
            action("2026-07-05", Some("2026-10-01"), Some("2026-09-01"), ActionState::WontDo),
            action("2026-11-10", Some("2026-11-21"), None, ActionState::Open),
            action("2026-10-20", Some("2026-09-20"), None, ActionState::Open),
        ]
    }

    #[test]
    fn months_add_up() {
        let months = seen(sample(), |scope, promises| Actions::of(scope, promises).months);
        let rows: Vec<_> = months.iter().map(|row| (row.opened, row.closed, row.open, row.overdue)).collect();
        assert_eq!(rows, [(4, 0, 4, 0), (0, 1, 3, 1), (1, 1, 3, 2), (1, 1, 3, 2), (1, 0, 4, 2)]);
        assert!(months[4].partial && !months[3].partial);
    }

    #[test]
    fn today_is_still_in_time_and_no_date_is_no_number() {
        seen(sample(), |scope, promises| {
            let actions = Actions::of(scope, promises);
            assert_eq!((actions.all, promises.without_date.len(), promises.impossible.len()), (7, 1, 1));
            assert_eq!(actions.overdue, [2, 8].map(|action| ActionAt { case: 0, action }));
            assert_eq!((actions.open.len(), actions.without_due, actions.ages), (4, 1, [1, 2, 1, 0, 0]));
            assert_eq!(actions.due, (1, 4));
            assert!(actions.on_time.is_err_and(|silence| silence.have == 4));
            assert_eq!((actions.closing.count, actions.closing.ended), (7, 2));
        });
    }

    #[test]
    fn a_month_lists_what_it_asks() {
        let nths = |all: &[ActionAt]| all.iter().map(|at| at.action).collect::<Vec<_>>();
        seen(sample(), |scope, promises| {
            let review = ActionReview::of(scope, promises, month("2026-08"));
            assert_eq!(
                (nths(&review.due), nths(&review.closed), nths(&review.overdue)),
                (vec![0, 1], vec![0], vec![1])
            );
            let review = ActionReview::of(scope, promises, month("2026-11"));
            assert_eq!(
                (nths(&review.due), nths(&review.opened), nths(&review.overdue)),
                (vec![7], vec![7], vec![2, 8])
            );
        });
    }

    #[test]
    fn lists_and_counts_of_a_month_agree() {
        seen(sample(), |scope, promises| {
            for row in Actions::of(scope, promises).months {
                let review = ActionReview::of(scope, promises, row.month);
                let lengths = (review.opened.len(), review.closed.len(), review.overdue.len());
                assert_eq!(lengths, (row.opened, row.closed, row.overdue), "{}", row.month);
            }
        });
    }

    #[test]
    fn a_policy_gives_a_day_where_none_is_written() {
        let policy = crate::config::Policy { action_days: Some(30), ..Default::default() };
        let config = Config { policy: [("term-0".to_owned(), policy)].into(), ..config() };
        let corpus = corpus(&[with(vec![action("2026-09-01", None, None, ActionState::Open)])]);
        let calendar = Calendar::new(&corpus, &config, date(TODAY));
        let promises = Promises::of(&calendar.scope(&corpus, &config));
        assert_eq!(promises.all[0].due, Some(date("2026-10-01")));
    }
}
