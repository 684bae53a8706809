//! The links and images of a body.
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::document::body::walk::Walk;
use crate::document::body::{Link, LinkUse};
use crate::source::{Span, Spanned};

/// Every link and image, in order.
pub(super) fn links(walk: &Walk<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    // Those whose end has not come, and where their last content ended.
    let mut open: Vec<(usize, LinkType)> = Vec::new();
    let mut content_end = 0;
    for step in &walk.steps {
        match &step.event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                open.push((links.len(), *link_type));
                links.push(link(LinkUse::Link, dest_url, step.span));
                content_end = step.span.start;
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                open.push((links.len(), *link_type));
                links.push(link(LinkUse::Image, dest_url, step.span));
                content_end = step.span.start;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((n, link_type)) = open.pop() {
                    let target = &mut links[n].target;
                    target.span = destination(walk.text, target, link_type, content_end);
                    content_end = step.span.end;
                }
            }
            _ if !open.is_empty() => content_end = step.span.end,
            _ => {}
        }
    }
    links
}

fn link(usage: LinkUse, target: &CowStr<'_>, span: Span) -> Link {
    Link { usage, target: Spanned::new(target.to_string(), span) }
}

/// Where the destination stands, if it is written as it reads; else the whole link.
fn destination(text: &str, target: &Spanned<String>, link_type: LinkType, content_end: usize) -> Span {
    let whole = target.span;
    let from = match link_type {
        LinkType::Inline => content_end,
        LinkType::Autolink => whole.start,
        _ => return whole,
    };
    let rest = Span::new(from, whole.end).of(text);
    match rest.find(target.value.as_str()) {
        Some(at) if !target.value.is_empty() => Span::new(from + at, from + at + target.value.len()),
        _ => whole,
    }
}
