//! See `impact_without_how.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check = Check {
    name: "impact-without-how",
    level: Level::Warn,
    docs: include_str!("impact_without_how.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let impact = &postmortem.impact;
    if impact.how.is_some() {
        return;
    }
    let spans = [
        impact.users_percent.as_ref().map(|measure| measure.span),
        impact.users.as_ref().map(|measure| measure.span),
        impact.transactions.as_ref().map(|measure| measure.span),
        impact.cost.as_ref().map(|measure| measure.span),
    ];
    if let Some(first) = spans.into_iter().flatten().min() {
        report.push(postmortem.place(first), "the impact is given, but not how it was measured", |finding| {
            finding.help("add `how`, such as \"declined payments over all payments, from the gateway's log\"")
        });
    }
}
