//! Lines that are all labels, `Severity: high` above `Owner: …`, would run into one another: each ends with a break.
use super::{About, Line, Shaper, code};

pub(super) const SHAPER: Shaper = Shaper { does: "lines of labels got line breaks", shape };

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let ends: Vec<bool> = lines.iter().zip(code(lines)).map(|(line, code)| code || ends(&line.text)).collect();
    let mut out = lines.to_vec();
    let mut changed = false;
    let mut first = 0;
    while first < lines.len() {
        let end = (first..lines.len()).find(|n| ends[*n]).unwrap_or(lines.len());
        if end - first > 1 && lines[first..end].iter().all(|line| is_label(&line.text)) {
            out[first..end - 1].iter_mut().for_each(|line| changed |= end_with_break(line));
        }
        first = end + 1;
    }
    changed.then_some(out)
}

/// Whether a line is no part of a paragraph.
fn ends(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

/// `Name: value` and `**Name:** value`, the name in a few words that begin with a capital.
fn is_label(line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let name = name.strip_prefix("**").or_else(|| name.strip_prefix("__")).unwrap_or(name);
    let name = name.trim_end_matches(['*', '_']);
    let words = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '(' | ')' | '-' | '/' | '\''));
    let few = name.len() <= 40 && name.split(' ').count() <= 5;
    let value_follows = value.starts_with([' ', '*', '_']) && value.contains(char::is_alphanumeric);
    name.starts_with(char::is_uppercase) && words && few && value_follows
}

/// Says whether it had none.
fn end_with_break(line: &mut Line<'_>) -> bool {
    let text = line.text.trim_end_matches(['\n', '\r']);
    let at = text.len();
    if text.ends_with("  ") || text.ends_with('\\') {
        return false;
    }
    line.text.to_mut().insert(at, '\\');
    true
}

#[cfg(test)]
mod tests {
    use super::super::Shaped;

    #[test]
    fn lines_of_labels_stay_lines() {
        let body =
            "Created By: A\nLast Modified: 2026-03-04\n\n## Stats\n**Severity:** high\n**Owner**: Cards\n\nA\nb: c\n";
        let shaped = Shaped::of(body);
        assert_eq!(shaped.text(), body.replace("By: A\n", "By: A\\\n").replace(" high\n", " high\\\n"));
        assert_eq!(Shaped::of(&shaped.text()).text(), shaped.text());
        for body in [
            "Impact: none\n",
            "We saw two things: one\nand another: two\n",
            "- a\nNote: b\nMore: c\n",
            "[A]: https://example.com\n[B]: https://example.org\n",
            "```\nName: a\nName: b\n```\n",
            "Name: a  \nName: b\n",
            "Note: it was slow and then\nit broke.\n",
        ] {
            assert_eq!(Shaped::of(body).text(), body);
        }
    }
}
