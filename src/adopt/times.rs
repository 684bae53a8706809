//! The five times of an incident, from labels, else from what the timeline and the summary plainly say.
mod lasted;
mod summary;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::case::Case;
use super::clock::{self, Context};
use super::dates::{self, Instant};
use super::days::Day;
use super::label::{Field, Label, Meaning};
use super::order::unclear;
use super::trial::Event;
use super::{How, Why, duration, events};
use crate::table::Value;
use crate::time::Moment;

/// One time, and where it was found.
#[derive(Debug, Clone)]
struct Found {
    instant: Instant,
    line: Option<usize>,
    /// The words that say it.
    words: String,
    /// Whether a label says it.
    labelled: bool,
}

/// What the times are read from.
pub(super) struct Ground<'a> {
    pub(super) labels: &'a [Label],
    /// In order of time, each with its line in the file.
    pub(super) events: &'a [(Event, usize)],
    pub(super) summary: &'a str,
    /// The section about the impact, on one line.
    pub(super) impact: &'a str,
    pub(super) remark: Option<&'a str>,
    pub(super) day: &'a Day,
}

/// The moment that a label begins with.
pub(super) fn moment(case: &Case<'_>, label: &Label, remark: Option<&str>) -> Option<clock::Said> {
    clock::read(&label.value, Context { order: case.order, remark })
}

/// Sets all of them. Of a start that is not told only the day is.
pub(super) fn set(case: &mut Case<'_>, ground: &Ground<'_>) {
    let mut found = labelled(case, ground);
    told(case, ground, &mut found);
    summary::summed_up(case, ground, &mut found);
    summary::hit(case, ground, &mut found);
    let (timed, began) = start(case, ground, &mut found);
    let written = ground.labels.iter().find(|label| label.meaning == Meaning::Lasted);
    let lasted = written.and_then(|label| Some((duration::read(&label.value)?, label)));
    if let Some(start) = &timed {
        lasted::slip_of_the_end(start, &mut found, lasted);
        lasted::derive_end(start, &mut found, lasted);
    }
    for field in Field::ALL.into_iter().skip(1) {
        match either_order(case, ground, field).filter(|_| !found.contains_key(&field)) {
            Some(date) => {
                let why = ("its date may be of two days; `--dates` says which", date);
                case.tell(field.key(), String::new(), None, How::unknown(why));
            }
            None => rest(case, field, found.get(&field), began),
        }
    }
}

/// The date of a label that nobody can tell the order of day and month of.
fn either_order(case: &Case<'_>, ground: &Ground<'_>, field: Field) -> Option<String> {
    let of = |label: &&Label| {
        label.meaning == Meaning::Time(field) || label.meaning == Meaning::Day && field == Field::Started
    };
    let mut labels = ground.labels.iter().filter(|_| case.order.is_none()).filter(of);
    labels.find_map(|label| unclear(&label.value)).map(str::to_owned)
}

/// What labels say: the first that can be read for each field.
fn labelled(case: &Case<'_>, ground: &Ground<'_>) -> BTreeMap<Field, Found> {
    let zone = case.options.timezone.as_ref();
    let mut found = BTreeMap::new();
    for label in ground.labels {
        let field = match label.meaning {
            Meaning::Time(field) => field,
            Meaning::Day => Field::Started,
            _ => continue,
        };
        let Some(said) = moment(case, label, ground.remark) else { continue };
        let Some(instant) = said.instant(Some(ground.day.date), zone) else { continue };
        let found_at = |instant| Found { instant, line: Some(label.line), words: label.name.clone(), labelled: true };
        if let Some(end) = said.until.as_deref().filter(|_| label.meaning == Meaning::Day) {
            let end = clock::read(end, Context { order: case.order, remark: ground.remark });
            let end = end.map(|end| clock::Said { zone: end.zone.or(said.zone), ..end });
            if let Some(end) = end.and_then(|end| end.instant(said.date.or(Some(ground.day.date)), zone)) {
                found.entry(Field::Resolved).or_insert_with(|| found_at(end));
            }
        }
        let said_year = said.date.map(|date| year_slip(date, ground.day.date));
        let instant = match said_year {
            Some(Some(date)) => clock::Said { date: Some(date), ..said }.instant(None, zone).map(|instant| {
                let how = How::derived(("the year is a slip in writing it", label.value.clone()));
                Instant { how, ..instant }
            }),
            _ => Some(instant),
        };
        if let Some(instant) = instant {
            found.entry(field).or_insert_with(|| found_at(instant));
        }
    }
    found
}

