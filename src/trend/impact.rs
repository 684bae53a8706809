//! How much users felt: minutes from start to mitigation, times the share of users.
use super::method::limits::real;
use super::scope::{Case, Scope};
use super::window::Window;
use crate::postmortem::Postmortem;
use crate::time::Month;

/// Impact minutes over the history of a scope. They have no limits: their tail is too heavy.
#[derive(Debug, Clone, PartialEq)]
pub struct ImpactMinutes {
    /// Every month of the history.
    pub months: Vec<ImpactMonth>,
    /// The newest twelve complete months.
    pub window: Window,
    /// Their sum.
    pub sum: ImpactSum,
    /// Their incidents of which it is known and not 0, with their minutes, greatest first.
    pub cases: Vec<(usize, f64)>,
}

/// One month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImpactMonth {
    /// The month.
    pub month: Month,
    /// Whether it is not over yet.
    pub partial: bool,
    /// Its sum.
    pub sum: ImpactSum,
}

/// Impact minutes, added up.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ImpactSum {
    /// Minutes of a complete outage that would be felt as much.
    pub minutes: f64,
    /// Of how many incidents they are known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
    /// The position of the greatest, with its minutes.
    pub largest: Option<(usize, f64)>,
    /// The share of the three greatest in the sum, from 0 to 1; `None` where the sum is 0.
    pub top_three: Option<f64>,
}

impl ImpactMinutes {
    /// Adds up the incidents of a scope.
    #[must_use]
    pub fn of(scope: &Scope<'_>) -> Self {
        let window = scope.newest(12);
        Self {
            months: scope.history().map(|month| ImpactMonth::of(scope, month)).collect(),
            sum: ImpactSum::of(scope.within(&window)),
            cases: ranked(scope.within(&window)).0,
            window,
        }
    }
}

impl ImpactMonth {
    /// Adds up the incidents of a month.
    #[must_use]
    pub fn of(scope: &Scope<'_>, month: Month) -> Self {
        let cases = scope.between(month, month).filter(|case| case.postmortem.counted());
        Self { month, partial: !scope.complete(month), sum: ImpactSum::of(cases) }
    }
}

impl ImpactSum {
    /// Adds up some incidents.
    #[must_use]
    pub fn of<'a>(cases: impl Iterator<Item = &'a Case<'a>>) -> Self {
        let (ranked, known, of) = ranked(cases);
        let minutes: f64 = ranked.iter().map(|(_, minutes)| minutes).sum();
        let top: f64 = ranked.iter().take(3).map(|(_, minutes)| minutes).sum();
        let top_three = (minutes > 0.0).then(|| top / minutes);
        Self { minutes, known, of, largest: ranked.first().copied(), top_three }
    }
}

/// Those that are not 0, greatest first; of how many it is known, and of how many that is.
fn ranked<'a>(cases: impl Iterator<Item = &'a Case<'a>>) -> (Vec<(usize, f64)>, usize, usize) {
    let (mut ranked, mut known, mut of) = (Vec::new(), 0, 0);
    for case in cases {
        of += 1;
        let Some(minutes) = impact_minutes(case.postmortem) else { continue };
        known += 1;
        if minutes > 0.0 {
            ranked.push((case.nth, minutes));
        }
    }
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    (ranked, known, of)
}

/// Minutes from start to mitigation, times the share of users; `None` where one of the two is unknown.
#[must_use]
pub fn impact_minutes(case: &Postmortem) -> Option<f64> {
    let felt = case.times.since_start(case.times.mitigated.as_ref())?;
    let percent = case.impact.users_percent.as_ref()?.value;
    Some(felt.as_secs_f64() / 60.0 * percent.clamp(0.0, real(100)) / 100.0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Calendar;
    use super::super::sample::{config, corpus, date, edited, spanned, timed_case};
    use super::*;
    use crate::postmortem::Status;

    fn felt(day: &str, minutes: i64, percent: Option<f64>) -> Arc<Postmortem> {
        let case = timed_case(&format!("{day}T05:00Z"), [None, None, Some(minutes), None], Status::Published);
        edited(case, |case| case.impact.users_percent = percent.map(spanned))
    }

    #[test]
    fn a_month_says_how_much_of_it_is_known() {
        let cases = [
            felt("2026-10-02", 60, Some(50.0)),
            felt("2026-10-03", 600, Some(10.0)),
            felt("2026-10-04", 10, Some(100.0)),
            felt("2026-10-05", 0, Some(100.0)),
            felt("2026-10-06", 40, Some(25.0)),
            felt("2026-10-07", 999, None),
            felt("2026-10-08", -5, Some(80.0)),
        ];
        let (corpus, config) = (corpus(&cases), config());
        let impact = ImpactMinutes::of(&Calendar::new(&corpus, &config, date("2026-11-21")).scope(&corpus, &config));
        let sum = impact.months[0].sum;
        assert!((sum.minutes - 110.0).abs() < 1e-9, "{sum:?}");
        assert_eq!((sum.known, sum.of, sum.largest), (5, 7, Some((1, 60.0))));
        assert!(sum.top_three.is_some_and(|top| (top - 100.0 / 110.0).abs() < 1e-9));
        assert_eq!((impact.cases.len(), impact.sum), (4, sum));
        assert_eq!(impact.months[1].sum, ImpactSum::default());
    }
}
