//! See `time_order.md`.
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan as _};

use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::{Kind, Postmortem};
use crate::source::Spanned;
use crate::time::Moment;

pub(super) const CHECK: Check =
    Check { name: "time-order", level: Level::Deny, docs: include_str!("time_order.md"), scope: Scope::Each(find) };

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    published(postmortem, rules, report);
    let times = &postmortem.times;
    let started = Some(("started", &times.started));
    let named = |name: &'static str| times.named().find(move |(other, _)| *other == name);
    // An early alert has a check of its own, and says nothing of the times after it; so has what was noticed late.
    let early = named("detected").filter(|(_, time)| time.value.at < times.started.value.at);
    let detected = if early.is_some() { None } else { named("detected") };
    in_order(postmortem, [started, detected, named("acknowledged")], report);
    in_order(postmortem, [started, named("mitigated"), named("resolved")], report);
}

/// What is planned may be announced before it begins; nothing else is written about before.
fn published(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let started = &postmortem.times.started;
    let day = started.value.at.to_zoned(rules.config.timezone.clone()).date();
    // A day has no zone: where the author was, it may have been the day before.
    let early = postmortem.published.as_ref().filter(|published| published.value.saturating_add(1.day()) < day);
    if let Some(published) = early.filter(|_| !matches!(postmortem.kind, Kind::Planned | Kind::Drill)) {
        report.push(postmortem.place(published.span), "`published` lies before `started`", |finding| {
            finding.also(postmortem.place(started.span), "started").help("correct the one that is wrong")
        });
    }
}

fn in_order(postmortem: &Postmortem, times: [Option<(&str, &Spanned<Moment>)>; 3], report: &mut Report<'_>) {
    let mut latest: Option<(&str, &Spanned<Moment>)> = None;
    for (name, time) in times.into_iter().flatten() {
        match latest.filter(|(_, latest)| time.value.at < latest.value.at) {
            Some((before, earlier)) => {
                report.push(postmortem.place(time.span), format!("`{name}` lies before `{before}`"), |finding| {
                    finding
                        .also(postmortem.place(earlier.span), before.to_owned())
                        .help(advice(postmortem, time, earlier))
                });
            }
            None => latest = Some((name, time)),
        }
    }
}

/// What comes out only hours too late by way of the day before was most likely after midnight.
const NIGHT: SignedDuration = SignedDuration::from_hours(12);
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn advice(postmortem: &Postmortem, time: &Spanned<Moment>, earlier: &Spanned<Moment>) -> String {
    let order = "the order is started, detected, acknowledged, mitigated, resolved";
    let by = earlier.value.at.duration_since(time.value.at);
    let written = time.span.of(&postmortem.source.text).trim_start_matches(['"', '\'']);
    let day = written.get(..10).and_then(|text| text.parse::<Date>().ok());
    match day.and_then(|day| day.tomorrow().ok()).filter(|_| (NIGHT..DAY).contains(&by)) {
        Some(next) => format!("if it was after midnight, write `{next}`; else correct the one that is wrong: {order}"),
        None => format!("correct the one that is wrong: {order}"),
    }
}
