//! When what happened: the body's clock times made instants.
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::document::{ClockZone, TimelineEntry};
use crate::source::Span;
use crate::time::Moment;

/// One event of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Whether the text names a time of day, not only a day.
    pub timed: bool,
    /// Where it stands: what happened is read there, so that no text is kept twice.
    pub span: Span,
}

/// How far back a clock may seem to go before it means the next day: people write entries out of order by
/// minutes, and sleep for longer.
const NEXT_DAY_AFTER: SignedDuration = SignedDuration::from_hours(4);

/// Makes instants of clock times. A time without a day belongs to the day of the entry before, or to the
/// next where the clock has gone back by hours; the first one lies as near to `started` as it can, and on its day where
/// that is all that is known of it.
/// The events are sorted by time; entries of one instant keep their order.
pub(super) fn resolve(entries: &[TimelineEntry], started: Moment, site: &TimeZone) -> Vec<Event> {
    let day = (!started.timed).then(|| started.at.to_zoned(site.clone()).date());
    let mut events = Vec::with_capacity(entries.len());
    let mut last: Option<Timestamp> = None;
    for entry in entries {
        let zone = match entry.clock.zone {
            Some(ClockZone::Offset(seconds)) => Offset::from_seconds(seconds).map_or(TimeZone::UTC, TimeZone::fixed),
            Some(ClockZone::Site) | None => site.clone(),
        };
        // The day of a start without a time is that of the first entry, whichever zone that is written in.
        let date = entry.clock.date.or(day.filter(|_| last.is_none() && entry.clock.time.is_some()));
        let Some(at) = instant(date, entry.clock.time, last, started.at, &zone) else { continue };
        last = Some(at);
        events.push(Event { at, timed: entry.clock.time.is_some(), span: entry.span });
    }
    events.sort_by_key(|event| event.at);
    events
}

fn instant(
    date: Option<Date>,
    time: Option<Time>,
    last: Option<Timestamp>,
    started: Timestamp,
    zone: &TimeZone,
) -> Option<Timestamp> {
    let on = |date: Date, time: Time| Moment::local(date.to_datetime(time), zone).map(|moment| moment.at);
    let day_of = |at: Timestamp| at.to_zoned(zone.clone()).date();
    match (date, time) {
        (Some(date), time) => on(date, time.unwrap_or(Time::midnight())),
        (None, None) => None,
        (None, Some(time)) => match last {
            Some(last) => after(day_of(last), time, last, &on),
            None => nearest(day_of(started), time, started, &on),
        },
    }
}

/// On the day of the entry before; on the next where the clock has gone back by hours.
fn after(day: Date, time: Time, last: Timestamp, on: &dyn Fn(Date, Time) -> Option<Timestamp>) -> Option<Timestamp> {
    let at = on(day, time)?;
    if last.duration_since(at) > NEXT_DAY_AFTER { on(day.tomorrow().ok()?, time) } else { Some(at) }
}

/// On the day of the start, or the one before or after it: whichever comes nearest.
fn nearest(day: Date, time: Time, start: Timestamp, on: &dyn Fn(Date, Time) -> Option<Timestamp>) -> Option<Timestamp> {
    let days = [day.yesterday().ok(), Some(day), day.tomorrow().ok()];
    let instants = days.into_iter().flatten().filter_map(|day| on(day, time));
    instants.min_by_key(|at| at.duration_since(start).abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Clock;

    fn entry(date: Option<&str>, time: &str) -> TimelineEntry {
        let clock = Clock { date: date.map(|d| d.parse().unwrap()), time: Some(time.parse().unwrap()), zone: None };
        TimelineEntry { clock, text: time.into(), span: Span::default() }
    }

    fn times(entries: &[TimelineEntry], started: &str) -> Vec<String> {
        let events = resolve(entries, Moment::exact(started.parse().unwrap()), &TimeZone::UTC);
        events.iter().map(|event| event.at.to_string()).collect()
    }

    #[test]
    fn midnight_rolls_over_but_a_slip_does_not() {
        let entries = ["23:50", "00:10", "00:05", "09:00"].map(|time| entry(None, time));
        assert_eq!(
            times(&entries, "2026-03-01T23:55:00Z"),
            ["2026-03-01T23:50:00Z", "2026-03-02T00:05:00Z", "2026-03-02T00:10:00Z", "2026-03-02T09:00:00Z"]
        );
    }

    #[test]
    fn the_first_entry_lies_near_the_start() {
        assert_eq!(times(&[entry(None, "23:50")], "2026-03-02T00:10:00Z"), ["2026-03-01T23:50:00Z"]);
    }

    #[test]
    fn a_start_that_is_only_a_day_keeps_its_entries_in_every_zone() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let started = Moment::day(jiff::civil::date(2026, 3, 2), &tokyo).unwrap();
        let mut entries = [entry(None, "23:50"), entry(None, "00:10")];
        let times = |entries: &[TimelineEntry]| {
            resolve(entries, started, &tokyo).iter().map(|event| event.at.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(times(&entries), ["2026-03-02T14:50:00Z", "2026-03-02T15:10:00Z"]);
        for entry in &mut entries {
            entry.clock.zone = Some(ClockZone::Offset(0));
        }
        assert_eq!(times(&entries), ["2026-03-02T23:50:00Z", "2026-03-03T00:10:00Z"]);
    }

    #[test]
    fn a_written_day_counts_for_what_follows() {
        let entries = [entry(Some("2026-03-05"), "10:00"), entry(None, "11:00")];
        assert_eq!(times(&entries, "2026-03-01T00:00:00Z"), ["2026-03-05T10:00:00Z", "2026-03-05T11:00:00Z"]);
    }
}
