//! For GitLab: a code quality report.
use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::{Diagnostic, Level, Positions, printable};

/// Shows findings as GitLab's code quality JSON; `prefix` is the site's folder in the repository, ending in `/`.
#[must_use]
pub fn render(findings: &[Diagnostic], prefix: &str) -> String {
    let (mut fingerprints, mut positions) = (Fingerprints::default(), Positions::default());
    let issue = |finding: &Diagnostic| {
        let (start, end) = positions.range(finding.place());
        Issue {
            description: description(finding),
            check_name: finding.code,
            fingerprint: fingerprints.of(finding),
            severity: if finding.level == Level::Deny { "major" } else { "minor" },
            location: Location {
                path: format!("{prefix}{}", finding.place().source.path),
                lines: Lines { begin: start.line, end: end.line },
            },
        }
    };
    let issues: Vec<Issue> = findings.iter().map(issue).collect();
    super::json::pretty(&issues)
}

fn description(finding: &Diagnostic) -> String {
    let parts = std::iter::once(&finding.message).chain(&finding.help);
    parts.map(|part| printable(part)).collect::<Vec<_>>().join("; ")
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}
