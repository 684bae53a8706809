//! See `early_detection.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check = Check {
    name: "early-detection",
    level: Level::Warn,
    docs: include_str!("early_detection.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let started = &postmortem.times.started;
    let Some(detected) = postmortem.times.detected.as_ref().filter(|time| time.value.at < started.value.at) else {
        return;
    };
    report.push(postmortem.place(detected.span), "`detected` lies before `started`", |finding| {
        finding
            .also(postmortem.place(started.span), "started")
            .help("leave it if an alert came early; else set `started` to when users were first affected")
    });
}
