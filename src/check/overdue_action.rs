//! See `overdue_action.md`.
use jiff::ToSpan as _;

use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::{ActionState, Postmortem};

pub(super) const CHECK: Check = Check {
    name: "overdue-action",
    level: Level::Warn,
    docs: include_str!("overdue_action.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let severity = &postmortem.severity.value.id;
    let allowed = rules.config.policy.get(severity).and_then(|policy| policy.action_days);
    for action in postmortem.actions.iter().filter(|action| action.state == ActionState::Open) {
        if let Some(due) = action.due.as_ref().filter(|due| due.value < rules.as_of) {
            let message = format!("an open action was due on {}", due.value);
            report.push(postmortem.place(due.span), message, |finding| {
                finding.help("close it, agree on another day, or say that it will not be done")
            });
        } else if let (None, Some(days)) = (&action.due, allowed)
            && action.opened.saturating_add(i64::from(days).days()) < rules.as_of
        {
            let message = format!("an action without a due date has been open since {}", action.opened);
            report.push(postmortem.place(action.title.span), message, |finding| {
                finding.help(format!("`site.toml` allows {days} days where severity is `{severity}`"))
            });
        }
    }
}
