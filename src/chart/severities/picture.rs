//! The drawing: band, bars, averages, notes and axes, from back to front.
use super::{View, notes, words};
use crate::chart::canvas::{Canvas, Caption, Drawing, Fill, Font, Frame, Plot, Point, Stroke, Token};
use crate::chart::kit::legend::{Legend, Sign};
use crate::chart::kit::months::axis;
use crate::chart::kit::number::{count, incidents, mean, month, range};
use crate::chart::kit::ticks;
use crate::chart::kit::words::nothing;
use crate::chart::{Behind, Input};
use crate::time::Month;
use crate::trend::{Level, Limits, MonthCount, Signal};

/// One size of the drawing, in pixels.
pub(super) struct Shape {
    width: f64,
    height: Height,
}

/// How high a drawing is.
enum Height {
    /// As much as its plot of this height needs.
    Plot(f64),
    /// This; the plot has what is left.
    Whole(f64),
}

pub(super) const WIDE: Shape = Shape { width: 960.0, height: Height::Plot(290.0) };
pub(super) const NARROW: Shape = Shape { width: 380.0, height: Height::Plot(210.0) };

/// One that fills a place.
pub(super) const fn card((width, height): Point) -> Shape {
    Shape { width, height: Height::Whole(height) }
}

impl Shape {
    /// The height of the plot below what stands above it.
    fn plot(&self, top: f64) -> f64 {
        match self.height {
            Height::Plot(plot) => plot,
            Height::Whole(whole) => (whole - top - BELOW).max(60.0),
        }
    }
}

/// Space right of the plot, and below it for the labels of months.
const RIGHT: f64 = 4.0;
const BELOW: f64 = 34.0;

/// Space above the plot: for reasons of phases where there are any.
const LANE: f64 = 22.0;
const AIR: f64 = 10.0;

pub(super) fn draw(view: &View<'_>, shape: &Shape, input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    let legend = Legend::new(legend(view), partial_note(view), shape.width - RIGHT);
    let lane = if view.levels().any(|(_, from, _)| from > 0) { LANE } else { AIR };
    let top = legend.height + lane;
    if view.months.is_empty() {
        return nothing("Nothing has been recorded yet.", shape.width, caption);
    }
    let canvas = Canvas::new(shape.width, top + shape.plot(top) + BELOW);
    legend.draw(&canvas, (0.0, 0.0));
    let most = most(view) * 1.1;
    let ticks = ticks::counts(most, 6);
    let left = ticks.iter().map(|tick| Font::LABEL.width(&label(*tick))).fold(0.0, f64::max) + 12.0;
    let frame = Frame { left, top, width: shape.width - RIGHT - left, height: shape.plot(top) };
    let Some(mut plot) = Plot::new(&canvas, frame, ticks::slots(view.months.len()), most, ticks) else {
        return canvas.finish(caption);
    };
    canvas.group("axis", || plot.hairlines(&|tick| label(*tick)));
    let scene = Scene { canvas: &canvas, view, slot: frame.width / ticks::slots(view.months.len()), plot };
    scene.draw(input);
    canvas.finish(caption)
}

/// Everything that the parts of the drawing need to know of each other.
pub(super) struct Scene<'a> {
    pub(super) canvas: &'a Canvas,
    pub(super) view: &'a View<'a>,
    pub(super) plot: Plot<'a>,
    /// The width of a month in pixels.
    pub(super) slot: f64,
}

