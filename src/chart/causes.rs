//! Root causes by number of incidents, against the twelve months before: a Pareto chart without a second axis.
mod narrow;
mod wide;
mod words;

use super::canvas::{Align, Canvas, Caption, Fill, Font, Point, Stroke, Token};
use super::kit::legend::{Legend, Sign, triangle};
use super::kit::number::{count, percent, share, times};
use super::kit::ticks::slots;
use super::kit::words::title;
use super::{Behind, Figure, Input};
use crate::trend::{CauseCount, Causes};

/// What a drawing of nothing says.
const NOTHING: &str = "No incidents in complete months yet; drawn once there are.";

/// Fewer incidents than this have no ranking: the next one turns it over.
const FEW: usize = 10;

/// More causes than this are drawn as one; the table has all of them.
const MOST: usize = 15;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let rows = rows(&input.trends.causes, input);
    let wide = |caption: Caption<'_>| wide::draw(&rows, input, caption);
    let narrow = |caption: Caption<'_>| narrow::draw(&rows, input, caption);
    words::of(&input.trends.causes, input).figure("causes", input, &wide, Some(&narrow))
}

/// One bar with its numbers.
struct Row {
    title: String,
    href: String,
    now: usize,
    before: Option<usize>,
    /// The incidents of this cause and all above it.
    running: usize,
    /// Whether it is one of the few that make up 80 %.
    vital: bool,
    change: Option<Change>,
}

/// A change that chance does not explain.
struct Change {
    more: bool,
    words: String,
}

fn rows(causes: &Causes, input: &Input<'_>) -> Vec<Row> {
    let shown = if causes.rows.len() > MOST { MOST - 1 } else { causes.rows.len() };
    let (vital, few) = (causes.vital_few(), causes.total() < FEW);
    let mut running = 0;
    let compared = causes.before.is_some();
    let mut rows: Vec<Row> = Vec::new();
    for (nth, row) in causes.rows.iter().take(shown).enumerate() {
        running += row.now;
        rows.push(Row {
            title: title(&row.cause),
            href: input.href(Behind::Cause(&row.cause.id)),
            now: row.now,
            before: compared.then_some(row.before),
            running,
            vital: nth < vital || few,
            change: change(row),
        });
    }
    rows.extend(rest(&causes.rows[shown..], compared, causes.total()));
    rows
}

fn rest(rows: &[CauseCount], compared: bool, total: usize) -> Option<Row> {
    let sum = |of: fn(&CauseCount) -> usize| rows.iter().map(of).sum();
    (!rows.is_empty()).then(|| Row {
        title: format!("{} other causes", count(rows.len())),
        href: String::new(),
        now: sum(|row| row.now),
        before: compared.then(|| sum(|row| row.before)),
        running: total,
        vital: false,
        change: None,
    })
}

fn change(row: &CauseCount) -> Option<Change> {
    let change = row.change.filter(|_| row.clear)?;
    let words = change.ratio.map_or_else(|| "new".to_owned(), times);
    Some(Change { more: change.ratio.is_none_or(|ratio| ratio > 1.0), words })
}

/// The greatest count that a bar or a tick shows; at least 1.
fn most(rows: &[Row]) -> f64 {
    rows.iter().map(|row| slots(row.now.max(row.before.unwrap_or(0)))).fold(1.0, f64::max)
}

/// A bar from a point on, `long` pixels for `most`, with its tick.
fn bar(canvas: &Canvas, row: &Row, (x, y): Point, thick: f64, scale: &dyn Fn(usize) -> f64) {
    let token = if row.vital { Token::Accent } else { Token::Soft };
    let fill = Fill { radius: 2.0, ..Fill::new(token) };
    canvas.rectangle((x, y - thick / 2.0), (x + scale(row.now), y + thick / 2.0), fill);
    if let Some(before) = row.before {
        let (at, half) = (x + scale(before), thick / 2.0 + 3.0);
        canvas.line((at, y - half), (at, y + half), Stroke::new(Token::Surface, 4.4));
        canvas.line((at, y - half), (at, y + half), Stroke::new(Token::Ink, 2.0));
    }
}

/// A clear change, its right end at a point; a dash where there is none.
fn draw_change(canvas: &Canvas, row: &Row, (x, y): Point) {
    let Some(change) = &row.change else {
        canvas.text("–", (x, y), Font::LABEL.aligned(Align::End));
        return;
    };
    let token = if change.more { Token::Worse } else { Token::Better };
    let font = Font { size: 12.0, ..Font::LABEL }.strong(token).aligned(Align::End);
    canvas.text(&change.words, (x, y), font);
    triangle(canvas, (x - font.width(&change.words) - 8.0, y), 4.0, change.more, token);
}

/// What a pointer is told.
fn tooltip(row: &Row, total: usize) -> String {
    let before =
        row.before.map_or_else(String::new, |before| format!("\n{} in the twelve months before", count(before)));
    let title = &row.title;
    format!("{title}\n{} of {} incidents, {}{before}", count(row.now), count(total), share(row.now, total))
}

fn legend(rows: &[Row], total: usize, width: f64) -> Legend {
    let mut entries = Vec::new();
    // A colour is explained where there are two.
    if rows.iter().any(|row| !row.vital && row.now > 0) {
        if total >= FEW {
            entries.push((Sign::Bar(Token::Accent), format!("together at least {}", percent(80))));
        }
        entries.push((Sign::Bar(Token::Soft), "the others".to_owned()));
    }
    if rows.iter().any(|row| row.before.is_some()) {
        entries.push((Sign::Tick(Token::Ink), "the twelve months before".to_owned()));
    }
    Legend::new(entries, None, width)
}
