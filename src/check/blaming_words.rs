//! See `blaming_words.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "blaming-words",
    level: Level::Warn,
    docs: include_str!("blaming_words.md"),
    scope: Scope::Text(Kind::Blame, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    let words = hit.span.of(&text.source.text).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let what = if words.ends_with("careful") { "asks people for care" } else { "blames a person" };
    report.push(text.place(hit), format!("`{words}` {what}"), |finding| finding.help(hit.note.clone()));
}
