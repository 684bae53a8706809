//! For programs: one document, versioned, findings in the order in which people see them.
use serde::Serialize;

use super::{Diagnostic, Level, line_column};
use crate::source::Place;

/// Shows findings as JSON: `{"version": 1, "errors": 0, "warnings": 0, "findings": [...]}` and a line end.
/// Lines and columns count from 1, columns in characters, bytes from 0; ends are exclusive.
#[must_use]
pub fn render(findings: &[Diagnostic]) -> String {
    let report = Report {
        version: 1,
        errors: super::count(findings, Level::Deny),
        warnings: super::count(findings, Level::Warn),
        findings: findings.iter().map(Finding::of).collect(),
    };
    let json = serde_json::to_string_pretty(&report).unwrap_or_else(|error| unreachable!("plain data: {error}"));
    json + "\n"
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    level: &'static str,
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    related: Vec<Related<'a>>,
    help: &'a [String],
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    at: At<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct At<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    bytes: [usize; 2],
}

impl<'a> Finding<'a> {
    fn of(finding: &'a Diagnostic) -> Self {
        let related = finding.labels.iter().skip(1);
        Self {
            code: finding.code,
            level: if finding.level == Level::Deny { "error" } else { "warning" },
            message: &finding.message,
            at: At::of(finding.place()),
            related: related.map(|label| Related { at: At::of(&label.place), message: &label.text }).collect(),
            help: &finding.help,
        }
    }
}

impl<'a> At<'a> {
    fn of(place: &'a Place) -> Self {
        let text = &place.source.text;
        let (start, end) = (line_column(text, place.span.start), line_column(text, place.span.end));
        Self {
            path: &place.source.path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            bytes: [place.span.start, place.span.end],
        }
    }
}
