//! The prose: one walk over the markdown, which gives facts when a file is read and HTML when a page is made.
mod blocks;
mod facts;
mod html;
mod plain;
mod shift;
mod walk;

use std::sync::Arc;

use jiff::civil::{Date, Time};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Place, Source, Span, Spanned};
use html::html;
use plain::plain;
use walk::{Fault, walk};

/// What a body says, without its HTML: small, since every case's is kept while the site is made.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Body {
    /// Its headings, in order.
    pub outline: Vec<Heading>,
    /// Its links and images, in order.
    pub links: Vec<Link>,
    /// Its sections that have a usual name.
    pub sections: Vec<Section>,
    /// What happened when, in order of the text.
    pub timeline: Vec<TimelineEntry>,
    /// What was promised, in order of the text.
    pub actions: Vec<ActionItem>,
    /// What was learned, in order of the text.
    pub lessons: Vec<Lesson>,
    /// The first paragraph of the summary, else of the text, as plain text; may be empty.
    pub summary: String,
}

impl Body {
    /// Gives back the room that nothing stands in.
    fn shrink(&mut self) {
        self.links.shrink_to_fit();
        self.sections.shrink_to_fit();
        self.lessons.iter_mut().for_each(|lesson| lesson.text.value.shrink_to_fit());
        self.lessons.shrink_to_fit();
        self.summary.shrink_to_fit();
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6, as written.
    pub level: u8,
    /// Its words, and where the whole heading stands.
    pub text: Spanned<String>,
    /// Its anchor, unique in its body.
    pub anchor: String,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkUse {
    /// To go somewhere.
    Link,
    /// To show an image.
    Image,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is for.
    pub usage: LinkUse,
    /// Where it leads, as written; the span is that of the destination where it can be told, else of the link.
    pub target: Spanned<String>,
}

/// A section by its meaning, however it was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SectionKind {
    /// Summary, Overview, TL;DR.
    Summary,
    /// Impact.
    Impact,
    /// Timeline, Key events.
    Timeline,
    /// Root cause, Contributing factors.
    RootCause,
    /// Trigger.
    Trigger,
    /// Detection.
    Detection,
    /// Resolution, Mitigation, Recovery.
    Resolution,
    /// Lessons learned.
    Lessons,
    /// Action items, Follow-ups.
    Actions,
}

/// A section that has a usual name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Which heading of the outline begins it.
    pub heading: usize,
    /// From its heading to the next of the same or a higher level.
    pub span: Span,
    /// Whether nothing but headings stands in it.
    pub empty: bool,
}

impl SectionKind {
    /// Its usual names, in small letters.
    pub fn usual_names(self) -> impl Iterator<Item = &'static str> + Clone {
        facts::names::usual(self)
    }
}

/// A clock time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clock {
    /// The day, where it is named.
    pub date: Option<Date>,
    /// The time of day, where it is named; an entry has a date or a time or both.
    pub time: Option<Time>,
    /// The zone, where the entry or its section names one that is known.
    pub zone: Option<ClockZone>,
}

/// A zone that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClockZone {
    /// Seconds east of UTC: `Z`, `UTC`, `+02:00`, `PST`, `CET`, `BST` (British).
    Offset(i32),
    /// "Local time", or letters that mean more than one offset such as `CST`, `IST`, `PT`: the site's zone decides.
    Site,
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub clock: Clock,
    /// What, as plain text.
    pub text: String,
    /// The whole entry.
    pub span: Span,
}

/// A promise as written in the body's action items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionItem {
    /// What is promised, as plain text without the marks below.
    pub title: Spanned<String>,
    /// Whether a task list item is ticked; `None` for a plain bullet.
    pub ticked: Option<bool>,
    /// `@payments`, without the `@`.
    pub owner: Option<Spanned<String>>,
    /// `due:2026-11-30` and the like, `key` and value as written: due, closed, opened, kind, state, ticket.
    pub marks: Vec<(String, Spanned<String>)>,
    /// A bare ticket such as `PAY-123`.
    pub ticket: Option<Spanned<String>>,
}

/// What kind of lesson it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LessonKind {
    /// What went well.
    Well,
    /// What went wrong.
    Wrong,
    /// Where we got lucky.
    Lucky,
    /// A lesson as such.
    Learned,
}

/// One lesson, as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// What kind.
    pub kind: LessonKind,
    /// The lesson.
    pub text: Spanned<String>,
}

