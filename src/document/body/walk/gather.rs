//! Makes the walk of the parser's events.
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::anchor::Anchors;
use super::{Fault, Step, Title, Walk, autolink, limits, raw_html};
use crate::document::body::Heading;
use crate::source::{Span, Spanned};

/// The walk so far, and what is open at this place.
pub(super) struct Gather<'a> {
    text: &'a str,
    walk: Walk<'a>,
    anchors: Anchors,
    /// The open elements.
    open: Vec<Open>,
    /// How many of them count as a level.
    depth: usize,
    /// Text whose end has not come.
    run: Option<Run<'a>>,
    /// Raw HTML whose end has not come.
    html: String,
}

/// An open element.
struct Open {
    shown: bool,
    /// Whether it is a level.
    counts: bool,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    /// Text in it is no place for further links.
    Verbatim,
    Other,
}

impl Kind {
    const fn of(tag: &Tag<'_>) -> Self {
        match tag {
            Tag::List(_) => Self::List,
            Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. } => Self::Verbatim,
            _ => Self::Other,
        }
    }
}

/// Neighbouring text events.
struct Run<'a> {
    span: Span,
    text: Words<'a>,
}

/// The words of a run. What is written as it reads is only pointed at: joining many pieces must stay cheap.
enum Words<'a> {
    AsWritten,
    Piece(CowStr<'a>),
    Joined(String),
}

impl<'a> Words<'a> {
    fn new(piece: CowStr<'a>, written: &str) -> Self {
        if *piece == *written { Self::AsWritten } else { Self::Piece(piece) }
    }

    fn into_text(self, written: &'a str) -> CowStr<'a> {
        match self {
            Self::AsWritten => CowStr::Borrowed(written),
            Self::Piece(piece) => piece,
            Self::Joined(text) => text.into(),
        }
    }
}

impl<'a> Gather<'a> {
    pub(super) fn new(text: &'a str, fault: Option<Fault>) -> Self {
        // An event for some sixteen bytes is what reports come to.
        let steps = Vec::with_capacity(text.len() / 16);
        let walk = Walk { text, steps, headings: Vec::new(), faults: fault.into_iter().collect() };
        Self { text, walk, anchors: Anchors::default(), open: Vec::new(), depth: 0, run: None, html: String::new() }
    }

    pub(super) fn take(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Text(text) => self.text_run(text, span),
            Event::InlineHtml(html) if raw_html::without_comments(&html).is_empty() => {}
            Event::InlineHtml(html) => self.text_run(html, span),
            Event::Html(html) => self.html.push_str(&html),
            Event::Start(tag) => {
                self.flush();
                self.start(tag, span);
            }
            Event::End(tag) => {
                self.flush();
                self.end(tag, span);
            }
            other => {
                self.flush();
                self.push(other, span);
            }
        }
    }

