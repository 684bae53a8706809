//! See `action_before_start.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check = Check {
    name: "action-before-start",
    level: Level::Warn,
    docs: include_str!("action_before_start.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let started = postmortem.started().to_zoned(rules.config.timezone.clone()).date();
    for action in &postmortem.actions {
        let dates = [("due", &action.due), ("closed", &action.closed)];
        let early = dates.into_iter().filter_map(|(name, date)| Some((name, date.as_ref()?)));
        for (name, date) in early.filter(|(_, date)| date.value < started) {
            let message = format!("an action's `{name}` lies before the incident: {} and {started}", date.value);
            report.push(postmortem.place(date.span), message, |finding| {
                finding
                    .also(postmortem.place(postmortem.times.started.span), "started")
                    .help("correct the date: often its year is last year's")
            });
        }
    }
}
