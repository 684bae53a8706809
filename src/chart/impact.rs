//! How much users felt, month by month, with the largest incidents named.
use super::canvas::{Align, Canvas, Caption, Drawing, Fill, Font, Frame, Plot, Point, Token, fit};
use super::kit::legend::{Legend, Sign};
use super::kit::months::axis;
use super::kit::number::{count, many, month, percent};
use super::kit::strip::length;
use super::kit::ticks::{self, slots};
use super::kit::words::{Words, nothing, span};
use super::{Behind, Figure, FigureRow, FigureTable, Input};
use crate::time::Month;
use crate::trend::{ImpactMinutes, ImpactMonth};

/// Pixels.
const WIDE: f64 = 960.0;
const NARROW: f64 = 380.0;

const PLOT: f64 = 170.0;
const BELOW: f64 = 48.0;

/// A year, which the words are about, and the month that is not over: one extreme incident shall not flatten all others for long.
const MONTHS: usize = 13;

/// The incidents that are named, and the height of a line of names.
const NAMED: usize = 5;
const LINE: f64 = 20.0;

/// What a drawing of nothing says.
const NOTHING: &str = "No incident of the last year says both when it was mitigated and what share of users it hit: “mitigated” and \
     “impact.users_percent” in its front matter do.";

/// The radius of the disc that a number of the list lies on, and the room that it takes.
const BADGE: f64 = 8.0;
const ROOM: f64 = 19.0;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let impact = ImpactMinutes::of(input.scope);
    let draw = |width, caption: Caption<'_>| picture(&impact, width, input, caption);
    words(&impact, input).figure(
        "impact",
        input,
        &|caption| draw(WIDE, caption),
        Some(&|caption| draw(NARROW, caption)),
    )
}

fn picture(impact: &ImpactMinutes, width: f64, input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    let months = &impact.months[impact.months.len().saturating_sub(MONTHS)..];
    let most = months.iter().map(|month| month.sum.minutes).fold(0.0, f64::max);
    if most <= 0.0 {
        return nothing(NOTHING, width, caption);
    }
    let others = months.iter().any(|of| of.sum.largest.is_some_and(|(_, largest)| of.sum.minutes > largest));
    let signs = [("the month’s largest incident", Token::Accent), ("the others", Token::Soft)];
    let signs = signs.into_iter().take(if others { 2 } else { 1 });
    let signs = signs.map(|(words, token)| (Sign::Bar(token), words.to_owned())).collect();
    let partial = months.iter().find(|of| of.partial && of.sum.minutes > 0.0);
    let partial = partial.map_or_else(String::new, |of| format!("; faded: {} so far", month(of.month)));
    let note = format!("minutes a month{partial}");
    let legend = Legend::new(signs, Some(note), width);
    let ticks = ticks::counts(most * 1.1, 4);
    let left = ticks.iter().map(|tick| Font::LABEL.width(&whole(*tick))).fold(0.0, f64::max) + 12.0;
    let named: Vec<(usize, f64)> = impact.cases.iter().take(NAMED).copied().collect();
    let slot = (width - 4.0 - left) / slots(months.len());
    let (beside, rows) = stacked(months, &named, slot, input);
    let frame = Frame { left, top: legend.height + 5.0 + ROOM * slots(rows), width: width - 4.0 - left, height: PLOT };
    let canvas = Canvas::new(width, frame.bottom() + BELOW + LINE * slots(named.len()));
    legend.draw(&canvas, (0.0, 0.0));
    let Some(mut plot) = Plot::new(&canvas, frame, slots(months.len()), most * 1.1, ticks) else {
        return canvas.finish(caption);
    };
    canvas.group("axis", || plot.hairlines(&|tick| whole(*tick)));
    for (nth, of) in months.iter().enumerate() {
        canvas.mark(&tooltip(of, input), &input.href(Behind::Month(of.month)), || bar(&canvas, &plot, nth, of));
    }
    canvas.group("notes", || numbers(&canvas, &plot, months, &named, beside, input));
    let all: Vec<Month> = months.iter().map(|of| of.month).collect();
    canvas.group("axis", || axis(&canvas, frame, &all));
    names(&canvas, &named, frame.bottom() + BELOW, input);
    canvas.finish(caption)
}

