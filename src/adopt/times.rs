//! The five times of an incident, from labels, else from what the timeline and the summary plainly say.
use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::case::Case;
use super::clock::{self, Context};
use super::dates::{self, Instant};
use super::days::Day;
use super::label::{Field, Label, Meaning};
use super::trial::Event;
use super::{How, Why, duration, events};
use crate::table::Value;

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
    pub(super) remark: Option<&'a str>,
    pub(super) day: &'a Day,
}

/// The moment that a label begins with.
pub(super) fn moment(case: &Case<'_>, label: &Label, remark: Option<&str>) -> Option<clock::Said> {
    clock::read(&label.value, Context { order: case.order, remark })
}

/// Sets all of them. A start that is not told is the first time that is, or the day.
pub(super) fn set(case: &mut Case<'_>, ground: &Ground<'_>) {
    let mut found = labelled(case, ground);
    told(case, ground, &mut found);
    summed_up(case, ground, &mut found);
    let timed = start(case, ground, &mut found);
    let written = ground.labels.iter().find(|label| label.meaning == Meaning::Lasted);
    let lasted = written.and_then(|label| Some((duration::read(&label.value)?, label)));
    if let Some(start) = &timed {
        slip_of_the_end(start, &mut found, lasted);
        derive_end(start, &mut found, lasted);
    }
    for field in Field::ALL.into_iter().skip(1) {
        rest(case, field, found.get(&field), timed.as_ref());
    }
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

/// What the timeline's entries say, where no label did: the first to say a field, but the last to say the end.
fn told(case: &Case<'_>, ground: &Ground<'_>, found: &mut BTreeMap<Field, Found>) {
    let said = ground.events.iter().filter_map(|(event, line)| Some((events::says(&event.text)?, event, *line)));
    let mut told: BTreeMap<Field, Found> = BTreeMap::new();
    for (field, event, line) in said {
        let Some(instant) = instant(event, case.options.timezone.as_ref()) else { continue };
        let new = Found { instant, line: Some(line), words: quote(&event.text), labelled: false };
        if field == Field::Resolved {
            told.insert(field, new);
        } else {
            told.entry(field).or_insert(new);
        }
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

/// What the first sentences say, where nothing else did.
fn summed_up(case: &Case<'_>, ground: &Ground<'_>, found: &mut BTreeMap<Field, Found>) {
    let zone = case.options.timezone.as_ref();
    let context = Context { order: case.order, remark: ground.remark };
    for sentence in ground.summary.split(". ").take(6) {
        let Some((said, rest)) = moment_in(sentence, context) else { continue };
        let Some(instant) = said.instant(Some(ground.day.date), zone) else { continue };
        let line = line_of(case, rest);
        let new = |instant| Found { instant, line, words: quote(sentence), labelled: false };
        let until = said.until.as_deref().filter(|_| events::broken(sentence)).and_then(|end| {
            let end = clock::read(end, context)?;
            clock::Said { zone: end.zone.or(said.zone), ..end }.instant(said.date.or(Some(ground.day.date)), zone)
        });
        let field = if until.is_some() { Some(Field::Started) } else { events::says(sentence) };
        if let Some(end) = until {
            found.entry(Field::Resolved).or_insert_with(|| new(end));
        }
        if let Some(field) = field {
            found.entry(field).or_insert_with(|| new(instant));
        }
    }
}

/// The first time of day in a sentence, and the text from there.
fn moment_in<'t>(sentence: &'t str, context: Context<'_>) -> Option<(clock::Said, &'t str)> {
    let word = |at: usize| at == 0 || sentence[..at].ends_with([' ', '(']);
    let starts = sentence.char_indices().filter(|(at, c)| c.is_ascii_digit() && word(*at)).map(|(at, _)| at);
    starts.take(6).find_map(|at| {
        let said = clock::read(&sentence[at..], context).filter(|said| said.time.is_some())?;
        Some((said, &sentence[at..]))
    })
}

/// The line of the body on which some words begin.
fn line_of(case: &Case<'_>, words: &str) -> Option<usize> {
    let start = words.split_whitespace().next()?;
    let line = case.original.body.lines().position(|line| line.contains(start))?;
    Some(case.original.above + line + 1)
}

/// Sets the start; gives it where it has a time of day.
fn start(case: &mut Case<'_>, ground: &Ground<'_>, found: &mut BTreeMap<Field, Found>) -> Option<Found> {
    if let Some(start) = found.get(&Field::Started) {
        let why = if start.labelled { None } else { Some(words_say(&start.words)) };
        put(case, Field::Started, start, why);
        return Some(start.clone());
    }
    let noticed = [Field::Detected, Field::Acknowledged].into_iter().filter_map(|field| found.get(&field));
    if let Some(first) = noticed.min_by_key(|found| found.instant.at) {
        let why = ("no start is written; it began no later than the first time that is", first.words.clone());
        put(case, Field::Started, first, Some(why.into()));
        return Some(first.clone());
    }
    let Day { date, line, how } = ground.day.clone();
    case.put(Field::Started.key(), Value::DateTime(dates::midnight(date)), line, how);
    None
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

/// Any but the start: left out where it lies before the start, or only the day of the start is known.
fn rest(case: &mut Case<'_>, field: Field, found: Option<&Found>, start: Option<&Found>) {
    let Some(found) = found else {
        match field {
            Field::Resolved => case.tell(field.key(), String::new(), None, How::unknown("when it was resolved")),
            Field::Detected => case.tell(field.key(), String::new(), None, How::unknown("when it was noticed")),
            _ => {}
        }
        return;
    };
    let early = SignedDuration::from_hours(if field == Field::Detected { 24 } else { 0 });
    let why: Why = match start {
        None => ("the start; only its day is known, so how long it took is not", found.instant.text.clone()).into(),
        Some(start) if start.instant.at.duration_since(found.instant.at) > early => {
            ("what is written lies before the start", found.instant.text.clone()).into()
        }
        Some(_) => {
            return put(case, field, found, if found.labelled { None } else { Some(words_say(&found.words)) });
        }
    };
    case.tell(field.key(), String::new(), found.line, How::unknown(why));
}

/// An end on another day than both the duration and the mitigation say, at the same time of day, is a slip.
fn slip_of_the_end(start: &Found, found: &mut BTreeMap<Field, Found>, lasted: Option<(SignedDuration, &Label)>) {
    let Some((lasted, label)) = lasted else { return };
    let Some(by_duration) = start.instant.at.checked_add(lasted).ok() else { return };
    let Some(mitigated) = found.get(&Field::Mitigated).filter(|other| other.instant.at == by_duration).cloned() else {
        return;
    };
    let Some(end) = found.get_mut(&Field::Resolved) else { return };
    let minutes = |at: Timestamp| at.as_second().rem_euclid(86_400);
    if end.instant.at != by_duration && minutes(end.instant.at) == minutes(by_duration) {
        let detail = format!("`{}`: {}", label.name, label.value);
        let how = How::derived(("its day is a slip: the duration and the mitigation say otherwise", detail));
        end.instant = Instant { how, ..mitigated.instant };
    }
}

/// An end that is not written, from a duration that is; and a doubt where both are written and differ.
fn derive_end(start: &Found, found: &mut BTreeMap<Field, Found>, lasted: Option<(SignedDuration, &Label)>) {
    let Some((lasted, label)) = lasted else { return };
    let detail = || format!("`{}`: {}", label.name, label.value);
    match found.get_mut(&Field::Resolved) {
        Some(end) => {
            let off = end.instant.at.duration_since(start.instant.at) - lasted;
            let partial = label.value.contains("support") || label.value.contains("business");
            let slack = SignedDuration::from_mins(10).max(lasted / 10);
            if off.abs() > slack
                && !partial
                && matches!(end.instant.how, How::Sure | How::Derived(Why { reason: "no zone is written", .. }))
            {
                end.instant.how = How::derived(("as written, though the duration that is written differs", detail()));
            }
        }
        None if start.labelled => {
            let Ok(at) = start.instant.at.checked_add(lasted) else { return };
            let Some(zoned) = shifted(&start.instant, at) else { return };
            let how = How::derived(("the start and the duration that is written", detail()));
            let instant = Instant { at, text: zoned, how };
            found.insert(
                Field::Resolved,
                Found { instant, line: Some(label.line), words: String::new(), labelled: true },
            );
        }
        None => {}
    }
}

/// A later instant, written with the offset of an earlier one.
fn shifted(from: &Instant, at: Timestamp) -> Option<String> {
    let written = dates::read(&from.text)?;
    let local = from.at.to_zoned(TimeZone::UTC).datetime();
    let offset = written.civil()?.duration_since(local);
    let offset = jiff::tz::Offset::from_seconds(i32::try_from(offset.as_secs()).ok()?).ok()?;
    Some(dates::offset(offset.to_datetime(at), offset, false)?.text)
}

fn quote(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short = &line[..line.floor_char_boundary(70)];
    format!("“{short}{}”", if short.len() < line.len() { "…" } else { "" })
}
