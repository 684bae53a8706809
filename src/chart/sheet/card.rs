//! A month in one picture, for those who are sent a link to it.
use crate::chart::canvas::{Canvas, Caption, Drawing, Font, Token};
use crate::chart::{Input, severities};
use crate::time::Month;

use super::Style;

/// What is shown of a month where only a link to it is.
#[derive(Debug, Clone)]
pub struct Card {
    /// The month: `October 2026`.
    pub title: String,
    /// What is to be said of it.
    pub finding: String,
    /// Site, month, finding and the months up to it. Drawn small, so that it can be read where it is shown small.
    pub picture: Drawing,
}

impl Card {
    /// How many pixels of the picture one of the drawing is; then it has the usual 1200 by 630.
    pub const SCALE: f32 = 1.875;
}

const SIZE: (f64, f64) = (640.0, 336.0);
const MARGIN: f64 = 28.0;

const SITE: Style = Style { font: Font { size: 13.0, ..Font::LABEL }, line: 22.0, most: 1 };
const MONTH: Style =
    Style { font: Font { size: 25.0, token: Token::Ink, bold: true, ..Font::LABEL }, line: 34.0, most: 1 };
const FINDING: Style = Style { font: Font { size: 16.0, token: Token::Ink, ..Font::LABEL }, line: 21.0, most: 2 };

/// What is to be said of a month; `None` where nothing was counted in it.
#[must_use]
pub fn finding(input: &Input<'_>, month: Month) -> Option<String> {
    severities::finding(input, month)
}

/// The months up to one as a drawing of a size in pixels, with what a person hears who cannot see it; `None` where
/// nothing was counted in that month.
#[must_use]
pub fn months_until(input: &Input<'_>, month: Month, size: (f64, f64)) -> Option<(Drawing, String)> {
    severities::described(input, month, size)
}

/// The card of a month; `None` where nothing was counted in it.
#[must_use]
pub fn card(input: &Input<'_>, month: Month) -> Option<Card> {
    let finding = finding(input, month)?;
    let canvas = Canvas::new(SIZE.0, SIZE.1);
    let (title, width) = (month.words(), SIZE.0 - 2.0 * MARGIN);
    let mut at = (MARGIN, MARGIN - 8.0);
    for (style, words) in [(&SITE, &input.config.title), (&MONTH, &title), (&FINDING, &finding)] {
        at = style.draw(&canvas, &style.lines(words, width), at);
    }
    let top = at.1 + MARGIN / 2.0;
    canvas.place(&severities::up_to(input, month, (width, SIZE.1 - MARGIN + 8.0 - top))?, (MARGIN, top));
    let caption = Caption { id: "card", title: &title, description: &finding, class: "card" };
    Some(Card { picture: canvas.finish(caption), title, finding })
}
