//! Candidates for recurring incidents: groups of two or more in six months with the same cause.
//!
//! Art. 8(2) of Delegated Regulation (EU) 2024/1772 asks every month whether incidents that share an apparent root
//! cause and occur at least twice within six months are together a major one, by the thresholds of Art. 9.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::bounds::{Bounds, Reached, downtime, duration};
use super::kin::Key;
use super::repeats::{Repeats, Why};
use super::scope::{Case, Scope, months_before};
use crate::time::Month;

/// The months within which incidents belong together.
pub const RECURRING_MONTHS: u32 = 6;

/// More than this share of clients, in percent, …
pub const CLIENTS_PERCENT: f64 = 10.0;

/// … or more clients than this.
pub const CLIENTS: f64 = 100_000.0;

/// Longer than this, in minutes, from start to resolution.
pub const DURATION: f64 = 24.0 * 60.0;

/// Services down for longer than this, in minutes.
pub const DOWNTIME: f64 = 120.0;

/// Incidents that belong together. That they are together a major incident is for people to say: transactions, costs
/// and how critical a service is are not compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Their positions, by start; at least two.
    pub cases: Vec<usize>,
    /// The share of clients affected, in percent: at least the widest alone, at most all together.
    pub percent: Bounds,
    /// Clients affected, likewise.
    pub clients: Bounds,
    /// Minutes from a start to its resolution, those of several counted once.
    pub duration: Bounds,
    /// Minutes from a start to its mitigation, likewise.
    pub downtime: Bounds,
}

impl Group {
    /// Whether so many clients were affected.
    #[must_use]
    pub fn clients_reached(&self) -> Reached {
        self.percent.above(CLIENTS_PERCENT).or(self.clients.above(CLIENTS))
    }

    /// Whether the incidents took so long.
    #[must_use]
    pub fn duration_reached(&self) -> Reached {
        self.duration.above(DURATION)
    }

    /// Whether services were down for so long.
    #[must_use]
    pub fn downtime_reached(&self) -> Reached {
        self.downtime.above(DOWNTIME)
    }

    fn of(scope: &Scope<'_>, cases: &[&Case<'_>]) -> Self {
        let percent = |case: &Case<'_>| case.postmortem.impact.users_percent.as_ref().map(|percent| percent.value);
        // Whole numbers of users below 2^53 are exact, and no bank has more.
        #[expect(clippy::cast_precision_loss, reason = "a count of users")]
        let users = |case: &Case<'_>| case.postmortem.impact.users.as_ref().map(|users| users.value as f64);
        let all = Bounds::of_shares(cases.iter().map(|case| percent(case)));
        Self {
            cases: cases.iter().map(|case| case.nth).collect(),
            percent: Bounds { most: all.most.min(100.0), ..all },
            clients: Bounds::of_shares(cases.iter().map(|case| users(case))),
            duration: duration(scope, cases),
            downtime: downtime(scope, cases),
        }
    }
}

/// The groups among the incidents of the six months that end with a day; the one with the newest incident first.
#[must_use]
pub fn groups(scope: &Scope<'_>, repeats: &Repeats, until: Date) -> Vec<Group> {
    let after = months_before(until, RECURRING_MONTHS);
    let near = scope.between(Month::of(after), Month::of(until));
    let near = near.filter(|case| case.postmortem.counted() && case.day > after && case.day <= until);
    let cases: Vec<&Case<'_>> = near.collect();
    let mut sets: BTreeMap<usize, Vec<&Case<'_>>> = BTreeMap::new();
    for (at, root) in roots(&cases, repeats).into_iter().enumerate() {
        sets.entry(root).or_default().push(cases[at]);
    }
    let mut groups: Vec<Group> = sets.values().filter(|set| set.len() > 1).map(|set| Group::of(scope, set)).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.cases.last().copied()));
    groups
}

