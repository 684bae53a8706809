//! Reports that follow no tool: any front matter or none, and what their words tell.
use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::case::{Case, plain_title, visible, words};
use super::clock::{self, Context};
use super::days::{self, Day};
use super::label::{self, Label, Meaning};
use super::order::{Order, begins_unclear};
use super::original::Original;
use super::shape::{self, About, Shaped};
use super::times::{self, Ground};
use super::trial::Event;
use super::{Convention, How, classify, dates, kinds};
use crate::source::{Span, Spanned};
use crate::table::Value;

pub(super) const CONVENTION: Convention = Convention { name: "prose", fits, read };

fn fits(_: &Original<'_>) -> bool {
    true
}

fn read(case: &mut Case<'_>) -> Result<(), String> {
    let report = Report::of(case);
    let timeline = report.first_date;
    let below = report.labels.iter().filter(|label| label.line > case.original.above);
    let labelled = below.into_iter().find_map(|label| {
        matches!(label.meaning, Meaning::Time(_) | Meaning::Day).then_some(())?;
        Some((times::moment(case, label, None)?.date?, label.line))
    });
    let (title, line, how) = title(case);
    let day = days::day(case, labelled, &title, timeline)?;
    let day = report.earlier(&day, case).unwrap_or(day);
    case.put("title", Value::Text(title), line, how);
    case.ask("date");
    classify::severity(case, &report);
    case.unclassified();
    report.times(case, &day, true);
    published(case, &report.labels);
    status(case);
    kinds::decide_by_words(case, &report.summary);
    classify::services(case, &report.labels);
    tags(case);
    report.finish(case);
    Ok(())
}

/// The body of a report, and what stands in it.
pub(super) struct Report<'a> {
    shaped: Shaped<'a>,
    pub(super) labels: Vec<Label>,
    /// What it says first.
    pub(super) summary: String,
    impact: String,
    /// What stands above its first section.
    pub(super) opening: String,
    pub(super) first_date: Option<Date>,
    /// How many headings on top begin with days of their own.
    parts: usize,
}

