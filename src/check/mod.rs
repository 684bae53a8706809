//! Judging content. One check a file: `NAME.rs` finds, `NAME.md` explains, and its examples are run as tests.
mod action_without_owner;
mod broken_link;
mod closed_without_date;
mod duplicate_id;
mod early_detection;
mod future_time;
mod misplaced_file;
mod missing_section;
mod time_order;
mod unknown_case;

use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Level, did_you_mean};
use crate::document::SectionKind;
use crate::postmortem::Postmortem;
use crate::snapshot::Blob;
use crate::source::{Place, Spanned};

/// All checks, by name.
pub const CHECKS: &[Check] = &[
    action_without_owner::CHECK,
    broken_link::CHECK,
    closed_without_date::CHECK,
    duplicate_id::CHECK,
    early_detection::CHECK,
    future_time::CHECK,
    misplaced_file::CHECK,
    missing_section::CHECK,
    time_order::CHECK,
    unknown_case::CHECK,
];

/// A check.
pub struct Check {
    /// What it finds; reads well after "allow".
    pub name: Code,
    /// How much that matters, unless `site.toml` says otherwise.
    pub level: Level,
    /// What it finds, why that matters and how to mend it, in markdown; its examples are run as tests.
    pub docs: &'static str,
    scope: Scope,
}

/// What a check looks at.
enum Scope {
    /// One postmortem at a time.
    Each(fn(&Postmortem, &Ground<'_>, &mut Report<'_>)),
    /// All of them together, or what lies around them.
    All(fn(&Ground<'_>, &mut Report<'_>)),
}

/// What all checks may look at.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// `site.toml`.
    pub config: &'a Config,
    /// The postmortems that the site shows.
    pub corpus: &'a Corpus,
    /// The files beside them, sorted by path.
    pub attachments: &'a [Blob],
    /// The day it is, in the site's zone.
    pub as_of: Date,
}

/// Where one check writes.
struct Report<'a> {
    name: Code,
    level: Level,
    sink: &'a mut Diagnostics,
}

impl Report<'_> {
    /// A finding at a place; `finish` adds labels and advice.
    fn push(&mut self, at: Place, message: impl Into<String>, finish: impl FnOnce(Diagnostic) -> Diagnostic) {
        self.sink.push(finish(Diagnostic::new(self.name, self.level, at, message)));
    }
}

/// Runs every check that the site does not allow.
pub fn run(ground: &Ground<'_>, sink: &mut Diagnostics) {
    judge_config(ground.config, sink);
    for check in CHECKS {
        let level = ground.config.checks.get(check.name).map_or(check.level, |level| level.value);
        if level > Level::Allow {
            check.run(level, ground, sink);
        }
    }
}

impl Check {
    fn run(&self, level: Level, ground: &Ground<'_>, sink: &mut Diagnostics) {
        let report = |sink| Report { name: self.name, level, sink };
        match self.scope {
            Scope::All(find) => find(ground, &mut report(sink)),
            Scope::Each(find) => {
                let each = ground.corpus.all().par_iter().map(|postmortem| {
                    let mut sink = Diagnostics::default();
                    find(postmortem, ground, &mut Report { name: self.name, level, sink: &mut sink });
                    sink
                });
                each.collect::<Vec<_>>().into_iter().for_each(|found| sink.extend(found.into_sorted()));
            }
        }
    }
}

/// What `site.toml` names of this floor: checks and sections.
fn judge_config(config: &Config, sink: &mut Diagnostics) {
    for (name, level) in &config.checks {
        let known = || CHECKS.iter().map(|check| check.name);
        if !known().any(|check| check == name) {
            sink.push(unknown_name(config, &Spanned::new(name.clone(), level.span), "check", known()));
        }
    }
    for section in config.policy.values().flat_map(|policy| &policy.sections) {
        if section_kind(&section.value).is_none() {
            sink.push(unknown_name(config, section, "section", SECTIONS.iter().map(|(name, _)| *name)));
        }
    }
}

fn unknown_name<'n>(
    config: &Config,
    name: &Spanned<String>,
    what: &str,
    known: impl Iterator<Item = &'n str> + Clone,
) -> Diagnostic {
    let place = Place::new(&config.source, name.span);
    let finding = Diagnostic::deny("unknown-key", place, format!("there is no {what} `{}`", name.value));
    match did_you_mean(&name.value, known.clone()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("one of: {}", known.collect::<Vec<_>>().join(", "))),
    }
}

/// The sections that `site.toml` may ask for, by name.
const SECTIONS: &[(&str, SectionKind)] = &[
    ("summary", SectionKind::Summary),
    ("impact", SectionKind::Impact),
    ("timeline", SectionKind::Timeline),
    ("root-cause", SectionKind::RootCause),
    ("trigger", SectionKind::Trigger),
    ("detection", SectionKind::Detection),
    ("resolution", SectionKind::Resolution),
    ("lessons", SectionKind::Lessons),
    ("actions", SectionKind::Actions),
];

/// The names of the sections that `site.toml` may ask for.
pub fn section_names() -> impl Iterator<Item = &'static str> {
    SECTIONS.iter().map(|(name, _)| *name)
}

fn section_kind(name: &str) -> Option<SectionKind> {
    SECTIONS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}
