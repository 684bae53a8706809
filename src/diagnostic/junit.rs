//! For whatever shows test results: `JUnit` XML, a test case for each finding.
use std::fmt::Write as _;

use super::{Diagnostic, Level, Positions, count, printable};

/// Shows findings as XML: errors are failures, warnings pass and say what they found. Without findings there is
/// one case that passes, since an empty report counts as a failed one in some places.
#[must_use]
pub fn render(findings: &[Diagnostic]) -> String {
    let (tests, failures) = (findings.len().max(1), count(findings, Level::Deny));
    let counts = format!("name=\"casebook\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\"");
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n<testsuite {counts}>\n");
    let mut positions = Positions::default();
    for finding in findings {
        case(&mut out, finding, &mut positions);
    }
    if findings.is_empty() {
        out.push_str("<testcase classname=\"casebook\" name=\"check\"/>\n");
    }
    out + "</testsuite>\n</testsuites>\n"
}

fn case(out: &mut String, finding: &Diagnostic, positions: &mut Positions) {
    let (start, _) = positions.range(finding.place());
    let path = escaped(&finding.place().source.path);
    let place = format!("{path}:{}:{}", start.line, start.column);
    let _ =
        writeln!(out, "<testcase classname=\"{path}\" name=\"{} at {}:{}\">", finding.code, start.line, start.column);
    let message = escaped(&finding.message);
    let mut help = String::new();
    for one in &finding.help {
        let _ = write!(help, "\nhelp: {}", escaped(one));
    }
    let _ = match finding.level {
        Level::Deny => {
            writeln!(out, "<failure type=\"{}\" message=\"{message}\">{place}: {message}{help}</failure>", finding.code)
        }
        _ => writeln!(out, "<system-out>{place}: warning: {message}{help}</system-out>"),
    };
    out.push_str("</testcase>\n");
}

/// XML has no way to write most control characters, nor the two code points that are none.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}
