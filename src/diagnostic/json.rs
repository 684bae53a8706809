//! For programs: one document, versioned, findings in the order in which people see them.
use std::fmt::Write as _;

use serde::Serialize;

use super::{Diagnostic, Level, Positions, is_hidden};
use crate::source::{Place, Span};

/// Shows findings as JSON: `{"version": 1, "errors": 0, "warnings": 0, "findings": [...]}` and a line end.
/// Lines and columns count from 1, columns in characters, bytes from 0; ends are exclusive.
#[must_use]
pub fn render(findings: &[Diagnostic]) -> String {
    let mut positions = Positions::default();
    let report = Report {
        version: 1,
        errors: super::count(findings, Level::Deny),
        warnings: super::count(findings, Level::Warn),
        findings: findings.iter().map(|finding| Finding::of(finding, &mut positions)).collect(),
    };
    pretty(&report)
}

/// Plain data as text that a terminal may show too, and a line end. What could move a cursor or reorder text is
/// escaped: it can only stand inside of a string.
pub(super) fn pretty(data: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(data).unwrap_or_else(|error| unreachable!("plain data: {error}"));
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c != '\n' && is_hidden(c) {
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out + "\n"
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
    fix: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    at: At<'a>,
    message: &'a str,
}

/// Some text in place of some bytes.
#[derive(Serialize)]
struct Replacement<'a> {
    bytes: [usize; 2],
    text: &'a str,
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
    fn of(finding: &'a Diagnostic, positions: &mut Positions) -> Self {
        let at = At::of(finding.place(), positions);
        let related = finding.labels.iter().skip(1);
        Self {
            code: finding.code,
            level: finding.level.word(),
            message: &finding.message,
            at,
            related: related
                .map(|label| Related { at: At::of(&label.place, positions), message: &label.text })
                .collect(),
            help: &finding.help,
            fix: finding.fix().iter().map(|edit| Replacement { bytes: bytes(edit.span), text: &edit.text }).collect(),
        }
    }
}

impl<'a> At<'a> {
    fn of(place: &'a Place, positions: &mut Positions) -> Self {
        let (start, end) = positions.range(place);
        Self {
            path: &place.source.path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            bytes: bytes(place.span),
        }
    }
}

const fn bytes(span: Span) -> [usize; 2] {
    [span.start, span.end]
}
