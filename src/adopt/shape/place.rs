//! A place behind each time of a timeline, `16:37 Denver - …`, is their zone: its offset goes into the title.
use super::named_zone::offset;
use super::one_zone::{into_title, zone};
use super::{About, Line, Shaper, read, text};
use crate::document::{ClockZone, TimelineEntry};

pub(super) const SHAPER: Shaper =
    Shaper { does: "the offset of the place that stands behind all times went into the timeline's title", shape };

fn shape<'a>(lines: &[Line<'a>], about: &About<'_>) -> Option<Vec<Line<'a>>> {
    let body = read(&text(lines));
    let entries = &body.timeline;
    if entries.len() < 2 || entries.iter().any(|entry| entry.clock.zone.is_some()) {
        return None;
    }
    let name = place(entries.first()?)?;
    let same = |entry: &TimelineEntry| place(entry).is_some_and(|other| other.eq_ignore_ascii_case(name));
    if !entries.iter().all(same) {
        return None;
    }
    let day = entries.iter().find_map(|entry| entry.clock.date).or(about.day)?;
    let seconds = offset(name, day)?;
    let out = into_title(lines, &body, &zone(seconds))?;
    let after = read(&text(&out)).timeline;
    let zoned = after.iter().all(|entry| entry.clock.zone == Some(ClockZone::Offset(seconds)));
    (zoned && after.len() == entries.len()).then_some(out)
}

/// What stands between an entry's time and the mark behind it.
fn place(entry: &TimelineEntry) -> Option<&str> {
    entry.clock.time?;
    let words = entry.text.trim_start_matches(['(', '[']);
    let end = [" - ", " – ", " — ", ": ", ", ", ")", "]"].iter().filter_map(|mark| words.find(mark)).min()?;
    Some(words[..end].trim()).filter(|name| !name.is_empty() && name.len() <= 30)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{About, Shaped, read};

    #[test]
    fn the_place_behind_all_times_is_their_zone() {
        let body =
            "## Timeline - July 4, 2026\n\n* 16:37 Denver - a\n* 16:55 Denver - b, c\n* Look\n* 17:15 DEnver - d\n";
        let shaped = Shaped::of(body);
        assert_eq!(shaped.text(), body.replace("2026\n", "2026 (UTC-06:00)\n"));
        assert_eq!(read(&shaped.text()).timeline.len(), 3);
        let undated = "## Timeline\n\n- 10:00 (New York) a\n- 10:10 (New York) b\n";
        let about = About { day: Some(date(2026, 1, 4)), ..About::default() };
        assert_eq!(Shaped::with(undated, &about).text(), undated.replace("Timeline", "Timeline (UTC-05:00)"));
        for told in [
            undated.to_owned(),
            body.replace("16:55 Denver", "16:55 Paris"),
            body.replace("16:55 Denver", "16:55 UTC Denver"),
            body.replace("Denver", "Gateway"),
        ] {
            assert_eq!(Shaped::of(&told).text(), told, "no day, two places, a zone, no place");
        }
    }
}
