//! For code scanning: SARIF 2.1.0.
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::fingerprint::Fingerprints;
use super::{Code, Diagnostic, Level, LineColumn, Positions, printable};
use crate::source::{Place, Span};

/// A kind of finding, as SARIF wants it described.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'a> {
    /// Its name.
    pub code: Code,
    /// How much it matters unless a site says otherwise.
    pub level: Level,
    /// What it finds, in one sentence.
    pub summary: &'a str,
    /// All about it, in markdown.
    pub docs: &'a str,
}

/// Shows findings as SARIF; `rules` describe the codes, `prefix` is the site's folder in the repository.
#[must_use]
pub fn render(findings: &[Diagnostic], rules: &[Rule<'_>], prefix: &str) -> String {
    let used: Vec<&Rule<'_>> =
        rules.iter().filter(|rule| findings.iter().any(|finding| finding.code == rule.code)).collect();
    let mut writer = Writer { prefix, rules: &used, positions: Positions::default(), names: Fingerprints::default() };
    let results: Vec<Value> = findings.iter().map(|finding| writer.result(finding)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "casebook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": used.iter().map(|rule| rule_value(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "SRCROOT": { "description": { "text": "the root of the repository" } } },
            "results": results,
        }],
    });
    super::json::pretty(&log)
}

fn rule_value(rule: &Rule<'_>) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.docs, "markdown": rule.docs },
        "defaultConfiguration": { "level": level(rule.level) },
    })
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Allow => "none",
    }
}

struct Writer<'a> {
    prefix: &'a str,
    rules: &'a [&'a Rule<'a>],
    positions: Positions,
    names: Fingerprints,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Writer<'_> {
    fn result(&mut self, finding: &Diagnostic) -> Value {
        let parts = std::iter::once(&finding.message).chain(&finding.help);
        let text = parts.map(|part| printable(part)).collect::<Vec<_>>().join("; ");
        let related: Vec<Value> = finding
            .labels
            .iter()
            .skip(1)
            .map(|label| {
                let mut location = self.location(&label.place);
                location["message"] = json!({ "text": printable(&label.text) });
                location
            })
            .collect();
        let mut result = json!({
            "ruleId": finding.code,
            "level": level(finding.level),
            "message": { "text": text },
            "locations": [self.location(finding.place())],
            "relatedLocations": related,
            "partialFingerprints": { "casebook/v1": self.names.of(finding) },
        });
        if let Some(nth) = self.rules.iter().position(|rule| rule.code == finding.code) {
            result["ruleIndex"] = json!(nth);
        }
        if !finding.fix().is_empty() {
            result["fixes"] = json!([self.fix(finding)]);
        }
        result
    }

    fn location(&mut self, place: &Place) -> Value {
        json!({ "physicalLocation": { "artifactLocation": self.file(place), "region": self.region(place) } })
    }

    fn file(&self, place: &Place) -> Value {
        json!({ "uri": uri(&format!("{}{}", self.prefix, place.source.path)), "uriBaseId": "SRCROOT" })
    }

    fn region(&mut self, place: &Place) -> Region {
        let (start, end): (LineColumn, LineColumn) = self.positions.range(place);
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }

    fn fix(&mut self, finding: &Diagnostic) -> Value {
        let at = |span: Span| Place::new(&finding.place().source, span);
        let replacements: Vec<Value> = finding
            .fix()
            .iter()
            .map(|edit| json!({ "deletedRegion": self.region(&at(edit.span)), "insertedContent": { "text": edit.text } }))
            .collect();
        let change = json!({ "artifactLocation": self.file(finding.place()), "replacements": replacements });
        json!({ "artifactChanges": [change] })
    }
}

/// A path as a relative address: what is not plain is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
