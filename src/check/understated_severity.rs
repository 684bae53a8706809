//! See `understated_severity.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check = Check {
    name: "understated-severity",
    level: Level::Warn,
    docs: include_str!("understated_severity.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let Some(bucket) = postmortem.impact.bucket(rules.config) else { return };
    let (Some(percent), Some(least)) = (&postmortem.impact.users_percent, &bucket.at_least) else { return };
    let severity = &postmortem.severity;
    if severity.value.rank > least.rank {
        let message = format!("severity `{}` is below `{}`", severity.value.id, least.id);
        report.push(postmortem.place(severity.span), message, |finding| {
            finding
                .also(postmortem.place(percent.span), bucket.title.clone())
                .help(format!("`site.toml` asks for at least `{}` from {}% of users on", least.id, bucket.from_percent))
        });
    }
}
