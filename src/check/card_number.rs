//! See `card_number.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "card-number",
    level: Level::Deny,
    docs: include_str!("card_number.md"),
    scope: Scope::Text(Kind::Card, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    report.push(text.place(hit), "the number of a payment card in the text", |finding| {
        finding.help("keep the last four digits at most, and tell the team that handles card data: git remembers what was committed")
    });
}
