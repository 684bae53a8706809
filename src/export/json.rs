//! One document for programs.
use serde_json::{Map, Value, json};

use super::{MEASURES, Row, Table, VERSION, name, rounded, state};
use crate::trend::{Estimate, Expected, ROLLING, Rolling, Said, Share, Signal};

/// The table as JSON; `docs/trends.schema.json` describes it.
#[must_use]
pub fn json(table: &Table) -> String {
    let severities: Vec<Value> = table.severities.iter().map(|(id, title)| json!({"id": id, "title": title})).collect();
    let all = json!({
        "version": VERSION,
        "site": table.site,
        "as_of": table.as_of,
        "timezone": table.timezone,
        "squad": table.squad,
        "files_left_out": table.left_out,
        "severities": severities,
        "months": table.months.iter().map(|row| month(table, row)).collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}

fn month(table: &Table, row: &Row) -> Value {
    let (count, impact) = (&row.count, &row.impact.sum);
    let severities = table.severities.iter().zip(&count.by_severity);
    let by_severity: Map<String, Value> = severities.map(|((id, _), n)| (id.clone(), json!(n))).collect();
    let durations: Map<String, Value> =
        MEASURES.iter().zip(&row.durations).map(|(measure, of)| (name(*measure).to_owned(), duration(of))).collect();
    let signal = count.signal().map(|signal| if signal == Signal::Above { "above" } else { "below" });
    json!({
        "month": count.month.to_string(),
        "days": count.days,
        "state": state(count),
        "incidents": {
            "count": count.total(),
            "by_severity": by_severity,
            "expected": count.expected.as_ref().map(expected),
            "signal": signal,
        },
        "apart": {
            "planned": count.apart.planned,
            "drills": count.apart.drills,
            "near_misses": count.apart.near_misses,
        },
        "durations": {"unit": "minutes", "months": ROLLING, "measures": durations},
        "repeats": {
            "count": row.repeats.repeats,
            "eligible": row.repeats.eligible,
            "rate": rate(row.repeats.rolling),
        },
        "actions": {
            "opened": row.actions.opened,
            "closed": row.actions.closed,
            "open": row.actions.open,
            "overdue": row.actions.overdue,
        },
        "impact": {
            "minutes": (impact.known > 0).then(|| rounded(impact.minutes)),
            "known": impact.known,
            "of": impact.of,
            "largest": impact.largest.map(|(_, minutes)| json!({"id": row.largest, "minutes": rounded(minutes)})),
        },
    })
}

fn expected(of: &Expected) -> Value {
    json!({
        "low": of.limits.low,
        "high": of.limits.high,
        "mean": rounded(of.mean),
        "months": of.months,
        "widened": of.widened,
    })
}

fn duration(of: &Rolling) -> Value {
    json!({
        "n": of.summary.count,
        "running": of.summary.count - of.summary.ended,
        "median": of.summary.median.map(estimate),
        "p90": of.summary.p90.map(estimate),
    })
}

fn estimate(of: Estimate) -> Value {
    let interval = of.interval.map(|(low, high)| json!([rounded(low), rounded(high)]));
    json!({"value": of.value.and_then(rounded), "interval": interval})
}

fn rate(of: Said<Share>) -> Option<Value> {
    let share = of.ok()?;
    Some(json!({
        "months": 12,
        "count": share.count,
        "of": share.of,
        "value": rounded(share.value()),
        "interval": [rounded(share.low), rounded(share.high)],
    }))
}
