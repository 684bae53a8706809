//! For editors and for eyes that know the rest: one line each.
use super::{Diagnostic, Positions, printable};

/// Shows each finding as `path:line:column: level[code]: message`.
#[must_use]
pub fn render(findings: &[Diagnostic]) -> String {
    let mut positions = Positions::default();
    let line = |finding: &Diagnostic| {
        let (start, _) = positions.range(finding.place());
        let (path, message) = (printable(&finding.place().source.path), printable(&finding.message));
        format!("{path}:{}:{}: {}[{}]: {message}\n", start.line, start.column, finding.level.word(), finding.code)
    };
    findings.iter().map(line).collect()
}
