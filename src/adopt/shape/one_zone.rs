//! A zone that only some times of a timeline name goes into its title, so that all have it.
use std::borrow::Cow;

use super::{About, Line, Shaper, read};
use crate::document::{Body, ClockZone, SectionKind};

pub(super) const SHAPER: Shaper =
    Shaper { does: "the zone that some times of the timeline name went into its title, for all", shape };

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let text = super::text(lines);
    let body = read(&text);
    let named: Vec<ClockZone> = body.timeline.iter().filter_map(|entry| entry.clock.zone).collect();
    let first = *named.first()?;
    let ClockZone::Offset(seconds) = first else { return None };
    let all_agree = named.iter().all(|zone| *zone == first);
    let mixed = named.len() < body.timeline.len() && body.timeline.first()?.clock.zone.is_some();
    if !all_agree || !mixed {
        return None;
    }
    let out = into_title(lines, &body, &zone(seconds))?;
    let changed = super::text(&out);
    read(&changed).timeline.iter().all(|entry| entry.clock.zone == Some(first)).then_some(out)
}

/// The lines of a body with some words in brackets behind the title of its timeline.
pub(super) fn into_title<'a>(lines: &[Line<'a>], body: &Body, words: &str) -> Option<Vec<Line<'a>>> {
    let section = body.sections.iter().find(|section| section.kind == SectionKind::Timeline)?;
    let mut start = 0;
    let nth = lines.iter().position(|line| {
        start += line.text.len();
        section.span.start < start
    })?;
    let mut out = lines.to_vec();
    let line = out.get_mut(nth)?;
    let title = line.text.trim_end();
    let end = &line.text[title.len()..];
    let title = title.trim_end_matches('#').trim_end();
    line.text = Cow::Owned(format!("{title} ({words}){end}"));
    Some(out)
}

/// `UTC`, `UTC+02:00`.
pub(super) fn zone(seconds: i32) -> String {
    let minutes = seconds.abs() / 60;
    let sign = if seconds < 0 { '-' } else { '+' };
    if minutes == 0 { "UTC".to_owned() } else { format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60) }
}

#[cfg(test)]
mod tests {
    use super::super::Shaped;

    #[test]
    fn a_zone_that_some_name_is_everybodys() {
        let body = "## Timeline ##\n\n- 2026-03-04 16:00 PST a\n- 16:10 b\n- 16:20 PST c\n";
        assert_eq!(Shaped::of(body).text(), body.replace("Timeline ##", "Timeline (UTC-08:00)"));
        for body in [
            "## Timeline\n\n- 16:00 PST a\n- 16:10 b\n- 16:20 CET c\n",
            "## Timeline\n\n- 16:00 PST a\n- 16:10 PST b\n",
            "## Timeline\n\n- 16:00 a\n- 16:10 PST b\n",
        ] {
            assert_eq!(Shaped::of(body).text(), body);
        }
    }
}
