//! The last year day by day, Monday on top.
use jiff::ToSpan;
use jiff::civil::Date;

use super::canvas::{Align, Canvas, Caption, Drawing, Fill, Font, Point, Stroke, Token};
use super::kit::legend::{Legend, Sign};
use super::kit::number::{count, day as written, incidents, many, short};
use super::kit::ticks::slots;
use super::kit::words::{Words, nothing};
use super::{Behind, Figure, FigureRow, FigureTable, Input};
use crate::time::Month;
use crate::trend::{DayCount, days};

const WIDTH: f64 = 960.0;
const LEFT: f64 = 34.0;
const TOP: f64 = 20.0;

/// The weeks that are drawn.
const WEEKS: i64 = 53;

/// How dark a day with so many incidents is.
const SHADES: [(usize, f64); 4] = [(1, 0.30), (2, 0.55), (3, 0.78), (4, 1.0)];

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let year = Year::new(input);
    let words = words(&year, input);
    words.figure("calendar", input, &|caption: Caption<'_>| picture(&year, input, caption), None)
}

/// Between the labels of two months.
const APART: f64 = 8.0;

/// The days that are drawn.
struct Year {
    /// The Monday of the first column.
    monday: Date,
    /// The first day that is counted, in that week.
    first: Date,
    last: Date,
    days: Vec<DayCount>,
}

impl Year {
    fn new(input: &Input<'_>) -> Self {
        let last = input.scope.as_of;
        let since_monday = i64::from(last.weekday().to_monday_zero_offset());
        let full = last.saturating_sub((since_monday + 7 * (WEEKS - 1)).days());
        // Days before the history would look as if nothing had happened.
        let begin = input.scope.first().map_or(last, Month::first_day);
        let first = full.max(begin);
        let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
        let days = days(input.scope).into_iter().filter(|day| (first..=last).contains(&day.day)).collect();
        Self { monday, first, last, days }
    }

    fn total(&self) -> usize {
        self.days.iter().map(|day| day.cases.len()).sum()
    }

    fn length(&self) -> usize {
        self.first.until(self.last).map_or(0, |span| usize::try_from(span.get_days()).unwrap_or(0)) + 1
    }

    /// Column and row of a day.
    fn at(&self, day: Date) -> (usize, usize) {
        let since = self.monday.until(day).map_or(0, |span| usize::try_from(span.get_days()).unwrap_or(0));
        (since / 7, since % 7)
    }
}

fn picture(year: &Year, input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    if year.days.is_empty() {
        return nothing("No incidents in the last year.", WIDTH, caption);
    }
    let slot = (WIDTH - LEFT) / slots(usize::try_from(WEEKS).unwrap_or(53));
    let severities = input.config.taxonomy.severities();
    let worst = severities.first().filter(|_| severities.len() > 1 && year.days.iter().any(|day| day.worst == 0));
    let legend = Legend::new(legend(year, worst.map(|term| term.title.as_str())), None, WIDTH);
    let bottom = TOP + slot * 7.0;
    let canvas = Canvas::new(WIDTH, bottom + 12.0 + legend.height);
    let corner = |day: Date| {
        let (column, row) = year.at(day);
        (LEFT + slot * slots(column), TOP + slot * slots(row))
    };
    canvas.group("axis", || labels(&canvas, year, &corner, slot));
    for day in &year.days {
        let (at, worst) = (corner(day.day), worst.is_some() && day.worst == 0);
        canvas.mark(&tooltip(day, input), &href(day, input), || square(&canvas, at, slot, day.cases.len(), worst));
    }
    legend.draw(&canvas, (LEFT, bottom + 10.0));
    canvas.finish(caption)
}

/// The squares of days without incidents as one field with gaps, weekdays and months.
fn labels(canvas: &Canvas, year: &Year, corner: &dyn Fn(Date) -> Point, slot: f64) {
    for (row, name) in ["Mon", "Wed", "Fri", "Sun"].into_iter().enumerate() {
        let y = TOP + slot * (slots(row * 2) + 0.5);
        canvas.text(name, (LEFT - 8.0, y), Font::LABEL.aligned(Align::End));
    }
    let ((columns, rows), (_, begins)) = (year.at(year.last), year.at(year.first));
    for row in 0..7 {
        let (from, until) = (usize::from(row < begins), columns + usize::from(row <= rows));
        let (y, left, right) = (TOP + slot * slots(row), LEFT + slot * slots(from), LEFT + slot * slots(until));
        if until > from {
            let fill = Fill { opacity: 0.75, ..Fill::new(Token::Band) };
            canvas.rectangle((left + 1.0, y + 1.0), (right - 1.0, y + slot - 1.0), fill);
        }
    }
    for column in 1..=columns {
        let x = LEFT + slot * slots(column);
        canvas.line((x, TOP), (x, TOP + slot * 7.0), Stroke::new(Token::Surface, 2.0));
    }
    for (label, x) in months(year, corner) {
        let x = x.min(WIDTH - Font::LABEL.width(&label));
        canvas.text(&label, (x, TOP - 10.0), Font::LABEL);
    }
}

