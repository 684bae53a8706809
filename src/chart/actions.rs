//! Actions opened and closed, added up; what is open between them, what of it is overdue, and how old it is.
mod words;

use super::canvas::{Align, Canvas, Caption, Drawing, Fill, Font, Frame, Plot, Point, Stroke, Token};
use super::kit::legend::{Legend, Sign};
use super::kit::months::{axis, newest};
use super::kit::number::{count, month};
use super::kit::ticks::{self, slots};
use super::kit::words::nothing;
use super::{Behind, Figure, Input};
use crate::trend::{ActionMonth, Actions};

/// One size of the drawing, in pixels: where lines and ages lie, and how wide they are.
struct Shape {
    width: f64,
    lines: f64,
    plot: f64,
    /// Whether the ages stand below the lines instead of beside them.
    below: bool,
    most: usize,
}

const WIDE: Shape = Shape { width: 960.0, lines: 560.0, plot: 250.0, below: false, most: usize::MAX };
const NARROW: Shape = Shape { width: 380.0, lines: 290.0, plot: 190.0, below: true, most: 13 };

/// Space below the lines for months, and the size of the ages.
const BELOW: f64 = 34.0;
const AGES: f64 = 280.0;
const AGE: f64 = 30.0;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let actions = Actions::of(input.scope, input.promises);
    let picture = |shape: &Shape, caption: Caption<'_>| picture(&actions, shape, input, caption);
    words::of(&actions, input).figure(
        "actions",
        input,
        &|caption: Caption<'_>| picture(&WIDE, caption),
        Some(&|caption: Caption<'_>| picture(&NARROW, caption)),
    )
}

fn picture(actions: &Actions, shape: &Shape, input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    if actions.all == 0 || actions.months.is_empty() {
        return nothing(
            "No postmortem names an action yet: write them as [[action]] in the front matter, with an owner and a day.",
            shape.width,
            caption,
        );
    }
    let lines = Lines::new(actions, shape);
    let legend = Legend::new(lines.legend(), None, shape.lines);
    let left = lines.ticks.iter().map(|tick| Font::LABEL.width(&lines.label(*tick))).fold(0.0, f64::max) + 12.0;
    let frame = Frame { left, top: legend.height + 14.0, width: shape.lines - left, height: shape.plot };
    let ages = ages_at(shape, frame);
    let bottom = if shape.below { ages.1 + AGE * 5.0 + 6.0 } else { frame.bottom() + BELOW };
    let canvas = Canvas::new(shape.width, bottom);
    legend.draw(&canvas, (0.0, 0.0));
    lines.draw(&canvas, frame, input);
    draw_ages(&canvas, actions, ages, (shape.width - ages.0).min(AGES));
    canvas.finish(caption)
}

/// The upper left corner of the bars of ages.
fn ages_at(shape: &Shape, frame: Frame) -> Point {
    if shape.below { (0.0, frame.bottom() + BELOW + 34.0) } else { (shape.width - AGES, frame.top + 26.0) }
}

/// What was opened and closed up to the end of each month.
struct Lines<'a> {
    months: &'a [ActionMonth],
    opened: Vec<usize>,
    closed: Vec<usize>,
    /// Where the axis begins.
    from: f64,
    ticks: Vec<f64>,
    most: f64,
}

impl<'a> Lines<'a> {
    fn new(actions: &'a Actions, shape: &Shape) -> Self {
        let all = &actions.months;
        let left_out = all.len() - newest(all.len()).min(shape.most).min(all.len());
        let sums = |of: fn(&ActionMonth) -> usize| {
            let sums = all.iter().scan(0, move |sum, month| {
                *sum += of(month);
                Some(*sum)
            });
            sums.skip(left_out).collect::<Vec<usize>>()
        };
        let (opened, closed) = (sums(|month| month.opened), sums(|month| month.closed));
        let (least, most) = (closed.first().copied().unwrap_or(0), opened.last().copied().unwrap_or(0));
        let from = round_below(least, most);
        let span = (slots(most) - from).max(1.0) * 1.06;
        let ticks = ticks::counts(span, 5);
        Self { months: &all[left_out..], opened, closed, from, ticks, most: span }
    }

    fn legend(&self) -> Vec<(Sign, String)> {
        let mut signs = vec![(Sign::Bar(Token::Soft), "open, not yet due".to_owned())];
        if self.months.iter().any(|month| month.overdue > 0) {
            signs.push((Sign::Shade(Token::Worse, 0.6), "overdue".to_owned()));
        }
        signs
    }

    fn label(&self, tick: f64) -> String {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ticks are whole and not negative")]
        count((tick + self.from) as usize)
    }

