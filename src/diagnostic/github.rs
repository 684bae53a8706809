//! For GitHub: annotations in the pull request, the worst first, and all findings in the summary of the job.
use std::fmt::Write as _;

use super::{Diagnostic, Level, LineColumn, Positions, printable, short};

/// How many annotations GitHub shows of one step.
const SHOWN: usize = 10;
/// How long the table of a summary may be, in bytes: GitHub drops a summary above one mebibyte.
const SUMMARY: usize = 900_000;

/// What is said to GitHub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// For standard output: annotations, then a line for each finding that has none.
    pub commands: String,
    /// For the file that `GITHUB_STEP_SUMMARY` names: markdown.
    pub summary: String,
}

/// Reports findings; `prefix` is the site's folder in the repository, ending in `/`, or empty.
#[must_use]
pub fn render(findings: &[Diagnostic], prefix: &str) -> Report {
    let mut worst: Vec<&Diagnostic> = findings.iter().collect();
    worst.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let (shown, rest) = worst.split_at(worst.len().min(SHOWN));
    let mut positions = Positions::default();
    let mut commands: String = shown.iter().map(|finding| annotation(finding, prefix, &mut positions)).collect();
    let rest: Vec<Diagnostic> = rest.iter().map(|finding| (*finding).clone()).collect();
    // The older form of a command is looked for anywhere in a line, the newer at its beginning.
    let plain = short::render(&rest).replace("##[", "# #[").replace("\n::", "\n :");
    commands.push_str(plain.strip_prefix("::").unwrap_or(&plain));
    Report { commands, summary: summary(&worst, prefix) }
}

fn annotation(finding: &Diagnostic, prefix: &str, positions: &mut Positions) -> String {
    let (start, end) = positions.range(finding.place());
    let path = property(&format!("{prefix}{}", printable(&finding.place().source.path)));
    let mut message = printable(&finding.message);
    for help in &finding.help {
        let _ = write!(message, "\nhelp: {}", printable(help));
    }
    let (level, code, message) = (finding.level.word(), finding.code, data(&message));
    format!("::{level} file={path},{},title={code}::{message}\n", place(start, end))
}

/// Columns are ignored, with the line, where a place spans several lines.
fn place(start: LineColumn, end: LineColumn) -> String {
    if start.line != end.line {
        return format!("line={},endLine={}", start.line, end.line);
    }
    let last = end.column.max(start.column + 1) - 1;
    format!("line={0},endLine={0},col={1},endColumn={last}", start.line, start.column)
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn summary(worst: &[&Diagnostic], prefix: &str) -> String {
    let count = |level| worst.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings) = (count(Level::Deny), count(Level::Warn));
    let s = |n: usize| if n == 1 { "" } else { "s" };
    let mut out = format!("### casebook: {errors} error{}, {warnings} warning{}\n\n", s(errors), s(warnings));
    if worst.is_empty() {
        return out;
    }
    out.push_str("| | where | what |\n|---|---|---|\n");
    let mut positions = Positions::default();
    for (nth, finding) in worst.iter().enumerate() {
        let row = row(finding, prefix, &mut positions);
        if out.len() + row.len() > SUMMARY {
            let _ = writeln!(out, "\nand {} more", worst.len() - nth);
            break;
        }
        out.push_str(&row);
    }
    out
}

fn row(finding: &Diagnostic, prefix: &str, positions: &mut Positions) -> String {
    let (start, _) = positions.range(finding.place());
    let place = format!("{prefix}{}:{}:{}", finding.place().source.path, start.line, start.column);
    let mut what = format!("{}: {}", finding.code, finding.message);
    for help in &finding.help {
        let _ = write!(what, "; {help}");
    }
    format!("| {} | {} | {} |\n", finding.level.word(), plain(&place), plain(&what))
}

/// Text that markdown and HTML take for nothing but text: every mark of theirs as a reference.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in printable(text).chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '-' | '/') {
            let _ = write!(out, "&#{};", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}
