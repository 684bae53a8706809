//! Numbers and words in the drawing: signals, the newest months, averages, reasons of phases.
use super::picture::Scene;
use crate::chart::canvas::{Align, Font, Point, Stroke, Token, fit};
use crate::chart::kit::legend::triangle;
use crate::chart::kit::number::{count, mean, range};
use crate::chart::kit::room::Room;
use crate::chart::kit::ticks;
use crate::trend::{Level, MonthCount, Signal};

/// Half the height of a line of labels.
const HALF: f64 = 6.0;

pub(super) fn draw(scene: &Scene<'_>) {
    boundaries(scene);
    let room = Room::default();
    let newest = scene.view.newest_index();
    let odd = |nth: &usize| scene.view.months[*nth].signal().is_some();
    let partial = |nth: &usize| scene.view.months[*nth].partial;
    let all = 0..scene.view.months.len();
    // Where there is no room for all numbers, the newest months come first.
    for nth in newest.into_iter().chain(all.clone().rev().filter(partial)) {
        number(scene, &room, nth);
    }
    for nth in all.clone().filter(|nth| odd(nth) && Some(*nth) != newest) {
        number(scene, &room, nth);
    }
    for (nth, count) in scene.view.months.iter().enumerate() {
        let (left, top) = scene.at(nth, ticks::slots(count.total()));
        room.block((left, top), (left + scene.slot, scene.plot.frame.bottom()));
    }
    scene.levels(|level, from, until| average(scene, &room, level, from, until));
}

/// The count above a bar; of a signal at least its triangle.
fn number(scene: &Scene<'_>, room: &Room, nth: usize) {
    let count = &scene.view.months[nth];
    let (left, top) = scene.at(nth, ticks::slots(count.total()));
    let middle = left + scene.slot / 2.0;
    let y = clear_of_average(scene, nth, top - HALF - 4.0);
    let (font, words) = style(count);
    let sign = if count.signal().is_some() { 11.0 } else { 0.0 };
    let half = f64::midpoint(font.width(&words), sign);
    let right = scene.canvas.width() - 1.0;
    let middle = middle.min(right - half).max(half);
    let fits = room.take((middle - half - 1.0, y - HALF), (middle + half + 1.0, y + HALF));
    if let Some(signal) = count.signal() {
        let x = if fits { middle - half + 4.0 } else { middle };
        triangle(scene.canvas, (x, y), 4.0, signal == Signal::Above, font.token);
    }
    if fits {
        scene.canvas.text(&words, (middle + half, y), font.over().aligned(Align::End));
    }
}

fn style(of: &MonthCount) -> (Font, String) {
    let words = count(of.total());
    match of.signal() {
        Some(Signal::Above) => (Font::LABEL.strong(Token::Worse), words),
        Some(Signal::Below) => (Font::LABEL.strong(Token::Better), words),
        None if of.partial => (Font::LABEL, format!("{words}*")),
        None => (Font { size: 12.0, ..Font::LABEL }.strong(Token::Ink), words),
    }
}

/// A number on the line of the average would be crossed out by it.
fn clear_of_average(scene: &Scene<'_>, nth: usize, y: f64) -> f64 {
    let of = scene.view.levels().find(|(_, from, until)| (*from..*until).contains(&nth));
    let judged = !scene.view.months[nth].partial;
    let line = of.filter(|_| judged).and_then(|(level, ..)| Some(scene.at(nth, level.expected?.mean).1));
    match line {
        Some(line) if (y - line).abs() < HALF + 2.0 => line - HALF - 2.0,
        _ => y,
    }
}

/// What the band of a phase is, above it: in as many words as there is room for.
fn average(scene: &Scene<'_>, room: &Room, level: &Level, from: usize, until: usize) {
    let Some(expected) = level.expected else { return };
    let own = (from..until).filter_map(|nth| scene.limits(level, nth)).map(|limits| limits.high);
    let high = own.fold(expected.limits.high, usize::max);
    let (left, band) = scene.at(from, ticks::slots(high) + 0.5);
    let most = scene.at(until, 0.0).0 - left - 10.0;
    let (mean, range) = (mean(expected.mean), range(expected.limits));
    let forms = [
        format!("average {mean} a month, expected {range}"),
        format!("average {mean}, expected {range}"),
        format!("average {mean}"),
    ];
    let Some(words) = forms.into_iter().find(|words| Font::LABEL.width(words) <= most) else { return };
    let width = Font::LABEL.width(&words);
    let y = band - HALF - 3.0;
    let free = |x: &f64| room.lowest_above((*x, y - HALF), (x + width, y + HALF)).is_none();
    let starts = (from..until).map(|nth| scene.at(nth, 0.0).0 + 6.0).take_while(|x| x + width <= left + most + 6.0);
    let x = starts.into_iter().find(free).unwrap_or(left + 6.0);
    let y = climbed(room, (x, y), width);
    if y - HALF > scene.plot.frame.top - 4.0 {
        room.block((x, y - HALF), (x + width, y + HALF));
        scene.canvas.text(&words, (x, y), Font::LABEL.over());
    }
}

/// The lowest free place for a label of a width, at a point or above it.
fn climbed(room: &Room, (x, mut y): Point, width: f64) -> f64 {
    while let Some(top) = room.lowest_above((x, y - HALF), (x + width, y + HALF)) {
        y = top - HALF - 2.0;
    }
    y
}

/// Where a phase begins, and why, in the lane above the plot.
fn boundaries(scene: &Scene<'_>) {
    let frame = scene.plot.frame;
    let begun = scene.view.levels().filter(|(_, from, _)| *from > 0);
    let starts: Vec<(&Level, f64)> = begun.map(|(level, from, _)| (level, scene.at(from, 0.0).0)).collect();
    let ends = starts.iter().skip(1).map(|(_, x)| *x).chain([frame.right()]);
    let mut free = frame.left;
    for ((level, x), end) in starts.iter().zip(ends) {
        let y = frame.top - 12.0;
        let dashes = Stroke::new(Token::Axis, 1.0).dashed("2 3");
        scene.canvas.line((*x, y - HALF), (*x, frame.bottom()), dashes);
        free = reason(scene, level.reason.as_deref().unwrap_or_default(), (*x, y), (free, end));
    }
}

/// Writes a reason on the side of its boundary with room for it, if any; returns up to where the lane is taken.
fn reason(scene: &Scene<'_>, words: &str, (x, y): Point, (free, end): (f64, f64)) -> f64 {
    let (before, after) = (x - free - 10.0, end - x - 10.0);
    let font = Font::LABEL;
    if words.is_empty() || before.max(after) < 40.0 {
        return x;
    }
    if font.width(words) <= after || after >= before {
        let words = fit(words, after, font.size, font.bold);
        scene.canvas.text(&words, (x + 6.0, y), font);
        x + 6.0 + font.width(&words)
    } else {
        scene.canvas.text(&fit(words, before, font.size, font.bold), (x - 6.0, y), font.aligned(Align::End));
        x
    }
}
