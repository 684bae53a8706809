//! Tables as text for spreadsheets: RFC 4180, and no cell that a spreadsheet would run.

/// Rows of cells as text, each row ended by CR LF.
#[must_use]
pub fn text<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut out = String::new();
    for row in rows {
        for (nth, value) in row.into_iter().enumerate() {
            if nth > 0 {
                out.push(',');
            }
            cell(&mut out, value.as_ref());
        }
        out.push_str("\r\n");
    }
    out
}

fn cell(out: &mut String, value: &str) {
    let value: String = value.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let guard = if runs(&value) { "'" } else { "" };
    if guard.is_empty() && !value.contains(['"', ',', '\n']) {
        out.push_str(&value);
    } else {
        out.extend(["\"", guard, &value.replace('"', "\"\""), "\""]);
    }
}

/// Whether a spreadsheet would take a cell for a formula; quotes alone keep none from that, and blanks before it do not.
fn runs(value: &str) -> bool {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\n' | '＝' | '＋' | '－' | '＠');
    let trimmed = value.trim_start();
    let begins = value.starts_with(begins) || trimmed.starts_with(begins);
    begins && !is_number(value)
}

/// `-3`, `+0.5`, `-12%`.
fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, rest].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: &[&str]) -> String {
        text([cells])
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(text([["Month", "Total"], ["Oct 2026", "12"]]), "Month,Total\r\nOct 2026,12\r\n");
        assert_eq!(line(&["a, b", "say \"no\"", "two\nlines", ""]), "\"a, b\",\"say \"\"no\"\"\",\"two\nlines\",\r\n");
        assert_eq!(line(&["nul\0 and esc\u{1b} and cr\r"]), "nul and esc and cr\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "\n=1", " =1", "\r=1", "\0=1", "＝1", "-", "+inf"]
        {
            let line = line(&[hostile]);
            assert!(line.starts_with("\"'"), "{line:?}");
        }
        assert_eq!(line(&["=HYPERLINK(\"https://x\",\"y\")"]), "\"'=HYPERLINK(\"\"https://x\"\",\"\"y\"\")\"\r\n");
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(line(&["-3", "+0.5", "-12%", "22%", "1200", "–"]), "-3,+0.5,-12%,22%,1200,–\r\n");
        assert_eq!(line(&["-3.", "-.5", "-1.2.3"]), "\"'-3.\",\"'-.5\",\"'-1.2.3\"\r\n");
    }
}