/// The names of the months and where they begin; the first, of which only days may be drawn, gives way to the second.
fn months(year: &Year, corner: &dyn Fn(Date) -> Point) -> Vec<(String, f64)> {
    let label = |month: Month| if month.number() == 1 { month.year().to_string() } else { short(month).to_owned() };
    let all = std::iter::successors(Some(Month::of(year.first)), |month| Some(month.plus(1)))
        .take_while(|month| month.first_day() <= year.last)
        .map(|month| (label(month), corner(month.first_day().max(year.first)).0));
    let mut all: Vec<(String, f64)> = all.collect();
    if let [(first, x), (_, next), ..] = all.as_slice()
        && x + Font::LABEL.width(first) + APART > *next
    {
        all.remove(0);
    }
    all
}

fn square(canvas: &Canvas, (x, y): Point, slot: f64, number: usize, worst: bool) {
    let fill = Fill { radius: 2.0, opacity: shade(number), ..Fill::new(Token::Accent) };
    canvas.rectangle((x + 1.0, y + 1.0), (x + slot - 1.0, y + slot - 1.0), fill);
    if worst {
        let middle = (x + slot / 2.0, y + slot / 2.0);
        canvas.disc(middle, 3.4, Fill::new(Token::Surface));
        canvas.disc(middle, 2.4, Fill::new(Token::Crit));
    }
}

fn shade(number: usize) -> f64 {
    SHADES.iter().rev().find(|(from, _)| number >= *from).map_or(0.0, |(_, shade)| *shade)
}

fn href(day: &DayCount, input: &Input<'_>) -> String {
    match day.cases.as_slice() {
        [one] => input.href(Behind::Case(*one)),
        _ => input.href(Behind::Month(Month::of(day.day))),
    }
}

fn tooltip(day: &DayCount, input: &Input<'_>) -> String {
    let titles = day.cases.iter().filter_map(|nth| input.scope.case(*nth));
    let titles: Vec<&str> = titles.take(5).map(|case| case.postmortem.title.value.as_str()).collect();
    format!("{}, {}\n{}", written(day.day), incidents(day.cases.len()), titles.join("\n"))
}

fn legend(year: &Year, worst: Option<&str>) -> Vec<(Sign, String)> {
    let most = year.days.iter().map(|day| day.cases.len()).max().unwrap_or(0);
    let last = SHADES.len() - 1;
    let shades = SHADES.iter().enumerate().filter(|(_, (from, _))| *from <= most);
    let words = |nth: usize, from: usize| match nth {
        0 => "1 incident".to_owned(),
        nth if nth == last => format!("{from} or more"),
        _ => from.to_string(),
    };
    let shades = shades.map(|(nth, (from, shade))| (Sign::Shade(Token::Accent, *shade), words(nth, *from)));
    shades.chain(worst.map(|title| (Sign::Dot(Token::Crit), format!("{title} among them")))).collect()
}

fn words(year: &Year, input: &Input<'_>) -> Words {
    let title = match year.days.len() {
        0 => "No incidents in the last year".to_owned(),
        n => format!("{} of {} had an incident", count(n), many(year.length(), "day", "days")),
    };
    let subtitle = format!(
        "{} from {} to {}, by the day on which they began.",
        incidents(year.total()),
        written(year.first),
        written(year.last)
    );
    let description = format!("A square for each day, Monday on top, darker with more incidents. {title}. {subtitle}");
    let row = |day: &DayCount| {
        let titles = day.cases.iter().filter_map(|nth| input.scope.case(*nth));
        let titles: Vec<&str> = titles.map(|case| case.postmortem.title.value.as_str()).collect();
        let href = Some(href(day, input)).filter(|href| !href.is_empty());
        FigureRow { name: written(day.day), href, cells: vec![count(day.cases.len()), titles.join("; ")] }
    };
    let table = FigureTable {
        caption: "Days with incidents".to_owned(),
        head: ["Day", "Incidents", "Cases"].map(str::to_owned).to_vec(),
        rows: year.days.iter().map(row).collect(),
    };
    Words { title, subtitle, description, table }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The months that are named where the first and the last day drawn are these.
    fn named(first: &str, last: &str) -> Vec<String> {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        let (first, last) = (date(first), date(last));
        let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
        let year = Year { monday, first, last, days: Vec::new() };
        let corner = |day: Date| (slots(year.at(day).0) * 17.4, 0.0);
        months(&year, &corner).into_iter().map(|(label, _)| label).collect()
    }

    #[test]
    fn every_full_month_is_named() {
        // Of the first month only a day is drawn, then two weeks.
        assert_eq!(named("2026-08-31", "2026-11-21"), ["Sep", "Oct", "Nov"]);
        assert_eq!(named("2025-11-17", "2026-03-01"), ["Nov", "Dec", "2026", "Feb", "Mar"]);
        assert_eq!(named("2026-09-01", "2026-09-20"), ["Sep"]);
    }

    #[test]
    fn any_day_names_the_eleven_months_that_are_whole() {
        let days = std::iter::successors("2024-01-01".parse::<Date>().ok(), |day| day.tomorrow().ok()).take(800);
        for last in days {
            let since = i64::from(last.weekday().to_monday_zero_offset()) + 7 * (WEEKS - 1);
            let first = last.saturating_sub(since.days());
            let named = named(&first.to_string(), &last.to_string()).len();
            let whole = (last.year() - first.year()) * 12 + i16::from(last.month()) - i16::from(first.month());
            let named = i16::try_from(named).expect("few");
            assert!((whole..=whole + 1).contains(&named), "{first} to {last}: {named} of {whole}");
        }
    }
}
