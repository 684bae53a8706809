//! The finding, the numbers behind it, and the table.
use crate::chart::kit::number::{count, many, mean, short, times};
use crate::chart::kit::words::{Words, corrected, span, title};
use crate::chart::{Behind, FigureRow, FigureTable, Input};
use crate::trend::{TermTrend, Terms};

/// The months that the table has columns for.
const COLUMNS: usize = 13;

pub(super) fn of(terms: Option<&Terms>, input: &Input<'_>) -> Words {
    let title = terms.map_or_else(|| "No month is complete yet".to_owned(), finding);
    let subtitle = terms.map(subtitle).unwrap_or_default();
    let description = format!("Small bars of incidents a month for each squad, on one scale. {title}. {subtitle}");
    Words { title, subtitle, description, table: terms.map_or_else(FigureTable::default, |terms| table(terms, input)) }
}

fn finding(terms: &Terms) -> String {
    let changed: Vec<&TermTrend> = terms.changed().collect();
    match changed.as_slice() {
        [] if terms.compared == 1 && terms.rows.len() == 1 => {
            "The last three months differ from those before by no more than chance".to_owned()
        }
        _ if terms.compared == 0 => "Too little history to compare squads with themselves".to_owned(),
        [] if terms.before.months < 12 => {
            "No squad’s last three months differ from its own past by more than chance".to_owned()
        }
        [] => "No squad’s last three months differ from its own year by more than chance".to_owned(),
        [one] => format!("{}: {}", title(&one.term), change(one)),
        [one, others @ ..] => {
            format!("{} and {} changed clearly", title(&one.term), many(others.len(), "other squad", "other squads"))
        }
    }
}

/// `9 incidents in three months, 2.1 expected`.
fn change(row: &TermTrend) -> String {
    let expected = row.expected.map_or_else(String::new, |expected| format!(", {} expected", mean(expected)));
    format!("{} in three months{expected}", many(row.now, "incident", "incidents"))
}

fn subtitle(terms: &Terms) -> String {
    let shown = format!("Incidents a month, one scale for all. Number: {}", span(&terms.now));
    if terms.compared == 0 {
        return format!("{shown}.");
    }
    format!(
        "{shown}; in brackets: what the {} before would give. A squad is marked only where it differs from its own \
         past by more than chance{}.",
        many(terms.before.months, "month", "months"),
        corrected(terms.compared, "squad", "squads")
    )
}

fn table(terms: &Terms, input: &Input<'_>) -> FigureTable {
    let skip = terms.months.len().saturating_sub(COLUMNS);
    let months = terms.months[skip..].iter().map(|month| format!("{} {}", short(*month), month.year()));
    let head = ["Squad", "Last three months", "Expected", "Clear change"].map(str::to_owned);
    let row = |row: &TermTrend| {
        let expected = row.expected.map_or_else(|| "–".to_owned(), mean);
        let ratio = row.change.filter(|_| row.clear).map(|change| change.ratio.map_or("new".to_owned(), times));
        let numbers = [count(row.now), expected, ratio.unwrap_or_else(|| "–".to_owned())];
        let months = row.counts[skip..].iter().map(|number| count(*number));
        let href = Some(input.href(Behind::Squad(&row.term.id))).filter(|href| !href.is_empty());
        FigureRow { name: title(&row.term), href, cells: numbers.into_iter().chain(months).collect() }
    };
    FigureTable {
        caption: "Incidents by squad: the last three months against those before, and month by month".to_owned(),
        head: head.into_iter().chain(months).collect(),
        rows: terms.rows.iter().map(row).collect(),
    }
}