/// The date with another year, where the one that is written lies most of a year away from the incident's day and
/// another fits: nobody writes the wrong month and day along with the wrong year.
fn year_slip(date: Date, day: Date) -> Option<Date> {
    let away = |date: Date| (date - day).get_days();
    if away(date).abs() < 250 {
        return None;
    }
    let near = |years: i16| date.checked_add(i32::from(years).years()).ok();
    let near = near(day.year() - date.year())?;
    (-7..=60).contains(&away(near)).then_some(near)
}

/// How many entries of a timeline may tell of the start: later ones look back, or speak of something else.
const FIRST: usize = 3;

/// What the timeline's entries say, where no label did: the first to say a field, but the last to say the end.
fn told(case: &Case<'_>, ground: &Ground<'_>, found: &mut BTreeMap<Field, Found>) {
    let said = ground.events.iter().enumerate();
    let said = said.filter_map(|(n, (event, line))| Some((events::says(&event.text)?, n, event, *line)));
    let early = |field, event: &Event| match field {
        Field::Started => !events::names_the_start(&event.text),
        field => field == Field::Detected,
    };
    let mut told: BTreeMap<Field, Found> = BTreeMap::new();
    for (field, _, event, line) in said.filter(|(field, n, event, _)| *n < FIRST || !early(*field, event)) {
        let Some(instant) = instant(event, case.options.timezone.as_ref()) else { continue };
        let new = Found { instant, line: Some(line), words: quote(&event.text), labelled: false };
        if field == Field::Resolved {
            told.insert(field, new);
        } else {
            told.entry(field).or_insert(new);
        }
    }
    if let Some((last, line)) = ground.events.last().filter(|(last, _)| events::ends(&last.text))
        && let Some(instant) = instant(last, case.options.timezone.as_ref())
    {
        let new = Found { instant, line: Some(*line), words: quote(&last.text), labelled: false };
        told.entry(Field::Resolved).or_insert(new);
    }
    // Who noticed it before it began noticed something else begin.
    if let (Some(start), Some(noticed)) =
        (told.get(&Field::Started), found.get(&Field::Detected).or(told.get(&Field::Detected)))
        && noticed.instant.at < start.instant.at
    {
        told.remove(&Field::Started);
    }
    for (field, new) in told {
        found.entry(field).or_insert(new);
    }
}

fn instant(event: &Event, zone: Option<&TimeZone>) -> Option<Instant> {
    let utc = event.at.to_zoned(TimeZone::UTC).datetime();
    match event.zone {
        Some(crate::document::ClockZone::Offset(seconds)) => {
            let offset = jiff::tz::Offset::from_seconds(seconds).ok()?;
            dates::offset(offset.to_datetime(event.at), offset, false)
        }
        _ => match zone {
            Some(zone) => dates::local(event.at.to_zoned(zone.clone()).datetime(), Some(zone), false),
            None => dates::local(utc, None, false),
        },
    }
}

/// The fields that only say that somebody knew of it.
const NOTICED: [Field; 2] = [Field::Detected, Field::Acknowledged];

