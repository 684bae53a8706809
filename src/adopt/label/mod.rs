//! What reports say in labels, such as `**Resolved**: 10:40`, wherever and however they write them.
mod heading;
mod line;
mod name;
mod table;

pub(super) use line::{bold, unmarked};
pub(super) use name::{Field, Meaning, meaning};

use name::unit;

use super::case::words;
use super::original::Original;

/// A value that stands beside the name of what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) meaning: Meaning,
    /// As written.
    pub(super) name: String,
    /// As written, on one line; not empty.
    pub(super) value: String,
    /// In the file, from 1.
    pub(super) line: usize,
}

impl Label {
    /// As the report quotes it.
    pub(super) fn said(&self) -> String {
        format!("`{}`: {}", self.name, self.value)
    }
}

/// How labels are written: each finds those of its kind in the lines of a body, as name, value and index of the line.
type Shape = fn(&[&str]) -> Vec<(String, String, usize)>;

/// All of them.
const SHAPES: &[Shape] = &[line::labels, table::labels, heading::labels];

/// All labels of a report whose names have a meaning: those of the front matter, then those of the body, in order.
pub(super) fn labels(original: &Original<'_>) -> Vec<Label> {
    let lines = lines(original.body);
    let mut written: Vec<_> = SHAPES.iter().flat_map(|shape| shape(&lines)).collect();
    written.sort_by_key(|(.., line)| *line);
    let body = written.into_iter().filter_map(|(name, value, line)| label(&name, &value, original.above + line + 1));
    let front = original
        .front
        .entries
        .iter()
        .filter_map(|(key, value)| label(&key.value, &words(&value.value), original.line(value.span)));
    front.chain(body).collect()
}

/// Whether a line is a label whose name has a meaning.
pub(super) fn is_label(line: &str) -> bool {
    line::labels(&[line]).iter().any(|(name, ..)| meaning(name).is_some())
}

fn label(name: &str, value: &str, line: usize) -> Option<Label> {
    let meaning = meaning(name)?;
    // `Started (UTC)`: the zone belongs to the value.
    let remark = name.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
    let mut value = value.trim().trim_matches(['*', '`', '_']).trim().to_owned();
    if let Some(zone) = remark.filter(|_| matches!(meaning, Meaning::Time(_) | Meaning::Day) && value.len() < 40) {
        value = format!("{value} {zone}");
    }
    // `duration_minutes: 669`, `Duration (minutes): 669`.
    let bare = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if let Some(unit) = unit(remark.unwrap_or(name)).filter(|_| bare && meaning == Meaning::Lasted) {
        value = format!("{value} {unit}");
    }
    let name = name.split('(').next().unwrap_or(name).trim().to_owned();
    (!value.is_empty()).then_some(Label { meaning, name, value, line })
}

/// The lines of a text; those inside code are empty.
fn lines(text: &str) -> Vec<&str> {
    let mut fence: Option<&str> = None;
    let lines = text.lines().map(|line| {
        let bare = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => return line,
            _ => {}
        }
        ""
    });
    lines.collect()
}
