//! A remark such as "all events happened on 2026-03-04 unless noted" holds for the times after another day, too.
use std::borrow::Cow;

use super::{About, Line, Shaper, read, time_in};
use crate::adopt::clock;

pub(super) const SHAPER: Shaper =
    Shaper { does: "the day that a remark gives all times was put before the first after another day", shape };

/// How a remark says that it holds for all that does not say otherwise.
const UNLESS: &[&str] = &["unless otherwise", "unless noted", "unless stated", "if not noted otherwise"];

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let remark = lines.iter().find_map(|line| {
        let lower = line.text.to_ascii_lowercase();
        let holds = lower.len() < 300 && UNLESS.iter().any(|words| lower.contains(words));
        clock::day_in(&line.text, None).filter(|_| holds)
    })?;
    let text = super::text(lines);
    let timeline = read(&text).timeline;
    let mut pairs = timeline.windows(2).filter_map(|pair| {
        let (before, after) = (pair.first()?, pair.last()?);
        let other = before.clock.date.is_some_and(|date| date != remark) && after.clock.date.is_none();
        other.then_some(after.span)
    });
    let span = pairs.next()?;
    let at = span.start + time_in(span.of(&text))?;
    let mut start = 0;
    let nth = lines.iter().position(|line| {
        start += line.text.len();
        at < start
    })?;
    let mut out = lines.to_vec();
    let line = out.get_mut(nth)?;
    let mut changed = line.text.to_string();
    changed.insert_str(at + changed.len() - start, &format!("{remark} "));
    line.text = Cow::Owned(changed);
    let changed = super::text(&out);
    (read(&changed).timeline.len() == timeline.len()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::super::Shaped;

    #[test]
    fn the_remark_holds_after_another_day() {
        let body = "## Timeline\n\nUnless otherwise noted all was on 2026-03-04, in UTC.\n\n- **2026-03-03 10:00: a**\n- **10:10: b**\n- 10:20 c\n";
        assert_eq!(Shaped::of(body).text(), body.replace("10:10", "2026-03-04 10:10"));
        let same = body.replace("03-03", "03-04");
        assert_eq!(Shaped::of(&same).text(), same);
    }
}
