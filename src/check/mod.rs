//! Judging content. One check a file: `NAME.rs` finds, `NAME.md` explains, and its examples are run as tests.
mod account_number;
mod action_before_start;
mod action_without_owner;
mod blaming_words;
mod broken_link;
mod card_number;
mod closed_without_date;
mod duplicate_id;
mod duplicate_title;
mod duration_mismatch;
mod early_detection;
mod email_address;
mod empty_section;
mod file_date;
mod future_time;
mod image_without_text;
mod impact_without_how;
mod implausible_time;
mod late_notice;
mod later_repeat;
mod misplaced_file;
mod missing_section;
mod mixed_offset;
mod named_person;
mod overdue_action;
mod overdue_review;
mod phone_number;
mod private_link;
mod raw_html;
mod remote_image;
mod secret;
mod template_hint;
mod time_order;
mod timeline_order;
mod timeline_outside;
mod understated_severity;
mod unknown_case;
mod unportable_name;
mod unsafe_address;

mod explained;
mod text;

use std::sync::Arc;

use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Level, did_you_mean};
use crate::document::SectionKind;
use crate::postmortem::{Event, Postmortem};
use crate::snapshot::Blob;
use crate::source::{Place, Source, Span, Spanned};
use text::{Hit, Kind, Scanner, Text};

pub use explained::{Explained, explained};

/// All checks, by name.
pub const CHECKS: &[Check] = &[
    account_number::CHECK,
    action_before_start::CHECK,
    action_without_owner::CHECK,
    blaming_words::CHECK,
    broken_link::CHECK,
    card_number::CHECK,
    closed_without_date::CHECK,
    duplicate_id::CHECK,
    duplicate_title::CHECK,
    duration_mismatch::CHECK,
    early_detection::CHECK,
    email_address::CHECK,
    empty_section::CHECK,
    file_date::CHECK,
    future_time::CHECK,
    image_without_text::CHECK,
    impact_without_how::CHECK,
    implausible_time::CHECK,
    late_notice::CHECK,
    later_repeat::CHECK,
    misplaced_file::CHECK,
    missing_section::CHECK,
    mixed_offset::CHECK,
    named_person::CHECK,
    overdue_action::CHECK,
    overdue_review::CHECK,
    phone_number::CHECK,
    private_link::CHECK,
    raw_html::CHECK,
    remote_image::CHECK,
    secret::CHECK,
    template_hint::CHECK,
    time_order::CHECK,
    timeline_order::CHECK,
    timeline_outside::CHECK,
    understated_severity::CHECK,
    unknown_case::CHECK,
    unportable_name::CHECK,
    unsafe_address::CHECK,
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
    /// Every place in the text of a file that is of one kind.
    Text(Kind, fn(&Hit, &Text<'_>, &mut Report<'_>)),
}

/// What all checks may look at.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// `site.toml`.
    pub config: &'a Config,
    /// The files of all postmortems, whether they could be read or not.
    pub sources: &'a [Arc<Source>],
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
    let level = |check: &Check| ground.config.checks.get(check.name).map_or(check.level, |level| level.value);
    let all = CHECKS.iter().map(|check| (check, level(check)));
    let wanted: Vec<(&Check, Level)> = all.filter(|(_, level)| *level > Level::Allow).collect();
    for (check, level) in &wanted {
        if let Scope::All(find) = check.scope {
            find(ground, &mut Report { name: check.name, level: *level, sink });
        }
    }
    let scanner = Scanner::new(ground.config);
    let each = ground.sources.par_iter().map(|source| judge(source, &wanted, &scanner, ground));
    for (found, secrets) in each.collect::<Vec<_>>() {
        sink.conceal(secrets);
        sink.extend(found.into_sorted());
    }
}

/// How many places of one kind are reported of a file: a log in the wrong place has thousands.
const MOST: usize = 100;

/// Runs what looks at one file at a time; what it found, and what of the file must not be shown.
fn judge(
    source: &Arc<Source>,
    wanted: &[(&Check, Level)],
    scanner: &Scanner,
    ground: &Ground<'_>,
) -> (Diagnostics, Vec<Place>) {
    let mut sink = Diagnostics::default();
    let postmortem = ground.corpus.by_path(&source.path);
    let text = scanner.scan(source, postmortem.map(Arc::as_ref));
    for (check, level) in wanted {
        let mut report = Report { name: check.name, level: *level, sink: &mut sink };
        match check.scope {
            Scope::All(_) => {}
            Scope::Each(find) => {
                if let Some(postmortem) = postmortem {
                    find(postmortem, ground, &mut report);
                }
            }
            Scope::Text(kind, find) => {
                text.of(kind).take(MOST).for_each(|hit| find(hit, &text, &mut report));
                let more = text.of(kind).skip(MOST).count();
                if let Some(last) = sink.last_mut().filter(|last| more > 0 && last.code == check.name) {
                    last.help.push(format!("{more} more like it in this file are not listed"));
                }
            }
        }
    }
    (sink, text.secrets())
}

/// What `site.toml` names of this floor: checks and sections.
fn judge_config(config: &Config, sink: &mut Diagnostics) {
    for (name, level) in &config.checks {
        let known = || CHECKS.iter().map(|check| check.name);
        if explained().iter().any(|one| one.code == name && !one.settable) {
            let place = Place::new(&config.source, level.span);
            let message = format!("the level of `{name}` cannot be set");
            sink.push(
                Diagnostic::deny("unknown-key", place, message).help("remove the line: what it finds is to be mended"),
            );
        } else if !known().any(|check| check == name) {
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

/// The first line of an event: what people see of it.
fn first_line(postmortem: &Postmortem, event: &Event) -> Place {
    let text = event.span.of(&postmortem.source.text);
    let line = text.lines().next().unwrap_or_default().trim_end();
    postmortem.place(Span::new(event.span.start, event.span.start + line.len()))
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
