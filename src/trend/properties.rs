//! What must hold of every input, and inputs that are awkward.
use std::sync::Arc;

use jiff::civil::Date;
use proptest::prelude::*;

use super::sample::{cause, config, corpus, date, edited, month, months, timed_case};
use super::*;
use crate::postmortem::{Postmortem, Status};

/// Looks at all numbers there are.
fn all(cases: &[Arc<Postmortem>], as_of: Date) -> (Trends, [Durations; 4], Vec<Review>, RepeatRates) {
    let (corpus, config) = (corpus(cases), config());
    let calendar = Calendar::new(&corpus, &config, as_of);
    let scope = calendar.scope(&corpus, &config);
    let trends = Trends::within(&scope);
    let (repeats, promises) = (Repeats::of(&scope, &corpus), Promises::of(&scope));
    let facets = &config.taxonomy.facets;
    for (rows, columns) in facets.iter().zip(facets.iter().skip(1)) {
        let cells = Cells::of(&scope, rows, columns, scope.newest(12));
        assert_eq!(cells.row_totals.iter().sum::<usize>(), cells.column_totals.iter().sum::<usize>());
    }
    let punches = Punches::of(&scope);
    assert_eq!(punches.off().is_ok(), punches.known >= LEAST_HOURS);
    assert_eq!(days(&scope).iter().map(|day| day.cases.len()).sum::<usize>(), punches.of);
    let actions = Actions::of(&scope, &promises);
    assert_eq!(actions.months.last().map_or(0, |month| month.overdue), actions.overdue.len());
    assert!(ImpactMinutes::of(&scope).sum.minutes >= 0.0 && effects(&scope, &promises).is_empty());
    assert!(
        Quiet::of(&scope, 0).map_or(1.0, |quiet| quiet.p) <= 1.0 && trends.runs().is_ok() <= (trends.months.len() > 9)
    );
    let reviews = scope.history().map(|month| Review::of(&scope, &trends, &repeats, &promises, month)).collect();
    (trends, Measure::ALL.map(|measure| Durations::of(&scope, measure)), reviews, repeats.rates(&scope))
}

fn spread(months: i32, count: impl Fn(i32) -> usize) -> Vec<Arc<Postmortem>> {
    let first = month("2016-12");
    let day = |nth: i32, at: usize| format!("{}-{:02}T{:02}:15Z", first.plus(nth), 1 + at % 27, at % 24);
    let one = |nth, at: usize| {
        let length = i64::try_from(at * 37 % 4_000).expect("small");
        let case = timed_case(
            &day(nth, at),
            [Some(length / 9), Some(length / 8), Some(length / 2), Some(length)],
            Status::Published,
        );
        edited(case, |case| case.root_cause = cause("2026-01-01", at % 3).root_cause.clone())
    };
    (0..months).flat_map(|nth| (0..count(nth)).map(move |at| (nth, at))).map(|(nth, at)| one(nth, at)).collect()
}

#[test]
fn awkward_histories_are_silent_or_right() {
    let end = |months| {
        let first = month("2016-12");
        first.plus(months).first_day()
    };
    let histories: [(i32, Vec<Arc<Postmortem>>); 7] = [
        (0, Vec::new()),
        (1, spread(1, |_| 4)),
        (3, spread(3, |_| 4)),
        (36, spread(1, |_| 0)),
        (36, spread(36, |nth| usize::from(nth % 5 == 0))),
        (120, spread(120, |nth| usize::try_from(nth % 7).unwrap_or(0))),
        (14, spread(14, |_| 250)),
    ];
    for (months, cases) in histories {
        let (trends, durations, reviews, rates) = all(&cases, end(months));
        assert_eq!(trends.months.iter().map(MonthCount::total).sum::<usize>(), cases.len());
        assert_eq!(reviews.iter().map(|review| review.incidents.len()).sum::<usize>(), cases.len());
        assert_eq!((rates.months.len(), durations[3].of), (trends.months.len(), cases.len()));
        let long = trends.months.iter().filter(|count| !count.partial).count() > LEAST_MONTHS;
        assert_eq!(trends.newest_complete().is_some_and(|count| count.expected.is_some()), long, "{months} months");
    }
}

#[test]
fn one_month_that_is_not_over_says_nothing() {
    let (trends, durations, reviews, _) = all(&spread(1, |_| 4), date("2016-12-20"));
    assert!(trends.months[0].partial && trends.months[0].expected.is_none() && trends.runs().is_err());
    assert!(reviews[0].trailing.is_err() && durations[0].shift.is_err() && reviews[0].squads.compared == 0);
}

#[test]
fn thousands_a_month_have_limits() {
    let mut thousands = months("2025-01", &[2_500, 2_480, 2_611, 2_390, 2_555, 2_431, 2_502, 2_520, 2_466, 2_533]);
    let levels = levels::split(&mut thousands, &config(), None);
    assert!(levels[0].expected.is_some_and(|expected| expected.limits.low > 2_000 && expected.limits.high < 3_000));
}

