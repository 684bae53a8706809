//! See `timeline_outside.md`.
use jiff::SignedDuration;

use super::{Check, Report, Rules, Scope, first_line};
use crate::diagnostic::Level;
use crate::postmortem::{Event, Postmortem};

pub(super) const CHECK: Check = Check {
    name: "timeline-outside",
    level: Level::Warn,
    docs: include_str!("timeline_outside.md"),
    scope: Scope::Each(find),
};

/// Clocks and memories differ by so much.
const SLACK: SignedDuration = SignedDuration::from_mins(30);

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let times = &postmortem.times;
    let Some(resolved) = times.resolved.as_ref().filter(|end| end.value.at >= times.started.value.at) else { return };
    let from = times.started.value.at.saturating_sub(SLACK);
    let to = resolved.value.at.saturating_add(SLACK);
    let (Ok(from), Ok(to)) = (from, to) else { return };
    let clocked = || postmortem.events.iter().filter(|event| event.timed);
    let Some(first) = clocked().next().filter(|_| clocked().all(|event| event.at < from || event.at > to)) else {
        return;
    };
    if in_a_zone_of_its_own(postmortem) {
        return;
    }
    let at = first.at.to_zoned(rules.config.timezone.clone()).strftime("%Y-%m-%d %H:%M");
    let message = format!("no entry of the timeline lies between `started` and `resolved`; the first is of {at}");
    report.push(first_line(postmortem, first), message, |finding| {
        finding
            .also(postmortem.place(times.started.span), "started")
            .also(postmortem.place(resolved.span), "resolved")
            .help("name the day and the zone of the timeline, or correct the times")
    });
}

/// Whether the same name stands behind each time, as in `16:37 Denver`: a place whose zone nobody can be sure of.
fn in_a_zone_of_its_own(postmortem: &Postmortem) -> bool {
    let place = |event: &Event| {
        let line = event.span.of(&postmortem.source.text).lines().next()?;
        let words = line.split_whitespace().skip_while(|word| !word.contains(|c: char| c.is_ascii_digit()));
        let mut words = words.skip_while(|word| word.contains(|c: char| c.is_ascii_digit()));
        let is_name = |word: &&str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
        words.next().filter(is_name).map(str::to_lowercase)
    };
    let mut places = postmortem.events.iter().filter(|event| event.timed).map(place);
    let Some(Some(first)) = places.next() else { return false };
    let mut others = 0;
    places.all(|place| {
        others += 1;
        place.as_ref() == Some(&first)
    }) && others > 0
}
