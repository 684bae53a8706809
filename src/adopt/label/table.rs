//! Labels in tables: the head names what the only row holds, or the first column what the second does.

/// See [`super::Shape`].
pub(super) fn labels(lines: &[&str]) -> Vec<(String, String, usize)> {
    let mut found = Vec::new();
    let mut rest = lines.iter().enumerate().peekable();
    while let Some((n, line)) = rest.next() {
        if !line.trim_start().starts_with('|') {
            continue;
        }
        let mut rows = vec![(n, cells(line))];
        while let Some((n, line)) = rest.next_if(|(_, line)| line.trim_start().starts_with('|')) {
            rows.push((n, cells(line)));
        }
        table(&rows, &mut found);
    }
    found
}

fn table(rows: &[(usize, Vec<&str>)], found: &mut Vec<(String, String, usize)>) {
    let rule =
        |row: &[&str]| row.iter().all(|cell| !cell.is_empty() && cell.bytes().all(|byte| b":- ".contains(&byte)));
    let mut label = |name: &str, value: &str, n: usize| {
        let name = name.trim_matches(['*', '_', ':', ' ']);
        found.push((name.to_owned(), value.to_owned(), n));
    };
    match rows {
        [(_, head), (_, line), (n, row)] if rule(line) && head.len() == row.len() && head.len() != 2 => {
            head.iter().zip(row).for_each(|(name, value)| label(name, value, *n));
        }
        _ => {
            for (n, row) in rows.iter().filter(|(_, row)| row.len() == 2 && !rule(row)) {
                label(row[0], row[1], *n);
            }
            if let [(_, head), (_, line), (n, row)] = rows
                && rule(line)
                && head.len() == row.len()
            {
                head.iter().zip(row).for_each(|(name, value)| label(name, value, *n));
            }
        }
    }
}

fn cells(line: &str) -> Vec<&str> {
    let inner = line.trim().trim_start_matches('|');
    inner.strip_suffix('|').unwrap_or(inner).split('|').map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let told = labels(&lines).into_iter().map(|(name, value, n)| format!("{n} {name}={value}"));
        told.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn one_row_or_two_columns_hold_labels() {
        assert_eq!(
            told("| Date | Severity | Duration |\n|---|:-:|---|\n| 2026-03-04 | high | 5 min |"),
            "2 Date=2026-03-04; 2 Severity=high; 2 Duration=5 min"
        );
        assert_eq!(told("x\n| | |\n|-|-|\n| **Start** | 10:00 |\n| End | 11:00 |"), "1 =; 3 Start=10:00; 4 End=11:00");
        assert_eq!(
            told("| Start | End |\n|-|-|\n| 10:00 | 11:00 |"),
            "0 Start=End; 2 10:00=11:00; 2 Start=10:00; 2 End=11:00"
        );
        assert_eq!(told("| Time | What | Who |\n|-|-|-|\n| 10:00 | a | b |\n| 11:00 | c | d |"), "");
    }
}