/// Sets the start; gives it where it has a time of day, and the instant before which nothing else can be.
fn start(
    case: &mut Case<'_>,
    ground: &Ground<'_>,
    found: &mut BTreeMap<Field, Found>,
) -> (Option<Found>, Option<Timestamp>) {
    if let Some(start) = found.get(&Field::Started) {
        let why = if start.labelled { None } else { Some(words_say(&start.words)) };
        put(case, Field::Started, start, why);
        return (Some(start.clone()), Some(start.instant.at));
    }
    let zone = case.options.timezone.clone().unwrap_or(TimeZone::UTC);
    let Day { date, line, how } = ground.day.clone();
    let day_of = |found: &Found| found.instant.at.to_zoned(zone.clone()).date();
    // What words tell of another day is a later chapter.
    let how = either_order(case, ground, Field::Started).map_or(how, |why| {
        How::derived(("the day only: what is written may be of two days; `--dates` says which", why))
    });
    let near = |found: &Found| found.labelled || (day_of(found) - date).get_days().abs() <= 1;
    found.retain(|field, found| !NOTICED.contains(field) || near(found));
    let first = NOTICED.iter().filter_map(|field| found.get(field)).min_by_key(|found| found.instant.at);
    let first = first.map(|first| (first, day_of(first)));
    let (date, line, how) = match first {
        Some((first, day)) if day < date => (day, first.line, day_noticed(&first.words)),
        Some((first, _)) => (date, line, day_noticed(&first.words)),
        None => (date, line, how),
    };
    let (date, line, how) = earlier_day(case, ground, date).unwrap_or((date, line, how));
    case.put(Field::Started.key(), Value::DateTime(date.to_string()), line, how);
    (None, Moment::day(date, &zone).map(|day| day.at))
}

/// A day before the report's on which it was noticed, where a label names that day without a time.
fn earlier_day(case: &Case<'_>, ground: &Ground<'_>, date: Date) -> Option<(Date, Option<usize>, How)> {
    let mut noticed = ground.labels.iter().filter(|label| label.meaning == Meaning::Time(Field::Detected));
    noticed.find_map(|label| {
        let said = moment(case, label, ground.remark).filter(|said| said.time.is_none())?;
        let day = said.date.filter(|day| (1..=31).contains(&(date - *day).get_days()))?;
        Some((day, Some(label.line), day_noticed(&label.name)))
    })
}

fn day_noticed(words: &str) -> How {
    How::derived(("the day only: when it was noticed is written, but not when it began", words.to_owned()))
}

fn words_say(words: &str) -> Why {
    ("words say so", words.to_owned()).into()
}

fn put(case: &mut Case<'_>, field: Field, found: &Found, why: Option<Why>) {
    let how = match (why, &found.instant.how) {
        (Some(why), How::Derived(zone)) => {
            let more = zone.detail.as_deref().unwrap_or(zone.reason);
            let detail = why.detail.map_or(more.to_owned(), |detail| format!("{detail}; {more}"));
            How::derived((why.reason, detail))
        }
        (Some(why), _) => How::Derived(why),
        (None, how) => how.clone(),
    };
    case.put(field.key(), Value::DateTime(found.instant.text.clone()), found.line, how);
}

/// Any but the start: left out where it lies before the start, or before its day.
fn rest(case: &mut Case<'_>, field: Field, found: Option<&Found>, began: Option<Timestamp>) {
    let Some(found) = found else {
        match field {
            Field::Resolved => case.tell(field.key(), String::new(), None, How::unknown("when it was resolved")),
            Field::Detected => case.tell(field.key(), String::new(), None, How::unknown("when it was noticed")),
            _ => {}
        }
        return;
    };
    let early = SignedDuration::from_hours(if field == Field::Detected { 24 } else { 0 });
    if began.is_some_and(|began| began.duration_since(found.instant.at) > early) {
        let why = ("what is written lies before the start", found.instant.text.clone());
        return case.tell(field.key(), String::new(), found.line, How::unknown(why));
    }
    put(case, field, found, if found.labelled { None } else { Some(words_say(&found.words)) });
}

fn quote(text: &str) -> String {
    let words = text.strip_prefix("(to ").and_then(|rest| rest.split_once(')')).map_or(text, |(_, rest)| rest);
    let line = words.trim().lines().next().unwrap_or_default();
    let short = &line[..line.floor_char_boundary(70)];
    format!("“{short}{}”", if short.len() < line.len() { "…" } else { "" })
}
