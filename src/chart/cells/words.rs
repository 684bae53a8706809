//! The finding, the numbers behind it, and the table.
use crate::chart::kit::number::{count, incidents, many, mean};
use crate::chart::kit::words::{Words, span, title};
use crate::chart::{Behind, FigureRow, FigureTable, Input};
use crate::trend::{Cell, Cells, LEAST_EXCESS};

pub(super) fn of(cells: &Cells, input: &Input<'_>) -> Words {
    let outlined = outlined(cells);
    let title = finding(cells, &outlined);
    let subtitle = subtitle(cells, &outlined);
    let description =
        format!("A grid of squads and root causes with the number of incidents in each cell. {title}. {subtitle}");
    Words { title, subtitle, description, table: table(cells, input) }
}

/// The pairs that stand out, each with its cell.
fn outlined(cells: &Cells) -> Vec<(String, String, &Cell)> {
    let pairs = cells.rows.iter().enumerate().flat_map(|(row, squad)| {
        let cell = move |column| cells.cell(row, column);
        cells.columns.iter().enumerate().filter_map(move |(nth, cause)| Some((title(squad), title(cause), cell(nth)?)))
    });
    pairs.filter(|(.., cell)| cell.excess).collect()
}

fn finding(cells: &Cells, outlined: &[(String, String, &Cell)]) -> String {
    match outlined {
        _ if cells.total == 0 => "No squad or root cause to show: no incidents in complete months".to_owned(),
        [] if cells.rows.len() < 2 || cells.columns.len() < 2 => format!(
            "{} and {}: nothing to compare",
            many(cells.rows.len(), "squad", "squads"),
            many(cells.columns.len(), "root cause", "root causes")
        ),
        [] if cells.total < LEAST_EXCESS => format!("{}: too few for a pair to stand out", incidents(cells.total)),
        [] => "No squad has more of any root cause than the totals explain".to_owned(),
        [(squad, cause, _)] => format!("{squad} stands out: {cause}"),
        [(squad, cause, _), others @ ..] => {
            format!(
                "{squad} stands out with {cause}, and {} beside it",
                many(others.len(), "other pair", "other pairs")
            )
        }
    }
}

fn subtitle(cells: &Cells, outlined: &[(String, String, &Cell)]) -> String {
    if cells.total == 0 {
        return String::new();
    }
    let seen = format!(
        "{} in {}, {}.",
        incidents(cells.total),
        many(cells.window.months, "month", "months"),
        span(&cells.window)
    );
    let looked = many(cells.cells.len(), "cell", "cells");
    if cells.cells.len() < 2 {
        return seen;
    }
    if outlined.is_empty() {
        return format!(
            "{seen} A pair would be outlined with {LEAST_EXCESS} incidents or more and clearly more than its row and \
             column lead one to expect, after correction for looking at {looked}."
        );
    }
    let pair = |(squad, cause, cell): &(String, String, &Cell)| format!("{squad} and {cause}, {}", self::cell(cell));
    let pairs: Vec<String> = outlined.iter().map(pair).collect();
    format!("{seen} Outlined after correction for looking at {looked}: {}.", pairs.join("; "))
}

/// What there is instead of a grid of one cell.
pub(super) fn alone(cells: &Cells) -> String {
    let seen = incidents(cells.total);
    format!("{seen} in {}; drawn once they are of two squads or of two root causes.", span(&cells.window))
}

/// `7 against 1.6 expected`.
pub(super) fn cell(cell: &Cell) -> String {
    format!("{} against {} expected", count(cell.count), mean(cell.expected))
}

fn table(cells: &Cells, input: &Input<'_>) -> FigureTable {
    let names = cells.columns.iter().map(|cause| title(cause));
    let head = ["Squad".to_owned()].into_iter().chain(names).chain(["All".to_owned()]).collect();
    let row = |(nth, squad): (usize, &std::sync::Arc<crate::config::Term>)| {
        let numbers = (0..cells.columns.len()).filter_map(|column| cells.cell(nth, column)).map(|cell| match cell {
            Cell { excess: true, .. } => format!("{} (expected {})", count(cell.count), mean(cell.expected)),
            _ => count(cell.count),
        });
        let href = Some(input.href(Behind::Squad(&squad.id))).filter(|href| !href.is_empty());
        FigureRow { name: title(squad), href, cells: numbers.chain([count(cells.row_totals[nth])]).collect() }
    };
    let sums = cells.column_totals.iter().chain([&cells.total]).map(|total| count(*total)).collect();
    let all = (cells.total > 0).then(|| FigureRow { name: "All".to_owned(), href: None, cells: sums });
    FigureTable {
        caption: "Incidents by squad and root cause".to_owned(),
        head,
        rows: cells.rows.iter().enumerate().map(row).chain(all).collect(),
    }
}
