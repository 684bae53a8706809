//! See `duplicate_id.md`.
use std::collections::BTreeMap;

use super::{Check, Ground, Report, Scope};
use crate::corpus::fold_id;
use crate::diagnostic::Level;
use crate::source::{Place, Span};

pub(super) const CHECK: Check =
    Check { name: "duplicate-id", level: Level::Deny, docs: include_str!("duplicate_id.md"), scope: Scope::All(find) };

fn find(ground: &Ground<'_>, report: &mut Report<'_>) {
    let contested = ground.corpus.contested();
    if contested.is_empty() {
        return;
    }
    let mut owners: BTreeMap<String, Vec<(&str, Place)>> = BTreeMap::new();
    for postmortem in ground.corpus.all() {
        let own = (postmortem.id.as_str(), postmortem.place(Span::at(postmortem.front_span.start)));
        let aliases = postmortem.aliases.iter().map(|alias| (alias.value.as_str(), postmortem.place(alias.span)));
        for (id, place) in std::iter::once(own).chain(aliases) {
            let folded = fold_id(id);
            if contested.contains(&folded) {
                owners.entry(folded).or_default().push((id, place));
            }
        }
    }
    for same in owners.into_values() {
        for (nth, (id, place)) in same.iter().enumerate() {
            let other = &same[usize::from(nth == 0)];
            report.push(place.clone(), format!("two postmortems are called `{id}`"), |finding| {
                finding
                    .also(other.1.clone(), format!("`{}` here", other.0))
                    .help("rename one file: its name is its address, in which capitals count as small letters")
            });
        }
    }
}