impl Scene<'_> {
    fn draw(&self, input: &Input<'_>) {
        self.canvas.group("range", || self.levels(|level, from, until| self.band(level, from, until)));
        for (nth, count) in self.view.months.iter().enumerate() {
            let href = input.href(Behind::Month(count.month));
            self.canvas.mark(&self.tooltip(count), &href, || self.bar(nth, count));
        }
        self.canvas.group("average", || self.levels(|level, from, until| self.average(level, from, until)));
        let months: Vec<Month> = self.view.months.iter().map(|count| count.month).collect();
        self.canvas.group("axis", || axis(self.canvas, self.plot.frame, &months));
        self.canvas.group("notes", || notes::draw(self));
    }

    /// Calls back for each level with something to expect, without the month that is not over.
    pub(super) fn levels(&self, draw: impl Fn(&Level, usize, usize)) {
        let end = self.view.newest_index().map_or(0, |newest| newest + 1);
        for (level, from, until) in self.view.levels() {
            if level.expected.is_some() && from < until.min(end) {
                draw(level, from, until.min(end));
            }
        }
    }

    /// The left side of a month at a height in incidents.
    pub(super) fn at(&self, nth: usize, height: f64) -> Point {
        self.plot.at(ticks::slots(nth), height)
    }

    /// The limits of a month as they are drawn: those of its phase, unless its own differ visibly or say otherwise.
    ///
    /// Each month is judged by its own length and by the other months, so its limits differ a little from the others'.
    pub(super) fn limits(&self, level: &Level, nth: usize) -> Option<Limits> {
        let count = &self.view.months[nth];
        let (own, common) = (count.expected?.limits, level.expected?.limits);
        let little = ((common.high - common.low) / 8).max(1);
        let near = own.low.abs_diff(common.low) <= little && own.high.abs_diff(common.high) <= little;
        let alike = own.judge(count.total()) == common.judge(count.total());
        Some(if near && alike { common } else { own })
    }

    /// The edges lie between counts, so a bar of the greatest expected count ends inside.
    fn band(&self, level: &Level, from: usize, until: usize) {
        let (mut high, mut low) = (Vec::new(), Vec::new());
        for nth in from..until {
            let Some(limits) = self.limits(level, nth).or(level.expected.map(|expected| expected.limits)) else {
                return;
            };
            let edges = (ticks::slots(limits.high) + 0.5, (ticks::slots(limits.low) - 0.5).max(0.0));
            high.extend([self.at(nth, edges.0), self.at(nth + 1, edges.0)]);
            low.extend([self.at(nth, edges.1), self.at(nth + 1, edges.1)]);
        }
        let (high, low) = (merged(&high), merged(&low));
        let around: Vec<Point> = high.iter().chain(low.iter().rev()).copied().collect();
        self.canvas.polygon(&around, Token::Band);
        let edge = Stroke::new(Token::Edge, 1.0).dashed("3 3");
        self.canvas.path(&high, edge);
        let base = self.at(from, 0.0).1 - 0.05;
        if low.iter().any(|(_, y)| *y < base) {
            self.canvas.path(&low, edge);
        }
    }

    fn average(&self, level: &Level, from: usize, until: usize) {
        if let Some(expected) = level.expected {
            let ends = (self.at(from, expected.mean), self.at(until, expected.mean));
            self.canvas.line(ends.0, ends.1, Stroke::new(Token::Ink, 1.3));
        }
    }

    /// Half the width of a bar.
    fn half(&self) -> f64 {
        (self.slot * 0.36).min(22.0)
    }

    fn bar(&self, nth: usize, count: &MonthCount) {
        let frame = self.plot.frame;
        let (left, _) = self.at(nth, 0.0);
        self.canvas.sense((left, frame.top), (left + self.slot, frame.bottom()));
        let opacity = if count.partial { 0.45 } else { 1.0 };
        let middle = left + self.slot / 2.0;
        if count.partial {
            // Hairlines would shine through.
            let top = self.at(nth, ticks::slots(count.total())).1;
            let corners = ((middle - self.half(), top), (middle + self.half(), frame.bottom()));
            self.canvas.rectangle(corners.0, corners.1, Fill::new(Token::Surface));
        }
        let mut below = 0;
        for (rank, n) in count.by_severity.iter().enumerate().filter(|(_, n)| **n > 0) {
            let (top, foot) = (self.at(nth, ticks::slots(below + n)).1, self.at(nth, ticks::slots(below)).1);
            below += n;
            // A sliver would vanish in the gap around it.
            let (apart, radius) = (foot - top > 2.5, if foot - top > 4.0 { 1.2 } else { 0.0 });
            let corners = ((middle - self.half(), top), (middle + self.half(), foot));
            let fill = Fill { token: self.view.color(rank), opacity, radius, apart };
            self.canvas.rectangle(corners.0, corners.1, fill);
        }
    }

    fn tooltip(&self, count: &MonthCount) -> String {
        let named = self.view.severities.iter().zip(&count.by_severity).filter(|(_, n)| **n > 0);
        let parts: Vec<_> = named.map(|(term, n)| format!("{} {}", term.title, self::count(*n))).collect();
        let list = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
        let expected = count.expected.map_or_else(String::new, |expected| {
            format!("\nExpected {}, average {}", range(expected.limits), mean(expected.mean))
        });
        format!("{}\n{}{list}{expected}", words::name(count), incidents(count.total()))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ticks are whole and not negative")]
fn label(tick: f64) -> String {
    count(tick as usize)
}

/// A line of horizontal steps without the points between two of one height.
fn merged(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for point in points {
        if let [.., (_, a), (x, b)] = out.as_mut_slice()
            && (*a - *b).abs() + (*b - point.1).abs() < 0.01
        {
            *x = point.0;
        } else {
            out.push(*point);
        }
    }
    out
}

/// The greatest height that is drawn, in incidents; at least 1.
fn most(view: &View<'_>) -> f64 {
    let bars = view.months.iter().map(|count| ticks::slots(count.total()));
    let bands = view.levels().filter_map(|(level, ..)| level.expected);
    let bands = bands.chain(view.months.iter().filter_map(|count| count.expected));
    bars.chain(bands.map(|expected| ticks::slots(expected.limits.high) + 0.5)).fold(1.0, f64::max)
}

fn legend(view: &View<'_>) -> Vec<(Sign, String)> {
    let seen = |rank: usize| view.months.iter().any(|count| count.by_severity.get(rank).is_some_and(|n| *n > 0));
    let present = view.severities.iter().enumerate().filter(|(rank, _)| seen(*rank));
    let mut entries: Vec<_> = present.map(|(rank, term)| (Sign::Bar(view.color(rank)), term.title.clone())).collect();
    if view.levels().any(|(level, ..)| level.expected.is_some()) {
        entries.push((Sign::Line(Token::Ink), "average".to_owned()));
        entries.push((Sign::Band, "expected range (99.7%)".to_owned()));
    }
    let odd = |side| view.months.iter().any(move |count| count.signal() == Some(side));
    if odd(Signal::Above) {
        entries.push((Sign::Triangle(Token::Worse, true), "above it".to_owned()));
    }
    if odd(Signal::Below) {
        entries.push((Sign::Triangle(Token::Better, false), "below it".to_owned()));
    }
    entries
}

fn partial_note(view: &View<'_>) -> Option<String> {
    let partial = view.months.last().filter(|count| count.partial)?;
    Some(format!("* {} so far, not judged", month(partial.month)))
}
