//! See `closed_without_date.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::document::SectionKind;
use crate::postmortem::{Action, ActionState, Postmortem};
use crate::source::Span;

pub(super) const CHECK: Check = Check {
    name: "closed-without-date",
    level: Level::Warn,
    docs: include_str!("closed_without_date.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let checklists = checklists(postmortem);
    for action in postmortem.actions.iter().filter(|action| is_undated(action)) {
        if checklists.iter().any(|list| holds(*list, action)) {
            continue;
        }
        let place = postmortem.place(action.title.span);
        report.push(place, "this action is done, and the day is missing", |finding| {
            finding.help("add the day on which it was done, such as `closed:2026-11-20`")
        });
    }
}

fn is_undated(action: &Action) -> bool {
    action.state == ActionState::Done && action.closed.is_none()
}

/// Lists below the first list of actions in which all is done: what a template asks for before a report is filed
/// ("all sections are filled out"), and nobody's promise.
fn checklists(postmortem: &Postmortem) -> Vec<Span> {
    let mut lists = postmortem.sections.iter().filter(|section| section.kind == SectionKind::Actions);
    let Some(first) = lists.next() else { return Vec::new() };
    let all_done = |list: &Span| {
        let mut inside = postmortem.actions.iter().filter(|action| holds(*list, action));
        inside.all(is_undated)
    };
    // A text has few lists of actions, and this looks at all actions for each.
    let apart = lists.map(|list| list.span).filter(|list| first.span.end <= list.start);
    apart.take(3).filter(all_done).collect()
}

fn holds(list: Span, action: &Action) -> bool {
    (list.start..list.end).contains(&action.title.span.start)
}
