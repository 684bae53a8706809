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
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

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
    /// One postmortem at a time, whatever others there are.
    Each(fn(&Postmortem, &Rules<'_>, &mut Report<'_>)),
    /// One postmortem at a time, among the others.
    Among(fn(&Postmortem, &Ground<'_>, &mut Report<'_>)),
    /// All of them together, or what lies around them.
    All(fn(&Ground<'_>, &mut Report<'_>)),
    /// Every place in the text of a file that is of one kind.
    Text(Kind, fn(&Hit, &Text<'_>, &mut Report<'_>)),
}

/// What a file is judged by, whatever others there are.
pub struct Rules<'a> {
    config: &'a Config,
    as_of: Date,
    wanted: Vec<(&'static Check, Level)>,
    scanner: Scanner,
}

/// What all checks may look at.
pub struct Ground<'a> {
    /// What each file has been judged by.
    pub rules: &'a Rules<'a>,
    /// The files of all postmortems, whether they could be read or not.
    pub sources: &'a [Arc<Source>],
    /// The postmortems that the site shows.
    pub corpus: &'a Corpus,
    /// The files beside them, sorted by path.
    pub attachments: &'a [Blob],
}

/// What was found in one file.
#[derive(Debug, Default)]
pub struct Judgement {
    /// The findings, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// What must not be shown.
    pub secrets: Vec<Place>,
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

/// How many places of one kind are reported of a file: a log in the wrong place has thousands.
const MOST: usize = 100;

impl<'a> Rules<'a> {
    /// Every check that the site does not allow, on a day in the site's zone.
    #[must_use]
    pub fn new(config: &'a Config, as_of: Date) -> Self {
        let level = |check: &Check| config.checks.get(check.name).map_or(check.level, |level| level.value);
        let all = CHECKS.iter().map(|check| (check, level(check)));
        let wanted = all.filter(|(_, level)| *level > Level::Allow).collect();
        Self { config, as_of, wanted, scanner: Scanner::new(config) }
    }

    /// Runs what looks at one file alone; `postmortem` is what the site shows of it.
    #[must_use]
    pub fn judge(&self, source: &Arc<Source>, postmortem: Option<&Postmortem>) -> Judgement {
        let mut sink = Diagnostics::default();
        let text = self.scanner.scan(source, postmortem);
        for (check, level) in &self.wanted {
            let mut report = Report { name: check.name, level: *level, sink: &mut sink };
            match (&check.scope, postmortem) {
                (Scope::Each(find), Some(postmortem)) => find(postmortem, self, &mut report),
                (Scope::Text(kind, find), _) => {
                    text.of(*kind).take(MOST).for_each(|hit| find(hit, &text, &mut report));
                    let more = text.of(*kind).skip(MOST).count();
                    if let Some(last) = sink.last_mut().filter(|last| more > 0 && last.code == check.name) {
                        last.help.push(format!("{more} more like it in this file are not listed"));
                    }
                }
                (Scope::Each(_) | Scope::Among(_) | Scope::All(_), _) => {}
            }
        }
        Judgement { findings: sink.into_sorted(), secrets: text.secrets() }
    }
}

/// Runs what looks at more than one file.
pub fn run(ground: &Ground<'_>, sink: &mut Diagnostics) {
    judge_config(ground.rules.config, sink);
    let wanted = || ground.rules.wanted.iter();
    let together = |(check, level): &(&Check, Level)| {
        let mut sink = Diagnostics::default();
        if let Scope::All(find) = check.scope {
            find(ground, &mut Report { name: check.name, level: *level, sink: &mut sink });
        }
        sink
    };
    let one = |postmortem: &Arc<Postmortem>| {
        let mut sink = Diagnostics::default();
        for (check, level) in wanted() {
            if let Scope::Among(find) = check.scope {
                find(postmortem, ground, &mut Report { name: check.name, level: *level, sink: &mut sink });
            }
        }
        sink
    };
    let together = ground.rules.wanted.par_iter().map(together);
    let each = ground.corpus.all().par_iter().with_min_len(64).map(one);
    together.chain(each).collect::<Vec<_>>().into_iter().for_each(|found| sink.merge(found));
}

/// What `site.toml` names of this floor: checks and sections.
fn judge_config(config: &Config, sink: &mut Diagnostics) {
    for (name, level) in &config.checks {
        let known = || CHECKS.iter().map(|check| check.name);
        if known().any(|check| check == name) {
            continue;
        }
        if explained().iter().any(|one| one.code == name && !one.settable) {
            let place = Place::new(&config.source, level.span);
            let message = format!("the level of `{name}` cannot be set");
            sink.push(
                Diagnostic::deny("unknown-key", place, message).help("remove the line: what it finds is to be mended"),
            );
        } else {
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
