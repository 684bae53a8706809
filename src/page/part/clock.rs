//! Started, detected, acknowledged, mitigated, resolved: in words, and as bars drawn to one scale.
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::Serialize;

use super::words::Stamp;
use crate::postmortem::{Detection, Postmortem};
use crate::source::Spanned;
use crate::time::{Assumed, Moment, duration_words};

/// The times of a case.
#[derive(Debug, Serialize)]
pub(crate) struct Clock {
    sentence: String,
    steps: Vec<Step>,
    /// Whether two times differ, so that bars can be drawn.
    drawn: bool,
}

#[derive(Debug, Serialize)]
struct Step {
    name: &'static str,
    time: Option<Stamp>,
    /// What stands in place of a time.
    instead: &'static str,
    /// What is not sure about the time.
    unsure: Option<&'static str>,
    after: Option<String>,
    bar: Option<Bar>,
}

/// From the time before to this one, in thousandths of the whole.
#[derive(Debug, Serialize)]
struct Bar {
    x: i64,
    width: i64,
    /// Whether users are no longer affected.
    after: bool,
}

/// The width of the drawing, and the least that can be seen of it.
const WHOLE: i64 = 1000;
const LEAST: i64 = 5;

/// The times of a case in a zone.
pub(crate) fn clock(case: &Postmortem, zone: &TimeZone) -> Clock {
    let times = &case.times;
    let named = [
        ("Started", Some(&times.started)),
        ("Detected", times.detected.as_ref()),
        ("Acknowledged", times.acknowledged.as_ref()),
        ("Mitigated", times.mitigated.as_ref()),
        ("Resolved", times.resolved.as_ref()),
    ];
    let known = named.iter().filter_map(|(_, time)| time.filter(|time| time.value.timed));
    let known: Vec<Timestamp> = known.map(|time| time.value.at).collect();
    let scale = Scale::of(&known);
    let mut last: Option<(Zoned, bool)> = None;
    let step = |(name, time): (&'static str, Option<&Spanned<Moment>>)| {
        let before = last.as_ref().filter(|(_, timed)| *timed).map(|(last, _)| last.timestamp());
        let here = time.map(|time| (time.value.at.to_zoned(zone.clone()), time.value.timed));
        let stamp = here.as_ref().map(|(here, timed)| stamp(here, *timed, last.as_ref()));
        last = here.or_else(|| last.take());
        Step {
            name,
            time: stamp,
            instead: if case.ongoing() { "not yet" } else { "not recorded" },
            unsure: time.and_then(|time| unsure(&time.value)),
            after: before.and(times.since_start(time)).map(since_start),
            bar: before.zip(time).map(|(from, to)| scale.bar(from, to.value.at, name == "Resolved")),
        }
    };
    let steps = named.into_iter().map(step).collect();
    Clock { sentence: sentence(case), steps, drawn: scale.length > 0 }
}

/// The first time in full; a later one with its day and zone where they are others. A day of which no time is known
/// stays one.
fn stamp(here: &Zoned, timed: bool, last: Option<&(Zoned, bool)>) -> Stamp {
    if !timed {
        let words = here.strftime("%a %-d %b %Y").to_string();
        return Stamp { iso: here.date().to_string(), words };
    }
    let Some((last, after_time)) = last else { return Stamp::full(here.timestamp(), here.time_zone()) };
    let day = if here.date() == last.date() { "" } else { "%a %-d %b, " };
    let zone = if *after_time && here.offset() == last.offset() { "" } else { " %Z" };
    Stamp { iso: here.timestamp().to_string(), words: here.strftime(&format!("{day}%H:%M{zone}")).to_string() }
}

const fn unsure(moment: &Moment) -> Option<&'static str> {
    match moment.assumed {
        _ if !moment.timed => Some("time of day not known"),
        Some(Assumed::Gap) => Some("assumed: the clock jumped over this time"),
        Some(Assumed::Fold) => Some("assumed: the clock showed this time twice, and the first is taken"),
        None => None,
    }
}

/// No time between is not "after 0 s": most often one of the two was concluded from the other.
fn since_start(duration: SignedDuration) -> String {
    if duration.is_zero() { "at the start".to_owned() } else { format!("after {}", duration_words(duration)) }
}

