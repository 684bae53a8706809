//! See `account_number.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "account-number",
    level: Level::Deny,
    docs: include_str!("account_number.md"),
    scope: Scope::Text(Kind::Iban, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    report.push(text.place(hit), "an account number (IBAN) in the text", |finding| {
        finding.help("leave it out, or keep the last four characters; git remembers what was committed")
    });
}
