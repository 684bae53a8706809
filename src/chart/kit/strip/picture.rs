//! The drawing: ribbon, dots and axes.
use std::collections::BTreeSet;

use super::scale::Scale;
use super::swarm::{RADIUS, aside};
use super::words::length;
use super::{Strip, View};
use crate::chart::canvas::{Align, Canvas, Caption, Drawing, Fill, Font, Frame, Point as At, Stroke, Token, fit};
use crate::chart::kit::legend::{Legend, Sign, triangle};
use crate::chart::kit::months::axis;
use crate::chart::kit::number::{day, incidents};
use crate::chart::kit::ticks::slots;
use crate::chart::kit::words::nothing;
use crate::chart::{Behind, Input};
use crate::trend::{Estimate, Point, Rolling};

/// One size of the drawing, in pixels.
pub(super) struct Shape {
    width: f64,
    plot: f64,
}

pub(super) const WIDE: Shape = Shape { width: 960.0, plot: 290.0 };
pub(super) const NARROW: Shape = Shape { width: 380.0, plot: 230.0 };

const RIGHT: f64 = 4.0;
const LEFT: f64 = 64.0;
const BELOW: f64 = 34.0;

/// More incidents than this are not drawn one by one: bars say how many lasted about as long.
const MOST_DOTS: usize = 400;

/// The height of such a bar.
const BIN: f64 = 7.0;

pub(super) fn draw(view: &View<'_>, shape: &Shape, input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    if view.points.is_empty() {
        let Strip { ended, key, .. } = view.strip;
        let words = format!("No incident of these months says when it was {ended}: “{key}” in its front matter does.");
        return nothing(&words, shape.width, caption);
    }
    let legend = Legend::new(legend(view, input), None, shape.width - RIGHT);
    let frame = Frame { left: LEFT, top: legend.height + 12.0, width: shape.width - RIGHT - LEFT, height: shape.plot };
    let canvas = Canvas::new(shape.width, frame.bottom() + BELOW);
    legend.draw(&canvas, (0.0, 0.0));
    let scale = Scale::around(view.points.iter().map(|point| point.minutes));
    let scene = Scene { canvas: &canvas, view, frame, scale, slot: frame.width / slots(view.months.len()) };
    canvas.group("axis", || scene.hairlines());
    canvas.group("range", || scene.ribbon());
    for (nth, rolling) in view.months.iter().enumerate() {
        if view.points.len() > MOST_DOTS { scene.bars(nth, rolling, input) } else { scene.dots(nth, rolling, input) }
    }
    canvas.group("average", || scene.medians());
    let months: Vec<_> = view.months.iter().map(|rolling| rolling.month).collect();
    canvas.group("axis", || axis(&canvas, frame, &months));
    canvas.finish(caption)
}

struct Scene<'a> {
    canvas: &'a Canvas,
    view: &'a View<'a>,
    frame: Frame,
    scale: Scale,
    slot: f64,
}

