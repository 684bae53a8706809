//! Incidents a month, stacked by severity, against what earlier months let one expect.
mod notes;
mod picture;
mod words;

use std::sync::Arc;

use super::canvas::{Caption, Token};
use super::kit::months::newest;
use super::{Figure, Input};
use crate::config::Term;
use crate::trend::{Level, MonthCount, Trends};

use picture::Shape;

/// What a narrow screen has room for: a year and the month that is not over.
const NARROW: usize = 13;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let all = input.trends.months.len();
    let wide = View::new(input, newest(all));
    let narrow = View::new(input, NARROW.min(all));
    let draw = |view: &View<'_>, shape: &Shape, caption: Caption<'_>| picture::draw(view, shape, input, caption);
    words::of(&wide, input).figure(
        "severities",
        input,
        &|caption: Caption<'_>| draw(&wide, &picture::WIDE, caption),
        Some(&|caption: Caption<'_>| draw(&narrow, &picture::NARROW, caption)),
    )
}

/// The newest months of the counts.
struct View<'a> {
    months: &'a [MonthCount],
    /// How many earlier months are left out.
    left_out: usize,
    levels: &'a [Level],
    severities: &'a [Arc<Term>],
    newest: Option<&'a MonthCount>,
}

impl<'a> View<'a> {
    fn new(input: &Input<'a>, most: usize) -> Self {
        let trends: &'a Trends = input.trends;
        let left_out = trends.months.len().saturating_sub(most);
        Self {
            months: &trends.months[left_out..],
            left_out,
            levels: &trends.levels,
            severities: input.config.taxonomy.severities(),
            newest: trends.newest_complete(),
        }
    }

    /// The levels that reach into view, each with its first and last-but-one month in view.
    fn levels(&self) -> impl Iterator<Item = (&'a Level, usize, usize)> {
        let (left_out, levels) = (self.left_out, self.levels);
        let seen = levels.iter().filter(move |level| level.until > left_out);
        seen.map(move |level| (level, level.from.saturating_sub(left_out), level.until - left_out))
    }

    fn color(&self, rank: usize) -> Token {
        Token::severity(rank, self.severities.len())
    }

    /// The index of the newest complete month.
    fn newest_index(&self) -> Option<usize> {
        self.months.iter().rposition(|count| !count.partial)
    }
}
