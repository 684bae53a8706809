//! The day of an incident, from all places that may name it.
use jiff::civil::Date;

use super::How;
use super::case::{Case, words};
use super::order::unclear;
use super::{clock, dates};

/// A day, where it stands, and how it was found.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) line: Option<usize>,
    pub(super) how: How,
}

/// A place that may name the day.
struct Place {
    name: &'static str,
    date: Option<Date>,
    line: Option<usize>,
}

/// The day that most places agree on, the earlier in the list where they are even: a label, the front matter, the
/// title, the file's name, the folder's name; the first date of the timeline has a vote, and counts alone where nothing
/// else does.
pub(super) fn day(
    case: &mut Case<'_>,
    label: Option<(Date, usize)>,
    title: &str,
    timeline: Option<Date>,
) -> Result<Day, String> {
    let original = case.original;
    let order = case.order;
    let front = ["date", "incident_date", "start_date"].into_iter().find_map(|key| {
        let value = original.front.get(key)?;
        let text = words(&value.value);
        let date = case.date(&text).map(|written| written.date).or_else(|| clock::day_in(&text, order))?;
        Some((date, original.line(value.span)))
    });
    let heading = original.body.lines().position(|line| line.trim_start_matches(['#', ' ']).starts_with(title));
    let places = [
        Place { name: "a label", date: label.map(|(date, _)| date), line: label.map(|(_, line)| line) },
        Place { name: "`date`", date: front.map(|(date, _)| date), line: front.map(|(_, line)| line) },
        Place {
            name: "the title",
            date: clock::day_in(title, order),
            line: heading.map(|line| original.above + line + 1),
        },
        Place { name: "the file's name", date: clock::day_in(original.stem(), order), line: None },
        Place { name: "the path", date: dates::within(super::original::split(&original.file.path).0), line: None },
        Place { name: "the timeline", date: timeline, line: None },
    ];
    let votes = |date: Date| places.iter().filter(|place| place.date == Some(date)).count();
    let best = places.iter().filter_map(|place| Some((place.date?, place))).rev().max_by_key(|(date, _)| votes(*date));
    let Some((date, place)) = best else { return Err(none(case, title)) };
    let others = places.iter().filter(|other| other.date.is_some_and(|other| other != date));
    let others: Vec<_> = others.filter_map(|other| Some(format!("{} has {}", other.name, other.date?))).collect();
    let how = match place.name {
        "a label" => "the day only, from a label",
        "`date`" => "the day only, from `date`",
        "the title" => "the day only, from the title",
        "the timeline" => "the day only, from the timeline",
        _ => "the day only, from the file's name",
    };
    let how = if others.is_empty() { How::derived(how) } else { How::derived((how, others.join(", "))) };
    Ok(Day { date, line: place.line, how })
}

fn none(case: &Case<'_>, title: &str) -> String {
    let texts = [title, case.original.stem()];
    let front = case.original.front.get("date").map(|value| words(&value.value)).unwrap_or_default();
    let found = texts.into_iter().chain([front.as_str()]).find_map(unclear);
    let found = found.or_else(|| unclear(case.original.body));
    match found {
        Some(date) => two_ways(date),
        None => "nothing tells its day: neither front matter, title, file name nor timeline has one".into(),
    }
}

/// Why a date is none.
pub(super) fn two_ways(date: &str) -> String {
    format!("its date {date} can be read in two ways, and nothing in its folder tells which is meant: `--dates` says")
}
