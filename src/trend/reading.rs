//! How long one incident took, as its times tell it.
use super::completeness::timed;
use super::durations::Measure;
use crate::postmortem::{Postmortem, Times};
use crate::source::Spanned;
use crate::time::Moment;

/// What the times of one incident say of one measure.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reading {
    /// How many minutes it took, and whether it is over; where it is not, how many at least.
    Known(f64, bool),
    /// A time is missing, or only the day of the start is known.
    Unknown,
    /// Its times contradict each other.
    Impossible,
}

impl Reading {
    /// Reads a case; what is not over has lasted at least until now.
    pub(super) fn of(postmortem: &Postmortem, measure: Measure, now: &Spanned<Moment>) -> Self {
        let times = &postmortem.times;
        if contradicts(postmortem, measure) {
            return Self::Impossible;
        }
        let end = match measure {
            Measure::Detect => times.detected.as_ref(),
            Measure::Acknowledge => {
                return acknowledged(times).map_or(Self::Unknown, |minutes| Self::Known(minutes, true));
            }
            Measure::Mitigate => times.mitigated.as_ref(),
            Measure::Resolve => times.resolved.as_ref(),
        };
        // What is written about has been noticed: only what comes later can be still to come.
        let running = end.is_none() && postmortem.ongoing() && measure != Measure::Detect;
        let until = if running { Some(now) } else { end };
        match times.since_start(until) {
            Some(duration) => Self::Known(duration.as_secs_f64() / 60.0, !running),
            None if running && timed(postmortem) => Self::Known(0.0, false),
            None => Self::Unknown,
        }
    }
}

fn acknowledged(times: &Times) -> Option<f64> {
    let (detected, acknowledged) = (times.detected.as_ref()?, times.acknowledged.as_ref()?);
    Some(acknowledged.value.at.duration_since(detected.value.at).as_secs_f64() / 60.0)
}

/// Whether the end of a measure lies before a time that should come earlier, or after one that should come later.
fn contradicts(postmortem: &Postmortem, measure: Measure) -> bool {
    let times = &postmortem.times;
    let rest = [&times.detected, &times.acknowledged, &times.mitigated, &times.resolved];
    let at = |time: &Option<_>| time.as_ref().map(|time: &Spanned<Moment>| time.value.at);
    let nth = Measure::ALL.iter().position(|other| *other == measure).unwrap_or(0);
    let Some(end) = at(rest[nth]) else { return false };
    let too_late = rest[nth..].iter().filter_map(|time| at(time)).any(|later| later < end);
    let too_early = rest[..nth].iter().filter_map(|time| at(time)).any(|earlier| earlier > end);
    // Alerts that come early make no acknowledgement wrong, and where only a day is known nothing is before it.
    let before_start =
        measure != Measure::Acknowledge && timed(postmortem) && times.since_start(rest[nth].as_ref()).is_none();
    too_late || too_early || before_start
}
