//! Labels as headings: `### Date: 2026-03-04`, and a heading with its value on the line below.

/// See [`super::Shape`].
pub(super) fn labels(lines: &[&str]) -> Vec<(String, String, usize)> {
    let label = |(n, line): (usize, &&str)| {
        let title = title(line)?;
        if let Some((name, value)) = title.split_once(':').filter(|(_, value)| !value.trim().is_empty()) {
            return Some((name.trim().to_owned(), value.trim().to_owned(), n));
        }
        let below = lines[n + 1..].iter().position(|line| !line.trim().is_empty()).map(|more| n + 1 + more)?;
        let value = lines[below].trim();
        let plain = value.len() <= 60 && !value.starts_with(['#', '-', '*', '|', '>']);
        plain.then(|| (title.trim_end_matches(':').to_owned(), value.to_owned(), below))
    };
    lines.iter().enumerate().filter_map(label).collect()
}

/// The words of a heading.
fn title(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('#')?.trim_start_matches('#');
    rest.starts_with(' ').then(|| rest.trim().trim_end_matches('#').trim().trim_matches('*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_hold_labels() {
        let lines: Vec<&str> =
            "### Date: 2026-03-04\n# Title\n## Severity ##\n\nhigh\n\n## Impact\n- none".lines().collect();
        let told: Vec<_> = labels(&lines).into_iter().map(|(name, value, n)| format!("{n} {name}={value}")).collect();
        assert_eq!(told, ["0 Date=2026-03-04", "4 Severity=high"]);
    }
}
