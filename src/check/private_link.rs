//! See `private_link.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "private-link",
    level: Level::Warn,
    docs: include_str!("private_link.md"),
    scope: Scope::Text(Kind::PrivateLink, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    report.push(text.place(hit), format!("{} is closed to most readers", hit.note), |finding| {
        finding.help("say here what it says, and keep the link only as a source")
    });
}
