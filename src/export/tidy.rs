//! A row a number, as spreadsheets and statistics programs like it.
use super::{MEASURES, Row, Table, name, rounded, state};
use crate::csv;
use crate::trend::{Estimate, ROLLING};

const HEAD: [&str; 10] = ["month", "days", "state", "measure", "unit", "months", "value", "low", "high", "n"];

/// The table as CSV, with a row a number; an empty cell is a number that there is not.
#[must_use]
pub fn csv(table: &Table) -> String {
    let head = HEAD.map(str::to_owned).to_vec();
    let rows = table.months.iter().flat_map(|row| {
        let count = &row.count;
        let same = [count.month.to_string(), count.days.to_string(), state(count).to_owned()];
        numbers(table, row).into_iter().map(move |number| [same.to_vec(), number.cells()].concat())
    });
    csv::text(std::iter::once(head).chain(rows))
}

/// One number of a month.
#[derive(Default)]
struct Number {
    measure: String,
    unit: &'static str,
    /// How many months it looks at, its own the last.
    months: i32,
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    n: Option<usize>,
}

impl Number {
    fn count(measure: impl Into<String>, unit: &'static str, value: usize) -> Self {
        Self { measure: measure.into(), unit, months: 1, value: Some(real(value)), ..Self::default() }
    }

    fn estimate(measure: String, of: Option<Estimate>, n: usize) -> Self {
        let (value, interval) = (of.and_then(|of| of.value), of.and_then(|of| of.interval));
        Self { measure, unit: "minutes", months: ROLLING, value, interval, n: Some(n) }
    }

    fn cells(self) -> Vec<String> {
        let number = |x: Option<f64>| x.and_then(rounded).map(|x| x.to_string()).unwrap_or_default();
        let (low, high) = (self.interval.map(|(low, _)| low), self.interval.map(|(_, high)| high));
        let n = self.n.map(|n| n.to_string()).unwrap_or_default();
        let months = self.months.to_string();
        vec![self.measure, self.unit.to_owned(), months, number(self.value), number(low), number(high), n]
    }
}

fn numbers(table: &Table, row: &Row) -> Vec<Number> {
    let (count, actions, impact) = (&row.count, &row.actions, &row.impact.sum);
    let mut all = vec![Number::count("incidents", "incidents", count.total())];
    all.extend(count.expected.map(|expected| Number {
        value: Some(expected.mean),
        interval: Some((real(expected.limits.low), real(expected.limits.high))),
        n: Some(expected.months),
        ..Number::count("incidents_expected", "incidents", 0)
    }));
    let severities = table.severities.iter().zip(&count.by_severity);
    all.extend(severities.map(|((id, _), n)| Number::count(format!("incidents_severity:{id}"), "incidents", *n)));
    let apart =
        [("planned", count.apart.planned), ("drills", count.apart.drills), ("near_misses", count.apart.near_misses)];
    all.extend(apart.map(|(name, n)| Number::count(name, "cases", n)));
    for (measure, of) in MEASURES.iter().zip(&row.durations) {
        let named = |what: &str| format!("{}_{what}", name(*measure));
        all.push(Number::estimate(named("median"), of.summary.median, of.summary.count));
        all.push(Number::estimate(named("p90"), of.summary.p90, of.summary.count));
    }
    all.push(Number { n: Some(row.repeats.eligible), ..Number::count("repeats", "incidents", row.repeats.repeats) });
    all.push(row.repeats.rolling.map_or_else(
        |silence| Number { n: Some(silence.have), ..rate(None, None) },
        |share| Number { n: Some(share.of), ..rate(Some(share.value()), Some((share.low, share.high))) },
    ));
    let of_actions = [
        ("actions_opened", actions.opened),
        ("actions_closed", actions.closed),
        ("actions_open", actions.open),
        ("actions_overdue", actions.overdue),
    ];
    all.extend(of_actions.map(|(name, n)| Number::count(name, "actions", n)));
    let minutes = (impact.known > 0).then_some(impact.minutes);
    all.push(Number { value: minutes, n: Some(impact.known), ..Number::count("impact", "minutes", 0) });
    all
}

fn rate(value: Option<f64>, interval: Option<(f64, f64)>) -> Number {
    Number { measure: "repeat_rate".to_owned(), unit: "share", months: 12, value, interval, n: None }
}

/// Counts of incidents are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "a count of things that people wrote")]
const fn real(n: usize) -> f64 {
    n as f64
}