    /// Shows a part of the text as it is.
    pub(super) fn plain(&mut self, span: Span) {
        let text = span.of(self.text);
        if text.trim().is_empty() {
            return;
        }
        self.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)), span);
        self.push(Event::Text(CowStr::Borrowed(text)), span);
        self.push(Event::End(TagEnd::CodeBlock), span);
    }

    pub(super) fn finish(mut self) -> Walk<'a> {
        self.flush();
        self.walk
    }

    fn push(&mut self, event: Event<'a>, span: Span) {
        self.walk.steps.push(Step { event, span });
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        let counts = is_level(&tag);
        let in_hidden_list = self.open.last().is_some_and(|open| open.kind == Kind::List && !open.shown);
        let shown = !(counts && self.depth >= limits::DEPTH || in_hidden_list || tag == Tag::HtmlBlock);
        if !shown && counts && !self.walk.faults.iter().any(|fault| matches!(fault, Fault::TooDeep(_))) {
            self.walk.faults.push(Fault::TooDeep(span));
        }
        if let Tag::Heading { level, .. } = &tag {
            self.heading(*level, span);
        }
        self.depth += usize::from(counts);
        self.open.push(Open { shown, counts, kind: Kind::of(&tag) });
        if shown {
            self.push(Event::Start(with_mailto(tag)), span);
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        let Some(open) = self.open.pop() else { return };
        self.depth -= usize::from(open.counts);
        match tag {
            TagEnd::HtmlBlock => self.html_block(span),
            TagEnd::Item if !open.shown => self.push(Event::HardBreak, span),
            TagEnd::Heading(_) => self.name_heading(),
            _ => {}
        }
        if open.shown {
            self.push(Event::End(tag), span);
        }
    }

    fn heading(&mut self, level: HeadingLevel, span: Span) {
        let text = Spanned::new(String::new(), span);
        let heading = Heading { level: level as u8, text, anchor: String::new() };
        self.walk.headings.push(Title { heading, nested: !self.open.is_empty() });
    }

    /// Headings do not nest, so the one that ends is the last one that began.
    fn name_heading(&mut self) {
        let steps = &self.walk.steps;
        let start = steps.iter().rposition(|step| matches!(step.event, Event::Start(Tag::Heading { .. })));
        let written: String = steps[start.unwrap_or(0)..].iter().filter_map(|step| words(&step.event)).collect();
        let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(title) = self.walk.headings.last_mut() {
            title.heading.anchor = self.anchors.take(&text);
            title.heading.text.value = text;
        }
    }

    fn text_run(&mut self, piece: CowStr<'a>, span: Span) {
        let written = span.of(self.text);
        let Some(run) = &mut self.run else {
            self.run = Some(Run { span, text: Words::new(piece, written) });
            return;
        };
        let next = run.span.end == span.start && *piece == *written;
        match &mut run.text {
            Words::AsWritten if next => {}
            Words::Joined(text) => text.push_str(&piece),
            Words::AsWritten => run.text = Words::Joined(run.span.of(self.text).to_owned() + &piece),
            Words::Piece(first) => run.text = Words::Joined(first.to_string() + &piece),
        }
        run.span = Span::new(run.span.start, span.end);
    }

    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        let text = run.text.into_text(run.span.of(self.text));
        let may_link = text.as_bytes().contains(&b':') && text.contains("://");
        if may_link && !self.open.iter().any(|open| open.kind == Kind::Verbatim) {
            self.linked(&text, run.span);
        } else {
            self.push(Event::Text(text), run.span);
        }
    }

    fn linked(&mut self, text: &str, span: Span) {
        let as_written = *text == *span.of(self.text);
        let place = |from: usize, to: usize| if as_written { Span::new(from, to).shifted(span.start) } else { span };
        let mut done = 0;
        for address in autolink::addresses(text) {
            self.piece(&text[done..address.start], place(done, address.start));
            let at = place(address.start, address.end);
            let dest_url = CowStr::from(text[address.clone()].to_owned());
            let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
            self.push(Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, title, id }), at);
            self.piece(&text[address.clone()], at);
            self.push(Event::End(TagEnd::Link), at);
            done = address.end;
        }
        self.piece(&text[done..], place(done, text.len()));
    }

    fn piece(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            self.push(Event::Text(CowStr::from(text.to_owned())), span);
        }
    }

    fn html_block(&mut self, span: Span) {
        let html = raw_html::without_comments(&std::mem::take(&mut self.html));
        if html.trim().is_empty() {
            return;
        }
        self.push(Event::Start(Tag::Paragraph), span);
        for (n, line) in html.trim().lines().enumerate() {
            if n > 0 {
                self.push(Event::SoftBreak, span);
            }
            self.push(Event::Text(CowStr::from(line.to_owned())), span);
        }
        self.push(Event::End(TagEnd::Paragraph), span);
    }
}

/// The words of an event, if it has any.
fn words<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

const fn is_level(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// The parser leaves it to the writer to say that `<a@b.c>` is a mail address.
fn with_mailto(tag: Tag<'_>) -> Tag<'_> {
    match tag {
        Tag::Link { link_type: LinkType::Email, dest_url, title, id } => {
            Tag::Link { link_type: LinkType::Email, dest_url: format!("mailto:{dest_url}").into(), title, id }
        }
        other => other,
    }
}
