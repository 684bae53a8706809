//! See `action_without_owner.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::{Action, ActionState, Postmortem};

pub(super) const CHECK: Check = Check {
    name: "action-without-owner",
    level: Level::Warn,
    docs: include_str!("action_without_owner.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let open = postmortem.actions.iter().filter(|action| action.state == ActionState::Open);
    for action in open {
        let missing = match (action.owner.is_some(), action.due.is_some() || action.due_unread) {
            (false, false) => "neither owner nor due date",
            (false, true) => "no owner",
            (true, false) => "no due date",
            (true, true) => continue,
        };
        let [owner, due, both] = write(postmortem, action);
        let add = match missing {
            "no owner" => format!("{owner}, a squad or a role"),
            "no due date" => due.to_owned(),
            _ => both.to_owned(),
        };
        let place = postmortem.place(action.title.span);
        report.push(place, format!("an open action has {missing}"), |finding| finding.help(format!("add {add}")));
    }
}

/// How an owner, a due day and both are written where the action stands.
fn write(postmortem: &Postmortem, action: &Action) -> [&'static str; 3] {
    let (in_front, yaml) = (
        action.span.start < postmortem.front_span.end,
        postmortem.front_span.of(&postmortem.source.text).trim_start_matches('\u{feff}').starts_with("---"),
    );
    match (in_front, yaml) {
        (false, _) => ["`@payments`", "`due:2026-11-30`", "`@payments due:2026-11-30`"],
        (true, false) => {
            let (owner, due) = ("`owner = \"payments\"`", "`due = 2026-11-30`");
            [owner, due, "`owner = \"payments\"` and `due = 2026-11-30`"]
        }
        (true, true) => {
            let (owner, due) = ("`owner: payments`", "`due: 2026-11-30`");
            [owner, due, "`owner: payments` and `due: 2026-11-30`"]
        }
    }
}
