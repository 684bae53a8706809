//! See `duration_mismatch.md`.
use jiff::SignedDuration;

use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::adopt;
use crate::diagnostic::Level;
use crate::time::duration_words;

pub(super) const CHECK: Check = Check {
    name: "duration-mismatch",
    level: Level::Warn,
    docs: include_str!("duration_mismatch.md"),
    scope: Scope::Text(Kind::Duration, find),
};

/// Apart by less than this, the two say the same in other words.
const SLACK: SignedDuration = SignedDuration::from_mins(10);

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    let Some(postmortem) = text.postmortem else { return };
    let said = hit.span.of(&text.source.text);
    if ["support", "business", "working", "office"].iter().any(|hours| said.contains(hours)) {
        return;
    }
    let Some(stated) = adopt::read_duration(said) else { return };
    let times = &postmortem.times;
    let Some(end) = times.resolved.as_ref().or(times.mitigated.as_ref()) else { return };
    let starts = std::iter::once(&times.started).chain(&times.detected);
    let ends = times.resolved.iter().chain(&times.mitigated);
    let slack = SLACK.max(stated / 10);
    let mut spans = starts.flat_map(|start| ends.clone().map(|end| end.value.at.duration_since(start.value.at)));
    if spans.any(|span| (span - stated).abs() <= slack) {
        return;
    }
    let Some(computed) = times.since_start(Some(end)) else { return };
    let (stated, computed) = (duration_words(stated), duration_words(computed));
    report.push(text.place(hit), format!("the text says {stated}, the times say {computed}"), |finding| {
        finding
            .also(postmortem.place(times.started.span), "from here")
            .also(postmortem.place(end.span), "to here")
            .help("correct the one that is wrong, or leave the duration to the site, which computes it")
    });
}
