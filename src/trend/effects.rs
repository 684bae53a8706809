//! Whether a lesson held: incidents of the same cause before and after a preventive action was done.
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::actions::ActionAt;
use super::kin::Kin;
use super::method::fdr::adjusted;
use super::method::rate::{RateChange, compare};
use super::method::said::{Counted, Said};
use super::promises::Promises;
use super::quiet::days_between;
use super::scope::{Scope, months_before};
use crate::postmortem::ActionKind;

/// The months before and after that are compared, where there are so many.
pub const EFFECT_MONTHS: u32 = 12;

/// With fewer days after it was done than this, nothing is said of an action.
pub const LEAST_DAYS: usize = 90;

/// One action of kind `prevent` that is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The action.
    pub action: ActionAt,
    /// The day it was done.
    pub closed: Date,
    /// Incidents of the same cause up to that day, without the action's own.
    pub before: usize,
    /// In how many days.
    pub before_days: u32,
    /// Incidents of the same cause after that day.
    pub after: usize,
    /// In how many days.
    pub after_days: u32,
    /// The rate after against the one before.
    pub change: Said<RateChange>,
    /// How probable that is by chance, adjusted for all actions; 1 where nothing is said.
    pub adjusted: f64,
}

/// Looks at every preventive action that is done, in the order of their cases.
#[must_use]
pub fn effects(scope: &Scope<'_>, promises: &Promises) -> Vec<Effect> {
    let mut kin: Kin<(Date, usize)> = Kin::default();
    scope.counted().for_each(|case| kin.put(case.postmortem, (case.day, case.nth)));
    let prevents = promises.all.iter().filter(|promise| promise.done && promise.kind == Some(ActionKind::Prevent));
    let of = prevents.filter_map(|promise| effect(scope, &kin, promise.at, promise.ended?));
    let mut effects: Vec<Effect> = of.collect();
    let p: Vec<f64> = effects.iter().filter_map(|effect| effect.change.ok()).map(|change| change.p).collect();
    for (effect, adjusted) in effects.iter_mut().filter(|effect| effect.change.is_ok()).zip(adjusted(&p)) {
        effect.adjusted = adjusted;
    }
    effects
}

fn effect(scope: &Scope<'_>, kin: &Kin<(Date, usize)>, action: ActionAt, closed: Date) -> Option<Effect> {
    let case = scope.case(action.case)?;
    let from = months_before(closed, EFFECT_MONTHS).max(scope.first()?.first_day());
    let until = super::scope::months_after(closed, EFFECT_MONTHS).min(scope.as_of);
    let near: BTreeSet<(Date, usize)> =
        kin.of(case.postmortem).flat_map(|kin| slice(kin, from, until)).copied().collect();
    let near = || near.iter().filter(|(_, nth)| *nth != case.nth);
    let before = near().filter(|(day, _)| *day <= closed).count();
    let after = near().filter(|(day, _)| *day > closed).count();
    let (before_days, after_days) = (days_between(from, closed) + 1, days_between(closed, until));
    let enough = Counted::Days.enough(usize::try_from(after_days.min(before_days)).unwrap_or(0), LEAST_DAYS);
    let change = enough.map(|()| compare(after, f64::from(after_days), before, f64::from(before_days)));
    Some(Effect { action, closed, before, before_days, after, after_days, change, adjusted: 1.0 })
}

/// Those of some days; they lie in order, but for a day where a clock goes back over midnight.
fn slice(kin: &[(Date, usize)], from: Date, until: Date) -> &[(Date, usize)] {
    let start = kin.partition_point(|(day, _)| *day < from);
    let end = kin.partition_point(|(day, _)| *day <= until);
    &kin[start..end.max(start)]
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::sample::{action, cause, config, corpus, date, edited};
    use super::*;
    use crate::postmortem::{Action, ActionState};

    fn effect_of(closed: &str, others: &[&str]) -> Effect {
        let done = action("2025-12-05", None, Some(closed), ActionState::Done);
        let done = Action { kind: Some(ActionKind::Prevent), ..done };
        let own = edited(cause("2025-12-05", 0), |case| case.actions = vec![done]);
        let cases: Vec<_> = [own].into_iter().chain(others.iter().map(|day| cause(day, 0))).collect();
        let (corpus, config) = (corpus(&cases), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        effects(&scope, &Promises::of(&scope))[0]
    }

    #[test]
    fn the_case_of_an_action_does_not_speak_for_it() {
        let got = effect_of("2026-04-30", &["2026-01-01", "2026-02-01", "2026-04-30", "2026-06-01"]);
        assert_eq!((got.before, got.before_days, got.after, got.after_days), (3, 151, 1, 205));
        assert!(got.change.is_ok_and(|change| change.ratio.is_some_and(|ratio| ratio < 1.0)));
        assert!(got.adjusted <= 1.0);
    }

    #[test]
    fn weeks_after_it_was_done_nothing_is_said() {
        let got = effect_of("2026-10-30", &["2026-01-01"]);
        assert!(got.change.is_err_and(|silence| (silence.of, silence.have) == (Counted::Days, 22)));
    }

    #[test]
    fn a_lesson_that_held_is_seen() {
        let days: Vec<String> = (0..24).map(|nth| format!("2026-{:02}-{:02}", 1 + nth / 6, 2 + nth % 6 * 4)).collect();
        let got = effect_of("2026-04-30", &days.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((got.before, got.after), (24, 0));
        assert!(got.adjusted < 0.001, "{got:?}");
    }
}