impl Scene<'_> {
    fn y(&self, minutes: f64) -> f64 {
        self.frame.bottom() - self.frame.height * self.scale.at(minutes)
    }

    fn x(&self, nth: usize) -> f64 {
        self.frame.left + self.slot * (slots(nth) + 0.5)
    }

    fn hairlines(&self) {
        for (share, words) in self.scale.ticks(16.0 / self.frame.height) {
            let y = self.frame.bottom() - self.frame.height * share;
            self.canvas.line((self.frame.left, y), (self.frame.right(), y), Stroke::new(Token::Grid, 1.0));
            self.canvas.text(words, (self.frame.left - 8.0, y), Font::LABEL.aligned(Align::End));
        }
    }

    /// The interval of the median of six months, where it has one.
    fn ribbon(&self) {
        for run in runs(self.view.months, |rolling| rolling.summary.median?.interval) {
            let high = run.iter().map(|(nth, (_, high))| (self.x(*nth), self.y(*high)));
            let low = run.iter().rev().map(|(nth, (low, _))| (self.x(*nth), self.y(*low)));
            let around: Vec<At> = high.chain(low).collect();
            self.canvas.area(&around, Fill { opacity: 0.18, ..Fill::new(Token::Accent) });
        }
    }

    fn medians(&self) {
        let value = |of: Option<Estimate>| of?.value;
        for run in runs(self.view.months, |rolling| value(rolling.summary.median)) {
            let line: Vec<At> = run.iter().map(|(nth, value)| (self.x(*nth), self.y(*value))).collect();
            self.canvas.path(&line, Stroke::new(Token::Accent, 2.0));
        }
        for run in runs(self.view.months, |rolling| value(rolling.summary.p90)) {
            let line: Vec<At> = run.iter().map(|(nth, value)| (self.x(*nth), self.y(*value))).collect();
            self.canvas.path(&line, Stroke::new(Token::Muted, 1.3).dashed("3 2"));
        }
    }

    fn dots(&self, nth: usize, rolling: &Rolling, input: &Input<'_>) {
        let mut points = self.view.of(rolling).to_vec();
        points.sort_by(|a, b| a.minutes.total_cmp(&b.minutes).then(a.nth.cmp(&b.nth)));
        let heights: Vec<f64> = points.iter().map(|point| self.frame.bottom() - self.y(point.minutes)).collect();
        let room = (self.slot / 2.0 - RADIUS).max(0.0);
        for (point, aside) in points.iter().zip(aside(&heights, room)) {
            let at = (self.x(nth) + aside, self.y(point.minutes));
            self.canvas.mark(&tooltip(point, input), &input.href(Behind::Case(point.nth)), || self.dot(point, at));
        }
    }

    fn dot(&self, point: &Point, at: At) {
        if point.ended {
            let fill = Fill { opacity: 0.82, apart: true, ..Fill::new(self.view.color(self.view.rank(point))) };
            self.canvas.disc(at, RADIUS, fill);
        } else {
            triangle(self.canvas, at, 3.8, true, Token::Worse);
        }
    }

    /// How many lie in each band of the height of a bar, from the foot.
    fn bins(&self, points: &[Point]) -> Vec<usize> {
        let mut bins = Vec::new();
        for point in points {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within a picture's height")]
            let bin = libm::floor((self.frame.bottom() - self.y(point.minutes)) / BIN) as usize;
            bins.resize(bins.len().max(bin + 1), 0);
            bins[bin] += 1;
        }
        bins
    }

    /// One month as bars, longest where most incidents lasted about as long.
    fn bars(&self, nth: usize, rolling: &Rolling, input: &Input<'_>) {
        let points = self.view.of(rolling);
        let bins = self.bins(points);
        let most = slots(bins.iter().copied().max().unwrap_or(1));
        let tooltip = format!("{}\n{}", rolling.month.words(), incidents(points.len()));
        self.canvas.mark(&tooltip, &input.href(Behind::Month(rolling.month)), || {
            for (bin, count) in bins.iter().enumerate().filter(|(_, count)| **count > 0) {
                let half = (self.slot * 0.44 * slots(*count) / most).max(0.6);
                let bottom = self.frame.bottom() - slots(bin) * BIN;
                let corners = ((self.x(nth) - half, bottom - BIN + 1.0), (self.x(nth) + half, bottom));
                self.canvas.rectangle(corners.0, corners.1, Fill::new(Token::Low));
            }
        });
    }
}

/// Complete months that follow each other and have a value, at least two of them.
fn runs<T: Copy>(months: &[Rolling], value: impl Fn(&Rolling) -> Option<T>) -> Vec<Vec<(usize, T)>> {
    let mut runs = vec![Vec::new()];
    for (nth, rolling) in months.iter().enumerate() {
        match value(rolling).filter(|_| !rolling.partial) {
            Some(value) => runs.last_mut().into_iter().for_each(|run| run.push((nth, value))),
            None => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

fn tooltip(point: &Point, input: &Input<'_>) -> String {
    let title = input.scope.case(point.nth).map_or("", |case| case.postmortem.title.value.as_str());
    let lasted = length(point.minutes);
    let lasted = if point.ended { lasted } else { format!("not over after {lasted}") };
    format!("{}\n{}, {lasted}", fit(title, 420.0, 12.0, false), day(point.day))
}

fn legend(view: &View<'_>, input: &Input<'_>) -> Vec<(Sign, String)> {
    let mut entries = Vec::new();
    if !runs(view.months, |rolling| rolling.summary.median).is_empty() {
        entries.push((Sign::Ribbon(Token::Accent), "median of six months, 95% interval".to_owned()));
    }
    if !runs(view.months, |rolling| rolling.summary.p90).is_empty() {
        entries.push((Sign::Dashes(Token::Muted), "nine in ten".to_owned()));
    }
    if view.points.len() > MOST_DOTS {
        entries.push((Sign::Bar(Token::Low), "as many incidents lasted about as long".to_owned()));
        return entries;
    }
    let severities = input.config.taxonomy.severities();
    let ended: BTreeSet<usize> = view.points.iter().filter(|point| point.ended).map(|point| view.rank(point)).collect();
    let severe = severities.iter().enumerate();
    let severe = severe.filter(|(rank, _)| view.color(*rank) != Token::Axis && ended.contains(rank));
    entries.extend(severe.map(|(rank, term)| (Sign::Dot(view.color(rank)), term.title.clone())));
    if ended.iter().any(|rank| view.color(*rank) == Token::Axis) {
        entries.push((Sign::Dot(Token::Axis), "less severe".to_owned()));
    }
    if view.points.iter().any(|point| !point.ended) {
        entries.push((Sign::Triangle(Token::Worse, true), "not over, so far".to_owned()));
    }
    entries
}
