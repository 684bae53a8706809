//! The finding, the numbers behind it, and the table.
use jiff::SignedDuration;

use super::{Strip, View};
use crate::chart::kit::number::{count, many, month, times};
use crate::chart::kit::words::{Words, span};
use crate::chart::{Behind, FigureRow, FigureTable, Input};
use crate::time::duration_words;
use crate::trend::{CLEAR, DurationShift, Durations, Estimate, LEAST_MEDIAN, Shift, Summary};

pub(super) fn of(durations: &Durations, view: &View<'_>, strip: &Strip, input: &Input<'_>) -> Words {
    let title = finding(durations, strip);
    let subtitle = subtitle(durations, strip);
    let description =
        format!("A dot for each incident over its month, on a logarithmic axis of time. {title}. {subtitle}");
    Words { title, subtitle, description, table: table(view, input) }
}

/// `65 min`, `1 h 30 min`.
pub(crate) fn length(minutes: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
    let seconds = libm::round(minutes * 60.0) as i64;
    duration_words(SignedDuration::from_secs(seconds))
}

fn finding(durations: &Durations, strip: &Strip) -> String {
    let ended = strip.ended;
    if durations.of == 0 {
        return "No incidents on record".to_owned();
    }
    let now = durations.shift.as_ref().map_or(&durations.all, |shift| &shift.now_summary);
    let Some(median) = now.median else {
        return format!("Too few known times to say how soon incidents are {ended}");
    };
    let half = match median.value {
        Some(minutes) => format!("Half of incidents are {ended} within {}", length(minutes)),
        None => format!("More than half of incidents are not {ended} yet"),
    };
    match &durations.shift {
        Err(_) => half,
        Ok(shift) => format!("{half}; {}", change(shift)),
    }
}

/// In words; the number stands with its interval below.
fn change(of: &DurationShift) -> &'static str {
    match of.shift {
        Shift { p, ratio, .. } if p < CLEAR && ratio < 1.0 => "clearly sooner than in the year before",
        Shift { p, .. } if p < CLEAR => "clearly later than in the year before",
        _ => "no clear change",
    }
}

fn ratio(of: &Shift) -> String {
    match of.interval {
        Some((low, high)) if of.p < CLEAR => {
            format!(" That is {} as long (95% interval {} to {}).", times(of.ratio), times(low), times(high))
        }
        _ => String::new(),
    }
}

fn subtitle(durations: &Durations, strip: &Strip) -> String {
    let of = durations.of;
    if of == 0 {
        return String::new();
    }
    let mut parts = vec![format!("Time from {}.", strip.from)];
    match &durations.shift {
        Ok(shift) => parts.push(format!(
            "{}: median {}; {}: {}.{}",
            span(&shift.now),
            summary(&shift.now_summary),
            span(&shift.before),
            summary(&shift.before_summary),
            ratio(&shift.shift)
        )),
        Err(_) => parts.push(format!(
            "All months: median {}. Two periods are compared once the last six months and the twelve before have \
             {LEAST_MEDIAN} known times each.",
            summary(&durations.all)
        )),
    }
    parts.push(known(durations));
    parts.join(" ")
}

/// `65 min (95% interval 42 min to 1 h 30 min, n = 67)`.
fn summary(of: &Summary) -> String {
    let n = count(of.count);
    let Some(Estimate { value, interval }) = of.median else { return format!("not said (n\u{a0}=\u{a0}{n})") };
    let value = value.map_or_else(|| "not reached".to_owned(), length);
    match interval {
        Some((low, high)) => format!("{value} (95% interval {} to {}, n\u{a0}=\u{a0}{n})", length(low), upper(high)),
        None => format!("{value} (n\u{a0}=\u{a0}{n})"),
    }
}

fn upper(minutes: f64) -> String {
    if minutes.is_finite() { length(minutes) } else { "not reached".to_owned() }
}

fn known(durations: &Durations) -> String {
    let open = match durations.points.len() - durations.known() {
        0 => String::new(),
        open => format!(", {} not over", count(open)),
    };
    let left_out = match durations.impossible.len() {
        0 => String::new(),
        n => format!(", {} left out because their times contradict each other", count(n)),
    };
    format!("Known for {} of {}{open}{left_out}.", count(durations.known()), count(durations.of))
}

fn table(view: &View<'_>, input: &Input<'_>) -> FigureTable {
    let head = ["Month", "Known", "Shortest", "Longest", "Six months: median", "95% interval", "Nine in ten", "n"];
    let row = |rolling: &crate::trend::Rolling| {
        let points = view.of(rolling);
        let ended = || points.iter().filter(|point| point.ended).map(|point| point.minutes);
        let dash = || "–".to_owned();
        let least = ended().reduce(f64::min).map_or_else(dash, length);
        let most = ended().reduce(f64::max).map_or_else(dash, length);
        let median = rolling
            .summary
            .median
            .map_or_else(dash, |median| median.value.map_or_else(|| "not reached".to_owned(), length));
        let interval = rolling.summary.median.and_then(|median| median.interval);
        let interval = interval.map_or_else(dash, |(low, high)| format!("{} to {}", length(low), upper(high)));
        let p90 = rolling.summary.p90.and_then(|p90| p90.value).map_or_else(dash, length);
        let name = format!("{}{}", month(rolling.month), if rolling.partial { " (so far)" } else { "" });
        let href = Some(input.href(Behind::Month(rolling.month))).filter(|href| !href.is_empty());
        let n = many(rolling.summary.count, "incident", "incidents");
        FigureRow { name, href, cells: vec![count(ended().count()), least, most, median, interval, p90, n] }
    };
    FigureTable {
        caption: "Durations month by month, and over the six months that end with each".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: view.months.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_said_with_its_interval_and_only_where_it_is_clear() {
        let shift = |p| Shift { ratio: 0.094, interval: Some((0.031, 0.42)), p, exact: true };
        assert_eq!(ratio(&shift(0.001)), " That is 0.09× as long (95% interval 0.03× to 0.4×).");
        assert_eq!(ratio(&shift(0.2)), "");
    }
}
