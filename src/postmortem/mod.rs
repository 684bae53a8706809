//! One incident, typed against the site's taxonomy.
mod action;
mod fields;
mod impact;
mod mistimed;
mod read;
mod timeline;

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

pub use action::{Action, ActionKind, ActionState};
pub use fields::{ACTION_KINDS, DETECTIONS, KINDS, STATES, STATUSES, Words};
pub use impact::Impact;
pub use read::{id_of, is_draft, read};
pub use timeline::Event;

use crate::config::{Facet, FacetKind, Taxonomy, Term};
use crate::document::{Heading, Lesson, LinkUse, Section};
use crate::source::{Place, Source, Span, Spanned};
use crate::time::Moment;
use crate::way::Way;

/// A term of the taxonomy, and where it was written.
pub type TermAt = Spanned<Arc<Term>>;

/// A postmortem that says all it must.
#[derive(Debug)]
pub struct Postmortem {
    /// The file it was read from.
    pub source: Arc<Source>,
    /// The file's stem; also its address.
    pub id: String,
    /// Where the body begins and ends.
    pub body: Span,
    /// One line, for lists.
    pub title: Spanned<String>,
    /// How bad it was.
    pub severity: TermAt,
    /// Why it happened.
    pub root_cause: TermAt,
    /// Who owns what failed.
    pub squad: TermAt,
    /// What failed.
    pub services: Vec<TermAt>,
    /// Terms of the site's own facets, in the order of [`Taxonomy::facets`] after the first four.
    pub custom: Vec<Vec<TermAt>>,
    /// Other squads that took part.
    pub involved: Vec<TermAt>,
    /// What set it off, beside the cause.
    pub trigger: Vec<TermAt>,
    /// What made it possible or worse.
    pub contributing: Vec<TermAt>,
    /// When what happened.
    pub times: Times,
    /// How far its review is.
    pub status: Status,
    /// The day it became published.
    pub published: Option<Spanned<Date>>,
    /// What sort of event it was.
    pub kind: Kind,
    /// Whom and what it hit.
    pub impact: Impact,
    /// How it was noticed.
    pub detection: Option<Spanned<Detection>>,
    /// The earlier case that this one repeats, by id.
    pub repeat_of: Option<Spanned<String>>,
    /// Cases that belong beside it, by id.
    pub related: Vec<Spanned<String>>,
    /// Ids or addresses of tickets.
    pub tickets: Vec<Spanned<String>>,
    /// Addresses.
    pub links: Vec<Spanned<String>>,
    /// Free words.
    pub tags: Vec<Spanned<String>>,
    /// Old ids, still leading here.
    pub aliases: Vec<Spanned<String>>,
    /// The language of the article, as BCP 47.
    pub lang: Option<Spanned<String>>,
    /// What was promised.
    pub actions: Vec<Action>,
    /// What happened when, by the body.
    pub events: Vec<Event>,
    /// What was learned.
    pub lessons: Vec<Lesson>,
    /// The body's headings.
    pub outline: Vec<Heading>,
    /// The body's sections that have a usual name.
    pub sections: Vec<Section>,
    /// The body's links and images.
    pub body_links: Vec<BodyLink>,
    /// The first paragraph, as plain text.
    pub summary: String,
    /// The whole front matter, fences included.
    pub front_span: Span,
}

/// A link or an image of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyLink {
    /// What it is for.
    pub usage: LinkUse,
    /// Where it leads, as written; the span is that of the destination where it can be told, else of the link.
    pub target: Spanned<String>,
    /// Where that is, seen from its file.
    pub way: Way,
}

/// The five times of an incident; see [`Postmortem::ongoing`] for what a missing one means.
#[derive(Debug, Clone)]
pub struct Times {
    /// Users are affected; the only time of which the day may be all that is known.
    pub started: Spanned<Moment>,
    /// Somebody or something noticed.
    pub detected: Option<Spanned<Moment>>,
    /// Somebody took it.
    pub acknowledged: Option<Spanned<Moment>>,
    /// Users are no longer affected.
    pub mitigated: Option<Spanned<Moment>>,
    /// The cause is gone.
    pub resolved: Option<Spanned<Moment>>,
}

