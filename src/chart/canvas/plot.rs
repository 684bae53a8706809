//! Two axes: from counts to pixels, with hairlines and labels at ticks of our own.
use std::ops::Range;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::style::{Color, RGBColor};

use super::svg::Svg;
use super::xml::{UNITS, units};
use super::{Align, Canvas, Font, Point, Token};

/// Where in a drawing the axes run, in pixels.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// From the left edge.
    pub left: f64,
    /// From the top edge.
    pub top: f64,
    /// The plot's width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Frame {
    /// The x of its right side.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    /// The y of its lower side.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }
}

/// A frame with two axes that begin at 0.
pub struct Plot<'a> {
    chart: ChartContext<'a, Svg, Cartesian2d<Scale, Scale>>,
    /// Where it lies.
    pub frame: Frame,
}

impl<'a> Plot<'a> {
    /// Axes from 0 to `width` and to `height`, both positive; `ticks` stand on the second.
    ///
    /// `None` if the frame is outside the canvas.
    #[must_use]
    pub fn new(canvas: &'a Canvas, frame: Frame, width: f64, height: f64, ticks: Vec<f64>) -> Option<Self> {
        let (right, below) = (canvas.size.0 - frame.right(), canvas.size.1 - frame.bottom());
        let mut builder = ChartBuilder::on(&canvas.area);
        builder.margin_top(units(frame.top)).margin_right(units(right)).margin_bottom(units(below));
        builder.y_label_area_size(units(frame.left));
        let x = Scale { most: width, ticks: Vec::new() };
        let chart = builder.build_cartesian_2d(x, Scale { most: height, ticks }).ok()?;
        Some(Self { chart, frame })
    }

    /// A hairline and a label at each tick of the second axis.
    pub fn hairlines(&mut self, label: &dyn Fn(&f64) -> String) {
        let clear = RGBColor(0, 0, 0).mix(0.0);
        let drawn = self
            .chart
            .configure_mesh()
            .disable_x_mesh()
            .disable_x_axis()
            // Without an axis there would be no labels.
            .axis_style(clear)
            .light_line_style(clear)
            .bold_line_style(Token::Grid.stroke_width(UNITS.unsigned_abs()))
            .set_all_tick_mark_size(units(4.0))
            .label_style(Font::LABEL.aligned(Align::End).style())
            .y_label_formatter(label)
            .draw();
        debug_assert!(drawn.is_ok(), "drawing into memory failed");
    }

    /// Where a pair of values lies, in pixels; outside the axes it is held at their ends.
    #[must_use]
    pub fn at(&self, x: f64, y: f64) -> Point {
        let (x, y) = self.chart.backend_coord(&(x, y));
        (f64::from(x) / f64::from(UNITS), f64::from(y) / f64::from(UNITS))
    }
}

/// A linear axis from 0; total, as plotters asks it before it draws anything.
struct Scale {
    most: f64,
    ticks: Vec<f64>,
}

impl Ranged for Scale {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let share = (value / self.most).clamp(0.0, 1.0);
        let share = if share.is_nan() { 0.0 } else { share };
        from + units(f64::from(to - from) * share / f64::from(UNITS))
    }

    fn key_points<H: KeyPointHint>(&self, hint: H) -> Vec<f64> {
        if hint.weight().allow_light_points() { Vec::new() } else { self.ticks.clone() }
    }

    fn range(&self) -> Range<f64> {
        0.0..self.most
    }
}
