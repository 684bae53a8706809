//! See `unknown_case.md`.
use super::{Check, Ground, Report, Scope};
use crate::corpus::Absent;
use crate::diagnostic::{Level, did_you_mean};
use crate::postmortem::id_of;
use crate::source::{Place, Spanned};

pub(super) const CHECK: Check =
    Check { name: "unknown-case", level: Level::Deny, docs: include_str!("unknown_case.md"), scope: Scope::All(find) };

fn find(ground: &Ground<'_>, report: &mut Report<'_>) {
    let config = ground.rules.config;
    for case in config.phases.iter().filter_map(|phase| phase.case.as_ref()) {
        judge(case, &Place::new(&config.source, case.span), ground, report);
    }
    for postmortem in ground.corpus.all() {
        for case in postmortem.repeat_of.iter().chain(&postmortem.related) {
            judge(case, &postmortem.place(case.span), ground, report);
        }
    }
}

fn judge(case: &Spanned<String>, place: &Place, ground: &Ground<'_>, report: &mut Report<'_>) {
    if ground.corpus.by_id(&case.value).is_some() {
        return;
    }
    match ground.corpus.absent_id(&case.value) {
        // Its own findings say what is wrong with it.
        Some(Absent::Unreadable) => return,
        Some(Absent::Draft) => {
            let message = format!("`{}` is a draft, which the site does not show", case.value);
            return report
                .push(place.clone(), message, |finding| finding.help("publish it first, or leave it out here"));
        }
        None => {}
    }
    report.push(place.clone(), format!("no postmortem is called `{}`", case.value), |finding| {
        let finding = finding.depends_on(&case.value);
        let shown = ground.corpus.all().iter().map(|other| other.id.as_str());
        match did_you_mean(&case.value, shown.chain(ground.corpus.absent_paths().map(id_of))) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("write the name of its file, without folder and `.md`"),
        }
    });
}
