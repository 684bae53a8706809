//! Where an axis is labelled: round counts, and months as calendars have them.
use super::number::short;
use crate::chart::canvas::width;
use crate::time::Month;

/// Round numbers from 0 to `most`, at most `intervals` apart; counts are whole, so steps are.
pub(crate) fn counts(most: f64, intervals: u32) -> Vec<f64> {
    let steps = (0..).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * libm::exp10(f64::from(power))));
    let step = steps.take(48).find(|step| most / step <= f64::from(intervals)).unwrap_or(most.max(1.0));
    (0..=intervals).map(|nth| f64::from(nth) * step).filter(|tick| *tick <= most).collect()
}

/// A label below a month.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct MonthTick {
    /// Which of the months.
    pub nth: usize,
    /// Its name, or its year where there is only room for years.
    pub label: String,
    /// The year, where it begins to hold.
    pub year: Option<String>,
}

/// Labels for consecutive months, each `slot` pixels wide, in text of a size: as many as have room.
pub(crate) fn months(months: &[Month], slot: f64, size: f64) -> Vec<MonthTick> {
    let room = width("Mar", size, false) + 7.0;
    match [1, 2, 3, 6].into_iter().find(|step| f64::from(*step) * slot >= room) {
        Some(step) => named(months, step, slot, size),
        None => years(months, slot, size),
    }
}

fn named(months: &[Month], step: i8, slot: f64, size: f64) -> Vec<MonthTick> {
    let aligned = |month: &Month| (month.number() - 1) % step == 0;
    let any = months.iter().any(aligned);
    let mut shown = None;
    let mut ticks = Vec::new();
    for (nth, month) in months.iter().enumerate().filter(|(nth, month)| aligned(month) || !any && *nth == 0) {
        let year = (shown != Some(month.year())).then(|| month.year().to_string());
        shown = Some(month.year());
        ticks.push(MonthTick { nth, label: short(*month).to_owned(), year });
    }
    let room = width("2026", size, true) + 6.0;
    if let [first, second, ..] = ticks.as_mut_slice()
        && second.year.is_some()
        && slots(second.nth - first.nth) * slot < room
    {
        first.year = None;
    }
    ticks
}

fn years(months: &[Month], slot: f64, size: f64) -> Vec<MonthTick> {
    let room = width("2026", size, false) + 8.0;
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| f64::from(*step) * 12.0 * slot >= room).unwrap_or(100);
    let begins = |month: &Month| month.number() == 1 && month.year() % step == 0;
    let ticks = months.iter().enumerate().filter(|(_, month)| begins(month));
    ticks.map(|(nth, month)| MonthTick { nth, label: month.year().to_string(), year: None }).collect()
}

/// A number of months to reckon with.
#[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^53 months")]
pub(crate) const fn slots(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_round_and_whole() {
        assert_eq!(counts(1.1, 5), [0.0, 1.0]);
        assert_eq!(counts(23.0, 5), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(counts(5500.0, 5), [0.0, 2000.0, 4000.0]);
        assert!(counts(f64::MAX, 5).len() <= 6);
    }

    fn labels(from: &str, n: i32, slot: f64) -> Vec<String> {
        let first: Month = from.parse().expect("a month");
        let all: Vec<Month> = (0..n).map(|nth| first.plus(nth)).collect();
        let print = |tick: MonthTick| format!("{} {}", tick.label, tick.year.unwrap_or_default()).trim().to_owned();
        months(&all, slot, 11.0).into_iter().map(print).collect()
    }

    #[test]
    fn months_are_labelled_as_densely_as_there_is_room() {
        assert_eq!(labels("2025-11", 4, 40.0), ["Nov 2025", "Dec", "Jan 2026", "Feb"]);
        assert_eq!(labels("2025-11", 6, 16.0), ["Nov", "Jan 2026", "Mar"]);
        assert_eq!(labels("2025-12", 3, 30.0), ["Dec", "Jan 2026", "Feb"]);
        assert_eq!(labels("2025-11", 1, 12.0), ["Nov 2025"]);
        assert_eq!(labels("2024-11", 26, 4.0), ["2025", "2026"]);
    }
}
