//! How complete the data are that statistics rest on.
use super::scope::{Case, Scope};
use crate::postmortem::{Kind, Postmortem};

/// What is known of how many incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The key in front matter.
    pub field: &'static str,
    /// Of how many it is known.
    pub known: usize,
    /// Of how many it could be: what is not over has not been resolved.
    pub of: usize,
}

type Field = (&'static str, fn(&Postmortem) -> bool, fn(&Postmortem) -> bool);

/// The fields: whether a case could have it, and whether it has.
const FIELDS: &[Field] = &[
    ("started", |_| true, timed),
    ("detected", |_| true, |case| case.times.detected.is_some()),
    ("acknowledged", |_| true, |case| case.times.acknowledged.is_some()),
    ("mitigated", |case| !case.ongoing(), |case| case.times.mitigated.is_some()),
    ("resolved", |case| !case.ongoing(), |case| case.times.resolved.is_some()),
    ("published", |case| case.status == crate::postmortem::Status::Published, |case| case.published.is_some()),
    ("impact.users_percent", |_| true, |case| case.impact.users_percent.is_some()),
    ("impact.users", |_| true, |case| case.impact.users.is_some()),
    ("detection", |_| true, |case| case.detection.is_some()),
    ("services", |_| true, |case| !case.services.is_empty()),
    ("action", |case| case.kind != Kind::NearMiss, |case| !case.actions.is_empty()),
];

/// Counts what is known of the incidents of a scope, field by field.
#[must_use]
pub fn completeness(scope: &Scope<'_>) -> Vec<Known> {
    let known = |(field, could, has): &Field| {
        let cases = || scope.counted().map(|case: &Case<'_>| case.postmortem).filter(|case| could(case));
        Known { field, known: cases().filter(|case| has(case)).count(), of: cases().count() }
    };
    FIELDS.iter().map(known).collect()
}

/// Whether the time of day at which it began is known, not only the day: only then is there a time since.
pub(super) fn timed(case: &Postmortem) -> bool {
    case.times.since_start(Some(&case.times.started)).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::sample::{config, corpus, date, kind, timed_case};
    use super::*;
    use crate::postmortem::Status;

    #[test]
    fn what_is_not_over_lacks_nothing_that_is_to_come() {
        let cases = [
            timed_case("2026-10-05T05:00Z", [Some(1), None, Some(3), Some(4)], Status::Published),
            timed_case("2026-11-20T05:00Z", [Some(1), None, None, None], Status::InReview),
            kind("2026-10-05", Kind::Drill),
        ];
        let (corpus, config) = (corpus(&cases), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let all = completeness(&calendar.scope(&corpus, &config));
        let of = |field| all.iter().find(|known| known.field == field).map(|known| (known.known, known.of));
        assert_eq!((of("detected"), of("acknowledged"), of("resolved")), (Some((2, 2)), Some((0, 2)), Some((1, 1))));
        assert_eq!((of("published"), of("started")), (Some((0, 1)), Some((2, 2))));
    }
}
