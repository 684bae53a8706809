//! See `implausible_time.md`.
use jiff::ToSpan;

use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check = Check {
    name: "implausible-time",
    level: Level::Warn,
    docs: include_str!("implausible_time.md"),
    scope: Scope::Each(find),
};

/// Before it, nobody wrote a postmortem in a file like this.
const FIRST_YEAR: i16 = 1990;

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let started = &postmortem.times.started;
    let begun = started.value.at.to_zoned(rules.config.timezone.clone()).date();
    // Nothing lasts for so long: a year that is wrong comes out at just this, or at more. Another check looks at what
    // lies ahead.
    let year_later = begun.saturating_add(1.year());
    for (name, time) in postmortem.times.named() {
        let day = time.value.at.to_zoned(rules.config.timezone.clone()).date();
        if day.year() < FIRST_YEAR {
            report.push(postmortem.place(time.span), format!("`{name}` lies in the year {}", day.year()), |finding| {
                finding.help("write the year of the incident")
            });
        } else if begun.year() >= FIRST_YEAR && day >= year_later && day <= rules.as_of {
            report.push(
                postmortem.place(time.span),
                format!("`{name}` lies a year or more after `started`"),
                |finding| {
                    finding
                        .also(postmortem.place(started.span), "started")
                        .help("one of the two years is most likely wrong")
                },
            );
            // The others are most likely a year later as well.
            return;
        }
    }
}
