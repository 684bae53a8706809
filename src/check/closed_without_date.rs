//! See `closed_without_date.md`.
use super::{Check, Ground, Report, Scope};
use crate::diagnostic::Level;
use crate::postmortem::{ActionState, Postmortem};

pub(super) const CHECK: Check = Check {
    name: "closed-without-date",
    level: Level::Warn,
    docs: include_str!("closed_without_date.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, _: &Ground<'_>, report: &mut Report<'_>) {
    let done = postmortem.actions.iter().filter(|action| action.state == ActionState::Done && action.closed.is_none());
    for action in done {
        let place = postmortem.place(action.title.span);
        report.push(place, "an action is done, but not since when", |finding| finding.help("add `closed:2026-11-20`"));
    }
}
