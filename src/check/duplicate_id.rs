//! See `duplicate_id.md`.
use std::collections::BTreeMap;

use super::{Check, Ground, Report, Scope};
use crate::corpus::fold_id;
use crate::diagnostic::Level;
use crate::source::{Place, Span};

pub(super) const CHECK: Check =
    Check { name: "duplicate-id", level: Level::Deny, docs: include_str!("duplicate_id.md"), scope: Scope::All(find) };

/// Who has an id, and whether it is the name of the file or an alias.
struct Owner<'a> {
    id: &'a str,
    place: Place,
    by_alias: bool,
}

fn find(ground: &Ground<'_>, report: &mut Report<'_>) {
    let contested = ground.corpus.contested();
    if contested.is_empty() {
        return;
    }
    let mut owners: BTreeMap<String, Vec<Owner<'_>>> = BTreeMap::new();
    for postmortem in ground.corpus.all() {
        let own = Owner {
            id: &postmortem.id,
            place: postmortem.place(Span::at(postmortem.front_span.start)),
            by_alias: false,
        };
        let aliases = postmortem.aliases.iter().map(|alias| Owner {
            id: &alias.value,
            place: postmortem.place(alias.span),
            by_alias: true,
        });
        for owner in std::iter::once(own).chain(aliases) {
            let folded = fold_id(owner.id);
            if contested.contains(&folded) {
                owners.entry(folded).or_default().push(owner);
            }
        }
    }
    for same in owners.into_values() {
        for (nth, Owner { id, place, by_alias }) in same.iter().enumerate() {
            let other = &same[usize::from(nth == 0)];
            let help = if *by_alias {
                "remove this alias, or correct it: a name or an alias leads to one postmortem"
            } else if other.by_alias {
                "the other file has it among its `aliases`: remove it there, unless this file is to be renamed"
            } else {
                "rename one file: its name is its address, in which capitals count as small letters"
            };
            report.push(place.clone(), format!("two postmortems are called `{id}`"), |finding| {
                finding.also(other.place.clone(), format!("`{}` here", other.id)).help(help)
            });
        }
    }
}
