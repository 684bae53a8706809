//! How many incidents repeat an earlier one, month by month.
use super::canvas::{Align, Canvas, Caption, Drawing, Fill, Font, Frame, Plot, Token};
use super::kit::legend::{Legend, Sign};
use super::kit::months::{axis, newest};
use super::kit::number::{count, many, month, share, share_range};
use super::kit::ticks::{self, slots};
use super::kit::words::{Words, nothing, span};
use super::{Behind, Figure, FigureRow, FigureTable, Input};
use crate::trend::{LEAST_ELIGIBLE, RepeatMonth, RepeatRates};

/// Width in pixels and the most months, wide and narrow.
const WIDE: (f64, usize) = (960.0, usize::MAX);
const NARROW: (f64, usize) = (380.0, 13);

const PLOT: f64 = 150.0;
const BELOW: f64 = 34.0;

/// Between two numbers that stand beside each other.
const AIR: f64 = 10.0;

/// A part of a bar that is as high has room for a number.
const LINE: f64 = 16.0;

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let rates = input.repeats.rates(input.scope);
    let draw = |shape, caption: Caption<'_>| picture(&rates, shape, input, caption);
    words(&rates, input).figure(
        "repeats",
        input,
        &|caption| draw(WIDE, caption),
        Some(&|caption| draw(NARROW, caption)),
    )
}

fn picture(rates: &RepeatRates, (width, most): (f64, usize), input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    let begins = rates.months.iter().position(|month| month.eligible > 0);
    let Some(begins) = begins else { return nothing(&unknown(rates, input), width, caption) };
    let all = rates.months.len();
    let months = &rates.months[begins.max(all - newest(all).min(most)).min(all - 1)..];
    let most = months.iter().map(|month| month.eligible).max().unwrap_or(0).max(1);
    let signs = [("repeats an earlier incident", Token::Accent), ("does not", Token::Soft)];
    let signs = signs.map(|(words, token)| (Sign::Bar(token), words.to_owned())).to_vec();
    let partial = months.iter().find(|of| of.partial && of.eligible > 0);
    let legend = Legend::new(signs, partial.map(|of| format!("faded: {} so far", month(of.month))), width);
    let ticks = ticks::counts(slots(most) * 1.05, 4);
    let left = ticks.iter().map(|tick| Font::LABEL.width(&label(*tick))).fold(0.0, f64::max) + 12.0;
    let frame = Frame { left, top: legend.height + 12.0, width: width - 4.0 - left, height: PLOT };
    let canvas = Canvas::new(width, frame.bottom() + BELOW);
    legend.draw(&canvas, (0.0, 0.0));
    let Some(mut plot) = Plot::new(&canvas, frame, slots(months.len()), slots(most) * 1.05, ticks) else {
        return canvas.finish(caption);
    };
    canvas.group("axis", || plot.hairlines(&|tick| label(*tick)));
    let numbered = numbered(months, frame.width / slots(months.len()));
    for (nth, of) in months.iter().enumerate() {
        let href = input.href(Behind::Month(of.month));
        canvas.mark(&tooltip(of), &href, || bar(&canvas, &plot, nth, of, numbered(nth)));
    }
    let names: Vec<_> = months.iter().map(|of| of.month).collect();
    canvas.group("axis", || axis(&canvas, frame, &names));
    canvas.finish(caption)
}

fn unknown(rates: &RepeatRates, input: &Input<'_>) -> String {
    if rates.untold {
        return "An incident repeats an earlier one with the same root cause; drawn once root causes are said."
            .to_owned();
    }
    let months = usize::try_from(input.config.trends.repeat_months).unwrap_or(0);
    format!(
        "An incident whose root cause is said can be known for a repeat where {} lie before it; drawn from then on.",
        many(months, "month", "months")
    )
}

/// The months whose numbers are written: all, or where they would touch, the newest and those with the most.
fn numbered(months: &[RepeatMonth], slot: f64) -> impl Fn(usize) -> bool {
    let width = |of: &RepeatMonth| Font::LABEL.strong(Token::Ink).width(&count(of.repeats));
    let crowded = months.iter().any(|of| width(of) + AIR > slot);
    let last = months.iter().rposition(|of| !of.partial && of.repeats > 0);
    let most = months.iter().enumerate().rev().max_by_key(|(_, of)| of.repeats).map(|(nth, _)| nth);
    move |nth| !crowded || [last, most].contains(&Some(nth))
}

