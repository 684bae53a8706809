//! See `timeline_outside.md`.
use jiff::SignedDuration;

use super::{Check, Ground, Report, Scope, first_line};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check = Check {
    name: "timeline-outside",
    level: Level::Warn,
    docs: include_str!("timeline_outside.md"),
    scope: Scope::Each(find),
};

/// Clocks and memories differ by so much.
const SLACK: SignedDuration = SignedDuration::from_mins(30);

fn find(postmortem: &Postmortem, ground: &Ground<'_>, report: &mut Report<'_>) {
    let times = &postmortem.times;
    let Some(resolved) = times.resolved.as_ref().filter(|end| end.value.at >= times.started.value.at) else { return };
    let from = times.started.value.at.saturating_sub(SLACK);
    let to = resolved.value.at.saturating_add(SLACK);
    let (Ok(from), Ok(to)) = (from, to) else { return };
    let clocked = || postmortem.events.iter().filter(|event| event.timed);
    let Some(first) = clocked().next().filter(|_| clocked().all(|event| event.at < from || event.at > to)) else {
        return;
    };
    let at = first.at.to_zoned(ground.config.timezone.clone()).strftime("%Y-%m-%d %H:%M");
    let message = format!("no entry of the timeline lies between `started` and `resolved`; the first is of {at}");
    report.push(first_line(postmortem, first), message, |finding| {
        finding
            .also(postmortem.place(times.started.span), "started")
            .also(postmortem.place(resolved.span), "resolved")
            .help("name the day and the zone of the timeline, or correct the times")
    });
}