/// Where a link or an image leads on the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To this address, written as is.
    Address(String),
    /// To a picture at this address, with its width and height in pixels: room is kept for it before it is there.
    Picture(String, usize, usize),
    /// Nowhere: its text is shown without a link.
    Nowhere,
}

/// A body as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe to put into a page: no script, no `style=`, no raw HTML.
    pub html: String,
    /// Its plain text section by section, for the search: anchor, heading, text.
    pub sections: Vec<SectionText>,
}

/// The plain text below one heading, up to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionText {
    /// The heading's anchor; empty before the first heading.
    pub anchor: String,
    /// The heading's words.
    pub heading: String,
    /// What follows it.
    pub text: String,
}

/// How a body is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions<'a> {
    /// What the page is called: a first heading of level 1 that says the same is left out. May be empty.
    pub title: &'a str,
    /// Whether code is coloured.
    pub highlight: bool,
    /// Marks of actions that are shown in other words, in order of the text.
    pub shown: &'a [Shown],
}

/// A mark of an action: `@payments`, `due:2026-11-30`, `PAY-123`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The whole mark, in the body's text.
    pub span: Span,
    /// `owner`, `due`, `closed`, `opened`, `kind`, `state` or `ticket`.
    pub key: &'static str,
    /// Its value as written.
    pub value: String,
    /// Whether nothing but marks follows it in its item.
    pub trails: bool,
}

/// What is shown in place of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The whole mark, in the body's text.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Where they lead.
    pub href: Option<String>,
    /// Classes.
    pub class: &'static str,
}

impl Default for RenderOptions<'_> {
    fn default() -> Self {
        Self { title: "", highlight: true, shown: &[] }
    }
}

/// Reads a body's facts. Spans are those of the source; what is too deep or too large is a finding.
#[must_use]
pub fn read(source: &Arc<Source>, span: Span, sink: &mut Diagnostics) -> Body {
    let walk = walk(span.of(&source.text));
    for fault in &walk.faults {
        sink.push(finding(*fault, source, span.start));
    }
    let mut body = facts::facts(&walk);
    shift::shift(&mut body, span.start);
    body.shrink();
    body
}

/// The marks of a body's actions, in order of the text; those in tables stand in columns of their own and are left out.
#[must_use]
pub fn marks(text: &str) -> Vec<Mark> {
    facts::marks_of(&walk(text))
}

/// Renders a body; `resolve` says where each link and image leads.
#[must_use]
pub fn render(text: &str, resolve: &dyn Fn(LinkUse, &str) -> Target) -> Rendered {
    render_with(text, resolve, &RenderOptions::default())
}

/// Renders a body as the options say. Addresses that could run script are shown as text and never resolved.
#[must_use]
pub fn render_with(text: &str, resolve: &dyn Fn(LinkUse, &str) -> Target, options: &RenderOptions<'_>) -> Rendered {
    let walk = walk(text);
    let dropped = repeats_title(&walk.headings, options.title);
    Rendered { html: html(&walk, dropped, resolve, options), sections: plain(&walk, dropped) }
}

/// The plain text of a body alone, section by section: what the search needs.
#[must_use]
pub fn sections(text: &str, title: &str) -> Vec<SectionText> {
    let walk = walk(text);
    plain(&walk, repeats_title(&walk.headings, title))
}

/// The first heading, if it only says the page's title again.
fn repeats_title(headings: &[walk::Title], title: &str) -> Option<usize> {
    let first = headings.first().filter(|first| first.heading.level == 1 && !first.nested)?;
    let same = first.heading.text.value.split_whitespace().eq(title.split_whitespace());
    (same && !title.trim().is_empty()).then_some(0)
}

fn finding(fault: Fault, source: &Arc<Source>, base: usize) -> Diagnostic {
    match fault {
        Fault::TooDeep(span) => {
            let place = Place::new(source, span.shifted(base));
            Diagnostic::deny("nesting-too-deep", place, "lists, quotations or emphasis nested too deeply")
                .help("from here on, the text is shown without that structure; 32 levels are understood")
        }
        Fault::TooLarge(span) => {
            let place = Place::new(source, span.shifted(base));
            Diagnostic::deny("body-too-large", place, "body longer than 1 MiB")
                .help("from here on, it is shown as plain text and not read; put logs into a file beside it")
        }
    }
}

#[cfg(test)]
mod tests;
