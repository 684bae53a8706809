//! What the marks of a chart mean, in rows that break where they are full.
use crate::chart::canvas::{Align, Canvas, Fill, Font, Point, Stroke, Token, fit};

/// The height of one row in pixels.
const ROW: f64 = 19.0;

/// A mark as it looks in the chart.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    /// A bar.
    Bar(Token),
    /// A line.
    Line(Token),
    /// An upright stroke.
    Tick(Token),
    /// The expected range.
    Band,
    /// A triangle that points up, or down.
    Triangle(Token, bool),
    /// A bar that shines through.
    Shade(Token, f64),
    /// A frame.
    Outline(Token),
    /// A dot.
    Dot(Token),
    /// A line in the band that it may lie in.
    Ribbon(Token),
    /// A dashed line.
    Dashes(Token),
}

/// Where everything of a legend lies.
pub(crate) struct Legend {
    entries: Vec<(Sign, String, Point)>,
    note: Option<(String, Point)>,
    /// Its height in pixels.
    pub height: f64,
}

impl Legend {
    /// Lays entries out in rows of a width, a note at the end of the last row or below it.
    pub(crate) fn new(entries: Vec<(Sign, String)>, note: Option<String>, width: f64) -> Self {
        let (mut x, mut y) = (0.0, ROW / 2.0);
        let mut placed = Vec::new();
        for (sign, words) in entries {
            let words = fit(&words, width - 30.0, Font::LABEL.size, false);
            let needed = sign.width() + Font::LABEL.width(&words);
            if x > 0.0 && x + needed > width {
                (x, y) = (0.0, y + ROW);
            }
            placed.push((sign, words, (x, y)));
            x += needed + 18.0;
        }
        let note = note.map(|words| {
            if x > 0.0 && x + Font::LABEL.width(&words) > width {
                y += ROW;
            }
            (words, (width, y))
        });
        let height = if placed.is_empty() && note.is_none() { 0.0 } else { y + ROW / 2.0 };
        Self { entries: placed, note, height }
    }

    /// Draws it with its upper left corner at a point.
    pub(crate) fn draw(&self, canvas: &Canvas, (left, top): Point) {
        canvas.group("chart-legend", || {
            for (sign, words, (x, y)) in &self.entries {
                sign.draw(canvas, (left + x, top + y));
                canvas.text(words, (left + x + sign.width(), top + y), Font::LABEL);
            }
            if let Some((words, (x, y))) = &self.note {
                canvas.text(words, (left + x, top + y), Font::LABEL.aligned(Align::End));
            }
        });
    }
}

impl Sign {
    /// With the space after it.
    const fn width(self) -> f64 {
        match self {
            Self::Bar(_) | Self::Triangle(..) | Self::Shade(..) | Self::Outline(_) => 15.0,
            Self::Line(_) | Self::Band | Self::Ribbon(_) | Self::Dashes(_) => 22.0,
            Self::Tick(_) => 9.0,
            Self::Dot(_) => 11.0,
        }
    }

    fn draw(self, canvas: &Canvas, (x, y): Point) {
        match self {
            Self::Bar(token) => {
                canvas.rectangle((x, y - 5.0), (x + 10.0, y + 5.0), Fill { radius: 2.0, ..Fill::new(token) });
            }
            Self::Line(token) => canvas.line((x, y), (x + 16.0, y), Stroke::new(token, 1.5)),
            Self::Tick(token) => canvas.line((x + 2.0, y - 6.0), (x + 2.0, y + 6.0), Stroke::new(token, 2.0)),
            Self::Band => {
                canvas.rectangle((x, y - 5.0), (x + 16.0, y + 5.0), Fill::new(Token::Band));
                for edge in [y - 5.0, y + 5.0] {
                    canvas.line((x, edge), (x + 16.0, edge), Stroke::new(Token::Edge, 1.0).dashed("3 3"));
                }
            }
            Self::Shade(token, opacity) => {
                let fill = Fill { radius: 2.0, opacity, ..Fill::new(token) };
                canvas.rectangle((x, y - 5.0), (x + 10.0, y + 5.0), fill);
            }
            Self::Outline(token) => canvas.outline((x, y - 5.0), (x + 10.0, y + 5.0), 2.0, Stroke::new(token, 1.8)),
            Self::Dot(token) => canvas.disc((x + 3.0, y), 3.0, Fill::new(token)),
            Self::Ribbon(token) => {
                canvas.rectangle((x, y - 5.0), (x + 16.0, y + 5.0), Fill { opacity: 0.18, ..Fill::new(token) });
                canvas.line((x, y), (x + 16.0, y), Stroke::new(token, 1.8));
            }
            Self::Dashes(token) => canvas.line((x, y), (x + 16.0, y), Stroke::new(token, 1.3).dashed("3 2")),
            Self::Triangle(token, up) => triangle(canvas, (x + 4.5, y), 4.0, up, token),
        }
    }
}

/// A triangle around a point, pointing up or down.
pub(crate) fn triangle(canvas: &Canvas, (x, y): Point, half: f64, up: bool, token: Token) {
    let (tip, foot) = if up { (y - half, y + half) } else { (y + half, y - half) };
    canvas.polygon(&[(x - half, foot), (x + half, foot), (x, tip)], token);
}
