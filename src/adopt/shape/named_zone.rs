//! A remark that names the zone by a place, "all times in Denver", gets the offset that it had on that day.
use std::borrow::Cow;

use jiff::civil::{Date, Time};
use jiff::tz::{TimeZone, db};

use super::one_zone::zone;
use super::{About, Line, Shaper, read, text};
use crate::adopt::clock;

pub(super) const SHAPER: Shaper =
    Shaper { does: "the offset was put beside the place that names the zone of all times", shape };

/// What stands in front of the name.
const REMARKS: &[&str] =
    &["all times in ", "all times are in ", "times are in ", "times in ", "time zone: ", "timezone: "];

/// Names that the database has under others.
const NAMES: &[(&str, &str)] = &[
    ("central european", "CET"),
    ("eastern european", "EET"),
    ("western european", "WET"),
    ("british", "Europe/London"),
    ("japan standard", "Asia/Tokyo"),
    ("india standard", "Asia/Kolkata"),
];

fn shape<'a>(lines: &[Line<'a>], about: &About<'_>) -> Option<Vec<Line<'a>>> {
    let (nth, at, end) = lines.iter().enumerate().find_map(|(nth, line)| {
        let lower = line.text.to_ascii_lowercase();
        let at = REMARKS.iter().find_map(|remark| Some(lower.find(remark)? + remark.len()))?;
        let rest = &line.text[at..];
        let length = rest.find(['(', ',', '.', ';', '*', '\n', '\r']).unwrap_or(rest.len());
        Some((nth, at, at + rest[..length].trim_end().len()))
    })?;
    let before = read(&text(lines)).timeline;
    if before.is_empty() || before.iter().any(|entry| entry.clock.zone.is_some()) {
        return None;
    }
    let told = before.iter().find_map(|entry| entry.clock.date).or(about.day);
    let day = told.or_else(|| lines.iter().take(3).find_map(|line| clock::day_in(&line.text, None)))?;
    let seconds = offset(&lines[nth].text[at..end], day)?;
    let mut out = lines.to_vec();
    out[nth].text = Cow::Owned(format!("{} ({}){}", &lines[nth].text[..end], zone(seconds), &lines[nth].text[end..]));
    let after = read(&text(&out)).timeline;
    (after.len() == before.len() && after.iter().all(|entry| entry.clock.zone.is_some())).then_some(out)
}

/// The offset in seconds at noon of a day in the zone of a name, if all zones of that name agree.
pub(super) fn offset(name: &str, day: Date) -> Option<i32> {
    let lower = name.trim().to_ascii_lowercase();
    let lower = lower.strip_suffix(" time").unwrap_or(&lower);
    let known = NAMES.iter().find(|(name, _)| *name == lower).map(|(_, zone)| *zone);
    let place = lower.rsplit('/').next().unwrap_or(lower).replace(' ', "_");
    let db = db();
    let named = |id: &str| {
        known.map_or_else(
            || id.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&place)),
            |known| id == known,
        )
    };
    let zones = db.available().map(|name| name.as_str().to_owned()).filter(|id| named(id) && id.contains(['/', 'E']));
    let offset = |id: String| {
        let zone: TimeZone = db.get(&id).ok()?;
        let noon = zone.to_timestamp(day.to_datetime(Time::constant(12, 0, 0, 0))).ok()?;
        Some(zone.to_offset(noon).seconds())
    };
    let mut offsets = zones.filter_map(offset);
    let first = offsets.next()?;
    offsets.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{About, Shaped};
    use super::offset;

    #[test]
    fn places_and_regions_name_zones() {
        let (summer, winter) = (date(2026, 7, 4), date(2026, 1, 4));
        for (name, hours) in [
            ("Denver", Some([-6, -7])),
            ("UC/Pacific", Some([-7, -8])),
            ("US/Eastern", Some([-4, -5])),
            ("Europe/Zurich time", Some([2, 1])),
            ("Central European Time", Some([2, 1])),
            ("New York", Some([-4, -5])),
            ("the morning", None),
            ("", None),
        ] {
            let told = [summer, winter].map(|day| offset(name, day));
            let expected = hours.map_or([None, None], |hours| hours.map(|hours| Some(hours * 3600)));
            assert_eq!(told, expected, "{name}");
        }
    }

    #[test]
    fn the_remark_gets_the_offset_of_the_day() {
        let body = "# Cards\n\n## Timeline\n\nAll times in Denver.\n\n- 10:00 a\n- 10:10 b\n";
        let about = About { day: Some(date(2026, 7, 4)), ..About::default() };
        assert_eq!(Shaped::with(body, &about).text(), body.replace("Denver.", "Denver (UTC-06:00)."));
        let dated = body.replace("Cards", "2026-01-04 Cards");
        assert_eq!(Shaped::of(&dated).text(), dated.replace("Denver.", "Denver (UTC-07:00)."));
        for told in [body.to_owned(), dated.replace("Denver", "Denver, UTC-6"), dated.replace("Denver", "order")] {
            assert_eq!(Shaped::of(&told).text(), told, "no day, a zone, no place");
        }
    }
}
