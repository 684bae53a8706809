//! See `implausible_time.md`.
use jiff::SignedDuration;

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
/// Longer than this, an incident is rather a wrong year.
const LONGEST: SignedDuration = SignedDuration::from_hours(366 * 24);

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let started = &postmortem.times.started;
    for (name, time) in postmortem.times.named() {
        let day = time.value.at.to_zoned(rules.config.timezone.clone()).date();
        let after = time.value.at.duration_since(started.value.at);
        if day.year() < FIRST_YEAR {
            report.push(postmortem.place(time.span), format!("`{name}` lies in the year {}", day.year()), |finding| {
                finding.help("write the year of the incident")
            });
        } else if after > LONGEST && started.value.at.to_zoned(rules.config.timezone.clone()).year() >= FIRST_YEAR {
            report.push(
                postmortem.place(time.span),
                format!("`{name}` lies more than a year after `started`"),
                |finding| {
                    finding
                        .also(postmortem.place(started.span), "started")
                        .help("one of the two years is most likely wrong")
                },
            );
        }
    }
}
