//! Time zones as people write them.
use crate::document::body::ClockZone;

/// Letters that mean one offset, in minutes east of UTC. `BST` is British: that is who writes it in reports.
const NAMES: &[(&str, i32)] = &[
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("MEZ", 60),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("SAST", 120),
    ("WIB", 420),
    ("WITA", 480),
    ("WIT", 540),
    ("SGT", 480),
    ("HKT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("BRT", -180),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
];

/// Letters that mean different offsets in different places or seasons: the site's zone decides.
const LOCAL: &[&str] = &["CST", "IST", "AST", "ET", "CT", "MT", "PT"];

/// The zone that a text begins with, and its length. A `-02:00` counts only where `iso` says that no end of a
/// range can stand there.
pub(super) fn zone(text: &str, iso: bool) -> Option<(ClockZone, usize)> {
    let word = &text[..text.bytes().take_while(u8::is_ascii_alphabetic).count()];
    if text[word.len()..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    if word.is_empty() {
        let signed = text.starts_with('+') || (iso && text.starts_with('-'));
        return signed.then(|| offset(text)).flatten().map(|(seconds, length)| (ClockZone::Offset(seconds), length));
    }
    if word.eq_ignore_ascii_case("local") {
        let length =
            if text[word.len()..].to_ascii_lowercase().starts_with(" time") { word.len() + 5 } else { word.len() };
        return Some((ClockZone::Site, length));
    }
    if LOCAL.contains(&word) {
        return Some((ClockZone::Site, word.len()));
    }
    let utc = word.eq_ignore_ascii_case("utc") || word.eq_ignore_ascii_case("gmt");
    if let Some((seconds, length)) = offset(&text[word.len()..]).filter(|_| utc) {
        return Some((ClockZone::Offset(seconds), word.len() + length));
    }
    let minutes = NAMES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes).or(utc.then_some(0))?;
    Some((ClockZone::Offset(minutes * 60), word.len()))
}

/// The zone that a sentence names: an offset from UTC rather than letters, so "CET (UTC+1)" is what it says.
pub(super) fn zone_in(text: &str) -> Option<ClockZone> {
    let words = || {
        let starts = text.char_indices().filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric()));
        starts.filter_map(|(at, _)| zone(&text[at..], false).map(|(zone, length)| (zone, &text[at..at + length])))
    };
    let explicit = words().find(|(_, written)| written.contains(['+', '-'])).map(|(zone, _)| zone);
    let local = |written: &str| written.eq_ignore_ascii_case("local");
    explicit.or_else(|| words().find(|(_, written)| !local(written) && *written != "Z").map(|(zone, _)| zone))
}

/// The zone of a remark such as "All times are in UTC".
pub(super) fn zone_of_remark(text: &str) -> Option<ClockZone> {
    const REMARKS: &[&str] =
        &["all times", "times are", "times in", "times listed", "times below", "timestamps", "time zone", "timezone"];
    // Most texts speak of no time at all.
    if !text.contains("ime") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    REMARKS.iter().find_map(|remark| lower.find(remark)).and_then(|at| {
        let end = text.floor_char_boundary(at + 120);
        zone_in(&text[at..end])
    })
}

/// `+02:00`, `-0700`, `+1`, in seconds, and its length.
fn offset(text: &str) -> Option<(i32, usize)> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let rest = &text[1..];
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (hours, minutes, length): (i32, i32, usize) = match count {
        1 | 2 => {
            let minutes = rest[count..].strip_prefix(':').and_then(two_digits);
            (rest[..count].parse().ok()?, minutes.unwrap_or(0), count + if minutes.is_some() { 3 } else { 0 })
        }
        4 => (rest[..2].parse().ok()?, two_digits(&rest[2..])?, 4),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((sign * (hours * 3600 + minutes * 60), 1 + length))
}

fn two_digits(text: &str) -> Option<i32> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    if count == 2 { text[..2].parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{ClockZone, zone, zone_in, zone_of_remark};

    #[test]
    fn zones_are_told_by_letters_or_offset() {
        let hours = |n: i32| ClockZone::Offset(n * 3600);
        assert_eq!(zone("UTC: x", false), Some((hours(0), 3)));
        assert_eq!(zone("Z", false), Some((hours(0), 1)));
        assert_eq!(zone("utc)", false), Some((hours(0), 3)));
        assert_eq!(zone("UTC+05:30", false), Some((ClockZone::Offset(19800), 9)));
        assert_eq!(zone("GMT-7", false), Some((hours(-7), 5)));
        assert_eq!(zone("+0200", false), Some((hours(2), 5)));
        assert_eq!(zone("-07:00", true), Some((hours(-7), 6)));
        assert_eq!(zone("-07:00", false), None);
        assert_eq!(zone("BST", false), Some((hours(1), 3)));
        assert_eq!(zone("CST", false), Some((ClockZone::Site, 3)));
        assert_eq!(zone("local time: x", false), Some((ClockZone::Site, 10)));
        for text in ["Denver", "est", "UTC2", "Zone", "+99", ""] {
            assert_eq!(zone(text, true), None, "{text}");
        }
    }

    #[test]
    fn a_remark_names_the_zone_once() {
        let hours = |n: i32| Some(ClockZone::Offset(n * 3600));
        assert_eq!(zone_of_remark("All times in CET (GMT+1)"), hours(1));
        assert_eq!(zone_of_remark("Unless otherwise noted, all times are in\nUTC."), hours(0));
        assert_eq!(zone_of_remark("All times PDT."), hours(-7));
        assert_eq!(zone_of_remark("(times are local time)"), Some(ClockZone::Site));
        assert_eq!(zone_of_remark("All times are awful"), None);
        assert_eq!(zone_in("Timeline (PST)"), hours(-8));
        assert_eq!(zone_in("Local impact"), None);
    }
}