    fn draw(&self, canvas: &Canvas, frame: Frame, input: &Input<'_>) {
        let plot = Plot::new(canvas, frame, slots(self.months.len()), self.most, self.ticks.clone());
        let Some(mut plot) = plot else { return };
        canvas.group("axis", || plot.hairlines(&|tick| self.label(*tick)));
        let at = |nth: usize, sum: usize| plot.at(slots(nth) + 0.5, slots(sum) - self.from);
        let line = |sums: &[usize]| sums.iter().enumerate().map(|(nth, sum)| at(nth, *sum)).collect::<Vec<Point>>();
        let (opened, closed) = (line(&self.opened), line(&self.closed));
        let over =
            self.closed.iter().zip(self.months).map(|(closed, month)| closed + month.overdue).collect::<Vec<_>>();
        let overdue = line(&over);
        let between = |low: &[Point], high: &[Point]| low.iter().chain(high.iter().rev()).copied().collect::<Vec<_>>();
        canvas.area(&between(&overdue, &opened), Fill::new(Token::Soft));
        canvas.area(&between(&closed, &overdue), Fill { opacity: 0.6, ..Fill::new(Token::Worse) });
        canvas.path(&opened, Stroke::new(Token::Accent, 2.0));
        canvas.path(&closed, Stroke::new(Token::Better, 2.0));
        for (nth, month) in self.months.iter().enumerate() {
            let (left, right) = (plot.at(slots(nth), 0.0).0, plot.at(slots(nth + 1), 0.0).0);
            canvas.mark(&tooltip(month), &input.href(Behind::Month(month.month)), || {
                canvas.sense((left, frame.top), (right, frame.bottom()));
            });
        }
        self.names(canvas, opened.last().copied(), closed.last().copied());
        let months: Vec<_> = self.months.iter().map(|month| month.month).collect();
        canvas.group("axis", || axis(canvas, frame, &months));
    }

    /// The last number of each line beside its end, apart from each other.
    fn names(&self, canvas: &Canvas, opened: Option<Point>, closed: Option<Point>) {
        let (Some(opened), Some(closed)) = (opened, closed) else { return };
        let apart = (15.0 - (closed.1 - opened.1)).max(0.0) / 2.0;
        let font = Font { size: 12.0, ..Font::LABEL };
        let number = |sums: &[usize]| sums.last().copied().map(count).unwrap_or_default();
        canvas.group("notes", || {
            let at = (opened.0 + 10.0, opened.1 - apart);
            canvas.text(&format!("{} opened", number(&self.opened)), at, font.strong(Token::Accent));
            let at = (closed.0 + 10.0, closed.1 + apart);
            canvas.text(&format!("{} closed", number(&self.closed)), at, font.strong(Token::Better));
        });
    }
}

/// A round number at or below the first value where much of the axis would be empty, else 0.
fn round_below(least: usize, most: usize) -> f64 {
    if least * 3 < most {
        return 0.0;
    }
    let step = ticks::counts(slots(most - least).max(1.0) * 1.06, 5).get(1).copied().unwrap_or(1.0);
    libm::floor(slots(least) / step) * step
}

fn draw_ages(canvas: &Canvas, actions: &Actions, (left, top): Point, width: f64) {
    let names: Vec<String> = words::ages().collect();
    let room = names.iter().map(|name| Font::LABEL.width(name)).fold(0.0, f64::max) + 10.0;
    let most = actions.ages.iter().copied().max().unwrap_or(0).max(1);
    let number = Font { size: 12.0, ..Font::LABEL }.strong(Token::Ink);
    let widest = actions.ages.iter().map(|n| number.width(&count(*n))).fold(0.0, f64::max);
    let scale = (width - room - 7.0 - widest) / slots(most);
    canvas.text("Open actions by age in days", (left, top - 16.0), Font::LABEL);
    for (nth, (name, aged)) in names.iter().zip(actions.ages).enumerate() {
        let y = top + AGE * (slots(nth) + 0.5);
        canvas.text(name, (left + room - 10.0, y), Font::LABEL.aligned(Align::End));
        let long = slots(aged) * scale;
        canvas.rectangle(
            (left + room, y - 9.0),
            (left + room + long, y + 9.0),
            Fill { radius: 2.0, ..Fill::new(Token::Soft) },
        );
        canvas.text(&count(aged), (left + room + long + 7.0, y), number);
    }
    let foot = top + AGE * slots(names.len());
    canvas.line((left + room, top), (left + room, foot), Stroke::new(Token::Axis, 1.0));
}

fn tooltip(of: &ActionMonth) -> String {
    format!(
        "{}\nOpened {}, closed {}\nOpen at the end {}, overdue {}",
        month(of.month),
        count(of.opened),
        count(of.closed),
        count(of.open),
        count(of.overdue)
    )
}