fn sentence(case: &Postmortem) -> String {
    let times = &case.times;
    let by = case.detection.as_ref().map(|detection| format!(" {}", detected_by(detection.value)));
    let after = |verb: &str, time: Option<_>| {
        let since = since_start(times.since_start(time)?);
        Some(format!("{verb} {}", since.replace(' ', "\u{a0}").replacen('\u{a0}', " ", 1)))
    };
    let detected = after("detected", times.detected.as_ref()).map(|words| words + &by.unwrap_or_default());
    let parts = [detected, after("mitigated", times.mitigated.as_ref()), after("resolved", times.resolved.as_ref())];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    let end = if case.ongoing() { " Ongoing." } else { "" };
    match said.is_empty() {
        true if case.ongoing() => "Ongoing.".to_owned(),
        true if !times.started.value.timed => without_a_start(times.named().count()).to_owned(),
        true => "Only the start is recorded.".to_owned(),
        false => format!("{}.{end}", super::words::capital(&said.join(", "))),
    }
}

/// What can be said where of the start only the day is known, and `named` times are in all.
const fn without_a_start(named: usize) -> &'static str {
    match named {
        0 | 1 => "Only the day is recorded.",
        _ => "How long it took is not known: the start has a day but no time.",
    }
}

/// How it was noticed, as the end of a sentence.
pub(crate) const fn detected_by(detection: Detection) -> &'static str {
    match detection {
        Detection::Alert => "by an alert",
        Detection::Customer => "by a customer",
        Detection::Employee => "by an employee",
        Detection::Partner => "by a partner",
        Detection::Drill => "by a drill",
    }
}

struct Scale {
    start: Timestamp,
    length: i64,
}

impl Scale {
    fn of(known: &[Timestamp]) -> Self {
        let start = known.iter().min().copied().unwrap_or_default();
        let end = known.iter().max().copied().unwrap_or_default();
        Self { start, length: end.duration_since(start).as_secs() }
    }

    fn at(&self, time: Timestamp) -> i64 {
        let part = time.duration_since(self.start).as_secs().saturating_mul(WHOLE);
        part.checked_div(self.length).unwrap_or(0)
    }

    fn bar(&self, from: Timestamp, to: Timestamp, after: bool) -> Bar {
        let (from, to) = (self.at(from.min(to)), self.at(to.max(from)));
        let width = (to - from).max(LEAST);
        Bar { x: from.min(WHOLE - width), width, after }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).expect("in range")
    }

    #[test]
    fn bars_are_to_scale_and_never_vanish() {
        let scale = Scale::of(&[at(0), at(2), at(360)]);
        let bar = |from, to| {
            let bar = scale.bar(at(from), at(to), false);
            (bar.x, bar.width)
        };
        assert_eq!(bar(0, 180), (0, 500));
        assert_eq!(bar(0, 2), (0, 5));
        assert_eq!(bar(180, 360), (500, 500));
        assert_eq!(bar(360, 360), (995, 5), "within the drawing");
        assert_eq!(bar(180, 90), (250, 250), "an alert before the start");
    }

    #[test]
    fn one_instant_has_no_scale() {
        let scale = Scale::of(&[at(5), at(5)]);
        assert_eq!((scale.length, scale.at(at(5))), (0, 0));
        assert_eq!(Scale::of(&[]).length, 0);
    }

    #[test]
    fn a_later_time_names_its_day_and_zone_only_where_they_differ() {
        let zone = TimeZone::get("Europe/London").expect("a bundled zone");
        let zoned = |text: &str| text.parse::<Timestamp>().expect("a time").to_zoned(zone.clone());
        let words = |last: &str, here: &str| stamp(&zoned(here), true, Some(&(zoned(last), true))).words;
        assert_eq!(stamp(&zoned("2026-10-25T00:30:00Z"), true, None).words, "Sun 25 Oct 2026, 01:30 BST");
        assert_eq!(words("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"), "01:30 GMT");
        assert_eq!(words("2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"), "02:30");
        assert_eq!(words("2026-10-25T01:30:00Z", "2026-10-26T02:30:00Z"), "Mon 26 Oct, 02:30");
    }

    #[test]
    fn a_day_without_a_time_shows_none_and_the_next_time_names_the_zone() {
        let zone = TimeZone::get("Europe/London").expect("a bundled zone");
        let zoned = |text: &str| text.parse::<Timestamp>().expect("a time").to_zoned(zone.clone());
        let day = zoned("2026-10-24T23:00:00Z");
        let shown = stamp(&day, false, None);
        assert_eq!((shown.iso.as_str(), shown.words.as_str()), ("2026-10-25", "Sun 25 Oct 2026"));
        let after = |here: &str| stamp(&zoned(here), true, Some(&(day.clone(), false))).words;
        assert_eq!(after("2026-10-25T00:30:00Z"), "01:30 BST");
        assert_eq!(after("2026-10-26T00:30:00Z"), "Mon 26 Oct, 00:30 GMT");
    }
}
