//! See `later_repeat.md`.
use super::{Check, Ground, Report, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check = Check {
    name: "later-repeat",
    level: Level::Deny,
    docs: include_str!("later_repeat.md"),
    scope: Scope::Among(find),
};

fn find(postmortem: &Postmortem, ground: &Ground<'_>, report: &mut Report<'_>) {
    let Some(named) = &postmortem.repeat_of else { return };
    let Some(other) = ground.corpus.by_id(&named.value) else { return };
    let place = postmortem.place(named.span);
    if std::ptr::eq(other.as_ref(), postmortem) {
        report.push(place, "a case cannot repeat itself", |finding| {
            finding.help("name the earlier case, or remove the line")
        });
    } else if other.started() > postmortem.started() {
        report.push(place, format!("`{}` started later than this case", named.value), |finding| {
            finding
                .also(other.place(other.times.started.span), "the other started")
                .also(postmortem.place(postmortem.times.started.span), "this one started")
                .help(format!("remove it here, and write `repeat_of = \"{}\"` in `{}`", postmortem.id, other.id))
        });
    }
}
