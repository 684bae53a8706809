//! A case read as the site will read it, to see what its timeline comes to.
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Options, UNCLASSIFIED, site, terms};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::{self, ClockZone};
use crate::postmortem;
use crate::source::Source;

/// A site that takes any case.
pub(super) struct Trial(Option<Config>);

/// An entry of a timeline.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) at: Timestamp,
    pub(super) zone: Option<ClockZone>,
    pub(super) text: String,
    /// Where it begins in the body.
    pub(super) start: usize,
}

impl Trial {
    pub(super) fn new(options: &Options) -> Self {
        let site = Arc::new(Source::new("site.toml", site::write(&terms::gather(&std::iter::empty()), options)));
        Self(Config::read(&site, &mut Diagnostics::default()))
    }

    /// The events of a body that have a time of day, in order of time, for an incident of that day.
    pub(super) fn events(&self, body: &str, day: Date) -> Vec<Event> {
        let front = format!(
            "+++\ntitle = \"x\"\nseverity = \"{UNCLASSIFIED}\"\nroot_cause = \"{UNCLASSIFIED}\"\n\
             squad = \"{UNCLASSIFIED}\"\nstarted = {day}\n+++\n"
        );
        let mut sink = Diagnostics::default();
        let document = document::parse(&Arc::new(Source::new("x.md", format!("{front}{body}"))), &mut sink);
        let entries = document.body.timeline.iter();
        let written: BTreeMap<usize, (Option<ClockZone>, String)> =
            entries.map(|entry| (entry.span.start, (entry.clock.zone, entry.text.clone()))).collect();
        let Some(case) = self.0.as_ref().and_then(|config| postmortem::read(document, config, &mut sink)) else {
            return Vec::new();
        };
        let event = |event: postmortem::Event| {
            let (zone, text) = written.get(&event.span.start).cloned().unwrap_or_default();
            Event { at: event.at, zone, text, start: event.span.start.saturating_sub(front.len()) }
        };
        case.events.into_iter().filter(|event| event.timed).map(event).collect()
    }
}
