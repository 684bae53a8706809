//! See `duplicate_title.md`.
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Check, Ground, Report, Scope};
use crate::corpus::fold_id;
use crate::diagnostic::Level;
use crate::postmortem::{Kind, Postmortem};

pub(super) const CHECK: Check = Check {
    name: "duplicate-title",
    level: Level::Warn,
    docs: include_str!("duplicate_title.md"),
    scope: Scope::All(find),
};

fn find(ground: &Ground<'_>, report: &mut Report<'_>) {
    let mut first: HashMap<String, &Postmortem> = HashMap::with_capacity(ground.corpus.all().len());
    for postmortem in ground.corpus.all() {
        // Maintenance and drills come back on purpose, under the same name.
        if matches!(postmortem.kind, Kind::Planned | Kind::Drill) {
            continue;
        }
        let words = postmortem.title.value.split_whitespace().collect::<Vec<_>>().join(" ");
        match first.entry(fold_id(&words)) {
            Entry::Vacant(free) => drop(free.insert(postmortem)),
            Entry::Occupied(taken) => {
                let other = taken.get();
                report.push(postmortem.place(postmortem.title.span), "an earlier case has the same title", |finding| {
                    finding
                        .also(other.place(other.title.span), "the earlier one")
                        .help("say what was special this time, and name the other in `repeat_of` if it came back")
                });
            }
        }
    }
}
