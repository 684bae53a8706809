//! From bytes to the line and column that editors show.
use std::sync::Arc;

use crate::source::{Place, Source};

/// Both counted from 1; the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The line and column of a byte offset; a byte order mark takes no column.
#[must_use]
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    LineColumn { line: before.matches('\n').count() + 1, column: column(&before[line_start..]) }
}

fn column(before: &str) -> usize {
    before.trim_start_matches('\u{feff}').chars().count() + 1
}

/// The lines and columns of many places: quick where places of one file follow each other.
#[derive(Debug, Default)]
pub struct Positions {
    source: Option<Arc<Source>>,
    starts: Vec<usize>,
}

impl Positions {
    /// The first position of a place, and the one after its last.
    pub fn range(&mut self, place: &Place) -> (LineColumn, LineColumn) {
        if !self.source.as_ref().is_some_and(|source| Arc::ptr_eq(source, &place.source)) {
            self.source = Some(place.source.clone());
            let ends = place.source.text.match_indices('\n').map(|(at, _)| at + 1);
            self.starts = std::iter::once(0).chain(ends).collect();
        }
        let text = place.source.text.as_str();
        (self.at(text, place.span.start), self.at(text, place.span.end.max(place.span.start)))
    }

    fn at(&self, text: &str, offset: usize) -> LineColumn {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        LineColumn { line, column: column(&text[start..offset]) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn many_places_are_found_as_one_is() {
        let text = "\u{feff}aé\n\nb\r\n";
        let source = Arc::new(Source::new("x.md", text));
        let mut positions = Positions::default();
        for offset in 0..=text.len() + 1 {
            let (start, _) = positions.range(&Place::new(&source, Span::at(offset)));
            assert_eq!(start, line_column(text, offset), "{offset}");
        }
    }
}