impl<'a> Report<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let front = || clock::day_in(&words(&case.original.front.get("date")?.value), case.order);
        let day = dates::within(case.original.stem()).or_else(front);
        let shaped = Shaped::with(case.original.body, &About { day, order: case.order, hints: case.hints });
        let body = shape::read(&shaped.text());
        let first_date = body.timeline.iter().find_map(|entry| entry.clock.date);
        let labels = label::labels(case.original);
        let summary = shape::lead(&body, &shaped.text());
        let impact = shape::impact(&body, &shaped.text());
        let opening = shape::opening(&body, &shaped.text());
        let parts = body.outline.iter().filter(|heading| heading.level <= 2).filter_map(|heading| {
            let said = clock::read(&heading.text.value, Context { order: case.order, remark: None })?;
            said.date.filter(|_| said.time.is_none())
        });
        let parts = parts.collect::<BTreeSet<_>>().len();
        Self { shaped, labels, summary, impact, opening, first_date, parts }
    }

    /// Sets the times of an incident of that day. Where the day is `sure`, a timeline that names none begins on it.
    pub(super) fn times(&self, case: &mut Case<'a>, day: &Day, sure: bool) {
        // Nobody knows on which day a timeline begins that names none in a report that does not either.
        let known = sure || self.first_date.is_some();
        let places = self.shaped.places();
        let days = |event: &Event| (event.at.to_zoned(TimeZone::UTC).date() - day.date).get_days();
        let near = |event: &Event| known && (-30..=60).contains(&days(event));
        let text = self.shaped.text();
        // A time beside a date that could be two days is of neither.
        let told = |event: &Event| text.get(event.start..).is_none_or(|entry| !begins_unclear(first_line(entry)));
        let events = case.trial.events(&text, day.date).into_iter().filter(near).filter(told).map(|event| {
            let line = case.original.above + shape::line_at(&places, event.start) + 1;
            (event, line)
        });
        let events: Vec<_> = events.collect();
        let remark = text.lines().find(|line| {
            let line = line.to_ascii_lowercase();
            line.len() < 200
                && ["all times", "times are", "times in", "timezone", "time zone"]
                    .iter()
                    .any(|said| line.contains(said))
        });
        let (labels, events) = (self.labels.as_slice(), events.as_slice());
        let ground = Ground { labels, events, summary: &self.summary, impact: &self.impact, remark, day };
        times::set(case, &ground);
    }

    /// The day on which the timeline begins, where the first sentences name it too: reports are dated by the day on which
    /// it ended, or they were written.
    fn earlier(&self, day: &Day, case: &Case<'_>) -> Option<Day> {
        let first = self.first_date.filter(|first| (1..=31).contains(&(day.date - *first).get_days()))?;
        let told = clock::day_in(&self.summary, case.order)?;
        let detail = format!("the report has {}", day.date);
        let how = How::derived(("the day only, from the first sentences and the timeline", detail));
        (told == first).then_some(Day { date: first, line: None, how })
    }

    /// Hands over the body, and says what was done to it.
    pub(super) fn finish(mut self, case: &mut Case<'_>) {
        let untitled = case.value("title").is_some_and(|title| self.shaped.drop_title(&title));
        if untitled {
            case.tell(
                "body",
                String::new(),
                None,
                How::derived("its first heading says just the title, and went there"),
            );
        }
        if self.parts > 1 {
            let why = (
                "several days have parts of their own; it stays one case, which a person may split",
                format!("{}", self.parts),
            );
            case.tell("body", String::new(), None, How::derived(why));
        }
        for does in &self.shaped.done {
            case.tell("body", String::new(), None, How::derived(*does));
        }
        if case.original.templated() && case.original.body.contains("<%") {
            case.tell(
                "body",
                String::new(),
                None,
                How::derived("what `<% … %>` would have made is not there; it stays as text"),
            );
        }
        if untitled || !self.shaped.done.is_empty() {
            case.write(self.shaped.text());
        }
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The title as the front matter has it, else the first heading that is one, else the words of the file's name.
fn title(case: &mut Case<'_>) -> (String, Option<usize>, How) {
    let written = case.ask("title").or_else(|| case.ask("name")).or_else(|| case.ask("subject"));
    if let Some(value) = written {
        let text = plain_title(&words(&value.value));
        if !text.is_empty() {
            return (text, Some(case.original.line(value.span)), How::Sure);
        }
    }
    let body = shape::read(case.original.body);
    let usual = |n: usize| body.sections.iter().any(|section| section.heading == n);
    let order = case.order;
    let plain = |text: &str| !metadata(text, order) && dates::read(text).is_none();
    let mut headings = body.outline.iter().enumerate().filter(|(n, heading)| !usual(*n) && plain(&heading.text.value));
    let first = headings.clone().find(|(_, heading)| heading.level == 1);
    let heading = first.or_else(|| headings.next().filter(|(n, _)| *n < 3)).map(|(_, heading)| &heading.text);
    if let Some((text, span)) =
        heading.map(|text| (plain_title(&text.value), text.span)).filter(|(text, _)| !text.is_empty())
    {
        let line = case.original.body[..span.start].matches('\n').count();
        return (text, Some(case.original.above + line + 1), How::Sure);
    }
    let name = visible(&case.original.stem().replace(['-', '_'], " "));
    let name = if name.is_empty() { "Untitled".to_owned() } else { name };
    (name, None, How::derived("the file's name"))
}

/// Whether a heading is only a label, such as `Date: 2026-03-04`; with more words behind the date it is a title.
fn metadata(heading: &str, order: Option<Order>) -> bool {
    let (name, value) = heading.split_once(':').unwrap_or((heading, ""));
    let more = clock::read(value, Context { order, remark: None }).is_some_and(|said| !said.rest.is_empty());
    label::meaning(name).is_some() && !more
}

fn published(case: &mut Case<'_>, labels: &[Label]) {
    let label = labels.iter().find(|label| label.meaning == Meaning::Published);
    let day = label.and_then(|label| Some((times::moment(case, label, None)?.date?, label.line)));
    case.ask("published");
    match day {
        Some((day, line)) => case.put("published", Value::DateTime(day.to_string()), Some(line), How::Sure),
        None => case.unknown("published", None, "the day on which the review was published"),
    }
}

/// A draft stays one.
fn status(case: &mut Case<'_>) {
    if let Some(value) = case.ask("draft") {
        let (at, draft) = (Some(value.span), value.value == Value::Bool(true));
        if draft {
            case.set("status", Value::Text("draft".into()), at, How::Sure);
        }
    }
}

/// Words that the report was filed under.
fn tags(case: &mut Case<'_>) {
    let keys = ["tags", "categories", "labels"];
    let mut tags: Vec<Spanned<Value>> = Vec::new();
    let mut at = None;
    for value in keys.into_iter().filter_map(|key| case.original.front.get(key)) {
        let Value::List(items) = &value.value else { continue };
        at = at.or(Some(value.span));
        for item in items.iter().map(|item| visible(&words(&item.value))).filter(|item| !item.is_empty()) {
            let tag = Value::Text(item);
            if tags.iter().all(|other| other.value != tag) {
                tags.push(Spanned::new(tag, Span::default()));
            }
        }
    }
    if !tags.is_empty() {
        case.understand(&keys);
        case.set("tags", Value::List(tags), at, How::Sure);
    }
}