fn bar(canvas: &Canvas, plot: &Plot<'_>, nth: usize, of: &ImpactMonth) {
    let (left, right) = (plot.at(slots(nth), 0.0).0, plot.at(slots(nth + 1), 0.0).0);
    let (middle, half) = (f64::midpoint(left, right), ((right - left) * 0.36).min(22.0));
    canvas.sense((left, plot.frame.top), (right, plot.frame.bottom()));
    let opacity = if of.partial { 0.45 } else { 1.0 };
    let largest = of.sum.largest.map_or(0.0, |(_, minutes)| minutes);
    for (from, to, token) in [(0.0, largest, Token::Accent), (largest, of.sum.minutes, Token::Soft)] {
        let (top, foot) = (plot.at(0.0, to).1, plot.at(0.0, from).1);
        if foot - top > 0.4 {
            let fill = Fill { opacity, radius: 1.2, apart: foot - top > 3.0, ..Fill::new(token) };
            canvas.rectangle((middle - half, top), (middle + half, foot), fill);
        }
    }
}

/// Which of the named incidents began in a month, by rank.
fn ranks(of: &ImpactMonth, named: &[(usize, f64)], input: &Input<'_>) -> Vec<usize> {
    let inside =
        |(_, (at, _)): &(usize, &(usize, f64))| input.scope.case(*at).is_some_and(|case| case.month() == of.month);
    named.iter().enumerate().filter(inside).map(|(rank, _)| rank).collect()
}

/// How many numbers have room beside each other above a month of a width, and how many rows that takes at most.
fn stacked(months: &[ImpactMonth], named: &[(usize, f64)], slot: f64, input: &Input<'_>) -> (usize, usize) {
    let beside = (1..=NAMED).rev().find(|n| ROOM * slots(*n) <= slot).unwrap_or(1);
    let most = months.iter().map(|of| ranks(of, named, input).len()).max().unwrap_or(0);
    (beside, most.div_ceil(beside).max(1))
}

/// The numbers of the named incidents above the bars that they are in, in rows of so many.
fn numbers(
    canvas: &Canvas,
    plot: &Plot<'_>,
    months: &[ImpactMonth],
    named: &[(usize, f64)],
    beside: usize,
    input: &Input<'_>,
) {
    for (nth, of) in months.iter().enumerate() {
        let (x, y) = plot.at(slots(nth) + 0.5, of.sum.minutes);
        for (row, ranks) in ranks(of, named, input).chunks(beside).enumerate() {
            for (at, rank) in ranks.iter().enumerate() {
                let x = x + ROOM * (slots(at) - slots(ranks.len() - 1) / 2.0);
                badge(canvas, *rank, (x, y - BADGE - 4.0 - ROOM * slots(row)));
            }
        }
    }
}

/// A number of the list below, which is no number of minutes.
fn badge(canvas: &Canvas, rank: usize, middle: Point) {
    canvas.disc(middle, BADGE, Fill::new(Token::Ink));
    let font = Font { size: 10.5, ..Font::LABEL }.strong(Token::Surface).aligned(Align::Middle);
    canvas.text(&(rank + 1).to_string(), middle, font);
}

