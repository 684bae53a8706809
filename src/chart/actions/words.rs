//! The finding, the numbers behind it, and the table.
use crate::chart::kit::number::{count, many, month, share, share_range};
use crate::chart::kit::words::{Words, span};
use crate::chart::{Behind, FigureRow, FigureTable, Input};
use crate::trend::{AGES, ActionMonth, Actions, Estimate};

pub(super) fn of(actions: &Actions, input: &Input<'_>) -> Words {
    let title = finding(actions);
    let subtitle = subtitle(actions, input);
    let description = format!(
        "Two lines over months: actions opened and actions closed, both added up; between them those that are open, and \
         beside them how old these are. {title}. {subtitle}"
    );
    Words { title, subtitle, description, table: table(actions, input) }
}

fn finding(actions: &Actions) -> String {
    let (open, overdue) = (actions.open.len(), actions.overdue.len());
    match (actions.all, open, overdue) {
        (0, ..) => "No actions on record".to_owned(),
        (all, 0, _) => format!("All {} done or given up", many(all, "action is", "actions are")),
        (_, open, 0) => format!("{} open, none overdue", many(open, "action", "actions")),
        (_, open, overdue) => format!("{} open, {} overdue", many(open, "action", "actions"), count(overdue)),
    }
}

fn subtitle(actions: &Actions, input: &Input<'_>) -> String {
    if actions.all == 0 {
        return String::new();
    }
    let mut parts = vec![on_time(actions), closing(actions.closing.median, actions.closing.count)];
    if actions.without_due > 0 {
        parts.push(format!("{} without a due date.", many(actions.without_due, "open action is", "open actions are")));
    }
    let left_out = input.promises.without_date.len();
    if left_out > 0 {
        parts.push(format!(
            "{} closed without a date and in no number here.",
            many(left_out, "action is", "actions are")
        ));
    }
    parts.join(" ")
}

fn on_time(actions: &Actions) -> String {
    let (done, due) = actions.due;
    match (&actions.on_time, due) {
        (_, 0) => "None was due in the last twelve complete months.".to_owned(),
        (Err(_), _) => {
            format!("{} of {} due in {} were done by their day.", count(done), count(due), span(&actions.window))
        }
        (Ok(rate), _) => format!(
            "{} of the {} due in {} were done by their day (95% interval {}).",
            share(rate.count, rate.of),
            count(due),
            span(&actions.window),
            share_range((rate.low, rate.high))
        ),
    }
}

/// In days, those that are still open counted as lasting at least so long.
fn closing(median: Option<Estimate>, n: usize) -> String {
    match median {
        None => "Too few actions to say how soon half of them are done.".to_owned(),
        Some(Estimate { value: None, .. }) => format!("Half of all are not done yet (n\u{a0}=\u{a0}{}).", count(n)),
        Some(Estimate { value: Some(days), .. }) => {
            format!(
                "Half of all are done within {}, open ones included (n\u{a0}=\u{a0}{}).",
                self::days(days),
                count(n)
            )
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates")]
fn days(days: f64) -> String {
    many(libm::round(days.max(0.0)) as usize, "day", "days")
}

/// The bands of age: `up to 30`, `31–90`, …, `over 365`.
pub(super) fn ages() -> impl Iterator<Item = String> {
    let first = format!("up to {}", AGES[0]);
    let between = AGES.windows(2).map(|pair| format!("{}–{}", pair[0] + 1, pair[1]));
    let last = AGES.last().map(|last| format!("over {last}"));
    std::iter::once(first).chain(between).chain(last)
}

fn table(actions: &Actions, input: &Input<'_>) -> FigureTable {
    let head = ["Month", "Opened", "Done or given up", "Open at its end", "Overdue at its end"];
    let row = |of: &ActionMonth| FigureRow {
        name: format!("{}{}", month(of.month), if of.partial { " (so far)" } else { "" }),
        href: Some(input.href(Behind::Month(of.month))).filter(|href| !href.is_empty()),
        cells: [of.opened, of.closed, of.open, of.overdue].map(count).to_vec(),
    };
    FigureTable {
        caption: "Actions month by month".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: actions.months.iter().map(row).collect(),
    }
}
