//! Durations as dots over months on a logarithmic axis, with the median of six months: what one kind of time looks like.
mod picture;
mod scale;
mod swarm;
mod words;

pub(crate) use words::length;

use crate::chart::canvas::{Caption, Token};
use crate::chart::{Figure, Input};
use crate::time::Month;
use crate::trend::{Durations, Measure, Point, Rolling, Scope};

use super::months::newest;

/// One measure, and how it is said.
pub(crate) struct Strip {
    /// The chart's name.
    pub slug: &'static str,
    /// What is measured.
    pub measure: Measure,
    /// What has happened when it is over: `resolved`.
    pub ended: &'static str,
    /// The key that says when: `resolved`.
    pub key: &'static str,
    /// From what to what: `start to resolution`.
    pub from: &'static str,
}

/// What a narrow screen has room for: a year and the month that is not over.
const NARROW: usize = 13;

/// Draws one measure.
pub(crate) fn draw<'a>(input: &Input<'a>, strip: &'a Strip) -> Figure {
    let durations = Durations::of(input.scope, strip.measure);
    let wide = View::new(&durations, newest(durations.months.len()), strip, input);
    let narrow = View::new(&durations, NARROW.min(durations.months.len()), strip, input);
    let draw =
        |view: &View<'_>, shape: &picture::Shape, caption: Caption<'_>| picture::draw(view, shape, input, caption);
    words::of(&durations, &wide, strip, input).figure(
        strip.slug,
        input,
        &|caption: Caption<'_>| draw(&wide, &picture::WIDE, caption),
        Some(&|caption: Caption<'_>| draw(&narrow, &picture::NARROW, caption)),
    )
}

/// The newest months.
struct View<'a> {
    strip: &'a Strip,
    months: &'a [Rolling],
    /// The incidents that began in them, by start.
    points: &'a [Point],
    /// The cases that they are of.
    scope: &'a Scope<'a>,
    /// How many severities there are.
    severities: usize,
}

impl<'a> View<'a> {
    fn new(durations: &'a Durations, most: usize, strip: &'a Strip, input: &Input<'a>) -> Self {
        let months = &durations.months[durations.months.len() - most..];
        let ends = months.first().zip(months.last());
        let points = ends.map_or(&[][..], |(first, last)| began(&durations.points, first.month, last.month));
        Self { strip, months, points, scope: input.scope, severities: input.config.taxonomy.severities().len() }
    }

    /// The points of one month.
    fn of(&self, rolling: &Rolling) -> &'a [Point] {
        began(self.points, rolling.month, rolling.month)
    }

    /// How severe the incident of a point was, by rank.
    fn rank(&self, point: &Point) -> usize {
        self.scope.case(point.nth).map_or(0, |case| case.postmortem.severity.value.rank)
    }

    /// The colour of a dot: severe ones have one, the others are grey.
    fn color(&self, rank: usize) -> Token {
        if rank < 2 && rank + 1 < self.severities { Token::severity(rank, self.severities) } else { Token::Axis }
    }
}

/// The points of some months; they are in order of days.
fn began(points: &[Point], first: Month, last: Month) -> &[Point] {
    let from = points.partition_point(|point| Month::of(point.day) < first);
    let until = points.partition_point(|point| Month::of(point.day) <= last);
    &points[from..until.max(from)]
}