#[test]
fn no_time_at_all_and_half_a_year_are_durations() {
    let half = 200 * 24 * 60;
    let case = |nth: i64| {
        let length = Some(if nth % 2 == 0 { 0 } else { half });
        timed_case("2016-12-05T05:00Z", [length; 4], Status::Published)
    };
    let cases: Vec<_> = (0..40).map(case).collect();
    let (_, durations, _, _) = all(&cases, date("2017-12-01"));
    let whole = durations[3].all;
    assert_eq!(whole.median.and_then(|median| median.interval), Some((0.0, 288_000.0)));
    assert!(durations[1].all.p90.and_then(|p90| p90.value).is_some_and(|value| value.abs() < 1e-9));
}

fn lasting() -> impl Strategy<Value = Lasting> {
    (0_u32..500, prop::bool::weighted(0.8)).prop_map(|(length, ended)| Lasting { length: f64::from(length), ended })
}

proptest! {
    #[test]
    fn expected_ranges_hold_their_own_mean(counts in prop::collection::vec(0_usize..60, 7..40)) {
        let mut all = months("2020-01", &counts);
        for level in levels::split(&mut all, &config(), None) {
            let expected = level.expected.expect("there are seven months");
            let high = method::limits::real(expected.limits.high);
            prop_assert!(method::limits::real(expected.limits.low) <= expected.mean && expected.mean <= high + 1.0);
        }
        for count in &all {
            let expected = count.expected.expect("there are six others");
            let own = predictive(expected.incidents, f64::from(expected.days), f64::from(count.days));
            prop_assert!(expected.limits.low <= own.low && own.high <= expected.limits.high);
        }
    }

    #[test]
    fn medians_lie_in_their_intervals(values in prop::collection::vec(lasting(), 0..80)) {
        let summary = Summary::of(&values);
        for estimate in summary.median.iter().chain(&summary.p90) {
            if let (Some(value), Some((low, high))) = (estimate.value, estimate.interval) {
                prop_assert!(low <= value && value <= high, "{estimate:?}");
            }
        }
        prop_assert_eq!(summary.median.is_some(), values.len() >= LEAST_MEDIAN);
    }

    #[test]
    fn survival_only_falls(values in prop::collection::vec(lasting(), 0..80)) {
        let survival = Survival::of(values.iter().copied());
        prop_assert!(survival.steps.windows(2).all(|pair| pair[0].at < pair[1].at && pair[0].share > pair[1].share));
        prop_assert!(survival.steps.iter().all(|step| (0.0..=1.0).contains(&step.share)));
        prop_assert!(survival.quantile(0.25) <= survival.quantile(0.5) || survival.quantile(0.5).is_none());
    }

    #[test]
    fn adjusting_never_makes_clearer_and_keeps_the_order(p in prop::collection::vec(0.0_f64..=1.0, 0..60)) {
        let adjusted = adjusted(&p);
        for (before, after) in p.iter().zip(&adjusted) {
            prop_assert!(after >= before && *after <= 1.0);
            let order = p.iter().zip(&adjusted).all(|(other, adjusted)| before > other || after <= adjusted);
            prop_assert!(order);
        }
    }

    #[test]
    fn shares_and_rates_lie_in_their_intervals(count in 0_usize..400, more in 0_usize..400) {
        let share = Share::new(count, count + more);
        prop_assert!(share.low <= share.value() && share.value() <= share.high);
        let change = compare(count, 31.0, more, 365.0);
        let ratio = change.ratio.unwrap_or(f64::INFINITY);
        prop_assert!(count + more == 0 || (change.low <= ratio && ratio <= change.high), "{change:?}");
        let one_is_outside = change.low > 1.0 || change.high < 1.0;
        prop_assert!(one_is_outside == (change.p < 0.05) || (change.p - 0.05).abs() < 1e-9, "{change:?}");
        let (low, high) = garwood(count);
        prop_assert!(low <= method::limits::real(count) && method::limits::real(count) < high);
    }

    #[test]
    fn two_samples_compare_the_same_both_ways(
        first in prop::collection::vec(lasting(), 3..40),
        second in prop::collection::vec(lasting(), 3..40),
    ) {
        let (there, back) = (Shift::of(&first, &second), Shift::of(&second, &first));
        let (there, back) = (there.expect("enough"), back.expect("enough"));
        prop_assert!((there.p - back.p).abs() < 1e-9 && (0.0..=1.0).contains(&there.p));
        prop_assert!((there.ratio * back.ratio - 1.0).abs() < 1e-6);
    }

    #[test]
    fn runs_are_no_longer_than_what_they_are_made_of(points in prop::collection::vec(0_usize..9, 0..60)) {
        if let Ok(runs) = Runs::of(&points) {
            prop_assert!(runs.longest <= runs.useful && runs.crossings < runs.useful && runs.useful <= points.len());
            prop_assert!(runs.span.0 <= runs.span.1 && runs.span.1 < points.len());
        }
    }
}
