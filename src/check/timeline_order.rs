//! See `timeline_order.md`.
use jiff::SignedDuration;

use super::{Check, Report, Rules, Scope, first_line};
use crate::diagnostic::Level;
use crate::postmortem::{Event, Postmortem};
use crate::source::Span;
use crate::time::duration_words;

pub(super) const CHECK: Check = Check {
    name: "timeline-order",
    level: Level::Warn,
    docs: include_str!("timeline_order.md"),
    scope: Scope::Each(find),
};

/// People round to minutes.
const SLACK: SignedDuration = SignedDuration::from_mins(2);
/// What is named by a word (`Resolved 11:36`) stands in the order of a form; it is out of order only by a wrong date.
const LABELLED: SignedDuration = SignedDuration::from_hours(7 * 24);

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let mut written: Vec<&Event> = postmortem.events.iter().filter(|event| event.timed).collect();
    written.sort_by_key(|event| event.span);
    let back = written.windows(2).filter(|pair| pair[1].at < pair[0].at).count();
    // The newest first is an order too.
    if back * 2 > written.len().saturating_sub(1) {
        return;
    }
    for pair in written.windows(2).filter(|pair| is_back(postmortem, pair[0], pair[1])) {
        let by = duration_words(pair[0].at.duration_since(pair[1].at));
        let message = format!("this entry is {by} earlier than the one above it");
        report.push(first_line(postmortem, pair[1]), message, |finding| {
            let later = first_line(postmortem, pair[0]);
            finding.also(later, "later").help("order entries by time, and name the day where it changes")
        });
    }
}

fn is_back(postmortem: &Postmortem, before: &Event, event: &Event) -> bool {
    let text = postmortem.source.text.as_str();
    let by = before.at.duration_since(event.at);
    let labelled = |event: &Event| {
        let words = event.span.of(text).trim_start_matches(|c: char| !c.is_alphanumeric());
        !words.starts_with(|c: char| c.is_ascii_digit())
    };
    // Below another heading another list begins.
    let between = Span::new(before.span.end.min(event.span.start), event.span.start).of(text);
    let parted = between.lines().any(|line| line.starts_with('#'));
    let slack = if labelled(event) || labelled(before) { LABELLED } else { SLACK };
    by >= slack && !parted
}
