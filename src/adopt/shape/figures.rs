//! Days in figures, `03/04/2026 10:00`, whose order only their folder tells, are written with the year first.
use std::borrow::Cow;

use super::{About, Line, Shaper, code};
use crate::adopt::order;

pub(super) const SHAPER: Shaper = Shaper { does: "days in figures were written with the year first", shape };

fn shape<'a>(lines: &[Line<'a>], about: &About<'_>) -> Option<Vec<Line<'a>>> {
    let order = about.order?;
    let code = code(lines);
    let unclear = |(line, code): (&Line<'_>, &bool)| !code && order::unclear(&line.text).is_some();
    if !lines.iter().zip(&code).any(unclear) {
        return None;
    }
    let mut out = lines.to_vec();
    let mut changed = false;
    for (line, _) in out.iter_mut().zip(&code).filter(|(line, code)| !**code && is_moment(&line.text)) {
        let plain = order::plain(&line.text, Some(order));
        changed |= plain != line.text;
        line.text = Cow::Owned(plain);
    }
    changed.then_some(out)
}

/// Whether a line is a day, or begins with a day and a time, or is the title of a timeline: a sentence stays as it is.
fn is_moment(line: &str) -> bool {
    let bare = line.trim_start();
    if bare.starts_with('#') && bare.to_ascii_lowercase().contains("timeline") {
        return true;
    }
    let Some(after) = order::after_leading(line) else { return false };
    let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    after.is_empty() || bare.starts_with('|') || after.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::{About, Shaped, read};
    use crate::adopt::order::Order;

    #[test]
    fn days_of_a_timeline_are_written_with_the_year_first() {
        let body = "## Timeline - 03/04/2026\n\n- 03/04/2026 10:00 a\n- **23/04/2026**: 10:20 b\n\n### 05/04/2026\n\n\
                    11:00 c\n\n03/04/2026 was a Friday.\n\n```\n03/04/2026 10:00\n```\n";
        let about = About { order: Some(Order::DayFirst), ..About::default() };
        let shaped = Shaped::with(body, &about);
        let expected = body
            .replace("- 03/04/2026", "- 2026-04-03")
            .replace("23/04/2026", "2026-04-23")
            .replace("05/04/2026", "2026-04-05");
        assert_eq!(shaped.text(), expected);
        let days = read(&shaped.text()).timeline.iter().filter_map(|entry| entry.clock.date).count();
        assert_eq!(days, 3);
        assert_eq!(Shaped::of(body).text(), body);
        let clear = "- 23/04/2026 10:00 a\n";
        assert_eq!(Shaped::with(clear, &about).text(), clear);
    }
}
