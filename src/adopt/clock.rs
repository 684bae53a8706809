//! Moments as people write them in prose, read by the same room that reads timelines.
use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::dates::{Instant, local, offset};
use super::order::Order;
use crate::diagnostic::Diagnostics;
use crate::document::{ClockZone, TimelineEntry, body};
use crate::source::{Source, Span};

/// A date, a time or both, as a text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) date: Option<Date>,
    pub(super) time: Option<Time>,
    pub(super) zone: Option<ClockZone>,
    /// Where a range ends, as written.
    pub(super) until: Option<String>,
    /// What follows.
    pub(super) rest: String,
    /// Whether a slip in writing it is mended.
    pub(super) mended: bool,
}

/// What helps to read a moment: the order of day and month in its folder, and what the report says of all its times.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context<'a> {
    pub(super) order: Option<Order>,
    pub(super) remark: Option<&'a str>,
}

/// The longest text that a moment is looked for in; the moment is its beginning.
const LONGEST: usize = 160;

/// Reads the moment that a text begins with.
pub(super) fn read(text: &str, context: Context<'_>) -> Option<Said> {
    let text = text.lines().next()?.trim().trim_start_matches(['-', '+', '#', '>', '|', '`', '*', ' ']);
    let text = &text[..text.floor_char_boundary(LONGEST)];
    // A time beside a date that could be two days is of neither.
    if !text.contains(|c: char| c.is_ascii_digit()) || context.order.is_none() && super::order::begins_unclear(text) {
        return None;
    }
    let (plain, mended) = mend(text);
    let entry = ask(&super::order::plain(&plain, context.order), context.remark)?;
    let words = entry.text.lines().next().unwrap_or_default().trim_end_matches(END).trim_end_matches([' ', '—', '-']);
    let until = words.strip_prefix("(to ").and_then(|rest| rest.split_once(')'));
    let (until, rest) = until.map_or((None, words), |(until, rest)| (Some(until.to_owned()), rest.trim()));
    let clock = entry.clock;
    Some(Said { date: clock.date, time: clock.time, zone: clock.zone, until, rest: rest.to_owned(), mended })
}

/// The first date with a year anywhere in a text.
pub(super) fn day_in(text: &str, order: Option<Order>) -> Option<Date> {
    let starts = text
        .char_indices()
        .filter(|(at, c)| c.is_alphanumeric() && !text[..*at].ends_with(|before: char| before.is_alphanumeric()));
    let dates = starts.filter(|(at, c)| c.is_ascii_digit() || month(&text[*at..]));
    let context = Context { order, remark: None };
    let date = |at: usize| read(&text[at..], context)?.date;
    dates
        .take(12)
        .find_map(|(at, _)| super::dates::within(&text[at..text.floor_char_boundary(at + 10)]).or_else(|| date(at)))
}

/// Whether a text begins with the name of a month.
pub(super) fn month(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    text.get(..3).is_some_and(|start| MONTHS.iter().any(|month| start.eq_ignore_ascii_case(month)))
}

/// A word that no report ends a line with.
const END: &str = "\u{2060}x";

fn ask(text: &str, remark: Option<&str>) -> Option<TimelineEntry> {
    let text = format!("## Timeline\n\n- {text} — {END}\n\n{}", remark.unwrap_or_default());
    let source = Arc::new(Source::new("", text));
    let read = body::read(&source, Span::new(0, source.text.len()), &mut Diagnostics::default());
    read.timeline.into_iter().next().filter(|entry| entry.text.contains(END))
}

/// `22025-03-04`, `T015:00` and `2025-03-04 1600` as they should have been, where only one thing can be meant.
fn mend(text: &str) -> (String, bool) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = text.to_owned();
    if digits(&out) == 5 && out[5..].starts_with('-') {
        let doubled = (0..4).find(|at| out.as_bytes()[*at] == out.as_bytes()[at + 1]);
        if let Some(at) = doubled {
            out.remove(at);
        }
    }
    if out.get(..10).is_some_and(|day| day.parse::<Date>().is_ok()) && out[10..].starts_with(['T', ' ']) {
        let clock = &out[11..];
        match digits(clock) {
            3 if clock.starts_with('0') && clock[3..].starts_with(':') => {
                out.remove(11);
            }
            4 if !clock[4..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '/')) => {
                out.insert(13, ':');
            }
            _ => {}
        }
    }
    let mended = out != text;
    (out, mended)
}

impl Said {
    /// The instant; a time without a date is of the `day`. `None` where the text names no time, or there is no day.
    pub(super) fn instant(&self, day: Option<Date>, zone: Option<&TimeZone>) -> Option<Instant> {
        let civil = self.date.or(day)?.to_datetime(self.time?);
        at(civil, self.zone, zone, self.mended)
    }
}

/// The instant of a time in the zone that is written, else in the one that is given.
pub(super) fn at(civil: DateTime, zone: Option<ClockZone>, given: Option<&TimeZone>, mended: bool) -> Option<Instant> {
    match zone {
        Some(ClockZone::Offset(seconds)) => offset(civil, Offset::from_seconds(seconds).ok()?, mended),
        Some(ClockZone::Site) | None => local(civil, given, mended),
    }
}
