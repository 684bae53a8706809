//! A chart as a file of its own: the drawing between its heading and its source, and its numbers.
mod card;
mod numbers;

use super::Figure;
use super::canvas::{Canvas, Caption, Drawing, Font, Point, Token, lines};
use super::kit::ticks::slots;

pub use card::{Card, card, finding, months_until};

/// Space around everything, around the drawing, and below the heading, in pixels.
const MARGIN: f64 = 40.0;
const LEADING: f64 = 5.0;
const GAP: f64 = 20.0;

/// The heading, what stands below it, and where the numbers come from.
const HEADING: Style =
    Style { font: Font { size: 22.0, token: Token::Ink, bold: true, ..Font::LABEL }, line: 28.0, most: 2 };
const NUMBERS: Style = Style { font: Font { size: 13.5, ..Font::LABEL }, line: 20.0, most: 4 };
const SOURCE: Style = Style { font: Font { size: 12.0, ..Font::LABEL }, line: 16.0, most: 1 };

/// A sort of text in lines.
struct Style {
    font: Font,
    /// The height of a line.
    line: f64,
    /// More lines than this are cut.
    most: usize,
}

impl Figure {
    /// The wide drawing with its words around it, as it stands on a slide; `source` says whose numbers these are.
    #[must_use]
    pub fn sheet(&self, source: &str) -> Drawing {
        let (width, height) = self.wide.size();
        let words =
            [HEADING.balanced(&self.title, width), NUMBERS.lines(&self.subtitle, width), SOURCE.lines(source, width)];
        let [heading, numbers, source] = &words;
        let above = HEADING.height(heading) + LEADING + NUMBERS.height(numbers) + GAP;
        let below = GAP + SOURCE.height(source);
        let canvas = Canvas::new(width + 2.0 * MARGIN, height + above + below + 2.0 * MARGIN);
        let at = HEADING.draw(&canvas, heading, (MARGIN, MARGIN));
        let at = NUMBERS.draw(&canvas, numbers, (at.0, at.1 + LEADING));
        canvas.place(&self.wide, (MARGIN, at.1 + GAP));
        SOURCE.draw(&canvas, source, (MARGIN, at.1 + GAP + height + GAP));
        canvas.finish(Caption { id: self.slug, title: &self.title, description: &self.description, class: "sheet" })
    }
}

impl Style {
    fn lines(&self, text: &str, width: f64) -> Vec<String> {
        lines(text, width, self.font.size, self.font.bold, self.most)
    }

    /// The same lines as far as their number goes, of nearly one length.
    fn balanced(&self, text: &str, width: f64) -> Vec<String> {
        let full = self.lines(text, width);
        let same = |other: &Vec<String>| other.len() == full.len() && other.join(" ") == full.join(" ");
        let narrower = (10..20).map(|twentieths| self.lines(text, width * slots(twentieths) / 20.0));
        narrower.into_iter().find(same).unwrap_or_else(|| full.clone())
    }

    fn height(&self, lines: &[String]) -> f64 {
        self.line * slots(lines.len())
    }

    /// Draws lines with their upper left corner at a point; gives their lower left one.
    fn draw(&self, canvas: &Canvas, lines: &[String], (x, y): Point) -> Point {
        for (nth, line) in lines.iter().enumerate() {
            canvas.text(line, (x, y + self.line * (slots(nth) + 0.5)), self.font);
        }
        (x, y + self.height(lines))
    }
}
