//! The drawing for narrow screens: names above bars, numbers at the end of the name's line.
use super::{NOTHING, Row, bar, draw_change, legend, most, tooltip};
use crate::chart::Input;
use crate::chart::canvas::{Align, Canvas, Caption, Drawing, Font, Frame, Plot, Token, fit};
use crate::chart::kit::number::{count, share};
use crate::chart::kit::ticks::slots;
use crate::chart::kit::words::nothing;

const WIDTH: f64 = 380.0;
const ROW: f64 = 42.0;
const NAME: Font = Font { size: 12.0, token: Token::Ink, bold: false, align: Align::Start, halo: false };

/// The right ends of the numbers, and the space that they take.
const CHANGE: f64 = WIDTH;
const SHARE: f64 = WIDTH - 62.0;
const COUNT: f64 = SHARE - 42.0;
const NUMBERS: f64 = 150.0;

pub(super) fn draw(rows: &[Row], input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    if rows.is_empty() {
        return nothing(NOTHING, WIDTH, caption);
    }
    let total = input.trends.causes.total();
    let legend = legend(rows, total, WIDTH);
    let top = legend.height + 4.0;
    let canvas = Canvas::new(WIDTH, top + ROW * slots(rows.len()) + 2.0);
    let frame = Frame { left: 0.0, top, width: WIDTH - 2.0, height: ROW * slots(rows.len()) };
    let Some(plot) = Plot::new(&canvas, frame, most(rows), slots(rows.len()), Vec::new()) else {
        return canvas.finish(caption);
    };
    legend.draw(&canvas, (0.0, 0.0));
    for (nth, row) in rows.iter().enumerate() {
        let y = top + ROW * slots(nth);
        canvas.mark(&tooltip(row, total), &row.href, || {
            canvas.sense((0.0, y), (WIDTH, y + ROW));
            line(&canvas, row, y + 12.0, total);
            bar(&canvas, row, (0.0, y + 29.0), 10.0, &|count| plot.at(slots(count), 0.0).0);
        });
    }
    canvas.finish(caption)
}

fn line(canvas: &Canvas, row: &Row, y: f64, total: usize) {
    let font = if row.vital { NAME.strong(Token::Ink) } else { NAME };
    canvas.text(&fit(&row.title, WIDTH - NUMBERS, font.size, font.bold), (0.0, y), font);
    let right = Font { align: Align::End, ..NAME };
    canvas.text(&count(row.now), (COUNT, y), right.strong(Token::Ink));
    canvas.text(&share(row.now, total), (SHARE, y), Font { token: Token::Muted, ..right });
    if row.before.is_some() {
        draw_change(canvas, row, (CHANGE, y));
    }
}
