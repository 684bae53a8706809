//! Markdown with front matter, not yet typed. Reading cannot fail: what cannot be read is a finding.
pub mod body;
mod front_matter;

use std::sync::Arc;

pub use body::{
    ActionItem, Body, Clock, ClockZone, Heading, Lesson, LessonKind, Link, LinkUse, Section, SectionKind, TimelineEntry,
};

use crate::diagnostic::Diagnostics;
use crate::source::{Source, Span};
use crate::table::Table;

/// A parsed file.
#[derive(Debug)]
pub struct Document {
    /// Where it came from.
    pub source: Arc<Source>,
    /// The table between the fences; empty where there is none.
    pub front: Table,
    /// The front matter with its fences.
    pub front_span: Span,
    /// All that follows the closing fence.
    pub body_span: Span,
    /// What the prose holds.
    pub body: Body,
}

/// Parses a file.
#[must_use]
pub fn parse(source: &Arc<Source>, sink: &mut Diagnostics) -> Document {
    let parts = front_matter::split(source, sink);
    let body = body::read(source, parts.body, sink);
    Document { source: source.clone(), front: parts.table, front_span: parts.front, body_span: parts.body, body }
}
