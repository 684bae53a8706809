//! Incidents a month, stacked by severity, against what earlier months let one expect.
mod notes;
mod picture;
mod words;

use std::sync::Arc;

use super::canvas::{Caption, Drawing, Point, Token};
use super::kit::months::newest;
use super::{Figure, Input};
use crate::config::Term;
use crate::time::Month;
use crate::trend::{Level, MonthCount, Trends};

use picture::Shape;

/// What a narrow screen has room for: a year and the month that is not over.
const NARROW: usize = 13;

/// What a card has room for.
const CARD: usize = 24;

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

/// What is to be said of a month; `None` where it was not counted.
pub(super) fn finding(input: &Input<'_>, month: Month) -> Option<String> {
    at(input, month, |view, _| words::of_newest(view))
}

/// A drawing of a month and those before it that fills a place; `None` where it was not counted.
pub(super) fn up_to(input: &Input<'_>, month: Month, size: Point) -> Option<Drawing> {
    at(input, month, |view, input| {
        let finding = words::of_newest(view);
        let caption = Caption { id: "card", title: &finding, description: &finding, class: "card" };
        picture::draw(view, &picture::card(size), input, caption)
    })
}

/// The same with what a person hears who cannot see it.
pub(super) fn described(input: &Input<'_>, month: Month, size: Point) -> Option<(Drawing, String)> {
    let description = at(input, month, |view, input| words::of(view, input).description)?;
    Some((up_to(input, month, size)?, description))
}

/// Says something of the months up to one, seen from it; `None` where it was not counted.
fn at<T>(input: &Input<'_>, month: Month, say: impl FnOnce(&View<'_>, &Input<'_>) -> T) -> Option<T> {
    input.trends.months.binary_search_by_key(&month, |count| count.month).ok()?;
    let trends = input.trends.until(month);
    let input = Input { trends: &trends, ..*input };
    Some(say(&View::new(&input, CARD), &input))
}

/// Some months of the counts.
struct View<'a> {
    months: &'a [MonthCount],
    /// How many earlier months are left out.
    left_out: usize,
    levels: &'a [Level],
    severities: &'a [Arc<Term>],
    newest: Option<&'a MonthCount>,
}

impl<'a> View<'a> {
    /// The newest months.
    fn new(input: &Input<'a>, most: usize) -> Self {
        let trends: &'a Trends = input.trends;
        let left_out = trends.months.len().saturating_sub(most);
        let months = &trends.months[left_out..];
        Self {
            months,
            left_out,
            levels: &trends.levels,
            severities: input.config.taxonomy.severities(),
            newest: months.iter().rfind(|count| !count.partial),
        }
    }

    /// The levels that reach into view, each with its first month in view and the one after its last.
    fn levels(&self) -> impl Iterator<Item = (&'a Level, usize, usize)> {
        let (from, until, levels) = (self.left_out, self.left_out + self.months.len(), self.levels);
        let seen = levels.iter().filter(move |level| level.until > from && level.from < until);
        seen.map(move |level| (level, level.from.saturating_sub(from), level.until.min(until) - from))
    }

    fn color(&self, rank: usize) -> Token {
        Token::severity(rank, self.severities.len())
    }

    /// The index of the newest complete month.
    fn newest_index(&self) -> Option<usize> {
        self.months.iter().rposition(|count| !count.partial)
    }
}

#[cfg(test)]
mod tests {
    use crate::trend::Trends;
    use crate::trend::sample::{config, months, phase};

    #[test]
    fn from_each_month_its_level_has_its_own_range() {
        let counts: Vec<usize> = (0..72).map(|nth| [9, 14, 3, 11, 6, 17, 8][nth % 7]).collect();
        let config = crate::config::Config { phases: vec![phase("2022-07", "a gate")], ..config() };
        let all = Trends::judged(months("2020-01", &counts), &config);
        let mut differ = 0;
        for month in &all.months {
            let seen = all.until(month.month);
            let level = seen.levels.last().expect("a level");
            assert_eq!((level.until, level.expected), (seen.months.len(), month.expected), "{}", month.month);
            let of_all = all.levels.iter().find(|of| of.from == level.from).and_then(|of| of.expected);
            differ += usize::from(of_all.map(|of| of.limits) != month.expected.map(|own| own.limits));
        }
        assert!(differ > 0, "lengths of months make no difference here");
    }
}
