//! Dates and times as people write them, mended where only one thing can be meant.
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

use super::How;
use crate::time::{Assumed, Moment};

/// A date, or a date and time, as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// The day.
    pub(super) date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
    mended: bool,
}

/// An instant, how it is written in front matter, and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Instant {
    pub(super) at: Timestamp,
    pub(super) text: String,
    pub(super) how: How,
}

/// Reads a date or a date and time; `None` where it is neither, or could mean several.
pub(super) fn read(text: &str) -> Option<Written> {
    let text = text.trim();
    strict(text, false).or_else(|| strict(&mend(text)?, true))
}

/// The first day that a name or a title holds: `2026-03-04-slow-payments`, `blog/2026/03/04/slow`.
pub(super) fn within(text: &str) -> Option<Date> {
    let mut starts = text
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !text[..*at].ends_with(|before: char| before.is_ascii_digit()));
    starts.find_map(|(at, _)| day(text.get(at..at + 10)?, text[at + 10..].chars().next()))
}

fn day(text: &str, after: Option<char>) -> Option<Date> {
    let alike = text.get(4..5) == text.get(7..8) && matches!(text.get(4..5), Some("-" | "/" | "_"));
    let whole = alike && !after.is_some_and(|c| c.is_ascii_digit());
    whole.then(|| text.replace(['/', '_'], "-").parse().ok())?.filter(|date: &Date| date.year() > 0)
}

fn strict(text: &str, mended: bool) -> Option<Written> {
    let pieces = Pieces::parse(text).ok().filter(|pieces| pieces.time_zone_annotation().is_none())?;
    let (date, time, offset) = (pieces.date(), pieces.time(), pieces.to_numeric_offset());
    (date.year() > 0).then_some(Written { date, time, offset, mended })
}

/// `2026-3-4T015:00:00` and `2026-03-04 9:15:00 +0000 UTC` as they should have been.
fn mend(text: &str) -> Option<String> {
    let (day, clock) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let mut parts = day.split(['-', '/']);
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let fits = digits(year, 4..=4) && digits(month, 1..=2) && digits(date, 1..=2) && parts.next().is_none();
    let day = fits.then(|| format!("{year}-{month:0>2}-{date:0>2}"))?;
    let clock = clock.trim();
    if clock.is_empty() {
        return Some(day);
    }
    let (hour, rest) = clock.split_once(':')?;
    let hour = if hour.len() == 3 { hour.strip_prefix('0')? } else { hour };
    let rest = rest.strip_suffix("UTC").or_else(|| rest.strip_suffix("GMT")).map_or_else(
        || rest.to_owned(),
        |bare| if bare.contains(['+', '-']) { bare.to_owned() } else { format!("{bare}Z") },
    );
    let rest: String = rest.split_whitespace().collect();
    digits(hour, 1..=2).then(|| format!("{day}T{hour:0>2}:{rest}"))
}

impl Written {
    /// The date and time as the clock showed it.
    pub(super) fn civil(&self) -> Option<DateTime> {
        Some(self.date.to_datetime(self.time?))
    }

    /// The instant in a zone that counts where the text names none; `None` for a day without a time.
    pub(super) fn instant(&self, zone: Option<&TimeZone>) -> Option<Instant> {
        let civil = self.date.to_datetime(self.time?);
        match self.offset {
            Some(zone) => offset(civil, zone, self.mended),
            None => local(civil, zone, self.mended),
        }
    }
}

impl Instant {
    /// The instant some time after it, written with the same offset.
    pub(super) fn later(&self, by: SignedDuration) -> Option<Self> {
        let at = self.at.checked_add(by).ok()?;
        let civil = strict(&self.text, false)?.civil()?;
        let seconds = civil.duration_since(self.at.to_zoned(TimeZone::UTC).datetime()).as_secs();
        let zone = Offset::from_seconds(i32::try_from(seconds).ok()?).ok()?;
        offset(zone.to_datetime(at), zone, false)
    }
}

/// The instant of a time whose offset is written.
pub(super) fn offset(civil: DateTime, zone: Offset, mended: bool) -> Option<Instant> {
    let zoned = zone.to_timestamp(civil).ok()?.to_zoned(TimeZone::fixed(zone));
    let how = if mended { How::derived("a slip in writing it is mended") } else { How::Sure };
    Some(Instant { at: zoned.timestamp(), text: offset_text(&zoned)?, how })
}

