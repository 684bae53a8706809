//! Labels on lines and bullets: `- **Resolved**: 10:40`, `Severity: high`, `- First detected 2026-03-04 10:12`.
use super::name::{Meaning, meaning};

/// See [`super::Shape`].
pub(super) fn labels(lines: &[&str]) -> Vec<(String, String, usize)> {
    let label = |(n, line): (usize, &&str)| {
        let (name, value) = split(line)?;
        Some((name.to_owned(), value.to_owned(), n))
    };
    lines.iter().enumerate().filter_map(label).collect()
}

fn split(line: &str) -> Option<(&str, &str)> {
    let (text, item) = unmarked(line.trim());
    bold(text).or_else(|| colon(text)).or_else(|| if item { before_time(text) } else { None })
}

/// A line without the mark of a list, and whether it has one.
pub(in crate::adopt) fn unmarked(line: &str) -> (&str, bool) {
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&number).then(|| line[number..].strip_prefix(['.', ')'])).flatten();
    let rest = line.strip_prefix(['-', '*', '+']).or(numbered).and_then(|rest| rest.strip_prefix([' ', '\t']));
    rest.map_or((line, false), |rest| (rest.trim_start(), true))
}

/// `**Name**: value`, `**Name:** value` and `**Name** value`.
pub(in crate::adopt) fn bold(text: &str) -> Option<(&str, &str)> {
    let mark = ["**", "__"].into_iter().find(|mark| text.starts_with(mark))?;
    let (name, value) = text[2..].split_once(mark)?;
    let value = value.trim_start();
    let value = value.strip_prefix([':', '–', '—', '-']).unwrap_or(value).trim();
    Some((name.trim().trim_end_matches(':').trim_end(), value))
}

/// `Name: value`. A time's own colon ends no name.
fn colon(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once(':')?;
    let named =
        name.len() <= 60 && !name.contains(['[', '<', '|', '`']) && !name.ends_with(|c: char| c.is_ascii_digit());
    named.then_some((name.trim(), value.trim()))
}

/// `Name 2026-03-04 10:12`: a time follows at once.
fn before_time(text: &str) -> Option<(&str, &str)> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let name = text[..at].trim().trim_end_matches(" at").trim_end_matches(" on");
    matches!(meaning(name)?, Meaning::Time(_)).then_some((name, text[at..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_on_lines_and_bullets() {
        for (line, label) in [
            ("- **Resolved**: 10:40", ("Resolved", "10:40")),
            ("**Resolved:** 10:40", ("Resolved", "10:40")),
            ("  * __Resolved__ 10:40 ", ("Resolved", "10:40")),
            ("3. Resolved: 10:40", ("Resolved", "10:40")),
            ("Severity: high", ("Severity", "high")),
            ("- First detected 2026-03-04 10:12", ("First detected", "2026-03-04 10:12")),
            ("- Resolved: ", ("Resolved", "")),
        ] {
            assert_eq!(split(line), Some(label), "{line}");
        }
        for line in
            ["", "- 10:40 resolved", "First detected 2026-03-04", "- In 2026 it broke", "**a", "- **Timeline**x"]
        {
            assert_ne!(split(line).and_then(|(name, _)| meaning(name)), Some(Meaning::Day), "{line}");
            assert!(split(line).and_then(|(name, _)| meaning(name)).is_none(), "{line}");
        }
    }
}
