//! Whether the month was unusual, what it felt like, and how final its numbers are.
use serde::Serialize;

use crate::chart::number::{percent, times};
use crate::page::part::here::Here;
use crate::page::part::words::{capital, count, day, number};
use crate::time::duration_words;
use crate::trend::{LEAST_MONTHS, MonthCount, Review, Signal, Trailing};

/// Short answers, each a sentence or two; those with nothing to say are left out.
#[derive(Serialize)]
pub(crate) struct Unusual {
    /// Against the months of its phase.
    pub(crate) range: Option<String>,
    /// Against the twelve months before.
    pub(crate) trailing: Option<String>,
    /// What users felt.
    pub(crate) felt: Option<String>,
    /// What was first reported, and what came later.
    pub(crate) reported: Option<String>,
}

pub(super) fn of(here: &Here<'_>, review: &Review) -> Unusual {
    let counted = here.site.trends.month(review.month);
    Unusual {
        range: if review.partial {
            Some("The month is not over and not judged.".to_owned())
        } else {
            counted.map(range)
        },
        trailing: review.trailing.as_ref().ok().filter(|_| !review.partial).map(trailing),
        felt: felt(here, review),
        reported: reported(review),
    }
}

fn range(of: &MonthCount) -> String {
    let Some(expected) = of.expected else {
        return format!(
            "Too little history to say whether that is unusual: it takes {LEAST_MONTHS} other complete months of the same \
             phase."
        );
    };
    let said = match of.signal() {
        Some(Signal::Above) => "That is above the expected range",
        Some(Signal::Below) => "That is below the expected range",
        None => "That is within the expected range",
    };
    let limits = match (expected.limits.low, expected.limits.high) {
        (0, high) => format!("up to {}", number(high as u64)),
        (low, high) => format!("{} to {}", number(low as u64), number(high as u64)),
    };
    let months = count(expected.months, "other month");
    let noun = if expected.limits.high == 1 { "incident" } else { "incidents" };
    let widened = if expected.widened { " Months vary more than by chance, so that range is wider." } else { "" };
    format!("{said}: {limits} {noun} in a month, by {months} of the same phase.{widened}")
}

fn trailing(of: &Trailing) -> String {
    let before = format!("{} in the {} before", count(of.before.total, "incident"), count(of.before.months, "month"));
    let would = match of.would_be_fewer {
        Some(fewer) => format!("{} or more, or {} or fewer", number(of.would_be_more as u64), number(fewer as u64)),
        None => format!("{} or more", number(of.would_be_more as u64)),
    };
    match (of.clear(), of.change.ratio) {
        (true, Some(ratio)) if ratio <= 0.0 => {
            format!(
                "Against {before} it is clearly different: at most {} their rate (95% interval).",
                times(of.change.high)
            )
        }
        (true, Some(ratio)) => format!(
            "Against {before} it is clearly different: {} their rate (95% interval {} to {}).",
            times(ratio),
            times(of.change.low),
            times(of.change.high)
        ),
        (true, None) => format!("Against {before} it is clearly more."),
        (false, _) => format!(
            "Against {before} the difference is no larger than chance would produce; {would} would have been clearly different."
        ),
    }
}

fn felt(here: &Here<'_>, review: &Review) -> Option<String> {
    let sum = &review.impact.sum;
    let (largest, minutes) = sum.largest?;
    let title = &here.site.case(largest).title.value;
    let share = minutes / sum.minutes * 100.0;
    let most = match sum.known {
        1 => String::new(),
        _ => format!(" “{title}” is {} of that.", percent(libm::round(share))),
    };
    let known = match (sum.known, sum.of) {
        (1, 1) => String::new(),
        (2, 2) => ", known for both incidents".to_owned(),
        (known, of) if known == of => format!(", known for all {}", count(of, "incident")),
        (known, of) => format!(", known for {} of {}", number(known as u64), count(of, "incident")),
    };
    Some(format!("Users felt as much as {} of complete outage{known}.{most}", minutes_words(sum.minutes)))
}

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
fn minutes_words(minutes: f64) -> String {
    duration_words(jiff::SignedDuration::from_secs(libm::round(minutes * 60.0) as i64))
}

fn reported(review: &Review) -> Option<String> {
    let of = &review.reported;
    if of.first + of.later.len() == 0 {
        return None;
    }
    let first = format!("First reported: {}", count(of.first, "incident"));
    let later = match of.later.len() {
        0 => String::new(),
        n => format!("; restated since: +{n}"),
    };
    let until = day(of.until);
    let final_ = match (of.settled, of.first) {
        (true, _) => format!("{first}, by {until}{later}."),
        (false, _) => capital(&format!("provisional until {until}: write-ups may still come in.")),
    };
    let undated = match of.undated {
        0 => String::new(),
        1 => " 1 does not say when it was published and counts as in time.".to_owned(),
        n => format!(" {} do not say when they were published and count as in time.", number(n as u64)),
    };
    Some(final_ + &undated)
}
