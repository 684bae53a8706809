//! Habits of writing that hide a body's structure, undone: few lines change, and no word is lost.
mod bold_list;
mod details;
mod done;
mod figures;
mod first_title;
mod hint;
mod label_lines;
mod named_zone;
mod one_zone;
mod place;
mod said_day;
mod short_code;
mod stray_moment;
mod updates;
mod year;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

pub(super) use short_code::without as without_short_codes;

use super::label;
use super::order::Order;
use crate::diagnostic::Diagnostics;
use crate::document::{Body, SectionKind, body};
use crate::source::{Source, Span};

/// A line of a body, with its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'a> {
    text: Cow<'a, str>,
    /// Its index in the original body, or that of the line it was made of.
    from: usize,
}

/// How one habit is undone: a file of this folder, and a row in `SHAPERS`.
struct Shaper {
    /// What it does, for the report.
    does: &'static str,
    /// Changes the lines where they follow the habit.
    shape: for<'a> fn(&[Line<'a>], &About<'_>) -> Option<Vec<Line<'a>>>,
}

const SHAPERS: &[Shaper] = &[
    short_code::SHAPER,
    details::SHAPER,
    hint::SHAPER,
    figures::SHAPER,
    bold_list::SHAPER,
    updates::SHAPER,
    stray_moment::SHAPER,
    year::SHAPER,
    one_zone::SHAPER,
    named_zone::SHAPER,
    place::SHAPER,
    said_day::SHAPER,
    done::SHAPER,
    label_lines::SHAPER,
];

/// What a body does not tell by itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About<'a> {
    /// The day that stands beside it.
    pub(super) day: Option<Date>,
    /// The order of day and month in its folder.
    pub(super) order: Option<Order>,
    /// What the folder's template asks.
    pub(super) hints: Option<&'a BTreeSet<String>>,
}

/// A body as its structure is meant.
#[derive(Debug, Clone)]
pub(super) struct Shaped<'a> {
    lines: Vec<Line<'a>>,
    /// What was done to it; nothing where it is as it was, byte for byte.
    pub(super) done: Vec<&'static str>,
}

impl<'a> Shaped<'a> {
    /// A body of which nothing else is known.
    #[cfg(test)]
    fn of(body: &'a str) -> Self {
        Self::with(body, &About::default())
    }

    /// Undoes all habits that a body follows.
    pub(super) fn with(body: &'a str, about: &About<'_>) -> Self {
        let mut shaped = Self { lines: lines(body), done: Vec::new() };
        for shaper in SHAPERS {
            if let Some(lines) = (shaper.shape)(&shaped.lines, about) {
                shaped.lines = lines;
                shaped.done.push(shaper.does);
            }
        }
        shaped
    }

    /// The body.
    pub(super) fn text(&self) -> String {
        text(&self.lines)
    }

    /// For each line of [`Self::text`] where it ends, and its index in the original body.
    pub(super) fn places(&self) -> Vec<(usize, usize)> {
        let mut end = 0;
        let place = |line: &Line<'_>| {
            end += line.text.len();
            (end, line.from)
        };
        self.lines.iter().map(place).collect()
    }
}

fn lines(body: &str) -> Vec<Line<'_>> {
    let line = |(from, text)| Line { text: Cow::Borrowed(text), from };
    body.split_inclusive('\n').enumerate().map(line).collect()
}

fn text(lines: &[Line<'_>]) -> String {
    lines.iter().map(|line| line.text.as_ref()).collect()
}

/// What a body asks in emphasis below its headings, each on one line.
pub(super) fn asked(body: &str) -> Vec<String> {
    hint::asked(&lines(body)).into_iter().map(|(_, text)| text).collect()
}

/// The index in the original body of the line that a byte stands on; `places` are from [`Shaped::places`].
pub(super) fn line_at(places: &[(usize, usize)], byte: usize) -> usize {
    let nth = places.partition_point(|(end, _)| *end <= byte);
    places.get(nth).or(places.last()).map_or(0, |(_, from)| *from)
}

/// What the site will read in a body.
pub(super) fn read(text: &str) -> Body {
    let source = Arc::new(Source::new("", text));
    body::read(&source, Span::new(0, source.text.len()), &mut Diagnostics::default())
}

/// The longest text that is looked through for what a report says first.
const LEAD: usize = 1500;

/// What a report says first, on one line without emphasis: its summary, else the text above its first section.
pub(super) fn lead(body: &Body, text: &str) -> String {
    let summary = body.sections.iter().find(|section| section.kind == SectionKind::Summary).map(|section| section.span);
    summary.map_or_else(|| opening(body, text), |span| one_line(span.of(text)))
}

/// What stands above the first section, the same way.
pub(super) fn opening(body: &Body, text: &str) -> String {
    let title = body.outline.first().filter(|heading| heading.level == 1).map_or(0, |heading| heading.text.span.end);
    let first = body.outline.iter().map(|heading| heading.text.span.start).find(|start| *start > title);
    one_line(Span::new(title, first.unwrap_or(text.len())).of(text))
}

/// The beginning of the section about the impact, the same way; empty where there is none.
pub(super) fn impact(body: &Body, text: &str) -> String {
    let section = body.sections.iter().find(|section| section.kind == SectionKind::Impact);
    section.map(|section| one_line(section.span.of(text))).unwrap_or_default()
}

fn one_line(part: &str) -> String {
    let part = part[..part.floor_char_boundary(LEAD)].trim_start();
    let part = if part.starts_with('#') { part.split_once('\n').map_or("", |(_, rest)| rest) } else { part };
    // What a label says is read as one.
    let part: String = part.lines().filter(|line| !label::is_label(line)).flat_map(|line| [line, "\n"]).collect();
    let plain: String = part.chars().filter(|c| !matches!(c, '*' | '`')).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the time of a timeline's entry begins, behind the number of a list.
fn time_in(entry: &str) -> Option<usize> {
    let number = entry.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = entry[number..].starts_with(". ") || entry[number..].starts_with(") ");
    let from = if numbered { number } else { 0 };
    entry[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at)
}

/// Whether a title names a usual section.
fn usual(title: &str) -> bool {
    !read(&format!("## {title}\n\nx\n")).sections.is_empty()
}

/// Whether each line stands inside fenced code; the fences count as inside.
fn code(lines: &[Line<'_>]) -> Vec<bool> {
    let mut open: Option<&str> = None;
    let inside = lines.iter().map(|line| {
        let bare = line.text.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (open, mark) {
            (None, Some(mark)) => open = Some(mark),
            (Some(before), Some(mark)) if before == mark => open = None,
            (None, None) => return false,
            _ => {}
        }
        true
    });
    inside.collect()
}
