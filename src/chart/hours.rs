//! When incidents begin, by weekday and hour.
use super::canvas::{Align, Canvas, Caption, Drawing, Fill, Font, Point, Token};
use super::kit::number::{count, share, share_range};
use super::kit::ticks::slots;
use super::kit::words::{Words, nothing};
use super::{Figure, FigureRow, FigureTable, Input};
use crate::trend::{CLEAR, CLOSES, LEAST_HOURS, OPENS, Punches};

const WIDTH: f64 = 960.0;
const LEFT: f64 = 44.0;
const ROW: f64 = 32.0;
const SLOT: f64 = (WIDTH - LEFT - 50.0) / 24.0;

/// The height of the bars of hours, and where the words lie below them.
const BARS: f64 = 40.0;
const TOP: f64 = 8.0;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let punches = Punches::of(input.scope);
    words(&punches, input).figure("hours", input, &|caption: Caption<'_>| picture(&punches, caption), None)
}

fn picture(punches: &Punches, caption: Caption<'_>) -> Drawing {
    if punches.known < LEAST_HOURS {
        let words = format!(
            "Drawn from {LEAST_HOURS} incidents on whose time of day is known; {} so far.",
            count(punches.known)
        );
        return nothing(&words, WIDTH, caption);
    }
    let bottom = TOP + ROW * 7.0;
    let canvas = Canvas::new(WIDTH, bottom + BARS + 30.0);
    office(&canvas);
    let most = slots(punches.counts.iter().flatten().copied().max().unwrap_or(1).max(1));
    for (day, (name, counts)) in DAYS.iter().zip(&punches.counts).enumerate() {
        let y = TOP + ROW * (slots(day) + 0.5);
        canvas.text(name, (LEFT - 10.0, y), Font::LABEL.aligned(Align::End));
        for (hour, number) in counts.iter().enumerate().filter(|(_, number)| **number > 0) {
            // A disc's area says how many.
            let radius = (libm::sqrt(slots(*number) / most) * (ROW / 2.0 - 2.0)).max(2.0);
            canvas.mark(&tooltip(name, hour, *number), "", || {
                canvas.disc(at(day, hour), radius, Fill::new(Token::Accent));
            });
        }
        let sum = Font { size: 12.0, ..Font::LABEL }.strong(Token::Ink).aligned(Align::End);
        canvas.text(&count(counts.iter().sum()), (WIDTH - 4.0, y), sum);
    }
    hours(&canvas, punches, bottom);
    canvas.finish(caption)
}

fn at(day: usize, hour: usize) -> Point {
    (LEFT + SLOT * (slots(hour) + 0.5), TOP + ROW * (slots(day) + 0.5))
}

/// The office hours, behind everything.
fn office(canvas: &Canvas) {
    let corners = ((LEFT + SLOT * slots(OPENS), TOP), (LEFT + SLOT * slots(CLOSES), TOP + ROW * 5.0));
    canvas.rectangle(corners.0, corners.1, Fill { radius: 3.0, ..Fill::new(Token::Band) });
}

/// The sum of each hour as a bar, and its name.
fn hours(canvas: &Canvas, punches: &Punches, bottom: f64) {
    let sums: [usize; 24] = std::array::from_fn(|hour| punches.counts.iter().map(|day| day[hour]).sum());
    let most = slots(sums.iter().copied().max().unwrap_or(1).max(1));
    let base = bottom + BARS + 6.0;
    for (hour, sum) in sums.iter().enumerate() {
        let (x, _) = at(0, hour);
        let high = BARS * slots(*sum) / most;
        let fill = Fill { radius: 1.0, ..Fill::new(Token::Soft) };
        canvas.rectangle((x - SLOT * 0.32, base - high), (x + SLOT * 0.32, base), fill);
        if hour % 3 == 0 {
            canvas.text(&format!("{hour:02}"), (x, base + 14.0), Font::LABEL.aligned(Align::Middle));
        }
    }
}

fn tooltip(day: &str, hour: usize, number: usize) -> String {
    format!("{day} {hour:02}:00 to {hour:02}:59\n{}", super::kit::number::incidents(number))
}

fn words(punches: &Punches, input: &Input<'_>) -> Words {
    let title = punches.off().map_or_else(
        |_| "Too few incidents to say at which hours they begin".to_owned(),
        |off| format!("{} of incidents begin outside office hours", share(off.share.count, off.share.of)),
    );
    let subtitle = subtitle(punches, input);
    let description = format!("Discs by weekday and hour, larger with more incidents. {title}. {subtitle}");
    let head = ["Day".to_owned()].into_iter().chain((0..24).map(|hour| format!("{hour:02}"))).chain(["All".to_owned()]);
    let row = |(name, counts): (&&str, &[usize; 24])| FigureRow {
        name: (*name).to_owned(),
        href: None,
        cells: counts.iter().copied().chain([counts.iter().sum()]).map(count).collect(),
    };
    let table = FigureTable {
        caption: "Incidents by weekday and hour of their start".to_owned(),
        head: head.collect(),
        rows: DAYS.iter().zip(&punches.counts).map(row).collect(),
    };
    Words { title, subtitle, description, table }
}

fn subtitle(punches: &Punches, input: &Input<'_>) -> String {
    let zone = &input.config.timezone_name;
    let known = format!("The time of day is known for {} of {}, in {zone}.", count(punches.known), count(punches.of));
    let Ok(off) = punches.off() else { return known };
    let chance = if off.p < CLEAR {
        "The difference is more than chance explains"
    } else {
        "Chance would explain the difference"
    };
    format!(
        "95% interval {}; spread evenly over the week it would be {}, as office hours are Monday to Friday, {OPENS:02} to \
         {CLOSES:02}. {chance}. {known}",
        share_range((off.share.low, off.share.high)),
        share(168 - 5 * (CLOSES - OPENS), 168)
    )
}
