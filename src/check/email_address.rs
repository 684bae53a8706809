//! See `email_address.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "email-address",
    level: Level::Warn,
    docs: include_str!("email_address.md"),
    scope: Scope::Text(Kind::Email, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    report.push(text.place(hit), "a mail address of one person in the text", |finding| {
        finding.help("write the role or the squad, or the address of a mailbox that they share")
    });
}
