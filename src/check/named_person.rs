//! See `named_person.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "named-person",
    level: Level::Allow,
    docs: include_str!("named_person.md"),
    scope: Scope::Text(Kind::Person, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    report.push(text.place(hit), "somebody is named where a role would do", |finding| {
        finding.help(format!("write `{}`", hit.note))
    });
}
