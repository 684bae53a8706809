//! What a chart says: one source for its heading, its alternative text and its table.
use super::number::{many, month};
use super::ticks::slots;
use crate::chart::canvas::{Canvas, Caption, Drawing, Font, lines};
use crate::chart::{Figure, FigureTable, Input};
use crate::config::Term;
use crate::trend::Window;

/// The words of a figure, and its numbers.
pub(crate) struct Words {
    /// The finding.
    pub title: String,
    /// The numbers behind it.
    pub subtitle: String,
    /// What a person hears who cannot see the drawing.
    pub description: String,
    /// All numbers.
    pub table: FigureTable,
}

/// Draws one shape of a chart under a caption.
pub(crate) type Draw<'a> = &'a dyn Fn(Caption<'_>) -> Drawing;

impl Words {
    /// Puts words and drawings together.
    pub(crate) fn figure(
        self,
        slug: &'static str,
        input: &Input<'_>,
        wide: Draw<'_>,
        narrow: Option<Draw<'_>>,
    ) -> Figure {
        let draw = |class, draw: Draw<'_>| {
            let id = format!("{}{slug}-{class}", input.id_prefix);
            draw(Caption { id: &id, title: &self.title, description: &self.description, class })
        };
        let (wide, narrow) = (draw("wide", wide), narrow.map(|narrow| draw("narrow", narrow)));
        let Self { title, subtitle, description, table } = self;
        Figure { slug, title, subtitle, description, table, wide, narrow }
    }
}

/// A drawing that only says why there is nothing to show, and what to do about it.
pub(crate) fn nothing(words: &str, width: f64, caption: Caption<'_>) -> Drawing {
    const LINE: f64 = 20.0;
    let font = Font { size: 13.0, ..Font::LABEL };
    let lines = lines(words, width, font.size, false, 4);
    let canvas = Canvas::new(width, LINE * slots(lines.len().max(1)));
    for (nth, line) in lines.iter().enumerate() {
        canvas.text(line, (0.0, LINE * (slots(nth) + 0.5)), font);
    }
    canvas.finish(caption).silent(words)
}

/// A term's title, or that it has none.
pub(crate) fn title(term: &Term) -> String {
    if term.title.trim().is_empty() { "(unclassified)".to_owned() } else { term.title.clone() }
}

/// `, after correction for looking at 11 squads`; empty where one alone is looked at.
pub(crate) fn corrected(looked: usize, one: &str, several: &str) -> String {
    match looked {
        0 | 1 => String::new(),
        _ => format!(", after correction for looking at {}", many(looked, one, several)),
    }
}

/// `Nov 2025 to Oct 2026`; empty for no months.
pub(crate) fn span(window: &Window) -> String {
    match (window.first, window.last) {
        (Some(first), Some(last)) if first == last => month(first),
        (Some(first), Some(last)) => format!("{} to {}", month(first), month(last)),
        _ => String::new(),
    }
}
