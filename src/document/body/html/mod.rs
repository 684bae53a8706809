//! A body as HTML: no script, no `style=`, nothing raw, and every link as the caller resolves it.
mod code;
mod escape;
mod footnotes;
mod headings;
mod highlight;
mod inline;
mod table;

use std::fmt::Write as _;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::walk::{Step, Walk};
use super::{LinkUse, RenderOptions, Shown, Target};
use crate::source::Span;
use code::Code;
use escape::{attribute, escape};
use footnotes::Footnotes;
use inline::Open;
use table::Table;

/// Writes a walk as HTML; `dropped` is the heading that repeats the page's title.
pub(super) fn html(
    walk: &Walk<'_>,
    dropped: Option<usize>,
    resolve: &dyn Fn(LinkUse, &str) -> Target,
    options: &RenderOptions<'_>,
) -> String {
    let mut html = Html::new(walk, dropped, resolve, options);
    walk.steps.iter().for_each(|step| html.take(step));
    html.finish()
}

/// The page so far, and what is open at this place.
struct Html<'a> {
    out: String,
    walk: &'a Walk<'a>,
    resolve: &'a dyn Fn(LinkUse, &str) -> Target,
    levels: Vec<u8>,
    dropped: Option<usize>,
    /// How many headings have begun, and how many tables stand below the last one.
    heading: usize,
    tables: usize,
    table: Table,
    code: Option<Code>,
    /// Whether code is shown in colours.
    colours: bool,
    /// What is shown in place of marks.
    shown: &'a [Shown],
    /// The open links and images.
    open: Vec<Open>,
    footnotes: Footnotes,
    /// What was written before each open footnote, and its label.
    aside: Vec<(String, String)>,
}

impl<'a> Html<'a> {
    fn new(
        walk: &'a Walk<'a>,
        dropped: Option<usize>,
        resolve: &'a dyn Fn(LinkUse, &str) -> Target,
        options: &RenderOptions<'a>,
    ) -> Self {
        Self {
            out: String::with_capacity(walk.text.len() + walk.text.len() / 2),
            levels: headings::levels(&walk.headings, dropped),
            walk,
            resolve,
            dropped,
            heading: 0,
            tables: 0,
            table: Table::default(),
            code: None,
            colours: options.highlight,
            shown: options.shown,
            open: Vec::new(),
            footnotes: Footnotes::default(),
            aside: Vec::new(),
        }
    }

