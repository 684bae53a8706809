//! The blocks of a body as plain text with places: what facts are read from.
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::walk::{Step, Walk};
use crate::source::Span;

/// A heading, a paragraph, the first or a later paragraph of a list item, a row, a block of code.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    /// Its words; line ends as in the source.
    pub(super) words: Words,
    /// The whole block; of an item's first block, the whole item with what is nested in it.
    pub(super) span: Span,
    /// In how many lists it stands.
    pub(super) depth: usize,
    /// Whether it is the first block of a list item.
    pub(super) opens_item: bool,
    /// Whether its item is ticked, where it can be.
    pub(super) ticked: Option<bool>,
    /// How many bytes of the words, from the first, are bold.
    pub(super) bold: usize,
    /// Whether it stands in a quotation or a footnote.
    pub(super) aside: bool,
}

/// What kind of block it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// Which heading of the walk.
    Heading(usize),
    /// Words that flow.
    Paragraph,
    /// The cells of a table's row; the first row of a table is its head.
    Row {
        /// Whether it is the head.
        head: bool,
        /// The cells.
        cells: Vec<Words>,
    },
    /// Code; its words are left out.
    Code,
}

/// Plain text that remembers where its parts stand.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// The text.
    pub(super) text: String,
    /// Which bytes of the text come from which bytes of the source, in order.
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    at: Range<usize>,
    source: Span,
    code: bool,
}

impl Words {
    /// Room for all that stands at a place.
    fn with_room(span: Span) -> Self {
        Self { text: String::with_capacity(span.end - span.start), parts: Vec::new() }
    }

    fn push(&mut self, text: &str, source: Span, code: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push(Part { at: start..self.text.len(), source, code });
    }

    /// Where a part of the text stands in the source: exactly, where it is written as it reads.
    pub(super) fn place(&self, range: &Range<usize>) -> Span {
        let begin = self.parts.partition_point(|part| part.at.end <= range.start);
        let end = self.parts.partition_point(|part| part.at.start < range.end);
        let touched = self.parts.get(begin..end).unwrap_or_default();
        let Some((first, last)) = touched.first().zip(touched.last()) else { return Span::default() };
        let within = |part: &Part, offset: usize| {
            let same = part.source.end - part.source.start == part.at.len();
            same.then(|| part.source.start + offset.clamp(part.at.start, part.at.end) - part.at.start)
        };
        let start = within(first, range.start).unwrap_or(first.source.start);
        let end = within(last, range.end).unwrap_or(last.source.end);
        Span::new(start, end.max(start))
    }

    /// Whether a byte of the text is code.
    pub(super) fn is_code(&self, at: usize) -> bool {
        let n = self.parts.partition_point(|part| part.at.end <= at);
        self.parts.get(n).is_some_and(|part| part.code && part.at.contains(&at))
    }

    /// Where all of it stands.
    pub(super) fn span(&self) -> Span {
        self.place(&(0..self.text.len()))
    }
}

/// Reads the blocks of a walk.
pub(super) fn blocks(walk: &Walk<'_>) -> Vec<Block> {
    let mut reader = Reader::default();
    for step in &walk.steps {
        reader.take(step);
    }
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The block whose end has not come.
    leaf: Option<Block>,
    /// The open items: their spans, ticks, and whether a block of theirs has come.
    items: Vec<Item>,
    cells: Vec<Words>,
    headings: usize,
    asides: usize,
    strong: usize,
    code: bool,
}

struct Item {
    span: Span,
    ticked: Option<bool>,
    begun: bool,
}

impl Reader {
    fn take(&mut self, step: &Step<'_>) {
        match &step.event {
            Event::Start(tag) => self.start(tag, step.span),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) if !self.code => self.word(text, step.span, false),
            Event::Code(text) => self.word(text, step.span, true),
            Event::SoftBreak | Event::HardBreak => self.line_end(step.span),
            Event::TaskListMarker(done) => {
                if let Some(item) = self.items.last_mut() {
                    item.ticked = Some(*done);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.open(BlockKind::Paragraph, span),
            Tag::Heading { .. } => {
                self.open(BlockKind::Heading(self.headings), span);
                self.headings += 1;
            }
            Tag::CodeBlock(_) => {
                self.open(BlockKind::Code, span);
                self.code = true;
            }
            Tag::TableHead | Tag::TableRow => {
                let head = *tag == Tag::TableHead;
                self.open(BlockKind::Row { head, cells: Vec::new() }, span);
            }
            Tag::List(_) => self.close(),
            Tag::Item => self.items.push(Item { span, ticked: None, begun: false }),
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => {
                self.close();
                self.asides += 1;
            }
            Tag::Strong => self.strong += 1,
            // An image alone is a block too: its section is not empty.
            Tag::Image { .. } if self.leaf.is_none() => self.open(BlockKind::Paragraph, span),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::TableCell => self.cell(),
            TagEnd::CodeBlock => {
                self.code = false;
                self.close();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => self.close(),
            TagEnd::Item => {
                self.close();
                self.items.pop();
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.close();
                self.asides = self.asides.saturating_sub(1);
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            _ => {}
        }
    }

    fn open(&mut self, kind: BlockKind, span: Span) {
        self.close();
        let flows = matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_));
        let mut block = Block {
            kind,
            words: if flows { Words::with_room(span) } else { Words::default() },
            span,
            depth: self.items.len(),
            opens_item: false,
            ticked: None,
            bold: 0,
            aside: self.asides > 0,
        };
        if let Some(item) = self.items.last_mut().filter(|item| !item.begun) {
            item.begun = true;
            (block.opens_item, block.span) = (true, item.span);
        }
        self.leaf = Some(block);
    }

    fn close(&mut self) {
        let Some(mut leaf) = self.leaf.take() else { return };
        leaf.ticked = self.items.last().and_then(|item| item.ticked).filter(|_| leaf.opens_item);
        if let BlockKind::Row { cells, .. } = &mut leaf.kind {
            *cells = std::mem::take(&mut self.cells);
        }
        self.blocks.push(leaf);
    }

    fn cell(&mut self) {
        if let Some(leaf) = &mut self.leaf {
            self.cells.push(std::mem::take(&mut leaf.words));
        }
    }

    fn word(&mut self, text: &str, span: Span, code: bool) {
        if self.leaf.is_none() {
            self.open(BlockKind::Paragraph, span);
        }
        let bold = self.strong > 0;
        let Some(leaf) = &mut self.leaf else { return };
        let source = if code { inside(span, text) } else { span };
        if bold && leaf.bold == leaf.words.text.len() {
            leaf.bold += text.len();
        }
        leaf.words.push(text, source, code);
    }

    fn line_end(&mut self, span: Span) {
        if let Some(leaf) = &mut self.leaf {
            leaf.words.push("\n", span, false);
        }
    }
}

/// Where inline code stands without its ticks.
fn inside(span: Span, text: &str) -> Span {
    let ticks = (span.end - span.start).saturating_sub(text.len());
    if ticks.is_multiple_of(2) { Span::new(span.start + ticks / 2, span.end - ticks / 2) } else { span }
}
