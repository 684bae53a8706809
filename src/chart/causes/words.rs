//! The finding, the numbers behind it, and the table.
use super::FEW;
use crate::chart::kit::number::{count, incidents, many, share, share_range, times};
use crate::chart::kit::words::{self, Words, corrected, span};
use crate::chart::{Behind, FigureRow, FigureTable, Input};
use crate::trend::{CauseCount, Causes};

pub(super) fn of(causes: &Causes, input: &Input<'_>) -> Words {
    let (title, subtitle) = (title(causes), subtitle(causes));
    let changed: Vec<String> = causes.rows.iter().filter(|row| row.clear).map(clear).collect();
    let changed = match (causes.before, changed.as_slice()) {
        (None, _) => String::new(),
        (_, []) => " No cause changed clearly.".to_owned(),
        (_, list) => format!(" Clear changes: {}.", list.join("; ")),
    };
    let description = format!("Bars of incidents by root cause, most frequent first. {title}. {subtitle}{changed}");
    Words { title, subtitle, description, table: table(causes, input) }
}

fn title(causes: &Causes) -> String {
    let (total, seen, vital) = (causes.total(), causes.seen(), causes.vital_few());
    let Some(first) = causes.rows.first().filter(|row| row.now > 0) else {
        return "No root cause to show: no incidents in complete months".to_owned();
    };
    let name = words::title(&first.cause);
    if seen == 1 && first.cause.is_unclassified() {
        return match total {
            1 => "The one incident has no root cause yet".to_owned(),
            _ => format!("None of {} has a root cause yet", incidents(total)),
        };
    }
    if seen == 1 {
        return format!("One root cause behind {}: {name}", incidents(total));
    }
    if total < FEW {
        return format!("{}, {seen} root causes: too few to rank", incidents(total));
    }
    let leads = match causes.rows.get(1) {
        Some(second) if second.now == first.now => String::new(),
        _ => format!("; {name} leads with {}", share(first.now, total)),
    };
    if vital * 2 > seen {
        return format!("No vital few: 80% of incidents spread over {vital} of {seen} root causes{leads}");
    }
    let sum = causes.rows.iter().take(vital).map(|row| row.now).sum();
    match vital {
        1 => format!("{name} alone accounts for {} of incidents", share(sum, total)),
        _ => format!("{vital} of {seen} root causes account for {} of incidents{leads}", share(sum, total)),
    }
}

fn subtitle(causes: &Causes) -> String {
    let span = span(&causes.now);
    if span.is_empty() {
        return span;
    }
    let now = format!("{} in {}, {span}.", incidents(causes.total()), many(causes.now.months, "month", "months"));
    match causes.before {
        None => format!("{now} A comparison needs 24 complete months."),
        Some(before) => format!(
            "{now} Ticks: the twelve months before ({}). A change is printed only where it exceeds \
             chance{}.",
            count(before.total),
            corrected(causes.rows.len(), "cause", "causes")
        ),
    }
}

fn clear(row: &CauseCount) -> String {
    format!("{} {}", words::title(&row.cause), change(row))
}

/// The ratio with its interval, and both counts: `0.5× (0.3× to 0.8×)`.
fn change(row: &CauseCount) -> String {
    match row.change.filter(|_| row.clear) {
        None => "–".to_owned(),
        Some(change) => match change.ratio {
            None => format!("new, {} against none", count(row.now)),
            Some(ratio) => format!("{} ({} to {})", times(ratio), times(change.low), times(change.high)),
        },
    }
}

fn table(causes: &Causes, input: &Input<'_>) -> FigureTable {
    let head =
        ["Root cause", "Incidents", "Twelve months before", "Share", "95% interval", "Cumulative", "Clear change"];
    let mut running = 0;
    let rows = causes.rows.iter().map(|row| {
        running += row.now;
        self::row(row, running, causes, input)
    });
    FigureTable {
        caption: "Incidents by root cause".to_owned(),
        rows: rows.collect(),
        head: head.map(str::to_owned).to_vec(),
    }
}

fn row(row: &CauseCount, running: usize, causes: &Causes, input: &Input<'_>) -> FigureRow {
    let before = causes.before.map_or_else(|| "–".to_owned(), |_| count(row.before));
    let total = causes.total();
    let interval = if total > 0 { share_range(row.share) } else { "–".to_owned() };
    let cells = [count(row.now), before, share(row.now, total), interval, share(running, total), change(row)];
    let href = Some(input.href(Behind::Cause(&row.cause.id))).filter(|href| !href.is_empty());
    FigureRow { name: words::title(&row.cause), href, cells: cells.to_vec() }
}
