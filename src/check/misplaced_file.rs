//! See `misplaced_file.md`.
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Check, Ground, Report, Scope};
use crate::diagnostic::Level;
use crate::links::{self, Lead};
use crate::source::{Place, Source, Span};

pub(super) const CHECK: Check = Check {
    name: "misplaced-file",
    level: Level::Warn,
    docs: include_str!("misplaced_file.md"),
    scope: Scope::All(find),
};

fn find(ground: &Ground<'_>, report: &mut Report<'_>) {
    if ground.attachments.is_empty() {
        return;
    }
    let mut shown = BTreeSet::new();
    for postmortem in ground.corpus.all() {
        for link in &postmortem.body_links {
            if let Lead::Picture(blob, _) = links::follow(ground.corpus, ground.attachments, postmortem, &link.way) {
                shown.insert(blob.path.as_str());
            }
        }
    }
    for blob in ground.attachments.iter().filter(|blob| !shown.contains(blob.path.as_str())) {
        let place = Place::new(&Arc::new(Source::new(blob.path.clone(), "")), Span::default());
        let (message, help) = if links::is_picture(blob) {
            ("no postmortem shows this picture", "show it with `![what it shows](name.png)`, or remove it")
        } else {
            ("this file is neither a postmortem nor a picture", "postmortems end in `.md`; keep other files elsewhere")
        };
        report.push(place, message, |finding| finding.help(help));
    }
}