    fn take(&mut self, step: &Step<'_>) {
        if self.in_dropped_title() && !matches!(step.event, Event::End(TagEnd::Heading(_))) {
            return;
        }
        match &step.event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.words(text, step.span),
            Event::Code(text) => self.inline_code(text),
            Event::FootnoteReference(label) if !self.in_image() => self.footnotes.refer(&mut self.out, label),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak if self.in_image() => self.text(" "),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.out.push_str(if *done {
                "<input type=\"checkbox\" disabled checked aria-label=\"done\"> "
            } else {
                "<input type=\"checkbox\" disabled aria-label=\"open\"> "
            }),
            _ => {}
        }
    }

    fn finish(mut self) -> String {
        self.footnotes.finish(&mut self.out);
        self.out
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p dir=\"auto\">"),
            Tag::Heading { .. } => self.open_heading(),
            Tag::BlockQuote(None) => self.out.push_str("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.out.push_str(alert(*kind)),
            Tag::CodeBlock(kind) => self.code = Some(Code::new(kind)),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            Tag::Item => self.out.push_str("<li dir=\"auto\">"),
            Tag::FootnoteDefinition(label) => self.aside.push((std::mem::take(&mut self.out), label.to_string())),
            Tag::Table(columns) => {
                self.tables += 1;
                let title = self.heading.checked_sub(1).filter(|n| Some(*n) != self.dropped);
                let title = title.and_then(|n| self.walk.headings.get(n)).map_or("", |title| &title.heading.text.value);
                self.table = Table::open(&mut self.out, columns, title, self.tables);
            }
            Tag::TableHead => self.table.open_row(&mut self.out, true),
            Tag::TableRow => self.table.open_row(&mut self.out, false),
            Tag::TableCell => self.table.open_cell(&mut self.out),
            inline => self.open_inline(inline),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(None) => self.out.push_str("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    code.write(&mut self.out, self.colours);
                }
            }
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((before, label)) = self.aside.pop() {
                    self.footnotes.define(&label, std::mem::replace(&mut self.out, before));
                }
            }
            TagEnd::Table => Table::close(&mut self.out),
            TagEnd::TableHead | TagEnd::TableRow => self.table.close_row(&mut self.out),
            TagEnd::TableCell => self.table.close_cell(&mut self.out),
            inline => self.close_inline(inline),
        }
    }

    /// Text, in which marks are shown in other words where they are written as they read.
    fn words(&mut self, text: &str, span: Span) {
        let first = self.shown.partition_point(|shown| shown.span.start < span.start);
        let here = self.shown.get(first..).unwrap_or_default();
        let here = here.get(..here.partition_point(|shown| shown.span.end <= span.end)).unwrap_or_default();
        if here.is_empty() || span.end - span.start != text.len() || self.code.is_some() || self.in_image() {
            return self.text(text);
        }
        let mut done = 0;
        for shown in here {
            let (start, end) = (shown.span.start - span.start, shown.span.end - span.start);
            // A place that does not fall between characters is none of this text.
            let Some(before) = text.get(done..start).filter(|_| text.is_char_boundary(end)) else { continue };
            self.text(before);
            inline::shown(&mut self.out, shown);
            done = end;
        }
        self.text(text.get(done..).unwrap_or(""));
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
        } else if let Some(Open::Image { alt, .. }) = self.open.last_mut() {
            alt.push_str(text);
        } else {
            escape(&mut self.out, text);
        }
    }

    fn open_heading(&mut self) {
        let Some(title) = self.walk.headings.get(self.heading) else { return };
        let level = self.levels[self.heading];
        self.heading += 1;
        self.tables = 0;
        if self.in_dropped_title() {
            // The page has said it; links to it still arrive.
            self.out.push_str("<span");
            attribute(&mut self.out, "id", &title.heading.anchor);
            self.out.push_str("></span>\n");
            return;
        }
        self.out.push_str("<h");
        self.out.push(digit(level));
        attribute(&mut self.out, "id", &title.heading.anchor);
        self.out.push_str(" dir=\"auto\">");
    }

    fn close_heading(&mut self) {
        let Some(n) = self.heading.checked_sub(1) else { return };
        if self.in_dropped_title() {
            self.dropped = None;
            return;
        }
        let heading = &self.walk.headings[n].heading;
        self.out.push_str(" <a class=\"anchor\" href=\"#");
        escape(&mut self.out, &heading.anchor);
        self.out.push_str("\" aria-label=\"Link to section: ");
        escape(&mut self.out, &heading.text.value);
        self.out.push_str("\"></a></h");
        self.out.push(digit(self.levels[n]));
        self.out.push_str(">\n");
    }

    /// Whether what comes stands in the title that is left out.
    fn in_dropped_title(&self) -> bool {
        self.dropped.is_some_and(|n| n + 1 == self.heading)
    }
}

/// A level of heading, from 1 to 6.
const fn digit(level: u8) -> char {
    (b'0' + level) as char
}

const fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "<div class=\"alert note\" role=\"note\"><p class=\"alert-title\">Note</p>\n",
        BlockQuoteKind::Tip => "<div class=\"alert tip\" role=\"note\"><p class=\"alert-title\">Tip</p>\n",
        BlockQuoteKind::Important => {
            "<div class=\"alert important\" role=\"note\"><p class=\"alert-title\">Important</p>\n"
        }
        BlockQuoteKind::Warning => "<div class=\"alert warning\" role=\"note\"><p class=\"alert-title\">Warning</p>\n",
        BlockQuoteKind::Caution => "<div class=\"alert caution\" role=\"note\"><p class=\"alert-title\">Caution</p>\n",
    }
}
