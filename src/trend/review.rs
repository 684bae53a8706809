//! All that the review of one month looks at.
use super::Trends;
use super::actions::{ActionAt, ActionReview};
use super::groups::{Group, groups};
use super::impact::ImpactMonth;
use super::method::said::Said;
use super::promises::Promises;
use super::repeats::{Repeat, Repeats};
use super::reported::Reported;
use super::scope::Scope;
use super::terms::Terms;
use super::trailing::Trailing;
use crate::config::FacetKind;
use crate::time::Month;

/// One month, in the order in which a review asks. Numbers are positions in
/// [`Corpus::all`](crate::corpus::Corpus::all).
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The month.
    pub month: Month,
    /// Whether it is not over yet; then squads and causes are compared up to the month before.
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
    /// Those that repeat an earlier incident, each with the actions that should have prevented it.
    pub repeats: Vec<(Repeat, Vec<ActionAt>)>,
    /// What became of promises.
    pub actions: ActionReview,
    /// Every squad, the three months that end with this one against the twelve before.
    pub squads: Terms,
    /// Every root cause, likewise.
    pub causes: Terms,
    /// Recurring incidents to be assessed at the month's end, or on the day it is.
    pub groups: Vec<Group>,
    /// How much users felt.
    pub impact: ImpactMonth,
}

impl Review {
    /// Gathers a month of a scope; `trends` are those of the scope, the other two those of the whole site. Only the
    /// months that are compared with it are looked at, so the reviews of all months together take no more than a few
    /// passes over the cases.
    #[must_use]
    pub fn of(scope: &Scope<'_>, trends: &Trends, repeats: &Repeats, promises: &Promises, month: Month) -> Self {
        let cases = || scope.between(month, month);
        let of =
            |counted: bool| cases().filter(|case| case.postmortem.counted() == counted).map(|case| case.nth).collect();
        let ongoing = cases().filter(|case| case.postmortem.counted() && case.postmortem.ongoing());
        let (partial, until) = (!scope.complete(month), month.last_day().min(scope.as_of));
        let last = if partial { month.plus(-1) } else { month };
        let terms = |kind| Terms::of(scope, scope.config.taxonomy.facet(kind), last, Terms::COMPARED);
        let repeated = cases().filter_map(|case| repeats.get(case.nth));
        Self {
            month,
            partial,
            incidents: of(true),
            ongoing: ongoing.map(|case| case.nth).collect(),
            apart: of(false),
            trailing: trends.trailing(month),
            reported: Reported::of(scope, month),
            repeats: repeated.map(|repeat| (*repeat, repeats.not_prevented_by(scope, repeat))).collect(),
            actions: ActionReview::of(scope, promises, month),
            squads: terms(FacetKind::Squad),
            causes: terms(FacetKind::RootCause),
            groups: if month.first_day() > scope.as_of { Vec::new() } else { groups(scope, repeats, until) },
            impact: ImpactMonth::of(scope, month),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Calendar;
    use super::super::sample::{action, cause, config, corpus, date, edited, kind, month, spanned};
    use super::*;
    use crate::postmortem::{ActionState, Kind, Postmortem};

    fn reviewed(cases: &[Arc<Postmortem>], of: &str) -> Review {
        let (corpus, config) = (corpus(cases), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        let (repeats, promises) = (Repeats::of(&scope, &corpus), Promises::of(&scope));
        Review::of(&scope, &Trends::within(&scope), &repeats, &promises, month(of))
    }

    fn year() -> Vec<Arc<Postmortem>> {
        let quiet = (1..=9).map(|month| cause(&format!("2026-0{month}-03"), 0));
        let busy = (1..=9).map(|day| cause(&format!("2026-10-0{day}"), 1));
        quiet.chain(busy).chain([kind("2026-10-05", Kind::Drill)]).collect()
    }

    #[test]
    fn a_month_is_gathered() {
        let review = reviewed(&year(), "2026-10");
        assert_eq!((review.incidents.len(), review.apart.len(), review.partial), (9, 1, false));
        assert!(review.trailing.is_ok_and(|trailing| trailing.clear() && trailing.count == 9));
        assert_eq!(review.causes.changed().map(|row| row.term.rank).collect::<Vec<_>>(), [1]);
        assert_eq!((review.repeats.len(), review.groups.len()), (8, 2));
    }

    #[test]
    fn a_month_that_is_not_over_is_compared_up_to_the_one_before() {
        let review = reviewed(&year(), "2026-11");
        assert!(review.partial && review.incidents.is_empty());
        assert_eq!(review.causes.now.last, Some(month("2026-10")));
    }

    #[test]
    fn a_month_outside_the_history_is_empty() {
        for far in ["1999-01", "2031-05"] {
            let review = reviewed(&year(), far);
            assert!(review.incidents.is_empty() && review.groups.is_empty() && review.trailing.is_err(), "{far}");
        }
        assert!(reviewed(&[], "2026-10").squads.rows.iter().all(|row| row.change.is_none()));
    }

    #[test]
    fn what_came_late_restates_a_month() {
        let published =
            |day, on: Option<&str>| edited(cause(day, 0), |case| case.published = on.map(|on| spanned(date(on))));
        let cases = [
            published("2026-09-03", Some("2026-10-10")),
            published("2026-09-04", Some("2026-10-11")),
            published("2026-09-05", None),
        ];
        let reported = reviewed(&cases, "2026-09").reported;
        assert_eq!((reported.first, reported.undated, reported.later.as_slice()), (2, 1, &[1][..]));
        assert!(reported.settled && reported.until == date("2026-10-10"));
        assert!(!reviewed(&cases, "2026-11").reported.settled);
    }

    #[test]
    fn promises_of_the_month_are_there() {
        let late = edited(cause("2026-09-03", 0), |case| {
            case.actions = vec![action("2026-09-04", Some("2026-10-05"), None, ActionState::Open)];
        });
        let actions = reviewed(&[late], "2026-10").actions;
        assert_eq!((actions.due.len(), actions.overdue.len(), actions.closed.len()), (1, 1, 0));
    }
}
