//! See `time_order.md`.
use super::{Check, Ground, Report, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check =
    Check { name: "time-order", level: Level::Deny, docs: include_str!("time_order.md"), scope: Scope::Each(find) };

fn find(postmortem: &Postmortem, _: &Ground<'_>, report: &mut Report<'_>) {
    let mut latest: Option<(&str, &crate::source::Spanned<crate::time::Moment>)> = None;
    for (name, time) in postmortem.times.named() {
        // An early alert has a check of its own, and says nothing of the times after it.
        if name == "detected" && time.value.at < postmortem.started() {
            continue;
        }
        match latest.filter(|(_, latest)| time.value.at < latest.value.at) {
            Some((before, earlier)) => {
                report.push(postmortem.place(time.span), format!("`{name}` lies before `{before}`"), |finding| {
                    finding
                        .also(postmortem.place(earlier.span), before)
                        .help("the order is started, detected, acknowledged, mitigated, resolved")
                });
            }
            None => latest = Some((name, time)),
        }
    }
}