/// The largest incidents, numbered.
fn names(canvas: &Canvas, named: &[(usize, f64)], top: f64, input: &Input<'_>) {
    let font = Font { size: 12.0, token: Token::Ink, ..Font::LABEL };
    let when = Font { token: Token::Muted, ..font };
    let long = 36.0 + named.iter().map(|(_, minutes)| font.width(&length(*minutes))).fold(0.0, f64::max);
    let width = canvas.width();
    let cases = || named.iter().filter_map(|(nth, _)| input.scope.case(*nth));
    let left = long + 28.0 + cases().map(|case| when.width(&month(case.month()))).fold(0.0, f64::max);
    for (rank, (nth, minutes)) in named.iter().enumerate() {
        let y = top + LINE * (slots(rank) + 0.5);
        let Some(case) = input.scope.case(*nth) else { continue };
        let title = &case.postmortem.title.value;
        canvas.mark(title, &input.href(Behind::Case(*nth)), || {
            canvas.sense((0.0, y - LINE / 2.0), (width, y + LINE / 2.0));
            badge(canvas, rank, (14.0, y));
            canvas.text(&length(*minutes), (long, y), font.aligned(Align::End));
            canvas.text(&month(case.month()), (long + 16.0, y), when);
            canvas.text(&fit(title, width - left, font.size, false), (left, y), font);
        });
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates")]
fn whole(minutes: f64) -> String {
    count(libm::round(minutes.max(0.0)) as usize)
}

fn tooltip(of: &ImpactMonth, input: &Input<'_>) -> String {
    let largest = of.sum.largest.and_then(|(nth, minutes)| Some((input.scope.case(nth)?, minutes)));
    let largest = largest.map_or_else(String::new, |(case, minutes)| {
        format!("\nLargest: {}, {}", fit(&case.postmortem.title.value, 420.0, 12.0, false), length(minutes))
    });
    format!(
        "{}\n{}, known for {} of {}{largest}",
        month(of.month),
        length(of.sum.minutes),
        count(of.sum.known),
        count(of.sum.of)
    )
}

fn words(impact: &ImpactMinutes, input: &Input<'_>) -> Words {
    let sum = &impact.sum;
    let title = match (sum.of, sum.known) {
        (0, _) => "No incidents in complete months".to_owned(),
        (1, 0) => "The one incident does not say how much users felt".to_owned(),
        (of, 0) => format!("None of {} says how much users felt", many(of, "incident", "incidents")),
        _ => format!("Users felt as much as {} of complete outage", length(sum.minutes)),
    };
    let three = sum.top_three.filter(|_| impact.cases.len() > 3).map_or_else(String::new, |share| {
        format!(" The three largest make up {}.", percent(libm::round(share * 100.0)))
    });
    let subtitle = format!(
        "{}. Minutes from start to mitigation times the share of users hit, known for {} of {}.{three}",
        span(&impact.window),
        count(sum.known),
        many(sum.of, "incident", "incidents")
    );
    let description =
        format!("Bars of impact minutes a month, the largest incident of each at the foot. {title}. {subtitle}");
    Words { title, subtitle, description, table: table(impact, input) }
}

fn table(impact: &ImpactMinutes, input: &Input<'_>) -> FigureTable {
    let row = |of: &ImpactMonth| {
        let largest = of.sum.largest.and_then(|(nth, minutes)| Some((input.scope.case(nth)?, minutes)));
        let dash = || "–".to_owned();
        let name = largest.map_or_else(dash, |(case, _)| case.postmortem.title.value.clone());
        let minutes = largest.map_or_else(dash, |(_, minutes)| whole(minutes));
        FigureRow {
            name: format!("{}{}", month(of.month), if of.partial { " (so far)" } else { "" }),
            href: Some(input.href(Behind::Month(of.month))).filter(|href| !href.is_empty()),
            cells: vec![
                whole(of.sum.minutes),
                format!("{} of {}", count(of.sum.known), count(of.sum.of)),
                minutes,
                name,
            ],
        }
    };
    FigureTable {
        caption: "Impact minutes month by month".to_owned(),
        head: ["Month", "Impact minutes", "Known for", "Largest", "Incident"].map(str::to_owned).to_vec(),
        rows: impact.months.iter().map(row).collect(),
    }
}