impl Times {
    /// The named times that are there, in the order in which they should come.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &Spanned<Moment>)> {
        let rest = [
            ("detected", &self.detected),
            ("acknowledged", &self.acknowledged),
            ("mitigated", &self.mitigated),
            ("resolved", &self.resolved),
        ];
        let rest = rest.into_iter().filter_map(|(name, time)| Some((name, time.as_ref()?)));
        std::iter::once(("started", &self.started)).chain(rest)
    }

    /// From started to a later time; `None` where one of the two is unknown, or only the day of the start is known, or
    /// the other is earlier.
    #[must_use]
    pub fn since_start(&self, end: Option<&Spanned<Moment>>) -> Option<SignedDuration> {
        if !self.started.value.timed {
            return None;
        }
        let duration = end?.value.at.duration_since(self.started.value.at);
        (!duration.is_negative()).then_some(duration)
    }
}

/// How far the review of a postmortem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Status {
    /// Not shown, not counted.
    Draft,
    /// Shown, marked, counted.
    InReview,
    /// Done.
    #[default]
    Published,
}

/// What sort of event it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Kind {
    /// An incident.
    #[default]
    Unplanned,
    /// Planned work that went wrong, or a maintenance.
    Planned,
    /// A security incident.
    Security,
    /// A rehearsal.
    Drill,
    /// Nothing happened, this time.
    NearMiss,
}

impl Kind {
    /// Whether trends count it as an incident.
    #[must_use]
    pub const fn counted(self) -> bool {
        matches!(self, Self::Unplanned | Self::Security)
    }
}

/// How an incident was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detection {
    /// By an alert of ours.
    Alert,
    /// By a customer.
    Customer,
    /// By an employee.
    Employee,
    /// By a partner.
    Partner,
    /// By a drill.
    Drill,
}

impl Postmortem {
    /// A place in this postmortem's file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.source, span)
    }

    /// Whether a site shows it, with or without drafts.
    #[must_use]
    pub fn is_shown(&self, drafts: bool) -> bool {
        drafts || self.status != Status::Draft
    }

    /// The instant it began; where only the day is known, the one at which the day begins in the site's zone.
    #[must_use]
    pub fn started(&self) -> Timestamp {
        self.times.started.value.at
    }

    /// Whether trends count it as an incident; drafts never are.
    #[must_use]
    pub fn counted(&self) -> bool {
        self.kind.counted() && self.status != Status::Draft
    }

    /// Whether it is not over: no `resolved`, and not yet published.
    #[must_use]
    pub fn ongoing(&self) -> bool {
        self.times.resolved.is_none() && self.status != Status::Published
    }

    /// The markdown below the front matter.
    #[must_use]
    pub fn markdown(&self) -> &str {
        self.body.of(&self.source.text)
    }

    /// Its terms of a facet; `facet` must be one of `taxonomy`.
    pub fn terms<'a>(&'a self, taxonomy: &Taxonomy, facet: &Facet) -> &'a [TermAt] {
        match facet.kind {
            FacetKind::Severity => std::slice::from_ref(&self.severity),
            FacetKind::RootCause => std::slice::from_ref(&self.root_cause),
            FacetKind::Squad => std::slice::from_ref(&self.squad),
            FacetKind::Service => &self.services,
            FacetKind::Custom => {
                let own = taxonomy.facets.iter().filter(|other| other.kind == FacetKind::Custom);
                let nth = own.map(|other| &other.key).position(|key| *key == facet.key);
                nth.and_then(|nth| self.custom.get(nth)).map_or(&[], Vec::as_slice)
            }
        }
    }
}
