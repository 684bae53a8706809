//! See `late_notice.md`.
use jiff::SignedDuration;

use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;
use crate::source::Spanned;
use crate::time::Moment;

pub(super) const CHECK: Check =
    Check { name: "late-notice", level: Level::Warn, docs: include_str!("late_notice.md"), scope: Scope::Each(find) };

/// Much is over before anybody knows, and is written up on the next working day.
const SLACK: SignedDuration = SignedDuration::from_hours(72);

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let times = &postmortem.times;
    let ends = [("mitigated", &times.mitigated), ("resolved", &times.resolved)];
    let ends = ends.into_iter().filter_map(|(name, time)| Some((name, time.as_ref()?)));
    let Some((end, over)) = ends.min_by_key(|(_, time)| time.value.at) else { return };
    for (name, time) in [("detected", &times.detected), ("acknowledged", &times.acknowledged)] {
        let late = |time: &&Spanned<Moment>| time.value.at.duration_since(over.value.at) > SLACK;
        let Some(time) = time.as_ref().filter(late) else { continue };
        report.push(postmortem.place(time.span), format!("`{name}` lies days after `{end}`"), |finding| {
            finding
                .also(postmortem.place(over.span), end)
                .help("leave it if nobody knew until then; else correct the one that is wrong")
        });
    }
}
