//! See `action_without_owner.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::{ActionState, Postmortem};

pub(super) const CHECK: Check = Check {
    name: "action-without-owner",
    level: Level::Warn,
    docs: include_str!("action_without_owner.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let open = postmortem.actions.iter().filter(|action| action.state == ActionState::Open);
    for action in open {
        let (missing, write) = match (&action.owner, &action.due) {
            (None, None) => ("neither owner nor due date", "`@payments due:2026-11-30`"),
            (None, Some(_)) => ("no owner", "`@payments`, a squad or a role"),
            (Some(_), None) => ("no due date", "`due:2026-11-30`"),
            (Some(_), Some(_)) => continue,
        };
        let place = postmortem.place(action.title.span);
        report.push(place, format!("an open action has {missing}"), |finding| finding.help(format!("add {write}")));
    }
}
