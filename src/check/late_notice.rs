//! See `late_notice.md`.
use super::{Check, Ground, Report, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check =
    Check { name: "late-notice", level: Level::Warn, docs: include_str!("late_notice.md"), scope: Scope::Each(find) };

fn find(postmortem: &Postmortem, _: &Ground<'_>, report: &mut Report<'_>) {
    let times = &postmortem.times;
    let ends = [("mitigated", &times.mitigated), ("resolved", &times.resolved)];
    let ends = ends.into_iter().filter_map(|(name, time)| Some((name, time.as_ref()?)));
    let Some((end, over)) = ends.min_by_key(|(_, time)| time.value.at) else { return };
    for (name, time) in [("detected", &times.detected), ("acknowledged", &times.acknowledged)] {
        let Some(time) = time.as_ref().filter(|time| time.value.at > over.value.at) else { continue };
        report.push(postmortem.place(time.span), format!("`{name}` lies after `{end}`"), |finding| {
            finding
                .also(postmortem.place(over.span), end)
                .help("right where it was over before anybody knew; else one of the two is wrong")
        });
    }
}
