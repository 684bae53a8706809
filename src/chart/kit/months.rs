//! How many months a chart shows, and the axis that names them.
use super::ticks;
use crate::chart::canvas::{Align, Canvas, Font, Frame, Stroke, Token};
use crate::time::Month;

/// More months than this are too many to read; then only [`RECENT`] are drawn.
const MOST: usize = 60;
const RECENT: usize = 36;

/// How many of the newest of all months a wide chart shows.
pub(crate) const fn newest(all: usize) -> usize {
    if all > MOST { RECENT } else { all }
}

/// The base line of a frame, and below it months and years; each month takes an equal part of the width.
pub(crate) fn axis(canvas: &Canvas, frame: Frame, months: &[Month]) {
    let (left, base) = (frame.left, frame.bottom());
    canvas.line((left, base), (frame.right(), base), Stroke::new(Token::Axis, 1.0));
    let slot = frame.width / ticks::slots(months.len().max(1));
    for tick in ticks::months(months, slot, Font::LABEL.size) {
        let x = left + slot * (ticks::slots(tick.nth) + 0.5);
        canvas.line((x, base), (x, base + 4.0), Stroke::new(Token::Axis, 1.0));
        canvas.text(&tick.label, (x, base + 13.0), Font::LABEL.aligned(Align::Middle));
        if let Some(year) = tick.year {
            let x = x.clamp(15.0, canvas.width() - 15.0);
            canvas.text(&year, (x, base + 27.0), Font::LABEL.strong(Token::Ink).aligned(Align::Middle));
        }
    }
}
