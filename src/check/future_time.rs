//! See `future_time.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check =
    Check { name: "future-time", level: Level::Warn, docs: include_str!("future_time.md"), scope: Scope::Each(find) };

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let zone = &rules.config.timezone;
    let times =
        postmortem.times.named().map(|(name, time)| (name, time.value.at.to_zoned(zone.clone()).date(), time.span));
    let published = postmortem.published.as_ref().map(|date| ("published", date.value, date.span));
    let closed = postmortem.actions.iter().filter_map(|action| action.closed.as_ref());
    let closed = closed.map(|date| ("closed", date.value, date.span));
    for (name, day, span) in times.chain(published).chain(closed).filter(|(_, day, _)| *day > rules.as_of) {
        let message = format!("`{name}` lies in the future: {day}, and it is {}", rules.as_of);
        report.push(postmortem.place(span), message, |finding| finding.help("write the day on which it happened"));
    }
}
