//! The drawing with its numbers in columns.
use super::{NOTHING, Row, bar, draw_change, legend, most, tooltip};
use crate::chart::Input;
use crate::chart::canvas::{Align, Canvas, Caption, Drawing, Font, Frame, Plot, Stroke, Token, two_lines};
use crate::chart::kit::number::{count, share};
use crate::chart::kit::ticks::slots;
use crate::chart::kit::words::nothing;

const WIDTH: f64 = 960.0;

/// The height of a row, of the column heads, and the width for names.
const ROW: f64 = 29.0;
const HEAD: f64 = 24.0;
const NAMES: f64 = 200.0;

/// The right ends of the columns, and where the bars end.
const BARS: f64 = 610.0;
const COUNT: f64 = 672.0;
const SHARE: f64 = 736.0;
const RUNNING: f64 = 816.0;
const CHANGE: f64 = 924.0;

const NAME: Font = Font { size: 12.0, token: Token::Ink, bold: false, align: Align::End, halo: false };
const NUMBER: Font = Font { size: 12.0, token: Token::Muted, bold: false, align: Align::End, halo: false };

pub(super) fn draw(rows: &[Row], input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    if rows.is_empty() {
        return nothing(NOTHING, WIDTH, caption);
    }
    let total = input.trends.causes.total();
    let legend = legend(rows, total, WIDTH);
    let names = rows.iter().map(|row| NAME.width(&row.title)).fold(0.0, f64::max).min(NAMES);
    let (left, top) = (names + 12.0, legend.height + 8.0 + HEAD);
    let canvas = Canvas::new(WIDTH, top + ROW * slots(rows.len()) + 6.0);
    let frame = Frame { left, top, width: BARS - left, height: ROW * slots(rows.len()) };
    let Some(plot) = Plot::new(&canvas, frame, most(rows), slots(rows.len()), Vec::new()) else {
        return canvas.finish(caption);
    };
    legend.draw(&canvas, (0.0, 0.0));
    canvas.group("axis", || heads(&canvas, top - HEAD / 2.0, rows[0].before.is_some()));
    for (nth, row) in rows.iter().enumerate() {
        let y = top + ROW * (slots(nth) + 0.5);
        canvas.mark(&tooltip(row, total), &row.href, || {
            canvas.sense((0.0, y - ROW / 2.0), (WIDTH, y + ROW / 2.0));
            name(&canvas, row, (left - 12.0, y));
            bar(&canvas, row, (left, y), 17.0, &|count| plot.at(slots(count), 0.0).0 - left);
            numbers(&canvas, row, y, total);
        });
    }
    canvas.line((left, top - 3.0), (left, frame.bottom() + 3.0), Stroke::new(Token::Axis, 1.0));
    eighty(&canvas, rows, total, top);
    canvas.finish(caption)
}

fn heads(canvas: &Canvas, y: f64, compared: bool) {
    let heads = [("incidents", COUNT), ("share", SHARE), ("cumulative", RUNNING)];
    let change = compared.then_some(("clear change", CHANGE));
    for (words, x) in heads.into_iter().chain(change) {
        canvas.text(words, (x, y), Font::LABEL.aligned(Align::End));
    }
}

fn name(canvas: &Canvas, row: &Row, (x, y): (f64, f64)) {
    let lines = two_lines(&row.title, NAMES, NAME.size, false);
    let first = y - 6.5 * slots(lines.len() - 1);
    for (nth, line) in lines.iter().enumerate() {
        canvas.text(line, (x, first + 13.0 * slots(nth)), NAME);
    }
}

fn numbers(canvas: &Canvas, row: &Row, y: f64, total: usize) {
    canvas.text(&count(row.now), (COUNT, y), NUMBER.strong(Token::Ink));
    canvas.text(&share(row.now, total), (SHARE, y), NUMBER);
    canvas.text(&share(row.running, total), (RUNNING, y), NUMBER);
    if row.before.is_some() {
        draw_change(canvas, row, (CHANGE, y));
    }
}

/// The line below the causes that make up 80 %, where there are others below it.
fn eighty(canvas: &Canvas, rows: &[Row], total: usize, top: f64) {
    let vital = rows.iter().filter(|row| row.vital).count();
    let drawn = vital.checked_sub(1).and_then(|last| rows.get(last)).is_some_and(|row| row.running * 5 >= total * 4);
    if !drawn || vital == rows.len() {
        return;
    }
    let y = top + ROW * slots(vital);
    // Right of the last column.
    let right = if rows[0].before.is_some() { WIDTH } else { RUNNING + 48.0 };
    canvas.group("notes", || {
        let dashes = Stroke::new(Token::Axis, 1.0).dashed("2 3");
        canvas.line((0.0, y), (right - 34.0, y), dashes);
        canvas.text("80%", (right, y), Font::LABEL.strong(Token::Muted).aligned(Align::End));
    });
}
