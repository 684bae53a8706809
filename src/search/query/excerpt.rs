//! The part of a case that shows best why it was found.
use std::collections::BTreeSet;

use super::mark::{Hit, hits};
use super::unit::Unit;
use crate::document::body::SectionText;
use crate::search::record::Record;
use crate::source::Span;

/// A part of a case, cut where marks begin and end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The anchor of its section; empty for the facts, and for what stands above the first heading.
    pub anchor: String,
    /// The heading of its section.
    pub heading: String,
    /// Its text in pieces.
    pub pieces: Vec<Piece>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it was asked for.
    pub mark: bool,
}

/// Bytes of a window, about.
const WINDOW: usize = 200;

/// At most so many of them stand before the first hit.
const BEFORE: usize = 60;

/// The window of a section or of the facts with the most different units, then the most hits, then the first.
pub(super) fn excerpt(record: &Record, units: &[Unit]) -> Excerpt {
    let facts = SectionText { text: record.facts.clone(), ..SectionText::default() };
    let mut best: Option<(usize, Window<'_>)> = None;
    for section in record.sections.iter().chain([&facts]) {
        for window in windows(section, units) {
            let rank = window.rank(units);
            if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, window));
            }
        }
    }
    best.map(|(_, window)| window.excerpt()).unwrap_or_default()
}

/// A text cut where marks begin and end.
pub(super) fn marked(text: &str, units: &[Unit]) -> Vec<Piece> {
    pieces(text, &hits(text, units), Span::new(0, text.len()))
}

struct Window<'a> {
    section: &'a SectionText,
    in_heading: BTreeSet<usize>,
    hits: Vec<Hit>,
    start: usize,
}

/// One window from the beginning, and one from each hit.
fn windows<'a>(section: &'a SectionText, units: &[Unit]) -> Vec<Window<'a>> {
    let in_heading: BTreeSet<usize> = hits(&section.heading, units).iter().map(|hit| hit.unit).collect();
    let in_text = hits(&section.text, units);
    let starts: BTreeSet<usize> = in_text.iter().map(|hit| hit.span.start).chain([0]).collect();
    let window = |start: usize| {
        let first = in_text.partition_point(|hit| hit.span.start < start);
        let inside = in_text[first..].iter().take_while(|hit| hit.span.start <= start + WINDOW);
        let hits = inside.filter(|hit| hit.span.end <= start + WINDOW).copied().collect();
        Window { section, in_heading: in_heading.clone(), hits, start }
    };
    starts.into_iter().map(window).collect()
}

impl Window<'_> {
    fn rank(&self, units: &[Unit]) -> usize {
        let different: BTreeSet<usize> =
            self.hits.iter().map(|hit| hit.unit).chain(self.in_heading.iter().copied()).collect();
        different.len().min(units.len()) * 1000 + self.hits.len()
    }

    fn excerpt(&self) -> Excerpt {
        let text = &self.section.text;
        let first = self.hits.first().map_or(self.start, |hit| hit.span.start);
        let last = self.hits.iter().map(|hit| hit.span.end).max().unwrap_or(first);
        let room = WINDOW.saturating_sub(last - first) / 2;
        let from = word_start(text, first, first.saturating_sub(room.min(BEFORE)));
        let until = word_end(text, last, last.max(from + WINDOW));
        let mut pieces = pieces(text, &self.hits, Span::new(from, until));
        if from > 0 {
            pieces.insert(0, Piece { text: "… ".to_owned(), mark: false });
        }
        if until < text.len() {
            pieces.push(Piece { text: " …".to_owned(), mark: false });
        }
        let gap = if self.section.anchor.is_empty() && self.section.heading.is_empty() { " · " } else { " " };
        for piece in &mut pieces {
            piece.text = piece.text.replace('\n', gap);
        }
        Excerpt { anchor: self.section.anchor.clone(), heading: self.section.heading.clone(), pieces }
    }
}

/// The first beginning of a word at or after a place, but not after the first hit.
fn word_start(text: &str, hit: usize, earliest: usize) -> usize {
    if earliest == 0 {
        return 0;
    }
    let between = (earliest..hit).find(|at| text.is_char_boundary(*at) && text[..*at].ends_with(char::is_whitespace));
    between.unwrap_or(hit)
}

/// The last end of a word at or before a place, but not before the last hit.
fn word_end(text: &str, hit: usize, latest: usize) -> usize {
    if latest >= text.len() {
        return text.len();
    }
    let between =
        (hit..=latest).rev().find(|at| text.is_char_boundary(*at) && text[*at..].starts_with(char::is_whitespace));
    between.unwrap_or(hit)
}

fn pieces(text: &str, hits: &[Hit], part: Span) -> Vec<Piece> {
    let (mut pieces, mut at) = (Vec::new(), part.start);
    let mut add = |until: usize, mark: bool| {
        let until = until.min(part.end);
        if until > at {
            pieces.push(Piece { text: Span::new(at, until).of(text).to_owned(), mark });
            at = until;
        }
    };
    for hit in hits {
        add(hit.span.start, false);
        add(hit.span.end, true);
    }
    add(part.end, false);
    pieces
}
