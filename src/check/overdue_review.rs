//! See `overdue_review.md`.
use jiff::ToSpan as _;

use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::{Postmortem, Status};

pub(super) const CHECK: Check = Check {
    name: "overdue-review",
    level: Level::Warn,
    docs: include_str!("overdue_review.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let severity = &postmortem.severity.value.id;
    let Some(days) = rules.config.policy.get(severity).and_then(|policy| policy.review_days) else { return };
    let Some(resolved) = postmortem.times.resolved.as_ref().filter(|_| postmortem.status != Status::Published) else {
        return;
    };
    let day = resolved.value.at.to_zoned(rules.config.timezone.clone()).date();
    let due = day.saturating_add(i64::from(days).days());
    if due < rules.as_of {
        report.push(postmortem.place(resolved.span), format!("the review of this case was due by {due}"), |finding| {
            finding
                .help(format!("`site.toml` allows {days} days where severity is `{severity}`: publish what is known"))
        });
    }
}
