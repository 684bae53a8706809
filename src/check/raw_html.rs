//! See `raw_html.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;

pub(super) const CHECK: Check = Check {
    name: "raw-html",
    level: Level::Warn,
    docs: include_str!("raw_html.md"),
    scope: Scope::Text(Kind::Html, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    report.push(text.place(hit), "HTML is shown as text", |finding| {
        finding.help("write it in markdown, or between ticks if it is meant as code")
    });
}