/// The instant of a time without a zone, in the one that is given, else UTC.
pub(super) fn local(civil: DateTime, zone: Option<&TimeZone>, mended: bool) -> Option<Instant> {
    let zone = zone.cloned().unwrap_or(TimeZone::UTC);
    let moment = Moment::local(civil, &zone)?;
    let assumed = match moment.assumed {
        None => "",
        Some(Assumed::Gap) => "; the clock jumped over it, so the time after the jump",
        Some(Assumed::Fold) => "; the clock showed it twice, so the earlier",
    };
    let mended = if mended { "; a slip in writing it is mended" } else { "" };
    let detail = format!("taken as {}{assumed}{mended}", zone.iana_name().unwrap_or("UTC"));
    let how = How::derived(("no zone is written", detail));
    Some(Instant { at: moment.at, text: offset_text(&moment.at.to_zoned(zone))?, how })
}

/// `2026-03-04T09:12:00+01:00`; `Z` for no offset, and for one that is a day or more, or not whole minutes. `None`
/// outside four-digit years.
fn offset_text(zoned: &Zoned) -> Option<String> {
    let seconds = zoned.offset().seconds();
    let utc = seconds == 0 || seconds % 60 != 0 || seconds.abs() >= 86_400;
    let local = if utc { zoned.timestamp().to_zoned(TimeZone::UTC).datetime() } else { zoned.datetime() };
    let zone = if utc { "Z".to_owned() } else { zoned.strftime("%:z").to_string() };
    (1..=9999).contains(&local.year()).then(|| format!("{local}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Option<(String, How)> {
        read(text)?.instant(None).map(|instant| (instant.text, instant.how))
    }

    fn text(text: &str) -> Option<String> {
        instant(text).map(|(text, _)| text)
    }

    #[test]
    fn offsets_stay_and_zero_is_z() {
        assert_eq!(instant("2021-05-25T11:30:00-00:00"), Some(("2021-05-25T11:30:00Z".into(), How::Sure)));
        assert_eq!(instant("2021-05-25T11:30:00+07:00"), Some(("2021-05-25T11:30:00+07:00".into(), How::Sure)));
        assert_eq!(text("2021-05-25T11:30-24:00").as_deref(), Some("2021-05-26T11:30:00Z"));
        assert_eq!(text("2021-05-25t11:30Z").as_deref(), Some("2021-05-25T11:30:00Z"));
    }

    #[test]
    fn slips_are_mended_and_said() {
        for slip in
            ["2024-07-04T6:30:00Z", "2024-07-04T006:30:00Z", "2024-7-4 6:30:00 UTC", "2024-07-04 06:30 +0000 UTC"]
        {
            let (text, how) = instant(slip).unwrap_or_else(|| panic!("{slip}"));
            assert_eq!(text, "2024-07-04T06:30:00Z", "{slip}");
            assert!(matches!(how, How::Derived(_)), "{slip}");
        }
    }

    #[test]
    fn what_could_mean_several_is_nothing() {
        for text in [
            "",
            "04/07/2024 06:30",
            "22025-01-01T00:00:00Z",
            "2024-07-04T115:00:00Z",
            "2024-13-01",
            "noon",
            "0000-01-01",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_naive_time_takes_the_zone_that_is_given() {
        let london = TimeZone::get("Europe/London").unwrap();
        let instant = |text| read(text).unwrap().instant(Some(&london)).unwrap();
        assert_eq!(instant("2024-07-04 06:30").text, "2024-07-04T06:30:00+01:00");
        assert_eq!(instant("2024-10-27T01:30").text, "2024-10-27T01:30:00+01:00");
        assert_eq!(instant("2024-03-31T01:30").text, "2024-03-31T02:30:00+01:00");
        assert!(
            matches!(instant("2024-03-31T01:30").how, How::Derived(why) if why.detail.as_ref().unwrap().contains("jumped"))
        );
    }

    #[test]
    fn a_day_is_found_in_names_and_paths() {
        let found = |text| within(text).map(|date| date.to_string());
        assert_eq!(found("2024-07-04-slow").as_deref(), Some("2024-07-04"));
        assert_eq!(found("inside/2024/07/04/slow").as_deref(), Some("2024-07-04"));
        assert_eq!(found("outage on 2024-07-04, part 2").as_deref(), Some("2024-07-04"));
        assert_eq!(found("cve-2024-24576"), None);
        assert_eq!(found("2024-07-044"), None);
        assert_eq!(found("2024-07/04"), None);
        assert_eq!(found("é2024-07"), None);
    }
}
