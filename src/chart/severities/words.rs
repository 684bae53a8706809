//! The finding, the numbers behind it, and the table.
use super::View;
use crate::chart::kit::number::{count, incidents, many, mean, month, range, times};
use crate::chart::kit::words::Words;
use crate::chart::{Behind, FigureRow, FigureTable, Input};
use crate::trend::{CLEAR, Expected, LEAST_MONTHS, MonthCount, Signal, compare};

pub(super) fn of(view: &View<'_>, input: &Input<'_>) -> Words {
    let title = title(view);
    let subtitle = subtitle(view);
    let description = description(view, &title, &subtitle);
    Words { title, subtitle, description, table: table(view, input) }
}

fn title(view: &View<'_>) -> String {
    match view.newest {
        None if view.months.is_empty() => "No incidents on record".to_owned(),
        None => "No month is complete yet".to_owned(),
        Some(newest) => format!("{}: {}", month(newest.month), finding(newest)),
    }
}

/// What is to be said of the newest month in view, whether it is over or not.
pub(super) fn of_newest(view: &View<'_>) -> String {
    match view.months.last() {
        None => String::new(),
        Some(count) if count.partial => format!("{} so far; the month is not over", incidents(count.total())),
        Some(count) => finding(count),
    }
}

fn finding(of: &MonthCount) -> String {
    let judged = match (of.expected, of.signal()) {
        (None, _) => "too little history to say whether that is unusual",
        (_, Some(Signal::Above)) => "above the expected range",
        (_, Some(Signal::Below)) => "below the expected range",
        (_, None) => "within the expected range",
    };
    format!("{}, {judged}", incidents(of.total()))
}

fn subtitle(view: &View<'_>) -> String {
    let Some(newest) = view.newest else {
        return view.months.first().map(so_far).unwrap_or_default();
    };
    let judged = newest.expected.map_or_else(
        || format!("An expected range needs {LEAST_MONTHS} other complete months of the same phase."),
        |expected| against(newest, expected),
    );
    if newest.provisional { format!("{judged} Provisional: reports may still come in.") } else { judged }
}

fn so_far(count: &MonthCount) -> String {
    format!("{} so far in {}, which is not over and not judged.", incidents(count.total()), month(count.month))
}

fn against(newest: &MonthCount, expected: Expected) -> String {
    let change = compare(newest.total(), f64::from(newest.days), expected.incidents, f64::from(expected.days));
    let compared = match change.ratio {
        Some(ratio) if change.p < CLEAR && ratio <= 0.0 => {
            format!("That is at most {} their rate (95% interval).", times(change.high))
        }
        Some(ratio) if change.p < CLEAR => {
            let (low, high) = (times(change.low), times(change.high));
            format!("That is {} their rate (95% interval {low} to {high}).", times(ratio))
        }
        None if change.p < CLEAR => "That is clearly more than none.".to_owned(),
        _ => "The difference from the average is no larger than chance would produce.".to_owned(),
    };
    let (range, months) = (range(expected.limits), many(expected.months, "other month", "other months"));
    let widened = if expected.widened { " The range is wider, as months vary more than by chance." } else { "" };
    format!("Expected {range}, from {months} averaging {}.{widened} {compared}", mean(expected.mean))
}

fn description(view: &View<'_>, title: &str, subtitle: &str) -> String {
    let (Some(first), Some(last)) = (view.months.first(), view.months.last()) else {
        return format!("{title}.");
    };
    let span = format!("{} to {}", month(first.month), month(last.month));
    let phases: String =
        view.levels().filter_map(|(level, from, _)| phase(view, level.reason.as_ref()?, from)).collect();
    format!(
        "Stacked bars of incidents a month by severity, worst at the bottom, {span}. {title}. {subtitle} {}{phases}",
        signals(view)
    )
}

fn signals(view: &View<'_>) -> String {
    if view.months.iter().all(|count| count.expected.is_none()) {
        return "No month is judged.".to_owned();
    }
    let odd = |count: &MonthCount| {
        let side = if count.signal()? == Signal::Above { "above" } else { "below" };
        Some(format!("{} ({}, {side})", month(count.month), self::count(count.total())))
    };
    let odd: Vec<String> = view.months.iter().filter_map(odd).collect();
    let list = if odd.is_empty() { "none".to_owned() } else { odd.join(", ") };
    format!("Months outside their expected range: {list}.")
}

fn phase(view: &View<'_>, reason: &str, from: usize) -> Option<String> {
    Some(format!(" From {}: {reason}.", month(view.months.get(from)?.month)))
}

fn table(view: &View<'_>, input: &Input<'_>) -> FigureTable {
    let titles = view.severities.iter().map(|severity| severity.title.clone());
    let head = std::iter::once("Month".to_owned()).chain(titles);
    let head = head.chain(["Total", "Expected range", "Signal"].map(str::to_owned)).collect();
    let rows = view.months.iter().map(|count| row(count, input)).collect();
    FigureTable { caption: "Incidents a month by severity".to_owned(), head, rows }
}

fn row(of: &MonthCount, input: &Input<'_>) -> FigureRow {
    let signal = match of.signal() {
        Some(Signal::Above) => "above",
        Some(Signal::Below) => "below",
        None => "–",
    };
    let expected = of.expected.map_or_else(|| "–".to_owned(), |expected| range(expected.limits));
    let severities = of.by_severity.iter().map(|n| count(*n));
    let cells = severities.chain([count(of.total()), expected, signal.to_owned()]).collect();
    let href = Some(input.href(Behind::Month(of.month))).filter(|href| !href.is_empty());
    FigureRow { name: name(of), href, cells }
}

/// `Nov 2026 (so far)`.
pub(super) fn name(count: &MonthCount) -> String {
    let note = match count {
        MonthCount { partial: true, .. } => " (so far)",
        MonthCount { provisional: true, .. } => " (provisional)",
        _ => "",
    };
    format!("{}{note}", month(count.month))
}