fn bar(canvas: &Canvas, plot: &Plot<'_>, nth: usize, of: &RepeatMonth, numbered: bool) {
    let (left, right) = (plot.at(slots(nth), 0.0).0, plot.at(slots(nth + 1), 0.0).0);
    let (middle, half) = (f64::midpoint(left, right), ((right - left) * 0.36).min(22.0));
    canvas.sense((left, plot.frame.top), (right, plot.frame.bottom()));
    let opacity = if of.partial { 0.45 } else { 1.0 };
    for (from, to, token) in [(0, of.repeats, Token::Accent), (of.repeats, of.eligible, Token::Soft)] {
        if to > from {
            let (top, foot) = (plot.at(0.0, slots(to)).1, plot.at(0.0, slots(from)).1);
            let fill = Fill { opacity, radius: 1.2, apart: true, ..Fill::new(token) };
            canvas.rectangle((middle - half, top), (middle + half, foot), fill);
        }
    }
    if numbered && of.repeats > 0 {
        number(canvas, plot, middle, half * 2.0, of);
    }
}

/// How many repeat, in their part of the bar, or where that is too small, above the bar.
fn number(canvas: &Canvas, plot: &Plot<'_>, middle: f64, width: f64, of: &RepeatMonth) {
    let words = count(of.repeats);
    let (top, base) = (plot.at(0.0, slots(of.repeats)).1, plot.at(0.0, 0.0).1);
    let font = Font::LABEL.strong(Token::Ink).aligned(Align::Middle);
    if base - top >= LINE && font.width(&words) + 2.0 <= width {
        let token = if of.partial { Token::Ink } else { Token::Surface };
        canvas.text(&words, (middle, top + LINE / 2.0), font.strong(token));
    } else {
        canvas.text(&words, (middle, plot.at(0.0, slots(of.eligible)).1 - 8.0), font.over());
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ticks are whole and not negative")]
fn label(tick: f64) -> String {
    count(tick as usize)
}

fn tooltip(of: &RepeatMonth) -> String {
    format!("{}\n{} of {} repeat an earlier one", month(of.month), count(of.repeats), count(of.eligible))
}

fn words(rates: &RepeatRates, input: &Input<'_>) -> Words {
    let (repeats, eligible) = (rates.repeats, rates.eligible);
    let months = input.config.trends.repeat_months;
    let title = match (&rates.rate, eligible) {
        (_, 0) if rates.untold => "No root cause is said, so no repeat is known".to_owned(),
        (_, 0) => "Too little history for repeats".to_owned(),
        (Ok(rate), _) => format!("{} of incidents repeat an earlier one", share(rate.count, rate.of)),
        (Err(_), _) => {
            format!("{} of {} repeat an earlier one", count(repeats), many(eligible, "incident", "incidents"))
        }
    };
    let rate = match &rates.rate {
        Ok(rate) => format!("95% interval {}. ", share_range((rate.low, rate.high))),
        Err(_) if eligible > 0 => format!("No rate is said below {LEAST_ELIGIBLE} incidents. "),
        Err(_) => String::new(),
    };
    let subtitle = format!(
        "{} of {} in {}. {rate}A repeat names the earlier case, or has its root cause in the same service or squad within \
         {}.",
        count(repeats),
        count(eligible),
        span(&rates.window),
        many(usize::try_from(months).unwrap_or(0), "month", "months")
    );
    let description =
        format!("Bars of incidents a month, those that repeat an earlier one at the foot. {title}. {subtitle}");
    Words { title, subtitle, description, table: table(rates, input) }
}

fn table(rates: &RepeatRates, input: &Input<'_>) -> FigureTable {
    let head = ["Month", "Repeats", "Could have been", "Twelve months: rate", "95% interval"];
    let row = |of: &RepeatMonth| {
        let rate = of.rolling.as_ref().ok();
        let dash = || "–".to_owned();
        let value = rate.map_or_else(dash, |rate| share(rate.count, rate.of));
        let interval = rate.map_or_else(dash, |rate| share_range((rate.low, rate.high)));
        FigureRow {
            name: format!("{}{}", month(of.month), if of.partial { " (so far)" } else { "" }),
            href: Some(input.href(Behind::Month(of.month))).filter(|href| !href.is_empty()),
            cells: vec![count(of.repeats), count(of.eligible), value, interval],
        }
    };
    FigureTable {
        caption: "Repeats month by month".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rates.months.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Month;
    use crate::trend::{Counted, Silence};

    #[test]
    fn numbers_that_would_touch_leave_the_newest_and_the_most() {
        let month: Month = "2026-01".parse().expect("a month");
        let of = |(nth, repeats): (i32, usize)| RepeatMonth {
            month: month.plus(nth),
            partial: nth == 3,
            repeats,
            eligible: repeats,
            rolling: Err(Silence { of: Counted::Eligible, have: 0, need: 10 }),
        };
        let months: Vec<RepeatMonth> = (0..).zip([180, 240, 120, 110]).map(of).collect();
        let written = |slot| (0..4).filter(|nth| numbered(&months, slot)(*nth)).collect::<Vec<_>>();
        assert_eq!(written(80.0), [0, 1, 2, 3]);
        assert_eq!(written(26.0), [1, 2]);
    }
}
