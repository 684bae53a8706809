//! See `secret.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "secret",
    level: Level::Deny,
    docs: include_str!("secret.md"),
    scope: Scope::Text(Kind::Secret, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    report.push(text.place(hit), format!("{} in plain text", hit.note), |finding| {
        finding.help("revoke it now: git remembers what was committed; then remove it here")
    });
}
