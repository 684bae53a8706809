//! Every squad's months side by side on one scale, in the order of `site.toml`: marked where they changed, never ranked.
mod words;

use super::canvas::{Align, Canvas, Caption, Drawing, Fill, Font, Point, Stroke, Token, fit};
use super::kit::legend::{Legend, Sign, triangle};
use super::kit::number::{count, mean, month};
use super::kit::ticks::slots;
use super::kit::words::{nothing, title};
use super::{Behind, Figure, Input};
use crate::config::FacetKind;
use crate::trend::{TermTrend, Terms};

/// One size of the drawing: its width, and how many squads stand side by side.
struct Shape {
    width: f64,
    columns: usize,
}

const WIDE: Shape = Shape { width: 960.0, columns: 5 };
const NARROW: Shape = Shape { width: 380.0, columns: 2 };

/// The space between squads, the height of the bars, of the line of words above them, and below them.
const GAP: f64 = 20.0;
const PLOT: f64 = 42.0;
const HEAD: f64 = 22.0;
const BELOW: f64 = 16.0;

/// The newest months that are drawn.
const MONTHS: usize = 36;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let last = input.scope.newest_complete();
    let squads = input.config.taxonomy.facet(FacetKind::Squad);
    let terms = last.map(|last| Terms::of(input.scope, squads, last, MONTHS)).filter(|terms| !terms.rows.is_empty());
    let picture = |shape: &Shape, caption: Caption<'_>| match &terms {
        Some(terms) => picture(terms, shape, input, caption),
        None => nothing("No month is complete yet; drawn once one is.", shape.width, caption),
    };
    words::of(terms.as_ref(), input).figure(
        "squads",
        input,
        &|caption: Caption<'_>| picture(&WIDE, caption),
        Some(&|caption: Caption<'_>| picture(&NARROW, caption)),
    )
}

fn picture(terms: &Terms, shape: &Shape, input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    let legend = Legend::new(legend(terms), partial(terms), shape.width);
    let lines = terms.rows.len().div_ceil(shape.columns);
    let high = HEAD + PLOT + BELOW;
    let top = legend.height + 14.0;
    let canvas = Canvas::new(shape.width, top + high * slots(lines));
    legend.draw(&canvas, (0.0, 0.0));
    let width = (shape.width + GAP) / slots(shape.columns) - GAP;
    let most = terms.rows.iter().flat_map(|row| &row.counts).copied().max().unwrap_or(0).max(1);
    for (nth, row) in terms.rows.iter().enumerate() {
        let (line, slot) = (nth / shape.columns, nth % shape.columns);
        let from = (slots(slot) * (width + GAP), top + slots(line) * high);
        canvas.mark(&tooltip(row), &input.href(Behind::Squad(&row.term.id)), || {
            canvas.sense((from.0 - GAP / 4.0, from.1), (from.0 + width + GAP / 4.0, from.1 + high - 4.0));
            head(&canvas, row, from, width);
            let bars = Bars { terms, most, from: (from.0, from.1 + HEAD), width };
            bars.draw(&canvas, row);
        });
    }
    canvas.finish(caption)
}

/// What the light bars are, where there are any.
fn partial(terms: &Terms) -> Option<String> {
    let (nth, newest) =
        terms.months.iter().enumerate().find(|(_, month)| terms.now.last.is_some_and(|last| **month > last))?;
    let any = terms.rows.iter().any(|row| row.counts.get(nth).is_some_and(|count| *count > 0));
    any.then(|| format!("faded: {} so far", month(*newest)))
}

/// Name, number and what was to be expected.
fn head(canvas: &Canvas, row: &TermTrend, (x, y): Point, width: f64) {
    let (middle, right) = (y + HEAD / 2.0 - 2.0, x + width);
    let expected = row.expected.map_or_else(String::new, |expected| format!("({})", mean(expected)));
    canvas.text(&expected, (right, middle), Font::LABEL.aligned(Align::End));
    let more = row.expected.is_some_and(|expected| expected < slots(row.now));
    let token = match (row.clear, more, row.now) {
        (true, true, _) => Token::Worse,
        (true, false, _) => Token::Better,
        (false, _, 0) => Token::Muted,
        _ => Token::Ink,
    };
    let number = Font { size: 12.5, ..Font::LABEL }.strong(token).aligned(Align::End);
    let left = right - Font::LABEL.width("(00.0)").max(Font::LABEL.width(&expected)) - 4.0;
    canvas.text(&count(row.now), (left, middle), number);
    let mut room = left - number.width(&count(row.now)) - 8.0 - x;
    if row.clear {
        triangle(canvas, (x + room, middle), 4.0, more, token);
        room -= 12.0;
    }
    let name = Font { size: 12.0, token: Token::Ink, ..Font::LABEL };
    canvas.text(&fit(&title(&row.term), room, name.size, false), (x, middle), name);
}

/// The months of one squad.
struct Bars<'a> {
    terms: &'a Terms,
    most: usize,
    from: Point,
    width: f64,
}

impl Bars<'_> {
    fn draw(&self, canvas: &Canvas, row: &TermTrend) {
        let months = &self.terms.months;
        let slot = (self.width / slots(months.len())).min(14.0);
        let base = self.from.1 + PLOT;
        for (nth, number) in row.counts.iter().enumerate().filter(|(_, number)| **number > 0) {
            let high = PLOT * slots(*number) / slots(self.most);
            // The newest month stands at the right end, however many there are.
            let left = self.from.0 + self.width - slot * slots(months.len() - nth);
            let now = self.terms.now.holds(months[nth]);
            let partial = self.terms.now.last.is_some_and(|last| months[nth] > last);
            let token = if now { Token::Accent } else { Token::Low };
            let opacity = if partial { 0.45 } else { 1.0 };
            let corners = ((left + slot * 0.14, base - high), (left + slot * 0.86, base));
            canvas.rectangle(corners.0, corners.1, Fill { opacity, ..Fill::new(token) });
        }
        canvas.line((self.from.0, base), (self.from.0 + self.width, base), Stroke::new(Token::Axis, 1.0));
    }
}

fn tooltip(row: &TermTrend) -> String {
    let expected = row.expected.map_or_else(String::new, |expected| format!(", {} expected", mean(expected)));
    let all: usize = row.counts.iter().sum();
    format!("{}\nLast three months: {}{expected}\nAll months: {}", title(&row.term), count(row.now), count(all))
}

fn legend(terms: &Terms) -> Vec<(Sign, String)> {
    let mut entries = vec![
        (Sign::Bar(Token::Accent), "the last three complete months".to_owned()),
        (Sign::Bar(Token::Low), "earlier".to_owned()),
    ];
    for (more, token, words) in [(true, Token::Worse, "clearly more"), (false, Token::Better, "clearly fewer")] {
        let side = |row: &&TermTrend| row.expected.is_some_and(|expected| (expected < slots(row.now)) == more);
        if terms.changed().any(|row| side(&row)) {
            entries.push((Sign::Triangle(token, more), words.to_owned()));
        }
    }
    entries
}
