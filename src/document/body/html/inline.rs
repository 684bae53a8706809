//! What stands inside of a line: emphasis, code, links and images.
use std::fmt::Write as _;

use pulldown_cmark::{Tag, TagEnd};

use super::super::walk::is_safe;
use super::super::{LinkUse, Shown, Target};
use super::{Html, attribute, escape};

/// An open link or image.
pub(super) enum Open {
    /// Where the link's content begins, and its address; none where only its text is shown.
    Link(Option<(usize, String)>),
    /// The image's address as written, its title, and its text so far.
    Image { address: String, title: String, alt: String },
}

impl Html<'_> {
    pub(super) fn open_inline(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { dest_url, title, .. } => {
                let (address, title) = (dest_url.to_string(), title.to_string());
                self.open.push(Open::Image { address, title, alt: String::new() });
            }
            Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough if self.in_image() => {
                if matches!(tag, Tag::Link { .. }) {
                    self.open.push(Open::Link(None));
                }
            }
            Tag::Link { dest_url, title, .. } => {
                let address = self.address(LinkUse::Link, dest_url);
                self.open_link(address, title);
            }
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            _ => {}
        }
    }

    pub(super) fn close_inline(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_image(),
            _ if self.in_image() => {}
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            _ => {}
        }
    }

    pub(super) fn inline_code(&mut self, text: &str) {
        if self.in_image() {
            return self.text(text);
        }
        self.out.push_str("<code>");
        escape(&mut self.out, text);
        self.out.push_str("</code>");
    }

    /// Whether what comes is the text of an image.
    pub(super) fn in_image(&self) -> bool {
        matches!(self.open.last(), Some(Open::Image { .. }))
    }

    /// Where an address leads, if it may be linked and leads anywhere.
    fn address(&self, usage: LinkUse, written: &str) -> Option<String> {
        if !is_safe(written) {
            return None;
        }
        match (self.resolve)(usage, written) {
            Target::Address(address) | Target::Picture(address, ..) if is_safe(&address) => Some(address),
            _ => None,
        }
    }

    fn open_link(&mut self, address: Option<String>, title: &str) {
        if let Some(address) = &address {
            self.out.push_str("<a");
            attribute(&mut self.out, "href", address);
            if is_remote(address) {
                // No window is opened and pages send no referrer, so this is all there is to say.
                self.out.push_str(" rel=\"external\"");
            }
            if !title.is_empty() {
                attribute(&mut self.out, "title", title);
            }
            self.out.push('>');
        }
        self.open.push(Open::Link(address.map(|address| (self.out.len(), address))));
    }

    fn close_link(&mut self) {
        let Some(Open::Link(Some((content, address)))) = self.open.pop() else { return };
        if self.out.get(content..).is_some_and(|written| written.trim().is_empty()) {
            escape(&mut self.out, &address);
        }
        self.out.push_str("</a>");
    }

    fn close_image(&mut self) {
        let Some(Open::Image { address, title, alt }) = self.open.pop() else { return };
        if self.in_image() {
            return self.text(&alt);
        }
        let target = self.address(LinkUse::Image, &address);
        match target {
            Some(target) if is_remote(&target) => {
                let in_link = self.open.iter().any(|open| matches!(open, Open::Link(Some(_))));
                self.open_link(if in_link { None } else { Some(target) }, &title);
                self.text(&alt);
                self.close_link();
            }
            Some(target) => {
                let size = match (self.resolve)(LinkUse::Image, &address) {
                    Target::Picture(_, width, height) => Some((width, height)),
                    _ => None,
                };
                self.image(&target, size, &title, &alt);
            }
            None => self.text(&alt),
        }
    }

    fn image(&mut self, address: &str, size: Option<(usize, usize)>, title: &str, alt: &str) {
        self.out.push_str("<img");
        attribute(&mut self.out, "src", address);
        attribute(&mut self.out, "alt", alt);
        if let Some((width, height)) = size {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        if !title.is_empty() {
            attribute(&mut self.out, "title", title);
        }
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }
}

/// Writes what is shown in place of a mark.
pub(super) fn shown(out: &mut String, shown: &Shown) {
    let tag = if shown.href.is_some() { "a" } else { "span" };
    let _ = write!(out, "<{tag}");
    attribute(out, "class", shown.class);
    if let Some(href) = &shown.href {
        attribute(out, "href", href);
    }
    out.push_str(" dir=\"auto\">");
    escape(out, &shown.text);
    let _ = write!(out, "</{tag}>");
}

fn is_remote(address: &str) -> bool {
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}
