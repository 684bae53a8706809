//! A row a month for people.
use jiff::SignedDuration;

use super::{Row, Table};
use crate::time::duration_words;
use crate::trend::{Estimate, ROLLING, Signal};

const HEAD: [&str; 9] =
    ["Month", "Incidents", "Expected", "Detect", "Mitigate", "Resolve", "Repeats", "Overdue", "Impact"];

/// The table with its columns aligned, and what they are below it.
#[must_use]
pub fn human(table: &Table) -> String {
    if table.months.is_empty() {
        return "Nothing has been recorded in these months.\n".to_owned();
    }
    let rows: Vec<[String; 9]> =
        std::iter::once(HEAD.map(str::to_owned)).chain(table.months.iter().map(cells)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 9] = std::array::from_fn(width);
    let mut out = String::new();
    for row in &rows {
        let cells =
            row.iter().zip(widths).enumerate().map(|(nth, (cell, width))| {
                if nth == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out + &notes(table)
}

fn notes(table: &Table) -> String {
    let whose = table.squad.as_ref().map(|squad| format!(" of {squad}")).unwrap_or_default();
    format!(
        "\nIncidents{whose} by the month in which they began ({}), as of {}; * is not over, ~ may still change.\n\
         Expected: from other months of the same phase; ▲ above it, ▼ below.\n\
         Detect, mitigate, resolve: medians over the {ROLLING} months that end with this one, known incidents in brackets.\n\
         Repeats: of those that could be one. Overdue: actions at the month's end.\n\
         Impact: as long a complete outage would be felt as much, and of how many incidents it is known.\n",
        table.timezone, table.as_of
    )
}

fn cells(row: &Row) -> [String; 9] {
    let (count, impact) = (&row.count, &row.impact.sum);
    let mark = match (count.partial, count.provisional) {
        (true, _) => "*",
        (_, true) => "~",
        _ => "",
    };
    let signal = match count.signal() {
        Some(Signal::Above) => "▲ ",
        Some(Signal::Below) => "▼ ",
        None => "",
    };
    let expected = count.expected.map(|expected| format!("{}–{}", expected.limits.low, expected.limits.high));
    let duration =
        |nth: usize| row.durations.get(nth).map_or_else(none, |of| median(of.summary.median, of.summary.count));
    let felt = || format!("{} ({}/{})", minutes(impact.minutes), impact.known, impact.of);
    [
        format!("{}{mark}", count.month),
        format!("{signal}{}", count.total()),
        expected.unwrap_or_else(none),
        duration(0),
        duration(1),
        duration(2),
        format!("{}/{}", row.repeats.repeats, row.repeats.eligible),
        row.actions.overdue.to_string(),
        if impact.known == 0 { none() } else { felt() },
    ]
}

fn none() -> String {
    "–".to_owned()
}

fn median(of: Option<Estimate>, n: usize) -> String {
    of.and_then(|of| of.value).map_or_else(none, |value| format!("{} ({n})", minutes(value)))
}

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
fn minutes(minutes: f64) -> String {
    duration_words(SignedDuration::from_secs(libm::round(minutes * 60.0) as i64))
}
