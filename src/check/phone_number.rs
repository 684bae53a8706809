//! See `phone_number.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "phone-number",
    level: Level::Warn,
    docs: include_str!("phone_number.md"),
    scope: Scope::Text(Kind::Phone, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    report.push(text.place(hit), "a phone number in the text", |finding| {
        finding.help("say where the number is kept, and leave it out here")
    });
}
