//! The one walk over a body: markdown events made safe and whole, which facts and pages are both read from.
mod anchor;
mod autolink;
mod gather;
mod limits;
mod raw_html;
mod scheme;

use pulldown_cmark::{Event, Options, Parser};

use super::Heading;
use crate::source::Span;
use gather::Gather;

pub(super) use scheme::is_safe;

/// What GitHub understands, without mathematics, wikilinks and heading attributes.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// A body as events. No raw HTML is among them, text comes in whole runs, and bare addresses are links.
pub(super) struct Walk<'a> {
    /// What is walked.
    pub(super) text: &'a str,
    /// Every event, in order.
    pub(super) steps: Vec<Step<'a>>,
    /// The headings, in the order of their start events, with their spans in the walked text.
    pub(super) headings: Vec<Title>,
    /// What was too much, at its first place.
    pub(super) faults: Vec<Fault>,
}

/// One event, and where it stands in the walked text; a start event spans its whole element.
pub(super) struct Step<'a> {
    pub(super) event: Event<'a>,
    pub(super) span: Span,
}

/// A heading, and whether it stands inside of a list or a quotation: such a one begins no section.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) heading: Heading,
    pub(super) nested: bool,
}

/// Why a part of a body is shown as plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// More levels than [`limits::DEPTH`], from here on.
    TooDeep(Span),
    /// More bytes than [`limits::SIZE`], from here on.
    TooLarge(Span),
}

/// Walks a body.
pub(super) fn walk(text: &str) -> Walk<'_> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (end, fault) = limits::markdown_end(text);
    let mut gather = Gather::new(text, fault);
    for (event, range) in Parser::new_ext(&text[start..end], OPTIONS).into_offset_iter() {
        gather.take(event, Span::from(range).shifted(start));
    }
    gather.plain(Span::new(end, text.len()));
    gather.finish()
}