/// For each case the first of those that it belongs to, directly or by others.
fn roots(cases: &[&Case<'_>], repeats: &Repeats) -> Vec<usize> {
    let keys = |case: &Case<'_>| Key::own(case.postmortem).collect::<Vec<_>>();
    let alone: BTreeSet<(usize, usize)> = cases.iter().flat_map(|case| keys(case)).filter_map(Key::alone).collect();
    let mut first: BTreeMap<Key, usize> = BTreeMap::new();
    let mut sets = Sets { parent: (0..cases.len()).collect() };
    for (at, case) in cases.iter().enumerate() {
        // A squad joins only those of which one names no service.
        for key in keys(case).into_iter().filter(|key| key.squad().is_none_or(|squad| alone.contains(&squad))) {
            let earlier = *first.entry(key).or_insert(at);
            sets.join(earlier, at);
        }
        let said = repeats.get(case.nth).filter(|repeat| repeat.why == Why::Said);
        if let Some(Ok(earlier)) = said.map(|repeat| cases.binary_search_by_key(&repeat.earlier, |case| case.nth)) {
            sets.join(earlier, at);
        }
    }
    (0..cases.len()).map(|at| sets.root(at)).collect()
}

/// Sets of numbers that are joined; the least number stands for all of its set.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Calendar;
    use super::super::sample::{cause, config, corpus, date, edited, serving, spanned, timed_case};
    use super::*;
    use crate::postmortem::{Postmortem, Status};

    fn found(cases: &[Arc<Postmortem>], until: &str) -> Vec<Group> {
        let (corpus, config) = (corpus(cases), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        groups(&scope, &Repeats::of(&scope, &corpus), date(until))
    }

    fn members(groups: &[Group]) -> Vec<&[usize]> {
        groups.iter().map(|group| group.cases.as_slice()).collect()
    }

    #[test]
    fn services_in_common_join_groups_of_two_and_more() {
        let cases = [
            serving(cause("2026-06-01", 0), &[0, 1]),
            serving(cause("2026-07-01", 1), &[0]),
            serving(cause("2026-08-01", 0), &[2]),
            serving(cause("2026-09-01", 0), &[1, 2]),
            serving(cause("2026-10-01", 1), &[0]),
            serving(cause("2026-10-02", 2), &[0]),
        ];
        assert_eq!(members(&found(&cases, "2026-10-31")), [&[1, 4][..], &[0, 2, 3]]);
        assert_eq!(members(&found(&cases, "2026-09-30")), [&[0, 2, 3]]);
        assert!(found(&cases, "2026-12-02").len() == 2 && found(&cases, "2027-01-02").len() == 1);
        assert!(found(&cases, "2026-02-28").is_empty() && found(&[], "2026-02-28").is_empty());
    }

    #[test]
    fn a_squad_joins_only_where_a_service_is_missing() {
        let served = |day| serving(cause(day, 0), &[usize::from(day == "2026-06-01")]);
        let two = [served("2026-06-01"), served("2026-07-01")];
        assert!(found(&two, "2026-10-31").is_empty());
        let three = [served("2026-06-01"), served("2026-07-01"), cause("2026-08-01", 0)];
        assert_eq!(members(&found(&three, "2026-10-31")), [&[0, 1, 2]]);
    }

    #[test]
    fn minutes_of_several_count_once_and_clients_at_least_once() {
        let one = |start, percent: Option<f64>| {
            let case = timed_case(start, [None, None, Some(60), Some(1_000)], Status::Published);
            edited(case, |case| case.impact.users_percent = percent.map(spanned))
        };
        let groups = found(&[one("2026-10-01T05:00Z", Some(6.0)), one("2026-10-01T05:30Z", Some(7.0))], "2026-10-31");
        let group = &groups[0];
        assert!((group.downtime.least - 90.0).abs() < 1e-9 && (group.duration.most - 1_030.0).abs() < 1e-9);
        assert_eq!((group.percent.least, group.percent.most), (7.0, 13.0));
        assert_eq!(group.clients_reached(), Reached::Perhaps);
        assert_eq!((group.downtime_reached(), group.duration_reached()), (Reached::No, Reached::No));
        let unknown = found(&[one("2026-10-01T05:00Z", None), one("2026-10-03T05:30Z", None)], "2026-10-31");
        assert_eq!((unknown[0].clients_reached(), unknown[0].duration_reached()), (Reached::Unknown, Reached::Yes));
    }

    #[test]
    fn what_is_not_over_may_still_grow() {
        let open = |start| timed_case(start, [None; 4], Status::InReview);
        let groups = found(&[open("2026-11-20T05:00Z"), open("2026-11-20T06:00Z")], "2026-11-21");
        assert!((groups[0].duration.least - 720.0).abs() < 1e-9, "{:?}", groups[0].duration);
        assert_eq!((groups[0].duration_reached(), groups[0].downtime_reached()), (Reached::Perhaps, Reached::Yes));
    }
}
